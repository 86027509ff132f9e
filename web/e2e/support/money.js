/** "R$ 1.299,90" as centavos. */
export function centavos(text) {
  const found = /(-?)\s*R\$\s*(-?)([\d.]+),(\d\d)/.exec(text.replace(/[\u00a0\u202f]/g, ' ').replace('−', '-'));
  if (!found) throw new Error(`no amount in "${text}"`);
  const amount = Number(found[3].replaceAll('.', '')) * 100 + Number(found[4]);
  return found[1] || found[2] ? -amount : amount;
}

export const reais = (amount) =>
  `R$ ${Math.floor(amount / 100).toLocaleString('pt-BR')},${String(amount % 100).padStart(2, '0')}`;
