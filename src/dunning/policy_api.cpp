// The réguas over HTTP: their order, their versions, and the real dates of a draft.
#include <fmt/format.h>

#include "company/audit.h"
#include "company/idempotency.h"
#include "dunning/policy_store.h"
#include "dunning/routes.h"
#include "dunning/trial_view.h"
#include "party/party_api.h"

namespace quita::dunning {

BOOST_DESCRIBE_ENUM(EmailHours, day, calls, any)
BOOST_DESCRIBE_ENUM(DayCount, calendar, business)
BOOST_DESCRIBE_ENUM(PartyKind, person, company)

namespace {

using http::Context;
using http::Method;

enum class ActionWord { message, task };
BOOST_DESCRIBE_ENUM(ActionWord, message, task)

struct StepIn {
  int offset = 0;
  std::string label;
  std::optional<DayCount> days;
  std::optional<int> repeat_every, repeat_times;
  std::optional<std::vector<std::string>> profiles;
  std::optional<ActionWord> action;
  std::optional<std::string> template_;
  std::optional<std::vector<std::string>> channels;
  std::optional<int> fallback_hours;
  std::optional<std::string> proof;
  std::optional<bool> notice;       // of a message: tells in writing that a listing may follow
  std::optional<std::string> tone;  // "light", "neutral", "firm"; absent: the company's
  std::optional<std::string> task;
};
BOOST_DESCRIBE_STRUCT(StepIn, (),
                      (offset, label, days, repeat_every, repeat_times, profiles, action, template_,
                       channels, fallback_hours, proof, notice, tone, task))

struct SegmentIn {
  std::optional<std::vector<std::string>> tags;
  std::optional<PartyKind> kind;
  std::optional<Money> amount_min, amount_max;
  std::optional<std::vector<std::string>> products, sellers;
  std::optional<int> score_min, score_max;
};
BOOST_DESCRIBE_STRUCT(SegmentIn, (),
                      (tags, kind, amount_min, amount_max, products, sellers, score_min, score_max))

// `titles`: "all" (running titles move to the new version) or "new" (they keep theirs); absent:
// all.
struct PolicyIn {
  std::string name;
  std::optional<SegmentIn> segment;
  std::vector<StepIn> steps;
  std::optional<std::string> titles;
};
BOOST_DESCRIBE_STRUCT(PolicyIn, (), (name, segment, steps, titles))

struct StepView {
  int offset = 0;
  std::string label, words;
  DayCount days = DayCount::calendar;
  int repeat_every = 0, repeat_times = 0;
  std::vector<std::string> profiles;
  ActionWord action = ActionWord::message;
  std::string template_;
  std::vector<std::string> channels;
  std::optional<int> fallback_hours;  // of a message
  std::optional<std::string> proof;
  bool notice = false;
  std::optional<std::string> tone;  // of a message; absent: the company's
  std::optional<std::string> task;
  Date date;  // for a title of the sample due date
  std::string weekday;
};
BOOST_DESCRIBE_STRUCT(StepView, (),
                      (offset, label, words, days, repeat_every, repeat_times, profiles, action,
                       template_, channels, fallback_hours, proof, notice, tone, task, date,
                       weekday))

struct SegmentView {
  std::vector<std::string> tags;
  std::optional<PartyKind> kind;
  std::optional<Money> amount_min, amount_max;
  std::vector<std::string> products, sellers;
  std::optional<int> score_min, score_max;
};
BOOST_DESCRIBE_STRUCT(SegmentView, (),
                      (tags, kind, amount_min, amount_max, products, sellers, score_min, score_max))

struct VersionView {
  PolicyId id;
  int version = 1;
  std::string titles;  // "all", "new"
  Instant created_at;
  std::string created_by;
};
BOOST_DESCRIBE_STRUCT(VersionView, (), (id, version, titles, created_at, created_by))

struct PolicyView {
  PolicyId id;
  bool is_default = false;
  std::string name;
  int version = 1;
  SegmentView segment;
  std::string segment_words;
  Date sample_due_date;
  std::vector<StepView> steps;
  std::vector<VersionView> running;  // that titles follow, newest first
};
BOOST_DESCRIBE_STRUCT(PolicyView, (),
                      (id, is_default, name, version, segment, segment_words, sample_due_date,
                       steps, running))

struct ProfileRuleView {
  std::string profile, label, rule;
};
BOOST_DESCRIBE_STRUCT(ProfileRuleView, (), (profile, label, rule))

struct Policies {
  std::vector<PolicyView> items;  // in the order in which they are asked
  std::vector<ProfileRuleView> profiles;
};
BOOST_DESCRIBE_STRUCT(Policies, (), (items, profiles))

struct OldVersion {
  VersionView version;
  std::string name;
  std::string segment_words;
  std::vector<StepView> steps;
};
BOOST_DESCRIBE_STRUCT(OldVersion, (), (version, name, segment_words, steps))
struct OldVersions {
  std::vector<OldVersion> items;
};
BOOST_DESCRIBE_STRUCT(OldVersions, (), (items))

struct OrderIn {
  std::vector<PolicyId> ids;
};
BOOST_DESCRIBE_STRUCT(OrderIn, (), (ids))

struct DraftIn {
  std::vector<StepIn> steps;
  std::optional<Date> due_date;
};
BOOST_DESCRIBE_STRUCT(DraftIn, (), (steps, due_date))
struct DraftOut {
  Date due_date;
  std::string due_weekday;
  std::vector<StepView> steps;
};
BOOST_DESCRIBE_STRUCT(DraftOut, (), (due_date, due_weekday, steps))

// A draft to be tried on the last so many months; absent: twelve.
struct TrialIn {
  std::vector<StepIn> steps;
  std::optional<int> months;
};
BOOST_DESCRIBE_STRUCT(TrialIn, (), (steps, months))

struct LimitsView {
  int max_per_day = 1, max_per_week = 3;
  EmailHours email_hours = EmailHours::day;
  int quiet_days = 3;
};
BOOST_DESCRIBE_STRUCT(LimitsView, (), (max_per_day, max_per_week, email_hours, quiet_days))

struct LimitsIn {
  int max_per_day = 1, max_per_week = 3;
  EmailHours email_hours = EmailHours::day;
  std::optional<int> quiet_days;  // absent: as it is
};
BOOST_DESCRIBE_STRUCT(LimitsIn, (), (max_per_day, max_per_week, email_hours, quiet_days))

LimitsView limits_view(db::Tx& tx) {
  const ContactLimits limits = load_limits(tx);
  return {limits.max_per_day, limits.max_per_week, limits.email_hours, limits.quiet_days};
}

constexpr int sample_due_days = 10;

Result<std::vector<messaging::Channel>> channels_of(const std::vector<std::string>& words,
                                                    const std::string& place) {
  std::vector<messaging::Channel> channels;
  for (const std::string& word : words) {
    const auto channel = messaging::parse_channel(word);
    if (!channel) {
      return invalid("policy.channel", "Não há o canal “" + word + "”.", place + ".channels",
                     "Os canais são email, sms, whatsapp e letter.");
    }
    channels.push_back(*channel);
  }
  return channels;
}

Result<Step> step_of(const StepIn& in, std::size_t at) {
  const std::string place = fmt::format("steps.{}", at);
  Step step;
  step.offset = in.offset;
  step.label = in.label;
  step.count = in.days.value_or(DayCount::calendar);
  step.repeat_every = in.repeat_every.value_or(0);
  step.repeat_times = in.repeat_times.value_or(0);
  for (const std::string& word : in.profiles.value_or(std::vector<std::string>())) {
    const auto profile = parse_profile(word);
    if (!profile) {
      return invalid("policy.profile", "Não há o perfil “" + word + "”.", place + ".profiles");
    }
    step.profiles.push_back(*profile);
  }
  if (in.action == ActionWord::task) {
    step.track = Track::task;
    const auto kind = parse_task_kind(in.task.value_or(""));
    if (!kind) return invalid("policy.task", "Diga qual é a tarefa do passo.", place + ".task");
    step.task = *kind;
  } else {
    step.template_name = in.template_.value_or("");
    if (in.channels) step.channels = TRY(channels_of(*in.channels, place));
    step.fallback_hours = in.fallback_hours.value_or(step.fallback_hours);
    if (in.tone) {
      step.tone = messaging::parse_tone(*in.tone);
      if (!step.tone) {
        return invalid("policy.tone",
                       "O tom é “light” (leve), “neutral” (neutro) ou “firm” (firme).",
                       place + ".tone");
      }
    }
    if (in.proof) {
      const auto proof = messaging::parse_proof(*in.proof);
      if (!proof) {
        return invalid("policy.proof", "A prova é “delivered” (entregue) ou “read” (lida).",
                       place + ".proof");
      }
      step.proof = *proof;
    }
    step.notice = in.notice.value_or(false);
  }
  return step;
}

Result<std::vector<Step>> steps_of(const std::vector<StepIn>& in) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < in.size(); ++i) {
    Step step = TRY(step_of(in[i], i));
    steps.push_back(std::move(step));
  }
  return steps;
}

Result<PolicyDraft> draft_of(const PolicyIn& in) {
  auto steps = TRY(steps_of(in.steps));
  PolicyDraft draft;
  draft.name = in.name;
  draft.steps = std::move(steps);
  if (in.segment) {
    const std::vector<std::string> none;
    draft.segment = {in.segment->tags.value_or(none),
                     in.segment->kind,
                     in.segment->amount_min,
                     in.segment->amount_max,
                     in.segment->products.value_or(none),
                     in.segment->sellers.value_or(none),
                     in.segment->score_min,
                     in.segment->score_max};
  }
  const std::string titles = in.titles.value_or("all");
  if (titles != "all" && titles != "new") {
    return invalid("policy.titles",
                   "“all” leva os títulos em aberto para a nova versão; “new” vale só para os "
                   "títulos feitos depois.",
                   "titles");
  }
  draft.applies_to = titles == "new" ? AppliesTo::fresh : AppliesTo::all;
  return draft;
}

std::vector<StepView> views_of(const std::vector<Step>& steps, Date due_date) {
  std::vector<StepView> views;
  for (const Step& step : steps) {
    StepView view;
    view.offset = step.offset;
    view.label = step.label;
    view.words = step_words(step);
    view.days = step.count;
    view.repeat_every = step.repeat_every;
    view.repeat_times = step.repeat_times;
    for (const Profile profile : step.profiles) view.profiles.emplace_back(word(profile));
    if (step.track == Track::task) {
      view.action = ActionWord::task;
      view.task = std::string(word(step.task));
    } else {
      view.template_ = step.template_name;
      for (const auto channel : step.channels) view.channels.emplace_back(word(channel));
      view.fallback_hours = step.fallback_hours;
      view.proof = std::string(word(step.proof));
      view.notice = step.notice;
      if (step.tone) view.tone = std::string(messaging::word(*step.tone));
    }
    view.date = step_date(due_date, step.offset, step.count);
    view.weekday = weekday_name(view.date);
    views.push_back(std::move(view));
  }
  return views;
}

VersionView view_of(const PolicyVersion& version) {
  return {version.policy.id, version.policy.version,
          version.applies_to == AppliesTo::all ? "all" : "new", version.created_at,
          version.created_by};
}

PolicyView view_of(const PolicyLine& line, Date today) {
  const PolicyVersion& current = line.current();
  PolicyView view;
  view.id = line.id;
  view.is_default = line.is_default();
  view.name = current.policy.name;
  view.version = current.policy.version;
  const Segment& of = current.segment;
  view.segment = {of.tags,     of.kind,    of.amount_min, of.amount_max,
                  of.products, of.sellers, of.score_min,  of.score_max};
  view.segment_words = segment_words(current.segment);
  view.sample_due_date = today + sample_due_days;
  view.steps = views_of(current.policy.steps, view.sample_due_date);
  for (const PolicyVersion& version : line.versions) view.running.push_back(view_of(version));
  return view;
}

Policies all_policies(db::Tx& tx, Date today) {
  Policies policies;
  for (const PolicyLine& line : load_policies(tx).lines) {
    policies.items.push_back(view_of(line, today));
  }
  for (const ProfileRule& rule : profile_rules()) {
    policies.profiles.push_back(
        {std::string(word(rule.profile)), std::string(label(rule.profile)), rule.text});
  }
  return policies;
}

void add_reading(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Policies>("/v1/policies", "Lists the dunning policies in the order they are asked",
                       "dunning:read", [&db, &clock](Context& c) -> Result<Policies> {
                         return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Policies> {
                           return all_policies(tx, party::act_of(tx, c, clock.now()).today);
                         });
                       });

  routes.get<PolicyView>("/v1/policies/{id}", "Shows a dunning policy", "dunning:read",
                         [&db, &clock](Context& c) -> Result<PolicyView> {
                           const auto id = TRY(c.param_as<PolicyId>("id"));
                           return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<PolicyView> {
                             const Act act = party::act_of(tx, c, clock.now());
                             return view_of(TRY(find_policy(tx, id)), act.today);
                           });
                         });

  routes.get<OldVersions>(
      "/v1/policies/{id}/versions", "Every version of a dunning policy, newest first",
      "dunning:read", [&db, &clock](Context& c) -> Result<OldVersions> {
        const auto id = TRY(c.param_as<PolicyId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<OldVersions> {
          const Act act = party::act_of(tx, c, clock.now());
          OldVersions found;
          for (const PolicyVersion& version : versions_of(tx, id)) {
            found.items.push_back({view_of(version), version.policy.name,
                                   segment_words(version.segment),
                                   views_of(version.policy.steps, act.today + sample_due_days)});
          }
          return found;
        });
      });

  routes.add<DraftIn, DraftOut>(
      Method::post, "/v1/policies/preview", "The real dates of steps that are not saved yet",
      "dunning:read", [&db, &clock](Context& c, const DraftIn& in) -> Result<DraftOut> {
        auto draft = TRY(steps_of(in.steps));
        const auto steps = TRY(check_steps(std::move(draft)));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<DraftOut> {
          const Act act = party::act_of(tx, c, clock.now());
          const Date due = in.due_date.value_or(act.today + sample_due_days);
          return DraftOut{due, weekday_name(due), views_of(steps, due)};
        });
      });
}

void add_changing(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes
      .add<PolicyIn, PolicyView>(
          Method::post, "/v1/policies", "Adds a dunning policy for a segment", "dunning:write",
          [&db, &clock](Context& c, const PolicyIn& in) -> Result<PolicyView> {
            const auto draft = TRY(draft_of(in));
            return company::write_once<PolicyView>(db, c, [&](db::Tx& tx) -> Result<PolicyView> {
              const Act act = party::act_of(tx, c, clock.now());
              const PolicyView after = view_of(TRY(create_policy(tx, act, draft)), act.today);
              company::audit(tx, actor_of(act), "policy.create", {"policy", after.id.uuid}, {},
                             json::write(after));
              return after;
            });
          })
      .created()
      .idempotent();

  routes.add<PolicyIn, PolicyView>(
      Method::put, "/v1/policies/{id}", "Makes a new version of a dunning policy", "dunning:write",
      [&db, &clock](Context& c, const PolicyIn& in) -> Result<PolicyView> {
        const auto id = TRY(c.param_as<PolicyId>("id"));
        const auto draft = TRY(draft_of(in));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<PolicyView> {
          const Act act = party::act_of(tx, c, clock.now());
          const PolicyView before = view_of(TRY(find_policy(tx, id)), act.today);
          const PolicyView after = view_of(TRY(save_policy(tx, act, id, draft)), act.today);
          company::audit(tx, actor_of(act), "policy.change", {"policy", id.uuid},
                         json::write(before), json::write(after));
          return after;
        });
      });

  routes.add<void, void>(Method::del, "/v1/policies/{id}", "Archives a dunning policy",
                         "dunning:write", [&db, &clock](Context& c) -> Status {
                           const auto id = TRY(c.param_as<PolicyId>("id"));
                           return db.write(c.caller.tenant, [&](db::Tx& tx) -> Status {
                             const Act act = party::act_of(tx, c, clock.now());
                             const PolicyView before = view_of(TRY(find_policy(tx, id)), act.today);
                             TRY_STATUS(archive_policy(tx, act, id));
                             company::audit(tx, actor_of(act), "policy.archive",
                                            {"policy", id.uuid}, json::write(before), {});
                             return {};
                           });
                         });

  routes.add<OrderIn, Policies>(
      Method::put, "/v1/policies/order", "Sets the order in which policies are asked",
      "dunning:write", [&db, &clock](Context& c, const OrderIn& in) -> Result<Policies> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<Policies> {
          const Act act = party::act_of(tx, c, clock.now());
          OrderIn before;
          for (const PolicyLine& line : load_policies(tx).lines) {
            if (!line.is_default()) before.ids.push_back(line.id);
          }
          TRY_STATUS(order_policies(tx, act, in.ids));
          company::audit(tx, actor_of(act), "policy.order", {"policy", std::nullopt},
                         json::write(before), json::write(in));
          return all_policies(tx, act.today);
        });
      });
}

void add_trying(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.add<TrialIn, TrialView>(
      Method::post, "/v1/policies/{id}/trials",
      "Tries a draft of a dunning policy on the company's own past, in the background",
      "dunning:write", [&db, &clock](Context& c, const TrialIn& in) -> Result<TrialView> {
        const auto id = TRY(c.param_as<PolicyId>("id"));
        auto steps = TRY(steps_of(in.steps));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TrialView> {
          const Act act = party::act_of(tx, c, clock.now());
          constexpr int year = 12;
          const auto trial =
              TRY(ask_trial(tx, act, id, std::move(steps), in.months.value_or(year)));
          const TrialView view = view_of(trial);
          company::audit(tx, actor_of(act), "policy.try", {"policy", id.uuid}, {},
                         json::write(view));
          return view;
        });
      });
}

void add_limits(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<LimitsView>("/v1/settings/contact", "Shows the contact budget", "settings:read",
                         [&db](Context& c) -> Result<LimitsView> {
                           return db.read(c.caller.tenant,
                                          [](db::Tx& tx) { return limits_view(tx); });
                         });

  routes.add<LimitsIn, LimitsView>(
      Method::put, "/v1/settings/contact", "Sets the contact budget", "settings:write",
      [&db, &clock](Context& c, const LimitsIn& in) -> Result<LimitsView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<LimitsView> {
          const Act act = party::act_of(tx, c, clock.now());
          const LimitsView before = limits_view(tx);
          ContactLimits limits = load_limits(tx);
          limits.max_per_day = in.max_per_day;
          limits.max_per_week = in.max_per_week;
          limits.email_hours = in.email_hours;
          limits.quiet_days = in.quiet_days.value_or(limits.quiet_days);
          TRY_STATUS(save_limits(tx, act, limits));
          const LimitsView after = limits_view(tx);
          company::audit(tx, actor_of(act), "settings.contact", {"setting", std::nullopt},
                         json::write(before), json::write(after));
          return after;
        });
      });
}

}  // namespace

void add_policy_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_reading(routes, db, clock);
  add_changing(routes, db, clock);
  add_trying(routes, db, clock);
  add_limits(routes, db, clock);
}

}  // namespace quita::dunning
