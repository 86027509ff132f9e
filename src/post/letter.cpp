#include "post/letter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

#include "brazil/postal_code.h"
#include "company/company.h"
#include "company/logo.h"
#include "messaging/paper_text.h"
#include "messaging/slip_of.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"
#include "party/party_service.h"
#include "pdf/logo_reader.h"
#include "pdf/paper_letter.h"
#include "pdf/slip.h"
#include "receivable/receivable_store.h"

namespace quita::post {
namespace {

constexpr std::size_t slips_max = 3;  // in one envelope; the code leads to the others

constexpr std::array<std::string_view, 12> months = {
    "janeiro", "fevereiro", "março",    "abril",   "maio",     "junho",
    "julho",   "agosto",    "setembro", "outubro", "novembro", "dezembro"};

Result<Envelope> envelope_of(const party::Party& party) {
  const party::Address* address = nullptr;
  for (const auto& each : party.addresses) {
    if (address == nullptr || each.purpose == "billing") address = &each;
    if (each.purpose == "billing") break;
  }
  const auto code =
      address == nullptr ? parse_postal_code("") : parse_postal_code(address->postal_code);
  if (address == nullptr || address->street.empty() || address->city.empty() || !code) {
    return invalid("post.address",
                   "O cliente não tem endereço completo: rua, cidade, estado e CEP.");
  }
  Envelope envelope{party.name, "", code->formatted()};
  std::string street = address->street;
  if (!address->number.empty()) street += ", " + address->number;
  if (!address->complement.empty()) street += ", " + address->complement;
  envelope.address = street + "\n";
  if (!address->district.empty()) envelope.address += address->district + "\n";
  envelope.address += fmt::format("{} {}-{}", envelope.postal_code, address->city, address->state);
  return envelope;
}

std::vector<std::string> lines_of(const Envelope& envelope) {
  std::vector<std::string> lines = {envelope.name};
  std::string_view rest(envelope.address);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

std::string figure(Money amount) {
  std::string text = format_brl(amount);
  constexpr std::size_t symbol = 4;  // "R$" and a no-break space of two bytes
  return text.size() > symbol ? text.substr(symbol) : text;
}

void add_rows(const messaging::LetterFacts& facts, pdf::PaperLetter& letter) {
  Money total;
  for (const auto& title : facts.titles) {
    total += title.owed;
    letter.rows.push_back({title.number, title.description, format_br(title.due_date),
                           title.late ? std::to_string(title.days_late) : "", figure(title.amount),
                           figure(title.owed - title.amount), figure(title.owed)});
  }
  if (facts.titles.size() > 1) letter.total = format_brl(total);
}

std::string reach_of(const messaging::Creditor& creditor) {
  std::string reach = creditor.phone.empty() ? "" : "Telefone " + creditor.phone;
  if (!creditor.email.empty()) reach += (reach.empty() ? "" : " · ") + creditor.email;
  return reach;
}

// The slips of the titles that have one, oldest first.
std::vector<pdf::Page> slips_of(db::Tx& tx, std::span<const TitleId> titles, Date today) {
  auto records = receivable::find_titles(tx, titles);
  std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) {
    return std::tie(a.title.due_date, a.title.id) < std::tie(b.title.due_date, b.title.id);
  });
  std::vector<pdf::Page> pages;
  for (const auto& record : records) {
    if (pages.size() == slips_max) break;
    const auto slip = messaging::compose_slip(tx, record.title.id, today);
    if (slip) pages.push_back(pdf::slip_page(*slip));
  }
  return pages;
}

std::string joined(const messaging::PaperText& text, const pdf::PaperLetter& letter) {
  std::string all;
  for (const auto& paragraph : text.opening) all += paragraph + "\n\n";
  for (const auto& row : letter.rows) {
    all += fmt::format("- {}, {}: {}\n", row.number, row.due_date, row.total);
  }
  if (!letter.rows.empty()) all += "\n";
  for (const auto& paragraph : text.closing) all += paragraph + "\n\n";
  return all;
}

}  // namespace

std::string place_and_date(std::string_view city, Date date) {
  return fmt::format("{}{}{} de {} de {}", city, city.empty() ? "" : ", ", date.day(),
                     months[date.month() - 1], date.year());
}

Result<ComposedLetter> compose_letter(db::Tx& tx, const messaging::OutboxRow& row,
                                      std::span<const TitleId> titles, Date today,
                                      const messaging::LinkMaker& links) {
  const party::Party party = TRY(party::load_party(tx, row.party.value_or(PartyId())));
  ComposedLetter composed;
  composed.envelope = TRY(envelope_of(party));
  const auto text =
      messaging::load_text(tx, row.template_name, messaging::Channel::letter, row.wording);
  if (!text) {
    return invalid("post.text", "A mensagem “" + row.template_name + "” não tem texto de carta.");
  }
  const messaging::LetterHead head = messaging::load_letter_head(tx);
  const auto facts = messaging::gather_facts(tx, head, row.party, titles, today, links);
  const messaging::PaperText said = TRY(messaging::render_paper(text->body, facts));
  const auto form = TRY(messaging::load_template(tx, row.template_name));

  pdf::PaperLetter letter;
  if (const auto bytes = company::read_logo(tx)) {
    if (auto logo = pdf::read_logo(*bytes)) letter.logo = *std::move(logo);
  }
  letter.creditor = head.on_slip;
  letter.creditor_reach = reach_of(head.creditor);
  letter.address = lines_of(composed.envelope);
  const auto company = company::read_company(tx);
  letter.place_and_date = place_and_date(company ? company->city : "", today);
  letter.subject = TRY(messaging::render_line(form.subject, facts));
  letter.opening = said.opening;
  add_rows(facts, letter);
  letter.closing = said.closing;
  letter.page_url = facts.portal_url;
  letter.reference = "Ref. " + row.id.text();
  composed.subject = letter.subject;
  composed.text = joined(said, letter);
  composed.pages = pdf::letter_pages(letter);
  for (pdf::Page& page : slips_of(tx, titles, today)) composed.pages.push_back(std::move(page));
  return composed;
}

}  // namespace quita::post
