#include "desk/call_script.h"

#include <fmt/format.h>

#include "base/text.h"

namespace quita::desk {
namespace {

constexpr int noon = 12 * 60, evening = 18 * 60;
constexpr std::size_t titles_named_max = 5;

Money total_of(const ScriptFacts& facts) {
  Money total;
  for (const auto& title : facts.titles) total += title.owed;
  return total;
}

bool anything_late(const ScriptFacts& facts) {
  for (const auto& title : facts.titles) {
    if (title.late) return true;
  }
  return false;
}

ScriptSection opening(const ScriptFacts& facts) {
  const std::string whom =
      facts.person ? "Posso falar com " + facts.customer_name + "?"
                   : "Posso falar com quem cuida do financeiro de " + facts.customer_name + "?";
  return {"opening",
          "Abertura",
          ScriptKind::say,
          {fmt::format("{}. Meu nome é {}, da {}. {}", greeting(facts.minute), facts.caller,
                       facts.creditor.trade_name, whom)}};
}

ScriptSection someone_else(const ScriptFacts& facts) {
  ScriptSection section{"third_party", "Se outra pessoa atender", ScriptKind::say, {}};
  section.lines.push_back(
      "Obrigado. A que horas consigo falar? Se preferir, peço que retorne para " +
      (facts.creditor.phone.empty() ? std::string("o nosso telefone") : facts.creditor.phone) +
      ".");
  section.lines.push_back(
      "Não diga que é cobrança, não fale em dívida, título ou valor, nem deixe esse recado: nem "
      "para a família, nem para colegas de trabalho (CDC, art. 42).");
  return section;
}

ScriptSection identity(const ScriptFacts& facts) {
  const IdentityCheck check = identity_check(facts);
  return {"identity",
          "Confirme com quem fala",
          ScriptKind::ask,
          {check.question, "Confere com: " + check.expected,
           "Se não conferir ou a pessoa não quiser dizer, agradeça e encerre sem dizer o motivo."}};
}

std::string title_words(const messaging::LetterTitle& title, Date today) {
  std::string text =
      fmt::format("{}, {} ({})", title.number, messaging::due_words(title.due_date, today),
                  format_br(title.due_date));
  if (title.owed == title.amount) return text + fmt::format(": {}", format_brl(title.owed));
  return text + fmt::format(": {}, com encargos {} hoje", format_brl(title.amount),
                            format_brl(title.owed));
}

ScriptSection subject(const ScriptFacts& facts) {
  ScriptSection section{"subject", "O assunto", ScriptKind::say, {}};
  const auto& creditor = facts.creditor;
  section.lines.push_back(fmt::format("Falo em nome de {}, {}, {}.", creditor.legal_name,
                                      creditor.document, creditor.address));
  const bool one = facts.titles.size() == 1;
  section.lines.push_back(anything_late(facts)
                              ? fmt::format("Ainda não localizamos o pagamento {}:",
                                            one ? "deste título" : "destes títulos")
                              : fmt::format("Quero confirmar se {} chegou bem:",
                                            one ? "este título" : "estes títulos"));
  for (std::size_t i = 0; i < facts.titles.size() && i < titles_named_max; ++i) {
    section.lines.push_back("• " + title_words(facts.titles[i], facts.today));
  }
  if (facts.titles.size() > titles_named_max) {
    section.lines.push_back(fmt::format("• e mais {}", facts.titles.size() - titles_named_max));
  }
  if (!one) section.lines.push_back("Total hoje: " + format_brl(total_of(facts)) + ".");
  section.lines.push_back("Aconteceu alguma coisa com o pagamento?");
  section.lines.push_back("Agora escute. Não interrompa.");
  return section;
}

std::string promise_line(const ScriptFacts& facts) {
  if (facts.promise_days_max <= 0) return "Não anote promessa: passe o caso ao gestor.";
  return fmt::format(
      "Anote a promessa com dia e valor, até {}. Ela suspende a cobrança até o dia; se não for "
      "cumprida, a cobrança volta no dia seguinte.",
      format_br(facts.today + facts.promise_days_max));
}

ScriptSection answers(const ScriptFacts& facts) {
  ScriptSection section{"answers", "Conforme a resposta", ScriptKind::choice, {}};
  section.lines = {
      "“Já paguei”: agradeça, pergunte o dia e a forma, e registre. A cobrança espera o banco.",
      "“Não recebi o boleto”: peça desculpas, confirme e-mail e celular, corrija o cadastro e "
      "envie a segunda via ainda na ligação.",
      "“O valor está errado” ou “não comprei”: registre a contestação e diga que uma pessoa vai "
      "responder. Não discuta: enquanto isso a cobrança para.",
      "“Vou pagar no dia …”: " + promise_line(facts),
      "“Agora não consigo”: pergunte o que cabe, marque a dificuldade no perfil e passe para "
      "negociação. Não prometa desconto nem parcelamento que a empresa não ofereceu.",
      "“Não quero que me liguem”: confirme, registre e encerre com cortesia.",
      "“Quero pagar agora”: envie o Pix do valor de hoje e fique na linha se a pessoa quiser."};
  if (facts.profile == dunning::Profile::hardship) {
    section.lines.insert(section.lines.begin(),
                         "Este cliente passa por dificuldade: comece perguntando como ajudar.");
  }
  return section;
}

ScriptSection never() {
  return {"never",
          "O que não pode (CDC, arts. 42 e 71)",
          ScriptKind::never,
          {"Ameaçar, constranger, humilhar, elevar a voz ou insistir depois de um não.",
           "Dizer o que não é certo: processo, penhora, oficial de justiça, nome já negativado, "
           "bloqueio, “última chance”.",
           "Afirmar valor que não está nesta tela: cobrar a mais obriga a devolver em dobro.",
           "Falar da dívida com família, vizinhos, chefe ou colegas.",
           "Ligar de novo hoje se a pessoa pediu para não ligar, ou fora do horário permitido.",
           "Fazer-se passar por advogado, banco, cartório ou autoridade."}};
}

ScriptSection closing(const ScriptFacts& facts) {
  return {"closing",
          "Encerramento",
          ScriptKind::say,
          {"Então ficou combinado: … (repita dia, valor e forma).",
           fmt::format("Mandamos agora o que combinamos por escrito. {} agradece. {}!",
                       facts.creditor.trade_name,
                       facts.minute < noon ? "Tenha um bom dia" : "Até logo"),
           "Registre a ligação e o resultado antes da próxima."}};
}

}  // namespace

std::string_view word(ScriptKind kind) {
  switch (kind) {
    case ScriptKind::note:
      return "note";
    case ScriptKind::say:
      return "say";
    case ScriptKind::ask:
      return "ask";
    case ScriptKind::choice:
      return "choice";
    case ScriptKind::never:
      return "never";
  }
  return "note";
}

std::string_view greeting(int minute) {
  if (minute < noon) return "Bom dia";
  return minute < evening ? "Boa tarde" : "Boa noite";
}

IdentityCheck identity_check(const ScriptFacts& facts) {
  const std::string digits = digits_only(facts.document);
  constexpr std::size_t cpf_digits = 11, told = 3;
  if (facts.person && digits.size() == cpf_digits) {
    return {"Para a sua segurança: pode me dizer os três primeiros números do seu CPF?",
            digits.substr(0, told) + " (não diga os números você mesmo)"};
  }
  return {fmt::format("O(a) senhor(a) responde pelos pagamentos de {}? Qual é o seu nome e cargo?",
                      facts.customer_name),
          "nome e função, que ficam no registro da ligação"};
}

std::vector<ScriptSection> call_script(const ScriptFacts& facts) {
  std::vector<ScriptSection> script;
  if (facts.titles.empty()) {
    script.push_back({"nothing",
                      "Nada a cobrar",
                      ScriptKind::note,
                      {"Este cliente não deve nada hoje: não há o que cobrar."}});
    return script;
  }
  script.push_back(opening(facts));
  script.push_back(someone_else(facts));
  script.push_back(identity(facts));
  script.push_back(subject(facts));
  script.push_back(answers(facts));
  script.push_back(never());
  script.push_back(closing(facts));
  return script;
}

}  // namespace quita::desk
