// Experiments over HTTP: begun from a tried draft, looked at, ended by a person.
#include <cmath>

#include "company/audit.h"
#include "dunning/experiment_result.h"
#include "dunning/routes.h"
#include "party/party_api.h"

namespace quita::dunning {

namespace {

using http::Context;
using http::Method;

struct ExperimentIn {
  TrialId trial_id;
  std::string name;
  std::optional<int> share_percent;  // of the customers, to the challenger; absent: half
};
BOOST_DESCRIBE_STRUCT(ExperimentIn, (), (trial_id, name, share_percent))

// "champion": the régua stays. "challenger": its steps become the régua. "none": it is broken off.
struct EndIn {
  std::string winner;
};
BOOST_DESCRIBE_STRUCT(EndIn, (), (winner))

struct ChallengerStep {
  int offset = 0;
  std::string words, label;
};
BOOST_DESCRIBE_STRUCT(ChallengerStep, (), (offset, words, label))

struct ExperimentView {
  ExperimentId id;
  PolicyId policy_id;
  std::string policy_name, name;
  int share_percent = 50;
  Instant started_at;
  std::string started_by;
  std::optional<Instant> ended_at;
  std::string ended_by;
  std::optional<std::string> winner;
  std::vector<ChallengerStep> steps;  // of the challenger
};
BOOST_DESCRIBE_STRUCT(ExperimentView, (),
                      (id, policy_id, policy_name, name, share_percent, started_at, started_by,
                       ended_at, ended_by, winner, steps))

struct Experiments {
  std::vector<ExperimentView> items;
};
BOOST_DESCRIBE_STRUCT(Experiments, (), (items))

struct ExperimentArm {
  int drawn = 0, customers = 0, titles = 0, waiting = 0;
  Money due, recovered;
};
BOOST_DESCRIBE_STRUCT(ExperimentArm, (), (drawn, customers, titles, waiting, due, recovered))

// Shares from 0 to 1, or days; an end that is not there is not known yet.
struct RangeView {
  double value = 0;
  std::optional<double> low, high;
};
BOOST_DESCRIBE_STRUCT(RangeView, (), (value, low, high))

struct MeasureView {
  RangeView champion, challenger, gap;
};
BOOST_DESCRIBE_STRUCT(MeasureView, (), (champion, challenger, gap))

struct ResultView {
  Date as_of;
  int days = result_days;
  int customers_for_verdict = dunning::customers_for_verdict;
  ExperimentArm champion, challenger;
  MeasureView titles_paid, amount_recovered, days_to_pay;
  double chance_of_split = 1;  // of a fair draw that divides so unevenly, or more so
  // "too_early", "undecided", "challenger_better", "champion_better", "split_in_doubt"
  std::string verdict;
};
BOOST_DESCRIBE_STRUCT(ResultView, (),
                      (as_of, days, customers_for_verdict, champion, challenger, chance_of_split,
                       titles_paid, amount_recovered, days_to_pay, verdict))

struct ExperimentPage {
  ExperimentView experiment;
  ResultView result;
};
BOOST_DESCRIBE_STRUCT(ExperimentPage, (), (experiment, result))

ExperimentView view_of(const ExperimentRecord& record) {
  const Experiment& experiment = record.experiment;
  ExperimentView view;
  view.id = experiment.id;
  view.policy_id = experiment.line;
  view.policy_name = record.policy_name;
  view.name = experiment.name;
  view.share_percent = experiment.share_percent;
  view.started_at = experiment.started_at;
  view.started_by = record.started_by;
  view.ended_at = record.ended_at;
  view.ended_by = record.ended_by;
  if (record.ending) view.winner = std::string(word(*record.ending));
  for (const Step& step : experiment.challenger.steps)
    view.steps.push_back({step.offset, step_words(step), step.label});
  return view;
}

std::optional<double> known(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

RangeView view_of(double value, const statistics::Interval& interval) {
  return {value, known(interval.low), known(interval.high)};
}

MeasureView view_of(const Measure& measure) {
  return {view_of(measure.champion.value, measure.champion.interval),
          view_of(measure.challenger.value, measure.challenger.interval),
          view_of(measure.gap, measure.gap_interval)};
}

ExperimentArm view_of(const ArmCount& arm) {
  return {arm.drawn, arm.customers, arm.titles, arm.waiting, arm.due, arm.recovered};
}

ResultView view_of(const ExperimentResult& result) {
  ResultView view;
  view.as_of = result.as_of;
  view.champion = view_of(result.champion);
  view.challenger = view_of(result.challenger);
  view.chance_of_split = result.chance_of_split;
  view.titles_paid = view_of(result.titles_paid);
  view.amount_recovered = view_of(result.amount_recovered);
  view.days_to_pay = view_of(result.days_to_pay);
  view.verdict = std::string(word(result.verdict));
  return view;
}

}  // namespace

void add_experiment_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<Experiments>("/v1/experiments", "Lists experiments between policies, newest first",
                          "dunning:read", [&db](Context& c) -> Result<Experiments> {
                            return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Experiments> {
                              Experiments found;
                              for (const ExperimentRecord& record : recent_experiments(tx))
                                found.items.push_back(view_of(record));
                              return found;
                            });
                          });

  routes.get<ExperimentPage>(
      "/v1/experiments/{id}", "An experiment with what came of it until today", "dunning:read",
      [&db, &clock](Context& c) -> Result<ExperimentPage> {
        const auto id = TRY(c.param_as<ExperimentId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<ExperimentPage> {
          const Act act = party::act_of(tx, c, clock.now());
          const ExperimentRecord record = TRY(find_experiment(tx, id));
          return ExperimentPage{view_of(record), view_of(measure(tx, record, act.today))};
        });
      });

  routes
      .add<ExperimentIn, ExperimentView>(
          Method::post, "/v1/experiments",
          "Lets a share of a policy's customers follow a tried draft", "dunning:write",
          [&db, &clock](Context& c, const ExperimentIn& in) -> Result<ExperimentView> {
            return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ExperimentView> {
              const Act act = party::act_of(tx, c, clock.now());
              constexpr int half = 50;
              const auto record = TRY(
                  begin_experiment(tx, act, in.trial_id, in.name, in.share_percent.value_or(half)));
              const ExperimentView view = view_of(record);
              company::audit(tx, actor_of(act), "experiment.begin",
                             {"experiment", record.experiment.id.uuid}, {}, json::write(view));
              return view;
            });
          })
      .created();

  routes.add<EndIn, ExperimentView>(
      Method::post, "/v1/experiments/{id}/end",
      "Ends an experiment; when the challenger won, its steps become the policy", "dunning:write",
      [&db, &clock](Context& c, const EndIn& in) -> Result<ExperimentView> {
        const auto id = TRY(c.param_as<ExperimentId>("id"));
        const auto ending = parse_ending(in.winner);
        if (!ending) {
          return invalid("experiment.winner",
                         "Diga quem fica: champion, challenger, ou none para ninguém.", "winner");
        }
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ExperimentView> {
          const Act act = party::act_of(tx, c, clock.now());
          const ExperimentView before = view_of(TRY(find_experiment(tx, id)));
          const ExperimentView after = view_of(TRY(end_experiment(tx, act, id, *ending)));
          company::audit(tx, actor_of(act), "experiment.end", {"experiment", id.uuid},
                         json::write(before), json::write(after));
          return after;
        });
      });
}

}  // namespace quita::dunning
