#include "whatsapp/members.h"

namespace quita::whatsapp {

namespace {
const boost::json::object no_object;
const boost::json::array no_array;
}  // namespace

const boost::json::object& as_object(const boost::json::value& value) {
  const auto* object = value.if_object();
  return object == nullptr ? no_object : *object;
}

const boost::json::object& object_in(const boost::json::object& outer, std::string_view name) {
  const auto* member = outer.if_contains(name);
  return member == nullptr ? no_object : as_object(*member);
}

const boost::json::array& array_in(const boost::json::object& outer, std::string_view name) {
  const auto* member = outer.if_contains(name);
  const auto* array = member == nullptr ? nullptr : member->if_array();
  return array == nullptr ? no_array : *array;
}

std::string text_in(const boost::json::object& outer, std::string_view name) {
  const auto* member = outer.if_contains(name);
  if (member == nullptr) return {};
  if (const auto* text = member->if_string()) return {text->data(), text->size()};
  if (const auto* number = member->if_int64()) return std::to_string(*number);
  if (const auto* number = member->if_uint64()) return std::to_string(*number);
  return {};
}

}  // namespace quita::whatsapp
