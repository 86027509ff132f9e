#include "receivable/charges.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "brazil/bank_calendar.h"

namespace quita::receivable {
namespace {

__extension__ using Wide = __int128;

// numerator ÷ denominator in centavos, half up. What does not fit is a bug: amounts, rates and
// dates from outside are bounded far below.
Money rounded(Wide numerator, Wide denominator) {
  const Wide centavos = (numerator + denominator / 2) / denominator;
  if (centavos > INT64_MAX) std::abort();
  return Money::centavos(static_cast<std::int64_t>(centavos));
}

// Days of equal principal: those after `after` up to and including `until`.
struct Segment {
  Date after, until;
  Money principal;
};

// Only the entries of that day and before which nothing of that day and before takes back.
std::vector<const Entry*> standing_entries(std::span<const Entry> journal, Date on) {
  std::vector<bool> undone(journal.size() + 1, false);
  std::vector<const Entry*> active;
  for (std::size_t i = journal.size(); i-- > 0;) {
    const Entry& entry = journal[i];
    if (entry.on > on) continue;
    const auto seq = static_cast<std::size_t>(entry.seq);
    if (seq < undone.size() && undone[seq]) continue;
    const auto target = static_cast<std::size_t>(entry.undoes);
    if (entry.undoes > 0 && target < undone.size()) undone[target] = true;
    if (entry.undoes == 0) active.push_back(&entry);
  }
  std::reverse(active.begin(), active.end());
  return active;
}

// The state of a title's principal on a day.
struct Position {
  Money rebate;
  Money paid;  // principal paid, and discounts taken with it
  Date due_date, free_until;
  Money base;                     // owed when the last day without charges ended
  std::vector<Segment> segments;  // of the days late
  bool late = false;
};

Position position_on(const Title& title, std::span<const Entry> journal, Date on) {
  Position at;
  at.due_date = due_date_on(title, journal, on);
  at.free_until = next_public_service_day(at.due_date);
  at.late = on > at.free_until;
  struct Move {
    Date on;
    Money principal;
  };
  std::vector<Move> moves;
  if (journal.empty()) {
    at.rebate = title.terms.rebate;
  } else {
    for (const Entry* entry : standing_entries(journal, on)) {
      if (entry->kind == EntryKind::rebate) at.rebate += entry->reduction;
      if (entry->kind == EntryKind::payment || entry->kind == EntryKind::discount) {
        moves.push_back({entry->on, -entry->principal});
        at.paid += -entry->principal;
      }
    }
    // Two payments of which one was taken back later may both stand on a day between them.
    at.paid = std::min(at.paid, title.amount - at.rebate);
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const Move& a, const Move& b) { return a.on < b.on; });
  Money owed = title.amount - at.rebate;
  std::size_t next = 0;
  for (; next < moves.size() && moves[next].on <= at.free_until; ++next) {
    owed -= moves[next].principal;
  }
  at.base = std::max(owed, Money());
  if (!at.late) return at;
  Date from = at.due_date;
  for (; next < moves.size(); ++next) {
    at.segments.push_back({from, moves[next].on, std::max(owed, Money())});
    from = moves[next].on;
    owed -= moves[next].principal;
  }
  at.segments.push_back({from, on, std::max(owed, Money())});
  return at;
}

// Σ principal × days.
Wide money_days(const std::vector<Segment>& segments) {
  Wide sum = 0;
  for (const Segment& segment : segments) {
    sum += static_cast<Wide>(segment.principal.centavos()) * (segment.until - segment.after);
  }
  return sum;
}

// The least common multiple of 28, 29, 30 and 31.
constexpr std::int64_t month_days_multiple = 377'580;
// Of a rate in millionths of a percent.
constexpr std::int64_t micro_percent_whole = 100'000'000;

// The first of the next month.
Date next_month(Date day) { return Date(day.year(), day.month(), 1).add_months(1); }

Money legal_interest(const std::vector<Segment>& segments, const LegalRates& rates) {
  Wide sum = 0;
  for (const Segment& segment : segments) {
    Date day = segment.after + 1;
    while (day <= segment.until) {
      const Date month_end = next_month(day);
      // The law begins inside August 2024: from there on the month is cut once more.
      const Date lawful(2024, 8, 30);
      Date end = std::min(month_end, segment.until + 1);
      if (day < lawful) end = std::min(end, lawful);
      const int month_days = month_end - Date(day.year(), day.month(), 1);
      sum += static_cast<Wide>(segment.principal.centavos()) * (end - day) *
             rates.of(day).micro_percent * (month_days_multiple / month_days);
      day = end;
    }
  }
  return rounded(sum, static_cast<Wide>(micro_percent_whole) * month_days_multiple);
}

Money interest_of(const Title& title, const Position& at, const LegalRates& rates) {
  const Terms& terms = title.terms;
  switch (terms.interest_mode) {
    case InterestMode::none:
      return Money();
    case InterestMode::monthly:
      return rounded(money_days(at.segments) * terms.interest.ppm(),
                     static_cast<Wide>(1'000'000) * 30);
    case InterestMode::daily:
      // The centavos a day were agreed for the whole; a rest bears its share of them.
      return rounded(money_days(at.segments) * terms.interest_daily.centavos(),
                     (title.amount - at.rebate).centavos());
    case InterestMode::legal:
      return legal_interest(at.segments, rates);
  }
  return Money();
}

// The discount of the day; an `until` on which no bank serves is kept through the next day that
// does.
const Discount* discount_of(const Title& title, Date on) {
  for (const Discount& discount : title.terms.discounts) {
    if (on <= next_public_service_day(discount.until)) return &discount;
  }
  return nullptr;
}

std::string days_text(int days) { return days == 1 ? "1 dia" : fmt::format("{} dias", days); }

std::string interest_label(const Title& title, const Charges& charges, const LegalRates& rates) {
  const std::string days = days_text(charges.days_late);
  switch (title.terms.interest_mode) {
    case InterestMode::none:
      return {};
    case InterestMode::monthly:
      return fmt::format("Juros de {} ao mês, {}", format_percent(title.terms.interest), days);
    case InterestMode::daily:
      return fmt::format("Juros de {} por dia, {}", format_brl(title.terms.interest_daily), days);
    case InterestMode::legal:
      break;
  }
  std::string text = fmt::format("Juros pela taxa legal (CC 406), {}", days);
  if (!rates.of(charges.on).known) {
    const auto known = rates.all();
    text += known.empty()
                ? "; taxa ainda não informada"
                : fmt::format("; a partir de {:02}/{} vale a última taxa divulgada, de {:02}/{}",
                              known.back().month % 12 + 1,
                              known.back().year + (known.back().month == 12 ? 1 : 0),
                              known.back().month, known.back().year);
  }
  return text;
}

void explain(const Title& title, const Position& at, const Discount* discount, Money fine_before,
             const LegalRates& rates, Charges& charges) {
  auto& lines = charges.explanation;
  lines.push_back({"Valor do título", title.amount});
  if (at.paid.positive()) lines.push_back({"Já pago do principal", -at.paid});
  if (at.rebate.positive()) lines.push_back({"Abatimento", -at.rebate});
  if (charges.discount.positive()) {
    lines.push_back(
        {fmt::format("Desconto até {}", format_br(discount->until)), -charges.discount});
  }
  if (charges.fine.positive()) {
    std::string text =
        fmt::format("Multa de {} sobre {}", format_percent(title.terms.fine), format_brl(at.base));
    if (fine_before.positive())
      text += fmt::format(", menos {} já quitados", format_brl(fine_before));
    lines.push_back({std::move(text), charges.fine});
  }
  if (charges.interest.positive()) {
    lines.push_back({interest_label(title, charges, rates), charges.interest});
  }
  if (charges.on > charges.due_date && !at.late) {
    lines.push_back({fmt::format("Vencimento em dia sem expediente bancário: sem encargos até {}",
                                 format_br(at.free_until)),
                     Money()});
  }
}

}  // namespace

Accrued accrued_on(const Title& title, std::span<const Entry> journal, Date on,
                   const LegalRates& rates) {
  const Position at = position_on(title, journal, on);
  Accrued accrued;
  accrued.base = at.base;
  accrued.late = at.late;
  if (!at.late) return accrued;
  accrued.fine = apply(at.base, title.terms.fine, Rounding::half_up);
  accrued.interest = interest_of(title, at, rates);
  return accrued;
}

Charges charges_on(const Title& title, std::span<const Entry> journal, Date on,
                   const LegalRates& rates, Explained explained) {
  Charges charges;
  charges.on = on;
  const Position at = position_on(title, journal, on);
  charges.due_date = at.due_date;
  charges.effective_due_date = at.free_until;

  const Standing standing = project_on(journal, on);
  if (!journal.empty() && !collectable(standing.state)) {
    charges.explanation.push_back({fmt::format("Título {}", label(standing.state)), Money()});
    return charges;
  }

  charges.principal = std::max(title.amount - at.paid, Money());
  charges.rebate = at.rebate;
  const Money owed = std::max(charges.principal - charges.rebate, Money());
  const Discount* discount = at.late ? nullptr : discount_of(title, on);
  if (discount != nullptr) {
    const Money granted = discount->mode == DiscountMode::fixed
                              ? discount->amount
                              : apply(title.amount - at.rebate, discount->rate, Rounding::half_up);
    charges.discount = std::min(granted, owed);
  }

  // What was recognised was paid or waived in the same moment; the rest of it stands in the books.
  Money fine_before;
  Money interest_before;
  for (const Entry* entry : standing_entries(journal, on)) {
    if (entry->kind != EntryKind::charge) continue;
    fine_before += entry->fine;
    interest_before += entry->interest;
  }
  if (at.late) {
    charges.days_late = on - at.due_date;
    const Accrued accrued = accrued_on(title, journal, on, rates);
    charges.fine = std::max(accrued.fine - fine_before, Money());
    charges.interest = std::max(accrued.interest - interest_before, Money());
  }
  charges.fine += standing.fine;
  charges.interest += standing.interest;

  charges.total =
      charges.principal - charges.rebate - charges.discount + charges.fine + charges.interest;
  if (explained == Explained::yes) explain(title, at, discount, fine_before, rates, charges);
  return charges;
}

bool overdue(Date due_date, Date today) { return today > next_public_service_day(due_date); }

int days_late(Date due_date, Date today) { return overdue(due_date, today) ? today - due_date : 0; }

Date last_overdue_due_date(Date today) {
  // The last day before today on which a bill could be paid closes every due date up to itself; a
  // later one is still open.
  Date day = today - 1;
  while (!has_public_service(day)) day = day - 1;
  return day;
}

}  // namespace quita::receivable
