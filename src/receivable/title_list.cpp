#include "receivable/title_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "party/party_store.h"
#include "receivable/query.h"

namespace quita::receivable {
namespace {

std::string after_prefix(std::string_view prefix) {
  return std::string(prefix) + "\xF4\x8F\xBF\xBF";
}

struct SortName {
  TitleSort::Key key;
  std::string_view name, column;
};
constexpr std::array sorts{
    SortName{TitleSort::Key::due_date, "due_date", "due_date"},
    SortName{TitleSort::Key::amount, "amount", "amount"},
    SortName{TitleSort::Key::issue_date, "issue_date", "issue_date"},
    SortName{TitleSort::Key::number, "number", "search"},
    SortName{TitleSort::Key::paid_on, "paid_on", "paid_on"},
};
const SortName& name_of(TitleSort::Key key) { return sorts[static_cast<std::size_t>(key)]; }

// What people type that may be an amount: figures with their signs.
bool figures(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.,-/ R$") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

// The titles that a typed text means: each way in is a range of an index.
std::string matching(Query& query, std::string_view typed) {
  const std::string number = fold_search(trim(typed));
  std::string ways =
      fmt::format("SELECT id FROM title WHERE tenant_id = $1 AND search >= {} AND search < {}",
                  query.bind(number), query.bind(after_prefix(number)));
  if (figures(typed)) {
    if (const auto amount = parse_money(typed)) {
      ways += fmt::format(" UNION SELECT id FROM title WHERE tenant_id = $1 AND amount = {}",
                          query.bind(*amount));
    }
    const std::string document = digits_only(typed);
    if (document.size() >= 3) {
      ways += fmt::format(
          " UNION SELECT t.id FROM party p JOIN title t ON t.tenant_id = p.tenant_id AND "
          "t.party_id = p.id WHERE p.tenant_id = $1 AND p.document >= {} AND p.document < {}",
          query.bind(document), query.bind(after_prefix(document)));
    }
    return ways;
  }
  const auto words = party::words_of(typed);
  if (words.empty()) return ways;
  ways += " UNION SELECT t.id FROM title t WHERE t.tenant_id = $1";
  for (std::size_t i = 0; i < words.size() && i < 4; ++i) {
    ways += fmt::format(
        " AND t.party_id IN (SELECT party_id FROM party_word WHERE tenant_id = $1 AND "
        "word >= {} AND word < {})",
        query.bind(words[i]), query.bind(after_prefix(words[i])));
  }
  return ways;
}

std::string states_condition(Query& query, const std::vector<TitleState>& states) {
  const auto closed = std::find_if_not(states.begin(), states.end(), collectable);
  // As the partial index of what is owed says it, so that it can be used.
  if (states.size() == 2 && closed == states.end()) return " AND state IN ('open', 'partly_paid')";
  std::vector<std::string> bound;
  for (const TitleState state : states) bound.push_back(query.bind(name(state)));
  return fmt::format(" AND state IN ({})", fmt::join(bound, ", "));
}

// " AND …" for each filter. $1 is the tenant.
std::string conditions(Query& query, const TitleFilter& filter, Date today) {
  std::string text;
  if (!filter.states.empty()) text += states_condition(query, filter.states);
  std::optional<Date> due_to = filter.due_to;
  std::optional<Date> due_from = filter.due_from;
  if (filter.days_from) {
    const Date latest = today - *filter.days_from;
    if (!due_to || latest < *due_to) due_to = latest;
    if (filter.days_to > 0) {
      const Date earliest = today - filter.days_to;
      if (!due_from || earliest > *due_from) due_from = earliest;
    }
  }
  if (filter.overdue.value_or(false) || filter.days_from) {
    const Date last = last_overdue_due_date(today);
    text += " AND state IN ('open', 'partly_paid')";
    if (!due_to || last < *due_to) due_to = last;
  } else if (filter.overdue) {
    text += fmt::format(" AND (state NOT IN ('open', 'partly_paid') OR due_date > {})",
                        query.bind(last_overdue_due_date(today)));
  }
  if (due_from) text += " AND due_date >= " + query.bind(*due_from);
  if (due_to) text += " AND due_date <= " + query.bind(*due_to);
  if (filter.paid_from) text += " AND paid_on >= " + query.bind(*filter.paid_from);
  if (filter.paid_to) text += " AND paid_on <= " + query.bind(*filter.paid_to);
  if (filter.party) text += " AND party_id = " + query.bind(*filter.party);
  if (!trim(filter.q).empty()) text += " AND id IN (" + matching(query, filter.q) + ")";
  return text;
}

// The value of the cursor, bound as what its column holds.
Result<std::string> bound(Query& query, TitleSort::Key key, const std::string& value) {
  const auto wrong = [] { return invalid("http.cursor", "O cursor não é desta lista.", "cursor"); };
  switch (key) {
    case TitleSort::Key::due_date:
    case TitleSort::Key::issue_date:
    case TitleSort::Key::paid_on: {
      const auto date = parse_iso_date(value);
      if (!date) return wrong();
      return query.bind(*date);
    }
    case TitleSort::Key::amount:
      if (value.empty() || value.size() > 15 || !all_digits(value)) return wrong();
      return query.bind(std::stoll(value));
    case TitleSort::Key::number:
      return query.bind(value);
  }
  return wrong();
}

}  // namespace

Status set_states(TitleFilter& filter, std::string_view names) {
  for (const auto part : split(names, ',')) {
    const auto state = parse_title_state(trim(part));
    if (!state) {
      return invalid("title.state",
                     fmt::format("\"{}\" não é um estado de título: open, partly_paid, paid, "
                                 "cancelled, written_off ou renegotiated.",
                                 part),
                     "state");
    }
    if (std::find(filter.states.begin(), filter.states.end(), *state) == filter.states.end()) {
      filter.states.push_back(*state);
    }
  }
  return {};
}

Status set_band(TitleFilter& filter, std::string_view name) {
  std::vector<int> numbers;
  int number = -1;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] >= '0' && name[i] <= '9' && number < 100'000) {
      number = std::max(number, 0) * 10 + (name[i] - '0');
    } else if (number >= 0) {
      numbers.push_back(number);
      number = -1;
    }
  }
  const std::string folded = fold_search(name);
  const bool more = folded.starts_with("mais de") || folded.starts_with("acima de");
  if (numbers.size() == 2 && numbers[0] <= numbers[1]) {
    filter.days_from = numbers[0];
    filter.days_to = numbers[1];
  } else if (numbers.size() == 1) {
    const bool open = more || folded.ends_with('+');
    filter.days_from = numbers[0] + (more ? 1 : 0);
    filter.days_to = open ? 0 : numbers[0];
  } else {
    return invalid("title.band", fmt::format("\"{}\" não é uma faixa de dias de atraso.", name),
                   "band");
  }
  return {};
}

Result<TitleSort> parse_title_sort(std::string_view text) {
  TitleSort sort;
  sort.descending = text.starts_with("-");
  if (sort.descending) text.remove_prefix(1);
  for (const SortName& known : sorts) {
    if (known.name == text) {
      sort.key = known.key;
      return sort;
    }
  }
  return invalid("title.sort",
                 "A ordem é due_date, amount, issue_date, number ou paid_on, com - para inverter.",
                 "sort");
}

TitleAfter after_of(const TitleSort& sort, const ListedTitle& last) {
  const Title& title = last.record.title;
  switch (sort.key) {
    case TitleSort::Key::due_date:
      return {format_iso(title.due_date), title.id};
    case TitleSort::Key::amount:
      return {std::to_string(title.amount.centavos()), title.id};
    case TitleSort::Key::issue_date:
      return {format_iso(title.issue_date), title.id};
    case TitleSort::Key::number:
      return {fold_search(title.number), title.id};
    case TitleSort::Key::paid_on:
      return {last.record.paid_on ? format_iso(*last.record.paid_on) : "", title.id};
  }
  return {};
}

namespace {

// With what each costs today; null: the legal rates are read if one of them needs them.
void price(db::Tx& tx, std::vector<ListedTitle>& rows, Date today, const LegalRates* rates) {
  // A closed title costs nothing: its journal need not be read.
  std::vector<ListedTitle*> owing;
  std::vector<const TitleRecord*> owed;
  for (ListedTitle& row : rows) {
    row.today.on = today;
    if (!collectable(row.record.state)) continue;
    owing.push_back(&row);
    owed.push_back(&row.record);
  }
  auto charges = charges_of(tx, owed, today, Explained::no, rates);
  for (std::size_t i = 0; i < owing.size(); ++i) owing[i]->today = std::move(charges[i]);
}

// All that a list's rows need comes in one statement: its payers, and the legal rates, which
// neither engine reads more than once. The names of the payer's columns leave those of the title
// to `where`.
constexpr std::string_view from_sql =
    "FROM title LEFT JOIN (SELECT tenant_id AS payer_tenant, id AS payer_id, name AS payer_name "
    "FROM party) AS payer ON payer_tenant = tenant_id AND payer_id = party_id "
    "WHERE tenant_id = $1";
constexpr int payer_column = listed_columns_count;
constexpr int rates_column = listed_columns_count + 1;

// `where` … of a statement whose values `query` holds already. The limit stands in the text: of
// one that is bound PostgreSQL does not know how few rows it means, and plans anew each time.
std::vector<ListedTitle> select_listed(db::Tx& tx, Query& query, std::string_view where, int limit,
                                       Date today) {
  query.text = fmt::format("SELECT {}, payer_name, {} {}{} LIMIT {}", listed_columns_sql(),
                           legal_rates_sql(), from_sql, where, limit);
  std::vector<ListedTitle> rows;
  rows.reserve(static_cast<std::size_t>(limit));
  LegalRates added;
  const LegalRates* rates = &LegalRates::published();
  query.each(tx, [&](db::Row& row) {
    if (rows.empty() && !row.null(rates_column)) {
      added = legal_rates_of(row.view(rates_column));
      rates = &added;
    }
    rows.push_back({listed_record_of(row), row.text(payer_column), {}});
  });
  price(tx, rows, today, rates);
  return rows;
}

}  // namespace

std::vector<ListedTitle> listed(db::Tx& tx, std::vector<TitleRecord> records, Date today) {
  std::vector<ListedTitle> rows;
  rows.reserve(records.size());
  for (TitleRecord& record : records) {
    const auto payer = party::find_name(tx, record.title.party);
    rows.push_back({std::move(record), payer ? payer->name : "", {}});
  }
  price(tx, rows, today, nullptr);
  return rows;
}

Result<std::vector<ListedTitle>> list_titles(db::Tx& tx, const TitleFilter& filter,
                                             const TitleSort& sort,
                                             const std::optional<TitleAfter>& after, int limit,
                                             Date today) {
  Query query;
  query.bind(tx.tenant());
  const std::string_view column = name_of(sort.key).column;
  std::string where = conditions(query, filter, today);
  if (sort.key == TitleSort::Key::paid_on) where += " AND paid_on IS NOT NULL";
  if (after) {
    const std::string value = TRY(bound(query, sort.key, after->value));
    where += fmt::format(" AND ({}, id) {} ({}, {})", column, sort.descending ? "<" : ">", value,
                         query.bind(after->id));
  }
  const std::string_view direction = sort.descending ? " DESC" : "";
  where += fmt::format(" ORDER BY {}{}, id{}", column, direction, direction);
  return select_listed(tx, query, where, limit, today);
}

std::vector<TitleId> title_ids(db::Tx& tx, const TitleFilter& filter, Date today) {
  Query query;
  query.bind(tx.tenant());
  query.text = "SELECT id FROM title WHERE tenant_id = $1" + conditions(query, filter, today);
  std::vector<TitleId> ids;
  query.each(tx, [&](db::Row& row) { ids.push_back(row.id<TitleId>(0)); });
  return ids;
}

TitleTotals total_titles(db::Tx& tx, const TitleFilter& filter, Date today) {
  Query query;
  query.bind(tx.tenant());
  query.text =
      "SELECT COUNT(*), COALESCE(SUM(amount), 0), COALESCE(SUM(balance), 0) FROM title "
      "WHERE tenant_id = $1" +
      conditions(query, filter, today);
  TitleTotals totals;
  query.each(tx, [&](db::Row& row) { totals = {row.integer(0), row.money(1), row.money(2)}; });
  return totals;
}

std::vector<ListedTitle> search_titles(db::Tx& tx, std::string_view typed, int limit, Date today) {
  Query query;
  query.bind(tx.tenant());
  const std::string number = fold_search(trim(typed));
  if (number.empty()) return {};
  std::string where = fmt::format(" AND ((search >= {} AND search < {})", query.bind(number),
                                  query.bind(after_prefix(number)));
  if (figures(typed)) {
    if (const auto amount = parse_money(typed)) where += " OR amount = " + query.bind(*amount);
  }
  where += ")";
  return select_listed(tx, query, where, limit, today);
}

}  // namespace quita::receivable
