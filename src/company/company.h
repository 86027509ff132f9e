// A company of this installation: the tenant, as creditor on every slip and message.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "company/audit.h"
#include "db/db.h"

namespace quita::company {

struct Company {
  TenantId id;
  std::string legal_name;
  std::string trade_name;
  std::string document;  // CNPJ or CPF, bare
  std::string street, number, complement, district, city;
  std::string state;        // "SP"
  std::string postal_code;  // eight digits, or empty
  std::string email;        // lower case, or empty
  std::string phone;        // E.164, or empty
  std::string time_zone;    // IANA
  bool demo = false;
  std::int64_t link_generation = 1;  // raising it takes back every portal link
  Instant created_at;
};

// What a person may write of it. Absent members stay as they are; a new company needs legal_name,
// document and state. trade_name defaults to legal_name, time_zone to the state's.
struct CompanyDraft {
  std::optional<std::string> legal_name, trade_name, document, street, number, complement, district,
      city, state, postal_code, email, phone, time_zone;
};

// Makes the company of the transaction's tenant. Errors: company.required, company.too_long,
// company.state, company.time_zone, email.format and those of document, phone and postal code, each
// with its field.
Result<Company> create_company(db::Tx&, const Actor&, const CompanyDraft&, bool demo = false);
Result<Company> patch_company(db::Tx&, const Actor&, const CompanyDraft&);
// Takes back every portal link that was ever sent.
void renew_links(db::Tx&, const Actor&);

// The transaction's own company. Error: company.not_found.
Result<Company> read_company(db::Tx&);
// Every company of the installation, oldest first; in a system transaction.
std::vector<Company> all_companies(db::Tx&);

inline Date business_date(const Company& company, Instant now) {
  return quita::business_date(now, company.time_zone);
}

// "Ana@Exemplo.com.br " -> "ana@exemplo.com.br". Error: email.format.
Result<std::string> parse_email(std::string_view text);

}  // namespace quita::company
