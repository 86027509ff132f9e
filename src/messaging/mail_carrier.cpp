#include "messaging/mail_carrier.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "messaging/mail_trace.h"
#include "messaging/sender_store.h"
#include "messaging/slip_of.h"
#include "messaging/smtp_account.h"
#include "messaging/template_store.h"
#include "pdf/slip.h"
#include "receivable/receivable_store.h"

namespace quita::messaging {
namespace {

std::string domain_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return std::string(at == std::string_view::npos ? "quita.invalid" : address.substr(at + 1));
}

// The slip of the oldest title that is owed, for those who print.
std::optional<pdf::Slip> slip_to_attach(db::Tx& tx, std::span<const TitleId> titles, Date today,
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

class MailParcel final : public Parcel {
 public:
  // `targets`: where the letter's links lead, where they lead through us.
  MailParcel(Transport& transport, TenantId tenant, MessageId id, Mail mail,
             std::vector<std::string> targets = {})
      : transport_(transport),
        tenant_(tenant),
        id_(id),
        mail_(std::move(mail)),
        targets_(std::move(targets)) {
    rendering.subject = mail_.subject;
    rendering.html = mail_.html;
    rendering.text = mail_.text;
    rendering.attachment_name = mail_.attachment ? mail_.attachment->name : "";
    rendering.message_id = mail_.message_id;
  }
  void store(db::Tx& tx) override { store_targets(tx, id_, targets_); }
  Delivery hand_over() override { return transport_.send(tenant_, mail_); }

 private:
  Transport& transport_;
  TenantId tenant_;
  MessageId id_;
  Mail mail_;
  std::vector<std::string> targets_;
};

// What the letters of one snapshot share.
class MailDesk {
 public:
  MailDesk(db::Tx& tx, Transport& transport, const LinkMaker& links, Instant now)
      : tx_(tx),
        transport_(transport),
        links_(links),
        head_(load_letter_head(tx)),
        accounts_(load_smtp_accounts(tx)),
        traced_(mail_trace_on(tx)),
        today_(business_date(now, head_.time_zone)) {}

  Result<std::unique_ptr<Parcel>> write(const OutboxRow& row, std::span<const TitleId> titles) {
    Mail mail;
    mail.purpose = purpose_of(row.cause);
    const SmtpSettings sender = sender_for(mail.purpose);
    mail.from_name = sender.from_name.empty() ? head_.creditor.trade_name : sender.from_name;
    mail.from_address = sender.from_address;
    mail.reply_to = sender.reply_to;
    mail.to_address = row.recipient;
    mail.message_id = row.message_id.empty() ? row.id.text() + "@" + domain_of(sender.from_address)
                                             : row.message_id;
    if (holds_secret(row)) {
      mail.subject = row.subject;
      mail.html = row.html;
      mail.text = row.text;
      return std::make_unique<MailParcel>(transport_, tx_.tenant(), row.id, std::move(mail));
    }
    const Template form = TRY(template_worded(row.template_name, row.wording));
    LetterFacts facts = gather_facts(tx_, head_, row.party, titles, today_, links_);
    LetterTracer tracer(links_, tx_.tenant(), row.id);
    if (traced_) {
      facts.through = [&](const std::string& address) { return tracer.link(address); };
      facts.pixel_url = tracer.pixel();
    }
    Letter written = TRY(render(form.subject, form.body, facts));
    mail.to_name = facts.customer_name;
    mail.subject = std::move(written.subject);
    mail.html = std::move(written.html);
    mail.text = std::move(written.text);
    if (!facts.portal_url.empty()) mail.unsubscribe_url = one_click_url(facts.portal_url);
    std::string slip_name;
    if (auto slip = slip_to_attach(tx_, titles, today_, slip_name)) {
      mail.attachment = Attachment{slip_name, "application/pdf", [slip = *std::move(slip)] {
                                     return pdf::render_slips(std::span(&slip, 1));
                                   }};
    }
    return std::make_unique<MailParcel>(transport_, tx_.tenant(), row.id, std::move(mail),
                                        tracer.targets());
  }

 private:
  // Who is wanted first for it; another may carry it in the end, under his own name.
  SmtpSettings sender_for(Purpose purpose) const {
    const auto wanted = accounts_for(purpose, accounts_);
    return wanted.empty() ? SmtpSettings() : wanted.front()->server;
  }

  Result<Template> template_worded(const std::string& name, const Wording& wording) {
    const std::string key = name + ' ' + to_text(wording);
    const auto known = templates_.find(key);
    if (known != templates_.end()) return known->second;
    return templates_.emplace(key, load_template(tx_, name, wording)).first->second;
  }

  db::Tx& tx_;
  Transport& transport_;
  const LinkMaker& links_;
  const LetterHead head_;
  const std::vector<SmtpAccount> accounts_;
  const bool traced_;  // openings are followed
  const Date today_;
  std::map<std::string, Result<Template>> templates_;
};

}  // namespace

Result<std::unique_ptr<Parcel>> MailCarrier::prepare(db::Tx& tx, const OutboxRow& row,
                                                     std::span<const TitleId> titles, Instant now) {
  return MailDesk(tx, transport_, links_, now).write(row, titles);
}

std::vector<Result<std::unique_ptr<Parcel>>> MailCarrier::prepare_all(
    db::Tx& tx, std::span<const Outgoing> rows, Instant now) {
  MailDesk desk(tx, transport_, links_, now);
  std::vector<Result<std::unique_ptr<Parcel>>> parcels;
  for (const Outgoing& each : rows) parcels.push_back(desk.write(each.row, each.titles));
  return parcels;
}

}  // namespace quita::messaging
