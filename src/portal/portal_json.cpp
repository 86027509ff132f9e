#include "portal/portal_json.h"

#include <fmt/format.h>

#include "brazil/document.h"
#include "pdf/codes.h"

namespace quita::portal {

namespace {

std::string formatted_document(std::string_view document) {
  const auto parsed = parse_document(document);
  return parsed ? parsed->formatted() : std::string(document);
}

std::string address_of(const company::Company& c) {
  std::string text = c.street;
  if (!c.number.empty()) text += ", " + c.number;
  if (!c.complement.empty()) text += ", " + c.complement;
  if (!c.district.empty()) text += " - " + c.district;
  if (!c.city.empty()) text += fmt::format(" - {}/{}", c.city, c.state);
  return text;
}

PortalInstalmentsView json_of(const agreement::Proposal& proposal) {
  PortalInstalmentsView out{proposal.offer.id,
                            proposal.offer.name,
                            proposal.offer.ends_on,
                            proposal.owed,
                            proposal.sum,
                            {},
                            proposal.offer.break_days,
                            {}};
  for (const auto& title : proposal.titles) out.numbers.push_back(title.record.title.number);
  for (const auto& plan : proposal.plans) {
    PortalPlanView one{static_cast<int>(plan.instalments.size()), plan.total(), plan.interest, {}};
    for (const auto& each : plan.instalments) one.instalments.push_back({each.due, each.amount});
    out.plans.push_back(std::move(one));
  }
  return out;
}

}  // namespace

PortalAgreementView json_of(const agreement::Agreement& agreement) {
  PortalAgreementView out{agreement.number, agreement.signed_on,  agreement.total,
                          agreement.paid,   agreement.break_days, {}};
  for (const auto& each : agreement.instalments)
    out.instalments.push_back({each.due, each.amount, std::string(receivable::name(each.state))});
  return out;
}

PortalView json_of(const View& v) {
  PortalView out;
  out.company = {v.company.trade_name,
                 v.company.legal_name,
                 formatted_document(v.company.document),
                 address_of(v.company),
                 v.company.email,
                 v.company.phone,
                 v.company.demo,
                 v.has_logo};
  out.party.name = v.party.name;
  out.party.document_masked = masked_document(v.party.document);
  for (const auto& contact : v.party.contacts) {
    out.party.contacts.push_back({std::string(party::name(contact.channel)), contact.value,
                                  std::string(party::name(contact.state))});
  }
  out.business_date = v.today;
  if (v.promise_days_max > 0) out.promise_until = v.today + v.promise_days_max;
  out.total_today = v.total_today;
  for (const auto& open : v.open) {
    OpenTitleView one{open.title.id,
                      open.title.number,
                      open.title.description,
                      open.title.issue_date,
                      open.title.due_date,
                      open.today.effective_due_date,
                      open.today.days_late,
                      open.title.amount,
                      open.today.total,
                      {},
                      open.line,
                      open.br_code,
                      open.br_code.empty() ? "" : pdf::qr_svg(open.br_code),
                      !open.line.empty(),
                      open.money_in_flight,
                      open.promised_on,
                      open.disputed,
                      {}};
    if (open.offer) {
      one.offer =
          PortalOfferView{open.offer->offer.name, open.offer->left, open.offer->offer.ends_on};
    }
    for (const auto& line : open.today.explanation) {
      one.explanation.push_back({line.label, line.amount});
    }
    out.open.push_back(std::move(one));
  }
  if (v.instalments) out.instalments = json_of(*v.instalments);
  for (const auto& each : v.agreements) out.agreements.push_back(json_of(each));
  for (const auto& paid : v.paid) {
    out.paid.push_back({paid.number, paid.description, paid.paid_on, paid.amount});
  }
  for (const auto& invoice : v.invoices) {
    out.invoices.push_back({invoice.key, invoice.number, invoice.issue_date, invoice.amount});
  }
  return out;
}

}  // namespace quita::portal
