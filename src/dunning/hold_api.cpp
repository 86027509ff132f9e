// Holds over HTTP: suspend and resume, disputes and their answers.
#include "banking/stray_credit.h"
#include "base/text.h"
#include "company/audit.h"
#include "company/idempotency.h"
#include "dunning/dispute.h"
#include "dunning/hold.h"
#include "dunning/policy_store.h"
#include "dunning/routes.h"
#include "party/party_api.h"
#include "party/party_store.h"

namespace quita::dunning {

namespace {

using http::Context;
using http::Method;

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
  std::optional<Money> amount;   // of a promise
  std::string answer;            // to a dispute
  std::optional<bool> accepted;  // whether the dispute was found right
  std::string flight;            // of money in flight: "pix_pending"
  std::string reference;
};
BOOST_DESCRIBE_STRUCT(HoldView, (),
                      (id, kind, scope, party_id, party_name, title_id, starts_on, ends_on, reason,
                       created_by, created_at, running, released_at, released_by, amount, answer,
                       accepted, flight, reference))

struct Holds {
  std::vector<HoldView> items;
};
BOOST_DESCRIBE_STRUCT(Holds, (), (items))

struct HoldIn {
  // "party", "title", or "group": every company with the same root of CNPJ; told by title_id when
  // absent
  std::optional<std::string> scope;
  PartyId party_id;
  std::optional<TitleId> title_id;
  std::string reason;
  std::optional<Date> ends_on;
  std::optional<std::string> kind;  // "manual" or "legal"; manual when absent
};
BOOST_DESCRIBE_STRUCT(HoldIn, (), (scope, party_id, title_id, reason, ends_on, kind))

struct PendingPixIn {
  std::string reference;  // endToEndId or txid
  std::optional<Money> amount;
  std::optional<Date> expected_on;  // today when absent
};
BOOST_DESCRIBE_STRUCT(PendingPixIn, (), (reference, amount, expected_on))

struct DisputeIn {
  TitleId title_id;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(DisputeIn, (), (title_id, text))

struct AnswerIn {
  bool accepted = false;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(AnswerIn, (), (accepted, answer))

constexpr int holds_max = 200;

HoldView view_of(db::Tx& tx, const Hold& hold, Date today) {
  const auto name = party::find_name(tx, hold.party);
  return {hold.id,
          std::string(word(hold.kind)),
          hold.title         ? "title"
          : hold.whole_group ? "group"
                             : "party",
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
          hold.released_by,
          hold.amount,
          hold.answer,
          hold.accepted,
          hold.kind == HoldKind::money_in_flight ? std::string(word(hold.flight)) : "",
          hold.reference};
}

void add_suspending_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
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
                      if (party && !ended) {
                        for (const Hold& hold : group_holds_over(tx, *party)) {
                          if (hold.running_on(act.today))
                            holds.items.push_back(view_of(tx, hold, act.today));
                        }
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
            const bool group = scope == "group" && !in.title_id;
            if (!group && scope != (in.title_id ? "title" : "party")) {
              return invalid("hold.scope",
                             "“party” suspende o cliente inteiro; “title” pede o título; “group”, "
                             "todas as empresas com a mesma raiz de CNPJ.",
                             "scope");
            }
            const auto kind = parse_hold_kind(in.kind.value_or("manual"));
            if (!kind) {
              return invalid("hold.kind", "Não há suspensão “" + *in.kind + "”.", "kind");
            }
            return company::write_once<HoldView>(db, c, [&](db::Tx& tx) -> Result<HoldView> {
              const Act act = party::act_of(tx, c, clock.now());
              const Hold hold = TRY(set_hold(
                  tx, act, {in.party_id, in.title_id, in.reason, in.ends_on, *kind, group}));
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

void add_money_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.add<PendingPixIn, HoldView>(
      Method::post, "/v1/titles/{id}/pending-pix",
      "The Pix provider announced a Pix that is not credited yet: dunning waits for it. The same "
      "reference again changes nothing",
      "holds:write", [&db, &clock](Context& c, const PendingPixIn& in) -> Result<HoldView> {
        const auto id = TRY(c.param_as<TitleId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<HoldView> {
          const Act act = party::act_of(tx, c, clock.now());
          const bool known = hold_of_reference(tx, id, trim(in.reference)).has_value();
          const Hold hold =
              TRY(announce_pix(tx, act, {id, in.reference, in.amount, in.expected_on}));
          const HoldView view = view_of(tx, hold, act.today);
          if (!known)
            company::audit(tx, actor_of(act), "pix.pending", {"hold", hold.id.uuid}, {},
                           json::write(view));
          return view;
        });
      });

  routes.add<void, void>(
      Method::del, "/v1/parties/{id}/stray-credits",
      "A payment that seemed to be the customer's was found out: dunning does not wait any more",
      "banking:write", [&db, &clock](Context& c) -> Status {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Status {
          const Act act = party::act_of(tx, c, clock.now());
          if (!banking::settle_stray_credits(tx, id)) {
            return fail(ErrorKind::not_found, "stray_credit.not_found",
                        "Nenhum crédito a identificar parece ser deste cliente.", "id");
          }
          look_again(tx, id, act.today);
          company::audit(tx, actor_of(act), "stray_credit.settle", {"party", id.uuid});
          return {};
        });
      });
}

void add_dispute_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .add<DisputeIn, HoldView>(
          Method::post, "/v1/disputes", "Notes that the customer disputes a title", "holds:write",
          [&db, &clock](Context& c, const DisputeIn& in) -> Result<HoldView> {
            return company::write_once<HoldView>(db, c, [&](db::Tx& tx) -> Result<HoldView> {
              const Act act = party::act_of(tx, c, clock.now());
              const auto record = receivable::find_title(tx, in.title_id);
              if (!record) {
                return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.",
                            "title_id");
              }
              const Hold hold =
                  TRY(open_dispute(tx, act, record->title.party, in.title_id, in.text));
              const HoldView view = view_of(tx, hold, act.today);
              company::audit(tx, actor_of(act), "dispute.open", {"hold", hold.id.uuid}, {},
                             json::write(view));
              return view;
            });
          })
      .created()
      .idempotent();

  routes.add<AnswerIn, HoldView>(
      Method::post, "/v1/holds/{id}/answer", "Answers a dispute; dunning resumes", "holds:write",
      [&db, &clock](Context& c, const AnswerIn& in) -> Result<HoldView> {
        const auto id = TRY(c.param_as<HoldId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<HoldView> {
          const Act act = party::act_of(tx, c, clock.now());
          TRY(answer_dispute(tx, act, id, in.accepted, in.answer));
          const HoldView view = view_of(tx, *find_hold(tx, id), act.today);
          company::audit(tx, actor_of(act), "dispute.answer", {"hold", id.uuid}, {},
                         json::write(view));
          return view;
        });
      });
}

}  // namespace

void add_hold_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_suspending_routes(routes, db, clock);
  add_money_routes(routes, db, clock);
  add_dispute_routes(routes, db, clock);
}

}  // namespace quita::dunning
