#include "receivable/title_events.h"

#include <fmt/format.h>

#include "json/parse.h"
#include "party/timeline.h"

namespace quita::receivable {

void tell_title(db::Tx& tx, const Act& act, const TitleRecord& record, std::string_view kind,
                int seq, boost::json::object data) {
  const std::string cause = fmt::format("{}:{}:{}", kind, record.title.id.text(), seq);
  party::record_event(tx, act.now, act.actor,
                      {kind, record.title.party, record.title.id, cause, json::serialize(data)});
}

void tell_settled(db::Tx& tx, const Act& act, const TitleRecord& after,
                  const Settlement& settlement) {
  for (const Entry& entry : settlement.entries) {
    if (entry.kind == EntryKind::payment) {
      boost::json::object data{{"amount", entry.amount.centavos()}, {"on", format_iso(entry.on)}};
      const bool paid = after.state == TitleState::paid;
      if (!paid) data["balance"] = after.balance.centavos();
      tell_title(tx, act, after, paid ? "title.paid" : "title.partly_paid", entry.seq,
                 std::move(data));
    } else if (entry.kind == EntryKind::excess) {
      tell_title(tx, act, after, "title.overpaid", entry.seq,
                 {{"amount", entry.amount.centavos()}, {"on", format_iso(entry.on)}});
    }
  }
}

}  // namespace quita::receivable
