// Letters on paper leave by the hands of a person: what waits is printed and listed, the list is
// taken to the post, and only when somebody says that it was posted a letter counts as sent (DESIGN
// law 4). Until then the list may be undone, and its letters wait again.
//
//   waiting -> listed -> posted -> arrived | returned
//           <- undone
//
// A letter in a list is a row of the outbox that is claimed by the list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"
#include "party/act.h"

namespace quita::post {

QUITA_ID(PostingListId, "pst");

struct WaitingLetter {
  MessageId message;
  PartyId party;
  std::string party_name;
  std::string template_name;
  Date since;
};
// Oldest first: those in no list, and those of a list that nobody posted or undid in list_time.
std::vector<WaitingLetter> waiting_letters(db::Tx&, Instant now, int limit);
inline constexpr std::chrono::hours list_time{60 * 24};

struct PostingItem {
  int place = 0;  // from 1
  MessageId message;
  PartyId party;
  std::string name;
  std::string address;      // lines, as in the window
  std::string postal_code;  // "13010-050"
  std::string tracking_code;
  std::optional<Date> arrived_on, returned_on;
  std::string return_reason;
};
struct PostingList {
  PostingListId id;
  int number = 0;
  Instant made_at;
  Date made_on;
  std::string made_by;
  std::optional<Date> posted_on;
  std::string posted_by;
  bool undone = false;
  int letters = 0;
  std::vector<PostingItem> items;  // when one list is loaded
};
std::vector<PostingList> posting_lists(db::Tx&, int limit);     // newest first, without items
Result<PostingList> load_posting_list(db::Tx&, PostingListId);  // error: posting.not_found
// The letters as they were printed. Error: posting.not_found.
Result<std::string> letters_pdf(db::Tx&, PostingListId);

inline constexpr int letters_max = 300;  // of one list

struct MadeList {
  std::optional<PostingList> list;  // nothing: no letter could be made
  int withdrawn = 0;                // paid or held meanwhile, or without an address
};
// All that waits, once through the gate, at most letters_max. Of two letters to one customer the
// older one is withdrawn: he gets the newer. Of a forgotten list nobody knows what was posted: what
// is not wanted any more becomes `unsure` (messaging/withdrawal.h). Prices are those of today.
// Error: posting.nothing_waits.
Result<MadeList> make_list(db::Tx&, const Act&, messaging::Gate&, const messaging::LinkMaker&);

// It was taken to the post on that day: now its letters are sent. Errors: posting.not_found,
// posting.posted, posting.undone, posting.date (before the list was made, or in the future).
Result<PostingList> mark_posted(db::Tx&, const Act&, PostingListId, Date on);
// It was not: its letters wait again. Errors: posting.not_found, posting.posted, posting.undone.
Result<PostingList> undo_list(db::Tx&, const Act&, PostingListId);

// Errors: posting.not_found, posting.item, tracking_code.*, posting.tracking_code (another letter's
// in this list). An empty code takes it away.
Result<PostingList> set_tracking_code(db::Tx&, const Act&, PostingListId, int place,
                                      std::string_view code);
// A line a letter (tracking_codes.h), whole or not at all: the error names the line.
Result<PostingList> import_tracking_codes(db::Tx&, const Act&, PostingListId, std::string_view csv);

// Signed for, or brought back by the postman with his reason. What came back says that the address
// does not work: no letter goes to it any more until somebody mends it, and a task asks for that.
// Errors: posting.not_found, posting.item, posting.not_posted, posting.date, posting.reason.
Result<PostingList> mark_arrived(db::Tx&, const Act&, messaging::Gate&, PostingListId, int place,
                                 Date on);
Result<PostingList> mark_returned(db::Tx&, const Act&, messaging::Gate&, PostingListId, int place,
                                  Date on, std::string_view reason);

// The list for the counter: as CSV (UTF-8 with BOM, ";", as spreadsheets in Brazil open it) and
// PDF.
std::string list_csv(const PostingList&);
std::string list_pdf(db::Tx&, const PostingList&);

}  // namespace quita::post
