// `quita boleto make|read` and `quita pix make|read|charges`: lines in, one JSON document a line
// out, so that any program can use them. Pure over their streams; each returns the process's exit
// status, 0, or 2 when any line was refused. A refused line prints
//   {"erro": {"lugar", "regra", "esperado", "mensagem"}}
// and the lines after it are still answered. Blank lines are skipped.
#pragma once

#include <istream>
#include <ostream>

#include "base/date.h"

namespace quita {

// In: objects as library::make_boleto takes them. Out: the slip's numbers.
int boleto_make(std::istream& in, std::ostream& out);

// In: digitable lines or barcodes, as library::read_boleto takes them.
int boleto_read(std::istream& in, std::ostream& out, Date today);

// In: objects as library::make_pix takes them. Out: BR Codes.
int pix_make(std::istream& in, std::ostream& out);

// In: BR Codes. Out: what each says.
int pix_read(std::istream& in, std::ostream& out);

// In: objects as library::price_pix_charge takes them. Out: what each charge costs on its day.
int pix_charges(std::istream& in, std::ostream& out);

}  // namespace quita
