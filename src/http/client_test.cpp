// The client against our own server on this machine, and against servers that misbehave.
#include "http/client.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "http/public_address.h"
#include "http/server.h"

namespace quita::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class Echo final : public Handler {
 public:
  std::size_t body_bytes_max(const Request&) const override { return 1'000'000; }
  Response handle(const Request& request) override {
    if (request.path == "/away") return Response::redirect("/echo");
    if (request.path == "/large") return Response::text(std::string(5'000, 'x'));
    if (request.path == "/slow") std::this_thread::sleep_for(1500ms);
    std::string text(name(request.method));
    text += " " + request.path;
    for (const auto& [key, value] : request.query) text += " " + key + "=" + value;
    for (const auto* header : {"Authorization", "Content-Type", "X-Token", "Expect"}) {
      if (const auto value = request.headers.get(header)) {
        text += fmt::format(" {}={}", header, *value);
      }
    }
    auto response = Response::text(text + " " + request.body, request.path == "/no" ? 404 : 200);
    response.headers.add("X-Seen", "yes");
    return response;
  }
};

class ClientTest : public testing::Test {
 protected:
  static ServerConfig any_port() {
    ServerConfig config;
    config.port = 0;
    return config;
  }
  std::string url(const std::string& path) const {
    return fmt::format("http://127.0.0.1:{}{}", server.port(), path);
  }
  static Call call_to(std::string address, Method method = Method::get, std::string body = "") {
    Call call;
    call.method = method;
    call.url = std::move(address);
    call.body = std::move(body);
    return call;
  }
  Call get(const std::string& path) const { return call_to(url(path)); }

  ManualClock clock{Instant{1795352709123}};
  Echo echo;
  Server server{any_port(), echo, clock};
  Client client;
};

TEST_F(ClientTest, SendsMethodQueryHeadersAndBody) {
  Call call = call_to(url("/echo?name=S%C3%A3o"), Method::put, "olá");
  call.user = "ana";
  call.password = "se:nha";
  call.headers.add("X-Token", "t");
  call.headers.add("Content-Type", "application/json");
  const auto answer = client.send(call);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body,
            "PUT /echo name=São Authorization=Basic YW5hOnNlOm5oYQ== "
            "Content-Type=application/json X-Token=t olá");
  EXPECT_EQ(answer->headers.get("x-seen"), "yes");
  EXPECT_TRUE(client.maybe_told());
}

TEST_F(ClientTest, NothingOfOneRequestStaysForTheNext) {
  Call with_secret = call_to(url("/echo"), Method::post, "segredo");
  with_secret.user = "ana";
  with_secret.password = "senha";
  with_secret.headers.add("X-Token", "t");
  ASSERT_TRUE(client.send(with_secret));
  EXPECT_EQ(client.send(get("/plain"))->body, "GET /plain ");
}

TEST_F(ClientTest, AnAnswerOfAnyStatusIsAnAnswer) {
  const auto answer = client.send(get("/no"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
  EXPECT_FALSE(answer->ok());
}

TEST_F(ClientTest, FollowsNoRedirect) { EXPECT_EQ(client.send(get("/away"))->status, 303); }

TEST_F(ClientTest, TakesNoMoreThanTheLimit) {
  Client small({.answer_bytes_max = 1'000});
  const auto answer = small.send(get("/large"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "http.answer_too_large");
}

TEST_F(ClientTest, RefusesWhatIsNoUrlOfTheWebAndHeadersOfTwoLines) {
  for (const auto* bad : {"ftp://x/", "file:///etc/passwd", "//x", "http://ana:senha@x/",
                          "http://x/a b", "http://x/\r\nHost: y", ""}) {
    const auto answer = client.send(call_to(bad));
    ASSERT_FALSE(answer) << bad;
    EXPECT_EQ(answer.error().code, "http.url") << bad;
  }
  auto call = get("/echo");
  call.headers.add("X-Token", "a\r\nX-Other: b");
  EXPECT_EQ(client.send(call).error().code, "http.header");
}

TEST_F(ClientTest, ATimeOutAfterTheRequestLeftMayHaveBeenTold) {
  Client hasty({.timeout_ms = 300});
  const auto answer = hasty.send(get("/slow?token=segredo"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "http.no_answer");
  EXPECT_TRUE(hasty.maybe_told());
  EXPECT_THAT(answer.error().message, testing::Not(HasSubstr("segredo")));
}

TEST_F(ClientTest, NobodyThereMeansNothingWasTold) {
  std::uint16_t port = 0;
  {
    const Server gone(any_port(), echo, clock);
    port = gone.port();
  }
  const auto nobody = fmt::format("http://127.0.0.1:{}/", port);
  const auto answer = client.send(call_to(nobody, Method::post, "x"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "http.not_connected");
  EXPECT_FALSE(client.maybe_told());
}

TEST_F(ClientTest, AStopEndsTheWaiting) {
  std::stop_source stop;
  Client waiting({.stop = stop.get_token()});
  std::thread stopper([&] {
    std::this_thread::sleep_for(50ms);
    stop.request_stop();
  });
  const auto answer = waiting.send(get("/slow"));
  stopper.join();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "http.stopped");
  EXPECT_EQ(waiting.send(get("/echo")).error().code, "http.stopped");
}

TEST_F(ClientTest, PublicOnlyRefusesThisMachineByAnyName) {
  Client outside({.reach = Reach::public_only});
  for (const std::string host :
       {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"}) {
    const auto answer = outside.send(call_to(fmt::format("http://{}:{}/", host, server.port())));
    ASSERT_FALSE(answer) << host;
    EXPECT_EQ(answer.error().code, "http.private_address") << host;
  }
}

TEST(PublicAddress, KnowsTheSpecialNetworks) {
  for (const auto* address : {"187.45.1.2", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2804:14d::1",
                              "2606:4700::1111", "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(is_public_address(address)) << address;
  }
  for (const auto* address : {"10.1.2.3",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.0.10",
                              "127.8.8.8",
                              "169.254.169.254",
                              "100.64.0.1",
                              "0.0.0.0",
                              "198.19.0.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "::1",
                              "::",
                              "fe80::1",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "::ffff:10.0.0.1",
                              "64:ff9b::a00:1",
                              "2002:a00:1::",
                              "2001:db8::1",
                              "x",
                              ""}) {
    EXPECT_FALSE(is_public_address(address)) << address;
  }
}

TEST(FormEncode, KeepsOrderAndEscapes) {
  EXPECT_EQ(form_encode({{"to", "+55 11"}, {"text", "São & cia"}}),
            "to=%2B55%2011&text=S%C3%A3o%20%26%20cia");
}

}  // namespace
}  // namespace quita::http
