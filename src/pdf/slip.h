// The boleto as paper: payer's receipt on top, the bank's slip below, in the arrangement of
// FEBRABAN's "Ficha de Compensação", with the Pix code when there is one. Everything comes as ready
// text: this room computes nothing about money, dates or banks.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pdf/logo.h"
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

// One line of an invoice; amounts as they are printed.
struct SlipItem {
  std::string description, quantity, unit_price, amount;
};

struct Slip {
  Logo bank_logo, beneficiary_logo;  // shown where they are given
  std::string bank_name;             // "Itaú Unibanco"
  std::string bank_code;             // with its digit: "341-7"
  std::string digitable_line;        // formatted, 47 digits
  std::string barcode;               // 44 digits
  std::string pix_code;              // BR Code; empty: no Pix block

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

  std::string instalment;  // "3/12", of a booklet
  std::string invoice_title = "Fatura";
  std::vector<SlipItem> items;  // of an invoice
  std::string items_total;      // "R$ 1.299,90"
};

// The layouts. A barcode that has not 44 digits throws std::invalid_argument: the caller made it,
// so that is a bug. The rule for texts that are longer than their place is that of fit_text: first
// smaller, then wrapped, then smaller again; nothing is ever cut.

// A4: receipt above, the bank's slip below.
Page slip_page(const Slip&);
// A4: the invoice's items above, with the Pix code, and the bank's slip below; items that do not
// fit stand on pages of their own before it.
std::vector<Page> invoice_pages(const Slip&);
// A booklet of one payer ("carnê"), three a page: a cover with all instalments, then the slips.
// `total` ("R$ 3.600,00") may be empty.
std::vector<Page> booklet_pages(std::span<const Slip>, const std::string& total);
// 80 mm of paper roll, as long as it must be; the barcode stands upright, since its 103 mm are
// wider than the paper.
Page thermal_page(const Slip&);

Metadata slip_metadata(const Slip&);
// One A4 page each, in one file.
std::string render_slips(std::span<const Slip>);

}  // namespace quita::pdf
