#include "receivable/number_blocks.h"

#include "receivable/instruments.h"

namespace quita::receivable {

std::optional<ReservedNumber> NumberBlocks::take_known(const Key& key) {
  const std::lock_guard lock(mutex_);
  const auto known = blocks_.find(key);
  if (known == blocks_.end() || known->second.empty()) return std::nullopt;
  Block& block = known->second.back();
  const ReservedNumber taken{block.account, block.next++};
  if (block.next == block.end) known->second.pop_back();
  return taken;
}

std::optional<ReservedNumber> NumberBlocks::take(db::Db& db, TenantId tenant,
                                                 std::optional<AccountId> account) {
  if (db.engine() == db::Engine::sqlite) return std::nullopt;
  const Key key{tenant, account};
  if (const auto taken = take_known(key)) return taken;
  const std::lock_guard one_at_a_time(refill_);
  if (const auto taken = take_known(key)) return taken;
  const auto fresh = db.write(tenant, [&](db::Tx& tx) -> std::optional<Block> {
    const auto issuer = load_issuing_account(tx, account);
    if (!issuer) return std::nullopt;
    const std::int64_t first = take_our_numbers(tx, issuer->id, block_size);
    return Block{issuer->id, first, first + block_size};
  });
  if (!fresh) return std::nullopt;
  {
    const std::lock_guard lock(mutex_);
    blocks_[key].push_back(*fresh);
  }
  return take_known(key);
}

}  // namespace quita::receivable
