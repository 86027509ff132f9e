// Titles as JSON shows them.
#include "party/party_store.h"
#include "receivable/title_json.h"

namespace quita::receivable {
namespace {

InstrumentView view_of(const Instrument& one) {
  return {one.id,       one.kind,   one.our_number_printed, one.line,  one.barcode,
          one.br_code,  one.amount, one.due_date,           one.state, one.state_reason,
          one.write_off};
}

}  // namespace

Terms terms_of(const TermsIn& in, Terms from) {
  if (in.fine_ppm) from.fine = *in.fine_ppm;
  if (in.interest_mode) from.interest_mode = *in.interest_mode;
  if (in.interest_ppm) from.interest = *in.interest_ppm;
  if (in.interest_daily) from.interest_daily = *in.interest_daily;
  if (in.rebate) from.rebate = *in.rebate;
  if (in.discounts) {
    from.discounts.clear();
    for (const DiscountView& one : *in.discounts) {
      from.discounts.push_back(
          {one.until, one.mode, one.amount.value_or(Money()), one.ppm.value_or(Rate())});
    }
  }
  return from;
}

TermsView view_of(const Terms& terms) {
  TermsView view{terms.fine, terms.interest_mode, terms.interest, terms.interest_daily,
                 {},         terms.rebate};
  for (const Discount& one : terms.discounts) {
    view.discounts.push_back({one.until, one.mode, one.amount, one.rate});
  }
  return view;
}

ChargesView view_of(const Charges& charges) {
  return {charges.on,         charges.principal, charges.rebate,
          charges.discount,   charges.fine,      charges.interest,
          charges.total,      charges.days_late, charges.effective_due_date,
          charges.explanation};
}

TitleRow row_of(ListedTitle one) {
  Title& title = one.record.title;
  TitleRow row;
  row.id = title.id;
  row.number = std::move(title.number);
  row.party_id = title.party;
  row.party_name = std::move(one.party_name);
  row.description = std::move(title.description);
  row.issue_date = title.issue_date;
  row.due_date = title.due_date;
  row.amount = title.amount;
  row.balance = one.record.balance;
  row.state = one.record.state;
  row.overdue = collectable(one.record.state) && one.today.days_late > 0;
  row.days_late = row.overdue ? one.today.days_late : 0;
  row.total_today = one.today.total;
  row.paid = one.record.paid;
  row.paid_on = one.record.paid_on;
  row.origin_kind = title.origin_kind;
  return row;
}

TitleView title_view(db::Tx& tx, const TitleRecord& record, const party::PartyName& payer,
                     const std::vector<Instrument>& instruments, TitleLabels labels, Date today,
                     std::vector<Warning> warnings) {
  TitleView view;
  const ListedTitle one{record, payer.name, charges_of(tx, record, today)};
  static_cast<TitleRow&>(view) = row_of(one);
  view.terms = view_of(record.title.terms);
  view.charges_today = view_of(one.today);
  for (const Instrument& instrument : instruments) {
    view.instruments.push_back(view_of(instrument));
  }
  view.origin_key = record.title.origin_key;
  view.party = {payer.id, payer.name, payer.document};
  view.products = std::move(labels.products);
  view.seller = std::move(labels.seller);
  view.warnings = std::move(warnings);
  return view;
}

Result<TitleView> title_view(db::Tx& tx, TitleId id, Date today, std::vector<Warning> warnings) {
  const auto record = find_title(tx, id);
  if (!record) {
    return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "id");
  }
  const auto payer = party::find_name(tx, record->title.party).value();
  return title_view(tx, *record, payer, instruments_of(tx, id), labels_of(tx, id), today,
                    std::move(warnings));
}

}  // namespace quita::receivable
