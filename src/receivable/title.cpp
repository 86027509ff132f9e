#include "receivable/title.h"

#include <fmt/format.h>

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "base/text.h"
#include "json/parse.h"

namespace quita::receivable {
namespace {

template <class E, std::size_t N>
std::optional<E> parse_name(std::string_view text, const std::array<E, N>& all) {
  for (E value : all) {
    if (name(value) == text) return value;
  }
  return std::nullopt;
}

constexpr std::size_t number_size_max = 25;
constexpr std::size_t description_size_max = 500;
// Beyond this a date is a typing error, not a due date.
constexpr int due_years_max = 50;

Status check_discounts(const Title& title) {
  const auto& discounts = title.terms.discounts;
  if (discounts.size() > 3) {
    return invalid("title.discount", "São aceitos até três descontos.", "terms.discounts");
  }
  for (std::size_t i = 0; i < discounts.size(); ++i) {
    const Discount& discount = discounts[i];
    const std::string field = fmt::format("terms.discounts.{}", i);
    if (discount.until > title.due_date) {
      return invalid("title.discount",
                     fmt::format("O desconto vale até {}, depois do vencimento {}.",
                                 format_br(discount.until), format_br(title.due_date)),
                     field + ".until");
    }
    if (i > 0 && discount.until <= discounts[i - 1].until) {
      return invalid("title.discount", "As datas dos descontos devem ser crescentes.",
                     field + ".until");
    }
    const Money value =
        discount.mode == DiscountMode::fixed
            ? discount.amount
            : apply(title.amount - title.terms.rebate, discount.rate, Rounding::half_up);
    if (!value.positive()) {
      return invalid("title.discount", "O desconto deve ser maior que zero.", field);
    }
    if (value >= title.amount - title.terms.rebate) {
      return invalid("title.discount",
                     fmt::format("O desconto ({}) deve ser menor que o valor do título ({}).",
                                 format_brl(value), format_brl(title.amount - title.terms.rebate)),
                     field);
    }
  }
  return {};
}

}  // namespace

std::string_view name(InterestMode mode) {
  switch (mode) {
    case InterestMode::none:
      return "none";
    case InterestMode::monthly:
      return "monthly";
    case InterestMode::daily:
      return "daily";
    case InterestMode::legal:
      return "legal";
  }
  return "";
}
std::string_view name(DiscountMode mode) {
  return mode == DiscountMode::fixed ? "fixed" : "percent";
}
std::string_view name(OriginKind kind) {
  switch (kind) {
    case OriginKind::nfe:
      return "nfe";
    case OriginKind::order:
      return "order";
    case OriginKind::api:
      return "api";
    case OriginKind::manual:
      return "manual";
    case OriginKind::csv:
      return "csv";
  }
  return "";
}
std::string_view name(TitleState state) {
  switch (state) {
    case TitleState::open:
      return "open";
    case TitleState::partly_paid:
      return "partly_paid";
    case TitleState::paid:
      return "paid";
    case TitleState::cancelled:
      return "cancelled";
    case TitleState::written_off:
      return "written_off";
    case TitleState::renegotiated:
      return "renegotiated";
  }
  return "";
}
std::string_view label(TitleState state) {
  switch (state) {
    case TitleState::open:
      return "em aberto";
    case TitleState::partly_paid:
      return "pago em parte";
    case TitleState::paid:
      return "pago";
    case TitleState::cancelled:
      return "cancelado";
    case TitleState::written_off:
      return "baixado como perda";
    case TitleState::renegotiated:
      return "renegociado";
  }
  return "";
}

std::optional<InterestMode> parse_interest_mode(std::string_view text) {
  return parse_name(text, std::array{InterestMode::none, InterestMode::monthly, InterestMode::daily,
                                     InterestMode::legal});
}
std::optional<DiscountMode> parse_discount_mode(std::string_view text) {
  return parse_name(text, std::array{DiscountMode::fixed, DiscountMode::percent});
}
std::optional<OriginKind> parse_origin_kind(std::string_view text) {
  return parse_name(text, std::array{OriginKind::nfe, OriginKind::order, OriginKind::api,
                                     OriginKind::manual, OriginKind::csv});
}
std::optional<TitleState> parse_title_state(std::string_view text) {
  return parse_name(
      text, std::array{TitleState::open, TitleState::partly_paid, TitleState::paid,
                       TitleState::cancelled, TitleState::written_off, TitleState::renegotiated});
}

Status check_title(const Title& title) {
  if (trim(title.number).empty() || length_utf8(title.number) > number_size_max) {
    return invalid(
        "title.number",
        fmt::format("O número do título deve ter de 1 a {} caracteres.", number_size_max),
        "number");
  }
  if (length_utf8(title.description) > description_size_max) {
    return invalid("title.description",
                   fmt::format("A descrição passa de {} caracteres.", description_size_max),
                   "description");
  }
  if (!title.amount.positive() || title.amount.centavos() > Money::outside_max) {
    return invalid("title.amount",
                   fmt::format("O valor deve ser maior que zero e de no máximo {}.",
                               format_brl(Money::centavos(Money::outside_max))),
                   "amount");
  }
  if (title.due_date < title.issue_date) {
    return invalid("title.due_date",
                   fmt::format("O vencimento {} é anterior à emissão {}.",
                               format_br(title.due_date), format_br(title.issue_date)),
                   "due_date");
  }
  if (title.due_date - title.issue_date > due_years_max * 366) {
    return invalid("title.due_date",
                   fmt::format("O vencimento {} está a mais de {} anos da emissão.",
                               format_br(title.due_date), due_years_max),
                   "due_date");
  }
  const Terms& terms = title.terms;
  if (terms.fine.ppm() < 0 || terms.fine > Rate::percent(100)) {
    return invalid("title.fine",
                   "A multa deve ficar entre 0% e 100%: acima disso passa do valor "
                   "da obrigação (CC 412).",
                   "terms.fine_ppm");
  }
  if (terms.interest.ppm() < 0 || terms.interest > Rate::percent(100)) {
    return invalid("title.interest", "Os juros devem ficar entre 0% e 100% ao mês.",
                   "terms.interest_ppm");
  }
  if (terms.interest_mode == InterestMode::monthly && terms.interest.zero()) {
    return invalid("title.interest", "Informe a taxa dos juros ao mês, ou escolha sem juros.",
                   "terms.interest_ppm");
  }
  if (terms.interest_daily.negative() ||
      (terms.interest_mode == InterestMode::daily &&
       (terms.interest_daily.zero() || terms.interest_daily > title.amount))) {
    return invalid("title.interest",
                   "Os juros por dia devem ser maiores que zero e menores que o valor do título.",
                   "terms.interest_daily");
  }
  if (terms.rebate.negative() || terms.rebate >= title.amount) {
    return invalid("title.rebate", "O abatimento deve ser menor que o valor do título.",
                   "terms.rebate");
  }
  return check_discounts(title);
}

std::vector<Warning> warnings_of(const Title& title, bool consumer) {
  std::vector<Warning> found;
  const Terms& terms = title.terms;
  if (consumer && terms.fine > Rate::percent(2)) {
    found.push_back({"title.fine_consumer",
                     fmt::format("Multa de {}: para consumidor a lei limita a 2% da prestação "
                                 "(CDC, art. 52, §1º).",
                                 format_percent(terms.fine))});
  } else if (terms.fine > Rate::percent(10)) {
    found.push_back({"title.fine_high",
                     fmt::format("Multa de {}: acima de 10% costuma ser reduzida em juízo (CC, "
                                 "art. 413).",
                                 format_percent(terms.fine))});
  }
  if (terms.interest_mode == InterestMode::monthly) {
    if (terms.interest > Rate::ppm(33'000)) {
      found.push_back({"title.interest_high",
                       fmt::format("Juros de {} ao mês estão muito acima do usual (1% ao mês).",
                                   format_percent(terms.interest))});
    } else if (consumer && terms.interest > Rate::percent(1)) {
      found.push_back({"title.interest_high",
                       fmt::format("Juros de {} ao mês a consumidor: confira o limite do dobro da "
                                   "taxa legal (Decreto 22.626/33).",
                                   format_percent(terms.interest))});
    }
  }
  // 1 % a month of less than R$ 15 is less than half a centavo a day.
  if (terms.interest_mode == InterestMode::daily && title.amount < Money::centavos(1500)) {
    found.push_back({"title.interest_daily_rounding",
                     "Em títulos de menos de R$ 15,00 o mínimo de um centavo por dia passa de 1% "
                     "ao mês; prefira juros em porcentagem."});
  }
  return found;
}

std::string terms_text(const Terms& terms) {
  std::string late;
  if (!terms.fine.zero()) late = fmt::format("multa de {}", format_percent(terms.fine));
  std::string interest;
  switch (terms.interest_mode) {
    case InterestMode::none:
      break;
    case InterestMode::monthly:
      interest = fmt::format("juros de {} ao mês", format_percent(terms.interest));
      break;
    case InterestMode::daily:
      interest = fmt::format("juros de {} por dia", format_brl(terms.interest_daily));
      break;
    case InterestMode::legal:
      interest = "juros pela taxa legal (CC 406)";
      break;
  }
  if (!interest.empty()) late += (late.empty() ? "" : " e ") + interest;
  std::string text;
  if (!late.empty()) {
    late[0] = static_cast<char>(late[0] - 'a' + 'A');
    text = late + " após o vencimento.";
  }
  for (const Discount& discount : terms.discounts) {
    if (!text.empty()) text += ' ';
    text += fmt::format("Desconto de {} até {}.",
                        discount.mode == DiscountMode::fixed ? format_brl(discount.amount)
                                                             : format_percent(discount.rate),
                        format_br(discount.until));
  }
  return text;
}

std::string discounts_to_json(const std::vector<Discount>& discounts) {
  if (discounts.empty()) return "[]";
  boost::json::array items;
  for (const Discount& discount : discounts) {
    boost::json::object item{{"until", format_iso(discount.until)}, {"mode", name(discount.mode)}};
    if (discount.mode == DiscountMode::fixed) {
      item["amount"] = discount.amount.centavos();
    } else {
      item["ppm"] = discount.rate.ppm();
    }
    items.push_back(std::move(item));
  }
  return json::serialize(items);
}

Result<std::vector<Discount>> discounts_from_json(std::string_view text) {
  std::vector<Discount> discounts;
  if (text == "[]") return discounts;
  const auto broken = [] {
    return invalid("title.discounts", "Os descontos guardados do título estão ilegíveis.");
  };
  const auto value = json::parse(text);
  if (!value || !value->is_array()) return broken();
  for (const auto& item : value->get_array()) {
    const auto* object = item.if_object();
    if (object == nullptr) return broken();
    const auto* until = object->if_contains("until");
    const auto* mode = object->if_contains("mode");
    if (until == nullptr || !until->is_string() || mode == nullptr || !mode->is_string()) {
      return broken();
    }
    const auto parsed = parse_discount_mode(std::string_view(mode->get_string()));
    if (!parsed) return broken();
    Discount discount;
    discount.until = TRY(parse_iso_date(std::string_view(until->get_string())));
    discount.mode = *parsed;
    const auto* figure = object->if_contains(*parsed == DiscountMode::fixed ? "amount" : "ppm");
    if (figure == nullptr || !figure->is_int64()) return broken();
    if (*parsed == DiscountMode::fixed) {
      discount.amount = Money::centavos(figure->get_int64());
    } else {
      discount.rate = Rate::ppm(figure->get_int64());
    }
    discounts.push_back(discount);
  }
  return discounts;
}

}  // namespace quita::receivable
