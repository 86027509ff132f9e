// The providers' own words, one file each; gateway.h chooses among them.
#pragma once

#include "sms/gateway.h"

namespace quita::sms {

// Kannel's smsbox (user guide 1.4.5, chapters 6 and 10), and behind it any SMPP, CIMD or modem.
namespace kannel {
http::Call request_of(const Account&, const Message&);
Verdict read_answer(const http::Answer&);
Result<std::vector<Report>> read_report(const http::Request&);
Result<std::vector<Reply>> read_reply(const http::Request&);
}  // namespace kannel

// Twilio's Messages resource, API 2010-04-01.
namespace twilio {
http::Call request_of(const Account&, const Message&);
Verdict read_answer(const http::Answer&);
Result<std::vector<Report>> read_report(const http::Request&);
Result<std::vector<Reply>> read_reply(const http::Request&);
}  // namespace twilio

// Zenvia's API v2, channel sms.
namespace zenvia {
http::Call request_of(const Account&, const Message&);
Verdict read_answer(const http::Answer&);
Result<std::vector<Report>> read_report(const http::Request&);
Result<std::vector<Reply>> read_reply(const http::Request&);
}  // namespace zenvia

// Whatever a GenericForm describes. Replies come with the fields "from", "text" and "id".
namespace generic {
http::Call request_of(const Account&, const Message&);
Verdict read_answer(const GenericForm&, const http::Answer&);
Result<std::vector<Report>> read_report(const GenericForm&, const http::Request&);
Result<std::vector<Reply>> read_reply(const http::Request&);
}  // namespace generic

// Error sms.report: what came is not what this provider sends.
tl::unexpected<Error> unreadable(std::string_view what);

}  // namespace quita::sms
