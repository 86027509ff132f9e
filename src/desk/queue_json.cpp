#include "desk/queue_json.h"

#include "json/bind.h"

namespace quita::desk {

BOOST_DESCRIBE_STRUCT(QueueRule, (), (users, tag, letter_from, letter_to, owed_from, owed_to))

namespace {
struct Stored {
  std::vector<QueueRule> items;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (items))
}  // namespace

std::string write_queue_rules(const std::vector<QueueRule>& rules) {
  return json::write(Stored{rules});
}

std::vector<QueueRule> read_queue_rules(std::string_view text) {
  auto stored = json::read<Stored>(text);
  return stored ? std::move(stored->items) : std::vector<QueueRule>();
}

}  // namespace quita::desk
