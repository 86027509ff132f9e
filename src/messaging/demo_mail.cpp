#include "messaging/demo_mail.h"

#include "company/company.h"

namespace quita::messaging {
namespace {

// The same Message-ID is the same mail.
constexpr auto insert_mail =
    "INSERT INTO demo_mail (tenant_id, id, at, recipient, subject, body_html, body_text, "
    "attachment_name, attachment) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (tenant_id, id) DO NOTHING";

constexpr auto select_mails =
    "SELECT id, at, recipient, subject, attachment_name FROM demo_mail "
    "WHERE tenant_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";

constexpr auto select_mail =
    "SELECT id, at, recipient, subject, attachment_name, body_html, body_text, attachment "
    "FROM demo_mail WHERE tenant_id = $1 AND id = $2";

Uuid last_uuid() {
  Uuid id;
  id.bytes.fill(0xFF);
  return id;
}

DemoMail read_head(db::Row& row) {
  DemoMail mail;
  mail.id = row.id<DemoMailId>(0);
  mail.at = row.instant(1);
  mail.recipient = row.text(2);
  mail.subject = row.text(3);
  mail.attachment_name = row.text(4);
  return mail;
}

// The outbox row's own id, so that mails keep their order and a repeat is known.
Uuid id_of(const Mail& mail) {
  const auto id = MessageId::parse(mail.message_id.substr(0, mail.message_id.find('@')));
  return id ? id->uuid : uuid_of(mail.message_id);
}

}  // namespace

std::vector<DemoMail> demo_mails(db::Tx& tx, std::optional<DemoMailId> before, int limit) {
  return tx.all(select_mails, read_head, tx.tenant(), before ? before->uuid : last_uuid(), limit);
}

std::optional<DemoMail> find_demo_mail(db::Tx& tx, DemoMailId id) {
  return tx.one(
      select_mail,
      [](db::Row& row) {
        DemoMail mail = read_head(row);
        mail.html = row.text(5);
        mail.text = row.text(6);
        mail.attachment = row.optional_blob(7).value_or("");
        return mail;
      },
      tx.tenant(), id);
}

Delivery DemoTransport::send(TenantId tenant, const Mail& mail) {
  const std::string name = mail.attachment ? mail.attachment->name : "";
  const std::string bytes = mail.attachment ? mail.attachment->render() : "";
  db_.write(tenant, [&](db::Tx& tx) {
    tx.execute(insert_mail, tx.tenant(), id_of(mail), clock_.now(), mail.to_address, mail.subject,
               mail.html, mail.text, name, db::Blob{bytes});
  });
  return {Outcome::taken, "Guardada na caixa de correio da demonstração."};
}

Transport& CompanyTransport::of(TenantId tenant) {
  const std::lock_guard lock(mutex_);
  const auto known = demos_.find(tenant);
  if (known != demos_.end()) return known->second ? demo_ : real_;
  const auto company = db_.read(tenant, [](db::Tx& tx) { return company::read_company(tx); });
  if (!company) return real_;
  return demos_.emplace(tenant, company->demo).first->second ? demo_ : real_;
}

Delivery CompanyTransport::send(TenantId tenant, const Mail& mail) {
  return of(tenant).send(tenant, mail);
}

void CompanyTransport::rest() {
  demo_.rest();
  real_.rest();
}

}  // namespace quita::messaging
