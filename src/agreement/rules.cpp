#include "agreement/rules.h"

#include "company/setting.h"
#include "json/bind.h"

namespace quita::agreement {

BOOST_DESCRIBE_STRUCT(Rules, (), (interest, least, first_days, break_days))

namespace {

constexpr std::string_view setting = "agreements";
constexpr Rate interest_max = Rate::ppm(33'000);
constexpr Money least_min = Money::centavos(5'00);
constexpr int first_days_max = 30, break_days_max = 90;

}  // namespace

Rules load_rules(db::Tx& tx) {
  const auto stored = company::read_setting(tx, setting);
  return stored ? json::read<Rules>(*stored).value_or(Rules()) : Rules();
}

Status save_rules(db::Tx& tx, const Act& act, const Rules& rules) {
  if (rules.interest > interest_max) {
    return invalid("agreement.interest", "Os juros do parcelamento vão até 3,3% ao mês.",
                   "interest_ppm",
                   "De um consumidor, a lei da usura deixa cobrar até o dobro da taxa legal "
                   "(Dec. 22.626/1933, art. 1º).");
  }
  if (rules.least < least_min)
    return invalid("agreement.least", "A menor parcela é de R$ 5,00 ou mais.", "least");
  if (rules.first_days < 0 || rules.first_days > first_days_max) {
    return invalid("agreement.first_days", "A primeira parcela vence em 0 a 30 dias.",
                   "first_days");
  }
  if (rules.break_days < 1 || rules.break_days > break_days_max) {
    return invalid("agreement.break_days", "O acordo se desfaz com 1 a 90 dias de atraso.",
                   "break_days");
  }
  company::write_setting(tx, act.now, setting, json::write(rules));
  return {};
}

}  // namespace quita::agreement
