// What the portal's page is told, as JSON.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "agreement/agreement.h"
#include "base/date.h"
#include "base/money.h"
#include "portal/portal_view.h"

namespace quita::portal {

struct CompanyView {
  std::string trade_name;
  std::string legal_name;
  std::string document;
  std::string address;
  std::string email;
  std::string phone;
  bool demo = false;
  bool has_logo = false;  // at /p/{token}/logo
};
BOOST_DESCRIBE_STRUCT(CompanyView, (),
                      (trade_name, legal_name, document, address, email, phone, demo, has_logo))

struct PortalContactView {
  std::string channel;
  std::string value;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(PortalContactView, (), (channel, value, state))

struct PortalPartyView {
  std::string name;
  std::string document_masked;
  std::vector<PortalContactView> contacts;
};
BOOST_DESCRIBE_STRUCT(PortalPartyView, (), (name, document_masked, contacts))

struct ChargeLineView {
  std::string label;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(ChargeLineView, (), (label, amount))

// `pays`: what is left to pay by it until that day, instead of total_today.
struct PortalOfferView {
  std::string name;
  Money pays;
  Date until;
};
BOOST_DESCRIBE_STRUCT(PortalOfferView, (), (name, pays, until))

struct OpenTitleView {
  TitleId id;
  std::string number;
  std::string description;
  Date issue_date;
  Date due_date;
  Date effective_due_date;
  int days_late = 0;
  Money amount;
  Money total_today;
  std::vector<ChargeLineView> explanation;
  std::string line;
  std::string br_code;
  std::string qr_svg;
  bool has_slip = false;
  bool money_in_flight = false;
  std::optional<Date> promised_on;
  bool disputed = false;
  std::optional<PortalOfferView> offer;
};
BOOST_DESCRIBE_STRUCT(OpenTitleView, (),
                      (id, number, description, issue_date, due_date, effective_due_date, days_late,
                       amount, total_today, explanation, line, br_code, qr_svg, has_slip,
                       money_in_flight, promised_on, disputed, offer))

struct PaidTitleView {
  std::string number;
  std::string description;
  std::optional<Date> paid_on;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(PaidTitleView, (), (number, description, paid_on, amount))

struct InvoiceView {
  std::string key;
  std::string number;
  Date issue_date;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(InvoiceView, (), (key, number, issue_date, amount))

struct PortalInstalmentView {
  Date due_date;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(PortalInstalmentView, (), (due_date, amount))

struct PortalPlanView {
  int count = 0;
  Money total, interest;
  std::vector<PortalInstalmentView> instalments;
};
BOOST_DESCRIBE_STRUCT(PortalPlanView, (), (count, total, interest, instalments))

// The debt of these titles in instalments, until that day. `owed`: without the offer.
struct PortalInstalmentsView {
  agreement::InstalmentOfferId offer_id;
  std::string name;
  Date until;
  Money owed, sum;
  std::vector<std::string> numbers;
  int break_days = 0;
  std::vector<PortalPlanView> plans;
};
BOOST_DESCRIBE_STRUCT(PortalInstalmentsView, (),
                      (offer_id, name, until, owed, sum, numbers, break_days, plans))

struct PortalAgreedView {
  Date due_date;
  Money amount;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(PortalAgreedView, (), (due_date, amount, state))

struct PortalAgreementView {
  int number = 0;
  Date signed_on;
  Money total, paid;
  int break_days = 0;
  std::vector<PortalAgreedView> instalments;
};
BOOST_DESCRIBE_STRUCT(PortalAgreementView, (),
                      (number, signed_on, total, paid, break_days, instalments))

struct PortalView {
  CompanyView company;
  PortalPartyView party;
  Date business_date;
  std::optional<Date> promise_until;  // the last day that may be promised; absent: not offered
  Money total_today;
  std::vector<OpenTitleView> open;
  std::optional<PortalInstalmentsView> instalments;
  std::vector<PortalAgreementView> agreements;
  std::vector<PaidTitleView> paid;
  std::vector<InvoiceView> invoices;
};
BOOST_DESCRIBE_STRUCT(PortalView, (),
                      (company, party, business_date, promise_until, total_today, open, instalments,
                       agreements, paid, invoices))

PortalView json_of(const View&);
PortalAgreementView json_of(const agreement::Agreement&);

}  // namespace quita::portal
