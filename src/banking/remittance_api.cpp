#include "banking/banking_routes.h"
#include "banking/remittance.h"
#include "company/idempotency.h"
#include "http/route.h"
#include "party/party_api.h"

namespace quita::banking {

namespace {

using http::Context, http::Method, http::Page;

struct NewRemittance {
  AccountId account_id;
  std::optional<bool> without_problems;
};
BOOST_DESCRIBE_STRUCT(NewRemittance, (), (account_id, without_problems))

struct RemittanceView {
  RemittanceId id;
  AccountId account_id;
  int number = 0;
  std::string name;
  Instant created_at;
  std::string created_by;
  int titles = 0;
  Money total;
};
BOOST_DESCRIBE_STRUCT(RemittanceView, (),
                      (id, account_id, number, name, created_at, created_by, titles, total))

struct ProblemView {
  TitleId title_id;
  std::string number;
  std::string payer;
  std::string code;
  std::string message;
  std::string field;
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (title_id, number, payer, code, message, field))

struct MadeRemittanceView {
  std::optional<RemittanceView> remittance;
  std::vector<ProblemView> problems;
};
BOOST_DESCRIBE_STRUCT(MadeRemittanceView, (), (remittance, problems))

struct RemittanceItemView {
  TitleId title_id;
  std::string title_number;
  std::string party_name;
  std::string our_number;
  Date due_date;
  Money amount;
  std::string state;
  std::string reason;
  std::string order;
};
BOOST_DESCRIBE_STRUCT(RemittanceItemView, (),
                      (title_id, title_number, party_name, our_number, due_date, amount, state,
                       reason, order))
struct RemittanceDetail : RemittanceView {
  std::vector<RemittanceItemView> items;
};
BOOST_DESCRIBE_STRUCT(RemittanceDetail, (RemittanceView), (items))

RemittanceView view(const Remittance& r) {
  return {r.id, r.account, r.number, r.name, r.created_at, r.created_by, r.titles, r.total};
}

MadeRemittanceView view(const MadeRemittance& made) {
  MadeRemittanceView out;
  if (made.remittance) out.remittance = view(*made.remittance);
  for (const auto& p : made.problems) {
    out.problems.push_back(
        {p.title, p.number, p.payer, p.error.code, p.error.message, p.error.field});
  }
  return out;
}

}  // namespace

void add_remittance_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Page<RemittanceView>>("/v1/remittances", "Remittances, newest first", "banking:read",
                                   [&db](Context& c) -> Result<Page<RemittanceView>> {
                                     return db.read(c.caller.tenant, [](db::Tx& tx) {
                                       Page<RemittanceView> page;
                                       for (const auto& r : remittances(tx, files_shown_max))
                                         page.items.push_back(view(r));
                                       return page;
                                     });
                                   });

  routes
      .add<NewRemittance, MadeRemittanceView>(
          Method::post, "/v1/remittances",
          "Makes a remittance of the boletos that the bank does not know yet; with problems, "
          "nothing is made and all are listed",
          "banking:write",
          [&db, &clock](Context& c, const NewRemittance& in) -> Result<MadeRemittanceView> {
            return company::write_once<MadeRemittanceView>(
                db, c, [&](db::Tx& tx) -> Result<MadeRemittanceView> {
                  const auto act = party::act_of(tx, c, clock.now());
                  return view(TRY(make_remittance(tx, act, in.account_id,
                                                  in.without_problems.value_or(false))));
                });
          })
      .idempotent();

  routes.get<RemittanceDetail>(
      "/v1/remittances/{id}", "A remittance and what the bank has said of its titles",
      "banking:read", [&db](Context& c) -> Result<RemittanceDetail> {
        const auto id = TRY(c.param_as<RemittanceId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<RemittanceDetail> {
          RemittanceDetail detail;
          static_cast<RemittanceView&>(detail) = view(TRY(find_remittance(tx, id)));
          for (const auto& i : remittance_items(tx, id)) {
            detail.items.push_back({i.title, i.number, i.payer, i.our_number, i.due_date, i.amount,
                                    i.state, i.reason, i.order});
          }
          return detail;
        });
      });

  routes
      .raw(Method::get, "/v1/remittances/{id}/file", "The remittance's bytes", "banking:read",
           [&db](Context& c) -> Result<http::Response> {
             const auto id = TRY(c.param_as<RemittanceId>("id"));
             return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Response> {
               const auto found = TRY(find_remittance(tx, id));
               return http::Response::file("application/octet-stream", found.name,
                                           remittance_content(tx, id));
             });
           })
      .produces("application/octet-stream");
}

}  // namespace quita::banking
