#include "conversation/answers.h"

#include <fmt/format.h>

#include "base/text.h"
#include "company/audit.h"
#include "conversation/carrier.h"
#include "dunning/hold.h"
#include "dunning/task.h"
#include "json/parse.h"
#include "messaging/creditor.h"
#include "messaging/outbox.h"
#include "messaging/pix_code.h"
#include "messaging/slip_of.h"
#include "party/channel_standing.h"
#include "party/conversation.h"
#include "receivable/charges.h"
#include "receivable/instruments.h"
#include "receivable/offer_store.h"
#include "receivable/receivable_store.h"

namespace quita::conversation {
namespace {

constexpr auto select_answered =
    "SELECT id, party_id, contact_id FROM outbox WHERE tenant_id = $1 AND carrier_id = $2 "
    "AND carrier_id <> '' AND channel = 'whatsapp'";

constexpr auto select_titles =
    "SELECT x.title_id FROM outbox_title x JOIN title t ON t.tenant_id = x.tenant_id AND t.id = "
    "x.title_id WHERE x.tenant_id = $1 AND x.outbox_id = $2 AND t.state IN ('open', "
    "'partly_paid') ORDER BY t.due_date, t.id";

constexpr auto select_owners =
    "SELECT party_id, id FROM party_contact WHERE tenant_id = $1 AND value = $2 "
    "AND channel = 'phone' ORDER BY party_id";

constexpr auto select_last_written =
    "SELECT id FROM outbox WHERE tenant_id = $1 AND party_id = $2 AND recipient = $3 "
    "AND channel = 'whatsapp' ORDER BY id DESC LIMIT 1";

constexpr auto select_owed =
    "SELECT id FROM title WHERE tenant_id = $1 AND party_id = $2 AND state IN ('open', "
    "'partly_paid') ORDER BY due_date, id LIMIT 20";

struct Owner {
  PartyId party;
  ContactId contact;
};

std::optional<MessageId> last_written(db::Tx& tx, PartyId party, std::string_view number) {
  return tx.one(
      select_last_written, [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(), party,
      number);
}

std::vector<TitleId> owed_by(db::Tx& tx, PartyId party) {
  return tx.all(
      select_owed, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), party);
}

std::optional<Owner> owner_of(db::Tx& tx, std::string_view number) {
  const auto owners = tx.all(
      select_owners,
      [](db::Row& row) {
        return Owner{row.id<PartyId>(0), row.id<ContactId>(1)};
      },
      tx.tenant(), number);
  if (owners.size() == 1) return owners.front();
  std::optional<Owner> last;
  std::optional<MessageId> last_message;
  for (const Owner& owner : owners) {
    const auto message = last_written(tx, owner.party, number);
    if (!message || (last_message && *message < *last_message)) continue;
    last = owner;
    last_message = message;
  }
  return last;
}

class Follower {
 public:
  Follower(db::Tx& tx, const Act& act, const messaging::LinkMaker& links, const Incoming& message,
           const Whose& whose)
      : tx_(tx), act_(act), links_(links), message_(message), whose_(whose) {}

  std::string run() {
    switch (message_.wish) {
      case Wish::slip:
        return send_slips();
      case Wish::pix:
        return send_pix();
      case Wish::paid:
        return tell_paid();
      case Wish::negotiate:
        return negotiate();
      case Wish::stop:
        return stop();
      case Wish::talk:
        return talk();
      case Wish::none:
        return "";
    }
    return "";
  }

 private:
  // An answer is a row like every other message: it leaves once, or is shown as failed.
  void answer(std::string text, std::string_view kind = reply_text,
              std::optional<TitleId> title = std::nullopt) {
    messaging::NewMessage row;
    row.cause = fmt::format("{}{}:{}", reply_cause, message_.wamid, ++answers_);
    row.channel = messaging::Channel::whatsapp;
    row.party = whose_.party;
    row.contact = whose_.contact;
    row.recipient = message_.number;
    row.template_name = kind;
    row.business_date = act_.today;
    row.not_before = act_.now;
    row.subject = "Resposta por WhatsApp";
    row.text = std::move(text);
    if (title) row.titles.push_back(*title);
    messaging::enqueue(tx_, row, act_.now);
  }

  std::string portal_url() const {
    const auto head = messaging::load_letter_head(tx_);
    return links_.url_of(tx_.tenant(), *whose_.party, head.link_generation, act_.today);
  }

  std::string nothing_owed() {
    answer("Não encontramos cobranças em aberto em seu nome. Obrigado pelo contato!");
    return "Nada em aberto: respondemos que não há cobrança.";
  }

  void more_in_the_portal(std::size_t left) {
    if (left == 0) return;
    answer(fmt::format("Há mais {} em aberto. Veja todos, com boleto e Pix, em {}",
                       left == 1 ? std::string("um título") : fmt::format("{} títulos", left),
                       portal_url()));
  }

  std::string send_slips() {
    if (whose_.titles.empty()) return nothing_owed();
    std::size_t sent = 0, left = 0;
    for (const TitleId& id : whose_.titles) {
      const auto record = receivable::find_title(tx_, id);
      if (!record) continue;
      if (sent == answers_max || !messaging::compose_slip(tx_, id, act_.today)) {
        ++left;
        continue;
      }
      answer("Boleto do título " + record->title.number, reply_slip, id);
      ++sent;
    }
    more_in_the_portal(left);
    return sent == 0 ? "Não há boleto: respondemos com o link do portal."
                     : fmt::format("Enviada a segunda via de {}.", titles_words(sent));
  }

  struct PixAnswer {
    std::string code, price;
  };
  // While an offer is in force nothing asks for more than it does (receivable/offer.h).
  PixAnswer pix_of(const receivable::TitleRecord& record) const {
    const TitleId id = record.title.id;
    const Money owed = receivable::charges_of(tx_, record, act_.today).total;
    if (const auto open = receivable::open_offer(tx_, id, owed, act_.today)) {
      return {messaging::static_pix_code_of(receivable::instruments_of(tx_, id), open->left),
              fmt::format("{} com o desconto de “{}”, até {}", format_brl(open->left),
                          open->offer.name, format_br(open->offer.ends_on))};
    }
    return {messaging::payment_codes(tx_, id, owed).pix_code, format_brl(owed) + " hoje"};
  }

  std::string send_pix() {
    if (whose_.titles.empty()) return nothing_owed();
    std::size_t sent = 0, left = 0;
    for (const TitleId& id : whose_.titles) {
      const auto record = receivable::find_title(tx_, id);
      if (!record) continue;
      const PixAnswer pix = pix_of(*record);
      const std::string& code = pix.code;
      if (sent == answers_max || code.empty()) {
        ++left;
        continue;
      }
      answer(
          fmt::format("Pix do título {}, {}. Copie o código da próxima mensagem e cole no "
                      "aplicativo do seu banco, em Pix Copia e Cola:",
                      record->title.number, pix.price));
      answer(code);
      ++sent;
    }
    more_in_the_portal(left);
    return sent == 0 ? "Não há Pix: respondemos com o link do portal."
                     : fmt::format("Enviado o Pix de {}.", titles_words(sent));
  }

  std::string tell_paid() {
    if (whose_.titles.empty()) return nothing_owed();
    std::optional<Date> until;
    for (const TitleId& id : whose_.titles_were_named ? whose_.titles : late_ones()) {
      const auto hold =
          dunning::tell_paid(tx_, act_, *whose_.party, id, std::nullopt, "pelo botão do WhatsApp");
      if (!hold) continue;  // settled a moment ago
      if (*hold && (*hold)->ends_on) until = std::max(until.value_or(Date()), *(*hold)->ends_on);
      company::audit(tx_, actor_of(act_), "title.told_paid", {"title", id.uuid}, {},
                     R"({"by":"whatsapp"})");
    }
    answer(until ? fmt::format("Obrigado por avisar! Aguardamos a confirmação do banco, que pode "
                               "levar até {}. Até lá não cobramos de novo.",
                               format_br(*until))
                 : "Obrigado por avisar! Vamos conferir com o banco. Se puder, envie aqui o "
                   "comprovante.");
    return until ? "Cobrança suspensa até " + format_br(*until) + ", à espera do banco."
                 : "Anotado; a cobrança não para de novo por este aviso.";
  }

  // Said without a message of ours that names what is still owed: he speaks of what is late, and
  // hardly of next month's title.
  std::vector<TitleId> late_ones() {
    std::vector<TitleId> late;
    for (const auto& record : receivable::find_titles(tx_, whose_.titles)) {
      if (receivable::overdue(record.title.due_date, act_.today)) late.push_back(record.title.id);
    }
    return late.empty() ? whose_.titles : late;
  }

  std::string negotiate() {
    note_conversation("quer negociar");
    open_task("Quer negociar (WhatsApp)");
    answer(
        "Obrigado por nos procurar. Uma pessoa da nossa equipe vai falar com você para "
        "encontrarmos uma forma de pagar que caiba no seu momento.");
    return "Tarefa aberta para negociar.";
  }

  std::string stop() {
    party::mark_channel(tx_, act_, *whose_.party, std::nullopt, "whatsapp",
                        party::ContactState::opted_out, "WhatsApp", "pedido do próprio cliente",
                        "whatsapp:" + message_.wamid + ":stop");
    company::audit(tx_, actor_of(act_), "contact.opt_out", {"party", whose_.party->uuid}, {},
                   R"({"channel":"whatsapp"})");
    return "Não recebe mais mensagens pelo WhatsApp.";
  }

  std::string talk() {
    note_conversation(message_.text);
    open_task(message_.text.empty()
                  ? "Responder no WhatsApp"
                  : fmt::format("Responder no WhatsApp: {}", shortened(message_.text)));
    return "Tarefa aberta para responder.";
  }

  void note_conversation(std::string_view summary) {
    party::Conversation conversation;
    conversation.party = *whose_.party;
    conversation.by = party::ConversationBy::whatsapp;
    conversation.at = message_.at;
    conversation.summary = shortened(summary);
    conversation.cause = "whatsapp:" + message_.wamid;
    party::record_conversation(tx_, act_, conversation);
  }

  // One a customer and day: ten messages in a row are one conversation.
  void open_task(std::string label) {
    dunning::NewTask task;
    task.cause = fmt::format("whatsapp:{}:{}:{}", whose_.party->text(), format_iso(act_.today),
                             message_.wish == Wish::negotiate ? "negotiate" : "talk");
    task.kind = dunning::TaskKind::answer;
    task.party = *whose_.party;
    task.label = std::move(label);
    task.due_on = act_.today;
    dunning::open_task(tx_, act_, task);
  }

  static std::string shortened(std::string_view text) {
    constexpr std::size_t letters_max = 60;
    std::string line;
    for (const char c : prefix_utf8(text, letters_max)) {
      line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return length_utf8(text) > letters_max ? line + "…" : line;
  }

  static std::string titles_words(std::size_t count) {
    return count == 1 ? "um título" : fmt::format("{} títulos", count);
  }

  db::Tx& tx_;
  const Act& act_;
  const messaging::LinkMaker& links_;
  const Incoming& message_;
  const Whose& whose_;
  int answers_ = 0;
};

}  // namespace

Whose whose(db::Tx& tx, std::string_view number, std::string_view answered_wamid) {
  Whose found;
  if (!answered_wamid.empty()) {
    tx.each(
        select_answered,
        [&](db::Row& row) {
          found.outbox = row.id<MessageId>(0);
          found.party = row.optional_id<PartyId>(1);
          found.contact = row.optional_id<ContactId>(2);
        },
        tx.tenant(), answered_wamid);
  }
  if (!found.party) {
    if (const auto owner = owner_of(tx, number)) {
      found.party = owner->party;
      found.contact = owner->contact;
    }
  }
  if (!found.party) return found;
  if (found.outbox) {
    found.titles = tx.all(
        select_titles, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), *found.outbox);
  }
  found.titles_were_named = !found.titles.empty();
  // A button under an old message, whose titles are paid: he means what he owes now.
  if (found.titles.empty()) found.titles = owed_by(tx, *found.party);
  return found;
}

std::string follow(db::Tx& tx, const Act& act, const messaging::LinkMaker& links,
                   const Incoming& message, const Whose& whose) {
  if (!whose.party) return "";
  return Follower(tx, act, links, message, whose).run();
}

}  // namespace quita::conversation
