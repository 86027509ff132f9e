// Remittances and payment files from JSON: the names that the command, the C interface and their
// users share.
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
// gives the remittance's bytes, or every problem found. With "tipo": "pagamentos" it is the bank's
// file of payments, and instead of `itens` stands
//  "pagamentos": [{"forma": "credito_em_conta" | "credito_em_poupanca" | "ted" |
//             "ted_mesma_titularidade" | "boleto" | "conta_de_consumo" | "pix_chave" | "pix_qr",
//             "ordem": "incluir" | "excluir", "data", "valor", "seu_numero",
//             "favorecido": {"nome", "documento", "banco", "agencia", "agencia_dv", "conta",
//                            "conta_dv"},
//             "finalidade" (of a TED), "codigo" (line or barcode of a slip or bill), "vencimento",
//             "valor_titulo", "desconto", "acrescimos",
//             "pix_chave", or "pix_br_code" or "pix_url" of a QR, "pix_txid"}]
// Of a slip, due date and value are its barcode's where they are not given.
tl::expected<std::string, std::vector<Error>> write_cnab(std::string_view document);

}  // namespace quita::library
