// E-mail over the company's own SMTP server.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"
#include "mail/dkim.h"
#include "mail/smtp.h"
#include "messaging/smtp_settings.h"
#include "messaging/transport.h"

namespace quita::messaging {

// What every connection of this installation has in common.
struct SmtpHouse {
  std::string helo_name = "localhost";
  std::string ca_file;  // PEM; empty: the system's authorities
};

// Keeps a company's connection open until `rest`. A company without settings gets "later".
class SmtpTransport final : public Transport {
 public:
  SmtpTransport(db::Db& db, const Clock& clock, const SecretKey& password_key,
                const SecretKey& dkim_key, SmtpHouse house = {});
  Delivery send(TenantId, const Mail&) override;
  void rest() override;

 private:
  // A company's settings are read again when they are this old: not for each letter of a batch.
  static constexpr std::chrono::milliseconds settings_kept{1'000};
  struct Open {
    std::optional<Instant> read_at;
    mail::SmtpConfig config;
    std::string returns_to;
    std::optional<mail::DkimSigner> signer;
    std::unique_ptr<mail::SmtpSender> sender;
  };
  void read_settings(TenantId, Open&);

  db::Db& db_;
  const Clock& clock_;
  SecretKey password_key_;
  SecretKey dkim_key_;
  SmtpHouse house_;
  std::map<TenantId, Open> open_;
};

// One letter over its own connection, to try settings out. The answer is the server's.
Delivery send_test_mail(const SmtpSettings&, const std::string& password, const SmtpHouse&,
                        const std::string& to, const std::string& company, Instant now);

}  // namespace quita::messaging
