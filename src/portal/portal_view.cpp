#include "portal/portal_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "brazil/document.h"
#include "company/logo.h"
#include "dunning/promise.h"
#include "messaging/pix_code.h"
#include "party/party_service.h"
#include "receivable/instruments.h"
#include "receivable/receivable_store.h"

namespace quita::portal {

namespace {

using receivable::InstrumentKind;
using receivable::InstrumentState;

constexpr int titles_shown_max = 200;
constexpr std::size_t paid_shown_max = 50;
constexpr int agreements_shown_max = 10;

OpenTitle open_title(db::Tx& tx, const receivable::TitleRecord& record, receivable::Charges charges,
                     const std::vector<const dunning::Hold*>& holds) {
  OpenTitle open;
  open.title = record.title;
  open.today = std::move(charges);
  for (const dunning::Hold* hold : holds) {
    if (hold->kind == dunning::HoldKind::money_in_flight) open.money_in_flight = true;
    if (hold->kind == dunning::HoldKind::promise) open.promised_on = hold->ends_on;
    if (hold->kind == dunning::HoldKind::dispute) open.disputed = true;
  }
  const auto instruments = receivable::instruments_of(tx, record.title.id);
  if (open.today.days_late > 0)
    open.offer = receivable::open_offer(tx, record.title.id, open.today.total, open.today.on);
  open.br_code = open.offer ? messaging::static_pix_code_of(instruments, open.offer->left)
                            : messaging::pix_code_of(instruments, open.today.total);
  for (const auto& instrument : instruments) {
    if (!receivable::payable(instrument)) continue;
    if (instrument.kind == InstrumentKind::boleto && open.line.empty()) open.line = instrument.line;
  }
  return open;
}

// One invoice a key; a title's origin is "key/duplicata".
std::vector<Invoice> invoices_of(const std::vector<receivable::TitleRecord>& records) {
  std::map<std::string, Invoice> by_key;
  for (const auto& record : records) {
    const auto& title = record.title;
    if (title.origin_kind != receivable::OriginKind::nfe || title.origin_key.size() < 44) continue;
    const auto key = title.origin_key.substr(0, 44);
    auto& invoice = by_key[key];
    invoice.key = key;
    invoice.number = key.substr(25, 9);
    invoice.number.erase(0, std::min(invoice.number.find_first_not_of('0'), std::size_t{8}));
    invoice.issue_date = title.issue_date;
    invoice.amount += title.amount;
  }
  std::vector<Invoice> invoices;
  for (auto& [key, invoice] : by_key) invoices.push_back(std::move(invoice));
  std::sort(invoices.begin(), invoices.end(),
            [](const auto& a, const auto& b) { return a.issue_date > b.issue_date; });
  return invoices;
}

}  // namespace

Result<View> view_of(db::Tx& tx, PartyId party, Date today) {
  View view;
  view.company = TRY(company::read_company(tx));
  view.has_logo = company::read_logo(tx).has_value();
  view.party = TRY(party::load_party(tx, party));
  view.today = today;
  view.promise_days_max = dunning::load_promise_limits(tx).portal_days_max;

  const auto open = receivable::open_titles_of(tx, party);
  auto charges = receivable::charges_of(tx, open, today);
  const auto holds = dunning::holds_of(tx, party, false);
  for (std::size_t i = 0; i < open.size(); ++i) {
    std::vector<const dunning::Hold*> its;
    for (const dunning::Hold& hold : holds) {
      const bool covers = !hold.title || *hold.title == open[i].title.id;
      if (covers && hold.starts_on <= today && hold.running_on(today)) its.push_back(&hold);
    }
    view.total_today += charges[i].total;
    view.open.push_back(open_title(tx, open[i], std::move(charges[i]), its));
  }

  view.instalments = agreement::open_proposal(tx, party, today);
  for (auto& each : agreement::agreements(tx, party, agreements_shown_max)) {
    if (each.state == agreement::State::running)
      view.agreements.push_back(TRY(agreement::load(tx, each.id)));
  }

  const auto all = receivable::titles_of(tx, party, titles_shown_max);
  for (const auto& record : all) {
    if (record.state == receivable::TitleState::paid && view.paid.size() < paid_shown_max) {
      view.paid.push_back(
          {record.title.number, record.title.description, record.paid_on, record.paid});
    }
  }
  view.invoices = invoices_of(all);
  return view;
}

std::string masked_document(std::string_view document) {
  const auto parsed = parse_document(document);
  if (!parsed) return std::string(document);
  auto text = parsed->formatted();
  if (parsed->person()) {
    text.replace(0, 3, "***");
    text.replace(text.size() - 2, 2, "**");
  }
  return text;
}

}  // namespace quita::portal
