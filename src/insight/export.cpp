#include "insight/export.h"

#include <algorithm>
#include <set>
#include <vector>

#include "document/csv.h"
#include "receivable/journal.h"
#include "receivable/title.h"

namespace quita::insight {

namespace {

constexpr Date earliest(1900, 1, 1);
constexpr Date latest(2199, 12, 31);

struct Sheet {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

constexpr std::string_view select_titles =
    "SELECT t.number, p.name, p.document, t.description, t.issue_date, t.due_date, t.amount, "
    "t.balance, t.paid, t.paid_on, t.state, t.id FROM title t "
    "JOIN party p ON p.tenant_id = t.tenant_id AND p.id = t.party_id "
    "WHERE t.tenant_id = $1 AND t.due_date >= $2 AND t.due_date <= $3 ORDER BY t.due_date, t.id";
constexpr std::string_view select_parties =
    "SELECT p.document, p.name, p.trade_name, "
    "coalesce((SELECT min(c.value) FROM party_contact c WHERE c.tenant_id = p.tenant_id "
    "AND c.party_id = p.id AND c.channel = 'email'), ''), "
    "coalesce((SELECT min(c.value) FROM party_contact c WHERE c.tenant_id = p.tenant_id "
    "AND c.party_id = p.id AND c.channel = 'phone'), ''), "
    "coalesce((SELECT sum(t.balance) FROM title t WHERE t.tenant_id = p.tenant_id "
    "AND t.party_id = p.id AND t.state IN ('open', 'partly_paid')), 0) "
    "FROM party p WHERE p.tenant_id = $1 ORDER BY p.name, p.id";
constexpr std::string_view select_payments =
    "SELECT j.on_date, t.number, p.name, p.document, j.amount, j.principal, j.fine, j.interest, "
    "j.kind, j.cause_kind, j.note FROM journal j "
    "JOIN title t ON t.tenant_id = j.tenant_id AND t.id = j.title_id "
    "JOIN party p ON p.tenant_id = t.tenant_id AND p.id = t.party_id "
    "WHERE j.tenant_id = $1 AND j.on_date >= $2 AND j.on_date <= $3 "
    "AND j.kind IN ('payment', 'excess', 'reversal') ORDER BY j.on_date, t.id, j.seq";

std::string decimal_comma(Money money) {
  auto text = format_decimal(money);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

// Of those due in the period, and among `only` when given.
Sheet title_rows(db::Tx& tx, Date from, Date to, const std::set<TitleId>* only = nullptr) {
  Sheet sheet{{"Número", "Cliente", "CPF/CNPJ", "Descrição", "Emissão", "Vencimento", "Valor",
               "Saldo", "Pago", "Pago em", "Situação"},
              {}};
  tx.each(
      select_titles,
      [&](db::Row& row) {
        if (only != nullptr && !only->contains(row.id<TitleId>(11))) return;
        const auto paid_on = row.optional_date(9);
        sheet.rows.push_back(
            {row.text(0), row.text(1), row.text(2), row.text(3), format_br(row.date(4)),
             format_br(row.date(5)), decimal_comma(row.money(6)), decimal_comma(row.money(7)),
             decimal_comma(row.money(8)), paid_on ? format_br(*paid_on) : "",
             std::string(receivable::label(*receivable::parse_title_state(row.view(10))))});
      },
      tx.tenant(), from, to);
  return sheet;
}

Sheet party_rows(db::Tx& tx) {
  Sheet sheet{{"CPF/CNPJ", "Nome", "Nome fantasia", "E-mail", "Telefone", "Em aberto"}, {}};
  tx.each(
      select_parties,
      [&](db::Row& row) {
        sheet.rows.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                              decimal_comma(row.money(5))});
      },
      tx.tenant());
  return sheet;
}

Sheet payment_rows(db::Tx& tx, Date from, Date to) {
  Sheet sheet{{"Data", "Título", "Cliente", "CPF/CNPJ", "Valor", "Principal", "Multa", "Juros",
               "Tipo", "Origem", "Observação"},
              {}};
  tx.each(
      select_payments,
      [&](db::Row& row) {
        sheet.rows.push_back(
            {format_br(row.date(0)), row.text(1), row.text(2), row.text(3),
             decimal_comma(row.money(4)), decimal_comma(row.money(5)), decimal_comma(row.money(6)),
             decimal_comma(row.money(7)),
             std::string(receivable::label(*receivable::parse_entry_kind(row.view(8)))),
             row.text(9), row.text(10)});
      },
      tx.tenant(), from, to);
  return sheet;
}

}  // namespace

std::string export_titles(db::Tx& tx, const receivable::TitleFilter& filter, Date today) {
  const auto ids = receivable::title_ids(tx, filter, today);
  const std::set<TitleId> only(ids.begin(), ids.end());
  const Sheet sheet = title_rows(tx, earliest, latest, &only);
  return document::write_csv(sheet.header, sheet.rows);
}

std::string export_csv(db::Tx& tx, Export what, std::optional<Date> from, std::optional<Date> to) {
  const Date first = from.value_or(earliest);
  const Date last = to.value_or(latest);
  const Sheet sheet = what == Export::titles    ? title_rows(tx, first, last)
                      : what == Export::parties ? party_rows(tx)
                                                : payment_rows(tx, first, last);
  return document::write_csv(sheet.header, sheet.rows);
}

}  // namespace quita::insight
