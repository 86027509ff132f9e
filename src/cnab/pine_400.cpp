// Pine, Fibra, Delbank, Rendimento, Daycoval, Original and Sofisa, CNAB 400: the files of the banks
// by operation (pine_400.h). Sources: eduardokum/laravel-boleto Cnab400/Banco/Pine, Fibra, Delbank
// and Rendimento (with real returns of the first three), ACBr ACBrBancoPine, ACBrBancoFibra,
// ACBrBancoDaycoval, ACBrBancoOriginal and ACBrBancoSofisa, BoletoNetCore Daycoval.CNAB400.
//
// Of a fine in percent ACBr (Pine, Industrial do Brasil, Sofisa) and laravel-boleto (Rendimento)
// write four decimals, against two of laravel-boleto's Pine. It is not sent where nothing decides:
// Fibra's two sources give the codes 1 and 2 opposite senses, Delbank's and Original's only source
// writes two decimals; Daycoval's columns are blank.
#include "cnab/pine_400.h"

#include "cnab/banks.h"
#include "cnab/our_number.h"

namespace quita::cnab {
namespace {

using namespace common400;

constexpr std::string_view source =
    "CNAB400 de Pine, Fibra, Delbank, Rendimento, Daycoval, Original e Sofisa (laravel-boleto "
    "Cnab400/Pine, Fibra, Delbank e Rendimento; ACBr ACBrBancoPine, ACBrBancoFibra, "
    "ACBrBancoDaycoval, ACBrBancoOriginal e ACBrBancoSofisa; BoletoNetCore Daycoval.CNAB400)";
constexpr auto received =
    records(source, Received{.header = pine::return_header, .detail = pine::return_detail});

// A remittance's header with the bank's name as the bank wants it.
consteval Table header_named(std::string_view name) {
  const Field own[] = {{80, 94, alpha, version, name}};
  return derive(pine::header, own);
}
consteval auto sent_with(std::span<const Field> header, std::span<const Field> detail) {
  return records(source, Sent{.header = header, .detail = detail});
}
constexpr Field own_detail[] = {
    {104, 105, num, fine_days},
    {108, 108, alpha, wallet_code},
    {157, 160, num, zeros},  // instructions
};
constexpr auto fined_detail = derive(pine::detail, own_detail);
constexpr Field no_fine_columns[] = {{90, 105, num, zeros}};
constexpr auto detail_without_fine = derive(fined_detail, no_fine_columns);
constexpr Field fibra_columns[] = {
    {74, 86, num, zeros},
    {87, 89, alpha, blanks},
    {157, 158, num, zeros},
    {159, 160, num, protest_code},
};
constexpr auto fibra_detail = derive(detail_without_fine, fibra_columns);
// The company as drawer, which is what 04 says.
constexpr Field delbank_columns[] = {
    {2, 3, num, version, "04"},    {150, 150, alpha, version, "N"}, {157, 158, num, protest_code},
    {159, 160, num, protest_days}, {352, 381, alpha, company_name}, {382, 391, alpha, blanks},
    {392, 393, num, protest_days}, {394, 394, alpha, blanks},
};
constexpr auto delbank_detail = derive(detail_without_fine, delbank_columns);
constexpr Field original_columns[] = {
    {157, 158, num, protest_code},
    {159, 160, num, zeros},
};
constexpr auto original_detail = derive(detail_without_fine, original_columns);
// Eight digits of the number and no digit of it.
constexpr Field daycoval_columns[] = {
    {63, 70, num, our_number},       {71, 107, alpha, blanks},  {108, 108, alpha, version, "6"},
    {150, 150, alpha, version, "N"}, {352, 381, alpha, blanks}, {382, 391, alpha, blanks},
    {392, 393, num, zeros},
};
constexpr auto daycoval_detail = derive(fined_detail, daycoval_columns);

constexpr std::string_view pine_name = "BANCO PINE S.A";
constexpr auto pine_header = header_named(pine_name);
constexpr auto pine_sent = sent_with(pine_header, fined_detail);
constexpr std::string_view fibra_name = "BANCO FIBRA S/A";
constexpr auto fibra_header = header_named(fibra_name);
constexpr auto fibra_sent = sent_with(fibra_header, fibra_detail);
constexpr std::string_view delbank_name = "DELCRED SCD S.A";
constexpr auto delbank_header = header_named(delbank_name);
constexpr auto delbank_sent = sent_with(delbank_header, delbank_detail);
constexpr std::string_view rendimento_name = "RENDIMENTO S.A";
constexpr auto rendimento_header = header_named(rendimento_name);
constexpr auto rendimento_sent = sent_with(rendimento_header, fined_detail);
constexpr std::string_view daycoval_name = "BANCO DAYCOVAL";
constexpr auto daycoval_header = header_named(daycoval_name);
constexpr auto daycoval_sent = sent_with(daycoval_header, daycoval_detail);
constexpr std::string_view original_name = "BANCO ORIGINAL";
constexpr auto original_header = header_named(original_name);
constexpr auto original_sent = sent_with(original_header, original_detail);
constexpr Field sofisa_columns[] = {{150, 150, alpha, version, "N"}};
constexpr auto sofisa_detail = derive(fined_detail, sofisa_columns);
constexpr std::string_view sofisa_name = "BANCO SOFISA SA";
constexpr auto sofisa_header = header_named(sofisa_name);
constexpr auto sofisa_sent = sent_with(sofisa_header, sofisa_detail);

constexpr KindCode kinds[] = {{"DM", "01"}, {"NP", "02"}, {"CH", "03"}, {"LC", "04"}, {"RC", "05"},
                              {"AP", "08"}, {"DS", "12"}, {"CC", "31"}, {"OU", "99"}};
constexpr KindCode daycoval_kinds[] = {
    {"DM", "01"}, {"NP", "02"}, {"NS", "03"}, {"RC", "05"}, {"DS", "09"}};
constexpr KindCode sofisa_wallets[] = {{"101", "4"}, {"102", "5"}, {"121", "6"}};
constexpr KindCode wallets[] = {{"110", "D"}, {"112", "1"}, {"121", "6"}};
constexpr std::array<std::string_view, order_count> orders = {"01", "02", "04", "05", "06", "",
                                                              "",   "09", "10", "18", ""};

struct Bank {
  std::string_view code;
  std::string_view name;
  std::string_view literal;
  std::span<const Record> remittance;
  Charges charges = {};
  boleto::Sureness sent = boleto::Sureness::one_source;
  boleto::Sureness returned = boleto::Sureness::one_source;
};
constexpr Layout layout_of(const Bank& bank) {
  return {.bank = bank.code,
          .bank_name = bank.name,
          .bank_literal = bank.literal,
          .format = Format::cnab400,
          .remittance = bank.remittance,
          .returned = received,
          .optional = "245",
          .orders = orders,
          .kinds = kinds,
          .wallets = wallets,
          .check_digit = operation_digit,
          .our_number_length = 10,
          .charges = bank.charges,
          .occurrences = pine::occurrences,
          .reasons = pine::reason_tables,
          .sure = {bank.sent, bank.returned}};
}
constexpr Layout daycoval_layout() {
  auto layout = layout_of({"707",
                           "Daycoval",
                           daycoval_name,
                           daycoval_sent,
                           {},
                           boleto::Sureness::two_sources,
                           boleto::Sureness::two_sources});
  layout.kinds = daycoval_kinds;
  layout.wallets = {};
  layout.our_number_length = 8;
  layout.orders[static_cast<std::size_t>(Order::stop_protest_write_off)] = {};
  return layout;
}
constexpr Layout sofisa_layout() {
  auto layout = layout_of({"637", "Sofisa", sofisa_name, sofisa_sent,
                           {.fine_percent = true, .fine_decimals = 4}});
  layout.wallets = sofisa_wallets;
  layout.orders = {"01", "02", "04", "05", "06", "", "", "09", "18"};
  return layout;
}
constexpr Layout original_layout() {
  auto layout = layout_of(
      {"212", "Original", original_name, original_sent, {.no_protest = "10", .protest = "00"}});
  layout.orders = {"01"};
  return layout;
}

}  // namespace

const Layout pine_400 = layout_of({"643",
                                   "Pine",
                                   pine_name,
                                   pine_sent,
                                   {.fine_amount = true},
                                   boleto::Sureness::two_sources,
                                   boleto::Sureness::cases});
const Layout fibra_400 = layout_of({"224",
                                    "Fibra",
                                    fibra_name,
                                    fibra_sent,
                                    {.no_protest = "10", .protest = "09"},
                                    boleto::Sureness::two_sources,
                                    boleto::Sureness::cases});
const Layout delbank_400 = layout_of({"435",
                                      "Delbank",
                                      delbank_name,
                                      delbank_sent,
                                      {.no_protest = "10", .protest = "94"},
                                      boleto::Sureness::one_source,
                                      boleto::Sureness::cases});
const Layout rendimento_400 = layout_of({"633",
                                         "Rendimento",
                                         rendimento_name,
                                         rendimento_sent,
                                         {.fine_percent = true, .fine_decimals = 4}});
const Layout daycoval_400 = daycoval_layout();
const Layout original_400 = original_layout();
const Layout sofisa_400 = sofisa_layout();

}  // namespace quita::cnab
