#include "http/client.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "base/text.h"
#include "base/waiting.h"
#include "http/public_address.h"

namespace quita::http {
namespace {

// What one request's callbacks gather.
struct Exchange {
  Answer answer;
  std::size_t bytes_max = 0;
  std::size_t head_bytes = 0;
  bool too_large = false;
  bool refused_private = false;
  Reach reach = Reach::any;
  std::stop_token stop;
};

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::string_view line(data, size * count);
  exchange.head_bytes += line.size();
  if (exchange.head_bytes > exchange.bytes_max) {
    exchange.too_large = true;
    return 0;
  }
  // A 1xx answer comes before the real one, whose headers count.
  if (line.starts_with("HTTP/")) exchange.answer.headers = {};
  const auto colon = line.find(':');
  if (colon != std::string_view::npos) {
    exchange.answer.headers.add(std::string(trim(line.substr(0, colon))),
                                std::string(trim(line.substr(colon + 1))));
  }
  return line.size();
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::size_t bytes = size * count;
  if (exchange.answer.body.size() + bytes > exchange.bytes_max) {
    exchange.too_large = true;
    return 0;
  }
  exchange.answer.body.append(data, bytes);
  return bytes;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Exchange*>(user)->stop.stop_requested() ? 1 : 0;
}

// Asked with the address itself, after the name was looked up: a name that changes its mind between
// a check and the connection gains nothing.
curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(user);
  if (exchange.reach == Reach::public_only && !is_public_address(address->addr)) {
    exchange.refused_private = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype, address->protocol);
}

bool one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

Status check(const Call& call) {
  const auto& url = call.url;
  const bool scheme = url.starts_with("https://") || url.starts_with("http://");
  const auto authority = url.substr(0, url.find_first_of("/?#", url.find("//") + 2));
  if (!scheme || !one_line(url) || url.find(' ') != std::string::npos ||
      authority.find('@') != std::string::npos) {
    return invalid("http.url", "O endereço deve começar por https:// ou http:// e não levar senha.",
                   "url");
  }
  for (const auto& [name, value] : call.headers) {
    const bool token =
        !name.empty() && one_line(name) && name.find_first_of(": \t") == std::string::npos;
    if (!token || !one_line(value)) {
      return invalid("http.header", "Um cabeçalho deve ter um nome e uma linha só.", "headers");
    }
  }
  return {};
}

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

void append(List& list, const std::string& line) {
  auto* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  (void)list.release();
  list.reset(longer);
}

List header_list(const Call& call) {
  List list;
  // No "100 Continue": it costs a round trip, and some gateways never answer it.
  append(list, "Expect:");
  // libcurl would call every body a form.
  if (!call.headers.has("Content-Type")) append(list, "Content-Type:");
  for (const auto& [name, value] : call.headers) {
    append(list, value.empty() ? name + ";" : name + ": " + value);
  }
  return list;
}

}  // namespace

class Client::Impl {
 public:
  explicit Impl(ClientConfig config) : config_(std::move(config)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    curl_.reset(curl_easy_init());
    if (!curl_) throw std::runtime_error("libcurl does not start");
  }

  Result<Answer> send(const Call& call) {
    maybe_told_ = false;
    TRY_STATUS(check(call));
    if (config_.stop.stop_requested()) return stopped();
    Exchange exchange;
    exchange.bytes_max = config_.answer_bytes_max;
    exchange.reach = config_.reach;
    exchange.stop = config_.stop;
    const List headers = header_list(call);
    prepare(call, headers.get(), exchange);
    const auto result = [&] {
      const Waiting for_the_server;
      return curl_easy_perform(curl_.get());
    }();
    long sent = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_REQUEST_SIZE, &sent);
    maybe_told_ = sent > 0;
    if (result != CURLE_OK) return explain(result, exchange);
    long status = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    exchange.answer.status = static_cast<int>(status);
    return std::move(exchange.answer);
  }

  bool maybe_told() const { return maybe_told_; }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    if (const auto result = curl_easy_setopt(curl_.get(), option, value); result != CURLE_OK) {
      throw std::runtime_error(fmt::format("libcurl refuses option {}: {}",
                                           static_cast<int>(option), curl_easy_strerror(result)));
    }
  }

  void prepare(const Call& call, curl_slist* headers, Exchange& exchange) {
    curl_easy_reset(curl_.get());  // connections stay
    set(CURLOPT_URL, call.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(config_.connect_timeout_ms));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(config_.timeout_ms));
    if (!config_.ca_file.empty()) set(CURLOPT_CAINFO, config_.ca_file.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    if (call.method == Method::head) {
      set(CURLOPT_NOBODY, 1L);
    } else if (call.method != Method::get || !call.body.empty()) {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
      set(CURLOPT_POSTFIELDS, call.body.data());
      set(CURLOPT_CUSTOMREQUEST, std::string(name(call.method)).c_str());
    }
    if (!call.user.empty()) {
      set(CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
      set(CURLOPT_USERNAME, call.user.c_str());
      set(CURLOPT_PASSWORD, call.password.c_str());
    }
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, &exchange);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    set(CURLOPT_XFERINFODATA, &exchange);
    set(CURLOPT_OPENSOCKETFUNCTION, &on_socket);
    set(CURLOPT_OPENSOCKETDATA, &exchange);
  }

  static tl::unexpected<Error> stopped() {
    return fail(ErrorKind::limited, "http.stopped", "O programa está encerrando.");
  }

  tl::unexpected<Error> explain(CURLcode result, const Exchange& exchange) const {
    if (exchange.refused_private) {
      return fail(ErrorKind::forbidden, "http.private_address",
                  "O endereço fica numa rede interna, e só a internet é permitida.", "url");
    }
    if (exchange.too_large) {
      return fail(ErrorKind::limited, "http.answer_too_large",
                  fmt::format("A resposta passa de {} bytes.", exchange.bytes_max));
    }
    const std::string reason = curl_easy_strerror(result);
    switch (result) {
      case CURLE_ABORTED_BY_CALLBACK:
        return stopped();
      case CURLE_URL_MALFORMAT:
        return invalid("http.url", "O endereço não está escrito como deve.", "url");
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CONNECT_ERROR:
      case CURLE_SSL_CACERT_BADFILE:
        return fail(ErrorKind::limited, "http.tls",
                    "A conexão segura não foi aceita (" + reason + ").");
      default:
        break;
    }
    if (!maybe_told_) {
      return fail(ErrorKind::limited, "http.not_connected",
                  "O servidor não pôde ser alcançado (" + reason + ").");
    }
    return fail(ErrorKind::limited, "http.no_answer",
                "O servidor não respondeu até o fim (" + reason + ").");
  }

  ClientConfig config_;
  std::unique_ptr<CURL, FreeCurl> curl_;
  bool maybe_told_ = false;
};

Client::Client(ClientConfig config) : impl_(std::make_unique<Impl>(std::move(config))) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

Result<Answer> Client::send(const Call& call) { return impl_->send(call); }
bool Client::maybe_told() const { return impl_->maybe_told(); }

std::string form_encode(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    text += percent_encode(name) + "=" + percent_encode(value);
  }
  return text;
}

}  // namespace quita::http
