#include "messaging/sender.h"

#include <fmt/format.h>

#include <array>

#include "company/company.h"
#include "messaging/sender_store.h"
#include "messaging/slip_of.h"
#include "messaging/smtp_settings.h"
#include "messaging/template_store.h"
#include "party/party_service.h"
#include "party/timeline.h"
#include "pdf/slip.h"
#include "receivable/receivable_store.h"

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
  party::record_event(
      tx, now, actor,
      {"message.failed", row.party, std::nullopt, cause,
       event_data(row.recipient, row.subject.empty() ? row.template_name : row.subject, answer)});
}

void fail_row(db::Tx& tx, SenderDeps& deps, const OutboxRow& row, std::string_view answer,
              bool bounced, Instant now) {
  wipe_secret(tx, row);
  record_failure(tx, row, answer, now);
  deps.gate.on_failed(tx, row, bounced, now);
}

// One message from the queue: the gate's answer is carried out, or the row claimed.
Step claim_next(SenderDeps& deps, TenantId tenant, Instant now, Claimed& claimed,
                SendReport& report) {
  Step step = Step::nothing_due;
  SendReport change;
  deps.db.write(tenant, [&](db::Tx& tx) {
    step = Step::nothing_due;
    change = {};
    const auto id = next_due(tx, now);
    if (!id) return;
    step = Step::not_now;
    claimed.row = load_message(tx, *id).value();
    const OutboxRow& row = claimed.row;
    if (row.state == MessageState::sending && !retry_after(row.attempts)) {
      const std::string why = "O envio foi interrompido várias vezes; a última vez não terminou.";
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

std::string domain_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return std::string(at == std::string_view::npos ? "quita.invalid" : address.substr(at + 1));
}

// The slip of the oldest title that is owed, for those who print.
std::optional<pdf::Slip> slip_to_attach(db::Tx& tx, const std::vector<TitleId>& titles, Date today,
                                        std::string& name) {
  const receivable::TitleRecord* oldest = nullptr;
  const auto records = receivable::find_titles(tx, titles);
  for (const auto& record : records) {
    if (!receivable::collectable(record.state)) continue;
    if (oldest == nullptr || record.title.due_date < oldest->title.due_date) oldest = &record;
  }
  if (oldest == nullptr) return std::nullopt;
  auto slip = compose_slip(tx, oldest->title.id, today);
  if (!slip) return std::nullopt;  // a title without a boleto is asked for without one
  name = slip_file_name(oldest->title.number);
  return *std::move(slip);
}

// The letter as it leaves now. Error: the template does not render.
Result<Mail> write_mail(SenderDeps& deps, TenantId tenant, const Claimed& claimed, Instant now) {
  const OutboxRow& row = claimed.row;
  std::optional<pdf::Slip> slip;
  std::string slip_name;
  auto mail = deps.db.read(tenant, [&](db::Tx& tx) -> Result<Mail> {
    const LetterHead head = load_letter_head(tx);
    const Date today = business_date(now, head.time_zone);
    const SmtpSettings smtp = load_smtp_settings(tx);
    Mail letter;
    letter.from_name = smtp.from_name.empty() ? head.creditor.trade_name : smtp.from_name;
    letter.from_address = smtp.from_address;
    letter.reply_to = smtp.reply_to;
    letter.to_address = row.recipient;
    letter.message_id = row.message_id.empty() ? row.id.text() + "@" + domain_of(smtp.from_address)
                                               : row.message_id;
    if (holds_secret(row)) {
      letter.subject = row.subject;
      letter.html = row.html;
      letter.text = row.text;
      return letter;
    }
    const LetterFacts facts = gather_facts(tx, head, row.party, claimed.titles, today, deps.links);
    const Template form = TRY(load_template(tx, row.template_name));
    Letter written = TRY(render(form.subject, form.body, facts));
    letter.to_name = facts.customer_name;
    letter.subject = std::move(written.subject);
    letter.html = std::move(written.html);
    letter.text = std::move(written.text);
    if (!facts.portal_url.empty()) letter.unsubscribe_url = one_click_url(facts.portal_url);
    slip = slip_to_attach(tx, claimed.titles, today, slip_name);
    return letter;
  });
  if (mail && slip) {
    mail->attachment = Attachment{slip_name, "application/pdf", [slip = *std::move(slip)] {
                                    return pdf::render_slips(std::span(&slip, 1));
                                  }};
  }
  return mail;
}

void record_sent(db::Tx& tx, const Claimed& claimed, const Mail& mail, Instant now) {
  const OutboxRow& row = claimed.row;
  if (!row.party) return;
  const std::string cause = "outbox:" + row.id.text() + ":sent";
  const std::string data = event_data(row.recipient, mail.subject, "");
  party::record_event(tx, now, actor, {"message.sent", row.party, std::nullopt, cause, data});
  for (const TitleId& title : claimed.titles) {
    party::record_event(tx, now, actor,
                        {"title.sent", std::nullopt, title, cause + ":" + title.text(), data});
  }
}

void on_taken(SenderDeps& deps, TenantId tenant, const Claimed& claimed, const Mail& mail,
              const std::string& answer, SendReport& report) {
  const Instant now = deps.clock.now();
  deps.db.write(tenant, [&](db::Tx& tx) {
    if (!mark_sent(tx, claimed.row.id, deps.worker, answer, now)) return;
    wipe_secret(tx, claimed.row);
    record_sent(tx, claimed, mail, now);
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
      party::mark_contact(tx, act, *row.party, party::Channel::email, row.recipient,
                          party::ContactState::bounced, answer,
                          "outbox:" + row.id.text() + ":bounced");
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

void send_one(SenderDeps& deps, TenantId tenant, const Claimed& claimed, SendReport& report) {
  const OutboxRow& row = claimed.row;
  const auto mail = write_mail(deps, tenant, claimed, deps.clock.now());
  if (!mail) {
    on_given_up(deps, tenant, row, mail.error().message, false, report);
    return;
  }
  if (!holds_secret(row)) {
    deps.db.write(tenant, [&](db::Tx& tx) {
      store_rendering(tx, row.id, mail->subject, mail->html, mail->text,
                      mail->attachment ? mail->attachment->name : "", mail->message_id);
    });
  }
  const Delivery delivery = deps.transport.send(tenant, *mail);
  switch (delivery.outcome) {
    case Outcome::taken:
      on_taken(deps, tenant, claimed, *mail, delivery.answer, report);
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

SendReport send_due(SenderDeps& deps, TenantId tenant, const std::function<bool()>& keep_going) {
  SendReport report;
  Claimed claimed;
  while (keep_going()) {
    const Step step = claim_next(deps, tenant, deps.clock.now(), claimed, report);
    if (step == Step::nothing_due) break;
    if (step == Step::claimed) send_one(deps, tenant, claimed, report);
  }
  deps.transport.rest();
  return report;
}

SendReport send_due(SenderDeps& deps, const std::function<bool()>& keep_going) {
  SendReport report;
  const auto companies = deps.db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) break;
    add(report, send_due(deps, company.id, keep_going));
  }
  return report;
}

}  // namespace quita::messaging
