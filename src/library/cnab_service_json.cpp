#include "library/cnab_service_json.h"

#include <cstdlib>

#include "boleto/barcode.h"
#include "brazil/bank.h"
#include "cnab/dda.h"
#include "cnab/lines.h"
#include "cnab/payment.h"
#include "cnab/statement.h"
#include "library/cnab_read_json.h"

namespace quita::library {
namespace {

using boost::json::array;

std::string name_of(std::string_view bank, std::string_view known) {
  if (!known.empty()) return std::string(known);
  const auto* found = find_bank(bank);
  return found ? std::string(found->name) : std::string();
}

boost::json::value day(Date date) {
  return date == Date() ? boost::json::value() : boost::json::value(format_iso(date));
}

array warnings_json(const std::vector<cnab::Finding>& warnings) {
  array out;
  for (const auto& warning : warnings) out.push_back(finding_json(warning));
  return out;
}

object entry_json(const cnab::PaymentEntry& entry) {
  const auto& payment = entry.payment;
  array codes;
  for (const auto& code : entry.codes)
    codes.push_back(object{{"codigo", code.code}, {"descricao", text_or_null(code.words)}});
  return {{"linha", entry.line},
          {"forma", cnab::payment_method_name(payment.method)},
          {"forma_codigo", entry.form},
          {"ordem", cnab::payment_order_name(payment.order)},
          {"situacao", cnab::payment_status_name(entry.status)},
          {"data", day(payment.on)},
          {"valor", payment.amount.centavos()},
          {"seu_numero", payment.your_number},
          {"numero_banco", entry.bank_number},
          {"favorecido", object{{"nome", payment.payee.name},
                                {"documento", payment.payee.document},
                                {"banco", payment.payee.bank},
                                {"agencia", payment.payee.agency},
                                {"agencia_dv", payment.payee.agency_digit},
                                {"conta", payment.payee.account},
                                {"conta_dv", payment.payee.account_digit}}},
          {"finalidade", text_or_null(payment.purpose)},
          {"codigo_barras", text_or_null(payment.barcode)},
          {"vencimento", day(payment.due)},
          {"valor_titulo", payment.title_value.centavos()},
          {"desconto", payment.discount.centavos()},
          {"acrescimos", payment.additions.centavos()},
          {"pix_chave", text_or_null(payment.pix_key)},
          {"pix_url", text_or_null(payment.pix_location)},
          {"pix_txid", text_or_null(payment.pix_txid)},
          {"data_efetivacao", date_or_null(entry.paid_on)},
          {"valor_efetivado", entry.paid.centavos()},
          {"autenticacao", text_or_null(entry.authentication)},
          {"ocorrencias", std::move(codes)}};
}

Result<ServiceDocument> payments(std::string_view bytes) {
  const auto file = TRY(cnab::read_payments(bytes));
  ServiceDocument out;
  const bool sent = file.direction == cnab::Direction::remittance;
  out.head = {{"banco", file.covenant.bank},
              {"banco_nome", name_of(file.covenant.bank, cnab::bank_name(file.covenant.bank))},
              {"layout", cnab::format_name(cnab::Format::cnab240)},
              {"tipo", "pagamentos"},
              {"sentido", sent ? "remessa" : "retorno"},
              {"generico", file.generic},
              {"numero", file.stamp.number},
              {"gerado_em", day(file.stamp.made.date)},
              {"convenio", covenant_json(file.covenant)}};
  out.list = "pagamentos";
  for (const auto& entry : file.entries) out.items.push_back(entry_json(entry));
  out.warnings = warnings_json(file.warnings);
  return out;
}

object transaction_json(const cnab::StatementEntry& entry) {
  return {{"id", nullptr},
          {"repeticao", 0},
          {"data", format_iso(entry.date)},
          {"valor", entry.value.centavos()},
          {"tipo", entry.value.negative() ? "DEBIT" : "CREDIT"},
          {"memo", entry.history},
          {"nome", nullptr},
          {"documento", text_or_null(entry.document)},
          {"referencia", nullptr},
          {"linha", entry.line},
          {"data_contabil", date_or_null(entry.booked)},
          {"natureza", text_or_null(entry.nature)},
          {"categoria", text_or_null(entry.category)},
          {"categoria_descricao", text_or_null(entry.category_words)},
          {"historico_codigo", text_or_null(entry.history_code)},
          {"complemento", text_or_null(entry.complement)}};
}

object account_json(const cnab::Statement& statement, std::string_view bank_name) {
  array transactions;
  for (const auto& entry : statement.entries) transactions.push_back(transaction_json(entry));
  const auto& account = statement.covenant;
  return {{"banco", account.bank},
          {"banco_nome", text_or_null(bank_name)},
          {"agencia", text_or_null(account.agency)},
          {"conta", account.account + account.account_digit},
          {"tipo_conta", nullptr},
          {"moeda", text_or_null(statement.currency)},
          {"inicio", date_or_null(statement.opened_on)},
          {"fim", date_or_null(statement.closed_on)},
          {"saldo", centavos_or_null(statement.closing)},
          {"saldo_em", date_or_null(statement.closed_on)},
          {"saldo_disponivel", nullptr},
          {"saldo_inicial", statement.opening.centavos()},
          {"saldo_inicial_em", date_or_null(statement.opened_on)},
          {"limite", centavos_or_null(statement.limit)},
          {"bloqueado", statement.blocked.centavos()},
          {"numero", statement.number},
          {"linha", statement.line},
          {"transacoes", std::move(transactions)}};
}

Result<ServiceDocument> statements(std::string_view bytes) {
  const auto file = TRY(cnab::read_statements(bytes));
  const auto bank_name = name_of(file.bank, file.bank_name);
  ServiceDocument out;
  out.head = {{"banco", file.bank},
              {"banco_nome", bank_name},
              {"layout", cnab::format_name(cnab::Format::cnab240)},
              {"tipo", "extrato"},
              {"gerado_em", date_or_null(file.made)}};
  out.list = "contas";
  for (const auto& statement : file.statements)
    out.items.push_back(account_json(statement, bank_name));
  out.warnings = warnings_json(file.warnings);
  return out;
}

object charge_json(const cnab::DdaCharge& charge) {
  return {{"codigo", charge.code},
          {"data", date_or_null(charge.date)},
          {"valor", charge.value.centavos()}};
}

object slip_json(const cnab::DdaSlip& slip) {
  array discounts, messages;
  for (const auto& discount : slip.discounts) discounts.push_back(charge_json(discount));
  for (const auto& message : slip.messages) messages.emplace_back(message);
  const auto barcode = boleto::parse_barcode(slip.barcode);
  return {{"linha", slip.line},
          {"movimento", slip.movement},
          {"codigo_barras", slip.barcode},
          {"linha_digitavel",
           barcode ? boost::json::value(barcode->line().formatted()) : boost::json::value()},
          {"beneficiario", object{{"nome", slip.drawer_name}, {"documento", slip.drawer_document}}},
          {"vencimento", date_or_null(slip.due)},
          {"valor", slip.value.centavos()},
          {"documento", slip.document},
          {"carteira", slip.wallet},
          {"especie", slip.kind},
          {"emissao", date_or_null(slip.issued)},
          {"juros_por_dia", slip.interest_per_day.centavos()},
          {"descontos", std::move(discounts)},
          {"multa", slip.fine ? boost::json::value(charge_json(*slip.fine)) : boost::json::value()},
          {"abatimento", slip.rebate.centavos()},
          {"data_limite", date_or_null(slip.pay_until)},
          {"sacador_avalista",
           object{{"nome", slip.guarantor_name}, {"documento", slip.guarantor_document}}},
          {"mensagens", std::move(messages)}};
}

Result<ServiceDocument> dda(std::string_view bytes) {
  const auto file = TRY(cnab::read_dda(bytes));
  ServiceDocument out;
  out.head = {{"banco", file.bank},
              {"banco_nome", name_of(file.bank, file.bank_name)},
              {"layout", cnab::format_name(cnab::Format::cnab240)},
              {"tipo", "dda"},
              {"gerado_em", date_or_null(file.made)},
              {"convenio", covenant_json(file.covenant)}};
  out.list = "titulos";
  for (const auto& slip : file.slips) out.items.push_back(slip_json(slip));
  out.warnings = warnings_json(file.warnings);
  return out;
}

}  // namespace

Result<ServiceDocument> read_service_file(std::string_view bytes) {
  cnab::LineReader lines(bytes);
  switch (TRY(cnab::identify(lines)).service) {
    case cnab::Service::statement:
      return statements(bytes);
    case cnab::Service::dda:
      return dda(bytes);
    case cnab::Service::payments:
    case cnab::Service::collection:
      return payments(bytes);
  }
  std::abort();  // the compiler does not know that an enum class has no other values
}

}  // namespace quita::library
