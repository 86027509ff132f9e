#include "dunning/hold.h"

#include <fmt/format.h>

#include "banking/stray_credit.h"
#include "base/text.h"
#include "brazil/bank_calendar.h"
#include "dunning/policy_store.h"
#include "json/parse.h"
#include "party/party_store.h"
#include "party/timeline.h"

namespace quita::dunning {
namespace {

constexpr auto release_money_in_flight =
    "UPDATE hold SET released_at = $3, released_by = $4 WHERE tenant_id = $1 AND title_id = $2 "
    "AND kind = 'money_in_flight' AND released_at IS NULL";

constexpr std::size_t reason_max = 500;

}  // namespace

Result<Hold> set_hold(db::Tx& tx, const Act& act, const NewHold& wanted) {
  if (wanted.kind != HoldKind::manual && wanted.kind != HoldKind::legal) {
    return invalid("hold.kind", "Uma pessoa suspende a cobrança ou a passa ao jurídico.", "kind",
                   "Promessas e contestações têm as suas próprias rotas.");
  }
  const std::string_view reason = trim(wanted.reason);
  if (reason.empty() || length_utf8(reason) > reason_max) {
    return invalid("hold.reason", fmt::format("Diga o motivo, em até {} letras.", reason_max),
                   "reason");
  }
  if (wanted.ends_on && *wanted.ends_on < act.today) {
    return invalid("hold.ends_on", "A suspensão deve acabar hoje ou depois.", "ends_on");
  }
  if (!party::find_name(tx, wanted.party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "party_id");
  }
  if (wanted.title) TRY(title_of(tx, wanted.party, *wanted.title));
  if (wanted.whole_group && (wanted.title || !is_company(tx, wanted.party))) {
    return invalid("hold.group",
                   "O grupo é o das empresas com a mesma raiz de CNPJ: suspenda uma delas inteira.",
                   "scope");
  }
  Hold hold;
  hold.kind = wanted.kind;
  hold.party = wanted.party;
  hold.title = wanted.title;
  hold.ends_on = wanted.ends_on;
  hold.reason = reason;
  hold.whole_group = wanted.whole_group;
  return add_hold(tx, act, std::move(hold), "party.hold_set");
}

Result<std::optional<Hold>> tell_paid(db::Tx& tx, const Act& act, PartyId party, TitleId title,
                                      std::optional<Date> paid_on, std::string_view note) {
  TRY(open_title_of(tx, party, title));
  const bool scheduled = paid_on && *paid_on > act.today;
  if (scheduled && *paid_on > act.today + scheduled_days_max) {
    return invalid("told_paid.far",
                   fmt::format("Um pagamento agendado se avisa com até {} dias; para mais longe, "
                               "prometa uma data.",
                               scheduled_days_max),
                   "on");
  }
  const std::string data = json::serialize(
      boost::json::object{{"on", paid_on ? format_iso(*paid_on) : ""},
                          {"note", boost::json::string(prefix_utf8(note, reason_max))}});
  party::record_event(tx, act.now, act.actor,
                      {"title.told_paid", party, title,
                       "told_paid:" + title.text() + ":" + format_iso(act.today), data});
  const auto earlier = holds_of_title(tx, title, HoldKind::money_in_flight);
  int told = 0;
  for (const Hold& hold : earlier) {
    if (!hold.released_at && hold.ends_on >= act.today) return std::optional(hold);
    if (hold.flight != Flight::pix_pending) ++told;  // what the provider said is not his word
  }
  if (told >= told_paid_max) return std::optional<Hold>();
  Hold hold;
  hold.kind = HoldKind::money_in_flight;
  hold.party = party;
  hold.title = title;
  hold.flight = scheduled ? Flight::scheduled : Flight::told_paid;
  hold.ends_on = add_business_days(scheduled ? *paid_on : act.today, money_in_flight_days);
  hold.reason = scheduled ? "O cliente agendou o pagamento para " + format_br(*paid_on)
                          : "O cliente avisou que pagou";
  return std::optional(add_hold(tx, act, std::move(hold), {}));
}

Result<Hold> announce_pix(db::Tx& tx, const Act& act, const PendingPix& pix) {
  const auto found = receivable::find_title(tx, pix.title);
  if (!found) {
    return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "title_id");
  }
  const PartyId party = found->title.party;
  const std::string_view reference = trim(pix.reference);
  constexpr std::size_t reference_max = 64;
  if (reference.empty() || reference.size() > reference_max) {
    return invalid("pix.reference",
                   fmt::format("Dê o identificador do Pix (endToEndId ou txid), em até {} letras.",
                               reference_max),
                   "reference");
  }
  if (const auto before = hold_of_reference(tx, pix.title, reference)) return *before;
  TRY(open_title_of(tx, party, pix.title));
  const Date expected = pix.expected_on.value_or(act.today);
  if (expected < act.today || expected > act.today + pix_pending_days_max) {
    return invalid("pix.expected_on",
                   fmt::format("O crédito é esperado de hoje a {} dias.", pix_pending_days_max),
                   "expected_on");
  }
  if (pix.amount && !pix.amount->positive()) {
    return invalid("pix.amount", "O valor do Pix deve ser maior que zero.", "amount");
  }
  Hold hold;
  hold.kind = HoldKind::money_in_flight;
  hold.flight = Flight::pix_pending;
  hold.party = party;
  hold.title = pix.title;
  hold.ends_on = add_business_days(expected, 1);
  hold.reason = "Pix em processamento, crédito esperado em " + format_br(expected);
  hold.amount = pix.amount;
  hold.reference = reference;
  return add_hold(tx, act, std::move(hold), "title.pix_pending");
}

Result<Hold> release_hold(db::Tx& tx, const Act& act, HoldId id) {
  const auto hold = find_hold(tx, id);
  if (!hold) {
    return fail(ErrorKind::not_found, "hold.not_found", "Esta suspensão não existe.", "id");
  }
  if (hold->kind == HoldKind::dispute) {
    return fail(ErrorKind::conflict, "hold.dispute",
                "Uma contestação termina com uma resposta ao cliente.", "id");
  }
  if (!end_hold(tx, act, id, {}, std::nullopt)) {
    return fail(ErrorKind::conflict, "hold.released", "Esta suspensão já foi retirada.", "id");
  }
  party::record_event(tx, act.now, act.actor,
                      {"party.hold_released", hold->party, hold->title,
                       "hold:" + id.text() + ":released", hold_fact_data(*hold)});
  if (hold->whole_group) {
    for (const PartyId& member : group_of(tx, hold->party)) look_again(tx, member, act.today);
  } else {
    look_again(tx, hold->party, act.today);
  }
  return *hold;
}

void on_money(db::Tx& tx, const Act& act, PartyId party, TitleId title) {
  if (banking::settle_stray_credits(tx, party)) look_again(tx, party, act.today);
  tx.execute(release_money_in_flight, tx.tenant(), title, act.now, act.actor);
}

}  // namespace quita::dunning
