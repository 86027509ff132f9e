#include "insight/dashboard.h"

#include <map>

#include "banking/return_calendar.h"
#include "receivable/charges.h"
#include "receivable/delay_bands.h"

namespace quita::insight {

namespace {

// What is owed of open titles, and how much of it was due on or before $2.
constexpr std::string_view sum_open =
    "SELECT coalesce(sum(balance), 0), count(*), "
    "coalesce(sum(CASE WHEN due_date <= $2 THEN balance ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN due_date <= $2 THEN 1 ELSE 0 END), 0) "
    "FROM title WHERE tenant_id = $1 AND state IN ('open', 'partly_paid')";

// How the balances moved after $2, of all titles and of those due on or before $3: taken back from
// today's sum it gives the sum of that day.
constexpr std::string_view moved_since =
    "SELECT coalesce(sum(j.principal + j.fine + j.interest), 0), "
    "coalesce(sum(CASE WHEN t.due_date <= $3 THEN j.principal + j.fine + j.interest ELSE 0 END), "
    "0) "
    "FROM journal j JOIN title t ON t.tenant_id = j.tenant_id AND t.id = j.title_id "
    "WHERE j.tenant_id = $1 AND j.on_date > $2";

constexpr std::string_view owed_due_until =
    "SELECT coalesce(sum(balance), 0) FROM title "
    "WHERE tenant_id = $1 AND due_date <= $2 AND state IN ('open', 'partly_paid')";

// Titles that got another due date after $2: today's, the one in force then, the face, what was
// owed then, and whether they count for the delinquency rate.
constexpr std::string_view redated_since =
    "SELECT t.due_date, j.due_before, t.amount, t.balance - (SELECT coalesce(sum(m.principal + "
    "m.fine + m.interest), 0) FROM journal m WHERE m.tenant_id = t.tenant_id AND m.title_id = t.id "
    "AND m.on_date > $2), CASE WHEN t.state <> 'cancelled' AND t.issue_date <= $2 THEN 1 ELSE 0 "
    "END FROM journal j JOIN title t ON t.tenant_id = j.tenant_id AND t.id = j.title_id "
    "WHERE j.tenant_id = $1 AND j.on_date > $2 AND j.kind = 'due_date_changed' AND NOT EXISTS "
    "(SELECT 1 FROM journal e WHERE e.tenant_id = j.tenant_id AND e.title_id = j.title_id "
    "AND e.on_date > $2 AND e.kind = 'due_date_changed' AND e.seq < j.seq)";

// Of the titles due in ($2, $3] and issued until $4: face, and what is owed today.
constexpr std::string_view due_between =
    "SELECT coalesce(sum(amount), 0), "
    "coalesce(sum(CASE WHEN state IN ('open', 'partly_paid') THEN balance ELSE 0 END), 0) "
    "FROM title WHERE tenant_id = $1 AND due_date > $2 AND due_date <= $3 "
    "AND issue_date <= $4 AND state <> 'cancelled'";
constexpr std::string_view moved_since_due_between =
    "SELECT coalesce(sum(j.principal + j.fine + j.interest), 0) "
    "FROM journal j JOIN title t ON t.tenant_id = j.tenant_id AND t.id = j.title_id "
    "WHERE j.tenant_id = $1 AND j.on_date > $2 AND t.due_date > $3 AND t.due_date <= $4 "
    "AND t.issue_date <= $2 AND t.state <> 'cancelled'";

constexpr std::string_view received_by_day =
    "SELECT on_date, sum(amount), "
    "sum(CASE WHEN kind = 'payment' THEN 1 ELSE 0 END) FROM journal "
    "WHERE tenant_id = $1 AND on_date >= $2 AND on_date <= $3 AND kind IN ('payment', 'excess', "
    "'reversal') "
    "GROUP BY on_date";
constexpr std::string_view expected_by_day =
    "SELECT due_date, sum(amount) FROM title "
    "WHERE tenant_id = $1 AND due_date >= $2 AND due_date <= $3 AND state <> 'cancelled' "
    "GROUP BY due_date";

constexpr std::string_view owed_by_due_date =
    "SELECT due_date, sum(balance), count(*) FROM title "
    "WHERE tenant_id = $1 AND due_date <= $2 AND state IN ('open', 'partly_paid') "
    "GROUP BY due_date";

struct Waiting {
  std::string_view kind;
  std::string_view sql;
  bool dated = false;  // $2 is today
};
constexpr Waiting waiting[] = {
    {"contacts_bounced",
     "SELECT count(DISTINCT party_id) FROM party_contact WHERE tenant_id = $1 AND state = "
     "'bounced'"},
    {"messages_failed", "SELECT count(*) FROM outbox WHERE tenant_id = $1 AND state = 'failed'"},
    {"return_lines_unmatched",
     "SELECT count(*) FROM return_line WHERE tenant_id = $1 "
     "AND outcome IN ('unmatched', 'unknown_code')"},
    {"stray_credits", "SELECT count(*) FROM return_line WHERE tenant_id = $1 AND waits_until >= $2",
     true},
    {"boletos_rejected",
     "SELECT count(*) FROM instrument i JOIN title t ON t.tenant_id = i.tenant_id "
     "AND t.id = i.title_id WHERE i.tenant_id = $1 AND i.state = 'rejected' "
     "AND t.state IN ('open', 'partly_paid')"},
    {"boletos_to_send",
     "SELECT count(*) FROM instrument WHERE tenant_id = $1 AND state = 'created' AND kind = "
     "'boleto'"},
    {"write_offs_to_send",
     "SELECT count(*) FROM instrument WHERE tenant_id = $1 AND write_off = 'due'"},
    {"payments_told",
     "SELECT count(*) FROM hold WHERE tenant_id = $1 AND kind = 'money_in_flight' "
     "AND released_at IS NULL AND ends_on >= $2",
     true},
    // A task whose titles were all settled is over by itself (dunning/task.cpp).
    {"tasks_due",
     "SELECT count(*) FROM task k WHERE k.tenant_id = $1 AND k.done_at IS NULL AND k.due_on <= $2 "
     "AND (NOT EXISTS (SELECT 1 FROM task_title x WHERE x.tenant_id = k.tenant_id AND x.task_id = "
     "k.id) OR EXISTS (SELECT 1 FROM task_title x JOIN title t ON t.tenant_id = x.tenant_id AND "
     "t.id = x.title_id WHERE x.tenant_id = k.tenant_id AND x.task_id = k.id AND t.state IN "
     "('open', 'partly_paid')))",
     true},
};

Rate share(Money part, Money whole) {
  if (whole.centavos() <= 0 || part.negative()) return {};
  return Rate::ppm(
      multiply_divide(part, 1'000'000, whole.centavos(), Rounding::half_up).centavos());
}

struct Redated {
  Date now, then;
  Money face, owed_then;
  bool counts = false;
};

std::vector<Redated> redated(db::Tx& tx, Date as_of) {
  return tx.all(
      redated_since,
      [](db::Row& row) {
        return Redated{row.date(0), row.date(1), row.money(2), row.money(3), row.boolean(4)};
      },
      tx.tenant(), as_of);
}

Rate delinquency(db::Tx& tx, Date today, Date as_of, const std::vector<Redated>& changes = {}) {
  const Date until = receivable::last_overdue_due_date(as_of);
  const Date after = as_of - 365;
  Money face, owed;
  tx.each(
      due_between,
      [&](db::Row& row) {
        face = row.money(0);
        owed = row.money(1);
      },
      tx.tenant(), after, until, as_of);
  if (as_of < today) {
    tx.each(
        moved_since_due_between, [&](db::Row& row) { owed -= row.money(0); }, tx.tenant(), as_of,
        after, until);
  }
  for (const auto& change : changes) {
    if (!change.counts) continue;
    if (change.now > after && change.now <= until) {
      face -= change.face;
      owed -= change.owed_then;
    }
    if (change.then > after && change.then <= until) {
      face += change.face;
      owed += change.owed_then;
    }
  }
  return share(owed, face);
}

void add_flows(db::Tx& tx, Dashboard& board) {
  const Date month(board.on.year(), board.on.month(), 1);
  const Date before = month.add_months(-1);
  const Date before_same_day = std::min(board.on.add_months(-1), month - 1);
  const Date first = std::min(board.on - 30, before);
  std::map<Date, Money> received, expected;
  tx.each(
      received_by_day,
      [&](db::Row& row) {
        const Date date = row.date(0);
        const Money amount = row.money(1);
        received[date] = amount;
        if (date >= month) {
          board.received_month += amount;
          board.payments_month += row.integer(2);
        } else if (date >= before) {
          board.received_before_full += amount;
          if (date <= before_same_day) board.received_before += amount;
        }
      },
      tx.tenant(), first, board.on);
  tx.each(
      expected_by_day, [&](db::Row& row) { expected[row.date(0)] = row.money(1); }, tx.tenant(),
      board.on - 30, board.on + 15);
  for (Date date = board.on - 30; date <= board.on + 15; ++date) {
    board.days.push_back({date, expected[date], received[date]});
  }
}

}  // namespace

std::vector<Band> aging(db::Tx& tx, Date today) {
  std::vector<Band> bands;
  for (const auto& own : receivable::load_delay_bands(tx))
    bands.push_back({receivable::label(own), own.from, own.to, {}, 0});
  tx.each(
      owed_by_due_date,
      [&](db::Row& row) {
        const int late = today - row.date(0);
        for (auto& band : bands) {
          if (late >= band.from && (band.to == 0 || late <= band.to)) {
            band.amount += row.money(1);
            band.count += row.integer(2);
          }
        }
      },
      tx.tenant(), receivable::last_overdue_due_date(today));
  return bands;
}

Dashboard dashboard(db::Tx& tx, Date today) {
  Dashboard board;
  board.on = today;
  const Date as_before = today - 30;
  const Date late_before = receivable::last_overdue_due_date(as_before);
  tx.each(
      sum_open,
      [&](db::Row& row) {
        board.to_receive = {row.money(0), row.integer(1), row.money(0)};
        board.overdue = {row.money(2), row.integer(3), Money()};
      },
      tx.tenant(), receivable::last_overdue_due_date(today));
  tx.each(
      owed_due_until, [&](db::Row& row) { board.overdue.before = row.money(0); }, tx.tenant(),
      late_before);
  tx.each(
      moved_since,
      [&](db::Row& row) {
        board.to_receive.before -= row.money(0);
        board.overdue.before -= row.money(1);
      },
      tx.tenant(), as_before, late_before);
  const auto changes = redated(tx, as_before);
  for (const auto& change : changes) {
    if (change.now <= late_before) board.overdue.before -= change.owed_then;
    if (change.then <= late_before) board.overdue.before += change.owed_then;
  }
  board.delinquency = delinquency(tx, today, today);
  board.delinquency_before = delinquency(tx, today, as_before, changes);
  board.bands = aging(tx, today);
  add_flows(tx, board);
  for (const auto& [kind, sql, dated] : waiting) {
    const auto add = [&board, name = kind](db::Row& row) {
      if (row.integer(0) > 0) board.attention.push_back({std::string(name), row.integer(0)});
    };
    if (dated) {
      tx.each(sql, add, tx.tenant(), today);
    } else {
      tx.each(sql, add, tx.tenant());
    }
  }
  std::int64_t late = 0;
  for (const auto& account : banking::late_returns(tx, today)) {
    if (banking::titles_of_gap(tx, account, today).titles > 0) ++late;
  }
  if (late > 0) board.attention.insert(board.attention.begin(), {"returns_late", late});
  return board;
}

}  // namespace quita::insight
