#include "receivable/receivable_store.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "company/setting.h"
#include "db/many.h"
#include "json/parse.h"
#include "receivable/at_once.h"

namespace quita::receivable {
namespace {

// The columns of listed_record_of and of record_of, in their order.
#define LISTED_COLUMNS                                                          \
  "id, party_id, number, description, issue_date, due_date, amount, fine_ppm, " \
  "interest_mode, interest_ppm, interest_daily, discounts, rebate, state, "     \
  "balance, paid, paid_on, entries, origin_kind"
#define TITLE_COLUMNS LISTED_COLUMNS ", origin_key, account_id, created_at"

constexpr std::string_view select_title =
    "SELECT " TITLE_COLUMNS " FROM title WHERE tenant_id = $1 AND id = $2";
const db::ManyStatement& select_titles() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT " TITLE_COLUMNS " FROM title WHERE tenant_id = $1 AND id IN ({many})", 1);
  return sql;
}
constexpr std::string_view select_title_locked =
    "SELECT " TITLE_COLUMNS " FROM title WHERE tenant_id = $1 AND id = $2 FOR UPDATE";
constexpr std::string_view select_by_origin =
    "SELECT id FROM title WHERE tenant_id = $1 AND origin_kind = $2 AND origin_key = $3";
constexpr std::string_view select_by_origin_range = R"(
SELECT id FROM title WHERE tenant_id = $1 AND origin_kind = $2 AND origin_key >= $3 AND
origin_key < $4 ORDER BY due_date, id)";
constexpr std::string_view select_open_of_party =
    "SELECT " TITLE_COLUMNS
    " FROM title WHERE tenant_id = $1 AND party_id = $2 AND state IN ('open', 'partly_paid') "
    "ORDER BY due_date, id";
constexpr std::string_view select_of_party =
    "SELECT " TITLE_COLUMNS
    " FROM title WHERE tenant_id = $1 AND party_id = $2 ORDER BY due_date DESC, id DESC LIMIT $3";

#define INSERT_TITLE                                                                               \
  "INSERT INTO title (tenant_id, id, party_id, number, description, issue_date, due_date, "        \
  "amount, "                                                                                       \
  "fine_ppm, interest_mode, interest_ppm, interest_daily, discounts, rebate, origin_kind, "        \
  "origin_key, account_id, state, balance, entries, search, created_at, "                          \
  "updated_at) "                                                                                   \
  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, " \
  "$20, $21, $22, $22)"
constexpr std::string_view insert_title = INSERT_TITLE;
constexpr std::string_view insert_title_once =
    INSERT_TITLE " ON CONFLICT (tenant_id, origin_kind, origin_key) DO NOTHING";

constexpr std::string_view update_title_projection = R"(
UPDATE title SET state = $3, balance = $4, paid = $5, paid_on = $6, rebate = $7, entries = $8,
  updated_at = $9
WHERE tenant_id = $1 AND id = $2)";

constexpr std::string_view update_due_date = R"(
UPDATE title SET due_date = $3, updated_at = $4 WHERE tenant_id = $1 AND id = $2)";
constexpr std::string_view update_description_sql = R"(
UPDATE title SET description = $3, updated_at = $4 WHERE tenant_id = $1 AND id = $2)";

constexpr std::string_view insert_entry = R"(
INSERT INTO journal (tenant_id, title_id, seq, at, on_date, kind, amount, principal, fine, interest,
  reduction, excess, fee, undoes, due_before, cause_kind, cause, actor, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19))";

constexpr std::string_view select_journal = R"(
SELECT seq, at, on_date, kind, amount, principal, fine, interest, reduction, excess, fee, undoes,
  due_before, cause_kind, cause, actor, note
FROM journal WHERE tenant_id = $1 AND title_id = $2 ORDER BY seq)";

constexpr std::string_view select_journals_of_party = R"(
SELECT j.seq, j.at, j.on_date, j.kind, j.amount, j.principal, j.fine, j.interest, j.reduction,
  j.excess, j.fee, j.undoes, j.due_before, j.cause_kind, j.cause, j.actor, j.note, j.title_id
FROM title t JOIN journal j ON j.tenant_id = t.tenant_id AND j.title_id = t.id
WHERE t.tenant_id = $1 AND t.party_id = $2 ORDER BY j.title_id, j.seq)";

const db::ManyStatement& select_journals() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT seq, at, on_date, kind, amount, principal, fine, interest, reduction, excess, fee, "
      "undoes, due_before, cause_kind, cause, actor, note, title_id FROM journal "
      "WHERE tenant_id = $1 AND title_id IN ({many}) ORDER BY title_id, seq",
      1);
  return sql;
}

Entry entry_of(db::Row& row) {
  Entry entry;
  entry.seq = static_cast<int>(row.integer(0));
  entry.at = row.instant(1);
  entry.on = row.date(2);
  entry.kind = parse_entry_kind(row.view(3)).value_or(EntryKind::fee);
  entry.amount = row.money(4);
  entry.principal = row.money(5);
  entry.fine = row.money(6);
  entry.interest = row.money(7);
  entry.reduction = row.money(8);
  entry.excess = row.money(9);
  entry.fee = row.money(10);
  entry.undoes = static_cast<int>(row.optional_integer(11).value_or(0));
  entry.due_before = row.optional_date(12);
  entry.cause = {row.text(13), row.text(14)};
  entry.actor = row.text(15);
  entry.note = row.text(16);
  return entry;
}

}  // namespace

TitleRecord listed_record_of(db::Row& row) {
  TitleRecord record;
  Title& title = record.title;
  title.id = row.id<TitleId>(0);
  title.party = row.id<PartyId>(1);
  title.number = row.text(2);
  title.description = row.text(3);
  title.issue_date = row.date(4);
  title.due_date = row.date(5);
  title.amount = row.money(6);
  title.terms.fine = row.rate(7);
  title.terms.interest_mode = parse_interest_mode(row.view(8)).value_or(InterestMode::none);
  title.terms.interest = row.rate(9);
  title.terms.interest_daily = row.money(10);
  if (row.view(11) != "[]") {
    title.terms.discounts = discounts_from_json(row.view(11)).value_or(std::vector<Discount>());
  }
  title.terms.rebate = row.money(12);
  record.state = parse_title_state(row.view(13)).value_or(TitleState::open);
  record.balance = row.money(14);
  record.paid = row.money(15);
  record.paid_on = row.optional_date(16);
  record.entries = static_cast<int>(row.integer(17));
  title.origin_kind = parse_origin_kind(row.view(18)).value_or(OriginKind::manual);
  return record;
}

namespace {

TitleRecord record_of(db::Row& row) {
  TitleRecord record = listed_record_of(row);
  record.title.origin_key = row.text(listed_columns_count);
  record.title.account = row.optional_id<AccountId>(listed_columns_count + 1);
  record.title.created_at = row.instant(listed_columns_count + 2);
  return record;
}

// Nothing but its issue, and perhaps a rebate, stands in the journal: the columns say it all.
bool untouched(const TitleRecord& record) {
  return record.state == TitleState::open &&
         record.entries == (record.title.terms.rebate.positive() ? 2 : 1);
}

}  // namespace

std::string_view listed_columns_sql() { return LISTED_COLUMNS; }
std::string_view title_columns_sql() { return TITLE_COLUMNS; }
TitleRecord title_record_of(db::Row& row) { return record_of(row); }

std::optional<TitleRecord> find_title(db::Tx& tx, TitleId id) {
  return tx.one(select_title, record_of, tx.tenant(), id);
}

std::optional<TitleRecord> lock_title(db::Tx& tx, TitleId id) {
  return tx.one(tx.engine() == db::Engine::postgres ? select_title_locked : select_title, record_of,
                tx.tenant(), id);
}

std::vector<TitleRecord> find_titles(db::Tx& tx, std::span<const TitleId> ids) {
  std::unordered_map<TitleId, TitleRecord> found;
  db::each_of_many(tx, select_titles(), ids, [&](db::Row& row) {
    TitleRecord record = record_of(row);
    found.emplace(record.title.id, std::move(record));
  });
  std::vector<TitleRecord> records;
  records.reserve(ids.size());
  for (const TitleId& id : ids) {
    const auto record = found.find(id);
    if (record != found.end()) records.push_back(record->second);
  }
  return records;
}

std::optional<TitleId> find_by_origin(db::Tx& tx, OriginKind kind, std::string_view key) {
  return tx.one(
      select_by_origin, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), name(kind),
      key);
}

std::vector<TitleId> find_by_origin_prefix(db::Tx& tx, OriginKind kind, std::string_view prefix) {
  return tx.all(
      select_by_origin_range, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(),
      name(kind), prefix, std::string(prefix) + "\xF4\x8F\xBF\xBF");
}

std::vector<TitleRecord> open_titles_of(db::Tx& tx, PartyId party) {
  return tx.all(select_open_of_party, record_of, tx.tenant(), party);
}

std::vector<TitleRecord> titles_of(db::Tx& tx, PartyId party, int limit) {
  return tx.all(select_of_party, record_of, tx.tenant(), party, limit);
}

std::vector<Entry> journal_of(db::Tx& tx, TitleId title) {
  return tx.all(select_journal, entry_of, tx.tenant(), title);
}

std::map<TitleId, std::vector<Entry>> journals_of(db::Tx& tx, PartyId party) {
  std::map<TitleId, std::vector<Entry>> journals;
  tx.each(
      select_journals_of_party,
      [&](db::Row& row) { journals[row.id<TitleId>(17)].push_back(entry_of(row)); }, tx.tenant(),
      party);
  return journals;
}

std::map<TitleId, std::vector<Entry>> journals_of(db::Tx& tx, std::span<const TitleId> titles) {
  std::map<TitleId, std::vector<Entry>> journals;
  db::each_of_many(tx, select_journals(), titles,
                   [&](db::Row& row) { journals[row.id<TitleId>(17)].push_back(entry_of(row)); });
  return journals;
}

std::vector<Charges> charges_of(db::Tx& tx, std::span<const TitleRecord* const> records, Date on,
                                Explained explained, const LegalRates* rates) {
  std::optional<LegalRates> loaded;
  std::vector<TitleId> touched;
  for (const TitleRecord* record : records) {
    if (!untouched(*record)) touched.push_back(record->title.id);
  }
  const auto journals = journals_of(tx, touched);
  std::vector<Charges> all;
  all.reserve(records.size());
  for (const TitleRecord* record : records) {
    const Title& title = record->title;
    if (title.terms.interest_mode == InterestMode::legal && rates == nullptr &&
        (on > title.due_date || !untouched(*record))) {
      rates = &loaded.emplace(load_legal_rates(tx));
    }
    const auto journal = journals.find(title.id);
    all.push_back(charges_on(title,
                             journal == journals.end() ? std::span<const Entry>() : journal->second,
                             on, rates != nullptr ? *rates : LegalRates::published(), explained));
  }
  return all;
}

std::vector<Charges> charges_of(db::Tx& tx, std::span<const TitleRecord> records, Date on,
                                Explained explained) {
  std::vector<const TitleRecord*> all;
  all.reserve(records.size());
  for (const TitleRecord& record : records) all.push_back(&record);
  return charges_of(tx, all, on, explained, nullptr);
}

Charges charges_of(db::Tx& tx, const TitleRecord& record, Date on) {
  return std::move(charges_of(tx, std::span(&record, 1), on).front());
}

static db::Changed insert_row(db::Tx& tx, std::string_view sql, const TitleRecord& record,
                              Instant now) {
  const Title& title = record.title;
  const Terms& terms = title.terms;
  return tx.execute(sql, tx.tenant(), title.id, title.party, title.number, title.description,
                    title.issue_date, title.due_date, title.amount, terms.fine,
                    name(terms.interest_mode), terms.interest, terms.interest_daily,
                    discounts_to_json(terms.discounts), terms.rebate, name(title.origin_kind),
                    title.origin_key, title.account, name(record.state), record.balance,
                    record.entries, fold_search(title.number), now);
}

bool insert_title_row(db::Tx& tx, const TitleRecord& record, Instant now) {
  return insert_row(tx, insert_title_once, record, now) == 1;
}

void insert_new_title_row(db::Tx& tx, const TitleRecord& record, Instant now) {
  insert_row(tx, insert_title, record, now);
}

void append_entries(db::Tx& tx, TitleId title, std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    tx.execute(insert_entry, tx.tenant(), title, entry.seq, entry.at, entry.on, name(entry.kind),
               entry.amount, entry.principal, entry.fine, entry.interest, entry.reduction,
               entry.excess, entry.fee,
               entry.undoes > 0 ? std::optional(entry.undoes) : std::nullopt, entry.due_before,
               entry.cause.kind, entry.cause.key, entry.actor, entry.note);
  }
}

void update_projection(db::Tx& tx, TitleId title, const Standing& standing, Instant now) {
  tx.execute(update_title_projection, tx.tenant(), title, name(standing.state), standing.balance,
             standing.paid, standing.paid_on, standing.rebate, standing.entries, now);
}

void update_due_date_of(db::Tx& tx, TitleId title, Date due_date, Instant now) {
  tx.execute(update_due_date, tx.tenant(), title, due_date, now);
}

void update_description_of(db::Tx& tx, TitleId title, std::string_view description, Instant now) {
  tx.execute(update_description_sql, tx.tenant(), title, description, now);
}

std::string_view legal_rates_sql() {
  return "(SELECT value FROM setting WHERE tenant_id = $1 AND name = 'legal_rates' AND "
         "sealed IS NULL)";
}

LegalRates legal_rates_of(std::string_view setting) {
  const auto value = json::parse(setting);
  std::vector<LegalRate> more;
  if (value && value->is_array()) {
    for (const auto& item : value->get_array()) {
      const auto* rate = item.if_object();
      if (rate == nullptr) continue;
      more.push_back({static_cast<int>(rate->at("year").as_int64()),
                      static_cast<unsigned>(rate->at("month").as_int64()),
                      rate->at("micro_percent").as_int64()});
    }
  }
  return LegalRates::published().with(more);
}

LegalRates load_legal_rates(db::Tx& tx) {
  const auto setting = company::read_setting(tx, "legal_rates");
  return setting ? legal_rates_of(*setting) : LegalRates::published();
}

void store_legal_rates(db::Tx& tx, Instant now, const std::vector<LegalRate>& more) {
  boost::json::array items;
  for (const LegalRate& rate : more) {
    items.push_back(boost::json::object{
        {"year", rate.year}, {"month", rate.month}, {"micro_percent", rate.micro_percent}});
  }
  company::write_setting(tx, now, "legal_rates", json::serialize(items));
}

}  // namespace quita::receivable
