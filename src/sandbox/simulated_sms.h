// A provider of SMS for demo companies and tests, in this process: it speaks Kannel's sendsms and
// Twilio's Messages over HTTP on this machine alone, sends nothing to anybody, and reports delivery
// a moment later, as the real ones do.
//
// A number that ends in 0000 is switched off (undelivered); one that ends in 1111 does not exist.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/server.h"

namespace quita::sandbox {

class SimulatedSms final : public http::Handler {
 public:
  struct Taken {
    std::string to, from, text;
  };

  // Listens on 127.0.0.1 at a free port; `report_after` is how long a delivery takes.
  explicit SimulatedSms(const Clock&,
                        std::chrono::milliseconds report_after = std::chrono::seconds(2));
  ~SimulatedSms() override;

  std::string kannel_url() const;  // of sendsms
  std::string twilio_url() const;  // in the place of https://api.twilio.com
  std::vector<Taken> taken() const;
  // The Auth Token that its reports are signed with.
  static constexpr const char* twilio_token = "sandbox-token";

  std::size_t body_bytes_max(const http::Request&) const override { return 64 * 1024; }
  http::Response handle(const http::Request&) override;

 private:
  // A report that is due: an address to get, or a form to post and sign.
  struct Report {
    std::chrono::steady_clock::time_point at;
    std::string url;
    std::string form;  // empty: get
  };
  http::Response kannel(const http::Request&);
  http::Response twilio(const http::Request&);
  void take(std::string to, std::string from, std::string text);
  void report_later(std::string url, std::string form);
  void report_due(std::stop_token);

  const std::chrono::milliseconds report_after_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Taken> taken_;
  std::deque<Report> reports_;
  int next_ = 1;
  std::unique_ptr<http::Server> server_;
  std::jthread reporter_;
};

}  // namespace quita::sandbox
