// Sealing: facts are put into their customer's chain some minutes after they happened, and each
// company's day is closed with a digest over all that was sealed on it, under a key that is not in
// the database.
//
// What this proves, and what not. A change in the database after the sealing shows, to whoever
// looks with the installation's key file; the end of a chain cut off shows once its day is closed.
// Between a fact and its sealing (minutes; both times stand in the entry) nothing is proven, and
// who holds the database and the key file could write another history: against him stand the packs
// that left the house, each with the head of its chain.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"
#include "receivable/receivable_check.h"

namespace quita::proof {

// derive_key(installation key, "proof").
SecretKey sealing_key(const SecretKey& installation);

// All that is not sealed yet of one customer. How many entries were added.
int seal_party(db::Tx&, PartyId, Instant now);

// Every customer of every company of whom something happened since the last time, and the days that
// are over. Safe in many processes at once.
void seal_due(
    db::Db&, const Clock&, const SecretKey& key, std::string_view worker,
    const std::function<bool()>& keep_going = [] { return true; });

struct Head {
  int entries = 0;
  std::string hash;  // first_link of the customer when there is none
};
Head head_of(db::Tx&, PartyId);

// What does not fit, Portuguese; empty when all is as it was sealed. Compares each entry with the
// chain and with the rows it tells of.
std::vector<std::string> problems_of(db::Tx&, PartyId);
// The days of a company: each digest, and that it was made with this key.
std::vector<std::string> problems_of_days(db::Tx&, const SecretKey& key);

// Both, for `quita check`: proof.chain, proof.day. Reads everything.
std::vector<receivable::Violation> check(db::Tx&, const SecretKey& key);

}  // namespace quita::proof
