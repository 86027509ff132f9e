#include "agreement/agreement_api.h"

#include "agreement/agreement.h"
#include "agreement/rules.h"
#include "company/audit.h"
#include "party/party_api.h"

namespace quita::agreement {

namespace {

using http::Context;
using http::Method;

struct RenegotiatedView {
  TitleId title_id;
  std::string number;
  Money owed, agreed;
};
BOOST_DESCRIBE_STRUCT(RenegotiatedView, (), (title_id, number, owed, agreed))

struct InstalmentView {
  int place = 1;
  TitleId title_id;
  Date due_date;
  Money amount, paid;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(InstalmentView, (), (place, title_id, due_date, amount, paid, state))

// state: "running", "kept", "broken".
struct AgreementView {
  AgreementId id;
  int number = 0;
  PartyId party_id;
  std::string party_name, name, state;
  Date signed_on;
  std::string signed_by;
  Money owed, agreed, interest, total, paid;
  int count = 0, break_days = 0;
  std::optional<Date> broken_on;
  std::string broken_by;
  std::vector<RenegotiatedView> titles;     // only of one that is asked for by itself
  std::vector<InstalmentView> instalments;  // the same
};
BOOST_DESCRIBE_STRUCT(AgreementView, (),
                      (id, number, party_id, party_name, name, state, signed_on, signed_by, owed,
                       agreed, interest, total, paid, count, break_days, broken_on, broken_by,
                       titles, instalments))

struct Agreements {
  std::vector<AgreementView> items;
};
BOOST_DESCRIBE_STRUCT(Agreements, (), (items))

struct BreakAgreementIn {
  std::string why;
};
BOOST_DESCRIBE_STRUCT(BreakAgreementIn, (), (why))

struct AgreementRulesView {
  Rate interest_ppm;  // a month
  Money least;
  int first_days = 0, break_days = 0;
};
BOOST_DESCRIBE_STRUCT(AgreementRulesView, (), (interest_ppm, least, first_days, break_days))

constexpr int agreements_max = 200;

AgreementView view_of(const Agreement& agreement) {
  AgreementView view{agreement.id,
                     agreement.number,
                     agreement.party,
                     agreement.party_name,
                     agreement.name,
                     std::string(word(agreement.state)),
                     agreement.signed_on,
                     agreement.actor,
                     agreement.owed,
                     agreement.agreed,
                     agreement.interest,
                     agreement.total,
                     agreement.paid,
                     agreement.count,
                     agreement.break_days,
                     agreement.broken_on,
                     agreement.broken_by,
                     {},
                     {}};
  for (const RenegotiatedTitle& each : agreement.titles)
    view.titles.push_back({each.title, each.number, each.owed, each.agreed});
  for (const Instalment& each : agreement.instalments) {
    view.instalments.push_back({each.place, each.title, each.due, each.amount, each.paid,
                                std::string(receivable::name(each.state))});
  }
  return view;
}

AgreementRulesView view_of(const Rules& rules) {
  return {rules.interest, rules.least, rules.first_days, rules.break_days};
}

void add_rules(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<AgreementRulesView>("/v1/settings/agreements", "What holds for all agreements", "settings:read",
                        [&db](Context& c) -> Result<AgreementRulesView> {
                          return db.read(c.caller.tenant, [](db::Tx& tx) -> Result<AgreementRulesView> {
                            return view_of(load_rules(tx));
                          });
                        });

  routes.add<AgreementRulesView, AgreementRulesView>(
      Method::put, "/v1/settings/agreements", "Sets what holds for agreements from now on",
      "settings:write", [&db, &clock](Context& c, const AgreementRulesView& in) -> Result<AgreementRulesView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<AgreementRulesView> {
          const Act act = party::act_of(tx, c, clock.now());
          const AgreementRulesView before = view_of(load_rules(tx));
          TRY_STATUS(
              save_rules(tx, act, {in.interest_ppm, in.least, in.first_days, in.break_days}));
          company::audit(tx, actor_of(act), "settings.agreements", {"setting", std::nullopt},
                         json::write(before), json::write(in));
          return in;
        });
      });
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .get<Agreements>("/v1/agreements", "Lists agreements, newest first", "titles:read",
                       [&db](Context& c) -> Result<Agreements> {
                         const auto party = TRY(c.query_as<PartyId>("party_id"));
                         return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Agreements> {
                           Agreements all;
                           for (const Agreement& each : agreements(tx, party, agreements_max))
                             all.items.push_back(view_of(each));
                           return all;
                         });
                       })
      .query<PartyId>("party_id", "Cliente");

  routes.get<AgreementView>("/v1/agreements/{id}", "An agreement with its titles and instalments",
                            "titles:read", [&db](Context& c) -> Result<AgreementView> {
                              const auto id = TRY(c.param_as<AgreementId>("id"));
                              return db.read(c.caller.tenant,
                                             [&](db::Tx& tx) -> Result<AgreementView> {
                                               const Agreement agreement = TRY(load(tx, id));
                                               return view_of(agreement);
                                             });
                            });

  routes.add<BreakAgreementIn, AgreementView>(
      Method::post, "/v1/agreements/{id}/break",
      "Breaks an agreement: the debt comes back, less what was paid", "titles:write",
      [&db, &clock](Context& c, const BreakAgreementIn& in) -> Result<AgreementView> {
        const auto id = TRY(c.param_as<AgreementId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<AgreementView> {
          const Act act = party::act_of(tx, c, clock.now());
          const Agreement before = TRY(load(tx, id));
          const AgreementView view = view_of(TRY(break_up(tx, act, id, in.why)));
          company::audit(tx, actor_of(act), "agreement.break", {"agreement", id.uuid},
                         json::write(view_of(before)), json::write(view));
          return view;
        });
      });

  add_rules(routes, db, clock);
}

}  // namespace quita::agreement
