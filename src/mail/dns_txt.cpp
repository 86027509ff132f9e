#include "mail/dns_txt.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>

#include <array>

#include "base/waiting.h"

namespace quita::mail {
namespace {

constexpr int answer_bytes_max = 16 * 1024;

struct Resolver {
  struct __res_state state {};
  bool good = res_ninit(&state) == 0;
  Resolver() = default;
  Resolver(const Resolver&) = delete;
  ~Resolver() {
    if (good) res_nclose(&state);
  }
};

// A record's strings: each a length byte and so many bytes.
std::string joined(const unsigned char* data, int size) {
  std::string text;
  for (int at = 0; at < size;) {
    const int length = data[at++];
    if (at + length > size) break;
    text.append(reinterpret_cast<const char*>(data + at), static_cast<std::size_t>(length));
    at += length;
  }
  return text;
}

}  // namespace

Result<std::vector<std::string>> look_up_txt(const std::string& name,
                                             const std::optional<DnsServer>& server) {
  const auto unreachable = [] {
    return fail(ErrorKind::invalid, "dns.unreachable", "O DNS não respondeu; tente de novo.");
  };
  Resolver resolver;
  if (!resolver.good) return unreachable();
  resolver.state.retrans = 3;  // seconds
  resolver.state.retry = 2;
  if (server) {
    auto& only = resolver.state.nsaddr_list[0];
    only.sin_family = AF_INET;
    only.sin_port = htons(server->port);
    if (inet_pton(AF_INET, server->address.c_str(), &only.sin_addr) != 1) return unreachable();
    resolver.state.nscount = 1;
  }
  std::array<unsigned char, answer_bytes_max> answer{};
  const Waiting for_the_dns;
  const int size = res_nquery(&resolver.state, name.c_str(), ns_c_in, ns_t_txt, answer.data(),
                              static_cast<int>(answer.size()));
  if (size < 0) {
    const bool none =
        resolver.state.res_h_errno == HOST_NOT_FOUND || resolver.state.res_h_errno == NO_DATA;
    if (none) return std::vector<std::string>();
    return unreachable();
  }
  ns_msg message;
  if (ns_initparse(answer.data(), std::min(size, answer_bytes_max), &message) != 0) {
    return unreachable();
  }
  std::vector<std::string> records;
  for (int i = 0; i < ns_msg_count(message, ns_s_an); ++i) {
    ns_rr record;
    if (ns_parserr(&message, ns_s_an, i, &record) != 0 || ns_rr_type(record) != ns_t_txt) continue;
    records.push_back(joined(ns_rr_rdata(record), ns_rr_rdlen(record)));
  }
  return records;
}

}  // namespace quita::mail
