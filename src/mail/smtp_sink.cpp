#include "mail/smtp_sink.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <thread>

#include "base/text.h"
#include "mail/base64.h"

namespace quita::mail {
namespace {

constexpr std::size_t line_bytes_max = 64 * 1024;
constexpr int idle_seconds_max = 300;

template <class T, void (*free)(T*)>
struct Free {
  void operator()(T* object) const { free(object); }
};
using Context = std::unique_ptr<SSL_CTX, Free<SSL_CTX, SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Free<SSL, SSL_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509, X509_free>>;

void must(bool good, const char* what) {
  if (!good) throw std::runtime_error(fmt::format("OpenSSL: {} failed", what));
}

// A self-signed certificate for this machine, made anew at each start.
struct Identity {
  Key key;
  Certificate certificate;

  Identity() : key(EVP_EC_gen("P-256")), certificate(X509_new()) {
    must(key && certificate, "key generation");
    auto* x509 = certificate.get();
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), -86'400L);
    X509_gmtime_adj(X509_getm_notAfter(x509), 86'400L * 365);
    X509_set_pubkey(x509, key.get());
    auto* name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(x509, name);
    auto* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    must(names != nullptr && X509_add_ext(x509, names, -1) == 1, "subject name");
    X509_EXTENSION_free(names);
    must(X509_sign(x509, key.get(), EVP_sha256()) > 0, "signature");
  }

  std::string pem() const {
    const std::unique_ptr<BIO, Free<BIO, BIO_free_all>> memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate.get());
    char* text = nullptr;
    const auto length = BIO_get_mem_data(memory.get(), &text);
    return std::string(text, static_cast<std::size_t>(length));
  }

  Context context() const {
    Context made(SSL_CTX_new(TLS_server_method()));
    must(made != nullptr, "context");
    SSL_CTX_set_min_proto_version(made.get(), TLS1_2_VERSION);
    must(SSL_CTX_use_certificate(made.get(), certificate.get()) == 1, "certificate");
    must(SSL_CTX_use_PrivateKey(made.get(), key.get()) == 1, "key");
    return made;
  }
};

// A socket that may turn encrypted on the way.
class Wire {
 public:
  explicit Wire(int socket) : socket_(socket) {}

  bool start_tls(SSL_CTX* context) {
    buffer_.clear();  // what came in the clear counts for nothing after STARTTLS
    session_.reset(SSL_new(context));
    return session_ && SSL_set_fd(session_.get(), socket_) == 1 && SSL_accept(session_.get()) == 1;
  }
  bool encrypted() const { return session_ != nullptr; }

  // One line without its CRLF; nothing when the peer left or the line is too long.
  std::optional<std::string> line() {
    std::size_t end = 0;
    while ((end = buffer_.find('\n')) == std::string::npos) {
      if (buffer_.size() > line_bytes_max || !fill()) return std::nullopt;
    }
    auto text = buffer_.substr(0, end);
    if (text.ends_with('\r')) text.pop_back();
    buffer_.erase(0, end + 1);
    return text;
  }

  bool say(std::string_view answer) {
    std::string text(answer);
    text += "\r\n";
    for (std::string_view rest = text; !rest.empty();) {
      const auto count = session_
                             ? SSL_write(session_.get(), rest.data(), static_cast<int>(rest.size()))
                             : send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      rest.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

 private:
  bool fill() {
    char bytes[16 * 1024];
    const auto count = session_ ? SSL_read(session_.get(), bytes, sizeof bytes)
                                : recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  Session session_;
  std::string buffer_;
};

// "FROM:<a@b> SIZE=3" -> "a@b"; "<>" -> "".
std::optional<std::string> path_of(std::string_view argument, std::string_view word) {
  if (upper_ascii(argument.substr(0, word.size())) != word) return std::nullopt;
  const auto begin = argument.find('<');
  const auto end = argument.find('>');
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
    return std::nullopt;
  }
  return std::string(argument.substr(begin + 1, end - begin - 1));
}

}  // namespace

class SmtpSink::Impl {
 public:
  explicit Impl(SmtpSinkConfig config)
      : config_(std::move(config)), tls_(identity_.context()), wake_(eventfd(0, EFD_CLOEXEC)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int one = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(config_.port);
    socklen_t size = sizeof here;
    auto* address = reinterpret_cast<sockaddr*>(&here);
    if (inet_pton(AF_INET, config_.address.c_str(), &here.sin_addr) != 1 ||
        bind(listener_, address, size) != 0 || listen(listener_, 64) != 0 ||
        getsockname(listener_, address, &size) != 0) {
      const std::string reason = std::strerror(errno);
      ::close(listener_);
      ::close(wake_);
      throw std::runtime_error(
          fmt::format("cannot listen on {} port {}: {}", config_.address, config_.port, reason));
    }
    port_ = ntohs(here.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }

  ~Impl() {
    stopping_ = true;
    eventfd_write(wake_, 1);
    acceptor_.join();
    {
      const std::lock_guard lock(mutex_);
      for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
    }
    for (auto& thread : threads_) thread.join();
    ::close(listener_);
    ::close(wake_);
  }

  std::uint16_t port() const { return port_; }
  std::string certificate_pem() const { return identity_.pem(); }
  std::size_t connections() const { return connections_; }

  std::vector<ReceivedMail> mails() const {
    const std::lock_guard lock(mutex_);
    return mails_;
  }
  void fail_next(std::string command, std::string answer, int times) {
    const std::lock_guard lock(mutex_);
    for (int i = 0; i < times; ++i) failures_[command].push_back(answer);
  }
  void fail_recipient(std::string address, std::string answer) {
    const std::lock_guard lock(mutex_);
    failing_recipients_[lower_ascii(address)] = std::move(answer);
  }

 private:
  struct Conversation {
    explicit Conversation(int socket) : wire(socket) {}
    Wire wire;
    ReceivedMail mail;
    std::string user;
    bool sender_given = false;

    void reset() {
      mail = {};
      sender_given = false;
    }
  };

  void accept_all() {
    while (!stopping_) {
      pollfd both[2] = {{listener_, POLLIN, 0}, {wake_, POLLIN, 0}};
      if (poll(both, 2, -1) < 0 || (both[1].revents & POLLIN) != 0) continue;
      const int peer = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (peer < 0) continue;
      const timeval limit{idle_seconds_max, 0};
      setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
      ++connections_;
      join_finished();
      {
        const std::lock_guard lock(mutex_);
        sockets_.insert(peer);
      }
      threads_.emplace_back([this, peer] { serve(peer); });
    }
  }

  // Threads of conversations that ended are joined when the next begins.
  void join_finished() {
    std::set<std::thread::id> finished;
    {
      const std::lock_guard lock(mutex_);
      finished.swap(finished_);
    }
    for (auto thread = threads_.begin(); thread != threads_.end();) {
      if (finished.count(thread->get_id()) == 0) {
        ++thread;
        continue;
      }
      thread->join();
      thread = threads_.erase(thread);
    }
  }

  void serve(int socket) {
    // OpenSSL writes without MSG_NOSIGNAL; a peer that left must not end the process.
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    {
      Conversation conversation(socket);
      const bool ready = !config_.implicit_tls || conversation.wire.start_tls(tls_.get());
      if (ready && answer(conversation, "CONNECT", "220 localhost ESMTP")) {
        while (const auto line = conversation.wire.line()) {
          if (!obey(conversation, *line)) break;
        }
      }
    }
    const std::lock_guard lock(mutex_);
    sockets_.erase(socket);
    ::close(socket);
    finished_.insert(std::this_thread::get_id());
  }

  // The ordinary answer, or the failure that was ordered for this command. False ends the
  // conversation; `good` tells whether the ordinary one was given.
  bool answer(Conversation& conversation, const std::string& command, std::string_view ordinary,
              bool* good = nullptr) {
    std::optional<std::string> ordered;
    {
      const std::lock_guard lock(mutex_);
      auto& waiting = failures_[command];
      if (!waiting.empty()) {
        ordered = std::move(waiting.front());
        waiting.pop_front();
      }
    }
    if (good != nullptr) *good = !ordered;
    if (ordered && ordered->empty()) return false;
    return conversation.wire.say(ordered ? std::string_view(*ordered) : ordinary) &&
           !(ordered && ordered->starts_with("421"));
  }

  // Does what one line says. False ends the conversation.
  bool obey(Conversation& c, const std::string& line) {
    const auto space = std::min(line.find(' '), line.size());
    const auto verb = upper_ascii(line.substr(0, space));
    const auto argument = trim(std::string_view(line).substr(space));
    if (verb == "EHLO" || verb == "HELO") return greet(c, verb);
    if (verb == "STARTTLS") return start_tls(c);
    if (verb == "AUTH") return log_in(c, argument);
    if (verb == "MAIL") return sender(c, argument);
    if (verb == "RCPT") return recipient(c, argument);
    if (verb == "DATA") return data(c);
    if (verb == "RSET" || verb == "NOOP") {
      if (verb == "RSET") c.reset();
      return c.wire.say("250 2.0.0 ok");
    }
    if (verb == "QUIT") {
      c.wire.say("221 2.0.0 bye");
      return false;
    }
    return c.wire.say("500 5.5.1 unknown command");
  }

  bool greet(Conversation& c, const std::string& verb) {
    c.reset();
    std::string text = "250-localhost\r\n250-8BITMIME\r\n";
    if (config_.starttls && !c.wire.encrypted()) text += "250-STARTTLS\r\n";
    if (!config_.user.empty()) text += "250-AUTH PLAIN LOGIN\r\n";
    text += fmt::format("250 SIZE {}", config_.message_bytes_max);
    return answer(c, "EHLO", verb == "HELO" ? "250 localhost" : text);
  }

  bool start_tls(Conversation& c) {
    if (!config_.starttls || c.wire.encrypted()) return c.wire.say("502 5.5.1 not offered");
    c.reset();
    return c.wire.say("220 2.0.0 go ahead") && c.wire.start_tls(tls_.get());
  }

  bool log_in(Conversation& c, std::string_view argument) {
    const auto parts = split(argument, ' ');
    const auto mechanism = upper_ascii(parts.front());
    std::string user;
    std::string password;
    if (mechanism == "PLAIN") {
      const auto bytes = parts.size() > 1 ? from_base64(parts[1]) : ask(c, "334 ");
      const std::string text = bytes.value_or("");
      const auto fields = split(text, '\0');
      if (fields.size() == 3) {
        user = fields[1];
        password = fields[2];
      }
    } else if (mechanism == "LOGIN") {
      user = parts.size() > 1 ? from_base64(parts[1]).value_or("")
                              : ask(c, "334 VXNlcm5hbWU6").value_or("");
      password = ask(c, "334 UGFzc3dvcmQ6").value_or("");
    } else {
      return c.wire.say("504 5.5.4 unknown mechanism");
    }
    const bool right = user == config_.user && password == config_.password;
    bool good = false;
    const bool go_on =
        answer(c, "AUTH", right ? "235 2.7.0 welcome" : "535 5.7.8 wrong user or password", &good);
    if (right && good) c.user = user;
    return go_on;
  }
  std::optional<std::string> ask(Conversation& c, std::string_view challenge) {
    if (!c.wire.say(challenge)) return std::nullopt;
    const auto line = c.wire.line();
    return line ? from_base64(*line) : std::nullopt;
  }

  bool sender(Conversation& c, std::string_view argument) {
    if (!config_.user.empty() && c.user.empty()) return c.wire.say("530 5.7.0 log in first");
    const auto path = path_of(argument, "FROM:");
    if (!path) return c.wire.say("501 5.5.4 MAIL FROM:<address>");
    c.reset();
    bool good = false;
    const bool go_on = answer(c, "MAIL", "250 2.1.0 ok", &good);
    c.mail.from = *path;
    c.sender_given = good;
    return go_on;
  }

  bool recipient(Conversation& c, std::string_view argument) {
    if (!c.sender_given) return c.wire.say("503 5.5.1 MAIL first");
    const auto path = path_of(argument, "TO:");
    if (!path || path->empty()) return c.wire.say("501 5.5.4 RCPT TO:<address>");
    std::string refusal;
    {
      const std::lock_guard lock(mutex_);
      const auto failing = failing_recipients_.find(lower_ascii(*path));
      if (failing != failing_recipients_.end()) refusal = failing->second;
    }
    if (!refusal.empty()) return c.wire.say(refusal);
    bool good = false;
    const bool go_on = answer(c, "RCPT", "250 2.1.5 ok", &good);
    if (good) c.mail.to.push_back(*path);
    return go_on;
  }

  bool data(Conversation& c) {
    if (c.mail.to.empty()) return c.wire.say("503 5.5.1 RCPT first");
    bool good = false;
    if (!answer(c, "DATA", "354 end with a lone dot", &good)) return false;
    if (!good) return true;
    bool fits = true;
    while (true) {
      auto line = c.wire.line();
      if (!line) return false;
      if (*line == ".") break;
      if (line->starts_with('.')) line->erase(0, 1);
      fits = fits && c.mail.data.size() + line->size() + 2 <= config_.message_bytes_max;
      if (fits) c.mail.data += *line + "\r\n";
    }
    if (!fits) {
      c.reset();
      return c.wire.say("552 5.3.4 message too big");
    }
    c.mail.user = c.user;
    c.mail.encrypted = c.wire.encrypted();
    ReceivedMail mail = std::move(c.mail);
    c.reset();
    return take(c, std::move(mail));
  }

  // The message is kept before it is answered 250, and not kept when a failure is ordered.
  bool take(Conversation& c, ReceivedMail mail) {
    bool failing = false;
    {
      const std::lock_guard lock(mutex_);
      failing = !failures_["."].empty();
      if (!failing && !config_.on_mail) mails_.push_back(mail);
    }
    if (!failing && config_.on_mail) config_.on_mail(std::move(mail));
    return answer(c, ".", fmt::format("250 2.0.0 taken as {}", ++taken_));
  }

  SmtpSinkConfig config_;
  Identity identity_;
  Context tls_;
  int wake_ = -1;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> connections_{0};
  std::atomic<std::uint64_t> taken_{0};
  mutable std::mutex mutex_;
  std::vector<ReceivedMail> mails_;
  std::map<std::string, std::list<std::string>> failures_;
  std::map<std::string, std::string> failing_recipients_;
  std::set<int> sockets_;
  std::set<std::thread::id> finished_;
  std::list<std::thread> threads_;
  std::thread acceptor_;
};

SmtpSink::SmtpSink(SmtpSinkConfig config) : impl_(std::make_unique<Impl>(std::move(config))) {}
SmtpSink::~SmtpSink() = default;
std::uint16_t SmtpSink::port() const { return impl_->port(); }
std::vector<ReceivedMail> SmtpSink::mails() const { return impl_->mails(); }
std::size_t SmtpSink::connections() const { return impl_->connections(); }
std::string SmtpSink::certificate_pem() const { return impl_->certificate_pem(); }
void SmtpSink::fail_next(std::string command, std::string answer, int times) {
  impl_->fail_next(std::move(command), std::move(answer), times);
}
void SmtpSink::fail_recipient(std::string address, std::string answer) {
  impl_->fail_recipient(std::move(address), std::move(answer));
}

}  // namespace quita::mail
