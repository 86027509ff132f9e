// The demo company's mail: nothing leaves the house, everything stands in a mailbox page.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "messaging/transport.h"

namespace quita::messaging {

QUITA_ID(DemoMailId, "dml");

struct DemoMail {
  DemoMailId id;
  Instant at;
  std::string recipient;
  std::string subject;
  std::string html;
  std::string text;
  std::string attachment_name;
  std::string attachment;
};
// Newest first, without bodies and attachments; older than `before` when given.
std::vector<DemoMail> demo_mails(db::Tx&, std::optional<DemoMailId> before, int limit);
std::optional<DemoMail> find_demo_mail(db::Tx&, DemoMailId);

// Takes every message of a demo company, once each.
class DemoTransport final : public Transport {
 public:
  DemoTransport(db::Db& db, const Clock& clock) : db_(db), clock_(clock) {}
  Delivery send(TenantId, const Mail&) override;
  int room(TenantId) override { return letters_at_once; }

 private:
  static constexpr int letters_at_once = 20;

  db::Db& db_;
  const Clock& clock_;
};

// Demo companies to one, all others to the other.
class CompanyTransport final : public Transport {
 public:
  CompanyTransport(db::Db& db, Transport& demo, Transport& real)
      : db_(db), demo_(demo), real_(real) {}
  Delivery send(TenantId, const Mail&) override;
  int hands() const override { return real_.hands(); }
  int room(TenantId tenant) override { return of(tenant).room(tenant); }
  void rest() override;

 private:
  Transport& of(TenantId);

  db::Db& db_;
  Transport& demo_;
  Transport& real_;
  std::mutex mutex_;
  std::map<TenantId, bool> demos_;  // a company is one for life, or is none
};

}  // namespace quita::messaging
