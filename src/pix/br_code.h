// BR Code: the text inside a Pix QR code, which people also copy and paste (EMV merchant-presented
// QR with BACEN's "Manual de Padrões para Iniciação do Pix"). Tag, length and value in decimal
// digits, at most 512 characters, closed by CRC-16/CCITT-FALSE over all before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"

namespace quita::pix {

inline constexpr std::size_t br_code_size_max = 512;
inline constexpr std::size_t merchant_name_max = 25;
inline constexpr std::size_t merchant_city_max = 15;

// A code that anybody may pay at any time: needs no bank.
struct StaticCode {
  std::string key;              // as parse_key takes it
  std::optional<Money> amount;  // none: the payer types it
  std::string merchant_name;    // folded to ASCII and cut to 25
  std::string merchant_city;    // folded to ASCII and cut to 15
  std::string txid = "***";     // [a-zA-Z0-9]{1,25} or "***"
  std::string description;      // folded to ASCII; refused when it does not fit beside the key
  std::string postal_code;      // CEP, may be empty
  std::string recurrence;       // as of a DynamicCode
};

// A code of a charge that the bank keeps at a location (cob, cobv): the amount stands there. With
// both locations it is the composite code of Pix Automático (journeys 3 and 4); with the
// recurrence's alone, the code that asks for nothing but the authorisation (journey 2).
struct DynamicCode {
  std::string location;  // without "https://"; may be empty beside a recurrence
  std::string merchant_name;
  std::string merchant_city;
  bool single_use = true;  // tag 01 = 12
  std::string postal_code;
  std::string recurrence;  // location of a Pix Automático (tag 80), may be empty
};

// Errors: br_code.key (and those of parse_key), br_code.txid, br_code.amount, br_code.name,
// br_code.city, br_code.description, br_code.location, br_code.postal_code.
Result<std::string> make_br_code(const StaticCode&);
Result<std::string> make_br_code(const DynamicCode&);

// What a code says. Empty text: the tag is absent.
struct BrCode {
  std::string key;                  // 26.01, as written
  std::string description;          // 26.02
  std::string withdrawal_provider;  // 26.03: ISPB of the FSS (Pix Saque)
  std::string location;             // 26.25
  std::string recurrence;           // 80.25
  std::string point_of_initiation;  // 01: "11", "12"
  std::string category;             // 52
  std::optional<Money> amount;      // 54
  std::string merchant_name;        // 59
  std::string merchant_city;        // 60
  std::string postal_code;          // 61
  std::string txid;                 // 62.05
  std::string crc;                  // 63
  // Portuguese: rules of the manual that this code breaks and that no payer's bank minds.
  std::vector<std::string> warnings;

  bool dynamic() const { return !location.empty(); }
};

// Reads bytes from anywhere. The error's `field` is the place: "posição 57, campo 62.05" (positions
// count from 1). Errors: br_code.length, .truncated, .tag, .order, .repeated, .missing, .charset,
// .version, .point_of_initiation, .gui, .empty_account, .key, .location, .category, .currency,
// .amount, .country, .name, .city, .txid, .crc.
Result<BrCode> read_br_code(std::string_view payload);

// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF. crc16("123456789") = 0x29B1.
std::uint16_t crc16(std::string_view bytes);

}  // namespace quita::pix
