#include "receivable/instruments.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "db/many.h"
#include "pix/br_code.h"
#include "receivable/at_once.h"

namespace quita::receivable {
namespace {

// The columns of issuing_account_of, in its order.
#define ACCOUNT_COLUMNS                                                                         \
  "a.id, a.bank, a.agency, a.agency_digit, a.account, a.account_digit, a.wallet, a.variation, " \
  "a.covenant, a.beneficiary_code, a.transmission_code, a.pix_key, a.closed_at, "               \
  "t.trade_name, t.city, a.beneficiary_digit, a.client_code, a.operation, a.ios, a.post, "      \
  "a.id_byte, a.portfolio, a.emission_layout, a.beneficiary_document"
constexpr std::string_view select_account =
    "SELECT " ACCOUNT_COLUMNS
    " FROM bank_account a JOIN tenant t ON t.id = a.tenant_id WHERE a.tenant_id = $1 AND a.id = $2";
constexpr std::string_view select_standard_account =
    "SELECT " ACCOUNT_COLUMNS
    " FROM bank_account a JOIN tenant t ON t.id = a.tenant_id "
    "WHERE a.tenant_id = $1 AND a.closed_at IS NULL "
    "ORDER BY a.standard DESC, a.created_at, a.id LIMIT 1";
constexpr std::string_view take_numbers = R"(
UPDATE bank_account SET next_our_number = next_our_number + $3
WHERE tenant_id = $1 AND id = $2 RETURNING next_our_number)";

constexpr std::string_view insert_instrument = R"(
INSERT INTO instrument (tenant_id, id, title_id, kind, account_id, our_number, our_number_printed,
  barcode, line, br_code, amount, due_date, state, state_reason, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15))";

#define INSTRUMENT_COLUMNS                                                                   \
  "id, title_id, kind, account_id, our_number, our_number_printed, barcode, line, br_code, " \
  "amount, due_date, state, state_reason, created_at, write_off"
constexpr std::string_view select_of_title =
    "SELECT " INSTRUMENT_COLUMNS
    " FROM instrument WHERE tenant_id = $1 AND title_id = $2 ORDER BY id DESC";
const db::ManyStatement& select_of_titles() {
  static const db::ManyStatement sql = db::many_statement(
      "SELECT " INSTRUMENT_COLUMNS
      " FROM instrument WHERE tenant_id = $1 AND title_id IN ({many}) ORDER BY title_id, id DESC",
      1);
  return sql;
}
constexpr std::string_view select_instrument =
    "SELECT " INSTRUMENT_COLUMNS " FROM instrument WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view select_boleto =
    "SELECT " INSTRUMENT_COLUMNS
    " FROM instrument WHERE tenant_id = $1 AND account_id = $2 AND kind = 'boleto' AND "
    "our_number = $3";
constexpr std::string_view update_state = R"(
UPDATE instrument SET state = $3, state_reason = $4,
  write_off = CASE WHEN $3 IN ('settled', 'rejected', 'written_off') THEN '' ELSE write_off END
WHERE tenant_id = $1 AND id = $2)";
constexpr std::string_view retire = R"(
UPDATE instrument SET state_reason = $3,
  state = CASE WHEN state = 'created' THEN 'written_off' ELSE state END,
  write_off = CASE WHEN state = 'created' THEN 'retired' ELSE 'due' END
WHERE tenant_id = $1 AND title_id = $2 AND state IN ('created', 'sent', 'registered')
  AND write_off = '')";
// Those of an older due date were replaced by another slip, and stay so.
constexpr std::string_view revive = R"(
UPDATE instrument SET state_reason = '', write_off = '',
  state = CASE WHEN write_off = 'retired' THEN 'created' ELSE state END
WHERE tenant_id = $1 AND title_id = $2 AND due_date = $3 AND write_off IN ('retired', 'due'))";
constexpr std::string_view update_bank_pix =
    "UPDATE instrument SET br_code = $3 WHERE tenant_id = $1 AND id = $2";
constexpr std::string_view update_write_off_sent =
    "UPDATE instrument SET write_off = 'sent' WHERE tenant_id = $1 AND id = $2";

struct StateName {
  InstrumentState state;
  std::string_view name, label;
};
constexpr std::array states{
    StateName{InstrumentState::created, "created", "a enviar ao banco"},
    StateName{InstrumentState::sent, "sent", "enviado ao banco"},
    StateName{InstrumentState::registered, "registered", "registrado"},
    StateName{InstrumentState::rejected, "rejected", "recusado pelo banco"},
    StateName{InstrumentState::settled, "settled", "liquidado"},
    StateName{InstrumentState::written_off, "written_off", "baixado"},
};

constexpr std::array<std::string_view, 4> write_offs{"", "retired", "due", "sent"};

WriteOff write_off_of(std::string_view text) {
  const auto found = std::find(write_offs.begin(), write_offs.end(), text);
  return found == write_offs.end() ? WriteOff::none
                                   : static_cast<WriteOff>(found - write_offs.begin());
}

Instrument instrument_of(db::Row& row) {
  Instrument one;
  one.id = row.id<InstrumentId>(0);
  one.title = row.id<TitleId>(1);
  one.kind = row.view(2) == "pix" ? InstrumentKind::pix : InstrumentKind::boleto;
  one.account = row.id<AccountId>(3);
  one.our_number = row.text(4);
  one.our_number_printed = row.text(5);
  one.barcode = row.text(6);
  one.line = row.text(7);
  one.br_code = row.text(8);
  one.amount = row.money(9);
  one.due_date = row.date(10);
  one.state = parse_instrument_state(row.view(11)).value_or(InstrumentState::created);
  one.state_reason = row.text(12);
  one.created_at = row.instant(13);
  one.write_off = write_off_of(row.view(14));
  return one;
}

// A txid of a static code is at most 25 letters and digits: the id without its prefix and first
// character, which is 0 until the year 10889.
std::string txid_of(InstrumentId id) { return id.text().substr(id.text().size() - 25); }

}  // namespace

std::string_view name(InstrumentKind kind) {
  return kind == InstrumentKind::boleto ? "boleto" : "pix";
}
std::string_view name(WriteOff write_off) {
  return write_offs[static_cast<std::size_t>(write_off)];
}
std::string_view name(InstrumentState state) {
  return states[static_cast<std::size_t>(state)].name;
}
std::string_view label(InstrumentState state) {
  return states[static_cast<std::size_t>(state)].label;
}
std::optional<InstrumentState> parse_instrument_state(std::string_view text) {
  for (const StateName& known : states) {
    if (known.name == text) return known.state;
  }
  return std::nullopt;
}

std::string_view issuing_account_columns_sql() { return ACCOUNT_COLUMNS; }

FoundAccount issuing_account_of(db::Row& row, int first) {
  FoundAccount found;
  IssuingAccount& account = found.account;
  account.id = row.id<AccountId>(first);
  account.bank = row.text(first + 1);
  boleto::Agreement& agreement = account.agreement;
  agreement.agency = row.text(first + 2);
  agreement.agency_digit = row.text(first + 3);
  agreement.account = row.text(first + 4);
  agreement.account_digit = row.text(first + 5);
  agreement.wallet = row.text(first + 6);
  agreement.variation = row.text(first + 7);
  agreement.covenant = row.text(first + 8);
  agreement.beneficiary = row.text(first + 9);
  agreement.transmission = row.text(first + 10);
  account.pix_key = row.text(first + 11);
  found.closed = !row.null(first + 12);
  account.merchant_name = row.text(first + 13);
  account.merchant_city = row.text(first + 14);
  agreement.beneficiary_digit = row.text(first + 15);
  agreement.client = row.text(first + 16);
  agreement.operation = row.text(first + 17);
  agreement.ios = row.text(first + 18);
  agreement.post = row.text(first + 19);
  agreement.id_byte = row.text(first + 20);
  agreement.portfolio = row.text(first + 21);
  agreement.emission_layout = row.text(first + 22);
  agreement.document = row.text(first + 23);
  return found;
}

Result<IssuingAccount> usable(std::optional<FoundAccount> account, bool named) {
  if (!account && named) {
    return fail(ErrorKind::not_found, "account.not_found", "Esta conta bancária não existe.",
                "account_id");
  }
  if (!account) {
    return fail(ErrorKind::conflict, "account.none", "A empresa ainda não tem conta bancária.",
                "account_id", "Cadastre a conta e o convênio em Configurações, Contas bancárias.");
  }
  if (account->closed) {
    return fail(ErrorKind::conflict, "account.closed", "Esta conta bancária foi encerrada.",
                "account_id");
  }
  return std::move(account->account);
}

Result<IssuingAccount> load_issuing_account(db::Tx& tx, std::optional<AccountId> id) {
  const auto read = [](db::Row& row) { return issuing_account_of(row, 0); };
  return usable(id ? tx.one(select_account, read, tx.tenant(), *id)
                   : tx.one(select_standard_account, read, tx.tenant()),
                id.has_value());
}

std::int64_t take_our_numbers(db::Tx& tx, AccountId account, int count) {
  const auto next = tx.one(
      take_numbers, [](db::Row& row) { return row.integer(0); }, tx.tenant(), account, count);
  if (!next) throw std::logic_error("take_our_numbers: no such account " + account.text());
  return *next - count;
}

Result<std::vector<Instrument>> make_instruments(const Title& title, const IssuingAccount& account,
                                                 std::int64_t our_number, Instant now) {
  std::vector<Instrument> made;
  const std::string number = std::to_string(our_number);
  boleto::Order order = {number, title.number, title.amount, title.due_date};
  order.issued = title.issue_date;
  const auto slip = TRY(boleto::make_boleto(account.bank, account.agreement, order));
  Instrument& boleto = made.emplace_back();
  boleto.id = InstrumentId::make(now);
  boleto.title = title.id;
  boleto.kind = InstrumentKind::boleto;
  boleto.account = account.id;
  boleto.our_number = slip.our_number.digits.view();
  boleto.our_number_printed = slip.our_number.printed.view();
  boleto.barcode = slip.barcode.text();
  boleto.line = slip.line().text();
  boleto.amount = title.amount;
  boleto.due_date = title.due_date;
  boleto.created_at = now;
  if (account.pix_key.empty()) return made;

  Instrument& pix = made.emplace_back();
  pix.id = InstrumentId::make(now);
  pix.title = title.id;
  pix.kind = InstrumentKind::pix;
  pix.account = account.id;
  pix.our_number = txid_of(pix.id);
  // A static code knows no abatimento of its own, as the slip does.
  pix.amount = title.amount - title.terms.rebate;
  pix.due_date = title.due_date;
  pix.created_at = now;
  pix::StaticCode code;
  code.key = account.pix_key;
  code.amount = pix.amount;
  code.merchant_name = account.merchant_name;
  code.merchant_city = account.merchant_city.empty() ? "BRASIL" : account.merchant_city;
  code.txid = pix.our_number;
  pix.br_code = TRY(pix::make_br_code(code));
  return made;
}

void insert_instruments(db::Tx& tx, std::span<const Instrument> instruments) {
  for (const Instrument& one : instruments) {
    tx.execute(insert_instrument, tx.tenant(), one.id, one.title, name(one.kind), one.account,
               one.our_number, one.our_number_printed, one.barcode, one.line, one.br_code,
               one.amount, one.due_date, name(one.state), one.state_reason, one.created_at);
  }
}

Result<std::vector<Instrument>> issue_instruments(db::Tx& tx, const Title& title,
                                                  const IssuingAccount& account, Instant now) {
  retire_instruments(tx, title.id, "substituído por outro boleto");
  auto made = TRY(make_instruments(title, account, take_our_numbers(tx, account.id, 1), now));
  insert_instruments(tx, made);
  return made;
}

void retire_instruments(db::Tx& tx, TitleId title, std::string_view reason) {
  tx.execute(retire, tx.tenant(), title, reason);
}

void revive_instruments(db::Tx& tx, const Title& title, Instant now) {
  tx.execute(revive, tx.tenant(), title.id, title.due_date);
  std::optional<AccountId> account;
  for (const Instrument& one : instruments_of(tx, title.id)) {
    if (one.kind != InstrumentKind::boleto) continue;
    if (payable(one) && one.state != InstrumentState::settled) return;
    account = one.account;
  }
  if (!account) return;
  const auto issuing = load_issuing_account(tx, account);
  if (issuing) (void)issue_instruments(tx, title, *issuing, now);
}

bool payable(const Instrument& one) {
  return one.state != InstrumentState::rejected && one.state != InstrumentState::written_off &&
         one.write_off == WriteOff::none;
}

std::vector<Instrument> instruments_of(db::Tx& tx, TitleId title) {
  return tx.all(select_of_title, instrument_of, tx.tenant(), title);
}

std::map<TitleId, std::vector<Instrument>> instruments_of(db::Tx& tx,
                                                          std::span<const TitleId> titles) {
  std::map<TitleId, std::vector<Instrument>> instruments;
  db::each_of_many(tx, select_of_titles(), titles, [&](db::Row& row) {
    Instrument one = instrument_of(row);
    instruments[one.title].push_back(std::move(one));
  });
  return instruments;
}

std::optional<Instrument> find_instrument(db::Tx& tx, InstrumentId id) {
  return tx.one(select_instrument, instrument_of, tx.tenant(), id);
}

std::optional<Instrument> find_boleto(db::Tx& tx, AccountId account, std::string_view our_number) {
  return tx.one(select_boleto, instrument_of, tx.tenant(), account, our_number);
}

void set_instrument_state(db::Tx& tx, InstrumentId id, InstrumentState state,
                          std::string_view reason) {
  tx.execute(update_state, tx.tenant(), id, name(state), reason);
}

void set_bank_pix(db::Tx& tx, InstrumentId id, std::string_view br_code) {
  tx.execute(update_bank_pix, tx.tenant(), id, br_code);
}

void set_write_off_sent(db::Tx& tx, InstrumentId id) {
  tx.execute(update_write_off_sent, tx.tenant(), id);
}

}  // namespace quita::receivable
