// The only file that knows Beast and Asio. Beast parses (synchronously, from our own buffer); the
// answer's head is written here.
//
// Each I/O thread has its own io_context, its own connections and a sweeper that looks at their
// deadlines, so that a request costs no timer and no lock but the pool's.
#include "http/server.h"

#include <fmt/format.h>
#include <malloc.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>
#include <unordered_set>

#include "base/secret.h"
#include "base/text.h"
#include "http/worker_pool.h"

namespace quita::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;
using Parser = beast::http::request_parser<beast::http::string_body>;
using SteadyClock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_bytes = 8 * 1024;
constexpr std::size_t read_body_bytes = 64 * 1024;
// After a refusal the rest of what the client sends is read and dropped for so long, or the
// client's kernel would throw our answer away with a reset.
constexpr auto linger = std::chrono::milliseconds(1000);
constexpr std::size_t linger_bytes_max = 1024 * 1024;

// Sunday to Saturday and January to December as RFC 9110 (5.6.7) writes them.
std::string http_date(Instant at) {
  constexpr std::string_view days = "SunMonTueWedThuFriSat";
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto seconds = at.ms / 1000;
  const auto date = Date::from_days(static_cast<std::int32_t>(seconds / 86'400));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days.substr(date.weekday() * 3, 3),
                     date.day(), months.substr((date.month() - 1) * 3, 3), date.year(),
                     seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
}

std::string address_text(const Tcp::endpoint& peer) {
  const auto address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

// Header values come from handlers and may hold foreign text: no line break leaves the house.
void append_clean(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= ' ' && c != 0x7f) out += c;
  }
}

Response refusal(int status, std::string code, std::string message) {
  return problem(status, {ErrorKind::invalid, std::move(code), std::move(message), "", ""});
}

Response refusal_of(const error_code& error) {
  using Reason = beast::http::error;
  if (error == Reason::header_limit || error == Reason::buffer_overflow) {
    return refusal(431, "http.head_too_large", "o cabeçalho do pedido é grande demais");
  }
  if (error == Reason::body_limit) {
    return refusal(413, "http.body_too_large", "o corpo do pedido é grande demais");
  }
  return refusal(400, "http.malformed", "o pedido não é HTTP/1.1 bem-formado");
}

Response busy() {
  return refusal(503, "http.busy", "o servidor está ocupado; tente de novo em instantes");
}

}  // namespace

class Server::Impl {
 public:
  Impl(ServerConfig config, Handler& handler, const Clock& clock)
      : config_(std::move(config)),
        handler_(handler),
        clock_(clock),
        pool_(config_.workers, config_.queue_max, config_.working_max),
        id_prefix_(hex(random_bytes(4))) {
    // Every thread would otherwise get its own heap, and keep what it once needed.
    mallopt(M_ARENA_MAX, 4);
    default_headers_ =
        "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
        "X-Frame-Options: DENY\r\nCross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n"
        "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";
    if (config_.behind_tls) {
      default_headers_ += "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
    }
    policy_header_ = "Content-Security-Policy: " + content_security_policy("") + "\r\n";
    const int shortest = std::min({config_.head_timeout_ms, config_.body_timeout_ms,
                                   config_.idle_timeout_ms, config_.write_timeout_ms});
    sweep_every_ = std::chrono::milliseconds(std::clamp(shortest / 4, 5, 1000));
    for (int i = 0; i < std::max(1, config_.io_threads); ++i) {
      shards_.push_back(std::make_unique<Shard>());
    }
    listen();
    for (auto& shard : shards_) {
      asio::co_spawn(shard->context, sweep(*shard), asio::detached);
      shard->thread = std::thread([&shard] { shard->context.run(); });
    }
    asio::co_spawn(shards_.front()->context, accept(), asio::detached);
  }

  ~Impl() { stop(0); }

  std::uint16_t port() const { return port_; }

  void stop(int drain_ms) {
    if (stopped_.exchange(true)) return;
    draining_ = true;
    for (auto& shard : shards_) {
      asio::post(shard->context, [this, &shard] {
        if (shard == shards_.front()) {
          error_code ignored;
          acceptor_->close(ignored);
        }
        for (auto* connection : shard->connections) {
          if (connection->phase == Phase::idle) connection->close();
        }
      });
    }
    const auto until = SteadyClock::now() + std::chrono::milliseconds(drain_ms);
    while (connections_ > 0 && SteadyClock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    for (auto& shard : shards_) shard->context.stop();
    for (auto& shard : shards_) shard->thread.join();
    pool_.stop();
  }

 private:
  enum class Phase { idle, head, body, working, writing, lingering };

  struct Connection {
    explicit Connection(Tcp::socket socket) : socket(std::move(socket)) {}
    void close() {
      error_code ignored;
      socket.close(ignored);
    }
    void enter(Phase next, int timeout_ms) {
      phase = next;
      deadline = SteadyClock::now() + std::chrono::milliseconds(timeout_ms);
    }
    Tcp::socket socket;
    std::string peer;
    beast::flat_buffer buffer;
    std::size_t parsed_bytes = 0;  // of the request being read
    Phase phase = Phase::idle;
    SteadyClock::time_point deadline = SteadyClock::time_point::max();
    bool timed_out = false;
  };

  struct Shard {
    asio::io_context context{1};
    std::thread thread;
    std::unordered_set<Connection*> connections;
    std::string date_header;
    std::int64_t date_second = -1;
  };

  // The pool's side of a request: answers on the worker, then resumes the coroutine at home.
  template <class Resume>
  class Job final : public WorkerPool::Task {
   public:
    Job(Impl& server, Request& request, Response& response, Resume resume, asio::io_context& home)
        : server_(server),
          request_(request),
          response_(response),
          resume_(std::move(resume)),
          home_(home) {}
    void run() override {
      response_ = server_.handler_.handle(request_);
      asio::post(home_, [resume = std::move(resume_)]() mutable { std::move(resume)(); });
    }
    Resume take_back() { return std::move(resume_); }

   private:
    Impl& server_;
    Request& request_;
    Response& response_;
    Resume resume_;
    asio::io_context& home_;
  };

  void listen() {
    try {
      const Tcp::endpoint endpoint(asio::ip::make_address(config_.address), config_.port);
      acceptor_.emplace(shards_.front()->context, endpoint);
      port_ = acceptor_->local_endpoint().port();
    } catch (const boost::system::system_error& error) {
      throw std::runtime_error(fmt::format("cannot listen on {} port {}: {}", config_.address,
                                           config_.port, error.code().message()));
    }
  }

  asio::awaitable<void> accept() {
    for (std::size_t next = 0; acceptor_->is_open(); ++next) {
      auto& shard = *shards_[next % shards_.size()];
      auto [error, socket] = co_await acceptor_->async_accept(shard.context, awaiting);
      if (error == asio::error::operation_aborted) co_return;
      if (error) {  // out of descriptors, or the peer left already
        asio::steady_timer pause(co_await asio::this_coro::executor, std::chrono::milliseconds(50));
        co_await pause.async_wait(awaiting);
        continue;
      }
      if (connections_ >= config_.connections_max) continue;  // closes it
      ++connections_;
      asio::co_spawn(shard.context, converse(shard, std::move(socket)), asio::detached);
    }
  }

  asio::awaitable<void> sweep(Shard& shard) {
    asio::steady_timer timer(shard.context);
    while (true) {
      timer.expires_after(sweep_every_);
      co_await timer.async_wait(awaiting);
      const auto now = SteadyClock::now();
      for (auto* connection : shard.connections) {
        if (connection->phase == Phase::working || now < connection->deadline) continue;
        connection->timed_out = true;
        connection->deadline = SteadyClock::time_point::max();
        error_code ignored;
        connection->socket.cancel(ignored);
      }
    }
  }

  asio::awaitable<void> converse(Shard& shard, Tcp::socket socket) {
    Connection connection(std::move(socket));
    shard.connections.insert(&connection);
    error_code ignored;
    connection.socket.set_option(Tcp::no_delay(true), ignored);
    connection.peer = address_text(connection.socket.remote_endpoint(ignored));
    try {
      while (co_await one_request(shard, connection)) {
      }
    } catch (const std::exception& broken) {
      spdlog::error("connection from {} broke: {}", connection.peer, broken.what());
    }
    shard.connections.erase(&connection);
    --connections_;
  }

  // Reads one request and answers it. False when the connection ends.
  asio::awaitable<bool> one_request(Shard& shard, Connection& connection) {
    if (connection.buffer.size() == 0) {
      if (draining_) co_return false;
      if (connection.buffer.capacity() > read_bytes) connection.buffer.shrink_to_fit();
      connection.enter(Phase::idle, config_.idle_timeout_ms);
      if (!co_await read_some(connection, read_bytes)) co_return false;
    }
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(config_.head_bytes_max));
    parser.body_limit(boost::none);
    connection.enter(Phase::head, config_.head_timeout_ms);
    connection.parsed_bytes = 0;
    error_code error;
    while (!parse_some(connection, parser, error, [&] { return parser.is_header_done(); })) {
      if (error) co_return co_await refuse(shard, connection, refusal_of(error));
      if (connection.parsed_bytes + connection.buffer.size() > config_.head_bytes_max) break;
      if (!co_await read_some(connection, read_bytes)) {
        co_return co_await give_up(shard, connection);
      }
    }
    // The parser's own limit counts each piece that it is given, not their sum.
    if (!parser.is_header_done() || connection.parsed_bytes > config_.head_bytes_max) {
      co_return co_await refuse(shard, connection, refusal_of(beast::http::error::header_limit));
    }

    Request request;
    if (auto wrong = read_head(connection, parser, request)) {
      co_return co_await refuse(shard, connection, *wrong);
    }
    const auto limit = handler_.body_bytes_max(request);
    if (parser.content_length() && *parser.content_length() > limit) {
      co_return co_await refuse(shard, connection, refusal_of(beast::http::error::body_limit));
    }
    parser.body_limit(limit);
    parser.eager(true);
    connection.enter(Phase::body, config_.body_timeout_ms);
    if (!parser.is_done() && expects_continue(request) && connection.buffer.size() == 0) {
      constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(connection.socket, asio::buffer(go_on), awaiting);
    }
    while (!parse_some(connection, parser, error, [&] { return parser.is_done(); })) {
      if (error) co_return co_await refuse(shard, connection, refusal_of(error));
      if (!co_await read_some(connection, read_body_bytes)) {
        co_return co_await give_up(shard, connection);
      }
    }
    const bool keep = parser.keep_alive();
    request.body = std::move(parser.get().body());

    Response response;
    connection.enter(Phase::working, 0);
    if (!co_await work(shard, request, response)) response = busy();
    co_return co_await write(shard, connection, response, request.method == Method::head,
                             keep && !draining_, request.id) &&
        keep && !draining_;
  }

  // Feeds the parser what the buffer holds. True when `done`; otherwise more bytes are needed, or
  // `error` is set.
  template <class Done>
  static bool parse_some(Connection& connection, Parser& parser, error_code& error, Done done) {
    while (!done() && connection.buffer.size() > 0) {
      const auto used = parser.put(connection.buffer.data(), error);
      connection.buffer.consume(used);
      connection.parsed_bytes += used;
      if (error == beast::http::error::need_more) {
        error = {};
        return done();
      }
      if (error) return false;
      if (used == 0 && !done()) return false;
    }
    return done();
  }

  static asio::awaitable<bool> read_some(Connection& connection, std::size_t bytes) {
    auto [error, count] =
        co_await connection.socket.async_read_some(connection.buffer.prepare(bytes), awaiting);
    connection.buffer.commit(count);
    co_return !error;
  }

  static bool expects_continue(const Request& request) {
    return lower_ascii(request.headers.get("Expect").value_or("")) == "100-continue";
  }

  // Fills in all but the body; an answer when the head is refused.
  std::optional<Response> read_head(const Connection& connection, const Parser& parser,
                                    Request& request) {
    const auto& head = parser.get();
    request.id = fmt::format("{}-{:x}", id_prefix_, next_id_++);
    int hosts = 0;
    for (const auto& field : head) {
      request.headers.add(std::string(field.name_string()), std::string(field.value()));
      if (field.name() == beast::http::field::host) ++hosts;
    }
    if (hosts > 1 || (hosts == 0 && head.version() >= 11)) {
      return refusal(400, "http.host", "o pedido deve ter um cabeçalho Host");
    }
    const auto method = parse_method(head.method_string());
    if (!method) return refusal(501, "http.method_unknown", "este método não é atendido");
    request.method = *method;
    if (!parse_target(head.target(), request)) {
      return refusal(400, "http.target", "o endereço pedido não é válido");
    }
    const auto given = request.headers.get("X-Request-Id").value_or("");
    const bool plain = !given.empty() && given.size() <= 64 &&
                       given.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                           "0123456789-_") == std::string_view::npos;
    if (plain) request.id = given;
    request.remote_address = remote_address(connection, request);
    return std::nullopt;
  }

  // Behind trusted proxies: the last address of X-Forwarded-For that is not one of them.
  std::string remote_address(const Connection& connection, const Request& request) const {
    const auto trusted = [&](std::string_view address) {
      return std::find(config_.trusted_proxies.begin(), config_.trusted_proxies.end(), address) !=
             config_.trusted_proxies.end();
    };
    std::string address = connection.peer;
    if (config_.trusted_proxies.empty() || !trusted(address)) return address;
    std::string chain;
    for (const auto& [field, value] : request.headers) {
      if (lower_ascii(field) == "x-forwarded-for") chain += (chain.empty() ? "" : ",") + value;
    }
    const auto hops = split(chain, ',');
    for (auto hop = hops.rbegin(); hop != hops.rend() && trusted(address); ++hop) {
      error_code error;
      const auto parsed = asio::ip::make_address(std::string(trim(*hop)), error);
      if (error) break;
      address = parsed.to_string();
    }
    return address;
  }

  // Runs the handler on the pool. False when the pool is full.
  asio::awaitable<bool> work(Shard& shard, Request& request, Response& response) {
    bool taken = true;
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
        [&](auto resume) {
          using Resume = decltype(resume);
          auto job = std::make_unique<Job<Resume>>(*this, request, response, std::move(resume),
                                                   shard.context);
          auto* raw = job.get();
          std::unique_ptr<WorkerPool::Task> task = std::move(job);
          if (pool_.submit(task)) return;
          taken = false;
          asio::post(shard.context, [resume = raw->take_back()]() mutable { std::move(resume)(); });
        },
        asio::use_awaitable);
    co_return taken;
  }

  // The end of a request that did not arrive whole: 408 when it was too slow, nothing when the
  // client left.
  asio::awaitable<bool> give_up(Shard& shard, Connection& connection) {
    if (!connection.timed_out) co_return false;
    connection.timed_out = false;
    co_return co_await refuse(shard, connection,
                              refusal(408, "http.timeout", "o pedido demorou demais para chegar"));
  }

  // Answers, and ends the connection such that the answer arrives.
  asio::awaitable<bool> refuse(Shard& shard, Connection& connection, Response response) {
    const auto id = fmt::format("{}-{:x}", id_prefix_, next_id_++);
    spdlog::info("refused {} from {} {}", response.status, connection.peer, id);
    if (!co_await write(shard, connection, response, false, false, id)) co_return false;
    error_code ignored;
    connection.socket.shutdown(Tcp::socket::shutdown_send, ignored);
    connection.enter(Phase::lingering, static_cast<int>(linger.count()));
    for (std::size_t dropped = 0; dropped < linger_bytes_max; dropped += connection.buffer.size()) {
      connection.buffer.clear();
      if (!co_await read_some(connection, read_body_bytes)) break;
    }
    co_return false;
  }

  asio::awaitable<bool> write(Shard& shard, Connection& connection, const Response& response,
                              bool head_only, bool keep, const std::string& id) {
    const auto content = response.content();
    const bool bodiless = response.status == 204 || response.status == 304;
    std::string head;
    head.reserve(1024);
    head += fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    head += date_header(shard);
    head += default_headers_;
    if (!response.headers.has("Content-Security-Policy")) head += policy_header_;
    if (!response.headers.has("Cache-Control")) head += "Cache-Control: no-store\r\n";
    for (const auto& [field, value] : response.headers) {
      append_clean(head, field);
      head += ": ";
      append_clean(head, value);
      head += "\r\n";
    }
    head += "X-Request-Id: ";
    head += id;
    if (!bodiless) {
      head += "\r\nContent-Type: ";
      append_clean(head, response.content_type);
      head += fmt::format("\r\nContent-Length: {}", content.size());
    }
    head += keep ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    connection.enter(Phase::writing, config_.write_timeout_ms);
    const bool with_body = !bodiless && !head_only;
    const std::array<asio::const_buffer, 2> parts = {
        asio::buffer(head), with_body ? asio::buffer(content) : asio::const_buffer()};
    auto [error, count] = co_await asio::async_write(connection.socket, parts, awaiting);
    co_return !error;
  }

  const std::string& date_header(Shard& shard) const {
    const auto now = clock_.now();
    if (now.ms / 1000 != shard.date_second) {
      shard.date_second = now.ms / 1000;
      shard.date_header = "Date: " + http_date(now) + "\r\n";
    }
    return shard.date_header;
  }

  ServerConfig config_;
  Handler& handler_;
  const Clock& clock_;
  std::vector<std::unique_ptr<Shard>> shards_;
  std::optional<Tcp::acceptor> acceptor_;
  WorkerPool pool_;
  std::string id_prefix_;
  std::string default_headers_;
  std::string policy_header_;
  std::chrono::milliseconds sweep_every_{1000};
  std::uint16_t port_ = 0;
  std::atomic<std::uint64_t> next_id_{1};
  std::atomic<std::size_t> connections_{0};
  std::atomic<bool> draining_{false};
  std::atomic<bool> stopped_{false};
};

Server::Server(ServerConfig config, Handler& handler, const Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(config), handler, clock)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->port(); }
void Server::stop(int drain_ms) { impl_->stop(drain_ms); }

}  // namespace quita::http
