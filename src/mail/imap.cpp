#include "mail/imap.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <mutex>
#include <stdexcept>

#include "base/text.h"
#include "base/waiting.h"
#include "mail/public_socket.h"
#include "mail/server_name.h"

namespace quita::mail {
namespace {

// Letters that mean nothing in an IMAP string nor in an address of libcurl.
bool folder_name(std::string_view text) {
  return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(" .-_/").find(c) != std::string_view::npos;
  });
}

struct Taken {
  std::string bytes;
  std::size_t bytes_max = 0;
};

size_t take(char* data, size_t size, size_t count, void* user) {
  auto& taken = *static_cast<Taken*>(user);
  if (taken.bytes.size() + size * count > taken.bytes_max) return 0;  // libcurl ends the transfer
  taken.bytes.append(data, size * count);
  return size * count;
}

// The number behind a word of an answer: "UIDNEXT 17".
std::uint32_t number_after(std::string_view answer, std::string_view word) {
  std::uint32_t number = 0;
  const auto at = answer.find(word);
  if (at == std::string_view::npos) return 0;
  const auto* begin = answer.data() + at + word.size();
  const auto* end = answer.data() + answer.size();
  while (begin != end && *begin == ' ') ++begin;
  std::from_chars(begin, end, number);
  return number;
}

}  // namespace

Status check(const ImapConfig& config) {
  if (!is_server_name(config.host)) {
    return invalid("imap.host", "O servidor deve ser um nome como imap.empresa.com.br.", "host");
  }
  const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  if (config.user.empty() || config.user.size() > 200 ||
      std::any_of(config.user.begin(), config.user.end(), control)) {
    return invalid("imap.user", "Informe o usuário da caixa, em uma linha de até 200 letras.",
                   "user");
  }
  if (!folder_name(config.folder)) {
    return invalid("imap.folder",
                   "A pasta deve ter letras sem acento, algarismos, espaço ou . - _ /, como INBOX.",
                   "folder");
  }
  const bool encrypted = config.tls == Tls::starttls_required || config.tls == Tls::implicit;
  if (!encrypted && !is_this_machine(config.host)) {
    return invalid("imap.plain_password", "A senha iria sem cifra pela rede.", "security",
                   "Use TLS (porta 993) ou STARTTLS (porta 143).");
  }
  return {};
}

class ImapMailbox::Impl {
 public:
  explicit Impl(ImapConfig config) : config_(std::move(config)) {
    if (auto status = check(config_); !status) throw std::invalid_argument(status.error().message);
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    curl_.reset(curl_easy_init());
    if (!curl_) throw std::runtime_error("libcurl does not start");
    const bool v6 = config_.host.find(':') != std::string::npos;
    server_ = fmt::format("{}://{}:{}/", config_.tls == Tls::implicit ? "imaps" : "imap",
                          v6 ? "[" + config_.host + "]" : config_.host, config_.port);
    char* folder = curl_easy_escape(curl_.get(), config_.folder.c_str(), 0);
    if (folder == nullptr) throw std::bad_alloc();
    folder_ = server_ + folder;
    curl_free(folder);
    set(CURLOPT_PROTOCOLS_STR, "imap,imaps");
    set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_USE_SSL,
        static_cast<long>(config_.tls == Tls::starttls_required   ? CURLUSESSL_ALL
                          : config_.tls == Tls::starttls_optional ? CURLUSESSL_TRY
                                                                  : CURLUSESSL_NONE));
    if (!config_.ca_file.empty()) set(CURLOPT_CAINFO, config_.ca_file.c_str());
    set(CURLOPT_USERNAME, config_.user.c_str());
    set(CURLOPT_PASSWORD, config_.password.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(config_.connect_timeout_ms));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(config_.timeout_ms));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_WRITEFUNCTION, &take);
    set(CURLOPT_ERRORBUFFER, reason_);
    door_.public_only = config_.public_only;
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_OPENSOCKETDATA, &door_);
  }

  Result<State> state() {
    const std::string answer = TRY(
        ask(server_, fmt::format("STATUS \"{}\" (UIDVALIDITY UIDNEXT)", config_.folder), 65'536));
    State state{number_after(answer, "UIDVALIDITY"), number_after(answer, "UIDNEXT")};
    if (state.uid_validity == 0 || state.uid_next == 0) return no_folder();
    return state;
  }

  Result<std::vector<std::uint32_t>> uids_after(std::uint32_t uid) {
    const std::string answer =
        TRY(ask(folder_, fmt::format("UID SEARCH UID {}:*", uid + 1), 16 * 1024 * 1024));
    std::vector<std::uint32_t> uids;
    for (const auto line : split(answer, '\n')) {
      if (!line.starts_with("* SEARCH")) continue;
      for (const auto word : split(trim(line.substr(8)), ' ')) {
        std::uint32_t found = 0;
        std::from_chars(word.data(), word.data() + word.size(), found);
        if (found > uid) uids.push_back(found);  // "9:*" finds the last one, even if it is 5
      }
    }
    std::sort(uids.begin(), uids.end());
    return uids;
  }

  Result<std::string> fetch(std::uint32_t uid) {
    auto mail = ask(fmt::format("{}/;UID={}", folder_, uid), "", config_.mail_bytes_max);
    if (mail && mail->empty()) {
      return fail(ErrorKind::not_found, "imap.gone", "A mensagem já não está na caixa.");
    }
    return mail;
  }

  Status mark_unread(std::uint32_t uid) {
    TRY(ask(folder_, fmt::format("UID STORE {} -FLAGS.SILENT (\\Seen)", uid), 65'536));
    return {};
  }

 private:
  struct FreeCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  };

  tl::unexpected<Error> no_folder() const {
    return fail(ErrorKind::invalid, "imap.folder",
                fmt::format("A caixa não tem a pasta {}.", config_.folder), "folder");
  }

  // An empty command: what the address itself means.
  Result<std::string> ask(const std::string& address, const std::string& command,
                          std::size_t bytes_max) {
    Taken taken{"", bytes_max};
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_CUSTOMREQUEST, command.empty() ? nullptr : command.c_str());
    set(CURLOPT_WRITEDATA, &taken);
    reason_[0] = '\0';
    door_.refused = false;
    const Waiting for_the_mail_server;
    const auto result = curl_easy_perform(curl_.get());
    if (result == CURLE_OK) return std::move(taken.bytes);
    if (door_.refused) {
      return fail(ErrorKind::forbidden, "imap.private_address", std::string(private_address_words),
                  "host");
    }
    const std::string why = reason_[0] != '\0' ? reason_ : curl_easy_strerror(result);
    switch (result) {
      case CURLE_LOGIN_DENIED:
        return fail(ErrorKind::invalid, "imap.login", "O servidor recusou usuário ou senha: " + why,
                    "password");
      case CURLE_USE_SSL_FAILED:
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CONNECT_ERROR:
      case CURLE_SSL_CACERT_BADFILE:
        return fail(ErrorKind::invalid, "imap.tls",
                    "A conexão cifrada com o servidor falhou: " + why, "security");
      case CURLE_QUOTE_ERROR:  // the command was refused
      case CURLE_REMOTE_ACCESS_DENIED:
        return no_folder();
      case CURLE_REMOTE_FILE_NOT_FOUND:
        return fail(ErrorKind::not_found, "imap.gone", "A mensagem já não está na caixa.");
      case CURLE_WRITE_ERROR:
        return fail(ErrorKind::limited, "imap.size",
                    fmt::format("A mensagem tem mais de {} MiB.", bytes_max >> 20));
      default:
        return fail(ErrorKind::invalid, "imap.unreachable",
                    "Não foi possível falar com o servidor: " + why, "host");
    }
  }

  template <class T>
  void set(CURLoption option, T value) {
    if (const auto result = curl_easy_setopt(curl_.get(), option, value); result != CURLE_OK) {
      throw std::runtime_error(fmt::format("libcurl refuses option {}: {}",
                                           static_cast<int>(option), curl_easy_strerror(result)));
    }
  }

  ImapConfig config_;
  Door door_;
  std::string server_;
  std::string folder_;
  std::unique_ptr<CURL, FreeCurl> curl_;
  char reason_[CURL_ERROR_SIZE] = {};
};

ImapMailbox::ImapMailbox(ImapConfig config) : impl_(std::make_unique<Impl>(std::move(config))) {}
ImapMailbox::~ImapMailbox() = default;
Result<ImapMailbox::State> ImapMailbox::state() { return impl_->state(); }
Result<std::vector<std::uint32_t>> ImapMailbox::uids_after(std::uint32_t uid) {
  return impl_->uids_after(uid);
}
Result<std::string> ImapMailbox::fetch(std::uint32_t uid) { return impl_->fetch(uid); }
Status ImapMailbox::mark_unread(std::uint32_t uid) { return impl_->mark_unread(uid); }

}  // namespace quita::mail
