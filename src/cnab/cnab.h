// CNAB: the fixed-width files that a company and its bank exchange about boletos. A remittance
// (remessa) carries orders to the bank, a return (retorno) carries what the bank did. Two formats
// live side by side: CNAB 240 (FEBRABAN, lines in segments) and CNAB 400 (each bank's own); 444 is
// Itaú's 400 with the key of the NF-e behind each title, for remittances.
//
// This page holds the values that both directions speak in. Texts are UTF-8, money is in
// centavos, columns and lines are counted from 1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "pix/pix_key.h"

namespace quita::cnab {

enum class Format { cnab240, cnab400, cnab444 };
std::string_view format_name(Format);                // "CNAB240", "CNAB400", "CNAB444"
Result<Format> parse_format(std::string_view text);  // error: cnab.format

// "Itaú" of "341"; empty for a bank without tables here.
std::string_view bank_name(std::string_view bank);

enum class Direction { remittance, returned };

// What a company agreed with its bank: one account and one wallet. All fields are as the bank
// writes them in the agreement, digits without punctuation.
struct Covenant {
  std::string bank;  // "341"
  Format format = Format::cnab400;
  std::string company_name;
  std::string company_document;  // CPF or CNPJ
  std::string agency;            // without check digit
  std::string agency_digit;
  std::string account;  // without check digit
  std::string account_digit;
  std::string wallet;             // carteira: BB "17", Santander "101", Bradesco "09", Itaú "109"
  std::string variation;          // variação da carteira: BB "019"
  std::string covenant;           // convênio: BB 7 digits; Bradesco: código da empresa
  std::string beneficiary_code;   // código do beneficiário: Caixa 6 or 7 digits, Santander 7
  std::string transmission_code;  // Santander: código de transmissão, 15 (240) or 20 digits (400)
  std::string post;               // posto, Sicredi
  std::string client_code;        // código do cliente, where the bank gives one besides
  std::string operation;          // código da operação: Inter, Fibra, Pine
  auto operator<=>(const Covenant&) const = default;
};

// When and under which running number a file was made. The number never repeats for a covenant.
struct FileStamp {
  int number = 1;
  LocalTime made;
  auto operator<=>(const FileStamp&) const = default;
};

// One thing that a reader or the validator has to say about a place of a file.
struct Finding {
  enum class Severity { warning, error };
  Severity severity = Severity::error;
  int line = 0;
  int first_column = 0;  // 0 when it is about the whole line
  int last_column = 0;
  std::string field;  // Portuguese name of the field; may be empty
  std::string rule;   // stable, for programs: "cnab.trailer_count"
  std::string found;
  std::string expected;
  std::string message;  // Portuguese, names place, rule and expected
  std::string source;   // the manual or public source of the layout
};

// ---- Remittance ---------------------------------------------------------------------------

enum class Order {
  register_title,
  write_off,
  grant_rebate,
  cancel_rebate,
  change_due_date,
  grant_discount,
  cancel_discount,
  protest,
  stop_protest,            // and keep the title in the portfolio
  stop_protest_write_off,  // and write the title off
  change_data,             // other data of a registered title, as the item gives them
  list_negative,           // negativação
  stop_negative,           // its end
};
inline constexpr std::size_t order_count = static_cast<std::size_t>(Order::stop_negative) + 1;
std::string_view order_name(Order);  // "registrar", "baixar", "conceder_abatimento", …
Result<Order> parse_order(std::string_view text);  // error: cnab.order

struct Payer {
  std::string name;
  std::string document;  // CPF or CNPJ
  std::string street;    // with number and complement
  std::string district;
  std::string city;
  std::string state;        // "SP"
  std::string postal_code;  // 8 digits
  auto operator<=>(const Payer&) const = default;
};

// Late interest: centavos a day, or percent a month. CNAB 400 carries only a value a day.
struct InterestTerm {
  enum class Kind { none, per_day, percent_month } kind = Kind::none;
  Money per_day;
  Rate monthly;
  auto operator<=>(const InterestTerm&) const = default;
};
// Fine, once, when paid late. A layout that carries only one of the two refuses the other.
struct FineTerm {
  enum class Kind { none, amount, percent } kind = Kind::none;
  Money amount;
  Rate percent;
  auto operator<=>(const FineTerm&) const = default;
};
// Discount when paid on or before `until`.
struct DiscountTerm {
  enum class Kind { amount, percent } kind = Kind::amount;
  Date until;
  Money amount;
  Rate percent;
  auto operator<=>(const DiscountTerm&) const = default;
};

// The Pix of a hybrid slip: the company's key, and the charge's txid where the company gives it.
struct PixTerm {
  pix::Key key;
  std::string txid;
  bool operator==(const PixTerm&) const = default;
};

// One order to the bank about one title. An order about a registered title needs only what
// identifies it and what changes; a registration needs everything.
struct RemittanceItem {
  Order order = Order::register_title;
  std::string our_number;   // nosso número, digits without check digit
  std::string your_number;  // seu número: the company's number of the document
  std::string company_use;  // comes back unchanged in the return, at most 25 characters
  std::string kind = "DM";  // espécie: DM, DS, NP, RC, …
  bool accepted = false;    // aceite
  Date issued;
  Date due;
  Money amount;
  Money rebate;  // abatimento
  InterestTerm interest;
  FineTerm fine;
  std::vector<DiscountTerm> discounts;  // at most three, by date; CNAB 400: one
  std::optional<int> protest_days;      // calendar days after the due date; absent: no protest
  std::optional<PixTerm> pix;           // of a registration
  std::string invoice_key;              // chave da NF-e, 44 digits; CNAB 444
  std::optional<int> write_off_days;    // CNAB 240: days after which the bank writes off
  Payer payer;
  bool operator==(const RemittanceItem&) const = default;
};

struct RemittanceFile {
  Covenant covenant;  // as far as the layout carries it
  FileStamp stamp;
  std::vector<RemittanceItem> items;
  std::vector<int> lines;  // the line of each item's first record
  std::vector<Finding> warnings;
};

// ---- Return -------------------------------------------------------------------------------

// What the bank says happened, the same words for every bank. `unknown` keeps the bank's code.
enum class Event {
  unknown,
  registered,            // entrada confirmada
  rejected,              // entrada rejeitada
  in_portfolio,          // título em carteira (em ser)
  settled,               // liquidação
  settled_unregistered,  // liquidação após baixa ou de título não registrado
  settled_at_notary,     // liquidação em cartório
  written_off,           // baixa
  rebate_granted,
  rebate_cancelled,
  due_changed,
  changed,            // alteração de outros dados
  protest_requested,  // instrução de protesto recebida
  protest_stopped,    // sustação de protesto
  sent_to_notary,     // remetido a cartório
  withdrawn_from_notary,
  protested,  // protestado (e baixado)
  instruction_rejected,
  fee,              // débito de tarifas e custas
  payer_statement,  // ocorrência ou alegação do pagador
  payment_bounced,  // cheque devolvido, pagamento devolvido ou estornado
  information,      // other confirmation without effect on the title
};
std::string_view event_name(Event);                // "liquidado", "registrado", …, "desconhecido"
Result<Event> parse_event(std::string_view text);  // error: cnab.event
// settled, settled_unregistered and settled_at_notary: the title's money came in.
bool is_settlement(Event);

struct Reason {
  std::string code;
  std::string words;  // Portuguese; empty when the bank's table does not know the code
  auto operator<=>(const Reason&) const = default;
};

// The Pix of a hybrid slip as the bank returns it, each text as far as its layout has it.
struct ReturnedPix {
  std::string location;  // of the charge, without "https://": what a dynamic BR Code carries
  std::string key;       // the key, where the bank gives it instead of a location
  std::string br_code;   // the copy-and-paste code itself (Itaú)
  std::string txid;
  Reason refusal;  // why the bank made none (Itaú)
  auto operator<=>(const ReturnedPix&) const = default;
  bool empty() const { return *this == ReturnedPix(); }
};

struct ReturnEntry {
  int line = 0;                    // of the entry's first record
  std::string our_number;          // without leading zeros and, where the layout tells, check digit
  std::string our_number_written;  // as the bank wrote it, blanks trimmed
  std::string your_number;
  std::string company_use;
  std::string wallet;
  std::string occurrence;        // the bank's code
  std::string occurrence_words;  // Portuguese; empty for a code outside the bank's table
  Event event = Event::unknown;
  std::vector<Reason> reasons;
  Money title_value;
  Money paid;               // what the payer paid, of a settlement
  Money interest_and_fine;  // part of `paid`
  Money discount;
  Money rebate;
  Money iof;
  Money fee;             // tarifa
  Money other_expenses;  // custas and the like
  Money other_credits;
  Money net_credit;  // what the bank credited, where the layout carries it
  std::optional<Date> due;
  std::optional<Date> occurred;
  std::optional<Date> credited;
  std::string paying_bank;
  std::string paying_agency;
  std::string payer_document;
  std::string payer_name;
  ReturnedPix pix;
  bool operator==(const ReturnEntry&) const = default;
};

// What a return says of itself.
struct ReturnHead {
  Covenant covenant;      // as far as the layout carries it
  std::string bank_name;  // "Itaú", from our table; for a generic reading as the file says
  bool generic = false;   // a bank of which only FEBRABAN's common CNAB 240 positions are known
  int number = 0;         // the bank's running number of returns; 0 where the file has none
  std::optional<Date> made;
};
struct ReturnFile : ReturnHead {
  std::vector<ReturnEntry> entries;
  std::vector<Finding> warnings;
};

// The bank's number without leading zeros, so that the same title compares equal however a file
// pads it. Works on the digits as registered, without check digit.
std::string normalise_our_number(std::string_view digits);

}  // namespace quita::cnab
