// Remittances from JSON: the names that the command, the C interface and their users share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace quita::library {

// {"convenio": {"banco", "layout", "empresa", "documento", "agencia", "agencia_dv", "conta",
//               "conta_dv", "carteira", "variacao", "convenio", "codigo_beneficiario",
//               "codigo_transmissao", "posto", "codigo_cliente", "operacao"},
//  "arquivo": {"numero", "data", "hora": "14:05"},
//  "itens": [{"ordem": "registrar", "nosso_numero", "seu_numero", "uso_empresa", "especie",
//             "aceite", "emissao", "vencimento", "valor", "abatimento",
//             "juros": {"por_dia": 43} or {"ao_mes": "1.00"},
//             "multa": {"valor": 500} or {"percentual": "2.00"},
//             "descontos": [{"ate", "valor"} or {"ate", "percentual"}],
//             "dias_protesto", "dias_baixa", "pix_chave", "pix_txid", "chave_nfe",
//             "pagador": {"nome", "documento", "endereco", "bairro", "cidade", "uf", "cep"}}]}
// gives the remittance's bytes, or every problem found.
tl::expected<std::string, std::vector<Error>> write_cnab(std::string_view document);

}  // namespace quita::library
