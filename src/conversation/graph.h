// Asks the WhatsApp Cloud API of one account. Plain calls, each with the time-outs of
// http/client.h; what they mean is in whatsapp/graph_error.h.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/client.h"
#include "messaging/whatsapp_account.h"
#include "whatsapp/approved_template.h"
#include "whatsapp/graph_answer.h"

namespace quita::conversation {

// Where the API stands: Meta's, or a twin of it.
struct GraphHouse {
  std::string url = "https://graph.facebook.com/v23.0";
  std::string ca_file;  // empty: the system's authorities
};

// The connection failed: the message was not told, or nobody knows.
struct NoAnswer {
  bool maybe_told = false;
  std::string words;
};
template <class T>
using Asked = std::variant<T, whatsapp::GraphError, NoAnswer>;

class Graph {
 public:
  Graph(const GraphHouse&, messaging::WhatsAppAccount, std::string access_token);

  // `body` as whatsapp/outgoing.h writes it.
  Asked<whatsapp::Accepted> send(const std::string& body);
  // Uploads a file; its id is good for thirty days at Meta.
  Asked<std::string> upload(std::string_view bytes, std::string_view file_name,
                            std::string_view media_type);
  Asked<whatsapp::NumberFacts> number();
  // All of the account, page by page.
  Asked<std::vector<whatsapp::ApprovedTemplate>> templates();
  // Hands a template in for approval; its id. `body` as suggested.h writes it.
  Asked<std::string> create_template(const std::string& body);

 private:
  std::variant<http::Answer, NoAnswer> ask(http::Method, const std::string& path, std::string body,
                                           std::string_view content_type);

  std::string url_;
  messaging::WhatsAppAccount account_;
  std::string token_;
  http::Client client_;
};

}  // namespace quita::conversation
