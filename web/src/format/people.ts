/** CPF "12345678909" -> "123.456.789-09"; CNPJ (alphanumeric too) -> "12.ABC.345/01DE-35". */
export function formatDocument(document: string): string {
  if (document.length === 11) {
    return document.replace(/^(.{3})(.{3})(.{3})(.{2})$/, '$1.$2.$3-$4');
  }
  if (document.length === 14) {
    return document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5');
  }
  return document;
}

/** E.164 "+5511987654321" -> "(11) 98765-4321". */
export function formatPhone(phone: string): string {
  const match = /^\+55(\d{2})(\d{4,5})(\d{4})$/.exec(phone);
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : phone;
}

export function formatPostalCode(code: string): string {
  return code.replace(/^(\d{5})(\d{3})$/, '$1-$2');
}

/** The digitable line as banks print it: groups of 5.5 5.6 5.6 1 14. */
export function formatLine(line: string): string {
  return line.replace(
    /^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/,
    '$1.$2 $3.$4 $5.$6 $7 $8',
  );
}
