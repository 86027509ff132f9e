#include "messaging/sms_transport.h"

namespace quita::messaging {
namespace {

Outcome outcome_of(sms::Taken taken) {
  switch (taken) {
    case sms::Taken::yes:
      return Outcome::taken;
    case sms::Taken::later:
      return Outcome::later;
    case sms::Taken::refused:
      return Outcome::refused;
    case sms::Taken::no:
      break;
  }
  return Outcome::rejected;
}

}  // namespace

sms::Account account_of(const SmsSettings& settings, const std::string& secret) {
  sms::Account account;
  account.provider = settings.provider;
  account.url = settings.url;
  account.user = settings.user;
  account.secret = secret;
  account.from = settings.from;
  account.form = settings.form;
  return account;
}

sms::Account demo_account(const SmsHouse& house) {
  sms::Account account;
  account.url = house.demo_gateway;
  account.user = "demo";
  account.secret = "demo";
  account.from = "27000";
  return account;
}

std::string hook_address(std::string_view base_url, TenantId tenant, std::string_view token) {
  return std::string(base_url) + "/hooks/sms/" + tenant.text() + "/" + std::string(token);
}

Delivery hand_over(http::Client& client, const sms::Account& account, const sms::Message& message) {
  const auto answer = client.send(sms::request_of(account, message));
  if (answer) {
    auto verdict = sms::read_answer(account, *answer);
    return {outcome_of(verdict.taken), "SMS: " + verdict.words, std::move(verdict.id)};
  }
  const Error& error = answer.error();
  const std::string words = "O provedor de SMS não respondeu: " + error.message;
  if (error.code == "http.url" || error.code == "http.header")
    return {Outcome::rejected, error.message, ""};
  if (error.code == "http.private_address")
    return {Outcome::later, error.message, "", true, std::nullopt, "sms.private_address"};
  return {client.maybe_told() ? Outcome::unsure : Outcome::later, words, ""};
}

}  // namespace quita::messaging
