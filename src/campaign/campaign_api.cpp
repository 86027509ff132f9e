#include "campaign/campaign_api.h"

#include "campaign/audience.h"
#include "campaign/campaign_json.h"
#include "campaign/launch.h"
#include "campaign/reach.h"
#include "campaign/result.h"
#include "company/audit.h"
#include "company/idempotency.h"
#include "party/party_api.h"

namespace quita::campaign {

namespace {

using http::Context;
using http::Method;

struct CampaignIn {
  std::string name;
  std::optional<int> days_from, days_to;  // late; days_to absent: no end
  std::optional<Money> owed_from, owed_to;
  std::optional<std::vector<std::string>> tags, profiles, states;
  Rate charges_ppm, principal_ppm;
  std::optional<int> instalments;  // at most so many, besides paying at once; 1 or absent: none
  std::optional<Rate> first_ppm;   // of the sum, paid first; absent: an equal part
  std::optional<std::string> interval;  // "week", "fortnight", "month"
  Date ends_on;
  std::optional<std::string> template_;
  std::optional<std::vector<std::string>> channels;  // in their order; by e-mail when absent
  std::optional<int> fallback_hours;                 // 0: only a failure makes the next be tried
  std::optional<std::string> proof;                  // "delivered" or "read"
  int control_percent = 10;
};
BOOST_DESCRIBE_STRUCT(CampaignIn, (),
                      (name, days_from, days_to, owed_from, owed_to, tags, profiles, states,
                       charges_ppm, principal_ppm, instalments, first_ppm, interval, ends_on,
                       template_, channels, fallback_hours, proof, control_percent))

struct IntervalView {
  double low = 0, high = 0;
};
BOOST_DESCRIBE_STRUCT(IntervalView, (), (low, high))

struct ArmView {
  std::int64_t customers = 0, payers = 0;
  Money owed, received;
  IntervalView share;
};
BOOST_DESCRIBE_STRUCT(ArmView, (), (customers, payers, owed, received, share))

struct ChannelOutcomeView {
  std::string channel;
  std::int64_t sent = 0, delivered = 0, read = 0;
  Money cost;
};
BOOST_DESCRIBE_STRUCT(ChannelOutcomeView, (), (channel, sent, delivered, read, cost))

// Shares are 0 to 1; money_difference is centavos a customer.
struct OutcomeView {
  ArmView treated, control;
  std::optional<IntervalView> share_difference, money_interval;
  std::optional<double> money_difference;
  std::int64_t offers = 0, taken = 0, agreements = 0, agreements_broken = 0;
  Money agreed;
  Money given_principal, given_charges;
  std::int64_t waiting = 0, queued = 0, sent = 0, unsure = 0, refused = 0;
  std::vector<ChannelOutcomeView> channels;
  std::string verdict;
};
BOOST_DESCRIBE_STRUCT(OutcomeView, (),
                      (treated, control, share_difference, money_interval, money_difference, offers,
                       taken, agreements, agreements_broken, agreed, given_principal, given_charges,
                       waiting, queued, sent, unsure, refused, channels, verdict))

struct CampaignView {
  CampaignId id;
  std::string name, state;
  int days_from = 1;
  std::optional<int> days_to;
  std::optional<Money> owed_from, owed_to;
  std::vector<std::string> tags, profiles, states;
  Rate charges_ppm, principal_ppm;
  int instalments = 1;
  Rate first_ppm;
  std::string interval;
  std::optional<Date> starts_on;
  Date ends_on;
  std::string template_;
  std::vector<std::string> channels;
  int fallback_hours = 0;
  std::string proof;
  int control_percent = 0;
  std::string created_by, launched_by;
  Instant created_at;
  std::optional<OutcomeView> outcome;  // of a launched one, when one is asked for
};
BOOST_DESCRIBE_STRUCT(CampaignView, (),
                      (id, name, state, days_from, days_to, owed_from, owed_to, tags, profiles,
                       states, charges_ppm, principal_ppm, instalments, first_ppm, interval,
                       starts_on, ends_on, template_, channels, fallback_hours, proof,
                       control_percent, created_by, launched_by, created_at, outcome))

struct Campaigns {
  std::vector<CampaignView> items;
};
BOOST_DESCRIBE_STRUCT(Campaigns, (), (items))

struct LeftOutView {
  std::string why;
  int customers = 0;
};
BOOST_DESCRIBE_STRUCT(LeftOutView, (), (why, customers))

struct PreviewMemberView {
  PartyId party_id;
  std::string party_name;
  int titles = 0;
  Money owed, pays;
};
BOOST_DESCRIBE_STRUCT(PreviewMemberView, (), (party_id, party_name, titles, owed, pays))

// `first`: people to whom the message goes here first; `at_most`: who can be reached here at all.
// `cost` is of SMS, where the price is known; `people_a_day` and `days` are of WhatsApp's limit.
struct ReachView {
  std::string channel;
  int first = 0, at_most = 0;
  std::optional<int> segments;
  std::optional<Money> cost, cost_at_most;
  std::optional<int> people_a_day, days, days_at_most;
};
BOOST_DESCRIBE_STRUCT(ReachView, (),
                      (channel, first, at_most, segments, cost, cost_at_most, people_a_day, days,
                       days_at_most))

struct PreviewView {
  int treated = 0, control = 0, titles = 0;
  Money owed, pays, control_owed;
  std::vector<LeftOutView> left_out;
  std::vector<ReachView> channels;
  std::vector<PreviewMemberView> largest;  // of those who would be told, by what they owe
};
BOOST_DESCRIBE_STRUCT(PreviewView, (),
                      (treated, control, titles, owed, pays, control_owed, left_out, channels,
                       largest))

struct LimitView {
  Rate charges_ppm, principal_ppm;
  std::optional<int> instalments;  // as it is when absent
};
BOOST_DESCRIBE_STRUCT(LimitView, (), (charges_ppm, principal_ppm, instalments))
struct LimitsView {
  LimitView manager, owner;
};
BOOST_DESCRIBE_STRUCT(LimitsView, (), (manager, owner))

constexpr int campaigns_max = 100;
constexpr std::size_t largest_max = 10;

Result<Draft> draft_of(const CampaignIn& in) {
  Draft draft;
  draft.name = in.name;
  draft.filter.days_from = in.days_from.value_or(1);
  draft.filter.days_to = in.days_to.value_or(0);
  draft.filter.owed_from = in.owed_from;
  draft.filter.owed_to = in.owed_to;
  draft.filter.tags = in.tags.value_or(std::vector<std::string>());
  draft.filter.states = in.states.value_or(std::vector<std::string>());
  for (const auto& word : in.profiles.value_or(std::vector<std::string>())) {
    const auto profile = dunning::parse_profile(word);
    if (!profile) return invalid("profile.word", "Não há o perfil “" + word + "”.", "profiles");
    draft.filter.profiles.push_back(*profile);
  }
  draft.reduction = {in.charges_ppm, in.principal_ppm};
  draft.instalments.most = in.instalments.value_or(1);
  draft.instalments.first = in.first_ppm.value_or(Rate());
  if (in.interval) {
    const auto interval = agreement::parse_interval(*in.interval);
    if (!interval) {
      return invalid("campaign.interval", "As parcelas são por semana, quinzena ou mês.",
                     "interval");
    }
    draft.instalments.interval = *interval;
  }
  draft.ends_on = in.ends_on;
  draft.template_name = in.template_.value_or("");
  if (in.channels) {
    draft.order.channels.clear();
    for (const auto& word : *in.channels) {
      const auto channel = messaging::parse_channel(word);
      if (!channel)
        return invalid("campaign.channel", "Não há o canal “" + word + "”.", "channels");
      draft.order.channels.push_back(*channel);
    }
  }
  draft.order.hours = in.fallback_hours.value_or(draft.order.hours);
  if (in.proof) {
    const auto proof = messaging::parse_proof(*in.proof);
    if (!proof) {
      return invalid("campaign.proof", "A prova é “delivered” (entregue) ou “read” (lida).",
                     "proof");
    }
    draft.order.proof = *proof;
  }
  draft.control_percent = in.control_percent;
  return draft;
}

IntervalView view_of(const statistics::Interval& interval) { return {interval.low, interval.high}; }

ArmView view_of(const Arm& arm) {
  return {arm.customers, arm.payers, arm.owed, arm.received, view_of(arm.share)};
}

OutcomeView view_of(const Outcome& outcome) {
  OutcomeView view;
  view.treated = view_of(outcome.treated);
  view.control = view_of(outcome.control);
  if (outcome.share_difference) view.share_difference = view_of(*outcome.share_difference);
  if (outcome.money_difference) {
    view.money_difference = outcome.money_difference->mean;
    view.money_interval = view_of(outcome.money_difference->interval);
  }
  view.offers = outcome.offers;
  view.taken = outcome.taken;
  view.agreements = outcome.agreements;
  view.agreements_broken = outcome.agreements_broken;
  view.agreed = outcome.agreed;
  view.given_principal = outcome.given_principal;
  view.given_charges = outcome.given_charges;
  view.waiting = outcome.waiting;
  view.queued = outcome.queued;
  view.sent = outcome.sent;
  view.unsure = outcome.unsure;
  view.refused = outcome.refused;
  for (const auto& each : outcome.channels) {
    view.channels.push_back({std::string(messaging::word(each.channel)), each.sent, each.delivered,
                             each.read, each.cost});
  }
  view.verdict = outcome.verdict;
  return view;
}

CampaignView view_of(const Campaign& campaign) {
  const Draft& draft = campaign.draft;
  CampaignView view;
  view.id = campaign.id;
  view.name = draft.name;
  view.state = word(campaign.state);
  view.days_from = draft.filter.days_from;
  if (draft.filter.days_to > 0) view.days_to = draft.filter.days_to;
  view.owed_from = draft.filter.owed_from;
  view.owed_to = draft.filter.owed_to;
  view.tags = draft.filter.tags;
  for (const auto profile : draft.filter.profiles)
    view.profiles.emplace_back(dunning::word(profile));
  view.states = draft.filter.states;
  view.instalments = draft.instalments.most;
  view.first_ppm = draft.instalments.first;
  view.interval = agreement::word(draft.instalments.interval);
  view.charges_ppm = draft.reduction.charges;
  view.principal_ppm = draft.reduction.principal;
  view.starts_on = campaign.starts_on;
  view.ends_on = draft.ends_on;
  view.template_ = draft.template_name;
  for (const auto channel : draft.order.channels)
    view.channels.emplace_back(messaging::word(channel));
  view.fallback_hours = draft.order.hours;
  view.proof = messaging::word(draft.order.proof);
  view.control_percent = draft.control_percent;
  view.created_by = campaign.created_by;
  view.launched_by = campaign.launched_by;
  view.created_at = campaign.created_at;
  return view;
}

PreviewView view_of(const Audience& audience, const std::vector<Reach>& reaches) {
  PreviewView view;
  std::vector<const AudienceMember*> told;
  for (const AudienceMember& member : audience.members) {
    if (!member.treated) {
      ++view.control;
      view.control_owed += member.owed;
      continue;
    }
    ++view.treated;
    view.titles += static_cast<int>(member.titles.size());
    view.owed += member.owed;
    view.pays += member.pays;
    told.push_back(&member);
  }
  std::sort(told.begin(), told.end(),
            [](const auto* a, const auto* b) { return a->owed > b->owed; });
  for (const auto* member : told) {
    if (view.largest.size() == largest_max) break;
    view.largest.push_back({member->party, member->name, static_cast<int>(member->titles.size()),
                            member->owed, member->pays});
  }
  for (const auto& count : audience.left_out)
    view.left_out.push_back({std::string(label(count.why)), count.customers});
  for (const Reach& reach : reaches) {
    view.channels.push_back({std::string(messaging::word(reach.channel)), reach.first,
                             reach.at_most, reach.segments, reach.cost, reach.cost_at_most,
                             reach.people_a_day, reach.days, reach.days_at_most});
  }
  return view;
}

std::optional<company::Role> role_of(const Context& c) {
  return company::parse_role(c.caller.role);
}

LimitView view_of(const Limit& limit) {
  return {limit.reduction.charges, limit.reduction.principal, limit.instalments};
}

Limit limit_of(const LimitView& in, const Limit& before) {
  return {{in.charges_ppm, in.principal_ppm}, in.instalments.value_or(before.instalments)};
}

LimitsView view_of(const DiscountLimits& limits) {
  return {view_of(limits.manager), view_of(limits.owner)};
}

// launch and end: what the campaign was and is, in the audit log.
template <class F>
Result<CampaignView> act_on(db::Db& db, const Clock& clock, Context& c, const char* word_of_audit,
                            F use_case) {
  const auto id = TRY(c.param_as<CampaignId>("id"));
  return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<CampaignView> {
    const Act act = party::act_of(tx, c, clock.now());
    const Campaign done = TRY(use_case(tx, act, id));
    CampaignView view = view_of(done);
    view.outcome = view_of(outcome_of(tx, done));
    company::audit(tx, actor_of(act), word_of_audit, {"campaign", id.uuid}, {}, json::write(view));
    return view;
  });
}

void add_reading(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Campaigns>("/v1/campaigns", "Lists campaigns, newest first", "dunning:read",
                        [&db](Context& c) -> Result<Campaigns> {
                          return db.read(c.caller.tenant, [](db::Tx& tx) -> Result<Campaigns> {
                            Campaigns all;
                            for (const Campaign& campaign : campaigns(tx, campaigns_max))
                              all.items.push_back(view_of(campaign));
                            return all;
                          });
                        });

  routes.get<CampaignView>("/v1/campaigns/{id}", "A campaign and what it brought", "dunning:read",
                           [&db](Context& c) -> Result<CampaignView> {
                             const auto id = TRY(c.param_as<CampaignId>("id"));
                             return db.read(c.caller.tenant,
                                            [&](db::Tx& tx) -> Result<CampaignView> {
                                              const Campaign campaign = TRY(load(tx, id));
                                              CampaignView view = view_of(campaign);
                                              if (campaign.starts_on)
                                                view.outcome = view_of(outcome_of(tx, campaign));
                                              return view;
                                            });
                           });

  routes.add<CampaignIn, PreviewView>(
      Method::post, "/v1/campaigns/preview", "Whom a campaign would reach, and for how much",
      "dunning:write", [&db, &clock](Context& c, const CampaignIn& in) -> Result<PreviewView> {
        const Draft draft = TRY(draft_of(in));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<PreviewView> {
          const Act act = party::act_of(tx, c, clock.now());
          TRY_STATUS(check(tx, act, draft, role_of(c)));
          const Audience audience = TRY(audience_of(tx, act, draft, 0));
          return view_of(audience, reach_of(tx, draft, audience, act.today));
        });
      });
}

void add_limits(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<LimitsView>("/v1/settings/discount-limits", "How much whom may give", "dunning:read",
                         [&db](Context& c) -> Result<LimitsView> {
                           return db.read(c.caller.tenant, [](db::Tx& tx) -> Result<LimitsView> {
                             return view_of(load_limits(tx));
                           });
                         });

  routes.add<LimitsView, LimitsView>(
      Method::put, "/v1/settings/discount-limits", "Sets how much whom may give", "settings:write",
      [&db, &clock](Context& c, const LimitsView& in) -> Result<LimitsView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<LimitsView> {
          const Act act = party::act_of(tx, c, clock.now());
          const DiscountLimits before = load_limits(tx);
          const DiscountLimits wanted{limit_of(in.manager, before.manager),
                                      limit_of(in.owner, before.owner)};
          TRY_STATUS(save_limits(tx, act, wanted));
          company::audit(tx, actor_of(act), "settings.discount_limits", {"setting", std::nullopt},
                         write_limits(before), write_limits(wanted));
          return view_of(load_limits(tx));
        });
      });
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_reading(routes, db, clock);
  add_limits(routes, db, clock);

  routes
      .add<CampaignIn, CampaignView>(
          Method::post, "/v1/campaigns", "Drafts a campaign", "dunning:write",
          [&db, &clock](Context& c, const CampaignIn& in) -> Result<CampaignView> {
            const Draft draft = TRY(draft_of(in));
            return company::write_once<CampaignView>(
                db, c, [&](db::Tx& tx) -> Result<CampaignView> {
                  const Act act = party::act_of(tx, c, clock.now());
                  const CampaignView view = view_of(TRY(create(tx, act, draft, role_of(c))));
                  company::audit(tx, actor_of(act), "campaign.create", {"campaign", view.id.uuid},
                                 {}, json::write(view));
                  return view;
                });
          })
      .created()
      .idempotent();

  routes.add<void, CampaignView>(Method::post, "/v1/campaigns/{id}/launch",
                                 "Draws the lot, makes the offers and begins to tell the customers",
                                 "dunning:write",
                                 [&db, &clock](Context& c) -> Result<CampaignView> {
                                   return act_on(db, clock, c, "campaign.launch",
                                                 [&](db::Tx& tx, const Act& act, CampaignId id) {
                                                   return launch(tx, act, id, role_of(c));
                                                 });
                                 });

  routes.add<void, CampaignView>(
      Method::post, "/v1/campaigns/{id}/end", "Ends a campaign today", "dunning:write",
      [&db, &clock](Context& c) -> Result<CampaignView> {
        return act_on(db, clock, c, "campaign.end",
                      [](db::Tx& tx, const Act& act, CampaignId id) { return end(tx, act, id); });
      });
}

}  // namespace quita::campaign
