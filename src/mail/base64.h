// Base64 of RFC 4648 section 4, with padding, as mail uses it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quita::mail {

std::string base64(std::string_view bytes);
// Nothing when the text is not base64; line ends are skipped.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace quita::mail
