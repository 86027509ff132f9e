// Asks other people's HTTP servers, by libcurl: carriers of messages, banks, bureaus.
//
// One Client keeps its connections and makes one request after the other; it is not shared between
// threads. Time for one request ≤ timeout_ms, connecting included. No redirect is followed: an
// interface that moved is to be looked at by a person, and a secret header must not travel on.
// Neither URL, headers nor bodies appear in errors: they hold tokens and people's data.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/message.h"

namespace quita::http {

// Which servers may be asked.
enum class Reach {
  any,         // a house's own gateway stands in its own network
  public_only  // whatever name was given, no connection to a private address (public_address.h)
};

struct ClientConfig {
  int connect_timeout_ms = 10'000;
  int timeout_ms = 30'000;
  std::size_t answer_bytes_max = 1'000'000;  // of the body, and of all headers together
  Reach reach = Reach::any;
  std::string ca_file;   // PEM; empty: the system's authorities
  std::stop_token stop;  // ends a request that waits, within a second
};

struct Call {
  Method method = Method::get;
  std::string url;  // absolute, http or https, without user and password
  Headers headers;
  std::string body;
  std::string user;  // HTTP Basic; empty: none
  std::string password;
};

// Whatever the status is, it is an answer.
struct Answer {
  int status = 0;
  Headers headers;
  std::string body;
  bool ok() const { return status >= 200 && status < 300; }
};

class Client {
 public:
  explicit Client(ClientConfig = {});
  ~Client();
  Client(Client&&) noexcept;

  // Errors. Nothing was told: http.url, http.header, http.not_connected, http.tls,
  // http.private_address. Perhaps it was told and even done: http.no_answer (time-out, broken
  // connection), http.answer_too_large. Either: http.stopped; ask `maybe_told`.
  Result<Answer> send(const Call&);
  // Whether the last request left this machine, wholly or in part.
  bool maybe_told() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// "a=1&b=S%C3%A3o": for a query or an application/x-www-form-urlencoded body, in the order given.
std::string form_encode(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace quita::http
