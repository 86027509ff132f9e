// `quita nfe read`: a file in, JSON out, so that any program may use the reader.
#pragma once

#include <istream>
#include <ostream>

namespace quita::app {

// Prints `chave`, `emitente`, `destinatario`, `valor` (centavos), `duplicatas` (`numero`,
// `vencimento`, `valor`) and returns 0; or `erro` {`lugar`, `regra`, `esperado`, `mensagem`} and
// returns 2. `emitente` and `destinatario` are objects (`documento`, `nome`, `endereco` …).
int nfe_read(std::istream& in, std::ostream& out);

}  // namespace quita::app
