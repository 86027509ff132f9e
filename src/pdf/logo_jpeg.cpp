// A JPEG is written into the PDF as it is (PDF 32000-1, 7.4.8); read here is what the PDF must say
// about it (ITU-T T.81, annex B).
#include <fmt/format.h>

#include "pdf/logo_reader.h"
#include "pdf/writer.h"

namespace quita::pdf {

namespace {

tl::unexpected<Error> broken(std::string message) {
  return invalid("logo.jpeg", "O JPEG do logotipo não serve: " + std::move(message), {},
                 "um JPEG comum, em cores ou em tons de cinza");
}

struct Frame {
  int width = 0, height = 0, components = 0;
  bool adobe = false;  // Adobe's programs write CMYK inverted
};

constexpr unsigned start_of_scan = 0xDA, end_of_image = 0xD9, app14 = 0xEE;

bool is_frame(unsigned marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}
bool stands_alone(unsigned marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8); }

Result<Frame> read_frame(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  Frame frame;
  for (std::size_t at = 2; at + 4 <= bytes.size();) {
    if (byte(at) != 0xFF) return broken("falta um marcador");
    const unsigned marker = byte(at + 1);
    if (marker == 0xFF) {  // fill bytes
      ++at;
      continue;
    }
    at += 2;
    if (stands_alone(marker)) continue;
    if (marker == end_of_image) break;
    const std::size_t length = byte(at) * 256u + byte(at + 1);
    if (length < 2 || at + length > bytes.size()) return broken("um segmento passa do fim");
    if (is_frame(marker)) {
      if (marker > 0xC2) return broken("é de um tipo que leitores de PDF não abrem");
      if (length < 8 || byte(at + 2) != 8) return broken("não tem oito bits por cor");
      frame.height = static_cast<int>(byte(at + 3) * 256u + byte(at + 4));
      frame.width = static_cast<int>(byte(at + 5) * 256u + byte(at + 6));
      frame.components = byte(at + 7);
    }
    if (marker == app14 && length >= 7 && bytes.substr(at + 2, 5) == "Adobe") frame.adobe = true;
    if (marker == start_of_scan) {
      if (frame.width == 0 || frame.height == 0) return broken("não diz o tamanho");
      return frame;
    }
    at += length;
  }
  return broken("não tem imagem");
}

}  // namespace

Result<Logo> read_jpeg_logo(std::string_view bytes) {
  if (!bytes.starts_with("\xFF\xD8")) return broken("não começa como um JPEG");
  const auto frame = TRY(read_frame(bytes));
  if (static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height) >
      logo_pixels_max) {
    return invalid("logo.pixels", "O logotipo tem pixels demais", {}, "até 2 milhões de pixels");
  }
  const char* colours = frame.components == 1   ? "/DeviceGray"
                        : frame.components == 3 ? "/DeviceRGB"
                        : frame.components == 4 ? "/DeviceCMYK"
                                                : nullptr;
  if (colours == nullptr) return broken("tem um número de cores desconhecido");
  auto picture = std::make_shared<External>();
  picture->name = external_name(bytes);
  picture->dictionary = fmt::format(
      "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace{}/BitsPerComponent 8{}",
      frame.width, frame.height, colours,
      frame.components == 4 && frame.adobe ? "/Decode[1 0 1 0 1 0 1 0]" : "");
  picture->filter = "/DCTDecode";
  picture->data = bytes;
  return Logo{picture, static_cast<double>(frame.width) / frame.height};
}

}  // namespace quita::pdf
