// Users, sessions and API keys.
#include "company/company_api.h"
#include "company/company_view.h"
#include "company/known_keys.h"
#include "company/login.h"

namespace quita::company {

BOOST_DESCRIBE_STRUCT(UserPatch, (), (name, role, disabled))

namespace {

struct UserRow {
  UserId id;
  std::string name;
  std::string email;
  Role role = Role::viewer;
  bool totp = false;
  bool disabled = false;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(UserRow, (), (id, name, email, role, totp, disabled, created_at))

struct CreateUser {
  std::string email;
  std::string name;
  Role role = Role::viewer;
  std::optional<std::string> password;  // absent: the person is invited by e-mail
};
BOOST_DESCRIBE_STRUCT(CreateUser, (), (email, name, role, password))

struct SessionRow {
  SessionId id;
  UserId user_id;
  std::string user_name;
  std::string ip;
  std::string user_agent;
  Instant created_at;
  Instant seen_at;
  bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, user_id, user_name, ip, user_agent, created_at, seen_at, current))

struct ApiKeyRow {
  ApiKeyId id;
  std::string name;
  std::vector<std::string> scopes;
  Instant created_at;
  std::optional<Instant> used_at;
};
BOOST_DESCRIBE_STRUCT(ApiKeyRow, (), (id, name, scopes, created_at, used_at))

struct CreateApiKey {
  std::string name;
  std::vector<std::string> scopes;
};
BOOST_DESCRIBE_STRUCT(CreateApiKey, (), (name, scopes))

struct NewApiKey : ApiKeyRow {
  std::string token;  // shown this once
};
BOOST_DESCRIBE_STRUCT(NewApiKey, (ApiKeyRow), (token))

UserRow row_of(const User& user) {
  return {user.id,        user.name, user.email, user.role, user.totp, user.disabled_at.has_value(),
          user.created_at};
}

ApiKeyRow row_of(const ApiKey& key) {
  return {key.id, key.name, key.scopes, key.created_at, key.used_at};
}

Result<UserRow> add_user(const Installation& installation, const http::Context& c,
                         const CreateUser& in) {
  std::string hash(no_password);
  if (in.password) {
    const auto email = TRY(parse_email(in.email));
    TRY_STATUS(check_new_password(*in.password, email));
    hash = installation.passwords.hash(*in.password);
  }
  const auto user = TRY(installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
    return create_user(tx, actor_of(c, installation.clock.now()), {in.email, in.name, in.role},
                       hash);
  }));
  if (!in.password) invite(installation, c.caller.tenant, user.id);
  return row_of(user);
}

// Everybody's for who looks after users, one's own for everybody else.
std::optional<UserId> only_own(const http::Context& c, std::string_view permission) {
  return allows(c.caller, permission) ? std::nullopt
                                      : std::optional(c.caller.user.value_or(UserId{}));
}

}  // namespace

void add_user_routes(http::Routes& routes, const Installation& installation) {
  using http::Context, http::Method, http::Page;

  routes.get<Page<UserRow>>(
      "/v1/users", "Lists the company's users", "users:read",
      [&](Context& c) -> Result<Page<UserRow>> {
        Page<UserRow> page;
        for (const auto& user : installation.db.read(c.caller.tenant, list_users)) {
          page.items.push_back(row_of(user));
        }
        return page;
      });

  routes
      .add<CreateUser, UserRow>(
          Method::post, "/v1/users", "Makes a user; without a password, invites him by e-mail",
          "users:write",
          [&](Context& c, const CreateUser& in) { return add_user(installation, c, in); })
      .created();

  routes.add<UserPatch, UserRow>(
      Method::patch, "/v1/users/{id}", "Changes a user's name or role, disables or enables him",
      "users:write", [&](Context& c, const UserPatch& in) -> Result<UserRow> {
        const auto id = TRY(c.param_as<UserId>("id"));
        return row_of(TRY(installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
          return patch_user(tx, actor_of(c, installation.clock.now()), id, in);
        })));
      });

  routes.get<Page<SessionRow>>(
      "/v1/sessions", "Lists sessions in force: everybody's with users:read, else one's own",
      http::logged_in, [&](Context& c) -> Result<Page<SessionRow>> {
        const auto sessions = installation.db.read(c.caller.tenant, [&](db::Tx& tx) {
          return list_sessions(tx, installation.clock.now(), only_own(c, "users:read"));
        });
        Page<SessionRow> page;
        for (const auto& session : sessions) {
          page.items.push_back({session.id, session.user, session.user_name, session.ip,
                                session.user_agent, session.created_at, session.seen_at,
                                session.id == c.caller.session});
        }
        return page;
      });

  routes.add<void, void>(Method::del, "/v1/sessions/{id}",
                         "Ends a session: anybody's with users:write, else one's own",
                         http::logged_in, [&](Context& c) -> Status {
                           const auto id = TRY(c.param_as<SessionId>("id"));
                           return installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
                             return revoke_session(tx, actor_of(c, installation.clock.now()), id,
                                                   only_own(c, "users:write"));
                           });
                         });

  routes.get<Page<ApiKeyRow>>(
      "/v1/api-keys", "Lists the API keys in force", "api_keys:read",
      [&](Context& c) -> Result<Page<ApiKeyRow>> {
        Page<ApiKeyRow> page;
        for (const auto& key : installation.db.read(c.caller.tenant, list_api_keys)) {
          page.items.push_back(row_of(key));
        }
        return page;
      });

  routes
      .add<CreateApiKey, NewApiKey>(
          Method::post, "/v1/api-keys", "Makes an API key; its token is shown this once",
          "api_keys:write",
          [&](Context& c, const CreateApiKey& in) -> Result<NewApiKey> {
            // Only a person gets here: api_keys:write is no scope that a key can have.
            const auto role = parse_role(c.caller.role).value();
            auto created = TRY(installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
              return create_api_key(tx, actor_of(c, installation.clock.now()), role, in.name,
                                    in.scopes);
            }));
            return NewApiKey{row_of(created.key), std::move(created.token)};
          })
      .created();

  routes.add<void, void>(Method::del, "/v1/api-keys/{id}", "Revokes an API key", "api_keys:write",
                         [&](Context& c) -> Status {
                           const auto id = TRY(c.param_as<ApiKeyId>("id"));
                           TRY_STATUS(installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
                             return revoke_api_key(tx, actor_of(c, installation.clock.now()), id);
                           }));
                           if (installation.known_keys) installation.known_keys->forget_all();
                           return {};
                         });
}

}  // namespace quita::company
