// Gateways that take SMS over HTTP, each in its own words: what is asked, what its answer means,
// and what its reports and people's replies say. Bytes <-> typed values; nothing here opens a
// connection, knows a clock or a database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "http/client.h"
#include "http/message.h"

namespace quita::sms {

enum class Provider { kannel, twilio, zenvia, generic };

// An interface of its own, described by its parts. In all of them {to} (5511987654321),
// {plus_to} (+5511987654321), {from}, {text}, {id} (ours), {user}, {secret} and {report_url} stand
// for the values; in the URL and in a form they are escaped for it, in a JSON body for JSON.
struct GenericForm {
  http::Method method = http::Method::post;
  std::string body;                                          // empty: none
  std::string content_type = "application/json";             // of the body
  std::vector<std::pair<std::string, std::string>> headers;  // "Authorization": "Bearer {secret}"
  std::string answer_id;      // where the answer holds the message's number: "/messages/0/id"
  std::string report_id;      // the same in a report: "/id", or the name of a field of a form
  std::string report_status;  // where a report holds its status
  std::string delivered;      // words that mean delivered, with commas: "delivered,DELIVRD"
  std::string undelivered;    // words that mean it will never be: "failed,expired,UNDELIV"
};

// A company's account with a provider.
struct Account {
  Provider provider = Provider::kannel;
  std::string url;     // Kannel: of sendsms; Twilio, Zenvia: empty for their own; generic: its own
  std::string user;    // Kannel: username; Twilio: Account SID
  std::string secret;  // Kannel: password; Twilio: Auth Token; Zenvia: API token
  std::string from;    // number, short code or name, as the provider lets it
  GenericForm form;    // of generic
};

struct Message {
  std::string to;          // E.164: "+5511987654321"
  std::string text;        // as it is to be read
  std::string id;          // ours: comes back in reports where the provider lets it
  std::string report_url;  // where delivery is to be reported; empty: nowhere
};

http::Call request_of(const Account&, const Message&);

enum class Taken {
  yes,      // the provider has it
  later,    // it is too busy, or not well: worth another attempt
  refused,  // this number cannot be reached
  no        // the message or the account is wrong: no other attempt helps
};
struct Verdict {
  Taken taken = Taken::later;
  std::string id;     // the provider's number of the message; may be empty
  std::string words;  // what it said, for people
};
Verdict read_answer(const Account&, const http::Answer&);

enum class ReportKind { taken, delivered, read, undelivered, other };
struct Report {
  ReportKind kind = ReportKind::other;
  std::string our_id;         // what came back of Message::id; may be empty
  std::string provider_id;    // may be empty
  std::string words;          // status and reason as the provider said them
  bool number_fails = false;  // undelivered, because nobody can be reached there
};
// What the provider posts to report_url: query, form or JSON. Errors: sms.report (it cannot be
// read), and nothing of it is believed.
Result<std::vector<Report>> read_report(const Account&, const http::Request&);

// What a person wrote back.
struct Reply {
  std::string from;  // E.164 where it can be told, otherwise as it came
  std::string text;
  std::string id;  // the provider's; may be empty
};
Result<std::vector<Reply>> read_reply(const Account&, const http::Request&);

// X-Twilio-Signature: base64 of HMAC-SHA1 under the Auth Token of the URL as Twilio was told it and
// the form's fields, name and value, in the order of their names (Twilio, "Validating Requests").
// In constant time.
bool twilio_signature_holds(std::string_view auth_token, std::string_view url,
                            const std::vector<std::pair<std::string, std::string>>& form,
                            std::string_view signature);

// The fields of an application/x-www-form-urlencoded body; nothing when it is none.
std::optional<std::vector<std::pair<std::string, std::string>>> read_form(std::string_view body);

}  // namespace quita::sms
