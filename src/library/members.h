// The members of a JSON object that a caller wrote, read strictly: what is absent is empty, what
// has another type is refused with the member's name. Shared by every mapping of this room.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

namespace quita::library {

using boost::json::object;

// One JSON object. Errors: those of json::parse, json.type.
Result<object> parse_object(std::string_view text);

tl::unexpected<Error> wrong_type(std::string_view member, std::string expected);

// A text, or a whole number as text; empty when absent or null. Error: json.type.
Result<std::string> text_of(const object&, std::string_view member);
// true or false; nothing when absent or null. Error: json.type.
Result<std::optional<bool>> flag_of(const object&, std::string_view member);
// An ISO date; nothing when absent or null. Errors: json.type, date.format.
Result<std::optional<Date>> date_of(const object&, std::string_view member);
// `valor` as decimal text or `valor_centavos` as a whole number; nothing when both are absent.
// Errors: json.type, money.format, money.range.
Result<std::optional<Money>> amount_of(const object&);

// The text, or null in place of the empty one.
boost::json::value text_or_null(std::string_view);
boost::json::value date_or_null(const std::optional<Date>&);
boost::json::value centavos_or_null(const std::optional<Money>&);

// {"erro": {"lugar", "regra", "esperado", "mensagem"}}; `place` is where the error's field stands.
object refusal(const Error&, std::string_view place = {});
// Of several, which must not be none: the first as `erro`, and all in `problemas`.
object refusals(const std::vector<Error>&);

}  // namespace quita::library
