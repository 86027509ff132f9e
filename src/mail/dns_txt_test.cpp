#include "mail/dns_txt.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace quita::mail {
namespace {

// A DNS server of one answer: the question comes back with `records`, each cut into strings of at
// most 255 bytes as RFC 1035 wants, or with the code for "no such name".
class OneAnswer {
 public:
  OneAnswer(std::vector<std::string> records, int code) {
    socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, records = std::move(records), code] { answer(records, code); });
  }
  ~OneAnswer() {
    thread_.join();
    ::close(socket_);
  }
  DnsServer server() const { return {"127.0.0.1", port_}; }

 private:
  void answer(const std::vector<std::string>& records, int code) const {
    std::array<char, 1500> bytes{};
    sockaddr_in from{};
    socklen_t size = sizeof from;
    const auto got = ::recvfrom(socket_, bytes.data(), bytes.size(), 0,
                                reinterpret_cast<sockaddr*>(&from), &size);
    if (got < 12) return;
    std::string reply(bytes.data(), static_cast<std::size_t>(got));
    // Without the additional record of the question (EDNS), were there one.
    std::size_t end = 12;
    while (reply[end] != 0) end += static_cast<unsigned char>(reply[end]) + 1U;
    reply.resize(end + 5);
    reply[2] = static_cast<char>(0x81);
    reply[3] = static_cast<char>(0x80 | code);
    reply[7] = static_cast<char>(records.size());
    reply[11] = 0;
    for (const auto& record : records) {
      std::string data;
      for (std::size_t at = 0; at < record.size(); at += 255) {
        const auto part = record.substr(at, 255);
        data += static_cast<char>(part.size());
        data += part;
      }
      reply += std::string("\xC0\x0C\x00\x10\x00\x01\x00\x00\x00\x3C", 10);
      reply += static_cast<char>(data.size() >> 8);
      reply += static_cast<char>(data.size() & 0xFF);
      reply += data;
    }
    ::sendto(socket_, reply.data(), reply.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
  }

  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

constexpr auto* name = "quita._domainkey.empresa.com.br";

TEST(DnsTxt, LongRecordsArePutTogether) {
  const std::string record = "v=DKIM1; k=rsa; p=" + std::string(392, 'A');
  OneAnswer dns({"v=spf1 -all", record}, 0);
  EXPECT_THAT(look_up_txt(name, dns.server()).value(),
              ::testing::ElementsAre("v=spf1 -all", record));
}

TEST(DnsTxt, ANameThatIsNotThereHasNone) {
  OneAnswer dns({}, 3);
  EXPECT_TRUE(look_up_txt(name, dns.server()).value().empty());
}

TEST(DnsTxt, ARefusalIsToldApart) {
  OneAnswer dns({}, 2);  // SERVFAIL
  const auto found = look_up_txt(name, dns.server());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "dns.unreachable");
}

}  // namespace
}  // namespace quita::mail
