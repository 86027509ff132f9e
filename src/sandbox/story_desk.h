// What people do by hand in the story: the customer tells that he has paid, promises to pay,
// disputes a delivery or wants no more mail; the company answers, waives, cancels, grants a rebate
// and does its tasks. Few of each, as in life: `pace` is how many for each that a company of 250
// sales a month sees.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "db/db.h"
#include "party/act.h"
#include "sandbox/dice.h"

namespace quita::sandbox {

class StoryDesk {
 public:
  struct Given {
    TitleId title;
    Date on;
  };

  StoryDesk(db::Db& db, TenantId tenant, Dice dice, double pace)
      : db_(db), tenant_(tenant), dice_(dice), pace_(pace) {}

  void sold(TitleId title) { titles_.push_back(title); }
  // One business day.
  Status work(const Act&);
  // The promises of that day that their customers mean to keep.
  std::vector<Given> promises_meant() { return std::exchange(meant_, {}); }

 private:
  Status happen(db::Tx&, const Act&, TitleId, double thrown);
  Status promise_some(db::Tx&, const Act&);
  int times(double a_day);

  db::Db& db_;
  TenantId tenant_;
  Dice dice_;
  double pace_;
  std::vector<TitleId> titles_;
  std::vector<Given> meant_;
};

}  // namespace quita::sandbox
