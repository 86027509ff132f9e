// Bocom BBM: its slips are Bradesco's, whose code the barcode bears; the titles are ceded to Bocom
// BBM, and agency and account are those of the agreement with Bradesco. One source, ACBr.
#include <array>

#include "boleto/shared_layouts.h"

namespace quita::boleto {

namespace {

constexpr std::array<Wallet, 1> wallets = {{{"09", "Carteira 09, como no Bradesco"}}};

}  // namespace

extern const BoletoBank bank_107;
const BoletoBank bank_107 = {"107",
                             wallets,
                             wallet_number_account_inputs,
                             wallet_number_account_digits,
                             compose_wallet_number_account,
                             "Bocom BBM (boleto do Bradesco, 237)",
                             Sureness::one_source,
                             "ACBr",
                             "237"};

}  // namespace quita::boleto
