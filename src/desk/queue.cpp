#include "desk/queue.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "company/setting.h"
#include "company/user.h"
#include "desk/queue_json.h"
#include "party/party_store.h"

namespace quita::desk {
namespace {

constexpr std::string_view setting = "work_queues";

constexpr auto look_at_all = "UPDATE worklist SET look_on = $2 WHERE tenant_id = $1";

constexpr auto look_at_one =
    "UPDATE worklist SET look_on = $3 WHERE tenant_id = $1 AND party_id = $2";

constexpr auto upsert_assignment =
    "INSERT INTO queue_assignment (tenant_id, party_id, user_id, by_name, at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, party_id) DO UPDATE SET user_id = $3, "
    "by_name = $4, at = $5";

constexpr auto delete_assignment =
    "DELETE FROM queue_assignment WHERE tenant_id = $1 AND party_id = $2";

// "É" stands with the E.
std::string first_letter(std::string_view name) {
  const std::string folded = upper_ascii(fold_ascii(trim(name)));
  return folded.substr(0, 1);
}

bool meets(const QueueRule& rule, const QueueCustomer& customer) {
  if (!rule.tag.empty() &&
      std::find(customer.tags.begin(), customer.tags.end(), rule.tag) == customer.tags.end())
    return false;
  const std::string letter = first_letter(customer.name);
  if (!rule.letter_from.empty() && letter < rule.letter_from) return false;
  if (!rule.letter_to.empty() && letter > rule.letter_to) return false;
  if (rule.owed_from && customer.owed < *rule.owed_from) return false;
  return !rule.owed_to || customer.owed < *rule.owed_to;
}

UserId share(const std::vector<UserId>& users, PartyId party) {
  const auto weight = [&](UserId user) { return uuid_of(party.text() + user.text()); };
  return *std::max_element(users.begin(), users.end(),
                           [&](UserId a, UserId b) { return weight(a) < weight(b); });
}

std::set<UserId> users_in_force(db::Tx& tx) {
  std::set<UserId> users;
  for (const auto& user : company::list_users(tx)) {
    if (!user.disabled_at) users.insert(user.id);
  }
  return users;
}

// A letter or nothing, as owner_of compares it.
Result<std::string> letter_of(std::string_view text) {
  if (trim(text).empty()) return std::string();
  const std::string letter = first_letter(text);
  if (length_utf8(trim(text)) == 1 && letter >= "A" && letter <= "Z") return letter;
  return invalid("queue.letters", "O intervalo é de uma letra a outra: de A a F.", "letter_from");
}

Result<QueueRule> checked(const QueueRule& rule, const std::set<UserId>& users) {
  QueueRule good = rule;
  if (rule.users.empty()) return invalid("queue.users", "Cada regra diz quem atende.", "users");
  for (const UserId& user : rule.users) {
    if (!users.contains(user))
      return invalid("queue.users", "Uma das pessoas não usa mais o sistema.", "users");
  }
  good.tag = trim(rule.tag);
  good.letter_from = TRY(letter_of(rule.letter_from));
  good.letter_to = TRY(letter_of(rule.letter_to));
  if (!good.letter_from.empty() && !good.letter_to.empty() && good.letter_from > good.letter_to)
    return invalid("queue.letters", "A primeira letra vem depois da última.", "letter_from");
  if (good.owed_from && good.owed_to && *good.owed_from >= *good.owed_to)
    return invalid("queue.owed", "O valor inicial deve ser menor que o final.", "owed_from");
  return good;
}

}  // namespace

std::optional<UserId> owner_of(std::span<const QueueRule> rules, const QueueCustomer& customer) {
  for (const QueueRule& rule : rules) {
    if (!rule.users.empty() && meets(rule, customer)) return share(rule.users, customer.id);
  }
  return std::nullopt;
}

std::vector<QueueRule> load_queue_rules(db::Tx& tx) {
  const auto stored = company::read_setting(tx, setting);
  return stored ? read_queue_rules(*stored) : std::vector<QueueRule>();
}

std::vector<QueueRule> rules_in_force(db::Tx& tx) {
  auto rules = load_queue_rules(tx);
  if (rules.empty()) return rules;
  const auto users = users_in_force(tx);
  for (QueueRule& rule : rules)
    std::erase_if(rule.users, [&](const UserId& user) { return !users.contains(user); });
  return rules;
}

Status save_queue_rules(db::Tx& tx, const Act& act, const std::vector<QueueRule>& rules) {
  if (rules.size() > queue_rules_max) {
    return invalid("queue.too_many", fmt::format("São no máximo {} regras.", queue_rules_max),
                   "items");
  }
  const auto users = users_in_force(tx);
  std::vector<QueueRule> good;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto rule = checked(rules[i], users);
    if (!rule) return tl::make_unexpected(std::move(rule).error().at(fmt::format("items[{}]", i)));
    good.push_back(*std::move(rule));
  }
  company::write_setting(tx, act.now, setting, write_queue_rules(good));
  tx.execute(look_at_all, tx.tenant(), act.today);
  return {};
}

Status assign(db::Tx& tx, const Act& act, PartyId party, std::optional<UserId> user) {
  if (!party::find_name(tx, party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "party_id");
  }
  if (!user) {
    tx.execute(delete_assignment, tx.tenant(), party);
  } else {
    const auto known = company::find_user(tx, *user);
    if (!known || known->disabled_at) {
      return fail(ErrorKind::not_found, "user.not_found", "Esta pessoa não usa o sistema.",
                  "user_id");
    }
    tx.execute(upsert_assignment, tx.tenant(), party, *user, act.actor, act.now);
  }
  tx.execute(look_at_one, tx.tenant(), party, act.today);
  return {};
}

}  // namespace quita::desk
