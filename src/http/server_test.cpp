// The server over real sockets on this machine.
#include "http/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/route.h"

namespace quita::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval limit{5, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    connected = connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // One whole answer (head and as much body as it declares); "" when the connection ended.
  std::string answer(bool without_body = false) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return std::exchange(buffer_, "");
    }
    end += 4;
    const auto length = buffer_.find("Content-Length: ");
    if (!without_body && length < end) end += std::stoul(buffer_.substr(length + 16));
    while (buffer_.size() < end) {
      if (!more()) break;
    }
    auto text = buffer_.substr(0, end);
    buffer_.erase(0, end);
    return text;
  }
  bool ended() { return buffer_.empty() && !more(); }

  bool connected = false;

 private:
  bool more() {
    char bytes[4096];
    const auto count = recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }
  int socket_;
  std::string buffer_;
};

// Holds handlers back until opened.
class Barrier {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void wait_for(int waiting) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 5s, [&] { return waiting_ >= waiting; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    routes.raw(Method::get, "/hello", "", open_to_all, [](Context& c) -> Result<Response> {
      return Response::text("hello " + c.query("name").value_or("you") + " from " +
                            c.request.remote_address);
    });
    routes
        .raw(Method::post, "/echo", "", open_to_all,
             [](Context& c) -> Result<Response> {
               return Response::bytes("application/octet-stream", c.request.body);
             })
        .body_max(100'000);
    routes.raw(Method::get, "/slow", "", open_to_all, [this](Context&) -> Result<Response> {
      barrier.pass();
      return Response::text("slow");
    });
    routes.raw(Method::get, "/inject", "", open_to_all, [](Context& c) -> Result<Response> {
      return Response::redirect("/x" + c.query("to").value_or(""));
    });
    config.port = 0;
    gate.public_rate = {1e6, 1e6};
  }
  ~ServerTest() override { barrier.open(); }

  Client client() {
    if (!server) {
      dispatcher = std::make_unique<Dispatcher>(routes, std::vector<StaticSite>(), gate);
      server = std::make_unique<Server>(config, *dispatcher, clock);
    }
    return Client(server->port());
  }
  std::string once(std::string_view request) {
    auto peer = client();
    peer.send(request);
    return peer.answer();
  }

  ManualClock clock{Instant{1795352709123}};
  Routes routes;
  Gate gate;
  ServerConfig config;
  Barrier barrier;
  std::unique_ptr<Dispatcher> dispatcher;
  std::unique_ptr<Server> server;
};

TEST_F(ServerTest, AnswersWithSecurityHeaders) {
  const auto text = once("GET /hello?name=S%C3%A3o HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 13:05:09 GMT\r\n"));
  EXPECT_THAT(text, testing::EndsWith("hello São from 127.0.0.1"));
  for (const auto* header :
       {"Content-Security-Policy: default-src 'self'", "frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer",
        "Cache-Control: no-store", "X-Request-Id: ", "Connection: keep-alive"}) {
    EXPECT_THAT(text, HasSubstr(header));
  }
  EXPECT_EQ(text.find("Strict-Transport-Security"), std::string::npos);
}

TEST_F(ServerTest, SaysStrictTransportBehindTls) {
  config.behind_tls = true;
  EXPECT_THAT(once("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"),
              HasSubstr("Strict-Transport-Security"));
}

TEST_F(ServerTest, KeepsConnectionsAndAnswersPipelinedRequestsInOrder) {
  auto peer = client();
  for (int i = 0; i < 3; ++i) {
    peer.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(peer.answer(), HasSubstr("hello you"));
  }
  std::string many;
  for (int i = 0; i < 50; ++i) {
    many += "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n" + std::to_string(i + 10);
  }
  peer.send(many);
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(peer.answer(), testing::EndsWith("\r\n\r\n" + std::to_string(i + 10)));
  }
}

TEST_F(ServerTest, ClosesWhenAsked) {
  auto peer = client();
  peer.send("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(peer.answer(), HasSubstr("Connection: close"));
  EXPECT_TRUE(peer.ended());
  auto old = client();
  old.send("GET /hello HTTP/1.0\r\n\r\n");
  EXPECT_THAT(old.answer(), HasSubstr("hello"));
  EXPECT_TRUE(old.ended());
}

TEST_F(ServerTest, ReadsHeadAndBodyThatComeByteByByte) {
  auto peer = client();
  for (const char c :
       std::string("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde")) {
    peer.send(std::string(1, c));
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_THAT(peer.answer(), testing::EndsWith("\r\n\r\nabcde"));
}

TEST_F(ServerTest, ReadsChunkedBodies) {
  EXPECT_THAT(once("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "3\r\nabc\r\n2;ext=1\r\nde\r\n0\r\n\r\n"),
              testing::EndsWith("\r\n\r\nabcde"));
}

TEST_F(ServerTest, TakesLargeBodiesUpToTheRoutesLimit) {
  const std::string body(100'000, 'x');
  const std::string head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: ";
  EXPECT_THAT(once(head + "100000\r\n\r\n" + body), testing::EndsWith("\r\n\r\n" + body));
  EXPECT_THAT(once(head + "100001\r\n\r\n" + body + "x"), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(once(head + "99999999999999999999999\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  std::string chunked = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 11; ++i) chunked += "2710\r\n" + std::string(10'000, 'y') + "\r\n";
  EXPECT_THAT(once(chunked + "0\r\n\r\n"), StartsWith("HTTP/1.1 413"));
}

TEST_F(ServerTest, AsksForTheBodyWhenTheClientWaits) {
  auto peer = client();
  peer.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(peer.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("ok");
  EXPECT_THAT(peer.answer(), testing::EndsWith("\r\n\r\nok"));
}

TEST_F(ServerTest, RefusesOversizedHeads) {
  EXPECT_THAT(once("GET /hello HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n"),
              StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(once("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"),
              StartsWith("HTTP/1.1 431"));
  std::string many = "GET /hello HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 3000; ++i) many += "a: b\r\n";
  EXPECT_THAT(once(many + "\r\n"), StartsWith("HTTP/1.1 431"));
}

TEST_F(ServerTest, RefusesMalformedRequests) {
  for (const std::string_view request :
       {"nonsense\r\n\r\n", "GET /hello\r\n\r\n", "GET /hello HTTP/9.9\r\n\r\n",
        "GET /hello HTTP/1.1\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET http://x/hello HTTP/1.1\r\nHost: x\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"}) {
    EXPECT_THAT(once(request), StartsWith("HTTP/1.1 400")) << request;
  }
  EXPECT_THAT(once("TRACE /hello HTTP/1.1\r\nHost: x\r\n\r\n"), StartsWith("HTTP/1.1 501"));
  EXPECT_THAT(once("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServerTest, AnswersHeadWithoutBody) {
  auto peer = client();
  peer.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto head = peer.answer(true);
  EXPECT_THAT(head, HasSubstr("Content-Length: 24\r\n"));
  EXPECT_THAT(peer.answer(), testing::EndsWith("hello you from 127.0.0.1"));
}

TEST_F(ServerTest, KeepsOrMakesRequestIds) {
  EXPECT_THAT(once("GET /hello HTTP/1.1\r\nHost: x\r\nX-Request-Id: abc-1\r\n\r\n"),
              HasSubstr("X-Request-Id: abc-1\r\n"));
  EXPECT_THAT(once("GET /hello HTTP/1.1\r\nHost: x\r\nX-Request-Id: a b\"\r\n\r\n"),
              testing::Not(HasSubstr("a b\"")));
}

TEST_F(ServerTest, LetsNoLineBreakIntoHeaders) {
  const auto text = once("GET /inject?to=%0D%0ASet-Cookie:+a=b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(text, HasSubstr("Location: /xSet-Cookie: a=b\r\n"));
}

TEST_F(ServerTest, BelievesOnlyTrustedProxies) {
  const std::string request =
      "GET /hello HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.9\r\n\r\n";
  EXPECT_THAT(once(request), testing::EndsWith("from 127.0.0.1"));
  server.reset();
  config.trusted_proxies = {"127.0.0.1", "10.0.0.9"};
  EXPECT_THAT(once(request), testing::EndsWith("from 203.0.113.7"));
}

TEST_F(ServerTest, GivesUpSlowClients) {
  config.head_timeout_ms = 60;
  config.body_timeout_ms = 60;
  auto head = client();
  head.send("GET /hello HTTP/1.1\r\nHo");
  EXPECT_THAT(head.answer(), StartsWith("HTTP/1.1 408"));
  EXPECT_TRUE(head.ended());
  auto body = client();
  body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");
  EXPECT_THAT(body.answer(), StartsWith("HTTP/1.1 408"));
}

TEST_F(ServerTest, ClosesIdleConnections) {
  config.idle_timeout_ms = 60;
  auto peer = client();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(peer.ended());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
}

TEST_F(ServerTest, DoesNotCountTheHandlersTimeAgainstTheClient) {
  config.head_timeout_ms = config.body_timeout_ms = config.idle_timeout_ms = 50;
  auto peer = client();
  peer.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(200ms);
  barrier.open();
  EXPECT_THAT(peer.answer(), testing::EndsWith("slow"));
}

TEST_F(ServerTest, AnswersBusyWhenWorkersAndQueueAreFull) {
  config.workers = 1;
  config.queue_max = 1;
  auto running = client();
  running.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  barrier.wait_for(1);
  auto queued = client();
  queued.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(50ms);
  const auto refused = once("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 503"));
  EXPECT_THAT(refused, HasSubstr("Retry-After: 1"));
  barrier.open();
  EXPECT_THAT(running.answer(), testing::EndsWith("slow"));
  EXPECT_THAT(queued.answer(), testing::EndsWith("slow"));
}

TEST_F(ServerTest, LimitsConnections) {
  config.connections_max = 1;
  auto first = client();
  first.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(first.answer(), StartsWith("HTTP/1.1 200"));
  EXPECT_TRUE(client().ended());
}

TEST_F(ServerTest, DrainsWhenStopped) {
  auto busy = client();
  busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  barrier.wait_for(1);
  auto idle = client();
  idle.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(idle.answer(), StartsWith("HTTP/1.1 200"));
  const auto port = server->port();
  std::thread stopping([&] { server->stop(); });
  EXPECT_TRUE(idle.ended());
  barrier.open();
  const auto answer = busy.answer();
  EXPECT_THAT(answer, testing::EndsWith("slow"));
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  stopping.join();
  EXPECT_FALSE(Client(port).connected);
}

TEST_F(ServerTest, ServesManyAtOnceOnSeveralIoThreads) {
  config.io_threads = 2;
  client();
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      Client peer(server->port());
      for (int n = 0; n < 100; ++n) {
        peer.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
        if (peer.answer().ends_with("hello you from 127.0.0.1")) ++good;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 800);
}

TEST_F(ServerTest, TellsWhyItCannotListen) {
  client();
  config.port = server->port();
  EXPECT_THROW(Server(config, *dispatcher, clock), std::runtime_error);
  config.address = "nowhere";
  EXPECT_THROW(Server(config, *dispatcher, clock), std::runtime_error);
}

}  // namespace
}  // namespace quita::http
