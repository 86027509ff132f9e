#include "messaging/letter_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "db/many.h"
#include "messaging/pix_code.h"
#include "messaging/portal_link.h"
#include "messaging/slip_of.h"
#include "party/at_once.h"
#include "receivable/at_once.h"
#include "receivable/charges.h"
#include "receivable/instruments.h"
#include "receivable/receivable_store.h"

namespace quita::messaging {
namespace {

// The last one last.
const db::ManyStatement& select_payments() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT j.title_id, t.number, j.amount, j.on_date FROM journal j "
      "JOIN title t ON t.tenant_id = j.tenant_id AND t.id = j.title_id "
      "WHERE j.tenant_id = $1 AND j.title_id IN ({many}) AND j.kind = 'payment' "
      "ORDER BY j.title_id, j.seq",
      1);
  return sql;
}

constexpr std::size_t cpf_digits = 11;

// While an offer is in force no message asks for more than it does.
void set_offer(const receivable::OpenOffer& open, LetterTitle& told) {
  told.owed = open.left;
  told.description +=
      fmt::format(" ({}: com desconto até {})", open.offer.name, format_br(open.offer.ends_on));
}

// What the letters of one snapshot tell, kind by kind for all of them.
class Gathering {
 public:
  Gathering(db::Tx& tx, const LetterHead& head, std::span<const LetterAbout> letters, Date today,
            const LinkMaker& links)
      : tx_(tx), head_(head), letters_(letters), today_(today), links_(links) {}

  std::vector<LetterFacts> facts() {
    names();
    titles();
    offers();
    instruments();
    payments();
    std::vector<LetterFacts> all;
    for (const LetterAbout& letter : letters_) all.push_back(facts_of(letter));
    return all;
  }

 private:
  struct Owed {
    receivable::TitleRecord record;
    receivable::Charges charges;
  };

  void names() {
    std::vector<PartyId> parties;
    for (const LetterAbout& letter : letters_) {
      if (letter.party) parties.push_back(*letter.party);
    }
    names_ = party::names_of(tx_, parties);
  }

  void titles() {
    std::vector<TitleId> ids;
    for (const LetterAbout& letter : letters_) {
      if (letter.party) ids.insert(ids.end(), letter.titles.begin(), letter.titles.end());
    }
    auto records = receivable::find_titles(tx_, ids);
    std::erase_if(records,
                  [](const auto& record) { return !receivable::collectable(record.state); });
    auto charges = receivable::charges_of(tx_, records, today_);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const TitleId id = records[i].title.id;
      owed_.insert_or_assign(id, Owed{std::move(records[i]), std::move(charges[i])});
    }
  }

  bool late(const receivable::Title& title) const {
    return receivable::overdue(title.due_date, today_);
  }

  void offers() {
    std::vector<receivable::Owed> asked;
    for (const auto& [id, owed] : owed_) {
      if (late(owed.record.title)) asked.push_back({id, owed.charges.total});
    }
    offers_ = receivable::open_offers(tx_, asked, today_);
  }

  // The letter's titles that are owed, oldest first.
  std::vector<const Owed*> owed_by(const LetterAbout& letter) const {
    std::vector<const Owed*> titles;
    for (const TitleId& id : letter.titles) {
      const auto owed = owed_.find(id);
      if (owed != owed_.end()) titles.push_back(&owed->second);
    }
    std::sort(titles.begin(), titles.end(), [](const Owed* left, const Owed* right) {
      const receivable::Title& a = left->record.title;
      const receivable::Title& b = right->record.title;
      return std::tie(a.due_date, a.number, a.id) < std::tie(b.due_date, b.number, b.id);
    });
    return titles;
  }

  // Of the oldest titles, whose codes the letters show.
  void instruments() {
    std::vector<TitleId> ids;
    for (const LetterAbout& letter : letters_) {
      const auto titles = owed_by(letter);
      if (!titles.empty()) ids.push_back(titles.front()->record.title.id);
    }
    instruments_ = receivable::instruments_of(tx_, ids);
  }

  void payments() {
    std::vector<TitleId> ids;
    for (const LetterAbout& letter : letters_) {
      if (letter.party && !letter.titles.empty()) ids.push_back(letter.titles.front());
    }
    db::each_of_many(tx_, select_payments(), std::span<const TitleId>(ids), [&](db::Row& row) {
      payments_.insert_or_assign(row.id<TitleId>(0),
                                 Payment{row.text(1), row.money(2), row.date(3)});
    });
  }

  LetterFacts facts_of(const LetterAbout& letter) const {
    LetterFacts facts;
    facts.creditor = head_.creditor;
    facts.today = today_;
    if (!letter.party) return facts;
    set_name(*letter.party, facts);
    facts.portal_url = links_.url_of(tx_.tenant(), *letter.party, head_.link_generation, today_);
    facts.unsubscribe_url = opt_out_page(facts.portal_url);
    for (const Owed* owed : owed_by(letter)) add_title(*owed, facts);
    add_payment(letter, facts);
    return facts;
  }

  void set_name(PartyId party, LetterFacts& facts) const {
    const auto found = names_.find(party);
    if (found == names_.end()) return;
    const party::PartyName& name = found->second;
    const bool person = name.document.size() == cpf_digits;
    facts.customer_name = person || name.trade_name.empty() ? name.name : name.trade_name;
    facts.customer_is_person = person;
  }

  void add_title(const Owed& owed, LetterFacts& facts) const {
    const receivable::Title& title = owed.record.title;
    LetterTitle told{title.number,
                     title.description,
                     title.due_date,
                     late(title),
                     receivable::days_late(title.due_date, today_),
                     owed.charges.principal,
                     owed.charges.total};
    const auto offer = offers_.find(title.id);
    if (offer != offers_.end()) set_offer(offer->second, told);
    if (facts.titles.empty()) set_codes(title.id, told.owed, offer != offers_.end(), facts);
    facts.titles.push_back(std::move(told));
  }

  // What the bank printed or keeps asks for the whole: an offer has our own Pix.
  void set_codes(TitleId title, Money owed, bool offered, LetterFacts& facts) const {
    const auto instruments = instruments_.find(title);
    if (instruments == instruments_.end()) return;
    if (offered) {
      facts.pix_code = static_pix_code_of(instruments->second, owed);
      return;
    }
    const PaymentCodes codes = payment_codes(instruments->second, owed);
    facts.pix_code = codes.pix_code;
    facts.digitable_line = codes.digitable_line;
  }

  // For the letter of thanks, whose title is paid and so not listed.
  void add_payment(const LetterAbout& letter, LetterFacts& facts) const {
    if (letter.titles.empty()) return;
    const auto paid = payments_.find(letter.titles.front());
    if (paid == payments_.end()) return;
    facts.paid_title = paid->second.title;
    facts.paid_amount = paid->second.amount;
    facts.paid_on = paid->second.on;
  }

  struct Payment {
    std::string title;
    Money amount;
    Date on;
  };

  db::Tx& tx_;
  const LetterHead& head_;
  const std::span<const LetterAbout> letters_;
  const Date today_;
  const LinkMaker& links_;
  std::map<PartyId, party::PartyName> names_;
  std::map<TitleId, Owed> owed_;
  std::map<TitleId, receivable::OpenOffer> offers_;
  std::map<TitleId, std::vector<receivable::Instrument>> instruments_;
  std::map<TitleId, Payment> payments_;
};

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

std::vector<LetterFacts> gather_all_facts(db::Tx& tx, const LetterHead& head,
                                          std::span<const LetterAbout> letters, Date today,
                                          const LinkMaker& links) {
  return Gathering(tx, head, letters, today, links).facts();
}

LetterFacts gather_facts(db::Tx& tx, const LetterHead& head, std::optional<PartyId> party,
                         std::span<const TitleId> titles, Date today, const LinkMaker& links) {
  const LetterAbout letter{party, titles};
  return std::move(gather_all_facts(tx, head, std::span(&letter, 1), today, links).front());
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
