#include "dunning/hold_rules.h"

#include <algorithm>
#include <array>

namespace quita::dunning {
namespace {

struct Words {
  HoldKind kind;
  std::string_view word, label;
};
constexpr std::array words{
    Words{HoldKind::legal, "legal", "Jurídico"},
    Words{HoldKind::dispute, "dispute", "Contestação"},
    Words{HoldKind::agreement, "agreement", "Acordo"},
    Words{HoldKind::manual, "manual", "Suspensa pela equipe"},
    Words{HoldKind::promise, "promise", "Promessa de pagamento"},
    Words{HoldKind::money_in_flight, "money_in_flight", "Dinheiro a caminho"},
};
static_assert(words.size() == static_cast<std::size_t>(HoldKind::money_in_flight) + 1);

struct FlightWords {
  Flight flight;
  std::string_view word, label;
};
constexpr std::array flights{
    FlightWords{Flight::told_paid, "told_paid", "O cliente diz que pagou"},
    FlightWords{Flight::scheduled, "scheduled", "Pagamento agendado"},
    FlightWords{Flight::pix_pending, "pix_pending", "Pix em processamento"},
    FlightWords{Flight::stray_credit, "stray_credit", "Crédito a identificar"},
    FlightWords{Flight::return_late, "return_late", "Retorno do banco por chegar"},
};
static_assert(flights.size() == static_cast<std::size_t>(Flight::return_late) + 1);

// Whether `a` lasts longer than `b`.
bool longer(const HoldFacts& a, const HoldFacts& b) {
  if (!b.ends_on) return false;
  return !a.ends_on || *a.ends_on > *b.ends_on;
}

}  // namespace

std::string_view word(HoldKind kind) { return words[static_cast<std::size_t>(kind)].word; }
std::string_view label(HoldKind kind) { return words[static_cast<std::size_t>(kind)].label; }
std::optional<HoldKind> parse_hold_kind(std::string_view text) {
  for (const Words& each : words) {
    if (each.word == text) return each.kind;
  }
  return std::nullopt;
}

std::string_view word(Flight flight) { return flights[static_cast<std::size_t>(flight)].word; }
std::string_view label(Flight flight) { return flights[static_cast<std::size_t>(flight)].label; }
std::optional<Flight> parse_flight(std::string_view text) {
  for (const FlightWords& each : flights) {
    if (each.word == text) return each.flight;
  }
  return std::nullopt;
}

bool covers(const HoldFacts& hold, const TitleId& title, Date date) {
  return (!hold.title || *hold.title == title) && hold.starts_on <= date &&
         (!hold.ends_on || *hold.ends_on >= date);
}

std::vector<const HoldFacts*> holds_on(std::span<const HoldFacts> holds, const TitleId& title,
                                       Date date) {
  std::vector<const HoldFacts*> found;
  for (const HoldFacts& hold : holds) {
    if (covers(hold, title, date)) found.push_back(&hold);
  }
  std::stable_sort(found.begin(), found.end(), [](const HoldFacts* a, const HoldFacts* b) {
    return a->kind != b->kind ? a->kind < b->kind : longer(*a, *b);
  });
  return found;
}

bool is_held(std::span<const HoldFacts> holds, const TitleId& title, Date date) {
  return std::any_of(holds.begin(), holds.end(),
                     [&](const HoldFacts& hold) { return covers(hold, title, date); });
}

std::optional<Date> resumes_on(std::span<const HoldFacts> holds, const TitleId& title, Date date) {
  // Each turn passes the end of at least one hold, so that there are no more turns than holds.
  for (;;) {
    std::optional<Date> last;
    for (const HoldFacts& hold : holds) {
      if (!covers(hold, title, date)) continue;
      if (!hold.ends_on) return std::nullopt;
      if (!last || *hold.ends_on > *last) last = hold.ends_on;
    }
    if (!last) return date;
    date = *last + 1;
  }
}

std::string_view word(PromiseState state) {
  static constexpr std::array<std::string_view, 4> texts{"running", "kept", "broken", "withdrawn"};
  return texts[static_cast<std::size_t>(state)];
}

PromiseState promise_state(const PromiseFacts& promise, std::span<const Receipt> receipts,
                           Date today) {
  Money received;
  for (const Receipt& receipt : receipts) {
    if (receipt.on >= promise.made_on && receipt.on <= promise.promised_on)
      received += receipt.amount;
  }
  if (received >= promise.amount) return PromiseState::kept;
  if (promise.withdrawn) return PromiseState::withdrawn;
  return today > promise.promised_on ? PromiseState::broken : PromiseState::running;
}

}  // namespace quita::dunning
