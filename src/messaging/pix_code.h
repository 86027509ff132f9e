// A title's Pix code for the amount of the day: the code that was issued asks for the face value,
// and a late customer who paid it would still owe the charges.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/money.h"
#include "receivable/instruments.h"

namespace quita::messaging {

// The same static code (key, receiver, txid) with that amount. A dynamic code stays as it is: its
// amount stands at the bank. Empty when `issued` is empty or cannot be read.
std::string pix_code_for(std::string_view issued, Money amount);

// The code to pay a title with, of its instruments, newest first: the bank's own of a hybrid slip,
// whose payment settles the slip at the bank, before the company's. Empty when there is none.
std::string pix_code_of(std::span<const receivable::Instrument>, Money amount);

// For a sum of our own that the bank does not know, an offer's: the company's static code alone. Empty
// when there is none.
std::string static_pix_code_of(std::span<const receivable::Instrument>, Money amount);

}  // namespace quita::messaging
