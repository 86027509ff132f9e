#include "brazil/bank.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace quita {

namespace {

// Codes and ISPB from BACEN's list of participants (November 2026). Of banks that are gone and
// whose slips are still about (347, 356, 399, 409, 453): the root of the CNPJ, which the ISPB was.
constexpr std::array<Bank, 63> table = {{
    {"001", "00000000", "Banco do Brasil"},
    {"003", "04902979", "Banco da Amazônia"},
    {"004", "07237373", "Banco do Nordeste"},
    {"021", "28127603", "Banestes"},
    {"025", "03323840", "Alfa"},
    {"033", "90400888", "Santander"},
    {"041", "92702067", "Banrisul"},
    {"047", "13009717", "Banese"},
    {"070", "00000208", "BRB"},
    {"077", "00416968", "Inter"},
    {"084", "02398976", "Sisprime"},
    {"085", "05463212", "Ailos"},
    {"089", "62109566", "Credisan"},
    {"091", "01634601", "Unicred do Rio Grande do Sul"},
    {"097", "04632856", "CrediSIS"},
    {"099", "03046391", "Uniprime"},
    {"104", "00360305", "Caixa Econômica Federal"},
    {"107", "15114366", "Bocom BBM"},
    {"133", "10398952", "Cresol"},
    {"136", "00315557", "Unicred"},
    {"174", "43180355", "Pefisa"},
    {"197", "16501555", "Stone"},
    {"208", "30306294", "BTG Pactual"},
    {"212", "92894922", "Original"},
    {"218", "71027866", "BS2"},
    {"224", "58616418", "Fibra"},
    {"237", "60746948", "Bradesco"},
    {"246", "28195667", "ABC Brasil"},
    {"260", "18236120", "Nubank"},
    {"274", "11581339", "BMP Money Plus"},
    {"290", "08561701", "PagBank"},
    {"310", "22610500", "Vórtx"},
    {"322", "01073966", "Sulcredi"},
    {"323", "10573521", "Mercado Pago"},
    {"329", "32402502", "QI Tech"},
    {"336", "31872495", "C6 Bank"},
    {"341", "60701190", "Itaú"},
    {"347", "60942638", "Sudameris"},
    {"356", "33066408", "Banco Real"},
    {"380", "22896431", "PicPay"},
    {"389", "17184037", "Mercantil do Brasil"},
    {"399", "01701201", "HSBC"},
    {"403", "37880206", "Cora"},
    {"409", "33700394", "Unibanco"},
    {"422", "58160789", "Safra"},
    {"435", "38224857", "Delbank"},
    {"453", "33124959", "Rural"},
    {"457", "39587424", "UY3"},
    {"461", "19540550", "Asaas"},
    {"479", "60394079", "BankBoston"},
    {"530", "47873449", "Ser Finance"},
    {"536", "20855875", "Neon"},
    {"604", "31895683", "Industrial do Brasil"},
    {"633", "68900810", "Rendimento"},
    {"637", "60889128", "Sofisa"},
    {"643", "62144175", "Pine"},
    {"655", "59588111", "Votorantim"},
    {"707", "62232889", "Daycoval"},
    {"712", "78632767", "Ouribank"},
    {"743", "00795423", "Semear"},
    {"745", "33479023", "Citibank"},
    {"748", "01181521", "Sicredi"},
    {"756", "02038232", "Sicoob"},
}};

}  // namespace

std::span<const Bank> banks() { return table; }

const Bank* find_bank(std::string_view code) {
  const auto found = std::ranges::lower_bound(table, code, {}, &Bank::code);
  return found != table.end() && found->code == code ? &*found : nullptr;
}

char bank_code_digit(std::string_view code) {
  assert(code.size() == 3);
  if (code == "748") return 'X';  // Sicredi prints the ten that the others print as 0
  const int sum = (code[2] - '0') * 2 + (code[1] - '0') * 3 + (code[0] - '0') * 4;
  const int digit = 11 - sum % 11;
  return static_cast<char>(digit > 9 ? '0' : '0' + digit);
}

}  // namespace quita
