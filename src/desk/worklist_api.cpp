// The worklist over HTTP.
#include "company/audit.h"
#include "desk/call_store.h"
#include "desk/routes.h"
#include "desk/worklist.h"
#include "party/acting.h"
#include "party/party_api.h"
#include "receivable/charges.h"

namespace quita::desk {

namespace {

using http::Context;
using http::Method;

struct FactorView {
  std::string label;
  int percent = 100;
};
BOOST_DESCRIBE_STRUCT(FactorView, (), (label, percent))

struct WorkItemView {
  PartyId party_id;
  std::string party_name;
  std::optional<std::string> phone;
  Money owed;      // late titles, with today's charges
  Money expected;  // owed × the factors
  int days_late = 0;
  int titles = 0;
  std::string profile_label;
  std::vector<FactorView> factors;
  bool may_call = false;
  std::string call_text;
  bool agreed = false;  // a call was agreed for today or before
  std::optional<Date> next_call_on, talked_on;
  std::optional<std::string> waits_label;
  std::optional<Date> waits_until;
  std::optional<UserId> owner_id;
  std::optional<std::string> owner_name, claimed_by;
  std::optional<Instant> claimed_until;
  bool claimed_by_me = false;
};
BOOST_DESCRIBE_STRUCT(WorkItemView, (),
                      (party_id, party_name, phone, owed, expected, days_late, titles,
                       profile_label, factors, may_call, call_text, agreed, next_call_on, talked_on,
                       waits_label, waits_until, owner_id, owner_name, claimed_by, claimed_until,
                       claimed_by_me))

// `more`: there are more than `customers`.
struct SectionView {
  std::string section, label;
  std::int64_t customers = 0;
  bool more = false;
};
BOOST_DESCRIBE_STRUCT(SectionView, (), (section, label, customers, more))

struct FactorTableView {
  std::string label;
  std::vector<FactorView> cases;
};
BOOST_DESCRIBE_STRUCT(FactorTableView, (), (label, cases))

struct WorkPageView {
  std::vector<WorkItemView> items;
  std::optional<std::string> next_cursor;
  std::vector<SectionView> sections;
  std::vector<FactorTableView> formula;
};
BOOST_DESCRIBE_STRUCT(WorkPageView, (), (items, next_cursor, sections, formula))

struct AfterView {
  std::int64_t place = 0;
  PartyId party;
};
BOOST_DESCRIBE_STRUCT(AfterView, (), (place, party))

struct NextIn {
  std::optional<std::string> section, queue;
  std::optional<PartyId> after;
};
BOOST_DESCRIBE_STRUCT(NextIn, (), (section, queue, after))

// Absent: nobody may be called just now.
struct NextOut {
  std::optional<PartyId> party_id;
};
BOOST_DESCRIBE_STRUCT(NextOut, (), (party_id))

struct ClaimView {
  std::string by;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(ClaimView, (), (by, until))

std::vector<FactorView> view_of(const std::vector<Factor>& factors) {
  std::vector<FactorView> views;
  for (const Factor& factor : factors) views.push_back({factor.label, factor.percent});
  return views;
}

WorkItemView view_of(const WorkRow& row, const std::optional<UserId>& me) {
  const WorkFacts& facts = row.work.facts;
  WorkItemView view;
  view.party_id = row.work.person.facts.id;
  view.party_name = row.work.person.name;
  if (!row.work.telephones.empty()) view.phone = row.work.telephones.front().value;
  view.owed = facts.owed;
  view.expected = row.work.worth->expected;
  view.days_late = facts.days_late;
  view.titles = row.work.late_titles;
  view.profile_label = dunning::label(facts.profile);
  view.factors = view_of(row.work.worth->factors);
  view.may_call = row.may_call.rule == CallRule::may_call;
  view.call_text = row.may_call.text;
  view.agreed = row.work.worth->agreed;
  view.next_call_on = facts.next_call_on;
  view.talked_on = facts.talked_on;
  if (facts.waits) view.waits_label = std::string(dunning::label(*facts.waits));
  view.waits_until = facts.waits_until;
  view.owner_id = row.owner;
  if (row.owner) view.owner_name = row.owner_name;
  if (row.claim) {
    view.claimed_by = row.claim->by;
    view.claimed_until = row.claim->until;
    view.claimed_by_me = me && row.claim->user == *me;
  }
  return view;
}

std::vector<FactorTableView> formula() {
  std::vector<FactorTableView> tables;
  for (const FactorTable& table : worth_tables())
    tables.push_back({table.label, view_of(table.cases)});
  return tables;
}

Result<std::optional<Section>> section_of(const std::optional<std::string>& text) {
  if (!text) return std::optional<Section>();
  const auto section = parse_section(*text);
  if (!section) return invalid("worklist.section", "Não há a seção “" + *text + "”.", "section");
  return section;
}

Result<UserId> me_of(const Context& c) {
  if (c.caller.user) return *c.caller.user;
  return fail(ErrorKind::forbidden, "work.person",
              "Só uma pessoa que entrou no sistema tem clientes para ligar.");
}

// "mine", "all", "nobody", or a user's id.
Result<QueueChoice> queue_of(const Context& c, const std::optional<std::string>& text) {
  const std::string word = text.value_or("all");
  if (word == "all") return QueueChoice{QueueChoice::Kind::all, {}};
  if (word == "nobody") return QueueChoice{QueueChoice::Kind::nobody, {}};
  if (word == "mine") return QueueChoice{QueueChoice::Kind::user, TRY(me_of(c))};
  const auto user = UserId::parse(word);
  if (!user) return invalid("worklist.queue", "Não há a fila “" + word + "”.", "queue");
  return QueueChoice{QueueChoice::Kind::user, *user};
}

void add_claims(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.add<NextIn, NextOut>(
      Method::post, "/v1/worklist/next",
      "The customer to call next: one who may be called and whom nobody else has", "holds:write",
      [&db, &clock](Context& c, const NextIn& in) -> Result<NextOut> {
        const auto section = TRY(section_of(in.section));
        const auto queue = TRY(queue_of(c, in.queue));
        const auto me = TRY(me_of(c));
        const Instant now = clock.now();
        const Date today = business_date(now, c.caller.time_zone);
        catch_up(db, c.caller.tenant, today, now);
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<NextOut> {
          const Act act = party::act_of(tx, c, clock.now());
          return NextOut{claim_next(tx, act, me, section, queue, in.after)};
        });
      });

  routes.add<void, ClaimView>(
      Method::post, "/v1/parties/{id}/claim",
      "Tells colleagues for half an hour that one is with this customer", "holds:write",
      [&db, &clock](Context& c) -> Result<ClaimView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        const auto me = TRY(me_of(c));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ClaimView> {
          const auto done = TRY(claim(tx, party::act_of(tx, c, clock.now()), me, id));
          return ClaimView{done.by, done.until};
        });
      });

  routes.add<void, void>(Method::del, "/v1/parties/{id}/claim",
                         "One is no longer with this customer", "holds:write",
                         [&db](Context& c) -> Status {
                           const auto id = TRY(c.param_as<PartyId>("id"));
                           const auto me = TRY(me_of(c));
                           db.write(c.caller.tenant, [&](db::Tx& tx) { release(tx, me, id); });
                           return {};
                         });
}

}  // namespace

void add_worklist_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .get<WorkPageView>(
          "/v1/worklist", "Late customers in the order of what a conversation is worth",
          "dunning:read",
          [&db, &clock](Context& c) -> Result<WorkPageView> {
            const auto asked = TRY(section_of(c.query("section")));
            const Section section = asked.value_or(Section::easy);
            const auto queue = TRY(queue_of(c, c.query("queue")));
            const auto cursor = TRY(c.cursor<AfterView>());
            const int limit = TRY(c.limit());
            std::optional<WorkAfter> after;
            if (cursor) after = WorkAfter{cursor->place, cursor->party};
            const Instant now = clock.now();
            catch_up(db, c.caller.tenant, business_date(now, c.caller.time_zone), now);
            return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<WorkPageView> {
              const Act act = party::act_of(tx, c, now);
              const WorkPage page = read_worklist(tx, act, section, queue, after, limit);
              WorkPageView view;
              for (const WorkRow& row : page.rows)
                view.items.push_back(view_of(row, c.caller.user));
              if (page.next)
                view.next_cursor = http::make_cursor(AfterView{page.next->place, page.next->party});
              for (const SectionCount& count : count_sections(tx, queue)) {
                view.sections.push_back({std::string(word(count.section)),
                                         std::string(label(count.section)), count.customers,
                                         count.customers == counted_max});
              }
              view.formula = formula();
              return view;
            });
          })
      .query("section", "open, easy ou at_risk; easy se ausente")
      .query("queue", "mine, all, nobody ou o id de uma pessoa; all se ausente")
      .paged();
  add_claims(routes, db, clock);
}

}  // namespace quita::desk
