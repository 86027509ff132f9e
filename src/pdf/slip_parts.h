// What the layouts of a slip share.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/slip.h"
#include "pdf/slip_grid.h"

namespace quita::pdf::parts {

inline constexpr double padding = 1.2;
inline constexpr double thin = 0.4, thick = 1.1;

// The sizes of a layout's fields.
struct Scale {
  double label = 5.5, label_height = 2.7, value_min = 6;
};
inline constexpr Scale page_scale{};
inline constexpr Scale booklet_scale{4.6, 2.3, 5};

struct Look {
  Font font = Font::regular;
  double size = 8.5;
  Align align = Align::left;
};
inline constexpr Look plain{};
inline constexpr Look centred{Font::regular, 8.5, Align::centre};
inline constexpr Look figure{Font::regular, 9, Align::right};
inline constexpr Look strong{Font::bold, 10, Align::right};

// The label, the line below, and one to the left unless the field stands at `left_edge`.
void draw_field(Canvas&, const grid::Field&, double left_edge, const Scale& = page_scale);
// What stands in a field, at its foot, as large as fits below the label.
void draw_value(Canvas&, const grid::Field&, const Look&, std::span<const std::string> lines,
                const Scale& = page_scale);
void draw_value(Canvas&, const grid::Field&, const Look&, const std::string&,
                const Scale& = page_scale);
void draw_text(Canvas&, const Box&, Font, double size_max, double size_min, const std::string&,
               Align = Align::left, Stack = Stack::down_from_top);
// The height in mm of a text at one size, wrapped.
double text_height(Font, double size, double width_mm, const std::string&);

std::string joined(std::string_view, std::string_view separator, std::string_view);
// "CNPJ: 12.ABC.345/01DE-35": a CPF is the one with eleven characters.
std::string labelled_document(const SlipParty&);
// "Name - CNPJ: …"
std::string name_and_document(const SlipParty&);

// Where bank, code and line stand above a slip.
struct Header {
  double left, code_left, code_right, right, top, bottom;
  double name_size = 13, code_size = 15, line_size = 12;
};
inline Header page_header(double top, double bottom) {
  return {grid::left, 58, 78, grid::right, top, bottom};
}
// The two upright bars beside the bank's code, and the line below.
void draw_header_lines(Canvas&, const Header&);
void draw_header(Canvas&, const Slip&, const Header&);

// The bank's slip at the foot of an A4 page: "Ficha de Compensação".
void draw_compensation_slip(Canvas&, const Slip&);

// The BR Code as text in a box, so that what a reader of the PDF copies is the code again once the
// line ends are taken out.
void draw_br_code(Canvas&, const Box&, double size, const std::string& code);

// Throws std::invalid_argument.
void require_barcode(const Slip&);

}  // namespace quita::pdf::parts
