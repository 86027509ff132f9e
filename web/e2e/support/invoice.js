// An NF-e whose dates lie where the test wants them, whatever day it runs on.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './quita.js';

export const sample_folder = join(root, 'tests/data/nfe');

/** Today in the company's time zone, as ISO. */
export const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Sao_Paulo' });
export const daysFrom = (date, days) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Manual de Orientação do Contribuinte: modulo 11 over 43 digits, weights 2 to 9 from the right. */
function checkDigit(digits) {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    sum += Number(digits[digits.length - 1 - place]) * (2 + (place % 8));
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/**
 * The sample with three instalments, issued on `issued` under another number, its instalments due
 * on `due`, in order.
 */
export async function invoice({ number, issued, due }) {
  let xml = await readFile(join(sample_folder, 'com_duplicatas.xml'), 'utf8');
  const [, old_key] = /Id="NFe(\w{44})"/.exec(xml);
  const [, old_number] = /<nNF>(\d+)</.exec(xml);
  const head =
    old_key.slice(0, 2) + issued.slice(2, 4) + issued.slice(5, 7) + old_key.slice(6, 25) +
    String(number).padStart(9, '0') + old_key.slice(34, 43);
  const key = head + checkDigit(head);
  xml = xml
    .replaceAll(old_key, key)
    .replace(/<cDV>\d</, `<cDV>${key.at(-1)}<`)
    .replace(`<nNF>${old_number}<`, `<nNF>${number}<`)
    .replace(`<nFat>${old_number}<`, `<nFat>${number}<`)
    .replace(/<dhEmi>\d{4}-\d\d-\d\d/, `<dhEmi>${issued}`);
  let next = 0;
  xml = xml.replace(/<dVenc>[^<]*</g, () => `<dVenc>${due[next++]}<`);
  return { key, xml };
}
