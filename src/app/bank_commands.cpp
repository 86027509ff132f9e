#include "app/bank_commands.h"

#include <boost/json.hpp>

#include "boleto/boleto.h"
#include "cnab/bank_page.h"
#include "cnab/layout.h"
#include "cnab/payment_layout.h"

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
    object files;
    for (const auto& [name, format, direction] :
         {std::tuple("remessa_400", cnab::Format::cnab400, cnab::Direction::remittance),
          std::tuple("remessa_444", cnab::Format::cnab444, cnab::Direction::remittance),
          std::tuple("remessa_240", cnab::Format::cnab240, cnab::Direction::remittance),
          std::tuple("retorno_400", cnab::Format::cnab400, cnab::Direction::returned),
          std::tuple("retorno_240", cnab::Format::cnab240, cnab::Direction::returned)}) {
      const auto sure = cnab::sureness_of(bank->code, format, direction);
      if (!sure) continue;
      files[name] = object{
          {"certeza", cnab::sureness_name(*sure)},
          {"fontes", cnab::find_layout(bank->code, format)->records(direction).front().source}};
    }
    if (const auto& payments = cnab::payment_layout(bank->code); !payments.layout.bank.empty()) {
      array forms;
      for (std::size_t i = 0; i < cnab::payment_method_count; ++i)
        if (!payments.forms[i].form.empty())
          forms.emplace_back(cnab::payment_method_name(static_cast<cnab::PaymentMethod>(i)));
      files["pagamentos_240"] = object{{"certeza", cnab::sureness_name(payments.sureness)},
                                       {"fontes", payments.layout.remittance.front().source},
                                       {"formas", std::move(forms)}};
    }
    out << boost::json::serialize(object{{"banco", bank->code},
                                         {"nome", bank->name},
                                         {"carteiras", std::move(wallets)},
                                         {"entradas", std::move(inputs)},
                                         {"nosso_numero_digitos", bank->our_number_digits_max},
                                         {"certeza", cnab::sureness_name(bank->sureness)},
                                         {"fontes", bank->source},
                                         {"arquivos", std::move(files)}})
        << '\n';
  }
  return 0;
}

int bank_page(std::ostream& out) {
  out << cnab::bank_page();
  return 0;
}

}  // namespace quita
