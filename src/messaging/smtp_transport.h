// E-mail over the company's own SMTP server.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

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
  std::string ca_file;   // PEM; empty: the system's authorities
  std::stop_token stop;  // ends a conversation that waits
};

// Keeps a company's connections, one for each of its hands that is busy, until a `rest` finds them
// unused for a while. A company without settings gets "later"; one whose server does not answer or
// does not let us in has no room for a minute.
class SmtpTransport final : public Transport {
 public:
  SmtpTransport(db::Db& db, const Clock& clock, const SecretKey& password_key,
                const SecretKey& dkim_key, SmtpHouse house = {});
  Delivery send(TenantId, const Mail&) override;
  int hands() const override { return connections_of_a_company; }
  int room(TenantId) override;
  void rest() override;

 private:
  // A company's settings are read again when they are this old: not for each letter of a batch.
  static constexpr std::chrono::milliseconds settings_kept{1'000};
  static constexpr int connections_of_a_company = 4;
  static constexpr int letters_at_once = 50;
  static constexpr std::chrono::minutes down_time{1};
  static constexpr std::chrono::seconds idle_time{2};
  // What the letters of one moment are sent with; never changed once it is shared.
  struct Settings {
    Instant read_at;
    mail::SmtpConfig config;
    std::string returns_to;
    bool must_sign = false;  // DKIM is switched on
    std::optional<mail::DkimSigner> signer;
  };
  struct Open {
    std::shared_ptr<const Settings> settings;
    std::vector<std::unique_ptr<mail::SmtpSender>> idle;  // connections of these settings
    Instant used_at;
    std::optional<Instant> down_since;
  };
  std::shared_ptr<const Settings> read_settings(TenantId) const;
  std::shared_ptr<const Settings> settings_of(TenantId);
  std::unique_ptr<mail::SmtpSender> take(TenantId, const Settings&);
  void give_back(TenantId, const Settings&, std::unique_ptr<mail::SmtpSender>, bool down);

  db::Db& db_;
  const Clock& clock_;
  SecretKey password_key_;
  SecretKey dkim_key_;
  SmtpHouse house_;
  std::mutex mutex_;  // of what follows
  std::map<TenantId, Open> open_;
};

// One letter over its own connection, to try settings out. The answer is the server's.
Delivery send_test_mail(const SmtpSettings&, const std::string& password, const SmtpHouse&,
                        const std::string& to, const std::string& company, Instant now);

}  // namespace quita::messaging
