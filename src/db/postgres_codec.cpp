#include "db/postgres_codec.h"

#include <fmt/format.h>

#include "db/engine.h"

namespace quita::db {

namespace {

// Type numbers of pg_type.dat; they never change. An array's stands beside its element's.
constexpr Oid bool_type = 16, bytea_type = 17, name_type = 19, int8_type = 20, int2_type = 21,
              int4_type = 23, text_type = 25, bpchar_type = 1042, varchar_type = 1043,
              date_type = 1082, numeric_type = 1700, uuid_type = 2950, bytea_array = 1001,
              text_array = 1009, int8_array = 1016, date_array = 1182, uuid_array = 2951;

constexpr std::int32_t days_1970_to_2000 = 10'957;  // PostgreSQL counts days from 2000-01-01

struct Types {
  Oid element;
  Oid array;
};
Types types_of(Kind kind) {
  switch (kind) {
    case Kind::integer:
      return {int8_type, int8_array};
    case Kind::text:
      return {text_type, text_array};
    case Kind::blob:
      return {bytea_type, bytea_array};
    case Kind::uuid:
      return {uuid_type, uuid_array};
    case Kind::date:
      return {date_type, date_array};
    case Kind::unknown:
      break;
  }
  return {0, 0};
}

template <class T>
void put(std::string& bytes, T value) {
  for (int shift = static_cast<int>(sizeof(T)) * 8 - 8; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> shift);
  }
}

template <class T>
T take(std::string_view bytes, std::size_t at = 0) {
  if (bytes.size() < at + sizeof(T)) throw Failure("a column's value is too short", false);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  }
  return static_cast<T>(value);
}

std::string encode(const Param& param) {
  std::string bytes;
  if (param.kind == Kind::integer) {
    put<std::int64_t>(bytes, param.integer);
  } else if (param.kind == Kind::date) {
    put<std::int32_t>(bytes, static_cast<std::int32_t>(param.integer) - days_1970_to_2000);
  } else if (param.kind == Kind::uuid) {
    bytes.assign(reinterpret_cast<const char*>(param.uuid.bytes.data()), 16);
  } else {
    if (param.kind == Kind::text) check_text(param.bytes);
    bytes = param.bytes;
  }
  return bytes;
}

// Digits in base 10000, most significant first; `weight` is the exponent of the first.
std::int64_t whole_numeric(std::string_view bytes) {
  const auto digits = take<std::int16_t>(bytes, 0);
  const auto weight = take<std::int16_t>(bytes, 2);
  const auto sign = take<std::uint16_t>(bytes, 4);
  constexpr std::uint16_t positive = 0x0000, negative = 0x4000;
  if (sign != positive && sign != negative) throw Failure("a numeric is no number", false);
  __int128 value = 0;
  for (int i = 0; i <= weight || i < digits; ++i) {
    const int digit =
        i < digits ? take<std::int16_t>(bytes, 8 + 2 * static_cast<std::size_t>(i)) : 0;
    if (i > weight) {
      if (digit != 0) throw Failure("a numeric has a fraction: round it in the statement", false);
      continue;
    }
    value = value * 10'000 + digit;
    if (value > static_cast<__int128>(INT64_MAX) + 1) throw Failure("a sum passes 64 bits", false);
  }
  if (sign == negative) value = -value;
  if (value > INT64_MAX) throw Failure("a sum passes 64 bits", false);
  return static_cast<std::int64_t>(value);
}

}  // namespace

Wire to_wire(const Param& param) {
  Wire wire;
  wire.type = types_of(param.kind).element;
  wire.null = param.null;
  if (param.null) return wire;
  if (param.kind == Kind::text || param.kind == Kind::blob) {
    if (param.kind == Kind::text) check_text(param.bytes);
    wire.view = param.bytes.data() ? param.bytes : std::string_view("");
  } else {
    wire.owned = encode(param);
  }
  return wire;
}

Wire to_wire_array(const std::vector<Values>& rows, std::size_t column, std::size_t first,
                   std::size_t last) {
  auto kind = Kind::unknown;
  bool nulls = false;
  for (std::size_t row = first; row < last; ++row) {
    const auto param = rows[row][column].param();
    nulls = nulls || param.null;
    if (param.kind == Kind::unknown) continue;
    if (kind == Kind::unknown) kind = param.kind;
    if (kind != param.kind) {
      throw Failure(fmt::format("column {} of a bulk has values of several kinds", column), false);
    }
  }
  Wire wire;
  if (kind == Kind::unknown) return wire;
  wire.type = types_of(kind).array;
  wire.null = false;
  put<std::int32_t>(wire.owned, 1);  // dimensions
  put<std::int32_t>(wire.owned, nulls ? 1 : 0);
  put<std::uint32_t>(wire.owned, types_of(kind).element);
  put<std::int32_t>(wire.owned, static_cast<std::int32_t>(last - first));
  put<std::int32_t>(wire.owned, 1);  // lower bound
  for (std::size_t row = first; row < last; ++row) {
    const auto param = rows[row][column].param();
    if (param.null) {
      put<std::int32_t>(wire.owned, -1);
      continue;
    }
    const auto bytes = encode(param);
    put<std::int32_t>(wire.owned, static_cast<std::int32_t>(bytes.size()));
    wire.owned += bytes;
  }
  return wire;
}

void PostgresRow::mismatch(int column, const char* wanted) const {
  throw Failure(fmt::format("column {} ({}) has PostgreSQL type {}, asked for {}", column,
                            PQfname(result_, column), PQftype(result_, column), wanted),
                false);
}

bool PostgresRow::null(int column) const {
  if (column < 0 || column >= PQnfields(result_)) {
    throw Failure(fmt::format("there is no column {}", column), false);
  }
  return PQgetisnull(result_, row_, column) != 0;
}

std::string_view PostgresRow::bytes(int column) const {
  if (null(column)) mismatch(column, "a value, and it is NULL");
  return {PQgetvalue(result_, row_, column),
          static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresRow::integer(int column) const {
  const auto value = bytes(column);
  switch (PQftype(result_, column)) {
    case int8_type:
      return take<std::int64_t>(value);
    case int4_type:
      return take<std::int32_t>(value);
    case int2_type:
      return take<std::int16_t>(value);
    case bool_type:
      return take<std::uint8_t>(value);
    case numeric_type:
      return whole_numeric(value);
    default:
      mismatch(column, "an integer");
  }
}

std::string_view PostgresRow::view(int column) const {
  const auto value = bytes(column);
  switch (PQftype(result_, column)) {
    case text_type:
    case varchar_type:
    case bpchar_type:
    case name_type:
      return value;
    default:
      mismatch(column, "text");
  }
}

std::string_view PostgresRow::blob_view(int column) const {
  const auto value = bytes(column);
  if (PQftype(result_, column) != bytea_type) mismatch(column, "a blob");
  return value;
}

Uuid PostgresRow::uuid(int column) const {
  const auto value = bytes(column);
  if (PQftype(result_, column) != uuid_type || value.size() != 16) mismatch(column, "a uuid");
  Uuid id;
  std::memcpy(id.bytes.data(), value.data(), 16);
  return id;
}

Date PostgresRow::date(int column) const {
  const auto value = bytes(column);
  if (PQftype(result_, column) != date_type) mismatch(column, "a date");
  return Date::from_days(take<std::int32_t>(value) + days_1970_to_2000);
}

}  // namespace quita::db
