#include "pdf/zip.h"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

namespace quita::pdf {

namespace {

constexpr std::uint32_t full_32 = 0xFFFFFFFF;
constexpr std::uint16_t full_16 = 0xFFFF;
constexpr std::uint64_t version_plain = 20, version_zip64 = 45;
constexpr std::uint64_t utf8_names = 1 << 11;
constexpr std::uint64_t first_day = 1 << 5 | 1;  // 1980-01-01

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

// What a member's own header and its line of the directory share (4.3.7, 4.3.12).
void put_member(std::string& out, std::uint64_t version, std::uint32_t checksum,
                std::uint64_t content_size, std::size_t name_size, std::size_t extra_size) {
  put(out, version, 2);
  put(out, utf8_names, 2);
  put(out, 0, 2);  // stored
  put(out, 0, 2);  // midnight
  put(out, first_day, 2);
  put(out, checksum, 4);
  put(out, content_size, 4);
  put(out, content_size, 4);
  put(out, name_size, 2);
  put(out, extra_size, 2);
}

}  // namespace

void ZipFile::write(std::string_view bytes) {
  sink_(bytes);
  written_ += bytes.size();
}

void ZipFile::add(std::string_view name, std::string_view content) {
  if (content.size() >= full_32 || name.size() > full_16) {
    throw std::length_error("a member of a ZIP file is too large");
  }
  const auto checksum = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
  const std::uint64_t offset = written_;
  const bool far = offset >= full_32;

  directory_ += "PK\x01\x02";
  put(directory_, far ? version_zip64 : version_plain, 2);
  put_member(directory_, far ? version_zip64 : version_plain, checksum, content.size(), name.size(),
             far ? 12 : 0);
  put(directory_, 0, 2 + 2 + 2 + 4);  // comment, disk, attributes
  put(directory_, far ? full_32 : offset, 4);
  directory_ += name;
  if (far) {
    put(directory_, 1, 2);
    put(directory_, 8, 2);
    put(directory_, offset, 8);
  }

  std::string header = "PK\x03\x04";
  put_member(header, version_plain, checksum, content.size(), name.size(), 0);
  header += name;
  write(header);
  write(content);
  ++members_;
}

void ZipFile::finish() && {
  const std::uint64_t begin = written_, size = directory_.size();
  write(directory_);
  std::string end;
  if (members_ >= full_16 || begin >= full_32 || size >= full_32) {
    const std::uint64_t record = written_;
    end += "PK\x06\x06";
    put(end, 44, 8);  // what follows of this record
    put(end, version_zip64, 2);
    put(end, version_zip64, 2);
    put(end, 0, 4 + 4);
    put(end, members_, 8);
    put(end, members_, 8);
    put(end, size, 8);
    put(end, begin, 8);
    end += "PK\x06\x07";
    put(end, 0, 4);
    put(end, record, 8);
    put(end, 1, 4);
  }
  const auto members_16 = std::min<std::uint64_t>(members_, full_16);
  end += "PK\x05\x06";
  put(end, 0, 2 + 2);
  put(end, members_16, 2);
  put(end, members_16, 2);
  put(end, std::min<std::uint64_t>(size, full_32), 4);
  put(end, std::min<std::uint64_t>(begin, full_32), 4);
  put(end, 0, 2);
  write(end);
}

}  // namespace quita::pdf
