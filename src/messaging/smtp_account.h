// The accounts by which a company's e-mail leaves: each with its server, its sender, its signature
// and its pace.
//
// A letter takes the first account of its purpose in order; after those that name the purpose come
// those that name none. One that is paused takes nothing; one that is down or has sent what it may
// is passed over, so that it slows only itself. Where none is left for a purpose, the first account
// that is not paused serves it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/secret.h"
#include "db/db.h"
#include "messaging/dkim_settings.h"
#include "messaging/smtp_settings.h"
#include "messaging/transport.h"

namespace quita {
QUITA_ID(SmtpAccountId, "sma");
}

namespace quita::messaging {

std::string_view word(Purpose);  // "demand", as stored and in the API
// What a letter is for, by the cause of its row.
Purpose purpose_of(std::string_view cause);

struct SmtpAccount {
  SmtpAccountId id;
  std::string name;  // for people
  SmtpSettings server;
  std::vector<Purpose> purposes;  // empty: any
  bool paused = false;
  int per_minute = 0;   // messages; 0: as many as it takes
  int per_hour = 0;     // the same
  int connections = 4;  // at once, of one process
  DkimSettings dkim;
  bool has_password = false;
  std::string trouble;  // why it did not take the last letter; empty: it did
  std::optional<Instant> trouble_at;
};

// In order; the first is the default one.
std::vector<SmtpAccount> load_smtp_accounts(db::Tx&);
// Error: smtp.account_unknown.
Result<SmtpAccount> find_smtp_account(db::Tx&, SmtpAccountId);
// The accounts that may carry it, the most wanted first.
std::vector<const SmtpAccount*> accounts_for(Purpose, std::span<const SmtpAccount>);

struct AccountKeys {
  SecretKey password;  // smtp_password_key(…)
  SecretKey dkim;      // dkim_sealing_key(…)
};
std::string account_password(db::Tx&, SmtpAccountId, const SecretKey& password_key);
std::string account_dkim_key(db::Tx&, SmtpAccountId, const SecretKey& dkim_key);  // PEM

// A nil id makes a new one, behind the others. `password`: absent keeps the old one, empty clears
// it. Another DKIM selector makes another key. Errors: smtp.account_name, smtp.account_limit (ten),
// smtp.pace, smtp.connections, smtp.account_unknown, those of check_smtp_settings and dkim.*.
Result<SmtpAccountId> save_smtp_account(db::Tx&, Instant now, const SmtpAccount&,
                                        const std::optional<std::string>& password,
                                        const AccountKeys&);
// The first one; where there is none an empty one is made.
SmtpAccountId default_smtp_account(db::Tx&, Instant now);
// The first time, and with another selector, a fresh private key is made; the old one's record may
// stay in the DNS under its own name. An empty domain takes all of it away. Errors: dkim.domain,
// dkim.selector.
Status save_account_dkim(db::Tx&, SmtpAccountId, const DkimSettings&, const SecretKey& dkim_key);
// Errors: smtp.account_unknown; smtp.account_needed (letters wait, and no other account would carry
// them).
Status delete_smtp_account(db::Tx&, SmtpAccountId);
// All of them, in their new order. Error: smtp.account_order.
Status order_smtp_accounts(db::Tx&, const std::vector<SmtpAccountId>&);

// Takes up to `wanted` of what the account may still send in this minute and this hour, for all
// processes together; 0: nothing, until next_allowance.
int take_allowance(db::Tx&, const SmtpAccount&, int wanted, Instant now);
// Gives back what was taken and not used, in the same minute.
void return_allowance(db::Tx&, SmtpAccountId, int unused, Instant taken_at);
// When a minute or an hour that is used up is over.
Instant next_allowance(db::Tx&, const SmtpAccount&, Instant now);

// What a sender found out; an empty text: it works again.
void note_trouble(db::Tx&, SmtpAccountId, std::string_view trouble, Instant now);

}  // namespace quita::messaging
