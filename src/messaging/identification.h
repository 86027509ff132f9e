// Who demands: CDC art. 42-A wants the name, the address and the CPF or CNPJ of the supplier on
// each document of collection shown to a consumer. No template can take them away: an e-mail's
// frame ends with them, and what goes by another channel gets them appended here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "messaging/channel.h"
#include "messaging/template.h"

namespace quita::messaging {

// What the company's own data lack, in Portuguese: "o endereço", "o CNPJ ou CPF". While something
// lacks, no demand leaves to a person (dunning/gate.h).
std::vector<std::string_view> missing_identification(const Creditor&);

// The creditor in one line, as this channel has room for it:
//   whatsapp, letter, email   "Aurora Ltda, CNPJ 11.222.333/0001-81, Rua das Flores, 100, …"
//   sms                       "Aurora Ltda CNPJ 11.222.333/0001-81, Rua das Flores, 100, …"
//                             folded to ASCII, so that a ç does not halve the segment
std::string identification(Channel, const Creditor&);

// The text with the identification behind it, unless it is there in full already (document and
// address).
std::string identified(Channel, std::string text, const Creditor&);

}  // namespace quita::messaging
