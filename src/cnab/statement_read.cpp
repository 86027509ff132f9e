#include <fmt/format.h>

#include "base/text.h"
#include "cnab/service_layouts.h"
#include "cnab/service_reader.h"
#include "cnab/statement.h"

namespace quita::cnab {
namespace {

class StatementReader {
 public:
  explicit StatementReader(LineReader& lines) : lines_(lines) {}

  Result<StatementFile> run() {
    const auto file = TRY(open_file(lines_, Direction::returned, Service::statement));
    out_.bank = file.identity.bank;
    out_.bank_name = bank_name(out_.bank);
    layout_ = file.layout;
    TRY_STATUS(walk(lines_, file, [this](const RecordView& view) { return take(view); }));
    if (!statement_shown(out_.bank)) lines_.warnings().add(by_common_columns(file));
    out_.warnings = lines_.warnings().take();
    return std::move(out_);
  }

 private:
  Status take(const RecordView& view) {
    switch (view.record().part) {
      case Part::header:
        out_.made = view.date(Key::made_date);
        return {};
      case Part::lot_header:
        open(view);
        return {};
      case Part::detail:
        if (!open_)
          return tl::make_unexpected(
              without_first(view.line_number(), "segmento E", "o header do lote"));
        return entry(view);
      case Part::lot_trailer:
        if (open_) close(view);
        open_ = false;
        return {};
      case Part::trailer:
        return {};
    }
    return {};
  }

  // What a debtor owes stands below zero.
  static Money signed_money(const RecordView& view, Key value, Key sign) {
    const auto money = view.money(value);
    return view.text(sign) == "D" ? -money : money;
  }

  void open(const RecordView& view) {
    auto& statement = out_.statements.emplace_back();
    open_ = true;
    debits_ = credits_ = Money();
    statement.line = view.line_number();
    statement.covenant.bank = out_.bank;
    statement.covenant.format = Format::cnab240;
    read_covenant(view, *layout_, statement.covenant);
    statement.currency = view.text(Key::currency);
    statement.number = static_cast<int>(view.number(Key::statement_number));
    statement.opened_on = view.date(Key::opening_date);
    statement.opening = signed_money(view, Key::opening_balance, Key::opening_sign);
  }

  Status entry(const RecordView& view) {
    const auto& field = *view.record().find(Key::entry_date);
    const auto date = view.date(field);
    const auto sign = view.text(Key::entry_sign);
    if (!date || (sign != "D" && sign != "C"))
      return invalid("cnab.field",
                     fmt::format("Linha {}: o lançamento não diz {}.", view.line_number(),
                                 date ? "se é débito ou crédito (coluna 169)"
                                      : "a sua data (colunas 143 a 150)"),
                     fmt::format("linha {}", view.line_number()),
                     date ? "D ou C na coluna 169" : "uma data DDMMAAAA nas colunas 143 a 150");
    auto& entry = out_.statements.back().entries.emplace_back();
    entry.line = view.line_number();
    entry.date = *date;
    entry.booked = view.date(Key::entry_booked);
    entry.value = signed_money(view, Key::entry_value, Key::entry_sign);
    (sign == "D" ? debits_ : credits_) += view.money(Key::entry_value);
    entry.nature = view.text(Key::entry_nature);
    entry.category = view.text(Key::entry_category);
    entry.category_words = category_words(entry.category);
    entry.history_code = view.text(Key::entry_code);
    entry.history = view.text(Key::entry_text);
    entry.complement = view.text(Key::entry_complement);
    entry.document = view.text(Key::entry_document);
    return {};
  }

  void close(const RecordView& view) {
    auto& statement = out_.statements.back();
    statement.closed_on = view.date(Key::closing_date);
    statement.closing = signed_money(view, Key::closing_balance, Key::closing_sign);
    statement.limit = view.money(Key::credit_limit);
    statement.blocked = view.money(Key::blocked) + view.money(Key::blocked_longer);
    const auto expected = statement.opening + credits_ - debits_;
    compare(view, Key::closing_balance, "cnab.balance", *statement.closing, expected,
            "o saldo inicial com os lançamentos dá");
    compare(view, Key::debits, "cnab.debits", view.money(Key::debits), debits_, "os débitos somam");
    compare(view, Key::credits, "cnab.credits", view.money(Key::credits), credits_,
            "os créditos somam");
  }

  void compare(const RecordView& view, Key key, std::string_view rule, Money said, Money found,
               std::string_view what) {
    if (said == found) return;
    lines_.warnings().add(rule, [&] {
      const auto& field = *view.record().find(key);
      auto finding =
          line_warning(view.line_number(), std::string(rule),
                       fmt::format("Linha {}: {} de {}, mas {} {}.", view.line_number(),
                                   key_label(key), format_brl(said), what, format_brl(found)));
      finding.first_column = field.first;
      finding.last_column = field.last;
      finding.field = key_label(key);
      finding.found = format_brl(said);
      finding.expected = format_brl(found);
      finding.source = view.record().source;
      return finding;
    });
  }

  LineReader& lines_;
  const Layout* layout_ = nullptr;
  StatementFile out_;
  bool open_ = false;
  Money debits_, credits_;  // of the lot that is being read
};

}  // namespace

Result<StatementFile> read_statements(std::string_view bytes) {
  LineReader lines(bytes);
  return StatementReader(lines).run();
}

}  // namespace quita::cnab
