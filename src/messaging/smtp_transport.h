// E-mail over the company's own SMTP server.
#pragma once

#include <condition_variable>
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
#include "messaging/smtp_account.h"
#include "messaging/transport.h"

namespace quita::messaging {

// What every connection of this installation has in common.
struct SmtpHouse {
  std::string helo_name = "localhost";
  std::string ca_file;   // PEM; empty: the system's authorities
  std::stop_token stop;  // ends a conversation that waits
  // Servers that companies name, of mail and of SMS, must stand in the internet.
  bool public_only = false;
};

// Keeps a company's connections, account by account, until a `rest` finds them unused for a while.
// A company without settings gets "later". An account whose server does not answer or does not let
// us in is left alone for a minute, and its letters go by the next one that may carry them
// (smtp_account.h); one that has sent what it may waits for the next minute or hour. Only a company
// all of whose accounts are at rest has no room.
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
  static constexpr std::chrono::seconds settings_of_the_resting_kept{5};
  static constexpr int connections_of_a_company = 4;
  static constexpr int letters_at_once = 50;
  static constexpr int allowance_at_once = 10;
  static constexpr std::chrono::minutes down_time{1};
  static constexpr std::chrono::minutes look_at_paused_again{5};
  static constexpr std::chrono::seconds idle_time{2};
  // What the letters of one moment are sent with; never changed once it is shared.
  struct Settings {
    struct Account {
      mail::SmtpConfig config;
      std::optional<mail::DkimSigner> signer;
    };
    Instant read_at;
    std::vector<SmtpAccount> accounts;
    std::map<SmtpAccountId, Account> how;
    std::string returns_to;
  };
  // What is known of one account now.
  struct Lane {
    mail::SmtpConfig config;  // of the idle connections
    std::vector<std::unique_ptr<mail::SmtpSender>> idle;
    int busy = 0;
    Instant used_at;
    std::optional<Instant> down_since;
    bool troubled = false;  // as its row tells
    int allowance = 0;      // taken and not used yet
    Instant taken_at;
    std::optional<Instant> spent_until;  // it has sent what it may
    int per_minute = 0, per_hour = 0;    // what it might then
  };
  struct Open {
    std::shared_ptr<const Settings> settings;
    std::map<SmtpAccountId, Lane> lanes;
  };
  using Lock = std::unique_lock<std::mutex>;

  std::shared_ptr<const Settings> read_settings(TenantId) const;
  std::shared_ptr<const Settings> settings_of(TenantId);
  std::shared_ptr<const Settings> settings_under(const Lock&, TenantId);
  // Why the account takes nothing now: until when. Nothing: it may.
  std::optional<Instant> rests_until(const Lane&, Instant now) const;
  std::optional<Instant> spent_until(TenantId, const SmtpAccount&, Lane&, Instant now);
  Delivery send_by(TenantId, const Settings&, const SmtpAccount&, const Mail&);
  std::unique_ptr<mail::SmtpSender> take(TenantId, const Settings&, const SmtpAccount&);
  void give_back(TenantId, const Settings&, const SmtpAccount&, std::unique_ptr<mail::SmtpSender>,
                 const Delivery&);
  bool others_work(TenantId, const Settings&, Instant now);

  db::Db& db_;
  const Clock& clock_;
  SecretKey password_key_;
  SecretKey dkim_key_;
  SmtpHouse house_;
  std::mutex mutex_;  // of what follows
  std::condition_variable freed_;
  std::map<TenantId, Open> open_;
};

// One letter over its own connection, to try settings out. The answer is the server's. Error:
// smtp.private_address.
Result<Delivery> send_test_mail(const SmtpSettings&, const std::string& password, const SmtpHouse&,
                        const std::string& to, const std::string& company, Instant now);

}  // namespace quita::messaging
