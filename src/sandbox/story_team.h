// The people of the story who telephone: in its last two months two analysts call late customers
// from their own queues, and there is one campaign with its result. Few of each, as in life.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "campaign/campaign.h"
#include "db/db.h"
#include "party/act.h"
#include "receivable/receivable_service.h"
#include "sandbox/dice.h"

namespace quita::sandbox {

class StoryTeam {
 public:
  StoryTeam(db::Db& db, TenantId tenant, const Clock& clock, Date last, Dice dice,
            receivable::OnSettled on_settled)
      : db_(db),
        tenant_(tenant),
        clock_(clock),
        last_(last),
        dice_(dice),
        on_settled_(std::move(on_settled)) {}

  // Who telephones, and who leads them: users of the company.
  void hire(UserId first, UserId second, UserId lead) { team_ = {first, second}, lead_ = lead; }
  void sold(TitleId title) { titles_.push_back(title); }
  // One business day.
  Status work(Date);
  Money received() const { return received_; }  // for the campaign's offers

 private:
  Status begin(db::Tx&, Date);
  Status call_some(db::Tx&, Date, UserId, const std::string& name);
  Status campaign(Date);
  Status take_offers(db::Tx&, Date);
  Act act(const std::string& name, Date, std::optional<UserId>) const;

  db::Db& db_;
  TenantId tenant_;
  const Clock& clock_;
  Date last_;
  Dice dice_;
  receivable::OnSettled on_settled_;
  std::vector<UserId> team_;
  UserId lead_;
  std::vector<TitleId> titles_;
  bool begun_ = false;
  Money received_;
  std::optional<campaign::CampaignId> campaign_;
};

}  // namespace quita::sandbox
