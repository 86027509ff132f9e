// Ids are UUIDv7 (RFC 9562): 16 bytes whose first 48 bits are the milliseconds of birth, so that
// they sort by age. Outside they are TypeIDs: a prefix that names the kind and 26 characters of
// Crockford base 32 ("rec_01h455vb4pex5vsknk084sn02q").
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"

namespace quita {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
  bool nil() const { return *this == Uuid{}; }
};
// Monotonic within a process: two ids of the same millisecond keep their order.
Uuid make_uuid_v7(Instant now);
// A UUID that is the same for the same bytes (version 8, BLAKE2b), for causes that must not repeat.
Uuid uuid_of(std::string_view seed);
std::string format_uuid(const Uuid&);            // 8-4-4-4-12 lower-case hex
Result<Uuid> parse_uuid(std::string_view text);  // error: id.format
std::string format_type_id(std::string_view prefix, const Uuid&);
void append_type_id(std::string& text, std::string_view prefix, const Uuid&);
// Error id.format when the prefix is another one or the rest is not a valid id.
Result<Uuid> parse_type_id(std::string_view prefix, std::string_view text);

// Id<Tag>: a UUID that knows what it names. Tag::prefix is the TypeID prefix.
template <class Tag>
struct Id {
  Uuid uuid;
  static Id make(Instant now) { return {make_uuid_v7(now)}; }
  static Result<Id> parse(std::string_view text) {
    auto uuid = parse_type_id(Tag::prefix, text);
    if (!uuid) return tl::make_unexpected(std::move(uuid).error());
    return Id{*uuid};
  }
  std::string text() const { return format_type_id(Tag::prefix, uuid); }
  void append_to(std::string& text) const { append_type_id(text, Tag::prefix, uuid); }
  bool nil() const { return uuid.nil(); }
  auto operator<=>(const Id&) const = default;
};

#define QUITA_ID(Name, Prefix)                         \
  struct Name##Tag {                                   \
    static constexpr std::string_view prefix = Prefix; \
  };                                                   \
  using Name = Id<Name##Tag>

QUITA_ID(TenantId, "ten");
QUITA_ID(UserId, "usr");
QUITA_ID(SessionId, "ses");
QUITA_ID(ApiKeyId, "key");
QUITA_ID(PartyId, "pty");
QUITA_ID(ContactId, "con");
QUITA_ID(TitleId, "rec");
QUITA_ID(InstrumentId, "ins");
QUITA_ID(AccountId, "acc");
QUITA_ID(RemittanceId, "rem");
QUITA_ID(ReturnFileId, "ret");
QUITA_ID(PolicyId, "pol");
QUITA_ID(HoldId, "hld");
QUITA_ID(MessageId, "msg");
QUITA_ID(TemplateId, "tpl");
QUITA_ID(EventId, "evt");

}  // namespace quita

template <>
struct std::hash<quita::Uuid> {
  std::size_t operator()(const quita::Uuid& id) const noexcept {
    std::uint64_t tail = 0;
    std::memcpy(&tail, id.bytes.data() + 8, 8);
    std::uint64_t head = 0;
    std::memcpy(&head, id.bytes.data(), 8);
    return static_cast<std::size_t>(head * 0x9E3779B97F4A7C15ULL ^ tail);
  }
};
template <class Tag>
struct std::hash<quita::Id<Tag>> {
  std::size_t operator()(const quita::Id<Tag>& id) const noexcept {
    return std::hash<quita::Uuid>()(id.uuid);
  }
};
