// Typed values <-> JSON, over Boost.Describe. Include it from *_api.cpp files only (compile time).
//
//   struct CreateTitle {
//     std::string number;
//     Money amount;                       // integer centavos
//     Date due;
//     std::optional<std::string> note;    // may be absent or null; written only when present
//     std::vector<Item> items;
//   };
//   BOOST_DESCRIBE_STRUCT(CreateTitle, (), (number, amount, due, note, items))
//
//   auto in = json::read<CreateTitle>(bytes);         // Result<CreateTitle>
//   auto in = json::from_json<CreateTitle>(value);    // the same from a parsed value
//   std::string text = json::write(view);
//
// A class template describes itself inside: BOOST_DESCRIBE_CLASS(Page, (), (items), (), ()).
//
// How each type is written:
//   bool, std::string         as they are
//   integers                  a JSON integer; 1.0 and 1e2 are refused, so is what does not fit
//   double                    a finite JSON number (never for money)
//   Money                     integer centavos, at most Money::outside_max either way
//   Rate                      integer ppm (millionths): 2 % is 20000; not negative
//   Date, Instant             "2026-11-22", "2026-11-22T13:05:09.123Z"
//   Id<Tag>                   TypeID text, "rec_01h455vb4pex5vsknk084sn02q"
//   described enum            the enumerator's name
//   std::optional, vector, described structs (nested, inherited), boost::json::value as it is
// Any other type (a CPF, a phone) joins by specialising Codec<T>. A member named like a C++ keyword
// is written with an underscore at its end: `std::string template_` is "template" in JSON.
//
// Errors carry the path of the member ("items.3.amount") in `field`: json.missing, json.type,
// json.unknown_field, json.range, json.enum, and the type's own (date.format, id.format).
#pragma once

#include <array>
#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/money.h"
#include "json/parse.h"

namespace quita::json {

// The named schemas of a document (OpenAPI's components/schemas), filled by schema_of.
class Schemas {
 public:
  const boost::json::object& all() const { return all_; }

  // The reference to T's schema; `build` makes the schema when T is met for the first time. Two
  // types of one name are told apart by a number.
  template <class Build>
  boost::json::value reference(std::type_index type, std::string_view name, Build build) {
    auto known = names_.find(type);
    if (known == names_.end()) {
      known = names_.emplace(type, reserve(name)).first;
      boost::json::value schema = build();
      all_[known->second] = std::move(schema);
    }
    return boost::json::object{{"$ref", "#/components/schemas/" + known->second}};
  }

 private:
  std::string reserve(std::string_view name);

  std::map<std::type_index, std::string> names_;
  boost::json::object all_;
};

// How T is written in JSON: read, write, schema. Specialise it for a type of your own:
//   template <> struct json::Codec<Cpf> {
//     static Result<Cpf> read(const boost::json::value&);     // error.field stays empty
//     static void write(std::string& out, const Cpf&);        // appends JSON text
//     static boost::json::value schema(Schemas&);
//   };
template <class T>
struct Codec;

template <class T>
Result<T> from_json(const boost::json::value& value) {
  return Codec<T>::read(value);
}
template <class T>
Result<T> read(std::string_view bytes) {
  auto value = parse(bytes);
  if (!value) return tl::make_unexpected(std::move(value).error());
  return Codec<T>::read(*value);
}
template <class T>
std::string write(const T& value) {
  std::string out;
  Codec<T>::write(out, value);
  return out;
}
template <class T>
boost::json::value schema_of(Schemas& schemas) {
  return Codec<T>::schema(schemas);
}

// A member of text outside JSON (a query parameter, a path's part) read as T: numbers and booleans
// as JSON writes them, everything else as a JSON string.
template <class T>
Result<T> from_text(std::string_view text);

namespace detail {

Error type_error(const boost::json::value& got, std::string_view expected);
Error missing_error(std::string_view member);
Error unknown_error(std::string_view member);
Error range_error(std::string_view limits);
Error enum_error(const boost::json::value& got, std::string_view names);
Result<std::int64_t> read_integer(const boost::json::value&, std::int64_t min, std::int64_t max);
Result<std::string> read_string(const boost::json::value&);
boost::json::value string_schema(std::string_view format, std::string_view example);
boost::json::value integer_schema(std::string_view description);
std::string short_name(std::string_view pretty_function);
void append_integer(std::string& out, std::int64_t value);
void append_string(std::string& out, std::string_view text);  // in quotes, escaped
boost::json::value number_or_bool(std::string_view text);

template <class T>
std::string name_of() {
  return short_name(__PRETTY_FUNCTION__);
}

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

// A member whose name C++ keeps for itself ends in an underscore ("template_"), which JSON does not
// show.
constexpr std::string_view member_name(std::string_view name) {
  return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

// `,"name":` of a described member as one text, made when compiled: lists write it for every row.
template <class Member>
struct WrittenKey {
  static constexpr std::string_view name = member_name(Member::name);
  static constexpr auto letters = [] {
    std::array<char, name.size() + 4> text{',', '"'};
    for (std::size_t i = 0; i < name.size(); ++i) text[i + 2] = name[i];
    text[name.size() + 2] = '"';
    text[name.size() + 3] = ':';
    return text;
  }();
  static constexpr std::string_view text{letters.data(), letters.size()};
};

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept Integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;

}  // namespace detail

template <>
struct Codec<boost::json::value> {
  static Result<boost::json::value> read(const boost::json::value& value) { return value; }
  static void write(std::string& out, const boost::json::value& value) {
    out += json::serialize(value);
  }
  static boost::json::value schema(Schemas&) { return boost::json::object{}; }
};

template <>
struct Codec<bool> {
  static Result<bool> read(const boost::json::value& value) {
    if (!value.is_bool()) return tl::make_unexpected(detail::type_error(value, "true ou false"));
    return value.get_bool();
  }
  static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
  static boost::json::value schema(Schemas&) { return boost::json::object{{"type", "boolean"}}; }
};

template <>
struct Codec<std::string> {
  static Result<std::string> read(const boost::json::value& value) {
    return detail::read_string(value);
  }
  static void write(std::string& out, const std::string& value) {
    detail::append_string(out, value);
  }
  static boost::json::value schema(Schemas&) { return boost::json::object{{"type", "string"}}; }
};

template <>
struct Codec<double> {
  static Result<double> read(const boost::json::value& value);
  static void write(std::string& out, double value);  // what is not finite becomes null
  static boost::json::value schema(Schemas&) { return boost::json::object{{"type", "number"}}; }
};

template <detail::Integer T>
struct Codec<T> {
  static_assert(sizeof(T) < 8 || std::is_signed_v<T>, "use int64: JSON readers lose unsigned 64");
  static Result<T> read(const boost::json::value& value) {
    auto number =
        detail::read_integer(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
    if (!number) return tl::make_unexpected(std::move(number).error());
    return static_cast<T>(*number);
  }
  static void write(std::string& out, T value) { detail::append_integer(out, value); }
  static boost::json::value schema(Schemas&) { return boost::json::object{{"type", "integer"}}; }
};

template <>
struct Codec<Money> {
  static Result<Money> read(const boost::json::value&);
  static void write(std::string& out, Money value) {
    detail::append_integer(out, value.centavos());
  }
  static boost::json::value schema(Schemas&) { return detail::integer_schema("centavos"); }
};

template <>
struct Codec<Rate> {
  static Result<Rate> read(const boost::json::value&);
  static void write(std::string& out, Rate value) { detail::append_integer(out, value.ppm()); }
  static boost::json::value schema(Schemas&) {
    return detail::integer_schema("milionésimos: 20000 é 2 %");
  }
};

template <>
struct Codec<Date> {
  static Result<Date> read(const boost::json::value&);
  static void write(std::string& out, Date value) {
    out += '"';
    append_iso(out, value);
    out += '"';
  }
  static boost::json::value schema(Schemas&) { return detail::string_schema("date", "2026-11-22"); }
};

template <>
struct Codec<Instant> {
  static Result<Instant> read(const boost::json::value&);
  static void write(std::string& out, Instant value) {
    detail::append_string(out, format_iso(value));
  }
  static boost::json::value schema(Schemas&) {
    return detail::string_schema("date-time", "2026-11-22T13:05:09.123Z");
  }
};

template <class Tag>
struct Codec<Id<Tag>> {
  static Result<Id<Tag>> read(const boost::json::value& value) {
    auto text = detail::read_string(value);
    if (!text) return tl::make_unexpected(std::move(text).error());
    return Id<Tag>::parse(*text);
  }
  static void write(std::string& out, const Id<Tag>& value) {
    out += '"';
    value.append_to(out);
    out += '"';
  }
  static boost::json::value schema(Schemas&) {
    return detail::string_schema("", std::string(Tag::prefix) + "_01h455vb4pex5vsknk084sn02q");
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static Result<std::optional<T>> read(const boost::json::value& value) {
    if (value.is_null()) return std::optional<T>();
    auto inner = Codec<T>::read(value);
    if (!inner) return tl::make_unexpected(std::move(inner).error());
    return std::optional<T>(*std::move(inner));
  }
  static void write(std::string& out, const std::optional<T>& value) {
    if (value) {
      Codec<T>::write(out, *value);
    } else {
      out += "null";
    }
  }
  static boost::json::value schema(Schemas& schemas) { return Codec<T>::schema(schemas); }
};

template <class T>
struct Codec<std::vector<T>> {
  static Result<std::vector<T>> read(const boost::json::value& value) {
    if (!value.is_array()) return tl::make_unexpected(detail::type_error(value, "uma lista"));
    std::vector<T> items;
    items.reserve(value.get_array().size());
    for (const auto& element : value.get_array()) {
      auto item = Codec<T>::read(element);
      if (!item) {
        return tl::make_unexpected(std::move(item).error().at(std::to_string(items.size())));
      }
      items.push_back(*std::move(item));
    }
    return items;
  }
  static void write(std::string& out, const std::vector<T>& items) {
    out += '[';
    const std::size_t begin = out.size();
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out += ',';
      Codec<T>::write(out, items[i]);
      // The others are about as long as the first.
      if (i == 0) out.reserve(out.size() + (out.size() - begin + 1) * items.size());
    }
    out += ']';
  }
  static boost::json::value schema(Schemas& schemas) {
    return boost::json::object{{"type", "array"}, {"items", Codec<T>::schema(schemas)}};
  }
};

template <detail::DescribedEnum T>
struct Codec<T> {
  static Result<T> read(const boost::json::value& value) {
    std::optional<T> found;
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto each) {
      if (value.is_string() && value.get_string() == each.name) found = each.value;
      names += names.empty() ? "" : ", ";
      names += each.name;
    });
    if (!found) return tl::make_unexpected(detail::enum_error(value, names));
    return *found;
  }
  static void write(std::string& out, T value) {
    out += '"';
    out += name(value);
    out += '"';
  }
  static boost::json::value schema(Schemas&) {
    boost::json::array names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto each) { names.emplace_back(each.name); });
    return boost::json::object{{"type", "string"}, {"enum", std::move(names)}};
  }

 private:
  static std::string_view name(T value) {
    std::string_view found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto each) {
      if (each.value == value) found = each.name;
    });
    return found;
  }
};

template <detail::Described T>
struct Codec<T> {
  static Result<T> read(const boost::json::value& value) {
    if (!value.is_object()) return tl::make_unexpected(detail::type_error(value, "um objeto"));
    const auto& object = value.get_object();
    T result{};
    std::optional<Error> error;
    std::size_t known = 0;
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto each) {
      if (error) return;
      using Member = std::remove_cvref_t<decltype(result.*each.pointer)>;
      const auto* member = object.if_contains(detail::member_name(each.name));
      if (member == nullptr) {
        if (!detail::is_optional<Member>)
          error = detail::missing_error(detail::member_name(each.name));
        return;
      }
      ++known;
      auto read = Codec<Member>::read(*member);
      if (read) {
        result.*each.pointer = *std::move(read);
      } else {
        error = std::move(read).error().at(std::string(detail::member_name(each.name)));
      }
    });
    if (!error && known != object.size()) error = unknown(object);
    if (error) return tl::make_unexpected(*std::move(error));
    return result;
  }

  static void write(std::string& out, const T& value) {
    const std::size_t begin = out.size();
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto each) {
      const auto& member = value.*each.pointer;
      using Member = std::remove_cvref_t<decltype(member)>;
      if constexpr (detail::is_optional<Member>) {
        if (!member) return;
      }
      out += detail::WrittenKey<decltype(each)>::text;
      Codec<Member>::write(out, member);
    });
    if (out.size() == begin) {
      out += '{';
    } else {
      out[begin] = '{';  // the first member's comma
    }
    out += '}';
  }

  static boost::json::value schema(Schemas& schemas) {
    return schemas.reference(typeid(T), detail::name_of<T>(), [&]() -> boost::json::value {
      boost::json::object properties;
      boost::json::array required;
      boost::mp11::mp_for_each<detail::Members<T>>([&](auto each) {
        using Member = std::remove_cvref_t<decltype(std::declval<T>().*each.pointer)>;
        properties[detail::member_name(each.name)] = Codec<Member>::schema(schemas);
        if (!detail::is_optional<Member>) required.emplace_back(detail::member_name(each.name));
      });
      boost::json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
      if (!required.empty()) schema["required"] = std::move(required);
      schema["additionalProperties"] = false;
      return schema;
    });
  }

 private:
  static Error unknown(const boost::json::object& object) {
    for (const auto& member : object) {
      bool described = false;
      boost::mp11::mp_for_each<detail::Members<T>>([&](auto each) {
        described = described || member.key() == detail::member_name(each.name);
      });
      if (!described) return detail::unknown_error(member.key());
    }
    return detail::unknown_error("");
  }
};

template <class T>
Result<T> from_text(std::string_view text) {
  if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, Money> || std::is_same_v<T, Rate>) {
    return Codec<T>::read(detail::number_or_bool(text));
  } else {
    return Codec<T>::read(boost::json::string(text));
  }
}

}  // namespace quita::json
