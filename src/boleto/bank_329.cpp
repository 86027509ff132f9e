// QI Tech: Bradesco's layout under its own code (shared_layouts.h). One source, ACBr.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"09", "Carteira 09, como no Bradesco"}}};

}  // namespace

extern const BoletoBank bank_329;
const BoletoBank bank_329 = {"329",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "QI Tech",
                             Sureness::one_source,
                             "ACBr"};

}  // namespace quita::boleto
