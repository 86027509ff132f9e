#include "banking/bank_order.h"

#include <algorithm>
#include <array>

#include "banking/account.h"
#include "cnab/layout.h"
#include "receivable/receivable_store.h"

namespace quita::banking {
namespace {

using receivable::InstrumentKind;
using receivable::InstrumentState;

struct KindWords {
  BankOrderKind kind;
  std::string_view word, label;
  cnab::Order order;
};
constexpr std::array kinds = {
    KindWords{BankOrderKind::protest, "protest", "Protestar", cnab::Order::protest},
    KindWords{BankOrderKind::list_negative, "list_negative", "Negativar",
              cnab::Order::list_negative},
    KindWords{BankOrderKind::stop_protest, "stop_protest", "Sustar o protesto",
              cnab::Order::stop_protest},
    KindWords{BankOrderKind::stop_negative, "stop_negative", "Retirar a negativação",
              cnab::Order::stop_negative},
};

#define QUITA_ORDER_SELECT                                                                   \
  "SELECT o.id, o.kind, o.state, o.instrument_id, o.title_id, t.number, o.asked_at, "        \
  "o.asked_by, o.remittance_id FROM bank_order o JOIN title t ON t.tenant_id = o.tenant_id " \
  "AND t.id = o.title_id WHERE o.tenant_id = $1 AND "

constexpr auto select_of_title = QUITA_ORDER_SELECT "o.title_id = $2 ORDER BY o.id DESC";
constexpr auto select_due = QUITA_ORDER_SELECT "o.state = 'due' ORDER BY o.id DESC LIMIT $2";
constexpr auto select_order = QUITA_ORDER_SELECT "o.id = $2";
constexpr auto select_running =
    QUITA_ORDER_SELECT "o.instrument_id = $2 AND o.kind = $3 AND o.state <> 'withdrawn'";

constexpr auto insert_order =
    "INSERT INTO bank_order (tenant_id, id, instrument_id, title_id, account_id, kind, state, "
    "asked_at, asked_by) VALUES ($1, $2, $3, $4, $5, $6, 'due', $7, $8)";

constexpr auto update_withdrawn =
    "UPDATE bank_order SET state = 'withdrawn', ended_at = $3 WHERE tenant_id = $1 AND id = $2 "
    "AND state = 'due'";

BankOrder read_order(db::Row& row) {
  BankOrder order;
  order.id = row.id<BankOrderId>(0);
  order.kind = parse_bank_order_kind(row.view(1)).value();
  order.state = row.text(2);
  order.instrument = row.id<InstrumentId>(3);
  order.title = row.id<TitleId>(4);
  order.title_number = row.text(5);
  order.asked_at = row.instant(6);
  order.asked_by = row.text(7);
  order.remittance = row.optional_id<RemittanceId>(8);
  return order;
}

// The title's slip that the bank has registered and that is still asked for.
std::optional<receivable::Instrument> registered_slip(db::Tx& tx, TitleId title) {
  for (auto& one : receivable::instruments_of(tx, title)) {
    if (one.kind == InstrumentKind::boleto && one.state == InstrumentState::registered &&
        one.write_off == receivable::WriteOff::none) {
      return std::move(one);
    }
  }
  return std::nullopt;
}

// The slip about which the bank can be asked that.
Result<receivable::Instrument> orderable_slip(db::Tx& tx, TitleId title, BankOrderKind kind) {
  const auto record = receivable::find_title(tx, title);
  if (!record || !receivable::collectable(record->state)) {
    return fail(ErrorKind::conflict, "bank_order.title", "O título não está em aberto.",
                "title_id");
  }
  auto slip = registered_slip(tx, title);
  if (!slip) {
    return fail(ErrorKind::conflict, "bank_order.not_registered",
                "O banco não tem boleto registrado do título " + record->title.number + ".",
                "title_id");
  }
  const auto account = TRY(find_account(tx, slip->account));
  const auto* layout = cnab::find_layout(account.bank, account.layout);
  if (layout == nullptr || layout->code_of(order_of(kind)).empty()) {
    return fail(ErrorKind::conflict, "bank_order.not_in_layout",
                "A remessa da conta " + account.name + " não leva a ordem “" +
                    std::string(label(kind)) + "”: peça ao banco por outro meio.",
                "kind");
  }
  return *std::move(slip);
}

}  // namespace

std::string_view word(BankOrderKind kind) { return kinds[static_cast<std::size_t>(kind)].word; }
std::string_view label(BankOrderKind kind) { return kinds[static_cast<std::size_t>(kind)].label; }
cnab::Order order_of(BankOrderKind kind) { return kinds[static_cast<std::size_t>(kind)].order; }
std::optional<BankOrderKind> parse_bank_order_kind(std::string_view text) {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const KindWords& each) { return each.word == text; });
  return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}

std::optional<BankOrderKind> bank_order_kind_of(cnab::Order order) {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const KindWords& each) { return each.order == order; });
  return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}

Status may_order(db::Tx& tx, TitleId title, BankOrderKind kind) {
  TRY(orderable_slip(tx, title, kind));
  return {};
}

Result<BankOrder> ask_bank(db::Tx& tx, const Act& act, TitleId title, BankOrderKind kind) {
  const auto slip = TRY(orderable_slip(tx, title, kind));
  if (auto running = tx.one(select_running, read_order, tx.tenant(), slip.id, word(kind))) {
    return *std::move(running);
  }
  const auto id = BankOrderId::make(act.now);
  tx.execute(insert_order, tx.tenant(), id, slip.id, title, slip.account, word(kind), act.now,
             act.actor);
  return tx.one(select_order, read_order, tx.tenant(), id).value();
}

Result<BankOrder> withdraw_order(db::Tx& tx, const Act& act, BankOrderId id) {
  const auto found = tx.one(select_order, read_order, tx.tenant(), id);
  if (!found) {
    return fail(ErrorKind::not_found, "bank_order.not_found", "Esta ordem ao banco não existe.",
                "id");
  }
  if (found->state == "sent") {
    return fail(ErrorKind::conflict, "bank_order.sent",
                "A ordem já foi ao banco: peça que ele a suste.", "id");
  }
  tx.execute(update_withdrawn, tx.tenant(), id, act.now);
  return tx.one(select_order, read_order, tx.tenant(), id).value();
}

std::vector<BankOrder> orders_of(db::Tx& tx, TitleId title) {
  return tx.all(select_of_title, read_order, tx.tenant(), title);
}

std::vector<BankOrder> orders_due(db::Tx& tx, int limit) {
  return tx.all(select_due, read_order, tx.tenant(), limit);
}

}  // namespace quita::banking
