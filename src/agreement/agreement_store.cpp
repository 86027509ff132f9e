#include "agreement/agreement_store.h"

#include <string>

#include "company/setting.h"

namespace quita::agreement {
namespace {

constexpr auto insert_row =
    "INSERT INTO agreement (tenant_id, id, number, party_id, offer_id, campaign_id, name, "
    "signed_on, "
    "owed, agreed, interest, total, instalments, break_days, actor, created_at, watch_on) "
    "VALUES ($1, $2, $3, $4, $5, (SELECT campaign_id FROM instalment_offer WHERE tenant_id = $1 "
    "AND party_id = $4 AND id = $5), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

// A row of its own, so that of two who count at once one begins again.
constexpr std::string_view number_setting = "agreement_number";

constexpr auto insert_title_row =
    "INSERT INTO agreement_title (tenant_id, agreement_id, title_id, owed, agreed) "
    "VALUES ($1, $2, $3, $4, $5)";

constexpr auto insert_instalment_row =
    "INSERT INTO agreement_instalment (tenant_id, agreement_id, place, title_id, due_date, amount) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

constexpr auto select_by_offer = "SELECT id FROM agreement WHERE tenant_id = $1 AND offer_id = $2";

// owed_titles: instalments that are still owed.
#define QUITA_AGREEMENT_SELECT                                                                     \
  "SELECT a.id, a.number, a.party_id, p.name, a.name, a.signed_on, a.owed, a.agreed, a.interest, " \
  "a.total, a.instalments, a.break_days, a.actor, a.broken_on, a.broken_by, "                      \
  "(SELECT COUNT(*) FROM agreement_instalment i JOIN title t ON t.tenant_id = i.tenant_id "        \
  "AND t.id = i.title_id WHERE i.tenant_id = a.tenant_id AND i.agreement_id = a.id "               \
  "AND t.state IN ('open', 'partly_paid')), "                                                      \
  "(SELECT COALESCE(SUM(t.paid), 0) FROM agreement_instalment i JOIN title t "                     \
  "ON t.tenant_id = i.tenant_id AND t.id = i.title_id WHERE i.tenant_id = a.tenant_id "            \
  "AND i.agreement_id = a.id) FROM agreement a JOIN party p ON p.tenant_id = a.tenant_id "         \
  "AND p.id = a.party_id WHERE a.tenant_id = $1 "
constexpr auto select_one = QUITA_AGREEMENT_SELECT "AND a.id = $2";
constexpr auto select_all = QUITA_AGREEMENT_SELECT "ORDER BY a.id DESC LIMIT $2";
constexpr auto select_of_party =
    QUITA_AGREEMENT_SELECT "AND a.party_id = $2 ORDER BY a.id DESC LIMIT $3";

constexpr auto select_titles =
    "SELECT a.title_id, t.number, a.owed, a.agreed FROM agreement_title a JOIN title t "
    "ON t.tenant_id = a.tenant_id AND t.id = a.title_id WHERE a.tenant_id = $1 "
    "AND a.agreement_id = $2 ORDER BY t.due_date, t.id";

constexpr auto select_instalments =
    "SELECT i.place, i.title_id, t.due_date, i.amount, t.state, t.paid FROM agreement_instalment i "
    "JOIN title t ON t.tenant_id = i.tenant_id AND t.id = i.title_id WHERE i.tenant_id = $1 "
    "AND i.agreement_id = $2 ORDER BY i.place";

constexpr auto select_totals =
    "SELECT COUNT(*), COUNT(broken_on), COALESCE(SUM(total), 0) FROM agreement "
    "WHERE tenant_id = $1 AND campaign_id = $2";

constexpr auto update_broken =
    "UPDATE agreement SET broken_on = $3, broken_by = $4, watch_on = NULL WHERE tenant_id = $1 "
    "AND id = $2 AND broken_on IS NULL";

constexpr auto select_watch =
    "SELECT id FROM agreement WHERE tenant_id = $1 AND watch_on <= $2 AND watch_on IS NOT NULL "
    "ORDER BY watch_on, id LIMIT $3";

constexpr auto update_watch = "UPDATE agreement SET watch_on = $3 WHERE tenant_id = $1 AND id = $2";

Agreement read_agreement(db::Row& row) {
  Agreement agreement;
  agreement.id = row.id<AgreementId>(0);
  agreement.number = static_cast<int>(row.integer(1));
  agreement.party = row.id<PartyId>(2);
  agreement.party_name = row.text(3);
  agreement.name = row.text(4);
  agreement.signed_on = row.date(5);
  agreement.owed = row.money(6);
  agreement.agreed = row.money(7);
  agreement.interest = row.money(8);
  agreement.total = row.money(9);
  agreement.count = static_cast<int>(row.integer(10));
  agreement.break_days = static_cast<int>(row.integer(11));
  agreement.actor = row.text(12);
  agreement.broken_on = row.optional_date(13);
  agreement.broken_by = row.text(14);
  agreement.state = agreement.broken_on   ? State::broken
                    : row.integer(15) > 0 ? State::running
                                          : State::kept;
  agreement.paid = row.money(16);
  return agreement;
}

}  // namespace

int next_number(db::Tx& tx, Instant now) {
  const auto last = company::read_setting(tx, number_setting);
  const int number = last ? std::stoi(*last) + 1 : 1;
  company::write_setting(tx, now, number_setting, std::to_string(number));
  return number;
}

void insert_agreement(db::Tx& tx, const Agreement& agreement, InstalmentOfferId offer, Instant now,
                      Date watch_on) {
  tx.execute(insert_row, tx.tenant(), agreement.id, agreement.number, agreement.party, offer,
             agreement.name, agreement.signed_on, agreement.owed, agreement.agreed,
             agreement.interest, agreement.total, agreement.count, agreement.break_days,
             agreement.actor, now, watch_on);
}

void insert_title(db::Tx& tx, AgreementId id, TitleId title, Money owed, Money agreed) {
  tx.execute(insert_title_row, tx.tenant(), id, title, owed, agreed);
}

void insert_instalment(db::Tx& tx, AgreementId id, int place, TitleId title,
                       const PlannedInstalment& planned) {
  tx.execute(insert_instalment_row, tx.tenant(), id, place, title, planned.due, planned.amount);
}

std::optional<AgreementId> find_by_offer(db::Tx& tx, InstalmentOfferId offer) {
  return tx.one(
      select_by_offer, [](db::Row& row) { return row.id<AgreementId>(0); }, tx.tenant(), offer);
}

Result<Agreement> load(db::Tx& tx, AgreementId id) {
  auto found = tx.one(select_one, read_agreement, tx.tenant(), id);
  if (!found) {
    return fail(ErrorKind::not_found, "agreement.not_found", "Este acordo não existe.", "id");
  }
  found->titles = tx.all(
      select_titles,
      [](db::Row& row) {
        return RenegotiatedTitle{row.id<TitleId>(0), row.text(1), row.money(2), row.money(3)};
      },
      tx.tenant(), id);
  found->instalments = tx.all(
      select_instalments,
      [](db::Row& row) {
        return Instalment{static_cast<int>(row.integer(0)),
                          row.id<TitleId>(1),
                          row.date(2),
                          row.money(3),
                          receivable::parse_title_state(row.view(4)).value(),
                          row.money(5)};
      },
      tx.tenant(), id);
  return *std::move(found);
}

std::vector<Agreement> agreements(db::Tx& tx, std::optional<PartyId> party, int limit) {
  return party ? tx.all(select_of_party, read_agreement, tx.tenant(), *party, limit)
               : tx.all(select_all, read_agreement, tx.tenant(), limit);
}

Totals totals_of(db::Tx& tx, const Uuid& campaign) {
  return *tx.one(
      select_totals,
      [](db::Row& row) {
        return Totals{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)),
                      row.money(2)};
      },
      tx.tenant(), campaign);
}

bool mark_broken(db::Tx& tx, AgreementId id, Date on, std::string_view by) {
  return tx.execute(update_broken, tx.tenant(), id, on, by) > 0;
}

std::vector<AgreementId> due_for_watch(db::Tx& tx, Date today, int limit) {
  return tx.all(
      select_watch, [](db::Row& row) { return row.id<AgreementId>(0); }, tx.tenant(), today, limit);
}

void set_watch(db::Tx& tx, AgreementId id, std::optional<Date> day) {
  tx.execute(update_watch, tx.tenant(), id, day);
}

}  // namespace quita::agreement
