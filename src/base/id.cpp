#include "base/id.h"

#include <fmt/format.h>
#include <sodium.h>

namespace quita {

namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

int alphabet_value(char c) {
  const auto at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

tl::unexpected<Error> bad_id(std::string_view text, std::string_view expected) {
  return invalid("id.format", fmt::format("\"{}\" não é um identificador válido; esperado {}",
                                          text.substr(0, 60), expected));
}

}  // namespace

Uuid make_uuid_v7(Instant now) {
  // Per thread: a counter in rand_a keeps the order of ids born in the same millisecond.
  thread_local std::int64_t last_ms = 0;
  thread_local std::uint32_t sequence = 0;
  Uuid id;
  randombytes_buf(id.bytes.data() + 6, 10);
  if (now.ms == last_ms) {
    sequence = (sequence + 1) & 0xFFF;
  } else {
    last_ms = now.ms;
    sequence = id.bytes[7] & 0x3F;  // room to count up within the millisecond
  }
  const auto ms = static_cast<std::uint64_t>(now.ms);
  for (int i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (sequence >> 8));
  id.bytes[7] = static_cast<std::uint8_t>(sequence);
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
  return id;
}

Uuid uuid_of(std::string_view seed) {
  Uuid id;
  crypto_generichash(id.bytes.data(), id.bytes.size(),
                     reinterpret_cast<const unsigned char*>(seed.data()), seed.size(), nullptr, 0);
  id.bytes[6] = static_cast<std::uint8_t>(0x80 | (id.bytes[6] & 0x0F));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
  return id;
}

std::string format_uuid(const Uuid& id) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += hex[id.bytes[i] >> 4];
    text += hex[id.bytes[i] & 15];
  }
  return text;
}

Result<Uuid> parse_uuid(std::string_view text) {
  Uuid id;
  std::size_t nibble = 0;
  if (text.size() != 36) return bad_id(text, "um UUID");
  for (std::size_t i = 0; i < 36; ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return bad_id(text, "um UUID");
      continue;
    }
    const int value = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (value < 0) return bad_id(text, "um UUID");
    auto& byte = id.bytes[nibble / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
    ++nibble;
  }
  return id;
}

std::string format_type_id(std::string_view prefix, const Uuid& id) {
  std::string text;
  text.reserve(prefix.size() + 27);
  append_type_id(text, prefix, id);
  return text;
}

void append_type_id(std::string& text, std::string_view prefix, const Uuid& id) {
  text += prefix;
  text += '_';
  // 128 bits as 26 characters: the first carries 3 bits, the others 5.
  unsigned __int128 value = 0;
  for (const auto byte : id.bytes) value = value << 8 | byte;
  std::array<char, 26> letters;
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter, value >>= 5) {
    *letter = alphabet[static_cast<std::size_t>(value) & 31];
  }
  text.append(letters.data(), letters.size());
}

Result<Uuid> parse_type_id(std::string_view prefix, std::string_view text) {
  const auto expected = [&] { return fmt::format("{}_ e 26 letras e algarismos", prefix); };
  if (text.size() != prefix.size() + 27 || !text.starts_with(prefix) ||
      text[prefix.size()] != '_') {
    return bad_id(text, expected());
  }
  unsigned __int128 value = 0;
  for (std::size_t i = prefix.size() + 1; i < text.size(); ++i) {
    const int five = alphabet_value(text[i]);
    if (five < 0 || (i == prefix.size() + 1 && five > 7)) return bad_id(text, expected());
    value = value << 5 | static_cast<unsigned>(five);
  }
  Uuid id;
  for (int i = 15; i >= 0; --i, value >>= 8) id.bytes[i] = static_cast<std::uint8_t>(value);
  return id;
}

}  // namespace quita
