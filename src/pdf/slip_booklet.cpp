// The booklet ("carnê"): three panels a page, each with a stub to keep and a slip to pay.
#include <algorithm>
#include <array>

#include "pdf/codes.h"
#include "pdf/slip.h"
#include "pdf/slip_parts.h"

namespace quita::pdf {

namespace {

using namespace parts;
using grid::Field;

constexpr std::size_t panels_a_page = 3;
constexpr double panel_height = a4_height_mm / panels_a_page;

// In mm from the panel's top left corner.
constexpr double stub_left = 6, stub_right = 46, fold = 49, left = 52, right = 204, column = 164;
constexpr double stub_width = stub_right - stub_left, column_width = right - column;
constexpr double header_top = 3, header_bottom = 11, bottom = 81;
constexpr double qr_side = 25, barcode_left = 55, barcode_top = 83;

constexpr Field stub_instalment{{stub_left, 11, 16, 8}, "Parcela"};
constexpr Field stub_due{{stub_left + 16, 11, stub_width - 16, 8}, "Vencimento"};
constexpr Field stub_amount{{stub_left, 19, stub_width, 8}, "(=) Valor do documento"};
constexpr Field stub_discount{{stub_left, 27, stub_width, 7}, "(-) Desconto / Abatimento"};
constexpr Field stub_fine{{stub_left, 34, stub_width, 7}, "(+) Mora / Multa"};
constexpr Field stub_charged{{stub_left, 41, stub_width, 7}, "(=) Valor cobrado"};
constexpr Field stub_our_number{{stub_left, 48, stub_width, 7}, "Nosso número"};
constexpr Field stub_document{{stub_left, 55, stub_width, 7}, "Nº do documento"};
constexpr Field stub_beneficiary{{stub_left, 62, stub_width, 9.5}, "Beneficiário"};
constexpr Field stub_payer{{stub_left, 71.5, stub_width, 9.5}, "Pagador"};

constexpr Field place{{left, 11, 112, 7}, "Local de pagamento"};
constexpr Field due{{column, 11, column_width, 7}, "Vencimento"};
constexpr Field beneficiary{{left, 18, 112, 9}, "Beneficiário"};
constexpr Field agency{{column, 18, column_width, 9}, "Agência / Código do beneficiário"};
constexpr Field issue_date{{left, 27, 22, 7}, "Data do documento"};
constexpr Field document{{74, 27, 34, 7}, "Nº do documento"};
constexpr Field kind{{108, 27, 14, 7}, "Espécie doc."};
constexpr Field acceptance{{122, 27, 11, 7}, "Aceite"};
constexpr Field processing{{133, 27, 31, 7}, "Data do processamento"};
constexpr Field our_number{{column, 27, column_width, 7}, "Nosso número"};
constexpr Field bank_use{{left, 34, 22, 7}, "Uso do banco"};
constexpr Field portfolio{{74, 34, 19, 7}, "Carteira"};
constexpr Field currency{{93, 34, 15, 7}, "Espécie moeda"};
constexpr Field quantity{{108, 34, 25, 7}, "Quantidade"};
constexpr Field unit_value{{133, 34, 31, 7}, "(x) Valor"};
constexpr Field amount{{column, 34, column_width, 7}, "(=) Valor do documento"};
constexpr Field instructions{{left, 41, 112, 30},
                             "Instruções (texto de responsabilidade do beneficiário)"};
constexpr Field discount{{column, 41, column_width, 6}, "(-) Desconto / Abatimento"};
constexpr Field deductions{{column, 47, column_width, 6}, "(-) Outras deduções"};
constexpr Field fine{{column, 53, column_width, 6}, "(+) Mora / Multa"};
constexpr Field additions{{column, 59, column_width, 6}, "(+) Outros acréscimos"};
constexpr Field charged{{column, 65, column_width, 6}, "(=) Valor cobrado"};
constexpr Field payer{{left, 71, 152, 10}, "Pagador"};

constexpr std::array stub_fields = {stub_instalment,  stub_due,     stub_amount,     stub_discount,
                                    stub_fine,        stub_charged, stub_our_number, stub_document,
                                    stub_beneficiary, stub_payer};
constexpr std::array slip_fields = {
    place,        due,        beneficiary, agency,    issue_date, document, kind,       acceptance,
    processing,   our_number, bank_use,    portfolio, currency,   quantity, unit_value, amount,
    instructions, discount,   deductions,  fine,      additions,  charged,  payer};

constexpr Look small{Font::regular, 7.5};
constexpr Look small_centred{Font::regular, 7.5, Align::centre};
constexpr Look small_figure{Font::regular, 8, Align::right};
constexpr Look small_strong{Font::bold, 9, Align::right};

Header panel_header(double top) {
  return {left, 88, 105, right, top + header_top, top + header_bottom, 11, 13, 10.5};
}

// The same field on a panel further down.
Field at(const Field& field, double top) {
  return {{field.box.x, field.box.y + top, field.box.width, field.box.height}, field.label};
}

ExternalRef make_panel_form() {
  Canvas canvas(panel_height);
  canvas.grey(0.92);
  for (const auto& field : {stub_due, stub_amount, due, amount}) canvas.fill(field.box);
  canvas.grey(0);
  for (const auto& field : stub_fields) draw_field(canvas, field, stub_left, booklet_scale);
  canvas.line(stub_left, header_bottom, stub_right, header_bottom, thick);
  canvas.text(stub_left + padding, bottom + 3, Font::bold, 6, "Recibo do Pagador");
  canvas.text(stub_left + padding, bottom + 6, Font::regular, booklet_scale.label,
              "Autenticação mecânica no verso");
  draw_header_lines(canvas, panel_header(0));
  for (const auto& field : slip_fields) draw_field(canvas, field, left, booklet_scale);
  canvas.line(left, bottom, right, bottom, thick);
  canvas.text(left + padding, bottom - 0.8, Font::regular, booklet_scale.label,
              "Sacador / Avalista");
  canvas.text(right, bottom + 2.6, Font::regular, booklet_scale.label, "Autenticação mecânica",
              Align::right);
  canvas.text(right, bottom + 5.6, Font::bold, 6.5, "Ficha de Compensação", Align::right);
  canvas.dashed(fold, 2, fold, panel_height - 2, thin);
  canvas.dashed(3, panel_height - 0.2, a4_width_mm - 3, panel_height - 0.2, thin);
  return make_drawing(a4_width_mm, panel_height, canvas);
}

void draw_stub(Canvas& canvas, const Slip& slip, double top) {
  const auto value = [&](const Field& field, const Look& look, const std::string& text) {
    draw_value(canvas, at(field, top), look, text, booklet_scale);
  };
  const Box name{stub_left, top + header_top + 1, stub_width, header_bottom - header_top - 1.8};
  if (slip.bank_logo) {
    slip.bank_logo.draw(canvas, name);
  } else {
    draw_text(canvas, name, Font::bold, 11, 6, slip.bank_name, Align::left, Stack::up_from_bottom);
  }
  value(stub_instalment, small, slip.instalment);
  value(stub_due, small_strong, slip.due_date);
  value(stub_amount, small_strong, slip.amount);
  value(stub_discount, small_figure, slip.discount);
  value(stub_fine, small_figure, slip.fine_interest);
  value(stub_charged, small_figure, slip.charged_amount);
  value(stub_our_number, small_figure, slip.our_number);
  value(stub_document, small_figure, slip.document_number);
  value(stub_beneficiary, {Font::regular, 7}, slip.beneficiary.name);
  value(stub_payer, {Font::regular, 7}, slip.payer.name);
}

void draw_instructions(Canvas& canvas, const Slip& slip, double top) {
  const Box& box = instructions.box;
  double width = box.width - 2 * padding;
  if (!slip.pix_code.empty()) {
    const double x = box.x + box.width - qr_side - 3;
    draw_qr(canvas, x, top + box.y + 3.5, qr_side, slip.pix_code);
    canvas.text(x + qr_side / 2, top + box.y + 2.4, Font::bold, 6, "Pague com Pix", Align::centre);
    width -= qr_side + 6;
  }
  std::vector<std::string> lines = slip.instructions;
  if (!slip.description.empty()) lines.push_back(slip.description);
  if (lines.empty()) return;
  canvas.text_box({box.x + padding, top + box.y + 3.2, width, box.height - 4}, Font::regular, 7.5,
                  7.5, lines);
}

void draw_panel(Canvas& canvas, const Slip& slip, double top) {
  const auto value = [&](const Field& field, const Look& look, const std::string& text) {
    draw_value(canvas, at(field, top), look, text, booklet_scale);
  };
  draw_stub(canvas, slip, top);
  draw_header(canvas, slip, panel_header(top));
  value(place, small, slip.payment_place);
  value(due, small_strong, slip.due_date);
  const std::array<std::string, 2> creditor = {
      name_and_document(slip.beneficiary),
      joined(slip.beneficiary.street, " - ", slip.beneficiary.city)};
  draw_value(canvas, at(beneficiary, top), {Font::regular, 7}, creditor, booklet_scale);
  value(agency, small_figure, slip.agency_account);
  value(issue_date, small_centred, slip.issue_date);
  value(document, small_centred, slip.document_number);
  value(kind, small_centred, slip.kind);
  value(acceptance, small_centred, slip.acceptance);
  value(processing, small_centred, slip.processing_date);
  value(our_number, small_figure, slip.our_number);
  value(bank_use, small_centred, slip.bank_use);
  value(portfolio, small_centred, slip.portfolio);
  value(currency, small_centred, slip.currency);
  value(quantity, small_centred, slip.quantity);
  value(unit_value, small_centred, slip.unit_value);
  value(amount, small_strong, slip.amount);
  value(discount, small_figure, slip.discount);
  value(deductions, small_figure, slip.other_deductions);
  value(fine, small_figure, slip.fine_interest);
  value(additions, small_figure, slip.other_additions);
  value(charged, small_figure, slip.charged_amount);
  draw_instructions(canvas, slip, top);

  const std::array<std::string, 2> person = {name_and_document(slip.payer),
                                             joined(slip.payer.street, " - ", slip.payer.city)};
  canvas.text_box({left + 13, top + payer.box.y + 0.6, payer.box.width - 14, 6.6}, Font::regular,
                  7.5, 5.5, person);
  draw_text(canvas, {left + 18, top + bottom - 3.2, 100, 3}, Font::regular, 6.5, 5, slip.guarantor,
            Align::left, Stack::up_from_bottom);
  draw_barcode(canvas, barcode_left, top + barcode_top, slip.barcode);
}

void draw_cover(Canvas& canvas, std::span<const Slip> slips, const std::string& total) {
  const Slip& first = slips.front();
  constexpr double middle = 100;
  canvas.dashed(3, panel_height - 0.2, a4_width_mm - 3, panel_height - 0.2, thin);
  double y = 10;
  if (first.beneficiary_logo) {
    first.beneficiary_logo.draw(canvas, {left - 40, y, 70, 18});
    y += 22;
  }
  const double x = left - 40, width = middle - x - 6;
  draw_text(canvas, {x, y, width, 8}, Font::bold, 14, 8, first.beneficiary.name);
  const std::array<std::string, 3> creditor = {labelled_document(first.beneficiary),
                                               first.beneficiary.street, first.beneficiary.city};
  canvas.text_box({x, y + 9, width, 13}, Font::regular, 8.5, 6, creditor);
  canvas.text(x, y + 29, Font::regular, 6.5, "Carnê de pagamento de");
  const std::array<std::string, 4> payer_lines = {first.payer.name, labelled_document(first.payer),
                                                  first.payer.street, first.payer.city};
  canvas.text_box({x, y + 30, width, 18}, Font::regular, 9, 6, payer_lines);
  const double foot = panel_height - 17;
  canvas.text(x, foot, Font::bold, 10,
              std::to_string(slips.size()) + (slips.size() == 1 ? " parcela" : " parcelas"));
  if (!total.empty())
    draw_text(canvas, {x, foot + 1, width, 7}, Font::bold, 12, 8, "Total: " + total);

  // All instalments, in as many columns as keep them readable.
  constexpr double table_top = 14, table_height = 80, row_height_max = 4.4;
  constexpr std::size_t columns_max = 4;
  const std::size_t columns = std::min(columns_max, (slips.size() + 17) / 18);
  const std::size_t rows = (slips.size() + columns - 1) / columns;
  const double row_height = std::min(row_height_max, table_height / static_cast<double>(rows));
  const double column_room = (right - middle) / static_cast<double>(columns);
  const auto row = [&](std::size_t at, double y, Font font, const std::string& name,
                       const std::string& due_on, const std::string& of) {
    const double row_x = middle + static_cast<double>(at) * column_room;
    const auto cell = [&](double from, double to, const std::string& text, Align align) {
      draw_text(canvas, {row_x + from * column_room, y, (to - from) * column_room, row_height},
                font, 8.5, 3, text, align);
    };
    cell(0, 0.2, name, Align::left);
    cell(0.22, 0.56, due_on, Align::left);
    cell(0.58, 0.9, of, Align::right);
  };
  for (std::size_t i = 0; i < columns; ++i) {
    row(i, table_top - row_height_max - 1, Font::bold, "Nº", "Vencimento", "Valor (R$)");
  }
  canvas.line(middle, table_top - 1, right, table_top - 1, thin);
  for (std::size_t i = 0; i < slips.size(); ++i) {
    const std::string& name = slips[i].instalment;
    row(i / rows, table_top + static_cast<double>(i % rows) * row_height, Font::regular,
        name.empty() ? std::to_string(i + 1) : name, slips[i].due_date, slips[i].amount);
  }
}

}  // namespace

std::vector<Page> booklet_pages(std::span<const Slip> slips, const std::string& total) {
  static const ExternalRef panel_form = make_panel_form();
  std::vector<Page> pages;
  if (slips.empty()) return pages;
  for (std::size_t panel = 0; panel < slips.size() + 1; panel += panels_a_page) {
    Canvas canvas;
    for (std::size_t i = panel; i < std::min(panel + panels_a_page, slips.size() + 1); ++i) {
      const double top = static_cast<double>(i - panel) * panel_height;
      if (i == 0) {
        draw_cover(canvas, slips, total);
        continue;
      }
      const Slip& slip = slips[i - 1];
      require_barcode(slip);
      canvas.drawing(panel_form, 0, top);
      draw_panel(canvas, slip, top);
    }
    pages.push_back(make_page(std::move(canvas)));
  }
  return pages;
}

}  // namespace quita::pdf
