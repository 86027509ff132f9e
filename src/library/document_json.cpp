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

boost::json::value protocol_json(const std::optional<document::NfeProtocol>& protocol) {
  if (!protocol) return nullptr;
  return object{
      {"status", protocol->status}, {"motivo", protocol->reason}, {"numero", protocol->number}};
}

object party_json(const document::NfseParty& party) {
  const auto& address = party.address;
  return {{"documento", text_or_null(party.document)},
          {"id_estrangeiro", text_or_null(party.foreign_id)},
          {"inscricao_municipal", text_or_null(party.municipal_registration)},
          {"nome", party.name},
          {"nome_fantasia", text_or_null(party.trade_name)},
          {"endereco", object{{"logradouro", address.street},
                              {"numero", address.number},
                              {"complemento", address.complement},
                              {"bairro", address.district},
                              {"codigo_municipio", address.city_code},
                              {"uf", address.state},
                              {"cep", address.cep}}},
          {"telefone", text_or_null(party.phone)},
          {"email", text_or_null(party.email)}};
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
             {"protocolo", protocol_json(nfe.protocol)},
             {"homologacao", nfe.homologation}};
  if (nfe.invoice && nfe.invoice->net) {
    out["fatura"] =
        object{{"numero", nfe.invoice->number}, {"valor_liquido", nfe.invoice->net->centavos()}};
  }
  return out;
}

object nfe_event_json(const document::NfeEvent& event) {
  return {{"tipo", "evento"},
          {"chave", event.key},
          {"codigo", event.type},
          {"evento", event.description},
          {"cancelamento", event.cancellation()},
          {"registrado", event.registered()},
          {"sequencia", event.sequence},
          {"quando", format_iso(event.at)},
          {"autor", event.author},
          {"justificativa", text_or_null(event.reason)},
          {"protocolo_nota", text_or_null(event.authorisation)},
          {"protocolo", object{{"status", text_or_null(event.status)},
                               {"motivo", text_or_null(event.status_reason)},
                               {"numero", text_or_null(event.protocol)}}},
          {"homologacao", event.homologation}};
}

Result<object> read_nfe_file(std::string_view bytes) {
  auto nfe = document::read_nfe(bytes);
  if (nfe) return nfe_json(*nfe);
  if (nfe.error().code != "nfe.root") return tl::make_unexpected(std::move(nfe).error());
  auto event = document::read_nfe_event(bytes);
  if (event) return nfe_event_json(*event);
  const bool another_document = event.error().code == "nfe.root";
  return tl::make_unexpected(another_document ? std::move(nfe).error() : std::move(event).error());
}

object nfse_json(const document::Nfse& nfse) {
  array warnings;
  for (const auto& warning : nfse.warnings) warnings.emplace_back(warning);
  const auto& retained = nfse.retentions;
  return {{"chave", nfse.key},
          {"numero", nfse.number},
          {"status", nfse.status},
          {"homologacao", nfse.homologation},
          {"emissao", format_iso(nfse.issue_date)},
          {"competencia", date_or_null(nfse.competence)},
          {"processada_em", format_iso(nfse.processed_at)},
          {"dps", object{{"serie", nfse.dps_series}, {"numero", nfse.dps_number}}},
          {"prestador", party_json(nfse.issuer)},
          {"tomador", nfse.customer ? boost::json::value(party_json(*nfse.customer))
                                    : boost::json::value(nullptr)},
          {"servico", object{{"codigo", nfse.service_code}, {"descricao", nfse.description}}},
          {"valor_servico", nfse.service.centavos()},
          {"desconto_incondicionado", nfse.unconditional_discount.centavos()},
          {"desconto_condicionado", nfse.conditional_discount.centavos()},
          {"retencoes", object{{"issqn", centavos_or_null(retained.issqn)},
                               {"inss", centavos_or_null(retained.inss)},
                               {"irrf", centavos_or_null(retained.irrf)},
                               {"csll", centavos_or_null(retained.csll)},
                               {"pis", centavos_or_null(retained.pis)},
                               {"cofins", centavos_or_null(retained.cofins)},
                               {"total", centavos_or_null(retained.total)}}},
          {"valor_liquido", nfse.net.centavos()},
          {"valor", nfse.net.centavos()},
          {"avisos", std::move(warnings)}};
}

object xml_signature_json(const document::XmlSignature& signature) {
  return {{"assinatura", object{{"id", signature.signed_id},
                                {"algoritmo", signature.algorithm},
                                {"assinante", signature.signer},
                                {"documento", text_or_null(signature.signer_document)},
                                {"emissor_certificado", signature.certificate_issuer},
                                {"valido_de", format_iso(signature.valid_from)},
                                {"valido_ate", format_iso(signature.valid_until)}}}};
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
