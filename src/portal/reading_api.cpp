#include <fmt/format.h>

#include "company/company_api.h"
#include "company/logo.h"
#include "messaging/slip_of.h"
#include "messaging/statement_pdf.h"
#include "party/timeline.h"
#include "pdf/slip.h"
#include "portal/portal_json.h"
#include "portal/portal_routes.h"
#include "portal/visitor.h"

namespace quita::portal {

namespace {

using http::Context, http::Method;

constexpr std::string_view select_cause = "SELECT 1 FROM event WHERE tenant_id = $1 AND cause = $2";

std::string opening_cause(PartyId party, Date today) {
  return fmt::format("portal:{}:{}", party.text(), format_iso(today));
}

bool opened_before(db::Tx& tx, PartyId party, Date today) {
  return tx
      .one(
          select_cause, [](db::Row&) { return true; }, tx.tenant(), opening_cause(party, today))
      .has_value();
}

// Opening is a fact: once a day for the customer, and once for each title that he saw.
void record_opening(db::Tx& tx, const Act& act, const View& view) {
  const auto party = view.party.id;
  party::record_event(tx, act.now, act.actor,
                      {"party.link_opened", party, std::nullopt, opening_cause(party, act.today)});
  for (const auto& open : view.open) {
    party::record_event(
        tx, act.now, act.actor,
        {"title.seen", party, open.title.id, fmt::format("portal:seen:{}", open.title.id.text())});
  }
}

// Of his last twelve months, for his own books.
void add_statement(http::Routes& routes, const PortalDeps& deps) {
  routes
      .raw(Method::get, "/p/{token}/extrato.pdf", "The customer's statement of account",
           http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             const auto sheet = TRY(deps.db.read(
                 visitor.tenant(), [&](db::Tx& tx) -> Result<messaging::StatementSheet> {
                   TRY_STATUS(visitor.check(tx));
                   const Date today = visitor.act(tx, c, deps.clock).today;
                   auto statement = TRY(receivable::statement_of(
                       tx, visitor.party(), today.add_months(-12), today, today));
                   return messaging::statement_sheet(tx, visitor.party(), std::move(statement),
                                                     today);
                 }));
             return http::Response::file("application/pdf",
                                         receivable::statement_file_name(sheet.statement, "pdf"),
                                         messaging::render_statement(sheet));
           })
      .produces("application/pdf");
}

}  // namespace

void add_reading(http::Routes& routes, const PortalDeps& deps) {
  routes
      .raw(Method::get, "/p/{token}", "The customer's page", http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             // The page knows nothing of the customer, so the signature alone opens it: a link that
             // was taken back shows that when the page's script asks for the data and is refused.
             auto page = http::Response::html(deps.page, Visitor::from(c, deps) ? 200 : 404);
             page.headers.add("Cache-Control", "no-store");
             page.headers.add("X-Robots-Tag", "noindex");
             return page;
           })
      .produces("text/html");

  routes.get<PortalView>(
      "/p/{token}/data", "What the customer owes today, has paid and can do", http::open_to_all,
      [deps](Context& c) -> Result<PortalView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        Act act;
        bool first = false;
        const auto seen = TRY(deps.db.read(visitor.tenant(), [&](db::Tx& tx) -> Result<View> {
          TRY_STATUS(visitor.check(tx));
          act = visitor.act(tx, c, deps.clock);
          first = !opened_before(tx, visitor.party(), act.today);
          return view_of(tx, visitor.party(), act.today);
        }));
        if (first) {
          deps.db.write(visitor.tenant(), [&](db::Tx& tx) { record_opening(tx, act, seen); });
        }
        return json_of(seen);
      });

  routes
      .raw(Method::get, "/p/{token}/logo", "The company's logo", http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             const auto logo = TRY(deps.db.read(
                 visitor.tenant(), [&](db::Tx& tx) -> Result<std::optional<std::string>> {
                   TRY_STATUS(visitor.check(tx));
                   return company::read_logo(tx);
                 }));
             return company::logo_response(logo);
           })
      .produces("image/*");

  routes
      .raw(Method::get, "/p/{token}/titles/{id}/slip.pdf", "The slip with today's charges",
           http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             const auto id = TRY(c.param_as<TitleId>("id"));
             std::string number;
             auto slip = deps.db.read(visitor.tenant(), [&](db::Tx& tx) -> Result<pdf::Slip> {
               TRY_STATUS(visitor.check(tx));
               number = TRY(visitor.title(tx, id)).title.number;
               return messaging::compose_slip(tx, id, visitor.act(tx, c, deps.clock).today);
             });
             if (!slip) return tl::make_unexpected(std::move(slip).error());
             const pdf::Slip slips[] = {*std::move(slip)};
             return http::Response::file("application/pdf", messaging::slip_file_name(number),
                                         pdf::render_slips(slips));
           })
      .produces("application/pdf");

  add_statement(routes, deps);
}

}  // namespace quita::portal
