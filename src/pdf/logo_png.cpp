// A PNG (ISO/IEC 15948) is decoded, made smaller where it is larger than a slip can show, and
// written again: no byte of the stranger's file reaches the PDF.
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "pdf/logo_reader.h"
#include "pdf/writer.h"

namespace quita::pdf {

namespace {

using Bytes = std::vector<std::uint8_t>;

tl::unexpected<Error> broken(std::string message) {
  return invalid("logo.png", "O PNG do logotipo não serve: " + std::move(message), {},
                 "um PNG comum, sem entrelaçamento");
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

enum Colour : unsigned { grey = 0, rgb = 2, palette = 3, grey_alpha = 4, rgb_alpha = 6 };

struct Png {
  std::size_t width = 0, height = 0;
  unsigned depth = 0, colour = 0;
  std::string palette, transparency, data;

  std::size_t channels() const {
    return colour == rgb ? 3 : colour == grey_alpha ? 2 : colour == rgb_alpha ? 4 : 1;
  }
  std::size_t row_bytes() const { return (width * channels() * depth + 7) / 8; }
};

Status read_header(std::string_view data, Png& png) {
  if (data.size() != 13) return broken("o cabeçalho não tem 13 bytes");
  png.width = number_at(data, 0);
  png.height = number_at(data, 4);
  png.depth = static_cast<unsigned char>(data[8]);
  png.colour = static_cast<unsigned char>(data[9]);
  if (png.width == 0 || png.height == 0) return broken("não tem tamanho");
  if (png.width > logo_pixels_max || png.height > logo_pixels_max / png.width) {
    return invalid("logo.pixels", "O logotipo tem pixels demais", {}, "até 2 milhões de pixels");
  }
  const unsigned d = png.depth;
  const bool small = d == 1 || d == 2 || d == 4;
  const bool known = (png.colour == grey && (small || d == 8 || d == 16)) ||
                     (png.colour == palette && (small || d == 8)) ||
                     ((png.colour == rgb || png.colour == grey_alpha || png.colour == rgb_alpha) &&
                      (d == 8 || d == 16));
  if (!known) return broken("o tipo de cor não existe");
  if (data[10] != 0 || data[11] != 0) return broken("a compressão não existe");
  if (data[12] != 0) return broken("é entrelaçado");
  return {};
}

Result<Png> read_chunks(std::string_view bytes) {
  Png png;
  bool header = false;
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = number_at(bytes, at);
    if (length > bytes.size() - at - 12) return broken("um bloco passa do fim");
    const auto type = bytes.substr(at + 4, 4);
    const auto data = bytes.substr(at + 8, length);
    const auto checked = bytes.substr(at + 4, length + 4);
    if (crc32(0, reinterpret_cast<const Bytef*>(checked.data()),
              static_cast<uInt>(checked.size())) != number_at(bytes, at + 8 + length)) {
      return broken("a soma de verificação de um bloco não confere");
    }
    at += length + 12;
    if (!header) {
      if (type != "IHDR") return broken("não começa pelo cabeçalho");
      TRY_STATUS(read_header(data, png));
      header = true;
    } else if (type == "PLTE") {
      png.palette = data;
    } else if (type == "tRNS") {
      png.transparency = data;
    } else if (type == "IDAT") {
      png.data += data;
    } else if (type == "IEND") {
      if (png.colour == palette && (png.palette.empty() || png.palette.size() % 3 != 0)) {
        return broken("falta a paleta");
      }
      return png;
    } else if (type[0] >= 'A' && type[0] <= 'Z') {
      return broken("tem um bloco desconhecido");
    }
  }
  return broken("termina antes do fim");
}

// Exactly as many bytes as the picture has.
Result<Bytes> inflate_rows(const Png& png) {
  Bytes rows((png.row_bytes() + 1) * png.height);
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(png.data.data()));
  stream.avail_in = static_cast<uInt>(png.data.size());
  stream.next_out = rows.data();
  stream.avail_out = static_cast<uInt>(rows.size());
  const int status = inflate(&stream, Z_FINISH);
  const bool whole = status == Z_STREAM_END && stream.total_out == rows.size();
  inflateEnd(&stream);
  if (!whole) return broken("os pontos não se deixam ler");
  return rows;
}

int paeth(int a, int b, int c) {
  const int p = a + b - c;
  const int to_a = std::abs(p - a), to_b = std::abs(p - b), to_c = std::abs(p - c);
  return to_a <= to_b && to_a <= to_c ? a : to_b <= to_c ? b : c;
}

// Takes the filters of each row back, in place (clause 9).
Status unfilter(const Png& png, Bytes& rows) {
  const std::size_t size = png.row_bytes();
  const std::size_t step = std::max<std::size_t>(1, png.channels() * png.depth / 8);
  const Bytes nothing(size, 0);
  const std::uint8_t* above = nothing.data();
  for (std::size_t y = 0; y < png.height; ++y) {
    std::uint8_t* row = rows.data() + y * (size + 1);
    const unsigned filter = *row++;
    if (filter > 4) return broken("um filtro não existe");
    for (std::size_t i = 0; i < size; ++i) {
      const int left = i >= step ? row[i - step] : 0;
      const int up = above[i];
      const int corner = i >= step ? above[i - step] : 0;
      const int guess = filter == 0   ? 0
                        : filter == 1 ? left
                        : filter == 2 ? up
                        : filter == 3 ? (left + up) / 2
                                      : paeth(left, up, corner);
      row[i] = static_cast<std::uint8_t>(row[i] + guess);
    }
    above = row;
  }
  return {};
}

struct Pixel {
  unsigned red = 0, green = 0, blue = 0, alpha = 255;
};

class Pixels {
 public:
  Pixels(const Png& png, const Bytes& rows) : png_(png), rows_(rows) {}

  Pixel at(std::size_t x, std::size_t y) const {
    const auto sample = [&](std::size_t channel) { return raw(y, x * png_.channels() + channel); };
    switch (png_.colour) {
      case palette:
        return of_palette(sample(0));
      case grey:
      case grey_alpha: {
        const unsigned level = scaled(sample(0));
        const unsigned alpha = png_.colour == grey_alpha ? scaled(sample(1))
                               : is_key(sample(0), 0)    ? 0u
                                                         : 255u;
        return {level, level, level, alpha};
      }
      default: {
        const bool key = png_.colour == rgb && is_key(sample(0), 0) && is_key(sample(1), 2) &&
                         is_key(sample(2), 4);
        const unsigned alpha = png_.colour == rgb_alpha ? scaled(sample(3)) : key ? 0u : 255u;
        return {scaled(sample(0)), scaled(sample(1)), scaled(sample(2)), alpha};
      }
    }
  }

 private:
  // Sample `i` of a row, of 1 to 16 bits.
  unsigned raw(std::size_t y, std::size_t i) const {
    const std::uint8_t* row = rows_.data() + y * (png_.row_bytes() + 1) + 1;
    if (png_.depth == 16) return row[2 * i] * 256u + row[2 * i + 1];
    if (png_.depth == 8) return row[i];
    const std::size_t bit = i * png_.depth;
    return row[bit / 8] >> (8 - png_.depth - bit % 8) & ((1u << png_.depth) - 1);
  }
  unsigned scaled(unsigned sample) const {
    return png_.depth == 16 ? sample >> 8 : sample * 255 / ((1u << png_.depth) - 1);
  }
  // The one colour that is transparent, of pictures without alpha (11.3.2.1).
  bool is_key(unsigned sample, std::size_t at) const {
    if (png_.transparency.size() < at + 2) return false;
    return sample == static_cast<unsigned char>(png_.transparency[at]) * 256u +
                         static_cast<unsigned char>(png_.transparency[at + 1]);
  }
  Pixel of_palette(unsigned index) const {
    const auto part = [&](std::size_t i) {
      return i < png_.palette.size() ? static_cast<unsigned char>(png_.palette[i]) : 0u;
    };
    const unsigned alpha = index < png_.transparency.size()
                               ? static_cast<unsigned char>(png_.transparency[index])
                               : 255u;
    return {part(3 * index), part(3 * index + 1), part(3 * index + 2), alpha};
  }

  const Png& png_;
  const Bytes& rows_;
};

// Each pixel of the smaller picture is the mean of those that it covers, weighted by their alpha.
Pixel mean(const Pixels& pixels, std::size_t x0, std::size_t x1, std::size_t y0, std::size_t y1) {
  std::uint64_t red = 0, green = 0, blue = 0, alpha = 0;
  for (std::size_t y = y0; y < y1; ++y) {
    for (std::size_t x = x0; x < x1; ++x) {
      const auto p = pixels.at(x, y);
      red += p.red * p.alpha;
      green += p.green * p.alpha;
      blue += p.blue * p.alpha;
      alpha += p.alpha;
    }
  }
  if (alpha == 0) return {255, 255, 255, 0};
  const auto rounded = [](std::uint64_t sum, std::uint64_t by) {
    return static_cast<unsigned>((sum + by / 2) / by);
  };
  return {rounded(red, alpha), rounded(green, alpha), rounded(blue, alpha),
          rounded(alpha, (x1 - x0) * (y1 - y0))};
}

ExternalRef picture_of(std::size_t width, std::size_t height, const char* colours,
                       const std::string& samples, ExternalRef mask) {
  auto picture = std::make_shared<External>();
  picture->dictionary =
      fmt::format("/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace{}/BitsPerComponent 8",
                  width, height, colours);
  picture->data = deflate_bytes(samples, deflate_best);
  picture->name = external_name(picture->dictionary + (mask ? mask->name : "") + picture->data);
  picture->filter = "/FlateDecode";
  picture->mask = std::move(mask);
  return picture;
}

}  // namespace

Result<Logo> read_png_logo(std::string_view bytes) {
  if (!bytes.starts_with("\x89PNG\r\n\x1A\n")) return broken("não começa como um PNG");
  const auto png = TRY(read_chunks(bytes));
  auto rows = TRY(inflate_rows(png));
  TRY_STATUS(unfilter(png, rows));

  const double shrink = std::min({1.0, logo_width_max / static_cast<double>(png.width),
                                  logo_height_max / static_cast<double>(png.height)});
  const auto sized = [&](std::size_t length) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(length) * shrink));
  };
  const std::size_t width = sized(png.width), height = sized(png.height);
  const Pixels pixels(png, rows);
  std::string colours, alphas;
  bool transparent = false;
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const auto p = mean(pixels, x * png.width / width, (x + 1) * png.width / width,
                          y * png.height / height, (y + 1) * png.height / height);
      for (const unsigned part : {p.red, p.green, p.blue}) colours += static_cast<char>(part);
      alphas += static_cast<char>(p.alpha);
      transparent = transparent || p.alpha < 255;
    }
  }
  auto mask = transparent ? picture_of(width, height, "/DeviceGray", alphas, nullptr) : nullptr;
  return Logo{picture_of(width, height, "/DeviceRGB", colours, std::move(mask)),
              static_cast<double>(png.width) / static_cast<double>(png.height)};
}

}  // namespace quita::pdf
