// What the régua keeps as JSON in the database.
#include <stdexcept>

#include "dunning/limits_json.h"
#include "dunning/policy_json.h"
#include "json/bind.h"

namespace quita::dunning {

BOOST_DESCRIBE_ENUM(EmailHours, day, calls, any)
namespace {

// As stored: what a version of the program did not know is left at its default.
struct StoredLimits {
  std::optional<int> max_per_day, max_per_week;
  std::optional<EmailHours> email_hours;
  std::optional<int> quiet_days;
};
BOOST_DESCRIBE_STRUCT(StoredLimits, (), (max_per_day, max_per_week, email_hours, quiet_days))

}  // namespace

namespace {

using boost::json::array;
using boost::json::object;

// One that is not there leaves the default.
int integer_of(const object& from, std::string_view name, int otherwise) {
  const auto* value = from.if_contains(name);
  return value == nullptr ? otherwise : static_cast<int>(value->as_int64());
}
std::string text_of(const object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

std::vector<std::string> texts_of(const object& from, std::string_view name) {
  std::vector<std::string> texts;
  const auto* value = from.if_contains(name);
  if (value == nullptr) return texts;
  for (const auto& each : value->as_array()) texts.emplace_back(each.as_string());
  return texts;
}

array array_of(const std::vector<std::string>& texts) {
  array values;
  for (const std::string& text : texts) values.emplace_back(text);
  return values;
}

object object_of(const Step& step) {
  object value{{"offset", step.offset}, {"label", step.label}};
  if (step.count == DayCount::business) value["days"] = "business";
  if (step.repeat_every > 0) value["repeat_every"] = step.repeat_every;
  if (step.repeat_times > 0) value["repeat_times"] = step.repeat_times;
  std::vector<std::string> profiles;
  for (const Profile profile : step.profiles) profiles.emplace_back(word(profile));
  if (!profiles.empty()) value["profiles"] = array_of(profiles);
  if (step.track == Track::task) {
    value["task"] = word(step.task);
  } else {
    value["template"] = step.template_name;
    std::vector<std::string> channels;
    for (const auto channel : step.channels) channels.emplace_back(word(channel));
    value["channels"] = array_of(channels);
    value["fallback_hours"] = step.fallback_hours;
    value["proof"] = word(step.proof);
    if (step.notice) value["notice"] = true;
    if (step.tone) value["tone"] = messaging::word(*step.tone);
  }
  return value;
}

Step step_of(const object& value) {
  Step step;
  step.offset = integer_of(value, "offset", 0);
  step.label = text_of(value, "label");
  if (text_of(value, "days") == "business") step.count = DayCount::business;
  step.repeat_every = integer_of(value, "repeat_every", 0);
  step.repeat_times = integer_of(value, "repeat_times", 0);
  for (const std::string& text : texts_of(value, "profiles")) {
    step.profiles.push_back(parse_profile(text).value());
  }
  if (const std::string task = text_of(value, "task"); !task.empty()) {
    step.track = Track::task;
    step.task = parse_task_kind(task).value();
  } else {
    step.template_name = text_of(value, "template");
    if (value.contains("channels")) {
      step.channels.clear();
      for (const std::string& text : texts_of(value, "channels")) {
        step.channels.push_back(messaging::parse_channel(text).value());
      }
    }
    step.fallback_hours = integer_of(value, "fallback_hours", step.fallback_hours);
    if (const auto proof = messaging::parse_proof(text_of(value, "proof"))) step.proof = *proof;
    step.notice = value.contains("notice");
    step.tone = messaging::parse_tone(text_of(value, "tone"));
  }
  return step;
}

}  // namespace

std::string steps_to_json(const std::vector<Step>& steps) {
  array values;
  for (const Step& step : steps) values.push_back(object_of(step));
  return json::serialize(values);
}

std::vector<Step> steps_from_json(std::string_view text) {
  const auto value = json::parse(text);
  if (!value) throw std::runtime_error("policy.steps: " + value.error().code);
  std::vector<Step> steps;
  for (const auto& each : value->as_array()) steps.push_back(step_of(each.as_object()));
  return steps;
}

std::string segment_to_json(const Segment& segment) {
  object value;
  if (!segment.tags.empty()) value["tags"] = array_of(segment.tags);
  if (segment.kind) value["kind"] = *segment.kind == PartyKind::person ? "person" : "company";
  if (segment.amount_min) value["amount_min"] = segment.amount_min->centavos();
  if (segment.amount_max) value["amount_max"] = segment.amount_max->centavos();
  if (!segment.products.empty()) value["products"] = array_of(segment.products);
  if (!segment.sellers.empty()) value["sellers"] = array_of(segment.sellers);
  if (segment.score_min) value["score_min"] = *segment.score_min;
  if (segment.score_max) value["score_max"] = *segment.score_max;
  return json::serialize(value);
}

Segment segment_from_json(std::string_view text) {
  const auto value = json::parse(text);
  if (!value) throw std::runtime_error("policy.segment: " + value.error().code);
  const object& from = value->as_object();
  Segment segment;
  segment.tags = texts_of(from, "tags");
  const std::string kind = text_of(from, "kind");
  if (!kind.empty()) segment.kind = kind == "person" ? PartyKind::person : PartyKind::company;
  if (const auto* least = from.if_contains("amount_min"))
    segment.amount_min = Money::centavos(least->as_int64());
  if (const auto* most = from.if_contains("amount_max"))
    segment.amount_max = Money::centavos(most->as_int64());
  segment.products = texts_of(from, "products");
  segment.sellers = texts_of(from, "sellers");
  if (from.contains("score_min")) segment.score_min = integer_of(from, "score_min", 0);
  if (from.contains("score_max")) segment.score_max = integer_of(from, "score_max", 0);
  return segment;
}

std::string limits_to_json(const ContactLimits& limits) {
  return json::write(
      StoredLimits{limits.max_per_day, limits.max_per_week, limits.email_hours, limits.quiet_days});
}

ContactLimits limits_from_json(std::string_view text) {
  const StoredLimits stored = json::read<StoredLimits>(text).value_or(StoredLimits());
  ContactLimits limits;
  limits.max_per_day = stored.max_per_day.value_or(limits.max_per_day);
  limits.max_per_week = stored.max_per_week.value_or(limits.max_per_week);
  limits.email_hours = stored.email_hours.value_or(limits.email_hours);
  limits.quiet_days = stored.quiet_days.value_or(limits.quiet_days);
  return limits;
}

}  // namespace quita::dunning
