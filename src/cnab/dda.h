// DDA (débito direto autorizado): the slips that others registered against us, as the bank lists
// them (CNAB 240, segments G and H).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cnab/cnab.h"

namespace quita::cnab {

struct DdaCharge {
  std::string code;  // of the layout: discount 1 value, 2 percent …; fine 1 value, 2 percent
  std::optional<Date> date;
  Money value;  // or percent with two decimals, as the code says
  bool operator==(const DdaCharge&) const = default;
};

struct DdaSlip {
  int line = 0;
  std::string movement;
  std::string barcode;  // 44 digits
  std::string drawer_document;
  std::string drawer_name;  // who collects
  std::optional<Date> due;
  Money value;
  std::string document;  // the drawer's number
  std::string wallet;
  std::string kind;  // espécie: DM, DS, …; the code where it is in no table
  std::optional<Date> issued;
  Money interest_per_day;
  std::vector<DdaCharge> discounts;
  std::optional<DdaCharge> fine;
  Money rebate;
  std::optional<Date> pay_until;
  std::string guarantor_document;
  std::string guarantor_name;
  std::vector<std::string> messages;
  bool operator==(const DdaSlip&) const = default;
};

struct DdaFile {
  std::string bank;
  std::string bank_name;
  Covenant covenant;
  std::optional<Date> made;
  std::vector<DdaSlip> slips;
  std::vector<Finding> warnings;
};

// By FEBRABAN's columns, which is said by the warning cnab.generic: no source shows a bank's own.
// Warning cnab.barcode for a slip whose barcode is none. Errors: as read_payments.
Result<DdaFile> read_dda(std::string_view bytes);

}  // namespace quita::cnab
