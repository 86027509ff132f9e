#include "messaging/identification.h"

#include "base/text.h"
#include "messaging/markup.h"

namespace quita::messaging {
namespace {

bool holds(const std::string& text, const std::string& what) {
  return what.empty() || text.find(what) != std::string::npos;
}

}  // namespace

std::vector<std::string_view> missing_identification(const Creditor& creditor) {
  std::vector<std::string_view> missing;
  if (trim(creditor.legal_name).empty()) missing.push_back("o nome");
  if (trim(creditor.document).empty()) missing.push_back("o CNPJ ou CPF");
  // "SP" or "Campinas/SP" alone is no address: the street comes first, and a comma after it.
  if (creditor.address.find(',') == std::string::npos) missing.push_back("o endereço");
  return missing;
}

std::string identification(Channel medium, const Creditor& creditor) {
  std::string line = one_line(creditor.legal_name);
  const std::string document = one_line(creditor.document);
  const std::string address = one_line(creditor.address);
  if (!document.empty()) line += (medium == Channel::sms ? " " : ", ") + document;
  if (!address.empty()) line += ", " + address;
  return medium == Channel::sms ? fold_ascii(line) : line;
}

std::string identified(Channel medium, std::string text, const Creditor& creditor) {
  const bool sms = medium == Channel::sms;
  const auto as_sent = [&](const std::string& value) {
    return sms ? fold_ascii(one_line(value)) : one_line(value);
  };
  if (holds(text, as_sent(creditor.legal_name)) && holds(text, as_sent(creditor.document)) &&
      holds(text, as_sent(creditor.address)))
    return text;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  if (!text.empty()) text += sms ? " " : "\n\n";
  return text + identification(medium, creditor);
}

}  // namespace quita::messaging
