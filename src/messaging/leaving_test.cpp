// What counts as "no more messages", by SMS and by WhatsApp alike, and what is for a person.
#include "messaging/leaving.h"

#include <gtest/gtest.h>

namespace quita::messaging {
namespace {

TEST(Leaving, IsTheWordAloneOrAShortSentenceAboutMessages) {
  for (const char* text : {
           "SAIR",
           " parar.",
           "¡PARE!",
           "stop",
           "Stop. STOP!",
           "CANCELAR",
           "Remover",
           "“Descadastrar”",
           "sair, por favor",
           "Quero sair",
           "Bom dia, gostaria de sair",
           "Para!",
           "Por favor, quero cancelar. Obrigada!",
           "Boa tarde, parar 🙏",
           "Cancelar envio",
           "cancelar mensagens",
           "Remover meu número da lista",
           "sair da lista",
           "Parar de receber",
           "parem de me mandar mensagens",
           "Para de mandar cobrança!",
           "Não quero receber",
           "Não quero mais receber",
           "nao quero mais receber mensagens por whatsapp",
           "NÃO ME MANDE MAIS MENSAGENS",
           "não envie mais SMS, por favor",
           "Não quero mais SMS",
           "não quero receber cobranças",
       })
    EXPECT_TRUE(wants_no_more_messages(text)) << text;
}

TEST(Leaving, AnythingElseIsForAPerson) {
  for (const char* text : {
           "",
           "1",
           "?",
           "Cancelar o boleto que mandaram errado",
           "Cancelar a cobrança",
           "cancelar cobranças",
           "cancelar meu pedido",
           "Cancelei a compra, podem cancelar",
           "cancelaram minha compra?",
           "Cancelar isso para mim",
           "cancelar para mim",
           "Para a tarde",
           "para o dia 10",
           "sair à noite",
           "remover os juros",
           "retirar na loja",
           "parar de cobrar juros",
           "pode parar de cobrar juros?",
           "Vou sair agora e pago amanhã",
           "sair do SPC",
           "não vou sair",
           "Não quero sair",
           "não quero parar de receber mensagens",
           "não cancelar",
           "saíram",
           "não quero",
           "não quero mais",
           "não recebi mensagem",
           "não quero pagar juros",
           "Não me mande mais o boleto errado",
           "mande mensagem amanhã",
           "quero receber mensagens",
           "já paguei, confiram",
           "por favor",
       })
    EXPECT_FALSE(wants_no_more_messages(text)) << text;
}

}  // namespace
}  // namespace quita::messaging
