#include "messaging/sender.h"

#include <array>

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
  SenderRound round(deps, tenant, carrier, keep_going, report);
  while (keep_going()) {
    const int room = carrier.room(tenant);
    if (room == 0 || !round.run(room)) break;
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
