// The decisions of people over a title, and of an agreement over those that it takes (settle.h).
#include <fmt/format.h>

#include <algorithm>

#include "receivable/draft.h"
#include "receivable/settle.h"

namespace quita::receivable {
namespace {

Result<std::vector<Entry>> in_state_error(const Standing& standing, std::string_view action) {
  return fail(ErrorKind::conflict, "journal.state",
              fmt::format("O título está {}: não é possível {}.", label(standing.state), action));
}

Draft draft_of(std::span<const Entry> journal, const Decision& decision) {
  return Draft(journal, decision.cause, decision.actor, decision.note, decision.on, decision.now);
}

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
  draft.recognise(waived, standing);
  draft.waive(waived, "");
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
  draft.discount(discount);
  draft.recognise(owed.charges, standing);
  draft.waive(waived, "#dispensa");
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
