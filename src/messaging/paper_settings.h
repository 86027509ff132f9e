// Whether the company posts letters: they cost stamps and a person's time, so it says so first.
#pragma once

#include "base/date.h"
#include "db/db.h"

namespace quita::messaging {

bool letters_are_on(db::Tx&);
void switch_letters(db::Tx&, Instant now, bool on);

}  // namespace quita::messaging
