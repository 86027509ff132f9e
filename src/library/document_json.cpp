#include "library/document_json.h"

#include <boost/json/array.hpp>

#include "brazil/bank.h"

namespace quita::library {

namespace {

using boost::json::array;

object party_json(const document::NfeParty& party) {
  array emails;
  for (const auto& email : party.emails) emails.emplace_back(email);
  const auto& address = party.address;
  object out{{"documento", party.document},
             {"nome", party.name},
             {"endereco", object{{"logradouro", address.street},
                                 {"numero", address.number},
                                 {"complemento", address.complement},
                                 {"bairro", address.district},
                                 {"cidade", address.city},
                                 {"uf", address.state},
                                 {"cep", address.cep}}},
             {"telefone", party.phone},
             {"emails", std::move(emails)}};
  if (!party.foreign_id.empty()) out["id_estrangeiro"] = party.foreign_id;
  if (!party.trade_name.empty()) out["nome_fantasia"] = party.trade_name;
  return out;
}

object transaction_json(const document::OfxTransaction& transaction) {
  return {{"id", text_or_null(transaction.id)},
          {"repeticao", transaction.occurrence},
          {"data", format_iso(transaction.date)},
          {"valor", transaction.amount.centavos()},
          {"tipo", transaction.kind},
          {"memo", transaction.memo},
          {"nome", text_or_null(transaction.name)},
          {"documento", text_or_null(transaction.check_number)},
          {"referencia", text_or_null(transaction.reference)},
          {"linha", transaction.line}};
}

object statement_json(const document::OfxStatement& statement) {
  array transactions;
  for (const auto& transaction : statement.transactions) {
    transactions.push_back(transaction_json(transaction));
  }
  const auto* bank = find_bank(statement.bank);
  return {{"banco", statement.bank},
          {"banco_nome", text_or_null(bank ? bank->name : std::string_view())},
          {"banco_informado", statement.bank_written},
          {"agencia", text_or_null(statement.branch)},
          {"conta", statement.account},
          {"tipo_conta", text_or_null(statement.account_kind)},
          {"moeda", text_or_null(statement.currency)},
          {"inicio", date_or_null(statement.from)},
          {"fim", date_or_null(statement.to)},
          {"saldo", centavos_or_null(statement.balance)},
          {"saldo_em", date_or_null(statement.balance_on)},
          {"saldo_disponivel", centavos_or_null(statement.available)},
          {"transacoes", std::move(transactions)}};
}

std::string_view name(document::OfxEncoding encoding) {
  switch (encoding) {
    case document::OfxEncoding::utf8:
      return "UTF-8";
    case document::OfxEncoding::windows1252:
      return "Windows-1252";
    case document::OfxEncoding::utf16:
      return "UTF-16";
  }
  return {};
}

}  // namespace

object nfe_json(const document::Nfe& nfe) {
  array instalments;
  for (const auto& instalment : nfe.instalments) {
    instalments.push_back(object{{"numero", instalment.number},
                                 {"vencimento", format_iso(instalment.due)},
                                 {"valor", instalment.value.centavos()}});
  }
  object out{{"chave", nfe.key},
             {"serie", nfe.series},
             {"numero", nfe.number},
             {"emissao", format_iso(nfe.issue_date)},
             {"natureza", nfe.operation},
             {"emitente", party_json(nfe.issuer)},
             {"destinatario", party_json(nfe.recipient)},
             {"valor", nfe.total.centavos()},
             {"duplicatas", std::move(instalments)},
             {"autorizada", nfe.authorised()},
             {"homologacao", nfe.homologation}};
  if (nfe.invoice && nfe.invoice->net) {
    out["fatura"] =
        object{{"numero", nfe.invoice->number}, {"valor_liquido", nfe.invoice->net->centavos()}};
  }
  return out;
}

object ofx_json(const document::Ofx& ofx) {
  array accounts, warnings;
  for (const auto& statement : ofx.statements) accounts.push_back(statement_json(statement));
  for (const auto& warning : ofx.warnings) {
    warnings.push_back(
        object{{"linha", warning.line}, {"regra", warning.code}, {"mensagem", warning.message}});
  }
  return {{"codificacao", name(ofx.encoding)},
          {"instituicao", text_or_null(ofx.institution)},
          {"contas", std::move(accounts)},
          {"avisos", std::move(warnings)}};
}

}  // namespace quita::library
