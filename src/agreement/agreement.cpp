#include "agreement/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "agreement/agreement_store.h"
#include "base/text.h"
#include "company/company.h"
#include "conduct/conduct.h"
#include "dunning/contact_budget.h"
#include "dunning/hold_store.h"
#include "json/parse.h"
#include "party/acting.h"
#include "party/timeline.h"
#include "receivable/receivable_service.h"

namespace quita::agreement {
namespace {

using receivable::Cause;

constexpr int looked_at_once = 100;
constexpr std::size_t why_max = 200;
constexpr std::array<std::string_view, 3> states = {"running", "kept", "broken"};

Cause signing_of(AgreementId id) { return {std::string(receivable::agreement_cause), id.text()}; }
Cause break_of(AgreementId id, const std::string& rest = {}) {
  return {std::string(receivable::agreement_cause), id.text() + "!" + rest};
}

std::string words_of(int number) { return fmt::format("Acordo {}", number); }

// "títulos 12, 13 e 14", short enough for a description.
std::string titles_in_words(const std::vector<OfferedTitle>& titles) {
  constexpr std::size_t told_max = 6;
  std::string words = titles.size() == 1 ? "título " : "títulos ";
  for (std::size_t i = 0; i < std::min(titles.size(), told_max); ++i) {
    if (i > 0) words += i + 1 == titles.size() ? " e " : ", ";
    words += titles[i].record.title.number;
  }
  if (titles.size() > told_max) words += fmt::format(" e mais {}", titles.size() - told_max);
  return words;
}

// The customer's promises about these titles, or about all: what he agreed to takes their place.
void end_promises(db::Tx& tx, const Act& act, const Proposal& proposal) {
  for (const dunning::Hold& hold : dunning::holds_of(tx, proposal.offer.party, false)) {
    if (hold.kind != dunning::HoldKind::promise) continue;
    const bool about = !hold.title || std::any_of(proposal.titles.begin(), proposal.titles.end(),
                                                  [&](const OfferedTitle& title) {
                                                    return title.record.title.id == *hold.title;
                                                  });
    if (about) dunning::end_hold(tx, act, hold.id, "", std::nullopt);
  }
}

Status renegotiate_titles(db::Tx& tx, const Act& act, const Agreement& agreement,
                          const Proposal& proposal) {
  for (const OfferedTitle& title : proposal.titles) {
    TRY_STATUS(receivable::renegotiate_title(tx, act, title.record.title.id, title.agreed,
                                             title.discount, signing_of(agreement.id),
                                             words_of(agreement.number)));
    insert_title(tx, agreement.id, title.record.title.id, title.owed, title.agreed);
  }
  return {};
}

Status make_instalments(db::Tx& tx, const Act& act, const Agreement& agreement,
                        const Proposal& proposal, const Plan& plan) {
  const auto count = plan.instalments.size();
  std::vector<receivable::NewTitle> wanted;
  for (std::size_t i = 0; i < count; ++i) {
    receivable::NewTitle title;
    title.party = agreement.party;
    title.number = fmt::format("AC{}-{}", agreement.number, i + 1);
    title.description = fmt::format("{}, parcela {} de {} ({})", words_of(agreement.number), i + 1,
                                    count, titles_in_words(proposal.titles));
    title.issue_date = act.today;
    title.due_date = plan.instalments[i].due;
    title.amount = plan.instalments[i].amount;
    title.origin_key = fmt::format("{}/{}", agreement.id.text(), i + 1);
    title.cause = signing_of(agreement.id);
    wanted.push_back(std::move(title));
  }
  const auto made = TRY(receivable::create_titles(tx, act, wanted));
  for (std::size_t i = 0; i < count; ++i) {
    insert_instalment(tx, agreement.id, static_cast<int>(i) + 1, made[i].record.title.id,
                      plan.instalments[i]);
  }
  return {};
}

void tell_signed(db::Tx& tx, const Act& act, const Agreement& agreement, const Plan& plan) {
  const auto data =
      json::serialize(boost::json::object{{"number", agreement.number},
                                          {"total", agreement.total.centavos()},
                                          {"count", static_cast<int>(plan.instalments.size())},
                                          {"name", agreement.name}});
  party::record_event(
      tx, act.now, act.actor,
      {"party.agreed", agreement.party, std::nullopt, agreement.id.text() + ":signed", data});
}

// He took it before: the same again, or another.
Result<Agreement> first_time(db::Tx& tx, AgreementId id, int count) {
  const Agreement before = TRY(load(tx, id));
  if (before.count == count) return before;
  return fail(ErrorKind::conflict, "agreement.taken",
              fmt::format("Esta oferta já foi aceita em {} parcelas.", before.count),
              "instalments");
}

tl::unexpected<Error> no_offer() {
  return fail(ErrorKind::conflict, "agreement.no_offer",
              "Esta oferta de parcelamento não vale mais.", "offer_id");
}

// A payment of the instalments goes to the old titles, the oldest first, by what each cost then.
Status place_money(db::Tx& tx, const Act& act, const Agreement& agreement,
                   const receivable::MoneyMoved& moved, int& places) {
  Money left = moved.amount;
  for (std::size_t i = 0; i < agreement.titles.size() && left.positive(); ++i) {
    const bool last = i + 1 == agreement.titles.size();
    const TitleId id = agreement.titles[i].title;
    const auto record = receivable::find_title(tx, id).value();
    const Money owed = receivable::collectable(record.state)
                           ? receivable::charges_of(tx, record, moved.on).total
                           : Money();
    receivable::Payment payment;
    payment.amount = last ? left : std::min(left, owed);
    if (!payment.amount.positive()) continue;
    payment.on = moved.on;
    payment.cause = break_of(agreement.id, fmt::format("{}", ++places));
    payment.note = words_of(agreement.number);
    TRY(receivable::receive_payment(tx, act, id, payment, {}));
    left -= payment.amount;
  }
  return {};
}

// The first day on which an agreement of these instalments may be broken; nothing: never.
std::optional<Date> watch_day(const Agreement& agreement) {
  std::optional<Date> first;
  for (const Instalment& each : agreement.instalments) {
    if (!receivable::collectable(each.state)) continue;
    if (!first || each.due < *first) first = each.due;
  }
  if (first) *first = *first + agreement.break_days + 1;
  return first;
}

bool held(const std::vector<dunning::Hold>& holds, TitleId title, Date today) {
  return std::any_of(holds.begin(), holds.end(), [&](const dunning::Hold& hold) {
    return hold.starts_on <= today && hold.running_on(today) &&
           (!hold.title || *hold.title == title);
  });
}

// One that is late for more days than were agreed, and that nothing holds.
const Instalment* overdue_of(db::Tx& tx, const Agreement& agreement, Date today) {
  auto holds = dunning::holds_of(tx, agreement.party, false);
  for (dunning::Hold& hold : dunning::group_holds_over(tx, agreement.party))
    holds.push_back(std::move(hold));
  for (const Instalment& each : agreement.instalments) {
    if (receivable::collectable(each.state) &&
        receivable::days_late(each.due, today) > agreement.break_days &&
        !held(holds, each.title, today))
      return &each;
  }
  return nullptr;
}

void look_at(db::Tx& tx, const Act& act, AgreementId id) {
  const auto agreement = load(tx, id);
  if (!agreement || agreement->state == State::broken) return;
  if (const Instalment* late = overdue_of(tx, *agreement, act.today)) {
    const std::string why =
        fmt::format("a parcela {} venceu em {} e não foi paga", late->place, format_br(late->due));
    if (!break_up(tx, act, id, why)) throw std::logic_error("an overdue agreement is not running");
    return;
  }
  auto day = watch_day(*agreement);
  if (day && *day <= act.today) day = act.today + 1;  // held, or due on a day without banks
  set_watch(tx, id, day);
}

}  // namespace

std::string_view word(State state) { return states[static_cast<std::size_t>(state)]; }

Result<Agreement> accept(db::Tx& tx, const Act& act, PartyId party, InstalmentOfferId offer_id,
                         int count, Money total) {
  // Whoever decides about his titles waits for whoever began first.
  dunning::lock_budgets(tx, std::span(&party, 1));
  const auto offer = find_offer(tx, party, offer_id);
  if (!offer) return no_offer();
  if (const auto before = find_by_offer(tx, offer_id)) return first_time(tx, *before, count);
  if (act.today < offer->starts_on || act.today > offer->ends_on) return no_offer();
  const auto proposal = proposal_of(tx, *offer, act.today);
  if (!proposal) return no_offer();
  const auto chosen = plan(proposal->sum, count, offer->terms, act.today);
  if (!chosen) {
    return invalid("agreement.count", "Este número de parcelas não está na oferta.", "instalments");
  }
  if (chosen->total() != total) {
    return fail(ErrorKind::conflict, "agreement.changed",
                fmt::format("O valor mudou: hoje são {} em {} parcelas.",
                            format_brl(chosen->total()), count),
                "total", "Confira o novo valor e aceite de novo.");
  }
  Agreement agreement;
  agreement.id = AgreementId::make(act.now);
  agreement.party = party;
  agreement.name = offer->name;
  agreement.signed_on = act.today;
  agreement.owed = proposal->owed;
  agreement.agreed = chosen->sum;
  agreement.interest = chosen->interest;
  agreement.total = chosen->total();
  agreement.break_days = offer->break_days;
  agreement.actor = act.actor;
  agreement.count = count;
  agreement.number = next_number(tx, act.now);
  insert_agreement(tx, agreement, offer_id, act.now,
                   chosen->instalments.front().due + agreement.break_days + 1);
  end_promises(tx, act, *proposal);
  TRY_STATUS(renegotiate_titles(tx, act, agreement, *proposal));
  TRY_STATUS(make_instalments(tx, act, agreement, *proposal, *chosen));
  tell_signed(tx, act, agreement, *chosen);
  return load(tx, agreement.id);
}

Result<Agreement> break_up(db::Tx& tx, const Act& act, AgreementId id, std::string_view why) {
  const Agreement agreement = TRY(load(tx, id));
  if (agreement.state == State::broken) {
    return fail(ErrorKind::conflict, "agreement.broken", "Este acordo já foi desfeito.", "id");
  }
  if (agreement.state == State::kept) {
    return fail(ErrorKind::conflict, "agreement.kept", "Este acordo já foi cumprido.", "id");
  }
  if (trim(why).empty() || length_utf8(why) > why_max) {
    return invalid("agreement.why",
                   fmt::format("Diga por que o acordo é desfeito, em até {} letras.", why_max),
                   "why");
  }
  TRY_STATUS(conduct::refuse_coercion(why, "why"));  // the customer's statement shows it
  const std::string note = fmt::format("{}: {}", words_of(agreement.number), trim(why));
  if (!mark_broken(tx, id, act.today, act.actor)) {
    return fail(ErrorKind::conflict, "agreement.broken", "Este acordo já foi desfeito.", "id");
  }
  std::vector<receivable::MoneyMoved> money;
  for (const Instalment& each : agreement.instalments) {
    const auto moved =
        TRY(receivable::dissolve_instalment(tx, act, each.title, break_of(id), note));
    money.insert(money.end(), moved.begin(), moved.end());
  }
  for (const RenegotiatedTitle& title : agreement.titles) {
    TRY_STATUS(receivable::revive_title(tx, act, title.title, signing_of(id), break_of(id), note));
  }
  std::stable_sort(money.begin(), money.end(),
                   [](const auto& a, const auto& b) { return a.on < b.on; });
  int places = 0;
  for (const auto& moved : money) TRY_STATUS(place_money(tx, act, agreement, moved, places));
  const auto data = json::serialize(
      boost::json::object{{"number", agreement.number}, {"reason", std::string(trim(why))}});
  party::record_event(
      tx, act.now, act.actor,
      {"party.agreement_broken", agreement.party, std::nullopt, id.text() + ":broken", data});
  return load(tx, id);
}

void watch(db::Db& db, TenantId tenant, const Clock& clock,
           const std::function<bool()>& keep_going) {
  while (keep_going()) {
    const bool more = db.write(tenant, [&](db::Tx& tx) {
      const Act act = act_of(tx, "acordos", clock);
      const auto due = due_for_watch(tx, act.today, looked_at_once);
      for (const AgreementId& id : due) look_at(tx, act, id);
      return due.size() == looked_at_once;
    });
    if (!more) return;
  }
}

void watch_all(db::Db& db, const Clock& clock, const std::function<bool()>& keep_going) {
  const auto companies = db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) return;
    watch(db, company.id, clock, keep_going);
  }
}

}  // namespace quita::agreement
