// Whose customer is it? Rules give each late customer to an analyst; a person's word beats them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/money.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::desk {

// A customer belongs to the first rule whose every given condition he meets.
struct QueueRule {
  std::vector<UserId> users;  // several share its customers evenly, each always the same ones
  std::string tag;
  std::string letter_from, letter_to;  // the name's first letter, both ends within: "A" to "F"
  std::optional<Money> owed_from;      // at least
  std::optional<Money> owed_to;        // below
};

struct QueueCustomer {
  PartyId id;
  std::string name;
  std::vector<std::string> tags;
  Money owed;
};

// Nothing: in nobody's queue. Who shares a rule is told by a hash of both ids (rendezvous), so that
// a colleague who comes or goes moves no customer between the others.
std::optional<UserId> owner_of(std::span<const QueueRule>, const QueueCustomer&);

inline constexpr std::size_t queue_rules_max = 50;

std::vector<QueueRule> load_queue_rules(db::Tx&);
// The rules with those of their users who may still log in, for giving customers away.
std::vector<QueueRule> rules_in_force(db::Tx&);
// Everybody's place is looked at again. Errors: queue.too_many, queue.users (none, or nobody of
// this company), queue.letters, queue.owed (from not below to).
Status save_queue_rules(db::Tx&, const Act&, const std::vector<QueueRule>&);

// A customer given to somebody by hand, whatever the rules say; nothing: the rules again. Errors:
// party.not_found, user.not_found.
Status assign(db::Tx&, const Act&, PartyId, std::optional<UserId>);

}  // namespace quita::desk
