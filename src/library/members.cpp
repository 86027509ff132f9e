#include "library/members.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "base/text.h"
#include "json/parse.h"

namespace quita::library {

Result<object> parse_object(std::string_view text) {
  auto value = TRY(json::parse(text));
  if (!value.is_object()) {
    return invalid("json.type", "A linha não é um objeto JSON", {},
                   "um objeto, como {\"banco\": \"341\", …}");
  }
  return std::move(value).as_object();
}

tl::unexpected<Error> wrong_type(std::string_view member, std::string expected) {
  return invalid("json.type", fmt::format("{}: o tipo do valor não serve", member),
                 std::string(member), std::move(expected));
}

Result<std::string> text_of(const object& members, std::string_view name) {
  const auto* value = members.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (value->is_string()) return std::string(trim(std::string_view(value->as_string())));
  if (value->is_int64()) return std::to_string(value->as_int64());
  if (value->is_uint64()) return std::to_string(value->as_uint64());
  return wrong_type(name, "um texto ou um número inteiro");
}

Result<std::optional<bool>> flag_of(const object& members, std::string_view name) {
  const auto* value = members.if_contains(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_bool()) return wrong_type(name, "true ou false");
  return value->as_bool();
}

Result<std::optional<Date>> date_of(const object& members, std::string_view name) {
  const auto text = TRY(text_of(members, name));
  if (text.empty()) return std::nullopt;
  auto date = parse_iso_date(text);
  if (!date) {
    Error error = std::move(date).error().at(std::string(name));
    error.field = name;
    error.hint = "uma data AAAA-MM-DD";
    return tl::make_unexpected(std::move(error));
  }
  return *date;
}

Result<std::optional<Money>> amount_of(const object& members) {
  if (const auto* centavos = members.if_contains("valor_centavos");
      centavos && !centavos->is_null()) {
    if (!centavos->is_int64()) return wrong_type("valor_centavos", "centavos, em número inteiro");
    return Money::centavos(centavos->as_int64());
  }
  const auto* value = members.if_contains("valor");
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_string()) {
    return wrong_type("valor", "um texto como \"400.00\", ou valor_centavos em número inteiro");
  }
  auto amount = parse_money(std::string_view(value->as_string()));
  if (!amount) return tl::make_unexpected(std::move(amount).error().at("valor"));
  return *amount;
}

boost::json::value text_or_null(std::string_view text) {
  return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

boost::json::value date_or_null(const std::optional<Date>& date) {
  return date ? boost::json::value(format_iso(*date)) : boost::json::value(nullptr);
}

boost::json::value centavos_or_null(const std::optional<Money>& amount) {
  return amount ? boost::json::value(amount->centavos()) : boost::json::value(nullptr);
}

object refusal(const Error& error, std::string_view place) {
  std::string where(place);
  if (!where.empty() && !error.field.empty()) where += ": ";
  where += error.field;
  return {{"erro",
           {{"lugar", where},
            {"regra", error.code},
            {"esperado", error.hint.empty() ? error.message : error.hint},
            {"mensagem", error.message}}}};
}

object refusals(const std::vector<Error>& errors) {
  auto refused = refusal(errors.front());
  boost::json::array problems;
  for (const auto& error : errors) problems.push_back(refusal(error).at("erro"));
  refused["problemas"] = std::move(problems);
  return refused;
}

}  // namespace quita::library
