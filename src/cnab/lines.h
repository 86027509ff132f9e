// From a file's bytes to lines of single-byte text: what mail programs, editors and banks' portals
// do to CNAB files is undone here, each with a warning, so that columns mean columns again.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cnab/byte_window.h"
#include "cnab/cnab.h"
#include "cnab/layout.h"

namespace quita::cnab {

// Collects findings and keeps a file of a million equal defects from making a million findings:
// of each rule the first hundred are kept, then one says how many more there were.
class Findings {
 public:
  void add(Finding);
  // The same, but `make` is only asked for a finding that will be kept.
  template <class Make>
  void add(std::string_view rule, Make make) {
    if (room_for(rule)) kept_.push_back(make());
  }
  std::vector<Finding> take();  // by line and column

 private:
  bool room_for(std::string_view rule);

  std::vector<Finding> kept_;
  std::map<std::string, int, std::less<>> counts_;
};

// A warning about a whole line.
Finding line_warning(int line, std::string rule, std::string message);

struct Line {
  int number = 0;         // in the file, from 1
  std::string_view text;  // Latin-1, of the layout's width, without its end; until the next line
  std::size_t stood = 0;  // columns that the file had, before blanks were added
  bool ascii = true;      // no byte above 0x7F
};

// BOM, UTF-16, UTF-8, 0x1A, missing line ends, lines too short or too long, blank lines. Never
// fails: what is not text gives odd lines.
class LineReader {
 public:
  explicit LineReader(std::string_view whole);  // which must outlive the reader
  explicit LineReader(std::istream&);
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // The first line that is not blank, as it stands; number 0 when there is none. Does not move on.
  Line first();
  // The line after it, as far as the window shows it, or CNAB 240's next record where lines do not
  // end; empty when there is none.
  std::string second();
  // From now on lines are padded or cut to so many columns, and a line of several records is split.
  // Lines of at least `width_min` columns are as they should be.
  void set_width(int width, int width_min);
  void set_width(int width) { set_width(width, width); }
  // False at the end of the file.
  bool next(Line&);

  int last_number() const { return number_; }
  bool crlf() const { return crlf_; }  // every line so far ended by CR LF
  Findings& warnings() { return warnings_; }

 private:
  enum class Letters { unknown, latin1, utf8 };

  void begin();
  bool take_line(std::string_view& text);
  bool take_record(std::string_view& text);
  std::string_view take_endless_line();
  bool drop_end_mark(std::string_view& text);
  void decode(Line&);
  void fit(Line&);

  ByteWindow window_;
  Letters letters_ = Letters::unknown;
  char end_ = '\n';
  bool joined_ = false;  // records follow one another without line ends
  bool ended_ = false;   // the line taken last had its end
  bool crlf_ = true;
  std::size_t width_ = 0;
  std::size_t width_min_ = 0;
  std::size_t beyond_ = 0;  // columns of the line taken last that were not kept
  int number_ = 0;
  int blanks_ = 0;  // blank lines just before: of interest only when another line follows
  std::string first_;
  std::size_t first_length_ = 0;
  std::string decoded_;
  std::string padded_;
  Findings warnings_;
};

// What the first line says the file is.
struct Identity {
  Format format = Format::cnab400;
  Direction direction = Direction::returned;
  std::string bank;
  Service service = Service::collection;
};
// Errors: cnab.empty, cnab.not_cnab, cnab.direction.
Result<Identity> identify(LineReader&);

}  // namespace quita::cnab
