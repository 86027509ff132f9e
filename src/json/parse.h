// JSON text <-> boost::json::value, strictly: RFC 8259 and no more.
//
// Refused, each with a stable code: what is not JSON or not UTF-8 (json.syntax, with the byte
// offset), a member named twice in one object (json.duplicate_key), a number no double can hold
// such as 1e400 (json.number), nesting deeper than 32 (json.depth), a string or name longer than
// 64 KiB (json.too_long).
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::json {

inline constexpr std::size_t depth_max = 32;
inline constexpr std::size_t string_bytes_max = 64 * 1024;

Result<boost::json::value> parse(std::string_view bytes);
std::string serialize(const boost::json::value&);

}  // namespace quita::json
