#include "library/slip_json.h"

#include <boost/json/array.hpp>

#include "base/text.h"
#include "boleto/boleto.h"
#include "brazil/bank.h"
#include "brazil/document.h"
#include "library/boleto_json.h"

namespace quita::library {

namespace {

tl::unexpected<Error> missing(const std::string& member) {
  return invalid("slip.input.missing", member + ": falta informar", member, "um texto");
}

// The error with the member's place: "pagador.nome".
template <class T>
Result<T> within(const std::string& place, Result<T> result) {
  if (result) return result;
  Error error = std::move(result).error();
  error.field = place + "." + error.field;
  return tl::make_unexpected(std::move(error));
}

// "1.299,90": the boxes have their own R$.
std::string figure(Money amount) {
  const std::string whole = format_brl(amount);
  const std::size_t digit = whole.find_first_of("0123456789");
  return (amount.negative() ? "-" : "") + whole.substr(digit);
}

Result<std::string> figure_of(const object& members, std::string_view member) {
  const auto text = TRY(text_of(members, member));
  if (text.empty()) return text;
  auto amount = parse_money(text);
  if (!amount) {
    Error error = std::move(amount).error();
    error.field = member;
    return tl::make_unexpected(std::move(error));
  }
  return figure(*amount);
}

Result<std::string> day_of(const object& members, std::string_view member) {
  const auto date = TRY(date_of(members, member));
  return date ? format_br(*date) : std::string();
}

Result<pdf::SlipParty> party_members(const object& members) {
  pdf::SlipParty party;
  party.name = TRY(text_of(members, "nome"));
  if (party.name.empty()) return missing("nome");
  party.document = TRY(text_of(members, "documento"));
  if (const auto known = parse_document(party.document)) party.document = known->formatted();
  party.street = TRY(text_of(members, "endereco"));
  party.city = TRY(text_of(members, "cidade"));
  return party;
}

Result<pdf::SlipParty> party_of(const object& members, const std::string& member) {
  const auto* value = members.if_contains(member);
  if (value == nullptr || value->is_null()) return missing(member + ".nome");
  if (!value->is_object())
    return wrong_type(member, "um objeto com nome, documento, endereco, cidade");
  return within(member, party_members(value->as_object()));
}

// A list of texts, or one text.
Result<std::vector<std::string>> texts_of(const object& members, std::string_view member) {
  std::vector<std::string> texts;
  const auto* value = members.if_contains(member);
  if (value == nullptr || value->is_null()) return texts;
  if (value->is_string()) {
    texts.emplace_back(value->as_string());
    return texts;
  }
  if (!value->is_array()) return wrong_type(member, "uma lista de textos");
  for (const auto& each : value->as_array()) {
    if (!each.is_string()) return wrong_type(member, "uma lista de textos");
    texts.emplace_back(each.as_string());
  }
  return texts;
}

Result<std::vector<pdf::SlipItem>> items_of(const object& members) {
  std::vector<pdf::SlipItem> items;
  const auto* value = members.if_contains("itens");
  if (value == nullptr || value->is_null()) return items;
  if (!value->is_array()) return wrong_type("itens", "uma lista de objetos");
  for (const auto& each : value->as_array()) {
    if (!each.is_object()) return wrong_type("itens", "uma lista de objetos");
    const object& item = each.as_object();
    const std::string place = "itens[" + std::to_string(items.size()) + "]";
    pdf::SlipItem printed;
    printed.description = TRY(within(place, text_of(item, "descricao")));
    printed.quantity = TRY(within(place, text_of(item, "quantidade")));
    printed.unit_price = TRY(within(place, figure_of(item, "valor_unitario")));
    printed.amount = TRY(within(place, figure_of(item, "valor")));
    items.push_back(std::move(printed));
  }
  return items;
}

struct TextMember {
  std::string_view name;
  std::string pdf::Slip::*member;
};
// What stays at the slip's own default when it is not said.
constexpr TextMember text_members[] = {
    {"banco_nome", &pdf::Slip::bank_name},
    {"local_pagamento", &pdf::Slip::payment_place},
    {"especie", &pdf::Slip::kind},
    {"aceite", &pdf::Slip::acceptance},
    {"uso_banco", &pdf::Slip::bank_use},
    {"moeda", &pdf::Slip::currency},
    {"quantidade", &pdf::Slip::quantity},
    {"carteira", &pdf::Slip::portfolio},
    {"sacador_avalista", &pdf::Slip::guarantor},
    {"descricao", &pdf::Slip::description},
    {"pix", &pdf::Slip::pix_code},
    {"fatura", &pdf::Slip::invoice_title},
};
constexpr TextMember figure_members[] = {
    {"valor_unitario", &pdf::Slip::unit_value},
    {"desconto", &pdf::Slip::discount},
    {"outras_deducoes", &pdf::Slip::other_deductions},
    {"mora_multa", &pdf::Slip::fine_interest},
    {"outros_acrescimos", &pdf::Slip::other_additions},
    {"valor_cobrado", &pdf::Slip::charged_amount},
};

Status set_texts(const object& members, pdf::Slip& slip) {
  for (const auto& [name, member] : text_members) {
    auto text = TRY(text_of(members, name));
    if (!text.empty()) slip.*member = std::move(text);
  }
  for (const auto& [name, member] : figure_members) slip.*member = TRY(figure_of(members, name));
  slip.document_number = TRY(text_of(members, "documento"));
  if (slip.document_number.empty()) slip.document_number = TRY(text_of(members, "seu_numero"));
  slip.issue_date = TRY(day_of(members, "data_documento"));
  slip.processing_date = TRY(day_of(members, "data_processamento"));
  slip.instalment = TRY(text_of(members, "parcela"));
  const auto instalments = TRY(text_of(members, "parcelas"));
  if (!instalments.empty()) slip.instalment += "/" + instalments;
  slip.instructions = TRY(texts_of(members, "instrucoes"));
  slip.items = TRY(items_of(members));
  return {};
}

// A bank that wants the beneficiary's document finds it where the slip names him.
Result<boleto::Boleto> numbers_of(const object& members) {
  auto made = boleto_of(members);
  constexpr std::string_view wanted = "documento_beneficiario";
  const auto* beneficiary = members.if_contains("beneficiario");
  if (made || made.error().field != wanted || members.contains(wanted) || beneficiary == nullptr ||
      !beneficiary->is_object()) {
    return made;
  }
  object with_document = members;
  const auto document = TRY(text_of(beneficiary->as_object(), "documento"));
  with_document[wanted] = digits_only(document);
  return boleto_of(with_document);
}

}  // namespace

Result<SlipInput> slip_of(const object& members) {
  const auto made = TRY(numbers_of(members));
  SlipInput input;
  pdf::Slip& slip = input.slip;
  const std::string bank(made.barcode.bank());
  const Bank* known = find_bank(bank);
  slip.bank_name = known != nullptr ? std::string(known->name) : bank;
  slip.bank_code = bank + "-" + bank_code_digit(bank);
  slip.digitable_line = made.line().formatted();
  slip.barcode = made.barcode.text();
  slip.agency_account = made.beneficiary.view();
  slip.our_number = made.our_number.printed.view();
  input.amount = Money::centavos(made.barcode.centavos());
  slip.amount = figure(input.amount);
  const auto due = TRY(date_of(members, "vencimento"));
  slip.due_date = due ? format_br(*due) : "Contra apresentação";
  TRY_STATUS(set_texts(members, slip));
  slip.beneficiary = TRY(party_of(members, "beneficiario"));
  slip.payer = TRY(party_of(members, "pagador"));
  if (!slip.items.empty()) slip.items_total = format_brl(input.amount);
  return input;
}

std::string booklet_of(const pdf::Slip& slip) {
  return slip.beneficiary.document + " " + slip.beneficiary.name + "\n" + slip.payer.document +
         " " + slip.payer.name;
}

}  // namespace quita::library
