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

// Letters written from one snapshot: what they share, and each kind of fact, is read once.
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

  std::vector<Result<std::unique_ptr<Parcel>>> write(std::span<const Outgoing> rows) {
    std::vector<LetterAbout> letters;
    for (const Outgoing& each : rows) {
      if (!holds_secret(each.row)) letters.push_back({each.row.party, each.titles});
    }
    auto facts = gather_all_facts(tx_, head_, letters, today_, links_);
    auto slips = slips_to_attach(letters);
    std::vector<Result<std::unique_ptr<Parcel>>> parcels;
    std::size_t letter = 0;
    for (const Outgoing& each : rows) {
      if (holds_secret(each.row)) {
        parcels.push_back(write_secret(each.row));
      } else {
        parcels.push_back(
            write_letter(each.row, std::move(facts[letter]), std::move(slips[letter])));
        ++letter;
      }
    }
    return parcels;
  }

 private:
  struct SlipFile {
    std::string name;
    pdf::Slip slip;
  };

  Mail envelope(const OutboxRow& row) const {
    Mail mail;
    mail.purpose = purpose_of(row.cause);
    const SmtpSettings sender = sender_for(mail.purpose);
    mail.from_name = sender.from_name.empty() ? head_.creditor.trade_name : sender.from_name;
    mail.from_address = sender.from_address;
    mail.reply_to = sender.reply_to;
    mail.to_address = row.recipient;
    mail.message_id = row.message_id.empty() ? row.id.text() + "@" + domain_of(sender.from_address)
                                             : row.message_id;
    return mail;
  }

  std::unique_ptr<Parcel> write_secret(const OutboxRow& row) const {
    Mail mail = envelope(row);
    mail.subject = row.subject;
    mail.html = row.html;
    mail.text = row.text;
    return std::make_unique<MailParcel>(transport_, tx_.tenant(), row.id, std::move(mail));
  }

  Result<std::unique_ptr<Parcel>> write_letter(const OutboxRow& row, LetterFacts facts,
                                               std::optional<SlipFile> file) {
    const Template form = TRY(template_worded(row.template_name, row.wording));
    LetterTracer tracer(links_, tx_.tenant(), row.id);
    if (traced_) {
      facts.through = [&](const std::string& address) { return tracer.link(address); };
      facts.pixel_url = tracer.pixel();
    }
    Letter written = TRY(render(form.subject, form.body, facts));
    Mail mail = envelope(row);
    mail.to_name = facts.customer_name;
    mail.subject = std::move(written.subject);
    mail.html = std::move(written.html);
    mail.text = std::move(written.text);
    if (!facts.portal_url.empty()) mail.unsubscribe_url = one_click_url(facts.portal_url);
    if (file) {
      mail.attachment = Attachment{file->name, "application/pdf", [slip = std::move(file->slip)] {
                                     return pdf::render_slips(std::span(&slip, 1));
                                   }};
    }
    return std::make_unique<MailParcel>(transport_, tx_.tenant(), row.id, std::move(mail),
                                        tracer.targets());
  }

  // Who is wanted first for it; another may carry it in the end, under his own name.
  SmtpSettings sender_for(Purpose purpose) const {
    const auto wanted = accounts_for(purpose, accounts_);
    return wanted.empty() ? SmtpSettings() : wanted.front()->server;
  }

  // The slip of each letter's oldest title that is owed, for those who print. A title without a
  // boleto is asked for without one.
  std::vector<std::optional<SlipFile>> slips_to_attach(std::span<const LetterAbout> letters) {
    std::vector<TitleId> all;
    for (const LetterAbout& letter : letters)
      all.insert(all.end(), letter.titles.begin(), letter.titles.end());
    std::map<TitleId, receivable::TitleRecord> records;
    for (auto& record : receivable::find_titles(tx_, all)) {
      const TitleId id = record.title.id;
      if (receivable::collectable(record.state)) records.emplace(id, std::move(record));
    }
    std::vector<TitleId> oldest;
    std::vector<std::optional<SlipFile>> files(letters.size());
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const receivable::Title* first = nullptr;
      for (const TitleId& id : letters[i].titles) {
        const auto found = records.find(id);
        if (found == records.end()) continue;
        const receivable::Title& title = found->second.title;
        if (first == nullptr || title.due_date < first->due_date) first = &title;
      }
      if (first == nullptr) continue;
      oldest.push_back(first->id);
      files[i] = SlipFile{slip_file_name(first->number), {}};
    }
    auto slips = compose_slips(tx_, oldest, today_);
    auto slip = slips.begin();
    for (auto& file : files) {
      if (!file) continue;
      if (*slip) {
        file->slip = *std::move(*slip);
      } else {
        file.reset();
      }
      ++slip;
    }
    return files;
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
  const Outgoing one{row, {titles.begin(), titles.end()}};
  return std::move(prepare_all(tx, std::span(&one, 1), now).front());
}

std::vector<Result<std::unique_ptr<Parcel>>> MailCarrier::prepare_all(
    db::Tx& tx, std::span<const Outgoing> rows, Instant now) {
  return MailDesk(tx, transport_, links_, now).write(rows);
}

}  // namespace quita::messaging
