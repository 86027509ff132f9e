// The two codes of a slip: Interleaved 2 of 5 (FEBRABAN, "Layout padrão do código de barras": 103
// mm by 13 mm for 44 digits) and QR (ISO/IEC 18004, qr_encoder.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pdf/writer.h"

namespace quita::pdf {

// Bars of an even number of digits in units of the narrow element: wide is 3, so that 44 digits
// are 405 units. Throws std::invalid_argument for an odd number or a character that is no digit.
struct Bars {
  int units = 0;
  std::vector<Canvas::Cell> bars;
};
Bars interleaved_2_of_5(std::string_view digits);

inline constexpr double barcode_width_mm = 103;
inline constexpr double barcode_height_mm = 13;
void draw_barcode(Canvas&, double x, double y, std::string_view digits);

// The dark modules of a QR code (error correction M), runs merged. Throws std::invalid_argument for
// an empty text or one longer than a code holds (2,331 bytes).
struct Qr {
  int side = 0;  // modules, without the quiet zone of 4 that must stay white around it
  std::vector<Canvas::Cell> dark;
};
Qr make_qr(std::string_view text);
void draw_qr(Canvas&, double x, double y, double side_mm, std::string_view text);

// Pictures of the codes, each with its quiet zone. An SVG is sized by its container, for the portal
// and mail; in a PNG (one bit a pixel) a module, or the narrow bar, is `pixels` wide. What the
// codes themselves refuse throws as above.
std::string qr_svg(std::string_view text);
std::string qr_png(std::string_view text, int pixels);
std::string barcode_svg(std::string_view digits);
std::string barcode_png(std::string_view digits, int pixels);

}  // namespace quita::pdf
