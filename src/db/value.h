// What a statement's placeholders take. Both engines store the same thing under each kind:
//   integer  64 bits: whole numbers, bool as 0/1, Money in centavos, Rate in ppm, Instant in ms
//   text     UTF-8 without NUL
//   blob     bytes                       BLOB | bytea
//   uuid     Uuid and every Id           BLOB of 16 bytes | uuid
//   date     Date                        TEXT "2026-11-22" | date
// An empty std::optional<T> is NULL of T's kind; nullptr is NULL of whatever the statement expects.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"

namespace quita::db {

// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

enum class Kind : std::uint8_t { unknown, integer, text, blob, uuid, date };

// A placeholder's value for the length of one call: text and blobs are only looked at.
struct Param {
  Kind kind = Kind::unknown;
  bool null = true;
  std::int64_t integer = 0;  // also the date, as days since 1970
  std::string_view bytes;    // text, blob
  Uuid uuid;
};

namespace detail {
inline Param of_integer(std::int64_t value) { return {Kind::integer, false, value, {}, {}}; }
inline Param of_text(std::string_view value) { return {Kind::text, false, 0, value, {}}; }
inline Param of_uuid(const Uuid& value) { return {Kind::uuid, false, 0, {}, value}; }
}  // namespace detail

template <std::integral T>
Param to_param(const T& value) {
  return detail::of_integer(static_cast<std::int64_t>(value));
}
inline Param to_param(const Money& value) { return detail::of_integer(value.centavos()); }
inline Param to_param(const Rate& value) { return detail::of_integer(value.ppm()); }
inline Param to_param(const Instant& value) { return detail::of_integer(value.ms); }
inline Param to_param(const Date& value) { return {Kind::date, false, value.days(), {}, {}}; }
inline Param to_param(const Uuid& value) { return detail::of_uuid(value); }
inline Param to_param(const Blob& value) { return {Kind::blob, false, 0, value.bytes, {}}; }
inline Param to_param(const std::string& value) { return detail::of_text(value); }
inline Param to_param(std::string_view value) { return detail::of_text(value); }
inline Param to_param(const char* value) { return detail::of_text(value); }
inline Param to_param(std::nullptr_t) { return {}; }
template <class Tag>
Param to_param(const Id<Tag>& value) {
  return detail::of_uuid(value.uuid);
}
template <class T>
Param to_param(const std::optional<T>& value) {
  if (value) return to_param(*value);
  Param null = to_param(T());
  null.null = true;
  return null;
}

// A value that owns its bytes, for the rows of bulk_insert and bulk_update.
class Value {
 public:
  Value() = default;
  template <class T>
  requires(!std::same_as<std::remove_cvref_t<T>, Value>) Value(
      const T& value) {  // NOLINT(google-explicit-constructor): rows are written {id, "text", 3}
    param_ = to_param(value);
    bytes_ = param_.bytes;
  }
  Param param() const {
    Param param = param_;
    param.bytes = bytes_;
    return param;
  }

 private:
  Param param_;
  std::string bytes_;
};
inline Param to_param(const Value& value) { return value.param(); }

using Values = std::vector<Value>;  // one row

}  // namespace quita::db
