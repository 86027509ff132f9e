#include "messaging/smtp_account.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "mail/dkim.h"
#include "messaging/outbox.h"

namespace quita::messaging {
namespace {

constexpr std::array<std::string_view, 3> purpose_words = {"demand", "transactional", "campaign"};
constexpr std::size_t accounts_max = 10;
constexpr int pace_max = 1'000'000;
constexpr int connections_max = 20;
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;

// How a campaign's messages are caused (campaign/launch.cpp), behind the manual ones' beginning.
constexpr std::string_view campaign_cause = "manual:campaign:";

constexpr auto select_accounts =
    "SELECT id, name, host, port, security, login, from_name, from_address, reply_to, purposes, "
    "paused, per_minute, per_hour, connections, dkim_domain, dkim_selector, dkim_on, "
    "CASE WHEN password IS NULL THEN 0 ELSE 1 END, trouble, trouble_at FROM smtp_account "
    "WHERE tenant_id = $1 ORDER BY position, id";

constexpr auto insert_account =
    "INSERT INTO smtp_account (tenant_id, id, name, position, host, port, security) "
    "VALUES ($1, $2, $3, $4, '', 587, 'starttls')";

constexpr auto update_account =
    "UPDATE smtp_account SET name = $3, host = $4, port = $5, security = $6, login = $7, "
    "from_name = $8, from_address = $9, reply_to = $10, purposes = $11, paused = $12, "
    "per_minute = $13, per_hour = $14, connections = $15, trouble = '', trouble_at = NULL "
    "WHERE tenant_id = $1 AND id = $2";
constexpr auto update_dkim =
    "UPDATE smtp_account SET dkim_domain = $3, dkim_selector = $4, dkim_on = $5 "
    "WHERE tenant_id = $1 AND id = $2";

constexpr auto update_password =
    "UPDATE smtp_account SET password = $3 WHERE tenant_id = $1 AND id = $2";
constexpr auto update_dkim_key =
    "UPDATE smtp_account SET dkim_key = $3 WHERE tenant_id = $1 AND id = $2";
constexpr auto select_password =
    "SELECT password FROM smtp_account WHERE tenant_id = $1 AND id = $2";
constexpr auto select_dkim_key =
    "SELECT dkim_key FROM smtp_account WHERE tenant_id = $1 AND id = $2";

constexpr auto delete_account = "DELETE FROM smtp_account WHERE tenant_id = $1 AND id = $2";
constexpr auto update_position =
    "UPDATE smtp_account SET position = $3 WHERE tenant_id = $1 AND id = $2";

constexpr auto select_waiting =
    "SELECT 1 FROM outbox WHERE tenant_id = $1 AND channel = 'email' AND state IN ('queued', "
    "'sending') LIMIT 1";

constexpr auto select_counters =
    "SELECT minute_at, minute_used, hour_at, hour_used FROM smtp_account WHERE tenant_id = $1 "
    "AND id = $2";
constexpr auto update_counters =
    "UPDATE smtp_account SET minute_at = $3, minute_used = $4, hour_at = $5, hour_used = $6 "
    "WHERE tenant_id = $1 AND id = $2";
constexpr auto update_returned =
    "UPDATE smtp_account SET minute_used = minute_used - $3, hour_used = hour_used - $3 "
    "WHERE tenant_id = $1 AND id = $2 AND minute_at = $4 AND minute_used >= $3 "
    "AND hour_used >= $3";

constexpr auto update_trouble =
    "UPDATE smtp_account SET trouble = $3, trouble_at = $4 WHERE tenant_id = $1 AND id = $2";

std::string words_of(const std::vector<Purpose>& purposes) {
  std::string text;
  for (const Purpose purpose : purposes) {
    if (!text.empty()) text += ",";
    text += word(purpose);
  }
  return text;
}

std::vector<Purpose> parse_purposes(std::string_view text) {
  std::vector<Purpose> purposes;
  for (const std::string_view part : split(text, ',')) {
    for (std::size_t i = 0; i < purpose_words.size(); ++i) {
      if (purpose_words[i] == part) purposes.push_back(static_cast<Purpose>(i));
    }
  }
  return purposes;
}

SmtpAccount read_account(db::Row& row) {
  SmtpAccount account;
  account.id = row.id<SmtpAccountId>(0);
  account.name = row.text(1);
  account.server.host = row.text(2);
  account.server.port = static_cast<int>(row.integer(3));
  account.server.security = parse_security(row.view(4)).value_or(Security::starttls);
  account.server.user = row.text(5);
  account.server.from_name = row.text(6);
  account.server.from_address = row.text(7);
  account.server.reply_to = row.text(8);
  account.purposes = parse_purposes(row.view(9));
  account.paused = row.boolean(10);
  account.per_minute = static_cast<int>(row.integer(11));
  account.per_hour = static_cast<int>(row.integer(12));
  account.connections = static_cast<int>(row.integer(13));
  account.dkim = {row.text(14), row.text(15), row.boolean(16)};
  account.has_password = row.boolean(17);
  account.trouble = row.text(18);
  account.trouble_at = row.optional_instant(19);
  return account;
}

tl::unexpected<Error> unknown_account() {
  return fail(ErrorKind::not_found, "smtp.account_unknown", "Esta conta de envio não existe.",
              "id");
}

Status check_account(const SmtpAccount& account) {
  const std::string_view name = trim(account.name);
  if (name.empty() || name.size() > 100)
    return invalid("smtp.account_name", "O nome da conta deve ter de 1 a 100 letras.", "name");
  TRY_STATUS(check_smtp_settings(account.server));
  for (const int pace : {account.per_minute, account.per_hour}) {
    if (pace < 0 || pace > pace_max)
      return invalid("smtp.pace", "O ritmo deve ser de 0 (sem limite) a 1.000.000 de mensagens.",
                     pace == account.per_minute ? "per_minute" : "per_hour");
  }
  if (account.connections < 1 || account.connections > connections_max)
    return invalid("smtp.connections", "As conexões ao mesmo tempo devem ser de 1 a 20.",
                   "connections");
  if (account.dkim.domain.empty() && account.dkim.enabled)
    return invalid("dkim.domain", "Informe o domínio que assina.", "dkim_domain");
  return {};
}

std::string secret_of(db::Tx& tx, const char* sql, SmtpAccountId id, const SecretKey& key) {
  const auto sealed = tx.one(
      sql, [](db::Row& row) { return row.optional_blob(0); }, tx.tenant(), id);
  if (!sealed || !*sealed) return "";
  auto secret = unseal(key, **sealed);
  if (!secret) throw std::runtime_error("an SMTP account was sealed with another key");
  return *std::move(secret);
}

void keep_secret(db::Tx& tx, const char* sql, SmtpAccountId id, const SecretKey& key,
                 std::string_view secret) {
  if (secret.empty()) {
    tx.execute(sql, tx.tenant(), id, std::optional<db::Blob>());
    return;
  }
  const std::string sealed = seal(key, secret);
  tx.execute(sql, tx.tenant(), id, db::Blob{sealed});
}

bool same(const DkimSettings& a, const DkimSettings& b) {
  return a.domain == b.domain && a.selector == b.selector && a.enabled == b.enabled;
}

struct Counters {
  std::int64_t minute_at = 0, minute_used = 0, hour_at = 0, hour_used = 0;
};

// Those of now: what an earlier minute or hour used counts no more.
Counters counters_of(db::Tx& tx, SmtpAccountId id, Instant now) {
  const std::int64_t at = now.ms;
  Counters counters =
      tx.one(
            select_counters,
            [](db::Row& row) {
              return Counters{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
            },
            tx.tenant(), id)
          .value_or(Counters());
  if (counters.minute_at != at / minute_ms)
    counters = {at / minute_ms, 0, counters.hour_at, counters.hour_used};
  if (counters.hour_at != at / hour_ms) {
    counters.hour_at = at / hour_ms;
    counters.hour_used = 0;
  }
  return counters;
}

}  // namespace

std::string_view word(Purpose purpose) { return purpose_words[static_cast<std::size_t>(purpose)]; }

Purpose purpose_of(std::string_view cause) {
  if (cause.starts_with(campaign_cause)) return Purpose::campaign;
  if (cause.starts_with(dunning_cause) || cause.starts_with(manual_cause)) return Purpose::demand;
  return Purpose::transactional;
}

std::vector<SmtpAccount> load_smtp_accounts(db::Tx& tx) {
  return tx.all(select_accounts, read_account, tx.tenant());
}

Result<SmtpAccount> find_smtp_account(db::Tx& tx, SmtpAccountId id) {
  for (SmtpAccount& account : load_smtp_accounts(tx)) {
    if (account.id == id) return std::move(account);
  }
  return unknown_account();
}

std::vector<const SmtpAccount*> accounts_for(Purpose purpose,
                                             std::span<const SmtpAccount> accounts) {
  std::vector<const SmtpAccount*> named, any, first;
  for (const SmtpAccount& account : accounts) {
    if (account.paused || account.server.host.empty()) continue;
    if (first.empty()) first.push_back(&account);
    if (account.purposes.empty()) {
      any.push_back(&account);
    } else if (std::find(account.purposes.begin(), account.purposes.end(), purpose) !=
               account.purposes.end()) {
      named.push_back(&account);
    }
  }
  named.insert(named.end(), any.begin(), any.end());
  return named.empty() ? first : named;
}

std::string account_password(db::Tx& tx, SmtpAccountId id, const SecretKey& key) {
  return secret_of(tx, select_password, id, key);
}

std::string account_dkim_key(db::Tx& tx, SmtpAccountId id, const SecretKey& key) {
  return secret_of(tx, select_dkim_key, id, key);
}

Result<SmtpAccountId> save_smtp_account(db::Tx& tx, Instant now, const SmtpAccount& account,
                                        const std::optional<std::string>& password,
                                        const AccountKeys& keys) {
  TRY_STATUS(check_account(account));
  const auto all = load_smtp_accounts(tx);
  const bool fresh = account.id.nil();
  const SmtpAccountId id = fresh ? SmtpAccountId::make(now) : account.id;
  const auto before =
      std::find_if(all.begin(), all.end(), [&](const SmtpAccount& each) { return each.id == id; });
  if (fresh) {
    if (all.size() == accounts_max)
      return fail(ErrorKind::conflict, "smtp.account_limit", "São no máximo dez contas de envio.");
    tx.execute(insert_account, tx.tenant(), id, account.name, static_cast<int>(all.size()));
  } else if (before == all.end()) {
    return unknown_account();
  } else if (before->has_password && !password && before->server.host != account.server.host) {
    // It was given for that server; another one would read it at the first login.
    return invalid("smtp.password", "O servidor mudou: digite a senha de novo.", "password");
  }
  if (fresh || !same(before->dkim, account.dkim))
    TRY_STATUS(save_account_dkim(tx, id, account.dkim, keys.dkim));
  const SmtpSettings& server = account.server;
  tx.execute(update_account, tx.tenant(), id, trim(account.name), server.host, server.port,
             word(server.security), server.user, server.from_name, server.from_address,
             server.reply_to, words_of(account.purposes), account.paused, account.per_minute,
             account.per_hour, account.connections);
  if (password) keep_secret(tx, update_password, id, keys.password, *password);
  return id;
}

SmtpAccountId default_smtp_account(db::Tx& tx, Instant now) {
  const auto all = load_smtp_accounts(tx);
  if (!all.empty()) return all.front().id;
  const SmtpAccountId id = SmtpAccountId::make(now);
  tx.execute(insert_account, tx.tenant(), id, "Principal", 0);
  return id;
}

Status save_account_dkim(db::Tx& tx, SmtpAccountId id, const DkimSettings& dkim,
                         const SecretKey& key) {
  const SmtpAccount before = TRY(find_smtp_account(tx, id));
  if (dkim.domain.empty()) {
    const DkimSettings none;
    keep_secret(tx, update_dkim_key, id, key, "");
    tx.execute(update_dkim, tx.tenant(), id, none.domain, none.selector, none.enabled);
    return {};
  }
  TRY_STATUS(mail::check_dkim_name(dkim.domain, dkim.selector));
  if (before.dkim.selector != dkim.selector || account_dkim_key(tx, id, key).empty())
    keep_secret(tx, update_dkim_key, id, key, mail::make_dkim_key());
  tx.execute(update_dkim, tx.tenant(), id, dkim.domain, dkim.selector, dkim.enabled);
  return {};
}

Status delete_smtp_account(db::Tx& tx, SmtpAccountId id) {
  auto all = load_smtp_accounts(tx);
  const auto gone =
      std::find_if(all.begin(), all.end(), [&](const SmtpAccount& each) { return each.id == id; });
  if (gone == all.end()) return unknown_account();
  all.erase(gone);
  const bool carried = !accounts_for(Purpose::demand, all).empty();
  const bool waiting = tx.one(
                             select_waiting, [](db::Row&) { return true; }, tx.tenant())
                           .value_or(false);
  if (!carried && waiting) {
    return fail(ErrorKind::conflict, "smtp.account_needed",
                "Há mensagens na fila, e nenhuma outra conta em uso para enviá-las.", "id",
                "Acrescente ou retome outra conta antes de excluir esta.");
  }
  tx.execute(delete_account, tx.tenant(), id);
  int position = 0;
  for (const SmtpAccount& account : all)
    tx.execute(update_position, tx.tenant(), account.id, position++);
  return {};
}

Status order_smtp_accounts(db::Tx& tx, const std::vector<SmtpAccountId>& order) {
  std::set<SmtpAccountId> known;
  for (const SmtpAccount& account : load_smtp_accounts(tx)) known.insert(account.id);
  if (std::set(order.begin(), order.end()) != known || order.size() != known.size()) {
    return invalid("smtp.account_order", "A ordem deve ter todas as contas, cada uma uma vez.",
                   "ids");
  }
  int position = 0;
  for (const SmtpAccountId& id : order) tx.execute(update_position, tx.tenant(), id, position++);
  return {};
}

int take_allowance(db::Tx& tx, const SmtpAccount& account, int wanted, Instant now) {
  Counters counters = counters_of(tx, account.id, now);
  std::int64_t taken = wanted;
  if (account.per_minute > 0)
    taken = std::min<std::int64_t>(taken, account.per_minute - counters.minute_used);
  if (account.per_hour > 0)
    taken = std::min<std::int64_t>(taken, account.per_hour - counters.hour_used);
  if (taken <= 0) return 0;
  tx.execute(update_counters, tx.tenant(), account.id, counters.minute_at,
             counters.minute_used + taken, counters.hour_at, counters.hour_used + taken);
  return static_cast<int>(taken);
}

void return_allowance(db::Tx& tx, SmtpAccountId id, int unused, Instant taken_at) {
  tx.execute(update_returned, tx.tenant(), id, unused, taken_at.ms / minute_ms);
}

Instant next_allowance(db::Tx& tx, const SmtpAccount& account, Instant now) {
  const Counters counters = counters_of(tx, account.id, now);
  const bool hour_over = account.per_hour > 0 && counters.hour_used >= account.per_hour;
  const std::int64_t unit = hour_over ? hour_ms : minute_ms;
  return Instant{(now.ms / unit + 1) * unit};
}

void note_trouble(db::Tx& tx, SmtpAccountId id, std::string_view trouble, Instant now) {
  tx.execute(update_trouble, tx.tenant(), id, trouble,
             trouble.empty() ? std::optional<Instant>() : std::optional(now));
}

}  // namespace quita::messaging
