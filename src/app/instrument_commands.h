// `quita boleto make|read` and `quita pix make|read`: lines in, one JSON document a line out, so
// that any program can use them. Pure over their streams; each returns the process's exit status,
// 0, or 2 when any line was refused. A refused line prints
//   {"erro": {"lugar", "regra", "esperado", "mensagem"}}
// and the lines after it are still answered. Blank lines are skipped.
#pragma once

#include <istream>
#include <ostream>

#include "base/date.h"

namespace quita {

// In: {"banco": "341", "agencia", "agencia_dv", "conta", "conta_dv", "carteira", "variacao",
//      "convenio", "codigo_beneficiario", "codigo_beneficiario_dv", "codigo_transmissao",
//      "codigo_cliente", "operacao", "ios", "posto", "byte_idt", "portfolio", "layout_emissao",
//      "documento_beneficiario", "seu_numero", "nosso_numero", "parcela", "data_documento",
//      "vencimento": "2026-12-10", "valor": "400.00" or "valor_centavos": 40000}; docs/banks.md
//      says which of them a bank wants
// Out: {"codigo_barras", "linha_digitavel", "campo_livre", "nosso_numero_formatado",
//       "agencia_codigo_beneficiario"}
int boleto_make(std::istream& in, std::ostream& out);

// In: a digitable line or a barcode, with or without punctuation. `today` places the due factor in
// its cycle. Out: {"tipo": "boleto", "banco", "banco_nome", "fator_vencimento", "vencimento",
// "valor", "campo_livre", "codigo_barras", "linha_digitavel"}, amounts in centavos; or, of a
// utility bill, {"tipo": "arrecadacao", "segmento", "segmento_nome", "empresa", "valor", …}.
int boleto_read(std::istream& in, std::ostream& out, Date today);

// In: {"chave", "nome", "cidade", "valor", "txid", "descricao", "cep"} for a static code, or
//     {"url", "nome", "cidade", "uso_unico", "cep", "url_recorrencia"} for a dynamic one.
// Out: {"br_code"}
int pix_make(std::istream& in, std::ostream& out);

// In: a BR Code. Out: {"tipo": "estatico"|"dinamico"|"recorrencia", "chave", "url", …}.
int pix_read(std::istream& in, std::ostream& out);

}  // namespace quita
