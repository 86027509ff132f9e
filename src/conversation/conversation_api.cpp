// What customers wrote and what we answered, over HTTP.
#include "conversation/conversation_api.h"

#include <fmt/format.h>

#include "base/text.h"
#include "company/audit.h"
#include "company/idempotency.h"
#include "conduct/conduct.h"
#include "conversation/incoming.h"
#include "messaging/outbox.h"
#include "party/conversation.h"
#include "party/party_api.h"
#include "whatsapp/outgoing.h"

namespace quita::conversation {

namespace {

using http::Context;
using http::Method;
using http::Page;

struct IncomingView {
  IncomingId id;
  std::string number, profile_name;
  std::optional<PartyId> party_id;
  std::string party_name;
  Instant at;
  std::string kind, text, wish, wish_label, follow;
};
BOOST_DESCRIBE_STRUCT(IncomingView, (),
                      (id, number, profile_name, party_id, party_name, at, kind, text, wish,
                       wish_label, follow))

struct AfterIncoming {
  IncomingId id;
};
BOOST_DESCRIBE_STRUCT(AfterIncoming, (), (id))

// A message of either side, in the order in which they were said.
struct SpokenView {
  Instant at;
  bool ours = false;
  std::string text, attachment_name;
  std::string state;  // ours: of the outbox; "delivered" and "read" once that is known
  std::string note;   // what was done about his, or why ours did not leave
};
BOOST_DESCRIBE_STRUCT(SpokenView, (), (at, ours, text, attachment_name, state, note))

struct ConversationView {
  std::vector<SpokenView> items;
  std::string number;                   // at which he last wrote; empty: never
  std::optional<Instant> answer_until;  // free text may be sent before
};
BOOST_DESCRIBE_STRUCT(ConversationView, (), (items, number, answer_until))

struct AnswerIn {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(AnswerIn, (), (text))

constexpr int spoken_max = 100;

constexpr auto select_ours =
    "SELECT coalesce(finished_at, created_at), body_text, subject, attachment_name, state, answer, "
    "delivered_at, read_at FROM outbox WHERE tenant_id = $1 AND party_id = $2 "
    "AND channel = 'whatsapp' ORDER BY id DESC LIMIT $3";

IncomingView view_of(const Incoming& one) {
  return {one.id,
          one.number,
          one.profile_name,
          one.party,
          one.party_name,
          one.at,
          one.kind,
          one.text,
          std::string(word(one.wish)),
          std::string(label(one.wish)),
          one.follow};
}

SpokenView ours_of(db::Row& row) {
  SpokenView spoken;
  spoken.at = row.instant(0);
  spoken.ours = true;
  spoken.text = row.text(1).empty() ? row.text(2) : row.text(1);
  spoken.attachment_name = row.text(3);
  spoken.state = row.text(4);
  if (spoken.state == "failed" || spoken.state == "cancelled") spoken.note = row.text(5);
  if (spoken.state == "sent" && row.optional_instant(6)) spoken.state = "delivered";
  if (spoken.state == "delivered" && row.optional_instant(7)) spoken.state = "read";
  return spoken;
}

ConversationView conversation_of(db::Tx& tx, PartyId party, Instant now) {
  ConversationView view;
  view.items = tx.all(select_ours, ours_of, tx.tenant(), party, spoken_max);
  const auto theirs = incoming_of(tx, party, std::nullopt, spoken_max);
  for (const Incoming& one : theirs) {
    view.items.push_back({one.at, false,
                          one.text.empty() ? fmt::format("[{}]", one.kind) : one.text, "", "",
                          one.follow});
  }
  std::stable_sort(view.items.begin(), view.items.end(),
                   [](const SpokenView& a, const SpokenView& b) { return a.at < b.at; });
  if (!theirs.empty()) {
    view.number = theirs.front().number;
    const auto last = last_word_of(tx, view.number);
    if (last && now < *last + window) view.answer_until = *last + window;
  }
  return view;
}

// A person's answer to what the customer wrote last. Errors: conversation.text,
// conversation.closed, conduct.*.
Result<ConversationView> answer(const ApiDeps& deps, Context& c, const AnswerIn& in) {
  const auto party = TRY(c.param_as<PartyId>("id"));
  const std::string text(trim(in.text));
  if (text.empty() || length_utf8(text) > whatsapp::text_max) {
    return invalid("conversation.text",
                   fmt::format("Escreva a resposta, em até {} letras.", whatsapp::text_max),
                   "text");
  }
  TRY_STATUS(conduct::refuse_coercion(text, "text"));
  return company::write_once<ConversationView>(
      deps.db, c, [&](db::Tx& tx) -> Result<ConversationView> {
        const Act act = party::act_of(tx, c, deps.clock.now());
        const auto last = incoming_of(tx, party, std::nullopt, 1);
        if (last.empty() || !window_is_open(tx, last.front().number, act.now)) {
          return fail(ErrorKind::conflict, "conversation.closed",
                      "O cliente não escreveu nas últimas 24 horas: o WhatsApp só deixa mandar um "
                      "modelo aprovado.");
        }
        messaging::NewMessage row;
        const std::string own = MessageId::make(act.now).text();
        row.cause = fmt::format("{}{}:{}", reply_cause, last.front().wamid, own);
        row.channel = messaging::Channel::whatsapp;
        row.party = party;
        row.recipient = last.front().number;
        row.template_name = reply_text;
        row.business_date = act.today;
        row.not_before = act.now;
        row.subject = "Resposta por WhatsApp";
        row.text = text;
        messaging::enqueue(tx, row, act.now);
        party::record_conversation(tx, act,
                                   {party, party::ConversationBy::whatsapp, act.now,
                                    "respondido por " + act.actor, "whatsapp:answer:" + own});
        company::audit(tx, actor_of(act), "conversation.answer", {"party", party.uuid}, {},
                       json::write(in));
        return conversation_of(tx, party, act.now);
      });
}

}  // namespace

void add_routes(http::Routes& routes, const ApiDeps& deps) {
  add_account_routes(routes, deps);
  add_form_routes(routes, deps);
  add_webhook_routes(routes, deps);

  routes
      .get<Page<IncomingView>>(
          "/v1/conversations", "Lists what customers wrote by WhatsApp, newest first",
          "messages:read",
          [deps](Context& c) -> Result<Page<IncomingView>> {
            const auto after = TRY(c.cursor<AfterIncoming>());
            const int limit = TRY(c.limit());
            std::vector<IncomingView> items;
            deps.db.read(c.caller.tenant, [&](db::Tx& tx) {
              for (const Incoming& one :
                   incoming_of(tx, std::nullopt, after ? std::optional(after->id) : std::nullopt,
                               limit + 1)) {
                items.push_back(view_of(one));
              }
            });
            return http::page_of(std::move(items), limit,
                                 [](const IncomingView& last) { return AfterIncoming{last.id}; });
          })
      .paged();

  routes.get<ConversationView>("/v1/parties/{id}/conversation",
                               "The WhatsApp conversation with a customer", "messages:read",
                               [deps](Context& c) -> Result<ConversationView> {
                                 const auto party = TRY(c.param_as<PartyId>("id"));
                                 return deps.db.read(c.caller.tenant, [&](db::Tx& tx) {
                                   return conversation_of(tx, party, deps.clock.now());
                                 });
                               });

  routes
      .add<AnswerIn, ConversationView>(
          Method::post, "/v1/parties/{id}/conversation",
          "Answers a customer by WhatsApp, within 24 hours after his last word", "messages:write",
          [deps](Context& c, const AnswerIn& in) { return answer(deps, c, in); })
      .idempotent();
}

}  // namespace quita::conversation
