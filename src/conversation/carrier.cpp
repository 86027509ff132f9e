#include "conversation/carrier.h"

#include <fmt/format.h>

#include "brazil/phone.h"
#include "company/company.h"
#include "conversation/form.h"
#include "conversation/incoming.h"
#include "conversation/template_list.h"
#include "messaging/slip_of.h"
#include "messaging/template_store.h"
#include "party/legal_basis.h"
#include "pdf/slip.h"
#include "receivable/receivable_store.h"
#include "whatsapp/outgoing.h"
#include "whatsapp/wa_id.h"

namespace quita::conversation {

using messaging::Delivery;
using messaging::OutboxRow;
using messaging::Outcome;
using whatsapp::GraphError;
using whatsapp::Meaning;

namespace {

constexpr std::string_view marketing = "MARKETING";  // Meta's category, which asks for an opt-in
constexpr std::chrono::hours limit_period{24};
constexpr std::chrono::minutes count_again{1};

// Meta counts the people whom it delivered to; we count those to whom we sent, which is no less.
// Ids are in the order of their birth, and what was sent within a day was born within two.
constexpr auto select_people =
    "SELECT count(DISTINCT recipient) FROM outbox WHERE tenant_id = $1 AND state = 'sent' "
    "AND id > $2 AND channel = 'whatsapp' AND finished_at > $3 AND substr(cause, 1, 6) <> 'reply:'";

std::int64_t people_written_to(db::Tx& tx, Instant now) {
  const Uuid two_days_ago = make_uuid_v7(now - 2 * limit_period);
  return tx
      .one(
          select_people, [](db::Row& row) { return row.integer(0); }, tx.tenant(), two_days_ago,
          now - limit_period)
      .value_or(0);
}

bool of_a_demo(db::Tx& tx) {
  const auto company = company::read_company(tx);
  return company && company->demo;
}

tl::unexpected<Error> cannot(std::string code, std::string message) {
  return invalid(std::move(code), std::move(message));
}

// What leaves, without the attachment's id, which is known once it is uploaded.
struct Draft {
  std::optional<whatsapp::TemplateMessage> form;  // otherwise an answer
  std::string to, text, reply_to, tracker;
  std::optional<pdf::Slip> slip;
  std::string slip_name;
};

std::optional<receivable::TitleRecord> oldest_owed(db::Tx& tx, std::span<const TitleId> titles) {
  std::optional<receivable::TitleRecord> oldest;
  for (auto& record : receivable::find_titles(tx, titles)) {
    if (!receivable::collectable(record.state)) continue;
    if (!oldest || record.title.due_date < oldest->title.due_date) oldest = std::move(record);
  }
  return oldest;
}

Status attach_slip(db::Tx& tx, std::span<const TitleId> titles, Date today, Draft& draft) {
  const auto title = oldest_owed(tx, titles);
  auto slip = title ? messaging::compose_slip(tx, title->title.id, today)
                    : cannot("whatsapp.document", "Não há título em aberto.");
  if (!slip) {
    return cannot(
        "whatsapp.document",
        "O modelo do WhatsApp leva o boleto, e ele não pôde ser feito: " + slip.error().message);
  }
  draft.slip = *std::move(slip);
  draft.slip_name = messaging::slip_file_name(title->title.number);
  return {};
}

std::string token_of(std::string_view portal_url) {
  const std::size_t at = portal_url.rfind('/');
  return std::string(at == std::string_view::npos ? portal_url : portal_url.substr(at + 1));
}

// The wamid of the customer's message: "reply:wamid.X:2".
std::string answered(std::string_view cause) {
  cause.remove_prefix(reply_cause.size());
  return std::string(cause.substr(0, cause.rfind(':')));
}

Result<Draft> draft_answer(db::Tx& tx, const OutboxRow& row, std::span<const TitleId> titles,
                           Instant now, Date today) {
  if (!window_is_open(tx, row.recipient, now)) {
    return cannot("whatsapp.window",
                  "Passaram 24 horas desde a última mensagem do cliente: o WhatsApp não deixa mais "
                  "responder com texto livre.");
  }
  Draft draft;
  draft.text = row.text;
  draft.reply_to = answered(row.cause);
  if (row.template_name == reply_slip) TRY_STATUS(attach_slip(tx, titles, today, draft));
  return draft;
}

}  // namespace

// What is kept of a company between two messages.
struct WhatsAppCarrier::Line {
  std::string phone_number_id, token;
  std::unique_ptr<Graph> graph;
  Instant rests_until;
  std::optional<Instant> counted_at;
  std::int64_t people = 0;
  std::optional<int> people_max;
};

// One message, with the connection that takes it.
class WhatsAppParcel final : public messaging::Parcel {
 public:
  WhatsAppParcel(WhatsAppCarrier& carrier, TenantId tenant, Graph& graph, Draft draft)
      : carrier_(carrier), tenant_(tenant), graph_(graph), draft_(std::move(draft)) {}

  Delivery hand_over() override {
    std::optional<whatsapp::DocumentRef> document;
    if (draft_.slip) {
      const std::string bytes = pdf::render_slips(std::span(&*draft_.slip, 1));
      auto uploaded = graph_.upload(bytes, draft_.slip_name, "application/pdf");
      if (auto* id = std::get_if<std::string>(&uploaded)) {
        document = whatsapp::DocumentRef{*std::move(id), draft_.slip_name};
      } else if (const auto* error = std::get_if<GraphError>(&uploaded)) {
        return carrier_.refusal(tenant_, *error);
      } else {
        // Whatever Meta got of the file, no message was told.
        return {Outcome::later, std::get<NoAnswer>(uploaded).words, ""};
      }
    }
    const auto body = write(document);
    if (!body) return {Outcome::rejected, body.error().message, ""};
    return carrier_.delivery_of(tenant_, graph_.send(*body));
  }

 private:
  Result<std::string> write(const std::optional<whatsapp::DocumentRef>& document) const {
    if (draft_.form) {
      whatsapp::TemplateMessage message = *draft_.form;
      message.header = document;
      return whatsapp::write_template_message(message);
    }
    if (document) {
      return whatsapp::write_document(draft_.to, *document, draft_.text, draft_.reply_to,
                                      draft_.tracker);
    }
    return whatsapp::write_text(draft_.to, draft_.text, draft_.reply_to, draft_.tracker);
  }

  WhatsAppCarrier& carrier_;
  TenantId tenant_;
  Graph& graph_;
  Draft draft_;
};

WhatsAppCarrier::WhatsAppCarrier(CarrierDeps deps) : deps_(std::move(deps)) {}
WhatsAppCarrier::~WhatsAppCarrier() = default;

bool WhatsAppCarrier::takes_one(TenantId tenant) {
  auto& slot = lines_[tenant];
  if (!slot) slot = std::make_unique<Line>();
  Line& line = *slot;
  const Instant now = deps_.clock.now();
  if (now < line.rests_until) return false;
  if (!line.counted_at || now >= *line.counted_at + count_again) {
    deps_.db.read(tenant, [&](db::Tx& tx) {
      const messaging::WhatsAppStanding standing = messaging::load_whatsapp_standing(tx);
      line.rests_until = standing.rests_until;
      line.people_max = whatsapp::people_a_day(standing.messaging_limit);
      line.people = line.people_max ? people_written_to(tx, now) : 0;
    });
    line.counted_at = now;
  }
  return now >= line.rests_until && (!line.people_max || line.people < *line.people_max);
}

WhatsAppCarrier::Line& WhatsAppCarrier::line_of(db::Tx& tx) {
  auto& slot = lines_[tx.tenant()];
  if (!slot) slot = std::make_unique<Line>();
  const auto account = messaging::load_whatsapp_account(tx);
  auto token = messaging::load_whatsapp_secrets(tx, deps_.key).access_token;
  if (!slot->graph || slot->phone_number_id != account.phone_number_id || slot->token != token) {
    const bool demo = of_a_demo(tx);
    const GraphHouse& house = demo && deps_.house.twin ? *deps_.house.twin : deps_.house.meta;
    slot->graph = std::make_unique<Graph>(house, account, token);
    slot->phone_number_id = account.phone_number_id;
    slot->token = std::move(token);
  }
  return *slot;
}

Result<std::unique_ptr<messaging::Parcel>> WhatsAppCarrier::prepare(db::Tx& tx,
                                                                    const OutboxRow& row,
                                                                    std::span<const TitleId> titles,
                                                                    Instant now) {
  const auto account = messaging::load_whatsapp_account(tx);
  const bool demo_without_twin = of_a_demo(tx) && !deps_.house.twin;
  if (account.phone_number_id.empty() || demo_without_twin) {
    return cannot("whatsapp.not_set_up", "A conta do WhatsApp ainda não foi configurada.");
  }
  const auto phone = parse_phone(row.recipient);
  if (!phone) return cannot("whatsapp.recipient", "O destinatário não é um telefone brasileiro.");
  const messaging::LetterHead head = messaging::load_letter_head(tx);
  const Date today = business_date(now, head.time_zone);
  Draft draft;
  messaging::Rendering rendering;
  if (row.cause.starts_with(reply_cause)) {
    draft = TRY(draft_answer(tx, row, titles, now, today));
    rendering.subject = row.subject;
    rendering.text = row.text;
  } else {
    const auto form = load_form(tx, row.template_name);
    if (!form) {
      return cannot("whatsapp.form",
                    "A mensagem “" + row.template_name + "” não tem modelo de WhatsApp escolhido.");
    }
    const auto approved = find_template(tx, form->name, form->language);
    if (!approved || !may_be_sent(*approved)) {
      return cannot(
          "whatsapp.template",
          fmt::format("O modelo “{}” do WhatsApp está {}.", form->name,
                      approved ? status_words(approved->status) : "fora da lista da Meta"));
    }
    if (approved->category == marketing && row.party &&
        !party::allows_marketing(tx, *row.party, row.recipient)) {
      return cannot("whatsapp.consent",
                    fmt::format("O modelo “{}” é de marketing na Meta, e o cliente não disse que "
                                "aceita ofertas neste número (LGPD, art. 7º, I).",
                                form->name));
    }
    const auto facts = messaging::gather_facts(tx, head, row.party, titles, today, deps_.links);
    Filled filled = TRY(fill_form(*form, *approved, facts, token_of(facts.portal_url)));
    draft.form = std::move(filled.message);
    if (approved->header_format == "DOCUMENT") TRY_STATUS(attach_slip(tx, titles, today, draft));
    rendering.subject = TRY(messaging::load_template(tx, row.template_name)).label;
    rendering.text = std::move(filled.text);
  }
  draft.to = whatsapp::wa_id_of(*phone);
  draft.tracker = row.id.text();
  if (draft.form) {
    draft.form->to = draft.to;
    draft.form->tracker = draft.tracker;
  }
  rendering.attachment_name = draft.slip_name;
  auto parcel =
      std::make_unique<WhatsAppParcel>(*this, tx.tenant(), *line_of(tx).graph, std::move(draft));
  parcel->rendering = std::move(rendering);
  return parcel;
}

Delivery WhatsAppCarrier::delivery_of(TenantId tenant, const Asked<whatsapp::Accepted>& asked) {
  if (const auto* accepted = std::get_if<whatsapp::Accepted>(&asked)) {
    ++lines_[tenant]->people;
    std::string words = "O WhatsApp aceitou a mensagem.";
    if (accepted->pacing == "held_for_quality_assessment") {
      words = "O WhatsApp aceitou a mensagem e a retém enquanto avalia o modelo.";
    }
    return {Outcome::taken, std::move(words), accepted->id};
  }
  if (const auto* error = std::get_if<GraphError>(&asked)) return refusal(tenant, *error);
  const auto& none = std::get<NoAnswer>(asked);
  return {none.maybe_told ? Outcome::unsure : Outcome::later, none.words, ""};
}

Delivery WhatsAppCarrier::refusal(TenantId tenant, const GraphError& error) {
  const std::string words = explain(error);
  switch (whatsapp::meaning_of(error.code)) {
    case Meaning::later:
    case Meaning::pair_limit:
      return {Outcome::later, words, ""};
    case Meaning::limited:
    case Meaning::account:
      // Nothing is wrong with this message: it waits, and so do the others.
      deps_.db.write(tenant, [&](db::Tx& tx) { note_trouble(tx, deps_.clock.now(), error); });
      lines_[tenant]->counted_at.reset();
      return {Outcome::later, words, ""};
    case Meaning::no_whatsapp:
      return {Outcome::refused, words, ""};
    case Meaning::not_now:
    case Meaning::opted_out:
    case Meaning::window_closed:
    case Meaning::template_:
    case Meaning::message:
      return {Outcome::rejected, words, ""};
  }
  return {Outcome::later, words, ""};
}

void note_trouble(db::Tx& tx, Instant now, const GraphError& error) {
  messaging::WhatsAppStanding standing = messaging::load_whatsapp_standing(tx);
  standing.problem = explain(error);
  standing.problem_at = now;
  const Meaning meaning = whatsapp::meaning_of(error.code);
  if (meaning == Meaning::limited) standing.rests_until = now + rest_for;
  if (meaning == Meaning::account) standing.rests_until = now + rest_for_people;
  messaging::save_whatsapp_standing(tx, now, standing);
}

}  // namespace quita::conversation
