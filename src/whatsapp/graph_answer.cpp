#include "whatsapp/graph_answer.h"

#include <fmt/format.h>

#include <charconv>

#include "json/parse.h"
#include "whatsapp/members.h"

namespace quita::whatsapp {
namespace {

using boost::json::object;

// The answer's object, or the refusal that it is.
std::variant<object, GraphError> read_answer(int status, std::string_view body) {
  auto value = json::parse(body);
  if (!value || !value->is_object()) {
    return GraphError{-1, fmt::format("resposta ilegível, HTTP {}", status), ""};
  }
  object& answer = value->get_object();
  if (answer.contains("error")) return read_graph_error(object_in(answer, "error"));
  if (status < 200 || status > 299) return GraphError{-1, fmt::format("HTTP {}", status), ""};
  return std::move(answer);
}

}  // namespace

std::variant<Accepted, GraphError> read_send_answer(int status, std::string_view body) {
  auto answer = read_answer(status, body);
  if (auto* error = std::get_if<GraphError>(&answer)) return *std::move(error);
  const object& root = std::get<object>(answer);
  const auto& messages = array_in(root, "messages");
  const auto& contacts = array_in(root, "contacts");
  Accepted accepted;
  if (!messages.empty()) {
    accepted.id = text_in(as_object(messages.front()), "id");
    accepted.pacing = text_in(as_object(messages.front()), "message_status");
  }
  if (!contacts.empty()) accepted.wa_id = text_in(as_object(contacts.front()), "wa_id");
  if (accepted.id.empty()) return GraphError{-1, "a resposta não traz o número da mensagem", ""};
  return accepted;
}

std::variant<std::string, GraphError> read_id_answer(int status, std::string_view body) {
  auto answer = read_answer(status, body);
  if (auto* error = std::get_if<GraphError>(&answer)) return *std::move(error);
  std::string id = text_in(std::get<object>(answer), "id");
  if (id.empty()) return GraphError{-1, "a resposta não traz o número do que foi criado", ""};
  return id;
}

std::variant<NumberFacts, GraphError> read_number_answer(int status, std::string_view body) {
  auto answer = read_answer(status, body);
  if (auto* error = std::get_if<GraphError>(&answer)) return *std::move(error);
  const object& root = std::get<object>(answer);
  return NumberFacts{text_in(root, "display_phone_number"), text_in(root, "verified_name"),
                     text_in(root, "quality_rating"),
                     text_in(root, "whatsapp_business_manager_messaging_limit")};
}

std::optional<int> people_a_day(std::string_view messaging_limit) {
  constexpr std::string_view prefix = "TIER_";
  if (!messaging_limit.starts_with(prefix)) return std::nullopt;
  const std::string_view figure = messaging_limit.substr(prefix.size());
  int people = 0;
  const auto [end, error] = std::from_chars(figure.data(), figure.data() + figure.size(), people);
  const std::string_view rest = figure.substr(static_cast<std::size_t>(end - figure.data()));
  if (error != std::errc() || people <= 0 || people > 1'000'000) return std::nullopt;
  if (rest.empty()) return people;
  return rest == "K" ? std::optional(people * 1000) : std::nullopt;
}

}  // namespace quita::whatsapp
