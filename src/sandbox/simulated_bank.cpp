#include "sandbox/simulated_bank.h"

#include "brazil/bank_calendar.h"
#include "party/acting.h"
#include "receivable/charges.h"

namespace quita::sandbox {

namespace {

struct Company {
  std::string name, document;
};
constexpr std::string_view select_company = "SELECT legal_name, document FROM tenant WHERE id = $1";
constexpr std::string_view count_returns =
    "SELECT count(*) FROM return_file WHERE tenant_id = $1 AND account_id = $2";

// The bank's own code for the event is the writer's business.
cnab::ReturnEntry entry_of(const receivable::Instrument& boleto, cnab::Event event, Date on) {
  cnab::ReturnEntry entry;
  entry.our_number = boleto.our_number;
  entry.event = event;
  entry.title_value = boleto.amount;
  entry.due = boleto.due_date;
  entry.occurred = on;
  return entry;
}

}  // namespace

Result<PaidBoleto> pay(db::Tx& tx, TitleId id, std::optional<Money> amount, Date on) {
  const auto record = receivable::find_title(tx, id);
  if (!record) return fail(ErrorKind::not_found, "title.not_found", "este título não existe");
  if (!receivable::collectable(record->state)) {
    return fail(ErrorKind::conflict, "slip.not_open", "este título não está mais em aberto");
  }
  for (const auto& instrument : receivable::instruments_of(tx, id)) {
    if (instrument.kind != receivable::InstrumentKind::boleto || !receivable::payable(instrument)) {
      continue;
    }
    const auto charges = receivable::charges_of(tx, *record, on);
    auto entry = entry_of(instrument, cnab::Event::settled, on);
    entry.your_number = record->title.number;
    entry.paid = amount.value_or(charges.total);
    if (!amount) {
      entry.interest_and_fine = charges.late_charges();
      entry.discount = charges.discount;
      entry.rebate = charges.rebate;
    }
    entry.fee = settlement_fee;
    entry.credited = next_business_day(on + 1);
    entry.net_credit = entry.paid - entry.fee;
    return PaidBoleto{instrument.account, std::move(entry)};
  }
  return fail(ErrorKind::conflict, "slip.no_boleto", "este título não tem boleto");
}

cnab::ReturnEntry registered(const receivable::Instrument& boleto, Date on) {
  return entry_of(boleto, cnab::Event::registered, on);
}

cnab::ReturnEntry rejected(const receivable::Instrument& boleto, Date on) {
  auto entry = entry_of(boleto, cnab::Event::rejected, on);
  entry.reasons.push_back({"03", ""});
  return entry;
}

cnab::ReturnEntry strange_payment(std::string our_number, Money paid, Date on) {
  cnab::ReturnEntry entry;
  entry.our_number = std::move(our_number);
  entry.event = cnab::Event::settled;
  entry.title_value = paid;
  entry.paid = paid;
  entry.fee = settlement_fee;
  entry.net_credit = paid - settlement_fee;
  entry.due = on;
  entry.occurred = on;
  entry.credited = next_business_day(on + 1);
  return entry;
}

Result<std::string> return_file(db::Tx& tx, const Act& act, AccountId id,
                                std::span<const cnab::ReturnEntry> entries) {
  const auto account = TRY(banking::find_account(tx, id));
  const auto company = *tx.one(
      select_company,
      [](db::Row& row) {
        return Company{row.text(0), row.text(1)};
      },
      tx.tenant());
  const auto number = *tx.one(
      count_returns, [](db::Row& row) { return static_cast<int>(row.integer(0)) + 1; }, tx.tenant(),
      id);
  const cnab::FileStamp stamp{number, local_time(act.now, time_zone_of(tx))};
  auto file = cnab::write_return(banking::covenant_of(account, company.name, company.document),
                                 stamp, entries);
  if (!file) return tl::make_unexpected(file.error().front());
  return *std::move(file);
}

}  // namespace quita::sandbox
