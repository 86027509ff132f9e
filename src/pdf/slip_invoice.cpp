// Invoice and slip: what is charged for above, the bank's slip below.
#include <algorithm>
#include <array>

#include "pdf/codes.h"
#include "pdf/slip.h"
#include "pdf/slip_parts.h"

namespace quita::pdf {

namespace {

using namespace parts;
using grid::left, grid::right;

constexpr double head_top = 10, head_height = 20;
constexpr double parties_top = 33, parties_height = 17;
constexpr double table_top = 54;
constexpr double table_bottom_with_slip = 152, table_bottom_alone = 285;
constexpr double pix_height = 42, pix_side = 34;
constexpr double item_size = 8, item_gap = 1.2;

struct Column {
  const char* title;
  double left, right;
  Align align;
  std::string SlipItem::*member;
};
constexpr Column columns[] = {
    {"Descrição", left, 118, Align::left, &SlipItem::description},
    {"Quantidade", 120, 142, Align::right, &SlipItem::quantity},
    {"Valor unitário", 144, 170, Align::right, &SlipItem::unit_price},
    {"Valor", 172, right, Align::right, &SlipItem::amount},
};

double row_height(const SlipItem& item) {
  double height = 0;
  for (const auto& column : columns) {
    height = std::max(height, text_height(Font::regular, item_size, column.right - column.left,
                                          item.*column.member));
  }
  return height + item_gap;
}

void draw_head(Canvas& canvas, const Slip& slip) {
  constexpr double logo_width = 50, title_width = 56;
  double x = left;
  if (slip.beneficiary_logo) {
    slip.beneficiary_logo.draw(canvas, {left, head_top, logo_width, head_height - 2});
    x += logo_width + 4;
  }
  const auto& creditor = slip.beneficiary;
  const double width = right - title_width - x - 2;
  draw_text(canvas, {x, head_top, width, 7}, Font::bold, 12, 8, creditor.name);
  const std::array<std::string, 3> lines = {labelled_document(creditor), creditor.street,
                                            creditor.city};
  canvas.text_box({x, head_top + 7, width, head_height - 8}, Font::regular, 8.5, 6, lines);
  draw_text(canvas, {right - title_width, head_top, title_width, 8}, Font::bold, 15, 8,
            slip.invoice_title, Align::right);
  std::vector<std::string> facts = {"Vencimento: " + slip.due_date};
  if (!slip.issue_date.empty()) facts.insert(facts.begin(), "Emissão: " + slip.issue_date);
  canvas.text_box({right - title_width, head_top + 8, title_width, 10}, Font::regular, 9, 6, facts,
                  Align::right);
  canvas.line(left, head_top + head_height, right, head_top + head_height, thick);

  canvas.text(left, parties_top + 2, Font::regular, 6.5, "Cliente");
  const std::array<std::string, 3> payer = {name_and_document(slip.payer), slip.payer.street,
                                            slip.payer.city};
  canvas.text_box({left, parties_top + 3, 118, parties_height - 4}, Font::regular, 9, 6, payer);
  canvas.text(right, parties_top + 2, Font::regular, 6.5, "Total a pagar", Align::right);
  draw_text(canvas, {134, parties_top + 3, right - 134, 9}, Font::bold, 18, 8,
            slip.charges_total.empty() ? "R$ " + slip.amount : slip.charges_total, Align::right);
}

double draw_table_head(Canvas& canvas) {
  canvas.grey(0.92);
  canvas.fill({left, table_top - 4, right - left, 5.5});
  canvas.grey(0);
  for (const auto& column : columns) {
    canvas.text(column.align == Align::left ? column.left + padding : column.right - padding,
                table_top, Font::bold, 7.5, column.title, column.align);
  }
  return table_top + 2.5;
}

void draw_item(Canvas& canvas, const SlipItem& item, double y, double height) {
  for (const auto& column : columns) {
    const double inset = column.align == Align::left ? padding : 0;
    draw_text(canvas, {column.left + inset, y, column.right - column.left - padding, height},
              Font::regular, item_size, item_size, item.*column.member, column.align);
  }
  canvas.grey(0.75);
  canvas.fill({left, y + height - item_gap + 0.5, right - left, 0.1});
  canvas.grey(0);
}

// The items' total, then, for an overdue title, how today's value came about.
std::vector<SlipCharge> totals_of(const Slip& slip) {
  std::vector<SlipCharge> rows;
  if (!slip.items_total.empty()) rows.push_back({"Total", slip.items_total});
  rows.insert(rows.end(), slip.charges.begin(), slip.charges.end());
  if (!slip.charges.empty()) rows.push_back({"Total a pagar", slip.charges_total});
  return rows;
}
constexpr double total_height = 4.6;

void draw_totals(Canvas& canvas, const std::vector<SlipCharge>& totals, double y) {
  for (const auto& row : totals) {
    draw_text(canvas, {left + padding, y, 140, total_height}, Font::bold, 8.5, 6, row.label,
              Align::left);
    draw_text(canvas, {156, y, right - padding - 156, total_height}, Font::bold, 8.5, 6, row.amount,
              Align::right);
    y += total_height;
  }
}

void draw_pix(Canvas& canvas, const std::string& code) {
  const double top = table_bottom_with_slip - pix_height + 3;
  canvas.line(left, top - 2, right, top - 2, thin);
  draw_qr(canvas, left + 3, top + 3, pix_side, code);
  const double x = left + pix_side + 12;
  canvas.rgb(0, 0.45, 0.41);
  canvas.text(x, top + 6, Font::bold, 12, "Pague com Pix");
  canvas.grey(0);
  canvas.text(x, top + 11.5, Font::regular, 8,
              "Leia o código com o aplicativo do seu banco, ou use o Pix Copia e Cola:");
  draw_br_code(canvas, {x, top + 13, right - x, pix_height - 18}, 7, code);
}

}  // namespace

std::vector<Page> invoice_pages(const Slip& slip) {
  require_barcode(slip);
  const auto totals = totals_of(slip);
  const double with_slip = table_bottom_with_slip - (slip.pix_code.empty() ? 0 : pix_height) -
                           static_cast<double>(totals.size()) * total_height;
  std::vector<double> heights;
  double rest = 0;  // of the items not yet drawn
  for (const auto& item : slip.items) {
    heights.push_back(row_height(item));
    rest += heights.back();
  }
  std::vector<Page> pages;
  for (std::size_t i = 0;;) {
    Canvas canvas;
    draw_head(canvas, slip);
    double y = draw_table_head(canvas);
    const bool last = y + rest <= with_slip;
    const double bottom = last ? with_slip : table_bottom_alone;
    // An item taller than a page stands on one of its own, running over its end.
    for (bool first = true; i < slip.items.size() && (first || y + heights[i] <= bottom); ++i) {
      draw_item(canvas, slip.items[i], y, heights[i]);
      y += heights[i];
      rest -= heights[i];
      first = false;
    }
    if (last) {
      draw_totals(canvas, totals, y + 1);
      if (!slip.pix_code.empty()) draw_pix(canvas, slip.pix_code);
      draw_compensation_slip(canvas, slip);
    } else {
      canvas.text(right, table_bottom_alone + 4, Font::regular, 7, "Continua na próxima página",
                  Align::right);
    }
    pages.push_back(make_page(std::move(canvas)));
    if (last) return pages;
  }
}

}  // namespace quita::pdf
