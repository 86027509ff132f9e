// /v1/parties as far as it tells what they owe.
#include "party/party_api.h"
#include "party/party_json.h"
#include "party/party_service.h"
#include "receivable/customer_list.h"
#include "receivable/receivable_routes.h"

namespace quita::receivable {

BOOST_DESCRIBE_STRUCT(CustomerSummary, (),
                      (open_amount, overdue_amount, overdue_titles, paid_amount, due_today_total,
                       average_days_late))
BOOST_DESCRIBE_STRUCT(CustomerAfter, (), (name, id))

namespace {

struct PartyRow {
  PartyId id;
  party::Kind kind = party::Kind::company;
  std::string document, name, city, state, email, phone;
  Money open_amount, overdue_amount;
  std::int64_t overdue_titles = 0;
  std::optional<Date> oldest_due;
};
BOOST_DESCRIBE_STRUCT(PartyRow, (),
                      (id, kind, document, name, city, state, email, phone, open_amount,
                       overdue_amount, overdue_titles, oldest_due))

struct PartyView : party::Party {
  CustomerSummary summary;
};
BOOST_DESCRIBE_STRUCT(PartyView, (party::Party), (summary))

PartyRow row_of(const CustomerRow& row) {
  return {row.id,          row.kind,           row.document,       row.name,
          row.city,        row.state,          row.email,          row.phone,
          row.open_amount, row.overdue_amount, row.overdue_titles, row.oldest_due};
}

Result<http::Page<PartyRow>> list_page(const Desk& desk, http::Context& c) {
  CustomerFilter filter;
  filter.q = c.query("q").value_or("");
  filter.tag = c.query("tag").value_or("");
  filter.overdue = TRY(c.query_as<bool>("overdue")).value_or(false);
  filter.contact = TRY(c.query_as<party::ContactState>("contact"));
  if (const auto role = c.query("role")) {
    if (*role == "customer") {
      filter.customer = true;
    } else if (*role == "supplier") {
      filter.supplier = true;
    } else {
      return invalid("party.role", "O papel é customer ou supplier.", "role");
    }
  }
  const std::string sort = c.query("sort").value_or("name");
  if (sort != "name" && sort != "-name") {
    return invalid("party.sort", "A ordem é name ou -name.", "sort");
  }
  const bool descending = sort == "-name";
  const int limit = TRY(c.limit());
  const auto after = TRY(c.cursor<CustomerAfter>());
  return desk.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Page<PartyRow>> {
    const Date today = party::act_of(tx, c, desk.clock.now()).today;
    auto rows = list_customers(tx, filter, descending, after, limit + 1, today);
    http::Page<PartyRow> page;
    if (rows.size() > static_cast<std::size_t>(limit)) {
      rows.pop_back();
      page.next_cursor = http::make_cursor(CustomerAfter{rows.back().search, rows.back().id});
    }
    for (const CustomerRow& row : rows) page.items.push_back(row_of(row));
    return page;
  });
}

}  // namespace

void add_customer_routes(http::Routes& routes, const Desk& desk) {
  using http::Context;

  routes
      .get<http::Page<PartyRow>>("/v1/parties", "Lists customers with what they owe",
                                 "parties:read", [desk](Context& c) { return list_page(desk, c); })
      .query("q", "Nome, documento, telefone ou e-mail")
      .query("tag", "Etiqueta")
      .query("role", "customer ou supplier")
      .query<bool>("overdue", "Só quem tem título vencido")
      .query<party::ContactState>("contact", "Só quem tem um contato neste estado: bounced")
      .query("sort", "name ou -name")
      .paged();

  routes.get<PartyView>(
      "/v1/parties/{id}", "Shows a customer with what he owes", "parties:read",
      [desk](Context& c) -> Result<PartyView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return desk.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<PartyView> {
          PartyView view;
          static_cast<party::Party&>(view) = TRY(party::load_party(tx, id));
          view.summary = summarise(tx, id, party::act_of(tx, c, desk.clock.now()).today);
          return view;
        });
      });
}

}  // namespace quita::receivable
