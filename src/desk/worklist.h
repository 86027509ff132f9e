// Who is called next: late customers in the order of what a conversation is worth (worth.h), by
// section and by analyst (queue.h).
//
// The order is kept in a table of one row a late customer. It follows what happens: a row is made
// anew when the timeline tells a fact of its customer, when one of his titles becomes late, and on
// the day on which time alone may move him. What a screen shows of a customer is read anew from his
// own rows, so that a row that lags behind misplaces him at worst; it never misinforms.
//
// Cost. Following: in proportion to the facts since the last time, the titles that became late, and
// a seventh of the late customers a day; never the book. Reading a page: one range of an index and
// fifteen statements for at most fifty customers, whatever the size of the book.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "db/db.h"
#include "desk/call_sheet.h"
#include "desk/work_person.h"
#include "party/act.h"

namespace quita::desk {

inline constexpr int page_max = 50;
inline constexpr int counted_max = 1000;  // a section is counted so far; more is "over 1000"

// Whose work: an analyst's own queue, everybody's, or what is in nobody's.
struct QueueChoice {
  enum class Kind { all, nobody, user } kind = Kind::all;
  UserId user;
};

struct Claim {
  UserId user;
  std::string by;  // the person's name
  Instant until;
};
inline constexpr int claim_minutes = 30;

struct WorkRow {
  WorkPerson work;
  CallVerdict may_call;
  std::optional<UserId> owner;
  std::string owner_name;
  std::optional<Claim> claim;
};

struct WorkAfter {
  std::int64_t place = 0;
  PartyId party;
};

struct WorkPage {
  std::vector<WorkRow> rows;
  std::optional<WorkAfter> next;
};
WorkPage read_worklist(db::Tx&, const Act&, Section, const QueueChoice&,
                       const std::optional<WorkAfter>&, int limit);

// How many customers each section has, up to counted_max.
struct SectionCount {
  Section section = Section::easy;
  std::int64_t customers = 0;
};
std::vector<SectionCount> count_sections(db::Tx&, const QueueChoice&);

// The one to call now: the first of the section (any, when absent: easy, at risk, open) who may be
// called and whom nobody else has, but `after`; he is claimed. Nothing when there is none.
std::optional<PartyId> claim_next(db::Tx&, const Act&, UserId, std::optional<Section>,
                                  const QueueChoice&, std::optional<PartyId> after);
// For claim_minutes from now; again prolongs it. Error: work.claimed, which names who has him.
Result<Claim> claim(db::Tx&, const Act&, UserId, PartyId);
// His own only.
void release(db::Tx&, UserId, PartyId);
std::optional<Claim> claim_of(db::Tx&, PartyId, Instant now);

// Follows what happened, for at most `customers_max` customers; gives how many it looked at, 0 when
// nothing was left.
int follow(db::Tx&, Date today, int customers_max);
inline constexpr int follow_customers_max = 400;  // of one transaction
// Before somebody looks: one transaction's worth, if there is news and nobody else is at it.
void catch_up(db::Db&, TenantId, Date today, Instant now);
// Of every company, until nothing is left.
void follow_all(db::Db&, const Clock&, std::string_view worker,
                const std::function<bool()>& keep_going);

}  // namespace quita::desk
