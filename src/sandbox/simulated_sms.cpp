#include "sandbox/simulated_sms.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/client.h"
#include "sms/gateway.h"

namespace quita::sandbox {
namespace {

constexpr std::size_t kept_max = 10'000;  // of messages taken

bool switched_off(std::string_view number) { return number.ends_with("0000"); }
bool nobody(std::string_view number) { return number.ends_with("1111"); }

std::string value_of(const std::vector<std::pair<std::string, std::string>>& fields,
                     std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? std::string() : found->second;
}

// Kannel's escapes in a dlr-url (user guide, 10.2): %d status, %A the SMSC's words, %F its number.
std::string fill(std::string url, int status, std::string_view words, int number) {
  const std::array<std::pair<std::string_view, std::string>, 3> values = {
      {{"%d", std::to_string(status)},
       {"%A", http::percent_encode(words)},
       {"%F", std::to_string(number)}}};
  for (const auto& [escape, value] : values) {
    if (const auto at = url.find(escape); at != std::string::npos)
      url.replace(at, escape.size(), value);
  }
  return url;
}

// As Twilio signs what it posts.
std::string signature(const std::string& url, const std::string& form) {
  auto fields = sms::read_form(form).value_or(std::vector<std::pair<std::string, std::string>>());
  std::sort(fields.begin(), fields.end());
  std::string text = url;
  for (const auto& [name, value] : fields) text += name + value;
  const std::string_view token = SimulatedSms::twilio_token;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  HMAC(EVP_sha1(), token.data(), static_cast<int>(token.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  std::array<unsigned char, 64> encoded;
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  return {reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(length)};
}

http::ServerConfig server_config() {
  http::ServerConfig config;
  config.port = 0;
  config.workers = 2;
  return config;
}

}  // namespace

SimulatedSms::SimulatedSms(const Clock& clock, std::chrono::milliseconds report_after)
    : report_after_(report_after),
      server_(std::make_unique<http::Server>(server_config(), *this, clock)),
      reporter_([this](std::stop_token stop) { report_due(std::move(stop)); }) {}

SimulatedSms::~SimulatedSms() {
  reporter_.request_stop();
  changed_.notify_all();
  server_->stop(0);
}

std::string SimulatedSms::kannel_url() const {
  return fmt::format("http://127.0.0.1:{}/cgi-bin/sendsms", server_->port());
}
std::string SimulatedSms::twilio_url() const {
  return fmt::format("http://127.0.0.1:{}", server_->port());
}

std::vector<SimulatedSms::Taken> SimulatedSms::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

http::Response SimulatedSms::handle(const http::Request& request) {
  if (request.path == "/cgi-bin/sendsms") return kannel(request);
  if (request.path.ends_with("/Messages.json")) return twilio(request);
  return http::Response::text("not found", 404);
}

http::Response SimulatedSms::kannel(const http::Request& request) {
  const auto& query = request.query;
  const std::string to = value_of(query, "to");
  const std::string text = value_of(query, "text");
  if (to.empty()) return http::Response::text("Missing receiver(s) number(s), rejected", 400);
  take(to, value_of(query, "from"), text);
  const std::string report = value_of(query, "dlr-url");
  const int mask = std::atoi(value_of(query, "dlr-mask").c_str());
  const auto tell = [&](int status, std::string_view words, int number) {
    if (!report.empty() && (mask & status) != 0)
      report_later(fill(report, status, words, number), "");
  };
  const int number = next_;
  if (nobody(to)) {
    tell(16, "NACK/0x0000000b/Invalid Dest Addr", number);
  } else {
    tell(8, "ACK/", number);
    tell(switched_off(to) ? 2 : 1, switched_off(to) ? "stat:UNDELIV" : "stat:DELIVRD", number);
  }
  return http::Response::text("0: Accepted for delivery", 202);
}

http::Response SimulatedSms::twilio(const http::Request& request) {
  const auto form = sms::read_form(request.body);
  const std::string to = form ? value_of(*form, "To") : std::string();
  if (to.empty() || nobody(to)) {
    return http::Response::json(
        R"({"code":21211,"message":"The 'To' number is not a valid phone number.","status":400})",
        400);
  }
  take(to, value_of(*form, "From"), value_of(*form, "Body"));
  const std::string sid = fmt::format("SM{:032}", next_);
  if (const auto report = value_of(*form, "StatusCallback"); !report.empty()) {
    const std::string status = switched_off(to) ? "undelivered" : "delivered";
    report_later(report, http::form_encode({{"MessageSid", sid}, {"MessageStatus", "sent"}}));
    auto fields = std::vector<std::pair<std::string, std::string>>{{"MessageSid", sid},
                                                                   {"MessageStatus", status}};
    if (switched_off(to)) fields.emplace_back("ErrorCode", "30003");
    report_later(report, http::form_encode(fields));
  }
  return http::Response::json(fmt::format(R"({{"sid":"{}","status":"queued"}})", sid), 201);
}

void SimulatedSms::take(std::string to, std::string from, std::string text) {
  const std::lock_guard lock(mutex_);
  ++next_;
  if (taken_.size() < kept_max) taken_.push_back({std::move(to), std::move(from), std::move(text)});
}

void SimulatedSms::report_later(std::string url, std::string form) {
  const std::lock_guard lock(mutex_);
  reports_.push_back(
      {std::chrono::steady_clock::now() + report_after_, std::move(url), std::move(form)});
  changed_.notify_all();
}

void SimulatedSms::report_due(std::stop_token stop) {
  http::ClientConfig config;
  config.stop = stop;
  http::Client client(std::move(config));
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    changed_.wait(lock, stop, [&] { return !reports_.empty(); });
    if (stop.stop_requested()) break;
    const Report report = reports_.front();
    changed_.wait_until(lock, stop, report.at, [] { return false; });
    if (stop.stop_requested()) break;
    reports_.pop_front();
    lock.unlock();
    http::Call call;
    call.url = report.url;
    if (!report.form.empty()) {
      call.method = http::Method::post;
      call.body = report.form;
      call.headers.add("Content-Type", "application/x-www-form-urlencoded");
      call.headers.add("X-Twilio-Signature", signature(report.url, report.form));
    }
    // Who does not answer has lost his report, as with a provider that gave up.
    (void)client.send(call);
    lock.lock();
  }
}

}  // namespace quita::sandbox
