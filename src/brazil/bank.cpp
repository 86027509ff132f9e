#include "brazil/bank.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace quita {

namespace {

// Codes and ISPB from BACEN's list of participants (November 2026). Of banks that are gone and
// whose slips are still about (356, 399, 409): the root of the CNPJ, which the ISPB was.
constexpr std::array<Bank, 43> table = {{
    {"001", "00000000", "Banco do Brasil"},
    {"003", "04902979", "Banco da Amazônia"},
    {"004", "07237373", "Banco do Nordeste"},
    {"021", "28127603", "Banestes"},
    {"033", "90400888", "Santander"},
    {"041", "92702067", "Banrisul"},
    {"047", "13009717", "Banese"},
    {"070", "00000208", "BRB"},
    {"077", "00416968", "Inter"},
    {"084", "02398976", "Sisprime"},
    {"085", "05463212", "Ailos"},
    {"097", "04632856", "CrediSIS"},
    {"104", "00360305", "Caixa Econômica Federal"},
    {"133", "10398952", "Cresol"},
    {"136", "00315557", "Unicred"},
    {"197", "16501555", "Stone"},
    {"208", "30306294", "BTG Pactual"},
    {"212", "92894922", "Original"},
    {"224", "58616418", "Fibra"},
    {"237", "60746948", "Bradesco"},
    {"246", "28195667", "ABC Brasil"},
    {"260", "18236120", "Nubank"},
    {"290", "08561701", "PagBank"},
    {"323", "10573521", "Mercado Pago"},
    {"336", "31872495", "C6 Bank"},
    {"341", "60701190", "Itaú"},
    {"356", "33066408", "Banco Real"},
    {"380", "22896431", "PicPay"},
    {"389", "17184037", "Mercantil do Brasil"},
    {"399", "01701201", "HSBC"},
    {"403", "37880206", "Cora"},
    {"409", "33700394", "Unibanco"},
    {"422", "58160789", "Safra"},
    {"435", "38224857", "Delbank"},
    {"461", "19540550", "Asaas"},
    {"536", "20855875", "Neon"},
    {"637", "60889128", "Sofisa"},
    {"643", "62144175", "Pine"},
    {"655", "59588111", "Votorantim"},
    {"707", "62232889", "Daycoval"},
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
