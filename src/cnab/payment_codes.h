#pragma once

#include "cnab/payment_layout.h"

namespace quita::cnab {

// FEBRABAN's note G059, and Itaú's own table, in which the same letters mean other things (CE: a
// payment that was cancelled, not a free field that is wrong).
extern const std::span<const PaymentCode> febraban_payment_codes;
extern const std::span<const ReasonTable> febraban_payment_words;
extern const std::span<const PaymentCode> itau_payment_codes;
extern const std::span<const ReasonTable> itau_payment_words;

}  // namespace quita::cnab
