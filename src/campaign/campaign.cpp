#include "campaign/campaign.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "brazil/state.h"
#include "campaign/campaign_json.h"
#include "company/setting.h"
#include "conduct/conduct.h"
#include "messaging/open_channels.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"

namespace quita::campaign {
namespace {

constexpr std::string_view limits_setting = "discount_limits";
constexpr std::size_t name_max = 80;
constexpr int wait_hours_max = 30 * 24;

constexpr auto insert =
    "INSERT INTO campaign (tenant_id, id, name, filter, charges_ppm, principal_ppm, ends_on, "
    "template, control_percent, seed, state, created_by, created_at, channels, fallback_hours, "
    "proof, instalments, first_ppm, step) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
    "'draft', $11, $12, $13, $14, $15, "
    "$16, $17, $18)";

#define QUITA_CAMPAIGN_SELECT                                                      \
  "SELECT id, name, filter, charges_ppm, principal_ppm, ends_on, template, "       \
  "control_percent, seed, state, created_by, created_at, launched_by, starts_on, " \
  "channels, fallback_hours, proof, instalments, first_ppm, step FROM "            \
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
  campaign.draft.order = {messaging::parse_channels(row.view(14)),
                          static_cast<int>(row.integer(15)),
                          messaging::parse_proof(row.view(16)).value()};
  campaign.draft.instalments = {static_cast<int>(row.integer(17)), row.rate(18),
                                agreement::parse_interval(row.view(19)).value()};
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

// The message has a text on each channel, and each has a carrier.
Status check_message(db::Tx& tx, const Draft& draft) {
  TRY(messaging::load_template(tx, draft.template_name));
  const auto& channels = draft.order.channels;
  if (channels.empty()) return invalid("campaign.channel", "Diga por qual canal.", "channels");
  if (std::set(channels.begin(), channels.end()).size() < channels.size())
    return invalid("campaign.channel", "Cada canal entra uma vez só.", "channels");
  const auto open = messaging::open_channels(tx);
  for (const auto channel : channels) {
    if (!open.has(channel)) {
      return invalid("campaign.channel",
                     fmt::format("O canal {} não está configurado.", label(channel)), "channels",
                     "Ligue-o em Configurações, Canais.");
    }
    if (!messaging::has_text(tx, draft.template_name, channel)) {
      return invalid(
          "template.no_text",
          fmt::format("O modelo “{}” não tem texto para {}.", draft.template_name, label(channel)),
          "channels", "Escreva o texto em Mensagens, Modelos.");
    }
  }
  if (draft.order.hours < 0 || draft.order.hours > wait_hours_max) {
    return invalid("campaign.wait",
                   fmt::format("A espera pelo próximo canal vai de 0 a {} horas.", wait_hours_max),
                   "fallback_hours");
  }
  return {};
}

Status check_instalments(const Instalments& wanted) {
  if (wanted.most < 1 || wanted.most > agreement::instalments_most) {
    return invalid("campaign.instalments",
                   fmt::format("O parcelamento vai de 1 (à vista) a {} parcelas.",
                               agreement::instalments_most),
                   "instalments");
  }
  if (wanted.first >= Rate::percent(100))
    return invalid("campaign.first", "A entrada vai até menos de 100% do valor.", "first_ppm");
  return {};
}

Status check_limit(const Draft& draft, const Limit& limit) {
  const receivable::Reduction &wanted = draft.reduction, &most = limit.reduction;
  if (draft.instalments.most > std::max(limit.instalments, 1)) {
    return fail(ErrorKind::forbidden, "campaign.limit",
                fmt::format("Você pode parcelar em até {} vezes.", limit.instalments),
                "instalments", "Peça a quem pode dar mais, ou mude os limites em Campanhas.");
  }
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
  // It stands beside the sum in the portal and in the message.
  TRY_STATUS(conduct::refuse_coercion(draft.name, "name"));
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
  TRY_STATUS(check_instalments(draft.instalments));
  if (draft.reduction.zero() && draft.instalments.most < 2 && draft.template_name.empty())
    return invalid("campaign.empty", "Escolha um desconto, um parcelamento ou uma mensagem.",
                   "template");
  if (!draft.template_name.empty()) TRY_STATUS(check_message(tx, draft));
  return check_limit(draft, load_limits(tx).of(role));
}

Result<Campaign> create(db::Tx& tx, const Act& act, const Draft& draft,
                        std::optional<company::Role> role) {
  TRY_STATUS(check(tx, act, draft, role));
  const CampaignId id = CampaignId::make(act.now);
  const std::int64_t seed = draft.seed.value_or(seed_of(id));
  tx.execute(insert, tx.tenant(), id, trim(draft.name), write_filter(draft.filter),
             draft.reduction.charges, draft.reduction.principal, draft.ends_on, draft.template_name,
             draft.control_percent, seed, act.actor, act.now,
             messaging::words_of(draft.order.channels), draft.order.hours,
             messaging::word(draft.order.proof), draft.instalments.most, draft.instalments.first,
             agreement::word(draft.instalments.interval));
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

Limit DiscountLimits::of(std::optional<company::Role> role) const {
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
    if (each.reduction.charges > Rate::percent(100) ||
        each.reduction.principal > Rate::percent(100))
      return invalid("discount.limit", "O desconto vai de 0 a 100%.", "charges_ppm");
    if (each.instalments < 1 || each.instalments > agreement::instalments_most) {
      return invalid("discount.instalments",
                     fmt::format("O parcelamento vai de 1 (à vista) a {} parcelas.",
                                 agreement::instalments_most),
                     "instalments");
    }
  }
  company::write_setting(tx, act.now, limits_setting, write_limits(limits));
  return {};
}

}  // namespace quita::campaign
