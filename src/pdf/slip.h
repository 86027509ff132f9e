// The boleto as paper: payer's receipt on top, the bank's slip below, in the arrangement of
// FEBRABAN's "Ficha de Compensação", with the Pix code when there is one. Everything comes as ready
// text: this room computes nothing about money, dates or banks.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pdf/writer.h"

namespace quita::pdf {

struct SlipParty {
  std::string name;
  std::string document;  // formatted: "12.ABC.345/01DE-35", "123.456.789-09"
  std::string street;    // "Rua das Flores, 100, sala 2 - Centro"
  std::string city;      // "São Paulo/SP - CEP 01310-100"
};

// One line of "today's charges": "Multa de 2%" | "R$ 26,00".
struct SlipCharge {
  std::string label;
  std::string amount;
};

struct Slip {
  std::string bank_name;       // "Itaú Unibanco"
  std::string bank_code;       // with its digit: "341-7"
  std::string digitable_line;  // formatted, 47 digits
  std::string barcode;         // 44 digits
  std::string pix_code;        // BR Code; empty: no Pix block

  std::string payment_place = "Pagável em qualquer banco até o vencimento";
  std::string due_date;  // "10/12/2026"
  SlipParty beneficiary;
  std::string agency_account;  // "1234 / 56789-0"
  std::string issue_date;
  std::string document_number;
  std::string kind = "DM";
  std::string acceptance = "N";
  std::string processing_date;
  std::string our_number;  // formatted as the bank prints it
  std::string bank_use;
  std::string portfolio;
  std::string currency = "R$";
  std::string quantity;
  std::string unit_value;
  std::string amount;    // "1.299,90"
  std::string discount;  // (-) Desconto / Abatimento
  std::string other_deductions;
  std::string fine_interest;  // (+) Mora / Multa
  std::string other_additions;
  std::string charged_amount;  // (=) Valor cobrado
  std::vector<std::string> instructions;
  SlipParty payer;
  std::string guarantor;  // Sacador/Avalista; may be empty

  std::string description;          // what was sold, for the payer
  std::vector<SlipCharge> charges;  // today's charges of an overdue title; empty: none
  std::string charges_total;        // "R$ 1.345,20"
  std::string charges_valid_until;  // "23/11/2026"
};

// One A4 page each. Throws std::invalid_argument when a barcode has not 44 digits: the caller made
// it, so that is a bug.
std::string render_slips(std::span<const Slip>);

}  // namespace quita::pdf
