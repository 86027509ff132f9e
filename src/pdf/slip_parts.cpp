#include "pdf/slip_parts.h"

#include <array>
#include <stdexcept>

#include "base/text.h"
#include "pdf/codes.h"

namespace quita::pdf::parts {

void draw_field(Canvas& canvas, const grid::Field& field, double left_edge, const Scale& scale) {
  const Box& box = field.box;
  canvas.text(box.x + padding, box.y + scale.label_height - 0.4, Font::regular, scale.label,
              field.label);
  canvas.line(box.x, box.y + box.height, box.x + box.width, box.y + box.height, thin);
  if (box.x > left_edge) canvas.line(box.x, box.y, box.x, box.y + box.height, thin);
}

void draw_value(Canvas& canvas, const grid::Field& field, const Look& look,
                std::span<const std::string> lines, const Scale& scale) {
  const Box inside{field.box.x + padding, field.box.y + scale.label_height,
                   field.box.width - 2 * padding, field.box.height - scale.label_height - 0.5};
  canvas.text_box(inside, look.font, look.size, scale.value_min, lines, look.align,
                  Stack::up_from_bottom);
}
void draw_value(Canvas& canvas, const grid::Field& field, const Look& look, const std::string& text,
                const Scale& scale) {
  if (!text.empty()) draw_value(canvas, field, look, std::span(&text, 1), scale);
}

void draw_text(Canvas& canvas, const Box& box, Font font, double size_max, double size_min,
               const std::string& text, Align align, Stack stack) {
  canvas.text_box(box, font, size_max, size_min, std::span(&text, 1), align, stack);
}

double text_height(Font font, double size, double width_mm, const std::string& text) {
  constexpr double endless = 1e6;
  const auto encoded = encode(font, std::span(&text, 1));
  const auto fit =
      fit_text(encoded.face, encoded.texts, width_mm * points_per_mm, endless, size, size);
  return static_cast<double>(fit.lines.size()) * size * line_height / points_per_mm;
}

std::string joined(std::string_view a, std::string_view separator, std::string_view b) {
  if (a.empty()) return std::string(b);
  if (b.empty()) return std::string(a);
  return std::string(a).append(separator).append(b);
}

std::string labelled_document(const SlipParty& party) {
  if (party.document.empty()) return {};
  std::size_t signs = 0;
  for (const char c : party.document) signs += c == '.' || c == '-' || c == '/' ? 1 : 0;
  return (party.document.size() - signs == 11 ? "CPF: " : "CNPJ: ") + party.document;
}

std::string name_and_document(const SlipParty& party) {
  return joined(party.name, " - ", labelled_document(party));
}

void draw_header_lines(Canvas& canvas, const Header& header) {
  for (const double x : {header.code_left, header.code_right}) {
    canvas.line(x, header.top + 2, x, header.bottom, thick);
  }
  canvas.line(header.left, header.bottom, header.right, header.bottom, thick);
}

void draw_header(Canvas& canvas, const Slip& slip, const Header& header) {
  const double height = header.bottom - header.top - 0.8;
  const Box name{header.left, header.top, header.code_left - header.left - 1, height};
  if (slip.bank_logo) {
    slip.bank_logo.draw(canvas, {name.x, name.y + 1, name.width, name.height - 1});
  } else {
    draw_text(canvas, name, Font::bold, header.name_size, 6, slip.bank_name, Align::left,
              Stack::up_from_bottom);
  }
  // Larger letters reach lower below their baseline: the box is lower by the difference.
  draw_text(
      canvas,
      {header.code_left + 1, header.top, header.code_right - header.code_left - 2, height + 0.25},
      Font::bold, header.code_size, 8, slip.bank_code, Align::centre, Stack::up_from_bottom);
  draw_text(
      canvas, {header.code_right + 2, header.top, header.right - header.code_right - 2, height},
      Font::bold, header.line_size, 8, slip.digitable_line, Align::right, Stack::up_from_bottom);
}

namespace {

ExternalRef make_compensation_form() {
  Canvas canvas;
  canvas.grey(0.92);
  for (const auto& field : {grid::due, grid::amount}) canvas.fill(field.box);
  canvas.grey(0);
  canvas.dashed(grid::left - 4, grid::cut_line, grid::right + 4, grid::cut_line, thin);
  canvas.text(grid::right + 4, grid::cut_line - 0.9, Font::regular, page_scale.label,
              "Corte na linha pontilhada", Align::right);
  draw_header_lines(canvas, page_header(grid::slip_top, grid::slip_header));
  for (const auto& field : grid::slip_fields) draw_field(canvas, field, grid::left);
  canvas.line(grid::left, grid::slip_bottom, grid::right, grid::slip_bottom, thick);
  canvas.text(grid::left + padding, grid::slip_bottom - 1.2, Font::regular, page_scale.label,
              "Sacador / Avalista");
  canvas.text(grid::column + padding, grid::slip_bottom - 1.2, Font::regular, page_scale.label,
              "Cód. baixa");
  canvas.text(grid::right, grid::slip_bottom + 3, Font::regular, page_scale.label,
              "Autenticação mecânica", Align::right);
  canvas.text(grid::right, grid::slip_bottom + 6.4, Font::bold, 7.5, "Ficha de Compensação",
              Align::right);
  return make_drawing(a4_width_mm, a4_height_mm, canvas);
}

}  // namespace

void draw_compensation_slip(Canvas& canvas, const Slip& slip) {
  static const ExternalRef form = make_compensation_form();
  canvas.drawing(form, 0, 0);
  draw_header(canvas, slip, page_header(grid::slip_top, grid::slip_header));
  draw_value(canvas, grid::place, plain, slip.payment_place);
  draw_value(canvas, grid::due, strong, slip.due_date);
  draw_value(
      canvas, grid::beneficiary, {Font::regular, 8},
      std::vector<std::string>{name_and_document(slip.beneficiary),
                               joined(slip.beneficiary.street, " - ", slip.beneficiary.city)});
  draw_value(canvas, grid::agency, figure, slip.agency_account);
  draw_value(canvas, grid::issue_date, centred, slip.issue_date);
  draw_value(canvas, grid::document, centred, slip.document_number);
  draw_value(canvas, grid::kind, centred, slip.kind);
  draw_value(canvas, grid::acceptance, centred, slip.acceptance);
  draw_value(canvas, grid::processing, centred, slip.processing_date);
  draw_value(canvas, grid::our_number, figure, slip.our_number);
  draw_value(canvas, grid::bank_use, centred, slip.bank_use);
  draw_value(canvas, grid::portfolio, centred, slip.portfolio);
  draw_value(canvas, grid::currency, centred, slip.currency);
  draw_value(canvas, grid::quantity, centred, slip.quantity);
  draw_value(canvas, grid::unit_value, centred, slip.unit_value);
  draw_value(canvas, grid::amount, strong, slip.amount);
  draw_value(canvas, grid::discount, figure, slip.discount);
  draw_value(canvas, grid::deductions, figure, slip.other_deductions);
  draw_value(canvas, grid::fine, figure, slip.fine_interest);
  draw_value(canvas, grid::additions, figure, slip.other_additions);
  draw_value(canvas, grid::charged, strong, slip.charged_amount);

  const Box& instructions = grid::instructions.box;
  if (!slip.instructions.empty()) {
    canvas.text_box({instructions.x + padding, instructions.y + 4, instructions.width - 2 * padding,
                     instructions.height - 5},
                    Font::regular, 8.5, 8.5, slip.instructions);
  }
  const Box& payer = grid::payer.box;
  const std::array<std::string, 3> person = {name_and_document(slip.payer), slip.payer.street,
                                             slip.payer.city};
  canvas.text_box({payer.x + 16, payer.y + 0.8, payer.width - 17, 11}, Font::regular, 8.5, 6.5,
                  person);
  if (!slip.guarantor.empty()) {
    draw_text(canvas, {payer.x + 20, payer.y + 11.5, grid::column - payer.x - 21, 4}, Font::regular,
              8, 6, slip.guarantor, Align::left, Stack::up_from_bottom);
  }
  draw_barcode(canvas, grid::barcode_left, grid::barcode_top, slip.barcode);
}

namespace {

// Lines of at most `columns` characters, broken so that no blank stands beside a line end: what a
// reader of the PDF copies is the code again once the line ends are taken out.
std::vector<std::string> break_code(std::string_view code, std::size_t columns) {
  std::vector<std::string> lines;
  while (code.size() > columns) {
    std::size_t end = columns;
    while (end > 1 && (code[end - 1] == ' ' || code[end] == ' ')) --end;
    lines.emplace_back(code.substr(0, end));
    code.remove_prefix(end);
  }
  lines.emplace_back(code);
  return lines;
}

}  // namespace

void draw_br_code(Canvas& canvas, const Box& room, double size, const std::string& code) {
  const double letter = text_width(Font::mono, size, "0") / points_per_mm;
  canvas.text_box(room, Font::mono, size, 1,
                  break_code(code, static_cast<std::size_t>(room.width / letter)));
}

void require_barcode(const Slip& slip) {
  if (slip.barcode.size() != 44 || !all_digits(slip.barcode)) {
    throw std::invalid_argument("a slip's barcode has 44 digits");
  }
}

}  // namespace quita::pdf::parts
