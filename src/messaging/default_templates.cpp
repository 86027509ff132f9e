// The messages that a new company begins with: courteous, plain, without threat or false urgency
// (CDC 42 and 71).
#include <algorithm>
#include <array>

#include "messaging/template.h"

namespace quita::messaging {

std::span<const Template> default_templates() {
  static const std::array<Template, 12> list = {{
      {"lembrete", "Lembrete antes do vencimento", "Lembrete: o título {{numero}} {{situacao}}",
       "Olá, {{saudacao}},\n\n"
       "Passamos para lembrar que {{#um_so}}o título **{{numero}}** {{situacao}}{{/um_so}}"
       "{{#varios}}há {{quantidade}} títulos perto do vencimento{{/varios}}. "
       "O boleto segue anexo, e você também pode pagar por Pix.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se já pagou, agradecemos e pedimos que desconsidere este lembrete.\n\n"
       "Um abraço,\n{{empresa}}"},
      {"vespera", "Lembrete na véspera", "O título {{numero}} {{situacao}}",
       "Olá, {{saudacao}},\n\n"
       "{{#um_so}}O título **{{numero}}** {{situacao}}.{{/um_so}}"
       "{{#varios}}Há {{quantidade}} títulos perto do vencimento.{{/varios}} "
       "Deixamos aqui o boleto e o Pix para facilitar.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se já pagou, agradecemos e pedimos que desconsidere este lembrete.\n\n"
       "Um abraço,\n{{empresa}}"},
      {"vencimento", "Aviso no dia do vencimento", "O título {{numero}} {{situacao}}",
       "Olá, {{saudacao}},\n\n"
       "{{#um_so}}O título **{{numero}}** {{situacao}}.{{/um_so}}"
       "{{#varios}}Há {{quantidade}} títulos com vencimento nestes dias.{{/varios}} "
       "Pagando agora por Pix, a confirmação é imediata; o boleto segue anexo.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se já pagou, obrigado: a baixa é feita assim que o banco confirma.\n\n"
       "Um abraço,\n{{empresa}}"},
      {"atraso-1", "1 dia depois do vencimento", "Título {{numero}} em aberto",
       "Olá, {{saudacao}},\n\n"
       "Ainda não localizamos o pagamento {{#um_so}}do título **{{numero}}**, que "
       "{{situacao}}{{/um_so}}{{#varios}}de {{quantidade}} títulos{{/varios}}. "
       "Pode ter sido um esquecimento, e o valor de hoje está logo abaixo.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se já pagou, avise pelo botão acima e aguardamos a confirmação do banco.\n\n"
       "Um abraço,\n{{empresa}}"},
      {"atraso-3", "3 dias depois do vencimento", "Podemos ajudar com o título {{numero}}?",
       "Olá, {{saudacao}},\n\n"
       "{{#um_so}}O título **{{numero}}** {{situacao}} e continua em aberto.{{/um_so}}"
       "{{#varios}}Há {{quantidade}} títulos em aberto.{{/varios}} "
       "Se o boleto não chegou ou se algo não está certo na cobrança, responda a esta mensagem: "
       "nós resolvemos.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se já pagou, avise pelo botão acima e aguardamos a confirmação do banco.\n\n"
       "Um abraço,\n{{empresa}}"},
      {"atraso-7", "7 dias depois do vencimento", "Título {{numero}} em aberto: {{situacao}}",
       "Olá, {{saudacao}},\n\n"
       "{{#um_so}}O título **{{numero}}** {{situacao}} e não encontramos o pagamento.{{/um_so}}"
       "{{#varios}}Há {{quantidade}} títulos em aberto, no total de **{{total}}** hoje.{{/varios}} "
       "O valor abaixo já está atualizado com os encargos combinados, e vale para pagamento "
       "hoje.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se o momento está difícil, fale conosco: preferimos combinar uma saída com você.\n\n"
       "Atenciosamente,\n{{empresa}}"},
      {"atraso-15", "15 dias depois do vencimento", "Vamos regularizar o título {{numero}}?",
       "Olá, {{saudacao}},\n\n"
       "{{#um_so}}O título **{{numero}}** {{situacao}} e segue em aberto.{{/um_so}}"
       "{{#varios}}Há {{quantidade}} títulos em aberto, no total de **{{total}}** hoje.{{/varios}} "
       "Gostaríamos de entender o que houve e encontrar um jeito de resolver.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Responda a esta mensagem{{#em_atraso}}, ou fale com o nosso financeiro,{{/em_atraso}} se "
       "quiser conversar sobre prazo ou forma de pagamento.\n\n"
       "Atenciosamente,\n{{empresa}}"},
      {"atraso-30", "Aviso prévio aos 30 dias", "Aviso sobre o título {{numero}}: {{situacao}}",
       "Prezado cliente {{cliente}},\n\n"
       "{{#um_so}}O título **{{numero}}**, com vencimento em {{vencimento}}, continua em "
       "aberto.{{/um_so}}{{#varios}}Os {{quantidade}} títulos abaixo continuam em "
       "aberto.{{/varios}} Este é um aviso de que, sem o pagamento ou um acordo, a empresa poderá "
       "usar os meios que a lei lhe dá para receber, sempre com comunicação prévia.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se há algo errado na cobrança, ou se prefere combinar outra forma de pagar, responda a "
       "esta mensagem.\n\n"
       "Atenciosamente,\n{{empresa}}"},
      {"emissao", "Título emitido", "Seu boleto: título {{numero}}, {{situacao}}",
       "Olá, {{saudacao}},\n\n"
       "{{#um_so}}Segue o título **{{numero}}**, com vencimento em {{vencimento}}.{{/um_so}}"
       "{{#varios}}Seguem {{quantidade}} títulos.{{/varios}} "
       "Você pode pagar pelo boleto anexo ou por Pix, como preferir.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Obrigado pela preferência.\n\n"
       "Um abraço,\n{{empresa}}"},
      {"campanha", "Oferta de uma campanha", "Uma condição para acertar o título {{numero}}",
       "Olá, {{saudacao}},\n\n"
       "Preparamos uma condição para você acertar {{#um_so}}o título **{{numero}}**{{/um_so}}"
       "{{#varios}}{{quantidade}} títulos{{/varios}}: o valor para pagamento na tabela já tem o "
       "desconto, com a data até a qual ele vale.\n\n"
       "{{tabela}}\n\n{{botao}}\n\n{{pix}}\n\n"
       "Se preferir combinar de outra forma, responda a esta mensagem.\n\n"
       "Um abraço,\n{{empresa}}"},
      {"agradecimento", "Agradecimento pelo pagamento",
       "Recebemos o pagamento do título {{pagamento_numero}}",
       "Olá, {{saudacao}},\n\n"
       "Recebemos **{{pagamento_valor}}** em {{pagamento_data}}, pelo título "
       "{{pagamento_numero}}. Muito obrigado!\n\n"
       "Seus títulos e comprovantes ficam em [sua página]({{link}}).\n\n"
       "Um abraço,\n{{empresa}}"},
      {"redefinir-senha", "Redefinir a senha", "Crie outra senha para o Quita",
       "Olá, {{saudacao}},\n\n"
       "Alguém pediu para criar outra senha para o seu acesso ao Quita. Se foi você, abra o "
       "endereço abaixo em até uma hora:\n\n"
       "[{{link_senha}}]({{link_senha}})\n\n"
       "Se não foi você, desconsidere esta mensagem: a senha atual continua valendo."},
  }};
  return list;
}

const Template* find_default_template(std::string_view name) {
  const auto list = default_templates();
  const auto at = std::find_if(list.begin(), list.end(),
                               [&](const Template& each) { return each.name == name; });
  return at == list.end() ? nullptr : &*at;
}

}  // namespace quita::messaging
