#include "pdf/slip.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"
#include "pdf/codes.h"
#include "pdf/slip_grid.h"

namespace quita::pdf {

namespace {

constexpr double padding = 1.2;
constexpr double label_size = 5.5;
constexpr double label_height = 2.7;
constexpr double thin = 0.4, thick = 1.1;

void draw_field(Canvas& canvas, const grid::Field& field) {
  canvas.text(field.box.x + padding, field.box.y + 2.3, Font::regular, label_size, field.label);
  canvas.line(field.box.x, field.box.y + field.box.height, field.box.x + field.box.width,
              field.box.y + field.box.height, thin);
  if (field.box.x > grid::left) {
    canvas.line(field.box.x, field.box.y, field.box.x, field.box.y + field.box.height, thin);
  }
}

// The two upright bars beside the bank's code, and the line below the header.
void draw_header_lines(Canvas& canvas, double top, double bottom) {
  for (const double x : {58.0, 78.0}) canvas.line(x, top + 2, x, bottom, thick);
  canvas.line(grid::left, bottom, grid::right, bottom, thick);
}

ExternalRef make_page_form() {
  Canvas canvas;
  canvas.grey(0.92);
  for (const auto& field : {grid::receipt_due, grid::receipt_amount, grid::due, grid::amount}) {
    canvas.fill(field.box);
  }
  canvas.grey(0);
  canvas.text(grid::right, grid::receipt_top - 1, Font::bold, 7.5, "Recibo do Pagador",
              Align::right);
  draw_header_lines(canvas, grid::receipt_top, grid::receipt_header);
  for (const auto& field : grid::receipt_fields) draw_field(canvas, field);
  canvas.text(grid::left + padding, grid::statement_top + 3, Font::regular, label_size,
              "Demonstrativo");
  canvas.line(grid::left, grid::statement_bottom, grid::right, grid::statement_bottom, thin);
  canvas.text(grid::right, grid::statement_bottom + 3, Font::regular, label_size,
              "Autenticação mecânica", Align::right);

  canvas.dashed(grid::left - 4, grid::cut_line, grid::right + 4, grid::cut_line, thin);
  canvas.text(grid::right + 4, grid::cut_line - 0.9, Font::regular, label_size,
              "Corte na linha pontilhada", Align::right);

  draw_header_lines(canvas, grid::slip_top, grid::slip_header);
  for (const auto& field : grid::slip_fields) draw_field(canvas, field);
  canvas.line(grid::left, grid::slip_bottom, grid::right, grid::slip_bottom, thick);
  canvas.text(grid::left + padding, grid::slip_bottom - 1.2, Font::regular, label_size,
              "Sacador / Avalista");
  canvas.text(grid::column + padding, grid::slip_bottom - 1.2, Font::regular, label_size,
              "Cód. baixa");
  canvas.text(grid::right, grid::slip_bottom + 3, Font::regular, label_size,
              "Autenticação mecânica", Align::right);
  canvas.text(grid::right, grid::slip_bottom + 6.4, Font::bold, 7.5, "Ficha de Compensação",
              Align::right);
  return make_drawing(a4_width_mm, a4_height_mm, canvas);
}

ExternalRef make_pix_form() {
  Canvas canvas;
  const double x = grid::pix_left, top = grid::statement_top;
  canvas.line(x - 4, top, x - 4, grid::statement_bottom, thin);  // beyond the quiet zone
  canvas.rgb(0, 0.45, 0.41);
  canvas.text(x, top + 6, Font::bold, 12, "Pague com Pix");
  canvas.grey(0);
  const double beside = x + grid::pix_qr_side + 5;
  const std::array<std::string, 5> steps = {
      "1. Abra o aplicativo do seu banco e escolha Pix.", "",
      "2. Leia o código ao lado com a câmera.", "",
      "3. Confira o nome de quem recebe e o valor, e confirme."};
  canvas.text_box({beside, top + 12, grid::right - beside, grid::pix_qr_side - 4}, Font::regular,
                  7.5, 7.5, steps);
  canvas.text(x, top + 13 + grid::pix_qr_side + 5, Font::bold, 7,
              "Sem câmera? Use o Pix Copia e Cola:");
  return make_drawing(a4_width_mm, a4_height_mm, canvas);
}

struct Look {
  Font font = Font::regular;
  double size = 8.5;
  Align align = Align::left;
};
constexpr Look plain{};
constexpr Look centred{Font::regular, 8.5, Align::centre};
constexpr Look figure{Font::regular, 9, Align::right};
constexpr Look strong{Font::bold, 10, Align::right};

// What stands in a field, at its foot, as large as fits below the label.
void draw_value(Canvas& canvas, const grid::Field& field, const Look& look,
                const std::vector<std::string>& lines) {
  constexpr double size_min = 6;
  const Box inside{field.box.x + padding, field.box.y + label_height, field.box.width - 2 * padding,
                   field.box.height - label_height - 0.5};
  canvas.text_box(inside, look.font, look.size, size_min, lines, look.align, Stack::up_from_bottom);
}
void draw_value(Canvas& canvas, const grid::Field& field, const Look& look,
                const std::string& text) {
  if (!text.empty()) draw_value(canvas, field, look, std::vector<std::string>{text});
}

std::string joined(std::string_view a, std::string_view separator, std::string_view b) {
  if (a.empty()) return std::string(b);
  if (b.empty()) return std::string(a);
  return std::string(a).append(separator).append(b);
}

// "CNPJ: 12.ABC.345/01DE-35": a CPF is the one with eleven characters.
std::string labelled_document(const SlipParty& party) {
  if (party.document.empty()) return {};
  std::size_t signs = 0;
  for (const char c : party.document) signs += c == '.' || c == '-' || c == '/' ? 1 : 0;
  return (party.document.size() - signs == 11 ? "CPF: " : "CNPJ: ") + party.document;
}

void draw_header(Canvas& canvas, const Slip& slip, double top, double bottom) {
  const std::array<std::string, 1> name = {slip.bank_name}, code = {slip.bank_code},
                                   line = {slip.digitable_line};
  const double height = bottom - top - 0.8;
  canvas.text_box({grid::left, top, 45, height}, Font::bold, 13, 8, name, Align::left,
                  Stack::up_from_bottom);
  // Larger letters reach lower below their baseline: the box is lower by the difference.
  canvas.text_box({59, top, 18, height + 0.25}, Font::bold, 15, 8, code, Align::centre,
                  Stack::up_from_bottom);
  canvas.text_box({80, top, grid::right - 80, height}, Font::bold, 12, 8, line, Align::right,
                  Stack::up_from_bottom);
}

void draw_receipt(Canvas& canvas, const Slip& slip) {
  draw_header(canvas, slip, grid::receipt_top, grid::receipt_header);
  draw_value(canvas, grid::receipt_beneficiary, {Font::regular, 7.5},
             {slip.beneficiary.name, labelled_document(slip.beneficiary)});
  draw_value(canvas, grid::receipt_agency, figure, slip.agency_account);
  draw_value(canvas, grid::receipt_due, strong, slip.due_date);
  draw_value(canvas, grid::receipt_address, {Font::regular, 7.5},
             joined(slip.beneficiary.street, " - ", slip.beneficiary.city));
  draw_value(canvas, grid::receipt_our_number, figure, slip.our_number);
  draw_value(canvas, grid::receipt_payer, {Font::regular, 7.5},
             {slip.payer.name, labelled_document(slip.payer)});
  draw_value(canvas, grid::receipt_document, figure, slip.document_number);
  draw_value(canvas, grid::receipt_amount, strong, slip.amount);
  draw_value(canvas, grid::receipt_discount, figure, slip.discount);
  draw_value(canvas, grid::receipt_deductions, figure, slip.other_deductions);
  draw_value(canvas, grid::receipt_fine, figure, slip.fine_interest);
  draw_value(canvas, grid::receipt_additions, figure, slip.other_additions);
  draw_value(canvas, grid::receipt_charged, strong, slip.charged_amount);
}

// What was sold, then, for an overdue title, how today's value came about.
void draw_statement(Canvas& canvas, const Slip& slip) {
  const double x = grid::left + padding;
  const double right_edge = slip.pix_code.empty() ? grid::column : grid::statement_right_beside_pix;
  const double width = right_edge - x - padding;
  double y = grid::statement_top + 5;
  const double rows = static_cast<double>(slip.charges.size());
  constexpr double row_max = 5, heading = 12, footing = 14;
  const double charges_height = slip.charges.empty() ? 0 : heading + footing + rows * row_max;
  const double room = grid::statement_bottom - 2 - y;

  if (!slip.description.empty()) {
    const std::array<std::string, 1> text = {slip.description};
    const double height = std::max(room - charges_height, room / 3);
    y += canvas.text_box({x, y, width, height}, Font::regular, 9, 8, text);
  }
  if (slip.charges.empty()) return;

  y += heading - 4;
  canvas.text(x, y, Font::bold, 9, "Valor atualizado deste boleto");
  y += 2;
  canvas.line(x, y, right_edge - padding, y, thin);
  const double pitch = std::min(row_max, (grid::statement_bottom - footing - y) / rows);
  const double amount_width = 32;
  const auto row = [&](Font font, const std::string& label, const std::string& amount) {
    const std::array<std::string, 1> name = {label}, value = {amount};
    canvas.text_box({x, y, width - amount_width - 2, pitch}, font, 8.5, 6, name, Align::left,
                    Stack::up_from_bottom);
    canvas.text_box({right_edge - padding - amount_width, y, amount_width, pitch}, font, 8.5, 6,
                    value, Align::right, Stack::up_from_bottom);
    y += pitch;
  };
  for (const auto& charge : slip.charges) row(Font::regular, charge.label, charge.amount);
  y += 1;
  canvas.line(x, y, right_edge - padding, y, thin);
  row(Font::bold, "Total a pagar", slip.charges_total);
  if (!slip.charges_valid_until.empty()) {
    canvas.text(x, y + 4, Font::regular, 7.5, "Valor válido até " + slip.charges_valid_until + ".");
  }
}

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

void draw_pix(Canvas& canvas, const Slip& slip) {
  const double top = grid::statement_top + 12;
  draw_qr(canvas, grid::pix_left, top, grid::pix_qr_side, slip.pix_code);
  const double below = top + grid::pix_qr_side + 8;
  const Box room{grid::pix_left, below, grid::pix_width, grid::statement_bottom - below - 2};
  constexpr double size = 7;
  const double letter = text_width(Font::mono, size, "0") / points_per_mm;
  canvas.text_box(room, Font::mono, size, 1,
                  break_code(slip.pix_code, static_cast<std::size_t>(room.width / letter)));
}

void draw_slip(Canvas& canvas, const Slip& slip) {
  draw_header(canvas, slip, grid::slip_top, grid::slip_header);
  draw_value(canvas, grid::place, plain, slip.payment_place);
  draw_value(canvas, grid::due, strong, slip.due_date);
  draw_value(canvas, grid::beneficiary, {Font::regular, 8},
             {joined(slip.beneficiary.name, " - ", labelled_document(slip.beneficiary)),
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
  const std::vector<std::string> person = {
      joined(slip.payer.name, " - ", labelled_document(slip.payer)), slip.payer.street,
      slip.payer.city};
  canvas.text_box({payer.x + 16, payer.y + 0.8, payer.width - 17, 11}, Font::regular, 8.5, 6.5,
                  person);
  if (!slip.guarantor.empty()) {
    const std::array<std::string, 1> guarantor = {slip.guarantor};
    canvas.text_box({payer.x + 20, payer.y + 11.5, grid::column - payer.x - 21, 4}, Font::regular,
                    8, 6, guarantor, Align::left, Stack::up_from_bottom);
  }
  draw_barcode(canvas, grid::barcode_left, grid::barcode_top, slip.barcode);
}

Page slip_page(const Slip& slip) {
  static const ExternalRef page_form = make_page_form();
  static const ExternalRef pix_form = make_pix_form();
  if (slip.barcode.size() != 44 || !all_digits(slip.barcode)) {
    throw std::invalid_argument("a slip's barcode has 44 digits");
  }
  Canvas canvas;
  canvas.drawing(page_form, 0, 0);
  draw_receipt(canvas, slip);
  draw_statement(canvas, slip);
  if (!slip.pix_code.empty()) {
    canvas.drawing(pix_form, 0, 0);
    draw_pix(canvas, slip);
  }
  draw_slip(canvas, slip);
  return make_page(std::move(canvas));
}

Metadata metadata_of(std::span<const Slip> slips) {
  if (slips.size() != 1) return {"Boletos", slips.empty() ? "" : slips[0].beneficiary.name, ""};
  const auto& slip = slips[0];
  return {"Boleto " + slip.document_number, slip.beneficiary.name,
          "Vencimento " + slip.due_date + ", linha digitável " + slip.digitable_line};
}

}  // namespace

std::string render_slips(std::span<const Slip> slips) {
  std::string file;
  Document document(metadata_of(slips), [&](std::string_view bytes) { file += bytes; });
  for (const auto& slip : slips) document.add_page(slip_page(slip));
  std::move(document).finish();
  return file;
}

}  // namespace quita::pdf
