#include "dunning/hold_store.h"

#include "json/parse.h"
#include "party/timeline.h"

namespace quita::dunning {
namespace {

constexpr auto insert_hold =
    "INSERT INTO hold (tenant_id, id, kind, scope, party_id, title_id, starts_on, ends_on, reason, "
    "created_by, created_at, amount, whole_group, flight, reference) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

#define QUITA_HOLD_COLUMNS                                                             \
  "id, kind, party_id, title_id, starts_on, ends_on, reason, created_by, created_at, " \
  "released_at, released_by, amount, answer, accepted, whole_group, flight, reference"

constexpr auto select_hold =
    "SELECT " QUITA_HOLD_COLUMNS " FROM hold WHERE tenant_id = $1 AND id = $2";

constexpr auto select_holds_of_party =
    "SELECT " QUITA_HOLD_COLUMNS
    " FROM hold WHERE tenant_id = $1 AND party_id = $2 AND released_at IS NULL ORDER BY id DESC";

constexpr auto select_all_holds_of_party =
    "SELECT " QUITA_HOLD_COLUMNS
    " FROM hold WHERE tenant_id = $1 AND party_id = $2 ORDER BY id DESC";

constexpr auto select_running_holds = "SELECT " QUITA_HOLD_COLUMNS
                                      " FROM hold WHERE tenant_id = $1 AND released_at IS NULL AND "
                                      "(ends_on IS NULL OR ends_on >= $2) "
                                      "ORDER BY id DESC LIMIT $3";

constexpr auto select_group_holds = "SELECT " QUITA_HOLD_COLUMNS
                                    " FROM hold WHERE tenant_id = $1 AND whole_group = 1 "
                                    "AND released_at IS NULL AND party_id <> $2 AND party_id IN "
                                    "(SELECT id FROM party WHERE tenant_id = $1 AND kind = "
                                    "'company' AND document >= $3 AND document < $4)";

constexpr auto select_company_document =
    "SELECT document FROM party WHERE tenant_id = $1 AND id = $2 AND kind = 'company'";

constexpr auto select_group =
    "SELECT id FROM party WHERE tenant_id = $1 AND kind = 'company' AND document >= $2 "
    "AND document < $3 ORDER BY id";

constexpr auto select_holds_of_title =
    "SELECT " QUITA_HOLD_COLUMNS
    " FROM hold WHERE tenant_id = $1 AND title_id = $2 AND kind = $3 ORDER BY id";

constexpr auto select_of_reference = "SELECT " QUITA_HOLD_COLUMNS
                                     " FROM hold WHERE tenant_id = $1 AND title_id = $2 AND "
                                     "reference = $3 AND reference <> ''";

constexpr auto update_released =
    "UPDATE hold SET released_at = $3, released_by = $4, answer = $5, accepted = $6 "
    "WHERE tenant_id = $1 AND id = $2 AND released_at IS NULL";

Hold read_hold(db::Row& row) {
  Hold hold;
  hold.id = row.id<HoldId>(0);
  hold.kind = parse_hold_kind(row.view(1)).value_or(HoldKind::manual);
  hold.party = row.id<PartyId>(2);
  hold.title = row.optional_id<TitleId>(3);
  hold.starts_on = row.date(4);
  hold.ends_on = row.optional_date(5);
  hold.reason = row.text(6);
  hold.created_by = row.text(7);
  hold.created_at = row.instant(8);
  hold.released_at = row.optional_instant(9);
  hold.released_by = row.text(10);
  hold.amount = row.optional_money(11);
  hold.answer = row.text(12);
  if (!row.null(13)) hold.accepted = row.boolean(13);
  hold.whole_group = row.boolean(14);
  hold.flight = parse_flight(row.view(15)).value_or(Flight::told_paid);
  hold.reference = row.text(16);
  return hold;
}

}  // namespace

std::string hold_fact_data(const Hold& hold) {
  boost::json::object data{{"reason", hold.reason},
                           {"until", hold.ends_on ? format_iso(*hold.ends_on) : ""}};
  if (hold.amount) data["amount"] = hold.amount->centavos();
  if (!hold.answer.empty()) data["answer"] = hold.answer;
  return json::serialize(data);
}

Hold add_hold(db::Tx& tx, const Act& act, Hold hold, std::string_view event) {
  hold.id = HoldId::make(act.now);
  hold.starts_on = act.today;
  hold.created_by = act.actor;
  hold.created_at = act.now;
  tx.execute(insert_hold, tx.tenant(), hold.id, word(hold.kind), hold.title ? "title" : "party",
             hold.party, hold.title, hold.starts_on, hold.ends_on, hold.reason, hold.created_by,
             hold.created_at, hold.amount, hold.whole_group ? 1 : 0,
             hold.flight == Flight::told_paid ? "" : word(hold.flight), hold.reference);
  if (!event.empty()) {
    party::record_event(
        tx, act.now, act.actor,
        {event, hold.party, hold.title, "hold:" + hold.id.text(), hold_fact_data(hold)});
  }
  return hold;
}

std::optional<Hold> find_hold(db::Tx& tx, HoldId id) {
  return tx.one(select_hold, read_hold, tx.tenant(), id);
}

std::vector<Hold> holds_of_title(db::Tx& tx, TitleId title, HoldKind kind) {
  return tx.all(select_holds_of_title, read_hold, tx.tenant(), title, word(kind));
}

std::optional<Hold> hold_of_reference(db::Tx& tx, TitleId title, std::string_view reference) {
  return tx.one(select_of_reference, read_hold, tx.tenant(), title, reference);
}

std::vector<Hold> holds_of(db::Tx& tx, PartyId party, bool all) {
  return tx.all(all ? select_all_holds_of_party : select_holds_of_party, read_hold, tx.tenant(),
                party);
}

namespace {

// The first eight characters of a company's CNPJ; nothing of a person.
std::optional<std::string> cnpj_root(db::Tx& tx, PartyId party) {
  const auto document = tx.one(
      select_company_document, [](db::Row& row) { return row.text(0); }, tx.tenant(), party);
  return document ? std::optional(document->substr(0, cnpj_root_letters)) : std::nullopt;
}
// The first text after all that begin with the root.
std::string after(std::string root) {
  root += '\x7f';
  return root;
}

}  // namespace

bool is_company(db::Tx& tx, PartyId party) { return cnpj_root(tx, party).has_value(); }

std::vector<Hold> group_holds_over(db::Tx& tx, PartyId party) {
  const auto root = cnpj_root(tx, party);
  if (!root) return {};
  return tx.all(select_group_holds, read_hold, tx.tenant(), party, *root, after(*root));
}

std::vector<PartyId> group_of(db::Tx& tx, PartyId party) {
  const auto root = cnpj_root(tx, party);
  if (!root) return {party};
  return tx.all(
      select_group, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(), *root,
      after(*root));
}

std::vector<Hold> running_holds(db::Tx& tx, Date today, int limit) {
  return tx.all(select_running_holds, read_hold, tx.tenant(), today, limit);
}

bool end_hold(db::Tx& tx, const Act& act, HoldId id, std::string_view answer,
              std::optional<bool> accepted) {
  return tx.execute(update_released, tx.tenant(), id, act.now, act.actor, answer, accepted) == 1;
}

Result<receivable::TitleRecord> title_of(db::Tx& tx, PartyId party, TitleId id) {
  auto record = receivable::find_title(tx, id);
  if (!record || record->title.party != party) {
    return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "title_id");
  }
  return *std::move(record);
}

Result<receivable::TitleRecord> open_title_of(db::Tx& tx, PartyId party, TitleId id) {
  auto record = TRY(title_of(tx, party, id));
  if (!receivable::collectable(record.state)) {
    return fail(ErrorKind::conflict, "title.not_open",
                "O título " + record.title.number + " está " +
                    std::string(receivable::label(record.state)) + ".");
  }
  return record;
}

}  // namespace quita::dunning
