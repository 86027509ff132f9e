// Sample covenants and titles for this room's tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cnab/cnab.h"

namespace quita::cnab::testing {

inline Covenant covenant_of(std::string_view bank, Format format) {
  Covenant covenant;
  covenant.bank = bank;
  covenant.format = format;
  covenant.company_name = "PADARIA PAO QUENTE LTDA";
  covenant.company_document = "11222333000181";
  covenant.agency = "1234";
  covenant.account = "56789";
  covenant.account_digit = "0";
  if (bank == "001") {
    covenant.agency_digit = "3";
    covenant.wallet = "17";
    covenant.variation = "019";
    covenant.covenant = "2345678";
  } else if (bank == "033") {
    covenant.agency_digit = "5";
    covenant.wallet = "101";
    covenant.beneficiary_code = "1234567";
    covenant.transmission_code =
        format == Format::cnab240 ? "123400001234567" : "12340123456701234567";
  } else if (bank == "104") {
    covenant.agency_digit = "4";
    covenant.wallet = "RG";
    covenant.beneficiary_code = "123456";
  } else if (bank == "237") {
    covenant.agency_digit = "6";
    covenant.wallet = "09";
    covenant.covenant = "4567890";
  } else {
    covenant.wallet = "109";
  }
  return covenant;
}

inline RemittanceItem registration() {
  RemittanceItem item;
  item.our_number = "223352";
  item.your_number = "NF 1001/1";
  item.company_use = "REC01H455VB4PEX5VSKN";
  item.kind = "DM";
  item.issued = Date(2026, 11, 3);
  item.due = Date(2026, 12, 10);
  item.amount = Money::centavos(129'990);
  item.payer = {"JOSE DA SILVA", "12345678909", "RUA DAS FLORES 12 AP 3",
                "CENTRO",        "SAO PAULO",   "SP",
                "01310100"};
  return item;
}

// The file's lines, without their ends.
inline std::vector<std::string> lines_of(std::string_view file) {
  std::vector<std::string> lines;
  while (!file.empty()) {
    const auto end = file.find("\r\n");
    lines.emplace_back(file.substr(0, end));
    file.remove_prefix(end == std::string_view::npos ? file.size() : end + 2);
  }
  return lines;
}

// Columns as the manuals count them: from 1, both ends included.
inline std::string columns(const std::string& line, std::size_t first, std::size_t last) {
  return line.substr(first - 1, last - first + 1);
}

inline constexpr std::string_view banks[] = {"001", "033", "104", "237", "341"};
inline constexpr Format formats[] = {Format::cnab240, Format::cnab400};

}  // namespace quita::cnab::testing
