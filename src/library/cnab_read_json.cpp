#include "library/cnab_read_json.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <istream>
#include <ostream>

#include "cnab/remittance.h"
#include "cnab/return.h"
#include "library/cnab_service_json.h"
#include "library/json_line.h"
#include "library/whole_input.h"

namespace quita::library {
namespace {

namespace bj = boost::json;
using cnab::Finding;

bj::value date_json(Date date) {
  return date == Date() ? bj::value() : bj::value(format_iso(date));
}

bj::array findings_json(const std::vector<Finding>& findings) {
  bj::array out;
  for (const auto& finding : findings) out.push_back(finding_json(finding));
  return out;
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
          {"pix_chave", item.pix ? bj::value(item.pix->key.text) : bj::value()},
          {"pix_txid", item.pix ? bj::value(item.pix->txid) : bj::value()},
          {"chave_nfe", item.invoice_key.empty() ? bj::value() : bj::value(item.invoice_key)},
          {"motivos", bj::array()},
          {"pagador", bj::object{{"nome", item.payer.name},
                                 {"documento", item.payer.document},
                                 {"endereco", item.payer.street},
                                 {"bairro", item.payer.district},
                                 {"cidade", item.payer.city},
                                 {"uf", item.payer.state},
                                 {"cep", item.payer.postal_code}}}};
}

// A title of a return, by far the most of what is printed, is written without building a document.
void print_entry(JsonLine& line, const cnab::ReturnEntry& entry) {
  line.begin();
  line.number("linha", entry.line);
  line.text("nosso_numero", entry.our_number);
  line.text("nosso_numero_escrito", entry.our_number_written);
  line.text("seu_numero", entry.your_number);
  line.text("uso_empresa", entry.company_use);
  line.text("carteira", entry.wallet);
  line.text("ocorrencia", entry.occurrence);
  line.text_or_null("ocorrencia_descricao", entry.occurrence_words);
  line.text("evento", cnab::event_name(entry.event));
  line.begin_list("motivos");
  for (const auto& reason : entry.reasons) {
    line.begin();
    line.text("codigo", reason.code);
    line.text_or_null("descricao", reason.words);
    line.end();
  }
  line.end_list();
  line.number("valor_titulo", entry.title_value.centavos());
  line.number("valor_pago", entry.paid.centavos());
  line.number("juros_multa", entry.interest_and_fine.centavos());
  line.number("desconto", entry.discount.centavos());
  line.number("abatimento", entry.rebate.centavos());
  line.number("iof", entry.iof.centavos());
  line.number("tarifa", entry.fee.centavos());
  line.number("outras_despesas", entry.other_expenses.centavos());
  line.number("outros_creditos", entry.other_credits.centavos());
  line.number("valor_creditado", entry.net_credit.centavos());
  line.date("vencimento", entry.due);
  line.date("data_ocorrencia", entry.occurred);
  line.date("data_credito", entry.credited);
  line.text("banco_recebedor", entry.paying_bank);
  line.text("agencia_recebedora", entry.paying_agency);
  line.begin("pagador");
  line.text("nome", entry.payer_name);
  line.text("documento", entry.payer_document);
  line.end();
  line.text_or_null("pix_url", entry.pix.location);
  line.text_or_null("pix_chave", entry.pix.key);
  line.text_or_null("pix_br_code", entry.pix.br_code);
  line.text_or_null("pix_txid", entry.pix.txid);
  if (entry.pix.refusal.code.empty()) {
    line.text_or_null("pix_recusa", {});
  } else {
    line.begin("pix_recusa");
    line.text("codigo", entry.pix.refusal.code);
    line.text_or_null("descricao", entry.pix.refusal.words);
    line.end();
  }
  line.end();
}

// The file's own members; titles and warnings follow.
class Printer {
 public:
  Printer(std::ostream& out, CnabShape shape) : out_(out), shape_(shape) {}

  void head(const object& members, std::string_view list = "titulos") {
    auto text = bj::serialize(members);
    if (shape_ == CnabShape::lines) {
      out_ << text << '\n';
      return;
    }
    text.pop_back();  // the document goes on
    out_ << text << R"(,")" << list << R"(":[)";
  }
  void title(std::string_view json) {
    if (shape_ == CnabShape::lines) {
      out_ << json << '\n';
      return;
    }
    if (std::exchange(begun_, true)) out_ << ',';
    out_ << json;
  }
  void warnings(const std::vector<Finding>& warnings) { this->warnings(findings_json(warnings)); }
  void warnings(const bj::array& warnings) {
    const auto list = bj::serialize(warnings);
    out_ << (shape_ == CnabShape::lines ? R"({"avisos":)" : R"(],"avisos":)") << list << "}\n";
  }

 private:
  std::ostream& out_;
  CnabShape shape_;
  bool begun_ = false;
};

class Silent : public cnab::ReturnVisitor {
 public:
  Status title(const cnab::ReturnEntry&) override { return {}; }
};

class Printing : public cnab::ReturnVisitor {
 public:
  explicit Printing(Printer& printer) : printer_(printer) {}
  Status head(const cnab::ReturnHead& head) override {
    printer_.head({{"banco", head.covenant.bank},
                   {"banco_nome", head.bank_name},
                   {"layout", cnab::format_name(head.covenant.format)},
                   {"tipo", "retorno"},
                   {"generico", head.generic},
                   {"numero", head.number},
                   {"gerado_em", date_or_null(head.made)},
                   {"convenio", covenant_json(head.covenant)}});
    return {};
  }
  Status title(const cnab::ReturnEntry& entry) override {
    line_.clear();
    print_entry(line_, entry);
    printer_.title(line_.view());
    return {};
  }

 private:
  Printer& printer_;
  JsonLine line_;
};

void print_remittance(Printer& printer, const cnab::RemittanceFile& file) {
  printer.head({{"banco", file.covenant.bank},
                {"banco_nome", cnab::bank_name(file.covenant.bank)},
                {"layout", cnab::format_name(file.covenant.format)},
                {"tipo", "remessa"},
                {"generico", false},
                {"numero", file.stamp.number},
                {"gerado_em", date_json(file.stamp.made.date)},
                {"convenio", covenant_json(file.covenant)}});
  for (std::size_t i = 0; i < file.items.size(); ++i)
    printer.title(bj::serialize(item_json(file.items[i], file.lines[i])));
  printer.warnings(file.warnings);
}

Status print_service(std::string_view bytes, Printer& printer) {
  const auto document = TRY(read_service_file(bytes));
  printer.head(document.head, document.list);
  for (const auto& item : document.items) printer.title(bj::serialize(item));
  printer.warnings(document.warnings);
  return {};
}

// Input is a stream at its beginning, or bytes; both can be visited twice.
Status print_return(auto&& again, Printer& printer) {
  Silent silent;
  TRY_STATUS(cnab::visit_return(again(), silent));
  Printing printing(printer);
  printer.warnings(TRY(cnab::visit_return(again(), printing)));
  return {};
}

}  // namespace

object finding_json(const Finding& finding) {
  return {{"linha", finding.line},
          {"coluna_inicial", finding.first_column},
          {"coluna_final", finding.last_column},
          {"campo", finding.field},
          {"regra", finding.rule},
          {"encontrado", finding.found},
          {"esperado", finding.expected},
          {"mensagem", finding.message}};
}

object covenant_json(const cnab::Covenant& covenant) {
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
          {"codigo_transmissao", covenant.transmission_code},
          {"posto", covenant.post},
          {"codigo_cliente", covenant.client_code},
          {"operacao", covenant.operation}};
}

Status print_cnab(std::istream& in, std::ostream& out, CnabShape shape) {
  Printer printer(out, shape);
  // Neither a return nor to be refused: what is left to be tried.
  std::string other;
  const auto done = [&other](const Status& printed) {
    if (!printed) other = printed.error().code;
    return printed || (other != "cnab.direction" && other != "cnab.service");
  };
  const auto start = in.tellg();
  if (start != std::istream::pos_type(-1)) {
    const auto again = [&]() -> std::istream& {
      in.clear();
      in.seekg(start);
      return in;
    };
    if (const auto printed = print_return(again, printer); done(printed)) return printed;
    again();
  } else {
    in.clear();
  }
  const auto bytes = TRY(read_whole(in));
  if (start == std::istream::pos_type(-1)) {
    const auto printed = print_return([&] { return std::string_view(bytes); }, printer);
    if (done(printed)) return printed;
  }
  if (other == "cnab.service") return print_service(bytes, printer);
  print_remittance(printer, TRY(cnab::read_remittance(bytes)));
  return {};
}

object check_json(const cnab::CheckReport& report) {
  bj::array findings;
  int errors = 0;
  for (const auto& finding : report.findings) {
    auto one = finding_json(finding);
    const bool is_error = finding.severity == Finding::Severity::error;
    one["gravidade"] = is_error ? "erro" : "aviso";
    one["fonte"] = finding.source;
    errors += is_error ? 1 : 0;
    findings.push_back(std::move(one));
  }
  return {{"banco", report.bank},
          {"layout", cnab::format_name(report.format)},
          {"tipo", report.direction == cnab::Direction::remittance ? "remessa" : "retorno"},
          {"servico", cnab::service_name(report.service)},
          {"linhas", report.lines},
          {"titulos", report.titles},
          {"erros", errors},
          {"achados", std::move(findings)}};
}

}  // namespace quita::library
