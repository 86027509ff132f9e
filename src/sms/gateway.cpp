#include "sms/gateway.h"

#include "base/text.h"
#include "sms/adapters.h"

namespace quita::sms {

tl::unexpected<Error> unreadable(std::string_view what) {
  return invalid("sms.report", "O aviso do provedor não foi entendido: " + std::string(what) + ".");
}

http::Call request_of(const Account& account, const Message& message) {
  switch (account.provider) {
    case Provider::kannel:
      return kannel::request_of(account, message);
    case Provider::twilio:
      return twilio::request_of(account, message);
    case Provider::zenvia:
      return zenvia::request_of(account, message);
    case Provider::generic:
      break;
  }
  return generic::request_of(account, message);
}

Verdict read_answer(const Account& account, const http::Answer& answer) {
  switch (account.provider) {
    case Provider::kannel:
      return kannel::read_answer(answer);
    case Provider::twilio:
      return twilio::read_answer(answer);
    case Provider::zenvia:
      return zenvia::read_answer(answer);
    case Provider::generic:
      break;
  }
  return generic::read_answer(account.form, answer);
}

Result<std::vector<Report>> read_report(const Account& account, const http::Request& request) {
  switch (account.provider) {
    case Provider::kannel:
      return kannel::read_report(request);
    case Provider::twilio:
      return twilio::read_report(request);
    case Provider::zenvia:
      return zenvia::read_report(request);
    case Provider::generic:
      break;
  }
  return generic::read_report(account.form, request);
}

Result<std::vector<Reply>> read_reply(const Account& account, const http::Request& request) {
  switch (account.provider) {
    case Provider::kannel:
      return kannel::read_reply(request);
    case Provider::twilio:
      return twilio::read_reply(request);
    case Provider::zenvia:
      return zenvia::read_reply(request);
    case Provider::generic:
      break;
  }
  return generic::read_reply(request);
}

std::optional<std::vector<std::pair<std::string, std::string>>> read_form(std::string_view body) {
  std::vector<std::pair<std::string, std::string>> fields;
  if (body.empty()) return fields;
  for (const auto field : split(body, '&')) {
    const auto equals = field.find('=');
    auto name = http::percent_decode(field.substr(0, equals), true);
    auto value = http::percent_decode(
        equals == std::string_view::npos ? std::string_view() : field.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    fields.emplace_back(*std::move(name), *std::move(value));
  }
  return fields;
}

}  // namespace quita::sms
