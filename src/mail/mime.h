// Writes an e-mail: RFC 5322 (message), 2045–2047 (MIME), 2231 (file names), 8058 (one-click
// unsubscribe), 3834 (Auto-Submitted). The text is 7-bit, lines end in CRLF and hold at most 76
// characters of content (998 is the law's limit).
//
// Parts: multipart/mixed { multipart/alternative { text, html }, attachments… }, as few levels as
// the message needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace quita::mail {

struct Mailbox {
  std::string name;     // UTF-8, for people; may be empty
  std::string address;  // "cobranca@empresa.com.br"
};

struct Attachment {
  std::string file_name;     // UTF-8
  std::string content_type;  // "application/pdf"
  std::string bytes;
};

struct Message {
  Mailbox from;
  Mailbox to;
  std::optional<Mailbox> reply_to;
  std::string subject;  // UTF-8, one line
  std::string text;     // UTF-8
  std::string html;     // UTF-8; empty for text alone
  std::vector<Attachment> attachments;
  Instant date;
  std::string message_id;  // "msg_01h455vb4pex5vsknk084sn02q@empresa.com.br", without < >
  // An https address that takes the POST of RFC 8058 without asking further.
  std::optional<std::string> unsubscribe_url;
  std::vector<std::pair<std::string, std::string>> headers;  // further ones, ASCII
};

// Errors: mail.address (which mailbox stands in `field`), mail.header (a line break, or a character
// that does not belong there), mail.attachment (a media type that is none), mail.encoding (not
// UTF-8).
Result<std::string> write_mime(const Message&);

// local@domain of RFC 5321 in ASCII, at most 254 characters, without quoted local parts: what a
// company's customers have. An international domain must come in its xn-- form. Error mail.address.
Status check_address(std::string_view address);

}  // namespace quita::mail
