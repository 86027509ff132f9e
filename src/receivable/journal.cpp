#include "receivable/journal.h"

#include <algorithm>
#include <array>

namespace quita::receivable {
namespace {

struct KindName {
  EntryKind kind;
  std::string_view name, label;
};
constexpr std::array kinds{
    KindName{EntryKind::issued, "issued", "Emissão"},
    KindName{EntryKind::charge, "charge", "Encargos reconhecidos"},
    KindName{EntryKind::payment, "payment", "Pagamento"},
    KindName{EntryKind::excess, "excess", "Valor pago a mais (crédito do cliente)"},
    KindName{EntryKind::discount, "discount", "Desconto"},
    KindName{EntryKind::rebate, "rebate", "Abatimento"},
    KindName{EntryKind::waiver, "waiver", "Dispensa de encargos"},
    KindName{EntryKind::write_off, "write_off", "Baixa como perda"},
    KindName{EntryKind::cancellation, "cancellation", "Cancelamento"},
    KindName{EntryKind::renegotiated, "renegotiated", "Renegociação"},
    KindName{EntryKind::reversal, "reversal", "Estorno"},
    KindName{EntryKind::correction, "correction", "Correção"},
    KindName{EntryKind::fee, "fee", "Tarifa do banco"},
    KindName{EntryKind::due_date_changed, "due_date_changed", "Vencimento alterado"},
};

// The entries of one settlement share a key; these endings tell them apart.
constexpr std::array<std::string_view, 6> endings{"#encargos",  "#dispensa", "#desconto",
                                                  "#excedente", "#retomada", "#baixa"};

std::string_view base_key(std::string_view key) {
  for (std::string_view ending : endings) {
    if (key.ends_with(ending)) return key.substr(0, key.size() - ending.size());
  }
  return key;
}

// The kind that an entry is about: of a correction, the kind of what it takes back.
EntryKind root_kind(std::span<const Entry> entries, const Entry& entry) {
  const Entry* at = &entry;
  while (at->undoes > 0) {
    const auto target = std::find_if(entries.begin(), entries.end(),
                                     [&](const Entry& e) { return e.seq == at->undoes; });
    if (target == entries.end()) break;
    at = &*target;
  }
  return at->kind;
}

template <class Taken>
Standing project_if(std::span<const Entry> entries, Taken taken) {
  Standing sum;
  std::vector<bool> undone(entries.size() + 1, false);
  // From the last to the first: what takes back stands behind what it takes back.
  std::optional<Date> last_payment;
  for (std::size_t i = entries.size(); i-- > 0;) {
    const Entry& entry = entries[i];
    if (!taken(entry)) continue;
    ++sum.entries;
    sum.principal += entry.principal;
    sum.fine += entry.fine;
    sum.interest += entry.interest;
    sum.reductions += entry.reduction;
    sum.credit += entry.excess;
    sum.fees += entry.fee;
    const EntryKind kind = root_kind(entries, entry);
    if (kind == EntryKind::issued) sum.issued += entry.amount;
    if (kind == EntryKind::charge) sum.charges += entry.amount;
    if (kind == EntryKind::payment) sum.paid += entry.amount;
    if (kind == EntryKind::rebate) sum.rebate += entry.reduction;

    const bool active = !(static_cast<std::size_t>(entry.seq) < undone.size() &&
                          undone[static_cast<std::size_t>(entry.seq)]);
    if (!active) continue;
    if (entry.undoes > 0 && static_cast<std::size_t>(entry.undoes) < undone.size()) {
      undone[static_cast<std::size_t>(entry.undoes)] = true;
    }
    if (entry.kind == EntryKind::payment && (!last_payment || entry.on > *last_payment)) {
      last_payment = entry.on;
    }
    if (entry.kind == EntryKind::cancellation) sum.state = TitleState::cancelled;
    if (entry.kind == EntryKind::write_off) sum.state = TitleState::written_off;
    if (entry.kind == EntryKind::renegotiated) sum.state = TitleState::renegotiated;
  }
  sum.balance = sum.principal + sum.fine + sum.interest;
  if (sum.state == TitleState::open && last_payment) {
    sum.state = sum.balance.zero() ? TitleState::paid : TitleState::partly_paid;
    if (sum.state == TitleState::paid) sum.paid_on = last_payment;
  }
  return sum;
}

}  // namespace

std::string_view name(EntryKind kind) { return kinds[static_cast<std::size_t>(kind)].name; }
std::string_view label(EntryKind kind) { return kinds[static_cast<std::size_t>(kind)].label; }
std::optional<EntryKind> parse_entry_kind(std::string_view text) {
  for (const KindName& known : kinds) {
    if (known.name == text) return known.kind;
  }
  return std::nullopt;
}

Standing project(std::span<const Entry> entries) {
  return project_if(entries, [](const Entry&) { return true; });
}

Standing project_on(std::span<const Entry> entries, Date on) {
  return project_if(entries, [on](const Entry& entry) { return entry.on <= on; });
}

Date due_date_on(const Title& title, std::span<const Entry> entries, Date on) {
  for (const Entry& entry : entries) {
    if (entry.kind == EntryKind::due_date_changed && entry.on > on && entry.due_before) {
      return *entry.due_before;
    }
  }
  return title.due_date;
}

std::vector<Entry> settlement_of(std::span<const Entry> entries, int seq) {
  std::vector<Entry> found;
  const auto at =
      std::find_if(entries.begin(), entries.end(), [seq](const Entry& e) { return e.seq == seq; });
  if (at == entries.end()) return found;
  for (const Entry& entry : entries) {
    if (entry.cause.kind == at->cause.kind &&
        base_key(entry.cause.key) == base_key(at->cause.key)) {
      found.push_back(entry);
    }
  }
  return found;
}

bool reversed(std::span<const Entry> entries, int seq) {
  for (std::size_t i = entries.size(); i-- > 0;) {
    if (entries[i].undoes == seq) return !reversed(entries, entries[i].seq);
  }
  return false;
}

bool has_cause(std::span<const Entry> entries, const Cause& cause) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const Entry& entry) { return entry.cause == cause; });
}

std::vector<Entry> opening_entries(const Title& title, const Cause& cause, std::string_view actor,
                                   Instant now) {
  std::vector<Entry> entries;
  Entry& issued = entries.emplace_back();
  issued.seq = 1;
  issued.at = now;
  issued.on = title.issue_date;
  issued.kind = EntryKind::issued;
  issued.amount = title.amount;
  issued.principal = title.amount;
  issued.cause = cause;
  issued.actor = actor;
  if (title.terms.rebate.positive()) {
    Entry& rebate = entries.emplace_back();
    rebate.seq = 2;
    rebate.at = now;
    rebate.on = title.issue_date;
    rebate.kind = EntryKind::rebate;
    rebate.amount = title.terms.rebate;
    rebate.principal = -title.terms.rebate;
    rebate.reduction = title.terms.rebate;
    rebate.cause = {cause.kind, cause.key + "/abatimento"};
    rebate.actor = actor;
    rebate.note = "concedido na emissão";
  }
  return entries;
}

}  // namespace quita::receivable
