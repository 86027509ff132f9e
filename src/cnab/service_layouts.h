#pragma once

#include <string_view>

#include "cnab/layout.h"

namespace quita::cnab {

// Of a statement's entry, note G092; empty for a category outside the table.
std::string_view category_words(std::string_view code);

// A source shows this bank's statement field by field.
bool statement_shown(std::string_view bank);

}  // namespace quita::cnab
