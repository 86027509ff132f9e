// A small PDF 1.5 file, written piece by piece: what is on a page that was added is not kept. Same
// calls, same bytes: no clock, no random number.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/canvas.h"

namespace quita::pdf {

struct Metadata {
  std::string title;
  std::string author;
  std::string subject;
};

// By Flate (RFC 1950). A page is compressed at the level that loses 2 % of size and saves half of
// the time; what is made once, at the best.
inline constexpr int deflate_fast = 4, deflate_best = 9;
std::string deflate_bytes(std::string_view, int level = deflate_fast);
// A name for an External, by its content.
std::string external_name(std::string_view content);

// A canvas as a drawing that many pages show.
ExternalRef make_drawing(double width_mm, double height_mm, const Canvas&);

// A page that is ready to be written; made from its canvas alone, so on any thread.
struct Page {
  double width_mm = 0, height_mm = 0;
  std::string compressed;
  std::vector<ExternalRef> externals;
  std::array<std::set<char16_t>, 2> embedded_characters;
};
Page make_page(Canvas, double width_mm = a4_width_mm);

// Takes the file's bytes in their order. What it throws comes through.
using Sink = std::function<void(std::string_view)>;

// Memory: a buffer of 64 KiB, and 20 bytes a page for the table at the end of the file.
class Document {
 public:
  Document(Metadata, Sink);
  void add_page(const Page&);
  // Fonts, page tree and table. The file's id is a digest of its content.
  void finish() &&;

 private:
  std::size_t reserve();
  void begin_object(std::size_t number);
  void write_object(std::size_t number, std::string_view body);
  void write_stream(std::size_t number, std::string_view dictionary, std::string_view filter,
                    std::string_view data);
  void write_external(const ExternalRef&);
  void write_page_tree();
  void write_embedded_font(std::size_t face);
  void write_resources();
  void flush();

  Metadata metadata_;
  Sink sink_;
  std::string buffer_;
  std::size_t flushed_ = 0;
  std::string digest_;
  std::vector<std::size_t> offsets_;              // of object i + 1
  std::map<std::string, std::size_t> externals_;  // their object numbers
  std::vector<std::size_t> nodes_;                // of the page tree, pages_a_node each
  std::vector<std::size_t> kids_;                 // pages of the last node
  std::size_t page_count_ = 0;
  std::array<std::set<char16_t>, 2> embedded_characters_;
};

}  // namespace quita::pdf
