#include "messaging/sender.h"

#include <array>
#include <future>
#include <memory>
#include <utility>

#include "company/company.h"
#include "messaging/mail_carrier.h"
#include "messaging/sender_round.h"

namespace quita::messaging {
namespace {

constexpr std::array<std::chrono::minutes, 5> pauses = {
    std::chrono::minutes(1), std::chrono::minutes(5), std::chrono::minutes(15),
    std::chrono::minutes(60), std::chrono::minutes(240)};

void add(SendReport& to, const SendReport& more) {
  to.sent += more.sent;
  to.postponed += more.postponed;
  to.failed += more.failed;
  to.cancelled += more.cancelled;
}

}  // namespace

std::optional<std::chrono::minutes> retry_after(int attempts) {
  const auto index = static_cast<std::size_t>(attempts < 1 ? 0 : attempts - 1);
  if (index >= pauses.size()) return std::nullopt;
  return pauses[index];
}

SendReport send_due(SenderDeps& deps, TenantId tenant, Carrier& carrier,
                    const std::function<bool()>& keep_going) {
  SendReport report;
  std::unique_ptr<SenderRound> leaving;
  std::future<void> handing_over;  // behind `leaving`: it is waited for before that goes
  for (;;) {
    auto next = std::make_unique<SenderRound>(deps, tenant, carrier, keep_going);
    const int room = keep_going() ? carrier.room(tenant) : 0;
    const bool any = room > 0 && next->take(room);
    if (handing_over.valid()) handing_over.get();
    if (leaving) add(report, leaving->report());
    if (!any) break;
    leaving = std::move(next);
    if (carrier.hands() > 1) {
      // Meanwhile the next round is claimed and written.
      handing_over =
          std::async(std::launch::async, [round = leaving.get()] { round->hand_over(); });
    } else {
      leaving->hand_over();
    }
  }
  carrier.rest();
  return report;
}

SendReport send_due(SenderDeps& deps, TenantId tenant, const std::function<bool()>& keep_going) {
  MailCarrier mail(deps.transport, deps.links);
  SendReport report = send_due(deps, tenant, mail, keep_going);
  for (Carrier* carrier : deps.carriers) add(report, send_due(deps, tenant, *carrier, keep_going));
  return report;
}

SendReport send_due(SenderDeps& deps, Carrier& carrier, const std::function<bool()>& keep_going) {
  SendReport report;
  const auto companies = deps.db.read_system([](db::Tx& tx) { return company::all_companies(tx); });
  for (const auto& company : companies) {
    if (!keep_going()) break;
    add(report, send_due(deps, company.id, carrier, keep_going));
  }
  return report;
}

SendReport send_due(SenderDeps& deps, const std::function<bool()>& keep_going) {
  MailCarrier mail(deps.transport, deps.links);
  SendReport report = send_due(deps, mail, keep_going);
  for (Carrier* carrier : deps.carriers) add(report, send_due(deps, *carrier, keep_going));
  return report;
}

}  // namespace quita::messaging
