// Small JSON objects for the audit log; for this folder's .cpp files only.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <string>

namespace quita::company {

inline std::string json_text(const boost::json::object& object) {
  return boost::json::serialize(object);
}

}  // namespace quita::company
