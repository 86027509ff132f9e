// Slips from JSON lines into one PDF or a ZIP, as a stream: memory holds one batch of lines and
// what the file's own directory needs, however many slips there are.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"
#include "pdf/logo.h"
#include "pdf/writer.h"

namespace quita::library {

enum class SlipLayout { page, invoice, booklet, thermal };
// "pagina", "fatura", "carne", "bobina". Error: slip.layout.
Result<SlipLayout> slip_layout(std::string_view name);

struct SlipBatch {
  SlipLayout layout = SlipLayout::page;
  bool zip = false;  // one PDF a slip (or booklet), in a ZIP; else one PDF of all
  unsigned threads = 1;
  pdf::Logo beneficiary_logo;
  std::map<std::string, pdf::Logo> bank_logos;  // by the bank's three digits
};

// Which line was refused, from 1, and why.
using Refused = std::function<void(std::size_t line, const Error&)>;

struct SlipCount {
  std::size_t slips = 0;
  std::size_t refused = 0;
  std::size_t files = 0;  // in the ZIP
};

// Each line an object as slip_of takes it; blank lines are skipped. Consecutive lines of one
// beneficiary and payer are one booklet, of at most booklet_slips_max slips; then another begins.
// Every bad line is told to `refused`, and then the file is left incomplete: the caller throws away
// what the sink was given. What the sink throws comes through.
inline constexpr std::size_t booklet_slips_max = 120;
SlipCount write_slips(std::istream& lines, const SlipBatch&, const pdf::Sink&, const Refused&);

}  // namespace quita::library
