#include "campaign/launch.h"

#include <fmt/format.h>

#include "agreement/offer.h"
#include "agreement/rules.h"
#include "campaign/audience.h"
#include "company/company.h"
#include "dunning/send_now.h"
#include "messaging/withdrawal.h"
#include "party/acting.h"
#include "receivable/offer_store.h"
#include "receivable/receivable_store.h"

namespace quita::campaign {
namespace {

constexpr int messages_at_once = 50;

// One launch after the other in a company, so that no customer is chosen by two: they change the
// same row, and on PostgreSQL the later one waits, is run anew and sees whom the first one took.
constexpr auto wait_for_other_launches =
    "UPDATE tenant SET link_generation = link_generation WHERE id = $1";

// Only one launch finds it a draft.
constexpr auto begin_campaign =
    "UPDATE campaign SET state = 'running', starts_on = $3, launched_by = $4 WHERE tenant_id = $1 "
    "AND id = $2 AND state = 'draft'";

constexpr auto finish_campaign =
    "UPDATE campaign SET state = 'finished', ends_on = $3 WHERE tenant_id = $1 AND id = $2 "
    "AND state = 'running'";

constexpr auto drop_waiting =
    "UPDATE campaign_member SET message = 'refused', note = $3 WHERE tenant_id = $1 "
    "AND campaign_id = $2 AND message = 'waiting'";

constexpr auto select_running =
    "SELECT id, ends_on, template, channels, fallback_hours, proof FROM campaign WHERE tenant_id = "
    "$1 AND state = 'running' "
    "ORDER BY id";

constexpr auto select_waiting =
    "SELECT party_id FROM campaign_member WHERE tenant_id = $1 AND campaign_id = $2 "
    "AND message = 'waiting' AND (tried_on IS NULL OR tried_on < $3) ORDER BY party_id LIMIT $4";

constexpr auto select_titles =
    "SELECT title_id FROM campaign_title WHERE tenant_id = $1 AND campaign_id = $2 "
    "AND party_id = $3 ORDER BY title_id";

constexpr auto update_member =
    "UPDATE campaign_member SET message = $4, tried_on = $5, outbox_id = $6, note = $7 "
    "WHERE tenant_id = $1 AND campaign_id = $2 AND party_id = $3";

// What send_now makes a message of its own of: "campaign:cmp_…:pty_…".
std::string cause_of(CampaignId id) { return "campaign:" + id.text() + ":"; }

void insert_members(db::Tx& tx, const Campaign& campaign, const Audience& audience) {
  std::vector<db::Values> members, titles;
  for (const AudienceMember& member : audience.members) {
    const bool told = member.treated && !campaign.draft.template_name.empty();
    members.push_back({tx.tenant(), campaign.id, member.party, member.treated, member.owed,
                       member.pays, told ? "waiting" : "none"});
    for (const AudienceTitle& title : member.titles) {
      titles.push_back(
          {tx.tenant(), campaign.id, title.title, member.party, title.owed, title.entries});
    }
  }
  tx.bulk_insert("campaign_member",
                 {"tenant_id", "campaign_id", "party_id", "treated", "owed", "pays", "message"},
                 members);
  tx.bulk_insert("campaign_title",
                 {"tenant_id", "campaign_id", "title_id", "party_id", "owed", "entries"}, titles);
}

void insert_offers_of(db::Tx& tx, const Act& act, const Campaign& campaign,
                      const Audience& audience) {
  if (campaign.draft.reduction.zero()) return;
  std::vector<receivable::Offer> offers;
  for (const AudienceMember& member : audience.members) {
    if (!member.treated) continue;
    for (const AudienceTitle& title : member.titles) {
      receivable::Offer offer;
      offer.id = receivable::OfferId::make(act.now);
      offer.title = title.title;
      offer.name = campaign.draft.name;
      offer.starts_on = act.today;
      offer.ends_on = campaign.draft.ends_on;
      offer.pays = title.pays;
      offer.principal_off = title.principal_off;
      offer.entries = title.entries;
      offers.push_back(std::move(offer));
    }
  }
  receivable::insert_offers(tx, campaign.id.uuid, offers);
}

void insert_instalments_of(db::Tx& tx, const Act& act, const Campaign& campaign,
                           const Audience& audience) {
  const Instalments& wanted = campaign.draft.instalments;
  if (wanted.most < 2) return;
  const agreement::Rules rules = agreement::load_rules(tx);
  std::vector<agreement::Offer> offers;
  for (const AudienceMember& member : audience.members) {
    if (!member.treated) continue;
    agreement::Offer offer;
    offer.id = agreement::InstalmentOfferId::make(act.now);
    offer.party = member.party;
    offer.name = campaign.draft.name;
    offer.starts_on = act.today;
    offer.ends_on = campaign.draft.ends_on;
    offer.terms = {wanted.most, wanted.first,   wanted.interval,
                   rules.least, rules.interest, rules.first_days};
    offer.break_days = rules.break_days;
    for (const AudienceTitle& title : member.titles) offer.titles.push_back(title.title);
    offers.push_back(std::move(offer));
  }
  agreement::insert_offers(tx, campaign.id.uuid, offers);
}

Result<Campaign> finish(db::Tx& tx, const Act& act, CampaignId id, Date last) {
  const auto campaign = TRY(load(tx, id));
  if (tx.execute(finish_campaign, tx.tenant(), id, std::min(campaign.draft.ends_on, last)) == 0) {
    return fail(ErrorKind::conflict, "campaign.not_running", "Esta campanha não está em curso.",
                "id");
  }
  const std::string why = "A campanha terminou antes de poder avisar.";
  tx.execute(drop_waiting, tx.tenant(), id, why);
  // A message that speaks of an offer must not leave after it, on no channel.
  for (const auto& message :
       messaging::load_messages(tx, messaging::call_off(tx, causes_prefix(id))))
    messaging::withdraw(tx, message, messaging::MessageState::cancelled, why, act.now);
  receivable::end_offers(tx, id.uuid, act.today);
  agreement::end_offers(tx, id.uuid, act.today);
  return load(tx, id);
}

struct Running {
  CampaignId id;
  Date ends_on;
  std::string template_name;
  messaging::Fallback order;
};

void tell(db::Tx& tx, const Act& act, const Running& running, PartyId party) {
  const auto titles = tx.all(
      select_titles, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), running.id,
      party);
  std::vector<TitleId> owed;
  for (const auto& record : receivable::find_titles(tx, titles)) {
    if (receivable::collectable(record.state)) owed.push_back(record.title.id);
  }
  const auto note = [&](const char* message, const std::optional<MessageId>& id,
                        const std::string& why) {
    tx.execute(update_member, tx.tenant(), running.id, party, message, act.today, id, why);
  };
  if (owed.empty()) return note("refused", std::nullopt, "Pagou antes da mensagem.");
  const auto sent = dunning::send_now(tx, act, party, running.template_name, owed,
                                      cause_of(running.id) + party.text(), running.order);
  if (sent) return note("queued", sent->id, "");
  const Error& error = sent.error();
  const bool later = error.code == "contact.budget" || error.code == "message.held";
  note(later ? "waiting" : "refused", std::nullopt, error.message);
}

// How many were looked at.
int tell_some(db::Db& db, TenantId tenant, const Clock& clock, const Running& running) {
  return db.write(tenant, [&](db::Tx& tx) {
    const Act act = act_of(tx, "campanha", clock);
    const auto people = tx.all(
        select_waiting, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(), running.id,
        act.today, messages_at_once);
    for (const PartyId& party : people) tell(tx, act, running, party);
    return static_cast<int>(people.size());
  });
}

}  // namespace

Result<Campaign> launch(db::Tx& tx, const Act& act, CampaignId id,
                        std::optional<company::Role> role) {
  auto campaign = TRY(load(tx, id));
  tx.execute(wait_for_other_launches, tx.tenant());
  if (tx.execute(begin_campaign, tx.tenant(), id, act.today, act.actor) == 0) {
    return fail(ErrorKind::conflict, "campaign.launched", "Esta campanha já foi lançada.", "id");
  }
  TRY_STATUS(check(tx, act, campaign.draft, role));
  const auto audience = TRY(audience_of(tx, act, campaign.draft, campaign.seed));
  if (audience.members.empty()) {
    return fail(ErrorKind::conflict, "campaign.nobody", "Ninguém cumpre este filtro hoje.", "id");
  }
  insert_members(tx, campaign, audience);
  insert_offers_of(tx, act, campaign, audience);
  insert_instalments_of(tx, act, campaign, audience);
  return load(tx, id);
}

std::string causes_prefix(CampaignId id) {
  return std::string(messaging::manual_cause) + cause_of(id);
}

Result<Campaign> end(db::Tx& tx, const Act& act, CampaignId id) {
  return finish(tx, act, id, act.today);
}

void run_campaigns(db::Db& db, TenantId tenant, const Clock& clock,
                   const std::function<bool()>& keep_going) {
  const auto all = db.read(tenant, [](db::Tx& tx) {
    return tx.all(
        select_running,
        [](db::Row& row) {
          return Running{row.id<CampaignId>(0),
                         row.date(1),
                         row.text(2),
                         {messaging::parse_channels(row.view(3)), static_cast<int>(row.integer(4)),
                          messaging::parse_proof(row.view(5)).value()}};
        },
        tx.tenant());
  });
  for (const Running& running : all) {
    const bool over = db.write(tenant, [&](db::Tx& tx) {
      const Act act = act_of(tx, "campanha", clock);
      if (act.today <= running.ends_on) return false;
      return finish(tx, act, running.id, running.ends_on).has_value();
    });
    if (over || running.template_name.empty()) continue;
    while (keep_going() && tell_some(db, tenant, clock, running) == messages_at_once) {
    }
  }
}

void run_all_campaigns(db::Db& db, const Clock& clock, const std::function<bool()>& keep_going) {
  const auto companies = db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) return;
    run_campaigns(db, company.id, clock, keep_going);
  }
}

}  // namespace quita::campaign
