// Reading JSON whose shape belongs to somebody else: what is absent or of another type is empty.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace quita::whatsapp {

const boost::json::object& object_in(const boost::json::object&, std::string_view name);
const boost::json::array& array_in(const boost::json::object&, std::string_view name);
// A text, or a whole number as its digits: Meta writes ids both ways.
std::string text_in(const boost::json::object&, std::string_view name);
const boost::json::object& as_object(const boost::json::value&);

}  // namespace quita::whatsapp
