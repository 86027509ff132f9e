#include "dunning/policy_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "company/setting.h"
#include "dunning/limits_json.h"
#include "dunning/step_json.h"
#include "messaging/template_store.h"
#include "receivable/receivable_store.h"

namespace quita::dunning {
namespace {

constexpr auto select_policy =
    "SELECT id, name, version, steps FROM policy WHERE tenant_id = $1 AND active = 1";

constexpr auto insert_policy =
    "INSERT INTO policy (tenant_id, id, name, version, steps, active, created_at) "
    "VALUES ($1, $2, $3, $4, $5, 1, $6)";

constexpr auto retire_policies = "UPDATE policy SET active = 0 WHERE tenant_id = $1 AND active = 1";

constexpr auto update_looks_of_all =
    "UPDATE title SET next_step_on = $2 WHERE tenant_id = $1 "
    "AND state IN ('open', 'partly_paid') AND (next_step_on IS NULL OR next_step_on > $2)";

constexpr std::string_view limits_setting = "contact";
constexpr std::size_t name_max = 80;

std::optional<Policy> stored_policy(db::Tx& tx) {
  return tx.one(
      select_policy,
      [](db::Row& row) {
        return Policy{row.id<PolicyId>(0), row.text(1), static_cast<int>(row.integer(2)),
                      steps_from_json(row.view(3))};
      },
      tx.tenant());
}

void insert(db::Tx& tx, const Policy& policy, Instant now) {
  tx.execute(insert_policy, tx.tenant(), policy.id, policy.name, policy.version,
             steps_to_json(policy.steps), now);
}

Policy default_policy() { return {PolicyId{}, "Régua padrão", 1, default_steps()}; }

}  // namespace

void install_default_policy(db::Tx& tx, Instant now) {
  if (stored_policy(tx)) return;
  Policy policy = default_policy();
  policy.id = PolicyId::make(now);
  insert(tx, policy, now);
}

Policy load_policy(db::Tx& tx) { return stored_policy(tx).value_or(default_policy()); }

Result<Policy> save_policy(db::Tx& tx, const Act& act, std::string_view name,
                           std::vector<Step> steps) {
  if (trim(name).empty() || length_utf8(name) > name_max) {
    return invalid("policy.name",
                   fmt::format("O nome da régua deve ter de 1 a {} letras.", name_max), "name");
  }
  Policy policy{PolicyId::make(act.now), std::string(trim(name)), load_policy(tx).version + 1,
                TRY(check_steps(std::move(steps)))};
  for (std::size_t i = 0; i < policy.steps.size(); ++i) {
    auto form = messaging::load_template(tx, policy.steps[i].template_name);
    if (!form) return tl::make_unexpected(std::move(form).error().at(fmt::format("steps.{}", i)));
  }
  tx.execute(retire_policies, tx.tenant());
  insert(tx, policy, act.now);
  look_again_at_all(tx, act.today);
  return policy;
}

ContactLimits load_limits(db::Tx& tx) {
  const auto stored = company::read_setting(tx, limits_setting);
  return stored ? limits_from_json(*stored) : ContactLimits();
}

Status save_limits(db::Tx& tx, const Act& act, const ContactLimits& limits) {
  if (limits.max_per_day < 1 || limits.max_per_day > 3) {
    return invalid("contact.max_per_day", "O limite por dia deve ser de 1 a 3 mensagens.",
                   "max_per_day");
  }
  if (limits.max_per_week < 1 || limits.max_per_week > 7) {
    return invalid("contact.max_per_week", "O limite em sete dias deve ser de 1 a 7 cobranças.",
                   "max_per_week");
  }
  company::write_setting(tx, act.now, limits_setting, limits_to_json(limits));
  look_again_at_all(tx, act.today);
  return {};
}

void look_again(db::Tx& tx, PartyId party, Date date) { receivable::look_again(tx, party, date); }

void look_again_at_all(db::Tx& tx, Date date) {
  tx.execute(update_looks_of_all, tx.tenant(), date);
}

}  // namespace quita::dunning
