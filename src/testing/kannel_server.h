// A real Kannel (bearerbox and smsbox) with its fake SMSC, for the length of a test program. What
// leaves arrives at a telephone of ours, which speaks the line protocol of Kannel's own fakesmsc.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace quita::testing {

class KannelServer {
 public:
  // `reply_url` is what Kannel gets when a person answers, with its own escapes ("…?from=%p").
  // Nothing where Kannel is not installed. Throws std::runtime_error with its own words when it
  // does not start.
  static std::unique_ptr<KannelServer> start(const std::string& reply_url);
  ~KannelServer();

  std::string sendsms_url() const;
  static constexpr const char* user = "quita";
  static constexpr const char* password = "segredo-do-kannel";

  struct Text {
    std::string from, to, text;  // UTF-8, its segments put together
    int segments = 1;
    bool ucs2 = false;
  };
  // What the telephone has got whole, in order.
  std::vector<Text> texts() const;
  // A person writes from `from` to us.
  void answer(std::string_view from, std::string_view text);

 private:
  KannelServer() = default;
  void listen(std::stop_token);
  void take(std::string_view line);

  std::uint16_t sendsms_port_ = 0;
  int telephone_ = -1;
  mutable std::mutex mutex_;
  std::vector<Text> texts_;
  struct Part {
    std::string key;  // from, to and the number that its header gives the message
    int place = 0, count = 0;
    Text text;
  };
  std::vector<Part> parts_;
  std::jthread listener_;
};

}  // namespace quita::testing
