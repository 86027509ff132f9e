#include "proof/pack_pdf.h"

#include <fmt/format.h>

#include <boost/json/object.hpp>

#include "base/text.h"
#include "json/parse.h"
#include "messaging/channel.h"
#include "party/timeline.h"
#include "pdf/canvas.h"
#include "pdf/slip_parts.h"
#include "pdf/writer.h"

namespace quita::proof {
namespace {

using boost::json::object;
using pdf::Box;
using pdf::Canvas;
using pdf::Font;

constexpr double left = 18, right = 192, top = 18, bottom = 278, foot = 288;
constexpr double width = right - left;

// Fills page after page from the top.
class Sheets {
 public:
  explicit Sheets(std::string reference) : reference_(std::move(reference)) {}

  // A paragraph; what does not fit on the page begins the next one. Long ones are parted by lines.
  void paragraph(const std::string& text, Font font, double size, double inset = 0,
                 double grey = 0) {
    const double height = pdf::parts::text_height(font, size, width - inset, text);
    if (y_ + height > bottom && y_ > top) end_page();
    canvas_.grey(grey);
    pdf::parts::draw_text(canvas_, {left + inset, y_, width - inset, height + 1}, font, size, size,
                          text);
    canvas_.grey(0);
    y_ += height;
  }
  void gap(double by) { y_ += by; }
  void rule() {
    if (y_ + 4 > bottom) end_page();
    canvas_.grey(0.75);
    canvas_.line(left, y_, right, y_, 0.4);
    canvas_.grey(0);
    y_ += 3;
  }
  // So that a heading does not stand alone at the foot of a page.
  void need(double height) {
    if (y_ + height > bottom && y_ > top) end_page();
  }
  std::vector<pdf::Page> finish() && {
    end_page();
    return std::move(pages_);
  }

 private:
  void end_page() {
    canvas_.grey(0.4);
    canvas_.text(left, foot, Font::regular, 7, reference_);
    canvas_.text(right, foot, Font::regular, 7, fmt::format("Página {}", pages_.size() + 1),
                 pdf::Align::right);
    canvas_.grey(0);
    pages_.push_back(pdf::make_page(std::move(canvas_)));
    canvas_ = Canvas();
    y_ = top;
  }

  std::string reference_;
  double y_ = top;
  Canvas canvas_;
  std::vector<pdf::Page> pages_;
};

std::string text_of(const object& from, std::string_view member) {
  const auto* value = from.if_contains(member);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

const object* object_of(const object& from, std::string_view member) {
  const auto* value = from.if_contains(member);
  return value != nullptr && value->is_object() ? &value->get_object() : nullptr;
}

// "22/11/2026 09:05:12 (horário de America/Sao_Paulo)", seconds because packs are compared with
// carriers' logs.
std::string when(const std::string& iso, const std::string& zone) {
  const auto at = parse_iso_instant(iso);
  if (!at) return iso;
  const LocalTime local = local_time(*at, zone);
  return fmt::format("{} {:02}:{:02}:{:02}", format_br(local.date), local.minute / 60,
                     local.minute % 60, (at->ms / 1000) % 60);
}

void write_head(Sheets& sheets, const Pack& pack, std::string_view json_sha256) {
  sheets.paragraph("Dossiê de provas de comunicação", Font::bold, 16);
  sheets.gap(2);
  sheets.paragraph(fmt::format("Credor: {}, {}, {}", pack.creditor.legal_name,
                               pack.creditor.document, pack.creditor.address),
                   Font::regular, 9.5);
  sheets.paragraph(fmt::format("Cliente: {}, {}", pack.customer_name, pack.customer_document),
                   Font::regular, 9.5);
  sheets.paragraph(fmt::format("Feito em {} por {}; {} registros. Horários de {}.",
                               when(format_iso(pack.made_at), pack.time_zone), pack.made_by,
                               pack.entries.size(), pack.time_zone),
                   Font::regular, 9.5);
  sheets.gap(2);
  sheets.paragraph(
      "Cada registro foi selado na data que indica: o seu código (SHA-256) cobre o seu conteúdo e "
      "o "
      "código do registro anterior, de modo que uma alteração posterior aparece em todos os que "
      "vêm "
      "depois. “Enviada” quer dizer que o servidor ou a operadora aceitou a mensagem; entrega e "
      "leitura só constam quando alguém de fora as confirmou. O JSON traz os textos inteiros; "
      "aqui, o "
      "endereço pessoal do cliente no portal aparece abreviado.",
      Font::regular, 8.5, 0, 0.25);
  sheets.gap(1);
  sheets.paragraph(fmt::format("Último código da cadeia: {}", pack.head()), Font::regular, 8.5, 0,
                   0.25);
  sheets.paragraph(
      fmt::format("O mesmo dossiê em JSON, que um programa confere: SHA-256 {}", json_sha256),
      Font::regular, 8.5, 0, 0.25);
  sheets.gap(3);
}

void write_message(Sheets& sheets, const object& message) {
  const auto channel = messaging::parse_channel(text_of(message, "channel"));
  std::string line = fmt::format("Canal: {} · Para: {}",
                                 channel ? messaging::label(*channel) : text_of(message, "channel"),
                                 text_of(message, "recipient"));
  if (const auto id = text_of(message, "message_id"); !id.empty()) line += " · Message-ID: " + id;
  if (const auto file = text_of(message, "attachment"); !file.empty()) line += " · Anexo: " + file;
  sheets.paragraph(line, Font::regular, 8.5, 4, 0.2);
}

void write_answers(Sheets& sheets, const object& content) {
  const auto data = json::parse(text_of(content, "data"));
  if (data && data->is_object()) {
    if (const auto answer = text_of(data->get_object(), "answer"); !answer.empty())
      sheets.paragraph("Resposta de quem transportou: " + answer, Font::regular, 8.5, 4, 0.2);
  }
  if (const object* report = object_of(content, "report")) {
    sheets.paragraph(text_of(*report, "words"), Font::regular, 8.5, 4, 0.2);
  }
}

// The link that opens the customer's page is his alone: who reads the pack sees that it was there.
std::string without_key(std::string line) {
  static constexpr std::string_view path = "/p/";
  static constexpr std::size_t key_min = 40, shown = 6;
  const auto of_key = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  for (std::size_t at = line.find(path); at != std::string::npos; at = line.find(path, at + 1)) {
    const std::size_t begin = at + path.size();
    std::size_t end = begin;
    while (end < line.size() && of_key(line[end])) ++end;
    if (end - begin >= key_min) line.replace(begin + shown, end - begin - shown, "…");
  }
  return line;
}

void write_text(Sheets& sheets, const std::string& text) {
  sheets.paragraph("Texto enviado:", Font::bold, 8, 4, 0.2);
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) {
      sheets.gap(1.2);
    } else {
      sheets.paragraph(without_key(std::string(line)), Font::regular, 8.5, 8);
    }
  }
}

// A long message of his does not fit the heading's line as it was written.
void write_received(Sheets& sheets, const object& content) {
  const auto data = json::parse(text_of(content, "data"));
  if (!data || !data->is_object()) return;
  const std::string text = text_of(data->get_object(), "text");
  if (const auto id = text_of(data->get_object(), "id"); !id.empty())
    sheets.paragraph("Identificação na operadora: " + id, Font::regular, 8.5, 4, 0.2);
  if (text.find('\n') == std::string::npos) return;
  sheets.paragraph("Texto recebido:", Font::bold, 8, 4, 0.2);
  for (const std::string_view line : split(text, '\n'))
    sheets.paragraph(std::string(line), Font::regular, 8.5, 8);
}

void write_entry(Sheets& sheets, const Pack& pack, const PackEntry& entry, std::size_t number) {
  const auto parsed = json::parse(entry.content);
  static const object nothing;
  const object& content = parsed && parsed->is_object() ? parsed->get_object() : nothing;
  sheets.need(18);
  sheets.rule();
  sheets.paragraph(
      fmt::format("{}. {} · {}", number, when(text_of(content, "at"), pack.time_zone),
                  party::event_text(text_of(content, "kind"), text_of(content, "data"))),
      Font::bold, 9.5);
  if (const auto title = text_of(content, "title"); !title.empty())
    sheets.paragraph("Título " + title, Font::regular, 8.5, 4, 0.2);
  if (const object* message = object_of(content, "message")) write_message(sheets, *message);
  if (text_of(content, "kind") == "message.received") write_received(sheets, content);
  write_answers(sheets, content);
  if (!entry.text.empty()) write_text(sheets, entry.text);
  sheets.paragraph(
      fmt::format("Registrado por {}; selado em {}. Código {}", text_of(content, "actor"),
                  when(text_of(content, "sealed_at"), pack.time_zone), entry.hash),
      Font::regular, 7, 4, 0.4);
  sheets.gap(2);
}

}  // namespace

std::string to_pdf(const Pack& pack, std::string_view json_sha256) {
  Sheets sheets(fmt::format("Provas de comunicação · {} · cadeia {}", pack.customer_name,
                            pack.head().substr(0, 16)));
  write_head(sheets, pack, json_sha256);
  if (pack.entries.empty())
    sheets.paragraph("Nada foi dito a este cliente até agora.", Font::regular, 10);
  for (std::size_t i = 0; i < pack.entries.size(); ++i)
    write_entry(sheets, pack, pack.entries[i], i + 1);
  std::string bytes;
  pdf::Document document(
      {"Dossiê de provas de comunicação", pack.creditor.legal_name, pack.customer_name},
      [&](std::string_view piece) { bytes += piece; });
  for (const pdf::Page& page : std::move(sheets).finish()) document.add_page(page);
  std::move(document).finish();
  return bytes;
}

}  // namespace quita::proof
