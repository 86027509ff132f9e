// Logging in, passwords, second factor, sessions and keys, over the routes themselves.
#include "company/login.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/text.h"
#include "company/company_api.h"
#include "company/idempotency.h"
#include "company/totp.h"
#include "http/dispatcher.h"
#include "http/route.h"
#include "testing/engines.h"

namespace quita::company {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr PasswordCost cheap{1, 8192};

// RFC 6238, appendix B: the SHA-1 rows.
TEST(Totp, AgreesWithTheRfc) {
  const std::string secret = "12345678901234567890";
  const std::pair<std::int64_t, const char*> rows[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : rows) {
    EXPECT_EQ(totp_code(secret, totp_step({seconds * 1000}), 8), code);
  }
  EXPECT_EQ(base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(totp_uri(secret, "ana@x.br"),
            "otpauth://totp/Quita:ana%40x.br?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Quita");
}

TEST(Totp, ACodeCountsOnceAndHalfAMinuteAround) {
  const std::string secret = "12345678901234567890";
  const Instant now{1'795'435'200'000};
  const auto step = totp_step(now);
  const auto code = totp_code(secret, step);
  EXPECT_EQ(match_totp(secret, code.substr(0, 3) + " " + code.substr(3), now, 0), step);
  EXPECT_EQ(match_totp(secret, code, now + std::chrono::seconds(30), 0), step);
  EXPECT_EQ(match_totp(secret, code, now - std::chrono::seconds(30), 0), step);
  EXPECT_EQ(match_totp(secret, code, now + std::chrono::seconds(60), 0), std::nullopt);
  EXPECT_EQ(match_totp(secret, code, now, step), std::nullopt);
  EXPECT_EQ(match_totp(secret, "", now, 0), std::nullopt);
}

TEST(Password, LengthCounts) {
  EXPECT_TRUE(check_new_password("correct horse", "ana@x.br"));
  EXPECT_EQ(check_new_password("curta", "").error().code, "password.short");
  EXPECT_EQ(check_new_password(std::string(129, 'a') + "b", "").error().code, "password.long");
  EXPECT_EQ(check_new_password("aaaaaaaaaaaa", "").error().code, "password.simple");
  EXPECT_EQ(check_new_password("Ana@exemplo.br", "ana@exemplo.br").error().code, "password.simple");
}

TEST(Password, HashesAreSaltedArgon2id) {
  const PasswordHasher hasher(2, cheap);
  const auto hash = hasher.hash("correct horse");
  EXPECT_THAT(hash, HasSubstr("$argon2id$"));
  EXPECT_NE(hasher.hash("correct horse"), hash);
  EXPECT_TRUE(hasher.matches(hash, "correct horse"));
  EXPECT_FALSE(hasher.matches(hash, "correct horsf"));
  EXPECT_FALSE(hasher.matches(std::string(no_password), "*"));
  EXPECT_FALSE(hasher.matches_nobody("nobody has this password"));
}

class LoginTest : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    store_ = std::make_unique<DbIdempotencyStore>(db(), clock());
    installation_ = std::make_unique<Installation>(
        Installation{db(), clock(), passwords_, derive_key({}, "test"),
                     [this](const PasswordMail& mail) { mails_.push_back(mail); }, true});
    add_routes(routes_, *installation_);
    routes_
        .add<void, void>(http::Method::post, "/v1/count", "Counts", http::logged_in,
                         [this](http::Context&) -> Status {
                           ++counted_;
                           return {};
                         })
        .idempotent();
    http::Gate gate;
    gate.authenticate = [this](const http::Request& request) {
      return authenticate(*installation_, request);
    };
    gate.allows = [](const http::Caller& caller, std::string_view permission) {
      return allows(caller, permission);
    };
    gate.idempotency = store_.get();
    gate.public_rate = {1e6, 1e6};
    dispatcher_ = std::make_unique<http::Dispatcher>(routes_, std::vector<http::StaticSite>{},
                                                     std::move(gate));
    make_company(tenant(), "Padaria Estrela");
    owner_ = make_user(tenant(), "ana@exemplo.com.br", Role::owner, "correct horse");
  }

  void make_company(TenantId tenant, const char* name) {
    db().write(tenant, [&](db::Tx& tx) {
      CompanyDraft draft;
      draft.legal_name = name;
      draft.document = "11222333000181";
      draft.state = "SP";
      return create_company(tx, system(), draft).map([](const Company&) {});
    });
  }
  UserId make_user(TenantId tenant, const char* email, Role role, const char* password) {
    return db()
        .write(tenant,
               [&](db::Tx& tx) {
                 return create_user(tx, system(), {email, "Ana Souza", role},
                                    passwords_.hash(password));
               })
        .value()
        .id;
  }
  Actor system() { return {"system", std::nullopt, "teste", "", clock().now()}; }

  http::Response send(http::Method method, std::string path, std::string body = "",
                      std::string token = "",
                      std::vector<std::pair<std::string, std::string>> headers = {}) {
    http::Request request;
    request.method = method;
    EXPECT_TRUE(http::parse_target(path, request));
    request.body = std::move(body);
    request.remote_address = "192.0.2.7";
    if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
    if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
    for (auto& [name, value] : headers) request.headers.add(name, value);
    return dispatcher_->handle(request);
  }
  http::Response post(std::string path, std::string body, std::string token = "") {
    return send(http::Method::post, std::move(path), std::move(body), std::move(token));
  }
  http::Response get(std::string path, std::string token) {
    return send(http::Method::get, std::move(path), "", std::move(token));
  }

  http::Response try_login(std::string password, std::string more = "",
                           std::string email = "ana@exemplo.com.br") {
    return post("/v1/login",
                R"({"email":")" + email + R"(","password":")" + password + "\"" + more + "}");
  }
  static boost::json::value parsed(const http::Response& response) {
    return json::parse(response.body).value();
  }
  static std::string member(const http::Response& response, std::string_view name) {
    const auto value = parsed(response);
    const auto* found = value.as_object().if_contains(name);
    return found && found->is_string() ? std::string(found->as_string()) : "";
  }
  static std::string code(const http::Response& response) { return member(response, "code"); }
  std::string login(std::string password = "correct horse", std::string more = "",
                    std::string email = "ana@exemplo.com.br") {
    const auto response = try_login(std::move(password), std::move(more), std::move(email));
    EXPECT_EQ(response.status, 200) << response.body;
    return response.status == 200 ? member(response, "token") : "";
  }

  const PasswordHasher passwords_{2, cheap};
  std::vector<PasswordMail> mails_;
  std::unique_ptr<DbIdempotencyStore> store_;
  std::unique_ptr<Installation> installation_;
  http::Routes routes_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
  UserId owner_;
  std::atomic<int> counted_{0};
};
QUITA_EACH_ENGINE(LoginTest);

TEST_P(LoginTest, EveryRouteAsksForAPermissionThatExists) {
  for (const auto& route : routes_.all()) {
    EXPECT_TRUE(route.permission == http::open_to_all || route.permission == http::logged_in ||
                known_permission(route.permission))
        << route.path << " " << route.permission;
  }
}

TEST_P(LoginTest, OpensASessionAndEndsIt) {
  const auto response = try_login("correct horse", "", " ANA@exemplo.com.br");
  ASSERT_EQ(response.status, 200) << response.body;
  const auto token = member(response, "token");
  const auto cookie = std::string(response.headers.get("Set-Cookie").value_or(""));
  EXPECT_THAT(cookie, HasSubstr("quita_session=" + token));
  EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
  EXPECT_THAT(cookie, HasSubstr("Secure"));
  const auto me = parsed(get("/v1/me", token));
  EXPECT_EQ(me.at("user").at("email"), "ana@exemplo.com.br");
  EXPECT_EQ(me.at("user").at("role"), "owner");
  EXPECT_EQ(me.at("company").at("trade_name"), "Padaria Estrela");
  EXPECT_EQ(me.at("company").at("business_date"), "2026-11-23");
  EXPECT_EQ(me.at("permissions").as_array().size(), permissions_of(Role::owner).size());
  EXPECT_EQ(post("/v1/logout", "", token).status, 204);
  EXPECT_EQ(code(get("/v1/me", token)), "auth.expired");
}

TEST_P(LoginTest, NothingWithoutCredentials) {
  EXPECT_EQ(code(get("/v1/me", "")), "auth.required");
  EXPECT_EQ(code(get("/v1/me", "qs_nonsense")), "auth.expired");
  EXPECT_EQ(code(get("/v1/me", make_token(TokenKind::session, tenant()))), "auth.expired");
  EXPECT_EQ(code(get("/v1/me", make_token(TokenKind::session, other_tenant()))), "auth.expired");
  EXPECT_EQ(get("/v1/users", "").status, 401);
}

TEST_P(LoginTest, ACookieNeedsOurHeaderToChangeAnything) {
  const auto cookie = "quita_session=" + login();
  EXPECT_EQ(send(http::Method::get, "/v1/me", "", "", {{"Cookie", cookie}}).status, 200);
  EXPECT_EQ(code(send(http::Method::post, "/v1/logout", "", "", {{"Cookie", cookie}})),
            "auth.csrf");
  EXPECT_EQ(
      send(http::Method::post, "/v1/logout", "", "", {{"Cookie", cookie}, {"X-Quita", "1"}}).status,
      204);
}

// The same answer whoever it is, so that nobody learns who has an account.
TEST_P(LoginTest, AWrongPasswordAndAnUnknownPersonLookTheSame) {
  const auto wrong = try_login("wrong horse!");
  const auto unknown = try_login("wrong horse!", "", "bia@exemplo.com.br");
  const auto no_address = try_login("wrong horse!", "", "bia");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(code(wrong), "login.refused");
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(wrong.body, no_address.body);
}

TEST_P(LoginTest, FiveFailuresLockForAQuarterOfAnHourThenLonger) {
  for (int i = 0; i < failures_to_lock; ++i) EXPECT_EQ(try_login("wrong horse!").status, 401);
  EXPECT_EQ(code(try_login("correct horse")), "login.refused");
  clock().advance(std::chrono::minutes(15));
  EXPECT_EQ(try_login("wrong horse!").status, 401);
  EXPECT_NE(login(), "");  // one failure after the lock is not five
  for (int i = 0; i < 2 * failures_to_lock; ++i) {
    (void)try_login("wrong horse!");
    if (i == failures_to_lock - 1) clock().advance(std::chrono::minutes(15));
  }
  clock().advance(std::chrono::minutes(15));
  EXPECT_EQ(code(try_login("correct horse")), "login.refused");  // the second lock is half an hour
  clock().advance(std::chrono::minutes(15));
  EXPECT_NE(login(), "");
}

// An attempt is counted before it is tried: many at once are still five.
TEST_P(LoginTest, ManyGuessesAtOnceGainNothing) {
  std::vector<std::thread> guessers;
  for (int i = 0; i < 4; ++i) {
    guessers.emplace_back([&] {
      for (int n = 0; n < 3; ++n) (void)try_login("wrong horse!");
    });
  }
  for (auto& guesser : guessers) guesser.join();
  const auto failures = db().read(tenant(), [](db::Tx& tx) {
    return *tx.one("SELECT failures FROM app_user", [](db::Row& row) { return row.integer(0); });
  });
  EXPECT_EQ(failures, failures_to_lock);
}

TEST_P(LoginTest, ADisabledUserIsOut) {
  const auto bia = make_user(tenant(), "bia@exemplo.com.br", Role::analyst, "battery staple");
  const auto token = login("battery staple", "", "bia@exemplo.com.br");
  const auto patch =
      send(http::Method::patch, "/v1/users/" + bia.text(), R"({"disabled":true})", login());
  EXPECT_EQ(patch.status, 200) << patch.body;
  EXPECT_EQ(code(get("/v1/me", token)), "auth.expired");
  EXPECT_EQ(code(try_login("battery staple", "", "bia@exemplo.com.br")), "login.refused");
}

TEST_P(LoginTest, WhoBelongsToTwoCompaniesChooses) {
  make_company(other_tenant(), "Oficina Lua");
  make_user(other_tenant(), "ana@exemplo.com.br", Role::viewer, "correct horse");
  const auto choice = try_login("correct horse");
  EXPECT_EQ(choice.status, 409);
  EXPECT_EQ(code(choice), "login.choose_company");
  const auto companies = parsed(choice).at("companies").as_array();
  ASSERT_EQ(companies.size(), 2u);
  const auto token = login("correct horse", R"(,"tenant_id":")" + other_tenant().text() + "\"");
  EXPECT_EQ(parsed(get("/v1/me", token)).at("company").at("trade_name"), "Oficina Lua");
  // With the password of one company only, there is nothing to choose.
  make_user(tenant(), "bia@exemplo.com.br", Role::viewer, "battery staple");
  make_user(other_tenant(), "bia@exemplo.com.br", Role::viewer, "another staple");
  EXPECT_NE(login("another staple", "", "bia@exemplo.com.br"), "");
}

TEST_P(LoginTest, RolesAreHeld) {
  make_user(tenant(), "bia@exemplo.com.br", Role::viewer, "battery staple");
  const auto viewer = login("battery staple", "", "bia@exemplo.com.br");
  EXPECT_EQ(get("/v1/company", viewer).status, 200);
  EXPECT_EQ(code(get("/v1/users", viewer)), "http.permission");
  EXPECT_EQ(send(http::Method::patch, "/v1/company", R"({"city":"X"})", viewer).status, 403);
  EXPECT_EQ(get("/v1/audit", viewer).status, 403);
  const auto owner = login();
  const auto changed = send(http::Method::patch, "/v1/company", R"({"city":"Santos"})", owner);
  EXPECT_EQ(changed.status, 200) << changed.body;
  const auto audit = parsed(get("/v1/audit?limit=1", owner));
  EXPECT_EQ(audit.at("items").as_array().at(0).at("action"), "company.change");
  EXPECT_EQ(audit.at("items").as_array().at(0).at("ip"), "192.0.2.7");
  EXPECT_EQ(audit.at("items").as_array().at(0).at("after").at("city"), "Santos");
  const auto next = std::string(audit.at("next_cursor").as_string());
  EXPECT_EQ(parsed(get("/v1/audit?limit=1&cursor=" + next, owner))
                .at("items")
                .as_array()
                .at(0)
                .at("action"),
            "session.open");
  const auto of_owner = parsed(get("/v1/audit?subject=" + owner_.text(), owner));
  EXPECT_EQ(of_owner.at("items").as_array().size(), 1u);
}

TEST_P(LoginTest, SessionsAreListedRevokedAndGrowOld) {
  make_user(tenant(), "bia@exemplo.com.br", Role::viewer, "battery staple");
  const auto viewer = login("battery staple", "", "bia@exemplo.com.br");
  const auto owner = login();
  EXPECT_EQ(parsed(get("/v1/sessions", viewer)).at("items").as_array().size(), 1u);
  const auto all = parsed(get("/v1/sessions", owner)).at("items").as_array();
  ASSERT_EQ(all.size(), 2u);
  std::string owners_id;
  std::string viewers_id;
  for (const auto& session : all) {
    auto& id = session.at("current").as_bool() ? owners_id : viewers_id;
    id = session.at("id").as_string();
  }
  const auto end = [&](const std::string& id, const std::string& token) {
    return send(http::Method::del, "/v1/sessions/" + id, "", token).status;
  };
  EXPECT_EQ(end(owners_id, viewer), 404);
  EXPECT_EQ(get("/v1/me", owner).status, 200);
  EXPECT_EQ(end(viewers_id, owner), 204);
  EXPECT_EQ(get("/v1/me", viewer).status, 401);
  for (int day = 0; day < 29; ++day) {  // seen every day
    clock().advance(std::chrono::hours(24));
    EXPECT_EQ(get("/v1/me", owner).status, 200) << day;
  }
  clock().advance(std::chrono::hours(24));
  EXPECT_EQ(get("/v1/me", owner).status, 401);  // 30 days are over
  const auto idle = login();
  clock().advance(std::chrono::hours(24 * 7));
  EXPECT_EQ(get("/v1/me", idle).status, 401);
}

TEST_P(LoginTest, AForgottenPasswordIsReplacedOnce) {
  const auto old_session = login();
  EXPECT_EQ(post("/v1/password-reset", R"({"email":"Ana@exemplo.com.br"})").status, 204);
  EXPECT_EQ(post("/v1/password-reset", R"({"email":"nobody@exemplo.com.br"})").status, 204);
  ASSERT_EQ(mails_.size(), 1u);
  EXPECT_EQ(mails_[0].email, "ana@exemplo.com.br");
  EXPECT_FALSE(mails_[0].invitation);
  const auto confirm = [&](const std::string& token, const std::string& password) {
    return post("/v1/password-reset/confirm",
                R"({"token":")" + token + R"(","password":")" + password + "\"}");
  };
  EXPECT_EQ(code(confirm(mails_[0].token, "curta")), "password.short");
  EXPECT_EQ(code(confirm(make_token(TokenKind::password_reset, tenant()), "battery staple")),
            "reset.token");
  EXPECT_EQ(confirm(mails_[0].token, "battery staple").status, 204);
  EXPECT_EQ(code(confirm(mails_[0].token, "battery staples")), "reset.token");
  EXPECT_EQ(get("/v1/me", old_session).status, 401);
  EXPECT_EQ(try_login("correct horse").status, 401);
  EXPECT_NE(login("battery staple"), "");
}

TEST_P(LoginTest, AResetLinkGrowsOldAndIsNotSentOften) {
  for (int i = 0; i < 5; ++i) (void)post("/v1/password-reset", R"({"email":"ana@exemplo.com.br"})");
  ASSERT_EQ(mails_.size(), 3u);
  clock().advance(std::chrono::minutes(60));
  EXPECT_EQ(code(post("/v1/password-reset/confirm",
                      R"({"token":")" + mails_[0].token + R"(","password":"battery staple"})")),
            "reset.token");
  (void)post("/v1/password-reset", R"({"email":"ana@exemplo.com.br"})");
  EXPECT_EQ(mails_.size(), 4u);
}

TEST_P(LoginTest, AnInvitedUserChoosesHisPassword) {
  const auto made = post(
      "/v1/users", R"({"email":"bia@exemplo.com.br","name":"Bia Lima","role":"analyst"})", login());
  EXPECT_EQ(made.status, 201) << made.body;
  ASSERT_EQ(mails_.size(), 1u);
  EXPECT_TRUE(mails_[0].invitation);
  EXPECT_EQ(mails_[0].company, "Padaria Estrela");
  EXPECT_EQ(try_login("*", "", "bia@exemplo.com.br").status, 401);
  clock().advance(std::chrono::hours(71));
  EXPECT_EQ(post("/v1/password-reset/confirm",
                 R"({"token":")" + mails_[0].token + R"(","password":"battery staple"})")
                .status,
            204);
  EXPECT_NE(login("battery staple", "", "bia@exemplo.com.br"), "");
}

TEST_P(LoginTest, OnesOwnPasswordIsChangedWithTheOldOne) {
  const auto here = login();
  const auto elsewhere = login();
  EXPECT_EQ(code(post("/v1/me/password",
                      R"({"current":"wrong horse!","password":"battery staple"})", here)),
            "password.wrong");
  EXPECT_EQ(
      post("/v1/me/password", R"({"current":"correct horse","password":"battery staple"})", here)
          .status,
      204);
  EXPECT_EQ(get("/v1/me", here).status, 200);
  EXPECT_EQ(get("/v1/me", elsewhere).status, 401);
  EXPECT_NE(login("battery staple"), "");
}

class SecondFactor : public LoginTest {
 protected:
  void SetUp() override {
    LoginTest::SetUp();
    if (IsSkipped()) return;
    token_ = login();
    const auto setup = post("/v1/totp/setup", "", token_);
    const auto uri = member(setup, "uri");
    EXPECT_THAT(uri, HasSubstr("secret=" + member(setup, "secret")));
    secret_ = secret_in_database();
    EXPECT_EQ(base32(secret_), member(setup, "secret"));
    EXPECT_EQ(code(post("/v1/totp/confirm", R"({"code":"000000"})", token_)), "totp.code");
    const auto confirmed = post("/v1/totp/confirm", R"({"code":")" + app_code() + "\"}", token_);
    EXPECT_EQ(confirmed.status, 200) << confirmed.body;
    const auto shown = parsed(confirmed);
    for (const auto& recovery : shown.at("recovery_codes").as_array()) {
      recovery_.emplace_back(recovery.as_string());
    }
    clock().advance(std::chrono::seconds(60));
  }
  std::string secret_in_database() {
    const auto sealed = db().read(tenant(), [](db::Tx& tx) {
      return *tx.one("SELECT totp_sealed FROM app_user", [](db::Row& row) { return row.blob(0); });
    });
    return unseal(derive_key(installation_->secret, "totp"), sealed).value();
  }
  std::string app_code() { return totp_code(secret_, totp_step(clock().now())); }
  http::Response try_with(const std::string& code) {
    return try_login("correct horse", R"(,"totp":")" + code + "\"");
  }

  std::string token_;
  std::string secret_;
  std::vector<std::string> recovery_;
};
QUITA_EACH_ENGINE(SecondFactor);

TEST_P(SecondFactor, IsAskedForAndACodeCountsOnce) {
  EXPECT_EQ(parsed(get("/v1/me", token_)).at("user").at("totp"), true);
  const auto asked = try_login("correct horse");
  EXPECT_EQ(asked.status, 403);
  EXPECT_EQ(code(asked), "login.totp_required");
  EXPECT_EQ(code(try_login("wrong horse!")), "login.refused");
  EXPECT_EQ(code(try_with("000000")), "login.refused");
  const auto now = app_code();
  EXPECT_EQ(try_with(now).status, 200);
  EXPECT_EQ(code(try_with(now)), "login.refused");  // RFC 6238 §5.2
  clock().advance(std::chrono::seconds(30));
  EXPECT_EQ(try_with(app_code()).status, 200);
}

TEST_P(SecondFactor, AskingIsNoFailureButWrongCodesAre) {
  for (int i = 0; i < 2 * failures_to_lock; ++i) {
    EXPECT_EQ(code(try_login("correct horse")), "login.totp_required");
  }
  for (int i = 0; i < failures_to_lock; ++i) EXPECT_EQ(try_with("000000").status, 401);
  EXPECT_EQ(code(try_with(app_code())), "login.refused");
  EXPECT_EQ(code(try_login("correct horse")), "login.refused");
}

TEST_P(SecondFactor, ARecoveryCodeIsGoodOnce) {
  ASSERT_EQ(recovery_.size(), 10u);
  EXPECT_EQ(try_with(upper_ascii(recovery_[3])).status, 200);
  EXPECT_EQ(try_with(recovery_[3]).status, 401);
  EXPECT_EQ(try_with(recovery_[4]).status, 200);
}

TEST_P(SecondFactor, IsTakenOffWithACodeOnly) {
  EXPECT_EQ(code(post("/v1/totp/setup", "", token_)), "totp.already");
  EXPECT_EQ(code(post("/v1/totp/disable", R"({"code":"000000"})", token_)), "totp.code");
  EXPECT_EQ(post("/v1/totp/disable", R"({"code":")" + app_code() + "\"}", token_).status, 204);
  EXPECT_NE(login(), "");
  EXPECT_EQ(code(post("/v1/totp/disable", R"({"code":"000000"})", token_)), "totp.not_set_up");
}

TEST_P(LoginTest, AnApiKeyMayWhatItsScopesSay) {
  const auto owner = login();
  const auto made =
      post("/v1/api-keys", R"({"name":"ERP","scopes":["company:read","titles:write"]})", owner);
  ASSERT_EQ(made.status, 201) << made.body;
  const auto key = member(made, "token");
  const auto id = member(made, "id");
  EXPECT_EQ(get("/v1/company", key).status, 200);
  EXPECT_EQ(get("/v1/users", key).status, 403);
  EXPECT_EQ(parsed(get("/v1/me", key)).at("user").at("id").as_string(), id);
  EXPECT_EQ(code(post("/v1/totp/setup", "", key)), "auth.person");
  EXPECT_EQ(code(post("/v1/api-keys", R"({"name":"X","scopes":["titles:read"]})", key)),
            "http.permission");
  EXPECT_THAT(get("/v1/api-keys", owner).body, Not(HasSubstr(key)));
  EXPECT_EQ(send(http::Method::del, "/v1/api-keys/" + id, "", owner).status, 204);
  EXPECT_EQ(code(get("/v1/company", key)), "auth.expired");
  EXPECT_EQ(send(http::Method::del, "/v1/api-keys/" + id, "", owner).status, 404);
  for (const auto* scopes : {R"(["users:write"])", R"(["api_keys:write"])", R"(["nada"])", "[]"}) {
    EXPECT_EQ(
        post("/v1/api-keys", std::string(R"({"name":"X","scopes":)") + scopes + "}", owner).status,
        422)
        << scopes;
  }
}

TEST_P(LoginTest, ARepeatedKeyGetsTheFirstAnswer) {
  const auto token = login();
  const auto count = [&](const std::string& key, const std::string& query = "") {
    return send(http::Method::post, "/v1/count" + query, "", token, {{"Idempotency-Key", key}});
  };
  EXPECT_EQ(count("k1").status, 204);
  const auto again = count("k1");
  EXPECT_EQ(again.status, 204);
  EXPECT_EQ(again.headers.get("Idempotency-Replayed"), "true");
  EXPECT_EQ(counted_, 1);
  EXPECT_EQ(code(count("k1", "?other=1")), "idempotency.reused");
  EXPECT_EQ(count("k2").status, 204);
  EXPECT_EQ(counted_, 2);
  clock().advance(std::chrono::hours(25));
  EXPECT_EQ(count("k1").status, 204);
  EXPECT_EQ(counted_, 3);
}

TEST_P(LoginTest, AnUnansweredKeyIsBusyThenFree) {
  http::Caller caller;
  caller.tenant = tenant();
  EXPECT_EQ(store_->claim(caller, "k", "a").value(), std::nullopt);
  EXPECT_EQ(store_->claim(caller, "k", "a").error().code, "idempotency.running");
  EXPECT_EQ(store_->claim(caller, "k", "b").error().code, "idempotency.reused");
  store_->release(caller, "k");
  EXPECT_EQ(store_->claim(caller, "k", "b").value(), std::nullopt);
  clock().advance(std::chrono::minutes(3));  // its process died
  EXPECT_EQ(store_->claim(caller, "k", "a").value(), std::nullopt);
  store_->keep(caller, "k", http::Response::json("{}", 201));
  EXPECT_EQ(store_->claim(caller, "k", "a").value()->status, 201);
  caller.tenant = other_tenant();
  EXPECT_EQ(store_->claim(caller, "k", "a").value(), std::nullopt);
}

}  // namespace
}  // namespace quita::company
