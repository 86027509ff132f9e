#include "messaging/thanks.h"

#include "messaging/creditor.h"
#include "messaging/template_store.h"
#include "party/party_store.h"

namespace quita::messaging {
namespace {

// The best e-mail that is not known to fail; contacts come best first.
std::optional<party::Contact> address_of(db::Tx& tx, PartyId party) {
  for (const party::Contact& contact : party::contacts_of(tx, party)) {
    if (contact.channel != party::Channel::email) continue;
    if (contact.state == party::ContactState::works ||
        contact.state == party::ContactState::unknown) {
      return contact;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<MessageId> enqueue_thanks(db::Tx& tx, const Act& act, PartyId party, TitleId title,
                                        std::string_view cause) {
  const auto contact = address_of(tx, party);
  if (!contact) return std::nullopt;
  NewMessage message;
  message.cause = "thanks:" + title.text() + ":" + std::string(cause);
  message.party = party;
  message.contact = contact->id;
  message.recipient = contact->value;
  message.template_name = "agradecimento";
  message.wording = {load_tone(tx), ""};
  message.business_date = act.today;
  message.not_before = act.now;
  message.titles = {title};
  return enqueue(tx, message, act.now);
}

Result<std::optional<MessageId>> enqueue_password_mail(db::Tx& tx, const Act& act,
                                                       std::string_view name,
                                                       std::string_view email,
                                                       std::string_view reset_url,
                                                       std::string_view cause) {
  const Template form = TRY(load_template(tx, "redefinir-senha"));
  LetterFacts facts;
  facts.creditor = load_letter_head(tx).creditor;
  facts.customer_name = name;
  facts.customer_is_person = true;
  facts.today = act.today;
  facts.reset_url = reset_url;
  Letter letter = TRY(render(form.subject, form.body, facts));
  NewMessage message;
  message.cause = std::string(secret_cause) + std::string(cause);
  message.recipient = email;
  message.template_name = form.name;
  message.business_date = act.today;
  message.not_before = act.now;
  message.subject = std::move(letter.subject);
  message.html = std::move(letter.html);
  message.text = std::move(letter.text);
  return enqueue(tx, message, act.now);
}

}  // namespace quita::messaging
