#include "sms/adapters.h"
#include "sms/gsm7.h"
#include "sms/words.h"

namespace quita::sms::kannel {
namespace {

// dlr-mask: delivered (1), not delivered (2), taken by the SMSC (8), refused by it (16). That it
// waits there (4) tells nothing that one may act on.
constexpr int delivered = 1;
constexpr int undelivered = 2;
constexpr int taken_by_smsc = 8;
constexpr int refused_by_smsc = 16;
constexpr int mask = delivered | undelivered | taken_by_smsc | refused_by_smsc;

// SMPP 3.4, 5.1.3 (ESME_RINVDSTADR): the SMSC does not know such a number.
bool names_the_number(std::string_view words) {
  return words.find("Invalid Dest Addr") != std::string_view::npos ||
         words.find("0x0000000b") != std::string_view::npos;
}

}  // namespace

http::Call request_of(const Account& account, const Message& message) {
  std::vector<std::pair<std::string, std::string>> fields = {
      {"username", account.user},
      {"password", account.secret},
      {"to", message.to},
      {"charset", "UTF-8"},
      // 0: 7 bits, 2: UCS-2. Left out, Kannel takes 7 bits and loses what is not of the alphabet.
      {"coding", is_gsm7(message.text) ? "0" : "2"},
      {"text", message.text}};
  if (!account.from.empty()) fields.emplace_back("from", account.from);
  if (const auto address = report_address(message); !address.empty()) {
    fields.emplace_back("dlr-mask", std::to_string(mask));
    fields.emplace_back("dlr-url", address + "&status=%d&words=%A&smsc_id=%F");
  }
  http::Call call;
  call.url = account.url + (account.url.find('?') == std::string::npos ? "?" : "&") +
             http::form_encode(fields);
  return call;
}

// "0: Accepted for delivery", "3: Queued for later delivery"; otherwise a sentence and its status.
Verdict read_answer(const http::Answer& answer) {
  Verdict verdict;
  verdict.taken = taken_by_status(answer.status);
  verdict.words = brief(answer.body);
  return verdict;
}

Result<std::vector<Report>> read_report(const http::Request& request) {
  const auto status = request.query_value("status");
  const auto message = request.query_value("message");
  if (!status || !message) return unreadable("faltam status e message");
  Report report;
  report.our_id = *message;
  report.provider_id = request.query_value("smsc_id").value_or("");
  report.words = brief(request.query_value("words").value_or(""));
  if (*status == std::to_string(delivered)) report.kind = ReportKind::delivered;
  if (*status == std::to_string(taken_by_smsc)) report.kind = ReportKind::taken;
  if (*status == std::to_string(undelivered) || *status == std::to_string(refused_by_smsc)) {
    report.kind = ReportKind::undelivered;
    report.number_fails = names_the_number(report.words);
    if (report.words.empty()) {
      report.words = *status == std::to_string(undelivered) ? "não foi entregue ao aparelho"
                                                            : "recusado pela operadora";
    }
  }
  return std::vector{std::move(report)};
}

// A sms-service with get-url "…/reply?from=%p&text=%a&id=%I".
Result<std::vector<Reply>> read_reply(const http::Request& request) {
  const auto from = request.query_value("from");
  const auto text = request.query_value("text");
  if (!from || !text) return unreadable("faltam from e text");
  return std::vector{Reply{std::string(*from), std::string(*text),
                           std::string(request.query_value("id").value_or(""))}};
}

}  // namespace quita::sms::kannel
