// What the words of a returned mail hold: addresses, and the codes of servers (RFC 3463, RFC 5321).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace quita::mail::returned {

std::string lower(std::string_view text);  // ASCII only

// Blanks of any kind become one; what is no UTF-8 becomes '?'; at most `bytes_max` bytes.
std::string one_line(std::string_view text, std::size_t bytes_max);

// Whether one of the words stands in the text, anywhere.
bool any_of(std::string_view text, std::span<const std::string_view> words);

// The next address of `text` from `at` on, which moves behind it; nothing when there is none.
std::optional<std::string> next_address(std::string_view text, std::size_t& at);
std::string first_address(std::string_view text);  // empty: there is none

struct Codes {
  int reply = 0;       // RFC 5321, 550; 0: none was told
  std::string status;  // RFC 3463, "5.1.1"; empty: none was told
};

// "550 5.1.1 …", "550-'5.7.1 …", "#550 5.1.1", "(#5.1.1 …)". The status that stands right behind a
// reply is the server's own; another one may be the reporter's.
Codes codes_in(std::string_view text);

// "5.0.0": a failure, and nothing more.
bool unspecific(std::string_view status);

}  // namespace quita::mail::returned
