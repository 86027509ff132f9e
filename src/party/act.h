// Who acts and when: given to every use case from outside, so that none of them reads a clock or
// a session.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "company/audit.h"

namespace quita {

struct Act {
  std::string actor;  // for people, kept with what was done: "Ana Souza", "régua", "retorno"
  Instant now;
  Date today;  // the company's business date
  // For the audit log, where a person or a key acts; otherwise the system does, under that name.
  std::string kind = "system";
  std::optional<Uuid> id;
  std::string ip;
};

inline Act act_of(const company::Actor& actor, Date today) {
  return {actor.name, actor.now, today, actor.kind, actor.id, actor.ip};
}
inline company::Actor actor_of(const Act& act) {
  return {act.kind, act.id, act.actor, act.ip, act.now};
}

// Into the audit log when somebody acts: a user, an API key, a customer. What the program does by
// itself (the régua, a drop folder, the demo's history) stands in the journal and the timeline.
inline void audit_person(db::Tx& tx, const Act& act, std::string_view action,
                         const company::Subject& subject, std::string_view before,
                         std::string_view after) {
  if (act.kind != "system") company::audit(tx, actor_of(act), action, subject, before, after);
}

}  // namespace quita
