// Lists of titles: filters, order, pages by key, totals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "receivable/receivable_store.h"

namespace quita::receivable {

struct TitleFilter {
  std::string q;                   // number, payer's name or document, amount
  std::vector<TitleState> states;  // any of them; empty: whatever it is
  std::optional<bool> overdue;
  std::optional<Date> due_from, due_to, paid_from, paid_to;
  std::optional<PartyId> party;
  // Days late, both ends within; 0 days_to = no upper end.
  std::optional<int> days_from;
  int days_to = 0;
};
// "paid", or several by commas: "open,partly_paid". Error: title.state.
Status set_states(TitleFilter&, std::string_view names);
// "16 a 30 dias", "7 dias", "mais de 90 dias", "16-30", "91+": a band by its name. Error: title.band.
Status set_band(TitleFilter&, std::string_view name);

// due_date, amount, issue_date, number, paid_on (paid ones only); "-" before it turns it round.
struct TitleSort {
  enum class Key { due_date, amount, issue_date, number, paid_on };
  Key key = Key::due_date;
  bool descending = false;
};
Result<TitleSort> parse_title_sort(std::string_view);  // error: title.sort

// The last row of a page: its sorted value as text, and its id.
struct TitleAfter {
  std::string value;
  TitleId id;
};

struct ListedTitle {
  TitleRecord record;
  std::string party_name;
  Charges today;
};
TitleAfter after_of(const TitleSort&, const ListedTitle&);

// Error: http.cursor, when `after` does not fit the order.
Result<std::vector<ListedTitle>> list_titles(db::Tx&, const TitleFilter&, const TitleSort&,
                                             const std::optional<TitleAfter>& after, int limit,
                                             Date today);
std::vector<ListedTitle> listed(db::Tx&, std::vector<TitleRecord>, Date today);

// All that the filter means, in no order.
std::vector<TitleId> title_ids(db::Tx&, const TitleFilter&, Date today);

struct TitleTotals {
  std::int64_t count = 0;
  Money amount, balance;
};
TitleTotals total_titles(db::Tx&, const TitleFilter&, Date today);

// By number or amount, as somebody types; at most `limit`.
std::vector<ListedTitle> search_titles(db::Tx&, std::string_view typed, int limit, Date today);

}  // namespace quita::receivable
