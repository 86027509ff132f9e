// The page docs/banks.md, made from the tables of slips and files so that it cannot say anything
// else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "boleto/boleto.h"
#include "cnab/cnab.h"

namespace quita::cnab {

// Portuguese: "conferido por casos", "duas fontes independentes", "uma fonte".
std::string_view sureness_name(boleto::Sureness);
// How well these files of a bank are known; nothing where there are none.
std::optional<boleto::Sureness> sureness_of(std::string_view bank, Format, Direction);
// Markdown, the same for the same table.
std::string bank_page();

}  // namespace quita::cnab
