// Customers with what they owe: what the party's own room cannot say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "db/db.h"
#include "party/party.h"

namespace quita::receivable {

struct CustomerFilter {
  std::string q;  // name, document, phone, e-mail
  std::string tag;
  std::optional<bool> customer, supplier;
  bool overdue = false;  // only those who owe something late
  // Only those with a contact in this state: "bounced".
  std::optional<party::ContactState> contact;
};

struct CustomerAfter {
  std::string name;  // folded
  PartyId id;
};

struct CustomerRow {
  PartyId id;
  party::Kind kind = party::Kind::company;
  std::string document, name, search;
  std::string city, state, email, phone;
  Money open_amount, overdue_amount;
  std::int64_t overdue_titles = 0;
  std::optional<Date> oldest_due;  // of the open ones
};

// By name.
std::vector<CustomerRow> list_customers(db::Tx&, const CustomerFilter&, bool descending,
                                        const std::optional<CustomerAfter>&, int limit, Date today);

struct CustomerSummary {
  Money open_amount, overdue_amount;
  std::int64_t overdue_titles = 0;
  Money paid_amount;      // all that was ever received from him
  Money due_today_total;  // what is due until today, with today's charges
  // Mean of the days late of his last paid titles, those on time counted as 0.
  int average_days_late = 0;
};
CustomerSummary summarise(db::Tx&, PartyId, Date today);

}  // namespace quita::receivable
