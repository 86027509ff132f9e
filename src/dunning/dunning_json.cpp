// What the régua keeps as JSON in the database.
#include <stdexcept>

#include "dunning/limits_json.h"
#include "dunning/step_json.h"
#include "json/bind.h"

namespace quita::dunning {

BOOST_DESCRIBE_ENUM(EmailHours, day, calls, any)
BOOST_DESCRIBE_STRUCT(ContactLimits, (), (max_per_day, max_per_week, email_hours))

std::string steps_to_json(const std::vector<Step>& steps) {
  boost::json::array array;
  for (const Step& step : steps) {
    array.push_back(boost::json::object{
        {"offset", step.offset}, {"template", step.template_name}, {"label", step.label}});
  }
  return json::serialize(array);
}

std::vector<Step> steps_from_json(std::string_view text) {
  const auto value = json::parse(text);
  if (!value) throw std::runtime_error("policy.steps: " + value.error().code);
  std::vector<Step> steps;
  for (const auto& each : value->as_array()) {
    const auto& object = each.as_object();
    steps.push_back({static_cast<int>(object.at("offset").as_int64()),
                     std::string(object.at("template").as_string()),
                     std::string(object.at("label").as_string())});
  }
  return steps;
}

std::string limits_to_json(const ContactLimits& limits) { return json::write(limits); }

ContactLimits limits_from_json(std::string_view text) {
  return json::read<ContactLimits>(text).value_or(ContactLimits());
}

}  // namespace quita::dunning
