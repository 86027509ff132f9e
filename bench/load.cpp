#include "load.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <stdexcept>

namespace quita::bench {

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  std::string unread;
  Clock::time_point asked;
};

[[noreturn]] void broken(const char* what) {
  throw std::runtime_error(fmt::format("load: {}: {}", what, std::strerror(errno)));
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    broken("connect");
  }
  const int yes = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return socket;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) broken("send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// Length of the whole answer at the front of `bytes`, or 0 when it is not all there.
std::size_t answer_length(std::string_view bytes) {
  const auto head = bytes.find("\r\n\r\n");
  if (head == std::string_view::npos) return 0;
  constexpr std::string_view name = "content-length:";
  const auto found = std::search(
      bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(head), name.begin(), name.end(),
      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  std::size_t length = 0;
  if (found != bytes.begin() + static_cast<std::ptrdiff_t>(head)) {
    auto digits = bytes.substr(static_cast<std::size_t>(found - bytes.begin()) + name.size());
    while (digits.starts_with(' ')) digits.remove_prefix(1);
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
  }
  return bytes.size() >= head + 4 + length ? head + 4 + length : 0;
}

double percentile(std::vector<float>& sorted, double part) {
  return sorted.empty()
             ? 0
             : sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * part)];
}

}  // namespace

Outcome run(const Load& load) {
  Outcome outcome;
  std::vector<Connection> connections(static_cast<std::size_t>(load.connections));
  std::vector<float> latencies;
  const int poll = ::epoll_create1(0);
  std::int64_t asked = 0;
  const auto begin = Clock::now();
  const auto end = begin + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(load.seconds));
  auto ask = [&](Connection& connection) {
    connection.asked = Clock::now();
    send_all(connection.socket, load.request(asked++));
  };
  for (auto& connection : connections) {
    connection.socket = connect_to(load.port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, connection.socket, &event);
    ask(connection);
  }
  std::vector<char> buffer(1 << 18);
  std::vector<epoll_event> events(64);
  bool open = true;
  std::size_t waiting = connections.size();
  while (waiting > 0) {
    const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 30'000);
    if (ready <= 0) broken("no answer for 30 s");
    open = Clock::now() < end;
    for (int i = 0; i < ready; ++i) {
      auto& connection = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
      const auto got = ::recv(connection.socket, buffer.data(), buffer.size(), 0);
      if (got <= 0) broken("connection closed");
      connection.unread.append(buffer.data(), static_cast<std::size_t>(got));
      const auto length = answer_length(connection.unread);
      if (length == 0) continue;
      const auto status = std::atoi(connection.unread.c_str() + 9);
      if (status == load.status_expected) {
        ++outcome.answers;
      } else {
        if (outcome.refusals++ == 0) outcome.first_refusal = connection.unread.substr(0, 600);
      }
      latencies.push_back(
          std::chrono::duration<float, std::milli>(Clock::now() - connection.asked).count());
      connection.unread.erase(0, length);
      if (open) {
        ask(connection);
      } else {
        --waiting;
      }
    }
  }
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  for (auto& connection : connections) ::close(connection.socket);
  ::close(poll);
  std::sort(latencies.begin(), latencies.end());
  outcome.p50_ms = percentile(latencies, 0.5);
  outcome.p99_ms = percentile(latencies, 0.99);
  return outcome;
}

std::string get_request(const std::string& path, const std::string& token) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: bench\r\n{}\r\n", path,
                     token.empty() ? "" : fmt::format("Authorization: Bearer {}\r\n", token));
}

std::string post_request(const std::string& path, const std::string& token,
                         const std::string& json) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {}\r\n"
      "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
      path, token, json.size(), json);
}

}  // namespace quita::bench
