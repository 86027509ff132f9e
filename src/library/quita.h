/* Quita's instruments and documents for any language: boletos, Pix, CNAB, OFX, NF-e and NFS-e.
 *
 * Every function but the last two has one form:
 *
 *   int quita_X(const char *input, size_t input_size, char **output, size_t *output_size);
 *
 * `input` is JSON in UTF-8, or a file's bytes where said; it need not end in a zero byte, and is
 * only read. The answer is QUITA_DONE and what is said below, or QUITA_REFUSED and
 *
 *   {"erro": {"lugar", "regra", "esperado", "mensagem"}}
 *
 * (the message in Portuguese, `regra` stable, for programs), or QUITA_BROKEN when the machine
 * failed: then `output` may be NULL.
 *
 * Memory: *output is the caller's, and goes back with quita_free, whatever was answered. It ends in
 * a zero byte that *output_size does not count. `output_size` may be NULL.
 *
 * Nothing is kept between calls, nothing is read but the input (no clock, no files, no network),
 * and nothing is thrown across the border. Any function may be called from any thread at any time.
 *
 * Amounts in answers are centavos, dates "2026-12-10". The JSON is that of the command `quita`;
 * docs/biblioteca.md shows it.
 */
#ifndef QUITA_H
#define QUITA_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
  QUITA_DONE = 0,
  QUITA_FOUND = 1, /* quita_cnab_check: the file has errors; the report is complete */
  QUITA_REFUSED = 2,
  QUITA_BROKEN = 3
};

/* {"banco": "341", "agencia", "conta", "carteira", "nosso_numero", "valor", "vencimento", ...}
 * gives {"codigo_barras", "linha_digitavel", "campo_livre", "nosso_numero_formatado",
 * "agencia_codigo_beneficiario"}. docs/banks.md says what each bank wants. */
int quita_boleto_make(const char* input, size_t input_size, char** output, size_t* output_size);
/* {"codigo": line or barcode, "hoje": "2026-11-22", which places the due factor in its cycle} gives
 * {"tipo", "banco", "vencimento", "valor", ...}. */
int quita_boleto_read(const char* input, size_t input_size, char** output, size_t* output_size);
/* {"boletos": [what quita_boleto_make takes, and what is printed: "beneficiario", "pagador",
 * "instrucoes", "pix", ...], "modelo": "pagina" (the default), "fatura", "carne" or "bobina"}
 * gives the bytes of one PDF. */
int quita_boleto_pdf(const char* input, size_t input_size, char** output, size_t* output_size);

/* {"chave" or "url", "nome", "cidade", "valor", "txid", ...} gives {"tipo", "br_code"}. */
int quita_pix_make(const char* input, size_t input_size, char** output, size_t* output_size);
/* {"br_code"} gives what it says: {"tipo", "chave", "url", "valor", "nome", ..., "avisos"}. */
int quita_pix_read(const char* input, size_t input_size, char** output, size_t* output_size);
/* A charge with a due date, as the API Pix writes it, and the day of payment in "data", gives
 * {"total", "multa", "juros", "abatimento", "desconto", "pagavel", ...}. */
int quita_pix_charges(const char* input, size_t input_size, char** output, size_t* output_size);

/* A return's or a remittance's bytes give {"banco", "layout", "tipo", "titulos", "avisos", ...};
 * those of payments {"tipo": "pagamentos", "pagamentos", ...}, of a statement {"tipo": "extrato",
 * "contas", ...}, of a DDA {"tipo": "dda", "titulos", ...}. */
int quita_cnab_read(const char* input, size_t input_size, char** output, size_t* output_size);
/* A file's bytes give {"erros", "achados", ...}; QUITA_FOUND when there are errors. */
int quita_cnab_check(const char* input, size_t input_size, char** output, size_t* output_size);
/* {"convenio", "arquivo", "itens"} gives the remittance's bytes, and {"tipo": "pagamentos",
 * "convenio", "arquivo", "pagamentos"} those of a file of payments; refused, "problemas" beside "erro"
 * lists all that is wrong. */
int quita_cnab_write(const char* input, size_t input_size, char** output, size_t* output_size);

/* A statement's bytes give {"contas": [{"banco", "conta", "saldo", "transacoes"}], "avisos"}. */
int quita_ofx_read(const char* input, size_t input_size, char** output, size_t* output_size);
/* The XML of an NF-e, or of an event of one. */
int quita_nfe_read(const char* input, size_t input_size, char** output, size_t* output_size);
/* The XML of a national NFS-e. */
int quita_nfse_read(const char* input, size_t input_size, char** output, size_t* output_size);
/* The XML of an NF-e, of an event of one, or of an NFS-e gives {"assinatura": {"id", "assinante",
 * ...}} when its content is what the certificate's holder signed. The certificate's own chain and
 * revocation are not looked at. */
int quita_xml_verify(const char* input, size_t input_size, char** output, size_t* output_size);

/* Gives an output back; NULL is allowed. */
void quita_free(char* output);
/* "0.1.0"; not to be freed. */
const char* quita_version(void);

#ifdef __cplusplus
}
#endif

#endif
