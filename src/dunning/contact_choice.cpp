#include "dunning/contact_choice.h"

#include <algorithm>
#include <utility>

namespace quita::dunning {
namespace {

bool may_work(ContactStanding standing) {
  return standing == ContactStanding::works || standing == ContactStanding::unknown;
}

// Word of the whole number (a wrong one, an owner who wants nothing) goes before that of a channel.
ContactStanding standing_of_number(const ContactFacts& contact, ContactStanding on_channel) {
  return may_work(contact.standing) ? on_channel : contact.standing;
}

const ContactFacts* best_of(const PersonFacts& person, Channel channel) {
  const auto rank = [&](const ContactFacts& contact) {
    return std::pair(!contact.billing, standing_on(contact, channel) != ContactStanding::works);
  };
  const ContactFacts* best = nullptr;
  for (const ContactFacts& contact : person.contacts) {
    const auto standing = standing_on(contact, channel);
    if (!standing || !may_work(*standing)) continue;
    if (best == nullptr || rank(contact) < rank(*best)) best = &contact;
  }
  return best;
}

bool any(const PersonFacts& person, Channel channel, ContactStanding standing) {
  return std::any_of(person.contacts.begin(), person.contacts.end(), [&](const auto& contact) {
    return standing_on(contact, channel) == standing;
  });
}

bool opted_out(const PersonFacts& person, Channel channel) {
  return person.opted_out.has(channel) || any(person, channel, ContactStanding::opted_out);
}

// There is one, and it may not be used: another person's, or its owner opposed (LGPD).
bool unlawful(const PersonFacts& person, Channel channel) {
  return std::any_of(person.contacts.begin(), person.contacts.end(), [&](const auto& contact) {
    return !contact.lawful && contact.email == (channel == Channel::email) &&
           channel != Channel::letter;
  });
}

std::string what_fails(const PersonFacts& person, Channel channel) {
  const bool none =
      std::none_of(person.contacts.begin(), person.contacts.end(),
                   [&](const auto& contact) { return standing_on(contact, channel).has_value(); });
  if (none && unlawful(person, channel)) {
    return channel == Channel::email ? "o e-mail do cadastro não pode ser usado (LGPD)"
                                     : "o telefone do cadastro não pode ser usado (LGPD)";
  }
  const bool bounced = any(person, channel, ContactStanding::bounced);
  switch (channel) {
    case Channel::email:
      return bounced ? "o e-mail foi devolvido" : "falta o e-mail";
    case Channel::sms:
      return bounced ? "o celular não recebe SMS" : "falta o celular";
    case Channel::whatsapp:
      return bounced ? "o celular não tem WhatsApp" : "falta o celular para o WhatsApp";
    case Channel::letter:
      break;
  }
  return "falta um endereço em que cartas cheguem";
}

}  // namespace

std::optional<ContactStanding> standing_on(const ContactFacts& contact, Channel channel) {
  if (!contact.lawful) return std::nullopt;
  switch (channel) {
    case Channel::email:
      if (contact.email) return contact.standing;
      return std::nullopt;
    case Channel::sms:
      if (contact.mobile) return standing_of_number(contact, contact.sms);
      return std::nullopt;
    case Channel::whatsapp:
      // A company's landline may be on WhatsApp, but only a mobile is expected to be.
      if (contact.mobile || (!contact.email && contact.whatsapp == ContactStanding::works))
        return standing_of_number(contact, contact.whatsapp);
      return std::nullopt;
    case Channel::letter:
      break;
  }
  return std::nullopt;
}

std::optional<ContactChoice> choose_contact(const PersonFacts& person,
                                            const std::vector<Channel>& order, ChannelSet open) {
  for (auto channel = order.begin(); channel != order.end(); ++channel) {
    if (!open.has(*channel) || person.opted_out.has(*channel)) continue;
    std::vector<Channel> left(channel + 1, order.end());
    if (*channel == Channel::letter) {
      if (person.postal_address) return ContactChoice{*channel, std::nullopt, std::move(left)};
      continue;
    }
    if (const ContactFacts* best = best_of(person, *channel))
      return ContactChoice{*channel, best->id, std::move(left)};
  }
  return std::nullopt;
}

Unreachable why_unreachable(const PersonFacts& person, const std::vector<Channel>& order,
                            ChannelSet open) {
  std::string refused;
  std::string failing;
  for (const Channel channel : order) {
    const std::string name(label(channel));
    if (!open.has(channel)) {
      failing += (failing.empty() ? "" : "; ") + ("o canal " + name + " não está configurado");
    } else if (opted_out(person, channel)) {
      refused += (refused.empty() ? "" : " nem por ") + name;
    } else {
      failing += (failing.empty() ? "" : "; ") + what_fails(person, channel);
    }
  }
  if (!refused.empty()) return {Reason::opted_out, refused};
  return {Reason::no_contact, failing};
}

std::optional<std::string> why_out_of_reach(const PersonFacts& person, ChannelSet open) {
  std::string failing;
  for (const Channel channel : {Channel::email, Channel::whatsapp, Channel::sms}) {
    if (!open.has(channel)) continue;
    const bool reaches =
        std::any_of(person.contacts.begin(), person.contacts.end(), [&](const auto& contact) {
          const auto standing = standing_on(contact, channel);
          return standing && *standing != ContactStanding::bounced;
        });
    if (reaches) return std::nullopt;
    failing += (failing.empty() ? "" : "; ") + what_fails(person, channel);
  }
  return failing;
}

}  // namespace quita::dunning
