#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/entry_reader.h"
#include "cnab/file_writer.h"
#include "cnab/return.h"

namespace quita::cnab {
namespace {

// The bank's code for an event: the first of its table that means it.
std::string occurrence_code(const Layout& layout, const ReturnEntry& entry) {
  if (!entry.occurrence.empty()) return entry.occurrence;
  for (const auto& occurrence : layout.occurrences)
    if (entry.event != Event::unknown && occurrence.event == entry.event)
      return std::string(occurrence.code);
  return {};
}

std::string joined_reasons(const Layout& layout, const ReturnEntry& entry) {
  std::string out;
  for (const auto& reason : entry.reasons)
    out += pad_left(reason.code, static_cast<std::size_t>(layout.reason_length), '0');
  return out;
}

void check_entry(RecordWriter& writer, const Layout& layout, const ReturnEntry& entry,
                 Place place) {
  const auto require = [&](Key key, bool given) {
    if (!given)
      writer.problem("cnab.required", place, key_path(key),
                     fmt::format("Falta {}.", key_label(key)));
  };
  require(Key::our_number, !entry.our_number.empty());
  const auto code = occurrence_code(layout, entry);
  const bool plain = std::ranges::all_of(code, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  require(Key::movement, plain && !code.empty());  // of other signs no file would carry anything
  const auto carry = [&](Key key, Money value) {
    const bool carried = std::ranges::any_of(
        layout.returned, [key](const Record& record) { return record.has(key); });
    if (!carried && !value.zero())
      writer.problem("cnab.not_in_layout", place, key_path(key),
                     fmt::format("O layout {} do {} não leva {}.", format_name(layout.format),
                                 layout.bank_name, key_label(key)));
  };
  carry(Key::other_expenses, entry.other_expenses);
  carry(Key::other_credits, entry.other_credits);
  const auto carry_text = [&](Key key, bool given) {
    if (given && !find_record(layout.returned, Part::detail, key))
      writer.problem("cnab.not_in_layout", place, key_path(key),
                     fmt::format("O layout {} do {} não leva {}.", format_name(layout.format),
                                 layout.bank_name, key_label(key)));
  };
  carry_text(Key::pix_location, !entry.pix.location.empty() || !entry.pix.key.empty());
  carry_text(Key::pix_txid, !entry.pix.txid.empty());
  carry_text(Key::pix_code, !entry.pix.br_code.empty());
  carry_text(Key::pix_refusal, !entry.pix.refusal.code.empty());
}

class EntryValues {
 public:
  EntryValues(const Layout& layout, const Covenant& covenant, const ReturnEntry& entry)
      : layout_(layout), covenant_(covenant), entry_(entry) {}

  Value operator()(Key key) const {
    switch (key) {
      case Key::movement:
        return occurrence_code(layout_, entry_).substr(0, 2);
      case Key::movement_origin: {
        const auto code = occurrence_code(layout_, entry_);
        return code.size() > 2 ? code.substr(2) : std::string("00");
      }
      case Key::our_number:
      case Key::our_number_again:
        return pad_left(entry_.our_number, static_cast<std::size_t>(layout_.our_number_length),
                        '0');
      case Key::our_number_digit:
        return check_digit_of(layout_, covenant_, entry_.our_number);
      case Key::your_number:
        return std::string_view(entry_.your_number);
      case Key::company_use:
        return std::string_view(entry_.company_use);
      case Key::wallet:
        return std::string_view(wallet());
      case Key::wallet_code:
        return wallet_code(layout_, wallet());
      case Key::occurred:
        return date(entry_.occurred);
      case Key::credited:
        return date(entry_.credited);
      case Key::due:
        return date(entry_.due);
      case Key::amount:
        return entry_.title_value.centavos();
      case Key::paid:
        return entry_.paid.centavos();
      case Key::interest:
        return entry_.interest_and_fine.centavos();
      case Key::fine:
        return std::int64_t{0};
      case Key::discount:
        return entry_.discount.centavos();
      case Key::rebate:
        return entry_.rebate.centavos();
      case Key::iof:
        return entry_.iof.centavos();
      case Key::fee:
        return entry_.fee.centavos();
      case Key::other_expenses:
        return entry_.other_expenses.centavos();
      case Key::other_credits:
        return entry_.other_credits.centavos();
      case Key::net_credit:
        return entry_.net_credit.centavos();
      case Key::paying_bank:
        return std::string_view(entry_.paying_bank);
      case Key::paying_agency:
        return std::string_view(entry_.paying_agency);
      case Key::payer_document_kind:
        return document_kind(entry_.payer_document);
      case Key::payer_document:
        return std::string_view(entry_.payer_document);
      case Key::payer_name:
        return std::string_view(entry_.payer_name);
      case Key::pix_location:
        return std::string_view(entry_.pix.key.empty() ? entry_.pix.location : entry_.pix.key);
      case Key::pix_txid:
        return std::string_view(entry_.pix.txid);
      case Key::pix_code:
        return std::string_view(entry_.pix.br_code);
      case Key::pix_refusal:
        return pad_left(entry_.pix.refusal.code, 3, '0');
      case Key::reasons:
        return joined_reasons(layout_, entry_);
      case Key::reason_text:
        return entry_.reasons.empty() ? std::string() : entry_.reasons.front().words;
      default:
        return {};
    }
  }

 private:
  static Value date(const std::optional<Date>& date) { return date ? Value(*date) : Value(); }
  const std::string& wallet() const {
    return entry_.wallet.empty() ? covenant_.wallet : entry_.wallet;
  }

  const Layout& layout_;
  const Covenant& covenant_;
  const ReturnEntry& entry_;
};

}  // namespace

tl::expected<std::string, std::vector<Error>> write_return(const Covenant& covenant,
                                                           const FileStamp& stamp,
                                                           std::span<const ReturnEntry> entries) {
  const auto known = layout_to_write(covenant, Direction::returned);
  if (!known) return tl::make_unexpected(std::vector{known.error()});
  const auto& layout = **known;
  FileWriter file(layout, covenant, stamp, Direction::returned);
  file.begin(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& entry = entries[i];
    const Place place{"titulos", i};
    check_entry(file.records(), layout, entry, place);
    file.title(
        place, entry.title_value, EntryValues(layout, covenant, entry),
        [&entry](const Record& record) { return !carries_pix(record) || !entry.pix.empty(); });
  }
  return std::move(file).finish();
}

}  // namespace quita::cnab
