// Decisions as people read them: what was done about a title, or why not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "dunning/plan.h"

namespace quita::dunning {

struct DecisionItem {
  Date date;
  PartyId party_id;
  std::string party_name;
  TitleId title_id;
  std::string title_number;
  int step = 0;            // Occurrence::day
  std::string step_words;  // "7 dias depois do vencimento"
  std::string step_label;  // as the régua names it; empty in decisions of old
  std::string track;       // "message", "task"
  std::string action;      // "message", "task", "none"
  std::string reason;
  std::string reason_text;
  Money amount;
  std::optional<MessageId> outbox_id;
  std::optional<std::string> outbox_state;
  std::optional<std::string> channel;  // of a message: "sms"
};

// A decision that was planned and not written.
DecisionItem item_of(const Decision&, const PersonFacts&, const std::string& name, Date);

// By customer, at most `limit`.
std::vector<DecisionItem> decisions_of_day(db::Tx&, Date, int limit);
std::vector<DecisionItem> decisions_of_title(db::Tx&, TitleId, int limit);  // newest first
// Newest first, of that day and before.
std::vector<DecisionItem> decisions_of_party(db::Tx&, PartyId, Date until, int limit);

}  // namespace quita::dunning
