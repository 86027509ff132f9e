#include "receivable/customer_list.h"

#include <fmt/format.h>

#include "base/text.h"
#include "party/party_store.h"
#include "receivable/query.h"
#include "receivable/receivable_store.h"

namespace quita::receivable {
namespace {

constexpr std::string_view select_owed = R"(
SELECT COALESCE(SUM(balance), 0),
  COALESCE(SUM(CASE WHEN due_date <= $3 THEN balance ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN due_date <= $3 THEN 1 ELSE 0 END), 0), MIN(due_date)
FROM title WHERE tenant_id = $1 AND party_id = $2 AND state IN ('open', 'partly_paid'))";
constexpr std::string_view select_paid =
    "SELECT COALESCE(SUM(paid), 0) FROM title WHERE tenant_id = $1 AND party_id = $2";
constexpr std::string_view select_last_paid = R"(
SELECT due_date, paid_on FROM title
WHERE tenant_id = $1 AND party_id = $2 AND paid_on IS NOT NULL
ORDER BY due_date DESC LIMIT 50)";

std::string after_prefix(std::string_view prefix) {
  return std::string(prefix) + "\xF4\x8F\xBF\xBF";
}

std::string matching(Query& query, std::string_view typed) {
  const std::string digits = digits_only(typed);
  const auto range = [&](std::string_view column, const std::string& from) {
    return fmt::format("{} >= {} AND {} < {}", column, query.bind(from), column,
                       query.bind(after_prefix(from)));
  };
  const auto by_contact = [&](const std::string& value) {
    return "id IN (SELECT party_id FROM party_contact WHERE tenant_id = $1 AND " +
           range("value", value) + ")";
  };
  if (typed.find('@') != std::string_view::npos) {
    return " AND " + by_contact(lower_ascii(trim(typed)));
  }
  if (!digits.empty() && typed.find_first_not_of("0123456789.-/() +") == std::string_view::npos) {
    return " AND (" + range("document", digits) + " OR " + by_contact("+55" + digits) + ")";
  }
  std::string text;
  const auto words = party::words_of(typed);
  for (std::size_t i = 0; i < words.size() && i < 4; ++i) {
    text += " AND id IN (SELECT party_id FROM party_word WHERE tenant_id = $1 AND " +
            range("word", words[i]) + ")";
  }
  return text;
}

void complete(db::Tx& tx, CustomerRow& row, Date last_overdue) {
  for (const party::Contact& contact : party::contacts_of(tx, row.id)) {
    std::string& value = contact.channel == party::Channel::email ? row.email : row.phone;
    if (value.empty()) value = contact.value;
  }
  const auto addresses = party::addresses_of(tx, row.id);
  if (!addresses.empty()) {
    row.city = addresses.front().city;
    row.state = addresses.front().state;
  }
  tx.each(
      select_owed,
      [&](db::Row& sums) {
        row.open_amount = sums.money(0);
        row.overdue_amount = sums.money(1);
        row.overdue_titles = sums.integer(2);
        row.oldest_due = sums.optional_date(3);
      },
      tx.tenant(), row.id, last_overdue);
}

}  // namespace

std::vector<CustomerRow> list_customers(db::Tx& tx, const CustomerFilter& filter, bool descending,
                                        const std::optional<CustomerAfter>& after, int limit,
                                        Date today) {
  Query query;
  query.bind(tx.tenant());
  const Date last_overdue = last_overdue_due_date(today);
  std::string where;
  if (!trim(filter.q).empty()) where += matching(query, filter.q);
  if (filter.customer) where += " AND customer = " + query.bind(*filter.customer);
  if (filter.supplier) where += " AND supplier = " + query.bind(*filter.supplier);
  if (!filter.tag.empty()) {
    where += fmt::format(
        " AND EXISTS (SELECT 1 FROM party_tag g WHERE g.tenant_id = $1 AND g.party_id = "
        "party.id AND g.tag = {})",
        query.bind(filter.tag));
  }
  if (filter.contact) {
    where += fmt::format(
        " AND id IN (SELECT party_id FROM party_contact WHERE tenant_id = $1 AND state = {})",
        query.bind(party::name(*filter.contact)));
  }
  if (filter.overdue) {
    where += fmt::format(
        " AND EXISTS (SELECT 1 FROM title t WHERE t.tenant_id = $1 AND t.party_id = party.id "
        "AND t.state IN ('open', 'partly_paid') AND t.due_date <= {})",
        query.bind(last_overdue));
  }
  if (after) {
    where += fmt::format(" AND (search, id) {} ({}, {})", descending ? "<" : ">",
                         query.bind(after->name), query.bind(after->id));
  }
  const std::string_view direction = descending ? " DESC" : "";
  query.text = fmt::format(
      "SELECT id, kind, document, name, search FROM party WHERE tenant_id = $1{} "
      "ORDER BY search{}, id{} LIMIT {}",
      where, direction, direction, query.bind(limit));
  std::vector<CustomerRow> rows;
  query.each(tx, [&](db::Row& row) {
    CustomerRow& one = rows.emplace_back();
    one.id = row.id<PartyId>(0);
    one.kind = row.view(1) == "person" ? party::Kind::person : party::Kind::company;
    one.document = row.text(2);
    one.name = row.text(3);
    one.search = row.text(4);
  });
  for (CustomerRow& row : rows) complete(tx, row, last_overdue);
  return rows;
}

CustomerSummary summarise(db::Tx& tx, PartyId party, Date today) {
  CustomerSummary sum;
  const std::vector<TitleRecord> open = open_titles_of(tx, party);
  const std::vector<Charges> charges = charges_of(tx, open, today);
  for (std::size_t i = 0; i < open.size(); ++i) {
    sum.open_amount += open[i].balance;
    if (overdue(open[i].title.due_date, today)) {
      sum.overdue_amount += open[i].balance;
      ++sum.overdue_titles;
    }
    if (open[i].title.due_date <= today) sum.due_today_total += charges[i].total;
  }
  tx.each(
      select_paid, [&](db::Row& row) { sum.paid_amount = row.money(0); }, tx.tenant(), party);
  int titles = 0;
  int days = 0;
  tx.each(
      select_last_paid,
      [&](db::Row& row) {
        ++titles;
        days += days_late(row.date(0), row.date(1));
      },
      tx.tenant(), party);
  if (titles > 0) sum.average_days_late = (days + titles / 2) / titles;
  return sum;
}

}  // namespace quita::receivable
