#include "banking/remittance.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "banking/bank_order.h"
#include "cnab/layout.h"
#include "cnab/remittance.h"
#include "company/audit.h"
#include "json/parse.h"
#include "party/party_service.h"
#include "receivable/receivable_store.h"

namespace quita::banking {

namespace {

using receivable::Instrument;
using receivable::InstrumentState;

constexpr std::string_view select_waiting =
    "SELECT i.id, i.title_id FROM instrument i "
    "JOIN title t ON t.tenant_id = i.tenant_id AND t.id = i.title_id "
    "WHERE i.tenant_id = $1 AND i.account_id = $2 AND i.state = 'created' AND i.kind = 'boleto' "
    "AND t.state IN ('open', 'partly_paid') ORDER BY i.our_number";
// Slips that the bank knows and whose titles were paid, cancelled or given another slip outside it.
constexpr std::string_view select_to_write_off =
    "SELECT id, title_id FROM instrument WHERE tenant_id = $1 AND account_id = $2 "
    "AND write_off = 'due' ORDER BY our_number";
// Orders about slips that the bank knows, of titles that are still owed.
constexpr std::string_view select_ordered =
    "SELECT o.instrument_id, o.title_id FROM bank_order o JOIN title t "
    "ON t.tenant_id = o.tenant_id AND t.id = o.title_id WHERE o.tenant_id = $1 "
    "AND o.account_id = $2 AND o.state = 'due' AND o.kind = $3 "
    "AND t.state IN ('open', 'partly_paid') ORDER BY o.id";
// Listings that the bank was asked for, of titles that are owed no more: their end.
constexpr std::string_view select_to_unlist =
    "SELECT o.instrument_id, o.title_id FROM bank_order o JOIN title t "
    "ON t.tenant_id = o.tenant_id AND t.id = o.title_id WHERE o.tenant_id = $1 "
    "AND o.account_id = $2 AND o.state = 'sent' AND o.kind = 'list_negative' "
    "AND t.state NOT IN ('open', 'partly_paid') AND NOT EXISTS (SELECT 1 FROM bank_order e "
    "WHERE e.tenant_id = o.tenant_id AND e.instrument_id = o.instrument_id "
    "AND e.kind = 'stop_negative' AND e.state = 'sent') ORDER BY o.id";
constexpr std::string_view select_protested =
    "SELECT instrument_id FROM bank_order WHERE tenant_id = $1 AND account_id = $2 "
    "AND kind = 'protest' AND state = 'sent'";
constexpr std::string_view order_left =
    "UPDATE bank_order SET state = 'sent', remittance_id = $4 WHERE tenant_id = $1 "
    "AND instrument_id = $2 AND kind = $3 AND state = 'due'";
constexpr std::string_view insert_left =
    "INSERT INTO bank_order (tenant_id, id, instrument_id, title_id, account_id, kind, state, "
    "asked_at, asked_by, remittance_id) VALUES ($1, $2, $3, $4, $5, $6, 'sent', $7, $8, $9)";
constexpr std::string_view take_number =
    "UPDATE bank_account SET next_remittance = next_remittance + 1 "
    "WHERE tenant_id = $1 AND id = $2 RETURNING next_remittance - 1";
constexpr std::string_view select_company =
    "SELECT legal_name, document, time_zone FROM tenant WHERE id = $1";
constexpr std::string_view insert_remittance =
    "INSERT INTO remittance (tenant_id, id, account_id, number, created_at, created_by, name, "
    "content, titles, total) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view select_remittances =
    "SELECT id, account_id, number, name, created_at, created_by, titles, total FROM remittance "
    "WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2";
constexpr std::string_view select_remittance =
    "SELECT id, account_id, number, name, created_at, created_by, titles, total FROM remittance "
    "WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view select_content =
    "SELECT content FROM remittance WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view select_items =
    "SELECT t.id, t.number, p.name, i.our_number_printed, i.due_date, i.amount, i.state, "
    "i.state_reason, r.command FROM remittance_item r "
    "JOIN instrument i ON i.tenant_id = r.tenant_id AND i.id = r.instrument_id "
    "JOIN title t ON t.tenant_id = i.tenant_id AND t.id = i.title_id "
    "JOIN party p ON p.tenant_id = t.tenant_id AND p.id = t.party_id "
    "WHERE r.tenant_id = $1 AND r.remittance_id = $2 ORDER BY i.our_number";

Remittance remittance_of(db::Row& row) {
  return {row.id<RemittanceId>(0),
          row.id<AccountId>(1),
          static_cast<int>(row.integer(2)),
          row.text(3),
          row.instant(4),
          row.text(5),
          static_cast<int>(row.integer(6)),
          row.money(7)};
}

struct Company {
  std::string name, document, time_zone;
};

// One boleto on its way into the file, with what the bank is asked to do.
struct Waiting {
  Instrument instrument;
  receivable::Title title;
  std::string payer;
  cnab::RemittanceItem item;
};

cnab::Payer payer_of(const party::Party& party) {
  cnab::Payer payer;
  payer.name = party.name;
  payer.document = party.document;
  const auto billing = std::find_if(party.addresses.begin(), party.addresses.end(),
                                    [](const auto& a) { return a.purpose == "billing"; });
  if (!party.addresses.empty()) {
    const auto& address = billing == party.addresses.end() ? party.addresses.front() : *billing;
    payer.street = address.street;
    if (!address.number.empty()) payer.street += ", " + address.number;
    if (!address.complement.empty()) payer.street += " " + address.complement;
    payer.district = address.district;
    payer.city = address.city;
    payer.state = address.state;
    payer.postal_code = address.postal_code;
  }
  return payer;
}

cnab::InterestTerm interest_of(const receivable::Title& title) {
  cnab::InterestTerm term;
  if (title.terms.interest_mode == receivable::InterestMode::daily) {
    term.kind = cnab::InterestTerm::Kind::per_day;
    term.per_day = title.terms.interest_daily;
  } else if (title.terms.interest_mode == receivable::InterestMode::monthly) {
    term.kind = cnab::InterestTerm::Kind::percent_month;
    term.monthly = title.terms.interest;
  }
  return term;
}

// The index of the item that a problem of the writer names: "itens.3.pagador.documento".
std::optional<std::size_t> item_index(const Error& error) {
  constexpr std::string_view head = "itens.";
  if (!error.field.starts_with(head)) return std::nullopt;
  std::size_t index = 0;
  const auto* begin = error.field.data() + head.size();
  const auto [end, failed] = std::from_chars(begin, error.field.data() + error.field.size(), index);
  return failed == std::errc() && end != begin ? std::optional(index) : std::nullopt;
}

// The boletos that `sql` finds, each with this order to the bank.
template <class... A>
void add_waiting(db::Tx& tx, const cnab::Covenant& covenant, std::vector<Waiting>& found,
                 cnab::Order order, std::string_view sql, const A&... arguments) {
  std::vector<InstrumentId> instruments;
  std::vector<TitleId> titles;
  tx.each(
      sql,
      [&](db::Row& row) {
        const auto id = row.id<InstrumentId>(0);
        // A file says one thing of a slip; the rest is said by the next.
        if (std::any_of(found.begin(), found.end(),
                        [&](const Waiting& one) { return one.instrument.id == id; })) {
          return;
        }
        instruments.push_back(id);
        titles.push_back(row.id<TitleId>(1));
      },
      tx.tenant(), arguments...);
  const auto records = receivable::find_titles(tx, titles);
  std::map<PartyId, party::Party> payers;
  for (std::size_t i = 0; i < instruments.size(); ++i) {
    const auto& title = records[i].title;
    auto payer = payers.find(title.party);
    if (payer == payers.end()) {
      payer = payers.emplace(title.party, party::load_party(tx, title.party).value()).first;
    }
    auto instrument = *receivable::find_instrument(tx, instruments[i]);
    auto item = item_of(title, instrument, payer->second);
    item.order = order;
    found.push_back({std::move(instrument), title, payer->second.name,
                     cnab::fit_to_layout(covenant, std::move(item))});
  }
}

// Of the slips to be written off, from `first` on: one that is at the notary's is taken back from
// there by the same order.
void stop_protests(db::Tx& tx, AccountId account, std::vector<Waiting>& found, std::size_t first) {
  const auto protested = tx.all(
      select_protested, [](db::Row& row) { return row.id<InstrumentId>(0); }, tx.tenant(), account);
  for (std::size_t i = first; i < found.size(); ++i) {
    if (std::find(protested.begin(), protested.end(), found[i].instrument.id) != protested.end())
      found[i].item.order = cnab::Order::stop_protest_write_off;
  }
}

std::vector<Waiting> waiting_boletos(db::Tx& tx, const cnab::Covenant& covenant,
                                     const Account& of) {
  const auto account = of.id;
  std::vector<Waiting> found;
  add_waiting(tx, covenant, found, cnab::Order::register_title, select_waiting, account);
  if (const auto key = pix::parse_key(of.pix_key); of.hybrid && key)
    for (auto& one : found) one.item.pix = cnab::PixTerm{*key, ""};
  const auto* layout = cnab::find_layout(covenant.bank, covenant.format);
  // A bank whose file knows no such order (Inter) is asked by a person: the slip stays listed.
  const auto knows = [&](cnab::Order order) {
    return layout != nullptr && !layout->code_of(order).empty();
  };
  // Before the write-off, after which the bank knows the slip no more.
  if (knows(cnab::Order::stop_negative))
    add_waiting(tx, covenant, found, cnab::Order::stop_negative, select_to_unlist, account);
  if (knows(cnab::Order::write_off)) {
    const auto first = found.size();
    add_waiting(tx, covenant, found, cnab::Order::write_off, select_to_write_off, account);
    if (knows(cnab::Order::stop_protest_write_off)) stop_protests(tx, account, found, first);
  }
  for (const auto kind : {BankOrderKind::protest, BankOrderKind::list_negative,
                          BankOrderKind::stop_protest, BankOrderKind::stop_negative}) {
    if (knows(order_of(kind)))
      add_waiting(tx, covenant, found, order_of(kind), select_ordered, account, word(kind));
  }
  return found;
}

std::vector<cnab::RemittanceItem> items_of(const std::vector<Waiting>& waiting) {
  std::vector<cnab::RemittanceItem> items;
  for (const auto& one : waiting) items.push_back(one.item);
  return items;
}

// Sorts the writer's problems to their titles. A problem of no item is the account's: an Error.
Result<std::vector<RemittanceProblem>> problems_of(const std::vector<Error>& errors,
                                                   const std::vector<Waiting>& waiting) {
  std::vector<RemittanceProblem> problems;
  for (const auto& error : errors) {
    const auto index = item_index(error);
    if (!index || *index >= waiting.size()) return tl::make_unexpected(error);
    const auto& one = waiting[*index];
    problems.push_back({one.title.id, one.title.number, one.payer, error});
  }
  return problems;
}

void drop_problems(std::vector<Waiting>& waiting, const std::vector<RemittanceProblem>& problems) {
  std::erase_if(waiting, [&](const Waiting& one) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const auto& problem) { return problem.title == one.title.id; });
  });
}

// What was asked of the bank is not asked again.
void note_left(db::Tx& tx, const Act& act, const Remittance& made, const Waiting& one) {
  switch (one.item.order) {
    case cnab::Order::register_title:
      receivable::set_instrument_state(tx, one.instrument.id, InstrumentState::sent, "");
      return;
    case cnab::Order::write_off:
    case cnab::Order::stop_protest_write_off:
      receivable::set_write_off_sent(tx, one.instrument.id);
      return;
    default:
      break;
  }
  const auto kind = *bank_order_kind_of(one.item.order);
  if (tx.execute(order_left, tx.tenant(), one.instrument.id, word(kind), made.id) > 0) return;
  tx.execute(insert_left, tx.tenant(), BankOrderId::make(act.now), one.instrument.id,
             one.instrument.title, one.instrument.account, word(kind), act.now, act.actor, made.id);
}

Remittance store(db::Tx& tx, const Act& act, const Account& account, int number,
                 const std::string& content, const std::vector<Waiting>& waiting) {
  Remittance made;
  made.id = RemittanceId::make(act.now);
  made.account = account.id;
  made.number = number;
  made.name =
      fmt::format("CB{:02}{:02}{:02}.REM", act.today.day(), act.today.month(), number % 100);
  made.created_at = act.now;
  made.created_by = act.actor;
  made.titles = static_cast<int>(waiting.size());
  for (const auto& one : waiting) {
    if (one.item.order == cnab::Order::register_title) made.total += one.instrument.amount;
  }
  tx.execute(insert_remittance, tx.tenant(), made.id, made.account, made.number, made.created_at,
             made.created_by, made.name, db::Blob{content}, made.titles, made.total);
  std::vector<db::Values> rows;
  for (const auto& one : waiting) {
    rows.push_back(
        {tx.tenant(), made.id, one.instrument.id, std::string(cnab::order_name(one.item.order))});
    note_left(tx, act, made, one);
  }
  tx.bulk_insert("remittance_item", {"tenant_id", "remittance_id", "instrument_id", "command"},
                 rows);
  return made;
}

}  // namespace

cnab::RemittanceItem item_of(const receivable::Title& title, const Instrument& instrument,
                             const party::Party& party) {
  cnab::RemittanceItem item;
  item.our_number = instrument.our_number;
  item.your_number = title.number;
  item.issued = title.issue_date;
  item.due = instrument.due_date;
  item.amount = instrument.amount;
  item.rebate = title.terms.rebate;
  item.interest = interest_of(title);
  if (!title.terms.fine.zero()) {
    item.fine.kind = cnab::FineTerm::Kind::percent;
    item.fine.percent = title.terms.fine;
  }
  for (const auto& discount : title.terms.discounts) {
    cnab::DiscountTerm term;
    term.until = discount.until;
    if (discount.mode == receivable::DiscountMode::percent) {
      term.kind = cnab::DiscountTerm::Kind::percent;
      term.percent = discount.rate;
    } else {
      term.amount = discount.amount;
    }
    item.discounts.push_back(term);
  }
  item.payer = payer_of(party);
  return item;
}

Result<MadeRemittance> make_remittance(db::Tx& tx, const Act& act, AccountId id,
                                       bool without_problems) {
  const auto account = TRY(find_account(tx, id));
  const auto company = *tx.one(
      select_company,
      [](db::Row& row) {
        return Company{row.text(0), row.text(1), row.text(2)};
      },
      tx.tenant());
  if (company.document.empty()) {
    return invalid("company.document", "a empresa ainda não tem CNPJ ou CPF", "document",
                   "preencha os dados da empresa em Configurações");
  }
  const auto covenant = covenant_of(account, company.name, company.document);
  auto waiting = waiting_boletos(tx, covenant, account);
  const cnab::FileStamp stamp{static_cast<int>(account.next_remittance),
                              local_time(act.now, company.time_zone)};
  if (waiting.empty()) {
    return fail(
        ErrorKind::conflict, "remittance.nothing",
        "nenhum boleto desta conta espera por remessa: nem para registrar, nem para baixar, "
        "nem com outra ordem");
  }
  MadeRemittance made;
  auto content = cnab::write_remittance(covenant, stamp, items_of(waiting));
  if (!content) {
    made.problems = TRY(problems_of(content.error(), waiting));
    if (!without_problems) return made;
    drop_problems(waiting, made.problems);
    if (waiting.empty()) return made;
    content = cnab::write_remittance(covenant, stamp, items_of(waiting));
    if (!content) return tl::make_unexpected(content.error().front());
  }
  const auto number = *tx.one(
      take_number, [](db::Row& row) { return static_cast<int>(row.integer(0)); }, tx.tenant(), id);
  made.remittance = store(tx, act, account, number, *content, waiting);
  company::audit(tx, actor_of(act), "remittance.create", {"remittance", made.remittance->id.uuid},
                 {},
                 json::serialize(boost::json::object{{"name", made.remittance->name},
                                                     {"titles", made.remittance->titles}}));
  return made;
}

std::vector<Remittance> remittances(db::Tx& tx, int limit) {
  return tx.all(select_remittances, remittance_of, tx.tenant(), limit);
}

Result<Remittance> find_remittance(db::Tx& tx, RemittanceId id) {
  auto found = tx.one(select_remittance, remittance_of, tx.tenant(), id);
  if (!found) {
    return fail(ErrorKind::not_found, "remittance.not_found", "esta remessa não existe");
  }
  return *std::move(found);
}

std::string remittance_content(db::Tx& tx, RemittanceId id) {
  return tx
      .one(
          select_content, [](db::Row& row) { return row.blob(0); }, tx.tenant(), id)
      .value_or("");
}

std::vector<RemittanceItemRow> remittance_items(db::Tx& tx, RemittanceId id) {
  return tx.all(
      select_items,
      [](db::Row& row) {
        return RemittanceItemRow{row.id<TitleId>(0), row.text(1), row.text(2),
                                 row.text(3),        row.date(4), row.money(5),
                                 row.text(6),        row.text(7), row.text(8)};
      },
      tx.tenant(), id);
}

}  // namespace quita::banking
