// What a template may hold, checked before it is stored.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "messaging/template.h"
#include "messaging/template_text.h"
#include "messaging/variables.h"

namespace quita::messaging {
namespace {

constexpr std::size_t subject_max = 200;  // code points
constexpr std::size_t body_max = 20'000;  // bytes
constexpr std::size_t short_max = 1'000;  // code points

// Reads one text tag by tag; the first rule broken is the answer.
class Checker {
 public:
  Checker(std::string_view text, std::string_view field, bool body)
      : text_(text), field_(field), body_(body) {}

  Status run() {
    std::size_t at = 0;
    while ((at = text_.find("{{", at)) != std::string_view::npos) {
      start_ = at;
      at += 2;
      if (at < text_.size() && text_[at] == '{') {
        return broken("template.unescaped",
                      "“{{{” não é aceito: o texto do cliente sempre é protegido",
                      "Escreva a variável com duas chaves, como {{cliente}}.");
      }
      const std::size_t end = text_.find("}}", at);
      if (end == std::string_view::npos) {
        return broken("template.unclosed", "falta fechar a variável com “}}”");
      }
      TRY_STATUS(tag(text_.substr(at, end - at), end + 2));
      at = end + 2;
    }
    if (!open_.empty()) {
      return broken(
          "template.unclosed",
          fmt::format("a seção “{{{{#{0}}}}}” não foi fechada com “{{{{/{0}}}}}”", open_.back()));
    }
    return {};
  }

 private:
  Status tag(std::string_view content, std::size_t after) {
    const char sign = content.empty() ? ' ' : content[0];
    if (sign == '!') return {};
    if (sign == '&') {
      return broken("template.unescaped",
                    "“{{&” não é aceito: o texto do cliente sempre é protegido");
    }
    if (sign == '=') return broken("template.delimiter", "“{{=” não é aceito");
    if (sign == '>') return broken("template.partial", "“{{>” não é aceito");
    const bool section = sign == '#' || sign == '^';
    const bool closing = sign == '/';
    const std::string_view name = trim(section || closing ? content.substr(1) : content);
    if (closing) return close(name);
    const Variable* variable = find(name);
    if (variable == nullptr) {
      return broken("template.variable", fmt::format("a variável “{}” não existe", name),
                    "Use uma das variáveis da lista ao lado do texto.");
    }
    if (section != variable->section) {
      return broken("template.section",
                    variable->section
                        ? fmt::format("“{0}” é uma seção: escreva {{{{#{0}}}}}…{{{{/{0}}}}}", name)
                        : fmt::format("“{}” não é uma seção", name));
    }
    if (section) open_.emplace_back(name);
    if (is_block(name)) return block(name, after);
    return {};
  }

  Status close(std::string_view name) {
    if (open_.empty() || open_.back() != name) {
      return broken("template.unclosed",
                    open_.empty()
                        ? fmt::format("“{{{{/{}}}}}” fecha uma seção que não foi aberta", name)
                        : fmt::format("“{{{{/{}}}}}” fecha a seção errada; a aberta é “{}”", name,
                                      open_.back()));
    }
    open_.pop_back();
    return {};
  }

  Status block(std::string_view name, std::size_t after) {
    const std::size_t line_start = text_.rfind('\n', start_);
    const std::string_view before =
        text_.substr(line_start == std::string_view::npos ? 0 : line_start,
                     start_ - (line_start == std::string_view::npos ? 0 : line_start));
    const std::string_view rest = text_.substr(after, text_.find('\n', after) - after);
    if (body_ && trim(before).empty() && trim(rest).empty()) return {};
    return broken("template.block",
                  body_ ? fmt::format("“{{{{{}}}}}” deve ficar sozinho na linha", name)
                        : fmt::format("“{{{{{}}}}}” só cabe no corpo de um e-mail", name));
  }

  const Variable* find(std::string_view name) const {
    const auto in = [&](std::span<const Variable> list) -> const Variable* {
      const auto at = std::find_if(list.begin(), list.end(),
                                   [&](const Variable& each) { return each.name == name; });
      return at == list.end() ? nullptr : &*at;
    };
    if (const Variable* found = in(variables())) return found;
    const bool inside_titles = std::find(open_.begin(), open_.end(), "titulos") != open_.end();
    return inside_titles ? in(title_variables()) : nullptr;
  }

  Status broken(std::string code, const std::string& what, std::string hint = {}) const {
    const std::string_view before = text_.substr(0, start_);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::string place = body_                 ? fmt::format("No corpo, linha {}", line)
                              : field_ == "subject" ? std::string("No assunto")
                                                    : std::string("No texto");
    return invalid(std::move(code), fmt::format("{}: {}.", place, what), std::string(field_),
                   std::move(hint));
  }

  std::string_view text_;
  std::string_view field_;
  bool body_;
  std::size_t start_ = 0;
  std::vector<std::string> open_;
};

}  // namespace

Status check_template(std::string_view subject, std::string_view body) {
  if (trim(subject).empty()) return invalid("template.empty", "Falta o assunto.", "subject");
  if (trim(body).empty()) return invalid("template.empty", "Falta o texto da mensagem.", "body");
  if (length_utf8(subject) > subject_max) {
    return invalid("template.too_long", fmt::format("O assunto passa de {} letras.", subject_max),
                   "subject");
  }
  if (body.size() > body_max) {
    return invalid("template.too_long", fmt::format("O texto passa de {} letras.", body_max),
                   "body");
  }
  if (subject.find_first_of("\r\n") != std::string_view::npos) {
    return invalid("template.line_break", "O assunto deve ter uma linha só.", "subject");
  }
  TRY_STATUS(Checker(subject, "subject", false).run());
  return Checker(body, "body", true).run();
}

Status check_short_text(std::string_view body) {
  if (trim(body).empty()) return invalid("template.empty", "Falta o texto do SMS.", "sms");
  if (length_utf8(body) > short_max) {
    return invalid("template.too_long", fmt::format("O SMS passa de {} letras.", short_max), "sms");
  }
  TRY_STATUS(Checker(body, "sms", false).run());
  if (body.find("{{empresa}}") == std::string_view::npos) {
    return invalid("template.creditor", "O SMS deve dizer de quem é: falta {{empresa}}.", "sms",
                   "O CDC, no artigo 42-A, pede que toda cobrança identifique o credor.");
  }
  return {};
}

}  // namespace quita::messaging
