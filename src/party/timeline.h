// The timeline: facts of a customer's and a title's life, each written once. A fact never says
// more than happened: `sent` means that the carrier took it (DESIGN law 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "db/db.h"

namespace quita::party {

// A fact to write. `cause` is what made it happen ("outbox:msg_…", "journal:rec_…:3"): the same
// cause again changes nothing. `data` is a JSON object; the members that the text of a kind names
// are listed in timeline.cpp.
struct Fact {
  std::string_view kind;  // one of event_kinds()
  std::optional<PartyId> party;
  std::optional<TitleId> title;
  std::string_view cause;
  std::string data = "{}";
};

// 1 when it is new, otherwise 0; who does not look does not wait for it (db::Changed). An unknown
// kind is a bug and throws std::logic_error.
db::Changed record_event(db::Tx&, Instant at, std::string_view actor, const Fact&);

struct EventKind {
  std::string_view name;   // "title.issued"
  std::string_view label;  // "Título emitido"
};
// Of titles (title.), customers (party.) and messages (message.): the table stands in timeline.cpp.
std::vector<EventKind> event_kinds();

struct Event {
  EventId id;
  Instant at;
  std::string kind;
  std::string text;  // Portuguese, one line
  std::optional<PartyId> party;
  std::optional<TitleId> title;
  std::string title_number;
  std::string actor;
  std::string data;  // JSON
};

// Newest first; `before` = the id after which to go on (older ones).
std::vector<Event> party_timeline(db::Tx&, PartyId, std::optional<EventId> before, int limit);
std::vector<Event> title_timeline(db::Tx&, TitleId, std::optional<EventId> before, int limit);

// The line for people: kind's text with the members of `data` filled in.
std::string event_text(std::string_view kind, std::string_view data);

}  // namespace quita::party
