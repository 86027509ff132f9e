#include <fmt/format.h>

#include "company/audit.h"
#include "company/company_api.h"
#include "dunning/policy_store.h"
#include "party/party_service.h"
#include "party/timeline.h"
#include "portal/portal_routes.h"
#include "portal/visitor.h"

namespace quita::portal {

namespace {

using http::Context, http::Method;

struct ContactsInput {
  std::optional<std::string> email;
  std::optional<std::string> phone;
};
BOOST_DESCRIBE_STRUCT(ContactsInput, (), (email, phone))

struct OptOut {
  std::string channel;
};
BOOST_DESCRIBE_STRUCT(OptOut, (), (channel))

Status change_contact(db::Tx& tx, const Act& act, PartyId id, party::Channel channel,
                      const std::string& value) {
  const auto stored = TRY(party::contact_value(channel, value));
  const auto party = TRY(party::load_party(tx, id));
  for (const auto& contact : party.contacts) {
    if (contact.channel == channel && contact.value == stored) return {};
  }
  // What does not work is replaced; what works is kept beside the new one.
  for (const auto& contact : party.contacts) {
    if (contact.channel == channel && contact.state == party::ContactState::bounced) {
      party::ContactPatch patch;
      patch.value = stored;
      TRY_STATUS(party::patch_contact(tx, act, id, contact.id, patch));
      return {};
    }
  }
  TRY_STATUS(party::add_contact(tx, act, id, {channel, stored, "billing"}));
  return {};
}

Status opt_out(db::Tx& tx, const Act& act, PartyId id, party::Channel channel) {
  const auto party = TRY(party::load_party(tx, id));
  for (const auto& contact : party.contacts) {
    if (contact.channel != channel) continue;
    party::mark_contact(tx, act, id, channel, contact.value, party::ContactState::opted_out,
                        "pedido do próprio cliente", fmt::format("optout:{}", contact.id.text()));
  }
  company::audit(tx, actor_of(act), "contact.opt_out", {"party", id.uuid}, {},
                 fmt::format(R"({{"channel":"{}"}})", party::name(channel)));
  return {};
}

}  // namespace

void add_contacting(http::Routes& routes, const PortalDeps& deps) {
  routes.add<ContactsInput, void>(
      Method::patch, "/p/{token}/contacts", "The customer mends his e-mail or telephone",
      http::open_to_all, [deps](Context& c, const ContactsInput& in) -> Status {
        const auto visitor = TRY(Visitor::from(c, deps));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
          TRY_STATUS(visitor.check(tx));
          const auto act = visitor.act(tx, c, deps.clock);
          if (in.email) {
            TRY_STATUS(change_contact(tx, act, visitor.party(), party::Channel::email, *in.email));
          }
          if (in.phone) {
            TRY_STATUS(change_contact(tx, act, visitor.party(), party::Channel::phone, *in.phone));
          }
          dunning::look_again(tx, visitor.party(), act.today);
          return {};
        });
      });

  routes.add<OptOut, void>(
      Method::post, "/p/{token}/opt-out", "The customer wants no more messages on a channel",
      http::open_to_all, [deps](Context& c, const OptOut& in) -> Status {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto channel = party::parse_channel(in.channel);
        if (!channel) {
          return invalid("contact.channel", "o canal é email ou phone", "channel");
        }
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
          TRY_STATUS(visitor.check(tx));
          return opt_out(tx, visitor.act(tx, c, deps.clock), visitor.party(), *channel);
        });
      });

  // The same address opened by a person, from a mail program that knows no one-click: the page
  // asks.
  routes
      .raw(Method::get, "/p/{token}/unsubscribe", "Leads to the place where one says no more",
           http::open_to_all,
           [](Context& c) -> Result<http::Response> {
             return http::Response::redirect("/p/" + http::percent_encode(c.param("token")) +
                                             "#nao-receber");
           })
      .produces("text/html");

  // RFC 8058: mail programs post "List-Unsubscribe=One-Click" here, as a form.
  routes
      .raw(Method::post, "/p/{token}/unsubscribe", "One-click unsubscribe of e-mail (RFC 8058)",
           http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             auto done = deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
               TRY_STATUS(visitor.check(tx));
               return opt_out(tx, visitor.act(tx, c, deps.clock), visitor.party(),
                              party::Channel::email);
             });
             if (!done) return tl::make_unexpected(std::move(done).error());
             return http::Response::text("Pronto: não enviaremos mais e-mails de cobrança.");
           })
      .upload("application/x-www-form-urlencoded", 4096);
}

}  // namespace quita::portal
