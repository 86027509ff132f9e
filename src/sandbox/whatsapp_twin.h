// A twin of WhatsApp's Cloud API: an HTTP server that speaks the part of the Graph API that we ask
// (messages, media, message_templates, the number), and signed webhooks back. The demo company
// writes to it instead of to people, and the tests ask it what a person would have read.
//
// It refuses what Meta refuses: a wrong token (190), a template that is unknown (132001), paused
// (132015) or has another number of variables (132000), an empty or broken variable (132012), free
// text outside the 24 hours (131047), more than pair_max messages to one person in six seconds
// times that (131056). A number that ends in 0000 has no WhatsApp: its message is accepted and then
// fails (131026), as at Meta.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "http/dispatcher.h"
#include "http/server.h"
#include "whatsapp/approved_template.h"

namespace quita::sandbox {

struct TwinAccount {
  std::string phone_number_id = "100000000000001";
  std::string business_account_id = "200000000000001";
  std::string access_token;
  std::string app_secret;
};

// A message that the twin took, as the person would read it; or one of the person's, whose status
// is "heard".
struct TwinMessage {
  std::string wamid, to, tracker;
  std::string template_name;          // empty: an answer
  std::string text;                   // with the variables filled in
  std::string document;               // the file's name; empty: none
  std::vector<std::string> payloads;  // of its buttons, by index; empty where there is none
  std::string reply_to;
  std::string status;  // "accepted", "sent", "delivered", "read", "failed"
  Instant at;
};

class WhatsAppTwin final : public http::Handler {
 public:
  // Takes a webhook's bytes and its X-Hub-Signature-256; false makes the twin tell it again later.
  using Webhook = std::function<bool(const std::string& body, const std::string& signature)>;

  WhatsAppTwin(TwinAccount, const Clock&, Webhook);

  // Where it listens: "http://127.0.0.1:40123/v23.0".
  std::string url() const;
  const TwinAccount& account() const { return account_; }

  // Those that it took.
  std::vector<TwinMessage> messages() const;
  // Both sides, in order.
  std::vector<TwinMessage> talk() const;

  // What the person at that number does; by webhook, at once.
  std::string says(const std::string& from, const std::string& text, const std::string& about = "");
  std::string presses(const std::string& wamid, std::size_t button);
  // Every message goes one step on: sent, delivered, read. Webhooks that were not taken come again.
  void step();
  // The message fails after it was accepted.
  void fail(const std::string& wamid, int code, const std::string& title);

  void add_template(const whatsapp::ApprovedTemplate&);
  // As Meta's reviewers do, with its webhook.
  void set_template_status(const std::string& name, const std::string& status);
  // The next request for a message gets this error.
  void refuse_next(int code) { refuse_next_ = code; }
  std::string messaging_limit = "TIER_2K";

  http::Response handle(const http::Request&) override;
  std::size_t body_bytes_max(const http::Request&) const override { return 20'000'000; }

 private:
  http::Response take_message(const std::string& body);
  http::Response take_media(const std::string& body);
  http::Response list_templates() const;
  http::Response take_template(const std::string& body);
  http::Response describe_number() const;
  std::optional<int> trouble_of(const TwinMessage&, const std::vector<std::string>& values) const;
  const whatsapp::ApprovedTemplate* template_of(const std::string& name) const;
  bool window_open(const std::string& number) const;
  std::string next_id(const char* prefix);
  std::string hear(const std::string& from, const std::string& text);
  void tell(const std::string& field, std::string value);
  void tell_status(const TwinMessage&, const std::string& status, int code = 0,
                   const std::string& title = "");
  std::string tell_message(const std::string& from, std::string message);

  TwinAccount account_;
  const Clock& clock_;
  Webhook webhook_;
  mutable std::mutex mutex_;
  std::vector<TwinMessage> messages_;         // of both sides
  std::map<std::string, std::string> media_;  // file names by id
  std::map<std::string, Instant> last_words_;
  std::vector<whatsapp::ApprovedTemplate> templates_;
  std::vector<std::string> untold_;
  std::optional<int> refuse_next_;
  int made_ = 0;
  std::unique_ptr<http::Server> server_;
};

inline constexpr int twin_pair_max = 45;  // messages to one person in a minute

}  // namespace quita::sandbox
