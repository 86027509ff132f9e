// What a day decided and why, what it would decide, and what comes next: for screens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "dunning/plan.h"
#include "party/act.h"

namespace quita::dunning {

struct DecisionItem {
  Date date;
  PartyId party_id;
  std::string party_name;
  TitleId title_id;
  std::string title_number;
  int step = 0;
  std::string step_words;
  std::string action;  // "message", "none"
  std::string reason;
  std::string reason_text;
  Money amount;
  std::optional<MessageId> outbox_id;
  std::optional<std::string> outbox_state;
};

struct DayView {
  Date date;
  std::optional<Instant> finished_at;  // nothing: not run, or not to its end
  int titles = 0;
  int messages = 0;
  int blocked = 0;
  std::vector<DecisionItem> items;  // by customer, at most items_max
};
inline constexpr int items_max = 1000;

DayView show_day(db::Tx&, Date);
// What a run on that date would decide if nothing happened until then; writes nothing.
DayView preview_day(db::Tx&, const Act&, Date);

std::vector<DecisionItem> decisions_of_title(db::Tx&, TitleId, int limit);  // newest first

// The next message that the régua would send to the customer if nothing changed.
struct NextStep {
  Date date;
  int step = 0;
  std::string step_words;
  std::string template_name;
  std::vector<std::string> titles;  // numbers, oldest first
  std::string reason_text;
};
struct NextStepView {
  std::optional<NextStep> next;
  std::string reason_text;  // why there is none, or what holds it back today
};
Result<NextStepView> next_step_of(db::Tx&, const Act&, PartyId);  // error: party.not_found

}  // namespace quita::dunning
