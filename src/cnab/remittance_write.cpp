#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cnab/file_writer.h"
#include "cnab/remittance.h"

namespace quita::cnab {
namespace {

// The smallest step of a rate with so many decimals, in millionths: 0,01% is 100.
std::int64_t ppm_of_step(int decimals) {
  std::int64_t step = 1;
  for (int i = decimals; i < 4; ++i) step *= 10;
  return step;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_set(Date date) { return date != Date(); }

std::string_view kind_code(const Layout& layout, std::string_view kind) {
  for (const auto& entry : layout.kinds)
    if (entry.kind == kind) return entry.code;
  return {};
}

std::string known_kinds(const Layout& layout) {
  std::string out;
  for (const auto& entry : layout.kinds) {
    if (!out.empty()) out += ", ";
    out += entry.kind;
  }
  return out;
}

// The rate in the digits that the layout gives to it: percent with so many decimals.
std::int64_t rate_digits(Rate rate, int decimals) {
  std::int64_t value = rate.ppm();  // percent with four decimals
  for (int i = 4; i < decimals; ++i) value *= 10;
  for (int i = decimals; i < 4; ++i) value /= 10;
  return value;
}

// Every rule of one item, each with its own name; what is written below may rely on them.
class ItemCheck {
 public:
  ItemCheck(RecordWriter& writer, const Layout& layout, const RemittanceItem& item, Place place)
      : writer_(writer), layout_(layout), item_(item), place_(place) {}

  void run() {
    if (layout_.code_of(item_.order).empty())
      return not_in_layout(Key::movement, fmt::format("a ordem \"{}\"", order_name(item_.order)));
    identity();
    if (item_.order == Order::grant_discount && item_.discounts.empty())
      require(Key::discount, "o desconto a conceder");
    if (item_.order == Order::grant_rebate && !item_.rebate.positive())
      require(Key::rebate, "um abatimento maior que zero");
    if (item_.order == Order::register_title) registration();
    interest();
    fine();
    discounts();
    periods();
    pix();
    invoice();
    losses();
  }

 private:
  void require(Key key, std::string_view what) {
    writer_.problem("cnab.required", place_, key_path(key),
                    fmt::format("Falta {}: esperado {}.", key_label(key), what));
  }
  void out_of_range(Key key, std::string found, std::string_view expected) {
    writer_.problem("cnab.range", place_, key_path(key),
                    fmt::format("{}: {}; esperado {}.", key_label(key), found, expected));
  }
  void not_in_layout(Key key, std::string_view what) {
    writer_.problem("cnab.not_in_layout", place_, key_path(key),
                    fmt::format("O layout {} do {} não leva {}.", format_name(layout_.format),
                                layout_.bank_name, what),
                    "fit_to_layout converte os encargos para o que o layout leva.");
  }
  bool carried(Key key) const {
    return std::ranges::any_of(layout_.remittance,
                               [key](const Record& record) { return record.has(key); });
  }

  // What the order says and no column of the layout would carry is refused, never dropped.
  void losses() {
    const auto lost = [this](std::initializer_list<Key> keys) {
      return std::ranges::none_of(keys, [this](Key key) { return carried(key); });
    };
    if (item_.rebate.positive() && lost({Key::rebate, Key::rebate_or_fine}))
      not_in_layout(Key::rebate, "abatimento");
    if (item_.interest.kind != InterestTerm::Kind::none &&
        lost({Key::interest, Key::interest_rate}))
      not_in_layout(Key::interest, "juros");
    if (!item_.discounts.empty() && lost({Key::discount, Key::discount_rate}))
      not_in_layout(Key::discount, "desconto");
    if (item_.protest_days && lost({Key::protest_code, Key::protest_days}))
      not_in_layout(Key::protest_days, "instrução de protesto");
    if (item_.rebate.positive() && item_.fine.kind != FineTerm::Kind::none &&
        carried(Key::rebate_or_fine))
      not_in_layout(Key::rebate, "abatimento e multa no mesmo título");
  }

  void identity() {
    if (normalise_our_number(item_.our_number).empty())
      require(Key::our_number, "o número com que o banco registra o título");
    if (!is_set(item_.due)) require(Key::due, "a data de vencimento");
    if (!item_.amount.positive()) require(Key::amount, "um valor maior que zero");
    if (item_.rebate.negative()) out_of_range(Key::rebate, "negativo", "zero ou mais");
    if (item_.rebate >= item_.amount && item_.rebate.positive())
      out_of_range(Key::rebate, format_brl(item_.rebate), "menos que o valor do título");
  }

  void registration() {
    if (trim(item_.your_number).empty()) require(Key::your_number, "o número do documento");
    if (!is_set(item_.issued)) require(Key::issued, "a data de emissão");
    if (is_set(item_.issued) && is_set(item_.due) && item_.issued > item_.due)
      out_of_range(Key::issued, format_br(item_.issued), "uma data até o vencimento");
    if (carried(Key::kind) && kind_code(layout_, item_.kind).empty())
      writer_.problem(
          "cnab.not_in_layout", place_, key_path(Key::kind),
          fmt::format("Espécie \"{}\"; o layout {} do {} conhece {}.", item_.kind,
                      format_name(layout_.format), layout_.bank_name, known_kinds(layout_)));
    if (item_.accepted && !carried(Key::accepted)) not_in_layout(Key::accepted, "aceite");
    payer();
  }

  void payer() {
    const auto& payer = item_.payer;
    if (trim(payer.name).empty()) require(Key::payer_name, "o nome");
    if (payer.document.empty())
      require(Key::payer_document, "11 (CPF) ou 14 (CNPJ) caracteres");
    else if (document_kind(payer.document) == 0)
      writer_.problem("cnab.length", place_, key_path(Key::payer_document),
                      fmt::format("CPF/CNPJ do pagador: \"{}\"; esperados 11 ou 14 caracteres.",
                                  payer.document));
    if (trim(payer.street).empty()) require(Key::payer_street, "rua e número");
    if (trim(payer.city).empty()) require(Key::payer_city, "a cidade");
    if (payer.state.size() != 2) require(Key::payer_state, "a sigla de duas letras");
    if (payer.postal_code.size() != 8 || !all_digits(payer.postal_code))
      require(Key::payer_postal_code, "8 dígitos");
  }

  void interest() {
    const auto& term = item_.interest;
    if (term.kind == InterestTerm::Kind::per_day && !term.per_day.positive())
      out_of_range(Key::interest, format_brl(term.per_day), "um valor maior que zero por dia");
    if (term.kind == InterestTerm::Kind::per_day && !layout_.charges.per_day)
      return not_in_layout(Key::interest, "juros em valor por dia");
    if (term.kind != InterestTerm::Kind::percent_month) return;
    if (!layout_.charges.monthly) return not_in_layout(Key::interest, "juros em % ao mês");
    rate(Key::interest, term.monthly, layout_.charges.monthly_decimals);
  }

  void fine() {
    const auto& term = item_.fine;
    if (term.kind == FineTerm::Kind::amount) {
      if (!layout_.charges.fine_amount) return not_in_layout(Key::fine, "multa em valor");
      if (!term.amount.positive())
        out_of_range(Key::fine, format_brl(term.amount), "um valor maior que zero");
    }
    if (term.kind == FineTerm::Kind::percent) {
      if (!layout_.charges.fine_percent) return not_in_layout(Key::fine, "multa em percentual");
      rate(Key::fine, term.percent, layout_.charges.fine_decimals);
    }
  }

  void rate(Key key, Rate rate, int decimals) {
    const bool exact = rate.ppm() % ppm_of_step(decimals) == 0;
    if (rate.ppm() <= 0 || rate.ppm() > Rate::percent(100).ppm())
      out_of_range(key, format_percent(rate), "mais de 0% e até 100%");
    else if (!exact)
      out_of_range(key, format_percent(rate), fmt::format("até {} casas decimais", decimals));
  }

  void discounts() {
    const auto& terms = item_.discounts;
    if (terms.size() > layout_.charges.discounts)
      return not_in_layout(Key::discount,
                           fmt::format("mais de {} desconto(s)", layout_.charges.discounts));
    constexpr Key keys[] = {Key::discount, Key::discount2, Key::discount3};
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto& term = terms[i];
      if (!is_set(term.until) || (is_set(item_.due) && term.until > item_.due))
        out_of_range(keys[i], is_set(term.until) ? format_br(term.until) : "sem data",
                     "uma data até o vencimento");
      if (i > 0 && term.until <= terms[i - 1].until)
        out_of_range(keys[i], format_br(term.until), "datas em ordem crescente");
      if (term.kind == DiscountTerm::Kind::percent) {
        if (!layout_.charges.discount_percent)
          not_in_layout(keys[i], "desconto em percentual");
        else
          rate(keys[i], term.percent, 2);
      } else if (!term.amount.positive() || term.amount >= item_.amount) {
        out_of_range(keys[i], format_brl(term.amount), "mais que zero e menos que o título");
      }
    }
  }

  void periods() {
    // 99 days are a bank's way to say that there is no protest.
    const int most = layout_.charges.no_protest_days == 99 ? 98 : 99;
    if (item_.protest_days && (*item_.protest_days < 1 || *item_.protest_days > most))
      out_of_range(Key::protest_days, std::to_string(*item_.protest_days),
                   fmt::format("de 1 a {} dias", most));
    if (item_.write_off_days) {
      if (!layout_.charges.write_off) return not_in_layout(Key::write_off_days, "prazo de baixa");
      if (*item_.write_off_days < 1 || *item_.write_off_days > 999)
        out_of_range(Key::write_off_days, std::to_string(*item_.write_off_days), "de 1 a 999 dias");
    } else if (layout_.charges.write_off_required && item_.order == Order::register_title) {
      require(Key::write_off_days, "o prazo para baixa, que este banco exige");
    }
  }

  void pix() {
    if (!item_.pix) return;
    const auto& [key, txid] = *item_.pix;
    if (!carried(Key::pix_key)) return not_in_layout(Key::pix_key, "Pix (boleto híbrido)");
    if (item_.order != Order::register_title)
      return not_in_layout(Key::pix_key, "Pix fora do registro do título");
    if (layout_.code_of(key.kind).empty())
      not_in_layout(Key::pix_key, fmt::format("chave Pix do tipo {}", pix::name(key.kind)));
    if (const auto parsed = pix::parse_key(key.text); !parsed || *parsed != key)
      writer_.problem("cnab.pix_key", place_, key_path(Key::pix_key),
                      fmt::format("Chave Pix \"{}\"; esperada uma chave do tipo {}.", key.text,
                                  pix::name(key.kind)));
    if (txid.empty()) return;
    if (!carried(Key::pix_txid)) not_in_layout(Key::pix_txid, "o txid do Pix");
    if (txid.size() > 35 || !std::ranges::all_of(txid, is_letter_or_digit))
      writer_.problem("cnab.pix_txid", place_, key_path(Key::pix_txid),
                      fmt::format("txid \"{}\"; esperados até 35 letras e dígitos.", txid));
  }

  void invoice() {
    const auto& key = item_.invoice_key;
    if (key.empty()) return;
    if (!carried(Key::invoice_key)) return not_in_layout(Key::invoice_key, "a chave da NF-e");
    if (key.size() != 44 || !all_digits(key))
      writer_.problem("cnab.length", place_, key_path(Key::invoice_key),
                      fmt::format("Chave da NF-e \"{}\"; esperados 44 dígitos.", key));
  }

  RecordWriter& writer_;
  const Layout& layout_;
  const RemittanceItem& item_;
  Place place_;
};

// The values of one order, key by key.
class ItemValues {
 public:
  ItemValues(const Layout& layout, const Covenant& covenant, const RemittanceItem& item)
      : layout_(layout), covenant_(covenant), item_(item) {}

  Value operator()(Key key) const {
    const auto& payer = item_.payer;
    switch (key) {
      case Key::movement:
        return text(layout_.code_of(item_.order));
      case Key::our_number:
        return our_number();
      case Key::our_number_digit:
        return check_digit_of(layout_, covenant_, item_.our_number);
      case Key::your_number:
        return text(item_.your_number);
      case Key::company_use:
        return text(item_.company_use);
      case Key::due:
        return date(item_.due);
      case Key::amount:
        return item_.amount.centavos();
      case Key::kind:
        return text(kind_code(layout_, item_.kind));
      case Key::accepted:
        return text(item_.accepted ? layout_.charges.accepted : layout_.charges.not_accepted);
      case Key::issued:
        return date(item_.issued);
      case Key::rebate:
        return item_.rebate.centavos();
      case Key::rebate_or_fine:
        return rebate_or_fine();
      case Key::interest_code:
      case Key::interest_date:
      case Key::interest:
      case Key::interest_rate:
        return interest(key);
      case Key::fine_code:
      case Key::fine_date:
      case Key::fine_days:
      case Key::fine:
      case Key::fine_rate:
        return fine(key);
      case Key::discount_code:
      case Key::discount_date:
      case Key::discount:
      case Key::discount_rate:
        return discount(0, key, Key::discount_code, Key::discount_date);
      case Key::discount2_code:
      case Key::discount2_date:
      case Key::discount2:
        return discount(1, key, Key::discount2_code, Key::discount2_date);
      case Key::discount3_code:
      case Key::discount3_date:
      case Key::discount3:
        return discount(2, key, Key::discount3_code, Key::discount3_date);
      case Key::protest_code:
        return protest_code();
      case Key::protest_days:
        return std::int64_t{
            item_.protest_days.value_or(registering() ? layout_.charges.no_protest_days : 0)};
      case Key::write_off_code:
        return write_off_code();
      case Key::write_off_days:
        return std::int64_t{item_.write_off_days.value_or(0)};
      case Key::payer_document_kind:
        return document_kind(payer.document);
      case Key::payer_document:
        return text(payer.document);
      case Key::payer_name:
        return text(payer.name);
      case Key::payer_street:
        return text(payer.street);
      case Key::payer_district:
        return text(payer.district);
      case Key::payer_postal_code:
        return text(payer.postal_code);
      case Key::payer_city:
        return text(payer.city);
      case Key::payer_state:
        return text(payer.state);
      case Key::pix_key_kind:
        return item_.pix ? text(layout_.code_of(item_.pix->key.kind)) : Value();
      case Key::pix_key:
        return item_.pix ? text(item_.pix->key.text) : Value();
      case Key::pix_txid:
        return item_.pix ? text(item_.pix->txid) : Value();
      case Key::invoice_key:
        return text(item_.invoice_key);
      default:
        return {};
    }
  }

 private:
  static Value text(std::string_view view) { return view; }
  static Value date(Date date) { return is_set(date) ? Value(date) : Value(); }
  bool registering() const { return item_.order == Order::register_title; }

  // BB, CNAB 240: a field of 20 letters, the 17 digits at its left.
  Value our_number() const {
    const auto digits = normalise_our_number(item_.our_number);
    return pad_left(digits, static_cast<std::size_t>(layout_.our_number_length), '0');
  }

  Value interest(Key key) const {
    const auto& term = item_.interest;
    if (term.kind == InterestTerm::Kind::none)
      // 3 says "exempt" of a new title; 0 says nothing about a registered one.
      return key == Key::interest_code && registering() ? text(layout_.charges.no_interest)
                                                        : Value();
    const bool monthly = term.kind == InterestTerm::Kind::percent_month;
    if (key == Key::interest_code)
      return text(monthly ? layout_.charges.monthly_code : layout_.charges.per_day_code);
    if (key == Key::interest_date) return date(item_.due + 1);
    if (!in_own_column(key, monthly, Key::interest_rate)) return {};
    return monthly ? rate_digits(term.monthly, layout_.charges.monthly_decimals)
                   : term.per_day.centavos();
  }

  Value fine(Key key) const {
    const auto& term = item_.fine;
    if (term.kind == FineTerm::Kind::none)
      return key == Key::fine_code ? text(layout_.charges.no_fine) : Value();
    const bool percent = term.kind == FineTerm::Kind::percent;
    if (key == Key::fine_code)
      return text(percent ? layout_.charges.fine_percent_code : layout_.charges.fine_amount_code);
    if (key == Key::fine_date) return date(item_.due + 1);
    if (key == Key::fine_days) return std::int64_t{1};
    if (!in_own_column(key, percent, Key::fine_rate)) return {};
    return percent ? rate_digits(term.percent, layout_.charges.fine_decimals)
                   : term.amount.centavos();
  }

  Value rebate_or_fine() const {
    if (item_.fine.kind != FineTerm::Kind::percent) return item_.rebate.centavos();
    const auto from = item_.due + 1;
    return fmt::format("{:02}{:02}{:02}{:04}000", from.day(), from.month(), from.year() % 100,
                       rate_digits(item_.fine.percent, layout_.charges.fine_decimals));
  }

  Value discount(std::size_t which, Key key, Key code_key, Key date_key) const {
    if (which >= item_.discounts.size())
      return key == code_key ? text(layout_.charges.no_discount) : Value();
    const auto& term = item_.discounts[which];
    const bool percent = term.kind == DiscountTerm::Kind::percent;
    if (key == code_key)
      return text(percent ? layout_.charges.discount_percent_code
                          : layout_.charges.discount_amount_code);
    if (key == date_key) return date(term.until);
    if (which == 0 && !in_own_column(key, percent, Key::discount_rate)) return {};
    return percent ? rate_digits(term.percent, 2) : term.amount.centavos();
  }

  // A layout may have one column for the value and another for the rate: only one is filled.
  bool in_own_column(Key key, bool is_rate, Key rate_key) const {
    const bool two = find_record(layout_.remittance, Part::detail, rate_key) != nullptr;
    return !two || is_rate == (key == rate_key);
  }

  Value protest_code() const {
    if (item_.protest_days) return text(layout_.charges.protest);
    return registering() ? text(layout_.charges.no_protest) : Value();
  }

  Value write_off_code() const {
    if (item_.write_off_days) return text("1");
    return registering() ? text(layout_.charges.no_write_off) : Value();
  }

  const Layout& layout_;
  const Covenant& covenant_;
  const RemittanceItem& item_;
};

bool has_payer(const RemittanceItem& item) {
  return item.order == Order::register_title || !trim(item.payer.name).empty();
}

// Which of the bank's detail records this order needs: the first always; the payer's (segment Q)
// when there is one to tell; the one of fine and further discounts when there are any; the Pix of
// a hybrid slip.
bool needs(const Record& record, const RemittanceItem& item) {
  if (record.has(Key::our_number)) return true;
  if (record.has(Key::payer_name)) return has_payer(item);
  if (record.has(Key::pix_key)) return item.pix.has_value();
  return item.fine.kind != FineTerm::Kind::none ||
         (record.has(Key::discount2) && item.discounts.size() > 1);
}

}  // namespace

Status check_agreement(const Covenant& covenant) {
  const auto* layout = find_layout(covenant.bank, covenant.format);
  if (!layout || layout->remittance.empty()) return {};
  RecordWriter writer(*layout);
  check_covenant(writer, *layout, Direction::remittance, covenant, {});
  const auto checked = std::move(writer).take();
  if (checked) return {};
  auto error = checked.error().front();
  constexpr std::string_view of_agreement = "convenio.";
  if (error.field.starts_with(of_agreement)) error.field.erase(0, of_agreement.size());
  return tl::make_unexpected(std::move(error));
}

Status check_pix(const Covenant& covenant, const pix::Key& key) {
  const auto* layout = find_layout(covenant.bank, covenant.format);
  const bool carried = layout && find_record(layout->remittance, Part::detail, Key::pix_key);
  if (carried && !layout->code_of(key.kind).empty()) return {};
  return invalid("cnab.not_in_layout",
                 fmt::format("A remessa {} do banco {} não leva {}.", format_name(covenant.format),
                             covenant.bank,
                             carried ? fmt::format("chave Pix do tipo {}", pix::name(key.kind))
                                     : "o Pix do boleto (boleto híbrido)"),
                 std::string(key_path(Key::pix_key)));
}

tl::expected<std::string, std::vector<Error>> write_remittance(
    const Covenant& covenant, const FileStamp& stamp, std::span<const RemittanceItem> items) {
  const auto known = layout_to_write(covenant, Direction::remittance);
  if (!known) return tl::make_unexpected(std::vector{known.error()});
  const auto& layout = **known;
  FileWriter file(layout, covenant, stamp, Direction::remittance);
  check_covenant(file.records(), layout, Direction::remittance, covenant, stamp);
  if (items.empty())
    file.records().problem("cnab.required", {}, "itens", "A remessa não tem nenhum título.");

  file.begin(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& item = items[i];
    const Place place{"itens", i};
    ItemCheck(file.records(), layout, item, place).run();
    const bool countable = item.amount.positive() && item.amount.centavos() <= Money::outside_max;
    file.title(place, countable ? item.amount : Money(), ItemValues(layout, covenant, item),
               [&](const Record& record) { return needs(record, item); });
  }
  return std::move(file).finish();
}

}  // namespace quita::cnab
