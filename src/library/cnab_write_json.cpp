#include "library/cnab_write_json.h"

#include <fmt/format.h>

#include <boost/describe/class.hpp>

#include "cnab/remittance.h"
#include "json/bind.h"

namespace quita::library {

// The document that `cnab write` takes. Members that may be left out are optional.
struct CovenantInput {
  std::string banco, layout, empresa, documento, agencia, conta;
  std::optional<std::string> agencia_dv, conta_dv, carteira, variacao, convenio,
      codigo_beneficiario, codigo_transmissao, posto, codigo_cliente, operacao;
};
BOOST_DESCRIBE_STRUCT(CovenantInput, (),
                      (banco, layout, empresa, documento, agencia, conta, agencia_dv, conta_dv,
                       carteira, variacao, convenio, codigo_beneficiario, codigo_transmissao, posto,
                       codigo_cliente, operacao))

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
  std::optional<std::string> pix_chave, pix_txid, chave_nfe;
  std::optional<PayerInput> pagador;
};
BOOST_DESCRIBE_STRUCT(ItemInput, (),
                      (ordem, seu_numero, uso_empresa, especie, nosso_numero, vencimento, valor,
                       aceite, emissao, abatimento, juros, multa, descontos, dias_protesto,
                       dias_baixa, pix_chave, pix_txid, chave_nfe, pagador))

struct RemittanceInput {
  CovenantInput convenio;
  FileInput arquivo;
  std::vector<ItemInput> itens;
};
BOOST_DESCRIBE_STRUCT(RemittanceInput, (), (convenio, arquivo, itens))

namespace {

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
  covenant.post = in.posto.value_or("");
  covenant.client_code = in.codigo_cliente.value_or("");
  covenant.operation = in.operacao.value_or("");
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
  if (in.pix_txid && !in.pix_chave)
    return invalid("cnab.required", "O txid do Pix pede também a chave.", "pix_chave",
                   "a chave Pix da empresa");
  if (in.pix_chave) {
    auto key = pix::parse_key(*in.pix_chave);
    if (!key) return tl::make_unexpected(std::move(key).error().at("pix_chave"));
    item.pix = {*std::move(key), in.pix_txid.value_or("")};
  }
  item.invoice_key = in.chave_nfe.value_or("");
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

struct RemittanceOrder {
  cnab::Covenant covenant;
  cnab::FileStamp stamp;
  std::vector<cnab::RemittanceItem> items;
};

Result<RemittanceOrder> read_input(std::string_view document) {
  const auto input = TRY(json::read<RemittanceInput>(document));
  auto format = cnab::parse_format(input.convenio.layout);
  if (!format) return tl::make_unexpected(std::move(format).error().at("convenio.layout"));
  RemittanceOrder remittance{to_covenant(input.convenio, *format), {}, {}};
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

tl::expected<std::string, std::vector<Error>> write_cnab(std::string_view document) {
  auto remittance = read_input(document);
  if (!remittance) return tl::make_unexpected(std::vector<Error>{std::move(remittance).error()});
  return cnab::write_remittance(remittance->covenant, remittance->stamp, remittance->items);
}

}  // namespace quita::library
