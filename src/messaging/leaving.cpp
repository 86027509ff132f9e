#include "messaging/leaving.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"

namespace quita::messaging {
namespace {

using Words = std::span<const std::string_view>;

// All folded: small letters without accents.
constexpr std::string_view leaving[] = {
    "sair",    "saia",    "parar",        "pare",        "parem",        "stop",       "cancelar",
    "cancela", "cancele", "cancelem",     "remover",     "remova",       "removam",    "retirar",
    "retire",  "retirem", "descadastrar", "descadastre", "descadastrem", "unsubscribe"};
constexpr std::string_view receiving[] = {"receber", "mandar", "mande",  "mandem", "manda",
                                          "enviar",  "envie",  "enviem", "envia"};
constexpr std::string_view wanting[] = {"quero", "queria", "gostaria", "desejo"};
// What is sent: as the object of leaving, and of receiving alone.
constexpr std::string_view messages[] = {"mensagem", "mensagens", "msg",   "msgs",  "sms",
                                         "whatsapp", "whats",     "zap",   "envio", "envios",
                                         "lista",    "numero",    "aviso", "avisos"};
constexpr std::string_view sent_only[] = {"cobranca", "cobrancas", "propaganda", "propagandas"};
// Beside a word of leaving alone: "gostaria de sair, por favor".
constexpr std::string_view polite[] = {"por",      "favor", "pf",    "pfv",   "pfvr", "obrigado",
                                       "obrigada", "obg",   "grato", "grata", "eu",   "oi",
                                       "ola",      "peco",  "para",  "de"};
constexpr std::string_view greeting[] = {"dia", "tarde", "noite"};
// What makes neither more nor less of a sentence about messages.
constexpr std::string_view grammar[] = {
    "da",   "do",   "das",   "dos",   "desta", "dessa",  "deste",  "desse", "a",
    "o",    "as",   "os",    "me",    "mim",   "meu",    "minha",  "esta",  "essa",
    "este", "esse", "estas", "essas", "estes", "esses",  "sua",    "suas",  "seu",
    "seus", "no",   "na",    "pelo",  "pela",  "nenhum", "nenhuma"};

bool is_one_of(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string_view> words_of(std::string_view folded) {
  const auto letter = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  };
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < folded.size();) {
    if (!letter(static_cast<unsigned char>(folded[at]))) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < folded.size() && letter(static_cast<unsigned char>(folded[end]))) ++end;
    words.push_back(folded.substr(at, end - at));
    at = end;
  }
  return words;
}

// How often each kind of word stands in the text.
struct Count {
  int leaving = 0, receiving = 0, wanting = 0, messages = 0, sent_only = 0, no = 0, more = 0;
  int grammar = 0, others = 0;
};

Count count(const std::vector<std::string_view>& words) {
  Count count;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const std::string_view next = i + 1 < words.size() ? words[i + 1] : "";
    // "Para!", "para de mandar": the imperative of parar; elsewhere a preposition.
    if (is_one_of(leaving, word) || (i == 0 && word == "para")) {
      ++count.leaving;
    } else if ((word == "bom" || word == "boa") && is_one_of(greeting, next)) {
      ++i;
    } else if (is_one_of(receiving, word)) {
      ++count.receiving;
    } else if (is_one_of(wanting, word)) {
      ++count.wanting;
    } else if (is_one_of(messages, word)) {
      ++count.messages;
    } else if (is_one_of(sent_only, word)) {
      ++count.sent_only;
    } else if (word == "nao") {
      ++count.no;
    } else if (word == "mais" || word == "nunca") {
      ++count.more;
    } else if (is_one_of(grammar, word)) {
      ++count.grammar;
    } else if (!is_one_of(polite, word)) {
      ++count.others;
    }
  }
  return count;
}

}  // namespace

bool wants_no_more_messages(std::string_view text) {
  const std::string folded = fold_search(text);
  const Count has = count(words_of(folded));
  if (has.others > 0 || (has.sent_only > 0 && has.receiving == 0)) return false;
  // "sair", "quero cancelar"; "parar de receber mensagens"
  const bool of_messages = has.receiving + has.messages > 0;
  if (has.no == 0) return has.leaving > 0 && (of_messages || has.grammar + has.more == 0);
  // "não quero receber", "não mandem mais", "não quero mais mensagens"; "não quero sair" is none
  if (has.leaving > 0) return false;
  if (has.receiving > 0) return has.wanting + has.more + has.messages > 0;
  return has.wanting > 0 && has.messages > 0;
}

}  // namespace quita::messaging
