#include "receivable/receivable_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>

#include "base/text.h"
#include "company/audit.h"
#include "conduct/conduct.h"
#include "json/parse.h"
#include "party/timeline.h"
#include "receivable/offer_store.h"
#include "receivable/title_events.h"
#include "receivable/title_look.h"

namespace quita::receivable {
namespace {

tl::unexpected<Error> not_found() {
  return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "id");
}

// A title and its journal, which nobody else changes until the transaction ends.
struct Held {
  TitleRecord record;
  std::vector<Entry> journal;
};
Result<Held> hold(db::Tx& tx, TitleId id) {
  auto record = lock_title(tx, id);
  if (!record) return not_found();
  return Held{*std::move(record), journal_of(tx, id)};
}

// Appends, and writes what follows from it: projection, the régua's next look, unsent slips.
void commit(db::Tx& tx, const Act& act, Held& held, const std::vector<Entry>& entries) {
  append_entries(tx, held.record.title.id, entries);
  held.journal.insert(held.journal.end(), entries.begin(), entries.end());
  const Standing standing = project(held.journal);
  // A changed title is looked at again today: a part paid moves the next step (Kill Bill #2297).
  const std::optional<Date> next =
      collectable(standing.state) ? std::optional(act.today) : std::nullopt;
  update_projection(tx, held.record.title.id, standing, act.now);
  set_next_look(tx, held.record.title.id, held.record.title.party, next);
  if (collectable(standing.state) && !collectable(held.record.state)) {
    revive_instruments(tx, held.record.title, act.now);
  } else if (!collectable(standing.state)) {
    retire_instruments(tx, held.record.title.id, fmt::format("título {}", label(standing.state)));
  }
  held.record.state = standing.state;
  held.record.balance = standing.balance;
  held.record.paid = standing.paid;
  held.record.paid_on = standing.paid_on;
  held.record.entries = standing.entries;
  held.record.title.terms.rebate = standing.rebate;
}

// What the audit log keeps of a title's money, and why it was changed.
std::string money_json(const TitleRecord& record, std::string_view reason = {}) {
  boost::json::object kept{{"state", name(record.state)},
                           {"balance", record.balance.centavos()},
                           {"paid", record.paid.centavos()}};
  if (!reason.empty()) kept["reason"] = reason;
  return json::serialize(kept);
}

LegalRates rates_for(db::Tx& tx, const Title& title) {
  return title.terms.interest_mode == InterestMode::legal ? load_legal_rates(tx)
                                                          : LegalRates::published();
}

// Noted at the payment's entry: taking that back takes the offer back.
void take_offer(db::Tx& tx, const Settled& settled) {
  for (const Entry& entry : settled.settlement.entries) {
    if (entry.kind == EntryKind::payment)
      mark_taken(tx, *settled.payment.offer, entry.seq, *settled.settlement.offer_taken);
  }
}

// What is noted at an entry stands in the customer's statement as well. Errors: conduct.*.
Result<Decision> decision_of(const Act& act, const Cause& cause, std::string_view note,
                             std::string_view field = "note") {
  TRY_STATUS(conduct::refuse_coercion(note, field));
  return Decision{cause, act.actor, std::string(note), act.today, act.now};
}

}  // namespace

Result<Settled> receive_payment(db::Tx& tx, const Act& act, TitleId id, const Payment& payment,
                                const OnSettled& on_settled) {
  Held held = TRY(hold(tx, id));
  Payment made = payment;
  if (made.actor.empty()) made.actor = act.actor;
  // Only what is late is offered for less.
  if (!made.offer && overdue(held.record.title.due_date, made.on))
    made.offer = offer_on(tx, id, made.on);
  Settlement settlement =
      TRY(settle(held.record.title, held.journal, made, act.now, rates_for(tx, held.record.title)));
  Settled settled{held.record, std::move(made), std::move(settlement)};
  if (settled.settlement.entries.empty()) return settled;
  commit(tx, act, held, settled.settlement.entries);
  settled.title = held.record;
  if (settled.settlement.offer_taken) take_offer(tx, settled);
  tell_settled(tx, act, settled.title, settled.settlement);
  if (on_settled) on_settled(tx, act, settled);
  return settled;
}

Result<TitleRecord> rebate_title(db::Tx& tx, const Act& act, TitleId id, Money amount,
                                 const Cause& cause, std::string_view note) {
  Held held = TRY(hold(tx, id));
  const TitleRecord before = held.record;
  const Decision decision = TRY(decision_of(act, cause, note));
  const auto entries = TRY(grant_rebate(held.record.title, held.journal, amount, decision));
  if (entries.empty()) return held.record;
  commit(tx, act, held, entries);
  tell_title(tx, act, held.record, "title.rebate", entries.front().seq,
             {{"amount", amount.centavos()}, {"note", note}});
  audit_person(tx, act, "title.rebate", {"title", id.uuid}, money_json(before),
               money_json(held.record, note));
  return held.record;
}

Result<TitleRecord> waive_charges(db::Tx& tx, const Act& act, TitleId id,
                                  std::optional<Money> amount, const Cause& cause,
                                  std::string_view note) {
  Held held = TRY(hold(tx, id));
  const Decision decision = TRY(decision_of(act, cause, note));
  const auto entries = TRY(
      waive(held.record.title, held.journal, amount, decision, rates_for(tx, held.record.title)));
  if (entries.empty()) return held.record;
  commit(tx, act, held, entries);
  tell_title(tx, act, held.record, "title.waived", entries.front().seq,
             {{"amount", entries.back().amount.centavos()}, {"note", note}});
  audit_person(tx, act, "title.waive", {"title", id.uuid}, "",
               json::serialize(boost::json::object{{"amount", entries.back().amount.centavos()},
                                                   {"note", note}}));
  return held.record;
}

Result<TitleRecord> reverse_entry(db::Tx& tx, const Act& act, TitleId id, int seq,
                                  const Cause& cause, std::string_view note) {
  Held held = TRY(hold(tx, id));
  const TitleRecord before = held.record;
  const Decision decision = TRY(decision_of(act, cause, note));
  const auto entries = TRY(reverse(held.record.title, held.journal, seq, decision));
  if (entries.empty()) return held.record;
  commit(tx, act, held, entries);
  Money amount;
  for (const Entry& entry : entries) amount += entry.amount;
  tell_title(tx, act, held.record, "title.reversed", entries.front().seq,
             {{"amount", (-amount).centavos()}, {"note", note}});
  company::audit(tx, actor_of(act), "title.reverse", {"title", id.uuid}, money_json(before),
                 money_json(held.record, note));
  return held.record;
}

Result<TitleRecord> cancel_title(db::Tx& tx, const Act& act, TitleId id, const Cause& cause,
                                 std::string_view reason) {
  Held held = TRY(hold(tx, id));
  const TitleRecord before = held.record;
  const Decision decision = TRY(decision_of(act, cause, reason, "reason"));
  const auto entries = TRY(cancel(held.record.title, held.journal, decision));
  if (entries.empty()) return held.record;
  commit(tx, act, held, entries);
  tell_title(tx, act, held.record, "title.cancelled", entries.front().seq, {{"reason", reason}});
  company::audit(tx, actor_of(act), "title.cancel", {"title", id.uuid}, money_json(before),
                 money_json(held.record, reason));
  return held.record;
}

Result<TitleRecord> write_off_title(db::Tx& tx, const Act& act, TitleId id, const Cause& cause,
                                    std::string_view reason) {
  Held held = TRY(hold(tx, id));
  const TitleRecord before = held.record;
  const Decision decision = TRY(decision_of(act, cause, reason, "reason"));
  const auto entries = TRY(write_off(held.record.title, held.journal, decision));
  if (entries.empty()) return held.record;
  commit(tx, act, held, entries);
  tell_title(tx, act, held.record, "title.written_off", entries.front().seq, {{"reason", reason}});
  company::audit(tx, actor_of(act), "title.write_off", {"title", id.uuid}, money_json(before),
                 money_json(held.record, reason));
  return held.record;
}

Result<Renegotiated> renegotiate_title(db::Tx& tx, const Act& act, TitleId id, Money agreed,
                                       const std::optional<Offer>& offer, const Cause& cause,
                                       std::string_view note) {
  Held held = TRY(hold(tx, id));
  const Decision decision = TRY(decision_of(act, cause, note));
  const auto entries = TRY(renegotiate(held.record.title, held.journal,
                                       {agreed, offer ? offer->principal_off : Money()}, decision,
                                       rates_for(tx, held.record.title)));
  if (entries.empty()) return Renegotiated{held.record, {}};
  commit(tx, act, held, entries);
  Renegotiated done{held.record, {}};
  for (const Entry& entry : entries) {
    if (entry.kind == EntryKind::discount) done.given.principal += entry.reduction;
    if (entry.kind == EntryKind::waiver) done.given.charges += entry.reduction;
  }
  if (offer) mark_taken(tx, *offer, entries.back().seq, done.given);
  tell_title(tx, act, held.record, "title.renegotiated", entries.back().seq,
             {{"amount", agreed.centavos()}, {"note", note}});
  return done;
}

Result<TitleRecord> revive_title(db::Tx& tx, const Act& act, TitleId id, const Cause& renegotiated,
                                 const Cause& cause, std::string_view note) {
  Held held = TRY(hold(tx, id));
  const auto given_up = std::find_if(held.journal.begin(), held.journal.end(),
                                     [&](const Entry& each) { return each.cause == renegotiated; });
  if (given_up == held.journal.end()) return not_found();
  Decision decision = TRY(decision_of(act, cause, note));
  decision.on = given_up->on;
  const auto entries = TRY(reverse(held.record.title, held.journal, given_up->seq, decision));
  if (entries.empty()) return held.record;
  commit(tx, act, held, entries);
  tell_title(tx, act, held.record, "title.revived", entries.front().seq, {{"note", note}});
  return held.record;
}

Result<std::vector<MoneyMoved>> dissolve_instalment(db::Tx& tx, const Act& act, TitleId id,
                                                    const Cause& cause, std::string_view note) {
  Held held = TRY(hold(tx, id));
  Decision decision = TRY(decision_of(act, cause, note));
  decision.on = held.journal.front().on;
  const auto entries = TRY(dissolve(held.journal, decision));
  if (entries.empty()) return std::vector<MoneyMoved>();
  commit(tx, act, held, entries);
  tell_title(tx, act, held.record, "title.dissolved", entries.back().seq, {{"note", note}});
  return money_of(entries);
}

Result<TitleRecord> record_fee(db::Tx& tx, const Act& act, TitleId id, Money fee, Date on,
                               const Cause& cause, std::string_view note) {
  Held held = TRY(hold(tx, id));
  if (has_cause(held.journal, cause)) return held.record;
  Entry entry;
  entry.seq = static_cast<int>(held.journal.size()) + 1;
  entry.at = act.now;
  entry.on = on;
  entry.kind = EntryKind::fee;
  entry.amount = fee;
  entry.fee = fee;
  entry.cause = cause;
  entry.actor = act.actor;
  entry.note = note;
  append_entries(tx, id, std::span(&entry, 1));
  held.journal.push_back(entry);
  // A fee is the bank's business with us: it moves neither the balance nor the régua.
  update_projection(tx, id, project(held.journal), act.now);
  held.record.entries += 1;
  return held.record;
}

Result<TitleRecord> patch_title(db::Tx& tx, const Act& act, TitleId id, const TitlePatch& patch,
                                const Cause& cause) {
  Held held = TRY(hold(tx, id));
  Title& title = held.record.title;
  if (patch.description && *patch.description != title.description) {
    Title changed = title;
    changed.description = *patch.description;
    // The other rules held when it was made: only the new text is looked at.
    changed.due_date = std::max(changed.due_date, changed.issue_date);
    changed.terms.discounts.clear();
    TRY_STATUS(check_title(changed));
    update_description_of(tx, id, *patch.description, act.now);
    company::audit(tx, actor_of(act), "title.update", {"title", id.uuid},
                   json::serialize(boost::json::object{{"description", title.description}}),
                   json::serialize(boost::json::object{{"description", *patch.description}}));
    title.description = *patch.description;
  }
  if (!patch.due_date) return held.record;
  const Decision decision = TRY(decision_of(act, cause, ""));
  const auto entries = TRY(change_due_date(title, held.journal, *patch.due_date, decision));
  if (entries.empty()) return held.record;
  const Date before = title.due_date;
  title.due_date = *patch.due_date;
  update_due_date_of(tx, id, title.due_date, act.now);
  commit(tx, act, held, entries);
  const auto instruments = instruments_of(tx, id);
  if (!instruments.empty()) {
    const auto account = TRY(load_issuing_account(tx, instruments.front().account));
    TRY(issue_instruments(tx, title, account, act.now));
  }
  tell_title(tx, act, held.record, "title.due_date_changed", entries.front().seq,
             {{"from", format_iso(before)}, {"to", format_iso(title.due_date)}});
  company::audit(tx, actor_of(act), "title.update", {"title", id.uuid},
                 json::serialize(boost::json::object{{"due_date", format_iso(before)}}),
                 json::serialize(boost::json::object{{"due_date", format_iso(title.due_date)}}));
  return held.record;
}

}  // namespace quita::receivable
