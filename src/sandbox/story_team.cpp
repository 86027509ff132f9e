#include "sandbox/story_team.h"

#include <fmt/format.h>

#include <algorithm>

#include "campaign/launch.h"
#include "desk/call.h"
#include "desk/queue.h"
#include "party/party_store.h"
#include "receivable/charges.h"
#include "receivable/offer_store.h"

namespace quita::sandbox {

namespace {

constexpr int days_of_calls = 60;    // before the story's last day
constexpr int campaign_begins = 25;  // days before it
constexpr int campaign_days = 12;
constexpr int calls_a_day = 3;  // of each analyst
constexpr int tries = 25;       // to find somebody who is late
constexpr std::size_t titles_looked_at = 900;
constexpr double takes_a_day = 0.03;  // of those who were offered a discount

constexpr const char* names[] = {"Carla Nunes", "Elisa Prado"};
constexpr const char* lead_name = "Bruno Lima";

struct Happening {
  double until;  // of a throw
  desk::Outcome outcome;
  const char* note;
};
constexpr Happening happenings[] = {
    {0.38, desk::Outcome::no_answer, ""},
    {0.52, desk::Outcome::talked, "Vai conferir com o financeiro e retorna"},
    {0.74, desk::Outcome::promised, "Paga quando receber do cliente dele"},
    {0.82, desk::Outcome::callback, "Pediu para ligar depois do almoço"},
    {0.88, desk::Outcome::already_paid, "Diz que pagou pelo aplicativo"},
    {0.93, desk::Outcome::third_party, "Atendeu a recepção"},
    {0.96, desk::Outcome::refuses, ""},
    {0.98, desk::Outcome::hardship, "Perdeu um contrato grande, quer parcelar"},
    {1.01, desk::Outcome::wrong_number, ""},
};

// Of somebody to whom the outcome does not apply any more, nothing is told.
Status tolerated(const Result<desk::Call>& done) {
  if (done || done.error().kind == ErrorKind::conflict) return {};
  return tl::make_unexpected(done.error());
}

}  // namespace

Act StoryTeam::act(const std::string& name, Date today, std::optional<UserId> user) const {
  Act act{name, clock_.now(), today};
  if (user) act.id = user->uuid;
  return act;
}

Status StoryTeam::work(Date today) {
  if (team_.empty() || titles_.empty()) return {};
  const int left = last_ - today;
  if (left <= days_of_calls) {
    TRY_STATUS(db_.write(tenant_, [&](db::Tx& tx) -> Status {
      TRY_STATUS(begin(tx, today));
      for (std::size_t i = 0; i < team_.size(); ++i)
        TRY_STATUS(call_some(tx, today, team_[i], names[i]));
      return {};
    }));
  }
  return left <= campaign_begins ? campaign(today) : Status();
}

Status StoryTeam::begin(db::Tx& tx, Date today) {
  if (begun_) return {};
  begun_ = true;
  desk::QueueRule first, rest;
  first.users = {team_.front()};
  first.letter_from = "A";
  first.letter_to = "L";
  rest.users = team_;
  return desk::save_queue_rules(tx, act(lead_name, today, lead_), {first, rest});
}

Status StoryTeam::call_some(db::Tx& tx, Date today, UserId user, const std::string& name) {
  Act by = act(name, today, user);
  by.kind = "user";
  for (int call = 0; call < calls_a_day; ++call) {
    for (int look = 0; look < tries; ++look) {
      const auto newest = static_cast<int>(std::min(titles_.size(), titles_looked_at));
      const auto id = titles_[titles_.size() - static_cast<std::size_t>(dice_.between(1, newest))];
      const auto record = receivable::find_title(tx, id);
      if (!record || !receivable::collectable(record->state)) continue;
      if (receivable::days_late(record->title.due_date, today) <= 3) continue;
      const double thrown = dice_.unit();
      const auto* what = std::find_if(std::begin(happenings), std::end(happenings),
                                      [&](const Happening& each) { return thrown < each.until; });
      desk::NewCall wanted;
      wanted.party = record->title.party;
      wanted.outcome = what->outcome;
      wanted.note = what->note;
      for (const auto& contact : party::contacts_of(tx, wanted.party)) {
        if (contact.channel == party::Channel::phone) wanted.contact = contact.id;
      }
      if (what->outcome == desk::Outcome::promised || what->outcome == desk::Outcome::already_paid)
        wanted.title = id;
      if (what->outcome == desk::Outcome::promised) wanted.date = today + dice_.between(2, 8);
      if (what->outcome == desk::Outcome::callback) wanted.next_on = today + dice_.between(1, 4);
      TRY_STATUS(tolerated(desk::log_call(tx, by, wanted)));
      break;
    }
  }
  return {};
}

Status StoryTeam::campaign(Date today) {
  if (!campaign_) {
    const auto begun = db_.write(tenant_, [&](db::Tx& tx) -> Result<campaign::CampaignId> {
      const Act by = act(lead_name, today, lead_);
      campaign::Draft draft;
      draft.name = "Acerto de contas";
      draft.filter.days_from = 20;
      draft.reduction = {Rate::percent(100), Rate::percent(5)};
      draft.instalments.most = 4;
      draft.ends_on = today + campaign_days;
      draft.template_name = "campanha";
      draft.control_percent = 25;
      draft.seed = 20'261'122;  // the same story each time
      const auto made = TRY(campaign::create(tx, by, draft, company::Role::manager));
      TRY(campaign::launch(tx, by, made.id, company::Role::manager));
      return made.id;
    });
    // A small company may have nobody who is late long enough: then another day.
    if (!begun && begun.error().code == "campaign.nobody") return {};
    if (!begun) return tl::make_unexpected(begun.error());
    campaign_ = *begun;
  }
  campaign::run_campaigns(db_, tenant_, clock_, [] { return true; });
  return db_.write(tenant_, [&](db::Tx& tx) { return take_offers(tx, today); });
}

// Some pay the offer's sum by its Pix.
Status StoryTeam::take_offers(db::Tx& tx, Date today) {
  for (const TitleId& id : receivable::offered_titles(tx, campaign_->uuid)) {
    if (!dice_.chance(takes_a_day)) continue;
    const auto record = receivable::find_title(tx, id);
    if (!record || !receivable::collectable(record->state)) continue;
    const Money owed = receivable::charges_of(tx, *record, today).total;
    const auto open = receivable::open_offer(tx, id, owed, today);
    if (!open) continue;
    receivable::Payment payment;
    payment.amount = open->left;
    payment.on = today;
    payment.cause = {"receipt", fmt::format("oferta:{}", id.text())};
    payment.note = "Pix da oferta, visto no extrato";
    TRY_STATUS(receivable::receive_payment(tx, act(names[0], today, team_.front()), id, payment,
                                           on_settled_));
    received_ += payment.amount;
  }
  return {};
}

}  // namespace quita::sandbox
