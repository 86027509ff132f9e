// A title's Pix code for the amount of the day: the code that was issued asks for the face value,
// and a late customer who paid it would still owe the charges.
#pragma once

#include <string>
#include <string_view>

#include "base/money.h"

namespace quita::messaging {

// The same static code (key, receiver, txid) with that amount. A dynamic code stays as it is: its
// amount stands at the bank. Empty when `issued` is empty or cannot be read.
std::string pix_code_for(std::string_view issued, Money amount);

}  // namespace quita::messaging
