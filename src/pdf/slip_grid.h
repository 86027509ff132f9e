// Where everything stands on the slip's page, in mm: one named box a field, used both by the form
// that draws lines and labels and by the page that draws the values. The arrangement and the words
// are those of FEBRABAN's "Ficha de Compensação" (Circular BCB 3.598/2012 for the names).
#pragma once

#include <array>

#include "pdf/writer.h"

namespace quita::pdf::grid {

struct Field {
  Box box;
  const char* label;
};

inline constexpr double left = 12, right = 198, column = 150;
inline constexpr double column_width = right - column;

// The payer's receipt.
inline constexpr double receipt_top = 13, receipt_header = 22;
inline constexpr Field receipt_beneficiary{{left, 22, 92, 10.5}, "Beneficiário"};
inline constexpr Field receipt_agency{{104, 22, 46, 10.5}, "Agência / Código do beneficiário"};
inline constexpr Field receipt_due{{column, 22, column_width, 10.5}, "Vencimento"};
inline constexpr Field receipt_address{{left, 32.5, 138, 8}, "Endereço do beneficiário"};
inline constexpr Field receipt_our_number{{column, 32.5, column_width, 8}, "Nosso número"};
inline constexpr Field receipt_payer{{left, 40.5, 92, 10.5}, "Pagador"};
inline constexpr Field receipt_document{{104, 40.5, 46, 10.5}, "Nº do documento"};
inline constexpr Field receipt_amount{{column, 40.5, column_width, 10.5}, "(=) Valor do documento"};
inline constexpr Field receipt_discount{{left, 51, 34, 8}, "(-) Desconto / Abatimento"};
inline constexpr Field receipt_deductions{{46, 51, 34, 8}, "(-) Outras deduções"};
inline constexpr Field receipt_fine{{80, 51, 35, 8}, "(+) Mora / Multa"};
inline constexpr Field receipt_additions{{115, 51, 35, 8}, "(+) Outros acréscimos"};
inline constexpr Field receipt_charged{{column, 51, column_width, 8}, "(=) Valor cobrado"};
inline constexpr double statement_top = 59, statement_bottom = 150;
inline constexpr double statement_right_beside_pix = 122;
inline constexpr double pix_left = 128, pix_qr_side = 42;
inline constexpr double pix_width = right - pix_left;
inline constexpr double cut_line = 160;

// The bank's slip.
inline constexpr double slip_top = 165, slip_header = 174;
inline constexpr Field place{{left, 174, 138, 8}, "Local de pagamento"};
inline constexpr Field due{{column, 174, column_width, 8}, "Vencimento"};
inline constexpr Field beneficiary{{left, 182, 138, 11}, "Beneficiário"};
inline constexpr Field agency{{column, 182, column_width, 11}, "Agência / Código do beneficiário"};
inline constexpr Field issue_date{{left, 193, 26, 8}, "Data do documento"};
inline constexpr Field document{{38, 193, 42, 8}, "Nº do documento"};
inline constexpr Field kind{{80, 193, 18, 8}, "Espécie doc."};
inline constexpr Field acceptance{{98, 193, 14, 8}, "Aceite"};
inline constexpr Field processing{{112, 193, 38, 8}, "Data do processamento"};
inline constexpr Field our_number{{column, 193, column_width, 8}, "Nosso número"};
inline constexpr Field bank_use{{left, 201, 26, 8}, "Uso do banco"};
inline constexpr Field portfolio{{38, 201, 24, 8}, "Carteira"};
inline constexpr Field currency{{62, 201, 18, 8}, "Espécie moeda"};
inline constexpr Field quantity{{80, 201, 32, 8}, "Quantidade"};
inline constexpr Field unit_value{{112, 201, 38, 8}, "(x) Valor"};
inline constexpr Field amount{{column, 201, column_width, 8}, "(=) Valor do documento"};
inline constexpr Field instructions{{left, 209, 138, 40},
                                    "Instruções (texto de responsabilidade do beneficiário)"};
inline constexpr Field discount{{column, 209, column_width, 8}, "(-) Desconto / Abatimento"};
inline constexpr Field deductions{{column, 217, column_width, 8}, "(-) Outras deduções"};
inline constexpr Field fine{{column, 225, column_width, 8}, "(+) Mora / Multa"};
inline constexpr Field additions{{column, 233, column_width, 8}, "(+) Outros acréscimos"};
inline constexpr Field charged{{column, 241, column_width, 8}, "(=) Valor cobrado"};
inline constexpr Field payer{{left, 249, 186, 16}, "Pagador"};
inline constexpr double slip_bottom = 265;
inline constexpr double barcode_left = 15, barcode_top = 268;

inline constexpr std::array receipt_fields = {
    receipt_beneficiary, receipt_agency,    receipt_due,    receipt_address,  receipt_our_number,
    receipt_payer,       receipt_document,  receipt_amount, receipt_discount, receipt_deductions,
    receipt_fine,        receipt_additions, receipt_charged};
inline constexpr std::array slip_fields = {
    place,        due,        beneficiary, agency,    issue_date, document, kind,       acceptance,
    processing,   our_number, bank_use,    portfolio, currency,   quantity, unit_value, amount,
    instructions, discount,   deductions,  fine,      additions,  charged,  payer};

}  // namespace quita::pdf::grid
