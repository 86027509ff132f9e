#include "library/cnab_write_json.h"

#include <fmt/format.h>

#include <boost/describe/class.hpp>

#include "boleto/barcode.h"
#include "boleto/due_factor.h"
#include "boleto/utility_slip.h"
#include "cnab/payment.h"
#include "cnab/remittance.h"
#include "json/bind.h"
#include "pix/br_code.h"

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

struct PayeeInput {
  std::string nome;
  std::optional<std::string> documento, banco, agencia, agencia_dv, conta, conta_dv;
};
BOOST_DESCRIBE_STRUCT(PayeeInput, (),
                      (nome, documento, banco, agencia, agencia_dv, conta, conta_dv))

struct PaymentInput {
  std::string forma, seu_numero;
  Date data;
  Money valor;
  PayeeInput favorecido;
  std::optional<std::string> ordem, finalidade, codigo;
  std::optional<Date> vencimento;
  std::optional<Money> valor_titulo, desconto, acrescimos;
  std::optional<std::string> pix_chave, pix_br_code, pix_url, pix_txid;
};
BOOST_DESCRIBE_STRUCT(PaymentInput, (),
                      (forma, seu_numero, data, valor, favorecido, ordem, finalidade, codigo,
                       vencimento, valor_titulo, desconto, acrescimos, pix_chave, pix_br_code,
                       pix_url, pix_txid))

struct RemittanceInput {
  std::optional<std::string> tipo;
  CovenantInput convenio;
  FileInput arquivo;
  std::optional<std::vector<ItemInput>> itens;
  std::optional<std::vector<PaymentInput>> pagamentos;
};
BOOST_DESCRIBE_STRUCT(RemittanceInput, (), (tipo, convenio, arquivo, itens, pagamentos))

namespace {

using cnab::Payment;
using cnab::PaymentMethod;

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

// A slip's line or barcode, with what it says where the document does not.
Status take_slip(const std::string& code, Payment& payment) {
  auto barcode = code.size() == 44 ? boleto::parse_barcode(code) : boleto::parse_line(code);
  if (!barcode) return tl::make_unexpected(std::move(barcode).error().at("codigo"));
  payment.barcode = barcode->text();
  if (payment.due == Date())
    if (const auto due = boleto::due_date(barcode->due_factor(), payment.on)) payment.due = *due;
  if (payment.title_value.zero())
    payment.title_value = barcode->centavos() > 0
                              ? Money::centavos(barcode->centavos())
                              : payment.amount + payment.discount - payment.additions;
  return {};
}

Status take_bill(const std::string& code, Payment& payment) {
  auto bill = boleto::read_utility_slip(code);
  if (!bill) return tl::make_unexpected(std::move(bill).error().at("codigo"));
  payment.barcode = bill->text();
  return {};
}

// The copy-and-paste text of a QR: where its charge stands, or its key, and its txid.
Status take_qr(const std::string& text, Payment& payment) {
  auto code = pix::read_br_code(text);
  if (!code) return tl::make_unexpected(std::move(code).error().at("pix_br_code"));
  payment.pix_location = code->dynamic() ? code->location : code->key;
  if (payment.pix_txid.empty() && code->txid != "***") payment.pix_txid = code->txid;
  return {};
}

Result<Payment> to_payment(const PaymentInput& in) {
  Payment payment;
  auto method = cnab::parse_payment_method(in.forma);
  if (!method) return tl::make_unexpected(std::move(method).error().at("forma"));
  payment.method = *method;
  if (in.ordem) {
    auto order = cnab::parse_payment_order(*in.ordem);
    if (!order) return tl::make_unexpected(std::move(order).error().at("ordem"));
    payment.order = *order;
  }
  payment.on = in.data;
  payment.amount = in.valor;
  payment.your_number = in.seu_numero;
  payment.payee = {in.favorecido.nome,
                   in.favorecido.documento.value_or(""),
                   in.favorecido.banco.value_or(""),
                   in.favorecido.agencia.value_or(""),
                   in.favorecido.agencia_dv.value_or(""),
                   in.favorecido.conta.value_or(""),
                   in.favorecido.conta_dv.value_or("")};
  payment.purpose = in.finalidade.value_or("");
  payment.due = in.vencimento.value_or(Date());
  payment.title_value = in.valor_titulo.value_or(Money());
  payment.discount = in.desconto.value_or(Money());
  payment.additions = in.acrescimos.value_or(Money());
  payment.pix_location = in.pix_url.value_or("");
  payment.pix_txid = in.pix_txid.value_or("");
  if (in.pix_chave) {
    auto key = pix::parse_key(*in.pix_chave);
    if (!key) return tl::make_unexpected(std::move(key).error().at("pix_chave"));
    payment.pix_key = key->text;
  }
  if (in.pix_br_code) TRY_STATUS(take_qr(*in.pix_br_code, payment));
  if (payment.method == PaymentMethod::pix_qr && payment.title_value.zero())
    payment.title_value = payment.amount;
  const bool bill = payment.method == PaymentMethod::utility;
  if (in.codigo) TRY_STATUS(bill ? take_bill(*in.codigo, payment) : take_slip(*in.codigo, payment));
  return payment;
}

struct FileOrder {
  cnab::Covenant covenant;
  cnab::FileStamp stamp;
  std::vector<cnab::RemittanceItem> items;
  std::vector<Payment> payments;
  bool pays = false;  // a file of payments
};

Error missing(std::string_view member) {
  return {ErrorKind::invalid,
          "json.missing",
          fmt::format("falta o membro \"{}\"", member),
          std::string(member),
          {}};
}

Result<FileOrder> read_input(std::string_view document) {
  const auto input = TRY(json::read<RemittanceInput>(document));
  auto format = cnab::parse_format(input.convenio.layout);
  if (!format) return tl::make_unexpected(std::move(format).error().at("convenio.layout"));
  FileOrder file{to_covenant(input.convenio, *format), {}, {}, {}, input.tipo == "pagamentos"};
  if (input.tipo && !file.pays && input.tipo != "remessa")
    return invalid("cnab.service",
                   fmt::format("tipo \"{}\"; esperado remessa ou pagamentos.", *input.tipo), "tipo",
                   "remessa ou pagamentos");
  if (file.pays && *format != cnab::Format::cnab240)
    return invalid("cnab.format", "Pagamentos vão num arquivo CNAB240.", "convenio.layout",
                   "CNAB240");
  file.stamp.number = input.arquivo.numero;
  file.stamp.made.date = input.arquivo.data;
  if (input.arquivo.hora) file.stamp.made.minute = TRY(to_minute(*input.arquivo.hora));
  if (file.pays && !input.pagamentos) return tl::make_unexpected(missing("pagamentos"));
  if (!file.pays && !input.itens) return tl::make_unexpected(missing("itens"));
  const auto each = [](const auto& list, std::string_view name, const auto& convert,
                       auto& into) -> Status {
    for (std::size_t i = 0; i < list.size(); ++i) {
      auto one = convert(list[i]);
      if (!one)
        return tl::make_unexpected(std::move(one).error().at(fmt::format("{}.{}", name, i)));
      into.push_back(*std::move(one));
    }
    return {};
  };
  if (file.pays)
    TRY_STATUS(each(*input.pagamentos, "pagamentos", to_payment, file.payments));
  else
    TRY_STATUS(each(*input.itens, "itens", to_item, file.items));
  return file;
}

}  // namespace

tl::expected<std::string, std::vector<Error>> write_cnab(std::string_view document) {
  auto file = read_input(document);
  if (!file) return tl::make_unexpected(std::vector<Error>{std::move(file).error()});
  if (file->pays) return cnab::write_payments(file->covenant, file->stamp, file->payments);
  return cnab::write_remittance(file->covenant, file->stamp, file->items);
}

}  // namespace quita::library
