#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "boleto/utility_slip.h"
#include "cnab/payment_layout.h"
#include "cnab/service_reader.h"

namespace quita::cnab {
namespace {

PaymentMethod method_of(const PaymentLayout& layout, std::string_view form, const Record& record) {
  const bool transfer = record.has(Key::payee_account);
  const bool slip = record.has(Key::title_value);
  if (!transfer && !slip) return PaymentMethod::utility;
  if (slip && form == layout.own_slip) return PaymentMethod::slip;
  for (std::size_t i = 0; i < payment_method_count; ++i) {
    const auto method = static_cast<PaymentMethod>(i);
    const bool of_slips = method == PaymentMethod::slip || method == PaymentMethod::pix_qr;
    if (layout.forms[i].form == form && slip == of_slips && method != PaymentMethod::utility)
      return method;
  }
  return PaymentMethod::other;
}

class PaymentReader {
 public:
  explicit PaymentReader(LineReader& lines) : lines_(lines) {}

  Result<PaymentFile> run() {
    const auto file = TRY(open_file(lines_, std::nullopt, Service::payments));
    layout_ = &payment_layout(file.identity.bank);
    out_.covenant.bank = file.identity.bank;
    out_.covenant.format = Format::cnab240;
    out_.direction = file.identity.direction;
    out_.generic = file.generic;
    out_.stamp.number = 0;
    TRY_STATUS(walk(lines_, file, [this](const RecordView& view) { return take(view); }));
    for (auto& entry : out_.entries) entry.status = status_of(entry);
    if (file.generic) lines_.warnings().add(by_common_columns(file));
    out_.warnings = lines_.warnings().take();
    return std::move(out_);
  }

 private:
  Status take(const RecordView& view) {
    switch (view.record().part) {
      case Part::header:
        if (const auto made = view.date(Key::made_date)) out_.stamp.made.date = *made;
        if (view.has(Key::made_time)) {
          const auto time = view.number(Key::made_time);
          out_.stamp.made.minute = static_cast<int>(time / 10'000 * 60 + time / 100 % 100);
        }
        out_.stamp.number = static_cast<int>(view.number(Key::file_number));
        read_covenant(view, layout_->layout, out_.covenant);
        return {};
      case Part::lot_header:
        form_ = view.text(Key::payment_form);
        open_ = false;
        read_covenant(view, layout_->layout, out_.covenant);
        return {};
      case Part::detail:
        return detail(view);
      default:
        return {};
    }
  }

  Status detail(const RecordView& view) {
    if (view.has(Key::pay_amount)) {
      auto& entry = out_.entries.emplace_back();
      entry.line = view.line_number();
      entry.form = form_;
      entry.payment.method = method_of(*layout_, form_, view.record());
      open_ = true;
    } else if (!open_) {
      return tl::make_unexpected(
          without_first(view.line_number(), view.record().name, "o segmento A, J ou O"));
    }
    fill(view, out_.entries.back());
    return {};
  }

  void fill(const RecordView& view, PaymentEntry& entry) {
    auto& payment = entry.payment;
    const auto text = [&](Key key, std::string& into) {
      if (view.has(key)) into = view.text(key);
    };
    const auto digits = [&](Key key, std::string& into, std::size_t width) {
      if (view.has(key) && !view.digits(key).empty()) into = pad_left(view.digits(key), width, '0');
    };
    const auto money = [&](Key key, Money& into) {
      if (view.has(key)) into = view.money(key);
    };
    if (view.has(Key::pay_order_kind) && view.has(Key::pay_amount))
      payment.order =
          view.digits(Key::pay_order_kind) == "9" ? PaymentOrder::exclude : PaymentOrder::include;
    // J-52 has the name whole, J only thirty letters of it.
    text(Key::payee_name, payment.payee.name);
    if (view.has(Key::payee_document) && !view.digits(Key::payee_document).empty())
      payment.payee.document = document_of(view, Key::payee_document_kind, Key::payee_document);
    digits(Key::payee_bank, payment.payee.bank, 3);
    digits(Key::payee_agency, payment.payee.agency, 4);
    text(Key::payee_agency_digit, payment.payee.agency_digit);
    digits(Key::payee_account, payment.payee.account, 0);
    text(Key::payee_account_digit, payment.payee.account_digit);
    if (view.has(Key::your_number)) payment.your_number = your_number(view);
    if (const auto on = view.date(Key::pay_date)) payment.on = *on;
    if (const auto due = view.date(Key::due)) payment.due = *due;
    money(Key::pay_amount, payment.amount);
    money(Key::title_value, payment.title_value);
    money(Key::discount, payment.discount);
    money(Key::additions, payment.additions);
    text(Key::purpose, payment.purpose);
    if (view.has(Key::barcode)) barcode(view.text(Key::barcode), payment.barcode);
    if (view.has(Key::utility_line)) barcode(view.text(Key::utility_line), payment.barcode);
    text(Key::pix_key, payment.pix_key);
    text(Key::pix_location, payment.pix_location);
    text(Key::pix_txid, payment.pix_txid);
    text(Key::bank_number, entry.bank_number);
    if (const auto paid = view.date(Key::paid_date)) entry.paid_on = paid;
    money(Key::paid_amount, entry.paid);
    text(Key::authentication, entry.authentication);
    if (view.has(Key::reasons) && out_.direction == Direction::returned)
      codes(view.raw(Key::reasons), entry.codes);
  }

  // Caixa's is a number of six digits.
  static std::string your_number(const RecordView& view) {
    return view.record().find(Key::your_number)->type == Type::num ? view.digits(Key::your_number)
                                                                   : view.text(Key::your_number);
  }

  // A payment by QR has none: zeros. 48 digits are the line that people type.
  static void barcode(std::string text, std::string& into) {
    if (std::ranges::all_of(text, [](char c) { return c == '0'; })) return;
    into = std::move(text);
    if (into.size() != 48) return;
    if (const auto bill = boleto::read_utility_slip(into)) into = bill->text();
  }

  // Up to five codes of two letters. "00" means paid; a field of zeros only was never filled.
  void codes(std::string_view field, std::vector<Reason>& into) const {
    if (field.find_first_not_of("0 ") == std::string_view::npos && field.substr(0, 4) == "0000")
      return;
    for (std::size_t at = 0; at + 2 <= field.size(); at += 2) {
      const auto code = latin1_to_utf8(trim(field.substr(at, 2)));
      if (code.empty() || (code == "00" && at != 0)) continue;
      if (std::ranges::find(into, code, &Reason::code) != into.end()) continue;
      const auto* known = find_payment_code(*layout_, code);
      into.push_back({code, known ? std::string(known->words) : std::string()});
    }
  }

  PaymentStatus status_of(const PaymentEntry& entry) const {
    for (const auto& code : entry.codes)
      if (const auto* known = find_payment_code(*layout_, code.code);
          known && known->status != PaymentStatus::unknown)
        return known->status;
    return PaymentStatus::unknown;
  }

  LineReader& lines_;
  const PaymentLayout* layout_ = nullptr;
  PaymentFile out_;
  std::string form_;
  bool open_ = false;  // a payment began in this lot
};

}  // namespace

Result<PaymentFile> read_payments(std::string_view bytes) {
  LineReader lines(bytes);
  return PaymentReader(lines).run();
}

}  // namespace quita::cnab
