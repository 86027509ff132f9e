#include "messaging/sender_round.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "messaging/creditor.h"
#include "messaging/reach.h"
#include "messaging/sender_store.h"
#include "messaging/withdrawal.h"
#include "party/timeline.h"

namespace quita::messaging {
namespace {

// What must be left of a claim when a message is handed over: the carrier may take that long, and
// nobody else may have the row meanwhile.
constexpr std::chrono::minutes handing_over_max{2};
// Fewer parcels than this for a hand are not worth another connection.
constexpr std::size_t parcels_of_a_hand = 8;

void record_failure(db::Tx& tx, const OutboxRow& row, std::string_view answer, Instant now) {
  if (!row.party) return;
  const std::string cause = "outbox:" + row.id.text() + ":failed";
  party::record_event(tx, now, sender_actor,
                      {"message.failed", row.party, std::nullopt, cause,
                       event_data(shown(row.channel, row.recipient),
                                  row.subject.empty() ? row.template_name : row.subject, answer)});
}

void fail_row(db::Tx& tx, SenderDeps& deps, const OutboxRow& row, std::string_view answer,
              bool bounced, Instant now) {
  wipe_secret(tx, row);
  record_failure(tx, row, answer, now);
  deps.gate.on_failed(tx, row, bounced, now);
}

// Why a row whose claim ran out is not handed over again; empty when it is, or was not claimed.
std::string given_up(const OutboxRow& row, const Carrier& carrier) {
  if (row.state != MessageState::sending) return "";
  if (!carrier.repeats_are_known())
    return "Não se sabe se a mensagem saiu: " +
           (row.answer.empty() ? std::string("o envio foi interrompido.") : row.answer);
  if (!retry_after(row.attempts))
    return "O envio foi interrompido várias vezes; a última vez não terminou.";
  return "";
}

// Not handed over again. Where repeats are not known a report would have proven that it left.
void end_given_up(db::Tx& tx, SenderDeps& deps, const OutboxRow& row, const Carrier& carrier,
                  const std::string& why, Instant now, SendReport& change) {
  if (carrier.repeats_are_known()) {
    withdraw(tx, row, MessageState::failed, why, now);
    wipe_secret(tx, row);
  } else {
    finish(tx, row.id, MessageState::failed, why, now);
    fail_row(tx, deps, row, why, false, now);
  }
  ++change.failed;
}

void give_up(db::Tx& tx, SenderDeps& deps, const OutboxRow& row, const std::string& answer,
             bool bounced, Instant now, SendReport& change) {
  ++change.failed;
  if (!mark_failed(tx, row.id, deps.worker, answer, now)) return;
  if (!bounced && may_have_left(row)) {
    withdraw(tx, row, MessageState::failed, answer, now);
    wipe_secret(tx, row);
    return;
  }
  if (bounced && row.party) {
    const Act act{std::string(sender_actor), now,
                  business_date(now, load_letter_head(tx).time_zone)};
    mark_recipient(tx, act, row, party::ContactState::bounced, answer, "bounced");
  }
  fail_row(tx, deps, row, answer, bounced, now);
}

void try_later(db::Tx& tx, SenderDeps& deps, OutboxRow& row, const Delivery& delivery, Instant now,
               SendReport& change) {
  const bool unanswered = delivery.outcome == Outcome::unsure;
  if (unanswered) ++row.unanswered;
  const auto pause = retry_after(row.attempts);
  if (!pause) return give_up(tx, deps, row, delivery.answer, false, now, change);
  mark_later(tx, row.id, deps.worker, delivery.answer, now + *pause, unanswered);
  ++change.postponed;
}

// It may have the message, and would not know a second one as the same: nothing is handed over
// again. A report proves it within unsure_time (delivery_fact.h), or the message counts as failed.
void leave_unsure(db::Tx& tx, SenderDeps& deps, const OutboxRow& row, const Delivery& delivery,
                  Instant now, SendReport& change) {
  keep_carrier_id(tx, row.id, delivery.carrier_id);
  mark_unsure(tx, row.id, deps.worker, delivery.answer, now + unsure_time);
  ++change.postponed;
}

void add(SendReport& to, const SendReport& more) {
  to.sent += more.sent;
  to.postponed += more.postponed;
  to.failed += more.failed;
  to.cancelled += more.cancelled;
}

}  // namespace

// In one transaction: the gate's answers are carried out, and the rows that may leave are written
// and claimed together, each with one change of its row. What cannot be written is given up.
bool SenderRound::take(int room) {
  bool any = false;
  SendReport change;
  std::vector<Outgoing> going;
  std::vector<Result<std::unique_ptr<Parcel>>> written;
  deps_.db.write(tenant_, [&](db::Tx& tx) {
    change = {};
    claimed_at_ = deps_.clock.now();
    std::vector<OutboxRow> due = load_due(tx, carrier_.channel(), claimed_at_, room);
    any = !due.empty();
    going = let_go(tx, std::move(due), change);
    written = carrier_.prepare_all(tx, going, claimed_at_);
    claim(tx, going, written, change);
  });
  add(report_, change);
  parcels_.clear();
  for (std::size_t i = 0; i < going.size(); ++i) {
    if (written[i]) parcels_.push_back({std::move(going[i]), *std::move(written[i])});
  }
  return any;
}

// Those that may leave now.
std::vector<Outgoing> SenderRound::let_go(db::Tx& tx, std::vector<OutboxRow> due,
                                          SendReport& change) {
  std::vector<OutboxRow> asked;
  for (OutboxRow& row : due) {
    const auto why = given_up(row, carrier_);
    if (why.empty()) {
      asked.push_back(std::move(row));
      continue;
    }
    end_given_up(tx, deps_, row, carrier_, why, claimed_at_, change);
  }
  std::vector<Outgoing> going;
  std::vector<GateAnswer> answers = deps_.gate.may_all_leave(tx, asked, claimed_at_);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    OutboxRow& row = asked[i];
    switch (answers[i].verdict) {
      case GateAnswer::Verdict::wait:
        postpone(tx, row.id, answers[i].why, answers[i].not_before);
        ++change.postponed;
        break;
      case GateAnswer::Verdict::cancel:
        withdraw(tx, row, MessageState::cancelled, answers[i].why, claimed_at_);
        wipe_secret(tx, row);
        ++change.cancelled;
        break;
      case GateAnswer::Verdict::go:
        going.push_back({std::move(row), std::move(answers[i].titles)});
        break;
    }
  }
  return going;
}

void SenderRound::claim(db::Tx& tx, std::vector<Outgoing>& going,
                        const std::vector<Result<std::unique_ptr<Parcel>>>& written,
                        SendReport& change) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < going.size(); ++i) {
    const bool keeps_text = holds_secret(going[i].row) || !written[i];
    claims.push_back({&going[i].row, keeps_text ? nullptr : &(*written[i])->rendering});
  }
  claim_messages(tx, claims, deps_.worker, claimed_at_ + claim_time);
  for (std::size_t i = 0; i < going.size(); ++i) {
    OutboxRow& row = going[i].row;
    ++row.attempts;
    if (!written[i]) {
      give_up(tx, deps_, row, written[i].error().message, false, claimed_at_, change);
    } else if (!holds_secret(row)) {
      (*written[i])->store(tx);
    }
  }
}

// The threads that hand parcels over, and the tray on which their answers lie until they are
// marked.
class SenderRound::Hands {
 public:
  explicit Hands(SenderRound& round) : round_(round) {
    const auto wanted = (round.parcels_.size() + parcels_of_a_hand - 1) / parcels_of_a_hand;
    const auto most = static_cast<std::size_t>(round.carrier_.hands());
    working_ = std::min(wanted, most);
    // It went down while these were taken.
    stopped_ = most > 1 && round.carrier_.room(round.tenant_) == 0;
    for (std::size_t i = 0, count = working_; i < count; ++i) {
      threads_.emplace_back([this] { work(); });
    }
  }
  // Where marking failed nothing more is handed over; the claims run out.
  ~Hands() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    for (std::thread& thread : threads_) thread.join();
  }

  // What has come back since the last call; empty: that was all. Throws what a hand threw.
  std::vector<Returned> wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !tray_.empty() || working_ == 0; });
    if (tray_.empty() && trouble_) std::rethrow_exception(trouble_);
    return std::exchange(tray_, {});
  }

 private:
  void work() {
    try {
      while (const auto parcel = take()) lay(*parcel, deliver(*parcel));
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!trouble_) trouble_ = std::current_exception();
      stopped_ = true;
    }
    const std::lock_guard lock(mutex_);
    --working_;
    changed_.notify_one();
  }

  std::optional<std::size_t> take() {
    const std::lock_guard lock(mutex_);
    if (next_ == round_.parcels_.size() || trouble_) return std::nullopt;
    return next_++;
  }

  // Nothing when it stays in the queue: we are to stop, the provider is down, or too little is left
  // of the claim.
  std::optional<Delivery> deliver(std::size_t parcel) {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = stopped_ || !round_.keep_going_() ||
                 round_.deps_.clock.now() - round_.claimed_at_ > claim_time - handing_over_max;
      if (stopped_) return std::nullopt;
    }
    return round_.parcels_[parcel].parcel->hand_over();
  }

  void lay(std::size_t parcel, std::optional<Delivery> delivery) {
    const std::lock_guard lock(mutex_);
    stopped_ = stopped_ || (delivery && delivery->down);
    tray_.push_back({parcel, std::move(delivery)});
    changed_.notify_one();
  }

  SenderRound& round_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;
  std::size_t working_ = 0;
  bool stopped_ = false;
  std::exception_ptr trouble_;
  std::vector<Returned> tray_;
  std::vector<std::thread> threads_;  // last: they use all of the above
};

void SenderRound::hand_over() {
  if (parcels_.empty()) return;
  Hands hands(*this);
  for (auto returned = hands.wait(); !returned.empty(); returned = hands.wait()) mark(returned);
}

// All in one transaction. The rows' own changes leave together: on PostgreSQL one wait for all.
void SenderRound::mark(const std::vector<Returned>& all) {
  SendReport change;
  deps_.db.write(tenant_, [&](db::Tx& tx) {
    change = {};
    const Instant now = deps_.clock.now();
    std::vector<std::pair<const Returned*, db::Changed>> taken;
    for (const Returned& each : all) {
      Outgoing& outgoing = parcels_[each.parcel].outgoing;
      OutboxRow& row = outgoing.row;
      if (!each.delivery) {
        give_back(tx, row, deps_.worker);
        continue;
      }
      const Delivery& delivery = *each.delivery;
      if (delivery.held_until) {
        hold_back(tx, row, deps_.worker, delivery.answer, *delivery.held_until);
        ++change.postponed;
        continue;
      }
      switch (delivery.outcome) {
        case Outcome::taken:
          row.subject = parcels_[each.parcel].parcel->rendering.subject;
          keep_carrier_id(tx, row.id, delivery.carrier_id);
          taken.emplace_back(&each, mark_sent(tx, row, deps_.worker, delivery.answer, now));
          break;
        case Outcome::later:
          try_later(tx, deps_, row, delivery, now, change);
          break;
        case Outcome::refused:
        case Outcome::rejected:
          give_up(tx, deps_, row, delivery.answer, delivery.outcome == Outcome::refused, now,
                  change);
          break;
        case Outcome::unsure:
          if (carrier_.repeats_are_known()) {
            try_later(tx, deps_, row, delivery, now, change);
          } else {
            leave_unsure(tx, deps_, row, delivery, now, change);
          }
          break;
      }
    }
    for (const auto& [each, changed] : taken) {
      ++change.sent;
      if (changed == 0) continue;  // its claim ran out, and another has it
      const Outgoing& outgoing = parcels_[each->parcel].outgoing;
      wipe_secret(tx, outgoing.row);
      record_sent(tx, outgoing.row, outgoing.titles, each->delivery->answer, now);
    }
  });
  add(report_, change);
}

}  // namespace quita::messaging
