#include "json/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "base/text.h"

namespace quita::json {
namespace {

namespace bj = boost::json;

// Builds the value while it watches what Boost's own handler lets through: repeated names (it
// keeps the last) and numbers that overflow to infinity.
class Handler {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = string_bytes_max;
  static constexpr std::size_t max_string_size = string_bytes_max;

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_array_begin(bj::error_code&) { return true; }
  bool on_array_end(std::size_t count, bj::error_code&) {
    stack_.push_array(count);
    return true;
  }
  bool on_object_begin(bj::error_code&) {
    first_name_.push_back(names_.size());
    return true;
  }
  bool on_object_end(std::size_t count, bj::error_code& ec) {
    stack_.push_object(count);
    const auto begin = names_.begin() + static_cast<std::ptrdiff_t>(first_name_.back());
    std::sort(begin, names_.end());
    const auto twin = std::adjacent_find(begin, names_.end());
    if (twin != names_.end()) {
      repeated_ = std::move(*twin);
      ec = bj::error::syntax;
      return false;
    }
    names_.erase(begin, names_.end());
    first_name_.pop_back();
    return true;
  }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) {
    name_ += part;
    stack_.push_chars(part);
    return true;
  }
  bool on_key(bj::string_view part, std::size_t, bj::error_code&) {
    name_ += part;
    names_.push_back(std::move(name_));
    name_.clear();
    stack_.push_key(part);
    return true;
  }
  bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(bj::string_view part, std::size_t, bj::error_code&) {
    stack_.push_string(part);
    return true;
  }
  bool on_number_part(bj::string_view part, bj::error_code&) {
    number_ += part;
    return true;
  }
  bool on_int64(std::int64_t number, bj::string_view, bj::error_code&) {
    number_.clear();
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, bj::string_view, bj::error_code&) {
    number_.clear();
    stack_.push_uint64(number);
    return true;
  }
  // Boost 1.81 misses the nearest double by some units in the last place; from_chars does not.
  bool on_double(double near, bj::string_view part, bj::error_code& ec) {
    number_ += part;
    double number = 0;  // what is too small for a double
    const auto* end = number_.data() + number_.size();
    const auto [stop, failed] = std::from_chars(number_.data(), end, number);
    if (stop != end || !std::isfinite(near) ||
        (failed == std::errc::result_out_of_range && std::fabs(near) > 1)) {
      ec = bj::error::exponent_overflow;
      return false;
    }
    number_.clear();
    stack_.push_double(number);
    return true;
  }
  bool on_bool(bool value, bj::error_code&) {
    stack_.push_bool(value);
    return true;
  }
  bool on_null(bj::error_code&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

  void begin() { stack_.reset(); }
  bj::value release() { return stack_.release(); }
  const std::optional<std::string>& repeated() const { return repeated_; }

 private:
  bj::value_stack stack_;
  std::string number_;                   // the text of the number being read
  std::string name_;                     // of the member being read
  std::vector<std::string> names_;       // of all open objects, one after the other
  std::vector<std::size_t> first_name_;  // where each open object's names begin
  std::optional<std::string> repeated_;
};

Error error_of(const bj::error_code& ec, const Handler& handler, std::size_t offset) {
  const auto place = fmt::format("byte {}", offset);
  if (handler.repeated()) {
    const std::string name(prefix_utf8(*handler.repeated(), 40));
    return {ErrorKind::invalid, "json.duplicate_key",
            fmt::format("o membro \"{}\" aparece duas vezes no mesmo objeto", name), name,
            "Envie cada membro uma só vez."};
  }
  if (ec == bj::error::exponent_overflow) {
    return {ErrorKind::invalid, "json.number", "número grande demais no " + place, place, ""};
  }
  if (ec == bj::error::too_deep) {
    return {ErrorKind::invalid, "json.depth",
            fmt::format("objetos e listas passam de {} níveis no {}", depth_max, place), place, ""};
  }
  if (ec == bj::error::string_too_large || ec == bj::error::key_too_large) {
    return {ErrorKind::invalid, "json.too_long",
            fmt::format("texto com mais de {} KiB antes do {}", string_bytes_max / 1024, place),
            place, ""};
  }
  return {ErrorKind::invalid, "json.syntax",
          ec == bj::error::incomplete
              ? fmt::format("o JSON termina antes da hora, no {}", place)
              : fmt::format("o texto não é JSON (RFC 8259) em UTF-8: erro no {}", place),
          place, ""};
}

}  // namespace

Result<bj::value> parse(std::string_view bytes) {
  bj::parse_options options;
  options.max_depth = depth_max;
  bj::basic_parser<Handler> parser(options);
  parser.handler().begin();
  bj::error_code ec;
  const auto read = parser.write_some(false, bytes.data(), bytes.size(), ec);
  if (!ec && read < bytes.size()) ec = bj::error::extra_data;
  if (ec) return tl::make_unexpected(error_of(ec, parser.handler(), read));
  return parser.handler().release();
}

std::string serialize(const bj::value& value) { return bj::serialize(value); }

}  // namespace quita::json
