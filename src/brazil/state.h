// The 27 federation units with the time zone in which most of their people live.
#pragma once

#include <span>
#include <string_view>

namespace quita {

struct State {
  std::string_view code;       // "SP"
  std::string_view name;       // "São Paulo"
  std::string_view time_zone;  // IANA, of the capital; the exceptions are named in state.cpp
};

std::span<const State> states();  // by code
// By its two letters, small or capital; nullptr when there is no such state.
const State* find_state(std::string_view code);

}  // namespace quita
