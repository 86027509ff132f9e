// The columns of the two spreadsheets that people bring, and how their cells are read.
#pragma once

#include <span>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "document/csv.h"

namespace quita::document {

// Customers: index into the CsvMapping by these.
enum class PartyColumn {
  name,
  trade_name,
  document,
  email,
  phone,
  mobile,
  cep,
  street,
  number,
  complement,
  district,
  city,
  state,
  tags,
  note,
};
std::span<const CsvColumn> party_columns();

// Titles; the payer's columns stand beside the debt's.
enum class TitleColumn {
  payer_document,
  payer_name,
  payer_email,
  payer_phone,
  number,
  description,
  issue_date,
  due_date,
  amount,
  fine,
  interest,
  product,
  seller,
};
std::span<const CsvColumn> title_columns();

// "10/12/2026", "10/12/26" (20xx), "10-12-2026", "10.12.2026", "2026-12-10". Error: csv.date.
Result<Date> parse_cell_date(std::string_view cell);
// By the table's decimal sign: with a comma "1.299" is 1299,00, with a point "1,299" is. Errors:
// csv.money, csv.money_range.
Result<Money> parse_cell_money(std::string_view cell, bool decimal_comma);

}  // namespace quita::document
