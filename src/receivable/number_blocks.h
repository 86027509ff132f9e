// Nosso números taken from an account in blocks. On PostgreSQL a number taken inside a title's own
// transaction would keep the account's row locked until that transaction is on disk, so that a
// company could make no more titles a second than the disk can sync. A block is taken in a
// transaction of its own; what a process does not use of it is a gap, which banks allow.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "base/id.h"
#include "db/db.h"

namespace quita::receivable {

// A number that nobody else has, of this account.
struct ReservedNumber {
  AccountId account;
  std::int64_t number = 0;
};

// Thread-safe.
class NumberBlocks {
 public:
  static constexpr int block_size = 256;

  // Of the account named, or the standard one. Outside any transaction. Nothing where a number is
  // better taken inside the transaction (SQLite), and when there is no such account.
  std::optional<ReservedNumber> take(db::Db&, TenantId, std::optional<AccountId>);

 private:
  struct Block {
    AccountId account;
    std::int64_t next = 0;
    std::int64_t end = 0;
  };
  using Key = std::pair<TenantId, std::optional<AccountId>>;

  std::optional<ReservedNumber> take_known(const Key&);

  std::mutex refill_;  // held while a block is fetched: the others wait for it, and fetch none
  std::mutex mutex_;
  std::map<Key, std::vector<Block>> blocks_;
};

}  // namespace quita::receivable
