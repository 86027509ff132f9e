#include "cnab/layout.h"

#include <algorithm>

#include "base/text.h"
#include "cnab/banks.h"

namespace quita::cnab {
namespace {

struct KeyName {
  Key key;
  std::string_view label;
  std::string_view path;
};

constexpr KeyName names[] = {
    {Key::constant, "constante do layout", ""},
    {Key::version, "versão ou literal do layout", ""},
    {Key::blanks, "campo reservado (brancos)", ""},
    {Key::zeros, "campo reservado (zeros)", ""},
    {Key::bank, "código do banco", "convenio.banco"},
    {Key::file_code, "código remessa/retorno", ""},
    {Key::operation, "tipo de operação", ""},
    {Key::lot, "lote de serviço", ""},
    {Key::sequence, "número sequencial do registro", ""},
    {Key::file_number, "número sequencial do arquivo", "arquivo.numero"},
    {Key::file_number_short, "número sequencial do arquivo (3 dígitos)", "arquivo.numero"},
    {Key::made_date, "data de geração", "arquivo.data"},
    {Key::made_time, "hora de geração", "arquivo.hora"},
    {Key::company_document_kind, "tipo de inscrição da empresa", "convenio.documento"},
    {Key::company_document, "CPF/CNPJ da empresa", "convenio.documento"},
    {Key::company_name, "nome da empresa", "convenio.empresa"},
    {Key::agency, "agência", "convenio.agencia"},
    {Key::agency_digit, "dígito da agência", "convenio.agencia_dv"},
    {Key::account, "conta", "convenio.conta"},
    {Key::account_digit, "dígito da conta", "convenio.conta_dv"},
    {Key::wallet, "carteira", "convenio.carteira"},
    {Key::wallet_code, "código da carteira", "convenio.carteira"},
    {Key::variation, "variação da carteira", "convenio.variacao"},
    {Key::covenant, "convênio", "convenio.convenio"},
    {Key::beneficiary_code, "código do beneficiário", "convenio.codigo_beneficiario"},
    {Key::beneficiary_short, "código do beneficiário", "convenio.codigo_beneficiario"},
    {Key::agency_beneficiary, "agência e código do beneficiário", "convenio.codigo_beneficiario"},
    {Key::transmission_code, "código de transmissão", "convenio.codigo_transmissao"},
    {Key::account_complement, "complemento da conta", "convenio.conta"},
    {Key::account_with_digit, "conta com o dígito", "convenio.conta"},
    {Key::post, "posto", "convenio.posto"},
    {Key::client_code, "código do cliente", "convenio.codigo_cliente"},
    {Key::operation_code, "código da operação", "convenio.operacao"},
    {Key::company_use, "uso da empresa", "uso_empresa"},
    {Key::our_number, "nosso número", "nosso_numero"},
    {Key::our_number_digit, "dígito do nosso número", "nosso_numero"},
    {Key::our_number_again, "nosso número (repetido)", "nosso_numero"},
    {Key::your_number, "seu número", "seu_numero"},
    {Key::movement, "código da ocorrência", "ocorrencia"},
    {Key::movement_origin, "instrução de origem", "ocorrencia"},
    {Key::occurred, "data da ocorrência", "data_ocorrencia"},
    {Key::due, "vencimento", "vencimento"},
    {Key::amount, "valor do título", "valor"},
    {Key::paying_bank, "banco recebedor", "banco_recebedor"},
    {Key::paying_agency, "agência recebedora", "agencia_recebedora"},
    {Key::kind, "espécie do título", "especie"},
    {Key::accepted, "aceite", "aceite"},
    {Key::issued, "data de emissão", "emissao"},
    {Key::interest_code, "código de juros", "juros"},
    {Key::interest_date, "data dos juros", "juros"},
    {Key::interest, "juros", "juros"},
    {Key::interest_rate, "juros em % ao mês", "juros"},
    {Key::discount_code, "código do 1º desconto", "descontos.0"},
    {Key::discount_date, "data do 1º desconto", "descontos.0.ate"},
    {Key::discount, "1º desconto", "descontos.0"},
    {Key::discount_rate, "1º desconto em %", "descontos.0"},
    {Key::discount2_code, "código do 2º desconto", "descontos.1"},
    {Key::discount2_date, "data do 2º desconto", "descontos.1.ate"},
    {Key::discount2, "2º desconto", "descontos.1"},
    {Key::discount3_code, "código do 3º desconto", "descontos.2"},
    {Key::discount3_date, "data do 3º desconto", "descontos.2.ate"},
    {Key::discount3, "3º desconto", "descontos.2"},
    {Key::fine_code, "código da multa", "multa"},
    {Key::fine_date, "data da multa", "multa"},
    {Key::fine_days, "dias até a multa", "multa"},
    {Key::fine, "multa", "multa"},
    {Key::fine_rate, "multa em %", "multa"},
    {Key::rebate_or_fine, "abatimento ou multa", "abatimento"},
    {Key::rebate, "abatimento", "abatimento"},
    {Key::iof, "IOF", "iof"},
    {Key::protest_code, "código ou instrução de protesto", "dias_protesto"},
    {Key::protest_days, "dias para protesto", "dias_protesto"},
    {Key::write_off_code, "código de baixa", "dias_baixa"},
    {Key::write_off_days, "dias para baixa", "dias_baixa"},
    {Key::payer_document_kind, "tipo de inscrição do pagador", "pagador.documento"},
    {Key::payer_document, "CPF/CNPJ do pagador", "pagador.documento"},
    {Key::payer_name, "nome do pagador", "pagador.nome"},
    {Key::payer_street, "endereço do pagador", "pagador.endereco"},
    {Key::payer_district, "bairro do pagador", "pagador.bairro"},
    {Key::payer_postal_code, "CEP do pagador", "pagador.cep"},
    {Key::payer_city, "cidade do pagador", "pagador.cidade"},
    {Key::payer_state, "UF do pagador", "pagador.uf"},
    {Key::pix_key_kind, "tipo da chave Pix", "pix_chave"},
    {Key::pix_key, "chave Pix", "pix_chave"},
    {Key::pix_txid, "txid do Pix", "pix_txid"},
    {Key::pix_location, "URL ou chave do QR Code", "pix_url"},
    {Key::pix_code, "Pix copia e cola", "pix_br_code"},
    {Key::pix_refusal, "motivo da recusa do Pix", "pix_recusa"},
    {Key::invoice_key, "chave da NF-e", "chave_nfe"},
    {Key::reasons, "motivos da ocorrência", "motivos"},
    {Key::reason_text, "motivo da ocorrência", "motivos"},
    {Key::fee, "tarifa", "tarifa"},
    {Key::other_expenses, "outras despesas", "outras_despesas"},
    {Key::paid, "valor pago", "valor_pago"},
    {Key::other_credits, "outros créditos", "outros_creditos"},
    {Key::net_credit, "valor líquido creditado", "valor_creditado"},
    {Key::credited, "data do crédito", "data_credito"},
    {Key::service_code, "tipo de serviço", ""},
    {Key::payment_form, "forma de lançamento", "forma"},
    {Key::lot_version, "versão do layout do lote", ""},
    {Key::debit_kind, "indicativo da forma de pagamento", ""},
    {Key::pay_order_kind, "tipo de movimento", "ordem"},
    {Key::pay_order, "instrução de movimento", "ordem"},
    {Key::clearing_house, "câmara centralizadora", "forma"},
    {Key::payee_bank, "banco do favorecido", "favorecido.banco"},
    {Key::payee_agency, "agência do favorecido", "favorecido.agencia"},
    {Key::payee_agency_digit, "dígito da agência do favorecido", "favorecido.agencia_dv"},
    {Key::payee_account, "conta do favorecido", "favorecido.conta"},
    {Key::payee_account_digit, "dígito da conta do favorecido", "favorecido.conta_dv"},
    {Key::payee_name, "nome do favorecido", "favorecido.nome"},
    {Key::payee_document_kind, "tipo de inscrição do favorecido", "favorecido.documento"},
    {Key::payee_document, "CPF/CNPJ do favorecido", "favorecido.documento"},
    {Key::pay_date, "data do pagamento", "data"},
    {Key::pay_amount, "valor do pagamento", "valor"},
    {Key::paid_date, "data real da efetivação", "data_efetivacao"},
    {Key::paid_amount, "valor real da efetivação", "valor_efetivado"},
    {Key::bank_number, "número dado pelo banco", "numero_banco"},
    {Key::purpose, "finalidade da TED", "finalidade"},
    {Key::pix_transfer, "identificação da transferência Pix", ""},
    {Key::barcode, "código de barras", "codigo"},
    {Key::utility_line, "linha digitável da conta", "codigo"},
    {Key::title_value, "valor do título", "valor_titulo"},
    {Key::additions, "mora e multa", "acrescimos"},
    {Key::pix_initiation, "forma de iniciação do Pix", "pix_chave"},
    {Key::authentication, "autenticação", "autenticacao"},
    {Key::lot_total, "soma dos valores do lote", ""},
    {Key::opening_date, "data do saldo inicial", "saldo_inicial_em"},
    {Key::opening_balance, "saldo inicial", "saldo_inicial"},
    {Key::opening_sign, "saldo inicial devedor ou credor", "saldo_inicial"},
    {Key::opening_position, "posição do saldo inicial", ""},
    {Key::currency, "moeda", "moeda"},
    {Key::statement_number, "número do extrato", "numero"},
    {Key::entry_nature, "natureza do lançamento", "natureza"},
    {Key::entry_complement_kind, "tipo do complemento", "complemento"},
    {Key::entry_complement, "complemento do lançamento", "complemento"},
    {Key::entry_booked, "data contábil", "data_contabil"},
    {Key::entry_date, "data do lançamento", "data"},
    {Key::entry_value, "valor do lançamento", "valor"},
    {Key::entry_sign, "débito ou crédito", "valor"},
    {Key::entry_category, "categoria do lançamento", "categoria"},
    {Key::entry_code, "código do histórico no banco", "historico_codigo"},
    {Key::entry_text, "histórico", "memo"},
    {Key::entry_document, "número do documento", "documento"},
    {Key::blocked_longer, "saldo bloqueado acima de 24 horas", ""},
    {Key::blocked, "saldo bloqueado até 24 horas", ""},
    {Key::credit_limit, "limite da conta", "limite"},
    {Key::closing_date, "data do saldo final", "saldo_em"},
    {Key::closing_balance, "saldo final", "saldo"},
    {Key::closing_sign, "saldo final devedor ou credor", "saldo"},
    {Key::closing_position, "posição do saldo final", ""},
    {Key::debits, "soma dos débitos", ""},
    {Key::credits, "soma dos créditos", ""},
    {Key::drawer_document_kind, "tipo de inscrição do beneficiário", "beneficiario.documento"},
    {Key::drawer_document, "CPF/CNPJ do beneficiário", "beneficiario.documento"},
    {Key::drawer_name, "nome do beneficiário", "beneficiario.nome"},
    {Key::guarantor_document_kind, "tipo de inscrição do sacador/avalista",
     "sacador_avalista.documento"},
    {Key::guarantor_document, "CPF/CNPJ do sacador/avalista", "sacador_avalista.documento"},
    {Key::guarantor_name, "nome do sacador/avalista", "sacador_avalista.nome"},
    {Key::pay_until, "data limite para pagamento", "data_limite"},
    {Key::message, "mensagem 1", "mensagens"},
    {Key::message2, "mensagem 2", "mensagens"},
    {Key::lot_records, "quantidade de registros do lote", ""},
    {Key::file_lots, "quantidade de lotes do arquivo", ""},
    {Key::file_records, "quantidade de registros do arquivo", ""},
    {Key::records_ahead, "quantidade de registros (header e títulos)", ""},
    {Key::title_count, "quantidade de títulos", ""},
    {Key::title_total, "valor total dos títulos", ""},
};
constexpr bool in_order() {
  for (std::size_t i = 0; i < key_count; ++i)
    if (names[i].key != static_cast<Key>(i)) return false;
  return true;
}
static_assert(std::size(names) == key_count && in_order());

// One a line, so that two changes of it do not collide.
// clang-format off
constexpr const Layout* layouts[] = {
    &bb_240,
    &bb_400,
    &nordeste_240,
    &nordeste_400,
    &alfa_400,
    &santander_240,
    &santander_400,
    &brb_400,
    &banestes_240,
    &banestes_400,
    &banrisul_240,
    &banrisul_400, &banese_400,
    &inter_400,
    &sisprime_400,
    &ailos_240, &credisan_400, &unicred_rs_400, &uniprime_240,
    &ailos_400,
    &uniprime_400,
    &caixa_240,
    &caixa_400,
    &bocom_400,
    &cresol_240,
    &cresol_400,
    &unicred_240,
    &unicred_400, &pefisa_400,
    &btg_240, &bs2_400,
    &fibra_400,
    &bradesco_240,
    &bradesco_400, &money_plus_240,
    &money_plus_400,
    &vortx_400,
    &sulcredi_240,
    &c6_400,
    &itau_240,
    &itau_400,
    &itau_444,
    &hsbc_400,
    &mercantil_400,
    &citibank_240,
    &citibank_400,
    &ser_finance_240,
    &votorantim_240,
    &votorantim_400,
    &abc_brasil_240,
    &ourinvest_400,
    &safra_400,
    &delbank_400, &industrial_400,
    &pine_400,
    &rendimento_400,
    &daycoval_400,
    &original_400,
    &sofisa_400,
    &sicredi_240,
    &sicredi_400,
    &sicoob_240,
    &sicoob_400,
};
// clang-format on

}  // namespace

std::string_view key_label(Key key) { return names[static_cast<std::size_t>(key)].label; }
std::string_view key_path(Key key) { return names[static_cast<std::size_t>(key)].path; }

int Layout::width_min(Direction direction) const {
  int least = width();
  for (const auto& record : records(direction)) least = std::min(least, record.width());
  return least;
}

std::span<const Layout* const> all_layouts() { return layouts; }

const Layout* find_layout(std::string_view bank, Format format) {
  for (const auto* layout : layouts)
    if (layout->bank == bank && layout->format == format) return layout;
  return nullptr;
}

std::string banks_with(Format format, Direction direction) {
  std::string out;
  for (const auto* layout : layouts) {
    if (layout->format != format || layout->records(direction).empty()) continue;
    if (!out.empty()) out += ", ";
    out += layout->bank;
  }
  if (const auto last = out.rfind(", "); last != std::string::npos) out.replace(last, 2, " ou ");
  return out;
}

std::string_view bank_name(std::string_view bank) {
  for (const auto* layout : layouts)
    if (layout->bank == bank) return layout->bank_name;
  return {};
}

const Record* find_record(std::span<const Record> records, std::string_view line) {
  for (const auto& record : records)
    if (record.matches(line)) return &record;
  return nullptr;
}

const Record* find_record(std::span<const Record> records, Part part, Key key) {
  for (const auto& record : records)
    if (record.part == part && record.has(key)) return &record;
  return nullptr;
}

const Occurrence* find_occurrence(const Layout& layout, std::string_view code) {
  for (const auto& occurrence : layout.occurrences)
    if (occurrence.code == code) return &occurrence;
  return nullptr;
}

std::string_view reason_words(const Layout& layout, std::string_view occurrence,
                              std::string_view reason) {
  for (const auto& table : layout.reasons) {
    if (!table.speaks_of(occurrence)) continue;
    for (const auto& entry : table.reasons)
      if (entry.code == reason) return entry.words;
  }
  return {};
}

std::string check_digit_of(const Layout& layout, const Covenant& covenant,
                           std::string_view digits) {
  if (!all_digits(digits)) return {};
  return layout.check_digit ? layout.check_digit(covenant, digits) : std::string();
}

}  // namespace quita::cnab
