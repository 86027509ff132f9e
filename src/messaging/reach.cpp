#include "messaging/reach.h"

#include <fmt/format.h>

#include "brazil/phone.h"
#include "party/channel_standing.h"
#include "party/party_service.h"

namespace quita::messaging {
namespace {

std::string cause_of(const OutboxRow& row, std::string_view what) {
  return fmt::format("outbox:{}:{}", row.id.text(), what);
}

}  // namespace

std::string shown(Channel channel, std::string_view recipient) {
  if (channel == Channel::sms || channel == Channel::whatsapp) {
    if (const auto phone = parse_phone(recipient)) return phone->formatted();
  }
  return std::string(recipient);
}

void mark_recipient(db::Tx& tx, const Act& act, const OutboxRow& row, party::ContactState state,
                    std::string_view why, std::string_view what) {
  if (!row.party) return;
  const std::string cause = cause_of(row, what);
  if (row.channel == Channel::email) {
    party::mark_contact(tx, act, *row.party, party::Channel::email, row.recipient, state, why,
                        cause);
  } else if (row.contact) {
    const auto name = fmt::format("{} ({})", shown(row.channel, row.recipient), label(row.channel));
    party::mark_channel(tx, act, *row.party, row.contact, word(row.channel), state, name, why,
                        cause);
  }
}

void opt_out(db::Tx& tx, const Act& act, const OutboxRow& row, std::string_view why,
             std::string_view what) {
  if (row.channel == Channel::email) {
    mark_recipient(tx, act, row, party::ContactState::opted_out, why, what);
  } else if (row.party) {
    party::mark_channel(tx, act, *row.party, std::nullopt, word(row.channel),
                        party::ContactState::opted_out, label(row.channel), why,
                        cause_of(row, what));
  }
}

}  // namespace quita::messaging
