// Reads what comes back to the sender's mailbox: failed and delayed deliveries (RFC 3464, and the
// many servers that write only prose), complaints (ARF, RFC 5965), absence notes (RFC 3834).
//
// A mailbox gets anything: what is none of these has kind `other`, and is left to people. Nothing
// here decides what happens to an address; see messaging/returned_mail.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace quita::mail {

enum class ReturnKind {
  failed,     // not delivered, and the server has given up
  delayed,    // not yet: the server goes on trying
  complaint,  // delivered, and the person pressed "this is spam"
  absence,    // delivered, and answered by a machine
  other,      // not about a delivery
};

enum class BounceReason {
  none,          // no bounce
  unknown_user,  // the mailbox does not exist
  disabled,      // it exists and takes nothing: suspended, moved
  mailbox_full,
  filtered,  // this recipient does not want it
  refused,   // the receiving server does not want us: spam, policy, authentication, blocked, speed
  network,   // the server was not reached, in time or at all, or the route turns in a circle
  mail_server,  // the receiving server's own program failed
  unexplained,
};

struct ReturnedMail {
  ReturnKind kind = ReturnKind::other;
  std::string recipient;  // lower case; empty when the text does not say
  std::string status;     // RFC 3463, "5.1.1"; empty when none was told
  int reply_code = 0;     // RFC 5321, 550; 0 when none was told
  BounceReason reason = BounceReason::none;
  std::string words;       // the server's own, one line, at most 500 bytes
  std::string message_id;  // of the mail that came back, without < >; empty when it is not there

  // Writing there again is useless: the address is wrong, whatever the mail says.
  bool hard() const { return kind == ReturnKind::failed && reason == BounceReason::unknown_user; }
};

constexpr std::size_t returned_mail_bytes_max = 1024 * 1024;

// One value a recipient, at least one. Reads at most returned_mail_bytes_max bytes; never fails: a
// mail that makes no sense is `other`.
std::vector<ReturnedMail> read_returned_mail(std::string_view message);

std::string_view name(ReturnKind);    // "failed"
std::string_view name(BounceReason);  // "unknown_user"

}  // namespace quita::mail
