// CNAB files as JSON: the names that the commands, the C interface and their users share.
#pragma once

#include <iosfwd>
#include <string_view>

#include "cnab/check.h"
#include "cnab/cnab.h"
#include "library/members.h"

namespace quita::library {

enum class CnabShape {
  document,  // one JSON document on one line
  lines,     // a line for the file, one for each title, one for the warnings
};

// A return or a remittance as JSON, money in centavos, dates ISO 8601 or null:
//   {"banco", "banco_nome", "layout": "CNAB240"|"CNAB400"|"CNAB444", "tipo": "retorno"|"remessa",
//   "numero",
//    "gerado_em", "convenio": {…},
//    "titulos": [{"linha", "nosso_numero", "seu_numero", "ocorrencia", "evento", "valor_titulo",
//                 "valor_pago", "juros_multa", "tarifa", "data_ocorrencia", "data_credito",
//                 "vencimento", "motivos": [{"codigo", "descricao"}], "pix_url", "pix_chave",
//                 "pix_br_code", "pix_txid", "pix_recusa", …}],
//    "avisos": [{"linha", "coluna_inicial", "coluna_final", "campo", "regra", "encontrado",
//                "esperado", "mensagem"}]}
// Of a remittance `evento` is the order ("registrar", "baixar", …) and what only a bank can tell
// (valor_pago, data_credito …) is null. As lines, the first has what is not a list, the last is
// {"avisos"}.
// The pix_ members of a return are what the bank made of a hybrid slip, null where its layout or
// this title has none: the location of the charge (`pix_url`, without "https://") or the key, the
// copy-and-paste code itself, and why there is none ({"codigo", "descricao"}).
// Payments, statements and DDA have documents of their own: see cnab_service_json.h.
// A refused file prints nothing: it is read once for its faults and once more to print it, in
// memory that does not grow with a return when `in` can be read twice; else, and of a remittance,
// the whole is kept. Errors: those of read_return and read_remittance, cnab.too_large.
Status print_cnab(std::istream& in, std::ostream& out, CnabShape);

// The agreement's and a finding's members.
object covenant_json(const cnab::Covenant&);
object finding_json(const cnab::Finding&);

// {"banco", "layout", "tipo", "servico", "linhas", "titulos", "erros", "achados": [as avisos, with
// "gravidade" and "fonte"]}.
object check_json(const cnab::CheckReport&);

}  // namespace quita::library
