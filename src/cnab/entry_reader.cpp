#include "cnab/entry_reader.h"

#include <algorithm>

#include "base/text.h"
#include "cnab/digits.h"
#include "cnab/file_values.h"

namespace quita::cnab {
namespace {

template <class Member>
struct Carries {
  Key key;
  Member ReturnEntry::*member;
};
// Amounts of which a record carries several (interest and fine) are added.
constexpr Carries<Money> amounts[] = {{Key::amount, &ReturnEntry::title_value},
                                      {Key::fee, &ReturnEntry::fee},
                                      {Key::paid, &ReturnEntry::paid},
                                      {Key::interest, &ReturnEntry::interest_and_fine},
                                      {Key::fine, &ReturnEntry::interest_and_fine},
                                      {Key::discount, &ReturnEntry::discount},
                                      {Key::rebate, &ReturnEntry::rebate},
                                      {Key::iof, &ReturnEntry::iof},
                                      {Key::other_expenses, &ReturnEntry::other_expenses},
                                      {Key::other_credits, &ReturnEntry::other_credits},
                                      {Key::net_credit, &ReturnEntry::net_credit}};
constexpr Carries<std::optional<Date>> dates[] = {{Key::due, &ReturnEntry::due},
                                                  {Key::occurred, &ReturnEntry::occurred},
                                                  {Key::credited, &ReturnEntry::credited}};
constexpr Carries<std::string> texts[] = {{Key::your_number, &ReturnEntry::your_number},
                                          {Key::company_use, &ReturnEntry::company_use},
                                          {Key::payer_name, &ReturnEntry::payer_name}};

std::string_view trimmed(const Field* field, std::string_view line) {
  return field ? trim(columns(*field, line)) : std::string_view();
}

std::string_view without_zeros(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of('0'), text.size()));
}

void assign(std::string& into, std::string_view text, bool ascii) {
  if (ascii)
    into.assign(text);
  else
    into = latin1_to_utf8(text);
}

void assign_padded(std::string& into, std::string_view digits, std::size_t width) {
  into.assign(width - std::min(width, digits.size()), '0');
  into += digits;
}

}  // namespace

EntryReader::EntryReader(const Layout& layout, const Record& record)
    : layout_(&layout),
      codes_(&code_book(layout)),
      record_(&record),
      ends_(record.has(Key::paid)),
      carries_pix_(carries_pix(record)),
      our_number_(record.find(Key::our_number)),
      our_number_digit_(record.find(Key::our_number_digit)),
      our_number_again_(record.find(Key::our_number_again)),
      movement_(record.find(Key::movement)),
      movement_origin_(record.find(Key::movement_origin)),
      wallet_(record.find(Key::wallet)),
      wallet_code_(record.find(Key::wallet_code)),
      paying_bank_(record.find(Key::paying_bank)),
      paying_agency_(record.find(Key::paying_agency)),
      payer_document_kind_(record.find(Key::payer_document_kind)),
      payer_document_(record.find(Key::payer_document)),
      reasons_(record.find(Key::reasons)),
      reason_text_(record.find(Key::reason_text)),
      pix_location_(record.find(Key::pix_location)),
      pix_txid_(record.find(Key::pix_txid)),
      pix_code_(record.find(Key::pix_code)),
      pix_refusal_(record.find(Key::pix_refusal)) {
  for (const auto& [key, member] : amounts)
    if (const auto* field = record.find(key)) money_.push_back({field, member});
  for (const auto& [key, member] : dates)
    if (const auto* field = record.find(key)) dates_.push_back({field, member});
  for (const auto& [key, member] : texts)
    if (const auto* field = record.find(key)) texts_.push_back({field, member});
}

void EntryReader::clear(ReturnEntry& entry) {
  for (const auto& [key, member] : amounts) entry.*member = Money();
  for (const auto& [key, member] : dates) (entry.*member).reset();
  entry.event = Event::unknown;
  entry.occurrence_words.clear();
  entry.reasons.clear();
  auto& pix = entry.pix;
  for (auto* text :
       {&pix.location, &pix.key, &pix.br_code, &pix.txid, &pix.refusal.code, &pix.refusal.words})
    text->clear();
}

void EntryReader::read(const Line& line, ReturnEntry& entry, std::vector<Finding>& problems) const {
  const RecordView view(*record_, line, problems);
  for (const auto& [field, member] : money_) {
    const auto text = columns(*field, line.text);
    std::int64_t centavos = 0;
    if (text.size() > 15 || !parse_digits(text.data(), text.size(), centavos) ||
        centavos > Money::outside_max * 100)
      centavos = view.number(*field);
    entry.*member += Money::centavos(centavos);
  }
  for (const auto& [field, member] : dates_) {
    const auto text = columns(*field, line.text);
    if (without_zeros(text).empty()) continue;
    entry.*member = view.date(*field);
  }
  for (const auto& [field, member] : texts_)
    assign(entry.*member, trimmed(field, line.text), line.ascii);
  if (our_number_) read_identity(line, entry);
  if (carries_pix_) read_pix(line, entry.pix);
}

void EntryReader::read_identity(const Line& line, ReturnEntry& entry) const {
  entry.line = line.number;
  assign(entry.occurrence, trimmed(movement_, line.text), line.ascii);
  const auto* known = codes_->find(entry.occurrence);
  if (movement_origin_) {
    const auto whole = entry.occurrence + std::string(trimmed(movement_origin_, line.text));
    if (const auto* exact = codes_->find(whole)) {
      known = exact;
      entry.occurrence = whole;
    }
  }
  if (known) {
    entry.event = known->occurrence->event;
    entry.occurrence_words = known->occurrence->words;
  }
  read_our_number(line, entry);
  read_wallet(line, entry);
  const auto bank = trimmed(paying_bank_, line.text);
  assign(entry.paying_bank, without_zeros(bank).empty() ? std::string_view() : bank, line.ascii);
  assign(entry.paying_agency, without_zeros(trimmed(paying_agency_, line.text)), line.ascii);
  read_payer(line, entry);
  read_reasons(line, entry, known);
}

void EntryReader::read_our_number(const Line& line, ReturnEntry& entry) const {
  auto number = trimmed(our_number_, line.text);
  const auto again = trimmed(our_number_again_, line.text);
  const bool repeated = without_zeros(number).empty() && !without_zeros(again).empty();
  if (repeated) number = again;
  assign(entry.our_number, without_zeros(number), line.ascii);
  if (repeated || !our_number_digit_) {
    assign(entry.our_number_written, number, line.ascii);
  } else {
    std::string written(columns(*our_number_, line.text));
    written += columns(*our_number_digit_, line.text);
    assign(entry.our_number_written, trim(written), line.ascii);
  }
}

void EntryReader::read_wallet(const Line& line, ReturnEntry& entry) const {
  if (wallet_) {
    const auto digits = without_zeros(trimmed(wallet_, line.text));
    if (digits.empty())
      entry.wallet.clear();
    else if (line.ascii)
      assign_padded(entry.wallet, digits, 2);
    else
      entry.wallet = pad_left(latin1_to_utf8(digits), 2, '0');
  } else if (wallet_code_) {
    entry.wallet = wallet_of(*layout_, latin1_to_utf8(trimmed(wallet_code_, line.text)));
  }
}

void EntryReader::read_payer(const Line& line, ReturnEntry& entry) const {
  const auto digits = without_zeros(trimmed(payer_document_, line.text));
  if (digits.empty()) return entry.payer_document.clear();
  const auto kind = without_zeros(trimmed(payer_document_kind_, line.text));
  const bool person = kind == "1" || (kind.empty() && digits.size() <= 11);
  assign_padded(entry.payer_document, digits, person ? 11 : 14);
  if (!line.ascii) entry.payer_document = latin1_to_utf8(entry.payer_document);
}

void EntryReader::read_reasons(const Line& line, ReturnEntry& entry,
                               const CodeBook::Entry* known) const {
  if (const auto told = trimmed(reason_text_, line.text); !told.empty())
    entry.reasons.push_back({"", latin1_to_utf8(told)});
  if (!reasons_) return;
  const auto text = columns(*reasons_, line.text);
  const auto length = static_cast<std::size_t>(layout_->reason_length);
  for (std::size_t at = 0; at + length <= text.size(); at += length) {
    const auto code = trim(text.substr(at, length));
    if (without_zeros(code).empty()) continue;
    auto& reason = entry.reasons.emplace_back();
    assign(reason.code, code, line.ascii);
    reason.words = codes_->reason_words(known, entry.occurrence, code);
  }
}

// Santander's and Sicredi's manuals call the column a key, ACBr and Bradesco's a URL: only a
// location has a path (host/path, BACEN's manual of initiation 2.6), and no kind of key has a
// slash.
void EntryReader::read_pix(const Line& line, ReturnedPix& pix) const {
  auto location = trimmed(pix_location_, line.text);
  if (location.starts_with("https://")) location.remove_prefix(8);
  const bool is_location = location.find('/') != std::string_view::npos;
  assign(is_location ? pix.location : pix.key, location, line.ascii);
  assign(pix.txid, trimmed(pix_txid_, line.text), line.ascii);
  assign(pix.br_code, trimmed(pix_code_, line.text), line.ascii);
  const auto refusal = trimmed(pix_refusal_, line.text);
  if (without_zeros(refusal).empty()) return;
  assign(pix.refusal.code, refusal, line.ascii);
  for (const auto& known : layout_->pix_refusals)
    if (known.code == pix.refusal.code) pix.refusal.words = known.words;
}

}  // namespace quita::cnab
