#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/file_values.h"
#include "cnab/reader.h"
#include "cnab/remittance.h"

namespace quita::cnab {
namespace {

// Percent with so many decimals, back to a rate.
Rate rate_of(std::int64_t digits, int decimals) {
  for (int i = decimals; i < 4; ++i) digits *= 10;
  for (int i = 4; i < decimals; ++i) digits /= 10;
  return Rate::ppm(digits);
}

void take_discount(const RecordView& view, const Layout& layout, Key code_key, Key date_key,
                   Key key, std::vector<DiscountTerm>& into) {
  const auto apart = key == Key::discount ? view.number(Key::discount_rate) : 0;
  const auto value = apart != 0 ? apart : view.number(key);
  const auto until = view.date(date_key);
  if (value == 0 || !until) return;
  DiscountTerm term;
  term.until = *until;
  if (apart != 0 || view.text(code_key) == layout.charges.discount_percent_code) {
    term.kind = DiscountTerm::Kind::percent;
    term.percent = rate_of(value, 2);
  } else {
    term.amount = Money::centavos(value);
  }
  into.push_back(term);
}

void take_interest(const RecordView& view, const Layout& layout, InterestTerm& into) {
  const auto& charges = layout.charges;
  const auto apart = view.number(Key::interest_rate);
  const auto value = apart != 0 ? apart : view.number(Key::interest);
  const auto code = view.text(Key::interest_code);
  // Sicredi's type of interest is also there when there is none.
  const bool exempt = code == charges.no_interest && code != charges.per_day_code;
  if (value == 0 || (view.has(Key::interest_code) && exempt)) return;
  if (apart != 0 || code == charges.monthly_code || !charges.per_day) {
    into.kind = InterestTerm::Kind::percent_month;
    into.monthly = rate_of(value, charges.monthly_decimals);
  } else {
    into.kind = InterestTerm::Kind::per_day;
    into.per_day = Money::centavos(value);
  }
}

void take_fine(const RecordView& view, const Layout& layout, FineTerm& into) {
  const auto& charges = layout.charges;
  const auto apart = view.number(Key::fine_rate);
  const auto value = apart != 0 ? apart : view.number(Key::fine);
  if (value == 0) return;
  if (apart != 0 || view.text(Key::fine_code) == charges.fine_percent_code ||
      !charges.fine_amount) {
    into.kind = FineTerm::Kind::percent;
    into.percent = rate_of(value, charges.fine_decimals);
  } else {
    into.kind = FineTerm::Kind::amount;
    into.amount = Money::centavos(value);
  }
}

// Safra's one field for two terms: the instruction tells which of them it is.
void take_rebate_or_fine(const RecordView& view, const Layout& layout, RemittanceItem& item) {
  if (!view.has(Key::rebate_or_fine)) return;
  if (view.text(Key::fine_code) != layout.charges.fine_percent_code) {
    item.rebate = view.money(Key::rebate_or_fine);
    return;
  }
  // DDMMAA, rate in four digits, 000.
  const auto rate = view.number(Key::rebate_or_fine) / 1'000 % 10'000;
  if (rate == 0) return;
  item.fine.kind = FineTerm::Kind::percent;
  item.fine.percent = rate_of(rate, layout.charges.fine_decimals);
}

// Whatever of an order this record carries.
void take_item(const RecordView& view, const Layout& layout, RemittanceItem& item) {
  const auto take_text = [&](Key key, std::string& into) {
    if (view.has(key)) into = view.text(key);
  };
  const auto take_date = [&](Key key, Date& into) {
    if (const auto date = view.date(key)) into = *date;
  };
  // Where the field holds digits alone, the zeros in front are its padding.
  if (const auto* field = view.record().find(Key::your_number))
    item.your_number =
        field->type == Type::num ? view.digits(Key::your_number) : view.text(Key::your_number);
  take_text(Key::company_use, item.company_use);
  take_text(Key::invoice_key, item.invoice_key);
  take_date(Key::due, item.due);
  take_date(Key::issued, item.issued);
  if (view.has(Key::our_number)) item.our_number = normalise_our_number(view.text(Key::our_number));
  if (view.has(Key::amount)) item.amount = view.money(Key::amount);
  if (view.has(Key::rebate)) item.rebate = view.money(Key::rebate);
  if (view.has(Key::accepted)) item.accepted = view.text(Key::accepted) == layout.charges.accepted;
  if (view.has(Key::kind)) {
    const auto code = view.text(Key::kind);
    const auto known = std::ranges::find(layout.kinds, code, &KindCode::code);
    item.kind = known == layout.kinds.end() ? code : std::string(known->kind);
  }
  if (view.has(Key::interest) || view.has(Key::interest_rate))
    take_interest(view, layout, item.interest);
  if (view.has(Key::fine) || view.has(Key::fine_rate)) take_fine(view, layout, item.fine);
  take_discount(view, layout, Key::discount_code, Key::discount_date, Key::discount,
                item.discounts);
  take_discount(view, layout, Key::discount2_code, Key::discount2_date, Key::discount2,
                item.discounts);
  take_discount(view, layout, Key::discount3_code, Key::discount3_date, Key::discount3,
                item.discounts);
  if (view.has(Key::protest_days)) {
    const auto days = static_cast<int>(view.number(Key::protest_days));
    // Industrial do Brasil's code of protest is also that of nothing said: its days tell.
    const bool told = view.has(Key::protest_code)
                          ? view.raw(Key::protest_code) == layout.charges.protest &&
                                (days != 0 || layout.charges.protest != "00")
                          : days != 0 && days != layout.charges.no_protest_days;
    if (told) item.protest_days = days;
  }
  if (view.has(Key::write_off_code) && view.raw(Key::write_off_code) == "1")
    item.write_off_days = static_cast<int>(view.number(Key::write_off_days));
  take_rebate_or_fine(view, layout, item);
  auto& payer = item.payer;
  if (view.has(Key::payer_document))
    payer.document = document_of(view, Key::payer_document_kind, Key::payer_document);
  take_text(Key::payer_name, payer.name);
  take_text(Key::payer_street, payer.street);
  take_text(Key::payer_district, payer.district);
  take_text(Key::payer_city, payer.city);
  take_text(Key::payer_state, payer.state);
  if (view.has(Key::payer_postal_code) && !view.digits(Key::payer_postal_code).empty())
    payer.postal_code = view.text(Key::payer_postal_code);
}

// Whether the record's Pix is one.
bool take_pix(const RecordView& view, std::optional<PixTerm>& into) {
  auto key = pix::parse_key(view.text(Key::pix_key));
  if (!key) return false;
  into = PixTerm{*std::move(key), view.has(Key::pix_txid) ? view.text(Key::pix_txid) : ""};
  return true;
}

// The order that the movement's code asks for; none for one that we do not write.
std::optional<Order> order_of(const Layout& layout, std::string_view code) {
  if (code.empty()) return std::nullopt;
  const auto found = std::ranges::find(layout.orders, code);
  if (found == layout.orders.end()) return std::nullopt;
  return static_cast<Order>(found - layout.orders.begin());
}

}  // namespace

Result<RemittanceFile> read_remittance(std::string_view bytes) {
  LineReader lines(bytes);
  const auto file = TRY(open_file(lines, Direction::remittance));
  const Classifier classify(file);
  StructureCheck structure(file, Finding::Severity::warning, lines.warnings());
  const auto& layout = *file.layout;
  RemittanceFile remittance;
  remittance.covenant.bank = file.identity.bank;
  remittance.covenant.format = file.identity.format;
  remittance.stamp.number = 0;
  auto& findings = lines.warnings();
  std::vector<Finding> problems;
  bool headed = false;

  for (Line line; lines.next(line);) {
    const auto [record, optional] = classify(line);
    structure.take(record, line);
    if (!record && !optional) return tl::make_unexpected(unknown_record(file, line));
    if (!record) continue;
    const RecordView view(*record, line, problems);
    if (record->part == Part::header && std::exchange(headed, true))
      return tl::make_unexpected(unknown_record(file, line));
    if (record->part != Part::trailer && record->part != Part::lot_trailer)
      read_covenant(view, layout, remittance.covenant);
    if (record->part == Part::header || record->part == Part::lot_header) {
      if (const auto made = view.date(Key::made_date)) remittance.stamp.made.date = *made;
      if (view.has(Key::made_time)) {
        const auto time = view.number(Key::made_time);
        remittance.stamp.made.minute = static_cast<int>(time / 10'000 * 60 + time / 100 % 100);
      }
      if (view.has(Key::file_number))
        remittance.stamp.number = static_cast<int>(view.number(Key::file_number));
    }
    if (record->part != Part::detail) continue;
    if (record->has(Key::our_number)) {
      // A layout without a column for the order knows one alone.
      const auto order = record->has(Key::movement) ? order_of(layout, view.raw(Key::movement))
                                                    : Order::register_title;
      if (!order) {
        problems.push_back(field_finding(*record, *record->find(Key::movement), line.text,
                                         line.number, Finding::Severity::error, "cnab.order",
                                         "uma ordem conhecida (registro, baixa, abatimento, "
                                         "vencimento)"));
        break;
      }
      remittance.items.emplace_back().order = *order;
      remittance.lines.push_back(line.number);
    } else if (remittance.items.empty()) {
      return tl::make_unexpected(unknown_record(file, line));
    }
    take_item(view, layout, remittance.items.back());
    if (record->has(Key::pix_key) && !take_pix(view, remittance.items.back().pix))
      problems.push_back(field_finding(*record, *record->find(Key::pix_key), line.text, line.number,
                                       Finding::Severity::warning, "cnab.pix_key",
                                       "uma chave Pix"));
  }
  TRY_STATUS(sort_problems(problems, findings));
  structure.finish();
  remittance.warnings = findings.take();
  return remittance;
}

}  // namespace quita::cnab
