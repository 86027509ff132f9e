// No fuzzer may speak to a server whose name it made up: every name is unknown, every network is
// unreachable, and nobody listens. Linked in front of the C library's own.
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <sys/socket.h>

#include <cerrno>

#include "http/server.h"

extern "C" {

int getaddrinfo(const char*, const char*, const addrinfo*, addrinfo** found) {
  *found = nullptr;
  return EAI_NONAME;
}

int connect(int, const sockaddr*, socklen_t) {
  errno = ENETUNREACH;
  return -1;
}

int res_nquery(res_state state, const char*, int, int, unsigned char*, int) {
  state->res_h_errno = TRY_AGAIN;
  return -1;
}

}  // extern "C"

// clang 14 cannot compile the real one's coroutines under sanitizers (src/CMakeLists.txt).
namespace quita::http {

class Server::Impl {};

Server::Server(ServerConfig, Handler&, const Clock&) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return 9; }
void Server::stop(int) {}

}  // namespace quita::http
