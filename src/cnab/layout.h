// A bank's layout is data: which columns of which record carry what. Reader, writer and validator
// all walk these tables; a bank is an entry in layout.cpp and two files of tables
// (itau_240.cpp, itau_400.cpp, …), not a program.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "boleto/boleto.h"
#include "cnab/cnab.h"

namespace quita::cnab {

// How a field's columns are filled (FEBRABAN's "picture").
enum class Type : std::uint8_t {
  num,    // digits, right-aligned, zeros in front
  alpha,  // ASCII text, left-aligned, blanks behind
  money,  // centavos as digits (V99)
  date6,  // DDMMAA, zeros when absent
  date8,  // DDMMAAAA, zeros when absent
  ymd8,   // AAAAMMDD, zeros when absent
  time6,  // HHMMSS
};

// What a field means, in one vocabulary for all banks.
enum class Key : std::uint8_t {
  constant,   // a fixed text of the layout
  version,    // fixed too, but banks move it: another value is a warning, not an error
  blanks,     // reserved, blanks
  zeros,      // reserved, zeros
  bank,       // the bank's code
  file_code,  // CNAB 240: 1 remittance, 2 return
  operation,  // CNAB 240 lot header: R or T
  lot,
  sequence,  // of the record: in the file (CNAB 400) or in the lot (CNAB 240)
  file_number,
  file_number_short,  // its last three digits
  made_date,
  made_time,
  company_document_kind,
  company_document,
  company_name,
  agency,
  agency_digit,
  account,
  account_digit,
  wallet,
  wallet_code,  // the wallet by the bank's one-digit code
  variation,
  covenant,
  beneficiary_code,
  beneficiary_short,   // Caixa: the code again when it has 6 digits
  agency_beneficiary,  // Caixa 400: agency and 6 digits, or blanks and 7 digits
  transmission_code,
  account_complement,  // Santander 400: last digit of the account and its check digit
  account_with_digit,  // the account and its digit, together or apart in the agreement
  post,                // Sicredi: posto
  client_code,         // the client's code where it is not the convênio
  operation_code,      // code of the collection contract
  company_use,
  our_number,
  our_number_digit,
  our_number_again,  // a second copy that some banks return
  your_number,
  movement,         // code of the order (remittance) or occurrence (return)
  movement_origin,  // Unicred: the order that the occurrence answers, part of its code
  occurred,
  due,
  amount,
  paying_bank,
  paying_agency,
  kind,
  accepted,
  issued,
  interest_code,
  interest_date,
  interest,
  interest_rate,  // % a month, where it has a column of its own
  discount_code,
  discount_date,
  discount,
  discount_rate,
  discount2_code,
  discount2_date,
  discount2,
  discount3_code,
  discount3_date,
  discount3,
  fine_code,
  fine_date,
  fine_days,  // after the due date: 1 where there is a fine
  fine,
  fine_rate,
  rebate_or_fine,  // Safra: 13 digits of rebate, or date, rate and 000 of the fine
  rebate,
  iof,
  protest_code,
  protest_days,
  write_off_code,
  write_off_days,
  payer_document_kind,
  payer_document,
  payer_name,
  payer_street,
  payer_district,
  payer_postal_code,
  payer_city,
  payer_state,
  pix_key_kind,
  pix_key,
  pix_txid,
  pix_location,  // of a return: where the QR's charge stands, or the key it pays to
  pix_code,      // of a return: the copy-and-paste code itself
  pix_refusal,   // of a return: why the bank made no code
  invoice_key,   // Itaú 444: the key of the NF-e behind the record
  reasons,
  reason_text,  // Inter: the bank's own sentence instead of codes
  fee,
  other_expenses,
  paid,
  other_credits,
  net_credit,
  credited,
  service_code,  // of a lot: FEBRABAN's G025
  payment_form,  // of a lot: FEBRABAN's G029
  lot_version,
  debit_kind,
  pay_order_kind,  // of a payment: FEBRABAN's G060
  pay_order,       // G061
  clearing_house,
  payee_bank,
  payee_agency,
  payee_agency_digit,
  payee_account,
  payee_account_digit,
  payee_name,
  payee_document_kind,
  payee_document,
  pay_date,
  pay_amount,
  paid_date,
  paid_amount,
  bank_number,
  purpose,
  pix_transfer,
  barcode,
  utility_line,  // 48 digits instead of the barcode's 44
  title_value,
  additions,
  pix_initiation,
  authentication,
  lot_total,
  opening_date,  // statement, header of the lot
  opening_balance,
  opening_sign,
  opening_position,
  currency,
  statement_number,
  entry_nature,  // statement, segment E
  entry_complement_kind,
  entry_complement,
  entry_booked,
  entry_date,
  entry_value,
  entry_sign,
  entry_category,
  entry_code,
  entry_text,
  entry_document,
  blocked_longer,  // statement, trailer of the lot
  blocked,
  credit_limit,
  closing_date,
  closing_balance,
  closing_sign,
  closing_position,
  debits,
  credits,
  drawer_document_kind,  // DDA: who collects
  drawer_document,
  drawer_name,
  guarantor_document_kind,
  guarantor_document,
  guarantor_name,
  pay_until,
  message,
  message2,
  lot_records,  // records of the lot, its header and trailer included
  file_lots,
  file_records,   // records of the file, header and trailer included
  records_ahead,  // BRB's header: itself and the titles that follow
  title_count,
  title_total,
};
inline constexpr std::size_t key_count = static_cast<std::size_t>(Key::title_total) + 1;
std::string_view key_label(Key);  // "valor do título": for people
std::string_view key_path(Key);   // "pagador.documento": the member of the input it comes from

struct Field {
  std::uint16_t first = 0;  // columns, from 1, both included
  std::uint16_t last = 0;
  Type type = Type::alpha;
  Key key = Key::blanks;
  std::string_view fixed = {};  // of constant and version

  constexpr int length() const { return last - first + 1; }
};

enum class Part : std::uint8_t { header, lot_header, detail, lot_trailer, trailer };

// What tells a record from the others: these texts at these columns (from 1).
struct Mark {
  std::uint16_t first = 0;
  std::string_view text = {};
  bool pattern = false;  // in the text '#' is any digit and '?' anything

  bool fits(std::string_view line) const {
    const auto there = line.substr(first - 1U, text.size());
    if (!pattern) return there == text;
    return std::equal(text.begin(), text.end(), there.begin(), there.end(),
                      [](char wanted, char found) {
                        return wanted == '?' || wanted == found ||
                               (wanted == '#' && found >= '0' && found <= '9');
                      });
  }
};

struct Record {
  std::string_view name;  // "segmento P"
  Part part;
  std::array<Mark, 2> marks;
  std::span<const Field> fields;
  std::string_view source;
  std::array<std::int8_t, key_count> index{};  // key -> position in fields, or -1

  constexpr Record(std::string_view name_, Part part_, std::array<Mark, 2> marks_,
                   std::span<const Field> fields_, std::string_view source_)
      : name(name_), part(part_), marks(marks_), fields(fields_), source(source_) {
    index.fill(-1);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      auto& at = index[static_cast<std::size_t>(fields[i].key)];
      if (at < 0) at = static_cast<std::int8_t>(i);
    }
  }
  constexpr const Field* find(Key key) const {
    const auto at = index[static_cast<std::size_t>(key)];
    return at < 0 ? nullptr : &fields[static_cast<std::size_t>(at)];
  }
  constexpr bool has(Key key) const { return find(key) != nullptr; }
  constexpr int width() const { return fields.empty() ? 0 : fields.back().last; }
  bool matches(std::string_view line) const {
    for (const auto& mark : marks)
      if (!mark.text.empty() && !mark.fits(line)) return false;
    return true;
  }
};

struct Occurrence {
  std::string_view code;
  Event event;
  std::string_view words;
};
struct ReasonWords {
  std::string_view code;
  std::string_view words;
};
// The reasons that may stand beside these occurrences ("03 26 30"; empty: beside any).
struct ReasonTable {
  std::string_view occurrences;
  std::span<const ReasonWords> reasons;

  constexpr bool speaks_of(std::string_view occurrence) const {
    if (occurrences.empty()) return true;
    for (std::size_t at = 0; at < occurrences.size();) {
      const auto end = std::min(occurrences.find(' ', at), occurrences.size());
      if (occurrences.substr(at, end - at) == occurrence) return true;
      at = end + 1;
    }
    return false;
  }
};
// Espécie: our letters, the bank's code.
struct KindCode {
  std::string_view kind;
  std::string_view code;
};

// The check digit of a nosso número (our_number.h): of these digits under this agreement; empty
// where the agreement lacks what the rule wants.
using CheckDigit = std::string (*)(const Covenant&, std::string_view digits);

// What a remittance of this layout can say about charges, and in which codes.
struct Charges {
  bool per_day = true;
  std::string_view per_day_code = "1";
  bool monthly = false;
  std::string_view monthly_code = "2";
  int monthly_decimals = 2;
  std::string_view no_interest = "3";
  bool fine_amount = false;
  std::string_view fine_amount_code = "1";
  bool fine_percent = false;
  std::string_view fine_percent_code = "2";
  int fine_decimals = 2;
  std::string_view no_fine = "0";
  std::string_view discount_amount_code = "1";
  bool discount_percent = false;
  std::string_view discount_percent_code = "2";
  std::size_t discounts = 1;
  std::string_view no_discount = "0";
  std::string_view accepted = "A";
  std::string_view not_accepted = "N";
  std::string_view no_protest = "00";
  std::string_view protest = "06";  // this many calendar days after the due date
  int no_protest_days = 0;          // BNB: 99, where the days alone say it
  bool write_off = false;
  std::string_view no_write_off = "0";
  bool write_off_required = false;
};

// How well a layout's two directions are known: confirmed by cases means that files of others (a
// bank's own, or a peer's tests) say the same as our tables.
struct Sure {
  boleto::Sureness remittance = boleto::Sureness::two_sources;
  boleto::Sureness returned = boleto::Sureness::two_sources;
  boleto::Sureness pix = boleto::Sureness::one_source;  // of a remittance's hybrid slips
};

// What a file is about. CNAB 400 knows only the collection; of CNAB 240 the lots tell.
enum class Service : std::uint8_t { collection, payments, statement, dda };
std::string_view service_name(Service);  // Portuguese: "cobrança", "pagamentos", "extrato", "DDA"

struct Layout {
  std::string_view bank;
  std::string_view bank_name;     // for people: "Itaú"
  std::string_view bank_literal;  // as the headers carry it
  Format format;
  std::span<const Record> remittance;
  std::span<const Record> returned;
  std::string_view optional;  // CNAB 400: types of optional detail records that are not read
  std::array<std::string_view, order_count> orders;  // codes, by Order; empty: the layout has none
  std::span<const KindCode> kinds;
  std::span<const KindCode> wallets = {};  // wallet -> one-digit code, where the layout has both
  CheckDigit check_digit = nullptr;        // none: the number has no digit in the files
  int our_number_length = 0;
  std::string_view standard_variation = {};  // where the agreement gives none
  Charges charges;
  // Codes of the kinds of Pix keys, by pix::KeyKind; empty: not taken. FEBRABAN's.
  std::array<std::string_view, 5> pix_kinds = {"1", "2", "4", "3", "5"};
  std::span<const Occurrence> occurrences;
  std::span<const ReasonTable> reasons;
  std::span<const ReasonWords> pix_refusals = {};
  int reason_length = 2;
  Sure sure = {};
  Service service = Service::collection;
  // Itaú's payments: complementary segments carry the number of the one that they complete.
  bool complements_share_number = false;

  std::string_view code_of(pix::KeyKind kind) const {
    return pix_kinds[static_cast<std::size_t>(kind)];
  }
  std::string_view code_of(Order order) const { return orders[static_cast<std::size_t>(order)]; }
  // Of its longest record. In a file of 444 columns only the titles are so long.
  int width() const {
    return format == Format::cnab240 ? 240 : format == Format::cnab444 ? 444 : 400;
  }
  // Of the shortest record.
  int width_min(Direction) const;
  std::span<const Record> records(Direction direction) const {
    return direction == Direction::remittance ? remittance : returned;
  }
};

// The banks' layouts, by bank, without the generic one.
std::span<const Layout* const> all_layouts();
const Layout* find_layout(std::string_view bank, Format);
// "001, 033 e 104": the banks that have this direction in this format, for messages.
std::string banks_with(Format, Direction);
// The tables of payments, statements and DDA, of the bank or FEBRABAN's common ones, whose `bank`
// is empty.
const Layout* find_service_layout(Service, std::string_view bank);
// FEBRABAN's common positions, for returns of banks that have no tables here.
const Layout& generic_240();
// The record that this line is, or none.
const Record* find_record(std::span<const Record>, std::string_view line);
// The record of a part that carries this key.
const Record* find_record(std::span<const Record>, Part, Key);

const Occurrence* find_occurrence(const Layout&, std::string_view code);
std::string_view reason_words(const Layout&, std::string_view occurrence, std::string_view reason);

// The check digit of a nosso número by the layout's rule; empty where there is none, and for what
// is not digits.
std::string check_digit_of(const Layout&, const Covenant&, std::string_view digits);

}  // namespace quita::cnab
