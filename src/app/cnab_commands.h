// `quita cnab read|check|write`: files in, JSON out (and back), as pure functions over streams.
// Each returns the exit status: 0 done, 1 (check only) errors found, 2 the input was refused, and
// then the output is {"erro": {"lugar", "regra", "esperado", "mensagem"}}.
#pragma once

#include <iosfwd>

namespace quita::app {

// In: a return or remittance file. Out, money in centavos and dates ISO 8601 or null:
//   {"banco", "banco_nome", "layout": "CNAB240"|"CNAB400", "tipo": "retorno"|"remessa", "numero",
//    "gerado_em", "convenio": {…},
//    "titulos": [{"linha", "nosso_numero", "seu_numero", "ocorrencia", "evento", "valor_titulo",
//                 "valor_pago", "juros_multa", "tarifa", "data_ocorrencia", "data_credito",
//                 "vencimento", "motivos": [{"codigo", "descricao"}], …}],
//    "avisos": [{"linha", "coluna_inicial", "coluna_final", "campo", "regra", "encontrado",
//                "esperado", "mensagem"}]}
// Of a remittance `evento` is the order ("registrar", "baixar", …) and what only a bank can tell
// (valor_pago, data_credito …) is null.
int cnab_read(std::istream& in, std::ostream& out);

// In: a file. Out: {"banco", "layout", "tipo", "linhas", "titulos", "erros", "achados": [as avisos,
// with "gravidade" and "fonte"]}.
int cnab_check(std::istream& in, std::ostream& out);

// In: {"convenio": {"banco", "layout", "empresa", "documento", "agencia", "agencia_dv", "conta",
//                   "conta_dv", "carteira", "variacao", "convenio", "codigo_beneficiario",
//                   "codigo_transmissao"},
//      "arquivo": {"numero", "data", "hora": "14:05"},
//      "itens": [{"ordem": "registrar", "nosso_numero", "seu_numero", "uso_empresa", "especie",
//                 "aceite", "emissao", "vencimento", "valor", "abatimento",
//                 "juros": {"por_dia": 43} or {"ao_mes": "1.00"},
//                 "multa": {"valor": 500} or {"percentual": "2.00"},
//                 "descontos": [{"ate", "valor"} or {"ate", "percentual"}],
//                 "dias_protesto", "dias_baixa",
//                 "pagador": {"nome", "documento", "endereco", "bairro", "cidade", "uf", "cep"}}]}
// Out: the remittance's bytes; refused, `erro` and, where there are several, `problemas`.
int cnab_write(std::istream& in, std::ostream& out);

}  // namespace quita::app
