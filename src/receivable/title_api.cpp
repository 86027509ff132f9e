// /v1/titles: list, create, show, change.
#include "company/audit.h"
#include "company/idempotency.h"
#include "party/party_api.h"
#include "party/party_json.h"
#include "receivable/receivable_routes.h"
#include "receivable/title_json.h"
#include "receivable/title_look.h"
#include "receivable/title_query.h"

namespace quita::receivable {
namespace {

struct TitlePage {
  std::vector<TitleRow> items;
  std::optional<std::string> next_cursor;
  std::optional<TitleTotals> totals;
};
BOOST_DESCRIBE_STRUCT(TitlePage, (), (items, next_cursor, totals))

struct CreateTitle {
  std::optional<PartyId> party_id;
  std::optional<party::PartyIn> party;
  std::string number;
  std::optional<std::string> description;
  std::optional<Date> issue_date;
  Date due_date;
  Money amount;
  std::optional<TermsIn> terms;
  std::optional<AccountId> account_id;
  std::optional<std::vector<std::string>> products;  // or product lines: réguas choose by them
  std::optional<std::string> seller;
};
BOOST_DESCRIBE_STRUCT(CreateTitle, (),
                      (party_id, party, number, description, issue_date, due_date, amount, terms,
                       account_id, products, seller))

struct PatchTitle {
  std::optional<Date> due_date;
  std::optional<std::string> description;
};
BOOST_DESCRIBE_STRUCT(PatchTitle, (), (due_date, description))

// Of the audit log.
struct CreatedTitle {
  std::string number;
  Date due_date;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(CreatedTitle, (), (number, due_date, amount))

Result<TitlePage> list_page(const Desk& desk, http::Context& c) {
  const TitleFilter filter = TRY(title_filter_of(c));
  const TitleSort sort = TRY(parse_title_sort(c.query("sort").value_or("due_date")));
  const int limit = TRY(c.limit());
  const auto after = TRY(c.cursor<TitleAfter>());
  const bool totals = TRY(c.query_as<bool>("totals")).value_or(false);
  return desk.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<TitlePage> {
    const Date today = party::act_of(tx, c, desk.clock.now()).today;
    auto found = TRY(list_titles(tx, filter, sort, after, limit + 1, today));
    TitlePage page;
    if (found.size() > static_cast<std::size_t>(limit)) {
      found.pop_back();
      page.next_cursor = http::make_cursor(after_of(sort, found.back()));
    }
    page.items.reserve(found.size());
    for (ListedTitle& one : found) page.items.push_back(row_of(std::move(one)));
    if (totals) page.totals = total_titles(tx, filter, today);
    return page;
  });
}

// What a program creates is told by each title's own origin and first fact.
void audit_created(db::Tx& tx, const Act& act, const Title& title) {
  company::audit(tx, actor_of(act), "title.create", {"title", title.id.uuid}, "",
                 json::write(CreatedTitle{title.number, title.due_date, title.amount}));
}

Result<TitleView> create_one(const Desk& desk, http::Context& c, const CreateTitle& in) {
  if (in.party_id.has_value() == in.party.has_value()) {
    return invalid("title.party", "Informe o cliente por party_id ou por party, um dos dois.",
                   "party_id");
  }
  const auto number = desk.numbers->take(desk.db, c.caller.tenant, in.account_id);
  return company::write_once<TitleView>(desk.db, c, [&](db::Tx& tx) -> Result<TitleView> {
    const Act act = party::act_of(tx, c, desk.clock.now());
    NewTitle wanted;
    wanted.our_number = number;
    if (in.party_id) {
      wanted.party = *in.party_id;
    } else {
      auto payer = party::upsert_party(tx, act, party::draft_of(*in.party), party::origin_of(act));
      if (!payer) return tl::make_unexpected(std::move(payer).error().at("party"));
      wanted.party = payer->id;
      if (payer->changed && !payer->created) look_again(tx, payer->id, act.today);
    }
    wanted.number = in.number;
    wanted.description = in.description.value_or("");
    wanted.issue_date = in.issue_date;
    wanted.due_date = in.due_date;
    wanted.amount = in.amount;
    if (in.terms) wanted.terms = terms_of(*in.terms, load_standard_terms(tx));
    wanted.account = in.account_id;
    wanted.labels = {in.products.value_or(std::vector<std::string>()), in.seller.value_or("")};
    wanted.origin_kind = c.caller.api_key ? OriginKind::api : OriginKind::manual;
    if (const auto key = c.idempotency_key()) wanted.origin_key = "key:" + *key;
    auto created = TRY(create_title(tx, act, wanted));
    if (c.caller.user && !created.repeated) audit_created(tx, act, created.record.title);
    return title_view(tx, created.record, created.payer, created.instruments,
                      created.repeated ? labels_of(tx, created.record.title.id) : created.labels,
                      act.today, std::move(created.warnings));
  });
}

}  // namespace

Result<TitleFilter> title_filter_of(const http::Context& c) {
  TitleFilter filter;
  filter.q = c.query("q").value_or("");
  if (const auto states = c.query("state")) TRY_STATUS(set_states(filter, *states));
  filter.overdue = TRY(c.query_as<bool>("overdue"));
  filter.due_from = TRY(c.query_as<Date>("due_from"));
  filter.due_to = TRY(c.query_as<Date>("due_to"));
  filter.paid_from = TRY(c.query_as<Date>("paid_from"));
  filter.paid_to = TRY(c.query_as<Date>("paid_to"));
  filter.party = TRY(c.query_as<PartyId>("party_id"));
  if (const auto band = c.query("band")) TRY_STATUS(set_band(filter, *band));
  return filter;
}

http::Route& with_title_filters(http::Route& route) {
  return route.query("q", "Número, nome ou documento do cliente, ou valor")
      .query("state", "Estado, ou vários separados por vírgula: open,partly_paid")
      .query<bool>("overdue", "Só vencidos, ou só os que não estão")
      .query<Date>("due_from", "Vencimento a partir de")
      .query<Date>("due_to", "Vencimento até")
      .query<Date>("paid_from", "Pago a partir de")
      .query<Date>("paid_to", "Pago até")
      .query<PartyId>("party_id", "Cliente")
      .query("band", "Faixa de dias de atraso: \"16 a 30 dias\"");
}

void add_title_routes(http::Routes& routes, const Desk& desk) {
  using http::Context;
  using http::Method;

  with_title_filters(routes.get<TitlePage>("/v1/titles", "Lists titles by filters, in pages",
                                           "titles:read",
                                           [desk](Context& c) { return list_page(desk, c); }))
      .query("sort", "due_date, amount, issue_date, number, paid_on; com - na frente, ao contrário")
      .query<bool>("totals", "Com quantidade e somas do que o filtro mostra")
      .paged();

  routes
      .add<CreateTitle, TitleView>(
          Method::post, "/v1/titles", "Creates a title with its boleto and Pix", "titles:write",
          [desk](Context& c, const CreateTitle& in) { return create_one(desk, c, in); })
      .created()
      .idempotent();

  routes.get<TitleView>("/v1/titles/{id}", "Shows a title with today's charges", "titles:read",
                        [desk](Context& c) -> Result<TitleView> {
                          const auto id = TRY(c.param_as<TitleId>("id"));
                          return desk.db.read(c.caller.tenant, [&](db::Tx& tx) {
                            return title_view(tx, id, party::act_of(tx, c, desk.clock.now()).today);
                          });
                        });

  routes
      .add<PatchTitle, TitleView>(
          Method::patch, "/v1/titles/{id}", "Changes due date or description", "titles:write",
          [desk](Context& c, const PatchTitle& in) -> Result<TitleView> {
            const auto id = TRY(c.param_as<TitleId>("id"));
            return company::write_once<TitleView>(desk.db, c, [&](db::Tx& tx) -> Result<TitleView> {
              const Act act = party::act_of(tx, c, desk.clock.now());
              TRY(patch_title(tx, act, id, {in.due_date, in.description}, user_cause(c, act)));
              return title_view(tx, id, act.today);
            });
          })
      .idempotent();
}

}  // namespace quita::receivable
