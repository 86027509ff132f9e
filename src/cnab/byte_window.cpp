#include "cnab/byte_window.h"

#include <algorithm>
#include <cstring>
#include <istream>

namespace quita::cnab {
namespace {

// A line of CNAB is 444 bytes at most; a block this large makes the calls that fill it free.
constexpr std::size_t block_bytes = 256 * 1024;

// UTF-16 without a mark shows itself by a zero in every second byte of the header.
bool looks_utf16(std::string_view bytes, std::size_t zero_at) {
  if (bytes.size() < 16) return false;
  for (std::size_t i = 0; i < 16; ++i)
    if ((bytes[i] == '\0') != (i % 2 == zero_at)) return false;
  return true;
}

}  // namespace

ByteWindow::ByteWindow(std::string_view whole) {
  begin(whole);
  if (!utf16_) {
    data_ = whole.data();
    size_ = whole.size();
    return;
  }
  rest_ = whole.substr(at_);
  at_ = 0;
  block_.resize(block_bytes);
  data_ = block_.data();
  more();
}

ByteWindow::ByteWindow(std::istream& in) : in_(&in), block_(block_bytes) {
  data_ = block_.data();
  size_ = pull(block_.data(), block_.size());
  begin({data_, size_});
  if (!utf16_) return;
  raw_ = unread();
  at_ = size_ = 0;
  more();
}

void ByteWindow::begin(std::string_view head) {
  utf8_mark_ = head.starts_with("\xEF\xBB\xBF");
  const bool marked = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  utf16_ = marked || looks_utf16(head, 1) || looks_utf16(head, 0);
  if (utf16_) big_endian_ = head[0] == '\xFE' || head[0] == '\0';
  at_ = utf8_mark_ ? 3 : marked ? 2 : 0;
}

bool ByteWindow::more() {
  if (block_.empty()) return false;
  if (size_ > at_) std::memmove(block_.data(), data_ + at_, size_ - at_);
  size_ -= at_;
  at_ = 0;
  const auto room = block_.size() - size_;
  if (room == 0) return false;
  const auto got =
      utf16_ ? pull_utf16(block_.data() + size_, room) : pull(block_.data() + size_, room);
  size_ += got;
  return got > 0;
}

std::size_t ByteWindow::pull(char* into, std::size_t size) {
  if (in_) {
    in_->read(into, static_cast<std::streamsize>(size));
    return static_cast<std::size_t>(in_->gcount());
  }
  const auto taken = std::min(size, rest_.size());
  rest_.copy(into, taken);
  rest_.remove_prefix(taken);
  return taken;
}

// Units above U+00FF have no column of their own here and become '?'.
std::size_t ByteWindow::pull_utf16(char* into, std::size_t size) {
  const auto had = raw_.size();
  if (had < 2 * size) {
    raw_.resize(2 * size);
    raw_.resize(had + pull(raw_.data() + had, 2 * size - had));
  }
  const auto units = std::min(size, raw_.size() / 2);
  for (std::size_t i = 0; i < units; ++i) {
    const auto first = static_cast<unsigned char>(raw_[2 * i]);
    const auto second = static_cast<unsigned char>(raw_[2 * i + 1]);
    const unsigned unit = big_endian_ ? first * 256U + second : second * 256U + first;
    into[i] = unit < 256 ? static_cast<char>(unit) : '?';
  }
  raw_.erase(0, 2 * units);
  return units;
}

}  // namespace quita::cnab
