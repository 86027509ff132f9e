#include "library/pix_charge_json.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "base/text.h"
#include "pix/due_charge.h"

namespace quita::library {

namespace {

// The object of that name; nothing when absent or null. Error: json.type.
Result<const object*> object_in(const object& members, std::string_view name) {
  const auto* value = members.if_contains(name);
  if (value == nullptr || value->is_null()) return nullptr;
  if (!value->is_object()) return wrong_type(name, "um objeto");
  return &value->as_object();
}

tl::unexpected<Error> missing(std::string_view name, std::string expected) {
  return invalid("pix_charge.missing", fmt::format("{}: falta informar", name), std::string(name),
                 std::move(expected));
}

// \d{1,10}\.\d{2}
Result<pix::Hundredths> hundredths_of(const object& members, std::string_view name,
                                      const std::string& within) {
  const auto field = fmt::format("{}.{}", within, name);
  const auto text = TRY(text_of(members, name));
  if (text.empty()) return missing(field, "um texto como \"2.00\"");
  const auto point = text.find('.');
  const auto whole = std::string_view(text).substr(0, point);
  const auto decimals = point == std::string::npos ? std::string_view("00")
                                                   : std::string_view(text).substr(point + 1);
  if (!all_digits(whole) || whole.size() > 10 || !all_digits(decimals) || decimals.size() != 2) {
    return invalid("pix_charge.amount",
                   fmt::format("{}: \"{}\" não é um valor", field, prefix_utf8(text, 40)), field,
                   "até dez algarismos, ponto e duas casas, como \"2.00\"");
  }
  pix::Hundredths value = 0;
  for (const char c : whole) value = value * 10 + (c - '0');
  return value * 100 + (decimals[0] - '0') * 10 + (decimals[1] - '0');
}

template <class Mode>
Result<Mode> mode_of(const object& members, int last, const std::string& within) {
  const auto text = TRY(text_of(members, "modalidade"));
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '0' + last) {
    return static_cast<Mode>(text[0] - '0');
  }
  return invalid("pix_charge.mode",
                 fmt::format("{}.modalidade: \"{}\" não existe", within, prefix_utf8(text, 20)),
                 within + ".modalidade", fmt::format("de 1 a {}", last));
}

// Fine, interest or rebate: {"modalidade", "valorPerc"}.
template <class Part, class Mode>
Status read_part(const object& members, std::string_view name, int last_mode,
                 std::optional<Part>& part) {
  const auto* found = TRY(object_in(members, name));
  if (found == nullptr) return {};
  const auto within = fmt::format("valor.{}", name);
  const auto mode = TRY(mode_of<Mode>(*found, last_mode, within));
  part = Part{mode, TRY(hundredths_of(*found, "valorPerc", within))};
  return {};
}

Status read_discount(const object& members, std::optional<pix::Discount>& discount) {
  const auto* found = TRY(object_in(members, "desconto"));
  if (found == nullptr) return {};
  const std::string within = "valor.desconto";
  pix::Discount read{TRY(mode_of<pix::DiscountMode>(*found, 6, within)), 0, {}};
  if (!TRY(text_of(*found, "valorPerc")).empty()) {
    read.amount = TRY(hundredths_of(*found, "valorPerc", within));
  } else if (read.mode > pix::DiscountMode::percent_until_date) {
    return missing(within + ".valorPerc", "um texto como \"2.00\"");
  }
  if (const auto* dates = found->if_contains("descontoDataFixa"); dates && !dates->is_null()) {
    if (!dates->is_array()) return wrong_type(within + ".descontoDataFixa", "uma lista");
    for (const auto& item : dates->as_array()) {
      const auto place = fmt::format("{}.descontoDataFixa.{}", within, read.until.size());
      if (!item.is_object()) return wrong_type(place, "um objeto com data e valorPerc");
      const auto until = TRY(date_of(item.as_object(), "data"));
      if (!until) return missing(place + ".data", "uma data AAAA-MM-DD");
      read.until.push_back({*until, TRY(hundredths_of(item.as_object(), "valorPerc", place))});
    }
  }
  discount = std::move(read);
  return {};
}

Status read_calendar(const object& members, std::string_view due_name, std::string_view valid_name,
                     pix::DueCharge& charge) {
  const auto due = TRY(date_of(members, due_name));
  if (!due) return missing(due_name, "uma data AAAA-MM-DD");
  charge.due = *due;
  const auto* valid = members.if_contains(valid_name);
  if (valid == nullptr || valid->is_null()) return {};
  if (!valid->is_int64() || valid->as_int64() < -1 || valid->as_int64() > 1'000'000) {
    return wrong_type(valid_name, "dias, em número inteiro");
  }
  charge.days_valid_after_due = static_cast<int>(valid->as_int64());
  return {};
}

Status read_local_holidays(const object& members, pix::DueCharge& charge) {
  const auto* holidays = members.if_contains("feriados");
  if (holidays == nullptr || holidays->is_null()) return {};
  constexpr std::size_t holidays_max = 1'000;
  if (!holidays->is_array() || holidays->as_array().size() > holidays_max) {
    return wrong_type("feriados", "uma lista de até 1000 datas AAAA-MM-DD");
  }
  for (const auto& item : holidays->as_array()) {
    if (!item.is_string()) return wrong_type("feriados", "datas AAAA-MM-DD");
    auto date = parse_iso_date(std::string_view(item.as_string()));
    if (!date) return tl::make_unexpected(std::move(date).error().at("feriados"));
    charge.local_holidays.push_back(*date);
  }
  return {};
}

Result<pix::DueCharge> due_charge_of(const object& members) {
  pix::DueCharge charge;
  if (const auto* calendar = TRY(object_in(members, "calendario"))) {
    TRY_STATUS(read_calendar(*calendar, "dataDeVencimento", "validadeAposVencimento", charge));
  } else {
    TRY_STATUS(read_calendar(members, "vencimento", "validade_apos_vencimento", charge));
  }
  const auto* value = members.if_contains("valor");
  const object* amounts = value != nullptr && value->is_object() ? &value->as_object() : &members;
  if (amounts != &members) {
    charge.original = Money::centavos(TRY(hundredths_of(*amounts, "original", "valor")));
  } else {
    const auto amount = TRY(amount_of(members));
    if (!amount) return missing("valor", "um texto como \"400.00\", ou valor_centavos");
    charge.original = *amount;
  }
  TRY_STATUS(read_part<pix::Fine, pix::FineMode>(*amounts, "multa", 2, charge.fine));
  TRY_STATUS(read_part<pix::Interest, pix::InterestMode>(*amounts, "juros", 8, charge.interest));
  TRY_STATUS(read_part<pix::Rebate, pix::RebateMode>(*amounts, "abatimento", 2, charge.rebate));
  TRY_STATUS(read_discount(*amounts, charge.discount));
  TRY_STATUS(read_local_holidays(members, charge));
  return charge;
}

}  // namespace

Result<object> price_pix_charge(const object& members) {
  const auto charge = TRY(due_charge_of(members));
  const auto on = TRY(date_of(members, "data"));
  if (!on) return missing("data", "o dia do pagamento, AAAA-MM-DD");
  const auto totals = TRY(pix::charges_on(charge, *on));
  return object{{"data", format_iso(totals.on)},
                {"vencimento", format_iso(totals.due)},
                {"ultimo_dia", format_iso(totals.last_payment)},
                {"pagavel", totals.payable},
                {"dias_atraso", totals.days_late},
                {"dias_antecipacao", totals.days_early},
                {"original", totals.original.centavos()},
                {"abatimento", totals.rebate.centavos()},
                {"desconto", totals.discount.centavos()},
                {"multa", totals.fine.centavos()},
                {"juros", totals.interest.centavos()},
                {"total", totals.total.centavos()}};
}

}  // namespace quita::library
