// The company's account and agreement at a bank: what its boletos and files are made from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "boleto/boleto.h"
#include "cnab/cnab.h"
#include "db/db.h"
#include "party/act.h"

namespace quita::banking {

// How often the bank tells what was paid: learnt from what came, or said by a person, for whom a
// missing file then means something, or never does (return_calendar.h).
enum class ReturnRhythm { automatic, daily, never };
std::string_view word(ReturnRhythm);
std::optional<ReturnRhythm> parse_return_rhythm(std::string_view);

// Texts as the bank writes them in the agreement: digits without punctuation, leading zeros kept.
struct Account {
  AccountId id;
  std::string bank;  // "341"
  std::string name;  // what the company calls it
  std::string agency;
  std::string agency_digit;
  std::string account;
  std::string account_digit;
  std::string wallet;
  std::string variation;
  std::string covenant;
  std::string beneficiary_code;
  std::string transmission_code;
  std::string beneficiary_digit;
  std::string client_code;
  std::string operation;
  std::string ios;                   // Santander
  std::string post;                  // posto, Sicredi
  std::string id_byte;               // byte of generation, Sicredi
  std::string portfolio;             // Citibank
  std::string emission_layout;       // C6
  std::string beneficiary_document;  // CrediSIS
  cnab::Format layout = cnab::Format::cnab240;
  std::string pix_key;
  bool hybrid = false;    // remittances carry the key, and the bank makes each slip's Pix code
  bool standard = false;  // the one that new titles use when they name none
  ReturnRhythm returns = ReturnRhythm::automatic;
  std::int64_t next_our_number = 1;
  std::int64_t next_remittance = 1;
};

boleto::Agreement agreement_of(const Account&);
// Company data from the tenant's row; the covenant of the account's files.
cnab::Covenant covenant_of(const Account&, std::string company_name, std::string company_document);

// The name under which the API takes what a bank's entry asks for ("codigo_beneficiario":
// "beneficiary_code"); empty for what no account has.
std::string_view api_name(const boleto::AgreementInput&);

// The account makes a valid slip, proved by making one, and has what the remittances of its layout
// carry. Errors of boleto::make_boleto and of cnab::check_agreement, with the API's name of the
// input as `field`, and of the Pix key; account.hybrid where the slips are to be hybrid without a
// key or with one that the remittance cannot carry.
Status check_account(const Account&);

// A number as a bank's file gives it, padded as this account's boletos were registered.
std::string registered_number(const Account&, std::string_view our_number);

std::vector<Account> accounts(db::Tx&);
Result<Account> find_account(db::Tx&, AccountId);  // error: account.not_found
// The first account of a company becomes its standard one; a new standard one replaces the other.
// Errors: check_account's.
Result<Account> add_account(db::Tx&, const Act&, Account);
// Changes everything but the id, the bank and the running numbers, which only grow. Errors:
// account.not_found, account.number_back, check_account's.
Result<Account> change_account(db::Tx&, const Act&, const Account&);

}  // namespace quita::banking
