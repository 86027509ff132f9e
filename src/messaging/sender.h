// Sends what is due, channel by channel and tenant by tenant. Each channel is a lane of its own: a
// provider that is down or slow holds up nobody else's messages.
//
// Rows are written and claimed for claim_time in one transaction, as many at once as the carrier has
// room for, handed to the transport outside any transaction by as many hands as it has, and marked
// as its answers come: those that came while a mark was being committed are marked together by the
// next. Meanwhile the next round is claimed and written. A process that dies before the claim loses
// nothing; after it, the claim runs out and another sender takes the row. A process that dies
// between the carrier's "taken" and the mark will hand the message over once more: SMTP offers no
// way to ask, so delivery is at least once in that window,
//   window ≤ the rest of the running commit + the message's own commit;
// the repeat has the same Message-ID, by which most receivers drop it. Where the receiver cannot
// know a repeat (SMS, WhatsApp), such a row is not handed over again: a report of its delivery
// proves that it left, or it failed, and the next channel or the next day has its turn.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "db/db.h"
#include "messaging/carrier.h"
#include "messaging/letter_facts.h"
#include "messaging/outbox.h"
#include "messaging/transport.h"

namespace quita::messaging {

// What stands between a message and its leaving: paid, held, opted out, out of hours.
struct GateAnswer {
  enum class Verdict { go, wait, cancel } verdict = Verdict::go;
  std::string why;              // Portuguese; stored as the row's answer
  Instant not_before;           // for wait
  std::vector<TitleId> titles;  // for go: those of the message that are still to be told
};
// The régua's invariants, held again at the moment of sending; dunning/gate.h implements them.
class Gate {
 public:
  virtual ~Gate() = default;
  virtual GateAnswer may_leave(db::Tx&, const OutboxRow&, Instant now) = 0;
  // The same for many rows, in their order.
  virtual std::vector<GateAnswer> may_all_leave(db::Tx& tx, std::span<const OutboxRow> rows,
                                                Instant now) {
    std::vector<GateAnswer> answers;
    for (const OutboxRow& row : rows) answers.push_back(may_leave(tx, row, now));
    return answers;
  }
  // In the transaction that marks the row failed for good. `bounced`: the address does not work,
  // so that another may be tried at once.
  virtual void on_failed(db::Tx&, const OutboxRow&, bool bounced, Instant now) = 0;
};

struct SenderDeps {
  db::Db& db;
  const Clock& clock;
  Transport& transport;  // of e-mail
  Gate& gate;
  LinkMaker links;
  std::string worker;                   // who claims: host and process
  std::vector<Carrier*> carriers = {};  // of the other channels, one each
};

struct SendReport {
  int sent = 0;
  int postponed = 0;  // another attempt, or another hour
  int failed = 0;
  int cancelled = 0;
};

// Every message due by now of every company, or of one. Safe to run in many processes at once.
// `keep_going` is asked before each message, where a carrier has several hands by several threads;
// what was claimed and not handed over is given back.
SendReport send_due(
    SenderDeps&, const std::function<bool()>& keep_going = [] { return true; });
SendReport send_due(
    SenderDeps&, TenantId, const std::function<bool()>& keep_going = [] { return true; });

// One channel of every company, or of one: what a thread of its own does.
SendReport send_due(SenderDeps&, Carrier&, const std::function<bool()>& keep_going);
SendReport send_due(SenderDeps&, TenantId, Carrier&, const std::function<bool()>& keep_going);

inline constexpr std::chrono::minutes claim_time{5};
// How long a report may take to prove that a message left whose carrier did not answer.
inline constexpr std::chrono::minutes unsure_time{30};
// When to try again after the nth attempt failed (1-based); nothing: give up.
std::optional<std::chrono::minutes> retry_after(int attempts);

}  // namespace quita::messaging
