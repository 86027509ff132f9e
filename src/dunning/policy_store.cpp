#include "dunning/policy_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "company/setting.h"
#include "dunning/experiment_store.h"
#include "dunning/limits_json.h"
#include "dunning/policy_json.h"
#include "messaging/open_channels.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"
#include "receivable/title_look.h"

namespace quita::dunning {
namespace {

#define QUITA_POLICY_COLUMNS \
  "id, name, version, steps, line_id, position, segment, applies_to, created_at, created_by"

constexpr auto select_active = "SELECT " QUITA_POLICY_COLUMNS
                               " FROM policy WHERE tenant_id = $1 AND active = 1 "
                               "ORDER BY version DESC, id DESC";

constexpr auto select_all = "SELECT " QUITA_POLICY_COLUMNS
                            " FROM policy WHERE tenant_id = $1 ORDER BY version DESC, id DESC";

constexpr auto insert_policy =
    "INSERT INTO policy (tenant_id, id, name, version, steps, active, created_at, line_id, "
    "position, segment, applies_to, created_by) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, "
    "$10, $11)";

constexpr auto retire_default =
    "UPDATE policy SET active = 0 WHERE tenant_id = $1 AND active = 1 AND line_id IS NULL";

constexpr auto retire_line =
    "UPDATE policy SET active = 0 WHERE tenant_id = $1 AND active = 1 AND line_id = $2";

constexpr auto update_position =
    "UPDATE policy SET position = $3 WHERE tenant_id = $1 AND line_id = $2 AND active = 1";

constexpr std::string_view limits_setting = "contact";
constexpr std::size_t name_max = 80;

constexpr std::size_t lines_max = 20;  // besides the default one

struct StoredVersion {
  PolicyId line;  // nil: the default one
  int position = 0;
  PolicyVersion version;
};

StoredVersion read_version(db::Row& row) {
  StoredVersion stored;
  stored.line = row.optional_id<PolicyId>(4).value_or(PolicyId());
  stored.position = static_cast<int>(row.integer(5));
  stored.version.policy = {row.id<PolicyId>(0), row.text(1), static_cast<int>(row.integer(2)),
                           steps_from_json(row.view(3))};
  stored.version.segment = segment_from_json(row.view(6));
  stored.version.applies_to = row.view(7) == "new" ? AppliesTo::fresh : AppliesTo::all;
  stored.version.created_at = row.instant(8);
  stored.version.created_by = row.text(9);
  return stored;
}

void insert(db::Tx& tx, const PolicyLine& line, const PolicyVersion& version) {
  tx.execute(insert_policy, tx.tenant(), version.policy.id, version.policy.name,
             version.policy.version, steps_to_json(version.policy.steps), version.created_at,
             line.is_default() ? std::nullopt : std::optional(line.id), line.position,
             segment_to_json(version.segment), version.applies_to == AppliesTo::all ? "all" : "new",
             version.created_by);
}

void retire(db::Tx& tx, PolicyId line) {
  if (line.uuid.nil()) {
    tx.execute(retire_default, tx.tenant());
  } else {
    tx.execute(retire_line, tx.tenant(), line);
  }
}

Policy default_policy() { return {PolicyId{}, "Régua padrão", 1, default_steps()}; }

// What a régua must be, whoever it is for. The segment is checked by the caller.
Result<PolicyVersion> checked(db::Tx& tx, const Act& act, PolicyDraft draft) {
  if (trim(draft.name).empty() || length_utf8(draft.name) > name_max) {
    return invalid("policy.name",
                   fmt::format("O nome da régua deve ter de 1 a {} letras.", name_max), "name");
  }
  auto steps = TRY(check_steps(std::move(draft.steps)));
  PolicyVersion version;
  version.policy.name = trim(draft.name);
  version.policy.steps = std::move(steps);
  for (std::size_t i = 0; i < version.policy.steps.size(); ++i) {
    const Step& step = version.policy.steps[i];
    if (step.track != Track::message) continue;
    auto form = messaging::load_template(tx, step.template_name);
    if (!form) return tl::make_unexpected(std::move(form).error().at(fmt::format("steps.{}", i)));
    for (const auto channel : step.channels) {
      if (messaging::has_text(tx, step.template_name, channel)) continue;
      return invalid(
          "template.no_text",
          fmt::format("O modelo “{}” não tem texto para {}.", form->label, label(channel)),
          fmt::format("steps.{}.channels", i), "Escreva o texto em Mensagens, Modelos.");
    }
  }
  version.policy.id = PolicyId::make(act.now);
  version.segment = std::move(draft.segment);
  version.applies_to = draft.applies_to;
  version.created_at = act.now;
  version.created_by = act.actor;
  return version;
}

}  // namespace

void install_default_policy(db::Tx& tx, Instant now) {
  if (!tx.all(select_active, read_version, tx.tenant()).empty()) return;
  PolicyVersion version;
  version.policy = default_policy();
  version.policy.id = PolicyId::make(now);
  version.created_at = now;
  insert(tx, PolicyLine(), version);
}

PolicySet load_policies(db::Tx& tx) {
  PolicySet set;
  for (auto& stored : tx.all(select_active, read_version, tx.tenant())) {
    auto line = std::find_if(set.lines.begin(), set.lines.end(),
                             [&](const PolicyLine& known) { return known.id == stored.line; });
    if (line == set.lines.end()) {
      set.lines.push_back({stored.line, stored.position, {}});
      line = set.lines.end() - 1;
    }
    line->versions.push_back(std::move(stored.version));
  }
  const bool has_default = std::any_of(set.lines.begin(), set.lines.end(),
                                       [](const PolicyLine& line) { return line.is_default(); });
  if (!has_default) set.lines.push_back(only_policy(default_policy()).lines.front());
  for (Experiment& running : running_experiments(tx)) {
    for (PolicyLine& line : set.lines) {
      if (line.id == running.line) line.experiment = std::move(running);
    }
  }
  std::stable_sort(set.lines.begin(), set.lines.end(), [](const auto& a, const auto& b) {
    if (a.is_default() != b.is_default()) return b.is_default();
    return std::tie(a.position, a.id) < std::tie(b.position, b.id);
  });
  return set;
}

Result<PolicyLine> find_policy(db::Tx& tx, PolicyId id) {
  for (PolicyLine& line : load_policies(tx).lines) {
    if (line.id == id) return std::move(line);
  }
  return fail(ErrorKind::not_found, "policy.not_found", "Esta régua não existe.", "id");
}

std::vector<PolicyVersion> versions_of(db::Tx& tx, PolicyId line) {
  std::vector<PolicyVersion> versions;
  for (auto& stored : tx.all(select_all, read_version, tx.tenant())) {
    if (stored.line == line) versions.push_back(std::move(stored.version));
  }
  return versions;
}

Result<PolicyLine> create_policy(db::Tx& tx, const Act& act, PolicyDraft draft) {
  auto segment = TRY(check_segment(std::move(draft.segment)));
  draft.segment = std::move(segment);
  draft.applies_to = AppliesTo::all;
  const PolicySet set = load_policies(tx);
  if (set.lines.size() > lines_max) {
    return invalid("policy.too_many",
                   fmt::format("A empresa já tem {} réguas além da padrão.", lines_max));
  }
  PolicyLine line;
  line.id = PolicyId::make(act.now);
  for (const PolicyLine& known : set.lines) line.position = std::max(line.position, known.position);
  ++line.position;
  auto version = TRY(checked(tx, act, std::move(draft)));
  line.versions.push_back(std::move(version));
  insert(tx, line, line.current());
  look_again_at_all(tx, act.today);
  return line;
}

Result<PolicyLine> save_policy(db::Tx& tx, const Act& act, PolicyId id, PolicyDraft draft) {
  PolicyLine line = TRY(find_policy(tx, id));
  if (line.is_default()) {
    draft.segment = Segment();
  } else {
    auto segment = TRY(check_segment(std::move(draft.segment)));
    draft.segment = std::move(segment);
  }
  PolicyVersion version = TRY(checked(tx, act, std::move(draft)));
  version.policy.version = line.current().policy.version + 1;
  if (version.applies_to == AppliesTo::all) retire(tx, id);
  insert(tx, line, version);
  look_again_at_all(tx, act.today);
  return find_policy(tx, id);
}

Status archive_policy(db::Tx& tx, const Act& act, PolicyId id) {
  const PolicyLine line = TRY(find_policy(tx, id));
  if (line.is_default()) {
    return fail(ErrorKind::conflict, "policy.default",
                "A régua padrão vale para quem nenhuma outra escolhe, e não pode ser retirada.",
                "id");
  }
  retire(tx, id);
  look_again_at_all(tx, act.today);
  return {};
}

Status order_policies(db::Tx& tx, const Act& act, const std::vector<PolicyId>& order) {
  std::vector<PolicyId> known;
  for (const PolicyLine& line : load_policies(tx).lines) {
    if (!line.is_default()) known.push_back(line.id);
  }
  std::vector<PolicyId> asked = order;
  std::sort(known.begin(), known.end());
  std::sort(asked.begin(), asked.end());
  if (known != asked) {
    return invalid("policy.order",
                   "A ordem deve nomear cada régua uma vez, menos a padrão, que é a última.",
                   "ids");
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    tx.execute(update_position, tx.tenant(), order[i], static_cast<int>(i) + 1);
  }
  look_again_at_all(tx, act.today);
  return {};
}

ContactLimits load_limits(db::Tx& tx) {
  const auto stored = company::read_setting(tx, limits_setting);
  ContactLimits limits = stored ? limits_from_json(*stored) : ContactLimits();
  limits.channels = messaging::open_channels(tx);
  return limits;
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
  if (limits.quiet_days < 0 || limits.quiet_days > 30) {
    return invalid("contact.quiet_days",
                   "O silêncio depois de uma conversa deve ser de 0 a 30 dias.", "quiet_days");
  }
  company::write_setting(tx, act.now, limits_setting, limits_to_json(limits));
  look_again_at_all(tx, act.today);
  return {};
}

void look_again(db::Tx& tx, PartyId party, Date date) { receivable::look_again(tx, party, date); }

void look_again_at_all(db::Tx& tx, Date date) { receivable::look_again_at_all(tx, date); }

}  // namespace quita::dunning
