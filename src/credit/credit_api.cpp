#include "credit/credit_api.h"

#include "company/audit.h"
#include "company/idempotency.h"
#include "credit/credit_service.h"
#include "party/party_api.h"

namespace quita::credit {

namespace {

using http::Context;
using http::Method;

struct BlockView {
  Date since;
  std::string by, reason;
  bool by_policy = false;
};
BOOST_DESCRIBE_STRUCT(BlockView, (), (since, by, reason, by_policy))

struct ReservationView {
  ReservationId id;
  PartyId party_id;
  std::string reference;
  Money amount;
  std::string state;  // "reserved", "invoiced", "released", "expired"
  Date expires_on;
  Instant created_at;
  std::string created_by;
  std::optional<Instant> ended_at;
  std::string ended_by, note;
  std::vector<TitleId> titles;
};
BOOST_DESCRIBE_STRUCT(ReservationView, (),
                      (id, party_id, reference, amount, state, expires_on, created_at, created_by,
                       ended_at, ended_by, note, titles))

struct CreditView {
  PartyId party_id;
  std::optional<Money> limit, available;  // absent: any order fits
  Money open, reserved, used;
  std::optional<BlockView> blocked;
  std::optional<int> score;
  std::string note, set_by;
  std::optional<Instant> set_at;
  std::vector<ReservationView> reservations;  // that hold a part of it
};
BOOST_DESCRIBE_STRUCT(CreditView, (),
                      (party_id, limit, available, open, reserved, used, blocked, score, note,
                       set_by, set_at, reservations))

struct TermsIn {
  std::optional<Money> limit;
  std::optional<int> score;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(TermsIn, (), (limit, score, note))

struct ReasonIn {
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ReasonIn, (), (reason))

struct ReservationIn {
  PartyId party_id;
  std::string reference;
  Money amount;
  std::optional<Date> expires_on;
};
BOOST_DESCRIBE_STRUCT(ReservationIn, (), (party_id, reference, amount, expires_on))

struct InvoiceIn {
  std::vector<TitleId> titles;
};
BOOST_DESCRIBE_STRUCT(InvoiceIn, (), (titles))

struct Reservations {
  std::vector<ReservationView> items;
};
BOOST_DESCRIBE_STRUCT(Reservations, (), (items))

constexpr int reservations_max = 200;

ReservationView view_of(const Reservation& one, Date today) {
  return {one.id,
          one.party,
          one.reference,
          one.amount,
          one.expired_on(today) ? "expired" : std::string(word(one.state)),
          one.expires_on,
          one.created_at,
          one.created_by,
          one.ended_at,
          one.ended_by,
          one.note,
          one.titles};
}

CreditView view_of(db::Tx& tx, const Account& account, Date today) {
  const Standing& standing = account.standing;
  CreditView view;
  view.party_id = account.party;
  view.limit = standing.limit;
  view.available = standing.available();
  view.open = standing.open;
  view.reserved = standing.reserved;
  view.used = standing.used();
  if (standing.block) {
    view.blocked = BlockView{standing.block->since, standing.block->by, standing.block->why,
                             standing.block->by_policy};
  }
  view.score = account.score;
  view.note = account.note;
  view.set_by = account.set_by;
  view.set_at = account.set_at;
  for (const Reservation& one :
       reservations_of(tx, account.party, false, today, reservations_max)) {
    view.reservations.push_back(view_of(one, today));
  }
  return view;
}

// A change of the customer's credit, audited with what stood before. change(tx, act, party) ->
// Result<Account>.
template <class F>
Result<CreditView> change(db::Db& db, const Clock& clock, Context& c, std::string_view action,
                          F change_it) {
  const auto party = TRY(c.param_as<PartyId>("id"));
  return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<CreditView> {
    const Act act = party::act_of(tx, c, clock.now());
    const CreditView before = view_of(tx, TRY(account_of(tx, party, act.today)), act.today);
    const CreditView after = view_of(tx, TRY(change_it(tx, act, party)), act.today);
    company::audit(tx, actor_of(act), action, {"party", party.uuid}, json::write(before),
                   json::write(after));
    return after;
  });
}

void add_limit_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<CreditView>("/v1/parties/{id}/credit",
                         "A customer's limit, what he uses of it, and what is free", "credit:read",
                         [&db, &clock](Context& c) -> Result<CreditView> {
                           const auto party = TRY(c.param_as<PartyId>("id"));
                           return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<CreditView> {
                             const Date today = party::act_of(tx, c, clock.now()).today;
                             return view_of(tx, TRY(account_of(tx, party, today)), today);
                           });
                         });

  routes.add<TermsIn, CreditView>(
      Method::put, "/v1/parties/{id}/credit",
      "Sets a customer's limit and score; none: any order fits", "credit:write",
      [&db, &clock](Context& c, const TermsIn& in) -> Result<CreditView> {
        return change(db, clock, c, "credit.terms", [&](db::Tx& tx, const Act& act, PartyId party) {
          return set_terms(tx, act, party, {in.limit, in.score, in.note.value_or("")});
        });
      });

  routes.add<ReasonIn, CreditView>(
      Method::post, "/v1/parties/{id}/credit/block", "Blocks a customer's credit: no order fits",
      "credit:write", [&db, &clock](Context& c, const ReasonIn& in) -> Result<CreditView> {
        return change(db, clock, c, "credit.block", [&](db::Tx& tx, const Act& act, PartyId party) {
          return block(tx, act, party, in.reason.value_or(""), false);
        });
      });

  routes.add<ReasonIn, CreditView>(
      Method::post, "/v1/parties/{id}/credit/unblock", "Frees a customer's credit", "credit:write",
      [&db, &clock](Context& c, const ReasonIn& in) -> Result<CreditView> {
        return change(db, clock, c, "credit.unblock",
                      [&](db::Tx& tx, const Act& act, PartyId party) {
                        return unblock(tx, act, party, in.reason.value_or(""));
                      });
      });
}

void add_reservation_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .get<Reservations>("/v1/credit-reservations",
                         "A customer's orders, newest first: those that hold a part of his limit",
                         "credit:read",
                         [&db, &clock](Context& c) -> Result<Reservations> {
                           const auto party = TRY(c.query_as<PartyId>("party_id"));
                           const bool all = TRY(c.query_as<bool>("all")).value_or(false);
                           if (!party) {
                             return invalid("credit.party", "Diga o cliente.", "party_id");
                           }
                           return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Reservations> {
                             const Date today = party::act_of(tx, c, clock.now()).today;
                             Reservations found;
                             for (const Reservation& one :
                                  reservations_of(tx, *party, all, today, reservations_max)) {
                               found.items.push_back(view_of(one, today));
                             }
                             return found;
                           });
                         })
      .query<PartyId>("party_id", "Cliente")
      .query<bool>("all", "Também os faturados, os liberados e os vencidos");

  routes
      .add<ReservationIn, ReservationView>(
          Method::post, "/v1/credit-reservations",
          "Takes an order into the limit, or refuses it; the same order again changes nothing",
          "titles:write",
          [&db, &clock](Context& c, const ReservationIn& in) -> Result<ReservationView> {
            return company::write_once<ReservationView>(
                db, c, [&](db::Tx& tx) -> Result<ReservationView> {
                  const Act act = party::act_of(tx, c, clock.now());
                  const auto view = view_of(
                      TRY(reserve(tx, act, {in.party_id, in.reference, in.amount, in.expires_on})),
                      act.today);
                  company::audit(tx, actor_of(act), "credit.reserve",
                                 {"credit_reservation", view.id.uuid}, {}, json::write(view));
                  return view;
                });
          })
      .created()
      .idempotent();

  routes.add<InvoiceIn, ReservationView>(
      Method::post, "/v1/credit-reservations/{id}/invoice",
      "The order became these titles, which use the limit in its place", "titles:write",
      [&db, &clock](Context& c, const InvoiceIn& in) -> Result<ReservationView> {
        const auto id = TRY(c.param_as<ReservationId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ReservationView> {
          const Act act = party::act_of(tx, c, clock.now());
          const auto view = view_of(TRY(invoice(tx, act, id, in.titles)), act.today);
          company::audit(tx, actor_of(act), "credit.invoice", {"credit_reservation", id.uuid}, {},
                         json::write(view));
          return view;
        });
      });

  routes.add<ReasonIn, ReservationView>(
      Method::post, "/v1/credit-reservations/{id}/release", "The order was given up",
      "titles:write", [&db, &clock](Context& c, const ReasonIn& in) -> Result<ReservationView> {
        const auto id = TRY(c.param_as<ReservationId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ReservationView> {
          const Act act = party::act_of(tx, c, clock.now());
          const auto view = view_of(TRY(release(tx, act, id, in.reason.value_or(""))), act.today);
          company::audit(tx, actor_of(act), "credit.release", {"credit_reservation", id.uuid}, {},
                         json::write(view));
          return view;
        });
      });
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_limit_routes(routes, db, clock);
  add_reservation_routes(routes, db, clock);
}

}  // namespace quita::credit
