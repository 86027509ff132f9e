#include "app/instrument_commands.h"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>

#include "base/money.h"
#include "base/text.h"
#include "boleto/boleto.h"
#include "boleto/due_factor.h"
#include "boleto/utility_slip.h"
#include "brazil/bank.h"
#include "json/parse.h"
#include "pix/br_code.h"
#include "pix/pix_key.h"

namespace quita {

namespace {

using boost::json::object;

constexpr int exit_good = 0;
constexpr int exit_refused = 2;

object refusal(const Error& error, int line) {
  const std::string place = error.field.empty() ? fmt::format("linha {}", line)
                                                : fmt::format("linha {}: {}", line, error.field);
  return {{"erro",
           {{"lugar", place},
            {"regra", error.code},
            {"esperado", error.hint.empty() ? error.message : error.hint},
            {"mensagem", error.message}}}};
}

// Answers every line that is not blank with what `answer` makes of it, or with its refusal.
int answer_lines(std::istream& in, std::ostream& out,
                 const std::function<Result<object>(std::string_view)>& answer) {
  int status = exit_good;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::string_view text = line;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (number == 1 && text.starts_with(byte_order_mark)) {
      text.remove_prefix(byte_order_mark.size());
    }
    text = trim(text);
    if (text.empty()) continue;
    const auto answered = answer(text);
    if (!answered) status = exit_refused;
    out << json::serialize(answered ? *answered : refusal(answered.error(), number)) << '\n';
  }
  return status;
}

Result<object> object_of(std::string_view line) {
  auto value = TRY(json::parse(line));
  if (!value.is_object()) {
    return invalid("json.type", "A linha não é um objeto JSON", {},
                   "um objeto, como {\"banco\": \"341\", …}");
  }
  return std::move(value).as_object();
}

tl::unexpected<Error> wrong_type(std::string_view name, std::string expected) {
  return invalid("json.type", fmt::format("{}: o tipo do valor não serve", name), std::string(name),
                 std::move(expected));
}

// A text, or a whole number as text; empty when absent or null.
Result<std::string> text_of(const object& members, std::string_view name) {
  const auto* value = members.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (value->is_string()) return std::string(trim(std::string_view(value->as_string())));
  if (value->is_int64()) return std::to_string(value->as_int64());
  if (value->is_uint64()) return std::to_string(value->as_uint64());
  return wrong_type(name, "um texto ou um número inteiro");
}

// `valor` as decimal text or `valor_centavos` as a whole number; nothing when both are absent.
Result<std::optional<Money>> amount_of(const object& members) {
  if (const auto* centavos = members.if_contains("valor_centavos");
      centavos && !centavos->is_null()) {
    if (!centavos->is_int64()) return wrong_type("valor_centavos", "centavos, em número inteiro");
    return Money::centavos(centavos->as_int64());
  }
  const auto* value = members.if_contains("valor");
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_string()) {
    return wrong_type("valor", "um texto como \"400.00\", ou valor_centavos em número inteiro");
  }
  auto amount = parse_money(std::string_view(value->as_string()));
  if (!amount) return tl::make_unexpected(std::move(amount).error().at("valor"));
  return *amount;
}

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

// An ISO date; nothing when absent or null.
Result<std::optional<Date>> date_of(const object& members, std::string_view name) {
  const auto text = TRY(text_of(members, name));
  if (text.empty()) return std::nullopt;
  auto date = parse_iso_date(text);
  if (!date) {
    Error error = std::move(date).error().at(std::string(name));
    error.field = name;
    error.hint = "uma data AAAA-MM-DD";
    return tl::make_unexpected(std::move(error));
  }
  return *date;
}

Result<std::optional<Date>> due_of(const object& members) {
  if (!members.contains("vencimento")) {
    return invalid("boleto.input.missing", "vencimento: falta informar", "vencimento",
                   "uma data AAAA-MM-DD, ou null para um boleto sem vencimento");
  }
  return date_of(members, "vencimento");
}

Result<object> make_one_boleto(std::string_view line) {
  const object members = TRY(object_of(line));
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
  const auto made = TRY(boleto::make_boleto(bank, agreement, order));
  return object{{"codigo_barras", made.barcode.text()},
                {"linha_digitavel", made.line().formatted()},
                {"campo_livre", made.free_field()},
                {"nosso_numero_formatado", made.our_number.printed.view()},
                {"agencia_codigo_beneficiario", made.beneficiary.view()}};
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
      {"vencimento", due ? boost::json::value(format_iso(*due)) : boost::json::value(nullptr)},
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

Result<object> read_one_boleto(std::string_view line, Date today) {
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

Result<object> make_one_pix(std::string_view line) {
  const object members = TRY(object_of(line));
  const std::string location = TRY(text_of(members, "url"));
  const std::string name = TRY(text_of(members, "nome"));
  const std::string city = TRY(text_of(members, "cidade"));
  const std::string postal_code = TRY(text_of(members, "cep"));
  if (!location.empty()) {
    pix::DynamicCode wanted{.location = location,
                            .merchant_name = name,
                            .merchant_city = city,
                            .postal_code = postal_code,
                            .recurrence = TRY(text_of(members, "url_recorrencia"))};
    if (const auto* single = members.if_contains("uso_unico"); single && !single->is_null()) {
      if (!single->is_bool()) return wrong_type("uso_unico", "true ou false");
      wanted.single_use = single->as_bool();
    }
    return object{{"tipo", "dinamico"}, {"br_code", TRY(pix::make_br_code(wanted))}};
  }
  pix::StaticCode wanted{.key = TRY(text_of(members, "chave")),
                         .amount = TRY(amount_of(members)),
                         .merchant_name = name,
                         .merchant_city = city,
                         .description = TRY(text_of(members, "descricao")),
                         .postal_code = postal_code};
  if (const auto txid = TRY(text_of(members, "txid")); !txid.empty()) wanted.txid = txid;
  return object{{"tipo", "estatico"}, {"br_code", TRY(pix::make_br_code(wanted))}};
}

Result<object> read_one_pix(std::string_view line) {
  const auto code = TRY(pix::read_br_code(line));
  const auto optional_text = [](const std::string& text) {
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
  };
  const auto key = pix::parse_key(code.key);
  boost::json::array warnings;
  for (const auto& warning : code.warnings) warnings.emplace_back(warning);
  return object{
      {"tipo", code.dynamic()     ? "dinamico"
               : code.key.empty() ? "recorrencia"
                                  : "estatico"},
      {"chave", optional_text(code.key)},
      {"tipo_chave", key ? boost::json::value(pix::name(key->kind)) : boost::json::value(nullptr)},
      {"descricao", optional_text(code.description)},
      {"url", optional_text(code.location)},
      {"url_recorrencia", optional_text(code.recurrence)},
      {"uso_unico", code.point_of_initiation == "12"},
      {"valor",
       code.amount ? boost::json::value(code.amount->centavos()) : boost::json::value(nullptr)},
      {"nome", code.merchant_name},
      {"cidade", code.merchant_city},
      {"cep", optional_text(code.postal_code)},
      {"txid", code.txid},
      {"facilitador_saque", optional_text(code.withdrawal_provider)},
      {"crc", code.crc},
      {"avisos", std::move(warnings)}};
}

}  // namespace

int boleto_make(std::istream& in, std::ostream& out) {
  return answer_lines(in, out, make_one_boleto);
}

int boleto_read(std::istream& in, std::ostream& out, Date today) {
  return answer_lines(in, out,
                      [today](std::string_view line) { return read_one_boleto(line, today); });
}

int pix_make(std::istream& in, std::ostream& out) { return answer_lines(in, out, make_one_pix); }

int pix_read(std::istream& in, std::ostream& out) { return answer_lines(in, out, read_one_pix); }

}  // namespace quita
