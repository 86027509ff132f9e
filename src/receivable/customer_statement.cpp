#include "receivable/customer_statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "document/csv.h"
#include "party/party_store.h"
#include "receivable/receivable_store.h"

namespace quita::receivable {
namespace {

struct BandOf {
  int days_to;
  std::string_view name;
};
constexpr BandOf bands[] = {{0, "a vencer"},
                            {30, "1 a 30 dias"},
                            {60, "31 a 60 dias"},
                            {90, "61 a 90 dias"},
                            {INT32_MAX, "mais de 90 dias"}};

// The parts of a payment that were charges, and of any entry what its author noted.
std::string text_of(const Entry& entry) {
  std::string text(label(entry.kind));
  std::string parts;
  const auto part = [&](std::string_view name, Money amount) {
    if (amount.zero()) return;
    parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", name,
                         format_brl(amount.negative() ? -amount : amount));
  };
  part("multa", entry.fine);
  part("juros", entry.interest);
  if (!parts.empty()) text += " (" + parts + ")";
  // Charges are recognised in the moment in which they are paid or waived: that line has the note.
  if (!entry.note.empty() && entry.kind != EntryKind::charge) text += ": " + entry.note;
  return text;
}

std::vector<StatementLine> lines_of(const StatementTitle& owned, Date from, Date to) {
  std::vector<StatementLine> lines;
  for (const Entry& entry : owned.journal) {
    const Money moved = entry.moves_balance();
    if (moved.zero() || entry.on < from || entry.on > to) continue;
    StatementLine line;
    line.on = entry.on;
    line.title = owned.title.id;
    line.number = owned.title.number;
    line.due_date = due_date_on(owned.title, owned.journal, entry.on);
    line.kind = entry.kind;
    line.text = text_of(entry);
    (moved.positive() ? line.debit : line.credit) = moved.positive() ? moved : -moved;
    lines.push_back(std::move(line));
  }
  return lines;
}

void add_closing(const StatementTitle& owned, const LegalRates& rates,
                 CustomerStatement& statement) {
  const Standing standing = project_on(owned.journal, statement.to);
  statement.credit += standing.credit;
  statement.closing += standing.balance;
  if (standing.balance.zero()) return;
  const Charges charges =
      charges_on(owned.title, owned.journal, statement.to, rates, Explained::no);
  statement.payable += charges.total;
  const int late = days_late(charges.due_date, statement.to);
  std::size_t at = 0;
  while (late > bands[at].days_to) ++at;
  statement.ageing[at].amount += standing.balance;
  ++statement.ageing[at].titles;
}

}  // namespace

CustomerStatement make_statement(std::span<const StatementTitle> titles, Date from, Date to,
                                 const LegalRates& rates) {
  CustomerStatement statement;
  statement.from = from;
  statement.to = to;
  for (const BandOf& band : bands) statement.ageing.push_back({std::string(band.name), {}, 0});
  for (const StatementTitle& owned : titles) {
    statement.opening += project_on(owned.journal, from - 1).balance;
    add_closing(owned, rates, statement);
    auto lines = lines_of(owned, from, to);
    std::move(lines.begin(), lines.end(), std::back_inserter(statement.lines));
  }
  // Within a title the order of recording is kept.
  std::stable_sort(statement.lines.begin(), statement.lines.end(),
                   [](const StatementLine& a, const StatementLine& b) {
                     return std::tie(a.on, a.number, a.title) < std::tie(b.on, b.number, b.title);
                   });
  Money balance = statement.opening;
  for (StatementLine& line : statement.lines) {
    statement.debits += line.debit;
    statement.credits += line.credit;
    balance += line.debit - line.credit;
    line.balance = balance;
  }
  return statement;
}

Result<CustomerStatement> statement_of(db::Tx& tx, PartyId party, Date from, Date to, Date today) {
  if (from > to || to > today || to - from > statement_days_max) {
    return invalid("statement.period",
                   fmt::format("O extrato vai de uma data a outra, até {}, e cobre até cinco anos.",
                               format_br(today)),
                   "from");
  }
  if (!party::find_name(tx, party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  std::vector<StatementTitle> titles;
  auto journals = journals_of(tx, party);
  for (TitleRecord& record : titles_of(tx, party, INT32_MAX)) {
    auto journal = journals.find(record.title.id);
    if (journal == journals.end()) continue;
    titles.push_back({std::move(record.title), std::move(journal->second)});
  }
  return make_statement(titles, from, to, load_legal_rates(tx));
}

std::string statement_csv(const CustomerStatement& statement) {
  const auto figure = [](Money money) {
    std::string text = format_decimal(money);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
  };
  const auto balance = [&](Date on, std::string_view text, Money amount) {
    return std::vector<std::string>{format_br(on), "", "", std::string(text), "", "",
                                    figure(amount)};
  };
  std::vector<std::vector<std::string>> rows;
  rows.push_back(balance(statement.from, "Saldo anterior", statement.opening));
  for (const StatementLine& line : statement.lines) {
    rows.push_back({format_br(line.on), line.number, format_br(line.due_date), line.text,
                    line.debit.zero() ? "" : figure(line.debit),
                    line.credit.zero() ? "" : figure(line.credit), figure(line.balance)});
  }
  rows.push_back(balance(statement.to, "Saldo final", statement.closing));
  return document::write_csv(
      {"Data", "Título", "Vencimento", "Histórico", "Débito", "Crédito", "Saldo"}, rows);
}

std::string statement_file_name(const CustomerStatement& statement, std::string_view ending) {
  return fmt::format("extrato-{}-{}.{}", format_iso(statement.from), format_iso(statement.to),
                     ending);
}

}  // namespace quita::receivable
