// Orders to the bank about a registered slip, over HTTP.
#include "banking/bank_order.h"
#include "banking/banking_routes.h"
#include "company/audit.h"
#include "company/idempotency.h"
#include "party/party_api.h"

namespace quita::banking {

namespace {

using http::Context;
using http::Method;

struct BankOrderView {
  BankOrderId id;
  std::string kind, label, state;  // "due", "sent", "withdrawn"
  TitleId title_id;
  std::string title_number;
  Instant asked_at;
  std::string asked_by;
  std::optional<RemittanceId> remittance_id;
};
BOOST_DESCRIBE_STRUCT(BankOrderView, (),
                      (id, kind, label, state, title_id, title_number, asked_at, asked_by,
                       remittance_id))

struct BankOrders {
  std::vector<BankOrderView> items;
};
BOOST_DESCRIBE_STRUCT(BankOrders, (), (items))

struct BankOrderIn {
  TitleId title_id;
  std::string kind;  // "protest", "list_negative", "stop_protest", "stop_negative"
};
BOOST_DESCRIBE_STRUCT(BankOrderIn, (), (title_id, kind))

constexpr int orders_max = 500;

BankOrderView view_of(const BankOrder& order) {
  return {order.id,
          std::string(word(order.kind)),
          std::string(label(order.kind)),
          order.state,
          order.title,
          order.title_number,
          order.asked_at,
          order.asked_by,
          order.remittance};
}

}  // namespace

void add_bank_order_routes(http::Routes& routes, db::Db& db, const Clock& clock,
                           MayBeOrdered may_be_ordered) {
  routes
      .get<BankOrders>("/v1/bank-orders",
                       "Orders to the banks: a title's, or all that wait for a remittance",
                       "banking:read",
                       [&db](Context& c) -> Result<BankOrders> {
                         const auto title = TRY(c.query_as<TitleId>("title_id"));
                         return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<BankOrders> {
                           BankOrders found;
                           for (const BankOrder& order :
                                title ? orders_of(tx, *title) : orders_due(tx, orders_max)) {
                             found.items.push_back(view_of(order));
                           }
                           return found;
                         });
                       })
      .query<TitleId>("title_id", "Título");

  routes
      .add<BankOrderIn, BankOrderView>(
          Method::post, "/v1/bank-orders",
          "Asks the bank to protest a title, to list its payer, or to stop either", "dunning:write",
          [&db, &clock, may_be_ordered](Context& c,
                                        const BankOrderIn& in) -> Result<BankOrderView> {
            const auto kind = parse_bank_order_kind(in.kind);
            if (!kind) {
              return invalid("bank_order.kind", "Não há a ordem “" + in.kind + "”.", "kind");
            }
            return company::write_once<BankOrderView>(
                db, c, [&](db::Tx& tx) -> Result<BankOrderView> {
                  const Act act = party::act_of(tx, c, clock.now());
                  TRY_STATUS(may_be_ordered(tx, act.today, in.title_id, *kind));
                  const auto view = view_of(TRY(ask_bank(tx, act, in.title_id, *kind)));
                  company::audit(tx, actor_of(act), "bank_order.ask", {"title", in.title_id.uuid},
                                 {}, json::write(view));
                  return view;
                });
          })
      .created()
      .idempotent();

  routes.add<void, BankOrderView>(
      Method::del, "/v1/bank-orders/{id}", "Takes back an order that has not left", "dunning:write",
      [&db, &clock](Context& c) -> Result<BankOrderView> {
        const auto id = TRY(c.param_as<BankOrderId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<BankOrderView> {
          const Act act = party::act_of(tx, c, clock.now());
          const auto view = view_of(TRY(withdraw_order(tx, act, id)));
          company::audit(tx, actor_of(act), "bank_order.withdraw", {"title", view.title_id.uuid},
                         {}, json::write(view));
          return view;
        });
      });
}

}  // namespace quita::banking
