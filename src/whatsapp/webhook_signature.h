// That a webhook comes from Meta: X-Hub-Signature-256, and the challenge by which Meta finds out
// that the address is ours (developers.facebook.com, "Webhooks: getting started").
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace quita::whatsapp {

// Whether `header` ("sha256=" and 64 hexadecimal digits) is the HMAC-SHA256 of the bytes as they
// came under the app's secret. An empty secret signs nothing. The digests are compared in constant
// time.
bool signed_by(std::string_view app_secret, std::string_view header, std::string_view body);
// The header that Meta would send; for the sandbox.
std::string signature_header(std::string_view app_secret, std::string_view body);

// hub.mode, hub.verify_token and hub.challenge of the GET; what to answer. Error:
// whatsapp.challenge (forbidden), which does not tell what was wrong.
Result<std::string> answer_challenge(std::string_view mode, std::string_view token,
                                     std::string_view challenge, std::string_view own_token);

}  // namespace quita::whatsapp
