#include <algorithm>
#include <array>

#include "base/text.h"
#include "sms/adapters.h"
#include "sms/words.h"

namespace quita::sms::generic {
namespace {

using Escape = std::string (*)(std::string_view);

std::string as_is(std::string_view value) { return std::string(value); }

std::string in_json(std::string_view value) {
  const std::string quoted = boost::json::serialize(boost::json::string(value));
  return quoted.substr(1, quoted.size() - 2);
}

std::string in_header(std::string_view value) {
  std::string line(value);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return line;
}

Escape escape_of(std::string_view content_type) {
  if (content_type.find("json") != std::string_view::npos) return in_json;
  if (content_type.find("urlencoded") != std::string_view::npos) return http::percent_encode;
  return as_is;
}

// `text` with its {names} replaced; what is no name of ours stays, so that JSON's braces do. A
// value is never looked at again: a text that says {secret} does not tell it.
std::string fill(std::string_view text, const Account& account, const Message& message,
                 Escape escape) {
  const std::array<std::pair<std::string_view, std::string>, 8> values = {
      {{"{to}", without_plus(message.to)},
       {"{plus_to}", message.to},
       {"{from}", account.from},
       {"{text}", message.text},
       {"{id}", message.id},
       {"{user}", account.user},
       {"{secret}", account.secret},
       {"{report_url}", report_address(message)}}};
  std::string filled;
  while (!text.empty()) {
    const auto* const named = std::find_if(values.begin(), values.end(), [&](const auto& value) {
      return text.starts_with(value.first);
    });
    if (named == values.end()) {
      filled += text.front();
      text.remove_prefix(1);
    } else {
      filled += escape(named->second);
      text.remove_prefix(named->first.size());
    }
  }
  return filled;
}

// At a JSON pointer, or in a field of that name.
std::string value_at(const http::Request& request, const std::optional<boost::json::value>& body,
                     std::string_view place) {
  if (place.empty()) return "";
  if (place.starts_with('/')) return body ? text_at(*body, place).value_or("") : "";
  return field_of(request, place).value_or("");
}

bool among(std::string_view word, std::string_view list) {
  for (const auto each : split(list, ',')) {
    if (!trim(each).empty() && lower_ascii(trim(each)) == lower_ascii(trim(word))) return true;
  }
  return false;
}

}  // namespace

http::Call request_of(const Account& account, const Message& message) {
  const GenericForm& form = account.form;
  http::Call call;
  call.method = form.method;
  call.url = fill(account.url, account, message, http::percent_encode);
  if (!form.body.empty()) {
    call.body = fill(form.body, account, message, escape_of(form.content_type));
    call.headers.add("Content-Type", form.content_type);
  }
  for (const auto& [name, value] : form.headers)
    call.headers.add(name, in_header(fill(value, account, message, as_is)));
  return call;
}

Verdict read_answer(const GenericForm& form, const http::Answer& answer) {
  Verdict verdict;
  verdict.taken = taken_by_status(answer.status);
  verdict.words = brief(answer.body);
  const auto body = json_of(answer.body);
  if (body && !form.answer_id.empty()) verdict.id = text_at(*body, form.answer_id).value_or("");
  return verdict;
}

Result<std::vector<Report>> read_report(const GenericForm& form, const http::Request& request) {
  const auto body = json_of(request.body);
  const std::string status = value_at(request, body, form.report_status);
  if (status.empty()) return unreadable("falta o status");
  Report report;
  report.our_id = request.query_value("message").value_or("");
  report.provider_id = value_at(request, body, form.report_id);
  report.words = brief(status);
  if (among(status, form.delivered)) report.kind = ReportKind::delivered;
  if (among(status, form.undelivered)) report.kind = ReportKind::undelivered;
  return std::vector{std::move(report)};
}

Result<std::vector<Reply>> read_reply(const http::Request& request) {
  const auto body = json_of(request.body);
  const auto value = [&](const std::string& name) {
    auto found = field_of(request, name);
    if (!found && body) found = text_at(*body, "/" + name);
    return found;
  };
  const auto from = value("from");
  const auto text = value("text");
  if (!from || !text) return unreadable("faltam from e text");
  return std::vector{Reply{*from, *text, value("id").value_or("")}};
}

}  // namespace quita::sms::generic
