// OFX, the statement file that a bank's site gives for download: SGML 1.x (leaf elements without
// their closing tags) and XML 2.x, read alike. Brazilian banks write it freely; what is tolerated
// is told as a warning with its line, and what would be a guess about money is refused.
//
// Source: OFX 1.6 and 2.2, chapters 2 (header), 3.2.8 (dates), 3.2.9 (amounts) and 11 (bank
// statements); the files that banks give.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

namespace quita::document {

struct OfxTransaction {
  std::string id;      // FITID as written; empty when the bank wrote none
  int occurrence = 1;  // 2, 3 … where the account's earlier transactions have the same FITID
  Date date;           // DTPOSTED: the bank's own day, as written, whatever its time zone says
  Money amount;        // TRNAMT: in is positive, out is negative
  std::string kind;    // TRNTYPE in capitals: "CREDIT", "DEBIT", "XFER" …
  std::string memo;    // MEMO, or NAME where there is no MEMO
  std::string name;    // NAME, or PAYEE
  std::string check_number;  // CHECKNUM
  std::string reference;     // REFNUM
  int line = 0;              // where it begins, from 1
};

struct OfxStatement {
  std::string bank;          // COMPE code of three digits, "237"; as written when it is no number
  std::string bank_written;  // BANKID as written, "0237"
  std::string branch;        // BRANCHID
  std::string account;       // ACCTID as written
  std::string account_kind;  // ACCTTYPE: "CHECKING" …; "CREDITCARD" for a card's statement
  std::string currency;      // CURDEF: "BRL"
  std::optional<Date> from, to;
  std::optional<Money> balance;  // LEDGERBAL
  std::optional<Date> balance_on;
  std::optional<Money> available;  // AVAILBAL
  std::vector<OfxTransaction> transactions;
};

struct OfxWarning {
  int line = 0;
  std::string code;     // ofx.encoding_claim, .repeated_id, .missing_id, .sign, .bank, .unclosed
  std::string message;  // Portuguese
};

enum class OfxEncoding { utf8, windows1252, utf16 };

struct Ofx {
  OfxEncoding encoding = OfxEncoding::utf8;  // what the bytes are, whatever the header says
  std::string institution;                   // FI/ORG
  std::vector<OfxStatement> statements;      // in the file's order; an account may come twice
  std::vector<OfxWarning> warnings;
};

inline constexpr std::size_t ofx_bytes_max = 20 * 1024 * 1024;

// Errors, with "linha L" as field: ofx.size, ofx.encoding, ofx.root (no <OFX>), ofx.no_statement,
// ofx.missing (account, date or amount of a transaction), ofx.date, ofx.amount.
Result<Ofx> read_ofx(std::string_view bytes);

}  // namespace quita::document
