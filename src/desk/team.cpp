#include "desk/team.h"

#include <algorithm>
#include <map>

#include "company/user.h"
#include "dunning/promise.h"

namespace quita::desk {
namespace {

constexpr auto select_calls =
    "SELECT user_id, by_name, talked, promise_id FROM call_log WHERE tenant_id = $1 "
    "AND on_date >= $2 AND on_date <= $3";

constexpr auto select_waiting =
    "SELECT owner_id, COUNT(*), SUM(owed) FROM worklist WHERE tenant_id = $1 GROUP BY owner_id";

struct Loading {
  db::Tx& tx;
  Date today;
  std::map<std::optional<UserId>, AnalystWork> work = {};

  AnalystWork& of(const std::optional<UserId>& user, const std::string& name) {
    AnalystWork& his = work[user];
    his.user = user;
    if (his.name.empty() && user) his.name = name;
    return his;
  }

  void promise(AnalystWork& his, HoldId id) {
    const auto hold = dunning::find_hold(tx, id);
    if (!hold) return;
    const auto promise = dunning::promise_of(tx, *hold, today);
    ++his.promises;
    his.promised += hold->amount.value_or(Money());
    his.received += promise.received;
    if (promise.state == dunning::PromiseState::kept) ++his.kept;
    if (promise.state == dunning::PromiseState::broken) ++his.broken;
  }
};

}  // namespace

std::vector<AnalystWork> team_work(db::Tx& tx, Date from, Date to, Date today) {
  Loading loading{tx, today};
  std::vector<std::pair<std::optional<UserId>, HoldId>> promises;
  tx.each(
      select_calls,
      [&](db::Row& row) {
        const auto user = row.optional_id<UserId>(0);
        AnalystWork& his = loading.of(user, row.text(1));
        ++his.calls;
        if (row.boolean(2)) ++his.talked;
        if (const auto promise = row.optional_id<HoldId>(3)) promises.emplace_back(user, *promise);
      },
      tx.tenant(), from, to);
  for (const auto& [user, promise] : promises) loading.promise(loading.work[user], promise);
  std::map<UserId, std::string> names;
  for (const auto& user : company::list_users(tx)) names[user.id] = user.name;
  tx.each(
      select_waiting,
      [&](db::Row& row) {
        const auto user = row.optional_id<UserId>(0);
        AnalystWork& his = loading.of(user, user ? names[*user] : std::string());
        his.waiting = row.integer(1);
        his.waiting_owed = row.money(2);
      },
      tx.tenant());
  std::vector<AnalystWork> team;
  for (auto& [user, work] : loading.work) team.push_back(std::move(work));
  std::sort(team.begin(), team.end(), [](const AnalystWork& a, const AnalystWork& b) {
    return a.user.has_value() != b.user.has_value() ? a.user.has_value() : a.name < b.name;
  });
  return team;
}

}  // namespace quita::desk
