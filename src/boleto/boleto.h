// From a company's agreement with its bank and one debt to the slip's numbers.
//
// A bank is an entry of the table behind boleto_banks(): its wallets, the inputs it wants and the
// function that composes its free field. Adding a bank is adding one file bank_NNN.cpp and one line
// to that table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "boleto/barcode.h"
#include "boleto/fixed_text.h"

namespace quita::boleto {

// What a company agreed with its bank, as its settings keep it. Text, because leading zeros count.
// Which of these a bank wants, BoletoBank::inputs says.
struct Agreement {
  std::string agency;             // agencia, without its digit
  std::string agency_digit;       // agencia_dv
  std::string account;            // conta, without its digit
  std::string account_digit;      // conta_dv
  std::string wallet;             // carteira
  std::string variation;          // variacao
  std::string covenant;           // convenio
  std::string beneficiary;        // codigo_beneficiario
  std::string beneficiary_digit;  // codigo_beneficiario_dv
  std::string transmission;       // codigo_transmissao
  std::string client;             // codigo_cliente
  std::string operation;          // operacao
  std::string ios;                // IOS, Santander: 0 unless an insurer
  std::string post;               // posto, Sicredi
  std::string id_byte;            // byte_idt, Sicredi: 1 the cooperative, 2 to 9 the company
  std::string portfolio;          // portfolio, Citibank
  std::string emission_layout;    // layout_emissao, C6: 3 the bank issues, 4 the company
  std::string document;           // documento_beneficiario, CPF or CNPJ: CrediSIS
};

// One debt. The texts must outlive the call.
struct Order {
  // Nosso número, without its check digit: what is one's own, or the whole as OurNumber::digits.
  std::string_view our_number;
  std::string_view your_number;  // seu número; enters the free field of a few wallets
  Money amount;
  std::optional<Date> due;  // none: "contra apresentação", factor 0000
  // When the title was issued: Sicredi's nosso número begins with its year. When it is not said and
  // the number does not bring it, that of 60 days before the due date is taken
  // (docs/decisions/0003-banks-where-sources-differ.md).
  std::optional<Date> issued;
  std::string_view instalment;  // parcela, Sicoob: "001" when empty
};

// Nosso número: how the bank knows the slip.
struct OurNumber {
  FixedText<20> digits;     // as registered at the bank, with its prefixes, without check digit
  char check_digit = '\0';  // '0'–'9', 'P' (Bradesco), 'X' (Banco do Brasil); '\0' = has none
  FixedText<28> printed;    // as on the slip: "109/00223352-8"
};

struct Boleto {
  Barcode barcode;
  OurNumber our_number;
  FixedText<40> beneficiary;  // "Agência/código do beneficiário" of the slip: "0810 / 53678-9"

  DigitableLine line() const { return barcode.line(); }
  std::string_view free_field() const { return barcode.free_field(); }
};

// The parts that a bank's own rules give.
struct BankPart {
  FreeField free_field;
  OurNumber our_number;
  FixedText<40> beneficiary;
};

struct Wallet {
  std::string_view code;
  std::string_view name;  // Portuguese, for a settings screen
};

struct AgreementInput {
  std::string_view field;  // the member's Portuguese name, as in errors: "agencia"
  std::string Agreement::*member;
  std::string_view label;  // "Agência (sem dígito)"
  int size_max;
  bool required;
};

// How well a bank's rules are known.
enum class Sureness {
  cases,        // slips of public test suites, or of the bank's own making, come out equal
  two_sources,  // two independent public programs agree
  one_source,   // one public program
};

struct BoletoBank {
  std::string_view code;  // "341"
  std::span<const Wallet> wallets;
  std::span<const AgreementInput> inputs;
  int our_number_digits_max;  // of Order::our_number; an agreement may allow fewer
  Status (*compose)(const Agreement&, const Order&, BankPart&);
  std::string_view name;
  Sureness sureness;
  std::string_view source;  // the public programs, or the manual, that the rules were compared with
  std::string_view correspondent = {};  // code of the bank whose slips these are, where not its own

  std::string_view barcode_code() const { return correspondent.empty() ? code : correspondent; }
};

std::span<const BoletoBank* const> boleto_banks();  // by code
const BoletoBank* find_boleto_bank(std::string_view code);

// Allocates nothing unless it fails. Errors, each with the Portuguese input name as `field`:
// boleto.bank (not in the table), boleto.wallet (not among the bank's), boleto.input.missing,
// .digits, .length, boleto.our_number.*, boleto.amount (negative, or above what a barcode carries),
// boleto.due (before 08/10/1997).
Result<Boleto> make_boleto(const BoletoBank&, const Agreement&, const Order&);
Result<Boleto> make_boleto(std::string_view bank, const Agreement&, const Order&);

}  // namespace quita::boleto
