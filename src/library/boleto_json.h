// Slips' numbers as JSON: the names that the commands, the C interface and their users share.
#pragma once

#include "base/date.h"
#include "boleto/boleto.h"
#include "library/members.h"

namespace quita::library {

// {"banco": "341", "agencia", "agencia_dv", "conta", "conta_dv", "carteira", "variacao",
//  "convenio", "codigo_beneficiario", "codigo_beneficiario_dv", "codigo_transmissao",
//  "codigo_cliente", "operacao", "ios", "posto", "byte_idt", "portfolio", "layout_emissao",
//  "documento_beneficiario", "seu_numero", "nosso_numero", "parcela", "data_documento",
//  "vencimento": "2026-12-10", "valor": "400.00" or "valor_centavos": 40000}; docs/banks.md says
// which of them a bank wants. Members with other names are left to the caller. Errors: those of
// make_boleto and of the members.
Result<boleto::Boleto> boleto_of(const object&);

// boleto_of, as {"codigo_barras", "linha_digitavel", "campo_livre", "nosso_numero_formatado",
// "agencia_codigo_beneficiario"}.
Result<object> make_boleto(const object&);
object boleto_json(const boleto::Boleto&);

// A digitable line or a barcode, with or without punctuation. `today` places the due factor in its
// cycle. Gives {"tipo": "boleto", "banco", "banco_nome", "fator_vencimento", "vencimento", "valor",
// "campo_livre", "codigo_barras", "linha_digitavel", "avisos"}, amounts in centavos; or, of a
// utility bill, {"tipo": "arrecadacao", "segmento", "segmento_nome", "empresa", "valor", …}.
Result<object> read_boleto(std::string_view code, Date today);

}  // namespace quita::library
