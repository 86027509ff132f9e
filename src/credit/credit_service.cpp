#include "credit/credit_service.h"

#include <fmt/format.h>

#include "base/text.h"
#include "brazil/bank_calendar.h"
#include "json/parse.h"
#include "party/party_store.h"
#include "party/timeline.h"
#include "receivable/receivable_store.h"

namespace quita::credit {
namespace {

constexpr std::size_t text_max = 500;
constexpr std::size_t reference_max = 60;

constexpr auto touch_row =
    "INSERT INTO credit_limit (tenant_id, party_id) VALUES ($1, $2) "
    "ON CONFLICT (tenant_id, party_id) DO UPDATE SET touches = credit_limit.touches + 1";

constexpr auto select_row =
    "SELECT amount, score, note, set_by, set_at, blocked_on, blocked_by, blocked_why, "
    "blocked_by_policy FROM credit_limit WHERE tenant_id = $1 AND party_id = $2";

constexpr auto select_open =
    "SELECT COALESCE(SUM(balance), 0) FROM title WHERE tenant_id = $1 AND party_id = $2 "
    "AND state IN ('open', 'partly_paid')";

constexpr auto select_reserved =
    "SELECT COALESCE(SUM(amount), 0) FROM credit_reservation WHERE tenant_id = $1 "
    "AND party_id = $2 AND state = 'reserved' AND expires_on >= $3";

constexpr auto select_late =
    "SELECT MIN(due_date) FROM title WHERE tenant_id = $1 AND party_id = $2 "
    "AND state IN ('open', 'partly_paid')";

constexpr auto update_terms =
    "UPDATE credit_limit SET amount = $3, score = $4, note = $5, set_by = $6, set_at = $7 "
    "WHERE tenant_id = $1 AND party_id = $2";

constexpr auto update_block =
    "UPDATE credit_limit SET blocked_on = $3, blocked_by = $4, blocked_why = $5, "
    "blocked_by_policy = $6 WHERE tenant_id = $1 AND party_id = $2";

constexpr auto insert_reservation =
    "INSERT INTO credit_reservation (tenant_id, id, party_id, reference, amount, state, "
    "expires_on, created_at, created_by) VALUES ($1, $2, $3, $4, $5, 'reserved', $6, $7, $8)";

#define QUITA_RESERVATION_SELECT                                                        \
  "SELECT id, party_id, reference, amount, state, expires_on, created_at, created_by, " \
  "ended_at, ended_by, note FROM credit_reservation WHERE tenant_id = $1 AND "

constexpr auto select_reservation = QUITA_RESERVATION_SELECT "id = $2";
constexpr auto select_of_reference = QUITA_RESERVATION_SELECT "party_id = $2 AND reference = $3";
constexpr auto select_running = QUITA_RESERVATION_SELECT
    "party_id = $2 AND state = 'reserved' AND expires_on >= $3 ORDER BY id DESC LIMIT $4";
constexpr auto select_all = QUITA_RESERVATION_SELECT "party_id = $2 ORDER BY id DESC LIMIT $3";

constexpr auto select_titles =
    "SELECT title_id FROM credit_reservation_title WHERE tenant_id = $1 AND reservation_id = $2 "
    "ORDER BY title_id";
constexpr auto select_order_of_title =
    "SELECT reservation_id FROM credit_reservation_title WHERE tenant_id = $1 AND title_id = $2";
constexpr auto insert_title =
    "INSERT INTO credit_reservation_title (tenant_id, title_id, reservation_id) "
    "VALUES ($1, $2, $3)";

constexpr auto update_again =
    "UPDATE credit_reservation SET state = 'reserved', amount = $3, expires_on = $4, "
    "ended_at = NULL, ended_by = '', note = '' WHERE tenant_id = $1 AND id = $2";

constexpr auto update_ended =
    "UPDATE credit_reservation SET state = $3, ended_at = $4, ended_by = $5, note = $6 "
    "WHERE tenant_id = $1 AND id = $2";

Money money(db::Row& row) { return Money::centavos(row.integer(0)); }

Status check_party(db::Tx& tx, PartyId party) {
  if (party::find_name(tx, party)) return {};
  return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "party_id");
}

Account load(db::Tx& tx, PartyId party, Date today) {
  Account account;
  account.party = party;
  tx.each(
      select_row,
      [&](db::Row& row) {
        account.standing.limit = row.optional_money(0);
        if (!row.null(1)) account.score = static_cast<int>(row.integer(1));
        account.note = row.text(2);
        account.set_by = row.text(3);
        account.set_at = row.optional_instant(4);
        if (const auto since = row.optional_date(5)) {
          account.standing.block = Block{*since, row.text(6), row.text(7), row.boolean(8)};
        }
      },
      tx.tenant(), party);
  account.standing.open = tx.one(select_open, money, tx.tenant(), party).value();
  account.standing.reserved = tx.one(select_reserved, money, tx.tenant(), party, today).value();
  return account;
}

Reservation read_reservation(db::Row& row) {
  Reservation one;
  one.id = row.id<ReservationId>(0);
  one.party = row.id<PartyId>(1);
  one.reference = row.text(2);
  one.amount = row.money(3);
  one.state = parse_reservation_state(row.view(4)).value();
  one.expires_on = row.date(5);
  one.created_at = row.instant(6);
  one.created_by = row.text(7);
  one.ended_at = row.optional_instant(8);
  one.ended_by = row.text(9);
  one.note = row.text(10);
  return one;
}

void load_titles(db::Tx& tx, Reservation& one) {
  one.titles = tx.all(
      select_titles, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), one.id);
}

std::optional<Reservation> find(db::Tx& tx, ReservationId id) {
  auto found = tx.one(select_reservation, read_reservation, tx.tenant(), id);
  if (found) load_titles(tx, *found);
  return found;
}

void tell(db::Tx& tx, const Act& act, PartyId party, std::string_view kind,
          const boost::json::object& data) {
  // Each of these is told once by itself: the row that it tells of was locked before.
  const std::string cause = fmt::format("credit:{}", EventId::make(act.now).text());
  party::record_event(tx, act.now, act.actor,
                      {kind, party, std::nullopt, cause, json::serialize(data)});
}

void tell(db::Tx& tx, const Act& act, std::string_view kind, const Reservation& one) {
  tell(tx, act, one.party, kind,
       {{"reference", one.reference}, {"amount", one.amount.centavos()}, {"note", one.note}});
}

// Given up or expired: it would be taken for a part of the limit that it does not hold.
bool holds_nothing(const Reservation& one, Date today) {
  return one.state == ReservationState::released || one.expired_on(today);
}

Result<Reservation> reservation_not_found() {
  return fail(ErrorKind::not_found, "credit.not_found", "Esta reserva de crédito não existe.",
              "id");
}

Status check_titles(db::Tx& tx, const Reservation& one, std::span<const TitleId> titles) {
  if (titles.empty()) {
    return invalid("credit.titles", "Diga os títulos em que o pedido foi faturado.", "titles");
  }
  for (const TitleId& id : titles) {
    const auto record = receivable::find_title(tx, id);
    if (!record || record->title.party != one.party) {
      return invalid("credit.titles", "O título não existe, ou não é deste cliente.", "titles",
                     id.text());
    }
    const auto order = tx.one(
        select_order_of_title, [](db::Row& row) { return row.id<ReservationId>(0); }, tx.tenant(),
        id);
    if (order && *order != one.id) {
      return fail(ErrorKind::conflict, "credit.titles",
                  "O título " + record->title.number + " já está no lugar de outro pedido.",
                  "titles");
    }
  }
  return {};
}

}  // namespace

Result<Account> account_of(db::Tx& tx, PartyId party, Date today) {
  TRY_STATUS(check_party(tx, party));
  return load(tx, party, today);
}

Result<Account> set_terms(db::Tx& tx, const Act& act, PartyId party, const Terms& terms) {
  TRY_STATUS(check_party(tx, party));
  if (terms.limit && (terms.limit->negative() || terms.limit->centavos() > Money::outside_max)) {
    return invalid(
        "credit.limit",
        fmt::format("O limite vai de {} a {}; sem limite, deixe vazio.", format_brl(Money()),
                    format_brl(Money::centavos(Money::outside_max))),
        "limit");
  }
  if (terms.score && (*terms.score < 0 || *terms.score > score_max)) {
    return invalid("credit.score", fmt::format("A pontuação vai de 0 a {}.", score_max), "score");
  }
  if (length_utf8(terms.note) > text_max) {
    return invalid("credit.note", fmt::format("A anotação vai até {} letras.", text_max), "note");
  }
  tx.execute(touch_row, tx.tenant(), party);
  tx.execute(update_terms, tx.tenant(), party, terms.limit,
             terms.score ? std::optional<std::int64_t>(*terms.score) : std::nullopt,
             trim(terms.note), act.actor, act.now);
  boost::json::object data{{"note", boost::json::string(trim(terms.note))}};
  if (terms.limit) data["limit"] = terms.limit->centavos();
  tell(tx, act, party, terms.limit ? "party.credit_limit" : "party.credit_unlimited", data);
  return load(tx, party, act.today);
}

Result<Account> block(db::Tx& tx, const Act& act, PartyId party, std::string_view why,
                      bool by_policy) {
  TRY_STATUS(check_party(tx, party));
  const std::string reason(trim(why));
  if (reason.empty() || length_utf8(reason) > text_max) {
    return invalid("credit.reason",
                   fmt::format("Diga o motivo do bloqueio, em até {} letras.", text_max), "reason");
  }
  tx.execute(touch_row, tx.tenant(), party);
  const auto before = load(tx, party, act.today).standing.block;
  if (before && (by_policy || !before->by_policy)) return load(tx, party, act.today);
  tx.execute(update_block, tx.tenant(), party, act.today, act.actor, reason, by_policy ? 1 : 0);
  tell(tx, act, party, "party.credit_blocked", {{"reason", reason}});
  return load(tx, party, act.today);
}

Result<Account> unblock(db::Tx& tx, const Act& act, PartyId party, std::string_view why) {
  TRY_STATUS(check_party(tx, party));
  tx.execute(touch_row, tx.tenant(), party);
  if (!load(tx, party, act.today).standing.block) {
    return fail(ErrorKind::conflict, "credit.not_blocked",
                "O crédito deste cliente não está bloqueado.");
  }
  tx.execute(update_block, tx.tenant(), party, std::optional<Date>(), "", "", 0);
  tell(tx, act, party, "party.credit_unblocked",
       {{"reason", boost::json::string(prefix_utf8(trim(why), text_max))}});
  return load(tx, party, act.today);
}

void on_money(db::Tx& tx, const Act& act, PartyId party) {
  const auto blocked_by_policy = [&] {
    bool blocked = false;
    tx.each(
        select_row, [&](db::Row& row) { blocked = !row.null(5) && row.boolean(8); }, tx.tenant(),
        party);
    return blocked;
  };
  if (!blocked_by_policy()) return;
  const auto oldest =
      tx.one(
            select_late, [](db::Row& row) { return row.optional_date(0); }, tx.tenant(), party)
          .value();
  // A title due on a day without banks is late only after the next one with them (Lei 7.089/1983).
  if (oldest && next_business_day(*oldest) < act.today) return;
  (void)unblock(tx, act, party, "Não há mais título em atraso.").value();
}

Result<Reservation> reserve(db::Tx& tx, const Act& act, const NewReservation& wanted) {
  TRY_STATUS(check_party(tx, wanted.party));
  const std::string reference(trim(wanted.reference));
  if (reference.empty() || length_utf8(reference) > reference_max) {
    return invalid("credit.reference",
                   fmt::format("Diga o número do pedido, em até {} letras.", reference_max),
                   "reference");
  }
  const Date expires = wanted.expires_on.value_or(act.today + reservation_days);
  if (expires < act.today || expires > act.today + reservation_days_max) {
    return invalid(
        "credit.expires_on",
        fmt::format("A reserva vale de hoje até {}.", format_br(act.today + reservation_days_max)),
        "expires_on");
  }
  tx.execute(touch_row, tx.tenant(), wanted.party);
  auto before = tx.one(select_of_reference, read_reservation, tx.tenant(), wanted.party, reference);
  if (before && !holds_nothing(*before, act.today)) {
    if (before->amount != wanted.amount) {
      return fail(ErrorKind::conflict, "credit.reference_taken",
                  fmt::format("O pedido {} já foi reservado por {}.", reference,
                              format_brl(before->amount)),
                  "reference");
    }
    load_titles(tx, *before);
    return *std::move(before);
  }
  TRY_STATUS(may_reserve(load(tx, wanted.party, act.today).standing, wanted.amount));
  if (before) {
    tx.execute(update_again, tx.tenant(), before->id, wanted.amount, expires);
    before = find(tx, before->id);
    tell(tx, act, "party.credit_reserved", *before);
    return *std::move(before);
  }
  Reservation made;
  made.id = ReservationId::make(act.now);
  made.party = wanted.party;
  made.reference = reference;
  made.amount = wanted.amount;
  made.expires_on = expires;
  made.created_at = act.now;
  made.created_by = act.actor;
  tx.execute(insert_reservation, tx.tenant(), made.id, made.party, made.reference, made.amount,
             made.expires_on, made.created_at, made.created_by);
  tell(tx, act, "party.credit_reserved", made);
  return made;
}

Result<Reservation> invoice(db::Tx& tx, const Act& act, ReservationId id,
                            std::span<const TitleId> titles) {
  auto one = find(tx, id);
  if (!one) return reservation_not_found();
  tx.execute(touch_row, tx.tenant(), one->party);
  if (one->state == ReservationState::released) {
    return fail(ErrorKind::conflict, "credit.released",
                "O pedido " + one->reference + " foi liberado: reserve de novo.", "id");
  }
  TRY_STATUS(check_titles(tx, *one, titles));
  for (const TitleId& title : titles) {
    if (std::find(one->titles.begin(), one->titles.end(), title) != one->titles.end()) continue;
    tx.execute(insert_title, tx.tenant(), title, id);
  }
  if (one->state == ReservationState::reserved) {
    tx.execute(update_ended, tx.tenant(), id, word(ReservationState::invoiced), act.now, act.actor,
               "");
    tell(tx, act, "party.credit_invoiced", *one);
  }
  return find(tx, id).value();
}

Result<Reservation> release(db::Tx& tx, const Act& act, ReservationId id, std::string_view why) {
  auto one = find(tx, id);
  if (!one) return reservation_not_found();
  tx.execute(touch_row, tx.tenant(), one->party);
  if (one->state == ReservationState::invoiced) {
    return fail(ErrorKind::conflict, "credit.invoiced",
                "O pedido " + one->reference + " já foi faturado: cancele os títulos.", "id");
  }
  if (one->state == ReservationState::reserved) {
    one->note = prefix_utf8(trim(why), text_max);
    tx.execute(update_ended, tx.tenant(), id, word(ReservationState::released), act.now, act.actor,
               one->note);
    tell(tx, act, "party.credit_released", *one);
  }
  return find(tx, id).value();
}

std::vector<Reservation> reservations_of(db::Tx& tx, PartyId party, bool all, Date today,
                                         int limit) {
  auto found = all ? tx.all(select_all, read_reservation, tx.tenant(), party, limit)
                   : tx.all(select_running, read_reservation, tx.tenant(), party, today, limit);
  for (Reservation& one : found) load_titles(tx, one);
  return found;
}

}  // namespace quita::credit
