#include "company/audit.h"

namespace quita::company {

namespace {

constexpr std::string_view insert_entry =
    "INSERT INTO audit (tenant_id, id, at, actor_kind, actor_id, actor_name, ip, action, "
    "subject_kind, subject_id, before_json, after_json) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

// Ids are born in the order of time, so they sort the log. The two conditions each have their own
// statement, so that both use an index.
constexpr std::string_view select_latest =
    "SELECT id, at, actor_kind, actor_id, actor_name, ip, action, subject_kind, subject_id, "
    "before_json, after_json FROM audit WHERE tenant_id = $1 AND id < $2 "
    "ORDER BY id DESC LIMIT $3";
constexpr std::string_view select_of_subject =
    "SELECT id, at, actor_kind, actor_id, actor_name, ip, action, subject_kind, subject_id, "
    "before_json, after_json FROM audit WHERE tenant_id = $1 AND id < $2 AND subject_id = $4 "
    "ORDER BY id DESC LIMIT $3";

AuditEntry entry_of(db::Row& row) {
  return {row.id<AuditId>(0),
          row.instant(1),
          row.text(2),
          row.null(3) ? std::nullopt : std::optional(row.uuid(3)),
          row.text(4),
          row.text(5),
          row.text(6),
          row.text(7),
          row.null(8) ? std::nullopt : std::optional(row.uuid(8)),
          row.optional_text(9),
          row.optional_text(10)};
}

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

void audit(db::Tx& tx, const Actor& actor, std::string_view action, const Subject& subject,
           std::string_view before, std::string_view after) {
  tx.execute(insert_entry, tx.tenant(), AuditId::make(actor.now), actor.now, actor.kind, actor.id,
             actor.name, actor.ip, action, subject.kind, subject.id, unless_empty(before),
             unless_empty(after));
}

std::vector<AuditEntry> read_audit(db::Tx& tx, std::optional<AuditId> before,
                                   std::optional<Uuid> subject, int limit) {
  Uuid last;
  last.bytes.fill(0xFF);
  const Uuid bound = before ? before->uuid : last;
  if (subject) return tx.all(select_of_subject, entry_of, tx.tenant(), bound, limit, *subject);
  return tx.all(select_latest, entry_of, tx.tenant(), bound, limit);
}

}  // namespace quita::company
