// How a customer is reached on each channel, and his no to one of them.
#include "http/route.h"
#include "json/bind.h"
#include "messaging/messaging_api.h"
#include "messaging/open_channels.h"
#include "party/channel_standing.h"
#include "party/party_api.h"
#include "party/party_store.h"

namespace quita::messaging {

BOOST_DESCRIBE_ENUM(Channel, email, sms, whatsapp, letter)

namespace {

using http::Context;
using http::Method;

struct ChannelNumberView {
  ContactId contact_id;
  std::string state, reason;
};
BOOST_DESCRIBE_STRUCT(ChannelNumberView, (), (contact_id, state, reason))

struct ChannelView {
  Channel channel = Channel::email;
  std::string label;
  bool open = false;                       // the company has a carrier for it
  bool opted_out = false;                  // the customer wants no message on it
  std::string reason;                      // how he said so
  std::vector<ChannelNumberView> numbers;  // what carriers said of his numbers on it
};
BOOST_DESCRIBE_STRUCT(ChannelView, (), (channel, label, open, opted_out, reason, numbers))

struct ChannelViews {
  std::vector<ChannelView> items;
};
BOOST_DESCRIBE_STRUCT(ChannelViews, (), (items))

struct ChannelIn {
  bool opted_out = false;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ChannelIn, (), (opted_out, reason))

ChannelViews views_of(db::Tx& tx, PartyId party) {
  const ChannelSet open = open_channels(tx);
  const auto standings = party::channel_standings(tx, party);
  ChannelViews views;
  for (const Channel channel : all_channels) {
    ChannelView view{channel, std::string(label(channel)), open.has(channel), false, "", {}};
    for (const auto& standing : standings) {
      if (standing.channel != word(channel)) continue;
      if (standing.contact) {
        view.numbers.push_back(
            {*standing.contact, std::string(name(standing.state)), standing.reason});
      } else if (standing.state == party::ContactState::opted_out) {
        view.opted_out = true;
        view.reason = standing.reason;
      }
    }
    views.items.push_back(std::move(view));
  }
  return views;
}

Status known(db::Tx& tx, PartyId party) {
  if (party::find_name(tx, party)) return {};
  return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
}

}  // namespace

void add_channel_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;

  routes.get<ChannelViews>("/v1/parties/{id}/channels", "On which channels a customer is reached",
                           "parties:read", [&db](Context& c) -> Result<ChannelViews> {
                             const auto id = TRY(c.param_as<PartyId>("id"));
                             return db.read(c.caller.tenant,
                                            [&](db::Tx& tx) -> Result<ChannelViews> {
                                              TRY_STATUS(known(tx, id));
                                              return views_of(tx, id);
                                            });
                           });

  routes.add<ChannelIn, ChannelViews>(
      Method::put, "/v1/parties/{id}/channels/{channel}",
      "The customer's no to a channel, or his yes again, which forgets what carriers said too",
      "parties:write", [&db, &clock](Context& c, const ChannelIn& in) -> Result<ChannelViews> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        const auto channel = parse_channel(c.param("channel"));
        if (!channel) {
          return fail(ErrorKind::not_found, "channel.not_found", "Este canal não existe.",
                      "channel");
        }
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ChannelViews> {
          TRY_STATUS(known(tx, id));
          const Act act = party::act_of(tx, c, clock.now());
          const std::string before = json::write(views_of(tx, id));
          if (in.opted_out) {
            party::mark_channel(tx, act, id, std::nullopt, word(*channel),
                                party::ContactState::opted_out, label(*channel),
                                in.reason.value_or("anotado por " + act.actor),
                                "channel:" + EventId::make(act.now).text());
          } else {
            party::forget_channel(tx, act, id, word(*channel), label(*channel));
          }
          ChannelViews after = views_of(tx, id);
          company::audit(tx, actor_of(act), "party.channel", {"party", id.uuid}, before,
                         json::write(after));
          return after;
        });
      });
}

}  // namespace quita::messaging
