#include "app/cnab_commands.h"

#include <fmt/format.h>

#include <boost/describe/class.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <istream>
#include <ostream>

#include "cnab/check.h"
#include "cnab/remittance.h"
#include "cnab/return.h"
#include "json/bind.h"

namespace quita::app {

// The document that `cnab write` takes. Members that may be left out are optional.
struct CovenantInput {
  std::string banco, layout, empresa, documento, agencia, conta;
  std::optional<std::string> agencia_dv, conta_dv, carteira, variacao, convenio,
      codigo_beneficiario, codigo_transmissao;
};
BOOST_DESCRIBE_STRUCT(CovenantInput, (),
                      (banco, layout, empresa, documento, agencia, conta, agencia_dv, conta_dv,
                       carteira, variacao, convenio, codigo_beneficiario, codigo_transmissao))

struct FileInput {
  int numero = 1;
  Date data;
  std::optional<std::string> hora;
};
BOOST_DESCRIBE_STRUCT(FileInput, (), (numero, data, hora))

struct InterestInput {
  std::optional<Money> por_dia;
  std::optional<std::string> ao_mes;
};
BOOST_DESCRIBE_STRUCT(InterestInput, (), (por_dia, ao_mes))

struct FineInput {
  std::optional<Money> valor;
  std::optional<std::string> percentual;
};
BOOST_DESCRIBE_STRUCT(FineInput, (), (valor, percentual))

struct DiscountInput {
  Date ate;
  std::optional<Money> valor;
  std::optional<std::string> percentual;
};
BOOST_DESCRIBE_STRUCT(DiscountInput, (), (ate, valor, percentual))

struct PayerInput {
  std::string nome;
  std::optional<std::string> documento, endereco, bairro, cidade, uf, cep;
};
BOOST_DESCRIBE_STRUCT(PayerInput, (), (nome, documento, endereco, bairro, cidade, uf, cep))

struct ItemInput {
  std::optional<std::string> ordem, seu_numero, uso_empresa, especie;
  std::string nosso_numero;
  Date vencimento;
  Money valor;
  std::optional<bool> aceite;
  std::optional<Date> emissao;
  std::optional<Money> abatimento;
  std::optional<InterestInput> juros;
  std::optional<FineInput> multa;
  std::optional<std::vector<DiscountInput>> descontos;
  std::optional<int> dias_protesto, dias_baixa;
  std::optional<PayerInput> pagador;
};
BOOST_DESCRIBE_STRUCT(ItemInput, (),
                      (ordem, seu_numero, uso_empresa, especie, nosso_numero, vencimento, valor,
                       aceite, emissao, abatimento, juros, multa, descontos, dias_protesto,
                       dias_baixa, pagador))

struct RemittanceInput {
  CovenantInput convenio;
  FileInput arquivo;
  std::vector<ItemInput> itens;
};
BOOST_DESCRIBE_STRUCT(RemittanceInput, (), (convenio, arquivo, itens))

namespace {

namespace bj = boost::json;
using cnab::Finding;

// Larger than any bank's file by far; keeps a wrong input from filling the memory.
constexpr std::size_t file_bytes_max = 256U * 1024 * 1024;

Result<std::string> read_all(std::istream& in) {
  std::string bytes;
  char block[64 * 1024];
  while (in.read(block, sizeof block), in.gcount() > 0) {
    bytes.append(block, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > file_bytes_max)
      return invalid("cnab.too_large", "O arquivo passa de 256 MiB.", "arquivo",
                     "um arquivo CNAB de até 256 MiB");
  }
  return bytes;
}

bj::object error_json(const Error& error) {
  return {{"lugar", error.field},
          {"regra", error.code},
          {"esperado", error.hint},
          {"mensagem", error.message}};
}

int refuse(std::ostream& out, const Error& error) {
  out << bj::serialize(bj::object{{"erro", error_json(error)}}) << '\n';
  return 2;
}

bj::value date_json(const std::optional<Date>& date) {
  return date ? bj::value(format_iso(*date)) : bj::value();
}
bj::value date_json(Date date) {
  return date == Date() ? bj::value() : bj::value(format_iso(date));
}

bj::object finding_json(const Finding& finding) {
  return {{"linha", finding.line},
          {"coluna_inicial", finding.first_column},
          {"coluna_final", finding.last_column},
          {"campo", finding.field},
          {"regra", finding.rule},
          {"encontrado", finding.found},
          {"esperado", finding.expected},
          {"mensagem", finding.message}};
}

bj::array findings_json(const std::vector<Finding>& findings) {
  bj::array out;
  for (const auto& finding : findings) out.push_back(finding_json(finding));
  return out;
}

bj::object covenant_json(const cnab::Covenant& covenant) {
  return {{"empresa", covenant.company_name},
          {"documento", covenant.company_document},
          {"agencia", covenant.agency},
          {"agencia_dv", covenant.agency_digit},
          {"conta", covenant.account},
          {"conta_dv", covenant.account_digit},
          {"carteira", covenant.wallet},
          {"variacao", covenant.variation},
          {"convenio", covenant.covenant},
          {"codigo_beneficiario", covenant.beneficiary_code},
          {"codigo_transmissao", covenant.transmission_code}};
}

bj::object entry_json(const cnab::ReturnEntry& entry) {
  bj::array reasons;
  for (const auto& reason : entry.reasons)
    reasons.push_back(
        bj::object{{"codigo", reason.code},
                   {"descricao", reason.words.empty() ? bj::value() : bj::value(reason.words)}});
  return {{"linha", entry.line},
          {"nosso_numero", entry.our_number},
          {"nosso_numero_escrito", entry.our_number_written},
          {"seu_numero", entry.your_number},
          {"uso_empresa", entry.company_use},
          {"carteira", entry.wallet},
          {"ocorrencia", entry.occurrence},
          {"ocorrencia_descricao",
           entry.occurrence_words.empty() ? bj::value() : bj::value(entry.occurrence_words)},
          {"evento", cnab::event_name(entry.event)},
          {"motivos", std::move(reasons)},
          {"valor_titulo", entry.title_value.centavos()},
          {"valor_pago", entry.paid.centavos()},
          {"juros_multa", entry.interest_and_fine.centavos()},
          {"desconto", entry.discount.centavos()},
          {"abatimento", entry.rebate.centavos()},
          {"iof", entry.iof.centavos()},
          {"tarifa", entry.fee.centavos()},
          {"outras_despesas", entry.other_expenses.centavos()},
          {"outros_creditos", entry.other_credits.centavos()},
          {"valor_creditado", entry.net_credit.centavos()},
          {"vencimento", date_json(entry.due)},
          {"data_ocorrencia", date_json(entry.occurred)},
          {"data_credito", date_json(entry.credited)},
          {"banco_recebedor", entry.paying_bank},
          {"agencia_recebedora", entry.paying_agency},
          {"pagador", bj::object{{"nome", entry.payer_name}, {"documento", entry.payer_document}}}};
}

bj::object item_json(const cnab::RemittanceItem& item, int line) {
  bj::array discounts;
  for (const auto& discount : item.discounts) {
    bj::object one{{"ate", format_iso(discount.until)}};
    if (discount.kind == cnab::DiscountTerm::Kind::percent)
      one["percentual"] = format_percent(discount.percent);
    else
      one["valor"] = discount.amount.centavos();
    discounts.push_back(std::move(one));
  }
  bj::value interest;
  if (item.interest.kind == cnab::InterestTerm::Kind::per_day)
    interest = bj::object{{"por_dia", item.interest.per_day.centavos()}};
  if (item.interest.kind == cnab::InterestTerm::Kind::percent_month)
    interest = bj::object{{"ao_mes", format_percent(item.interest.monthly)}};
  bj::value fine;
  if (item.fine.kind == cnab::FineTerm::Kind::amount)
    fine = bj::object{{"valor", item.fine.amount.centavos()}};
  if (item.fine.kind == cnab::FineTerm::Kind::percent)
    fine = bj::object{{"percentual", format_percent(item.fine.percent)}};
  const auto days = [](const std::optional<int>& count) {
    return count ? bj::value(*count) : bj::value();
  };
  return {{"linha", line},
          {"nosso_numero", item.our_number},
          {"seu_numero", item.your_number},
          {"uso_empresa", item.company_use},
          {"ocorrencia", cnab::order_name(item.order)},
          {"evento", cnab::order_name(item.order)},
          {"valor_titulo", item.amount.centavos()},
          {"valor_pago", nullptr},
          {"juros_multa", nullptr},
          {"tarifa", nullptr},
          {"data_ocorrencia", nullptr},
          {"data_credito", nullptr},
          {"vencimento", date_json(item.due)},
          {"emissao", date_json(item.issued)},
          {"especie", item.kind},
          {"aceite", item.accepted},
          {"abatimento", item.rebate.centavos()},
          {"juros", std::move(interest)},
          {"multa", std::move(fine)},
          {"descontos", std::move(discounts)},
          {"dias_protesto", days(item.protest_days)},
          {"dias_baixa", days(item.write_off_days)},
          {"motivos", bj::array()},
          {"pagador", bj::object{{"nome", item.payer.name},
                                 {"documento", item.payer.document},
                                 {"endereco", item.payer.street},
                                 {"bairro", item.payer.district},
                                 {"cidade", item.payer.city},
                                 {"uf", item.payer.state},
                                 {"cep", item.payer.postal_code}}}};
}

bj::object return_json(const cnab::ReturnFile& file) {
  bj::array titles;
  titles.reserve(file.entries.size());
  for (const auto& entry : file.entries) titles.push_back(entry_json(entry));
  return {{"banco", file.covenant.bank},
          {"banco_nome", file.bank_name},
          {"layout", cnab::format_name(file.covenant.format)},
          {"tipo", "retorno"},
          {"generico", file.generic},
          {"numero", file.number},
          {"gerado_em", date_json(file.made)},
          {"convenio", covenant_json(file.covenant)},
          {"titulos", std::move(titles)},
          {"avisos", findings_json(file.warnings)}};
}

bj::object remittance_json(const cnab::RemittanceFile& file) {
  bj::array titles;
  titles.reserve(file.items.size());
  for (std::size_t i = 0; i < file.items.size(); ++i)
    titles.push_back(item_json(file.items[i], file.lines[i]));
  return {{"banco", file.covenant.bank},
          {"banco_nome", cnab::bank_name(file.covenant.bank)},
          {"layout", cnab::format_name(file.covenant.format)},
          {"tipo", "remessa"},
          {"generico", false},
          {"numero", file.stamp.number},
          {"gerado_em", date_json(file.stamp.made.date)},
          {"convenio", covenant_json(file.covenant)},
          {"titulos", std::move(titles)},
          {"avisos", findings_json(file.warnings)}};
}

// ---- write ------------------------------------------------------------------------------------

cnab::Covenant to_covenant(const CovenantInput& in, cnab::Format format) {
  cnab::Covenant covenant;
  covenant.bank = in.banco;
  covenant.format = format;
  covenant.company_name = in.empresa;
  covenant.company_document = in.documento;
  covenant.agency = in.agencia;
  covenant.agency_digit = in.agencia_dv.value_or("");
  covenant.account = in.conta;
  covenant.account_digit = in.conta_dv.value_or("");
  covenant.wallet = in.carteira.value_or("");
  covenant.variation = in.variacao.value_or("");
  covenant.covenant = in.convenio.value_or("");
  covenant.beneficiary_code = in.codigo_beneficiario.value_or("");
  covenant.transmission_code = in.codigo_transmissao.value_or("");
  return covenant;
}

// "14:05" -> minutes since midnight.
Result<int> to_minute(const std::string& text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hour = (text[0] - '0') * 10 + text[1] - '0';
    const int minute = (text[3] - '0') * 10 + text[4] - '0';
    if (hour < 24 && minute < 60) return hour * 60 + minute;
  }
  return invalid("time.format", fmt::format("Hora \"{}\"; esperado HH:MM.", text), "arquivo.hora",
                 "uma hora como 14:05");
}

Result<Rate> to_rate(const std::string& text, std::string_view path) {
  auto rate = parse_percent(text);
  if (!rate) {
    rate.error().field = path;
    return tl::make_unexpected(std::move(rate).error());
  }
  return rate;
}

// A charge is told in one of two ways, never in both.
Status one_of(bool first, bool second, std::string_view path, std::string_view names) {
  if (first != second) return {};
  return invalid("cnab.required", fmt::format("{}: informe {}, um dos dois.", path, names),
                 std::string(path), std::string(names));
}

Status take_interest(const InterestInput& in, cnab::InterestTerm& term) {
  TRY_STATUS(one_of(in.por_dia.has_value(), in.ao_mes.has_value(), "juros", "por_dia ou ao_mes"));
  if (in.por_dia)
    term = {cnab::InterestTerm::Kind::per_day, *in.por_dia, {}};
  else
    term = {cnab::InterestTerm::Kind::percent_month, {}, TRY(to_rate(*in.ao_mes, "juros.ao_mes"))};
  return {};
}

Status take_fine(const FineInput& in, cnab::FineTerm& term) {
  TRY_STATUS(
      one_of(in.valor.has_value(), in.percentual.has_value(), "multa", "valor ou percentual"));
  if (in.valor)
    term = {cnab::FineTerm::Kind::amount, *in.valor, {}};
  else
    term = {cnab::FineTerm::Kind::percent, {}, TRY(to_rate(*in.percentual, "multa.percentual"))};
  return {};
}

Status take_discount(const DiscountInput& in, std::size_t which, cnab::DiscountTerm& term) {
  const auto path = fmt::format("descontos.{}", which);
  TRY_STATUS(one_of(in.valor.has_value(), in.percentual.has_value(), path, "valor ou percentual"));
  if (in.valor)
    term = {cnab::DiscountTerm::Kind::amount, in.ate, *in.valor, {}};
  else
    term = {cnab::DiscountTerm::Kind::percent,
            in.ate,
            {},
            TRY(to_rate(*in.percentual, path + ".percentual"))};
  return {};
}

Result<cnab::RemittanceItem> to_item(const ItemInput& in) {
  cnab::RemittanceItem item;
  if (in.ordem) {
    auto order = cnab::parse_order(*in.ordem);
    if (!order) return tl::make_unexpected(std::move(order).error().at("ordem"));
    item.order = *order;
  }
  item.our_number = in.nosso_numero;
  item.your_number = in.seu_numero.value_or("");
  item.company_use = in.uso_empresa.value_or("");
  item.kind = in.especie.value_or(item.kind);
  item.accepted = in.aceite.value_or(false);
  item.issued = in.emissao.value_or(Date());
  item.due = in.vencimento;
  item.amount = in.valor;
  item.rebate = in.abatimento.value_or(Money());
  item.protest_days = in.dias_protesto;
  item.write_off_days = in.dias_baixa;
  if (in.juros) TRY_STATUS(take_interest(*in.juros, item.interest));
  if (in.multa) TRY_STATUS(take_fine(*in.multa, item.fine));
  if (in.descontos)
    for (std::size_t i = 0; i < in.descontos->size(); ++i)
      TRY_STATUS(take_discount((*in.descontos)[i], i, item.discounts.emplace_back()));
  if (in.pagador)
    item.payer = {in.pagador->nome,
                  in.pagador->documento.value_or(""),
                  in.pagador->endereco.value_or(""),
                  in.pagador->bairro.value_or(""),
                  in.pagador->cidade.value_or(""),
                  in.pagador->uf.value_or(""),
                  in.pagador->cep.value_or("")};
  return item;
}

struct Remittance {
  cnab::Covenant covenant;
  cnab::FileStamp stamp;
  std::vector<cnab::RemittanceItem> items;
};

Result<Remittance> read_input(std::istream& in) {
  const auto input = TRY(json::read<RemittanceInput>(TRY(read_all(in))));
  auto format = cnab::parse_format(input.convenio.layout);
  if (!format) return tl::make_unexpected(std::move(format).error().at("convenio.layout"));
  Remittance remittance{to_covenant(input.convenio, *format), {}, {}};
  remittance.stamp.number = input.arquivo.numero;
  remittance.stamp.made.date = input.arquivo.data;
  if (input.arquivo.hora) remittance.stamp.made.minute = TRY(to_minute(*input.arquivo.hora));
  for (std::size_t i = 0; i < input.itens.size(); ++i) {
    auto item = to_item(input.itens[i]);
    if (!item) return tl::make_unexpected(std::move(item).error().at(fmt::format("itens.{}", i)));
    remittance.items.push_back(*std::move(item));
  }
  return remittance;
}

}  // namespace

int cnab_read(std::istream& in, std::ostream& out) {
  const auto bytes = read_all(in);
  if (!bytes) return refuse(out, bytes.error());
  const auto returned = cnab::read_return(*bytes);
  if (returned) {
    out << bj::serialize(return_json(*returned)) << '\n';
    return 0;
  }
  if (returned.error().code != "cnab.direction") return refuse(out, returned.error());
  const auto remittance = cnab::read_remittance(*bytes);
  if (!remittance) return refuse(out, remittance.error());
  out << bj::serialize(remittance_json(*remittance)) << '\n';
  return 0;
}

int cnab_check(std::istream& in, std::ostream& out) {
  const auto bytes = read_all(in);
  if (!bytes) return refuse(out, bytes.error());
  const auto report = cnab::check(*bytes);
  if (!report) return refuse(out, report.error());
  bj::array findings;
  int errors = 0;
  for (const auto& finding : report->findings) {
    auto one = finding_json(finding);
    const bool is_error = finding.severity == Finding::Severity::error;
    one["gravidade"] = is_error ? "erro" : "aviso";
    one["fonte"] = finding.source;
    errors += is_error ? 1 : 0;
    findings.push_back(std::move(one));
  }
  out << bj::serialize(bj::object{
             {"banco", report->bank},
             {"layout", cnab::format_name(report->format)},
             {"tipo", report->direction == cnab::Direction::remittance ? "remessa" : "retorno"},
             {"linhas", report->lines},
             {"titulos", report->titles},
             {"erros", errors},
             {"achados", std::move(findings)}})
      << '\n';
  return errors == 0 ? 0 : 1;
}

int cnab_write(std::istream& in, std::ostream& out) {
  const auto remittance = read_input(in);
  if (!remittance) return refuse(out, remittance.error());
  const auto file =
      cnab::write_remittance(remittance->covenant, remittance->stamp, remittance->items);
  if (file) {
    out << *file;
    return 0;
  }
  bj::array problems;
  for (const auto& problem : file.error()) problems.push_back(error_json(problem));
  out << bj::serialize(bj::object{{"erro", error_json(file.error().front())},
                                  {"problemas", std::move(problems)}})
      << '\n';
  return 2;
}

}  // namespace quita::app
