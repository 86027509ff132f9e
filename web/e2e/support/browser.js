// Chromium as Debian has it, and pages that remember everything that went wrong in them.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './quita.js';

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const small_phone = { width: 360, height: 640 };

export async function browser(t) {
  const started = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  t.after(() => started.close());
  return started;
}

/**
 * A page of a fresh person. `page.troubles` lists script errors, what the content policy stopped and
 * answers ≥ 500; `page.refusals` every answer ≥ 400, for whoever looks into a failure; `page.asking`
 * and `page.asked_at` are for still().
 */
export async function freshPage(browser, { viewport = desk, mobile = false } = {}) {
  const context = await browser.newContext({
    viewport,
    isMobile: mobile,
    hasTouch: mobile,
    deviceScaleFactor: mobile ? 2 : 1,
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    acceptDownloads: true,
    ignoreHTTPSErrors: true,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refusal that the screen tells in words is logged by the browser as well; that is none.
    const told = /Failed to load resource: the server responded with a status of 4\d\d/;
    if (message.type() === 'error' && !told.test(message.text())) {
      page.troubles.push(`console: ${message.text()}`);
    }
  });
  page.asking = new Set();
  page.asked_at = Date.now();
  const begin = (request) => {
    page.asked_at = Date.now();
    page.asking.add(request);
  };
  const end = (request) => {
    page.asked_at = Date.now();
    page.asking.delete(request);
  };
  page.on('request', begin);
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  page.refusals = [];
  page.on('response', async (response) => {
    const line = `${response.status()} ${response.request().method()} ${response.url()}`;
    if (response.status() >= 500) page.troubles.push(line);
    if (response.status() >= 400) page.refusals.push(`${line} ${await response.text().catch(() => '')}`);
  });
  return page;
}

/**
 * Waits until the page has painted and has asked the server nothing for a third of a second, so that
 * what was clicked is done and read anew. (The browser's own "networkidle" is said once, after a page
 * has loaded, and not after a click.)
 */
export async function still(page) {
  const given_up = Date.now() + 15_000;
  const calm = () => page.asking.size === 0 && Date.now() - page.asked_at > 300;
  do {
    if (Date.now() > given_up) {
      throw new Error(`the page is still asking: ${[...page.asking].map((each) => each.url()).join(', ')}`);
    }
    await new Promise((done) => setTimeout(done, 50));
    // A busy page has not asked yet what it is about to ask.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  } while (!calm());
}

/** Keeps a picture under build/screens for people to look at. */
export async function picture(page, name, { whole = false } = {}) {
  const path = join(root, 'build/screens', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await page.screenshot({ fullPage: whole, animations: 'disabled' }));
  return path;
}

/** A download's bytes. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** Fields of the page that have no name for a screen reader; there must be none. */
export const namelessFields = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('input, select, textarea, button, a[href]')]
      .filter((field) => field.type !== 'hidden' && field.tabIndex >= 0 && field.checkVisibility())
      .filter((field) => {
        const named =
          field.getAttribute('aria-label')?.trim() ||
          field.getAttribute('aria-labelledby') ||
          field.getAttribute('title')?.trim() ||
          [...(field.labels ?? [])].some((label) => label.textContent.trim()) ||
          (/^(BUTTON|A)$/.test(field.tagName) &&
            (field.textContent.trim() || field.querySelector('img[alt]:not([alt=""]), svg[aria-label]')));
        return !named;
      })
      .map((field) => field.outerHTML.slice(0, 160)),
  );

/** Whether the page is wider than its window, so that a person would have to scroll sideways. */
export const overflows = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
