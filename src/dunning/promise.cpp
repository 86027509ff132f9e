#include "dunning/promise.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "company/setting.h"
#include "json/parse.h"
#include "party/party_store.h"

namespace quita::dunning {
namespace {

constexpr std::string_view limits_setting = "promises";
constexpr int portal_days_most = 60;
constexpr std::size_t note_max = 500;

// Money of one title, or of all that the customer owes or owed, noted after the promise.
constexpr auto select_receipts_of_title =
    "SELECT on_date, amount FROM journal WHERE tenant_id = $1 AND title_id = $2 AND at >= $3 "
    "AND kind IN ('payment', 'excess', 'reversal')";

constexpr auto select_receipts_of_party =
    "SELECT j.on_date, j.amount FROM title t JOIN journal j ON j.tenant_id = t.tenant_id "
    "AND j.title_id = t.id WHERE t.tenant_id = $1 AND t.party_id = $2 AND j.at >= $3 "
    "AND j.kind IN ('payment', 'excess', 'reversal')";

constexpr auto select_promises_of_party =
    "SELECT id FROM hold WHERE tenant_id = $1 AND party_id = $2 AND kind = 'promise' "
    "ORDER BY id DESC";

constexpr auto select_recent_promises =
    "SELECT id FROM hold WHERE tenant_id = $1 AND kind = 'promise' AND ends_on >= $2 "
    "ORDER BY id DESC LIMIT $3";

std::vector<Promise> promises(db::Tx& tx, const std::vector<HoldId>& ids, Date today) {
  std::vector<Promise> found;
  for (const HoldId& id : ids) found.push_back(promise_of(tx, find_hold(tx, id).value(), today));
  return found;
}

std::vector<receivable::TitleRecord> owed_titles(db::Tx& tx, const NewPromise& wanted) {
  if (!wanted.title) return receivable::open_titles_of(tx, wanted.party);
  const TitleId ids[] = {*wanted.title};
  return receivable::find_titles(tx, ids);
}

Money owed_on(db::Tx& tx, const std::vector<receivable::TitleRecord>& titles, Date on) {
  Money total;
  for (const auto& charges : receivable::charges_of(tx, titles, on, receivable::Explained::no)) {
    total += charges.total;
  }
  return total;
}

Status refuse_a_second(db::Tx& tx, const Act& act, const NewPromise& wanted) {
  for (const Hold& hold : holds_of(tx, wanted.party, false)) {
    if (hold.kind != HoldKind::promise || !hold.running_on(act.today)) continue;
    if (hold.title && wanted.title && hold.title != wanted.title) continue;
    return fail(ErrorKind::conflict, "promise.running",
                "Já há uma promessa de pagamento para " + format_br(*hold.ends_on) + ".", "on");
  }
  return {};
}

Status check_date(const Act& act, Date on, int days_max) {
  if (on >= act.today && on <= act.today + days_max) return {};
  return invalid("promise.date",
                 fmt::format("A promessa vale de hoje até {}.", format_br(act.today + days_max)),
                 "on");
}

Result<Hold> add_promise(db::Tx& tx, const Act& act, const NewPromise& wanted, int days_max) {
  TRY_STATUS(check_date(act, wanted.on, days_max));
  if (length_utf8(wanted.note) > note_max) {
    return invalid("promise.note", fmt::format("A anotação vai até {} letras.", note_max), "note");
  }
  if (!party::find_name(tx, wanted.party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "party_id");
  }
  if (wanted.title) TRY(open_title_of(tx, wanted.party, *wanted.title));
  const Money owed = owed_on(tx, owed_titles(tx, wanted), wanted.on);
  if (!owed.positive()) {
    return fail(ErrorKind::conflict, "promise.nothing_owed", "Não há nada em aberto a prometer.");
  }
  const Money amount = wanted.amount.value_or(owed);
  if (!amount.positive() || amount > owed) {
    return invalid("promise.amount",
                   fmt::format("O valor prometido vai até {}, o que se deve em {}.",
                               format_brl(owed), format_br(wanted.on)),
                   "amount");
  }
  TRY_STATUS(refuse_a_second(tx, act, wanted));
  Hold hold;
  hold.kind = HoldKind::promise;
  hold.party = wanted.party;
  hold.title = wanted.title;
  hold.ends_on = wanted.on;
  hold.reason = trim(wanted.note);
  hold.amount = amount;
  return add_hold(tx, act, std::move(hold), "party.promised");
}

}  // namespace

PromiseLimits load_promise_limits(db::Tx& tx) {
  PromiseLimits limits;
  const auto stored = company::read_setting(tx, limits_setting);
  const auto value = stored ? json::parse(*stored) : Result<boost::json::value>(nullptr);
  if (value && value->is_object()) {
    const auto* days = value->get_object().if_contains("portal_days_max");
    if (days != nullptr && days->is_int64())
      limits.portal_days_max = static_cast<int>(days->get_int64());
  }
  return limits;
}

Status save_promise_limits(db::Tx& tx, const Act& act, const PromiseLimits& limits) {
  if (limits.portal_days_max < 0 || limits.portal_days_max > portal_days_most) {
    return invalid("promises.portal_days_max",
                   fmt::format("O prazo da promessa no portal vai de 0 (não oferecer) a {} dias.",
                               portal_days_most),
                   "portal_days_max");
  }
  company::write_setting(
      tx, act.now, limits_setting,
      json::serialize(boost::json::object{{"portal_days_max", limits.portal_days_max}}));
  return {};
}

Result<Hold> promise(db::Tx& tx, const Act& act, const NewPromise& wanted) {
  return add_promise(tx, act, wanted, promise_days_max);
}

Result<Hold> promise_by_customer(db::Tx& tx, const Act& act, PartyId party, TitleId title,
                                 Date on) {
  const int days_max = load_promise_limits(tx).portal_days_max;
  if (days_max == 0) {
    return fail(ErrorKind::conflict, "promise.not_offered",
                "Para combinar outra data, fale com a empresa.");
  }
  const auto earlier = holds_of_title(tx, title, HoldKind::promise);
  const auto broken = std::count_if(earlier.begin(), earlier.end(), [&](const Hold& hold) {
    return promise_of(tx, hold, act.today).state == PromiseState::broken;
  });
  if (broken >= portal_promises_broken_max) {
    return fail(ErrorKind::conflict, "promise.too_many",
                "As datas combinadas antes já passaram. Para combinar outra, fale com a empresa.");
  }
  return add_promise(tx, act, {party, title, on, std::nullopt, ""}, days_max);
}

Promise promise_of(db::Tx& tx, const Hold& hold, Date today) {
  const auto read = [](db::Row& row) { return Receipt{row.date(0), row.money(1)}; };
  const auto receipts =
      hold.title ? tx.all(select_receipts_of_title, read, tx.tenant(), *hold.title, hold.created_at)
                 : tx.all(select_receipts_of_party, read, tx.tenant(), hold.party, hold.created_at);
  Promise found{hold, {}, {}};
  for (const Receipt& receipt : receipts) {
    if (receipt.on >= hold.starts_on && receipt.on <= *hold.ends_on)
      found.received += receipt.amount;
  }
  found.state = promise_state(
      {hold.starts_on, *hold.ends_on, hold.amount.value_or(Money()), hold.released_at.has_value()},
      receipts, today);
  return found;
}

std::vector<Promise> promises_of(db::Tx& tx, PartyId party, Date today) {
  return promises(tx,
                  tx.all(
                      select_promises_of_party, [](db::Row& row) { return row.id<HoldId>(0); },
                      tx.tenant(), party),
                  today);
}

std::vector<Promise> recent_promises(db::Tx& tx, Date today, int days, int limit) {
  return promises(tx,
                  tx.all(
                      select_recent_promises, [](db::Row& row) { return row.id<HoldId>(0); },
                      tx.tenant(), today - days, limit),
                  today);
}

}  // namespace quita::dunning
