#include "dunning/dunning_api.h"

#include "company/audit.h"
#include "company/idempotency.h"
#include "dunning/day.h"
#include "dunning/day_view.h"
#include "dunning/routes.h"
#include "dunning/send_now.h"
#include "messaging/outbox.h"
#include "party/party_api.h"

namespace quita::messaging {
BOOST_DESCRIBE_ENUM(Channel, email, sms, whatsapp, letter)
}  // namespace quita::messaging

namespace quita::dunning {

namespace {

using http::Context;
using http::Method;

struct DecisionView {
  Date date;
  PartyId party_id;
  std::string party_name;
  TitleId title_id;
  std::string title_number;
  int step = 0;
  std::string step_words, step_label;
  std::string track;  // "message", "task": what the step is, also where nothing was done
  std::string action, reason, reason_text;
  Money amount;
  std::optional<MessageId> outbox_id;
  std::optional<std::string> outbox_state, channel;
};
BOOST_DESCRIBE_STRUCT(DecisionView, (),
                      (date, party_id, party_name, title_id, title_number, step, step_words,
                       step_label, track, action, reason, reason_text, amount, outbox_id,
                       outbox_state, channel))

struct DayOut {
  Date date;
  std::optional<Instant> finished_at;
  int titles = 0, messages = 0, tasks = 0, blocked = 0;
  int sms_segments = 0;  // of the dry run
  Money sms_cost;
  std::vector<DecisionView> items;
};
BOOST_DESCRIBE_STRUCT(DayOut, (),
                      (date, finished_at, titles, messages, tasks, blocked, sms_segments, sms_cost,
                       items))

struct DryRunOut {
  std::vector<DayOut> days;
};
BOOST_DESCRIBE_STRUCT(DryRunOut, (), (days))

struct WhyOut {
  Date date;
  int messages = 0;
  std::string text;
  std::vector<DecisionView> items;
};
BOOST_DESCRIBE_STRUCT(WhyOut, (), (date, messages, text, items))

struct RunIn {
  std::optional<Date> date;
};
BOOST_DESCRIBE_STRUCT(RunIn, (), (date))

struct RunOut {
  Date date;
  int titles = 0, messages = 0, tasks = 0, blocked = 0;
};
BOOST_DESCRIBE_STRUCT(RunOut, (), (date, titles, messages, tasks, blocked))

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

struct MessageIn {
  std::string template_;
  std::optional<std::vector<TitleId>> title_ids;
  std::optional<std::vector<messaging::Channel>> channels;  // in the order to try; absent: e-mail
};
BOOST_DESCRIBE_STRUCT(MessageIn, (), (template_, title_ids, channels))

struct MessageOut {
  MessageId id;
  Instant not_before;
};
BOOST_DESCRIBE_STRUCT(MessageOut, (), (id, not_before))

constexpr int decisions_max = 100;
constexpr int week_days = 7;

std::vector<DecisionView> views_of(const std::vector<DecisionItem>& items) {
  std::vector<DecisionView> views;
  views.reserve(items.size());
  for (const DecisionItem& item : items) {
    views.push_back({item.date, item.party_id, item.party_name, item.title_id, item.title_number,
                     item.step, item.step_words, item.step_label, item.track, item.action,
                     item.reason, item.reason_text, item.amount, item.outbox_id, item.outbox_state,
                     item.channel});
  }
  return views;
}

DayOut view_of(const DayView& day) {
  return {day.date,    day.finished_at,  day.titles,   day.messages,       day.tasks,
          day.blocked, day.sms_segments, day.sms_cost, views_of(day.items)};
}

void add_deciding_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .get<DayOut>("/v1/dunning/day", "What a day decided, and why", "dunning:read",
                   [&db, &clock](Context& c) -> Result<DayOut> {
                     const auto asked = TRY(c.query_as<Date>("date"));
                     return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<DayOut> {
                       const Act act = party::act_of(tx, c, clock.now());
                       return view_of(show_day(tx, asked.value_or(act.today)));
                     });
                   })
      .query<Date>("date", "Dia; hoje se ausente");

  routes
      .get<DryRunOut>(
          "/v1/dunning/dry-run", "What the coming days would do and why; changes nothing",
          "dunning:read",
          [&db, &clock](Context& c) -> Result<DryRunOut> {
            const auto from = TRY(c.query_as<Date>("from"));
            const auto days = TRY(c.query_as<int>("days"));
            return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<DryRunOut> {
              const Act act = party::act_of(tx, c, clock.now());
              DryRunOut out;
              for (const DayView& day :
                   TRY(dry_run(tx, act, from.value_or(act.today + 1), days.value_or(week_days)))) {
                out.days.push_back(view_of(day));
              }
              return out;
            });
          })
      .query<Date>("from", "Primeiro dia, de hoje em diante; amanhã se ausente")
      .query<int>("days", "Quantos dias, até 31; 7 se ausente");

  routes
      .get<WhyOut>("/v1/parties/{id}/why", "Why a customer got, or did not get, a message on a day",
                   "dunning:read",
                   [&db, &clock](Context& c) -> Result<WhyOut> {
                     const auto id = TRY(c.param_as<PartyId>("id"));
                     const auto date = TRY(c.query_as<Date>("date"));
                     return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<WhyOut> {
                       const Act act = party::act_of(tx, c, clock.now());
                       const Why why = TRY(why_on(tx, act, id, date.value_or(act.today)));
                       return WhyOut{why.date, why.messages, why.text, views_of(why.items)};
                     });
                   })
      .query<Date>("date", "Dia, até hoje; hoje se ausente");

  routes.get<Decisions>(
      "/v1/parties/{id}/decisions", "What the policy decided about a customer", "dunning:read",
      [&db, &clock](Context& c) -> Result<Decisions> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Decisions> {
          const Act act = party::act_of(tx, c, clock.now());
          return Decisions{views_of(decisions_of_party(tx, id, act.today, decisions_max))};
        });
      });

  routes.add<RunIn, RunOut>(
      Method::post, "/v1/dunning/run", "Runs today's dunning now", "dunning:write",
      [&db, &clock](Context& c, const RunIn& in) -> Result<RunOut> {
        const Act act =
            db.read(c.caller.tenant, [&](db::Tx& tx) { return party::act_of(tx, c, clock.now()); });
        const Date today = act.today;
        if (in.date && *in.date != today) {
          return invalid("dunning.not_today",
                         "Só o dia de hoje pode ser executado: " + format_br(today) + ".", "date",
                         "Para outro dia, use a previsão.");
        }
        const DayReport report = run_day(db, c.caller.tenant, today, clock);
        const RunOut out{report.date, report.titles, report.messages, report.tasks, report.blocked};
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

}  // namespace

void add_day_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_deciding_routes(routes, db, clock);

  routes
      .add<MessageIn, MessageOut>(
          Method::post, "/v1/parties/{id}/messages",
          "Sends a message to a customer within his contact budget", "messages:write",
          [&db, &clock](Context& c, const MessageIn& in) -> Result<MessageOut> {
            const auto id = TRY(c.param_as<PartyId>("id"));
            const auto titles = in.title_ids.value_or(std::vector<TitleId>());
            return company::write_once<MessageOut>(db, c, [&](db::Tx& tx) -> Result<MessageOut> {
              const Act act = party::act_of(tx, c, clock.now());
              const Queued queued =
                  TRY(send_now(tx, act, id, in.template_, titles, c.idempotency_key().value_or(""),
                               {in.channels.value_or(by_email.channels)}));
              company::audit(tx, actor_of(act), "message.send", {"message", queued.id.uuid}, {},
                             json::write(in));
              return MessageOut{queued.id, queued.not_before};
            });
          })
      .created()
      .idempotent();
}

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_policy_routes(routes, db, clock);
  add_day_routes(routes, db, clock);
  add_hold_routes(routes, db, clock);
  add_promise_routes(routes, db, clock);
  add_task_routes(routes, db, clock);
  add_trial_routes(routes, db);
  add_experiment_routes(routes, db, clock);
}

}  // namespace quita::dunning
