// Input that has to be kept whole.
#pragma once

#include <iosfwd>
#include <string>

#include "base/error.h"

namespace quita::library {

// At most 256 MiB, larger than any company's file by far, so that a wrong input does not fill the
// memory. Error: cnab.too_large.
Result<std::string> read_whole(std::istream&);

}  // namespace quita::library
