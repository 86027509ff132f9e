// How titles are written in JSON. For *_api.cpp files only (compile time).
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "json/bind.h"
#include "receivable/receivable_service.h"
#include "receivable/title_list.h"

namespace quita::receivable {

BOOST_DESCRIBE_ENUM(InterestMode, none, monthly, daily, legal)
BOOST_DESCRIBE_ENUM(DiscountMode, fixed, percent)
BOOST_DESCRIBE_ENUM(OriginKind, nfe, order, api, manual, csv)
BOOST_DESCRIBE_ENUM(TitleState, open, partly_paid, paid, cancelled, written_off, renegotiated)
BOOST_DESCRIBE_ENUM(InstrumentKind, boleto, pix)
BOOST_DESCRIBE_ENUM(WriteOff, none, retired, due, sent)
BOOST_DESCRIBE_ENUM(InstrumentState, created, sent, registered, rejected, settled, written_off)
BOOST_DESCRIBE_STRUCT(Warning, (), (code, message))
BOOST_DESCRIBE_STRUCT(ChargeLine, (), (label, amount))
BOOST_DESCRIBE_STRUCT(TitleTotals, (), (count, amount, balance))
BOOST_DESCRIBE_STRUCT(TitleAfter, (), (value, id))

struct DiscountView {
  Date until;
  DiscountMode mode = DiscountMode::fixed;
  std::optional<Money> amount;
  std::optional<Rate> ppm;
};
BOOST_DESCRIBE_STRUCT(DiscountView, (), (until, mode, amount, ppm))

struct TermsIn {
  std::optional<Rate> fine_ppm;
  std::optional<InterestMode> interest_mode;
  std::optional<Rate> interest_ppm;
  std::optional<Money> interest_daily;
  std::optional<std::vector<DiscountView>> discounts;
  std::optional<Money> rebate;
};
BOOST_DESCRIBE_STRUCT(TermsIn, (),
                      (fine_ppm, interest_mode, interest_ppm, interest_daily, discounts, rebate))
struct TermsView {
  Rate fine_ppm;
  InterestMode interest_mode = InterestMode::none;
  Rate interest_ppm;
  Money interest_daily;
  std::vector<DiscountView> discounts;
  Money rebate;
};
BOOST_DESCRIBE_STRUCT(TermsView, (),
                      (fine_ppm, interest_mode, interest_ppm, interest_daily, discounts, rebate))
// What is said replaces what `from` has.
Terms terms_of(const TermsIn&, Terms from);
TermsView view_of(const Terms&);

struct TitleRow {
  TitleId id;
  std::string number;
  PartyId party_id;
  std::string party_name, description;
  Date issue_date, due_date;
  Money amount, balance;
  TitleState state = TitleState::open;
  bool overdue = false;
  int days_late = 0;
  Money total_today;
  Money paid;
  std::optional<Date> paid_on;
  OriginKind origin_kind = OriginKind::manual;
};
BOOST_DESCRIBE_STRUCT(TitleRow, (),
                      (id, number, party_id, party_name, description, issue_date, due_date, amount,
                       balance, state, overdue, days_late, total_today, paid, paid_on, origin_kind))
TitleRow row_of(ListedTitle);

struct ChargesView {
  Date on;
  Money principal, rebate, discount, fine, interest, total;
  int days_late = 0;
  Date effective_due_date;
  std::vector<ChargeLine> explanation;
};
BOOST_DESCRIBE_STRUCT(ChargesView, (),
                      (on, principal, rebate, discount, fine, interest, total, days_late,
                       effective_due_date, explanation))
ChargesView view_of(const Charges&);

struct InstrumentView {
  InstrumentId id;
  InstrumentKind kind = InstrumentKind::boleto;
  std::string our_number_printed, line, barcode, br_code;
  Money amount;
  Date due_date;
  InstrumentState state = InstrumentState::created;
  std::string state_reason;
  WriteOff write_off = WriteOff::none;
};
BOOST_DESCRIBE_STRUCT(InstrumentView, (),
                      (id, kind, our_number_printed, line, barcode, br_code, amount, due_date,
                       state, state_reason, write_off))

struct PayerView {
  PartyId id;
  std::string name, document;
};
BOOST_DESCRIBE_STRUCT(PayerView, (), (id, name, document))

struct TitleView : TitleRow {
  TermsView terms;
  ChargesView charges_today;
  std::vector<InstrumentView> instruments;
  std::string origin_key;
  PayerView party;
  std::vector<std::string> products;
  std::string seller;
  std::vector<Warning> warnings;
};
BOOST_DESCRIBE_STRUCT(TitleView, (TitleRow),
                      (terms, charges_today, instruments, origin_key, party, products, seller,
                       warnings))
Result<TitleView> title_view(db::Tx&, TitleId, Date today, std::vector<Warning> warnings = {});
TitleView title_view(db::Tx&, const TitleRecord&, const party::PartyName& payer,
                     const std::vector<Instrument>&, TitleLabels, Date today,
                     std::vector<Warning> warnings);

}  // namespace quita::receivable
