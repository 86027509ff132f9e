#include "banking/banking_routes.h"
#include "banking/return_calendar.h"
#include "banking/return_import.h"
#include "http/route.h"
#include "party/party_api.h"

namespace quita::banking {

namespace {

using http::Context, http::Method, http::Page;

struct ReturnView {
  ReturnFileId id;
  std::string name;
  std::string bank;
  std::string bank_name;
  std::string layout;
  Instant imported_at;
  std::string imported_by;
  int lines = 0;
  int settled = 0;
  Money settled_total;
  Money fees_total;
  int problems = 0;
  std::vector<std::string> warnings;
  bool repeated = false;
};
BOOST_DESCRIBE_STRUCT(ReturnView, (),
                      (id, name, bank, bank_name, layout, imported_at, imported_by, lines, settled,
                       settled_total, fees_total, problems, warnings, repeated))

struct ReturnLineView {
  int line = 0;
  std::string our_number;
  std::string occurrence;
  std::string event;
  std::string event_label;
  std::string reasons_text;
  Money amount;
  Money paid;
  Money fee;
  std::optional<Date> occurred_on;
  std::optional<Date> credited_on;
  std::optional<TitleId> title_id;
  std::string title_number;
  std::string party_name;
  std::string outcome;
  std::string problem;
  std::optional<PartyId> likely_party_id;
  std::string likely_party_name;
  std::optional<Date> waits_until;
};
BOOST_DESCRIBE_STRUCT(ReturnLineView, (),
                      (line, our_number, occurrence, event, event_label, reasons_text, amount, paid,
                       fee, occurred_on, credited_on, title_id, title_number, party_name, outcome,
                       problem, likely_party_id, likely_party_name, waits_until))
struct ReturnDetail : ReturnView {
  std::vector<ReturnLineView> items;
};
BOOST_DESCRIBE_STRUCT(ReturnDetail, (ReturnView), (items))

struct LateReturnView {
  AccountId account_id;
  std::string name;
  std::string bank_name;
  Date missing;
  Date waits_until;
  bool waits = false;
  std::int64_t titles = 0;  // late ones whose boleto stands at that bank
  Money balance;
};
BOOST_DESCRIBE_STRUCT(LateReturnView, (),
                      (account_id, name, bank_name, missing, waits_until, waits, titles, balance))

ReturnView view(const ReturnImport& r) {
  return {r.id,          r.name,        r.bank,     bank_name(r.bank), r.layout,
          r.imported_at, r.imported_by, r.lines,    r.settled,         r.settled_total,
          r.fees_total,  r.problems,    r.warnings, r.repeated};
}

ReturnLineView view(const ReturnLine& l) {
  return {l.line,        l.our_number,   l.occurrence,   l.event,      l.event_label,
          l.reasons,     l.amount,       l.paid,         l.fee,        l.occurred_on,
          l.credited_on, l.title,        l.title_number, l.party_name, l.outcome,
          l.problem,     l.likely_party, l.likely_name,  l.waits_until};
}

}  // namespace

void add_return_routes(http::Routes& routes, db::Db& db, const Clock& clock,
                       const receivable::OnSettled& on_settled) {
  routes.get<Page<ReturnView>>("/v1/returns", "Return files, newest first", "banking:read",
                               [&db](Context& c) -> Result<Page<ReturnView>> {
                                 return db.read(c.caller.tenant, [](db::Tx& tx) {
                                   Page<ReturnView> page;
                                   for (const auto& r : return_imports(tx, files_shown_max)) {
                                     page.items.push_back(view(r));
                                   }
                                   return page;
                                 });
                               });

  routes
      .raw(Method::post, "/v1/returns",
           "Takes a return file and applies it; the same file again changes nothing",
           "banking:write",
           [&db, &clock, on_settled](Context& c) -> Result<http::Response> {
             const auto name = c.query("name").value_or("retorno.ret");
             auto import = db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ReturnImport> {
               return import_return(tx, party::act_of(tx, c, clock.now()), name, c.request.body,
                                    on_settled);
             });
             if (!import) return tl::make_unexpected(std::move(import).error());
             return http::Response::json(json::write(view(*import)));
           })
      .upload("application/octet-stream")
      .returns<ReturnView>()
      .query("name", "Nome do arquivo");

  routes.get<ReturnDetail>(
      "/v1/returns/{id}", "A return file, line by line", "banking:read",
      [&db](Context& c) -> Result<ReturnDetail> {
        const auto id = TRY(c.param_as<ReturnFileId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<ReturnDetail> {
          ReturnDetail detail;
          static_cast<ReturnView&>(detail) = view(TRY(find_return(tx, id)));
          for (const auto& line : return_lines(tx, id)) {
            detail.items.push_back(view(line));
          }
          return detail;
        });
      });
}

void add_late_return_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Page<LateReturnView>>(
      "/v1/late-returns",
      "Accounts whose return file of a business day has not come, with the titles that it may pay",
      "banking:read", [&db, &clock](Context& c) -> Result<Page<LateReturnView>> {
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Page<LateReturnView>> {
          const Date today = party::act_of(tx, c, clock.now()).today;
          Page<LateReturnView> page;
          for (const auto& late : late_returns(tx, today)) {
            const auto held = titles_of_gap(tx, late, today);
            if (held.titles == 0) continue;
            page.items.push_back({late.account, late.name, bank_name(late.bank), late.gap.missing,
                                  late.gap.waits_until, late.gap.waits_on(today), held.titles,
                                  held.balance});
          }
          return page;
        });
      });

  routes.add<void, void>(Method::post, "/v1/late-returns/{id}/go-on",
                         "Dunning goes on without the account's missing return files",
                         "banking:write", [&db, &clock](Context& c) -> Status {
                           const auto id = TRY(c.param_as<AccountId>("id"));
                           return db.write(c.caller.tenant, [&](db::Tx& tx) -> Status {
                             return go_on_without_return(tx, party::act_of(tx, c, clock.now()), id);
                           });
                         });
}

}  // namespace quita::banking
