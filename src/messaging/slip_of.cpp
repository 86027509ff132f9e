#include "messaging/slip_of.h"

#include <fmt/format.h>

#include <algorithm>

#include "boleto/boleto.h"
#include "brazil/bank.h"
#include "company/logo.h"
#include "messaging/address_line.h"
#include "messaging/creditor.h"
#include "messaging/pix_code.h"
#include "party/party_service.h"
#include "pdf/logo_reader.h"
#include "receivable/instruments.h"
#include "receivable/offer_store.h"
#include "receivable/receivable_store.h"

namespace quita::messaging {
namespace {

using receivable::Instrument;
using receivable::InstrumentKind;
using receivable::InstrumentState;

// "1.299,90": the slip's boxes have their own R$.
std::string figure(Money amount) {
  const std::string whole = format_brl(amount);
  const std::size_t digit = whole.find_first_of("0123456789");
  return (amount.negative() ? "-" : "") + whole.substr(digit);
}

pdf::SlipParty payer_of(const party::Party& party) {
  pdf::SlipParty payer{party.name, document_formatted(party.document), "", ""};
  const auto billing =
      std::find_if(party.addresses.begin(), party.addresses.end(),
                   [](const party::Address& address) { return address.purpose == "billing"; });
  const auto* address = billing != party.addresses.end() ? &*billing
                        : party.addresses.empty()        ? nullptr
                                                         : &party.addresses.front();
  if (address != nullptr) {
    payer.street = street_line(*address);
    payer.city = city_line(*address);
  }
  return payer;
}

// The account's part: agency/beneficiary as that bank prints it.
Status set_account(db::Tx& tx, const Instrument& boleto, const receivable::Title& title,
                   pdf::Slip& slip) {
  const auto account = TRY(receivable::load_issuing_account(tx, boleto.account));
  boleto::Order order;
  order.our_number = boleto.our_number;
  order.your_number = title.number;
  order.amount = boleto.amount;
  order.due = boleto.due_date;
  const auto made = TRY(boleto::make_boleto(account.bank, account.agreement, order));
  // A correspondent's slip bears the correspondent at its head, as its barcode does.
  const std::string code(made.barcode.bank());
  const Bank* bank = find_bank(code);
  slip.bank_name = bank != nullptr ? std::string(bank->name) : code;
  slip.bank_code = code + "-" + bank_code_digit(code);
  slip.agency_account = made.beneficiary.view();
  slip.portfolio = account.agreement.wallet;
  return {};
}

void set_charges(const receivable::Charges& charges, pdf::Slip& slip) {
  if (charges.late_charges().zero()) return;
  slip.fine_interest = figure(charges.late_charges());
  slip.charged_amount = figure(charges.total);
  for (const auto& line : charges.explanation) {
    slip.charges.push_back({line.label, format_brl(line.amount)});
  }
  slip.charges_total = format_brl(charges.total);
  slip.charges_valid_until = format_br(charges.on);
}

}  // namespace

PaymentCodes payment_codes(db::Tx& tx, TitleId title, Money owed) {
  PaymentCodes codes;
  const auto instruments = receivable::instruments_of(tx, title);
  codes.pix_code = pix_code_of(instruments, owed);
  for (const Instrument& instrument : instruments) {
    if (!receivable::payable(instrument)) continue;
    if (instrument.kind == InstrumentKind::boleto && codes.barcode.empty()) {
      const auto barcode = boleto::parse_barcode(instrument.barcode);
      codes.barcode = instrument.barcode;
      codes.digitable_line = barcode ? barcode->line().formatted() : instrument.line;
    }
  }
  return codes;
}

Result<pdf::Slip> compose_slip(db::Tx& tx, TitleId id, Date on) {
  const auto record = receivable::find_title(tx, id);
  if (!record) {
    return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "title_id");
  }
  const receivable::Title& title = record->title;
  if (!receivable::collectable(record->state)) {
    return fail(ErrorKind::conflict, "slip.not_open",
                "O título " + title.number + " está " + std::string(label(record->state)) +
                    ": não há o que pagar.");
  }
  const auto instruments = receivable::instruments_of(tx, id);
  const auto boleto =
      std::find_if(instruments.begin(), instruments.end(), [](const Instrument& each) {
        return each.kind == InstrumentKind::boleto && receivable::payable(each);
      });
  if (boleto == instruments.end()) {
    return fail(ErrorKind::conflict, "slip.no_boleto",
                "O título " + title.number + " não tem boleto.", "",
                "Cadastre uma conta bancária em Configurações › Banco.");
  }
  const receivable::Charges charges = receivable::charges_of(tx, *record, on);
  const PaymentCodes codes = payment_codes(tx, id, charges.total);

  pdf::Slip slip;
  TRY_STATUS(set_account(tx, *boleto, title, slip));
  slip.digitable_line = codes.digitable_line;
  slip.barcode = codes.barcode;
  slip.pix_code = codes.pix_code;
  slip.due_date = format_br(boleto->due_date);
  slip.beneficiary = load_letter_head(tx).on_slip;
  slip.issue_date = format_br(title.issue_date);
  slip.processing_date = format_br(title.issue_date);
  slip.document_number = title.number;
  slip.our_number = boleto->our_number_printed;
  slip.amount = figure(boleto->amount);
  slip.instructions = {receivable::terms_text(title.terms)};
  slip.payer = payer_of(TRY(party::load_party(tx, title.party)));
  slip.description = title.description;
  set_charges(charges, slip);
  if (const auto offer = receivable::open_offer(tx, id, charges.total, on)) {
    slip.pix_code = static_pix_code_of(instruments, offer->left);
    slip.instructions.push_back(fmt::format(
        "{}: {} até {}, só pelo Pix deste documento. O código de barras cobra o valor sem o "
        "desconto.",
        offer->offer.name, format_brl(offer->left), format_br(offer->offer.ends_on)));
  }
  if (const auto bytes = company::read_logo(tx)) {
    if (auto logo = pdf::read_logo(*bytes)) slip.beneficiary_logo = *std::move(logo);
  }
  return slip;
}

std::string slip_file_name(std::string_view title_number) {
  std::string name = "boleto-";
  for (const char c : title_number) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    name.push_back(plain ? c : '-');
  }
  return name + ".pdf";
}

}  // namespace quita::messaging
