#include "conversation/intake.h"

#include <fmt/format.h>

#include "brazil/phone.h"
#include "conversation/answers.h"
#include "conversation/carrier.h"
#include "conversation/template_list.h"
#include "messaging/creditor.h"
#include "messaging/delivery_fact.h"
#include "messaging/outbox.h"
#include "messaging/reach.h"
#include "party/channel_standing.h"
#include "party/conversation.h"
#include "party/party_service.h"
#include "whatsapp/wa_id.h"

namespace quita::conversation {
namespace {

using messaging::DeliveryFact;
using messaging::Fact;
using whatsapp::DeliveryStatus;
using whatsapp::GraphError;
using whatsapp::IncomingMessage;
using whatsapp::Meaning;
using whatsapp::MessageKind;
using whatsapp::StatusUpdate;

constexpr std::string_view customer = "cliente, no WhatsApp";
constexpr std::string_view carrier_name = "WhatsApp";

constexpr auto select_by_carrier_id =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND carrier_id = $2 AND carrier_id <> ''";

class Intake {
 public:
  Intake(db::Tx& tx, Instant now, const IntakeDeps& deps)
      : tx_(tx),
        now_(now),
        deps_(deps),
        account_(messaging::load_whatsapp_account(tx)),
        today_(business_date(now, messaging::load_letter_head(tx).time_zone)) {}

  Taken run(std::span<const whatsapp::Change> changes) {
    for (const whatsapp::Change& change : changes) take(change);
    return taken_;
  }

 private:
  void take(const whatsapp::Change& change) {
    // One app may serve several numbers; only the company's own is its business.
    const bool ours =
        change.account_id == account_.business_account_id &&
        (change.phone_number_id.empty() || change.phone_number_id == account_.phone_number_id);
    if (!ours || !change.known) {
      ++taken_.other;
      return;
    }
    if (change.field == "messages") {
      for (const IncomingMessage& message : change.messages) take_message(message);
      for (const StatusUpdate& status : change.statuses) take_status(status);
      for (const GraphError& error : change.errors) note_trouble(tx_, now_, error);
    }
    for (const IncomingMessage& echo : change.echoes) take_echo(echo);
    for (const whatsapp::Preference& preference : change.preferences) take_preference(preference);
    if (change.template_update && apply_template_update(tx_, *change.template_update)) {
      ++taken_.templates;
    }
    if (change.account_update) take_account(*change.account_update);
  }

  // ── what customers write ───────────────────────────────────────────────────────────────────────

  Act act_of(PartyId party) const {
    return {std::string(customer), now_, today_, "customer", party.uuid, ""};
  }
  Act act_of_carrier() const { return {std::string(carrier_name), now_, today_}; }

  static std::string number_of(std::string_view wa_id) {
    return whatsapp::phone_of(wa_id).value_or(std::string(wa_id));
  }

  void take_message(const IncomingMessage& message) {
    if (message.id.empty() || message.from.empty()) {
      ++taken_.other;
      return;
    }
    Incoming one;
    one.id = IncomingId::make(now_);
    one.wamid = message.id;
    one.number = number_of(message.from);
    one.profile_name = message.profile_name;
    one.at = message.at ? std::min(*message.at, now_) : now_;
    one.kind = message.type;
    one.text = message.text.empty() ? message.file_name : message.text;
    one.wish = wish_of(message);
    const Whose person = whose(tx_, one.number, message.in_reply_to);
    one.party = person.party;
    one.outbox = person.outbox;
    if (!keep_incoming(tx_, one)) return;
    ++taken_.messages;
    if (!person.party) return;
    party::record_received(
        tx_, act_of(*person.party),
        {*person.party, word(messaging::Channel::whatsapp), label(messaging::Channel::whatsapp),
         one.number, one.wamid, one.at, message.text,
         message.file_name.empty() && message.text.empty() ? std::string_view(message.type)
                                                           : std::string_view(message.file_name),
         one.wamid});
    if (!message.new_number.empty()) take_new_number(*person.party, message);
    const std::string done = follow(tx_, act_of(*person.party), deps_.links, one, person);
    if (!done.empty()) note_follow(tx_, one.id, done);
  }

  // The account moved to another number: the old one reaches nobody on this channel any more.
  void take_new_number(PartyId party, const IncomingMessage& message) {
    const auto fresh = whatsapp::phone_of(message.new_number);
    if (!fresh) return;
    const Act act = act_of(party);
    const std::string old = number_of(message.from);
    const auto loaded = party::load_party(tx_, party);
    if (!loaded) return;
    bool known = false;
    for (const party::Contact& contact : loaded->contacts) {
      known = known || contact.value == *fresh;
      if (contact.value != old) continue;
      party::mark_channel(tx_, act, party, contact.id, "whatsapp", party::ContactState::bounced,
                          messaging::shown(messaging::Channel::whatsapp, old) + " (WhatsApp)",
                          "o cliente mudou de número", "whatsapp:" + message.id + ":moved");
    }
    if (!known) {
      (void)party::add_contact(tx_, act, party, {party::Channel::phone, *fresh, "billing"});
    }
  }

  // One of our own people wrote from the telephone that shares the number.
  void take_echo(const IncomingMessage& echo) {
    if (echo.kind == MessageKind::edit || echo.kind == MessageKind::revoke) return;
    const Whose person = whose(tx_, number_of(echo.to), "");
    if (!person.party) return;
    party::Conversation conversation;
    conversation.party = *person.party;
    conversation.by = party::ConversationBy::whatsapp;
    conversation.at = echo.at ? std::min(*echo.at, now_) : now_;
    conversation.summary = "respondido pelo aplicativo";
    conversation.cause = "whatsapp:" + echo.id;
    party::record_conversation(tx_, act_of_carrier(), conversation);
  }

  // "stop" of marketing messages: we send none, and read it as what the person means.
  void take_preference(const whatsapp::Preference& preference) {
    if (preference.value != "stop") return;
    const Whose person = whose(tx_, number_of(preference.number), "");
    if (!person.party) return;
    party::mark_channel(
        tx_, act_of(*person.party), *person.party, std::nullopt, "whatsapp",
        party::ContactState::opted_out, carrier_name, "pediu ao WhatsApp para não receber",
        fmt::format("whatsapp:{}:preference:{}", person.party->text(), format_iso(today_)));
  }

  // ── what became of our messages ────────────────────────────────────────────────────────────────

  std::optional<MessageId> message_of(const StatusUpdate& status) {
    if (const auto id = MessageId::parse(status.tracker)) return *id;
    return tx_.one(
        select_by_carrier_id, [](db::Row& row) { return row.id<MessageId>(0); }, tx_.tenant(),
        status.id);
  }

  void take_status(const StatusUpdate& status) {
    const auto id = status.to_group ? std::nullopt : message_of(status);
    const auto row = id ? messaging::load_message(tx_, *id) : std::nullopt;
    if (!row || row->channel != messaging::Channel::whatsapp) {
      ++taken_.other;
      return;
    }
    const Act act = act_of_carrier();
    const Instant at = status.at ? std::min(*status.at, now_) : now_;
    switch (status.status) {
      case DeliveryStatus::sent:
        messaging::confirm_taken(tx_, act, *id);
        return;
      case DeliveryStatus::delivered:
        apply(act, *id, {Fact::delivered, at, "WhatsApp: entregue", false});
        return;
      case DeliveryStatus::read:
      case DeliveryStatus::played:
        apply(act, *id, {Fact::read, at, "WhatsApp: lida", false});
        return;
      case DeliveryStatus::failed:
        take_failure(act, *row, status.error.value_or(GraphError()), at);
        return;
      case DeliveryStatus::unknown:
        ++taken_.other;
        return;
    }
  }

  void apply(const Act& act, MessageId id, const DeliveryFact& fact) {
    if (messaging::apply_fact(tx_, act, deps_.gate, id, fact)) ++taken_.facts;
  }

  void take_failure(const Act& act, const messaging::OutboxRow& row, const GraphError& error,
                    Instant at) {
    const Meaning meaning = whatsapp::meaning_of(error.code);
    apply(act, row.id, {Fact::undelivered, at, explain(error), meaning == Meaning::no_whatsapp});
    if (meaning == Meaning::opted_out) {
      messaging::opt_out(tx_, act, row, "pediu ao WhatsApp para não receber", "optout");
    }
    if (meaning == Meaning::limited || meaning == Meaning::account) note_trouble(tx_, now_, error);
  }

  // ── the account ────────────────────────────────────────────────────────────────────────────────

  void take_account(const whatsapp::AccountUpdate& update) {
    messaging::WhatsAppStanding standing = messaging::load_whatsapp_standing(tx_);
    if (!update.messaging_limit.empty()) standing.messaging_limit = update.messaging_limit;
    const bool trouble = update.event == "DISABLED_UPDATE" || update.event == "ACCOUNT_DELETED" ||
                         update.event == "ACCOUNT_VIOLATION" ||
                         update.event == "ACCOUNT_RESTRICTION" || update.event == "FLAGGED" ||
                         update.event == "ACCOUNT_OFFBOARDED" || update.event == "PARTNER_REMOVED";
    if (trouble) {
      standing.problem = "A Meta avisou sobre a conta: " + update.event;
      for (const std::string& detail : update.details) standing.problem += ", " + detail;
      standing.problem_at = now_;
    }
    if (update.event == "ACCOUNT_RECONNECTED" || update.event == "UNFLAGGED") {
      standing.problem.clear();
    }
    messaging::save_whatsapp_standing(tx_, now_, standing);
  }

  db::Tx& tx_;
  Instant now_;
  const IntakeDeps& deps_;
  messaging::WhatsAppAccount account_;
  Date today_;
  Taken taken_;
};

}  // namespace

Taken take_webhook(db::Tx& tx, Instant now, const IntakeDeps& deps,
                   std::span<const whatsapp::Change> changes) {
  return Intake(tx, now, deps).run(changes);
}

}  // namespace quita::conversation
