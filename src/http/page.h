// One page of a list, and the opaque cursor that leads to the next.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

namespace quita::http {

// `next_cursor` is absent on the last page. Lists are read by key ("after this one"), never by
// offset, so that a page costs the same wherever it stands.
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_cursor;

  BOOST_DESCRIBE_CLASS(Page, (), (items, next_cursor), (), ())
};

inline constexpr int page_limit_default = 50;
inline constexpr int page_limit_max = 200;

}  // namespace quita::http
