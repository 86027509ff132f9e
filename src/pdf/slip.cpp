#include "pdf/slip.h"

#include <algorithm>
#include <array>

#include "pdf/codes.h"
#include "pdf/slip_parts.h"

namespace quita::pdf {

namespace {

using namespace parts;

ExternalRef make_receipt_form() {
  Canvas canvas;
  canvas.grey(0.92);
  for (const auto& field : {grid::receipt_due, grid::receipt_amount}) canvas.fill(field.box);
  canvas.grey(0);
  canvas.text(grid::right, grid::receipt_top - 1, Font::bold, 7.5, "Recibo do Pagador",
              Align::right);
  draw_header_lines(canvas, page_header(grid::receipt_top, grid::receipt_header));
  for (const auto& field : grid::receipt_fields) draw_field(canvas, field, grid::left);
  canvas.text(grid::left + padding, grid::statement_top + 3, Font::regular, page_scale.label,
              "Demonstrativo");
  canvas.line(grid::left, grid::statement_bottom, grid::right, grid::statement_bottom, thin);
  canvas.text(grid::right, grid::statement_bottom + 3, Font::regular, page_scale.label,
              "Autenticação mecânica", Align::right);
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

void draw_receipt(Canvas& canvas, const Slip& slip) {
  draw_header(canvas, slip, page_header(grid::receipt_top, grid::receipt_header));
  draw_value(canvas, grid::receipt_beneficiary, {Font::regular, 7.5},
             std::vector<std::string>{slip.beneficiary.name, labelled_document(slip.beneficiary)});
  draw_value(canvas, grid::receipt_agency, figure, slip.agency_account);
  draw_value(canvas, grid::receipt_due, strong, slip.due_date);
  draw_value(canvas, grid::receipt_address, {Font::regular, 7.5},
             joined(slip.beneficiary.street, " - ", slip.beneficiary.city));
  draw_value(canvas, grid::receipt_our_number, figure, slip.our_number);
  draw_value(canvas, grid::receipt_payer, {Font::regular, 7.5},
             std::vector<std::string>{slip.payer.name, labelled_document(slip.payer)});
  draw_value(canvas, grid::receipt_document, figure, slip.document_number);
  draw_value(canvas, grid::receipt_amount, strong, slip.amount);
  draw_value(canvas, grid::receipt_discount, figure, slip.discount);
  draw_value(canvas, grid::receipt_deductions, figure, slip.other_deductions);
  draw_value(canvas, grid::receipt_fine, figure, slip.fine_interest);
  draw_value(canvas, grid::receipt_additions, figure, slip.other_additions);
  draw_value(canvas, grid::receipt_charged, strong, slip.charged_amount);
}

// The company's logo, what was sold, then, for an overdue title, how today's value came about.
void draw_statement(Canvas& canvas, const Slip& slip) {
  const double x = grid::left + padding;
  const double right_edge = slip.pix_code.empty() ? grid::column : grid::statement_right_beside_pix;
  const double width = right_edge - x - padding;
  double y = grid::statement_top + 5;
  const double rows = static_cast<double>(slip.charges.size());
  constexpr double row_max = 5, heading = 12, footing = 14;
  const double charges_height = slip.charges.empty() ? 0 : heading + footing + rows * row_max;

  if (slip.beneficiary_logo) {
    constexpr double logo_height = 14;
    slip.beneficiary_logo.draw(canvas, {x, y, 60, logo_height});
    y += logo_height + 2;
  }
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

void draw_pix(Canvas& canvas, const Slip& slip) {
  const double top = grid::statement_top + 12;
  draw_qr(canvas, grid::pix_left, top, grid::pix_qr_side, slip.pix_code);
  const double below = top + grid::pix_qr_side + 8;
  const Box room{grid::pix_left, below, grid::pix_width, grid::statement_bottom - below - 2};
  draw_br_code(canvas, room, 7, slip.pix_code);
}

}  // namespace

Page slip_page(const Slip& slip) {
  static const ExternalRef receipt_form = make_receipt_form();
  static const ExternalRef pix_form = make_pix_form();
  require_barcode(slip);
  Canvas canvas;
  canvas.drawing(receipt_form, 0, 0);
  draw_receipt(canvas, slip);
  draw_statement(canvas, slip);
  if (!slip.pix_code.empty()) {
    canvas.drawing(pix_form, 0, 0);
    draw_pix(canvas, slip);
  }
  draw_compensation_slip(canvas, slip);
  return make_page(std::move(canvas));
}

Metadata slip_metadata(const Slip& slip) {
  return {"Boleto " + slip.document_number, slip.beneficiary.name,
          "Vencimento " + slip.due_date + ", linha digitável " + slip.digitable_line};
}

std::string render_slips(std::span<const Slip> slips) {
  std::string file;
  const Metadata many{"Boletos", slips.empty() ? "" : slips[0].beneficiary.name, ""};
  Document document(slips.size() == 1 ? slip_metadata(slips[0]) : many,
                    [&](std::string_view bytes) { file += bytes; });
  for (const auto& slip : slips) document.add_page(slip_page(slip));
  std::move(document).finish();
  return file;
}

}  // namespace quita::pdf
