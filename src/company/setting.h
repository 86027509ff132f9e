// A company's settings by name; a value that is a secret is sealed and never shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"

namespace quita::company {

// The value, usually JSON; nothing when it was never set.
std::optional<std::string> read_setting(db::Tx&, std::string_view name);
void write_setting(db::Tx&, Instant now, std::string_view name, std::string_view value);

// `key` is derived for the purpose by the caller. An empty secret clears it. Reading throws
// std::runtime_error when it was sealed with another key: the installation lost its key file.
std::optional<std::string> read_secret_setting(db::Tx&, const SecretKey& key,
                                               std::string_view name);
void write_secret_setting(db::Tx&, Instant now, const SecretKey& key, std::string_view name,
                          std::string_view secret);

}  // namespace quita::company
