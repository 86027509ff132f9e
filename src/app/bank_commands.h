// `quita bank list|page`: the banks whose slips are made. Pure over their stream; each returns the
// process's exit status.
#pragma once

#include <ostream>

namespace quita {

// One JSON document a line: {"banco", "nome", "carteiras": [{"carteira", "nome"}], "entradas":
// [{"nome", "descricao", "tamanho", "obrigatoria"}], "nosso_numero_digitos", "certeza", "fontes"}.
int bank_list(std::ostream& out);

// docs/banks.md.
int bank_page(std::ostream& out);

}  // namespace quita
