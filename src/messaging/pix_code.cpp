#include "messaging/pix_code.h"

#include "pix/br_code.h"

namespace quita::messaging {

std::string pix_code_for(std::string_view issued, Money amount) {
  if (issued.empty()) return {};
  const auto read = pix::read_br_code(issued);
  if (!read) return {};
  if (read->dynamic()) return std::string(issued);
  pix::StaticCode code;
  code.key = read->key;
  code.amount = amount;
  code.merchant_name = read->merchant_name;
  code.merchant_city = read->merchant_city;
  code.txid = read->txid;
  code.description = read->description;
  code.postal_code = read->postal_code;
  return pix::make_br_code(code).value_or(std::string());
}

std::string pix_code_of(std::span<const receivable::Instrument> instruments, Money amount) {
  for (const auto kind : {receivable::InstrumentKind::boleto, receivable::InstrumentKind::pix})
    for (const auto& one : instruments)
      if (one.kind == kind && receivable::payable(one))
        if (auto code = pix_code_for(one.br_code, amount); !code.empty()) return code;
  return {};
}

std::string static_pix_code_of(std::span<const receivable::Instrument> instruments, Money amount) {
  for (const auto& one : instruments) {
    if (!receivable::payable(one) || one.br_code.empty()) continue;
    const auto read = pix::read_br_code(one.br_code);
    if (read && !read->dynamic()) return pix_code_for(one.br_code, amount);
  }
  return {};
}

}  // namespace quita::messaging
