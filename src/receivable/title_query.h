// The filters of a list of titles as a request says them: of /v1/titles and of its export.
#pragma once

#include "http/route.h"
#include "receivable/title_list.h"

namespace quita::receivable {

// Errors: title.state, title.band, and those of a parameter that is no date, truth or id.
Result<TitleFilter> title_filter_of(const http::Context&);
// Declares them for the document.
http::Route& with_title_filters(http::Route&);

}  // namespace quita::receivable
