import { t } from '../../i18n';
import { pageNonce } from '../nonce';

// A framed letter inherits this page's Content-Security-Policy, which refuses style attributes:
// they travel under another name and are set through the CSSOM once the letter stands.
const carrier = 'data-mail-style';

function prepare(html: string): string {
  const renamed = html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/\sstyle\s*=/gi, ` ${carrier}=`),
  );
  const letter = new DOMParser().parseFromString(renamed, 'text/html');
  letter.querySelectorAll('script, iframe, object, embed, form').forEach((one) => one.remove());
  // The image that tells of an opening is for its recipient.
  letter.querySelectorAll('img[width="1"]').forEach((one) => one.remove());
  letter.querySelectorAll('style').forEach((one) => one.setAttribute('nonce', pageNonce));
  letter.querySelectorAll('a').forEach((one) => {
    one.target = '_blank';
    one.rel = 'noopener noreferrer';
  });
  return `<!doctype html>${letter.documentElement.outerHTML}`;
}

function dress(frame: HTMLIFrameElement): void {
  frame.contentDocument?.querySelectorAll<HTMLElement>(`[${carrier}]`).forEach((one) => {
    one.style.cssText = one.getAttribute(carrier) ?? '';
  });
}

interface Props {
  html: string;
  height?: number;
}

/** A message's HTML as its recipient sees it, in a frame where no script runs. */
export function MailFrame({ html, height = 560 }: Props) {
  return (
    <iframe
      title={t('message.body')}
      sandbox="allow-same-origin allow-popups"
      srcDoc={prepare(html)}
      onLoad={(event) => dress(event.currentTarget)}
      style={{
        width: '100%',
        height,
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 8,
        background: '#fff',
      }}
    />
  );
}
