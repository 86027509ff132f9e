#include "mail/smtp.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "base/text.h"
#include "base/waiting.h"
#include "mail/mime.h"
#include "mail/public_socket.h"
#include "mail/server_name.h"

namespace quita::mail {
namespace {

// What libcurl's trace tells of the conversation: which command was last sent, what was answered.
struct Conversation {
  std::string_view unsent;  // of the message
  bool all_sent = false;
  std::stop_token stop;
  std::optional<std::chrono::steady_clock::time_point> stopped_at;
  SmtpStage stage = SmtpStage::connect;
  std::string answer;  // the lines of the last reply
  int code = 0;
  bool answer_complete = true;
  bool over = false;  // after QUIT or RSET nothing said belongs to the message

  void said(std::string_view command) {
    const auto starts = [&](std::string_view word) { return command.starts_with(word); };
    if (starts("EHLO") || starts("HELO") || starts("STARTTLS")) stage = SmtpStage::hello;
    if (starts("AUTH")) stage = SmtpStage::login;
    if (starts("MAIL")) stage = SmtpStage::sender;
    if (starts("RCPT")) stage = SmtpStage::recipient;
    if (starts("DATA")) stage = SmtpStage::data;
    if (starts("QUIT") || starts("RSET")) over = true;
  }
  // "250-first line", "250 last line"
  void heard(std::string_view line) {
    line = trim(line);
    if (over || line.size() < 3 || !all_digits(line.substr(0, 3))) return;
    if (answer_complete) answer.clear();
    if (!answer.empty()) answer += '\n';
    answer += line.substr(0, 500);
    answer_complete = line.size() == 3 || line[3] != '-';
    code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  }
};

int trace(CURL*, curl_infotype type, char* data, size_t size, void* user) {
  auto& conversation = *static_cast<Conversation*>(user);
  if (type == CURLINFO_HEADER_OUT) conversation.said({data, size});
  if (type == CURLINFO_HEADER_IN) conversation.heard({data, size});
  return 0;
}

size_t read_message(char* into, size_t size, size_t count, void* user) {
  auto& conversation = *static_cast<Conversation*>(user);
  const auto take = std::min(size * count, conversation.unsent.size());
  std::memcpy(into, conversation.unsent.data(), take);
  conversation.unsent.remove_prefix(take);
  if (take == 0) conversation.all_sent = true;
  return take;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  using Clock = std::chrono::steady_clock;
  auto& conversation = *static_cast<Conversation*>(user);
  if (!conversation.stop.stop_requested()) return 0;
  if (!conversation.all_sent) return 1;
  if (!conversation.stopped_at) conversation.stopped_at = Clock::now();
  const std::chrono::milliseconds grace(SmtpConfig::stop_grace_ms);
  return Clock::now() - *conversation.stopped_at >= grace ? 1 : 0;
}

SmtpOutcome::Kind kind_of(CURLcode result, const Conversation& conversation) {
  using Kind = SmtpOutcome::Kind;
  switch (result) {
    case CURLE_OK:
      return Kind::accepted;
    case CURLE_USE_SSL_FAILED:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
      return Kind::not_admitted;
    case CURLE_LOGIN_DENIED:
      return conversation.code / 100 == 4 ? Kind::deferred : Kind::not_admitted;
    default:
      break;
  }
  // A code that is a refusal explains the end of the conversation; any other is of an earlier step.
  if (conversation.code / 100 == 4) return Kind::deferred;
  if (conversation.code / 100 == 5) {
    return conversation.stage >= SmtpStage::sender ? Kind::rejected : Kind::not_admitted;
  }
  return Kind::unreachable;
}

}  // namespace

Status check(const SmtpConfig& config) {
  if (!is_server_name(config.host)) {
    return invalid("smtp.host", "informe o nome do servidor de e-mail", "host");
  }
  if (!is_server_name(config.helo_name)) {
    return invalid("smtp.helo", "informe o nome desta máquina, como aparece na internet",
                   "helo_name");
  }
  const bool encrypted = config.tls == Tls::starttls_required || config.tls == Tls::implicit;
  if (!config.user.empty() && !encrypted && !is_this_machine(config.host)) {
    return invalid("smtp.plain_password", "a senha iria sem cifra pela rede", "tls",
                   "Use STARTTLS obrigatório (porta 587) ou SMTPS (porta 465).");
  }
  return {};
}

class SmtpSender::Impl {
 public:
  explicit Impl(SmtpConfig config) : config_(std::move(config)) {
    if (auto status = check(config_); !status) throw std::invalid_argument(status.error().message);
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    curl_.reset(curl_easy_init());
    if (!curl_) throw std::runtime_error("libcurl does not start");
    const bool v6 = config_.host.find(':') != std::string::npos;
    set(CURLOPT_URL,
        fmt::format("{}://{}:{}/{}", config_.tls == Tls::implicit ? "smtps" : "smtp",
                    v6 ? "[" + config_.host + "]" : config_.host, config_.port, config_.helo_name)
            .c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_USE_SSL,
        static_cast<long>(config_.tls == Tls::starttls_required   ? CURLUSESSL_ALL
                          : config_.tls == Tls::starttls_optional ? CURLUSESSL_TRY
                                                                  : CURLUSESSL_NONE));
    if (!config_.ca_file.empty()) set(CURLOPT_CAINFO, config_.ca_file.c_str());
    if (!config_.user.empty()) {
      set(CURLOPT_USERNAME, config_.user.c_str());
      set(CURLOPT_PASSWORD, config_.password.c_str());
    }
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(config_.connect_timeout_ms));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(config_.timeout_ms));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &read_message);
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, &trace);
    set(CURLOPT_ERRORBUFFER, reason_);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    door_.public_only = config_.public_only;
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_OPENSOCKETDATA, &door_);
  }

  SmtpOutcome send(const std::string& from, const std::string& to, std::string_view message) {
    if (auto status = check_address(from); !status) return refused(SmtpStage::sender, status);
    if (auto status = check_address(to); !status) return refused(SmtpStage::recipient, status);
    bool reused = false;
    auto outcome = attempt(from, to, message, reused);
    // The server may close a connection that rests; nothing of the message was told yet.
    if (outcome.kind == SmtpOutcome::Kind::unreachable && reused &&
        outcome.stage < SmtpStage::data) {
      set(CURLOPT_FRESH_CONNECT, 1L);
      outcome = attempt(from, to, message, reused);
      set(CURLOPT_FRESH_CONNECT, 0L);
    }
    return outcome;
  }

 private:
  struct FreeCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  static SmtpOutcome refused(SmtpStage stage, const Status& status) {
    SmtpOutcome outcome;
    outcome.kind = SmtpOutcome::Kind::rejected;
    outcome.stage = stage;
    outcome.answer = status.error().message;
    return outcome;
  }

  template <class T>
  void set(CURLoption option, T value) {
    if (const auto result = curl_easy_setopt(curl_.get(), option, value); result != CURLE_OK) {
      throw std::runtime_error(fmt::format("libcurl refuses option {}: {}",
                                           static_cast<int>(option), curl_easy_strerror(result)));
    }
  }

  SmtpOutcome attempt(const std::string& from, const std::string& to, std::string_view message,
                      bool& reused) {
    Conversation conversation;
    conversation.unsent = message;
    conversation.stop = config_.stop;
    const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, to.c_str()));
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_READDATA, &conversation);
    set(CURLOPT_DEBUGDATA, &conversation);
    set(CURLOPT_XFERINFODATA, &conversation);
    reason_[0] = '\0';
    door_.refused = false;
    const Waiting for_the_mail_server;
    const auto result = curl_easy_perform(curl_.get());
    long connects = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_NUM_CONNECTS, &connects);
    reused = connects == 0;

    SmtpOutcome outcome;
    outcome.kind = kind_of(result, conversation);
    outcome.stage = conversation.stage;
    outcome.code = conversation.code;
    outcome.answer = conversation.answer;
    const bool told = outcome.kind == SmtpOutcome::Kind::accepted || conversation.code >= 400;
    if (!told) {
      outcome.code = 0;
      outcome.answer = reason_[0] != '\0' ? reason_ : curl_easy_strerror(result);
    }
    if (door_.refused && outcome.kind == SmtpOutcome::Kind::unreachable) {
      outcome.private_address = true;
      outcome.answer = private_address_words;
    }
    outcome.maybe_delivered =
        outcome.kind == SmtpOutcome::Kind::unreachable && conversation.all_sent;
    return outcome;
  }

  SmtpConfig config_;
  Door door_;
  std::unique_ptr<CURL, FreeCurl> curl_;
  char reason_[CURL_ERROR_SIZE] = {};
};

SmtpSender::SmtpSender(SmtpConfig config) : impl_(std::make_unique<Impl>(std::move(config))) {}
SmtpSender::~SmtpSender() = default;
SmtpSender::SmtpSender(SmtpSender&&) noexcept = default;

SmtpOutcome SmtpSender::send(std::string_view from, std::string_view to, std::string_view message) {
  return impl_->send(std::string(from), std::string(to), message);
}

}  // namespace quita::mail
