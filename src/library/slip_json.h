// A slip to be printed, as JSON.
#pragma once

#include "base/money.h"
#include "library/members.h"
#include "pdf/slip.h"

namespace quita::library {

// The members of boleto_of, and, all of them optional texts unless said otherwise:
//   banco_nome, local_pagamento, especie, aceite, uso_banco, moeda, quantidade, valor_unitario,
//   documento (the number that the payer knows; else seu_numero), data_documento and
//   data_processamento (ISO dates), parcela and parcelas ("3" and "12"),
//   beneficiario, pagador: {"nome", "documento", "endereco", "cidade"}; sacador_avalista,
//   instrucoes (a list of texts), descricao, pix (a BR Code),
//   desconto, outras_deducoes, mora_multa, outros_acrescimos, valor_cobrado (decimal texts),
//   fatura (its title), itens: [{"descricao", "quantidade", "valor_unitario", "valor"}].
// documento_beneficiario may be left out: it is that of `beneficiario`. Names of beneficiary and
// payer are wanted. A CPF or CNPJ that is right is printed with its punctuation; another document
// as it was written. Errors: those of boleto_of, json.type, slip.input.missing, and those of dates
// and money.
struct SlipInput {
  pdf::Slip slip;
  Money amount;  // what the barcode carries
};
Result<SlipInput> slip_of(const object&);

// "48.317.265/0001-44 Loja": whose consecutive slips are one booklet.
std::string booklet_of(const pdf::Slip&);

}  // namespace quita::library
