#include "post/tracking_codes.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/text.h"
#include "brazil/tracking_code.h"

namespace quita::post {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view separators = ";,\t";

std::string_view unquoted(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
    cell = trim(cell.substr(1, cell.size() - 2));
  return cell;
}

std::optional<int> number_of(std::string_view cell) {
  int number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size() || number < 1) return std::nullopt;
  return number;
}

tl::unexpected<Error> at_line(Error error, int line) {
  error.message = fmt::format("Linha {}: {}", line, error.message);
  error.field = std::to_string(line);
  return tl::make_unexpected(std::move(error));
}

}  // namespace

Result<std::vector<LetterCode>> read_letter_codes(std::string_view csv) {
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  std::vector<LetterCode> codes;
  int line = 0;
  for (const std::string_view text : split(csv, '\n')) {
    ++line;
    if (trim(text).empty()) continue;
    const auto place = number_of(unquoted(text.substr(0, text.find_first_of(separators))));
    if (!place && line == 1) continue;  // the heading
    const std::size_t last = text.find_last_of(separators);
    if (!place || last == std::string_view::npos) {
      return at_line({ErrorKind::invalid, "posting.line",
                      "o que se espera é o número da carta e o código, como 12;BR123456785BR."},
                     line);
    }
    const std::string_view cell = unquoted(text.substr(last + 1));
    if (cell.empty()) continue;
    auto code = parse_tracking_code(cell);
    if (!code) return at_line(std::move(code).error(), line);
    codes.push_back({line, *place, *std::move(code)});
  }
  return codes;
}

}  // namespace quita::post
