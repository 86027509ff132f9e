#include "dunning/money_in_flight.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "banking/return_calendar.h"
#include "banking/stray_credit.h"
#include "brazil/bank_calendar.h"
#include "dunning/people_query.h"

namespace quita::dunning {
namespace {

constexpr int week_days = 7;

const db::ManyStatement& select_boletos() {
  static const db::ManyStatement sql = people_statement(
      "SELECT title_id, account_id FROM instrument WHERE tenant_id = $1 AND kind = 'boleto' "
      "AND state IN ('sent', 'registered') AND title_id IN ({people})",
      1);
  return sql;
}

const db::ManyStatement& select_waited() {
  static const db::ManyStatement sql = people_statement(
      "SELECT title_id, business_date FROM return_waited WHERE tenant_id = $1 "
      "AND business_date > $2 AND business_date < $3 AND title_id IN ({people})",
      3);
  return sql;
}

const db::ManyStatement& delete_waited_today() {
  static const db::ManyStatement sql = people_statement(
      "DELETE FROM return_waited WHERE tenant_id = $1 AND business_date = $2 "
      "AND title_id IN ({people}) RETURNING title_id",
      2);
  return sql;
}

constexpr auto delete_waited_before =
    "DELETE FROM return_waited WHERE tenant_id = $1 AND business_date < $2";

constexpr auto insert_wait =
    "INSERT INTO return_wait (tenant_id, account_id, since) VALUES ($1, $2, $3) "
    "ON CONFLICT (tenant_id, account_id) DO NOTHING";

constexpr auto select_waits = "SELECT account_id FROM return_wait WHERE tenant_id = $1";

constexpr auto delete_wait = "DELETE FROM return_wait WHERE tenant_id = $1 AND account_id = $2";

// What waits for a file is looked at again within its days (`$3`); what else falls into them finds
// nothing to do. Through the index of work due, never the account's book.
constexpr auto update_looks =
    "UPDATE title_look SET next_on = $2 WHERE tenant_id = $1 AND next_on > $2 AND next_on <= $3 "
    "AND EXISTS (SELECT 1 FROM instrument i WHERE i.tenant_id = title_look.tenant_id "
    "AND i.title_id = title_look.title_id AND i.kind = 'boleto' AND i.account_id = $4)";

void add_stray_credits(db::Tx& tx, std::span<PersonFacts* const> people, Date date) {
  const auto waits = banking::stray_waits(tx, date);
  for (PersonFacts* person : people) {
    const auto until = waits.find(person->id);
    if (until == waits.end()) continue;
    person->holds.push_back(
        {HoldKind::money_in_flight, std::nullopt, date, until->second, Flight::stray_credit});
  }
}

// The accounts of which titles wait, with the days on which they do.
std::map<AccountId, banking::ReturnGap> gaps_on(db::Tx& tx, Date known_on, Date date) {
  std::map<AccountId, banking::ReturnGap> gaps;
  for (const auto& late : banking::late_returns(tx, known_on)) {
    if (late.gap.waits_until >= date) gaps.emplace(late.account, late.gap);
  }
  return gaps;
}

// The business days of the week before on which each title waited for a file.
std::unordered_map<TitleId, std::vector<Date>> days_waited(db::Tx& tx,
                                                           std::span<const TitleId> titles,
                                                           Date date) {
  std::unordered_map<TitleId, std::vector<Date>> days;
  each_of_people(
      tx, select_waited(), titles,
      [&](db::Row& row) {
        if (is_business_day(row.date(1))) days[row.id<TitleId>(0)].push_back(row.date(1));
      },
      date - week_days, date);
  return days;
}

// A day on which the file came in time and the title was told of did not hold it up.
int held_up(const TitleFacts& title, const std::vector<Date>& waited) {
  return static_cast<int>(std::count_if(waited.begin(), waited.end(), [&](Date day) {
    return std::none_of(title.told_on.begin(), title.told_on.end(),
                        [&](const auto& told) { return told.second == day; });
  }));
}

}  // namespace

void add_money_in_flight(db::Tx& tx, std::span<PersonFacts* const> people, Date date,
                         Date known_on) {
  add_stray_credits(tx, people, date);
  const auto gaps = gaps_on(tx, known_on, date);
  if (gaps.empty()) return;
  std::vector<TitleId> titles;
  for (const PersonFacts* person : people) {
    for (const TitleFacts& title : person->titles) {
      if (receivable::collectable(title.state)) titles.push_back(title.id);
    }
  }
  std::sort(titles.begin(), titles.end());
  std::unordered_map<TitleId, AccountId> accounts;
  each_of_people(tx, select_boletos(), std::span<const TitleId>(titles), [&](db::Row& row) {
    if (gaps.contains(row.id<AccountId>(1))) accounts[row.id<TitleId>(0)] = row.id<AccountId>(1);
  });
  const auto waited = days_waited(tx, titles, date);
  for (PersonFacts* person : people) {
    for (const TitleFacts& title : person->titles) {
      const auto account = accounts.find(title.id);
      if (account == accounts.end()) continue;
      const auto before = waited.find(title.id);
      const int left =
          banking::return_wait_days - (before == waited.end() ? 0 : held_up(title, before->second));
      if (left <= 0) continue;
      const banking::ReturnGap& gap = gaps.at(account->second);
      person->holds.push_back({HoldKind::money_in_flight, title.id,
                               std::max(gap.missing, last_day_on_time(title.due_date)) + 1,
                               std::min(gap.waits_until, add_business_days(date - 1, left)),
                               Flight::return_late});
    }
  }
}

void note_late_returns(db::Tx& tx, Date date, std::span<const TitleId> waiting) {
  each_of_people(
      tx, delete_waited_today(), waiting, [](db::Row&) {}, date);
  std::vector<db::Values> rows;
  for (const TitleId& title : waiting) rows.push_back({tx.tenant(), title, date});
  tx.bulk_insert("return_waited", {"tenant_id", "title_id", "business_date"}, rows);
  tx.execute(delete_waited_before, tx.tenant(), date - 2 * week_days);
  for (const auto& [account, gap] : gaps_on(tx, date, date))
    tx.execute(insert_wait, tx.tenant(), account, date);
}

namespace {

std::vector<AccountId> waits_over(db::Tx& tx, Date today) {
  auto waits = tx.all(
      select_waits, [](db::Row& row) { return row.id<AccountId>(0); }, tx.tenant());
  if (waits.empty()) return waits;
  const auto gaps = gaps_on(tx, today, today);
  std::erase_if(waits, [&](const AccountId& account) { return gaps.contains(account); });
  return waits;
}

}  // namespace

bool returns_came(db::Tx& tx, Date today) { return !waits_over(tx, today).empty(); }

void look_again_after_returns(db::Tx& tx, Date today) {
  const Date last = add_business_days(today, banking::return_wait_days) + 1;
  for (const AccountId& account : waits_over(tx, today)) {
    tx.execute(update_looks, tx.tenant(), today, last, account);
    tx.execute(delete_wait, tx.tenant(), account);
  }
}

}  // namespace quita::dunning
