#include "sandbox/story_mail.h"

#include <string>
#include <thread>
#include <vector>

#include "dunning/day.h"
#include "dunning/gate.h"
#include "messaging/portal_link.h"
#include "messaging/sender.h"
#include "sandbox/story_sms.h"

namespace quita::sandbox {

StoryMail::StoryMail(db::Db& db, TenantId tenant, const Clock& clock, std::optional<Date> last,
                     const std::unordered_set<std::string>& bouncing)
    : db_(db),
      tenant_(tenant),
      clock_(clock),
      last_(last),
      bouncing_(bouncing),
      mailbox_(db, clock) {}

messaging::Delivery StoryMail::send(TenantId tenant, const messaging::Mail& mail) {
  if (bouncing_.contains(mail.to_address)) {
    return {messaging::Outcome::refused, "550 5.1.1 User unknown"};
  }
  ++taken_;
  if (last_ && *last_ - today_ < mailbox_days) return mailbox_.send(tenant, mail);
  return {messaging::Outcome::taken, "250 2.0.0 Ok"};
}

void StoryMail::dunning_day(const SyntheticDeps& deps, Date date) {
  today_ = date;
  dunning::run_day(db_, tenant_, date, clock_);
  // Several senders at once, as processes of a large installation would: while one renders, others
  // commit, and the writer takes their transactions in one batch.
  const messaging::LinkMaker links{messaging::portal_link_key(deps.key), deps.public_url};
  std::vector<std::jthread> senders;
  for (int nth = 0; nth < senders_at_once; ++nth) {
    senders.emplace_back([this, &links, nth] {
      dunning::ContactGate gate;
      messaging::SenderDeps sender{db_,  clock_, *this,
                                   gate, links,  "história " + std::to_string(nth)};
      messaging::send_due(sender, tenant_, [] { return true; });
    });
  }
  senders.clear();
  // What did not reach an address goes on by SMS.
  dunning::ContactGate gate;
  StorySms sms(links);
  messaging::SenderDeps sender{db_, clock_, *this, gate, links, "história"};
  taken_ += messaging::send_due(sender, tenant_, sms, [] { return true; }).sent;
  deliver_sms(db_, tenant_, gate, clock_, sms.carried());
}

}  // namespace quita::sandbox
