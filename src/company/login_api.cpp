// Logging in and out, passwords and the second factor.
#include "base/text.h"
#include "company/company_api.h"
#include "company/company_view.h"
#include "company/login.h"

namespace quita::company {

BOOST_DESCRIBE_STRUCT(TotpSetup, (), (secret, uri))

namespace {

struct LoginRequest {
  std::string email;
  std::string password;
  std::optional<std::string> totp;
  std::optional<TenantId> tenant_id;
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (email, password, totp, tenant_id))

struct LoginView {
  std::string token;
  UserView user;
  CompanyView company;
};
BOOST_DESCRIBE_STRUCT(LoginView, (), (token, user, company))

struct MeView {
  UserView user;
  CompanyView company;
  std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(MeView, (), (user, company, permissions))

struct ResetRequest {
  std::string email;
};
BOOST_DESCRIBE_STRUCT(ResetRequest, (), (email))

struct ResetConfirmation {
  std::string token;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(ResetConfirmation, (), (token, password))

struct PasswordChange {
  std::string current;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current, password))

struct TotpCode {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(TotpCode, (), (code))

struct RecoveryCodes {
  std::vector<std::string> recovery_codes;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))

struct ChoiceView {
  TenantId tenant_id;
  std::string trade_name;
};
BOOST_DESCRIBE_STRUCT(ChoiceView, (), (tenant_id, trade_name))

// 409 with the companies to choose from, besides the problem's own members.
http::Response choice_response(const ChooseCompany& choose) {
  auto response = http::problem(Error{ErrorKind::conflict, "login.choose_company",
                                      "Este e-mail entra em mais de uma empresa; escolha qual",
                                      "tenant_id", ""});
  std::vector<ChoiceView> companies;
  for (const auto& company : choose.companies)
    companies.push_back({company.id, company.trade_name});
  auto problem = json::parse(response.body).value().as_object();
  problem["companies"] = json::parse(json::write(companies)).value();
  response.body = json::serialize(problem);
  return response;
}

// The person behind the request, with a session of his own: a key has no password to change.
struct Person {
  UserId user;
  SessionId session;
};
Result<Person> person_of(const http::Context& c) {
  if (!c.caller.user || !c.caller.session) {
    return fail(ErrorKind::forbidden, "auth.person",
                "Isto só pode ser feito por uma pessoa que entrou com a própria senha");
  }
  return Person{*c.caller.user, *c.caller.session};
}

std::string printable(std::optional<std::string_view> header) {
  return header && valid_utf8(*header) && header->find('\0') == std::string_view::npos
             ? std::string(*header)
             : std::string();
}

Result<http::Response> login(const Installation& installation, http::Context& c) {
  auto in = TRY(c.body_as<LoginRequest>());
  auto outcome =
      TRY(log_in(installation, {in.email, in.password, in.totp, in.tenant_id},
                 c.request.remote_address, printable(c.request.headers.get("User-Agent"))));
  if (const auto* choose = std::get_if<ChooseCompany>(&outcome)) return choice_response(*choose);
  const auto& in_now = std::get<LoggedIn>(outcome);
  const LoginView view{in_now.token, view_of(in_now.user),
                       view_of(in_now.company, installation.clock.now())};
  return http::Response::json(json::write(view))
      .with_cookie(session_cookie, in_now.token, static_cast<int>(session_ms_max / 1000),
                   installation.secure_cookies);
}

Result<MeView> me(const Installation& installation, const http::Context& c) {
  return installation.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<MeView> {
    MeView view;
    view.user = {c.caller.subject, c.caller.name, "", c.caller.role, false};
    view.permissions = c.caller.scopes;
    if (c.caller.user) {
      const auto user = find_user(tx, *c.caller.user);
      if (!user) return fail(ErrorKind::not_found, "user.not_found", "Este usuário não existe");
      view.user = view_of(*user);
      for (const auto permission : permissions_of(user->role)) {
        view.permissions.emplace_back(permission);
      }
    }
    view.company = view_of(TRY(read_company(tx)), installation.clock.now());
    return view;
  });
}

}  // namespace

void add_login_routes(http::Routes& routes, const Installation& installation) {
  using http::Context, http::Method;

  routes
      .raw(Method::post, "/v1/login", "Logs in; sets the session's cookie too", http::open_to_all,
           [&](Context& c) { return login(installation, c); })
      .takes<LoginRequest>()
      .returns<LoginView>();

  routes
      .raw(Method::post, "/v1/logout", "Ends this session", http::logged_in,
           [&](Context& c) -> Result<http::Response> {
             const auto person = TRY(person_of(c));
             log_out(installation, actor_of(c, installation.clock.now()), c.caller.tenant,
                     person.session);
             return http::Response::empty().with_cookie(session_cookie, "", 0,
                                                        installation.secure_cookies);
           })
      .status(204);

  routes.get<MeView>("/v1/me", "Who is asking, for which company, and what they may",
                     http::logged_in, [&](Context& c) { return me(installation, c); });

  routes.add<PasswordChange, void>(
      Method::post, "/v1/me/password", "Changes one's own password; ends the other sessions",
      http::logged_in, [&](Context& c, const PasswordChange& in) -> Status {
        const auto person = TRY(person_of(c));
        return change_password(installation, actor_of(c, installation.clock.now()), c.caller.tenant,
                               person.user, person.session, in.current, in.password);
      });

  routes.add<ResetRequest, void>(
      Method::post, "/v1/password-reset",
      "Mails a link for a new password; answers the same whether the address is known or not",
      http::open_to_all, [&](Context&, const ResetRequest& in) -> Status {
        ask_password_reset(installation, in.email);
        return {};
      });

  routes.add<ResetConfirmation, void>(
      Method::post, "/v1/password-reset/confirm", "Sets a new password with the link's token",
      http::open_to_all, [&](Context& c, const ResetConfirmation& in) -> Status {
        return confirm_password_reset(installation, in.token, in.password,
                                      c.request.remote_address);
      });

  routes.add<void, TotpSetup>(Method::post, "/v1/totp/setup",
                              "Begins a second factor; in force only after confirm",
                              http::logged_in, [&](Context& c) -> Result<TotpSetup> {
                                const auto person = TRY(person_of(c));
                                return set_up_totp(installation, c.caller.tenant, person.user);
                              });

  routes.add<TotpCode, RecoveryCodes>(
      Method::post, "/v1/totp/confirm",
      "Puts the second factor in force; shows recovery codes once", http::logged_in,
      [&](Context& c, const TotpCode& in) -> Result<RecoveryCodes> {
        const auto person = TRY(person_of(c));
        return RecoveryCodes{TRY(confirm_totp(installation, actor_of(c, installation.clock.now()),
                                              c.caller.tenant, person.user, in.code))};
      });

  routes.add<TotpCode, void>(Method::post, "/v1/totp/disable", "Ends the second factor",
                             http::logged_in, [&](Context& c, const TotpCode& in) -> Status {
                               const auto person = TRY(person_of(c));
                               return disable_totp(installation,
                                                   actor_of(c, installation.clock.now()),
                                                   c.caller.tenant, person.user, in.code);
                             });
}

}  // namespace quita::company
