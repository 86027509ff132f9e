// Quita from Node through libquita.so. koffi calls C functions with prebuilt binaries, so that
// nothing is compiled when it is installed. QUITA_LIBRARY is the path of libquita.so.
import assert from 'node:assert/strict';
import koffi from 'koffi';

const library = koffi.load(process.env.QUITA_LIBRARY ?? 'libquita.so.0');
const free = library.func('void quita_free(void *output)');

// `given`: a Buffer, or what JSON can carry. Gives the answer's bytes.
function call(name, given) {
  const input = Buffer.isBuffer(given) ? given : Buffer.from(JSON.stringify(given));
  const fn = library.func(
    `int ${name}(const void *input, size_t input_size, _Out_ void **output, _Out_ size_t *output_size)`);
  const output = [null];
  const size = [0];
  const code = fn(input, input.length, output, size);
  const answer = output[0] ? Buffer.from(koffi.decode(output[0], 'uint8_t', Number(size[0]))) : Buffer.alloc(0);
  free(output[0]);
  if (code > 1) {
    const { erro } = JSON.parse(answer.toString());
    throw Object.assign(new Error(erro.mensagem), erro);
  }
  return answer;
}
const ask = (name, given) => JSON.parse(call(name, given).toString());

const slip = {
  banco: '341', agencia: '0057', conta: '12345', conta_dv: '7', carteira: '109',
  nosso_numero: '12345678', valor: '1299.90', vencimento: '2026-12-10',
};
const { linha_digitavel } = ask('quita_boleto_make', slip);
console.log(linha_digitavel);

const read = ask('quita_boleto_read', { codigo: linha_digitavel, hoje: '2026-11-22' });
assert.equal(read.valor, 129990);

const { br_code } = ask('quita_pix_make', { chave: 'financeiro@serraazul.com.br', nome: 'Serra Azul', cidade: 'São Paulo', valor: '1299.90' });
assert.equal(ask('quita_pix_read', { br_code }).cidade, 'Sao Paulo');

const statement = Buffer.from(
  '<OFX><STMTRS><BANKACCTFROM><BANKID>0341<ACCTID>12345-7</BANKACCTFROM><BANKTRANLIST>' +
  '<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261210<TRNAMT>1.299,90<FITID>1<MEMO>PIX</STMTTRN>' +
  '</BANKTRANLIST></STMTRS></OFX>');
assert.equal(ask('quita_ofx_read', statement).contas[0].transacoes[0].valor, 129990);

assert.throws(() => ask('quita_boleto_make', { ...slip, conta: 'doze' }), { regra: 'boleto.input.digits' });
