#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

#include "base/secret.h"
#include "sms/adapters.h"
#include "sms/words.h"

namespace quita::sms {
namespace twilio {
namespace {

constexpr std::string_view own_address = "https://api.twilio.com";

// Error codes that speak of the number: invalid (21211), not a mobile (21614), unknown (30005),
// landline or carrier out of reach for good (30006).
bool names_the_number(std::string_view code) {
  return code == "21211" || code == "21614" || code == "30005" || code == "30006";
}
// 21610: its owner answered STOP to this sender.
bool refused_by_owner(std::string_view code) { return code == "21610"; }

}  // namespace

http::Call request_of(const Account& account, const Message& message) {
  std::vector<std::pair<std::string, std::string>> fields = {
      {"To", message.to}, {"From", account.from}, {"Body", message.text}};
  if (const auto address = report_address(message); !address.empty())
    fields.emplace_back("StatusCallback", address);
  http::Call call;
  call.method = http::Method::post;
  call.url = (account.url.empty() ? std::string(own_address) : account.url) +
             "/2010-04-01/Accounts/" + http::percent_encode(account.user) + "/Messages.json";
  call.user = account.user;
  call.password = account.secret;
  call.headers.add("Content-Type", "application/x-www-form-urlencoded");
  call.body = http::form_encode(fields);
  return call;
}

Verdict read_answer(const http::Answer& answer) {
  Verdict verdict;
  verdict.taken = taken_by_status(answer.status);
  const auto body = json_of(answer.body);
  if (!body) {
    verdict.words = brief(answer.body);
    return verdict;
  }
  const std::string code = text_at(*body, "/code").value_or("");
  verdict.id = text_at(*body, "/sid").value_or("");
  verdict.words = brief(answer.ok() ? text_at(*body, "/status").value_or("")
                                    : code + ": " + text_at(*body, "/message").value_or(""));
  if (names_the_number(code) || refused_by_owner(code)) verdict.taken = Taken::refused;
  return verdict;
}

Result<std::vector<Report>> read_report(const http::Request& request) {
  const auto status = field_of(request, "MessageStatus");
  if (!status) return unreadable("falta MessageStatus");
  Report report;
  report.our_id = request.query_value("message").value_or("");
  report.provider_id = field_of(request, "MessageSid").value_or("");
  const std::string code = field_of(request, "ErrorCode").value_or("");
  report.words = brief(*status + (code.empty() ? "" : " (" + code + ")"));
  if (*status == "sent") report.kind = ReportKind::taken;
  if (*status == "delivered") report.kind = ReportKind::delivered;
  if (*status == "read") report.kind = ReportKind::read;
  if (*status == "undelivered" || *status == "failed") {
    report.kind = ReportKind::undelivered;
    report.number_fails = names_the_number(code);
  }
  return std::vector{std::move(report)};
}

Result<std::vector<Reply>> read_reply(const http::Request& request) {
  const auto from = field_of(request, "From");
  const auto text = field_of(request, "Body");
  if (!from || !text) return unreadable("faltam From e Body");
  return std::vector{Reply{*from, *text, field_of(request, "MessageSid").value_or("")}};
}

}  // namespace twilio

bool twilio_signature_holds(std::string_view auth_token, std::string_view url,
                            const std::vector<std::pair<std::string, std::string>>& form,
                            std::string_view signature) {
  auto fields = form;
  std::sort(fields.begin(), fields.end());
  std::string signed_text(url);
  for (const auto& [name, value] : fields) signed_text += name + value;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  HMAC(EVP_sha1(), auth_token.data(), static_cast<int>(auth_token.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(),
       digest.data(), &size);
  std::array<unsigned char, 64> text;
  const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
  return !auth_token.empty() && equal_constant_time({reinterpret_cast<const char*>(text.data()),
                                                     static_cast<std::size_t>(length)},
                                                    signature);
}

}  // namespace quita::sms
