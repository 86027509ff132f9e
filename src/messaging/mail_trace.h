// Whether a letter was opened and its links were followed: an image of one pixel, and links that
// lead through our own server to where they would have led. Only for companies that switched it on.
//
// An address carries tenant, message and the number of the link under an HMAC: nobody guesses one,
// and where it leads is looked up and never part of it, so that it leads nowhere else. What is kept
// is the first time, the last and how often; neither the reader's address nor his program.
//
// What it can prove: a person's opening shows that the letter arrived, and answers the "read" that
// a fallback waits for. It is not told as "read", which an image cannot know; the portal opened is
// the strong proof. What a machine fetched (the mail provider's proxy, a filter that tries links)
// is told as such and answers nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"
#include "messaging/letter_facts.h"
#include "messaging/sender.h"
#include "party/act.h"

namespace quita::messaging {

struct TraceMark {
  TenantId tenant;
  MessageId message;
  std::uint8_t link = 0;  // 0: the image; n: the nth link of the letter
};
std::string sign_trace(const SecretKey& link_key, const TraceMark&);
// Error: link.invalid, of kind not_found, which says no more.
Result<TraceMark> verify_trace(const SecretKey& link_key, std::string_view token);

// Gives a letter's links their way through us while it is written.
class LetterTracer {
 public:
  LetterTracer(const LinkMaker& links, TenantId tenant, MessageId message)
      : links_(links), tenant_(tenant), message_(message) {}
  // "https://cobranca.empresa.com.br/l/<token>". The same address has one; what is no web address,
  // and what is too much for one letter, stays as it is.
  std::string link(const std::string& address);
  std::string pixel() const;                                            // the image's address
  const std::vector<std::string>& targets() const { return targets_; }  // of link 1 on

 private:
  const LinkMaker& links_;
  const TenantId tenant_;
  const MessageId message_;
  std::vector<std::string> targets_;
};
void store_targets(db::Tx&, MessageId, const std::vector<std::string>& targets);
// Nothing when there is no such link any more.
std::optional<std::string> find_target(db::Tx&, const TraceMark&);

// Off unless the company says otherwise.
bool mail_trace_on(db::Tx&);
void save_mail_trace(db::Tx&, Instant now, bool on);

// Who asked for it, as far as his request tells.
struct Visit {
  std::string_view user_agent;
  bool prefetch = false;  // its headers say that nobody has looked yet
  std::chrono::milliseconds since_sent{0};
};
bool by_machine(const Visit&);

// Counts it, and tells what is new about it. False for a message that never left, or of a company
// that no longer wants to know.
bool record_trace(db::Tx&, const Act&, Gate&, const TraceMark&, std::string_view user_agent,
                  bool prefetch);

struct MailTrace {
  bool clicked = false;  // otherwise opened
  bool machine = false;
  Instant first_at;
  Instant last_at;
  int times = 0;
};
std::vector<MailTrace> traces_of(db::Tx&, MessageId);  // oldest first

}  // namespace quita::messaging
