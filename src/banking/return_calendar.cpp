#include "banking/return_calendar.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "brazil/bank_calendar.h"
#include "company/audit.h"
#include "json/parse.h"
#include "party/acting.h"
#include "receivable/charges.h"

namespace quita::banking {
namespace {

constexpr std::string_view select_accounts =
    "SELECT a.id, a.bank, a.agency, a.account, a.name, a.returns, a.returns_given_up, "
    "a.created_at, (SELECT max(f.covers_on) FROM return_file f WHERE f.tenant_id = a.tenant_id "
    "AND f.account_id = a.id AND f.covers_on IS NOT NULL) FROM bank_account a "
    "WHERE a.tenant_id = $1 AND a.closed_at IS NULL ORDER BY a.id";

constexpr std::string_view select_days =
    "SELECT DISTINCT covers_on FROM return_file WHERE tenant_id = $1 AND account_id = $2 "
    "AND covers_on IS NOT NULL ORDER BY covers_on DESC LIMIT $3";

constexpr std::string_view update_given_up =
    "UPDATE bank_account SET returns_given_up = $3 WHERE tenant_id = $1 AND id = $2";

constexpr std::string_view select_gap_titles =
    "SELECT count(*), coalesce(sum(t.balance), 0) FROM title t WHERE t.tenant_id = $1 "
    "AND t.state IN ('open', 'partly_paid') AND t.due_date <= $3 AND EXISTS (SELECT 1 FROM "
    "instrument i WHERE i.tenant_id = t.tenant_id AND i.title_id = t.id AND i.kind = 'boleto' "
    "AND i.account_id = $2 AND i.state IN ('sent', 'registered'))";

Date business_day_before(Date date) { return add_business_days(date, -1); }

bool comes_daily(const ReturnsKnown& known) {
  if (known.rhythm == ReturnRhythm::daily) return true;
  if (known.rhythm == ReturnRhythm::never || known.told.empty()) return false;
  const Date first = add_business_days(known.told.back(), 1 - daily_days_looked_at);
  return std::count_if(known.told.begin(), known.told.end(),
                       [&](Date day) { return day >= first; }) >= daily_days_min;
}

// Files come of an agency's account, however many wallets of it the company has.
using BankPlace = std::tuple<std::string, std::string, std::string>;

struct Row {
  AccountId id;
  BankPlace place;
  std::string name;
  ReturnsKnown known;
  std::optional<Date> covered;
};

std::vector<Row> read_accounts(db::Tx& tx) {
  const std::string zone = time_zone_of(tx);
  return tx.all(
      select_accounts,
      [&](db::Row& row) {
        Row one;
        one.id = row.id<AccountId>(0);
        one.place = {row.text(1), row.text(2), row.text(3)};
        one.name = row.text(4);
        one.known.rhythm = parse_return_rhythm(row.view(5)).value_or(ReturnRhythm::automatic);
        one.known.given_up = row.optional_date(6);
        one.known.since = business_date(row.instant(7), zone);
        one.covered = row.optional_date(8);
        return one;
      },
      tx.tenant());
}

std::vector<Date> days_told(db::Tx& tx, const std::vector<AccountId>& accounts) {
  std::vector<Date> days;
  for (const AccountId& id : accounts) {
    tx.each(
        select_days, [&](db::Row& row) { days.push_back(row.date(0)); }, tx.tenant(), id,
        daily_days_looked_at);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace

std::optional<ReturnGap> return_gap(const ReturnsKnown& known, Date today) {
  if (!comes_daily(known)) return std::nullopt;
  Date covered = known.told.empty() ? business_day_before(known.since) : known.told.back();
  if (known.given_up) covered = std::max(covered, *known.given_up);
  if (covered >= business_day_before(today)) return std::nullopt;
  const Date missing = add_business_days(covered, 1);
  return ReturnGap{missing, add_business_days(missing, return_wait_days)};
}

Date covered_day(const cnab::ReturnFile& file, Date imported_on) {
  std::optional<Date> last;
  const auto tells = [&](Date day) {
    if (day <= imported_on && (!last || day > *last)) last = day;
  };
  for (const cnab::ReturnEntry& entry : file.entries) {
    if (entry.occurred) tells(*entry.occurred);
  }
  // Made in the night it tells of that day, made in the morning of the one before, and it may come
  // late: what happened in it says which.
  if (file.made && !last && imported_on > *file.made) tells(*file.made);
  if (file.made) tells(business_day_before(*file.made));
  // Of a weekend's day that of the Friday is known.
  return business_day_before(last.value_or(business_day_before(imported_on)) + 1);
}

std::vector<LateReturn> late_returns(db::Tx& tx, Date today) {
  const std::vector<Row> rows = read_accounts(tx);
  std::map<BankPlace, std::vector<AccountId>> sisters;
  std::map<BankPlace, Date> covered;
  for (const Row& row : rows) {
    sisters[row.place].push_back(row.id);
    if (row.covered) {
      auto [known, first] = covered.try_emplace(row.place, *row.covered);
      known->second = std::max(known->second, *row.covered);
    }
  }
  std::vector<LateReturn> late;
  for (const Row& row : rows) {
    // Most mornings end here, without a look at the files.
    const auto told = covered.find(row.place);
    if (told == covered.end() && row.known.rhythm != ReturnRhythm::daily) continue;
    if (told != covered.end() && told->second >= business_day_before(today)) continue;
    ReturnsKnown known = row.known;
    known.told = days_told(tx, sisters[row.place]);
    if (const auto gap = return_gap(known, today))
      late.push_back({row.id, std::get<0>(row.place), row.name, *gap});
  }
  return late;
}

GapTitles titles_of_gap(db::Tx& tx, const LateReturn& late, Date today) {
  return tx
      .one(
          select_gap_titles,
          [](db::Row& row) {
            return GapTitles{row.integer(0), row.money(1)};
          },
          tx.tenant(), late.account, receivable::last_overdue_due_date(today))
      .value();
}

Status go_on_without_return(db::Tx& tx, const Act& act, AccountId id) {
  TRY(find_account(tx, id));
  const Date through = business_day_before(act.today);
  tx.execute(update_given_up, tx.tenant(), id, through);
  company::audit(tx, actor_of(act), "return.given_up", {"account", id.uuid}, {},
                 json::serialize(boost::json::object{{"through", format_iso(through)}}));
  return {};
}

}  // namespace quita::banking
