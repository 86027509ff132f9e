#include "receivable/settle.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace quita::receivable {
namespace {

// Appends entries of one cause behind a journal.
class Draft {
 public:
  Draft(std::span<const Entry> journal, const Cause& cause, std::string_view actor,
        std::string_view note, Date on, Instant now)
      : entries_(journal.begin(), journal.end()),
        known_(journal.size()),
        cause_(cause),
        actor_(actor),
        note_(note),
        on_(on),
        now_(now) {}

  Entry& add(EntryKind kind, Money amount, std::string_view ending = {}) {
    Entry& entry = entries_.emplace_back();
    entry.seq = static_cast<int>(entries_.size());
    entry.at = now_;
    entry.on = on_;
    entry.kind = kind;
    entry.amount = amount;
    entry.cause = {cause_.kind, cause_.key + std::string(ending)};
    entry.actor = actor_;
    entry.note = note_;
    return entry;
  }

  // Takes an entry of the journal back, part by part.
  void undo(const Entry& target, std::string_view ending) {
    const bool money = target.kind == EntryKind::payment || target.kind == EntryKind::excess;
    const Entry copy = target;  // `add` may move what `target` refers to
    Entry& entry = add(money ? EntryKind::reversal : EntryKind::correction, -copy.amount, ending);
    entry.on = std::max(on_, copy.on);
    entry.principal = -copy.principal;
    entry.fine = -copy.fine;
    entry.interest = -copy.interest;
    entry.reduction = -copy.reduction;
    entry.excess = -copy.excess;
    entry.undoes = copy.seq;
  }

  // Gives up the whole balance.
  void give_up(EntryKind kind, const Standing& standing, std::string_view ending = {}) {
    Entry& entry = add(kind, standing.balance, ending);
    entry.principal = -standing.principal;
    entry.fine = -standing.fine;
    entry.interest = -standing.interest;
    entry.reduction = standing.balance;
  }

  // The business date of what is added from now on.
  void dated(Date on) { on_ = on; }

  std::span<const Entry> all() const { return entries_; }
  std::vector<Entry> added() const {
    return {entries_.begin() + static_cast<std::ptrdiff_t>(known_), entries_.end()};
  }

 private:
  std::vector<Entry> entries_;
  std::size_t known_;
  Cause cause_;
  std::string actor_, note_;
  Date on_;
  Instant now_;
};

struct Parts {
  Money fine, interest;
  Money sum() const { return fine + interest; }
};

// CC 354: interest before capital; the fine stands between them.
Parts impute(Money amount, const Parts& open) {
  Parts taken;
  taken.interest = std::min(amount, open.interest);
  taken.fine = std::min(amount - taken.interest, open.fine);
  return taken;
}

// What is owed on the payment's day, whatever was recorded since for other days.
struct Owed {
  Money principal;
  Money discount;
  Parts charges;
  bool late = false;
  Money total() const { return principal - discount + charges.sum(); }
};

Owed owed_on(const Title& title, std::span<const Entry> journal, Date on, const LegalRates& rates) {
  const Standing standing = project(journal);
  const Accrued accrued = accrued_on(title, journal, on, rates);
  Owed owed;
  owed.principal = standing.principal;
  owed.late = accrued.late;
  Parts recognised;
  for (const Entry& entry : journal) {
    if (entry.kind == EntryKind::charge && !reversed(journal, entry.seq)) {
      recognised.fine += entry.fine;
      recognised.interest += entry.interest;
    }
  }
  owed.charges.fine = std::max(accrued.fine - recognised.fine, Money()) + standing.fine;
  owed.charges.interest =
      std::max(accrued.interest - recognised.interest, Money()) + standing.interest;
  owed.discount = std::min(charges_on(title, journal, on, rates).discount, owed.principal);
  return owed;
}

// How a payment is divided. principal + charges + excess = amount.
struct Division {
  Money principal, discount, excess;
  Parts charges;
  Parts waived;
  Outcome outcome = Outcome::full;
  std::string remark;
  bool by_offer = false;
};

void waive_rest(const Parts& open, Division& division) {
  division.waived.fine = std::max(open.fine - division.charges.fine, Money());
  division.waived.interest = std::max(open.interest - division.charges.interest, Money());
}

// Charges of this sum: what is open first, and what the bank asked beyond that is interest.
Parts charges_of(Money sum, const Parts& open) {
  Parts parts = impute(sum, open);
  parts.interest += sum - parts.sum();
  return parts;
}

Division by_the_bank(Money amount, Money stated, const Owed& owed) {
  Division division;
  const Money ours = owed.charges.sum();
  const Money beyond = amount - owed.principal;
  if (beyond.negative()) {
    // A part: what the bank calls charges are charges; when it says none, ours come first.
    const Money charges = std::min(amount, stated.positive() ? stated : ours);
    division.charges = charges_of(charges, owed.charges);
    division.principal = amount - charges;
    division.outcome = Outcome::partial;
    return division;
  }
  const Money charges = std::min(beyond, std::max(stated, ours));
  division.charges = charges_of(charges, owed.charges);
  division.principal = owed.principal;
  division.excess = beyond - charges;
  division.outcome = division.excess.positive() ? Outcome::excess : Outcome::full;
  waive_rest(owed.charges, division);
  if (charges != ours) {
    division.remark = fmt::format(
        "O banco cobrou {} de encargos; pelas condições do título seriam {}. Vale o que o banco "
        "cobrou do pagador{}.",
        format_brl(charges), format_brl(ours),
        division.waived.sum().positive() ? ", e a diferença foi dispensada" : "");
  }
  return division;
}

// The offer's sum is reached: what is missing is given up, charges before principal as far as the
// offer reduces charges. `left`: what the offer still asked for.
Division by_offer(const Payment& payment, Money left, const Owed& owed) {
  Division division;
  division.by_offer = true;
  const Money given = owed.total() - payment.amount;
  const Money whole = owed.total() - std::min(left, payment.amount);
  const Money of_charges = std::max(whole - payment.offer->principal_off, Money());
  const Parts waived = impute(std::min(given, of_charges), owed.charges);
  division.waived = waived;
  division.discount = given - waived.sum();
  division.principal = owed.principal - division.discount;
  division.charges = {owed.charges.fine - waived.fine, owed.charges.interest - waived.interest};
  division.remark = payment.offer->name;
  return division;
}

Division divide(const Payment& payment, const Owed& owed, std::optional<Money> offered) {
  Division division;
  const Money amount = payment.amount;
  const Money ours = owed.charges.sum();
  // On time, a discount is taken as far as the payer used it.
  if (owed.discount.positive() && amount < owed.principal &&
      amount >= owed.principal - owed.discount) {
    division.principal = amount;
    division.discount = owed.principal - amount;
    return division;
  }
  if (amount == owed.principal + ours) {
    division.principal = owed.principal;
    division.charges = owed.charges;
    return division;
  }
  if (offered && amount + tolerance >= *offered && amount < owed.total() && owed.discount.zero() &&
      owed.principal >= payment.offer->principal_off) {
    return by_offer(payment, *offered, owed);
  }
  if (payment.bank_charges) return by_the_bank(amount, *payment.bank_charges, owed);

  const Money difference = amount - owed.principal - ours;
  if (owed.late && difference.positive() && difference <= tolerance) {
    division.principal = owed.principal;
    division.charges = charges_of(ours + difference, owed.charges);
    division.remark = fmt::format("Diferença de {} no cálculo dos encargos, aceita como juros.",
                                  format_brl(difference));
    return division;
  }
  if (difference.positive()) {
    division.principal = owed.principal;
    division.charges = owed.charges;
    division.excess = difference;
    division.outcome = Outcome::excess;
    return division;
  }
  if (amount >= owed.principal && -difference <= tolerance) {
    division.principal = owed.principal;
    division.charges = impute(amount - owed.principal, owed.charges);
    waive_rest(owed.charges, division);
    division.remark = fmt::format("Diferença de {} no cálculo dos encargos, dispensada.",
                                  format_brl(-difference));
    return division;
  }
  division.charges = impute(amount, owed.charges);
  division.principal = amount - division.charges.sum();
  division.outcome = Outcome::partial;
  if (division.charges.sum().positive()) {
    division.remark =
        "Pagamento parcial: imputado primeiro nos juros, depois na multa e no "
        "principal (CC 354).";
  }
  return division;
}

void write_division(Draft& draft, const Division& division, const Payment& payment,
                    const Standing& books) {
  if (division.discount.positive()) {
    Entry& discount = draft.add(EntryKind::discount, division.discount, "#desconto");
    discount.principal = -division.discount;
    discount.reduction = division.discount;
    if (division.by_offer) discount.note = division.remark;
  }
  // Charges that stand in the books already are paid there, not recognised again.
  const Parts all{division.charges.fine + division.waived.fine,
                  division.charges.interest + division.waived.interest};
  const Parts fresh{std::max(all.fine - books.fine, Money()),
                    std::max(all.interest - books.interest, Money())};
  if (fresh.sum().positive()) {
    Entry& charge = draft.add(EntryKind::charge, fresh.sum(), "#encargos");
    charge.fine = fresh.fine;
    charge.interest = fresh.interest;
  }
  if (division.waived.sum().positive()) {
    Entry& waiver = draft.add(EntryKind::waiver, division.waived.sum(), "#dispensa");
    waiver.fine = -division.waived.fine;
    waiver.interest = -division.waived.interest;
    waiver.reduction = division.waived.sum();
    if (!division.remark.empty()) waiver.note = division.remark;
  }
  Entry& entry = draft.add(EntryKind::payment, payment.amount - division.excess);
  entry.principal = -division.principal;
  entry.fine = -division.charges.fine;
  entry.interest = -division.charges.interest;
  entry.fee = payment.fee;
  if (division.excess.positive()) {
    Entry& excess = draft.add(EntryKind::excess, division.excess, "#excedente");
    excess.excess = division.excess;
  }
}

Result<std::vector<Entry>> in_state_error(const Standing& standing, std::string_view action) {
  return fail(ErrorKind::conflict, "journal.state",
              fmt::format("O título está {}: não é possível {}.", label(standing.state), action));
}

Draft draft_of(std::span<const Entry> journal, const Decision& decision) {
  return Draft(journal, decision.cause, decision.actor, decision.note, decision.on, decision.now);
}

}  // namespace

Result<Settlement> settle(const Title& title, std::span<const Entry> journal,
                          const Payment& payment, Instant now, const LegalRates& rates) {
  if (!payment.amount.positive()) {
    return invalid("payment.amount", "O valor recebido deve ser maior que zero.", "amount");
  }
  Settlement settlement;
  settlement.before = project(journal);
  settlement.after = settlement.before;
  if (has_cause(journal, payment.cause)) {
    settlement.outcome = Outcome::repeated;
    return settlement;
  }
  Draft draft(journal, payment.cause, payment.actor, payment.note, payment.on, now);

  const bool written_off = settlement.before.state == TitleState::written_off;
  if (!collectable(settlement.before.state) && !written_off) {
    Entry& excess = draft.add(EntryKind::excess, payment.amount);
    excess.excess = payment.amount;
    excess.fee = payment.fee;
    settlement.outcome = Outcome::unexpected;
    settlement.remarks.push_back(
        fmt::format("O título já estava {}: os {} recebidos ficam como crédito do cliente.",
                    label(settlement.before.state), format_brl(payment.amount)));
    settlement.entries = draft.added();
    settlement.after = project(draft.all());
    return settlement;
  }
  if (written_off) {
    const auto given_up = std::find_if(journal.begin(), journal.end(), [&](const Entry& entry) {
      return entry.kind == EntryKind::write_off && !reversed(journal, entry.seq);
    });
    draft.undo(*given_up, "#retomada");
    settlement.remarks.push_back("Recuperação de um título baixado como perda.");
  }

  Owed owed = owed_on(title, draft.all(), payment.on, rates);
  const Standing books = project(draft.all());
  std::optional<Money> offered;
  if (payment.offer && in_force(*payment.offer, payment.on) && !written_off)
    offered = left_to_pay(*payment.offer, journal);
  Division division;
  if (payment.waive_charges && owed.charges.sum().positive()) {
    const Parts waived = std::exchange(owed.charges, Parts());
    division = divide(payment, owed, offered);
    division.waived = waived;
    settlement.remarks.push_back(
        fmt::format("Encargos de {} dispensados.", format_brl(waived.sum())));
  } else {
    division = divide(payment, owed, offered);
  }
  write_division(draft, division, payment, books);
  settlement.outcome = division.outcome;
  if (division.by_offer)
    settlement.offer_taken = OfferTaken{division.discount, division.waived.sum()};
  if (!division.remark.empty()) settlement.remarks.push_back(division.remark);
  if (division.excess.positive()) {
    settlement.remarks.push_back(
        fmt::format("{} a mais ficam como crédito do cliente.", format_brl(division.excess)));
  }
  settlement.after = project(draft.all());
  if (written_off && settlement.after.balance.positive()) {
    draft.give_up(EntryKind::write_off, settlement.after, "#baixa");
    settlement.after = project(draft.all());
  }
  settlement.entries = draft.added();
  return settlement;
}

Result<std::vector<Entry>> grant_rebate(const Title&, std::span<const Entry> journal, Money amount,
                                        const Decision& decision) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  const Standing standing = project(journal);
  if (!collectable(standing.state)) return in_state_error(standing, "conceder abatimento");
  if (!amount.positive() || amount >= standing.principal) {
    return invalid("journal.amount",
                   fmt::format("O abatimento deve ser maior que zero e menor que o principal em "
                               "aberto, {}.",
                               format_brl(standing.principal)),
                   "amount", "Para não cobrar nada, cancele o título.");
  }
  Draft draft = draft_of(journal, decision);
  Entry& rebate = draft.add(EntryKind::rebate, amount);
  rebate.principal = -amount;
  rebate.reduction = amount;
  return draft.added();
}

Result<std::vector<Entry>> waive(const Title& title, std::span<const Entry> journal,
                                 std::optional<Money> amount, const Decision& decision,
                                 const LegalRates& rates) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  const Standing standing = project(journal);
  if (!collectable(standing.state)) return in_state_error(standing, "dispensar encargos");
  const Parts open = owed_on(title, journal, decision.on, rates).charges;
  if (open.sum().zero() || (amount && (!amount->positive() || *amount > open.sum()))) {
    return invalid("journal.amount",
                   fmt::format("Os encargos em aberto em {} são de {}.", format_br(decision.on),
                               format_brl(open.sum())),
                   "amount");
  }
  const Parts waived = impute(amount.value_or(open.sum()), open);
  Draft draft = draft_of(journal, decision);
  const Parts fresh{std::max(waived.fine - standing.fine, Money()),
                    std::max(waived.interest - standing.interest, Money())};
  if (fresh.sum().positive()) {
    Entry& charge = draft.add(EntryKind::charge, fresh.sum(), "#encargos");
    charge.fine = fresh.fine;
    charge.interest = fresh.interest;
  }
  Entry& waiver = draft.add(EntryKind::waiver, waived.sum());
  waiver.fine = -waived.fine;
  waiver.interest = -waived.interest;
  waiver.reduction = waived.sum();
  return draft.added();
}

Result<std::vector<Entry>> reverse(const Title&, std::span<const Entry> journal, int seq,
                                   const Decision& decision) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  const std::vector<Entry> group = settlement_of(journal, seq);
  const auto reversible = [](const Entry& entry) {
    return entry.kind != EntryKind::issued && entry.kind != EntryKind::fee &&
           entry.kind != EntryKind::due_date_changed && entry.kind != EntryKind::reversal;
  };
  // What only takes back is not taken back itself: do the first thing again instead.
  const bool only_undoes =
      std::all_of(group.begin(), group.end(), [](const Entry& entry) { return entry.undoes > 0; });
  if (only_undoes || !std::all_of(group.begin(), group.end(), reversible)) {
    return invalid("journal.seq", fmt::format("O lançamento {} não pode ser estornado.", seq),
                   "seq");
  }
  const bool of_agreement = std::any_of(group.begin(), group.end(), [](const Entry& entry) {
    return entry.kind == EntryKind::renegotiated && entry.cause.kind == agreement_cause;
  });
  if (of_agreement && decision.cause.kind != agreement_cause) {
    return fail(ErrorKind::conflict, "journal.agreement", "Este lançamento é de um acordo.", "seq",
                "Para trazer a dívida de volta, desfaça o acordo.");
  }
  std::vector<Entry> standing_group;
  for (const Entry& entry : group) {
    if (!reversed(journal, entry.seq)) standing_group.push_back(entry);
  }
  if (standing_group.empty()) {
    return fail(ErrorKind::conflict, "journal.reversed",
                fmt::format("O lançamento {} já foi estornado.", seq), "seq");
  }
  // A later recovery built on this one: the order of taking back is the order of the journal.
  if (standing_group.size() != group.size()) {
    return fail(ErrorKind::conflict, "journal.order",
                fmt::format("Estorne antes os lançamentos posteriores ao {}.", seq), "seq");
  }
  // While the balance is given up, only that decision itself may be taken back.
  const Standing standing = project(journal);
  const auto gives_up = [](const Entry& entry) {
    return entry.kind == EntryKind::cancellation || entry.kind == EntryKind::write_off ||
           entry.kind == EntryKind::renegotiated;
  };
  const bool excess_only =
      std::all_of(standing_group.begin(), standing_group.end(),
                  [](const Entry& entry) { return entry.kind == EntryKind::excess; });
  if (!collectable(standing.state) && standing.state != TitleState::paid && !excess_only &&
      std::none_of(standing_group.begin(), standing_group.end(), gives_up)) {
    return in_state_error(standing, "estornar este lançamento");
  }
  Draft draft = draft_of(journal, decision);
  // The last first, so that each takes back what stands on top; the first one has the bare cause.
  std::string ending;
  for (std::size_t i = standing_group.size(); i-- > 0;) {
    draft.undo(standing_group[i], ending);
    ending = fmt::format("/{}", standing_group.size() - i);
  }
  return draft.added();
}

namespace {

Result<std::vector<Entry>> give_up(EntryKind kind, std::span<const Entry> journal,
                                   const Decision& decision, std::string_view action) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  const Standing standing = project(journal);
  if (!collectable(standing.state)) return in_state_error(standing, action);
  Draft draft = draft_of(journal, decision);
  draft.give_up(kind, standing);
  return draft.added();
}

}  // namespace

Result<std::vector<Entry>> cancel(const Title&, std::span<const Entry> journal,
                                  const Decision& decision) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  const Standing standing = project(journal);
  if (standing.paid.positive()) {
    return fail(ErrorKind::conflict, "journal.state",
                fmt::format("O título já recebeu {}: estorne o pagamento antes de cancelar, ou dê "
                            "baixa do restante.",
                            format_brl(standing.paid)));
  }
  return give_up(EntryKind::cancellation, journal, decision, "cancelar");
}

Result<std::vector<Entry>> write_off(const Title&, std::span<const Entry> journal,
                                     const Decision& decision) {
  return give_up(EntryKind::write_off, journal, decision, "dar baixa");
}

Result<std::vector<Entry>> renegotiate(const Title& title, std::span<const Entry> journal,
                                       const Renegotiation& wanted, const Decision& decision,
                                       const LegalRates& rates) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  const Standing standing = project(journal);
  if (!collectable(standing.state)) return in_state_error(standing, "renegociar");
  const Owed owed = owed_on(title, journal, decision.on, rates);
  const Money whole = owed.principal + owed.charges.sum();
  const Money given = whole - wanted.agreed;
  const Parts waived = impute(std::max(given - wanted.principal_off, Money()), owed.charges);
  const Money discount = given - waived.sum();
  if (!wanted.agreed.positive() || given.negative() || discount > owed.principal) {
    return invalid("journal.amount",
                   fmt::format("O título deve {} em {}: o valor do acordo vai até isso.",
                               format_brl(whole), format_br(decision.on)),
                   "amount");
  }
  Draft draft = draft_of(journal, decision);
  if (discount.positive()) {
    Entry& entry = draft.add(EntryKind::discount, discount, "#desconto");
    entry.principal = -discount;
    entry.reduction = discount;
  }
  const Parts fresh{std::max(owed.charges.fine - standing.fine, Money()),
                    std::max(owed.charges.interest - standing.interest, Money())};
  if (fresh.sum().positive()) {
    Entry& charge = draft.add(EntryKind::charge, fresh.sum(), "#encargos");
    charge.fine = fresh.fine;
    charge.interest = fresh.interest;
  }
  if (waived.sum().positive()) {
    Entry& waiver = draft.add(EntryKind::waiver, waived.sum(), "#dispensa");
    waiver.fine = -waived.fine;
    waiver.interest = -waived.interest;
    waiver.reduction = waived.sum();
  }
  draft.give_up(EntryKind::renegotiated, project(draft.all()));
  return draft.added();
}

Result<std::vector<Entry>> dissolve(std::span<const Entry> journal, const Decision& decision) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  Draft draft = draft_of(journal, decision);
  // The last first, so that each takes back what stands on top.
  for (std::size_t i = journal.size(); i-- > 0;) {
    if (journal[i].kind != EntryKind::payment || reversed(draft.all(), journal[i].seq)) continue;
    const auto group = settlement_of(journal, journal[i].seq);
    draft.dated(journal[i].on);
    for (std::size_t k = group.size(); k-- > 0;) {
      if (!reversed(draft.all(), group[k].seq))
        draft.undo(group[k], fmt::format("#estorno-{}", group[k].seq));
    }
  }
  draft.dated(decision.on);
  const Standing left = project(draft.all());
  if (collectable(left.state)) draft.give_up(EntryKind::renegotiated, left);
  return draft.added();
}

std::vector<MoneyMoved> money_of(std::span<const Entry> dissolved) {
  std::vector<MoneyMoved> moved;
  for (const Entry& entry : dissolved) {
    if (entry.kind != EntryKind::reversal) continue;
    const auto same = std::find_if(moved.begin(), moved.end(),
                                   [&](const auto& each) { return each.on == entry.on; });
    if (same == moved.end()) {
      moved.push_back({entry.on, -entry.amount});
    } else {
      same->amount -= entry.amount;
    }
  }
  std::sort(moved.begin(), moved.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
  return moved;
}

Result<std::vector<Entry>> change_due_date(const Title& title, std::span<const Entry> journal,
                                           Date to, const Decision& decision) {
  if (has_cause(journal, decision.cause)) return std::vector<Entry>();
  const Standing standing = project(journal);
  if (!collectable(standing.state)) return in_state_error(standing, "mudar o vencimento");
  if (to == title.due_date) return std::vector<Entry>();
  if (to < title.issue_date) {
    return invalid("title.due_date",
                   fmt::format("O vencimento {} é anterior à emissão {}.", format_br(to),
                               format_br(title.issue_date)),
                   "due_date");
  }
  Draft draft = draft_of(journal, decision);
  Entry& entry = draft.add(EntryKind::due_date_changed, Money());
  entry.due_before = title.due_date;
  if (entry.note.empty()) {
    entry.note = fmt::format("de {} para {}", format_br(title.due_date), format_br(to));
  }
  return draft.added();
}

}  // namespace quita::receivable
