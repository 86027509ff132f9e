#include "document/ofx.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "brazil/bank.h"
#include "document/ofx_amount.h"
#include "document/ofx_markup.h"
#include "document/wide_text.h"

namespace quita::document {

namespace {

std::string place(int line) { return fmt::format("linha {}", line); }

// OFX 3.2.8: YYYYMMDD, then perhaps the time and "[-3:BRT]". Banks write zeros for "none".
bool no_date(std::string_view text) {
  return text.find_first_not_of("0") == std::string_view::npos;  // the empty text too
}

Result<Date> read_date(std::string_view text, int line) {
  const auto digits = text.substr(0, 8);
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : digits.substr(at, size)) value = value * 10 + (c - '0');
    return value;
  };
  if (digits.size() == 8 && all_digits(digits)) {
    const auto date = make_date(number(0, 4), number(4, 2), number(6, 2));
    if (date && date->year() >= 1900 && date->year() < 2200) return *date;
  }
  return invalid("ofx.date", fmt::format("“{}” não é uma data.", prefix_utf8(text, 40)),
                 place(line), "AAAAMMDD, como 20261210");
}

// "0237" and "237" are the bank 237; of eight digits, an ISPB, the bank that has it.
std::string bank_of(std::string_view written) {
  if (!all_digits(written)) return std::string(written);
  if (written.size() == 8) {
    for (const auto& bank : banks()) {
      if (bank.ispb == written) return std::string(bank.code);
    }
  }
  const auto first = std::min(written.find_first_not_of('0'), written.size());
  const auto number = written.substr(first);
  return number.size() <= 3 ? pad_left(number, 3, '0') : std::string(written);
}

// The value of "ENCODING:" or "CHARSET:" in the header of OFX 1.x, in capitals.
std::string header_value(std::string_view header, std::string_view name) {
  const auto at = header.find(name);
  if (at == std::string_view::npos) return {};
  const auto rest = header.substr(at + name.size());
  return upper_ascii(trim(rest.substr(0, rest.find_first_of("\r\n<"))).substr(0, 20));
}

bool has_high_bytes(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return (c & '\x80') != 0; });
}

class Reader {
 public:
  explicit Reader(std::string_view text, Ofx& ofx)
      : text_(text), markup_(text, ofx.encoding != OfxEncoding::windows1252), ofx_(ofx) {}

  Status read() {
    while (const auto mark = markup_.next()) {
      line_ +=
          static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                      text_.begin() + static_cast<std::ptrdiff_t>(mark->at), '\n'));
      counted_ = mark->at;
      const auto name = upper_ascii(mark->name);
      TRY_STATUS(mark->closing ? close(name) : open(name, mark->text));
    }
    TRY_STATUS(end_transaction(false));
    TRY_STATUS(end_statement());
    if (!root_) {
      return invalid("ofx.root", "O arquivo não é um OFX: não há a marca <OFX>.", "arquivo",
                     "o extrato em OFX, como o banco o dá (às vezes chamado de Money)");
    }
    if (ofx_.statements.empty()) {
      return invalid("ofx.no_statement", "O OFX não traz nenhum extrato de conta ou de cartão.",
                     "arquivo", "um OFX com STMTRS ou CCSTMTRS");
    }
    return {};
  }

 private:
  enum class Section { none, institution, account, transactions, transaction, ledger, available };

  Status open(const std::string& name, const std::string& text) {
    if (name == "OFX") {
      root_ = true;
    } else if (name == "FI" && statement_ == nullptr) {
      section_ = Section::institution;
    } else if (name == "STMTRS" || name == "CCSTMTRS") {
      TRY_STATUS(end_transaction(false));
      TRY_STATUS(end_statement());
      ofx_.statements.emplace_back();
      statement_ = &ofx_.statements.back();
      statement_line_ = line_;
      if (name == "CCSTMTRS") statement_->account_kind = "CREDITCARD";
      section_ = Section::none;
    } else if (statement_ == nullptr) {
      if (name == "ORG" && section_ == Section::institution) ofx_.institution = text;
    } else if (name == "STMTTRN") {
      TRY_STATUS(end_transaction(false));
      transaction_ = OfxTransaction();
      transaction_.line = line_;
      dated_ = priced_ = false;
      section_ = Section::transaction;
    } else if (section_ != Section::transaction &&
               (name == "BANKACCTFROM" || name == "CCACCTFROM")) {
      section_ = Section::account;
    } else if (name == "BANKTRANLIST") {
      TRY_STATUS(end_transaction(false));
      section_ = Section::transactions;
    } else if (name == "LEDGERBAL" || name == "AVAILBAL") {
      TRY_STATUS(end_transaction(false));
      section_ = name == "LEDGERBAL" ? Section::ledger : Section::available;
    } else {
      return leaf(name, text);
    }
    return {};
  }

  Status close(const std::string& name) {
    if (name == "STMTTRN") return end_transaction(true);
    if (name == "BANKTRANLIST" || name == "STMTRS" || name == "CCSTMTRS") {
      TRY_STATUS(end_transaction(false));
      if (name != "BANKTRANLIST") return end_statement();
      section_ = Section::none;
    }
    if (section_ != Section::transaction &&
        (name == "BANKACCTFROM" || name == "CCACCTFROM" || name == "LEDGERBAL" ||
         name == "AVAILBAL" || name == "FI")) {
      section_ = Section::none;
    }
    return {};
  }

  Status leaf(const std::string& name, const std::string& text) {
    switch (section_) {
      case Section::account:
        if (name == "BANKID") statement_->bank_written = text;
        if (name == "BRANCHID") statement_->branch = text;
        if (name == "ACCTID") statement_->account = text;
        if (name == "ACCTTYPE") statement_->account_kind = upper_ascii(text);
        return {};
      case Section::transactions:
        if (name == "DTSTART" && !no_date(text)) statement_->from = TRY(read_date(text, line_));
        if (name == "DTEND" && !no_date(text)) statement_->to = TRY(read_date(text, line_));
        return {};
      case Section::transaction:
        return transaction_leaf(name, text);
      case Section::ledger:
        if (name == "BALAMT") statement_->balance = TRY(amount(text));
        if (name == "DTASOF" && date_there(text)) {
          statement_->balance_on = TRY(read_date(text, line_));
        }
        return {};
      case Section::available:
        if (name == "BALAMT") statement_->available = TRY(amount(text));
        return {};
      case Section::none:
      case Section::institution:
        if (name == "CURDEF") statement_->currency = upper_ascii(text);
        return {};
    }
    return {};
  }

  Status transaction_leaf(const std::string& name, const std::string& text) {
    if (name == "TRNTYPE") transaction_.kind = upper_ascii(text);
    if (name == "FITID") transaction_.id = text;
    if (name == "CHECKNUM") transaction_.check_number = text;
    if (name == "REFNUM") transaction_.reference = text;
    if (name == "MEMO") transaction_.memo = text;
    if ((name == "NAME" || name == "PAYEE") && !text.empty()) transaction_.name = text;
    if (name == "DTPOSTED" && date_there(text)) {
      transaction_.date = TRY(read_date(text, line_));
      dated_ = true;
    }
    if (name == "TRNAMT") {
      transaction_.amount = TRY(amount(text));
      priced_ = true;
    }
    return {};
  }

  static bool date_there(std::string_view text) { return !no_date(text.substr(0, 8)); }

  Result<Money> amount(const std::string& text) {
    auto read = parse_ofx_amount(text);
    if (!read) return tl::make_unexpected(std::move(read).error().at(place(line_)));
    return *read;
  }

  void warn(int line, std::string code, std::string message) {
    ofx_.warnings.push_back({line, std::move(code), std::move(message)});
  }

  Status end_transaction(bool closed) {
    if (section_ != Section::transaction) return {};
    section_ = Section::transactions;
    const int line = transaction_.line;
    if (!dated_ || !priced_) {
      return invalid("ofx.missing",
                     fmt::format("Falta {} de um lançamento.",
                                 dated_ ? "o valor (TRNAMT)" : "a data (DTPOSTED)"),
                     place(line), "DTPOSTED e TRNAMT em cada lançamento");
    }
    if (!closed && !std::exchange(unclosed_, true)) {
      warn(line, "ofx.unclosed",
           "Lançamentos não são fechados por </STMTTRN>, a começar por este.");
    }
    if (transaction_.memo.empty()) transaction_.memo = transaction_.name;
    if (transaction_.id.empty()) {
      warn(line, "ofx.missing_id", "O lançamento não traz identificação (FITID).");
    } else {
      auto& seen = seen_[{statement_->bank_written, statement_->account, transaction_.id}];
      transaction_.occurrence = ++seen;
      if (seen > 1) {
        warn(line, "ofx.repeated_id",
             fmt::format("A identificação {} aparece pela {}ª vez nesta conta; o lançamento foi "
                         "mantido.",
                         prefix_utf8(transaction_.id, 40), seen));
      }
    }
    const bool out = transaction_.kind == "DEBIT" || transaction_.kind == "PAYMENT";
    if (transaction_.kind == "CREDIT" ? transaction_.amount.negative()
                                      : out && transaction_.amount.positive()) {
      warn(line, "ofx.sign",
           fmt::format("O tipo {} contradiz o sinal do valor; vale o sinal.", transaction_.kind));
    }
    statement_->transactions.push_back(std::move(transaction_));
    return {};
  }

  Status end_statement() {
    section_ = Section::none;
    if (statement_ == nullptr) return {};
    if (statement_->account.empty()) {
      return invalid("ofx.missing", "Falta o número da conta do extrato.", place(statement_line_),
                     "o campo ACCTID dentro de BANKACCTFROM");
    }
    statement_->bank = bank_of(statement_->bank_written);
    if (statement_->bank.empty() && statement_->account_kind != "CREDITCARD") {
      warn(statement_line_, "ofx.bank", "O extrato não diz de que banco é (BANKID).");
    }
    statement_ = nullptr;
    return {};
  }

  std::string_view text_;
  OfxMarkup markup_;
  Ofx& ofx_;
  Section section_ = Section::none;
  OfxStatement* statement_ = nullptr;  // the open one, the last of ofx_.statements
  OfxTransaction transaction_;         // the open one
  bool dated_ = false, priced_ = false;
  bool root_ = false;
  bool unclosed_ = false;  // told already
  int line_ = 1;
  int statement_line_ = 1;
  std::size_t counted_ = 0;  // bytes whose lines are in line_
  std::map<std::tuple<std::string, std::string, std::string>, int> seen_;  // bank, account, FITID
};

// What the header claims and the bytes deny.
void check_claim(std::string_view bytes, Ofx& ofx) {
  const auto header = bytes.substr(0, std::min<std::size_t>(bytes.find("<OFX"), 2000));
  auto claim = header_value(header, "ENCODING:");
  const auto charset = header_value(header, "CHARSET:");
  if (header.starts_with("<?xml")) claim = "UTF-8";  // what XML means when it says nothing else
  const bool claims_utf8 = claim == "UTF-8" || claim == "UTF8" || charset == "UTF-8";
  const bool is_utf8 = ofx.encoding == OfxEncoding::utf8;
  if (claim.empty() || claims_utf8 == is_utf8) return;
  if (upper_ascii(header).find("ISO-8859-1") != std::string::npos && !is_utf8) return;
  ofx.warnings.push_back({1, "ofx.encoding_claim",
                          fmt::format("O cabeçalho declara {}{}{}, mas o texto está em {}.",
                                      fold_ascii(claim), charset.empty() ? "" : " ",
                                      fold_ascii(charset), is_utf8 ? "UTF-8" : "Windows-1252")});
}

}  // namespace

Result<Ofx> read_ofx(std::string_view bytes) {
  if (bytes.size() > ofx_bytes_max) {
    return invalid(
        "ofx.size",
        fmt::format("O arquivo tem {} bytes; o limite é de {}.", bytes.size(), ofx_bytes_max),
        "arquivo", fmt::format("um OFX de até {} MB", ofx_bytes_max >> 20));
  }
  Ofx ofx;
  std::string narrow;
  std::size_t mark = 0;
  if (const auto order = utf16_order(bytes, mark)) {
    auto read = utf16_to_utf8(bytes.substr(mark), *order);
    if (!read.whole) {
      return invalid("ofx.encoding", "O texto em UTF-16 está danificado.", "arquivo",
                     "o arquivo inteiro, como o banco o deu");
    }
    narrow = std::move(read.utf8);
    bytes = narrow;
    ofx.encoding = OfxEncoding::utf16;
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    ofx.encoding = valid_utf8(bytes) ? OfxEncoding::utf8 : OfxEncoding::windows1252;
    if (has_high_bytes(bytes)) check_claim(bytes, ofx);
  }
  TRY_STATUS(Reader(bytes, ofx).read());
  return ofx;
}

}  // namespace quita::document
