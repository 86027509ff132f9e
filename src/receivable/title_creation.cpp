// From a sale to its title, journal, boleto and Pix code.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <map>

#include "base/text.h"
#include "company/audit.h"
#include "company/company.h"
#include "company/setting.h"
#include "json/parse.h"
#include "party/party_store.h"
#include "party/timeline.h"
#include "receivable/receivable_service.h"
#include "receivable/title_events.h"
#include "receivable/title_look.h"

namespace quita::receivable {
namespace {

// Payer, terms and account of one title in one statement: on PostgreSQL each statement that is
// waited for costs as much as all the inserts together. $3: the account, or NULL for the standard
// one.
const std::string& select_ahead() {
  static const std::string sql = fmt::format(
      R"(
SELECT p.id, p.name, p.trade_name, p.document, p.vulnerable, s.value, {}
FROM party p JOIN tenant t ON t.id = p.tenant_id
LEFT JOIN setting s ON s.tenant_id = p.tenant_id AND s.name = 'terms'
LEFT JOIN bank_account a ON a.tenant_id = p.tenant_id AND a.id = COALESCE($3,
  (SELECT id FROM bank_account WHERE tenant_id = $1 AND closed_at IS NULL
   ORDER BY standard DESC, created_at, id LIMIT 1))
WHERE p.tenant_id = $1 AND p.id = $2)",
      issuing_account_columns_sql());
  return sql;
}

Terms terms_from(const std::optional<std::string>& setting) {
  Terms terms;
  if (!setting) return terms;
  const auto value = json::parse(*setting);
  if (!value || !value->is_object()) return terms;
  const auto& stored = value->get_object();
  terms.fine = Rate::ppm(stored.at("fine_ppm").as_int64());
  terms.interest_mode =
      parse_interest_mode(std::string_view(stored.at("interest_mode").as_string()))
          .value_or(InterestMode::legal);
  terms.interest = Rate::ppm(stored.at("interest_ppm").as_int64());
  terms.interest_daily = Money::centavos(stored.at("interest_daily").as_int64());
  return terms;
}

// What the titles of one call share, read once.
class Desk {
 public:
  Desk(db::Tx& tx, const Act& act) : tx_(tx), act_(act) {}

  void read_ahead(PartyId party, std::optional<AccountId> account) {
    tx_.each(
        select_ahead(),
        [&](db::Row& row) {
          parties_[party] = {row.id<PartyId>(0), row.text(1), row.text(2), row.text(3),
                             row.boolean(4)};
          terms_ = terms_from(row.optional_text(5));
          if (!row.null(6)) ahead_.emplace(account, issuing_account_of(row, 6));
        },
        tx_.tenant(), party, account);
  }

  const Terms& terms() {
    if (!terms_) terms_ = load_standard_terms(tx_);
    return *terms_;
  }

  // Null: the company has no bank account at all.
  Result<const IssuingAccount*> account(std::optional<AccountId> id) {
    const auto known = accounts_.find(id);
    if (known != accounts_.end()) {
      return known->second ? &*known->second : static_cast<const IssuingAccount*>(nullptr);
    }
    const auto ahead = ahead_.find(id);
    auto loaded = ahead != ahead_.end() ? usable(ahead->second, id.has_value())
                                        : load_issuing_account(tx_, id);
    std::optional<IssuingAccount> account;
    if (loaded) {
      account = *std::move(loaded);
    } else if (loaded.error().code != "account.none") {
      return tl::make_unexpected(std::move(loaded).error());
    }
    const auto& stored = accounts_.emplace(id, std::move(account)).first->second;
    return stored ? &*stored : static_cast<const IssuingAccount*>(nullptr);
  }

  Result<party::PartyName> party(PartyId id) {
    const auto known = parties_.find(id);
    if (known != parties_.end()) return known->second;
    const auto found = party::find_name(tx_, id);
    if (!found) {
      return fail(ErrorKind::not_found, "party.not_found", "Este cadastro não existe.", "party_id");
    }
    parties_.emplace(id, *found);
    return *found;
  }

  Result<Created> create(const NewTitle& wanted) {
    Created created;
    created.payer = TRY(party(wanted.party));
    TitleRecord& record = created.record;
    Title& title = record.title;
    title.id = TitleId::make(act_.now);
    title.party = wanted.party;
    title.number = trim(wanted.number);
    title.description = trim(wanted.description);
    title.issue_date = wanted.issue_date.value_or(act_.today);
    title.due_date = wanted.due_date;
    title.amount = wanted.amount;
    title.terms = wanted.terms ? *wanted.terms : terms();
    title.origin_kind = wanted.origin_kind;
    title.origin_key = wanted.origin_key.empty() ? title.id.text() : wanted.origin_key;
    title.created_at = act_.now;
    TRY_STATUS(check_title(title));
    const auto labels = TRY(check_labels(wanted.labels));

    const IssuingAccount* issuer = nullptr;
    if (wanted.issue_boleto) {
      issuer = TRY(account(wanted.account));
      if (issuer != nullptr) {
        title.account = issuer->id;
      } else {
        created.warnings.push_back({"account.none",
                                    "A empresa ainda não tem conta bancária: o título ficou sem "
                                    "boleto e sem Pix."});
      }
    }
    const Cause origin{std::string(name(title.origin_kind)), title.origin_key};
    const auto opening =
        opening_entries(title, wanted.cause.value_or(origin), act_.actor, act_.now);
    const Standing standing = project(opening);
    record.state = standing.state;
    record.balance = standing.balance;
    record.entries = standing.entries;
    if (wanted.origin_key.empty()) {
      insert_new_title_row(tx_, record, act_.now);
    } else if (!insert_title_row(tx_, record, act_.now)) {
      return first_time(title);
    }

    insert_look(tx_, title.id, title.party, act_.today);
    append_entries(tx_, title.id, opening);
    insert_labels(tx_, title.id, labels);
    created.labels = labels;
    tell_title(tx_, act_, record, "title.issued", 1,
               {{"amount", title.amount.centavos()}, {"due_date", format_iso(title.due_date)}});
    if (issuer != nullptr) {
      const bool reserved = wanted.our_number && wanted.our_number->account == issuer->id;
      const std::int64_t number =
          reserved ? wanted.our_number->number : take_our_numbers(tx_, issuer->id, 1);
      created.instruments = TRY(make_instruments(title, *issuer, number, act_.now));
      insert_instruments(tx_, created.instruments);
    }
    auto warnings = warnings_of(title, created.payer.document.size() == 11);
    created.warnings.insert(created.warnings.end(), warnings.begin(), warnings.end());
    return created;
  }

 private:
  // The origin is known: the title that it made then.
  Result<Created> first_time(const Title& title) {
    const auto id = find_by_origin(tx_, title.origin_kind, title.origin_key);
    const auto record = id ? find_title(tx_, *id) : std::nullopt;
    if (!record) throw std::logic_error("title of a known origin is missing: " + title.origin_key);
    const auto payer = TRY(party(record->title.party));
    return Created{*record, payer, instruments_of(tx_, *id), {}, true};
  }

  db::Tx& tx_;
  const Act& act_;
  std::optional<Terms> terms_;
  std::map<std::optional<AccountId>, FoundAccount> ahead_;
  std::map<std::optional<AccountId>, std::optional<IssuingAccount>> accounts_;
  std::map<PartyId, party::PartyName> parties_;
};

// What the invoice says of the buyer, as far as it is valid: a broken phone must not stop a sale.
party::Draft draft_of(const document::NfeParty& buyer) {
  party::Draft draft;
  draft.document = buyer.document;
  draft.name = buyer.name;
  draft.trade_name = buyer.trade_name;
  party::Address address;
  address.street = buyer.address.street;
  address.number = buyer.address.number;
  address.complement = buyer.address.complement;
  address.district = buyer.address.district;
  address.city = buyer.address.city;
  address.state = buyer.address.state;
  address.postal_code = buyer.address.cep;
  draft.addresses.push_back(address);
  for (const std::string& email : buyer.emails) {
    if (party::parse_email(email)) {
      draft.contacts.push_back({party::Channel::email, email, "billing"});
    }
  }
  if (!buyer.phone.empty() && party::contact_value(party::Channel::phone, buyer.phone)) {
    draft.contacts.push_back({party::Channel::phone, buyer.phone, "billing"});
  }
  const party::CheckedDraft checked = party::check_draft(draft);
  for (const Error& problem : checked.problems) {
    if (problem.field.starts_with("addresses")) {
      if (problem.field.ends_with("postal_code")) draft.addresses.front().postal_code.clear();
      if (problem.field.ends_with("state")) draft.addresses.front().state.clear();
    }
  }
  draft.name = prefix_utf8(draft.name, 120);
  draft.trade_name = prefix_utf8(draft.trade_name, 120);
  return draft;
}

}  // namespace

Result<Created> create_title(db::Tx& tx, const Act& act, const NewTitle& wanted) {
  Desk desk(tx, act);
  desk.read_ahead(wanted.party, wanted.account);
  return desk.create(wanted);
}

Result<std::vector<Created>> create_titles(db::Tx& tx, const Act& act,
                                           std::span<const NewTitle> wanted) {
  Desk desk(tx, act);
  std::vector<Created> all;
  all.reserve(wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto created = desk.create(wanted[i]);
    if (!created) {
      return tl::make_unexpected(std::move(created).error().at(std::to_string(i)));
    }
    all.push_back(*std::move(created));
  }
  return all;
}

Terms load_standard_terms(db::Tx& tx) { return terms_from(company::read_setting(tx, "terms")); }

namespace {

std::string json_of(const Terms& terms) {
  return json::serialize(boost::json::object{
      {"fine_ppm", terms.fine.ppm()},
      {"interest_mode", name(terms.interest_mode)},
      {"interest_ppm", terms.interest.ppm()},
      {"interest_daily", terms.interest_daily.centavos()},
  });
}

}  // namespace

Status store_standard_terms(db::Tx& tx, const Act& act, const Terms& terms) {
  // Any title of theirs must be valid: proved on a large one.
  Title proof;
  proof.number = "1";
  proof.amount = Money::centavos(Money::outside_max);
  proof.terms = terms;
  proof.terms.discounts.clear();
  proof.terms.rebate = Money();
  TRY_STATUS(check_title(proof));
  const std::string before = json_of(load_standard_terms(tx));
  const std::string after = json_of(terms);
  company::write_setting(tx, act.now, "terms", after);
  company::audit(tx, actor_of(act), "terms.update", {"company", tx.tenant().uuid}, before, after);
  return {};
}

Result<InvoiceImported> import_invoice(db::Tx& tx, const Act& act, const document::Nfe& nfe,
                                       bool issue_boleto) {
  TRY_STATUS(document::collectable(nfe));
  InvoiceImported done;
  done.key = nfe.key;
  const std::string prefix = nfe.key + "/";
  const auto known = find_by_origin_prefix(tx, OriginKind::nfe, prefix);
  if (!known.empty()) {
    for (TitleRecord& record : find_titles(tx, known)) {
      done.party = record.title.party;
      const TitleId id = record.title.id;
      auto payer = party::find_name(tx, record.title.party).value();
      done.titles.push_back(
          {std::move(record), std::move(payer), instruments_of(tx, id), {}, true});
    }
    return done;
  }
  if (nfe.recipient.document.empty()) {
    return invalid("nfe.foreign",
                   "O destinatário da nota não tem CPF nem CNPJ: cadastre a cobrança à mão.",
                   "dest");
  }
  const auto receivables = document::receivables_of(nfe);
  if (receivables.empty()) {
    return invalid("nfe.nothing_due", "A nota não tem nenhum valor a receber.", "cobr");
  }
  // A branch sells under the same eight characters of its company's CNPJ.
  if (const auto company = company::read_company(tx);
      company && company->document.substr(0, 8) != nfe.issuer.document.substr(0, 8)) {
    done.warnings.push_back({"nfe.issuer", fmt::format("A nota foi emitida por {}, não por {}.",
                                                       nfe.issuer.name, company->legal_name)});
  }
  const auto buyer =
      TRY(party::upsert_party(tx, act, draft_of(nfe.recipient), party::Origin::invoice));
  std::vector<NewTitle> wanted;
  for (std::size_t i = 0; i < receivables.size(); ++i) {
    const document::NfeReceivable& one = receivables[i];
    NewTitle title;
    title.party = buyer.id;
    title.number = one.number;
    title.description = document::description_of(nfe);
    // Some sellers write a duplicata that falls due before the note leaves.
    title.issue_date = std::min(nfe.issue_date, one.due);
    title.due_date = one.due;
    title.amount = one.value;
    title.origin_kind = OriginKind::nfe;
    title.origin_key = fmt::format("{}{}/{}", prefix, i + 1, one.number);
    title.issue_boleto = issue_boleto;
    wanted.push_back(std::move(title));
  }
  done.titles = TRY(create_titles(tx, act, wanted));
  done.created = true;
  done.party = buyer.id;
  done.party_created = buyer.created;
  if (buyer.changed && !buyer.created) look_again(tx, buyer.id, act.today);
  audit_person(tx, act, "invoice.import", {"party", buyer.id.uuid}, "",
               json::serialize(boost::json::object{
                   {"key", nfe.key}, {"number", nfe.number}, {"titles", done.titles.size()}}));
  return done;
}

}  // namespace quita::receivable
