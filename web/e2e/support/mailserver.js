// A real SMTP server on this machine that demands STARTTLS and a login, as a provider's does.
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const mail_ms_max = 30_000;

export async function mailServer(t, { key, certificate, user, password }) {
  const mails = [];
  const server = new SMTPServer({
    key,
    cert: certificate,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: (login, session, answer) =>
      session.secure && login.username === user && login.password === password
        ? answer(null, { user })
        : answer(new Error('5.7.8 wrong user or password')),
    onData: async (stream, session, answer) => {
      const chunks = [];
      for await (const chunk of stream) chunks.push(chunk);
      const raw = Buffer.concat(chunks);
      mails.push({
        raw: raw.toString('latin1'),
        envelope: {
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
        },
        encrypted: session.secure,
        user: session.user,
        ...(await PostalMime.parse(raw)),
      });
      answer();
    },
  });
  server.on('error', () => {}); // a client that hangs up
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => new Promise((closed) => server.close(closed)));
  return {
    port: server.server.address().port,
    mails,
    /** The first mail that fits, now or soon. */
    async mail(fits, what) {
      const until = Date.now() + mail_ms_max;
      for (;;) {
        const found = mails.find(fits);
        if (found) return found;
        if (Date.now() > until) {
          throw new Error(`no mail ${what}; there are: ${mails.map((m) => `${m.envelope.to}: ${m.subject}`).join(' | ') || 'none'}`);
        }
        await new Promise((later) => setTimeout(later, 100));
      }
    },
  };
}

export const header = (mail, name) =>
  mail.headers.find(({ key }) => key === name.toLowerCase())?.value ?? null;
