// Promises to pay over HTTP.
#include "company/audit.h"
#include "company/idempotency.h"
#include "dunning/promise.h"
#include "dunning/routes.h"
#include "party/party_api.h"
#include "party/party_store.h"

namespace quita::dunning {

namespace {

using http::Context;
using http::Method;

struct PromiseIn {
  std::optional<PartyId> party_id;  // told by the title when absent
  std::optional<TitleId> title_id;
  Date on;
  std::optional<Money> amount;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(PromiseIn, (), (party_id, title_id, on, amount, note))

struct PromiseView {
  HoldId id;
  PartyId party_id;
  std::string party_name;
  std::optional<TitleId> title_id;
  std::optional<std::string> title_number;
  Date made_on;
  std::string made_by;
  Date on;
  Money amount;
  Money received;
  std::string state;  // "running", "kept", "broken", "withdrawn"
  std::string note;
};
BOOST_DESCRIBE_STRUCT(PromiseView, (),
                      (id, party_id, party_name, title_id, title_number, made_on, made_by, on,
                       amount, received, state, note))

struct Promises {
  std::vector<PromiseView> items;
};
BOOST_DESCRIBE_STRUCT(Promises, (), (items))

struct PromiseLimitsView {
  int portal_days_max = 10;
};
BOOST_DESCRIBE_STRUCT(PromiseLimitsView, (), (portal_days_max))

constexpr int recent_days = 90;
constexpr int promises_max = 200;

PromiseView view_of(db::Tx& tx, const Promise& promise) {
  const Hold& hold = promise.hold;
  PromiseView view;
  view.id = hold.id;
  view.party_id = hold.party;
  if (const auto name = party::find_name(tx, hold.party)) view.party_name = name->name;
  view.title_id = hold.title;
  if (hold.title) {
    if (const auto record = receivable::find_title(tx, *hold.title))
      view.title_number = record->title.number;
  }
  view.made_on = hold.starts_on;
  view.made_by = hold.created_by;
  view.on = *hold.ends_on;
  view.amount = hold.amount.value_or(Money());
  view.received = promise.received;
  view.state = word(promise.state);
  view.note = hold.reason;
  return view;
}

Result<PartyId> party_of(db::Tx& tx, const PromiseIn& in) {
  if (in.party_id) return *in.party_id;
  if (!in.title_id) {
    return invalid("promise.whose", "Diga o cliente ou o título da promessa.", "party_id");
  }
  const auto record = receivable::find_title(tx, *in.title_id);
  if (!record) {
    return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "title_id");
  }
  return record->title.party;
}

}  // namespace

void add_promise_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .get<Promises>("/v1/promises",
                     "Lists promises to pay and whether they were kept: of the last 90 days, or a "
                     "customer's",
                     "holds:read",
                     [&db, &clock](Context& c) -> Result<Promises> {
                       const auto party = TRY(c.query_as<PartyId>("party_id"));
                       return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Promises> {
                         const Act act = party::act_of(tx, c, clock.now());
                         Promises found;
                         for (const Promise& each :
                              party ? promises_of(tx, *party, act.today)
                                    : recent_promises(tx, act.today, recent_days, promises_max)) {
                           found.items.push_back(view_of(tx, each));
                         }
                         return found;
                       });
                     })
      .query<PartyId>("party_id", "Cliente");

  routes
      .add<PromiseIn, PromiseView>(
          Method::post, "/v1/promises", "Notes a promise to pay; dunning waits for it",
          "holds:write",
          [&db, &clock](Context& c, const PromiseIn& in) -> Result<PromiseView> {
            return company::write_once<PromiseView>(db, c, [&](db::Tx& tx) -> Result<PromiseView> {
              const Act act = party::act_of(tx, c, clock.now());
              const PartyId party = TRY(party_of(tx, in));
              const Hold hold = TRY(
                  promise(tx, act, {party, in.title_id, in.on, in.amount, in.note.value_or("")}));
              const PromiseView view = view_of(tx, promise_of(tx, hold, act.today));
              company::audit(tx, actor_of(act), "promise.note", {"hold", hold.id.uuid}, {},
                             json::write(view));
              return view;
            });
          })
      .created()
      .idempotent();

  routes.get<PromiseLimitsView>(
      "/v1/settings/promises", "Shows what a customer may promise in the portal", "settings:read",
      [&db](Context& c) -> Result<PromiseLimitsView> {
        const auto limits =
            db.read(c.caller.tenant, [](db::Tx& tx) { return load_promise_limits(tx); });
        return PromiseLimitsView{limits.portal_days_max};
      });

  routes.add<PromiseLimitsView, PromiseLimitsView>(
      Method::put, "/v1/settings/promises", "Sets what a customer may promise in the portal",
      "settings:write",
      [&db, &clock](Context& c, const PromiseLimitsView& in) -> Result<PromiseLimitsView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<PromiseLimitsView> {
          const Act act = party::act_of(tx, c, clock.now());
          const PromiseLimitsView before{load_promise_limits(tx).portal_days_max};
          TRY_STATUS(save_promise_limits(tx, act, {in.portal_days_max}));
          company::audit(tx, actor_of(act), "settings.promises", {"setting", std::nullopt},
                         json::write(before), json::write(in));
          return in;
        });
      });
}

}  // namespace quita::dunning
