#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/file_values.h"
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
  require(Key::movement, !occurrence_code(layout, entry).empty());
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
  const auto* layout = find_layout(covenant.bank, covenant.format);
  if (!layout || layout->returned.empty())
    return tl::make_unexpected(
        std::vector<Error>{{ErrorKind::invalid,
                            "cnab.bank",
                            fmt::format("O banco \"{}\" não tem retorno {} aqui; esperado {}.",
                                        covenant.bank, format_name(covenant.format),
                                        banks_with(covenant.format, Direction::returned)),
                            "convenio.banco",
                            {}}});
  RecordWriter writer(*layout);
  Totals totals;
  int in_lot = 0;
  const auto sequence = [&] {
    return std::int64_t{layout->format == Format::cnab240 ? in_lot : writer.records() + 1};
  };
  const auto of_file = [&](Key key) -> Value {
    if (key == Key::sequence) return sequence();
    return file_value(*layout, covenant, stamp, Direction::returned, totals, key);
  };
  const auto write_part = [&](Part part) {
    for (const auto& record : layout->returned) {
      if (record.part != part) continue;
      if (part == Part::trailer) totals.file_records = writer.records() + 1;
      if (part == Part::lot_trailer) totals.lot_records = in_lot + 2;
      writer.write(record, of_file);
    }
  };

  write_part(Part::header);
  write_part(Part::lot_header);
  std::vector<RecordForm> forms;
  for (const auto& record : layout->returned)
    if (record.part == Part::detail) forms.push_back(writer.make_form(record, of_file));
  writer.reserve(entries.size() * forms.size() + layout->returned.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& entry = entries[i];
    const Place place{"titulos", i};
    check_entry(writer, *layout, entry, place);
    const EntryValues values(*layout, covenant, entry);
    ++totals.titles;
    totals.value += entry.title_value;
    for (const auto& form : forms) {
      ++in_lot;
      writer.write(form, place, [&](Key key) -> Value {
        if (key == Key::sequence) return sequence();
        return values(key);
      });
    }
  }
  write_part(Part::lot_trailer);
  write_part(Part::trailer);
  return std::move(writer).take();
}

}  // namespace quita::cnab
