#include "credit/credit.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace quita::credit {
namespace {

constexpr std::array<std::pair<ReservationState, std::string_view>, 3> states = {{
    {ReservationState::reserved, "reserved"},
    {ReservationState::invoiced, "invoiced"},
    {ReservationState::released, "released"},
}};

}  // namespace

std::optional<Money> Standing::available() const {
  if (!limit) return std::nullopt;
  return *limit - used();
}

Status may_reserve(const Standing& standing, Money amount) {
  if (!amount.positive()) {
    return invalid("credit.amount", "O valor do pedido deve ser maior que zero.", "amount");
  }
  if (standing.block) {
    return fail(ErrorKind::conflict, "credit.blocked",
                fmt::format("O crédito deste cliente está bloqueado desde {}: {}",
                            format_br(standing.block->since), standing.block->why),
                "party_id");
  }
  const auto available = standing.available();
  if (available && amount > *available) {
    return fail(ErrorKind::conflict, "credit.exceeded",
                fmt::format("O pedido de {} não cabe no limite de {}: {} em títulos em aberto, {} "
                            "em pedidos reservados, {} livres.",
                            format_brl(amount), format_brl(*standing.limit),
                            format_brl(standing.open), format_brl(standing.reserved),
                            format_brl(available->positive() ? *available : Money())),
                "amount");
  }
  return {};
}

std::string_view word(ReservationState state) {
  return states[static_cast<std::size_t>(state)].second;
}

std::optional<ReservationState> parse_reservation_state(std::string_view text) {
  for (const auto& [state, name] : states) {
    if (name == text) return state;
  }
  return std::nullopt;
}

}  // namespace quita::credit
