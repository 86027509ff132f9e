// What comes in from outside: invoices; what is searched; the terms that new titles get.
#include <fmt/format.h>

#include "brazil/document.h"
#include "company/audit.h"
#include "document/nfe.h"
#include "party/party_api.h"
#include "receivable/receivable_routes.h"
#include "receivable/title_json.h"

namespace quita::receivable {

BOOST_DESCRIBE_STRUCT(LegalRate, (), (year, month, micro_percent))

namespace {

struct InvoiceParty {
  PartyId id;
  std::string name;
  bool created = false;
};
BOOST_DESCRIBE_STRUCT(InvoiceParty, (), (id, name, created))
struct InvoiceView {
  bool created = false;
  std::string key;
  InvoiceParty party;
  std::vector<TitleRow> titles;
  std::vector<Warning> warnings;
};
BOOST_DESCRIBE_STRUCT(InvoiceView, (), (created, key, party, titles, warnings))

struct Hit {
  std::string kind, id, title, subtitle;
  std::optional<Money> amount;
  std::optional<TitleState> state;
};
BOOST_DESCRIBE_STRUCT(Hit, (), (kind, id, title, subtitle, amount, state))
struct Hits {
  std::vector<Hit> items;
};
BOOST_DESCRIBE_STRUCT(Hits, (), (items))

struct StandardTermsIn {
  Rate fine_ppm;
  InterestMode interest_mode = InterestMode::none;
  std::optional<Rate> interest_ppm;
  std::optional<Money> interest_daily;
};
BOOST_DESCRIBE_STRUCT(StandardTermsIn, (), (fine_ppm, interest_mode, interest_ppm, interest_daily))

struct LegalRatesView {
  std::vector<LegalRate> items;
};
BOOST_DESCRIBE_STRUCT(LegalRatesView, (), (items))

constexpr int hits_max = 8;

std::string formatted_document(const std::string& document) {
  const auto parsed = parse_document(document);
  return parsed ? parsed->formatted() : document;
}

Result<InvoiceView> take_invoice(const Desk& desk, http::Context& c) {
  const document::Nfe nfe = TRY(document::read_nfe(c.request.body));
  return desk.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<InvoiceView> {
    const Act act = party::act_of(tx, c, desk.clock.now());
    InvoiceImported done = TRY(import_invoice(tx, act, nfe));
    const auto buyer = party::find_name(tx, done.party);
    InvoiceView view{done.created,
                     done.key,
                     {done.party, buyer ? buyer->name : "", done.party_created},
                     {},
                     done.warnings};
    std::vector<TitleRecord> records;
    for (Created& one : done.titles) {
      records.push_back(std::move(one.record));
      for (Warning& warning : one.warnings) {
        const bool told = std::any_of(view.warnings.begin(), view.warnings.end(),
                                      [&](const Warning& w) { return w.code == warning.code; });
        if (!told) view.warnings.push_back(std::move(warning));
      }
    }
    for (const ListedTitle& one : listed(tx, std::move(records), act.today)) {
      view.titles.push_back(row_of(one));
    }
    return view;
  });
}

Result<Hits> search(const Desk& desk, http::Context& c) {
  const std::string typed = c.query("q").value_or("");
  return desk.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Hits> {
    const Date today = party::act_of(tx, c, desk.clock.now()).today;
    Hits hits;
    for (const party::Found& one : party::search_parties(tx, typed, hits_max)) {
      hits.items.push_back(
          {"party", one.id.text(), one.name, formatted_document(one.document), {}, {}});
    }
    for (const ListedTitle& one : search_titles(tx, typed, hits_max, today)) {
      const Title& title = one.record.title;
      hits.items.push_back({"title", title.id.text(), "Título " + title.number,
                            fmt::format("{}, vence {}", one.party_name, format_br(title.due_date)),
                            title.amount, one.record.state});
    }
    return hits;
  });
}

TermsView standard_terms(db::Tx& tx) { return view_of(load_standard_terms(tx)); }

// Months beyond the published series, or corrections of it.
Status check_rates(const std::vector<LegalRate>& rates) {
  for (const LegalRate& rate : rates) {
    if (rate.year < 2024 || rate.year > 2199 || rate.month < 1 || rate.month > 12 ||
        rate.micro_percent < 0 || rate.micro_percent > 10'000'000) {
      return invalid("legal_rate.range",
                     fmt::format("Taxa legal de {:02}/{}: informe mês e taxa de 0% a 10%, em "
                                 "milionésimos de por cento.",
                                 rate.month, rate.year),
                     "items");
    }
  }
  return {};
}

}  // namespace

void add_intake_routes(http::Routes& routes, const Desk& desk) {
  using http::Context;
  using http::Method;

  routes
      .raw(Method::post, "/v1/imports/nfe", "Takes an NF-e: its customer and titles, once",
           "titles:write",
           [desk](Context& c) -> Result<http::Response> {
             return http::Response::json(json::write(TRY(take_invoice(desk, c))));
           })
      .upload("application/xml", document::nfe_bytes_max)
      .returns<InvoiceView>();

  routes
      .get<Hits>("/v1/search", "Finds customers and titles as somebody types", "parties:read",
                 [desk](Context& c) { return search(desk, c); })
      .query("q", "Nome, documento, telefone, e-mail, número do título ou valor");

  routes.get<TermsView>("/v1/settings/terms", "The standard terms of new titles", "settings:read",
                        [desk](Context& c) -> Result<TermsView> {
                          return desk.db.read(c.caller.tenant, standard_terms);
                        });
  routes.add<StandardTermsIn, TermsView>(
      Method::put, "/v1/settings/terms", "Sets the standard terms of new titles", "settings:write",
      [desk](Context& c, const StandardTermsIn& in) -> Result<TermsView> {
        return desk.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TermsView> {
          const Act act = party::act_of(tx, c, desk.clock.now());
          Terms terms;
          terms.fine = in.fine_ppm;
          terms.interest_mode = in.interest_mode;
          terms.interest = in.interest_ppm.value_or(Rate());
          terms.interest_daily = in.interest_daily.value_or(Money());
          TRY_STATUS(store_standard_terms(tx, act, terms));
          return standard_terms(tx);
        });
      });

  routes.get<LegalRatesView>("/v1/settings/legal-rates", "The legal interest of each month",
                             "settings:read", [desk](Context& c) -> Result<LegalRatesView> {
                               return desk.db.read(c.caller.tenant, [](db::Tx& tx) {
                                 return LegalRatesView{load_legal_rates(tx).all()};
                               });
                             });
  routes.add<LegalRatesView, LegalRatesView>(
      Method::put, "/v1/settings/legal-rates", "Sets the company's additions to the legal rates",
      "settings:write", [desk](Context& c, const LegalRatesView& in) -> Result<LegalRatesView> {
        TRY_STATUS(check_rates(in.items));
        return desk.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<LegalRatesView> {
          const Act act = party::act_of(tx, c, desk.clock.now());
          const LegalRatesView before{load_legal_rates(tx).all()};
          store_legal_rates(tx, act.now, in.items);
          LegalRatesView after{load_legal_rates(tx).all()};
          company::audit(tx, actor_of(act), "settings.legal_rates", {"setting", std::nullopt},
                         json::write(before), json::write(after));
          return after;
        });
      });
}

}  // namespace quita::receivable
