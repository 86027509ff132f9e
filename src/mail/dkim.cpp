#include "mail/dkim.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/text.h"
#include "mail/base64.h"

namespace quita::mail {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// What is signed, in this order. From stands twice: whoever adds another one breaks the signature
// (section 8.15). A header that the message has not is signed as absent.
constexpr std::array<std::string_view, 14> signed_headers{
    "from",
    "from",
    "to",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "auto-submitted",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "feedback-id",
};

constexpr int key_bits = 2048;

bool label_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_';
}

// Labels of at most 63 letters between dots.
bool dns_name(std::string_view name) {
  if (name.empty() || name.size() > 200) return false;
  for (const auto label : split(name, '.')) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' ||
        !std::all_of(label.begin(), label.end(), label_letter)) {
      return false;
    }
  }
  return true;
}

std::string lower(std::string_view text) {
  std::string copy(text);
  for (char& c : copy) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return copy;
}

Key private_key(std::string_view pem) {
  const std::unique_ptr<BIO, FreeBio> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (key && (EVP_PKEY_base_id(key.get()) != EVP_PKEY_RSA || EVP_PKEY_bits(key.get()) < 1024)) {
    key.reset();
  }
  return key;
}

tl::unexpected<Error> no_key() {
  return invalid("dkim.key", "A chave privada não é RSA em PEM, de ao menos 1024 bits.", "key");
}

std::string digest(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 fails");
  }
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

bool blank(char c) { return c == ' ' || c == '\t'; }

// Blanks in a row become one, those at the end go (sections 3.4.2 and 3.4.4).
void append_relaxed(std::string& out, std::string_view line) {
  bool waiting = false;
  for (const char c : line) {
    if (blank(c)) {
      waiting = true;
      continue;
    }
    if (waiting) out += ' ';
    waiting = false;
    out += c;
  }
}

// Section 3.4.4: relaxed lines, without empty ones at the end.
std::string relaxed_body(std::string_view body) {
  std::string out;
  std::size_t end_of_text = 0;
  while (!body.empty()) {
    const auto end = body.find("\r\n");
    const auto before = out.size();
    append_relaxed(out, body.substr(0, end));
    if (out.size() > before) end_of_text = out.size() + 2;
    out += "\r\n";
    body.remove_prefix(end == body.npos ? body.size() : end + 2);
  }
  out.resize(end_of_text);
  return out;
}

struct Header {
  std::string name;        // lower case
  std::string_view value;  // as it stands, folded
};

std::vector<Header> headers_of(std::string_view head) {
  std::vector<Header> headers;
  while (!head.empty()) {
    std::size_t end = head.find("\r\n");
    while (end != head.npos && end + 2 < head.size() && blank(head[end + 2])) {
      end = head.find("\r\n", end + 2);
    }
    const auto field = head.substr(0, end);
    const auto colon = field.find(':');
    if (colon == field.npos) throw std::invalid_argument("a mail's header without a colon");
    headers.push_back({lower(trim(field.substr(0, colon))), field.substr(colon + 1)});
    head.remove_prefix(end == head.npos ? head.size() : end + 2);
  }
  return headers;
}

// Section 3.4.2: "name:value", unfolded.
std::string relaxed_header(std::string_view name, std::string_view value) {
  std::string unfolded;
  for (const char c : value) {
    if (c != '\r' && c != '\n') unfolded += c;
  }
  std::string out = std::string(name) + ':';
  append_relaxed(out, trim(unfolded));
  return out;
}

// Long values in lines that every server leaves alone.
std::string folded(std::string_view text) {
  std::string out;
  while (text.size() > 72) {
    out += text.substr(0, 72);
    out += "\r\n\t";
    text.remove_prefix(72);
  }
  return out += text;
}

}  // namespace

Status check_dkim_name(std::string_view domain, std::string_view selector) {
  if (!dns_name(domain) || domain.find('.') == domain.npos) {
    return invalid("dkim.domain", "O domínio deve ser como empresa.com.br.", "domain");
  }
  if (!dns_name(selector)) {
    return invalid("dkim.selector",
                   "O seletor deve ter letras sem acento, algarismos ou hífen, como quita.",
                   "selector");
  }
  return {};
}

std::string make_dkim_key() {
  const Key key(EVP_RSA_gen(key_bits));
  const std::unique_ptr<BIO, FreeBio> bio(BIO_new(BIO_s_mem()));
  if (!key || PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                            nullptr) != 1) {
    throw std::runtime_error("OpenSSL makes no RSA key");
  }
  char* text = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string dkim_record_name(std::string_view domain, std::string_view selector) {
  return fmt::format("{}._domainkey.{}", selector, domain);
}

Result<std::string> dkim_record(std::string_view private_key_pem) {
  const Key key = private_key(private_key_pem);
  if (!key) return no_key();
  unsigned char* bytes = nullptr;
  const int size = i2d_PUBKEY(key.get(), &bytes);
  if (size <= 0) return no_key();
  const std::string public_key(reinterpret_cast<const char*>(bytes),
                               static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return "v=DKIM1; k=rsa; p=" + base64(public_key);
}

class DkimSigner::Impl {
 public:
  Impl(std::string domain, std::string selector, Key key)
      : domain_(std::move(domain)), selector_(std::move(selector)), key_(std::move(key)) {}

  std::string sign(std::string_view message, Instant now) const {
    const auto end = message.find("\r\n\r\n");
    if (end == message.npos) throw std::invalid_argument("a mail without an end of its headers");
    const auto headers = headers_of(message.substr(0, end + 2));
    // The tags in front of the signature itself; b= is signed empty.
    const std::string tags = fmt::format(
        " v=1; a=rsa-sha256; c=relaxed/relaxed; d={}; s={};\r\n\tt={}; h={};\r\n\tbh={};\r\n\tb=",
        domain_, selector_, now.ms / 1000, names(),
        base64(digest(relaxed_body(message.substr(end + 4)))));
    std::string text = chosen(headers);
    text += relaxed_header("dkim-signature", tags);
    return fmt::format("DKIM-Signature:{}{}\r\n{}", tags, folded(base64(signature(text))), message);
  }

 private:
  // Folded where the grammar allows it: behind a colon.
  static std::string names() {
    std::string all;
    std::size_t column = 0;
    for (const auto name : signed_headers) {
      if (!all.empty()) all += ':';
      if (column + name.size() > 60) {
        all += "\r\n\t";
        column = 0;
      }
      all += name;
      column += name.size() + 1;
    }
    return all;
  }

  // The signed headers; of one that stands more than once in h=, the last of the message first.
  static std::string chosen(const std::vector<Header>& headers) {
    std::string text;
    std::vector<bool> used(headers.size());
    for (const auto name : signed_headers) {
      for (std::size_t i = headers.size(); i-- > 0;) {
        if (used[i] || headers[i].name != name) continue;
        used[i] = true;
        text += relaxed_header(name, headers[i].value) + "\r\n";
        break;
      }
    }
    return text;
  }

  std::string signature(std::string_view text) const {
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    std::size_t size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    bool good =
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) == 1;
    std::string made(size, '\0');
    good = good && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(made.data()),
                                  &size, bytes, text.size()) == 1;
    if (!good) throw std::runtime_error("RSA does not sign");
    made.resize(size);
    return made;
  }

  std::string domain_;
  std::string selector_;
  Key key_;
};

Result<DkimSigner> DkimSigner::make(std::string domain, std::string selector,
                                    std::string_view private_key_pem) {
  TRY_STATUS(check_dkim_name(domain, selector));
  Key key = private_key(private_key_pem);
  if (!key) return no_key();
  return DkimSigner(std::make_unique<Impl>(std::move(domain), std::move(selector), std::move(key)));
}
DkimSigner::DkimSigner(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DkimSigner::DkimSigner(DkimSigner&&) noexcept = default;
DkimSigner& DkimSigner::operator=(DkimSigner&&) noexcept = default;
DkimSigner::~DkimSigner() = default;

std::string DkimSigner::sign(std::string_view message, Instant now) const {
  return impl_->sign(message, now);
}

}  // namespace quita::mail
