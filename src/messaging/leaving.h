// How people say that they want no more messages, on any channel. Pure.
#pragma once

#include <string_view>

namespace quita::messaging {

// "SAIR", "parar, por favor", "quero cancelar", "STOP"; and a short sentence about messages and
// nothing else: "cancelar envio", "não quero mais receber SMS", "parem de me mandar mensagens".
// Case, accents and signs do not matter. Whatever holds a word more ("cancelar o boleto", "vou sair
// agora e pago amanhã") is said to a person, who answers it: nobody's sentence is guessed at.
bool wants_no_more_messages(std::string_view text);

}  // namespace quita::messaging
