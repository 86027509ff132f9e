#include "messaging/sms_hooks.h"

#include "base/text.h"
#include "brazil/phone.h"
#include "company/company.h"
#include "messaging/delivery_fact.h"
#include "messaging/leaving.h"
#include "messaging/sms_settings.h"
#include "messaging/sms_transport.h"
#include "party/channel_standing.h"
#include "party/conversation.h"

namespace quita::messaging {
namespace {

constexpr std::size_t answer_max = 200;  // code points of a reply on the timeline

constexpr auto select_by_carrier_id =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND carrier_id = $2 AND carrier_id <> '' "
    "AND channel = 'sms'";

constexpr auto select_owners =
    "SELECT DISTINCT party_id FROM party_contact WHERE tenant_id = $1 AND value = $2 "
    "AND channel = 'phone' ORDER BY party_id";

tl::unexpected<Error> unknown() {
  return fail(ErrorKind::not_found, "hook.unknown", "Este endereço não existe.");
}

// The account whose words are read: a demo company's is the sandbox's Kannel.
sms::Account account(db::Tx& tx, const SecretKey& secret_key) {
  const SmsSettings settings = load_sms_settings(tx);
  if (!settings.enabled) {
    const auto company = company::read_company(tx);
    if (company && company->demo) return demo_account({});
  }
  return account_of(settings, load_sms_secret(tx, secret_key).value_or(""));
}

// The address as the provider was told it.
std::string address_called(std::string_view public_url, const http::Request& request) {
  std::string address = std::string(public_url) + request.path;
  if (!request.query.empty()) address += "?" + http::form_encode(request.query);
  return address;
}

std::optional<MessageId> message_of(db::Tx& tx, const sms::Report& report) {
  if (!report.our_id.empty()) {
    const auto id = MessageId::parse(report.our_id);
    return id ? std::optional(*id) : std::nullopt;
  }
  return tx.one(
      select_by_carrier_id, [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(),
      report.provider_id);
}

void apply(db::Tx& tx, const Act& act, Gate& gate, MessageId id, const sms::Report& report) {
  const auto fact = [&](Fact kind) {
    apply_fact(tx, act, gate, id, {kind, act.now, report.words, report.number_fails});
  };
  switch (report.kind) {
    case sms::ReportKind::taken:
      confirm_taken(tx, act, id);
      break;
    case sms::ReportKind::delivered:
      fact(Fact::delivered);
      break;
    case sms::ReportKind::read:
      fact(Fact::read);
      break;
    case sms::ReportKind::undelivered:
      fact(Fact::undelivered);
      break;
    case sms::ReportKind::other:
      break;
  }
}

}  // namespace

Status check_hook(db::Tx& tx, const SecretKey& secret_key, std::string_view token,
                  std::string_view public_url, const http::Request& request) {
  const auto expected = find_hook_token(tx, secret_key);
  if (!expected || !equal_constant_time(*expected, token)) return unknown();
  const auto who = account(tx, secret_key);
  if (who.provider != sms::Provider::twilio) return {};
  const auto form = sms::read_form(request.body);
  const auto signature = request.headers.get("X-Twilio-Signature");
  if (!form || !signature ||
      !sms::twilio_signature_holds(who.secret, address_called(public_url, request), *form,
                                   *signature)) {
    return unknown();
  }
  return {};
}

Status take_sms_report(db::Tx& tx, const Act& act, Gate& gate, const SecretKey& secret_key,
                       const http::Request& request) {
  const auto reports = TRY(sms::read_report(account(tx, secret_key), request));
  for (const sms::Report& report : reports) {
    const auto id = message_of(tx, report);
    if (!id) {
      return fail(ErrorKind::not_found, "hook.message", "Não há mensagem com este número.");
    }
    const auto row = load_message(tx, *id);
    if (row && row->channel == Channel::sms) apply(tx, act, gate, *id, report);
  }
  return {};
}

Status take_sms_reply(db::Tx& tx, const Act& act, const SecretKey& secret_key,
                      const http::Request& request) {
  const auto replies = TRY(sms::read_reply(account(tx, secret_key), request));
  for (const sms::Reply& reply : replies) {
    const auto phone = parse_phone(reply.from);
    if (!phone) continue;
    const auto owners = tx.all(
        select_owners, [](db::Row& row) { return row.id<PartyId>(0); }, tx.tenant(), phone->e164());
    // The same answer told twice is one; providers without a number of their own tell the text.
    const std::string cause =
        phone->e164() + ":" +
        (reply.id.empty() ? format_uuid(uuid_of(reply.text + format_iso(act.today))) : reply.id);
    // Of a number that two share nobody knows who wrote: that proves nothing of either.
    if (owners.size() == 1) {
      party::record_received(tx, act,
                             {owners.front(), word(Channel::sms), label(Channel::sms),
                              phone->e164(), reply.id, act.now, reply.text, "", cause});
    }
    for (const PartyId& owner : owners) {
      const std::string whose = "sms:" + cause + ":" + owner.text();
      const std::string words(prefix_utf8(reply.text, answer_max));
      if (wants_no_more_messages(reply.text)) {
        party::mark_channel(tx, act, owner, std::nullopt, word(Channel::sms),
                            party::ContactState::opted_out, label(Channel::sms),
                            "respondeu “" + words + "”", whose);
      } else {
        party::Conversation answered;
        answered.party = owner;
        answered.by = party::ConversationBy::sms;
        answered.at = act.now;
        answered.summary = "respondeu “" + words + "”";
        answered.cause = whose;
        party::record_conversation(tx, act, answered);
      }
    }
  }
  return {};
}

}  // namespace quita::messaging
