// The price of a Pix charge with a due date as JSON.
#pragma once

#include "library/members.h"

namespace quita::library {

// A cobv as the API Pix writes it, and the day of payment beside it:
//   {"data": "2026-12-20",
//    "calendario": {"dataDeVencimento": "2026-12-10", "validadeAposVencimento": 30},
//    "valor": {"original": "100.00", "multa": {"modalidade": 2, "valorPerc": "2.00"}, "juros": {…},
//              "abatimento": {…}, "desconto": {"modalidade": 1, "descontoDataFixa":
//              [{"data", "valorPerc"}]}},
//    "feriados": ["2026-12-08"]}
// `feriados` are the payer's local ones. The same flat: "vencimento", "validade_apos_vencimento",
// "valor": "100.00" or "valor_centavos": 10000, and "multa", "juros", "abatimento", "desconto"
// beside them. Other members are left alone.
//
// Gives, in centavos, {"data", "vencimento" (moved), "ultimo_dia", "pagavel", "dias_atraso",
// "dias_antecipacao", "original", "abatimento", "desconto", "multa", "juros", "total"}. Errors:
// those of pix::charges_on and of the members.
Result<object> price_pix_charge(const object&);

}  // namespace quita::library
