// `quita cnab read|check|write`: files in, JSON out (and back), as pure functions over streams.
// Each returns the exit status: 0 done, 2 the input was refused and `erro` says why.
#pragma once

#include <iosfwd>

namespace quita::app {

// Reads a return or remittance file and prints one JSON document: banco, layout, tipo, titulos,
// avisos.
int cnab_read(std::istream& in, std::ostream& out);
// Prints every deviation of a file from its bank's layout; 1 when there is an error among them.
int cnab_check(std::istream& in, std::ostream& out);
// Reads a JSON document (convenio, arquivo, titulos) and prints the remittance's bytes.
int cnab_write(std::istream& in, std::ostream& out);

}  // namespace quita::app
