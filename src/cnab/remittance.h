// Remittance files: orders about titles, from typed values to the bank's bytes and back.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cnab/cnab.h"

namespace quita::cnab {

// The file of these orders, lines ended by CR LF, or every problem found, each with the place in
// `field` ("itens.3.pagador.documento"). Nothing is cut or dropped in silence: a text longer than
// its field is shortened only where the layout's table says that it may be (names and addresses);
// a value that the layout cannot carry is a problem (fit_to_layout converts charges). Texts are
// folded to ASCII by fold_ascii and upper-cased, so that one letter is always one byte. Codes:
// cnab.bank, cnab.required, cnab.length, cnab.digits, cnab.alphanumeric_cnpj, cnab.range,
// cnab.not_in_layout.
tl::expected<std::string, std::vector<Error>> write_remittance(const Covenant&, const FileStamp&,
                                                               std::span<const RemittanceItem>);

// Whether the agreement has what the remittances of its bank and format carry: the first thing that
// lacks, its input's Portuguese name as `field` ("convenio"). Sound where this bank and format have
// no remittance here. Error: cnab.required.
Status check_agreement(const Covenant&);

// Whether remittances of this bank and format register hybrid slips that pay to such a key. Error:
// cnab.not_in_layout.
Status check_pix(const Covenant&, const pix::Key&);

// The same order with its charges as this covenant's layout can carry them; what it can carry is
// left as it is:
//  - interest in % a month becomes centavos a day: amount × rate ÷ 30, half up, at least 1 centavo;
//    where the layout only has the rate, centavos a day become the nearest 0,01 % a month;
//  - a fine or discount in % becomes an amount (of title less rebate, half up), and a fine in
//    centavos that only fits as % becomes the nearest 0,01 %;
//  - a write-off period is left out where the layout has none, and is 120 days, the longest, where
//    the bank demands one; "aceite" is left out where the bank always takes N.
// Interest or a fine that the layout has no column for, and discounts beyond its number, stay, for
// write_remittance to refuse: which of them falls is the company's decision.
RemittanceItem fit_to_layout(const Covenant&, RemittanceItem);

// Reads what a company sent, bank and format told by the file itself (the simulated bank's side).
// Errors: cnab.empty, cnab.not_cnab, cnab.bank, cnab.direction, and cnab.record for a line that
// the bank's layout does not know.
Result<RemittanceFile> read_remittance(std::string_view bytes);

}  // namespace quita::cnab
