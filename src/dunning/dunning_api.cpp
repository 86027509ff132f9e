#include "dunning/dunning_api.h"

#include "company/audit.h"
#include "company/idempotency.h"
#include "dunning/day.h"
#include "dunning/day_view.h"
#include "dunning/hold.h"
#include "dunning/policy_store.h"
#include "dunning/send_now.h"
#include "http/route.h"
#include "messaging/outbox.h"
#include "party/party_api.h"
#include "party/party_store.h"

namespace quita::dunning {

BOOST_DESCRIBE_ENUM(HoldKind, manual, money_in_flight)
BOOST_DESCRIBE_ENUM(EmailHours, day, calls, any)

namespace {

using http::Context;
using http::Method;

struct StepIn {
  int offset = 0;
  std::string template_, label;
};
BOOST_DESCRIBE_STRUCT(StepIn, (), (offset, template_, label))

struct PolicyIn {
  std::string name;
  std::vector<StepIn> steps;
};
BOOST_DESCRIBE_STRUCT(PolicyIn, (), (name, steps))

struct StepView {
  int offset = 0;
  std::string template_, label, words;
  Date date;  // for a title of the sample due date
  std::string weekday;
};
BOOST_DESCRIBE_STRUCT(StepView, (), (offset, template_, label, words, date, weekday))

struct PolicyView {
  PolicyId id;
  std::string name;
  int version = 1;
  Date sample_due_date;
  std::vector<StepView> steps;
};
BOOST_DESCRIBE_STRUCT(PolicyView, (), (id, name, version, sample_due_date, steps))

struct LimitsView {
  int max_per_day = 1, max_per_week = 3;
  EmailHours email_hours = EmailHours::day;
};
BOOST_DESCRIBE_STRUCT(LimitsView, (), (max_per_day, max_per_week, email_hours))

struct DecisionView {
  Date date;
  PartyId party_id;
  std::string party_name;
  TitleId title_id;
  std::string title_number;
  int step = 0;
  std::string step_words, action, reason, reason_text;
  Money amount;
  std::optional<MessageId> outbox_id;
  std::optional<std::string> outbox_state;
};
BOOST_DESCRIBE_STRUCT(DecisionView, (),
                      (date, party_id, party_name, title_id, title_number, step, step_words, action,
                       reason, reason_text, amount, outbox_id, outbox_state))

struct DayOut {
  Date date;
  std::optional<Instant> finished_at;
  int titles = 0, messages = 0, blocked = 0;
  std::vector<DecisionView> items;
};
BOOST_DESCRIBE_STRUCT(DayOut, (), (date, finished_at, titles, messages, blocked, items))

struct RunIn {
  std::optional<Date> date;
};
BOOST_DESCRIBE_STRUCT(RunIn, (), (date))

struct RunOut {
  Date date;
  int titles = 0, messages = 0, blocked = 0;
};
BOOST_DESCRIBE_STRUCT(RunOut, (), (date, titles, messages, blocked))

struct Decisions {
  std::vector<DecisionView> items;
};
BOOST_DESCRIBE_STRUCT(Decisions, (), (items))

struct NextStepOut {
  std::optional<Date> date;
  std::optional<int> step;
  std::optional<std::string> step_words, template_;
  std::vector<std::string> titles;
  std::string reason_text;
};
BOOST_DESCRIBE_STRUCT(NextStepOut, (), (date, step, step_words, template_, titles, reason_text))

struct HoldView {
  HoldId id;
  std::string kind, scope;
  PartyId party_id;
  std::string party_name;
  std::optional<TitleId> title_id;
  Date starts_on;
  std::optional<Date> ends_on;
  std::string reason, created_by;
  Instant created_at;
  bool running = true;
  std::optional<Instant> released_at;
  std::string released_by;
};
BOOST_DESCRIBE_STRUCT(HoldView, (),
                      (id, kind, scope, party_id, party_name, title_id, starts_on, ends_on, reason,
                       created_by, created_at, running, released_at, released_by))

struct Holds {
  std::vector<HoldView> items;
};
BOOST_DESCRIBE_STRUCT(Holds, (), (items))

struct HoldIn {
  std::optional<std::string> scope;  // "party", "title"; told by title_id when absent
  PartyId party_id;
  std::optional<TitleId> title_id;
  std::string reason;
  std::optional<Date> ends_on;
};
BOOST_DESCRIBE_STRUCT(HoldIn, (), (scope, party_id, title_id, reason, ends_on))

struct MessageIn {
  std::string template_;
  std::optional<std::vector<TitleId>> title_ids;
};
BOOST_DESCRIBE_STRUCT(MessageIn, (), (template_, title_ids))

struct MessageOut {
  MessageId id;
  Instant not_before;
};
BOOST_DESCRIBE_STRUCT(MessageOut, (), (id, not_before))

constexpr int sample_due_days = 10;
constexpr int decisions_max = 100;
constexpr int holds_max = 200;

PolicyView view_of(const Policy& policy, Date today) {
  PolicyView view{policy.id, policy.name, policy.version, today + sample_due_days, {}};
  for (const Step& step : policy.steps) {
    const Date date = step_date(view.sample_due_date, step.offset);
    view.steps.push_back({step.offset, step.template_name, step.label, step_words(step.offset),
                          date, weekday_name(date)});
  }
  return view;
}

std::vector<DecisionView> views_of(const std::vector<DecisionItem>& items) {
  std::vector<DecisionView> views;
  views.reserve(items.size());
  for (const DecisionItem& item : items) {
    views.push_back({item.date, item.party_id, item.party_name, item.title_id, item.title_number,
                     item.step, item.step_words, item.action, item.reason, item.reason_text,
                     item.amount, item.outbox_id, item.outbox_state});
  }
  return views;
}

DayOut view_of(const DayView& day) {
  return {day.date, day.finished_at, day.titles, day.messages, day.blocked, views_of(day.items)};
}

HoldView view_of(db::Tx& tx, const Hold& hold, Date today) {
  const auto name = party::find_name(tx, hold.party);
  return {hold.id,
          std::string(word(hold.kind)),
          hold.title ? "title" : "party",
          hold.party,
          name ? name->name : "",
          hold.title,
          hold.starts_on,
          hold.ends_on,
          hold.reason,
          hold.created_by,
          hold.created_at,
          hold.running_on(today),
          hold.released_at,
          hold.released_by};
}

void add_policy_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<PolicyView>("/v1/policy", "Shows the dunning policy", "dunning:read",
                         [&db, &clock](Context& c) -> Result<PolicyView> {
                           return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<PolicyView> {
                             const Act act = party::act_of(tx, c, clock.now());
                             return view_of(load_policy(tx), act.today);
                           });
                         });

  routes.add<PolicyIn, PolicyView>(
      Method::put, "/v1/policy", "Changes the dunning policy", "dunning:write",
      [&db, &clock](Context& c, const PolicyIn& in) -> Result<PolicyView> {
        std::vector<Step> steps;
        for (const StepIn& step : in.steps) {
          steps.push_back({step.offset, step.template_, step.label});
        }
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<PolicyView> {
          const Act act = party::act_of(tx, c, clock.now());
          const PolicyView before = view_of(load_policy(tx), act.today);
          const PolicyView after = view_of(TRY(save_policy(tx, act, in.name, steps)), act.today);
          company::audit(tx, actor_of(act), "policy.change", {"policy", after.id.uuid},
                         json::write(before), json::write(after));
          return after;
        });
      });

  routes.get<LimitsView>(
      "/v1/settings/contact", "Shows the contact budget", "settings:read",
      [&db](Context& c) -> Result<LimitsView> {
        const auto limits = db.read(c.caller.tenant, [](db::Tx& tx) { return load_limits(tx); });
        return LimitsView{limits.max_per_day, limits.max_per_week, limits.email_hours};
      });

  routes.add<LimitsView, LimitsView>(
      Method::put, "/v1/settings/contact", "Sets the contact budget", "settings:write",
      [&db, &clock](Context& c, const LimitsView& in) -> Result<LimitsView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<LimitsView> {
          const Act act = party::act_of(tx, c, clock.now());
          const auto before = load_limits(tx);
          TRY_STATUS(save_limits(tx, act, {in.max_per_day, in.max_per_week, in.email_hours}));
          company::audit(
              tx, actor_of(act), "settings.contact", {"setting", std::nullopt},
              json::write(LimitsView{before.max_per_day, before.max_per_week, before.email_hours}),
              json::write(in));
          return in;
        });
      });
}

void add_day_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  const auto of_day = [&db, &clock](bool dry) {
    return [&db, &clock, dry](Context& c) -> Result<DayOut> {
      const auto asked = TRY(c.query_as<Date>("date"));
      return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<DayOut> {
        const Act act = party::act_of(tx, c, clock.now());
        const Date date = asked.value_or(act.today);
        if (dry && date < act.today) {
          return invalid("dunning.past", "A prévia vale de hoje em diante.", "date");
        }
        return view_of(dry ? preview_day(tx, act, date) : show_day(tx, date));
      });
    };
  };
  routes
      .get<DayOut>("/v1/dunning/day", "What a day decided, and why", "dunning:read", of_day(false))
      .query<Date>("date", "Dia; hoje se ausente");
  routes
      .get<DayOut>("/v1/dunning/preview", "What a day would decide; changes nothing",
                   "dunning:read", of_day(true))
      .query<Date>("date", "Dia, de hoje em diante; hoje se ausente");

  routes.add<RunIn, RunOut>(
      Method::post, "/v1/dunning/run", "Runs today's dunning now", "dunning:write",
      [&db, &clock](Context& c, const RunIn& in) -> Result<RunOut> {
        const Act act =
            db.read(c.caller.tenant, [&](db::Tx& tx) { return party::act_of(tx, c, clock.now()); });
        const Date today = act.today;
        if (in.date && *in.date != today) {
          return invalid("dunning.not_today",
                         "Só o dia de hoje pode ser executado: " + format_br(today) + ".", "date",
                         "Para outro dia, use a prévia.");
        }
        const DayReport report = run_day(db, c.caller.tenant, today, clock);
        const RunOut out{report.date, report.titles, report.messages, report.blocked};
        db.write(c.caller.tenant, [&](db::Tx& tx) {
          company::audit(tx, actor_of(act), "dunning.run", {"dunning_day", std::nullopt}, {},
                         json::write(out));
        });
        return out;
      });

  routes.get<Decisions>("/v1/titles/{id}/decisions", "What the policy decided about a title",
                        "dunning:read", [&db](Context& c) -> Result<Decisions> {
                          const auto id = TRY(c.param_as<TitleId>("id"));
                          return Decisions{views_of(db.read(c.caller.tenant, [&](db::Tx& tx) {
                            return decisions_of_title(tx, id, decisions_max);
                          }))};
                        });

  routes.get<NextStepOut>("/v1/parties/{id}/next-step", "The next message to a customer",
                          "dunning:read", [&db, &clock](Context& c) -> Result<NextStepOut> {
                            const auto id = TRY(c.param_as<PartyId>("id"));
                            return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<NextStepOut> {
                              const Act act = party::act_of(tx, c, clock.now());
                              const NextStepView view = TRY(next_step_of(tx, act, id));
                              NextStepOut out;
                              out.reason_text = view.reason_text;
                              if (view.next) {
                                out.date = view.next->date;
                                out.step = view.next->step;
                                out.step_words = view.next->step_words;
                                out.template_ = view.next->template_name;
                                out.titles = view.next->titles;
                              }
                              return out;
                            });
                          });
}

void add_hold_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .get<Holds>("/v1/holds", "Lists holds that run, or a customer's that ended, newest first",
                  "holds:read",
                  [&db, &clock](Context& c) -> Result<Holds> {
                    const auto party = TRY(c.query_as<PartyId>("party_id"));
                    const bool ended = TRY(c.query_as<bool>("ended")).value_or(false);
                    if (ended && !party) {
                      return invalid("hold.ended", "As suspensões que acabaram são de um cliente.",
                                     "party_id");
                    }
                    return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Holds> {
                      const Act act = party::act_of(tx, c, clock.now());
                      Holds holds;
                      for (const Hold& hold : party ? holds_of(tx, *party, ended)
                                                    : running_holds(tx, act.today, holds_max)) {
                        if (hold.running_on(act.today) == ended) continue;
                        holds.items.push_back(view_of(tx, hold, act.today));
                      }
                      return holds;
                    });
                  })
      .query<PartyId>("party_id", "Cliente")
      .query<bool>("ended", "As que acabaram, em vez das que correm; pede party_id");

  routes
      .add<HoldIn, HoldView>(
          Method::post, "/v1/holds", "Suspends dunning of a customer or a title", "holds:write",
          [&db, &clock](Context& c, const HoldIn& in) -> Result<HoldView> {
            const std::string scope = in.scope.value_or(in.title_id ? "title" : "party");
            if (scope != (in.title_id ? "title" : "party")) {
              return invalid("hold.scope",
                             "“party” suspende o cliente inteiro; “title” pede o título.", "scope");
            }
            return company::write_once<HoldView>(db, c, [&](db::Tx& tx) -> Result<HoldView> {
              const Act act = party::act_of(tx, c, clock.now());
              const Hold hold =
                  TRY(set_hold(tx, act, {in.party_id, in.title_id, in.reason, in.ends_on}));
              const HoldView view = view_of(tx, hold, act.today);
              company::audit(tx, actor_of(act), "hold.set", {"hold", hold.id.uuid}, {},
                             json::write(view));
              return view;
            });
          })
      .created()
      .idempotent();

  routes.add<void, void>(Method::del, "/v1/holds/{id}", "Resumes dunning", "holds:write",
                         [&db, &clock](Context& c) -> Status {
                           const auto id = TRY(c.param_as<HoldId>("id"));
                           return db.write(c.caller.tenant, [&](db::Tx& tx) -> Status {
                             const Act act = party::act_of(tx, c, clock.now());
                             const Hold hold = TRY(release_hold(tx, act, id));
                             company::audit(tx, actor_of(act), "hold.release", {"hold", id.uuid},
                                            json::write(view_of(tx, hold, act.today)));
                             return {};
                           });
                         });
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_policy_routes(routes, db, clock);
  add_day_routes(routes, db, clock);
  add_hold_routes(routes, db, clock);

  routes
      .add<MessageIn, MessageOut>(
          Method::post, "/v1/parties/{id}/messages",
          "Sends a message to a customer within his contact budget", "messages:write",
          [&db, &clock](Context& c, const MessageIn& in) -> Result<MessageOut> {
            const auto id = TRY(c.param_as<PartyId>("id"));
            const auto titles = in.title_ids.value_or(std::vector<TitleId>());
            return company::write_once<MessageOut>(db, c, [&](db::Tx& tx) -> Result<MessageOut> {
              const Act act = party::act_of(tx, c, clock.now());
              const Queued queued = TRY(
                  send_now(tx, act, id, in.template_, titles, c.idempotency_key().value_or("")));
              company::audit(tx, actor_of(act), "message.send", {"message", queued.id.uuid}, {},
                             json::write(in));
              return MessageOut{queued.id, queued.not_before};
            });
          })
      .created()
      .idempotent();
}

}  // namespace quita::dunning
