// Documents as JSON, money in centavos and dates ISO 8601: the names that the commands, the C
// interface and their users share.
#pragma once

#include "document/nfe.h"
#include "document/nfe_event.h"
#include "document/nfse.h"
#include "document/ofx.h"
#include "document/xml_signature.h"
#include "library/members.h"

namespace quita::library {

// {"chave", "serie", "numero", "emissao", "natureza", "emitente", "destinatario", "valor",
//  "duplicatas": [{"numero", "vencimento", "valor"}], "autorizada", "homologacao", …}; `emitente`
// and `destinatario` are objects ("documento", "nome", "endereco" …).
object nfe_json(const document::Nfe&);

// {"tipo": "evento", "chave", "codigo", "evento", "cancelamento", "registrado", "sequencia",
//  "quando", "autor", "justificativa", "protocolo_nota", "protocolo": {"status", "motivo",
//  "numero"}, "homologacao"}
object nfe_event_json(const document::NfeEvent&);

// An NF-e or an event of one, whichever the file is. Errors: those of the two readers.
Result<object> read_nfe_file(std::string_view bytes);

// {"chave", "numero", "status", "homologacao", "emissao", "competencia", "processada_em", "dps":
//  {"serie", "numero"}, "prestador", "tomador" (or null), "servico": {"codigo", "descricao"},
//  "valor_servico", "desconto_incondicionado", "desconto_condicionado", "retencoes": {"issqn",
//  "inss", "irrf", "csll", "pis", "cofins", "total"}, "valor_liquido", "valor" (the same: what the
//  customer owes), "avisos"}
object nfse_json(const document::Nfse&);

// {"assinatura": {"id", "algoritmo", "assinante", "documento", "emissor_certificado", "valido_de",
//  "valido_ate"}}: what was signed, and by whom.
object xml_signature_json(const document::XmlSignature&);

// {"codificacao", "instituicao", "contas": [{"banco", "banco_nome", "banco_informado", "agencia",
//   "conta", "tipo_conta", "moeda", "inicio", "fim", "saldo", "saldo_em", "saldo_disponivel",
//   "transacoes": [{"id", "repeticao", "data", "valor", "tipo", "memo", "nome", "documento",
//                   "referencia", "linha"}]}],
//  "avisos": [{"linha", "regra", "mensagem"}]}. `valor` is negative when money leaves; `repeticao`
// is 1, or which appearance of the same `id` in the account this is, so that both tell it apart.
object ofx_json(const document::Ofx&);

}  // namespace quita::library
