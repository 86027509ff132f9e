// What people do by hand in the story: the customer tells that he has paid, promises to pay,
// disputes a delivery or wants no more mail; the company answers, waives, cancels, grants a rebate
// and does its tasks. Few of each, as in life.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "db/db.h"
#include "party/act.h"
#include "sandbox/dice.h"

namespace quita::sandbox {

class StoryDesk {
 public:
  StoryDesk(db::Db& db, TenantId tenant, Dice dice) : db_(db), tenant_(tenant), dice_(dice) {}

  void sold(TitleId title) { titles_.push_back(title); }
  // One business day.
  Status work(const Act&);

 private:
  Status happen(db::Tx&, const Act&, TitleId, double thrown);
  Status promise_some(db::Tx&, const Act&);

  db::Db& db_;
  TenantId tenant_;
  Dice dice_;
  std::vector<TitleId> titles_;
};

}  // namespace quita::sandbox
