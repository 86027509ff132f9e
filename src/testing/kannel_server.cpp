#include "testing/kannel_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "base/text.h"
#include "testing/server_process.h"

namespace quita::testing {

namespace fs = std::filesystem;

namespace {

// Where the package was unpacked (scripts/setup.sh), or "" when it is installed; nothing without
// it.
std::optional<std::string> find_kannel() {
  for (const std::string root : {"", QUITA_SOURCE_DIR "/build/kannel"}) {
    if (fs::exists(root + "/usr/sbin/bearerbox") && fs::exists(root + "/usr/sbin/smsbox"))
      return root;
  }
  return std::nullopt;
}

fs::path new_folder() {
  std::string pattern = (fs::temp_directory_path() / "quita-kannel-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  return pattern;
}

std::string settings(std::uint16_t admin, std::uint16_t box, std::uint16_t smsc,
                     std::uint16_t sendsms, const std::string& reply_url) {
  return fmt::format(R"(group = core
admin-port = {0}
admin-password = admin
status-password = status
admin-interface = 127.0.0.1
smsbox-port = {1}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
box-deny-ip = *.*.*.*

group = smsc
smsc = fake
smsc-id = FAKE
port = {2}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {3}
sendsms-interface = 127.0.0.1
global-sender = 27000

group = sendsms-user
username = {4}
password = {5}
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "{6}"
)",
                     admin, box, smsc, sendsms, KannelServer::user, KannelServer::password,
                     reply_url);
}

void wait_for(std::uint16_t port, const fs::path& log) {
  for (int tries = 0; tries < 1500; ++tries) {
    if (listens(port)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("Kannel: " + words_of(log));
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    ::close(socket);
    throw std::runtime_error("no connection to Kannel's fake SMSC");
  }
  return socket;
}

std::string_view word(std::string_view& line) {
  const auto blank = line.find(' ');
  const auto first = line.substr(0, blank);
  line.remove_prefix(blank == std::string_view::npos ? line.size() : blank + 1);
  return first;
}

// As Kannel writes bytes into its line: %XX, and a blank as "+".
std::string unescape(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string byte;
    if (text[at] == '%' && from_hex(text.substr(at + 1, 2), byte)) {
      bytes += byte;
      at += 2;
    } else {
      bytes += text[at] == '+' ? ' ' : text[at];
    }
  }
  return bytes;
}

std::string from_ucs2(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    append_utf8(text, static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) * 256 +
                                            static_cast<unsigned char>(bytes[at + 1])));
  }
  return text;
}

}  // namespace

std::unique_ptr<KannelServer> KannelServer::start(const std::string& reply_url) {
  const auto root = find_kannel();
  if (!root) return nullptr;
  std::unique_ptr<KannelServer> server(new KannelServer);
  const std::uint16_t box = free_port();
  const std::uint16_t smsc = free_port();
  server->sendsms_port_ = free_port();
  const auto text = settings(free_port(), box, smsc, server->sendsms_port_, reply_url);
  const auto run = [&](const char* program, std::uint16_t port) {
    const fs::path folder = new_folder();
    std::ofstream(folder / "kannel.conf") << text;
    start_watched(std::nullopt, folder,
                  {"/usr/bin/env", "LD_LIBRARY_PATH=" + libraries_below(*root),
                   *root + "/usr/sbin/" + program, "-v", "2", folder / "kannel.conf"},
                  SIGTERM);
    wait_for(port, folder / "log");
  };
  run("bearerbox", smsc);
  wait_for(box, "");
  server->telephone_ = connect_to(smsc);
  run("smsbox", server->sendsms_port_);
  server->listener_ =
      std::jthread([raw = server.get()](std::stop_token stop) { raw->listen(std::move(stop)); });
  return server;
}

KannelServer::~KannelServer() {
  listener_.request_stop();
  if (listener_.joinable()) listener_.join();
  if (telephone_ >= 0) ::close(telephone_);
}

std::string KannelServer::sendsms_url() const {
  return fmt::format("http://127.0.0.1:{}/cgi-bin/sendsms", sendsms_port_);
}

std::vector<KannelServer::Text> KannelServer::texts() const {
  const std::lock_guard lock(mutex_);
  return texts_;
}

void KannelServer::answer(std::string_view from, std::string_view text) {
  const std::string line = fmt::format("{} 27000 text {}\n", from, text);
  if (::send(telephone_, line.data(), line.size(), MSG_NOSIGNAL) < 0)
    throw std::runtime_error("Kannel's fake SMSC hung up");
}

void KannelServer::listen(std::stop_token stop) {
  std::string buffer;
  while (!stop.stop_requested()) {
    pollfd waiting{telephone_, POLLIN, 0};
    if (::poll(&waiting, 1, 50) <= 0) continue;
    char bytes[4096];
    const auto count = ::recv(telephone_, bytes, sizeof bytes, 0);
    if (count <= 0) return;
    buffer.append(bytes, static_cast<std::size_t>(count));
    for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n')) {
      take(std::string_view(buffer).substr(0, end));
      buffer.erase(0, end + 1);
    }
  }
}

// "27000 +5511987654321 text Ola", "… ucs-2 %00O…", "… udh %05%00%03%02%02%01 data aaa": the parts
// of a long one name its number, their count and their place (3GPP TS 23.040, 9.2.3.24.1).
void KannelServer::take(std::string_view line) {
  Text text;
  text.from = word(line);
  text.to = word(line);
  std::string header;
  auto kind = word(line);
  if (kind == "udh") {
    header = unescape(word(line));
    kind = word(line);
  }
  std::string bytes = kind == "text" ? std::string(line) : unescape(line);
  // Kannel does not say of a part whether it is UCS-2: its first byte is 0 where letters are Latin.
  text.ucs2 = kind == "ucs-2" || (!header.empty() && bytes.find('\0') != std::string::npos);
  text.text = text.ucs2 ? from_ucs2(bytes) : std::move(bytes);
  const std::lock_guard lock(mutex_);
  if (header.size() < 6) {
    texts_.push_back(std::move(text));
    return;
  }
  const std::string key = text.from + text.to + header.substr(3, 1);
  parts_.push_back({key, header[5], header[4], std::move(text)});
  const auto its = [&](const Part& part) { return part.key == key; };
  if (std::count_if(parts_.begin(), parts_.end(), its) < header[4]) return;
  std::stable_sort(parts_.begin(), parts_.end(),
                   [](const Part& a, const Part& b) { return a.place < b.place; });
  Text whole;
  whole.segments = header[4];
  for (const Part& part : parts_) {
    if (!its(part)) continue;
    whole.from = part.text.from;
    whole.to = part.text.to;
    whole.ucs2 = part.text.ucs2;
    whole.text += part.text.text;
  }
  std::erase_if(parts_, its);
  texts_.push_back(std::move(whole));
}

}  // namespace quita::testing
