// Signs an e-mail with the sender's domain (DKIM, RFC 6376): rsa-sha256 over 2,048 bits, headers
// and body relaxed. Receivers compare with the key that the domain publishes in its DNS; Gmail and
// Yahoo ask it of whoever sends in bulk, and RFC 8058 wants List-Unsubscribe under the signature.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"

namespace quita::mail {

// The domain may be any whose DNS the sender governs, usually that of the from address (DMARC).
// Errors: dkim.domain, dkim.selector.
Status check_dkim_name(std::string_view domain, std::string_view selector);

// A fresh private key, PEM (PKCS#8).
std::string make_dkim_key();

// Where the key is published: "quita._domainkey.empresa.com.br", a TXT record.
std::string dkim_record_name(std::string_view domain, std::string_view selector);
// What stands there: "v=DKIM1; k=rsa; p=…". Error: dkim.key.
Result<std::string> dkim_record(std::string_view private_key_pem);

class DkimSigner {
 public:
  // Errors: dkim.domain, dkim.selector, dkim.key.
  static Result<DkimSigner> make(std::string domain, std::string selector,
                                 std::string_view private_key_pem);
  DkimSigner(DkimSigner&&) noexcept;
  DkimSigner& operator=(DkimSigner&&) noexcept;
  ~DkimSigner();

  // The message with its DKIM-Signature in front. `message` is what write_mime made: headers, an
  // empty line and a body, lines ending in CRLF; std::invalid_argument when it is not.
  std::string sign(std::string_view message, Instant now) const;

 private:
  class Impl;
  explicit DkimSigner(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quita::mail
