#include "json/bind.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace quita::json {

namespace bj = boost::json;

std::string Schemas::reserve(std::string_view name) {
  std::string unique(name);
  for (int count = 2; all_.contains(unique); ++count) unique = fmt::format("{}{}", name, count);
  all_[unique] = nullptr;  // so that a type that holds itself finds its name taken
  return unique;
}

namespace detail {
namespace {

std::string_view kind_name(const bj::value& value) {
  switch (value.kind()) {
    case bj::kind::null:
      return "null";
    case bj::kind::bool_:
      return "um booleano";
    case bj::kind::int64:
    case bj::kind::uint64:
      return "um inteiro";
    case bj::kind::double_:
      return "um número com fração ou expoente";
    case bj::kind::string:
      return "um texto";
    case bj::kind::array:
      return "uma lista";
    case bj::kind::object:
      return "um objeto";
  }
  return "";
}

}  // namespace

Error type_error(const bj::value& got, std::string_view expected) {
  return {ErrorKind::invalid, "json.type",
          fmt::format("veio {}; esperado {}", kind_name(got), expected), "", ""};
}

Error missing_error(std::string_view member) {
  return {ErrorKind::invalid, "json.missing", fmt::format("falta o membro \"{}\"", member),
          std::string(member), ""};
}

Error unknown_error(std::string_view member) {
  const auto shown = prefix_utf8(member, 40);
  return {ErrorKind::invalid, "json.unknown_field",
          fmt::format("o membro \"{}\" não é conhecido aqui", shown), std::string(shown),
          "Confira o nome no documento da API; nada que não seja conhecido é ignorado."};
}

Error range_error(std::string_view limits) {
  return {ErrorKind::invalid, "json.range", fmt::format("número fora de {}", limits), "", ""};
}

Error enum_error(const bj::value& got, std::string_view names) {
  if (!got.is_string()) return type_error(got, fmt::format("um destes textos: {}", names));
  return {ErrorKind::invalid, "json.enum",
          fmt::format("\"{}\" não é um destes: {}", prefix_utf8(got.get_string(), 40), names), "",
          ""};
}

Result<std::int64_t> read_integer(const bj::value& value, std::int64_t min, std::int64_t max) {
  const auto limits = [&] { return range_error(fmt::format("{} a {}", min, max)); };
  if (value.is_uint64()) return tl::make_unexpected(limits());  // only what passes int64
  if (!value.is_int64()) return tl::make_unexpected(type_error(value, "um inteiro"));
  const auto number = value.get_int64();
  if (number < min || number > max) return tl::make_unexpected(limits());
  return number;
}

Result<std::string> read_string(const bj::value& value) {
  if (!value.is_string()) return tl::make_unexpected(type_error(value, "um texto"));
  const auto& text = value.get_string();
  if (text.find('\0') != bj::string::npos) {  // PostgreSQL stores none
    return invalid("json.character", "o texto não pode conter o caractere NUL (\\u0000)");
  }
  return std::string(text);
}

bj::value string_schema(std::string_view format, std::string_view example) {
  bj::object schema{{"type", "string"}};
  if (!format.empty()) schema["format"] = format;
  schema["examples"] = bj::array{bj::string(example)};
  return schema;
}

bj::value integer_schema(std::string_view description) {
  return bj::object{{"type", "integer"}, {"format", "int64"}, {"description", description}};
}

// "… [with T = quita::http::Page<quita::(anonymous)::TitleView>; …]" -> "PageTitleView": every
// identifier that is no namespace, joined.
std::string short_name(std::string_view pretty_function) {
  const auto begin = pretty_function.find("T = ") + 4;
  const auto end = pretty_function.find_first_of(";]", begin);
  const auto text = pretty_function.substr(begin, end - begin);
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  std::string name;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t stop = at;
    while (stop < text.size() && is_word(text[stop])) ++stop;
    if (stop == at) {
      ++at;
      continue;
    }
    const auto word = text.substr(at, stop - at);
    const auto after = text.substr(stop);
    const bool space =
        after.starts_with("::") || word == "anonymous" || word == "unnamed" || word == "namespace";
    if (!space) name += word;
    at = stop;
  }
  return name;
}

void append_integer(std::string& out, std::int64_t value) {
  char digits[20];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
  out.append(digits, end);
}

// RFC 8259 section 7: quotation mark, reverse solidus and the control characters are escaped.
void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, done, i - done);
    done = i + 1;
    switch (byte) {
      case '"':
      case '\\':
        out += '\\';
        out += text[i];
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    }
  }
  out.append(text, done);
  out += '"';
}

bj::value number_or_bool(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  std::int64_t whole = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error == std::errc() && end == text.data() + text.size()) return whole;
  double number = 0;
  auto [stop, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong == std::errc() && stop == text.data() + text.size() && std::isfinite(number)) {
    return number;
  }
  return bj::string(text);
}

}  // namespace detail

Result<double> Codec<double>::read(const bj::value& value) {
  if (value.is_double()) return value.get_double();
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  if (value.is_uint64()) return static_cast<double>(value.get_uint64());
  return tl::make_unexpected(detail::type_error(value, "um número"));
}

void Codec<double>::write(std::string& out, double value) {
  // Of the two zeros one: "-0" would be read as an integer and lose its sign.
  out += std::isfinite(value) ? fmt::format("{}", value == 0 ? 0.0 : value) : "null";
}

Result<Money> Codec<Money>::read(const bj::value& value) {
  if (value.is_double() || value.is_string()) {
    auto error = detail::type_error(value, "um inteiro em centavos");
    error.hint = "R$ 12,90 escreve-se 1290.";
    return tl::make_unexpected(std::move(error));
  }
  auto centavos = detail::read_integer(value, -Money::outside_max, Money::outside_max);
  if (!centavos) return tl::make_unexpected(std::move(centavos).error());
  return Money::centavos(*centavos);
}

Result<Rate> Codec<Rate>::read(const bj::value& value) {
  auto ppm = detail::read_integer(value, 0, 1'000'000'000);
  if (!ppm) return tl::make_unexpected(std::move(ppm).error());
  return Rate::ppm(*ppm);
}

Result<Date> Codec<Date>::read(const bj::value& value) {
  auto text = detail::read_string(value);
  if (!text) return tl::make_unexpected(std::move(text).error());
  return parse_iso_date(*text);
}

Result<Instant> Codec<Instant>::read(const bj::value& value) {
  auto text = detail::read_string(value);
  if (!text) return tl::make_unexpected(std::move(text).error());
  return parse_iso_instant(*text);
}

}  // namespace quita::json
