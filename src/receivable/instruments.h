// What asks for a title's money: its boleto and its Pix code.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "boleto/boleto.h"
#include "db/db.h"
#include "receivable/title.h"

namespace quita::receivable {

enum class InstrumentKind { boleto, pix };
enum class InstrumentState { created, sent, registered, rejected, settled, written_off };
// What became of a slip on our side when its title was paid, cancelled or given another slip
// outside the bank: taken back before any bank knew it; to be written off (baixa) with the next
// remittance; asked of the bank. What the bank itself settled or ended is none of these.
enum class WriteOff { none, retired, due, sent };
std::string_view name(WriteOff);
std::string_view name(InstrumentKind);
std::string_view name(InstrumentState);
std::string_view label(InstrumentState);  // Portuguese
std::optional<InstrumentState> parse_instrument_state(std::string_view);

struct Instrument {
  InstrumentId id;
  TitleId title;
  InstrumentKind kind = InstrumentKind::boleto;
  AccountId account;
  std::string our_number;  // as registered, without check digit; Pix: the txid
  std::string our_number_printed;
  std::string barcode, line;  // boleto
  std::string br_code;        // Pix; boleto: the code that the bank made for a hybrid slip
  Money amount;
  Date due_date;
  InstrumentState state = InstrumentState::created;
  std::string state_reason;
  Instant created_at;
  WriteOff write_off = WriteOff::none;
};

// What issuing needs of a bank account.
struct IssuingAccount {
  AccountId id;
  std::string bank;
  boleto::Agreement agreement;
  std::string pix_key;  // empty: no Pix code is made
  std::string merchant_name, merchant_city;
};
// The account named, or else the standard one. Errors: account.not_found, account.closed,
// account.none (the company has none: hint says where to add it).
Result<IssuingAccount> load_issuing_account(db::Tx&, std::optional<AccountId>);
// For a statement that joins `bank_account a` and `tenant t`: what to select, and how to read it
// from column `first` on.
struct FoundAccount {
  IssuingAccount account;
  bool closed = false;
};
std::string_view issuing_account_columns_sql();
FoundAccount issuing_account_of(db::Row&, int first);
// load_issuing_account's answer on what was found; `named`: not the standard one was asked for.
Result<IssuingAccount> usable(std::optional<FoundAccount>, bool named);
// The first of `count` nosso números taken from the account, in one statement.
std::int64_t take_our_numbers(db::Tx&, AccountId, int count);

// Pure: the boleto and, when the account has a key, the Pix code of one title. Errors: those of
// boleto::make_boleto and pix::make_br_code.
Result<std::vector<Instrument>> make_instruments(const Title&, const IssuingAccount&,
                                                 std::int64_t our_number, Instant now);
// Takes a number, makes and stores them. For a title whose due date or amount changed, the older
// instruments are retired.
Result<std::vector<Instrument>> issue_instruments(db::Tx&, const Title&, const IssuingAccount&,
                                                  Instant now);
// Those that no bank knows yet are written off, with the reason in Portuguese; those that a bank
// knows are to be written off there.
void retire_instruments(db::Tx&, TitleId, std::string_view reason);
// The title is owed again: what was taken back and not told the bank yet lives again; where no slip
// is left, another is issued, as far as its account can.
void revive_instruments(db::Tx&, const Title&, Instant now);
void insert_instruments(db::Tx&, std::span<const Instrument>);

// Whether the payer may be given it.
bool payable(const Instrument&);
std::vector<Instrument> instruments_of(db::Tx&, TitleId);  // newest first
std::optional<Instrument> find_instrument(db::Tx&, InstrumentId);
// By the bank's number, as a return file gives it.
std::optional<Instrument> find_boleto(db::Tx&, AccountId, std::string_view our_number);
// What the bank has ended needs no write-off of ours.
void set_instrument_state(db::Tx&, InstrumentId, InstrumentState, std::string_view reason);
// The Pix code that the bank made for this boleto.
void set_bank_pix(db::Tx&, InstrumentId, std::string_view br_code);
void set_write_off_sent(db::Tx&, InstrumentId);

}  // namespace quita::receivable
