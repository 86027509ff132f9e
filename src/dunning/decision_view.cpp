#include "dunning/decision_view.h"

#include <algorithm>

namespace quita::dunning {
namespace {

#define QUITA_DECISION_COLUMNS                                                                    \
  "SELECT d.business_date, d.party_id, p.name, d.title_id, t.number, d.step, d.label, d.action, " \
  "d.reason, d.detail, d.amount, d.outbox_id, o.state, o.channel, d.track FROM decision d "       \
  "JOIN party p ON p.tenant_id = d.tenant_id AND p.id = d.party_id "                              \
  "JOIN title t ON t.tenant_id = d.tenant_id AND t.id = d.title_id "                              \
  "LEFT JOIN outbox o ON o.tenant_id = d.tenant_id AND o.id = d.outbox_id "

constexpr auto select_day_items = QUITA_DECISION_COLUMNS
    "WHERE d.tenant_id = $1 AND d.business_date = $2 "
    "ORDER BY p.name, d.party_id, t.due_date, d.title_id, d.track LIMIT $3";

constexpr auto select_title_items = QUITA_DECISION_COLUMNS
    "WHERE d.tenant_id = $1 AND d.title_id = $2 ORDER BY d.business_date DESC, d.track LIMIT $3";

constexpr auto select_party_items = QUITA_DECISION_COLUMNS
    "WHERE d.tenant_id = $1 AND d.party_id = $2 AND d.business_date <= $3 "
    "ORDER BY d.business_date DESC, t.due_date, d.title_id, d.track LIMIT $4";

std::string_view word(Action action) {
  return action == Action::message ? "message" : action == Action::task ? "task" : "none";
}

DecisionItem read_item(db::Row& row) {
  DecisionItem item;
  item.date = row.date(0);
  item.party_id = row.id<PartyId>(1);
  item.party_name = row.text(2);
  item.title_id = row.id<TitleId>(3);
  item.title_number = row.text(4);
  item.step = static_cast<int>(row.optional_integer(5).value_or(0));
  item.step_words = step_words(item.step);
  item.step_label = row.text(6);
  item.action = row.text(7);
  item.reason = row.text(8);
  const auto reason = parse_reason(item.reason);
  item.reason_text = reason ? reason_text(*reason, row.view(9)) : item.reason;
  item.amount = row.money(10);
  item.outbox_id = row.optional_id<MessageId>(11);
  item.outbox_state = row.optional_text(12);
  item.channel = row.optional_text(13);
  item.track = row.text(14);
  return item;
}

}  // namespace

DecisionItem item_of(const Decision& decision, const PersonFacts& person, const std::string& name,
                     Date date) {
  const auto title =
      std::find_if(person.titles.begin(), person.titles.end(),
                   [&](const TitleFacts& each) { return each.id == decision.title; });
  DecisionItem item;
  item.date = date;
  item.party_id = person.id;
  item.party_name = name;
  item.title_id = decision.title;
  item.title_number = title->number;
  item.step = decision.step;
  item.step_words = step_words(decision.step);
  item.step_label = decision.label;
  item.track = decision.track == Track::message ? "message" : "task";
  item.action = word(decision.action);
  item.reason = reason_word(decision.reason);
  item.reason_text = reason_text(decision.reason, decision.detail);
  item.amount = decision.owed;
  return item;
}

std::vector<DecisionItem> decisions_of_day(db::Tx& tx, Date date, int limit) {
  return tx.all(select_day_items, read_item, tx.tenant(), date, limit);
}

std::vector<DecisionItem> decisions_of_title(db::Tx& tx, TitleId title, int limit) {
  return tx.all(select_title_items, read_item, tx.tenant(), title, limit);
}

std::vector<DecisionItem> decisions_of_party(db::Tx& tx, PartyId party, Date until, int limit) {
  return tx.all(select_party_items, read_item, tx.tenant(), party, until, limit);
}

}  // namespace quita::dunning
