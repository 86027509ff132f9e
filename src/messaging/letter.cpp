// A template and its facts become a letter: mustache, then markup, then HTML and plain text within
// the frame that no template can take away.
#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <string>

#include "base/text.h"
#include "messaging/markup.h"
#include "messaging/paper_text.h"
#include "messaging/template.h"
#include "messaging/template_text.h"
#include "messaging/variables.h"

namespace quita::messaging {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

Money total_of(const LetterFacts& facts) {
  Money total;
  for (const LetterTitle& title : facts.titles) total += title.owed;
  return total;
}

std::string salutation(const LetterFacts& facts) {
  const std::string name = one_line(facts.customer_name);
  return facts.customer_is_person ? name.substr(0, name.find(' ')) : name;
}

void set_title(data& to, const LetterTitle& title, Date today) {
  to.set("numero", one_line(title.number));
  to.set("descricao", one_line(title.description));
  to.set("vencimento", format_br(title.due_date));
  to.set("situacao", due_words(title.due_date, today));
}

data data_of(const LetterFacts& facts) {
  data all;
  const Creditor& creditor = facts.creditor;
  all.set("cliente", one_line(facts.customer_name));
  all.set("saudacao", salutation(facts));
  all.set("empresa", one_line(creditor.trade_name));
  all.set("empresa_documento", one_line(creditor.document));
  all.set("empresa_telefone", one_line(creditor.phone));
  all.set("empresa_email", one_line(creditor.email));
  all.set("hoje", format_br(facts.today));
  all.set("total", format_brl(total_of(facts)));
  all.set("quantidade", std::to_string(facts.titles.size()));
  all.set("link", facts.portal_url);
  all.set("pagamento_numero", one_line(facts.paid_title));
  all.set("pagamento_valor", format_brl(facts.paid_amount));
  all.set("pagamento_data", facts.paid_on ? format_br(*facts.paid_on) : "");
  all.set("link_senha", facts.reset_url);
  for (const char* name : {"tabela", "botao", "pix"}) {
    all.set(name, std::string(1, block_mark) + name);
  }
  data titles{data::type::list};
  for (const LetterTitle& title : facts.titles) {
    data one;
    set_title(one, title, facts.today);
    one.set("valor", format_brl(title.amount));
    one.set("valor_hoje", format_brl(title.owed));
    titles << one;
  }
  all.set("titulos", titles);
  all.set("varios", facts.titles.size() > 1);
  all.set("um_so", facts.titles.size() == 1);
  all.set("em_atraso", std::any_of(facts.titles.begin(), facts.titles.end(),
                                   [](const LetterTitle& title) { return title.late; }));
  if (!facts.titles.empty()) set_title(all, facts.titles[0], facts.today);
  return all;
}

Result<std::string> fill(std::string_view text, const data& facts,
                         std::string (*escape)(std::string_view)) {
  mustache filled{std::string(text)};
  filled.set_custom_escape([escape](const std::string& value) {
    // The mark of a block is our own: values have lost their control characters.
    return !value.empty() && value[0] == block_mark ? value : escape(value);
  });
  std::string result = filled.is_valid() ? filled.render(facts) : std::string();
  if (!filled.is_valid()) {
    return invalid("template.unclosed", "O modelo tem um erro: " + filled.error_message() + ".");
  }
  return result;
}

// ── plain text ──────────────────────────────────────────────────────────────────────────────────

std::string plain_line(const Line& line) {
  std::string text;
  for (const Inline& part : line) {
    text += part.text;
    if (!part.address.empty() && part.address != part.text) text += " (" + part.address + ")";
  }
  return text;
}

std::string plain_table(const LetterFacts& facts) {
  std::string text;
  for (const LetterTitle& title : facts.titles) {
    text += fmt::format("- Título {}{}{}, {} ({}): {}\n", one_line(title.number),
                        title.description.empty() ? "" : ", ", one_line(title.description),
                        due_words(title.due_date, facts.today), format_br(title.due_date),
                        format_brl(title.owed));
  }
  if (facts.titles.size() > 1) text += "Total hoje: " + format_brl(total_of(facts)) + "\n";
  return text;
}

std::string plain_codes(const LetterFacts& facts) {
  std::string text;
  if (!facts.pix_code.empty()) text += "Pix copia e cola:\n" + facts.pix_code + "\n";
  if (!facts.digitable_line.empty()) {
    text += (text.empty() ? "" : "\n") + std::string("Linha digitável do boleto:\n") +
            facts.digitable_line + "\n";
  }
  return text;
}

std::string plain_placed(std::string_view name, const LetterFacts& facts) {
  if (name == "tabela") return plain_table(facts);
  if (name == "pix") return plain_codes(facts);
  return facts.portal_url.empty() ? "" : "Ver e pagar: " + facts.portal_url + "\n";
}

std::string plain_block(const Block& block, const LetterFacts& facts) {
  if (block.kind == Block::Kind::placed) return plain_placed(block.placed, facts);
  std::string text;
  for (const Line& line : block.lines) {
    text += (block.kind == Block::Kind::list ? "- " : "") + plain_line(line) + "\n";
  }
  return text;
}

std::string plain_frame(const std::string& content, const LetterFacts& facts) {
  const Creditor& creditor = facts.creditor;
  std::string text = content;
  text += "-- \n";
  text += fmt::format("{}\n{}\n{}\n", one_line(creditor.legal_name), one_line(creditor.document),
                      one_line(creditor.address));
  for (const std::string& reach : {creditor.phone, creditor.email}) {
    if (!reach.empty()) text += one_line(reach) + "\n";
  }
  if (!facts.unsubscribe_url.empty()) {
    text += "\nPara não receber mais estas mensagens por e-mail: " + facts.unsubscribe_url + "\n";
  }
  return text;
}

// ── HTML ────────────────────────────────────────────────────────────────────────────────────────

constexpr std::string_view green = "#2b8a3e";
constexpr std::string_view ink = "#212529";
constexpr std::string_view grey = "#5c636a";
constexpr std::string_view red = "#c92a2a";
constexpr std::string_view rule = "#dee2e6";

std::string link_of(const LetterFacts& facts, const std::string& address) {
  return escape_html(facts.through ? facts.through(address) : address);
}

std::string html_line(const Line& line, const LetterFacts& facts) {
  std::string html;
  for (const Inline& part : line) {
    std::string piece = escape_html(part.text);
    if (!part.address.empty()) {
      piece = fmt::format("<a href=\"{}\" style=\"color:{}\">{}</a>", link_of(facts, part.address),
                          green, piece);
    }
    html += part.bold ? "<strong>" + piece + "</strong>" : piece;
  }
  return html;
}

std::string html_table(const LetterFacts& facts) {
  std::string rows;
  for (const LetterTitle& title : facts.titles) {
    std::string what = "<strong>" + escape_html(one_line(title.number)) + "</strong>";
    if (!title.description.empty()) what += "<br>" + escape_html(one_line(title.description));
    rows += fmt::format(
        "<tr><td style=\"padding:12px 8px 12px 0;border-bottom:1px solid {0}\">{1}"
        "<br><span style=\"color:{2};font-size:14px\">{3} ({4})</span></td>"
        "<td align=\"right\" style=\"padding:12px 0 12px 8px;border-bottom:1px solid {0};"
        "white-space:nowrap;vertical-align:top\"><strong>{5}</strong></td></tr>",
        rule, what, title.late ? red : grey, due_words(title.due_date, facts.today),
        format_br(title.due_date), format_brl(title.owed));
  }
  if (facts.titles.size() > 1) {
    rows += fmt::format(
        "<tr><td style=\"padding:12px 8px 12px 0\">Total hoje</td><td align=\"right\" "
        "style=\"padding:12px 0 12px 8px;white-space:nowrap\"><strong>{}</strong></td></tr>",
        format_brl(total_of(facts)));
  }
  if (rows.empty()) return "";
  return "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
         "style=\"margin:0 0 16px;font-size:16px\">" +
         rows + "</table>";
}

std::string html_button(const LetterFacts& facts) {
  if (facts.portal_url.empty()) return "";
  return fmt::format(
      "<p style=\"margin:0 0 24px\"><a href=\"{}\" style=\"display:inline-block;background:{};"
      "color:#ffffff;text-decoration:none;font-weight:bold;padding:14px 28px;border-radius:6px\">"
      "Ver e pagar</a></p>",
      link_of(facts, facts.portal_url), green);
}

std::string html_code(std::string_view label, const std::string& code) {
  if (code.empty()) return "";
  return fmt::format(
      "<p style=\"margin:0 0 4px;color:{};font-size:14px\">{}</p><p style=\"margin:0 0 16px;"
      "font-family:monospace;font-size:14px;word-break:break-all;background:#f1f3f5;"
      "padding:12px;border-radius:6px\">{}</p>",
      grey, label, escape_html(code));
}

std::string html_placed(std::string_view name, const LetterFacts& facts) {
  if (name == "tabela") return html_table(facts);
  if (name == "pix") {
    return html_code("Pix copia e cola", facts.pix_code) +
           html_code("Linha digitável do boleto", facts.digitable_line);
  }
  return html_button(facts);
}

std::string html_block(const Block& block, const LetterFacts& facts) {
  if (block.kind == Block::Kind::placed) return html_placed(block.placed, facts);
  std::string html;
  if (block.kind == Block::Kind::list) {
    for (const Line& line : block.lines) {
      html += "<li style=\"margin:0 0 4px\">" + html_line(line, facts) + "</li>";
    }
    return "<ul style=\"margin:0 0 16px;padding-left:20px\">" + html + "</ul>";
  }
  for (const Line& line : block.lines)
    html += (html.empty() ? "" : "<br>") + html_line(line, facts);
  return "<p style=\"margin:0 0 16px\">" + html + "</p>";
}

std::string html_footer(const LetterFacts& facts) {
  const Creditor& creditor = facts.creditor;
  std::string html = fmt::format(
      "<strong>{}</strong><br>{}<br>{}", escape_html(one_line(creditor.legal_name)),
      escape_html(one_line(creditor.document)), escape_html(one_line(creditor.address)));
  for (const std::string& reach : {creditor.phone, creditor.email}) {
    if (!reach.empty()) html += "<br>" + escape_html(one_line(reach));
  }
  if (!facts.unsubscribe_url.empty()) {
    html += fmt::format(
        "<br><br><a href=\"{}\" style=\"color:{}\">Não quero mais receber estas mensagens por "
        "e-mail</a>",
        escape_html(facts.unsubscribe_url), grey);
  }
  // LGPD, art. 6, VI: who is told of is told so.
  if (!facts.pixel_url.empty()) {
    html += fmt::format(
        "<br><br>Registramos se esta mensagem foi aberta, para não repetir o aviso por outro meio."
        "<img src=\"{}\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">",
        escape_html(facts.pixel_url));
  }
  return html;
}

// Tables and inline styles, because mail readers know little else; 600 px, or the phone's width.
std::string html_frame(const std::string& subject, const std::string& content,
                       const LetterFacts& facts) {
  return fmt::format(
      "<!DOCTYPE html><html lang=\"pt-BR\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><title>{0}</title></head>"
      "<body style=\"margin:0;padding:0;background:#f8f9fa\">"
      "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
      "style=\"background:#f8f9fa\"><tr><td align=\"center\" style=\"padding:16px\">"
      "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
      "style=\"max-width:600px;background:#ffffff;border:1px solid {1};border-radius:8px;"
      "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:{2}\">"
      "<tr><td style=\"padding:20px 24px;border-bottom:1px solid {1};font-size:18px;"
      "font-weight:bold\">{3}</td></tr>"
      "<tr><td style=\"padding:24px 24px 8px\">{4}</td></tr>"
      "<tr><td style=\"padding:16px 24px 24px;border-top:1px solid {1};color:{5};font-size:13px\">"
      "{6}</td></tr></table></td></tr></table></body></html>",
      escape_html(subject), rule, ink, escape_html(one_line(facts.creditor.trade_name)), content,
      grey, html_footer(facts));
}

// The template's blocks, and after them those of a demand that it did not place itself.
std::vector<Block> blocks_of(std::string_view filled, const LetterFacts& facts) {
  std::vector<Block> blocks = parse_markup(filled);
  if (facts.titles.empty()) return blocks;
  for (const char* name : {"tabela", "botao", "pix"}) {
    const bool placed = std::any_of(blocks.begin(), blocks.end(),
                                    [&](const Block& block) { return block.placed == name; });
    if (!placed) blocks.push_back({Block::Kind::placed, {}, name});
  }
  return blocks;
}

}  // namespace

Result<Letter> render(std::string_view subject, std::string_view body, const LetterFacts& facts) {
  TRY_STATUS(check_template(subject, body));
  const data values = data_of(facts);
  Letter letter;
  letter.subject = one_line(TRY(fill(subject, values, one_line)));
  const std::string filled = TRY(fill(body, values, escape_markup));
  std::string html;
  std::string text;
  for (const Block& block : blocks_of(filled, facts)) {
    html += html_block(block, facts);
    const std::string plain = plain_block(block, facts);
    if (!plain.empty()) text += plain + "\n";
  }
  letter.html = html_frame(letter.subject, html, facts);
  letter.text = plain_frame(text, facts);
  return letter;
}

Result<std::string> render_short(std::string_view body, const LetterFacts& facts) {
  TRY_STATUS(check_short_text(body));
  return one_line(TRY(fill(body, data_of(facts), one_line)));
}

Result<PaperText> render_paper(std::string_view body, const LetterFacts& facts) {
  constexpr std::string_view some_subject = "carta", table = "\x01tabela";
  TRY_STATUS(check_template(some_subject, body));
  const std::string filled = TRY(fill(body, data_of(facts), one_line));
  PaperText text;
  std::vector<std::string>* part = &text.opening;
  std::size_t at = 0;
  while (at < filled.size()) {
    const std::size_t end = std::min(filled.find("\n\n", at), filled.size());
    const std::string_view paragraph = trim(std::string_view(filled).substr(at, end - at));
    if (paragraph == table) {
      part = &text.closing;
    } else if (!paragraph.empty() && paragraph.front() != block_mark) {
      part->push_back(one_line(paragraph));
    }
    at = end + 2;
  }
  return text;
}

Result<std::string> render_line(std::string_view text, const LetterFacts& facts) {
  constexpr std::string_view some_body = ".";
  TRY_STATUS(check_template(text, some_body));
  const std::string line = TRY(fill(text, data_of(facts), one_line));
  return one_line(line);
}

Result<std::string> render_lines(std::string_view body, const LetterFacts& facts) {
  TRY_STATUS(check_template("-", body));
  std::string filled = TRY(fill(body, data_of(facts), one_line));
  std::erase(filled, block_mark);
  return filled;
}

std::string due_words(Date due_date, Date today) {
  const int days = due_date - today;
  if (days == 0) return "vence hoje";
  if (days == 1) return "vence amanhã";
  if (days == -1) return "venceu ontem";
  return days > 0 ? fmt::format("vence em {} dias", days) : fmt::format("venceu há {} dias", -days);
}

LetterFacts sample_facts(const Creditor& creditor, Date today) {
  LetterFacts facts;
  facts.creditor = creditor;
  facts.customer_name = "Padaria Pão Quente Ltda";
  facts.today = today;
  facts.titles = {
      {"1234/1", "Farinha especial, 40 sacos", today - 7, true, 7, Money::centavos(1'299'90),
       Money::centavos(1'328'93)},
      {"1240/1", "Fermento, 12 caixas", today + 5, false, 0, Money::centavos(480'00),
       Money::centavos(480'00)},
  };
  facts.portal_url = "https://exemplo.com.br/p/exemplo";
  facts.unsubscribe_url = "https://exemplo.com.br/p/exemplo/sair";
  facts.pix_code = "00020126360014br.gov.bcb.pix0114+5511999999999…";
  facts.digitable_line = "34191.79001 01043.510047 91020.150008 1 16380000129990";
  facts.paid_title = "1234/1";
  facts.paid_amount = Money::centavos(1'328'93);
  facts.paid_on = today;
  facts.reset_url = "https://exemplo.com.br/senha/exemplo";
  return facts;
}

}  // namespace quita::messaging
