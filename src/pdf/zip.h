// A ZIP file (PKWARE APPNOTE 6.3.10), written piece by piece. Its members are stored as they are:
// a PDF is compressed already.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pdf/writer.h"

namespace quita::pdf {

// Memory: the directory at the end of the file, about 46 bytes and a name a member. Zip64 where
// 65,535 members or 4 GiB are passed (4.3.14).
class ZipFile {
 public:
  explicit ZipFile(Sink sink) : sink_(std::move(sink)) {}
  // `name` in UTF-8, below 65,536 bytes; `content` below 4 GiB. Same calls, same bytes: the time of
  // a member is the format's first day.
  void add(std::string_view name, std::string_view content);
  void finish() &&;

 private:
  void write(std::string_view bytes);

  Sink sink_;
  std::uint64_t written_ = 0, members_ = 0;
  std::string directory_;
};

}  // namespace quita::pdf
