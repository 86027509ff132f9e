// `quita cnab read|check|explain|write`: files in, JSON or text out, as functions over streams.
// Each returns the exit status: 0 done, 1 (check only) errors found, 2 the input was refused, and
// then the output is {"erro": {"lugar", "regra", "esperado", "mensagem"}}.
#pragma once

#include <iosfwd>

namespace quita::app {

// In: a return or remittance file. Out: library::print_cnab's document, or its lines.
int cnab_read(std::istream& in, std::ostream& out);
int cnab_read_lines(std::istream& in, std::ostream& out);

// In: a file. Out: library::check_json.
int cnab_check(std::istream& in, std::ostream& out);

// In: a return or remittance file. Out: cnab::explain's text.
int cnab_explain(std::istream& in, std::ostream& out);

// In: library::write_cnab's document. Out: the remittance's bytes; refused, `erro`, the first, and
// `problemas`, all.
int cnab_write(std::istream& in, std::ostream& out);

}  // namespace quita::app
