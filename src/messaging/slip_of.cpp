#include "messaging/slip_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "boleto/boleto.h"
#include "brazil/bank.h"
#include "company/logo.h"
#include "messaging/address_line.h"
#include "messaging/creditor.h"
#include "messaging/pix_code.h"
#include "party/at_once.h"
#include "pdf/logo_reader.h"
#include "receivable/at_once.h"
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

// `addresses`: billing before others.
pdf::SlipParty payer_of(const party::PartyName& party, std::span<const party::Address> addresses) {
  pdf::SlipParty payer{party.name, document_formatted(party.document), "", ""};
  if (!addresses.empty()) {
    payer.street = street_line(addresses.front());
    payer.city = city_line(addresses.front());
  }
  return payer;
}

// The account's part: agency/beneficiary as that bank prints it.
Status set_account(const receivable::IssuingAccount& account, const Instrument& boleto,
                   const receivable::Title& title, pdf::Slip& slip) {
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

// What the slips of one snapshot show, kind by kind for all of them.
class Composing {
 public:
  Composing(db::Tx& tx, std::span<const TitleId> ids, Date on)
      : tx_(tx), ids_(ids), on_(on), beneficiary_(load_letter_head(tx).on_slip) {
    if (const auto bytes = company::read_logo(tx)) {
      if (auto logo = pdf::read_logo(*bytes)) logo_ = *std::move(logo);
    }
  }

  std::vector<Result<pdf::Slip>> slips() {
    titles();
    offers();
    instruments_ = receivable::instruments_of(tx_, ids_);
    payers();
    std::vector<Result<pdf::Slip>> all;
    for (const TitleId& id : ids_) all.push_back(slip_of(id));
    return all;
  }

 private:
  struct Known {
    receivable::TitleRecord record;
    receivable::Charges charges;
  };

  void titles() {
    auto records = receivable::find_titles(tx_, ids_);
    auto charges = receivable::charges_of(tx_, records, on_);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const TitleId id = records[i].title.id;
      known_.insert_or_assign(id, Known{std::move(records[i]), std::move(charges[i])});
    }
  }

  void offers() {
    std::vector<receivable::Owed> asked;
    for (const auto& [id, known] : known_) asked.push_back({id, known.charges.total});
    offers_ = receivable::open_offers(tx_, asked, on_);
  }

  void payers() {
    std::vector<PartyId> parties;
    for (const auto& [id, known] : known_) parties.push_back(known.record.title.party);
    names_ = party::names_of(tx_, parties);
    addresses_ = party::addresses_of(tx_, parties);
  }

  const Result<receivable::IssuingAccount>& account_of(const Instrument& boleto) {
    const auto known = accounts_.find(boleto.account);
    if (known != accounts_.end()) return known->second;
    return accounts_.emplace(boleto.account, receivable::load_issuing_account(tx_, boleto.account))
        .first->second;
  }

  Result<pdf::Slip> slip_of(const TitleId& id) {
    const auto known = known_.find(id);
    if (known == known_.end()) {
      return fail(ErrorKind::not_found, "title.not_found", "Este título não existe.", "title_id");
    }
    const auto& [record, charges] = known->second;
    if (!receivable::collectable(record.state)) {
      return fail(ErrorKind::conflict, "slip.not_open",
                  "O título " + record.title.number + " está " + std::string(label(record.state)) +
                      ": não há o que pagar.");
    }
    const std::vector<Instrument>& instruments = instruments_[id];
    const auto boleto =
        std::find_if(instruments.begin(), instruments.end(), [](const Instrument& each) {
          return each.kind == InstrumentKind::boleto && receivable::payable(each);
        });
    if (boleto == instruments.end()) {
      return fail(ErrorKind::conflict, "slip.no_boleto",
                  "O título " + record.title.number + " não tem boleto.", "",
                  "Cadastre uma conta bancária em Configurações › Banco.");
    }
    return compose(record.title, charges, instruments, *boleto);
  }

  Result<pdf::Slip> compose(const receivable::Title& title, const receivable::Charges& charges,
                            std::span<const Instrument> instruments, const Instrument& boleto) {
    pdf::Slip slip;
    const auto& account = account_of(boleto);
    if (!account) return tl::make_unexpected(account.error());
    TRY_STATUS(set_account(*account, boleto, title, slip));
    const PaymentCodes codes = payment_codes(instruments, charges.total);
    slip.digitable_line = codes.digitable_line;
    slip.barcode = codes.barcode;
    slip.pix_code = codes.pix_code;
    slip.due_date = format_br(boleto.due_date);
    slip.beneficiary = beneficiary_;
    slip.beneficiary_logo = logo_;
    slip.issue_date = format_br(title.issue_date);
    slip.processing_date = format_br(title.issue_date);
    slip.document_number = title.number;
    slip.our_number = boleto.our_number_printed;
    slip.amount = figure(boleto.amount);
    slip.instructions = {receivable::terms_text(title.terms)};
    slip.payer = payer_of(names_.at(title.party), addresses_[title.party]);
    slip.description = title.description;
    set_charges(charges, slip);
    const auto offer = offers_.find(title.id);
    if (offer != offers_.end()) set_offer(offer->second, instruments, slip);
    return slip;
  }

  static void set_offer(const receivable::OpenOffer& open, std::span<const Instrument> instruments,
                        pdf::Slip& slip) {
    slip.pix_code = static_pix_code_of(instruments, open.left);
    slip.instructions.push_back(fmt::format(
        "{}: {} até {}, só pelo Pix deste documento. O código de barras cobra o valor sem o "
        "desconto.",
        open.offer.name, format_brl(open.left), format_br(open.offer.ends_on)));
  }

  db::Tx& tx_;
  const std::span<const TitleId> ids_;
  const Date on_;
  const pdf::SlipParty beneficiary_;
  decltype(pdf::Slip::beneficiary_logo) logo_;
  std::map<TitleId, Known> known_;
  std::map<TitleId, receivable::OpenOffer> offers_;
  std::map<TitleId, std::vector<Instrument>> instruments_;
  std::map<PartyId, party::PartyName> names_;
  std::map<PartyId, std::vector<party::Address>> addresses_;
  std::map<AccountId, Result<receivable::IssuingAccount>> accounts_;
};

}  // namespace

PaymentCodes payment_codes(std::span<const Instrument> instruments, Money owed) {
  PaymentCodes codes;
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

PaymentCodes payment_codes(db::Tx& tx, TitleId title, Money owed) {
  return payment_codes(receivable::instruments_of(tx, title), owed);
}

std::vector<Result<pdf::Slip>> compose_slips(db::Tx& tx, std::span<const TitleId> ids, Date on) {
  return Composing(tx, ids, on).slips();
}

Result<pdf::Slip> compose_slip(db::Tx& tx, TitleId id, Date on) {
  return std::move(compose_slips(tx, std::span(&id, 1), on).front());
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
