// The company's logo: on its slips.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "company/audit.h"
#include "db/db.h"

namespace quita::company {

// Every slip that leaves carries it, so it must be small.
inline constexpr std::size_t logo_bytes_max = 64 * 1024;

// The file as it was given, PNG, JPEG or SVG; nothing when the company has none.
std::optional<std::string> read_logo(db::Tx&);
// Errors: logo.size (more than logo_bytes_max), and those of pdf::read_logo: what a slip cannot
// show is not kept.
Status set_logo(db::Tx&, const Actor&, std::string_view bytes);
void clear_logo(db::Tx&, const Actor&);

}  // namespace quita::company
