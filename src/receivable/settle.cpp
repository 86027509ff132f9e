#include "receivable/settle.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "receivable/draft.h"

namespace quita::receivable {
namespace {

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
  draft.discount(division.discount, division.by_offer ? division.remark : "");
  draft.recognise({division.charges.fine + division.waived.fine,
                   division.charges.interest + division.waived.interest},
                  books);
  draft.waive(division.waived, "#dispensa", division.remark);
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

}  // namespace quita::receivable
