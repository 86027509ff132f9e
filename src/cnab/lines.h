// From a file's bytes to lines of single-byte text: what mail programs, editors and banks' portals
// do to CNAB files is undone here, each with a warning, so that columns mean columns again.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cnab/cnab.h"
#include "cnab/layout.h"

namespace quita::cnab {

// Collects findings and keeps a file of a million equal defects from making a million findings:
// of each rule the first hundred are kept, then one says how many more there were.
class Findings {
 public:
  void add(Finding);
  std::vector<Finding> take();  // by line and column

 private:
  std::vector<Finding> kept_;
  std::map<std::string, int> counts_;
};

struct Line {
  int number = 0;  // in the file, from 1
  std::string text;
  std::size_t stood = 0;  // columns that the file had, before fit_lines padded them
};

struct Text {
  std::vector<Line> lines;  // Latin-1, without line ends, blank lines left out
  bool crlf = true;         // every line ended by CR LF
  Findings warnings;
};

// BOM, UTF-16, UTF-8, 0x1A, missing line ends. Never fails: what is not text gives odd lines.
Text read_text(std::string_view bytes);

// What the first line says the file is.
struct Identity {
  Format format = Format::cnab400;
  Direction direction = Direction::returned;
  std::string bank;
};
// Errors: cnab.empty, cnab.not_cnab, cnab.direction.
Result<Identity> identify(const Text&);

// Pads right-stripped lines to the layout's width and cuts over-long ones, with a warning each; a
// single line of several records without line ends is split.
void fit_lines(Text&, int width);

}  // namespace quita::cnab
