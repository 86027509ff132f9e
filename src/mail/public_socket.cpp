#include "mail/public_socket.h"

#include <sys/socket.h>

#include "http/public_address.h"

namespace quita::mail {

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& door = *static_cast<Door*>(user);
  if (door.public_only && !http::is_public_address(address->addr)) {
    door.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype, address->protocol);
}

}  // namespace quita::mail
