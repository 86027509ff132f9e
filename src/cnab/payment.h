// Payments through the bank's files (CNAB 240): to accounts, of slips and bills, by Pix. What the
// company orders, and what the bank answers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cnab/cnab.h"

namespace quita::cnab {

enum class PaymentMethod {
  credit,          // to a checking account of the same bank
  savings,         // to a savings account of the same bank
  ted,             // to another bank, of another holder
  ted_same_owner,  // to another bank, of the same holder
  slip,            // boleto, of this or another bank
  utility,         // bill of a utility or public body, by its barcode
  pix_key,
  pix_qr,
  other,  // a form of payment that is none of these: read, never written
};
inline constexpr std::size_t payment_method_count = static_cast<std::size_t>(PaymentMethod::other);
std::string_view payment_method_name(PaymentMethod);  // "credito_em_conta", "ted", "boleto", …
Result<PaymentMethod> parse_payment_method(std::string_view text);  // error: cnab.payment_method

enum class PaymentOrder { include, exclude };
std::string_view payment_order_name(PaymentOrder);                // "incluir", "excluir"
Result<PaymentOrder> parse_payment_order(std::string_view text);  // error: cnab.order

struct Payee {
  std::string name;
  std::string document;  // CPF or CNPJ
  std::string bank;      // of credit, savings and TED, as the account's parts
  std::string agency;
  std::string agency_digit;
  std::string account;
  std::string account_digit;
  auto operator<=>(const Payee&) const = default;
};

struct Payment {
  PaymentOrder order = PaymentOrder::include;
  PaymentMethod method = PaymentMethod::other;
  Date on;       // when it is to be paid
  Money amount;  // what is to be paid
  std::string your_number;
  Payee payee;
  std::string purpose;       // of a TED: BACEN's code
  std::string barcode;       // of a slip or bill, 44 digits
  Date due;                  // of a slip or bill; may be absent
  Money title_value;         // of a slip: before discount and additions
  Money discount;            // rebate included
  Money additions;           // interest and fine
  std::string pix_key;       // of Pix by key
  std::string pix_location;  // of Pix by QR: the charge's location, or the key of a static code
  std::string pix_txid;
  bool operator==(const Payment&) const = default;
};

enum class PaymentStatus { unknown, scheduled, paid, rejected, cancelled };
std::string_view payment_status_name(PaymentStatus);  // "agendado", "pago", "rejeitado", …

// One payment of a file: the order, and of a return what the bank says of it.
struct PaymentEntry {
  int line = 0;  // of its first record
  Payment payment;
  std::string form;                               // the lot's form of payment as written: "41"
  PaymentStatus status = PaymentStatus::unknown;  // as the first code that says one
  std::vector<Reason> codes;
  std::string bank_number;      // the bank's number of the payment
  std::optional<Date> paid_on;  // when it took place
  Money paid;
  std::string authentication;  // segment Z
  bool operator==(const PaymentEntry&) const = default;
};

struct PaymentFile {
  Covenant covenant;  // as far as the layout carries it
  FileStamp stamp;
  Direction direction = Direction::returned;
  bool generic = false;  // by FEBRABAN's common columns: no tables of this bank
  std::vector<PaymentEntry> entries;
  std::vector<Finding> warnings;
};

// The company's file: a lot for each form of payment, in the order in which the forms come first.
// Every problem found, with its place ("pagamentos.3.favorecido.conta"). A bank without tables of
// its own is written by FEBRABAN's common columns (version 10.7). Codes: cnab.required,
// cnab.length, cnab.digits, cnab.alphanumeric_cnpj, cnab.range, cnab.not_in_layout, cnab.barcode,
// cnab.pix_key, cnab.mixed.
tl::expected<std::string, std::vector<Error>> write_payments(const Covenant&, const FileStamp&,
                                                             std::span<const Payment>);
// The bank's side, for tests and the simulated bank: the same orders with what became of them.
tl::expected<std::string, std::vector<Error>> write_payment_return(const Covenant&,
                                                                   const FileStamp&,
                                                                   std::span<const PaymentEntry>);

// A file of payments of either direction. Errors: cnab.empty, cnab.not_cnab, cnab.service (a file
// about something else), cnab.direction, cnab.record, cnab.pair, cnab.field.
Result<PaymentFile> read_payments(std::string_view bytes);

}  // namespace quita::cnab
