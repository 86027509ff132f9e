#include "messaging/creditor.h"

#include "brazil/document.h"
#include "brazil/phone.h"
#include "company/company.h"
#include "messaging/address_line.h"

namespace quita::messaging {

LetterHead load_letter_head(db::Tx& tx) {
  const auto company = company::read_company(tx);
  if (!company) throw db::Failure("no tenant " + tx.tenant().text(), false);
  party::Address address;
  address.street = company->street;
  address.number = company->number;
  address.complement = company->complement;
  address.district = company->district;
  address.city = company->city;
  address.state = company->state;
  address.postal_code = company->postal_code;
  const auto phone = parse_phone(company->phone);

  LetterHead head;
  head.creditor = {company->trade_name.empty() ? company->legal_name : company->trade_name,
                   company->legal_name,
                   document_words(company->document),
                   whole_line(address),
                   phone ? phone->formatted() : company->phone,
                   company->email};
  head.on_slip = {company->legal_name, document_formatted(company->document), street_line(address),
                  city_line(address)};
  head.time_zone = company->time_zone;
  head.link_generation = static_cast<std::uint32_t>(company->link_generation);
  return head;
}

std::string document_formatted(std::string_view stored) {
  const auto document = parse_document(stored);
  return document ? document->formatted() : std::string(stored);
}

std::string document_words(std::string_view stored) {
  const auto document = parse_document(stored);
  if (!document) return std::string(stored);
  return (document->person() ? "CPF " : "CNPJ ") + document->formatted();
}

}  // namespace quita::messaging
