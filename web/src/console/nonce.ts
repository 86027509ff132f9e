/** The nonce that the server wrote into this page and its Content-Security-Policy. */
export const pageNonce =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
