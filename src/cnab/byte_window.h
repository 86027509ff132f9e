// A file's bytes, one for each letter, seen through a window that moves on: the memory does not
// grow with the file. Bytes that are in memory already are seen where they stand, without a copy.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace quita::cnab {

class ByteWindow {
 public:
  explicit ByteWindow(std::string_view whole);  // which must outlive the window
  explicit ByteWindow(std::istream&);

  // What is in the window and was not skipped; until the next more().
  std::string_view unread() const { return {data_ + at_, size_ - at_}; }
  void skip(std::size_t bytes) { at_ += bytes; }
  // Takes further bytes behind the unread ones. False when there are none, or no room for them.
  bool more();
  bool full() const { return at_ == 0 && size_ == block_.size() && !block_.empty(); }

  bool had_utf8_mark() const { return utf8_mark_; }
  bool was_utf16() const { return utf16_; }

 private:
  void begin(std::string_view head);
  std::size_t pull(char* into, std::size_t size);
  std::size_t pull_utf16(char* into, std::size_t size);

  std::istream* in_ = nullptr;
  std::string_view rest_;  // of bytes in memory, what was not converted yet
  std::vector<char> block_;
  std::string raw_;  // UTF-16 that was read and not converted yet
  const char* data_ = nullptr;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  bool utf8_mark_ = false;
  bool utf16_ = false;
  bool big_endian_ = false;
};

}  // namespace quita::cnab
