#include "messaging/sender.h"

#include <fmt/format.h>

#include <array>

#include "company/company.h"
#include "messaging/mail_carrier.h"
#include "messaging/reach.h"
#include "messaging/sender_store.h"
#include "party/timeline.h"

namespace quita::messaging {
namespace {

constexpr std::array<std::chrono::minutes, 5> pauses = {
    std::chrono::minutes(1), std::chrono::minutes(5), std::chrono::minutes(15),
    std::chrono::minutes(60), std::chrono::minutes(240)};

constexpr std::string_view actor = "envio";

// A row that this worker may send now, and the titles that it is still about.
struct Claimed {
  OutboxRow row;
  std::vector<TitleId> titles;
};

enum class Step { nothing_due, not_now, claimed };

void record_failure(db::Tx& tx, const OutboxRow& row, std::string_view answer, Instant now) {
  if (!row.party) return;
  const std::string cause = "outbox:" + row.id.text() + ":failed";
  party::record_event(tx, now, actor,
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

// One message from the queue: the gate's answer is carried out, or the row claimed.
Step claim_next(SenderDeps& deps, TenantId tenant, const Carrier& carrier, Instant now,
                Claimed& claimed, SendReport& report) {
  Step step = Step::nothing_due;
  SendReport change;
  deps.db.write(tenant, [&](db::Tx& tx) {
    step = Step::nothing_due;
    change = {};
    const auto id = next_due(tx, carrier.channel(), now);
    if (!id) return;
    step = Step::not_now;
    claimed.row = load_message(tx, *id).value();
    const OutboxRow& row = claimed.row;
    if (const auto why = given_up(row, carrier); !why.empty()) {
      finish(tx, row.id, MessageState::failed, why, now);
      fail_row(tx, deps, row, why, false, now);
      ++change.failed;
      return;
    }
    GateAnswer answer = deps.gate.may_leave(tx, row, now);
    switch (answer.verdict) {
      case GateAnswer::Verdict::wait:
        postpone(tx, row.id, answer.why, answer.not_before);
        ++change.postponed;
        return;
      case GateAnswer::Verdict::cancel:
        finish(tx, row.id, MessageState::cancelled, answer.why, now);
        wipe_secret(tx, row);
        ++change.cancelled;
        return;
      case GateAnswer::Verdict::go:
        claim_message(tx, row.id, deps.worker, now + claim_time);
        ++claimed.row.attempts;
        claimed.titles = std::move(answer.titles);
        step = Step::claimed;
        return;
    }
  });
  report.postponed += change.postponed;
  report.cancelled += change.cancelled;
  report.failed += change.failed;
  return step;
}

void on_taken(SenderDeps& deps, TenantId tenant, const Claimed& claimed, const Rendering& rendering,
              const Delivery& delivery, SendReport& report) {
  const Instant now = deps.clock.now();
  OutboxRow row = claimed.row;
  row.subject = rendering.subject;
  deps.db.write(tenant, [&](db::Tx& tx) {
    keep_carrier_id(tx, row.id, delivery.carrier_id);
    if (!mark_sent(tx, row, deps.worker, delivery.answer, now)) return;
    wipe_secret(tx, row);
    record_sent(tx, row, claimed.titles, delivery.answer, now);
  });
  ++report.sent;
}

void on_given_up(SenderDeps& deps, TenantId tenant, const OutboxRow& row, const std::string& answer,
                 bool bounced, SendReport& report) {
  const Instant now = deps.clock.now();
  deps.db.write(tenant, [&](db::Tx& tx) {
    if (!mark_failed(tx, row.id, deps.worker, answer, now)) return;
    if (bounced && row.party) {
      const Act act{std::string(actor), now, business_date(now, load_letter_head(tx).time_zone)};
      mark_recipient(tx, act, row, party::ContactState::bounced, answer, "bounced");
    }
    fail_row(tx, deps, row, answer, bounced, now);
  });
  ++report.failed;
}

void on_later(SenderDeps& deps, TenantId tenant, const OutboxRow& row, const std::string& answer,
              SendReport& report) {
  const auto pause = retry_after(row.attempts);
  if (!pause) {
    on_given_up(deps, tenant, row, answer, false, report);
    return;
  }
  const Instant next = deps.clock.now() + *pause;
  deps.db.write(tenant, [&](db::Tx& tx) { mark_later(tx, row.id, deps.worker, answer, next); });
  ++report.postponed;
}

// It may have the message, and would not know a second one as the same: nothing is handed over
// again. A report proves it within unsure_time (delivery_fact.h), or the message counts as failed.
void on_unsure(SenderDeps& deps, TenantId tenant, const OutboxRow& row, const Delivery& delivery,
               SendReport& report) {
  const Instant until = deps.clock.now() + unsure_time;
  deps.db.write(tenant, [&](db::Tx& tx) {
    keep_carrier_id(tx, row.id, delivery.carrier_id);
    mark_unsure(tx, row.id, deps.worker, delivery.answer, until);
  });
  ++report.postponed;
}

void send_one(SenderDeps& deps, TenantId tenant, Carrier& carrier, const Claimed& claimed,
              SendReport& report) {
  const OutboxRow& row = claimed.row;
  const auto parcel = deps.db.read(tenant, [&](db::Tx& tx) {
    return carrier.prepare(tx, row, claimed.titles, deps.clock.now());
  });
  if (!parcel) {
    on_given_up(deps, tenant, row, parcel.error().message, false, report);
    return;
  }
  const Rendering& rendering = (*parcel)->rendering;
  if (!holds_secret(row)) {
    deps.db.write(tenant, [&](db::Tx& tx) {
      store_rendering(tx, row.id, rendering);
      (*parcel)->store(tx);
    });
  }
  const Delivery delivery = (*parcel)->hand_over();
  switch (delivery.outcome) {
    case Outcome::taken:
      on_taken(deps, tenant, claimed, rendering, delivery, report);
      break;
    case Outcome::later:
      on_later(deps, tenant, row, delivery.answer, report);
      break;
    case Outcome::refused:
      on_given_up(deps, tenant, row, delivery.answer, true, report);
      break;
    case Outcome::rejected:
      on_given_up(deps, tenant, row, delivery.answer, false, report);
      break;
    case Outcome::unsure:
      on_unsure(deps, tenant, row, delivery, report);
      break;
  }
}

void add(SendReport& to, const SendReport& more) {
  to.sent += more.sent;
  to.postponed += more.postponed;
  to.failed += more.failed;
  to.cancelled += more.cancelled;
}

}  // namespace

std::optional<std::chrono::minutes> retry_after(int attempts) {
  const auto index = static_cast<std::size_t>(attempts < 1 ? 0 : attempts - 1);
  if (index >= pauses.size()) return std::nullopt;
  return pauses[index];
}

SendReport send_due(SenderDeps& deps, TenantId tenant, Carrier& carrier,
                    const std::function<bool()>& keep_going) {
  SendReport report;
  Claimed claimed;
  while (keep_going() && carrier.takes_one(tenant)) {
    const Step step = claim_next(deps, tenant, carrier, deps.clock.now(), claimed, report);
    if (step == Step::nothing_due) break;
    if (step == Step::claimed) send_one(deps, tenant, carrier, claimed, report);
  }
  carrier.rest();
  return report;
}

SendReport send_due(SenderDeps& deps, TenantId tenant, const std::function<bool()>& keep_going) {
  MailCarrier mail(deps.transport, deps.links);
  SendReport report = send_due(deps, tenant, mail, keep_going);
  for (Carrier* carrier : deps.carriers) add(report, send_due(deps, tenant, *carrier, keep_going));
  return report;
}

SendReport send_due(SenderDeps& deps, Carrier& carrier, const std::function<bool()>& keep_going) {
  SendReport report;
  const auto companies = deps.db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) break;
    add(report, send_due(deps, company.id, carrier, keep_going));
  }
  return report;
}

SendReport send_due(SenderDeps& deps, const std::function<bool()>& keep_going) {
  MailCarrier mail(deps.transport, deps.links);
  SendReport report = send_due(deps, mail, keep_going);
  for (Carrier* carrier : deps.carriers) add(report, send_due(deps, *carrier, keep_going));
  return report;
}

}  // namespace quita::messaging
