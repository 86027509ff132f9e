// What stands before Quita in earnest: a proxy that ends TLS. Its certificate is made for the test.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A self-signed certificate of localhost, as files in `folder` and as text. */
export async function selfSigned(folder) {
  const key_file = join(folder, 'tls.key');
  const certificate_file = join(folder, 'tls.pem');
  await promisify(execFile)('openssl', [
    'req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-keyout', key_file, '-out', certificate_file,
  ]);
  return {
    certificate_file,
    key: await readFile(key_file, 'utf8'),
    certificate: await readFile(certificate_file, 'utf8'),
  };
}

/** Listens at once, so that its address may be told to the server that forward() names later. */
export async function tlsProxy(t, { key, certificate }) {
  let target;
  const server = https.createServer({ key, cert: certificate }, (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress };
    const onward = http.request(new URL(request.url, target), { method: request.method, headers });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `https://localhost:${server.address().port}`,
    forward: (address) => (target = address),
  };
}
