// A customer's statement of account over HTTP.
#include "party/party_api.h"
#include "receivable/customer_statement.h"
#include "receivable/receivable_routes.h"
#include "receivable/statement_query.h"

namespace quita::receivable {

namespace {

using http::Context;
using http::Method;

struct StatementLineView {
  Date on;
  TitleId title_id;
  std::string title_number;
  Date due_date;
  std::string kind, text;
  Money debit, credit, balance;
};
BOOST_DESCRIBE_STRUCT(StatementLineView, (),
                      (on, title_id, title_number, due_date, kind, text, debit, credit, balance))

struct StatementBandView {
  std::string name;
  Money amount;
  int titles = 0;
};
BOOST_DESCRIBE_STRUCT(StatementBandView, (), (name, amount, titles))

struct StatementView {
  Date from, to;
  Money opening;
  std::vector<StatementLineView> lines;
  Money debits, credits, closing;
  std::vector<StatementBandView> ageing;
  Money payable, credit;
};
BOOST_DESCRIBE_STRUCT(StatementView, (),
                      (from, to, opening, lines, debits, credits, closing, ageing, payable, credit))

StatementView view_of(const CustomerStatement& statement) {
  StatementView view;
  view.from = statement.from;
  view.to = statement.to;
  view.opening = statement.opening;
  for (const StatementLine& line : statement.lines) {
    view.lines.push_back({line.on, line.title, line.number, line.due_date,
                          std::string(name(line.kind)), line.text, line.debit, line.credit,
                          line.balance});
  }
  view.debits = statement.debits;
  view.credits = statement.credits;
  view.closing = statement.closing;
  for (const StatementBand& band : statement.ageing)
    view.ageing.push_back({band.name, band.amount, band.titles});
  view.payable = statement.payable;
  view.credit = statement.credit;
  return view;
}

}  // namespace

Result<CustomerStatement> statement_asked(db::Db& db, const Clock& clock, const Context& c) {
  const auto id = TRY(c.param_as<PartyId>("id"));
  const auto from = TRY(c.query_as<Date>("from"));
  const auto to = TRY(c.query_as<Date>("to"));
  return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<CustomerStatement> {
    const Date today = party::act_of(tx, c, clock.now()).today;
    const Date last = to.value_or(today);
    return statement_of(tx, id, from.value_or(last - statement_days_default), last, today);
  });
}

http::Route& with_statement_period(http::Route& route) {
  return route.query<Date>("from", "De; 90 dias antes do fim se ausente")
      .query<Date>("to", "Até; hoje se ausente");
}

void add_statement_routes(http::Routes& routes, const Desk& desk) {
  auto& db = desk.db;
  auto& clock = desk.clock;
  with_statement_period(routes.get<StatementView>(
      "/v1/parties/{id}/statement", "A customer's statement of account over a period",
      "titles:read", [&db, &clock](Context& c) -> Result<StatementView> {
        return view_of(TRY(statement_asked(db, clock, c)));
      }));

  with_statement_period(routes
                            .raw(Method::get, "/v1/parties/{id}/statement.csv",
                                 "The statement as a spreadsheet", "titles:read",
                                 [&db, &clock](Context& c) -> Result<http::Response> {
                                   const auto statement = TRY(statement_asked(db, clock, c));
                                   return http::Response::file(
                                       "text/csv; charset=utf-8",
                                       statement_file_name(statement, "csv"),
                                       statement_csv(statement));
                                 })
                            .produces("text/csv"));
}

}  // namespace quita::receivable
