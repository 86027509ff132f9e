#include "app/instrument_commands.h"

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "json/parse.h"
#include "library/boleto_json.h"
#include "library/pix_charge_json.h"
#include "library/pix_json.h"

namespace quita {

namespace {

using boost::json::object;

constexpr int exit_good = 0;
constexpr int exit_refused = 2;

// Answers every line that is not blank with what `answer` makes of it, or with its refusal.
int answer_lines(std::istream& in, std::ostream& out,
                 const std::function<Result<object>(std::string_view)>& answer) {
  int status = exit_good;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::string_view text = line;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (number == 1 && text.starts_with(byte_order_mark)) {
      text.remove_prefix(byte_order_mark.size());
    }
    text = trim(text);
    if (text.empty()) continue;
    const auto answered = answer(text);
    if (!answered) status = exit_refused;
    out << json::serialize(
               answered ? *answered
                        : library::refusal(answered.error(), fmt::format("linha {}", number)))
        << '\n';
  }
  return status;
}

// The same, where every line is one JSON object.
int answer_objects(std::istream& in, std::ostream& out,
                   const std::function<Result<object>(const object&)>& answer) {
  return answer_lines(in, out, [&answer](std::string_view line) -> Result<object> {
    return answer(TRY(library::parse_object(line)));
  });
}

}  // namespace

int boleto_make(std::istream& in, std::ostream& out) {
  return answer_objects(in, out, library::make_boleto);
}

int boleto_read(std::istream& in, std::ostream& out, Date today) {
  return answer_lines(in, out,
                      [today](std::string_view line) { return library::read_boleto(line, today); });
}

int pix_make(std::istream& in, std::ostream& out) {
  return answer_objects(in, out, library::make_pix);
}

int pix_read(std::istream& in, std::ostream& out) {
  return answer_lines(in, out, library::read_pix);
}

int pix_charges(std::istream& in, std::ostream& out) {
  return answer_objects(in, out, library::price_pix_charge);
}

}  // namespace quita
