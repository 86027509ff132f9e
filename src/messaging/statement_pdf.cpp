#include "messaging/statement_pdf.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "messaging/creditor.h"
#include "party/party_service.h"
#include "pdf/writer.h"

namespace quita::messaging {
namespace {

using pdf::Align, pdf::Canvas, pdf::Font;
using receivable::StatementLine;

constexpr double left = 15, right = 195;
constexpr double first_row = 68, last_row = 272;  // of a page
constexpr double row_height = 5.2;
constexpr double text_size = 8.5;

struct Column {
  const char* title;
  double at;  // its left edge, or its right one
  Align align;
};
constexpr Column columns[] = {
    {"Data", left, Align::left},   {"Título", 34, Align::left},    {"Histórico", 62, Align::left},
    {"Débito", 148, Align::right}, {"Crédito", 171, Align::right}, {"Saldo", right, Align::right},
};
constexpr double history_width = 66, history_size_min = 6.8;

std::string figure(Money money) { return money.zero() ? "" : format_brl(money); }

// Pages that grow as rows come.
class Sheets {
 public:
  explicit Sheets(const StatementSheet& sheet) : sheet_(sheet) {}

  std::string render() {
    begin();
    balance_row("Saldo anterior", sheet_.statement.from, sheet_.statement.opening);
    for (const StatementLine& line : sheet_.statement.lines) row(line);
    balance_row("Saldo final", sheet_.statement.to, sheet_.statement.closing);
    closing();
    return write();
  }

 private:
  void begin() {
    pages_.emplace_back();
    y_ = first_row;
    head();
  }

  Canvas& canvas() { return pages_.back(); }

  void fitted(double x, double y, double width, Font font, double size, const std::string& text,
              Align align = Align::left) {
    canvas().text_box({x, y, width, size * 0.5}, font, size, 5, std::span(&text, 1), align);
  }

  void head() {
    fitted(left, 12, 120, Font::bold, 13, sheet_.creditor_name);
    fitted(left, 19, 120, Font::regular, 8, sheet_.creditor_line);
    canvas().text(right, 18, Font::bold, 15, "Extrato de conta", Align::right);
    canvas().text(
        right, 24, Font::regular, 9,
        fmt::format("{} a {}", format_br(sheet_.statement.from), format_br(sheet_.statement.to)),
        Align::right);
    canvas().line(left, 28, right, 28, 1.1);
    canvas().text(left, 33, Font::regular, 7, "Cliente");
    fitted(left, 34.5, 120, Font::bold, 11, sheet_.customer_name);
    canvas().text(left, 44, Font::regular, 9, sheet_.customer_document);
    canvas().text(right, 33, Font::regular, 7, "Saldo final", Align::right);
    canvas().text(right, 40, Font::bold, 15, format_brl(sheet_.statement.closing), Align::right);
    canvas().grey(0.92);
    canvas().fill({left, first_row - 12, right - left, 6});
    canvas().grey(0);
    for (const Column& column : columns)
      canvas().text(column.at, first_row - 8, Font::bold, 8, column.title, column.align);
  }

  void need(double height) {
    if (y_ + height > last_row) begin();
  }

  void row(const StatementLine& line) {
    need(row_height);
    canvas().text(columns[0].at, y_, Font::regular, text_size, format_br(line.on));
    canvas().text(columns[1].at, y_, Font::regular, text_size, line.number);
    // One line, or two smaller ones within the row.
    canvas().text_box({columns[2].at, y_ - 3.4, history_width, row_height - 0.2}, Font::regular,
                      text_size, history_size_min, std::span(&line.text, 1));
    canvas().text(columns[3].at, y_, Font::regular, text_size, figure(line.debit), Align::right);
    canvas().text(columns[4].at, y_, Font::regular, text_size, figure(line.credit), Align::right);
    canvas().text(columns[5].at, y_, Font::regular, text_size, format_brl(line.balance),
                  Align::right);
    y_ += row_height;
  }

  void balance_row(const char* name, Date on, Money amount) {
    need(row_height);
    canvas().text(columns[0].at, y_, Font::bold, text_size, format_br(on));
    canvas().text(columns[2].at, y_, Font::bold, text_size, name);
    canvas().text(columns[5].at, y_, Font::bold, text_size, format_brl(amount), Align::right);
    y_ += row_height;
  }

  void closing() {
    const auto& statement = sheet_.statement;
    need(40);
    y_ += 4;
    canvas().line(left, y_ - 4, right, y_ - 4, 0.4);
    canvas().text(left, y_, Font::bold, 9, "Saldo final por atraso");
    canvas().text(115, y_, Font::bold, 9, "Para pagar em " + format_br(statement.to));
    double at = y_ + 5;
    for (const auto& band : statement.ageing) {
      canvas().text(left, at, Font::regular, text_size, band.name);
      canvas().text(90, at, Font::regular, text_size, format_brl(band.amount), Align::right);
      at += 4.6;
    }
    const std::array<std::pair<std::string, Money>, 3> sums{
        {{"Saldo dos títulos", statement.closing},
         {"Encargos e descontos do dia", statement.payable - statement.closing},
         {"Total nesse dia", statement.payable}}};
    at = y_ + 5;
    for (const auto& [name, amount] : sums) {
      canvas().text(115, at, Font::regular, text_size, name);
      canvas().text(right, at, Font::regular, text_size, format_brl(amount), Align::right);
      at += 4.6;
    }
    if (statement.credit.positive()) {
      canvas().text(115, at, Font::regular, text_size, "Crédito a seu favor");
      canvas().text(right, at, Font::regular, text_size, format_brl(statement.credit),
                    Align::right);
    }
  }

  std::string write() {
    std::string bytes;
    pdf::Document document({"Extrato de conta", sheet_.creditor_name, sheet_.customer_name},
                           [&](std::string_view part) { bytes += part; });
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      pages_[i].text(left, 287, Font::regular, 7,
                     fmt::format("Emitido em {}.", format_br(sheet_.printed_on)));
      pages_[i].text(right, 287, Font::regular, 7,
                     fmt::format("Página {} de {}", i + 1, pages_.size()), Align::right);
      document.add_page(pdf::make_page(pages_[i]));
    }
    std::move(document).finish();
    return bytes;
  }

  const StatementSheet& sheet_;
  std::vector<Canvas> pages_;
  double y_ = first_row;
};

}  // namespace

Result<StatementSheet> statement_sheet(db::Tx& tx, PartyId party,
                                       receivable::CustomerStatement statement, Date today) {
  const auto customer = TRY(party::load_party(tx, party));
  const LetterHead head = load_letter_head(tx);
  StatementSheet sheet;
  sheet.creditor_name = head.creditor.legal_name;
  sheet.creditor_line = head.creditor.document;
  if (!head.creditor.address.empty()) sheet.creditor_line += " - " + head.creditor.address;
  sheet.customer_name = customer.name;
  sheet.customer_document = document_words(customer.document);
  sheet.statement = std::move(statement);
  sheet.printed_on = today;
  return sheet;
}

std::string render_statement(const StatementSheet& sheet) { return Sheets(sheet).render(); }

}  // namespace quita::messaging
