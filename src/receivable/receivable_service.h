// What is done with titles, one function a verb, each inside the caller's transaction. Every change
// appends to the journal, and writes the projection and the timeline in the same transaction.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "document/nfe.h"
#include "party/act.h"
#include "party/party_service.h"
#include "receivable/number_blocks.h"
#include "receivable/receivable_store.h"
#include "receivable/settle.h"
#include "receivable/title_label.h"

namespace quita::receivable {

struct NewTitle {
  PartyId party;
  std::string number, description;
  std::optional<Date> issue_date;  // absent: today
  Date due_date;
  Money amount;
  std::optional<Terms> terms;  // absent: the company's standard terms
  OriginKind origin_kind = OriginKind::manual;
  std::string origin_key;  // empty: made from the new id
  std::optional<AccountId> account;
  bool issue_boleto = true;  // false: no instruments (a company without a bank account yet)
  // Of its account; ignored when that is another one by now. Absent: taken in this transaction.
  std::optional<ReservedNumber> our_number;
  TitleLabels labels;
  std::optional<Cause> cause;  // of its first entry; absent: its origin
};

struct Created {
  TitleRecord record;
  party::PartyName payer;
  std::vector<Instrument> instruments;
  std::vector<Warning> warnings;
  bool repeated = false;  // the origin was known: this is the title of the first time
  TitleLabels labels;     // of a new one
};
// A company without any bank account gets a title without instruments, with the warning
// account.none. Errors: those of check_title and check_labels, party.not_found, account.not_found,
// account.closed, boleto.*, br_code.*.
Result<Created> create_title(db::Tx&, const Act&, const NewTitle&);
// Many at once; refused whole with the first title's error, its index before `field`.
Result<std::vector<Created>> create_titles(db::Tx&, const Act&, std::span<const NewTitle>);

// The company's standard terms (setting "terms"): legal interest and no fine until it sets them.
// They have no discounts and no rebate: those belong to one title.
Terms load_standard_terms(db::Tx&);
Status store_standard_terms(db::Tx&, const Act&, const Terms&);  // errors: title.fine, .interest

// What the outer rooms do about money (holds end, thanks are sent …): injected by app/reactions.
struct Settled {
  TitleRecord title;  // after
  Payment payment;
  Settlement settlement;
};
using OnSettled = std::function<void(db::Tx&, const Act&, const Settled&)>;

// A title whose cause was applied before is left as it is (outcome repeated). Errors:
// title.not_found, payment.amount.
Result<Settled> receive_payment(db::Tx&, const Act&, TitleId, const Payment&, const OnSettled&);

// Errors: title.not_found, those of the rules (settle.h), and conduct.*: what is noted at an entry
// stands in the customer's statement.
Result<TitleRecord> rebate_title(db::Tx&, const Act&, TitleId, Money, const Cause&,
                                 std::string_view note);
Result<TitleRecord> waive_charges(db::Tx&, const Act&, TitleId, std::optional<Money>, const Cause&,
                                  std::string_view note);
Result<TitleRecord> reverse_entry(db::Tx&, const Act&, TitleId, int seq, const Cause&,
                                  std::string_view note);
Result<TitleRecord> cancel_title(db::Tx&, const Act&, TitleId, const Cause&,
                                 std::string_view reason);
Result<TitleRecord> write_off_title(db::Tx&, const Act&, TitleId, const Cause&,
                                    std::string_view reason);
// What an agreement does with a title (settle.h), under its own cause. `offer`: whose reduction is
// taken by it. The amounts given up are those of the reduction.
struct Renegotiated {
  TitleRecord title;
  OfferTaken given;
};
Result<Renegotiated> renegotiate_title(db::Tx&, const Act&, TitleId, Money agreed,
                                       const std::optional<Offer>&, const Cause&,
                                       std::string_view note);
// The debt comes back to the title, with the charges of all its days: as of the day on which it
// left, as if it never had, like every reversal (docs/decisions/0012). The instalments' end the
// same way.
Result<TitleRecord> revive_title(db::Tx&, const Act&, TitleId, const Cause& renegotiated,
                                 const Cause&, std::string_view note);
Result<std::vector<MoneyMoved>> dissolve_instalment(db::Tx&, const Act&, TitleId, const Cause&,
                                                    std::string_view note);
// A bank's fee that belongs to a title and to no payment.
Result<TitleRecord> record_fee(db::Tx&, const Act&, TitleId, Money fee, Date on, const Cause&,
                               std::string_view note);
struct TitlePatch {
  std::optional<Date> due_date;
  std::optional<std::string> description;
};
// A new due date makes new instruments, and the régua begins anew.
Result<TitleRecord> patch_title(db::Tx&, const Act&, TitleId, const TitlePatch&, const Cause&);

// An invoice becomes its customer and titles. The same key again changes nothing.
struct InvoiceImported {
  bool created = false;
  std::string key;
  PartyId party;
  bool party_created = false;
  std::vector<Created> titles;
  std::vector<Warning> warnings;  // nfe.issuer: the issuer is not this company
};
// What the invoice says of the buyer is taken as far as it is valid. Errors: nfe.* (collectable),
// nfe.foreign (the buyer has no CPF or CNPJ), nfe.nothing_due, and those of create_title.
Result<InvoiceImported> import_invoice(db::Tx&, const Act&, const document::Nfe&,
                                       bool issue_boleto = true);

}  // namespace quita::receivable
