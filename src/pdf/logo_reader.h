// A logo's file as something that a PDF shows: PNG and JPEG as pictures, SVG as a drawing. The
// bytes are a stranger's: everything is checked, and refused in words rather than guessed.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/error.h"
#include "pdf/logo.h"

namespace quita::pdf {

inline constexpr std::size_t logo_bytes_max = 256 * 1024;
inline constexpr std::size_t logo_pixels_max = 2'000'000;
// A PNG is made smaller to this, which at the size of a slip is finer than a printer's dots.
inline constexpr int logo_width_max = 600, logo_height_max = 300;

// "image/png", "image/jpeg", "image/svg+xml", by the first bytes; empty for anything else.
std::string_view logo_type(std::string_view bytes);

// Errors: logo.size (more bytes than logo_bytes_max), logo.format (none of the three),
// logo.pixels, logo.png, logo.jpeg, logo.svg (broken, or of a kind that is not drawn, which the
// message names). Keeps the last few logos, so that a slip need not read its company's again.
Result<Logo> read_logo(std::string_view bytes);

// The three readers, for read_logo and for the fuzzers.
Result<Logo> read_png_logo(std::string_view bytes);
Result<Logo> read_jpeg_logo(std::string_view bytes);
Result<Logo> read_svg_logo(std::string_view bytes);

}  // namespace quita::pdf
