// The pack of proof as a PDF: every fact in the order in which it was sealed, with each message's
// text as it left, and what a reader needs to check it.
#pragma once

#include <string>

#include "proof/pack.h"

namespace quita::proof {

// `json_sha256`: digest of the JSON that goes with it. Same pack, same bytes.
std::string to_pdf(const Pack&, std::string_view json_sha256);

}  // namespace quita::proof
