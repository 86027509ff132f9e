#include "conversation/graph.h"

#include <iterator>
#include <utility>

#include "base/secret.h"
#include "base/text.h"
#include "whatsapp/outgoing.h"

namespace quita::conversation {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::size_t template_pages_max = 50;

http::ClientConfig config_of(const GraphHouse& house) {
  http::ClientConfig config;
  config.ca_file = house.ca_file;
  config.timeout_ms = 20'000;
  config.answer_bytes_max = 4'000'000;  // a page of a hundred templates
  return config;
}

template <class T>
Asked<T> widened(std::variant<T, whatsapp::GraphError> answer) {
  if (auto* error = std::get_if<whatsapp::GraphError>(&answer)) return std::move(*error);
  return std::get<T>(std::move(answer));
}

}  // namespace

Graph::Graph(const GraphHouse& house, messaging::WhatsAppAccount account, std::string access_token)
    : url_(house.url),
      account_(std::move(account)),
      token_(std::move(access_token)),
      client_(config_of(house)) {}

std::variant<http::Answer, NoAnswer> Graph::ask(http::Method method, const std::string& path,
                                                std::string body, std::string_view content_type) {
  http::Call call;
  call.method = method;
  call.url = url_ + path;
  call.headers.add("Authorization", "Bearer " + token_);
  if (!body.empty()) call.headers.add("Content-Type", std::string(content_type));
  call.body = std::move(body);
  auto answer = client_.send(call);
  if (!answer) return NoAnswer{client_.maybe_told(), std::move(answer).error().message};
  return *std::move(answer);
}

Asked<whatsapp::Accepted> Graph::send(const std::string& body) {
  auto answer =
      ask(http::Method::post, "/" + account_.phone_number_id + "/messages", body, json_type);
  if (auto* none = std::get_if<NoAnswer>(&answer)) return std::move(*none);
  const auto& told = std::get<http::Answer>(answer);
  return widened(whatsapp::read_send_answer(told.status, told.body));
}

Asked<std::string> Graph::upload(std::string_view bytes, std::string_view file_name,
                                 std::string_view media_type) {
  const std::string boundary = "quita" + hex(random_bytes(16));
  auto answer = ask(http::Method::post, "/" + account_.phone_number_id + "/media",
                    whatsapp::write_media_upload(bytes, file_name, media_type, boundary),
                    "multipart/form-data; boundary=" + boundary);
  if (auto* none = std::get_if<NoAnswer>(&answer)) return std::move(*none);
  const auto& told = std::get<http::Answer>(answer);
  return widened(whatsapp::read_id_answer(told.status, told.body));
}

Asked<whatsapp::NumberFacts> Graph::number() {
  auto answer = ask(
      http::Method::get,
      "/" + account_.phone_number_id + "?fields=" + std::string(whatsapp::number_fields), "", "");
  if (auto* none = std::get_if<NoAnswer>(&answer)) return std::move(*none);
  const auto& told = std::get<http::Answer>(answer);
  return widened(whatsapp::read_number_answer(told.status, told.body));
}

Asked<std::vector<whatsapp::ApprovedTemplate>> Graph::templates() {
  std::vector<whatsapp::ApprovedTemplate> all;
  std::string after;
  for (std::size_t page = 0; page < template_pages_max; ++page) {
    std::string path = "/" + account_.business_account_id + "/message_templates?limit=100&fields=" +
                       std::string(whatsapp::template_fields);
    if (!after.empty()) path += "&" + http::form_encode({{"after", after}});
    auto answer = ask(http::Method::get, path, "", "");
    if (auto* none = std::get_if<NoAnswer>(&answer)) return std::move(*none);
    const auto& told = std::get<http::Answer>(answer);
    auto read = whatsapp::read_template_page(told.status, told.body);
    if (auto* error = std::get_if<whatsapp::GraphError>(&read)) return std::move(*error);
    auto& found = std::get<whatsapp::TemplatePage>(read);
    std::move(found.templates.begin(), found.templates.end(), std::back_inserter(all));
    if (found.after.empty()) break;
    after = std::move(found.after);
  }
  return all;
}

Asked<std::string> Graph::create_template(const std::string& body) {
  auto answer = ask(http::Method::post, "/" + account_.business_account_id + "/message_templates",
                    body, json_type);
  if (auto* none = std::get_if<NoAnswer>(&answer)) return std::move(*none);
  const auto& told = std::get<http::Answer>(answer);
  return widened(whatsapp::read_id_answer(told.status, told.body));
}

}  // namespace quita::conversation
