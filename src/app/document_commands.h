// `quita nfe read|verify`, `quita nfse read|verify` and `quita ofx read`: a file in, JSON out, so
// that any program may use the readers. Each prints what library/document_json.h describes and
// returns 0; or `erro` {`lugar`, `regra`, `esperado`, `mensagem`} and returns 2.
#pragma once

#include <istream>
#include <ostream>

namespace quita::app {

// An NF-e, or an event of one (cancellation, correction).
int nfe_read(std::istream& in, std::ostream& out);
int nfse_read(std::istream& in, std::ostream& out);
// The signature of an NF-e, of an event of one, or of an NFS-e.
int xml_verify(std::istream& in, std::ostream& out);
int ofx_read(std::istream& in, std::ostream& out);

}  // namespace quita::app
