#include "company/company.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "brazil/document.h"
#include "brazil/phone.h"
#include "brazil/postal_code.h"
#include "brazil/state.h"
#include "company/json_text.h"

namespace quita::company {

namespace {

constexpr std::string_view select_company =
    "SELECT id, legal_name, trade_name, document, street, number, complement, district, city, "
    "state, postal_code, email, phone, time_zone, demo, link_generation, created_at FROM tenant "
    "WHERE id = $1";
constexpr std::string_view select_companies =
    "SELECT id, legal_name, trade_name, document, street, number, complement, district, city, "
    "state, postal_code, email, phone, time_zone, demo, link_generation, created_at FROM tenant "
    "ORDER BY id";
constexpr std::string_view insert_company =
    "INSERT INTO tenant (id, legal_name, trade_name, document, street, number, complement, "
    "district, city, state, postal_code, email, phone, time_zone, demo, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
constexpr std::string_view update_company =
    "UPDATE tenant SET legal_name = $2, trade_name = $3, document = $4, street = $5, number = $6, "
    "complement = $7, district = $8, city = $9, state = $10, postal_code = $11, email = $12, "
    "phone = $13, time_zone = $14 WHERE id = $1";
constexpr std::string_view raise_link_generation =
    "UPDATE tenant SET link_generation = link_generation + 1 WHERE id = $1";

Company company_of(db::Row& row) {
  return {row.id<TenantId>(0), row.text(1),    row.text(2),  row.text(3),  row.text(4),
          row.text(5),         row.text(6),    row.text(7),  row.text(8),  row.text(9),
          row.text(10),        row.text(11),   row.text(12), row.text(13), row.boolean(14),
          row.integer(15),     row.instant(16)};
}

std::string json_of(const Company& company) {
  return json_text({{"legal_name", company.legal_name},
                    {"trade_name", company.trade_name},
                    {"document", company.document},
                    {"street", company.street},
                    {"number", company.number},
                    {"complement", company.complement},
                    {"district", company.district},
                    {"city", company.city},
                    {"state", company.state},
                    {"postal_code", company.postal_code},
                    {"email", company.email},
                    {"phone", company.phone},
                    {"time_zone", company.time_zone}});
}

// Trimmed, of `length_min` to `length_max` characters.
Status take_text(const std::optional<std::string>& given, std::string& into, const char* field,
                 std::size_t length_min, std::size_t length_max) {
  if (!given) return {};
  const auto text = trim(*given);
  const auto length = length_utf8(text);
  if (length < length_min) {
    return invalid("company.required", "Este campo não pode ficar vazio", field);
  }
  if (length > length_max) {
    return invalid(
        "company.too_long",
        fmt::format("Este campo tem no máximo {} caracteres; vieram {}", length_max, length),
        field);
  }
  into = text;
  return {};
}

// For what somebody else checks: empty takes the value away.
template <class Parse>
Status take_checked(const std::optional<std::string>& given, std::string& into, const char* field,
                    Parse parse) {
  if (!given) return {};
  if (trim(*given).empty()) {
    into.clear();
    return {};
  }
  Result<std::string> parsed = parse(*given);
  if (!parsed) return tl::make_unexpected(std::move(parsed).error().at(field));
  into = *std::move(parsed);
  return {};
}

Status take_time_zone(const std::optional<std::string>& given, std::string& into) {
  if (!given) return {};
  const auto known = states();
  const bool found = std::any_of(known.begin(), known.end(),
                                 [&](const State& state) { return state.time_zone == *given; });
  if (!found) {
    return invalid("company.time_zone",
                   fmt::format("\"{}\" não é um fuso horário brasileiro conhecido; esperado, por "
                               "exemplo, America/Sao_Paulo ou America/Manaus",
                               prefix_utf8(*given, 40)),
                   "time_zone");
  }
  into = *given;
  return {};
}

Status take(const CompanyDraft& draft, Company& company) {
  TRY_STATUS(take_text(draft.legal_name, company.legal_name, "legal_name", 2, 120));
  TRY_STATUS(take_text(draft.trade_name, company.trade_name, "trade_name", 2, 120));
  if (draft.document) {
    auto document = parse_document(*draft.document);
    if (!document) return tl::make_unexpected(std::move(document).error().at("document"));
    company.document = document->digits();
  }
  TRY_STATUS(take_text(draft.street, company.street, "street", 0, 120));
  TRY_STATUS(take_text(draft.number, company.number, "number", 0, 20));
  TRY_STATUS(take_text(draft.complement, company.complement, "complement", 0, 60));
  TRY_STATUS(take_text(draft.district, company.district, "district", 0, 60));
  TRY_STATUS(take_text(draft.city, company.city, "city", 0, 60));
  if (draft.state) {
    const auto* state = find_state(*draft.state);
    if (!state) {
      return invalid("company.state",
                     fmt::format("\"{}\" não é uma unidade da federação; esperada a sigla, como SP",
                                 prefix_utf8(*draft.state, 20)),
                     "state");
    }
    company.state = state->code;
    if (company.time_zone.empty()) company.time_zone = state->time_zone;
  }
  TRY_STATUS(take_checked(draft.postal_code, company.postal_code, "postal_code",
                          [](const std::string& text) {
                            return parse_postal_code(text).map(
                                [](const PostalCode& code) { return std::string(code.digits()); });
                          }));
  TRY_STATUS(take_checked(draft.email, company.email, "email", parse_email));
  TRY_STATUS(take_checked(draft.phone, company.phone, "phone", [](const std::string& text) {
    return parse_phone(text).map([](const Phone& phone) { return phone.e164(); });
  }));
  return take_time_zone(draft.time_zone, company.time_zone);
}

}  // namespace

Result<Company> create_company(db::Tx& tx, const Actor& actor, const CompanyDraft& draft,
                               bool demo) {
  Company company;
  company.id = tx.tenant();
  company.demo = demo;
  company.created_at = actor.now;
  TRY_STATUS(take(draft, company));
  const std::pair<const char*, const std::string*> required[] = {
      {"legal_name", &company.legal_name},
      {"document", &company.document},
      {"state", &company.state}};
  for (const auto& [field, value] : required) {
    if (value->empty()) return invalid("company.required", "Este campo é obrigatório", field);
  }
  if (company.trade_name.empty()) company.trade_name = company.legal_name;
  tx.execute(insert_company, company.id, company.legal_name, company.trade_name, company.document,
             company.street, company.number, company.complement, company.district, company.city,
             company.state, company.postal_code, company.email, company.phone, company.time_zone,
             company.demo, company.created_at);
  audit(tx, actor, "company.create", {"company", company.id.uuid}, {}, json_of(company));
  return company;
}

Result<Company> patch_company(db::Tx& tx, const Actor& actor, const CompanyDraft& draft) {
  auto company = TRY(read_company(tx));
  const auto before = json_of(company);
  TRY_STATUS(take(draft, company));
  const auto after = json_of(company);
  if (before == after) return company;
  tx.execute(update_company, company.id, company.legal_name, company.trade_name, company.document,
             company.street, company.number, company.complement, company.district, company.city,
             company.state, company.postal_code, company.email, company.phone, company.time_zone);
  audit(tx, actor, "company.change", {"company", company.id.uuid}, before, after);
  return company;
}

void renew_links(db::Tx& tx, const Actor& actor) {
  tx.execute(raise_link_generation, tx.tenant());
  audit(tx, actor, "company.renew_links", {"company", tx.tenant().uuid});
}

Result<Company> read_company(db::Tx& tx) {
  auto company = tx.one(select_company, company_of, tx.tenant());
  if (!company) {
    return fail(ErrorKind::not_found, "company.not_found", "Esta empresa não está cadastrada");
  }
  return *std::move(company);
}

std::vector<Company> all_companies(db::Tx& tx) { return tx.all(select_companies, company_of); }

Result<std::string> parse_email(std::string_view text) {
  // What mail servers take in practice: one @, a domain with a dot, ASCII without blanks, at most
  // 254 characters (RFC 5321 §4.5.3.1.3).
  const auto email = lower_ascii(trim(text));
  const auto at = email.find('@');
  const auto domain = at == std::string::npos ? std::string() : email.substr(at + 1);
  const bool printable = std::all_of(email.begin(), email.end(), [](char c) {
    return c > ' ' && c < 0x7F && std::string_view("<>()[],;:\\\"").find(c) == std::string::npos;
  });
  if (email.size() > 254 || at == 0 || !printable || domain.find('@') != std::string::npos ||
      domain.find('.') == std::string::npos || domain.front() == '.' || domain.back() == '.' ||
      domain.find("..") != std::string::npos) {
    return invalid("email.format",
                   fmt::format("\"{}\" não é um endereço de e-mail; esperado nome@dominio.com.br",
                               prefix_utf8(text, 60)));
  }
  return email;
}

}  // namespace quita::company
