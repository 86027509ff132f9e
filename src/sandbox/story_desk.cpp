#include "sandbox/story_desk.h"

#include <fmt/format.h>

#include <algorithm>

#include "dunning/dispute.h"
#include "dunning/hold.h"
#include "dunning/promise.h"
#include "dunning/task.h"
#include "party/party_service.h"
#include "receivable/charges.h"
#include "receivable/receivable_service.h"

namespace quita::sandbox {

namespace {

constexpr double titles_looked_at = 900;  // the newest: older ones are nobody's daily business
constexpr double troubles_a_day = 1.2;
constexpr double promises_a_day = 0.4;
constexpr double kept_share = 0.54;  // 46 % have broken an agreement (reference figures)
constexpr int promise_tries = 30;    // to find somebody who is late
constexpr int tasks_a_day = 4;
constexpr int task_days = 3;    // until somebody comes to a task
constexpr int answer_days = 6;  // until a dispute is answered
constexpr int holds_looked_at = 5'000;

receivable::Cause cause_of(const Act& act, std::string_view what, TitleId title) {
  return {"user", fmt::format("{}:{}:{}", what, title.text(), format_iso(act.today))};
}

Status opt_out(db::Tx& tx, const Act& act, PartyId id) {
  const auto party = TRY(party::load_party(tx, id));
  for (const auto& contact : party.contacts) {
    if (contact.channel != party::Channel::email) continue;
    party::mark_contact(tx, act, id, contact.channel, contact.value, party::ContactState::opted_out,
                        "pedido do próprio cliente", fmt::format("optout:{}", contact.id.text()));
  }
  return {};
}

// Of a title that has a promise or a dispute already, nothing new is heard.
Status tolerated(const Result<dunning::Hold>& done) {
  if (done || done.error().kind == ErrorKind::conflict) return {};
  return tl::make_unexpected(done.error());
}

Status answer_disputes(db::Tx& tx, const Act& act) {
  for (const dunning::Hold& hold : dunning::running_holds(tx, act.today, holds_looked_at)) {
    if (hold.kind != dunning::HoldKind::dispute || hold.starts_on > act.today - answer_days)
      continue;
    TRY_STATUS(dunning::answer_dispute(tx, act, hold.id, false,
                                       "Enviamos o canhoto assinado: a entrega foi completa"));
  }
  return {};
}

// The oldest, of a few days ago.
Status finish_tasks(db::Tx& tx, const Act& act, int count) {
  for (const dunning::Task& task : dunning::open_tasks(tx, std::nullopt, count)) {
    if (task.kind == dunning::TaskKind::dispute || task.due_on > act.today - task_days) continue;
    TRY_STATUS(dunning::finish_task(tx, act, task.id, "Liguei e confirmei o e-mail"));
  }
  return {};
}

}  // namespace

// How often something happens today that happens so many times a day: 2.3 is twice, or three times.
int StoryDesk::times(double a_day) {
  const double all = a_day * pace_;
  const int whole = static_cast<int>(all);
  return whole + (dice_.chance(all - whole) ? 1 : 0);
}

// Somebody who is late tells an analyst by when he will pay.
Status StoryDesk::promise_some(db::Tx& tx, const Act& act) {
  const auto newest = static_cast<int>(
      std::min<double>(static_cast<double>(titles_.size()), titles_looked_at * pace_));
  for (int tries = 0; tries < promise_tries && newest > 0; ++tries) {
    const auto id = titles_[titles_.size() - static_cast<std::size_t>(dice_.between(1, newest))];
    const auto record = receivable::find_title(tx, id);
    if (!record || !receivable::collectable(record->state)) continue;
    if (receivable::days_late(record->title.due_date, act.today) <= 0) continue;
    const Date on = act.today + dice_.between(2, 8);
    const bool meant = dice_.chance(kept_share);
    const auto given = dunning::promise(
        tx, act, {record->title.party, id, on, std::nullopt, "Combinado por telefone"});
    if (given && meant) meant_.push_back({id, on});
    return tolerated(given);
  }
  return {};
}

Status StoryDesk::work(const Act& act) {
  const int promises = times(promises_a_day);
  TRY_STATUS(db_.write(tenant_, [&](db::Tx& tx) -> Status {
    TRY_STATUS(answer_disputes(tx, act));
    TRY_STATUS(finish_tasks(tx, act, std::max(tasks_a_day, static_cast<int>(tasks_a_day * pace_))));
    for (int i = 0; i < promises; ++i) TRY_STATUS(promise_some(tx, act));
    return {};
  }));
  for (int left = times(troubles_a_day); left > 0 && !titles_.empty(); --left) {
    const auto newest = static_cast<int>(
        std::min<double>(static_cast<double>(titles_.size()), titles_looked_at * pace_));
    const auto title = titles_[titles_.size() - static_cast<std::size_t>(dice_.between(1, newest))];
    const double thrown = dice_.unit();
    TRY_STATUS(db_.write(tenant_, [&](db::Tx& tx) { return happen(tx, act, title, thrown); }));
  }
  return {};
}

Status StoryDesk::happen(db::Tx& tx, const Act& act, TitleId id, double thrown) {
  const auto record = receivable::find_title(tx, id);
  if (!record || !receivable::collectable(record->state)) return {};
  const auto party = record->title.party;
  const bool late = receivable::days_late(record->title.due_date, act.today) > 0;
  Act customer = act;
  customer.actor = "cliente, no portal";
  if (late && thrown < 0.45) {
    TRY_STATUS(dunning::tell_paid(tx, customer, party, id, act.today, "Paguei pelo aplicativo"));
  } else if (late && thrown < 0.60) {
    TRY_STATUS(receivable::waive_charges(tx, act, id, std::nullopt, cause_of(act, "waive", id),
                                         "Cliente antigo, primeiro atraso"));
  } else if (thrown < 0.72) {
    return tolerated(
        dunning::open_dispute(tx, customer, party, id, "Veio menos do que está na nota"));
  } else if (thrown < 0.82 && record->state == receivable::TitleState::open) {
    TRY_STATUS(
        receivable::cancel_title(tx, act, id, cause_of(act, "cancel", id), "Mercadoria devolvida"));
  } else if (thrown < 0.94) {
    const auto rebate = Money::centavos(record->balance.centavos() / 10 + 1);
    TRY_STATUS(receivable::rebate_title(tx, act, id, rebate, cause_of(act, "rebate", id),
                                        "Avaria na entrega"));
  } else {
    TRY_STATUS(opt_out(tx, customer, party));
  }
  return {};
}

}  // namespace quita::sandbox
