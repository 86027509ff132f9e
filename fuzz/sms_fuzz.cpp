// What SMS providers send us: reports, answers and replies of every adapter, and the arithmetic of
// segments over any bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "sms/gateway.h"
#include "sms/gsm7.h"

using namespace quita;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  sms::Account account;
  account.provider = static_cast<sms::Provider>(data[0] % 4);
  account.form.answer_id = "/a/0/id";
  account.form.report_id = "id";
  account.form.report_status = (data[0] & 4) != 0 ? "/status" : "status";
  account.form.delivered = "ok,delivered";
  account.form.undelivered = "failed";
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  http::Request request;
  const auto end = bytes.find('\n');
  const std::string target = "/h?" + std::string(bytes.substr(0, end));
  if (!http::parse_target(target, request)) request.query.clear();
  if (end != std::string_view::npos) request.body = bytes.substr(end + 1);
  if (const auto reports = sms::read_report(account, request)) {
    for (const auto& report : *reports) {
      if (!valid_utf8(report.words) || report.words.find('\n') != std::string::npos) std::abort();
    }
  }
  (void)sms::read_reply(account, request);
  http::Answer answer;
  answer.status = 200 + data[0];
  answer.body = bytes;
  if (!valid_utf8(sms::read_answer(account, answer).words)) std::abort();

  const auto segments = sms::segments_of(bytes);
  if (segments.count < 1 || segments.units_left < 0) std::abort();
  const auto plain = sms::plain_letters(bytes);
  if (!sms::is_gsm7(plain)) std::abort();
  account.form.body = std::string(bytes);
  account.url = "https://x.example/{to}";
  (void)sms::request_of(account, {"+5511987654321", std::string(bytes), "msg_1", "https://q/h"});
  return 0;
}
