// Calls over HTTP.
#include "company/audit.h"
#include "company/idempotency.h"
#include "desk/call.h"
#include "desk/call_sheet.h"
#include "desk/routes.h"
#include "desk/worklist.h"
#include "party/party_api.h"

namespace quita::desk {

namespace {

using http::Context;
using http::Method;

struct CallIn {
  std::string outcome;                   // "promised", "no_answer" …
  std::optional<std::string> direction;  // "outgoing" when absent
  std::optional<ContactId> contact_id;
  std::optional<std::string> note;
  std::optional<Date> next_on;
  std::optional<TitleId> title_id;
  std::optional<Date> date;
  std::optional<Money> amount;
  std::optional<dunning::TaskId> task_id;
};
BOOST_DESCRIBE_STRUCT(CallIn, (),
                      (outcome, direction, contact_id, note, next_on, title_id, date, amount,
                       task_id))

struct CallView {
  CallId id;
  Instant at;
  std::string by, direction, number, outcome, outcome_label, note;
  bool talked = false;
  std::optional<Date> next_on;
  std::optional<HoldId> promise_id;
};
BOOST_DESCRIBE_STRUCT(CallView, (),
                      (id, at, by, direction, number, outcome, outcome_label, note, talked, next_on,
                       promise_id))

struct Calls {
  std::vector<CallView> items;
};
BOOST_DESCRIBE_STRUCT(Calls, (), (items))

struct TelephoneView {
  ContactId id;
  std::string value, purpose, state;
};
BOOST_DESCRIBE_STRUCT(TelephoneView, (), (id, value, purpose, state))

// `rule`: "may_call", or what forbids it; `from` and `to`: today's hours, "08:00".
struct CallSheetView {
  bool may_call = false;
  std::string rule, text;
  std::optional<std::string> from, to;
  std::string law, local_time;
  std::vector<TelephoneView> telephones;
  // A colleague who is with this customer just now.
  std::optional<std::string> claimed_by;
  std::optional<Instant> claimed_until;
};
BOOST_DESCRIBE_STRUCT(CallSheetView, (),
                      (may_call, rule, text, from, to, law, local_time, telephones, claimed_by,
                       claimed_until))

constexpr int calls_max = 100;

CallView view_of(const Call& call) {
  return {call.id,
          call.at,
          call.by,
          std::string(word(call.direction)),
          call.number,
          std::string(word(call.outcome)),
          std::string(label(call.outcome)),
          call.note,
          talked(call.outcome),
          call.next_on,
          call.promise};
}

CallSheetView view_of(const CallSheet& sheet) {
  CallSheetView view;
  view.may_call = sheet.verdict.rule == CallRule::may_call;
  view.rule = word(sheet.verdict.rule);
  view.text = sheet.verdict.text;
  if (const auto& window = sheet.verdict.window) {
    view.from = clock_of(window->from_minute);
    view.to = clock_of(window->to_minute);
    view.law = window->law;
  }
  view.local_time = sheet.local_time;
  for (const auto& contact : sheet.telephones) {
    view.telephones.push_back(
        {contact.id, contact.value, contact.purpose, std::string(party::name(contact.state))});
  }
  return view;
}

Result<NewCall> call_of(const Context& c, const CallIn& in) {
  NewCall call;
  call.party = TRY(c.param_as<PartyId>("id"));
  const auto outcome = parse_outcome(in.outcome);
  if (!outcome)
    return invalid("call.outcome", "Não há o desfecho “" + in.outcome + "”.", "outcome");
  call.outcome = *outcome;
  const auto direction = parse_direction(in.direction.value_or("outgoing"));
  if (!direction)
    return invalid("call.direction", "A ligação é “outgoing” ou “incoming”.", "direction");
  call.direction = *direction;
  call.contact = in.contact_id;
  call.note = in.note.value_or("");
  call.next_on = in.next_on;
  call.title = in.title_id;
  call.date = in.date;
  call.amount = in.amount;
  call.task = in.task_id;
  return call;
}

}  // namespace

void add_call_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<CallSheetView>("/v1/parties/{id}/call-sheet",
                            "May this customer be called now, on which number, and who is with him",
                            "dunning:read", [&db, &clock](Context& c) -> Result<CallSheetView> {
                              const auto id = TRY(c.param_as<PartyId>("id"));
                              return db.read(c.caller.tenant,
                                             [&](db::Tx& tx) -> Result<CallSheetView> {
                                               const Act act = party::act_of(tx, c, clock.now());
                                               auto view = view_of(TRY(call_sheet(tx, act, id)));
                                               const auto holder = claim_of(tx, id, act.now);
                                               if (holder && holder->user != c.caller.user) {
                                                 view.claimed_by = holder->by;
                                                 view.claimed_until = holder->until;
                                               }
                                               return view;
                                             });
                            });

  routes.get<Calls>("/v1/parties/{id}/calls", "The calls with a customer, newest first",
                    "dunning:read", [&db](Context& c) -> Result<Calls> {
                      const auto id = TRY(c.param_as<PartyId>("id"));
                      return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Calls> {
                        Calls calls;
                        for (const Call& call : calls_of(tx, id, calls_max))
                          calls.items.push_back(view_of(call));
                        return calls;
                      });
                    });

  routes
      .add<CallIn, CallView>(
          Method::post, "/v1/parties/{id}/calls", "Logs a call and what came of it", "holds:write",
          [&db, &clock](Context& c, const CallIn& in) -> Result<CallView> {
            const NewCall wanted = TRY(call_of(c, in));
            return company::write_once<CallView>(db, c, [&](db::Tx& tx) -> Result<CallView> {
              const Act act = party::act_of(tx, c, clock.now());
              const CallView view = view_of(TRY(log_call(tx, act, wanted)));
              company::audit(tx, actor_of(act), "call.log", {"party", wanted.party.uuid}, {},
                             json::write(view));
              if (c.caller.user) release(tx, *c.caller.user, wanted.party);
              return view;
            });
          })
      .created()
      .idempotent();
}

}  // namespace quita::desk
