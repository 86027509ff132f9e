// The API's readable page, made from the route table like the OpenAPI document.
#pragma once

#include <string>

namespace quita::http {
class Routes;
}

namespace quita::app {

// A whole HTML page without scripts.
std::string api_page(const http::Routes&);

}  // namespace quita::app
