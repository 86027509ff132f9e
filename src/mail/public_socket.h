// The sockets of libcurl's conversations with mail servers. Inner header of this room.
#pragma once

#include <curl/curl.h>

#include <string_view>

namespace quita::mail {

inline constexpr std::string_view private_address_words =
    "O servidor fica numa rede interna, e nesta instalação só a internet é permitida.";

struct Door {
  bool public_only = false;
  bool refused = false;  // of the last conversation
};

// CURLOPT_OPENSOCKETFUNCTION over a Door: asked with the very address to be connected to, after the
// name was looked up, so that a name that changes its mind between a check and the connection gains
// nothing.
curl_socket_t open_socket(void* door, curlsocktype, curl_sockaddr*);

}  // namespace quita::mail
