#include "app/bank_commands.h"

#include <boost/json.hpp>

#include "boleto/bank_page.h"
#include "boleto/boleto.h"

namespace quita {

int bank_list(std::ostream& out) {
  using boost::json::array;
  using boost::json::object;
  for (const auto* bank : boleto::boleto_banks()) {
    array wallets;
    for (const auto& wallet : bank->wallets) {
      wallets.push_back(object{{"carteira", wallet.code}, {"nome", wallet.name}});
    }
    array inputs;
    for (const auto& input : bank->inputs) {
      inputs.push_back(object{{"nome", input.field},
                              {"descricao", input.label},
                              {"tamanho", input.size_max},
                              {"obrigatoria", input.required}});
    }
    out << boost::json::serialize(object{{"banco", bank->code},
                                         {"nome", bank->name},
                                         {"carteiras", std::move(wallets)},
                                         {"entradas", std::move(inputs)},
                                         {"nosso_numero_digitos", bank->our_number_digits_max},
                                         {"certeza", boleto::sureness_name(bank->sureness)},
                                         {"fontes", bank->source}})
        << '\n';
  }
  return 0;
}

int bank_page(std::ostream& out) {
  out << boleto::bank_page();
  return 0;
}

}  // namespace quita
