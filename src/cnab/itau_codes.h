// What Itaú's two layouts share: espécies, occurrences and reasons.
#pragma once

#include "cnab/layout.h"

namespace quita::cnab {

extern const std::span<const KindCode> itau_kinds;
extern const std::span<const Occurrence> itau_occurrences;
extern const std::span<const ReasonTable> itau_reasons;

}  // namespace quita::cnab
