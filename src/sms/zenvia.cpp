#include "sms/adapters.h"
#include "sms/words.h"

namespace quita::sms::zenvia {
namespace {

constexpr std::string_view own_address = "https://api.zenvia.com";

ReportKind kind_of(std::string_view code) {
  if (code == "SENT") return ReportKind::taken;
  if (code == "DELIVERED") return ReportKind::delivered;
  if (code == "READ") return ReportKind::read;
  if (code == "NOT_DELIVERED" || code == "REJECTED") return ReportKind::undelivered;
  return ReportKind::other;
}

}  // namespace

http::Call request_of(const Account& account, const Message& message) {
  http::Call call;
  call.method = http::Method::post;
  call.url =
      (account.url.empty() ? std::string(own_address) : account.url) + "/v2/channels/sms/messages";
  call.headers.add("X-API-TOKEN", account.secret);
  call.headers.add("Content-Type", "application/json");
  call.body = boost::json::serialize(boost::json::object{
      {"from", account.from},
      {"to", without_plus(message.to)},
      {"externalId", message.id},
      {"contents",
       boost::json::array{boost::json::object{{"type", "text"}, {"text", message.text}}}}});
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
  if (answer.ok()) verdict.id = text_at(*body, "/id").value_or("");
  verdict.words = brief(answer.ok() ? "aceita pela Zenvia"
                                    : text_at(*body, "/code").value_or("") + ": " +
                                          text_at(*body, "/message").value_or(""));
  return verdict;
}

// Subscriptions of type MESSAGE_STATUS and MESSAGE post here; of others nothing is asked.
Result<std::vector<Report>> read_report(const http::Request& request) {
  const auto body = json_of(request.body);
  const auto type = body ? text_at(*body, "/type") : std::nullopt;
  if (!type) return unreadable("falta type");
  if (*type != "MESSAGE_STATUS") return std::vector<Report>{};
  Report report;
  report.provider_id = text_at(*body, "/messageId").value_or("");
  const std::string code = text_at(*body, "/messageStatus/code").value_or("");
  report.kind = kind_of(code);
  report.words = brief(code + ": " + text_at(*body, "/messageStatus/description").value_or(""));
  return std::vector{std::move(report)};
}

Result<std::vector<Reply>> read_reply(const http::Request& request) {
  const auto body = json_of(request.body);
  const auto type = body ? text_at(*body, "/type") : std::nullopt;
  if (!type) return unreadable("falta type");
  const auto from = text_at(*body, "/message/from");
  if (*type != "MESSAGE" || !from || text_at(*body, "/message/direction").value_or("IN") != "IN")
    return std::vector<Reply>{};
  const std::string text = text_at(*body, "/message/contents/0/text").value_or("");
  return std::vector{Reply{*from, text, text_at(*body, "/id").value_or("")}};
}

}  // namespace quita::sms::zenvia
