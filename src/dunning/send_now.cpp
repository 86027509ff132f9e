#include "dunning/send_now.h"

#include <algorithm>
#include <string>
#include <vector>

#include "company/company.h"
#include "dunning/contact_budget.h"
#include "dunning/person_facts.h"
#include "dunning/plan.h"
#include "dunning/policy_store.h"
#include "messaging/outbox.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"

namespace quita::dunning {
namespace {

tl::unexpected<Error> refused(Reason reason, const std::string& detail) {
  const char* code = reason == Reason::opted_out    ? "contact.opted_out"
                     : reason == Reason::no_contact ? "contact.none"
                                                    : "contact.budget";
  return fail(ErrorKind::conflict, code, reason_text(reason, detail));
}

// Those asked for, or all that are owed. Each must be the customer's, open and not held.
Result<std::vector<TitleId>> titles_of(const PersonFacts& person, std::span<const TitleId> asked,
                                       Date today) {
  std::vector<TitleId> titles;
  for (const TitleFacts& title : person.titles) {
    if (!receivable::collectable(title.state)) continue;
    const bool wanted =
        asked.empty() || std::find(asked.begin(), asked.end(), title.id) != asked.end();
    if (!wanted) continue;
    if (is_held(person.holds, title.id, today)) {
      if (asked.empty()) continue;
      return fail(ErrorKind::conflict, "message.held",
                  "A cobrança do título " + title.number + " está suspensa.", "title_ids");
    }
    titles.push_back(title.id);
  }
  if (titles.size() < asked.size()) {
    return fail(ErrorKind::not_found, "title.not_found",
                "Um dos títulos não é deste cliente ou não está em aberto.", "title_ids");
  }
  if (titles.empty()) {
    return fail(ErrorKind::conflict, "message.nothing_owed",
                "O cliente não tem título em aberto que possa ser cobrado hoje.");
  }
  return titles;
}

Status check_texts(db::Tx& tx, std::string_view template_name,
                   const std::vector<messaging::Channel>& channels) {
  if (channels.empty()) return invalid("message.channel", "Diga por qual canal.", "channels");
  for (const auto channel : channels) {
    if (messaging::has_text(tx, template_name, channel)) continue;
    return invalid("template.no_text",
                   "O modelo “" + std::string(template_name) + "” não tem texto para " +
                       std::string(label(channel)) + ".",
                   "channels", "Escreva o texto em Mensagens, Modelos.");
  }
  return {};
}

std::vector<messaging::Channel> after(const std::vector<messaging::Channel>& channels,
                                      messaging::Channel taken) {
  const auto at = std::find(channels.begin(), channels.end(), taken);
  return {at + 1, channels.end()};
}

}  // namespace

Result<Queued> send_now(db::Tx& tx, const Act& act, PartyId party, std::string_view template_name,
                        std::span<const TitleId> asked, std::string_view cause,
                        const messaging::Fallback& order) {
  const std::vector<messaging::Channel>& channels = order.channels;
  TRY(messaging::load_template(tx, template_name));
  TRY_STATUS(check_texts(tx, template_name, channels));
  const auto company = TRY(company::read_company(tx));
  lock_budgets(tx, std::span(&party, 1));
  const auto person = load_person(tx, party, act.today, company.time_zone);
  if (!person) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "party_id");
  }
  const auto titles = TRY(titles_of(person->facts, asked, act.today));
  const ContactLimits limits = load_limits(tx);
  const int minute = local_minute(act.today, act.now, person->time_zone);
  const Contactable contactable =
      contactable_on(person->facts, limits, channels, act.today, minute);
  if (contactable.reason) return refused(*contactable.reason, contactable.detail);

  messaging::NewMessage message;
  message.cause = std::string(messaging::manual_cause) +
                  (cause.empty() ? MessageId::make(act.now).text() : std::string(cause));
  message.channel = contactable.channel;
  message.fallback = {after(channels, contactable.channel), order.hours, order.proof};
  message.party = party;
  message.contact = contactable.contact;
  message.recipient = person->address_of(contactable.contact);
  message.template_name = template_name;
  message.wording = {messaging::load_tone(tx), std::string(word(person->facts.profile))};
  message.business_date = contactable.on;
  message.not_before =
      std::max(act.now, instant_of({contactable.on, contactable.from_minute}, person->time_zone));
  message.titles = titles;
  const auto id = messaging::enqueue(tx, message, act.now);
  if (!id) {
    return fail(ErrorKind::conflict, "message.repeated", "Esta mensagem já está na fila.");
  }
  record_contact(tx, party, contactable.on, *id, contactable.channel, true);
  return Queued{*id, message.not_before};
}

}  // namespace quita::dunning
