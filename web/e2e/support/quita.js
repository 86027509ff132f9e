// The program under test: its commands, and its server on a free port over a folder of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const root = resolve(import.meta.dirname, '../../..');
export const binary = resolve(process.env.QUITA_BINARY ?? join(root, 'build/release/quita'));
if (!existsSync(binary)) throw new Error(`${binary} is not built; run ./test --e2e, or set QUITA_BINARY`);

const start_ms_max = 30_000;

/** A folder that is removed after the test. */
export async function temporaryFolder(t, name) {
  const folder = await mkdtemp(join(tmpdir(), `quita-${name}-`));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command to its end and gives what it printed; a refusal throws with what it said. */
export async function quita(...words) {
  const { stdout } = await promisify(execFile)(binary, words, { maxBuffer: 64 << 20 });
  return stdout;
}

/** Starts `quita serve`; gives its address and a stop() that waits for an orderly end. */
export async function serve(t, folder, words = [], environment = {}) {
  const server = spawn(binary, ['serve', '--data', folder, '--port', '0', ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = [];
  const ended = new Promise((done) => server.once('exit', (code, signal) => done(code ?? signal)));
  const address = await new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error(`no address after ${start_ms_max} ms`)), start_ms_max);
    const listen = (chunk) => {
      log.push(String(chunk));
      const line = /Quita em (http:\S+)/.exec(log.join(''));
      if (line) {
        clearTimeout(late);
        found(line[1]);
      }
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    ended.then((code) => failed(new Error(`quita serve ended with ${code}:\n${log.join('')}`)));
  });
  let stopping;
  const stop = () => {
    stopping ??= (server.kill('SIGTERM'), ended);
    return stopping;
  };
  t.after(stop);
  return { address, log: () => log.join(''), stop };
}
