// The slip on an 80 mm paper roll.
#include <array>

#include "pdf/codes.h"
#include "pdf/slip.h"
#include "pdf/slip_parts.h"

namespace quita::pdf {

namespace {

using namespace parts;

constexpr double paper_width = 80;
// A head of 80 mm prints 72 mm.
constexpr double left = 4, right = 76, width = right - left;
constexpr double qr_side = 48;

// Pieces one below the other; each leaves the place of the next.
class Roll {
 public:
  explicit Roll(Canvas& canvas) : canvas_(canvas) {}

  void text(Font font, double size, const std::string& text, Align align = Align::left) {
    if (text.empty()) return;
    constexpr double endless = 1e6;
    y_ +=
        canvas_.text_box({left, y_, width, endless}, font, size, size, std::span(&text, 1), align);
  }
  void pair(const std::string& label, const std::string& value, Font font = Font::regular) {
    if (value.empty()) return;
    constexpr double label_width = 30, size = 8;
    const double height = text_height(font, size, width - label_width, value);
    canvas_.text(left, y_ + size * line_height * 0.75 / points_per_mm, Font::regular, size, label);
    draw_text(canvas_, {left + label_width, y_, width - label_width, height}, font, size, size,
              value, Align::right);
    y_ += height;
  }
  void rule() {
    y_ += 1.5;
    canvas_.dashed(left, y_, right, y_, thin);
    y_ += 1.5;
  }
  void gap(double mm) { y_ += mm; }
  double y() const { return y_; }
  Canvas& canvas() { return canvas_; }

 private:
  Canvas& canvas_;
  double y_ = 4;
};

void draw_party(Roll& roll, const std::string& title, const SlipParty& party) {
  roll.text(Font::regular, 6.5, title);
  roll.text(Font::bold, 8.5, party.name);
  roll.text(Font::regular, 8, labelled_document(party));
  roll.text(Font::regular, 8, party.street);
  roll.text(Font::regular, 8, party.city);
}

// The bars lie across the paper and follow each other along it.
void draw_upright_barcode(Roll& roll, const std::string& digits) {
  auto code = interleaved_2_of_5(digits);
  for (auto& bar : code.bars) bar = {bar.y, bar.x, bar.height, bar.width};
  roll.canvas().cells((paper_width - barcode_height_mm) / 2, roll.y(), barcode_height_mm,
                      barcode_width_mm / code.units, code.bars);
  roll.gap(barcode_width_mm);
}

// "AAAAA.AAAAA BBBBB.BBBBBB" and the rest, so that no field is torn.
void draw_digitable_line(Roll& roll, const std::string& line) {
  const auto second = line.find(' ', line.find(' ') + 1);
  if (second >= line.size()) return roll.text(Font::bold, 9, line);
  roll.text(Font::bold, 9.5, line.substr(0, second));
  roll.text(Font::bold, 9.5, line.substr(second + 1));
}

double draw(Canvas& canvas, const Slip& slip) {
  Roll roll(canvas);
  if (slip.beneficiary_logo) {
    constexpr double logo_height = 16;
    slip.beneficiary_logo.draw(canvas, {left, roll.y(), width, logo_height});
    roll.gap(logo_height + 2);
  }
  draw_party(roll, "Beneficiário", slip.beneficiary);
  roll.rule();
  if (slip.bank_logo) {
    constexpr double logo_height = 8;
    slip.bank_logo.draw(canvas, {left, roll.y(), width / 2, logo_height});
    roll.gap(logo_height + 1);
  }
  roll.text(Font::bold, 11, slip.bank_name + "  " + slip.bank_code);
  roll.gap(1);
  draw_digitable_line(roll, slip.digitable_line);
  roll.rule();
  roll.pair("Vencimento", slip.due_date, Font::bold);
  roll.pair("Valor do documento", "R$ " + slip.amount, Font::bold);
  roll.pair("Desconto", slip.discount);
  roll.pair("Outras deduções", slip.other_deductions);
  roll.pair("Mora / Multa", slip.fine_interest);
  roll.pair("Outros acréscimos", slip.other_additions);
  roll.pair("Valor cobrado", slip.charged_amount, Font::bold);
  roll.pair("Nosso número", slip.our_number);
  roll.pair("Nº do documento", slip.document_number);
  roll.pair("Parcela", slip.instalment);
  roll.pair("Agência / Código", slip.agency_account);
  roll.pair("Carteira", slip.portfolio);
  roll.pair("Espécie", slip.kind);
  roll.pair("Aceite", slip.acceptance);
  roll.pair("Data do documento", slip.issue_date);
  roll.pair("Processamento", slip.processing_date);
  roll.text(Font::regular, 8, slip.payment_place);
  roll.rule();
  draw_party(roll, "Pagador", slip.payer);
  if (!slip.guarantor.empty()) roll.text(Font::regular, 8, "Sacador / Avalista: " + slip.guarantor);
  if (!slip.description.empty() || !slip.instructions.empty()) roll.rule();
  roll.text(Font::regular, 8, slip.description);
  for (const auto& line : slip.instructions) roll.text(Font::regular, 8, line);
  for (const auto& charge : slip.charges) roll.pair(charge.label, charge.amount);
  if (!slip.charges.empty()) roll.pair("Total a pagar", slip.charges_total, Font::bold);
  if (!slip.charges_valid_until.empty()) {
    roll.text(Font::regular, 8, "Valor válido até " + slip.charges_valid_until + ".");
  }
  if (!slip.pix_code.empty()) {
    roll.rule();
    roll.text(Font::bold, 11, "Pague com Pix", Align::centre);
    roll.gap(4);
    draw_qr(canvas, (paper_width - qr_side) / 2, roll.y(), qr_side, slip.pix_code);
    roll.gap(qr_side + 4);
  }
  roll.rule();
  roll.gap(3);
  draw_upright_barcode(roll, slip.barcode);
  return roll.y() + 8;
}

}  // namespace

Page thermal_page(const Slip& slip) {
  require_barcode(slip);
  // Drawn once to learn how long the paper must be.
  Canvas measure;
  Canvas canvas(draw(measure, slip));
  draw(canvas, slip);
  return make_page(std::move(canvas), paper_width);
}

}  // namespace quita::pdf
