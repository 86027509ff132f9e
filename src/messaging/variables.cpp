#include "messaging/variables.h"

#include <array>

#include "messaging/template.h"

namespace quita::messaging {

std::span<const Variable> variables() {
  static constexpr std::array list = {
      Variable{"cliente", false, "Nome do cliente", "Padaria Pão Quente Ltda"},
      Variable{"saudacao", false, "Primeiro nome da pessoa, ou o nome da empresa", "Maria"},
      Variable{"empresa", false, "Nome da sua empresa", "Distribuidora Aurora"},
      Variable{"empresa_documento", false, "CNPJ ou CPF da sua empresa", "11.222.333/0001-81"},
      Variable{"empresa_telefone", false, "Telefone da sua empresa", "(11) 3333-4444"},
      Variable{"empresa_email", false, "E-mail da sua empresa", "financeiro@aurora.com.br"},
      Variable{"hoje", false, "Data em que a mensagem sai", "22/11/2026"},
      Variable{"numero", false, "Número do título mais antigo", "1234/1"},
      Variable{"descricao", false, "O que foi vendido, do título mais antigo", "Farinha, 40 sacos"},
      Variable{"vencimento", false, "Vencimento do título mais antigo", "20/11/2026"},
      Variable{"situacao", false, "Situação do título mais antigo", "venceu há 2 dias"},
      Variable{"total", false, "Soma do que se deve hoje, com encargos", "R$ 1.345,20"},
      Variable{"quantidade", false, "Quantos títulos a mensagem lista", "2"},
      Variable{"link", false, "Endereço do portal do cliente", "https://…/p/…"},
      Variable{"pagamento_numero", false, "Título que foi pago (agradecimento)", "1234/1"},
      Variable{"pagamento_valor", false, "Valor pago (agradecimento)", "R$ 1.345,20"},
      Variable{"pagamento_data", false, "Data do pagamento (agradecimento)", "22/11/2026"},
      Variable{"link_senha", false, "Endereço para criar outra senha", "https://…"},
      Variable{"tabela", false, "Tabela dos títulos com o valor de hoje, sozinha na linha", ""},
      Variable{"botao", false, "Botão “Ver e pagar”, sozinho na linha", ""},
      Variable{"pix", false, "Pix copia e cola e linha digitável, sozinho na linha", ""},
      Variable{"titulos", true, "Repete o trecho para cada título", ""},
      Variable{"varios", true, "Só quando há mais de um título", ""},
      Variable{"um_so", true, "Só quando há um título", ""},
      Variable{"em_atraso", true, "Só quando algum título venceu", ""},
  };
  return list;
}

std::span<const Variable> title_variables() {
  static constexpr std::array list = {
      Variable{"numero", false, "Número do título", "1234/1"},
      Variable{"descricao", false, "O que foi vendido", "Farinha, 40 sacos"},
      Variable{"vencimento", false, "Vencimento", "20/11/2026"},
      Variable{"situacao", false, "Situação", "venceu há 2 dias"},
      Variable{"valor", false, "Valor do título, sem encargos", "R$ 1.299,90"},
      Variable{"valor_hoje", false, "Valor para pagamento hoje", "R$ 1.345,20"},
  };
  return list;
}

}  // namespace quita::messaging
