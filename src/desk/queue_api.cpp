// Queues, and what the team did, over HTTP.
#include "company/audit.h"
#include "company/user.h"
#include "desk/queue.h"
#include "desk/queue_json.h"
#include "desk/routes.h"
#include "desk/team.h"
#include "party/party_api.h"

namespace quita::desk {

namespace {

using http::Context;
using http::Method;

struct QueueUserView {
  UserId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(QueueUserView, (), (id, name))

struct QueueRuleView {
  std::vector<UserId> users;
  std::optional<std::string> tag, letter_from, letter_to;
  std::optional<Money> owed_from, owed_to;
};
BOOST_DESCRIBE_STRUCT(QueueRuleView, (), (users, tag, letter_from, letter_to, owed_from, owed_to))

struct QueuesIn {
  std::vector<QueueRuleView> items;
};
BOOST_DESCRIBE_STRUCT(QueuesIn, (), (items))

// `users`: those who may have a queue.
struct QueuesView {
  std::vector<QueueRuleView> items;
  std::vector<QueueUserView> users;
};
BOOST_DESCRIBE_STRUCT(QueuesView, (), (items, users))

struct AssignIn {
  std::vector<PartyId> party_ids;
  std::optional<UserId> user_id;  // absent: the rules decide again
};
BOOST_DESCRIBE_STRUCT(AssignIn, (), (party_ids, user_id))

struct AssignedView {
  int customers = 0;
};
BOOST_DESCRIBE_STRUCT(AssignedView, (), (customers))

struct AnalystView {
  std::optional<UserId> user_id;
  std::string name;
  std::int64_t calls = 0, talked = 0, promises = 0, kept = 0, broken = 0;
  Money promised, received;
  std::int64_t waiting = 0;
  Money waiting_owed;
};
BOOST_DESCRIBE_STRUCT(AnalystView, (),
                      (user_id, name, calls, talked, promises, kept, broken, promised, received,
                       waiting, waiting_owed))

struct TeamView {
  Date from, to;
  std::vector<AnalystView> items;
};
BOOST_DESCRIBE_STRUCT(TeamView, (), (from, to, items))

constexpr std::size_t assign_max = 200;

std::optional<std::string> present(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<QueueRule> rules_of(const QueuesIn& in) {
  std::vector<QueueRule> rules;
  for (const QueueRuleView& each : in.items) {
    rules.push_back({each.users, each.tag.value_or(""), each.letter_from.value_or(""),
                     each.letter_to.value_or(""), each.owed_from, each.owed_to});
  }
  return rules;
}

QueuesView view_of(db::Tx& tx) {
  QueuesView view;
  for (const QueueRule& rule : load_queue_rules(tx)) {
    view.items.push_back({rule.users, present(rule.tag), present(rule.letter_from),
                          present(rule.letter_to), rule.owed_from, rule.owed_to});
  }
  for (const auto& user : company::list_users(tx)) {
    if (!user.disabled_at && user.role != company::Role::viewer)
      view.users.push_back({user.id, user.name});
  }
  return view;
}

void add_team(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .get<TeamView>("/v1/team", "What each analyst did in a period, and what waits in his queue",
                     "users:read",
                     [&db, &clock](Context& c) -> Result<TeamView> {
                       const auto from = TRY(c.query_as<Date>("from"));
                       const auto to = TRY(c.query_as<Date>("to"));
                       return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<TeamView> {
                         const Date today = party::act_of(tx, c, clock.now()).today;
                         TeamView view{from.value_or(today - 29), to.value_or(today), {}};
                         if (view.to < view.from || view.to - view.from >= team_days_max) {
                           return invalid("team.period", "O período vai até 92 dias.", "from");
                         }
                         for (const auto& one : team_work(tx, view.from, view.to, today)) {
                           view.items.push_back({one.user, one.name, one.calls, one.talked,
                                                 one.promises, one.kept, one.broken, one.promised,
                                                 one.received, one.waiting, one.waiting_owed});
                         }
                         return view;
                       });
                     })
      .query<Date>("from", "De; 30 dias se ausente")
      .query<Date>("to", "Até; hoje se ausente");
}

}  // namespace

void add_queue_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<QueuesView>("/v1/queues", "The rules that give late customers to analysts",
                         "dunning:read", [&db](Context& c) -> Result<QueuesView> {
                           return db.read(c.caller.tenant, [](db::Tx& tx) -> Result<QueuesView> {
                             return view_of(tx);
                           });
                         });

  routes.add<QueuesIn, QueuesView>(
      Method::put, "/v1/queues", "Replaces the rules of the queues", "dunning:write",
      [&db, &clock](Context& c, const QueuesIn& in) -> Result<QueuesView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<QueuesView> {
          const Act act = party::act_of(tx, c, clock.now());
          const std::string before = write_queue_rules(load_queue_rules(tx));
          TRY_STATUS(save_queue_rules(tx, act, rules_of(in)));
          company::audit(tx, actor_of(act), "queue.rules", {"setting", std::nullopt}, before,
                         write_queue_rules(load_queue_rules(tx)));
          return view_of(tx);
        });
      });

  routes.add<AssignIn, AssignedView>(
      Method::post, "/v1/queues/assign", "Gives customers to an analyst by hand", "dunning:write",
      [&db, &clock](Context& c, const AssignIn& in) -> Result<AssignedView> {
        if (in.party_ids.empty() || in.party_ids.size() > assign_max)
          return invalid("queue.assign", "De 1 a 200 clientes por vez.", "party_ids");
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<AssignedView> {
          const Act act = party::act_of(tx, c, clock.now());
          for (const PartyId& party : in.party_ids) {
            TRY_STATUS(assign(tx, act, party, in.user_id));
            company::audit(tx, actor_of(act), "queue.assign", {"party", party.uuid}, {},
                           json::write(in.user_id ? in.user_id->text() : std::string()));
          }
          return AssignedView{static_cast<int>(in.party_ids.size())};
        });
      });
  add_team(routes, db, clock);
}

}  // namespace quita::desk
