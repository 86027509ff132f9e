#include "whatsapp/graph_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "base/text.h"
#include "whatsapp/members.h"

namespace quita::whatsapp {
namespace {

struct Entry {
  int code;
  Meaning meaning;
  std::string_view words;  // Portuguese
};

constexpr std::string_view token_words =
    "o token de acesso não vale mais; gere outro no Gerenciador de Negócios da Meta";
constexpr std::string_view permission_words =
    "o token não tem a permissão whatsapp_business_messaging";
constexpr std::string_view service_words = "o serviço da Meta não respondeu como deveria";
constexpr std::string_view parameter_words = "a mensagem tem um parâmetro que a Meta não aceita";
constexpr std::string_view media_words = "a Meta não aceitou o arquivo anexo";
constexpr std::string_view registration_words =
    "o número da empresa não está registrado na API do WhatsApp";

// By code, ascending.
constexpr std::array table = {
    Entry{0, Meaning::account, token_words},
    Entry{1, Meaning::later, service_words},
    Entry{2, Meaning::later, service_words},
    Entry{3, Meaning::account, permission_words},
    Entry{4, Meaning::later, "chamadas demais em pouco tempo"},
    Entry{10, Meaning::account, permission_words},
    Entry{33, Meaning::account, "o número da empresa foi apagado da conta"},
    Entry{100, Meaning::message, parameter_words},
    Entry{190, Meaning::account, token_words},
    Entry{368, Meaning::account, "a conta está bloqueada por violação das políticas do WhatsApp"},
    Entry{80007, Meaning::later, "chamadas demais em pouco tempo"},
    Entry{130429, Meaning::later, "mensagens demais por segundo"},
    Entry{130472, Meaning::not_now,
          "este número está num grupo de teste do WhatsApp que não recebe mensagens de empresas"},
    Entry{130497, Meaning::account, "a conta não pode escrever para números deste país"},
    Entry{131000, Meaning::later, service_words},
    Entry{131005, Meaning::account, permission_words},
    Entry{131008, Meaning::message, "falta um parâmetro na mensagem"},
    Entry{131009, Meaning::message, parameter_words},
    Entry{131016, Meaning::later, "o serviço da Meta está fora do ar"},
    Entry{131021, Meaning::message, "o destinatário é o próprio número da empresa"},
    Entry{131026, Meaning::no_whatsapp, "este número não recebe mensagens pelo WhatsApp"},
    Entry{131030, Meaning::account,
          "o número da empresa é de teste e só escreve para os números cadastrados na Meta"},
    Entry{131031, Meaning::account, "a conta do WhatsApp está bloqueada"},
    Entry{131037, Meaning::account, "o nome de exibição da empresa ainda não foi aprovado"},
    Entry{131042, Meaning::account, "há uma pendência de pagamento na conta da Meta"},
    Entry{131045, Meaning::account, registration_words},
    Entry{131047, Meaning::window_closed,
          "passaram mais de 24 horas desde a última mensagem do cliente: só um modelo aprovado "
          "pode ser enviado"},
    Entry{131048, Meaning::limited,
          "a Meta limitou o número da empresa, porque muitos destinatários bloquearam ou "
          "denunciaram mensagens"},
    Entry{131049, Meaning::not_now,
          "o WhatsApp preferiu não entregar esta mensagem a esta pessoa agora"},
    Entry{131050, Meaning::opted_out,
          "a pessoa pediu ao WhatsApp para não receber estas mensagens"},
    Entry{131051, Meaning::message, "este tipo de mensagem não é aceito"},
    Entry{131052, Meaning::message, media_words},
    Entry{131053, Meaning::message, media_words},
    Entry{131056, Meaning::pair_limit, "mensagens demais para a mesma pessoa em pouco tempo"},
    Entry{131057, Meaning::later, "a conta está em manutenção na Meta"},
    Entry{132000, Meaning::template_, "o número de variáveis não é o do modelo aprovado"},
    Entry{132001, Meaning::template_, "o modelo não existe neste idioma ou não foi aprovado"},
    Entry{132005, Meaning::template_, "o texto do modelo ficou longo demais com as variáveis"},
    Entry{132007, Meaning::template_, "o conteúdo do modelo viola as políticas do WhatsApp"},
    Entry{132012, Meaning::template_, "as variáveis não têm o formato do modelo aprovado"},
    Entry{132015, Meaning::template_, "o modelo está pausado pela baixa qualidade"},
    Entry{132016, Meaning::template_, "o modelo foi desativado pela baixa qualidade"},
    Entry{133004, Meaning::later, "o serviço da Meta está fora do ar"},
    Entry{133010, Meaning::account, registration_words},
    Entry{135000, Meaning::message, parameter_words},
};
static_assert(std::is_sorted(table.begin(), table.end(),
                             [](const Entry& a, const Entry& b) { return a.code < b.code; }));

const Entry* find(int code) {
  const auto at = std::lower_bound(table.begin(), table.end(), code,
                                   [](const Entry& entry, int key) { return entry.code < key; });
  return at == table.end() || at->code != code ? nullptr : &*at;
}

// Graph API: 200 to 299 are missing permissions, whichever.
bool permission_code(int code) { return code >= 200 && code <= 299; }

std::string_view words_of(int code) {
  if (const Entry* entry = find(code)) return entry->words;
  return permission_code(code) ? permission_words : "a Meta recusou a mensagem";
}

constexpr std::size_t words_max = 300;

}  // namespace

GraphError read_graph_error(const boost::json::object& object) {
  GraphError error;
  const std::string code = text_in(object, "code");
  std::from_chars(code.data(), code.data() + code.size(), error.code);
  error.words = text_in(object, "message");
  if (error.words.empty()) error.words = text_in(object, "title");
  error.details = text_in(object_in(object, "error_data"), "details");
  return error;
}

Meaning meaning_of(int code) {
  if (const Entry* entry = find(code)) return entry->meaning;
  return permission_code(code) ? Meaning::account : Meaning::later;
}

std::string explain(const GraphError& error) {
  const std::string& own = error.details.empty() ? error.words : error.details;
  return fmt::format("WhatsApp: {} (código {}{}{}).", words_of(error.code), error.code,
                     own.empty() ? "" : ": ", prefix_utf8(own, words_max));
}

}  // namespace quita::whatsapp
