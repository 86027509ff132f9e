// A forgotten password, and the first one of an invited user: a token by e-mail that counts once.
#include "company/login.h"

namespace quita::company {

namespace {

constexpr std::string_view select_users_of_email =
    "SELECT tenant_id, user_id FROM login WHERE email = $1 ORDER BY tenant_id";
constexpr std::string_view count_since =
    "SELECT count(*) FROM password_reset WHERE tenant_id = $1 AND user_id = $2 "
    "AND created_at > $3";
constexpr std::string_view insert_reset =
    "INSERT INTO password_reset (tenant_id, token_hash, user_id, created_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view select_reset =
    "SELECT user_id FROM password_reset WHERE tenant_id = $1 AND token_hash = $2 "
    "AND used_at IS NULL AND expires_at > $3";
constexpr std::string_view use_reset =
    "UPDATE password_reset SET used_at = $3 WHERE tenant_id = $1 AND token_hash = $2 "
    "AND used_at IS NULL AND expires_at > $3";
constexpr std::string_view use_all_of_user =
    "UPDATE password_reset SET used_at = $3 WHERE tenant_id = $1 AND user_id = $2 "
    "AND used_at IS NULL";

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t reset_ms_max = hour_ms;
constexpr std::int64_t invitation_ms_max = 72 * hour_ms;
constexpr std::int64_t mails_an_hour_max = 3;

struct Login {
  TenantId tenant;
  UserId user;
};

// Nothing for who may not have one: unknown, disabled, or too many within the hour.
std::optional<PasswordMail> make_reset(const Installation& installation, const Login& login,
                                       bool invitation) {
  const auto now = installation.clock.now();
  return installation.db.write(login.tenant, [&](db::Tx& tx) -> std::optional<PasswordMail> {
    const auto user = find_user(tx, login.user);
    const auto company = read_company(tx);
    if (!user || user->disabled_at || !company) return std::nullopt;
    const auto recent = tx.one(
        count_since, [](db::Row& row) { return row.integer(0); }, tx.tenant(), user->id,
        now - std::chrono::milliseconds(hour_ms));
    if (!invitation && recent.value_or(0) >= mails_an_hour_max) return std::nullopt;
    PasswordMail mail;
    mail.tenant = login.tenant;
    mail.company = company->trade_name;
    mail.name = user->name;
    mail.email = user->email;
    mail.token = make_token(TokenKind::password_reset, login.tenant);
    mail.invitation = invitation;
    mail.valid_until =
        now + std::chrono::milliseconds(invitation ? invitation_ms_max : reset_ms_max);
    tx.execute(insert_reset, tx.tenant(), db::Blob{hash_token(mail.token)}, user->id, now,
               mail.valid_until);
    return mail;
  });
}

void send(const Installation& installation, const Login& login, bool invitation) {
  if (const auto mail = make_reset(installation, login, invitation)) {
    installation.send_password_mail(*mail);
  }
}

tl::unexpected<Error> bad_token() {
  return invalid("reset.token", "Este link já foi usado, venceu ou está incompleto", "token",
                 "Peça um novo link na tela de entrada.");
}

}  // namespace

void ask_password_reset(const Installation& installation, std::string_view text) {
  const auto email = parse_email(text);
  if (!email) return;
  const auto logins = installation.db.read_system([&](db::Tx& tx) {
    return tx.all(
        select_users_of_email,
        [](db::Row& row) {
          return Login{row.id<TenantId>(0), row.id<UserId>(1)};
        },
        *email);
  });
  for (const auto& login : logins) send(installation, login, /*invitation=*/false);
}

void invite(const Installation& installation, TenantId tenant, UserId user) {
  send(installation, {tenant, user}, /*invitation=*/true);
}

Status confirm_password_reset(const Installation& installation, std::string_view text,
                              std::string_view new_password, const std::string& ip) {
  const auto token = parse_token(text);
  if (!token || token->kind != TokenKind::password_reset) return bad_token();
  const auto now = installation.clock.now();
  const auto user = installation.db.read(token->tenant, [&](db::Tx& tx) -> std::optional<User> {
    const auto id = tx.one(
        select_reset, [](db::Row& row) { return row.id<UserId>(0); }, tx.tenant(),
        db::Blob{token->hash}, now);
    return id ? find_user(tx, *id) : std::nullopt;
  });
  if (!user || user->disabled_at) return bad_token();
  TRY_STATUS(check_new_password(new_password, user->email));
  const auto hash = installation.passwords.hash(new_password);
  return installation.db.write(token->tenant, [&](db::Tx& tx) -> Status {
    if (tx.execute(use_reset, tx.tenant(), db::Blob{token->hash}, now) == 0) return bad_token();
    tx.execute(use_all_of_user, tx.tenant(), user->id, now);
    set_password(tx, {"user", user->id.uuid, user->name, ip, now}, user->id, hash, std::nullopt);
    return {};
  });
}

}  // namespace quita::company
