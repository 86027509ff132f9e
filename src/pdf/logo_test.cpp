#include <gtest/gtest.h>
#include <zlib.h>

#include "base/text.h"
#include "pdf/logo_reader.h"
#include "pdf/png_writer.h"
#include "pdf/svg_path.h"
#include "pdf/testing.h"

namespace quita::pdf {
namespace {

void put_32(std::string& out, std::size_t value) {
  for (int i = 3; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}
std::string chunk(const std::string& type, const std::string& data) {
  std::string out;
  put_32(out, data.size());
  const std::string checked = type + data;
  out += checked;
  put_32(out, crc32(0, reinterpret_cast<const Bytef*>(checked.data()),
                    static_cast<uInt>(checked.size())));
  return out;
}
// `rows` with the filter's byte before each.
std::string png_of(std::size_t width, std::size_t height, int depth, int colour,
                   const std::string& rows, const std::string& more = "") {
  std::string header;
  put_32(header, width);
  put_32(header, height);
  header += static_cast<char>(depth);
  header += static_cast<char>(colour);
  header += std::string(3, '\0');
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + more + chunk("IDAT", deflate_bytes(rows)) +
         chunk("IEND", "");
}

// 32 × 8, red.
std::string red_jpeg() {
  std::string bytes;
  EXPECT_TRUE(from_base64url(
      "_9j_2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0o"
      "MCUoKSj_2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo"
      "KCgoKCgoKCj_wAARCAAIACADASIAAhEBAxEB_8QAFQABAQAAAAAAAAAAAAAAAAAAAAf_xAAUEAEAAAAAAAAAAAAA"
      "AAAAAAAA_8QAFgEBAQEAAAAAAAAAAAAAAAAAAAYH_8QAFBEBAAAAAAAAAAAAAAAAAAAAAP_aAAwDAQACEQMRAD8A"
      "kACabcAA_9k",
      bytes));
  return bytes;
}

// How many of a page's dots, printed at 72 an inch, have this colour, give or take.
int dots(const std::string& pdf, int red, int green, int blue) {
  const Folder folder;
  const auto prefix = (folder.path() / "page").string();
  EXPECT_EQ(output_of("pdftoppm -r 72 -f 1 -l 1 -singlefile " + folder.write("logo.pdf", pdf) +
                      " " + prefix + " 2>&1"),
            "");
  std::ifstream file(prefix + ".ppm", std::ios::binary);
  std::string magic;
  int width = 0, height = 0, depth = 0, count = 0;
  file >> magic >> width >> height >> depth;
  file.get();
  const auto near = [](int a, int b) { return std::abs(a - b) < 12; };
  for (int i = 0; i < width * height; ++i) {
    const int r = file.get(), g = file.get(), b = file.get();
    count += near(r, red) && near(g, green) && near(b, blue) ? 1 : 0;
  }
  return count;
}

// A page with nothing but the logo, 100 by 100 points at the most.
std::string page_with(const Logo& logo) {
  Canvas canvas;
  logo.draw(canvas, {20, 20, 100 / points_per_mm, 100 / points_per_mm});
  return file_of({make_page(std::move(canvas))});
}

Logo logo_of(const std::string& bytes) {
  auto logo = read_logo(bytes);
  EXPECT_TRUE(logo) << logo.error().message;
  return logo ? *logo : Logo{};
}
std::string code_of(const std::string& bytes) {
  const auto logo = read_logo(bytes);
  return logo ? "good" : logo.error().code;
}
std::string svg(const std::string& inside, const std::string& attributes = "viewBox='0 0 20 10'") {
  return "<svg xmlns='http://www.w3.org/2000/svg' " + attributes + ">" + inside + "</svg>";
}

TEST(Logo, APngIsDrawnInItsColoursAndProportions) {
  std::string rows;
  for (int y = 0; y < 2; ++y) rows += std::string("\0\xC0\0\0\xC0\0\0\xC0\0\0\xC0\0\0", 13);
  const auto logo = logo_of(png_of(4, 2, 8, 2, rows));
  EXPECT_EQ(logo.aspect, 2);
  EXPECT_NEAR(dots(page_with(logo), 0xC0, 0, 0), 100 * 50, 200);
}

TEST(Logo, TransparencyOfAPngLetsThePaperThrough) {
  // Left half opaque green, right half transparent.
  const std::string row("\0\0\x80\0\xFF\0\x80\0\0", 9);
  const auto logo = logo_of(png_of(2, 1, 8, 6, row));
  ASSERT_TRUE(logo.external->mask);
  const int green = dots(page_with(logo), 0, 0x80, 0);
  EXPECT_GT(green, 1'000);
  EXPECT_LT(green, 4'000);
  // A palette with a transparent colour, one bit a pixel: 10101010.
  const auto striped = png_of(
      8, 1, 1, 3, std::string("\0\xAA", 2),
      chunk("PLTE", std::string("\0\0\xFF\0\0\0", 6)) + chunk("tRNS", std::string("\xFF\0", 2)));
  EXPECT_TRUE(logo_of(striped).external->mask);
}

TEST(Logo, EveryFilterOfAPngIsTakenBack) {
  // The same grey picture, each row by another filter: 10 20 30 / 20 40 60.
  const std::string plain("\0\x0A\x14\x1E\0\x14\x28\x3C", 8);
  const auto data = logo_of(png_of(3, 2, 8, 0, plain)).external->data;
  const std::string filtered[] = {std::string("\1\x0A\x0A\x0A\1\x14\x14\x14", 8),
                                  std::string("\0\x0A\x14\x1E\2\x0A\x14\x1E", 8),
                                  std::string("\0\x0A\x14\x1E\3\x0F\x14\x19", 8),
                                  std::string("\0\x0A\x14\x1E\4\x0A\x14\x14", 8)};
  for (const auto& rows : filtered)
    EXPECT_EQ(logo_of(png_of(3, 2, 8, 0, rows)).external->data, data);
}

TEST(Logo, ALargePngIsMadeSmaller) {
  const auto logo =
      logo_of(make_png(1'200, 300, [](int x, int y) { return (x / 2 + y / 2) % 2 == 0; }));
  EXPECT_NE(logo.external->dictionary.find("/Width 600/Height 150"), std::string::npos)
      << logo.external->dictionary;
}

TEST(Logo, BrokenPngsAreRefused) {
  const std::string good = png_of(2, 1, 8, 0, std::string("\0ab", 3));
  EXPECT_EQ(code_of(good), "good");
  for (std::size_t size = 8; size < good.size(); ++size) {
    EXPECT_EQ(code_of(good.substr(0, size)), "logo.png") << size;
  }
  for (std::size_t at = 8; at < good.size(); ++at) {
    auto bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x41);
    EXPECT_NE(code_of(bad), "good") << at;
  }
  EXPECT_EQ(code_of(png_of(2, 1, 8, 0, "\0a")), "logo.png") << "too few points";
  EXPECT_EQ(code_of(png_of(2, 1, 8, 0, std::string(4'000, '\0'))), "logo.png") << "too many";
  EXPECT_EQ(code_of(png_of(2, 1, 7, 0, "xx")), "logo.png") << "seven bits";
  EXPECT_EQ(code_of(png_of(2, 1, 8, 3, std::string("\0ab", 3))), "logo.png") << "no palette";
  EXPECT_EQ(code_of(png_of(60'000, 60'000, 8, 0, "x")), "logo.pixels");
  EXPECT_EQ(code_of(std::string(300'000, 'x')), "logo.size");
  EXPECT_EQ(code_of("GIF89a"), "logo.format");
  EXPECT_EQ(code_of(""), "logo.format");
}

TEST(Logo, AJpegIsShownAsItIs) {
  const auto jpeg = red_jpeg();
  const auto logo = logo_of(jpeg);
  EXPECT_EQ(logo.aspect, 4);
  EXPECT_EQ(logo.external->data, jpeg);
  EXPECT_NEAR(dots(page_with(logo), 0xC0, 0, 0), 100 * 25, 200);
  for (std::size_t size = 3; size < 160; ++size) {
    EXPECT_EQ(code_of(jpeg.substr(0, size)), "logo.jpeg") << size;
  }
}

TEST(Logo, AnSvgIsDrawnInItsColoursAndProportions) {
  const auto halves =
      svg("<title>Empresa</title><g fill='#00c'><rect width='10' height='10'/></g>"
          "<path d='M10 0h10v10H10z' style='fill:rgb(0,128,0)'/>");
  const auto logo = logo_of(halves);
  EXPECT_EQ(logo.aspect, 2);
  const auto page = page_with(logo);
  EXPECT_NEAR(dots(page, 0, 0, 0xCC), 50 * 50, 150);
  EXPECT_NEAR(dots(page, 0, 0x80, 0), 50 * 50, 150);
}

TEST(Logo, SvgTransformsClassesArcsAndHoles) {
  const auto area = [](const std::string& inside) {
    return dots(page_with(logo_of(svg(inside, "viewBox='0 0 10 10'"))), 255, 0, 0);
  };
  EXPECT_NEAR(area("<circle cx='5' cy='5' r='4' fill='red'/>"), 3.1416 * 1600, 150);
  EXPECT_NEAR(area("<path fill='red' d='M1 5a4 4 0 1 1 8 0a4 4 0 1 1-8 0'/>"), 3.1416 * 1600, 150);
  EXPECT_NEAR(area("<style>.a{fill:#f00}</style><rect class='a' width='4' height='4' "
                   "transform='translate(2 2) scale(.5)'/>"),
              20 * 20, 50);
  EXPECT_NEAR(area("<path fill='red' fill-rule='evenodd' d='M0 0H10V10H0zM2 2H8V8H2z'/>"),
              100 * 100 - 60 * 60, 400);
  EXPECT_NEAR(area("<line x1='0' y1='5' x2='10' y2='5' stroke='red' stroke-width='2'/>"), 2'000,
              150);
  EXPECT_NEAR(area("<polygon points='0,0 10,0 10,10' fill='red'/>"), 5'000, 200);
}

TEST(Logo, WhatAnSvgWouldLoseIsRefusedByName) {
  const auto why = [](const std::string& inside) {
    const auto logo = read_logo(svg(inside));
    return logo ? "" : logo.error().message;
  };
  EXPECT_NE(why("<text>Oi</text>").find("\"text\""), std::string::npos);
  EXPECT_NE(why("<image href='x.png'/>").find("\"image\""), std::string::npos);
  EXPECT_NE(why("<rect width='1' height='1' fill='url(#a)'/>").find("url(#a)"), std::string::npos);
  EXPECT_NE(why("<g opacity='.5'/>").find("opacity"), std::string::npos);
  EXPECT_NE(why("<script>alert(1)</script>").find("\"script\""), std::string::npos);
  EXPECT_NE(why("<rect onclick='alert(1)'/>").find("onclick"), std::string::npos);
  EXPECT_NE(why("<path d='M1 2 3'/>").find("caminho"), std::string::npos);
  EXPECT_NE(why("<g transform='turn(1)'/>").find("transformação"), std::string::npos);
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "<g>";
  EXPECT_EQ(code_of(svg(deep)), "logo.svg");
  for (int i = 0; i < 5'000; ++i) deep += "</g>";
  EXPECT_NE(why(deep).find("fundos"), std::string::npos);
  EXPECT_EQ(code_of("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>"), "logo.svg");
  EXPECT_EQ(code_of("<svg viewBox='0 0 0 0'/>"), "logo.svg");
}

TEST(SvgPath, ReadsNumbersAsTheyAreWritten) {
  EXPECT_EQ(svg_path("M10-5l.5.5"), "10 -5 m\n10.5 -4.5 l\n");
  EXPECT_EQ(svg_path("m1,1 2 0 0 2z"), "1 1 m\n3 1 l\n3 3 l\nh\n");
  EXPECT_EQ(svg_path("M0 0Q3 3 6 0"), "0 0 m\n2 2 4 2 6 0 c\n");
  EXPECT_FALSE(svg_path("L1 1"));
  EXPECT_FALSE(svg_path("M1"));
  EXPECT_FALSE(svg_path("M1 nan"));
  EXPECT_FALSE(svg_path("M1 1e9"));
  EXPECT_FALSE(svg_path("M0 0z1 1"));
}

TEST(Logo, StandsOnEveryLayout) {
  auto slip = base_slip();
  slip.beneficiary_logo = logo_of(svg("<rect width='20' height='10' fill='#c000c0'/>"));
  slip.bank_logo = logo_of(red_jpeg());
  for (const auto& file : {file_of({slip_page(slip)}), file_of(invoice_pages(slip)),
                           file_of(booklet_pages({&slip, 1}, "")), file_of({thermal_page(slip)})}) {
    EXPECT_GT(dots(file, 0xC0, 0, 0xC0), 500);
    EXPECT_GT(dots(file, 0xC0, 0, 0), 500);
  }
  const std::vector<Slip> many(20, slip);
  const auto file = render_slips(many);
  EXPECT_EQ(file.find("/DCTDecode"), file.rfind("/DCTDecode")) << "written once";
}

}  // namespace
}  // namespace quita::pdf
