#include "company/audit.h"
#include "company/company_api.h"
#include "dunning/dispute.h"
#include "dunning/hold.h"
#include "dunning/promise.h"
#include "portal/portal_json.h"
#include "portal/portal_routes.h"
#include "portal/visitor.h"

namespace quita::portal {

namespace {

using http::Context, http::Method;

struct AcceptInput {
  agreement::InstalmentOfferId offer_id;
  int instalments = 0;
  Money total;  // as the customer read it
};
BOOST_DESCRIBE_STRUCT(AcceptInput, (), (offer_id, instalments, total))

struct ToldPaid {
  std::optional<Date> on;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ToldPaid, (), (on, note))
// `held_until`: until then nobody collects; absent when this was said too often before.
struct ToldPaidView {
  std::optional<Date> held_until;
};
BOOST_DESCRIBE_STRUCT(ToldPaidView, (), (held_until))

struct PromiseInput {
  Date on;
};
BOOST_DESCRIBE_STRUCT(PromiseInput, (), (on))
struct PromisedView {
  Date on;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(PromisedView, (), (on, amount))

struct DisputeInput {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(DisputeInput, (), (text))

void add_agreeing(http::Routes& routes, const PortalDeps& deps) {
  routes.add<AcceptInput, PortalAgreementView>(
      Method::post, "/p/{token}/agreements",
      "The customer takes an offer in instalments: they take the place of his titles",
      http::open_to_all, [deps](Context& c, const AcceptInput& in) -> Result<PortalAgreementView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Result<PortalAgreementView> {
          TRY_STATUS(visitor.check(tx));
          const auto act = visitor.act(tx, c, deps.clock);
          const auto made = TRY(
              agreement::accept(tx, act, visitor.party(), in.offer_id, in.instalments, in.total));
          const PortalAgreementView out = json_of(made);
          company::audit(tx, actor_of(act), "agreement.accept", {"agreement", made.id.uuid}, {},
                         json::write(out));
          return out;
        });
      });
}

}  // namespace

void add_telling(http::Routes& routes, const PortalDeps& deps) {
  add_agreeing(routes, deps);
  routes.add<ToldPaid, ToldPaidView>(
      Method::post, "/p/{token}/titles/{id}/told-paid",
      "The customer says that he has paid: collecting stops until the money can have arrived",
      http::open_to_all, [deps](Context& c, const ToldPaid& in) -> Result<ToldPaidView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto id = TRY(c.param_as<TitleId>("id"));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Result<ToldPaidView> {
          TRY_STATUS(visitor.check(tx));
          const auto act = visitor.act(tx, c, deps.clock);
          const auto hold =
              TRY(dunning::tell_paid(tx, act, visitor.party(), id, in.on, in.note.value_or("")));
          company::audit(tx, actor_of(act), "title.told_paid", {"title", id.uuid}, {},
                         json::write(in));
          return ToldPaidView{hold ? hold->ends_on : std::nullopt};
        });
      });

  routes.add<PromiseInput, PromisedView>(
      Method::post, "/p/{token}/titles/{id}/promise",
      "The customer says by when he will pay: collecting waits until then", http::open_to_all,
      [deps](Context& c, const PromiseInput& in) -> Result<PromisedView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto id = TRY(c.param_as<TitleId>("id"));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Result<PromisedView> {
          TRY_STATUS(visitor.check(tx));
          const auto act = visitor.act(tx, c, deps.clock);
          const auto hold = TRY(dunning::promise_by_customer(tx, act, visitor.party(), id, in.on));
          company::audit(tx, actor_of(act), "promise.note", {"hold", hold.id.uuid}, {},
                         json::write(in));
          return PromisedView{in.on, hold.amount.value_or(Money())};
        });
      });

  routes.add<DisputeInput, void>(
      Method::post, "/p/{token}/titles/{id}/dispute",
      "The customer disputes a charge: collecting waits for a person's answer", http::open_to_all,
      [deps](Context& c, const DisputeInput& in) -> Status {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto id = TRY(c.param_as<TitleId>("id"));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
          TRY_STATUS(visitor.check(tx));
          const auto act = visitor.act(tx, c, deps.clock);
          const auto hold = TRY(dunning::open_dispute(tx, act, visitor.party(), id, in.text));
          company::audit(tx, actor_of(act), "dispute.open", {"hold", hold.id.uuid}, {},
                         json::write(in));
          return {};
        });
      });
}

}  // namespace quita::portal
