#include "portal/portal_api.h"

#include <fmt/format.h>

#include "brazil/document.h"
#include "brazil/phone.h"
#include "company/audit.h"
#include "company/company_api.h"
#include "company/logo.h"
#include "dunning/dispute.h"
#include "dunning/hold.h"
#include "dunning/policy_store.h"
#include "dunning/promise.h"
#include "http/route.h"
#include "messaging/portal_link.h"
#include "messaging/slip_of.h"
#include "messaging/statement_pdf.h"
#include "party/acting.h"
#include "party/party_service.h"
#include "party/timeline.h"
#include "pdf/codes.h"
#include "pdf/slip.h"
#include "portal/portal_view.h"
#include "receivable/receivable_store.h"

namespace quita::portal {

namespace {

using http::Context, http::Method;

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

struct AcceptInput {
  agreement::InstalmentOfferId offer_id;
  int instalments = 0;
  Money total;  // as the customer read it
};
BOOST_DESCRIBE_STRUCT(AcceptInput, (), (offer_id, instalments, total))

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

struct ToldPaid {
  std::optional<Date> on;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ToldPaid, (), (on, note))
// `held_until`: until then nobody collects; absent when this was said too often before.
struct ToldPaidView {
  std::optional<Date> held_until;
};
BOOST_DESCRIBE_STRUCT(ToldPaidView, (), (held_until))

struct PromiseInput {
  Date on;
};
BOOST_DESCRIBE_STRUCT(PromiseInput, (), (on))
struct PromisedView {
  Date on;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(PromisedView, (), (on, amount))

struct DisputeInput {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(DisputeInput, (), (text))

struct ContactsInput {
  std::optional<std::string> email;
  std::optional<std::string> phone;
};
BOOST_DESCRIBE_STRUCT(ContactsInput, (), (email, phone))

struct OptOut {
  std::string channel;
};
BOOST_DESCRIBE_STRUCT(OptOut, (), (channel))

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

PortalInstalmentsView view(const agreement::Proposal& proposal) {
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

PortalAgreementView view(const agreement::Agreement& agreement) {
  PortalAgreementView out{agreement.number, agreement.signed_on,  agreement.total,
                          agreement.paid,   agreement.break_days, {}};
  for (const auto& each : agreement.instalments)
    out.instalments.push_back({each.due, each.amount, std::string(receivable::name(each.state))});
  return out;
}

PortalView view(const View& v) {
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
  if (v.instalments) out.instalments = view(*v.instalments);
  for (const auto& each : v.agreements) out.agreements.push_back(view(each));
  for (const auto& paid : v.paid) {
    out.paid.push_back({paid.number, paid.description, paid.paid_on, paid.amount});
  }
  for (const auto& invoice : v.invoices) {
    out.invoices.push_back({invoice.key, invoice.number, invoice.issue_date, invoice.amount});
  }
  return out;
}

tl::unexpected<Error> link_taken_back() {
  return fail(ErrorKind::not_found, "link.invalid",
              "este endereço não vale mais; peça um novo a quem lhe cobra");
}

// Who holds the link; his generation is compared with the company's inside the transaction.
class Visitor {
 public:
  static Result<Visitor> from(const Context& c, const PortalDeps& deps) {
    const auto today = business_date(deps.clock.now(), "UTC");
    return Visitor(TRY(messaging::verify_portal_link(deps.link_key, c.param("token"), today)));
  }
  TenantId tenant() const { return link_.tenant; }
  PartyId party() const { return link_.party; }

  Status check(db::Tx& tx) const {
    const auto company = company::read_company(tx);
    if (!company || company->link_generation != link_.generation) return link_taken_back();
    return {};
  }
  // The title, when it is his.
  Result<receivable::TitleRecord> title(db::Tx& tx, TitleId id) const {
    auto record = receivable::find_title(tx, id);
    if (!record || record->title.party != link_.party) {
      return fail(ErrorKind::not_found, "title.not_found", "este título não existe");
    }
    return *std::move(record);
  }

 private:
  explicit Visitor(messaging::PortalLink link) : link_(link) {}
  messaging::PortalLink link_;
};

constexpr const char* customer = "cliente, no portal";

Act act_of(db::Tx& tx, const Context& c, const Visitor& visitor, const Clock& clock) {
  Act act = quita::act_of(tx, customer, clock);
  act.kind = "customer";
  act.id = visitor.party().uuid;
  act.ip = c.request.remote_address;
  return act;
}

constexpr std::string_view select_cause = "SELECT 1 FROM event WHERE tenant_id = $1 AND cause = $2";

std::string opening_cause(PartyId party, Date today) {
  return fmt::format("portal:{}:{}", party.text(), format_iso(today));
}

bool opened_before(db::Tx& tx, PartyId party, Date today) {
  return tx
      .one(
          select_cause, [](db::Row&) { return true; }, tx.tenant(), opening_cause(party, today))
      .has_value();
}

// Opening is a fact: once a day for the customer, and once for each title that he saw.
void record_opening(db::Tx& tx, const Act& act, const View& view) {
  const auto party = view.party.id;
  party::record_event(tx, act.now, act.actor,
                      {"party.link_opened", party, std::nullopt, opening_cause(party, act.today)});
  for (const auto& open : view.open) {
    party::record_event(
        tx, act.now, act.actor,
        {"title.seen", party, open.title.id, fmt::format("portal:seen:{}", open.title.id.text())});
  }
}

Status change_contact(db::Tx& tx, const Act& act, PartyId id, party::Channel channel,
                      const std::string& value) {
  const auto stored = TRY(party::contact_value(channel, value));
  const auto party = TRY(party::load_party(tx, id));
  for (const auto& contact : party.contacts) {
    if (contact.channel == channel && contact.value == stored) return {};
  }
  // What does not work is replaced; what works is kept beside the new one.
  for (const auto& contact : party.contacts) {
    if (contact.channel == channel && contact.state == party::ContactState::bounced) {
      party::ContactPatch patch;
      patch.value = stored;
      TRY_STATUS(party::patch_contact(tx, act, id, contact.id, patch));
      return {};
    }
  }
  TRY_STATUS(party::add_contact(tx, act, id, {channel, stored, "billing"}));
  return {};
}

Status opt_out(db::Tx& tx, const Act& act, PartyId id, party::Channel channel) {
  const auto party = TRY(party::load_party(tx, id));
  for (const auto& contact : party.contacts) {
    if (contact.channel != channel) continue;
    party::mark_contact(tx, act, id, channel, contact.value, party::ContactState::opted_out,
                        "pedido do próprio cliente", fmt::format("optout:{}", contact.id.text()));
  }
  company::audit(tx, actor_of(act), "contact.opt_out", {"party", id.uuid}, {},
                 fmt::format(R"({{"channel":"{}"}})", party::name(channel)));
  return {};
}

void add_reading(http::Routes& routes, const PortalDeps& deps) {
  routes
      .raw(Method::get, "/p/{token}", "The customer's page", http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             // The page knows nothing of the customer, so the signature alone opens it: a link that
             // was taken back shows that when the page's script asks for the data and is refused.
             auto page = http::Response::html(deps.page, Visitor::from(c, deps) ? 200 : 404);
             page.headers.add("Cache-Control", "no-store");
             page.headers.add("X-Robots-Tag", "noindex");
             return page;
           })
      .produces("text/html");

  routes.get<PortalView>(
      "/p/{token}/data", "What the customer owes today, has paid and can do", http::open_to_all,
      [deps](Context& c) -> Result<PortalView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        Act act;
        bool first = false;
        const auto seen = TRY(deps.db.read(visitor.tenant(), [&](db::Tx& tx) -> Result<View> {
          TRY_STATUS(visitor.check(tx));
          act = act_of(tx, c, visitor, deps.clock);
          first = !opened_before(tx, visitor.party(), act.today);
          return view_of(tx, visitor.party(), act.today);
        }));
        if (first) {
          deps.db.write(visitor.tenant(), [&](db::Tx& tx) { record_opening(tx, act, seen); });
        }
        return view(seen);
      });

  routes
      .raw(Method::get, "/p/{token}/logo", "The company's logo", http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             const auto logo = TRY(deps.db.read(
                 visitor.tenant(), [&](db::Tx& tx) -> Result<std::optional<std::string>> {
                   TRY_STATUS(visitor.check(tx));
                   return company::read_logo(tx);
                 }));
             return company::logo_response(logo);
           })
      .produces("image/*");

  routes
      .raw(Method::get, "/p/{token}/titles/{id}/slip.pdf", "The slip with today's charges",
           http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             const auto id = TRY(c.param_as<TitleId>("id"));
             std::string number;
             auto slip = deps.db.read(visitor.tenant(), [&](db::Tx& tx) -> Result<pdf::Slip> {
               TRY_STATUS(visitor.check(tx));
               number = TRY(visitor.title(tx, id)).title.number;
               return messaging::compose_slip(tx, id, act_of(tx, c, visitor, deps.clock).today);
             });
             if (!slip) return tl::make_unexpected(std::move(slip).error());
             const pdf::Slip slips[] = {*std::move(slip)};
             return http::Response::file("application/pdf", messaging::slip_file_name(number),
                                         pdf::render_slips(slips));
           })
      .produces("application/pdf");
}

// Of his last twelve months, for his own books.
void add_statement(http::Routes& routes, const PortalDeps& deps) {
  routes
      .raw(Method::get, "/p/{token}/extrato.pdf", "The customer's statement of account",
           http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             const auto sheet = TRY(deps.db.read(
                 visitor.tenant(), [&](db::Tx& tx) -> Result<messaging::StatementSheet> {
                   TRY_STATUS(visitor.check(tx));
                   const Date today = act_of(tx, c, visitor, deps.clock).today;
                   auto statement = TRY(receivable::statement_of(
                       tx, visitor.party(), today.add_months(-12), today, today));
                   return messaging::statement_sheet(tx, visitor.party(), std::move(statement),
                                                     today);
                 }));
             return http::Response::file("application/pdf",
                                         receivable::statement_file_name(sheet.statement, "pdf"),
                                         messaging::render_statement(sheet));
           })
      .produces("application/pdf");
}

void add_agreeing(http::Routes& routes, const PortalDeps& deps) {
  routes.add<AcceptInput, PortalAgreementView>(
      Method::post, "/p/{token}/agreements",
      "The customer takes an offer in instalments: they take the place of his titles",
      http::open_to_all, [deps](Context& c, const AcceptInput& in) -> Result<PortalAgreementView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Result<PortalAgreementView> {
          TRY_STATUS(visitor.check(tx));
          const auto act = act_of(tx, c, visitor, deps.clock);
          const auto made = TRY(
              agreement::accept(tx, act, visitor.party(), in.offer_id, in.instalments, in.total));
          const PortalAgreementView out = view(made);
          company::audit(tx, actor_of(act), "agreement.accept", {"agreement", made.id.uuid}, {},
                         json::write(out));
          return out;
        });
      });
}

void add_telling(http::Routes& routes, const PortalDeps& deps) {
  routes.add<ToldPaid, ToldPaidView>(
      Method::post, "/p/{token}/titles/{id}/told-paid",
      "The customer says that he has paid: collecting stops until the money can have arrived",
      http::open_to_all, [deps](Context& c, const ToldPaid& in) -> Result<ToldPaidView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto id = TRY(c.param_as<TitleId>("id"));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Result<ToldPaidView> {
          TRY_STATUS(visitor.check(tx));
          const auto act = act_of(tx, c, visitor, deps.clock);
          const auto hold =
              TRY(dunning::tell_paid(tx, act, visitor.party(), id, in.on, in.note.value_or("")));
          company::audit(tx, actor_of(act), "title.told_paid", {"title", id.uuid}, {},
                         json::write(in));
          return ToldPaidView{hold ? hold->ends_on : std::nullopt};
        });
      });

  routes.add<PromiseInput, PromisedView>(
      Method::post, "/p/{token}/titles/{id}/promise",
      "The customer says by when he will pay: collecting waits until then", http::open_to_all,
      [deps](Context& c, const PromiseInput& in) -> Result<PromisedView> {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto id = TRY(c.param_as<TitleId>("id"));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Result<PromisedView> {
          TRY_STATUS(visitor.check(tx));
          const auto act = act_of(tx, c, visitor, deps.clock);
          const auto hold = TRY(dunning::promise_by_customer(tx, act, visitor.party(), id, in.on));
          company::audit(tx, actor_of(act), "promise.note", {"hold", hold.id.uuid}, {},
                         json::write(in));
          return PromisedView{in.on, hold.amount.value_or(Money())};
        });
      });

  routes.add<DisputeInput, void>(
      Method::post, "/p/{token}/titles/{id}/dispute",
      "The customer disputes a charge: collecting waits for a person's answer", http::open_to_all,
      [deps](Context& c, const DisputeInput& in) -> Status {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto id = TRY(c.param_as<TitleId>("id"));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
          TRY_STATUS(visitor.check(tx));
          const auto act = act_of(tx, c, visitor, deps.clock);
          const auto hold = TRY(dunning::open_dispute(tx, act, visitor.party(), id, in.text));
          company::audit(tx, actor_of(act), "dispute.open", {"hold", hold.id.uuid}, {},
                         json::write(in));
          return {};
        });
      });

  routes.add<ContactsInput, void>(
      Method::patch, "/p/{token}/contacts", "The customer mends his e-mail or telephone",
      http::open_to_all, [deps](Context& c, const ContactsInput& in) -> Status {
        const auto visitor = TRY(Visitor::from(c, deps));
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
          TRY_STATUS(visitor.check(tx));
          const auto act = act_of(tx, c, visitor, deps.clock);
          if (in.email) {
            TRY_STATUS(change_contact(tx, act, visitor.party(), party::Channel::email, *in.email));
          }
          if (in.phone) {
            TRY_STATUS(change_contact(tx, act, visitor.party(), party::Channel::phone, *in.phone));
          }
          dunning::look_again(tx, visitor.party(), act.today);
          return {};
        });
      });

  routes.add<OptOut, void>(
      Method::post, "/p/{token}/opt-out", "The customer wants no more messages on a channel",
      http::open_to_all, [deps](Context& c, const OptOut& in) -> Status {
        const auto visitor = TRY(Visitor::from(c, deps));
        const auto channel = party::parse_channel(in.channel);
        if (!channel) {
          return invalid("contact.channel", "o canal é email ou phone", "channel");
        }
        return deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
          TRY_STATUS(visitor.check(tx));
          return opt_out(tx, act_of(tx, c, visitor, deps.clock), visitor.party(), *channel);
        });
      });

  // The same address opened by a person, from a mail program that knows no one-click: the page
  // asks.
  routes
      .raw(Method::get, "/p/{token}/unsubscribe", "Leads to the place where one says no more",
           http::open_to_all,
           [](Context& c) -> Result<http::Response> {
             return http::Response::redirect("/p/" + http::percent_encode(c.param("token")) +
                                             "#nao-receber");
           })
      .produces("text/html");

  // RFC 8058: mail programs post "List-Unsubscribe=One-Click" here, as a form.
  routes
      .raw(Method::post, "/p/{token}/unsubscribe", "One-click unsubscribe of e-mail (RFC 8058)",
           http::open_to_all,
           [deps](Context& c) -> Result<http::Response> {
             const auto visitor = TRY(Visitor::from(c, deps));
             auto done = deps.db.write(visitor.tenant(), [&](db::Tx& tx) -> Status {
               TRY_STATUS(visitor.check(tx));
               return opt_out(tx, act_of(tx, c, visitor, deps.clock), visitor.party(),
                              party::Channel::email);
             });
             if (!done) return tl::make_unexpected(std::move(done).error());
             return http::Response::text("Pronto: não enviaremos mais e-mails de cobrança.");
           })
      .upload("application/x-www-form-urlencoded", 4096);
}

}  // namespace

void add_routes(http::Routes& routes, PortalDeps deps) {
  add_reading(routes, deps);
  add_statement(routes, deps);
  add_agreeing(routes, deps);
  add_telling(routes, deps);
}

}  // namespace quita::portal
