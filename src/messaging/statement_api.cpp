// The statement of account as PDF, over HTTP.
#include "http/route.h"
#include "messaging/messaging_api.h"
#include "messaging/statement_pdf.h"
#include "party/party_api.h"
#include "receivable/statement_query.h"

namespace quita::messaging {

void add_statement_routes(http::Routes& routes, const ApiDeps& deps) {
  using http::Context;
  receivable::with_statement_period(
      routes
          .raw(http::Method::get, "/v1/parties/{id}/statement.pdf", "The statement as PDF",
               "titles:read",
               [&db = deps.db, &clock = deps.clock](Context& c) -> Result<http::Response> {
                 auto statement = TRY(receivable::statement_asked(db, clock, c));
                 const auto id = TRY(c.param_as<PartyId>("id"));
                 const std::string name = receivable::statement_file_name(statement, "pdf");
                 const auto sheet =
                     TRY(db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<StatementSheet> {
                       const Date today = party::act_of(tx, c, clock.now()).today;
                       return statement_sheet(tx, id, std::move(statement), today);
                     }));
                 return http::Response::file("application/pdf", name, render_statement(sheet));
               })
          .produces("application/pdf"));
}

}  // namespace quita::messaging
