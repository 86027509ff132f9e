// A title's facts on the timeline. Internal to this room.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "db/db.h"
#include "party/act.h"
#include "receivable/receivable_store.h"
#include "receivable/settle.h"

namespace quita::receivable {

// `seq`: the journal entry that made it, which is the fact's cause.
void tell_title(db::Tx&, const Act&, const TitleRecord&, std::string_view kind, int seq,
                boost::json::object data);
void tell_settled(db::Tx&, const Act&, const TitleRecord& after, const Settlement&);

}  // namespace quita::receivable
