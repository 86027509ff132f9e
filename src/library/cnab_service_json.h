// Payments, statements and DDA of CNAB 240 as JSON, beside the collection's returns and
// remittances: the names that the command, the C interface and their users share.
#pragma once

#include <string_view>
#include <vector>

#include "library/members.h"

namespace quita::library {

// A file as its own members, the list of what it tells and what the reader has to say of it.
struct ServiceDocument {
  object head;
  std::string_view list;  // the name of `items`
  std::vector<object> items;
  boost::json::array warnings;
};

// Money in centavos, dates ISO 8601 or null. By the file's own kind:
//   {"tipo": "pagamentos", "sentido": "remessa"|"retorno", "banco", "banco_nome", "generico",
//    "numero", "gerado_em", "convenio": {…},
//    "pagamentos": [{"linha", "forma", "forma_codigo", "ordem", "situacao", "data", "valor",
//      "seu_numero", "numero_banco", "favorecido": {…}, "finalidade", "codigo_barras",
//      "vencimento", "valor_titulo", "desconto", "acrescimos", "pix_chave", "pix_url", "pix_txid",
//      "data_efetivacao", "valor_efetivado", "autenticacao",
//      "ocorrencias": [{"codigo", "descricao"}]}]}
//   {"tipo": "extrato", "banco", "banco_nome", "gerado_em",
//    "contas": [{"banco", "banco_nome", "agencia", "conta", "tipo_conta", "moeda", "inicio", "fim",
//      "saldo", "saldo_em", "saldo_disponivel", "saldo_inicial", "saldo_inicial_em", "limite",
//      "bloqueado", "numero", "transacoes": [as of `ofx read`, and "data_contabil", "natureza",
//      "categoria", "categoria_descricao", "historico_codigo", "complemento"]}]}
//   {"tipo": "dda", "banco", "banco_nome", "gerado_em", "convenio": {…},
//    "titulos": [{"linha", "movimento", "codigo_barras", "linha_digitavel", "beneficiario",
//      "vencimento", "valor", "documento", "carteira", "especie", "emissao", "juros_por_dia",
//      "descontos": [{"codigo", "ate", "valor"}], "multa", "abatimento", "data_limite",
//      "sacador_avalista", "mensagens"}]}
// Errors: those of the readers; cnab.service for a file of the collection.
Result<ServiceDocument> read_service_file(std::string_view bytes);

}  // namespace quita::library
