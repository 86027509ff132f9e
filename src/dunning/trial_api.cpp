// "Testar antes de usar" over HTTP: what was asked, how far it is, and what came of it. The asking
// itself takes steps as the editor has them and stands in policy_api.cpp.
#include "dunning/routes.h"
#include "dunning/trial_view.h"
#include "party/party_api.h"

namespace quita::dunning {

namespace {

using http::Context;

struct Trials {
  std::vector<TrialView> items;
};
BOOST_DESCRIBE_STRUCT(Trials, (), (items))

}  // namespace

TrialView view_of(const PolicyTrial& trial) {
  TrialView view;
  view.id = trial.id;
  view.policy_id = trial.line;
  view.policy_name = trial.policy_name;
  view.months = trial.months;
  view.state = std::string(word(trial.state));
  view.done = trial.done;
  view.total = trial.all;
  view.result = trial.result;
  view.created_by = trial.created_by;
  view.created_at = trial.created_at;
  view.finished_at = trial.finished_at;
  return view;
}

void add_trial_routes(http::Routes& routes, db::Db& db) {
  routes.get<Trials>("/v1/policies/{id}/trials",
                     "Drafts of a dunning policy that were tried on the past, newest first",
                     "dunning:read", [&db](Context& c) -> Result<Trials> {
                       const auto id = TRY(c.param_as<PolicyId>("id"));
                       return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Trials> {
                         Trials trials;
                         for (const PolicyTrial& trial : recent_trials(tx, id))
                           trials.items.push_back(view_of(trial));
                         return trials;
                       });
                     });

  routes.get<TrialView>("/v1/policy-trials/{id}",
                        "A draft tried on the past: its progress, then its result", "dunning:read",
                        [&db](Context& c) -> Result<TrialView> {
                          const auto id = TRY(c.param_as<TrialId>("id"));
                          return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<TrialView> {
                            return view_of(TRY(find_trial(tx, id)));
                          });
                        });
}

}  // namespace quita::dunning
