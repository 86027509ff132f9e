#include "desk/script_facts.h"

#include <algorithm>
#include <tuple>

#include "dunning/person_facts.h"
#include "dunning/promise.h"
#include "messaging/creditor.h"
#include "party/party_service.h"
#include "receivable/charges.h"
#include "receivable/receivable_store.h"

namespace quita::desk {
namespace {

// The titles to speak of: those that nothing holds; the late ones where there are any.
std::vector<TitleId> titles_to_tell(const dunning::PersonFacts& facts, Date today) {
  std::vector<TitleId> late, all;
  for (const dunning::TitleFacts& title : facts.titles) {
    if (!receivable::collectable(title.state) || dunning::is_held(facts.holds, title.id, today))
      continue;
    all.push_back(title.id);
    if (receivable::overdue(title.due_date, today)) late.push_back(title.id);
  }
  return late.empty() ? all : late;
}

std::vector<messaging::LetterTitle> priced(db::Tx& tx, const std::vector<TitleId>& ids,
                                           Date today) {
  auto records = receivable::find_titles(tx, ids);
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) {
    return std::tie(a.title.due_date, a.title.number) < std::tie(b.title.due_date, b.title.number);
  });
  const auto charges = receivable::charges_of(tx, records, today);
  std::vector<messaging::LetterTitle> titles;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const receivable::Title& title = records[i].title;
    titles.push_back({title.number, title.description, title.due_date,
                      receivable::overdue(title.due_date, today),
                      receivable::days_late(title.due_date, today), charges[i].principal,
                      charges[i].total});
  }
  return titles;
}

}  // namespace

Result<ScriptFacts> script_facts(db::Tx& tx, const Act& act, PartyId id) {
  const party::Party party = TRY(party::load_party(tx, id));
  const messaging::LetterHead head = messaging::load_letter_head(tx);
  ScriptFacts facts;
  facts.creditor = head.creditor;
  facts.caller = act.actor;
  facts.customer_name = party.name;
  facts.person = party.kind == party::Kind::person;
  facts.document = messaging::document_formatted(party.document);
  facts.promise_days_max = dunning::promise_days_max;
  const auto person = dunning::load_person(tx, id, act.today, head.time_zone);
  const LocalTime local = local_time(act.now, person ? person->time_zone : head.time_zone);
  facts.today = local.date;
  facts.minute = local.minute;
  if (!person) return facts;  // a supplier alone owes nothing
  facts.profile = person->facts.profile;
  facts.titles = priced(tx, titles_to_tell(person->facts, act.today), act.today);
  return facts;
}

}  // namespace quita::desk
