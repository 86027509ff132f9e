#include "http/dispatcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "http/route.h"

namespace quita::http {
namespace {

using testing::HasSubstr;

struct NewThing {
  std::string name;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(NewThing, (), (name, amount))
struct Thing {
  TitleId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, name))
struct After {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(After, (), (name))

class MemoryStore final : public IdempotencyStore {
 public:
  struct Entry {
    std::string fingerprint;
    std::optional<Response> answer;
  };
  Result<std::optional<Response>> claim(const Caller&, const std::string& key,
                                        const std::string& fingerprint) override {
    auto [entry, fresh] = entries.try_emplace(key, Entry{fingerprint, std::nullopt});
    if (fresh) return std::optional<Response>();
    if (entry->second.fingerprint != fingerprint) {
      return fail(ErrorKind::conflict, "idempotency.reused", "chave usada com outro pedido");
    }
    if (!entry->second.answer) {
      return fail(ErrorKind::conflict, "idempotency.running", "o primeiro pedido ainda corre");
    }
    return entry->second.answer;
  }
  void keep(const Caller&, const std::string& key, const Response& answer) override {
    entries[key].answer = answer;
  }
  void release(const Caller&, const std::string& key) override { entries.erase(key); }

  std::map<std::string, Entry> entries;
};

class DispatcherTest : public testing::Test {
 protected:
  DispatcherTest() {
    routes
        .add<NewThing, Thing>(Method::post, "/v1/things", "Registers a thing", "things:write",
                              [this](Context& c, const NewThing& in) -> Result<Thing> {
                                ++made;
                                if (in.name == "broken") throw std::runtime_error("disk");
                                if (in.name == "twice") {
                                  return fail(ErrorKind::conflict, "thing.exists", "já existe");
                                }
                                last_caller = c.caller.name;
                                return Thing{{}, in.name};
                              })
        .created()
        .idempotent();
    routes
        .get<Page<Thing>>("/v1/things", "Lists things", "things:read",
                          [](Context& c) -> Result<Page<Thing>> {
                            const int limit = TRY(c.limit());
                            const auto after = TRY(c.cursor<After>());
                            TRY(c.query_as<Date>("due_to"));
                            std::vector<Thing> found;
                            for (const auto* name : {"a", "b", "c", "d", "e"}) {
                              if (after && name <= after->name) continue;
                              if (found.size() <= static_cast<std::size_t>(limit)) {
                                found.push_back({{}, name});
                              }
                            }
                            return page_of(std::move(found), limit,
                                           [](const Thing& last) { return After{last.name}; });
                          })
        .query<Date>("due_to", "Vencimento até")
        .paged();
    routes.get<Thing>("/v1/things/newest", "Shows the newest", "things:read",
                      [](Context&) -> Result<Thing> {
                        return Thing{{}, "newest"};
                      });
    routes.get<Thing>("/v1/things/{id}", "Shows a thing", logged_in,
                      [](Context& c) -> Result<Thing> {
                        if (c.param("id") == "São Paulo/1") return Thing{{}, c.param("id")};
                        return Thing{TRY(c.param_as<TitleId>("id")), "by id"};
                      });
    routes.add<void, void>(Method::del, "/v1/things/{id}", "Removes", "things:write",
                           [](Context&) -> Status { return {}; });
    routes
        .raw(Method::get, "/v1/things/{id}/slip.pdf", "The slip", open_to_all,
             [](Context&) -> Result<Response> {
               return Response::file("application/pdf", "boleto nº 1 \"x\".pdf", "%PDF");
             })
        .produces("application/pdf");
    routes
        .raw(Method::post, "/hooks/{token}", "A provider's word", open_to_all,
             [](Context& c) -> Result<Response> {
               if (c.param("token") == "right") return Response::text("ok");
               return fail(ErrorKind::not_found, "hook.unknown", "este endereço não existe");
             })
        .upload("text/plain");
    routes
        .raw(Method::post, "/v1/files", "Takes a file", open_to_all,
             [](Context& c) -> Result<Response> {
               return Response::text(std::to_string(c.request.body.size()));
             })
        .upload("application/octet-stream");
    gate.authenticate = [](const Request& request) -> Result<Caller> {
      const auto given = request.headers.get("Authorization").value_or("");
      if (given != "Bearer good" && given != "Bearer reader") {
        return fail(ErrorKind::unauthorised, "auth.required", "entre primeiro");
      }
      Caller caller;
      caller.name = given == "Bearer good" ? "Ana" : "leitor";
      return caller;
    };
    gate.allows = [](const Caller& caller, std::string_view permission) {
      return caller.name == "Ana" || permission == "things:read";
    };
    gate.idempotency = &store;
    gate.public_rate = {0.001, 5};
  }

  Dispatcher& dispatcher() {
    if (!dispatcher_) {
      std::vector<StaticSite> sites;
      sites.emplace_back(
          "/", std::vector<Asset>{{"index.html", content_type_of("index.html"), console, ""},
                                  {"assets/app-1.js", content_type_of("a.js"), "let a", "GZ"},
                                  {"logo.svg", content_type_of("logo.svg"), "<svg/>", ""}});
      sites.emplace_back("/portal/",
                         std::vector<Asset>{{"index.html", "text/html", "<p>portal</p>", ""}});
      dispatcher_ = std::make_unique<Dispatcher>(routes, std::move(sites), gate);
    }
    return *dispatcher_;
  }

  Response ask(Method method, std::string_view target, std::string body = {},
               std::vector<std::pair<std::string, std::string>> headers = {},
               std::string token = "good") {
    Request request;
    request.method = method;
    EXPECT_TRUE(parse_target(target, request)) << target;
    request.body = std::move(body);
    request.id = "test-1";
    request.remote_address = "10.0.0.1";
    if (!token.empty()) request.headers.add("authorization", "Bearer " + token);
    bool typed = false;
    for (auto& [name, value] : headers) {
      typed = typed || name == "Content-Type";
      request.headers.add(name, value);
    }
    if (!request.body.empty() && !typed) {
      request.headers.add("Content-Type", "application/json; charset=utf-8");
    }
    return dispatcher().handle(request);
  }
  static std::string code_of(const Response& response) {
    if (response.content_type != "application/problem+json") return "";
    return std::string(json::parse(response.body)->at("code").as_string());
  }

  const std::string console = "<meta name=\"csp-nonce\" content=\"__CSP_NONCE__\">";
  Routes routes;
  Gate gate;
  MemoryStore store;
  int made = 0;
  std::string last_caller;

 private:
  std::unique_ptr<Dispatcher> dispatcher_;
};

TEST_F(DispatcherTest, CallsTheHandlerWithTypedBodyAndCaller) {
  const auto response = ask(Method::post, "/v1/things", R"({"name":"x","amount":10})");
  EXPECT_EQ(response.status, 201);
  EXPECT_THAT(response.body, HasSubstr("\"name\":\"x\""));
  EXPECT_EQ(last_caller, "Ana");
  EXPECT_EQ(response.answered_by, "/v1/things");
}

TEST_F(DispatcherTest, AnswersProblemsInPortugueseWithCodeAndField) {
  const auto response = ask(Method::post, "/v1/things", R"({"name":"x","amount":1.5})");
  EXPECT_EQ(response.status, 422);
  const auto problem = *json::parse(response.body);
  EXPECT_EQ(problem.at("code").as_string(), "json.type");
  EXPECT_EQ(problem.at("field").as_string(), "amount");
  EXPECT_EQ(problem.at("status").as_int64(), 422);
  EXPECT_THAT(std::string(problem.at("detail").as_string()), HasSubstr("inteiro em centavos"));
  EXPECT_EQ(code_of(ask(Method::post, "/v1/things", "{")), "json.syntax");
  EXPECT_EQ(code_of(ask(Method::post, "/v1/things", "{}", {{"Content-Type", "text/plain"}})),
            "http.content_type");
  EXPECT_EQ(ask(Method::post, "/v1/things", R"({"name":"twice","amount":1})").status, 409);
}

TEST_F(DispatcherTest, TellsWhoMayNot) {
  const auto stranger = ask(Method::get, "/v1/things", "", {}, "");
  EXPECT_EQ(stranger.status, 401);
  EXPECT_TRUE(stranger.headers.has("WWW-Authenticate"));
  EXPECT_EQ(ask(Method::get, "/v1/things", "", {}, "reader").status, 200);
  const auto reader = ask(Method::post, "/v1/things", R"({"name":"x","amount":1})", {}, "reader");
  EXPECT_EQ(reader.status, 403);
  EXPECT_EQ(code_of(reader), "http.permission");
  EXPECT_EQ(made, 0);
}

TEST_F(DispatcherTest, TellsWhatIsNotThere) {
  EXPECT_EQ(code_of(ask(Method::post, "/v1/nothing")), "http.not_found");
  EXPECT_EQ(code_of(ask(Method::post, "/v1/things/")), "http.not_found");
  EXPECT_EQ(code_of(ask(Method::post, "/v1//things")), "http.not_found");
  const auto put = ask(Method::put, "/v1/things");
  EXPECT_EQ(put.status, 405);
  EXPECT_EQ(put.headers.get("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(ask(Method::options, "/v1/things").status, 204);
}

TEST_F(DispatcherTest, ReadsPathParametersDecoded) {
  EXPECT_THAT(ask(Method::get, "/v1/things/rec_01h455vb4pex5vsknk084sn02q").body,
              HasSubstr("by id"));
  EXPECT_THAT(ask(Method::get, "/v1/things/S%C3%A3o%20Paulo%2F1").body, HasSubstr("São Paulo/1"));
  EXPECT_THAT(ask(Method::get, "/v1/things/newest").body, HasSubstr("newest"));
  const auto wrong = ask(Method::get, "/v1/things/pty_01h455vb4pex5vsknk084sn02q");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("\"field\":\"id\""));
  EXPECT_EQ(ask(Method::del, "/v1/things/x").status, 204);
}

TEST_F(DispatcherTest, PagesByCursor) {
  std::string names;
  std::string cursor;
  int pages = 0;
  do {
    const auto response = ask(Method::get, "/v1/things?limit=2&cursor=" + cursor);
    ASSERT_EQ(response.status, 200) << response.body;
    const auto page = *json::parse(response.body);
    for (const auto& item : page.at("items").as_array()) {
      names += std::string(item.at("name").as_string());
    }
    const auto* next = page.as_object().if_contains("next_cursor");
    cursor = next != nullptr ? std::string(next->as_string()) : "";
    ++pages;
  } while (!cursor.empty());
  EXPECT_EQ(names, "abcde");
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(code_of(ask(Method::get, "/v1/things?cursor=zzz")), "http.cursor");
  EXPECT_EQ(code_of(ask(Method::get, "/v1/things?limit=201")), "http.limit");
  EXPECT_EQ(code_of(ask(Method::get, "/v1/things?limit=x")), "http.limit");
  EXPECT_THAT(ask(Method::get, "/v1/things?due_to=amanha").body, HasSubstr("\"field\":\"due_to\""));
}

// Stripe's rule (peers.md): a repeat gets the first answer, a changed repeat an error.
TEST_F(DispatcherTest, RepeatsTheFirstAnswerForOneKey) {
  const std::vector<std::pair<std::string, std::string>> key = {{"Idempotency-Key", "k-1"}};
  const auto first = ask(Method::post, "/v1/things", R"({"name":"x","amount":1})", key);
  const auto second = ask(Method::post, "/v1/things", R"({"name":"x","amount":1})", key);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.headers.get("Idempotency-Replayed"), "true");
  EXPECT_EQ(code_of(ask(Method::post, "/v1/things", R"({"name":"y","amount":1})", key)),
            "idempotency.reused");
  EXPECT_EQ(made, 1);
  EXPECT_EQ(code_of(ask(Method::post, "/v1/things", R"({"name":"y","amount":1})",
                        {{"Idempotency-Key", "a b"}})),
            "http.idempotency_key");
}

TEST_F(DispatcherTest, KeepsARefusalButReleasesTheKeyOfABrokenRequest) {
  const std::vector<std::pair<std::string, std::string>> key = {{"Idempotency-Key", "k-2"}};
  EXPECT_EQ(ask(Method::post, "/v1/things", R"({"name":"broken","amount":1})", key).status, 500);
  EXPECT_TRUE(store.entries.empty());
  EXPECT_EQ(ask(Method::post, "/v1/things", R"({"name":"twice","amount":1})", key).status, 409);
  EXPECT_EQ(ask(Method::post, "/v1/things", R"({"name":"twice","amount":1})", key).status, 409);
  EXPECT_EQ(made, 2);
}

TEST_F(DispatcherTest, SaysNothingOfTheInsideWhenItBreaks) {
  const auto response = ask(Method::post, "/v1/things", R"({"name":"broken","amount":1})");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("disk"), std::string::npos);
  EXPECT_THAT(response.body, HasSubstr("test-1"));
}

TEST_F(DispatcherTest, RefusesWhatAnotherSiteSendsWithOurCookie) {
  const auto post = [&](std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("Cookie", "quita_session=x");
    headers.emplace_back("Host", "cobranca.example");
    return ask(Method::del, "/v1/things/1", "", std::move(headers)).status;
  };
  EXPECT_EQ(post({}), 204);
  EXPECT_EQ(post({{"Sec-Fetch-Site", "same-origin"}}), 204);
  EXPECT_EQ(post({{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(post({{"Sec-Fetch-Site", "same-site"}}), 403);
  EXPECT_EQ(post({{"Origin", "https://cobranca.example"}}), 204);
  EXPECT_EQ(post({{"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(post({{"Origin", "null"}}), 403);
}

TEST_F(DispatcherTest, LimitsPublicRoutesByAddress) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ask(Method::get, "/v1/things/1/slip.pdf", "", {}, "").status, 200);
  }
  const auto sixth = ask(Method::get, "/v1/things/1/slip.pdf", "", {}, "");
  EXPECT_EQ(sixth.status, 429);
  EXPECT_TRUE(sixth.headers.has("Retry-After"));
  EXPECT_EQ(ask(Method::get, "/v1/things").status, 200);
}

TEST(RateLimiter, RefillsWithTime) {
  RateLimiter limiter({2, 4});
  std::chrono::steady_clock::time_point now{};
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(limiter.take("a", now));
  EXPECT_FALSE(limiter.take("a", now));
  EXPECT_TRUE(limiter.take("b", now));
  now += std::chrono::seconds(1);
  EXPECT_TRUE(limiter.take("a", now));
  EXPECT_TRUE(limiter.take("a", now));
  EXPECT_FALSE(limiter.take("a", now));
}

// Tracks in the name of the address who is a provider: ten times the rate, and no bucket with
// others.
TEST(RateLimiter, GivesProvidersTenTimesAsMuch) {
  RateLimiter limiter({2, 4});
  std::chrono::steady_clock::time_point now{};
  for (int i = 0; i < 40; ++i) EXPECT_TRUE(limiter.take("provider a", now)) << i;
  EXPECT_FALSE(limiter.take("provider a", now));
  EXPECT_TRUE(limiter.take("a", now));
  now += std::chrono::seconds(1);
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(limiter.take("provider a", now)) << i;
  EXPECT_FALSE(limiter.take("provider a", now));
}

// A provider's address has a bucket of its own, ten times as deep; who guesses its secret pays for
// ten calls each time, and so guesses no faster than anybody else.
TEST_F(DispatcherTest, AGuessAtAProvidersSecretCostsTenCalls) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask(Method::post, "/hooks/guess").status, 404) << i;
  EXPECT_EQ(ask(Method::post, "/hooks/guess").status, 429);
  EXPECT_EQ(ask(Method::post, "/hooks/right").status, 429) << "the same address";
  EXPECT_EQ(ask(Method::post, "/v1/files").status, 200) << "another bucket";
}
TEST_F(DispatcherTest, WhoHasTheProvidersSecretMayAskTenTimesAsOften) {
  for (int i = 0; i < 50; ++i) EXPECT_EQ(ask(Method::post, "/hooks/right").status, 200) << i;
  EXPECT_EQ(ask(Method::post, "/hooks/right").status, 429);
}

TEST_F(DispatcherTest, ServesFilesWithTagsAndCompression) {
  const auto app = ask(Method::get, "/assets/app-1.js");
  EXPECT_EQ(app.content(), "let a");
  EXPECT_EQ(app.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  const auto gz = ask(Method::get, "/assets/app-1.js", "", {{"Accept-Encoding", "br, gzip"}});
  EXPECT_EQ(gz.content(), "GZ");
  EXPECT_EQ(gz.headers.get("Content-Encoding"), "gzip");
  const auto plain = ask(Method::get, "/assets/app-1.js", "", {{"Accept-Encoding", "gzip;q=0"}});
  EXPECT_EQ(plain.content(), "let a");
  const auto logo = ask(Method::get, "/logo.svg");
  EXPECT_EQ(logo.headers.get("Cache-Control"), "no-cache");
  const auto same = ask(Method::get, "/logo.svg", "",
                        {{"If-None-Match", std::string(*logo.headers.get("ETag"))}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.content(), "");
}

TEST_F(DispatcherTest, GivesApplicationAddressesTheIndexAndFreshNonces) {
  const auto first = ask(Method::get, "/titles/rec_1");
  const auto second = ask(Method::get, "/");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body.find("__CSP_NONCE__"), std::string::npos);
  EXPECT_NE(first.body, second.body);
  const auto nonce = first.body.substr(first.body.find("content=\"") + 9, 22);
  EXPECT_THAT(std::string(*first.headers.get("Content-Security-Policy")),
              HasSubstr("style-src 'self' 'nonce-" + nonce + "'"));
  EXPECT_EQ(ask(Method::get, "/nothing.js").status, 404);
  EXPECT_EQ(ask(Method::get, "/portal/t/abc").content(), "<p>portal</p>");
  EXPECT_EQ(ask(Method::get, "/portal").headers.get("Location"), "/portal/");
  EXPECT_EQ(ask(Method::get, "/assets/..%2f..%2fetc%2fpasswd.txt").status, 404);
}

TEST_F(DispatcherTest, CountsForPrometheus) {
  ask(Method::get, "/v1/things");
  ask(Method::get, "/v1/things", "", {}, "");
  const auto text = dispatcher().metrics();
  EXPECT_THAT(text, HasSubstr("quita_http_requests_total{status=\"2xx\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("quita_http_requests_total{status=\"4xx\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("quita_http_request_seconds_bucket{le=\"+Inf\"} 2\n"));
}

TEST_F(DispatcherTest, DocumentsEveryRoute) {
  const auto document = openapi(routes, "Quita", "1");
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  for (const auto& route : routes.all()) {
    std::string method(name(route.method));
    for (auto& c : method) c = static_cast<char>(c | 32);
    const auto& operation = document.at("paths").at(route.path).at(method);
    EXPECT_EQ(operation.at("summary").as_string(), route.summary);
    EXPECT_EQ(operation.at("x-permission").as_string(), route.permission);
  }
  const auto& post = document.at("paths").at("/v1/things").at("post");
  EXPECT_EQ(post.at("operationId").as_string(), "post_v1_things");
  EXPECT_EQ(json::serialize(post.at("requestBody").at("content").at("application/json")),
            R"({"schema":{"$ref":"#/components/schemas/NewThing"}})");
  EXPECT_TRUE(post.at("responses").as_object().contains("201"));
  EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("PageThing"));
  const auto& list = document.at("paths").at("/v1/things").at("get");
  EXPECT_EQ(list.at("parameters").as_array().size(), 3u);
  const auto text = json::serialize(document);
  EXPECT_THAT(text, HasSubstr(R"("name":"id","in":"path","required":true)"));
  EXPECT_THAT(text, HasSubstr("application/pdf"));
}

TEST_F(DispatcherTest, RefusesATableThatContradictsItself) {
  const auto nothing = [](Context&) -> Result<Response> { return Response::empty(); };
  EXPECT_THROW(routes.raw(Method::get, "/v1/things/{name}", "", "any", nothing), std::logic_error);
  EXPECT_THROW(routes.raw(Method::get, "v1", "", "any", nothing), std::logic_error);
  routes.raw(Method::get, "/v1/{a}.pdf", "", "any", nothing);
  EXPECT_THROW(Dispatcher(routes, {}, gate), std::logic_error);
}

TEST_F(DispatcherTest, KnowsEachRoutesBodyLimit) {
  Request request;
  request.method = Method::post;
  request.path = "/v1/files";
  EXPECT_EQ(dispatcher().body_bytes_max(request), upload_bytes_max_default);
  request.path = "/v1/things";
  EXPECT_EQ(dispatcher().body_bytes_max(request), body_bytes_max_default);
}

TEST(Message, SplitsTargets) {
  Request request;
  EXPECT_TRUE(parse_target("/a/b?q=S%C3%A3o+Paulo&x=1%2B1&&flag&q=2", request));
  EXPECT_EQ(request.path, "/a/b");
  EXPECT_EQ(request.query_value("q"), "São Paulo");
  EXPECT_EQ(request.query_value("x"), "1+1");
  EXPECT_EQ(request.query_value("flag"), "");
  EXPECT_FALSE(request.query_value("y"));
  for (const auto* target : {"", "a", "http://x/", "*", "/%", "/%2", "/%zz", "/a?x=%f", "/%00",
                             "/%ff", "/a?x=%c3", "/\xff"}) {
    EXPECT_FALSE(parse_target(target, request)) << target;
  }
}

TEST(Message, FindsHeadersAndCookies) {
  Request request;
  request.headers.add("COOKIE", "a=1; quita_session=abc=; b=2");
  EXPECT_EQ(request.cookie("quita_session"), "abc=");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_FALSE(request.cookie("session"));
  EXPECT_EQ(request.headers.get("Cookie").value().size(), 28u);
}

TEST(Message, NamesDownloadsForOldAndNewBrowsers) {
  const auto file = Response::file("application/pdf", "boleto nº 1 \"x\"\r\n.pdf", "");
  EXPECT_EQ(file.headers.get("Content-Disposition"),
            "attachment; filename=\"boleto no 1 x  .pdf\"; "
            "filename*=UTF-8''boleto%20n%C2%BA%201%20%22x%22%0D%0A.pdf");
}

}  // namespace
}  // namespace quita::http
