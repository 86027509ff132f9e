// What carries an e-mail out of the house, and what the carrier answered.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/id.h"

namespace quita::messaging {

struct Attachment {
  std::string name;  // "boleto-1234-1.pdf"
  std::string media_type = "application/pdf";
  std::function<std::string()> render;  // its bytes; asked for by what sends or keeps them
};

// What a letter is for; a company may keep an account for each (smtp_account.h).
enum class Purpose { demand, transactional, campaign };

// A letter with its envelope, ready to leave.
struct Mail {
  Purpose purpose = Purpose::demand;
  std::string from_name;
  std::string from_address;
  std::string reply_to;  // empty: none
  std::string to_name;
  std::string to_address;
  std::string subject;
  std::string html;
  std::string text;
  // The same for every attempt of one outbox row, so that a receiver can tell a repeat.
  std::string message_id;       // without the angle brackets
  std::string unsubscribe_url;  // RFC 8058 one-click; empty: no List-Unsubscribe header
  std::optional<Attachment> attachment;
};

enum class Outcome {
  taken,     // the carrier answered that it has the message: only this counts as sent
  later,     // 4xx, no connection, time-out: worth another attempt
  refused,   // 5xx about this recipient: the address does not work
  rejected,  // 5xx about the message itself: no other attempt helps
  unsure     // it was told, and did not answer: it may have the message
};

struct Delivery {
  Outcome outcome = Outcome::later;
  std::string answer;      // what the server said, or what happened instead, for people
  std::string carrier_id;  // the provider's own number of the message; may be empty
  // Nobody answered, or we are not let in: that is about the provider and not about the message, so
  // the other messages of the round wait where they are.
  bool down = false;
  // It was not handed over, since who would carry it is at rest or has sent what he may: it waits
  // until then, and no attempt is counted.
  std::optional<Instant> held_until;
  // Where this installation forbids it: "smtp.private_address", "sms.private_address".
  std::string code;
};

// It may keep connections between calls; `rest` says that nothing more is due for now.
class Transport {
 public:
  virtual ~Transport() = default;
  // From hands() threads at once.
  virtual Delivery send(TenantId, const Mail&) = 0;
  virtual int hands() const { return 1; }
  // How many more letters of this company may be taken from the queue now.
  virtual int room(TenantId) { return 1; }
  virtual void rest() {}
};

}  // namespace quita::messaging
