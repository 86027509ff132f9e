#include "company/login.h"

#include <algorithm>

#include "base/text.h"
#include "company/totp.h"

namespace quita::company {

namespace {

// The directory of the installation: in which companies an e-mail address logs in.
constexpr std::string_view select_logins =
    "SELECT tenant_id, user_id FROM login WHERE email = $1 ORDER BY tenant_id";
constexpr std::string_view select_secrets =
    "SELECT password_hash, failures, locked_until, disabled_at, totp_sealed, totp_confirmed_at, "
    "totp_step, recovery_hashes FROM app_user WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view update_failures =
    "UPDATE app_user SET failures = $3, locked_until = $4 WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view update_totp_step =
    "UPDATE app_user SET totp_step = $3 WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view update_recovery =
    "UPDATE app_user SET recovery_hashes = $3 WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view update_totp =
    "UPDATE app_user SET totp_sealed = $3, totp_confirmed_at = $4, totp_step = $5, "
    "recovery_hashes = $6 WHERE tenant_id = $1 AND id = $2";

// More companies than this of one address are not tried without naming one: each costs a hash.
constexpr std::size_t companies_tried_max = 4;
constexpr std::int64_t lock_ms_min = 15ll * 60'000;
constexpr std::int64_t lock_ms_max = 24ll * 3'600'000;

struct Login {
  TenantId tenant;
  UserId user;
};

struct Secrets {
  std::string password_hash;
  std::int64_t failures = 0;
  std::optional<Instant> locked_until;
  bool disabled = false;
  std::optional<std::string> totp_sealed;
  bool totp = false;  // confirmed
  std::int64_t totp_step = 0;
  std::string recovery_hashes;  // one a line
};

std::optional<Secrets> read_secrets(db::Tx& tx, UserId user, std::string_view lock = {}) {
  return tx.one(
      std::string(select_secrets).append(lock),
      [](db::Row& row) {
        return Secrets{row.text(0),          row.integer(1), row.optional_instant(2), !row.null(3),
                       row.optional_blob(4), !row.null(5),   row.integer(6),          row.text(7)};
      },
      tx.tenant(), user);
}

SecretKey totp_key(const Installation& installation) {
  return derive_key(installation.secret, "totp");
}

std::string unsealed_totp(const Installation& installation, const Secrets& secrets) {
  auto secret = unseal(totp_key(installation), secrets.totp_sealed.value());
  if (!secret) throw std::runtime_error("a second factor was sealed with another key");
  return *std::move(secret);
}

tl::unexpected<Error> refused() {
  return fail(ErrorKind::unauthorised, "login.refused",
              "E-mail, senha ou código não conferem, ou o acesso está bloqueado por excesso de "
              "tentativas",
              {}, "Confira os dados. Depois de cinco erros, espere 15 minutos ou troque a senha.");
}

tl::unexpected<Error> wrong_code() {
  return invalid("totp.code", "O código não confere ou já foi usado", "code",
                 "Espere o próximo código do aplicativo e confira o relógio do celular.");
}

Actor actor_of(const User& user, const std::string& ip, Instant now) {
  return {"user", user.id.uuid, user.name, ip, now};
}

std::vector<Login> find_logins(db::Db& db, const std::string& email,
                               std::optional<TenantId> tenant) {
  return db.read_system([&](db::Tx& tx) {
    std::vector<Login> logins;
    tx.each(
        select_logins,
        [&](db::Row& row) {
          const Login login{row.id<TenantId>(0), row.id<UserId>(1)};
          if (!tenant || *tenant == login.tenant) logins.push_back(login);
        },
        email);
    return logins;
  });
}

// 15 minutes for the fifth failure in a row, twice as long for each further five.
std::int64_t lock_ms(std::int64_t failures) {
  auto ms = lock_ms_min;
  for (auto round = failures / failures_to_lock; round > 1 && ms < lock_ms_max; --round) ms *= 2;
  return std::min(ms, lock_ms_max);
}

// One try at one user's secrets, counted as a failure before it is made.
struct Attempt {
  Secrets secrets;  // as they were before
  bool possible = false;
};
Attempt begin_attempt(const Installation& installation, const Login& login) {
  const auto now = installation.clock.now();
  return installation.db.write(login.tenant, [&](db::Tx& tx) {
    Attempt attempt;
    auto secrets = read_secrets(tx, login.user, tx.for_update());
    if (!secrets || secrets->disabled || (secrets->locked_until && *secrets->locked_until > now)) {
      return attempt;
    }
    attempt.secrets = *std::move(secrets);
    attempt.possible = true;
    const auto failures = attempt.secrets.failures + 1;
    std::optional<Instant> locked_until;
    if (failures % failures_to_lock == 0) {
      locked_until = now + std::chrono::milliseconds(lock_ms(failures));
    }
    tx.execute(update_failures, tx.tenant(), login.user, failures, locked_until);
    return attempt;
  });
}

// The password was right and a code is missing: that is no failure.
void take_attempt_back(const Installation& installation, const Login& login,
                       const Attempt& attempt) {
  installation.db.write(login.tenant, [&](db::Tx& tx) {
    const auto secrets = read_secrets(tx, login.user, tx.for_update());
    // Others may have failed meanwhile; only our own count goes.
    if (!secrets || secrets->failures == 0) return;
    const bool ours_locked = secrets->failures == attempt.secrets.failures + 1;
    tx.execute(update_failures, tx.tenant(), login.user, secrets->failures - 1,
               ours_locked ? std::nullopt : secrets->locked_until);
  });
}

// Uses the code up when it is good: a step of the app's counter, or one recovery code.
bool use_second_factor(const Installation& installation, db::Tx& tx, UserId user,
                       const Secrets& secrets, std::string_view code, Instant now) {
  const auto step = match_totp(unsealed_totp(installation, secrets), code, now, secrets.totp_step);
  if (step) {
    tx.execute(update_totp_step, tx.tenant(), user, *step);
    return true;
  }
  const auto wanted = hash_recovery_code(code);
  std::string left;
  bool found = false;
  for (const auto line : split(secrets.recovery_hashes, '\n')) {
    if (line.empty()) continue;
    if (!found && equal_constant_time(line, wanted)) {
      found = true;
    } else {
      left.append(line).append("\n");
    }
  }
  if (found) tx.execute(update_recovery, tx.tenant(), user, left);
  return found;
}

Result<LoggedIn> finish(const Installation& installation, const Credentials& credentials,
                        const Login& login, const std::string& ip, const std::string& user_agent) {
  const auto now = installation.clock.now();
  return installation.db.write(login.tenant, [&](db::Tx& tx) -> Result<LoggedIn> {
    const auto secrets = read_secrets(tx, login.user, tx.for_update());
    auto user = find_user(tx, login.user);
    if (!secrets || !user || user->disabled_at) return refused();
    if (secrets->totp && !use_second_factor(installation, tx, login.user, *secrets,
                                            credentials.totp.value_or(""), now)) {
      return refused();
    }
    tx.execute(update_failures, tx.tenant(), login.user, 0, std::optional<Instant>());
    auto opened = open_session(tx, actor_of(*user, ip, now), user->id, user_agent);
    return LoggedIn{std::move(opened.token), *std::move(user), TRY(read_company(tx))};
  });
}

ChooseCompany choice_of(const Installation& installation, const std::vector<Login>& logins) {
  ChooseCompany choose;
  for (const auto& login : logins) {
    const auto company = installation.db.read(login.tenant, read_company);
    if (company) choose.companies.push_back({company->id, company->trade_name});
  }
  return choose;
}

}  // namespace

Result<std::variant<LoggedIn, ChooseCompany>> log_in(const Installation& installation,
                                                     const Credentials& credentials,
                                                     const std::string& ip,
                                                     const std::string& user_agent) {
  const auto email = parse_email(credentials.email);
  auto logins =
      email ? find_logins(installation.db, *email, credentials.tenant) : std::vector<Login>();
  if (logins.empty() || credentials.password.size() > 1024) {
    (void)installation.passwords.matches_nobody("");
    return refused();
  }
  if (logins.size() > companies_tried_max) logins.resize(companies_tried_max);
  std::vector<std::pair<Login, Attempt>> right;
  for (const auto& login : logins) {
    auto attempt = begin_attempt(installation, login);
    if (!attempt.possible) {
      (void)installation.passwords.matches_nobody(credentials.password);
    } else if (installation.passwords.matches(attempt.secrets.password_hash,
                                              credentials.password)) {
      right.emplace_back(login, std::move(attempt));
    }
  }
  if (right.empty()) return refused();
  if (right.size() > 1) {
    std::vector<Login> choices;
    for (const auto& [login, attempt] : right) {
      take_attempt_back(installation, login, attempt);
      choices.push_back(login);
    }
    return choice_of(installation, choices);
  }
  const auto& [login, attempt] = right.front();
  if (attempt.secrets.totp && !credentials.totp) {
    take_attempt_back(installation, login, attempt);
    return fail(ErrorKind::forbidden, "login.totp_required",
                "Informe o código de seis dígitos do aplicativo autenticador", "totp",
                "Sem o celular, use um dos códigos de recuperação.");
  }
  return finish(installation, credentials, login, ip, user_agent);
}

void log_out(const Installation& installation, const Actor& actor, TenantId tenant,
             SessionId session) {
  // A session that ended meanwhile is as good as ended now.
  (void)installation.db.write(
      tenant, [&](db::Tx& tx) { return revoke_session(tx, actor, session, std::nullopt); });
}

Status change_password(const Installation& installation, const Actor& actor, TenantId tenant,
                       UserId user, SessionId keep, std::string_view current,
                       std::string_view next) {
  const Login login{tenant, user};
  const auto attempt = begin_attempt(installation, login);
  if (!attempt.possible ||
      !installation.passwords.matches(attempt.secrets.password_hash, current)) {
    return invalid("password.wrong", "A senha atual não confere", "current");
  }
  take_attempt_back(installation, login, attempt);
  const auto known = installation.db.read(tenant, [&](db::Tx& tx) { return find_user(tx, user); });
  if (!known) return refused();
  TRY_STATUS(check_new_password(next, known->email));
  const auto hash = installation.passwords.hash(next);
  installation.db.write(tenant, [&](db::Tx& tx) { set_password(tx, actor, user, hash, keep); });
  return {};
}

Result<TotpSetup> set_up_totp(const Installation& installation, TenantId tenant, UserId user) {
  return installation.db.write(tenant, [&](db::Tx& tx) -> Result<TotpSetup> {
    const auto secrets = read_secrets(tx, user, tx.for_update());
    const auto known = find_user(tx, user);
    if (!secrets || !known || secrets->totp) {
      return fail(ErrorKind::conflict, "totp.already", "O segundo fator já está ativo", {},
                  "Desative-o antes de configurar outro celular.");
    }
    const auto secret = make_totp_secret();
    const auto sealed = seal(totp_key(installation), secret);
    tx.execute(update_totp, tx.tenant(), user, db::Blob{sealed}, std::optional<Instant>(), 0, "");
    return TotpSetup{base32(secret), totp_uri(secret, known->email)};
  });
}

Result<std::vector<std::string>> confirm_totp(const Installation& installation, const Actor& actor,
                                              TenantId tenant, UserId user, std::string_view code) {
  return installation.db.write(tenant, [&](db::Tx& tx) -> Result<std::vector<std::string>> {
    const auto secrets = read_secrets(tx, user, tx.for_update());
    if (!secrets || !secrets->totp_sealed) {
      return fail(ErrorKind::conflict, "totp.not_set_up",
                  "O segundo fator ainda não foi configurado");
    }
    if (secrets->totp) {
      return fail(ErrorKind::conflict, "totp.already", "O segundo fator já está ativo");
    }
    const auto step = match_totp(unsealed_totp(installation, *secrets), code, actor.now, 0);
    if (!step) return wrong_code();
    auto codes = make_recovery_codes();
    std::string hashes;
    for (const auto& recovery : codes) hashes += hash_recovery_code(recovery) + "\n";
    tx.execute(update_totp, tx.tenant(), user, db::Blob{*secrets->totp_sealed}, actor.now, *step,
               hashes);
    audit(tx, actor, "user.totp_on", {"user", user.uuid});
    return codes;
  });
}

Status disable_totp(const Installation& installation, const Actor& actor, TenantId tenant,
                    UserId user, std::string_view code) {
  // Counted like a login: a stolen session must not be able to guess its way through.
  const Login login{tenant, user};
  const auto attempt = begin_attempt(installation, login);
  if (attempt.possible && !attempt.secrets.totp) {
    take_attempt_back(installation, login, attempt);
    return fail(ErrorKind::conflict, "totp.not_set_up", "O segundo fator não está ativo");
  }
  if (!attempt.possible) return wrong_code();
  auto off = installation.db.write(tenant, [&](db::Tx& tx) -> Status {
    const auto secrets = read_secrets(tx, user, tx.for_update());
    if (!secrets || !secrets->totp ||
        !use_second_factor(installation, tx, user, *secrets, code, actor.now)) {
      return wrong_code();
    }
    tx.execute(update_totp, tx.tenant(), user, std::optional<db::Blob>(), std::optional<Instant>(),
               0, "");
    audit(tx, actor, "user.totp_off", {"user", user.uuid});
    return {};
  });
  if (off) take_attempt_back(installation, login, attempt);
  return off;
}

}  // namespace quita::company
