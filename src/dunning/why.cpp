// "Why did (or didn't) this customer get a message?", from what was decided and sent.
#include <fmt/format.h>

#include <algorithm>

#include "dunning/day_view.h"
#include "party/party_store.h"

namespace quita::dunning {
namespace {

constexpr int items_of_a_day_max = 200;

constexpr auto select_messages =
    "SELECT state, recipient, answer FROM outbox WHERE tenant_id = $1 AND party_id = $2 "
    "AND business_date = $3 AND (substr(cause, 1, 8) = 'dunning:' OR substr(cause, 1, 7) = "
    "'manual:') ORDER BY id";

struct Told {
  int sent = 0, waiting = 0;
  std::string text;
};

std::string sentence(std::string_view state, std::string_view recipient, std::string_view answer) {
  if (state == "sent") return fmt::format("Recebeu uma mensagem em {}.", recipient);
  if (state == "failed") return fmt::format("A mensagem a {} não saiu: {}", recipient, answer);
  if (state == "cancelled")
    return fmt::format("A mensagem a {} foi retirada: {}", recipient, answer);
  if (state == "unsure")
    return fmt::format("Não se sabe se a mensagem a {} saiu; conta como dita.", recipient);
  return fmt::format("Uma mensagem a {} espera a hora de sair.", recipient);
}

void join(std::string& text, const std::string& more) {
  if (more.empty()) return;
  if (!text.empty()) text += " ";
  text += more;
}

Told messages_on(db::Tx& tx, PartyId party, Date date) {
  Told told;
  tx.each(
      select_messages,
      [&](db::Row& row) {
        const std::string_view state = row.view(0);
        if (state == "sent") ++told.sent;
        if (state == "queued" || state == "sending") ++told.waiting;
        join(told.text, sentence(state, row.view(1), row.view(2)));
      },
      tx.tenant(), party, date);
  return told;
}

// The reasons of the titles about which no message went or no task was opened, each once, with the
// titles' numbers.
std::string reasons_of(const std::vector<DecisionItem>& items) {
  std::vector<std::pair<std::string, std::string>> reasons;  // text, numbers
  for (const DecisionItem& item : items) {
    if (item.action != "none") continue;
    const std::string reason = item.track == "task" ? "a tarefa “" + item.step_label +
                                                          "” não foi aberta. " + item.reason_text
                                                    : item.reason_text;
    auto known = std::find_if(reasons.begin(), reasons.end(),
                              [&](const auto& each) { return each.first == reason; });
    if (known == reasons.end()) {
      reasons.emplace_back(reason, item.title_number);
    } else {
      known->second += ", " + item.title_number;
    }
  }
  std::string text;
  for (const auto& [reason, numbers] : reasons)
    join(text, fmt::format("Título {}: {}", numbers, reason));
  return text;
}

// Nothing was decided: what was before, and what comes.
Result<std::string> nothing_decided(db::Tx& tx, const Act& act, PartyId party, Date date) {
  std::string text = "Nenhum título tinha um passo da régua neste dia.";
  const auto before = decisions_of_party(tx, party, date, 1);
  if (!before.empty()) {
    join(text, fmt::format("A última decisão foi em {}: {}", format_br(before.front().date),
                           before.front().reason_text));
  }
  if (date == act.today) {
    const auto next = TRY(next_step_of(tx, act, party));
    join(text, next.reason_text);
  }
  return text;
}

}  // namespace

Result<Why> why_on(db::Tx& tx, const Act& act, PartyId party, Date date) {
  if (!party::find_name(tx, party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  if (date > act.today) {
    return invalid("dunning.future", "Este dia ainda não veio.", "date",
                   "O que a régua fará está na previsão.");
  }
  Why why;
  why.date = date;
  why.items = decisions_of_party(tx, party, date, items_of_a_day_max);
  std::erase_if(why.items, [&](const DecisionItem& item) { return item.date != date; });
  const Told told = messages_on(tx, party, date);
  why.messages = told.sent + told.waiting;
  why.text = told.text;
  if (told.text.empty()) why.text = "Não recebeu mensagem.";
  if (why.items.empty() && told.text.empty()) {
    const auto nothing = TRY(nothing_decided(tx, act, party, date));
    join(why.text, nothing);
  } else {
    join(why.text, reasons_of(why.items));
  }
  return why;
}

}  // namespace quita::dunning
