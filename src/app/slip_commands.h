// `quita boleto pdf`, `quita boleto barcode` and `quita pix qr`: what can be printed. Each returns
// the process's exit status: 0, or 2 when something was refused, which `problems` then says.
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "library/slip_batch.h"

namespace quita::app {

struct SlipOptions {
  std::string layout = "pagina";  // pagina, fatura, carne, bobina
  bool zip = false;
  unsigned threads = 2;
  std::string logo;                     // a file: the beneficiary's
  std::vector<std::string> bank_logos;  // "341=itau.svg"
};

// In: JSON lines, see library::slip_of. Out: one PDF, or a ZIP with one PDF a slip or booklet. When
// a line is refused, each refusal is a JSON line in `problems` and `out` is incomplete.
int boleto_pdf(std::istream& in, std::ostream& out, std::ostream& problems, const SlipOptions&);

// In: a barcode (44 digits) or a digitable line (47). Out: its picture; `format` is png or svg.
int boleto_barcode(std::istream& in, std::ostream& out, std::ostream& problems,
                   const std::string& format, int pixels);
// In: a BR Code. Out: its QR code's picture.
int pix_qr(std::istream& in, std::ostream& out, std::ostream& problems, const std::string& format,
           int pixels);

}  // namespace quita::app
