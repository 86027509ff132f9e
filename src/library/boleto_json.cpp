#include "library/boleto_json.h"

#include <fmt/format.h>

#include "base/text.h"
#include "boleto/due_factor.h"
#include "boleto/utility_slip.h"
#include "brazil/bank.h"

namespace quita::library {

namespace {

struct AgreementMember {
  std::string_view name;
  std::string boleto::Agreement::*member;
};
constexpr AgreementMember agreement_members[] = {
    {"agencia", &boleto::Agreement::agency},
    {"agencia_dv", &boleto::Agreement::agency_digit},
    {"conta", &boleto::Agreement::account},
    {"conta_dv", &boleto::Agreement::account_digit},
    {"carteira", &boleto::Agreement::wallet},
    {"variacao", &boleto::Agreement::variation},
    {"convenio", &boleto::Agreement::covenant},
    {"codigo_beneficiario", &boleto::Agreement::beneficiary},
    {"codigo_beneficiario_dv", &boleto::Agreement::beneficiary_digit},
    {"codigo_transmissao", &boleto::Agreement::transmission},
    {"codigo_cliente", &boleto::Agreement::client},
    {"operacao", &boleto::Agreement::operation},
    {"ios", &boleto::Agreement::ios},
    {"posto", &boleto::Agreement::post},
    {"byte_idt", &boleto::Agreement::id_byte},
    {"portfolio", &boleto::Agreement::portfolio},
    {"layout_emissao", &boleto::Agreement::emission_layout},
    {"documento_beneficiario", &boleto::Agreement::document},
};

Result<std::optional<Date>> due_of(const object& members) {
  if (!members.contains("vencimento")) {
    return invalid("boleto.input.missing", "vencimento: falta informar", "vencimento",
                   "uma data AAAA-MM-DD, ou null para um boleto sem vencimento");
  }
  return date_of(members, "vencimento");
}

object describe(const boleto::UtilitySlip& slip) {
  const auto centavos = slip.centavos();
  return {{"tipo", "arrecadacao"},
          {"segmento", std::string(1, slip.segment())},
          {"segmento_nome", slip.segment_name()},
          {"empresa", slip.company()},
          {"valor", centavos ? boost::json::value(*centavos) : boost::json::value(nullptr)},
          {"codigo_barras", slip.text()},
          {"linha_digitavel", slip.line()}};
}

object describe(const boleto::Barcode& barcode, Date today) {
  const int factor = barcode.due_factor();
  const auto due = boleto::due_date(factor, today);
  const auto* bank = find_bank(barcode.bank());
  object found = {
      {"tipo", "boleto"},
      {"banco", barcode.bank()},
      {"banco_nome", bank ? boost::json::value(bank->name) : boost::json::value(nullptr)},
      {"fator_vencimento", factor},
      {"vencimento", date_or_null(due)},
      {"valor", barcode.centavos()},
      {"campo_livre", barcode.free_field()},
      {"codigo_barras", barcode.text()},
      {"linha_digitavel", barcode.line().formatted()}};
  boost::json::array warnings;
  if (factor == 0) warnings.emplace_back("O boleto não traz vencimento");
  if (factor != 0 && !due) {
    warnings.emplace_back(fmt::format(
        "O fator {:04} não indica uma data entre {} dias antes e {} dias depois de hoje", factor,
        boleto::due_window_before_days, boleto::due_window_after_days));
  }
  if (barcode.centavos() == 0) warnings.emplace_back("O boleto não traz valor");
  found["avisos"] = std::move(warnings);
  return found;
}

}  // namespace

Result<boleto::Boleto> boleto_of(const object& members) {
  boleto::Agreement agreement;
  for (const auto& [name, member] : agreement_members) {
    agreement.*member = TRY(text_of(members, name));
  }
  const std::string bank = pad_left(TRY(text_of(members, "banco")), 3, '0');
  const std::string our_number = TRY(text_of(members, "nosso_numero"));
  const std::string your_number = TRY(text_of(members, "seu_numero"));
  const auto amount = TRY(amount_of(members));
  if (!amount) {
    return invalid("boleto.input.missing", "valor: falta informar", "valor",
                   "um texto como \"400.00\", ou valor_centavos em número inteiro");
  }
  boleto::Order order = {our_number, your_number, *amount, TRY(due_of(members))};
  order.issued = TRY(date_of(members, "data_documento"));
  const std::string instalment = TRY(text_of(members, "parcela"));
  order.instalment = instalment;
  return boleto::make_boleto(bank, agreement, order);
}

object boleto_json(const boleto::Boleto& made) {
  return {{"codigo_barras", made.barcode.text()},
          {"linha_digitavel", made.line().formatted()},
          {"campo_livre", made.free_field()},
          {"nosso_numero_formatado", made.our_number.printed.view()},
          {"agencia_codigo_beneficiario", made.beneficiary.view()}};
}

Result<object> make_boleto(const object& members) { return boleto_json(TRY(boleto_of(members))); }

Result<object> read_boleto(std::string_view line, Date today) {
  const std::string digits = digits_only(line);
  const bool utility = digits.starts_with('8');
  switch (digits.size()) {
    case 44:
      if (utility) return describe(TRY(boleto::read_utility_slip(line)));
      return describe(TRY(boleto::parse_barcode(line)), today);
    case 47:
      return describe(TRY(boleto::parse_line(line)), today);
    case 48:
      return describe(TRY(boleto::read_utility_slip(line)));
    default:
      return invalid(
          "boleto.length", fmt::format("A linha tem {} dígitos", digits.size()), {},
          "44 dígitos (código de barras), 47 (linha digitável de boleto) ou 48 (linha de "
          "arrecadação)");
  }
}

}  // namespace quita::library
