// The audit log: who did what, when, from where, before and after. It is written in the same
// transaction as what it tells of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "db/db.h"

namespace quita::company {

QUITA_ID(AuditId, "aud");

// Who acts, from where and when.
struct Actor {
  std::string kind = "system";  // "user", "api_key", "customer", "system"
  std::optional<Uuid> id;
  std::string name;  // for people: "Ana Souza", "régua"
  std::string ip;
  Instant now;
};

// What it was done to: "user", "session", "title" …; the id's TypeID prefix follows from it.
struct Subject {
  std::string_view kind;
  std::optional<Uuid> id;
};

// `action` is a stable word, "user.create". `before` and `after` are JSON texts of what changed,
// without secrets; empty for none.
void audit(db::Tx&, const Actor&, std::string_view action, const Subject&,
           std::string_view before = {}, std::string_view after = {});

struct AuditEntry {
  AuditId id;
  Instant at;
  std::string actor_kind;
  std::optional<Uuid> actor_id;
  std::string actor_name;
  std::string ip;
  std::string action;
  std::string subject_kind;
  std::optional<Uuid> subject_id;
  std::optional<std::string> before;
  std::optional<std::string> after;
};
// Newest first, at most `limit`, those older than `before` when given, of one subject when given.
std::vector<AuditEntry> read_audit(db::Tx&, std::optional<AuditId> before,
                                   std::optional<Uuid> subject, int limit);

}  // namespace quita::company
