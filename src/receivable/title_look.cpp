#include "receivable/title_look.h"

namespace quita::receivable {
namespace {

constexpr std::string_view select_look =
    "SELECT next_on FROM title_look WHERE tenant_id = $1 AND title_id = $2";

constexpr std::string_view insert_row =
    "INSERT INTO title_look (tenant_id, title_id, party_id, next_on) VALUES ($1, $2, $3, $4)";

constexpr std::string_view upsert_look =
    "INSERT INTO title_look (tenant_id, title_id, party_id, next_on) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (tenant_id, title_id) DO UPDATE SET next_on = excluded.next_on";

constexpr std::string_view delete_look =
    "DELETE FROM title_look WHERE tenant_id = $1 AND title_id = $2";

#define LOOK_AGAIN(whose)                                                        \
  "INSERT INTO title_look (tenant_id, title_id, party_id, next_on) "             \
  "SELECT tenant_id, id, party_id, $2 FROM title WHERE tenant_id = $1 "          \
  "AND state IN ('open', 'partly_paid')" whose                                   \
  " ON CONFLICT (tenant_id, title_id) DO UPDATE SET next_on = excluded.next_on " \
  "WHERE title_look.next_on > excluded.next_on"
constexpr std::string_view upsert_looks_of_all = LOOK_AGAIN("");
constexpr std::string_view upsert_looks_of_party = LOOK_AGAIN(" AND party_id = $3");

}  // namespace

std::optional<Date> next_look(db::Tx& tx, TitleId title) {
  return tx.one(
      select_look, [](db::Row& row) { return row.date(0); }, tx.tenant(), title);
}

void set_next_look(db::Tx& tx, TitleId title, PartyId party, std::optional<Date> day) {
  if (day) {
    tx.execute(upsert_look, tx.tenant(), title, party, *day);
  } else {
    tx.execute(delete_look, tx.tenant(), title);
  }
}

void insert_look(db::Tx& tx, TitleId title, PartyId party, Date day) {
  tx.execute(insert_row, tx.tenant(), title, party, day);
}

void look_again(db::Tx& tx, PartyId party, Date date) {
  tx.execute(upsert_looks_of_party, tx.tenant(), date, party);
}

void look_again_at_all(db::Tx& tx, Date date) {
  tx.execute(upsert_looks_of_all, tx.tenant(), date);
}

}  // namespace quita::receivable
