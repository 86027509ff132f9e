#include "messaging/letter_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "messaging/pix_code.h"
#include "messaging/portal_link.h"
#include "messaging/slip_of.h"
#include "party/party_store.h"
#include "receivable/charges.h"
#include "receivable/instruments.h"
#include "receivable/offer_store.h"
#include "receivable/receivable_store.h"

namespace quita::messaging {
namespace {

constexpr auto select_last_payment =
    "SELECT t.number, j.amount, j.on_date FROM journal j "
    "JOIN title t ON t.tenant_id = j.tenant_id AND t.id = j.title_id "
    "WHERE j.tenant_id = $1 AND j.title_id = $2 AND j.kind = 'payment' ORDER BY j.seq DESC LIMIT 1";

constexpr std::size_t cpf_digits = 11;

// While an offer is in force no message asks for more than it does.
void set_offer(const receivable::OpenOffer& open, LetterTitle& told) {
  told.owed = open.left;
  told.description +=
      fmt::format(" ({}: com desconto até {})", open.offer.name, format_br(open.offer.ends_on));
}

// Of the oldest title. What the bank printed or keeps asks for the whole: an offer has our own Pix.
void set_codes(db::Tx& tx, TitleId title, Money owed, bool offered, LetterFacts& facts) {
  if (offered) {
    facts.pix_code = static_pix_code_of(receivable::instruments_of(tx, title), owed);
    return;
  }
  const PaymentCodes codes = payment_codes(tx, title, owed);
  facts.pix_code = codes.pix_code;
  facts.digitable_line = codes.digitable_line;
}

void add_titles(db::Tx& tx, std::span<const TitleId> ids, Date today, LetterFacts& facts) {
  auto records = receivable::find_titles(tx, ids);
  std::erase_if(records, [](const auto& record) { return !receivable::collectable(record.state); });
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) {
    return std::tie(a.title.due_date, a.title.number, a.title.id) <
           std::tie(b.title.due_date, b.title.number, b.title.id);
  });
  const auto charges = receivable::charges_of(tx, records, today);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const receivable::Title& title = records[i].title;
    const bool late = receivable::overdue(title.due_date, today);
    LetterTitle told{title.number,
                     title.description,
                     title.due_date,
                     late,
                     receivable::days_late(title.due_date, today),
                     charges[i].principal,
                     charges[i].total};
    const auto offer = late ? receivable::open_offer(tx, title.id, told.owed, today) : std::nullopt;
    if (offer) set_offer(*offer, told);
    if (i == 0) set_codes(tx, title.id, told.owed, offer.has_value(), facts);
    facts.titles.push_back(std::move(told));
  }
}

// For the letter of thanks, whose title is paid and so not listed.
void add_payment(db::Tx& tx, std::span<const TitleId> ids, LetterFacts& facts) {
  if (ids.empty()) return;
  tx.each(
      select_last_payment,
      [&](db::Row& row) {
        facts.paid_title = row.text(0);
        facts.paid_amount = row.money(1);
        facts.paid_on = row.date(2);
      },
      tx.tenant(), ids.front());
}

}  // namespace

std::string LinkMaker::url_of(TenantId tenant, PartyId party, std::uint32_t generation,
                              Date today) const {
  return portal_url(public_url, key, {tenant, party, generation, today + link_days});
}

std::string one_click_url(std::string_view portal_url) {
  return std::string(portal_url) + "/unsubscribe";
}

std::string opt_out_page(std::string_view portal_url) {
  return std::string(portal_url) + "#nao-receber";
}

LetterFacts gather_facts(db::Tx& tx, const LetterHead& head, std::optional<PartyId> party,
                         std::span<const TitleId> titles, Date today, const LinkMaker& links) {
  LetterFacts facts;
  facts.creditor = head.creditor;
  facts.today = today;
  if (!party) return facts;
  if (const auto found = party::find_name(tx, *party)) {
    const bool person = found->document.size() == cpf_digits;
    facts.customer_name = person || found->trade_name.empty() ? found->name : found->trade_name;
    facts.customer_is_person = person;
  }
  facts.portal_url = links.url_of(tx.tenant(), *party, head.link_generation, today);
  facts.unsubscribe_url = opt_out_page(facts.portal_url);
  add_titles(tx, titles, today, facts);
  add_payment(tx, titles, facts);
  return facts;
}

LetterFacts preview_facts(db::Tx& tx, const LetterHead& head, std::optional<PartyId> party,
                          Date today, const LinkMaker& links) {
  if (!party || !party::find_name(tx, *party)) return sample_facts(head.creditor, today);
  std::vector<TitleId> titles;
  for (const auto& record : receivable::open_titles_of(tx, *party)) {
    titles.push_back(record.title.id);
  }
  return gather_facts(tx, head, party, titles, today, links);
}

}  // namespace quita::messaging
