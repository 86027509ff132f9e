// What the Graph API answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/error.h"
#include "whatsapp/graph_error.h"

namespace quita::whatsapp {

// The message was accepted; what becomes of it comes by webhook.
struct Accepted {
  std::string id;      // "wamid.…"
  std::string wa_id;   // the number as WhatsApp knows it
  std::string pacing;  // message_status: "accepted", "held_for_quality_assessment", "paused"
};
// Whatever comes back from POST …/messages: what cannot be read is a GraphError without a code.
std::variant<Accepted, GraphError> read_send_answer(int status, std::string_view body);

// The id of what was made: POST …/media, POST …/message_templates.
std::variant<std::string, GraphError> read_id_answer(int status, std::string_view body);

// The number of ours, as GET /{phone_number_id} describes it.
struct NumberFacts {
  std::string display_phone_number;
  std::string verified_name;
  std::string quality;          // "GREEN", "YELLOW", "RED", "NA"
  std::string messaging_limit;  // "TIER_250" …; empty: not told
};
inline constexpr std::string_view number_fields =
    "display_phone_number,verified_name,quality_rating,whatsapp_business_manager_messaging_limit";
std::variant<NumberFacts, GraphError> read_number_answer(int status, std::string_view body);

// The unique people whom a limit lets us write first within 24 hours: "TIER_2K" -> 2000. Nothing
// for unlimited and for words that we do not know.
std::optional<int> people_a_day(std::string_view messaging_limit);

}  // namespace quita::whatsapp
