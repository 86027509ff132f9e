// The page docs/banks.md, made from the table of banks so that it cannot say anything else.
#pragma once

#include <string>
#include <string_view>

#include "boleto/boleto.h"

namespace quita::boleto {

// Portuguese: "conferido por casos", "duas fontes independentes", "uma fonte".
std::string_view sureness_name(Sureness);
// Markdown, the same for the same table.
std::string bank_page();

}  // namespace quita::boleto
