#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "boleto/barcode.h"
#include "boleto/utility_slip.h"
#include "brazil/document.h"
#include "cnab/file_values.h"
#include "cnab/payment_layout.h"
#include "cnab/record.h"

namespace quita::cnab {
namespace {

bool to_account(PaymentMethod method) {
  return method == PaymentMethod::credit || method == PaymentMethod::savings ||
         method == PaymentMethod::ted || method == PaymentMethod::ted_same_owner;
}
bool by_ted(PaymentMethod method) {
  return method == PaymentMethod::ted || method == PaymentMethod::ted_same_owner;
}
bool by_pix(PaymentMethod method) {
  return method == PaymentMethod::pix_key || method == PaymentMethod::pix_qr;
}

// The lot that a payment goes into.
struct Form {
  std::string_view form;
  std::string_view version;
  std::string_view clearing;
  bool operator==(const Form&) const = default;
};

Form form_of(const PaymentLayout& layout, const Covenant& covenant, const Payment& payment) {
  if (payment.method == PaymentMethod::other) return {};
  const auto& known = layout.form_of(payment.method);
  Form form{known.form, known.version, known.clearing};
  if (form.form.empty()) return {};
  if (payment.method == PaymentMethod::slip && payment.barcode.starts_with(covenant.bank))
    form.form = layout.own_slip;
  if (payment.method == PaymentMethod::utility && !layout.utility_forms.empty()) {
    const auto segment = std::string_view(payment.barcode).substr(0, 2).substr(1);
    const auto found = std::ranges::find(layout.utility_forms, segment, &KindCode::kind);
    form.form = found == layout.utility_forms.end() ? std::string_view() : found->code;
  }
  return form;
}

// The detail records that a payment needs, by what they carry.
bool needs(const PaymentLayout&, const Record&, const PaymentEntry&);

// What one payment must have, so that the bank takes it.
class PaymentCheck {
 public:
  PaymentCheck(RecordWriter& writer, const PaymentLayout& layout, const Covenant& covenant,
               const PaymentEntry& entry, Place place)
      : writer_(writer),
        layout_(layout),
        covenant_(covenant),
        entry_(entry),
        payment_(entry.payment),
        place_(place) {}

  void run() {
    if (form_of(layout_, covenant_, payment_).form.empty())
      return problem(
          "cnab.not_in_layout", Key::payment_form,
          fmt::format("O layout de pagamentos do {} não leva {}{} aqui.", layout_.layout.bank_name,
                      payment_method_name(payment_.method),
                      payment_.method == PaymentMethod::utility && !layout_.utility_forms.empty()
                          ? " deste segmento"
                          : ""));
    require(Key::payee_name, !trim(payment_.payee.name).empty());
    require(Key::your_number, !trim(payment_.your_number).empty());
    require(Key::pay_date, payment_.on != Date());
    money(Key::pay_amount, payment_.amount, true);
    money(Key::discount, payment_.discount, false);
    money(Key::additions, payment_.additions, false);
    if (payment_.method != PaymentMethod::utility) document();
    if (to_account(payment_.method)) account();
    if (payment_.method == PaymentMethod::slip) slip();
    if (payment_.method == PaymentMethod::utility) bill();
    if (payment_.method == PaymentMethod::pix_key) key();
    if (payment_.method == PaymentMethod::pix_qr)
      require(Key::pix_location, !payment_.pix_location.empty());
    carry(Key::pix_txid, !payment_.pix_txid.empty());
    carry(Key::due, payment_.due != Date());
    carry(Key::discount, !payment_.discount.zero());
    carry(Key::additions, !payment_.additions.zero());
  }

 private:
  void problem(std::string code, Key key, std::string message) {
    // A title has a list of discounts, a payment one.
    const auto path = key == Key::discount ? "desconto" : key_path(key);
    writer_.problem(std::move(code), place_, path, std::move(message));
  }
  void require(Key key, bool given) {
    if (!given) problem("cnab.required", key, fmt::format("Falta {}.", key_label(key)));
  }
  void carry(Key key, bool given) {
    if (!given) return;
    for (const auto& record : layout_.layout.remittance)
      if (record.part == Part::detail && record.has(key) && needs(layout_, record, entry_)) return;
    problem(
        "cnab.not_in_layout", key,
        fmt::format("{} não leva {} aqui.", payment_method_name(payment_.method), key_label(key)));
  }
  void money(Key key, Money value, bool positive) {
    if (value.negative() || (positive && !value.positive()) ||
        value.centavos() > Money::outside_max)
      problem("cnab.range", key,
              fmt::format("{}: {}; esperado {}.", key_label(key), format_brl(value),
                          positive ? "mais que zero" : "zero ou mais"));
  }

  void document() {
    const auto& document = payment_.payee.document;
    if (document.empty()) return require(Key::payee_document, false);
    if (!parse_document(document))
      problem("cnab.document", Key::payee_document,
              fmt::format("CPF/CNPJ do favorecido: \"{}\" não é válido.", document));
  }

  void account() {
    const auto& payee = payment_.payee;
    require(Key::payee_agency, !payee.agency.empty());
    require(Key::payee_account, !payee.account.empty());
    const bool own = payee.bank == covenant_.bank;
    if (payee.bank.empty()) return require(Key::payee_bank, false);
    if (by_ted(payment_.method) == own)
      problem("cnab.range", Key::payee_bank,
              own ? fmt::format("Banco do favorecido {}: TED é para outro banco; para o próprio, "
                                "crédito em conta.",
                                payee.bank)
                  : fmt::format("Banco do favorecido {}: crédito em conta é para o próprio banco "
                                "({}); para outro, TED ou Pix.",
                                payee.bank, covenant_.bank));
    if (by_ted(payment_.method)) require(Key::purpose, !payment_.purpose.empty());
  }

  void slip() {
    if (const auto barcode = boleto::parse_barcode(payment_.barcode); !barcode)
      problem("cnab.barcode", Key::barcode, barcode.error().message);
    money(Key::title_value, payment_.title_value, true);
  }
  void bill() {
    const auto bill = boleto::read_utility_slip(payment_.barcode);
    if (!bill || payment_.barcode.size() != 44)
      problem("cnab.barcode", Key::barcode,
              bill ? "Código de barras: esperados os 44 dígitos." : bill.error().message);
  }
  void key() {
    const auto parsed = pix::parse_key(payment_.pix_key);
    if (!parsed || parsed->text != payment_.pix_key)
      problem("cnab.pix_key", Key::pix_key,
              fmt::format("Chave Pix \"{}\"{}", payment_.pix_key,
                          parsed ? fmt::format("; esperada como \"{}\".", parsed->text)
                                 : ": " + parsed.error().message));
  }

  RecordWriter& writer_;
  const PaymentLayout& layout_;
  const Covenant& covenant_;
  const PaymentEntry& entry_;
  const Payment& payment_;
  Place place_;
};

bool needs(const PaymentLayout& layout, const Record& record, const PaymentEntry& entry) {
  const auto method = entry.payment.method;
  const bool account = to_account(method);
  if (record.has(Key::authentication)) return !entry.authentication.empty();
  if (record.has(Key::payee_account)) return account || method == PaymentMethod::pix_key;
  if (record.has(Key::title_value))
    return method == PaymentMethod::slip || method == PaymentMethod::pix_qr;
  if (record.has(Key::pay_amount)) return method == PaymentMethod::utility;
  if (record.has(Key::pix_key)) return method == PaymentMethod::pix_key;
  if (record.has(Key::pix_location)) return method == PaymentMethod::pix_qr;
  if (record.has(Key::company_document)) return method == PaymentMethod::slip;
  return account && layout.document_in_segment_b;
}

class EntryValues {
 public:
  EntryValues(const PaymentLayout& layout, const Form& form, const PaymentEntry& entry,
              std::int64_t sequence)
      : layout_(layout), form_(form), entry_(entry), sequence_(sequence) {}

  Value operator()(Key key) const {
    const auto& payment = entry_.payment;
    const auto& payee = payment.payee;
    switch (key) {
      case Key::sequence:
        return sequence_;
      case Key::pay_order_kind:
        return std::int64_t{payment.order == PaymentOrder::include ? 0 : 9};
      case Key::pay_order:
        return std::int64_t{payment.order == PaymentOrder::include ? 0 : 99};
      case Key::clearing_house:
        return form_.clearing;
      case Key::payee_bank:
        return std::string_view(payee.bank);
      case Key::payee_agency:
        return std::string_view(payee.agency);
      case Key::payee_agency_digit:
        return std::string_view(payee.agency_digit);
      case Key::payee_account:
        return std::string_view(payee.account);
      case Key::payee_account_digit:
        return std::string_view(payee.account_digit);
      case Key::payee_name:
        return std::string_view(payee.name);
      case Key::payee_document_kind:
        return document_kind(payee.document);
      case Key::payee_document:
        return std::string_view(payee.document);
      case Key::your_number:
        return std::string_view(payment.your_number);
      case Key::pay_date:
        return date(payment.on);
      case Key::due:
        return date(payment.due);
      case Key::pay_amount:
        return payment.amount.centavos();
      case Key::title_value:
        return payment.title_value.centavos();
      case Key::discount:
        return payment.discount.centavos();
      case Key::additions:
        return payment.additions.centavos();
      case Key::currency:
        return layout_.currency;
      case Key::purpose:
        return std::string_view(payment.purpose);
      case Key::barcode:
        return std::string_view(payment.barcode);
      case Key::utility_line: {
        const auto bill = boleto::read_utility_slip(payment.barcode);
        return bill ? bill->line() : std::string();
      }
      case Key::pix_transfer:
        return std::string_view(payment.method == PaymentMethod::pix_key ? "04" : "");
      case Key::pix_initiation: {
        const auto parsed = pix::parse_key(payment.pix_key);
        return parsed ? layout_.pix_kinds[static_cast<std::size_t>(parsed->kind)]
                      : std::string_view();
      }
      case Key::pix_key:
        return std::string_view(payment.pix_key);
      case Key::pix_location:
        return std::string_view(payment.pix_location);
      case Key::pix_txid:
        return std::string_view(payment.pix_txid);
      case Key::bank_number:
        return std::string_view(entry_.bank_number);
      case Key::paid_date:
        return entry_.paid_on ? Value(*entry_.paid_on) : Value();
      case Key::paid_amount:
        return entry_.paid.centavos();
      case Key::authentication:
        return std::string_view(entry_.authentication);
      case Key::reasons: {
        std::string codes;
        for (const auto& code : entry_.codes) codes += code.code;
        return codes;
      }
      default:
        return {};
    }
  }

 private:
  static Value date(Date date) { return date == Date() ? Value() : Value(date); }

  const PaymentLayout& layout_;
  const Form& form_;
  const PaymentEntry& entry_;
  std::int64_t sequence_;
};

class PaymentWriter {
 public:
  PaymentWriter(const Covenant& covenant, const FileStamp& stamp, Direction direction)
      : layout_(payment_layout(covenant.bank)),
        covenant_(covenant),
        stamp_(stamp),
        direction_(direction),
        records_(layout_.layout) {}

  tl::expected<std::string, std::vector<Error>> write(std::span<const PaymentEntry> entries) {
    check(entries);
    one(Part::header, {});
    std::vector<Form> forms;
    for (const auto& entry : entries)
      if (const auto form = form_of(layout_, covenant_, entry.payment);
          !form.form.empty() && std::ranges::find(forms, form) == forms.end())
        forms.push_back(form);
    for (const auto& form : forms) lot(form, entries);
    one(Part::trailer, {});
    return std::move(records_).take();
  }

 private:
  void check(std::span<const PaymentEntry> entries) {
    if (covenant_.bank.size() != 3 || !all_digits(covenant_.bank))
      records_.problem("cnab.bank", {}, key_path(Key::bank),
                       fmt::format("Banco \"{}\"; esperados 3 dígitos.", covenant_.bank));
    check_covenant(records_, layout_.layout, Direction::remittance, covenant_, stamp_);
    if (entries.empty())
      records_.problem("cnab.required", {}, "pagamentos", "O arquivo não tem nenhum pagamento.");
    for (std::size_t i = 0; i < entries.size(); ++i)
      PaymentCheck(records_, layout_, covenant_, entries[i], {"pagamentos", i}).run();
    const auto pix = std::ranges::count_if(
        entries, [](const PaymentEntry& entry) { return by_pix(entry.payment.method); });
    if (layout_.pix_apart && pix != 0 && pix != std::ssize(entries))
      records_.problem("cnab.mixed", {}, "pagamentos",
                       fmt::format("O {} quer os pagamentos por Pix num arquivo só deles; este tem "
                                   "{} de {}.",
                                   layout_.layout.bank_name, pix, entries.size()));
  }

  Value of_lot(const Form& form, Key key) const {
    switch (key) {
      case Key::bank:
        return std::string_view(covenant_.bank);
      case Key::lot:
        return std::int64_t{lots_};
      case Key::service_code:
        return std::string_view(bills_ ? "22" : "20");
      case Key::payment_form:
        return form.form;
      case Key::lot_version:
        return form.version;
      case Key::debit_kind:  // note P014: from the account; lots of slips leave it blank
        return std::string_view(slips_ ? "" : "01");
      case Key::lot_total:
        return total_.centavos();
      case Key::file_lots:
        return std::int64_t{lots_};
      default: {
        Totals totals;
        totals.lot_records = lot_records_;
        totals.file_records = records_.records() + 1;
        return file_value(layout_.layout, covenant_, stamp_, direction_, totals, key);
      }
    }
  }

  void one(Part part, const Form& form) {
    for (const auto& record : layout_.layout.remittance)
      if (record.part == part) records_.write(record, [&](Key key) { return of_lot(form, key); });
  }

  void lot(const Form& form, std::span<const PaymentEntry> entries) {
    const auto belongs = [&](const PaymentEntry& entry) {
      return form_of(layout_, covenant_, entry.payment) == form;
    };
    const auto method = std::ranges::find_if(entries, belongs)->payment.method;
    bills_ = method == PaymentMethod::utility;
    slips_ = method == PaymentMethod::slip || method == PaymentMethod::pix_qr;
    ++lots_;
    lot_records_ = 2;
    total_ = Money();
    one(Part::lot_header, form);
    std::vector<RecordForm> details;
    for (const auto& record : layout_.layout.remittance)
      if (record.part == Part::detail && !repeats(details, record))
        details.push_back(records_.make_form(record, [&](Key key) { return of_lot(form, key); }));
    std::int64_t sequence = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto& entry = entries[i];
      if (!belongs(entry)) continue;
      if (entry.payment.amount.positive() && entry.payment.amount.centavos() <= Money::outside_max)
        total_ += entry.payment.amount;
      for (const auto& detail : details) {
        if (!needs(layout_, *detail.record, entry)) continue;
        const bool begins = detail.record->has(Key::pay_amount);
        if (begins || !layout_.layout.complements_share_number) ++sequence;
        ++lot_records_;
        records_.write(detail, {"pagamentos", i}, EntryValues(layout_, form, entry, sequence));
      }
    }
    one(Part::lot_trailer, form);
  }

  // A table that stands for the one beside it, which a bank does not have, or is only read.
  static bool repeats(const std::vector<RecordForm>& details, const Record& record) {
    return std::ranges::any_of(details, [&](const RecordForm& form) {
      return form.record->name == record.name &&
             form.record->has(Key::pix_key) == record.has(Key::pix_key) &&
             form.record->has(Key::pix_location) == record.has(Key::pix_location);
    });
  }

  const PaymentLayout& layout_;
  const Covenant& covenant_;
  const FileStamp& stamp_;
  Direction direction_;
  RecordWriter records_;
  int lots_ = 0;
  int lot_records_ = 0;
  Money total_;
  bool bills_ = false;
  bool slips_ = false;
};

}  // namespace

tl::expected<std::string, std::vector<Error>> write_payments(const Covenant& covenant,
                                                             const FileStamp& stamp,
                                                             std::span<const Payment> payments) {
  std::vector<PaymentEntry> entries;
  for (const auto& payment : payments) entries.emplace_back().payment = payment;
  return PaymentWriter(covenant, stamp, Direction::remittance).write(entries);
}

tl::expected<std::string, std::vector<Error>> write_payment_return(
    const Covenant& covenant, const FileStamp& stamp, std::span<const PaymentEntry> entries) {
  return PaymentWriter(covenant, stamp, Direction::returned).write(entries);
}

}  // namespace quita::cnab
