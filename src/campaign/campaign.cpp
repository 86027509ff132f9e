#include "campaign/campaign.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "brazil/state.h"
#include "campaign/campaign_json.h"
#include "company/setting.h"
#include "messaging/template_store.h"

namespace quita::campaign {
namespace {

constexpr std::string_view limits_setting = "discount_limits";
constexpr std::size_t name_max = 80;

constexpr auto insert =
    "INSERT INTO campaign (tenant_id, id, name, filter, charges_ppm, principal_ppm, ends_on, "
    "template, control_percent, seed, state, created_by, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'draft', $11, $12)";

#define QUITA_CAMPAIGN_SELECT                                                          \
  "SELECT id, name, filter, charges_ppm, principal_ppm, ends_on, template, "           \
  "control_percent, seed, state, created_by, created_at, launched_by, starts_on FROM " \
  "campaign WHERE tenant_id = $1 "
constexpr auto select_all = QUITA_CAMPAIGN_SELECT "ORDER BY id DESC LIMIT $2";
constexpr auto select_one = QUITA_CAMPAIGN_SELECT "AND id = $2";

Campaign read_campaign(db::Row& row) {
  Campaign campaign;
  campaign.id = row.id<CampaignId>(0);
  campaign.draft.name = row.text(1);
  campaign.draft.filter = read_filter(row.view(2));
  campaign.draft.reduction = {row.rate(3), row.rate(4)};
  campaign.draft.ends_on = row.date(5);
  campaign.draft.template_name = row.text(6);
  campaign.draft.control_percent = static_cast<int>(row.integer(7));
  campaign.seed = row.integer(8);
  const std::string state = row.text(9);
  campaign.state = state == "draft"     ? State::draft
                   : state == "running" ? State::running
                                        : State::finished;
  campaign.created_by = row.text(10);
  campaign.created_at = row.instant(11);
  campaign.launched_by = row.text(12);
  campaign.starts_on = row.optional_date(13);
  return campaign;
}

std::int64_t seed_of(CampaignId id) {
  std::int64_t seed = 0;
  const Uuid drawn = uuid_of("lot:" + id.text());
  for (std::size_t i = 0; i < 7; ++i) seed = seed << 8 | drawn.bytes[i];
  return seed;
}

Status check_filter(const Filter& filter) {
  if (filter.days_from < 1 || (filter.days_to != 0 && filter.days_to < filter.days_from)) {
    return invalid("campaign.days", "A faixa de atraso vai de 1 dia ou mais até o fim, ou sem fim.",
                   "days_from");
  }
  if (filter.owed_from && filter.owed_to && *filter.owed_from > *filter.owed_to)
    return invalid("campaign.owed", "O valor inicial é maior que o final.", "owed_from");
  for (const std::string& state : filter.states) {
    if (find_state(state) == nullptr)
      return invalid("campaign.state", "Não há o estado “" + state + "”.", "states");
  }
  return {};
}

Status check_limit(const receivable::Reduction& wanted, const receivable::Reduction& most) {
  if (wanted.charges <= most.charges && wanted.principal <= most.principal) return {};
  return fail(ErrorKind::forbidden, "campaign.limit",
              fmt::format("Você pode dar até {} dos encargos e {} do principal.",
                          format_percent(most.charges), format_percent(most.principal)),
              "charges_ppm", "Peça a quem pode dar mais, ou mude os limites em Configurações.");
}

}  // namespace

std::string_view word(State state) {
  return state == State::draft ? "draft" : state == State::running ? "running" : "finished";
}

Status check(db::Tx& tx, const Act& act, const Draft& draft, std::optional<company::Role> role) {
  if (trim(draft.name).empty() || length_utf8(trim(draft.name)) > name_max) {
    return invalid("campaign.name", fmt::format("Dê um nome de até {} letras.", name_max), "name");
  }
  TRY_STATUS(check_filter(draft.filter));
  if (draft.ends_on < act.today || draft.ends_on > act.today + days_max) {
    return invalid(
        "campaign.ends_on",
        fmt::format("A oferta vale até um dia entre hoje e {}.", format_br(act.today + days_max)),
        "ends_on");
  }
  if (draft.control_percent < 0 || draft.control_percent > control_percent_max) {
    return invalid("campaign.control",
                   fmt::format("O grupo de controle vai de 0 a {}%.", control_percent_max),
                   "control_percent");
  }
  if (draft.reduction.zero() && draft.template_name.empty())
    return invalid("campaign.empty", "Escolha um desconto, uma mensagem, ou os dois.", "template");
  if (!draft.template_name.empty()) TRY(messaging::load_template(tx, draft.template_name));
  return check_limit(draft.reduction, load_limits(tx).of(role));
}

Result<Campaign> create(db::Tx& tx, const Act& act, const Draft& draft,
                        std::optional<company::Role> role) {
  TRY_STATUS(check(tx, act, draft, role));
  const CampaignId id = CampaignId::make(act.now);
  const std::int64_t seed = draft.seed.value_or(seed_of(id));
  tx.execute(insert, tx.tenant(), id, trim(draft.name), write_filter(draft.filter),
             draft.reduction.charges, draft.reduction.principal, draft.ends_on, draft.template_name,
             draft.control_percent, seed, act.actor, act.now);
  return load(tx, id);
}

std::vector<Campaign> campaigns(db::Tx& tx, int limit) {
  return tx.all(select_all, read_campaign, tx.tenant(), limit);
}

Result<Campaign> load(db::Tx& tx, CampaignId id) {
  auto found = tx.one(select_one, read_campaign, tx.tenant(), id);
  if (!found) {
    return fail(ErrorKind::not_found, "campaign.not_found", "Esta campanha não existe.", "id");
  }
  return *std::move(found);
}

receivable::Reduction DiscountLimits::of(std::optional<company::Role> role) const {
  if (role == company::Role::owner) return owner;
  if (role == company::Role::manager) return manager;
  return {};
}

DiscountLimits load_limits(db::Tx& tx) {
  const auto stored = company::read_setting(tx, limits_setting);
  return stored ? read_limits(*stored) : DiscountLimits();
}

Status save_limits(db::Tx& tx, const Act& act, const DiscountLimits& limits) {
  for (const auto& each : {limits.manager, limits.owner}) {
    if (each.charges > Rate::percent(100) || each.principal > Rate::percent(100))
      return invalid("discount.limit", "O desconto vai de 0 a 100%.", "charges_ppm");
  }
  company::write_setting(tx, act.now, limits_setting, write_limits(limits));
  return {};
}

}  // namespace quita::campaign
