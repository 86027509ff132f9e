#include "dunning/policy_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <map>
#include <utility>

#include "company/company.h"
#include "company/lease.h"
#include "dunning/past.h"
#include "dunning/people_query.h"
#include "dunning/policy_json.h"
#include "dunning/policy_store.h"
#include "dunning/trial_json.h"
#include "messaging/outbox.h"
#include "party/acting.h"

namespace quita::dunning {
namespace {

constexpr std::array<std::string_view, 4> state_words = {"waiting", "running", "done", "failed"};
constexpr std::string_view lease_name = "policy_trial";
constexpr std::chrono::minutes lease_time{10};
constexpr std::size_t people_at_once = 500;
constexpr std::size_t changed_max = 20;
constexpr int week_days = 7;
constexpr std::string_view failed_words =
    "O teste parou por uma falha do servidor. Peça outro; se parar de novo, veja o registro do "
    "servidor.";

#define QUITA_TRIAL_COLUMNS                                                                  \
  "id, line_id, policy_name, steps, months, state, done, total, result, error, created_by, " \
  "created_at, finished_at"

constexpr auto insert_trial =
    "INSERT INTO policy_trial (tenant_id, id, line_id, policy_name, steps, months, state, "
    "created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)";
constexpr auto select_trial =
    "SELECT " QUITA_TRIAL_COLUMNS " FROM policy_trial WHERE tenant_id = $1 AND id = $2";
constexpr auto select_recent = "SELECT " QUITA_TRIAL_COLUMNS
                               " FROM policy_trial WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2";
constexpr auto select_waiting =
    "SELECT id FROM policy_trial WHERE tenant_id = $1 AND state IN ('waiting', 'running') "
    "ORDER BY id LIMIT 1";
constexpr auto delete_older =
    "DELETE FROM policy_trial WHERE tenant_id = $1 AND id NOT IN (SELECT id FROM policy_trial "
    "WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2)";
constexpr auto update_progress =
    "UPDATE policy_trial SET state = 'running', done = $3, total = $4 WHERE tenant_id = $1 "
    "AND id = $2";
constexpr auto update_done =
    "UPDATE policy_trial SET state = 'done', done = $3, total = $3, result = $4, finished_at = $5 "
    "WHERE tenant_id = $1 AND id = $2";
constexpr auto update_failed =
    "UPDATE policy_trial SET state = 'failed', error = $3, finished_at = $4 WHERE tenant_id = $1 "
    "AND id = $2";

const db::ManyStatement& count_sent() {
  static const db::ManyStatement sql = people_statement(
      "SELECT COUNT(*) FROM outbox WHERE tenant_id = $1 AND state = 'sent' AND cause >= 'dunning:' "
      "AND cause < 'dunning;' AND business_date >= $2 AND party_id IN ({people})",
      2);
  return sql;
}

// `price` is in centavos for a thousand segments.
constexpr auto select_prices =
    "SELECT channel, COUNT(*), SUM(segments * price) FROM outbox WHERE tenant_id = $1 AND "
    "state = 'sent' AND business_date >= $2 GROUP BY channel";

// What a message of each channel cost on the average, in thousandths of a centavo.
using Prices = std::map<messaging::Channel, std::int64_t>;
Prices load_prices(db::Tx& tx, Date from) {
  Prices prices;
  tx.each(
      select_prices,
      [&](db::Row& row) {
        const auto channel = messaging::parse_channel(row.view(0));
        if (channel) prices[*channel] = row.integer(2) / row.integer(1);
      },
      tx.tenant(), from);
  prices[messaging::Channel::email] = 0;
  return prices;
}

PolicyTrial read_trial(db::Row& row) {
  PolicyTrial trial;
  trial.id = row.id<TrialId>(0);
  trial.line = row.optional_id<PolicyId>(1).value_or(PolicyId());
  trial.policy_name = row.text(2);
  trial.steps = steps_from_json(row.view(3));
  trial.months = static_cast<int>(row.integer(4));
  const auto word = std::find(state_words.begin(), state_words.end(), row.view(5));
  trial.state = static_cast<TrialState>(word - state_words.begin());
  trial.done = static_cast<int>(row.integer(6));
  trial.all = static_cast<int>(row.integer(7));
  if (!row.null(8)) trial.result = trial_result_from_json(row.view(8));
  trial.error = row.text(9);
  trial.created_by = row.text(10);
  trial.created_at = row.instant(11);
  trial.finished_at = row.optional_instant(12);
  return trial;
}

// As they are today, each régua by its newest version alone: what was true of a title's birth does
// not count, since the question is what these steps would do.
PolicySet only_current(PolicySet set) {
  for (PolicyLine& line : set.lines) {
    line.versions.resize(1);
    line.versions.front().applies_to = AppliesTo::all;
    line.experiment.reset();
  }
  return set;
}

PolicySet with_draft(PolicySet set, PolicyId line, const std::vector<Step>& steps) {
  for (PolicyLine& each : set.lines) {
    if (each.id == line) each.versions.front().policy.steps = steps;
  }
  return set;
}

// Adds up what the replays of customer after customer say.
class Sum {
 public:
  explicit Sum(TrialResult& result) : result_(result) {}

  void add(const NamedPast& named, const Replay& present, const Replay& draft) {
    ++result_.people;
    result_.titles += static_cast<int>(named.past.titles.size());
    add(result_.present, present, &TrialStep::present, &TrialMonth::present,
        &TrialChannel::present);
    add(result_.draft, draft, &TrialStep::draft, &TrialMonth::draft, &TrialChannel::draft);
    const auto before = static_cast<int>(present.messages.size());
    const auto after = static_cast<int>(draft.messages.size());
    if (before == after) return;
    result_.changed.push_back({named.past.now.id, named.name, before, after});
    if (result_.changed.size() > 10 * changed_max) keep_most_changed();
  }

  void finish(const Prices& prices) {
    keep_most_changed();
    for (auto& [channel, counts] : channels_) {
      counts.channel = messaging::word(channel);
      counts.label = messaging::label(channel);
      if (const auto price = prices.find(channel); price != prices.end()) {
        constexpr std::int64_t thousandths = 1'000;
        counts.present_cost = Money::centavos(counts.present * price->second / thousandths);
        counts.draft_cost = Money::centavos(counts.draft * price->second / thousandths);
      }
      result_.channels.push_back(counts);
    }
    for (auto& [day, step] : steps_) result_.steps.push_back(std::move(step));
    for (auto& [month, counts] : months_) result_.months.push_back(counts);
  }

 private:
  void add(TrialSide& side, const Replay& replay, int TrialStep::*of_step,
           int TrialMonth::*of_month, int TrialChannel::*of_channel) {
    side.tasks += replay.tasks;
    if (!replay.messages.empty()) ++side.customers;
    for (std::size_t i = 0; i < replay.messages.size(); ++i) {
      const SaidThen& said = replay.messages[i];
      ++side.messages;
      ++(said.demand ? side.demands : side.reminders);
      TrialStep& step = steps_[said.step];
      step.day = said.step;
      step.words = step_words(said.step);
      ++(step.*of_step);
      const Date first(said.on.year(), said.on.month(), 1);
      TrialMonth& month = months_[first];
      month.month = first;
      ++(month.*of_month);
      ++(channels_[said.channel].*of_channel);
      if (!side.first || said.on < *side.first) side.first = said.on;
      if (!side.last || said.on > *side.last) side.last = said.on;
      int week = 0;
      for (std::size_t k = i + 1; k-- > 0 && replay.messages[k].on > said.on - week_days;)
        week += replay.messages[k].demand ? 1 : 0;
      side.most_in_week = std::max(side.most_in_week, week);
    }
  }

  void keep_most_changed() {
    const auto by = [](const TrialCustomer& customer) {
      return std::tuple(-std::abs(customer.draft - customer.present), customer.name, customer.id);
    };
    std::sort(result_.changed.begin(), result_.changed.end(),
              [&](const auto& a, const auto& b) { return by(a) < by(b); });
    if (result_.changed.size() > changed_max) result_.changed.resize(changed_max);
  }

  TrialResult& result_;
  std::map<int, TrialStep> steps_;
  std::map<Date, TrialMonth> months_;
  std::map<messaging::Channel, TrialChannel> channels_;
};

// Every nth of them, chosen by nothing but their ids, when they are too many.
std::vector<PartyId> sample(std::vector<PartyId> people, int& one_in) {
  one_in = 1 + static_cast<int>(people.size()) / (trial_people_max + 1);
  if (one_in == 1) return people;
  std::erase_if(people, [&](const PartyId& id) {
    return std::hash<Uuid>()(uuid_of("trial " + id.text())) % static_cast<std::size_t>(one_in) != 0;
  });
  return people;
}

class Making {
 public:
  Making(db::Db& db, TenantId tenant, const Clock& clock, PolicyTrial trial)
      : db_(db), tenant_(tenant), clock_(clock), trial_(std::move(trial)) {}

  // False: stopped on the way; the next call begins anew.
  bool make(const std::function<bool()>& keep_going) {
    std::vector<PartyId> people;
    db_.read(tenant_, [&](db::Tx& tx) {
      zone_ = time_zone_of(tx);
      const Date today = business_date(clock_.now(), zone_);
      result_.last = today - 1;
      result_.from = today.add_months(-trial_.months);
      present_ = only_current(load_policies(tx));
      draft_ = with_draft(present_, trial_.line, trial_.steps);
      limits_ = load_limits(tx);
      prices_ = load_prices(tx, result_.from);
      people = sample(people_with_titles_since(tx, result_.from, zone_), result_.one_in);
    });
    Sum sum(result_);
    for (std::size_t first = 0; first < people.size(); first += people_at_once) {
      if (!keep_going()) return false;
      const auto some = std::span<const PartyId>(people).subspan(
          first, std::min(people_at_once, people.size() - first));
      play(some, sum);
      db_.write(tenant_, [&](db::Tx& tx) {
        tx.execute(update_progress, tx.tenant(), trial_.id, static_cast<int>(first + some.size()),
                   static_cast<int>(people.size()));
      });
    }
    sum.finish(prices_);
    db_.write(tenant_, [&](db::Tx& tx) {
      tx.execute(update_done, tx.tenant(), trial_.id, static_cast<int>(people.size()),
                 trial_result_to_json(result_), clock_.now());
    });
    return true;
  }

 private:
  // The customers are read in one transaction and replayed after it.
  void play(std::span<const PartyId> some, Sum& sum) {
    const auto pasts = db_.read(tenant_, [&](db::Tx& tx) {
      each_of_people(
          tx, count_sent(), some,
          [&](db::Row& row) { result_.really_sent += static_cast<int>(row.integer(0)); },
          result_.from);
      return load_pasts(tx, some, result_.from, result_.last + 1, zone_);
    });
    for (const NamedPast& named : pasts) {
      sum.add(named, replay(named.past, present_, limits_, result_.from, result_.last),
              replay(named.past, draft_, limits_, result_.from, result_.last));
    }
  }

  db::Db& db_;
  TenantId tenant_;
  const Clock& clock_;
  const PolicyTrial trial_;
  std::string zone_;
  PolicySet present_, draft_;
  ContactLimits limits_;
  Prices prices_;
  TrialResult result_;
};

}  // namespace

std::string_view word(TrialState state) { return state_words[static_cast<std::size_t>(state)]; }

Result<PolicyTrial> ask_trial(db::Tx& tx, const Act& act, PolicyId id, std::vector<Step> wanted,
                              int months) {
  const PolicyLine line = TRY(find_policy(tx, id));
  const auto steps = TRY(check_steps(std::move(wanted)));
  if (months < 1 || months > trial_months_max) {
    return invalid("trial.months",
                   fmt::format("O teste olha de 1 a {} meses para trás.", trial_months_max),
                   "months");
  }
  const TrialId trial = TrialId::make(act.now);
  tx.execute(insert_trial, tx.tenant(), trial, line.is_default() ? std::nullopt : std::optional(id),
             line.current().policy.name, steps_to_json(steps), months, act.actor, act.now);
  tx.execute(delete_older, tx.tenant(), trials_kept);
  return find_trial(tx, trial);
}

Result<PolicyTrial> find_trial(db::Tx& tx, TrialId id) {
  auto found = tx.one(select_trial, read_trial, tx.tenant(), id);
  if (found) return *std::move(found);
  return fail(ErrorKind::not_found, "trial.not_found", "Este teste não existe mais.", "id");
}

std::vector<PolicyTrial> recent_trials(db::Tx& tx, PolicyId line) {
  auto trials = tx.all(select_recent, read_trial, tx.tenant(), trials_kept);
  std::erase_if(trials, [&](const PolicyTrial& trial) { return trial.line != line; });
  return trials;
}

void make_trials(db::Db& db, const Clock& clock, std::string_view worker,
                 const std::function<bool()>& keep_going) {
  const auto companies = db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    while (keep_going()) {
      const auto waiting = db.read(company.id, [&](db::Tx& tx) -> std::optional<PolicyTrial> {
        const auto id = tx.one(
            select_waiting, [](db::Row& row) { return row.id<TrialId>(0); }, tx.tenant());
        if (!id) return std::nullopt;
        auto trial = find_trial(tx, *id);
        return trial ? std::optional(*std::move(trial)) : std::nullopt;
      });
      if (!waiting) break;
      const auto mine = [&] {
        return db.write(company.id, [&](db::Tx& tx) {
          const Instant now = clock.now();
          return company::take_lease(tx, lease_name, worker, now, now + lease_time);
        });
      };
      if (!mine()) break;
      bool done = false;
      std::exception_ptr trouble;
      try {
        done = Making(db, company.id, clock, *waiting).make([&] { return keep_going() && mine(); });
      } catch (const std::exception&) {
        trouble = std::current_exception();
      }
      db.write(company.id, [&](db::Tx& tx) {
        if (trouble) tx.execute(update_failed, tx.tenant(), waiting->id, failed_words, clock.now());
        company::give_back_lease(tx, lease_name, worker);
      });
      if (trouble) std::rethrow_exception(trouble);  // to the log, in the machine's words
      if (!done) break;
    }
  }
}

}  // namespace quita::dunning
