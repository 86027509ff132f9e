// What a customer sees behind his link: who charges, what he owes today and why, how to pay, what
// he has paid, and his invoices.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement/agreement.h"
#include "company/company.h"
#include "db/db.h"
#include "party/act.h"
#include "party/party.h"
#include "receivable/charges.h"
#include "receivable/offer_store.h"
#include "receivable/title.h"

namespace quita::portal {

struct OpenTitle {
  receivable::Title title;
  receivable::Charges today;
  std::string line;  // formatted; empty: no boleto
  std::string
      br_code;  // for today's total (or the offer) when the account has a Pix key; empty: none
  bool money_in_flight = false;
  std::optional<Date> promised_on;             // a promise of his runs until that day
  bool disputed = false;                       // and waits for a person's answer
  std::optional<receivable::OpenOffer> offer;  // its sum settles the title; br_code is for it
};

struct PaidTitle {
  std::string number;
  std::string description;
  std::optional<Date> paid_on;
  Money amount;
};

// An NF-e that titles came from.
struct Invoice {
  std::string key;  // 44 characters
  std::string number;
  Date issue_date;
  Money amount;  // of its titles
};

struct View {
  company::Company company;
  bool has_logo = false;
  party::Party party;
  Date today;
  int promise_days_max = 0;     // how many days ahead he may promise; 0: not at all
  std::vector<OpenTitle> open;  // by due date
  Money total_today;
  std::optional<agreement::Proposal> instalments;  // that he may take
  std::vector<agreement::Agreement> agreements;    // that run
  std::vector<PaidTitle> paid;                     // newest first, at most 50
  std::vector<Invoice> invoices;
};

// Error: party.not_found.
Result<View> view_of(db::Tx&, PartyId, Date today);

// "***.456.789-**", "11.222.333/0001-81": a CPF is not shown whole to whoever holds the link.
std::string masked_document(std::string_view document);

}  // namespace quita::portal
