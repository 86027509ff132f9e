// The tables of the five banks. A new bank is two files like these and a line in layout.cpp.
#pragma once

#include "cnab/layout.h"

namespace quita::cnab {

extern const Layout bb_240, bb_400;                // 001 Banco do Brasil, convênio of 7 digits
extern const Layout santander_240, santander_400;  // 033
extern const Layout caixa_240, caixa_400;          // 104, SIGCB
extern const Layout bradesco_240, bradesco_400;    // 237
extern const Layout itau_240, itau_400;            // 341

}  // namespace quita::cnab
