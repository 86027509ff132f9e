#include "campaign/result.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "agreement/agreement.h"
#include "campaign/launch.h"

namespace quita::campaign {
namespace {

using statistics::Interval;

constexpr auto select_members =
    "SELECT party_id, treated, owed FROM campaign_member WHERE tenant_id = $1 AND campaign_id = $2";

constexpr auto select_received =
    "SELECT c.party_id, SUM(j.amount) FROM campaign_title c JOIN journal j "
    "ON j.tenant_id = c.tenant_id AND j.title_id = c.title_id AND j.seq > c.entries "
    "WHERE c.tenant_id = $1 AND c.campaign_id = $2 AND j.kind IN ('payment', 'reversal') "
    "AND j.excess = 0 AND j.on_date >= $3 AND j.on_date <= $4 GROUP BY c.party_id";

// What came in for the instalments that took the place of such titles.
constexpr auto select_instalments =
    "SELECT a.party_id, SUM(j.amount) FROM agreement a JOIN agreement_instalment i "
    "ON i.tenant_id = a.tenant_id AND i.agreement_id = a.id JOIN journal j "
    "ON j.tenant_id = i.tenant_id AND j.title_id = i.title_id WHERE a.tenant_id = $1 "
    "AND a.campaign_id = $2 AND j.kind IN ('payment', 'reversal') AND j.excess = 0 "
    "AND j.on_date >= $3 AND j.on_date <= $4 GROUP BY a.party_id";

// A payment taken back takes its reduction back with it.
constexpr auto select_offers =
    "SELECT COUNT(*), COUNT(CASE WHEN o.kept = 1 THEN 1 END), "
    "COALESCE(SUM(CASE WHEN o.kept = 1 THEN o.given_principal ELSE 0 END), 0), "
    "COALESCE(SUM(CASE WHEN o.kept = 1 THEN o.given_charges ELSE 0 END), 0) FROM "
    "(SELECT f.given_principal, f.given_charges, CASE WHEN f.taken_seq IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM journal j WHERE j.tenant_id = f.tenant_id AND j.title_id = f.title_id "
    "AND j.undoes = f.taken_seq) THEN 1 ELSE 0 END AS kept FROM title_offer f "
    "WHERE f.tenant_id = $1 AND f.campaign_id = $2) o";

constexpr auto select_not_queued =
    "SELECT message, COUNT(*) FROM campaign_member WHERE tenant_id = $1 AND campaign_id = $2 "
    "AND message IN ('waiting', 'refused') GROUP BY message";

// A customer's message may have gone on by the next channel: the best that became of it counts.
constexpr auto select_queued =
    "SELECT c.best, COUNT(*) FROM (SELECT party_id, MAX(CASE WHEN state = 'sent' THEN 3 "
    "WHEN state IN ('queued', 'sending') THEN 2 WHEN state = 'unsure' THEN 1 ELSE 0 END) "
    "AS best FROM outbox "
    "WHERE tenant_id = $1 AND cause >= $2 AND cause < $3 GROUP BY party_id) c GROUP BY c.best";

constexpr auto select_channels =
    "SELECT channel, COUNT(*), COUNT(delivered_at), COUNT(read_at), "
    "COALESCE(SUM(segments * price), 0) FROM outbox WHERE tenant_id = $1 AND cause >= $2 "
    "AND cause < $3 AND state = 'sent' GROUP BY channel";

struct Member {
  bool treated = true;
  Money owed, received;
};

void add(Arm& arm, const Member& member, std::vector<double>& values) {
  ++arm.customers;
  if (member.received.positive()) ++arm.payers;
  arm.owed += member.owed;
  arm.received += member.received;
  values.push_back(static_cast<double>(member.received.centavos()));
}

void add_messages(db::Tx& tx, CampaignId id, Outcome& outcome) {
  const auto [from, to] = messaging::causes_of(causes_prefix(id));
  tx.each(
      select_queued,
      [&](db::Row& row) {
        std::int64_t* const counts[] = {&outcome.refused, &outcome.unsure, &outcome.queued,
                                        &outcome.sent};
        *counts[row.integer(0)] += row.integer(1);
      },
      tx.tenant(), from, to);
  tx.each(
      select_channels,
      [&](db::Row& row) {
        outcome.channels.push_back({messaging::parse_channel(row.view(0)).value(), row.integer(1),
                                    row.integer(2), row.integer(3),
                                    Money::centavos((row.integer(4) + 500) / 1000)});
      },
      tx.tenant(), from, to);
  std::sort(outcome.channels.begin(), outcome.channels.end(),
            [](const auto& a, const auto& b) { return a.channel < b.channel; });
}

// "12,3"
std::string percent(double share) {
  std::string text = fmt::format("{:.1f}", share * 100);
  text[text.find('.')] = ',';
  return text;
}

std::string verdict_of(const Outcome& outcome) {
  if (outcome.control.customers == 0)
    return "Sem grupo de controle não se sabe quanto teria vindo sem a campanha.";
  if (!outcome.share_difference) return "Ninguém foi avisado: não há o que comparar.";
  const Interval& shares = *outcome.share_difference;
  const std::string range =
      fmt::format("de {} a {} pontos percentuais (95%)", percent(shares.low), percent(shares.high));
  std::string text =
      shares.low > 0    ? "Mais gente pagou com a campanha: a diferença vai " + range + "."
      : shares.high < 0 ? "Menos gente pagou com a campanha: a diferença vai " + range + "."
                        : "A diferença não se distingue do acaso: vai " + range + ".";
  if (!outcome.money_difference) text += " Os grupos são pequenos demais para comparar valores.";
  return text;
}

}  // namespace

Outcome outcome_of(db::Tx& tx, const Campaign& campaign) {
  Outcome outcome;
  if (!campaign.starts_on) return outcome;
  std::map<PartyId, Member> members;
  tx.each(
      select_members,
      [&](db::Row& row) {
        members[row.id<PartyId>(0)] = {row.boolean(1), row.money(2), {}};
      },
      tx.tenant(), campaign.id);
  for (const char* statement : {select_received, select_instalments}) {
    tx.each(
        statement, [&](db::Row& row) { members[row.id<PartyId>(0)].received += row.money(1); },
        tx.tenant(), campaign.id, *campaign.starts_on, campaign.draft.ends_on);
  }
  std::vector<double> treated, control;
  for (const auto& [party, member] : members)
    member.treated ? add(outcome.treated, member, treated) : add(outcome.control, member, control);
  for (Arm* arm : {&outcome.treated, &outcome.control})
    arm->share =
        arm->customers == 0 ? Interval{0, 1} : statistics::wilson(arm->payers, arm->customers);
  if (outcome.treated.customers > 0 && outcome.control.customers > 0) {
    outcome.share_difference =
        statistics::newcombe(outcome.treated.payers, outcome.treated.customers,
                             outcome.control.payers, outcome.control.customers);
    outcome.money_difference =
        statistics::welch(statistics::sample_of(treated), statistics::sample_of(control));
  }
  tx.each(
      select_offers,
      [&](db::Row& row) {
        outcome.offers = row.integer(0);
        outcome.taken = row.integer(1);
        outcome.given_principal = row.money(2);
        outcome.given_charges = row.money(3);
      },
      tx.tenant(), campaign.id);
  tx.each(
      select_not_queued,
      [&](db::Row& row) {
        (row.view(0) == "waiting" ? outcome.waiting : outcome.refused) = row.integer(1);
      },
      tx.tenant(), campaign.id);
  add_messages(tx, campaign.id, outcome);
  const agreement::Totals agreements = agreement::totals_of(tx, campaign.id.uuid);
  outcome.agreements = agreements.signed_count;
  outcome.agreements_broken = agreements.broken;
  outcome.agreed = agreements.total;
  outcome.verdict = verdict_of(outcome);
  return outcome;
}

}  // namespace quita::campaign
