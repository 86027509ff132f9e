// Any bytes read as JSON and bound to types: no crash, no hang; what is accepted is written back to
// the same value.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "json/bind.h"

namespace {

using namespace quita;

enum class Channel { email, sms, whatsapp };
BOOST_DESCRIBE_ENUM(Channel, email, sms, whatsapp)

struct Line {
  std::string text;
  Money amount;
  std::optional<Rate> rate;
};
BOOST_DESCRIBE_STRUCT(Line, (), (text, amount, rate))

struct Bill {
  std::optional<TitleId> id;
  std::optional<Date> due;
  std::optional<Instant> at;
  std::optional<Channel> channel;
  std::optional<double> share;
  std::optional<int> count;
  std::optional<std::vector<Line>> lines;
  std::optional<bool> urgent;
  boost::json::value extra;
};
BOOST_DESCRIBE_STRUCT(Bill, (), (id, due, at, channel, share, count, lines, urgent, extra))

struct Tree {
  std::vector<Tree> branches;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (branches))

template <class T>
void round_trip(const boost::json::value& value) {
  const auto read = json::from_json<T>(value);
  if (!read) {
    if (read.error().code.empty() || read.error().message.empty()) std::abort();
    return;
  }
  const auto text = json::write(*read);
  const auto again = json::read<T>(text);
  if (!again || json::write(*again) != text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = json::parse(text);
  if (!value) return 0;
  round_trip<Bill>(*value);
  round_trip<Line>(*value);
  round_trip<Tree>(*value);
  round_trip<std::vector<Line>>(*value);
  round_trip<boost::json::value>(*value);
  return 0;
}
