// Sample covenants and titles for this room's tests.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brazil/document.h"
#include "cnab/cnab.h"
#include "cnab/layout.h"

namespace quita::cnab::testing {

// What the banks besides the five of covenant_of want more than agency, account and their digits.
inline void other_covenant(std::string_view bank, Covenant& covenant) {
  covenant.agency_digit = "3";
  covenant.client_code = "700700";
  covenant.operation = "1234567";
  covenant.post = "02";
  covenant.beneficiary_code = "12345";
  for (const auto& [code, wallet] :
       {std::pair("004", "21"),  std::pair("041", "1"),   std::pair("070", "2"),
        std::pair("077", "110"), std::pair("084", "09"),  std::pair("085", "01"),
        std::pair("133", "09"),  std::pair("136", "21"),  std::pair("208", "01"),
        std::pair("224", "110"), std::pair("399", "1"),   std::pair("336", "20"),
        std::pair("422", "1"),   std::pair("435", "112"), std::pair("643", "110"), std::pair("246", "110"), std::pair("530", "110"), std::pair("389", "01"), std::pair("655", "500"), std::pair("637", "121"), std::pair("712", "19"), std::pair("021", "11"),
        std::pair("212", "110"), std::pair("633", "121"), std::pair("707", "121"),
        std::pair("748", "1"),   std::pair("756", "1")})
    if (bank == code) covenant.wallet = wallet;
  // Banks known of one source, ACBr.
  for (const auto& [code, wallet] :
       {std::pair("025", "11"), std::pair("089", "1"), std::pair("091", "21"),
        std::pair("099", "09"), std::pair("107", "09"), std::pair("174", "01"),
        std::pair("218", "21"), std::pair("274", "09"), std::pair("310", "01"),
        std::pair("604", "110")})
    if (bank == code) covenant.wallet = wallet;
  if (bank == "174") covenant.transmission_code = "000012345";
  if (bank == "310") covenant.transmission_code = "12345";
  // end of them
  if (bank == "070") covenant.agency = "123";
  if (bank == "041") covenant.beneficiary_code = "123456788";
  if (bank == "756") covenant.variation = "01";
}

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
  } else if (bank == "341") {
    covenant.wallet = "109";
  } else {
    other_covenant(bank, covenant);
  }
  return covenant;
}

inline bool carries(std::span<const Record> records, Key key) {
  return std::ranges::any_of(records, [key](const Record& record) { return record.has(key); });
}
inline bool carries_in_detail(std::span<const Record> records, Key key) {
  return find_record(records, Part::detail, key) != nullptr;
}
// Columns of a field of the details; `otherwise` where the layout does not carry it.
inline std::size_t width_of(std::span<const Record> records, Key key, std::size_t otherwise) {
  const auto* record = find_record(records, Part::detail, key);
  return record ? static_cast<std::size_t>(record->find(key)->length()) : otherwise;
}

// What comes back of an order when this layout has carried it.
inline RemittanceItem as_carried(const Layout& layout, RemittanceItem item) {
  const auto lost = [&](Key key) { return !carries_in_detail(layout.remittance, key); };
  if (lost(Key::company_use)) item.company_use.clear();
  if (lost(Key::kind))
    item.kind = RemittanceItem().kind;
  else
    for (const auto& kind : layout.kinds) {  // two kinds under one code: the first of them
      const auto own = std::ranges::find(layout.kinds, item.kind, &KindCode::kind);
      if (own != layout.kinds.end() && kind.code == own->code) {
        item.kind = kind.kind;
        break;
      }
    }
  if (lost(Key::rebate) && lost(Key::rebate_or_fine)) item.rebate = Money();
  if (lost(Key::issued)) item.issued = Date();
  auto& payer = item.payer;
  if (lost(Key::payer_district)) payer.district.clear();
  if (lost(Key::payer_city)) payer.city.clear();
  if (lost(Key::payer_state)) payer.state.clear();
  return item;
}
inline ReturnEntry as_carried(const Layout& layout, ReturnEntry entry) {
  const auto lost = [&](Key key) { return !carries_in_detail(layout.returned, key); };
  if (lost(Key::company_use)) entry.company_use.clear();
  if (lost(Key::your_number)) entry.your_number.clear();
  if (lost(Key::wallet) && lost(Key::wallet_code)) entry.wallet.clear();
  for (const auto& [key, member] :
       {std::pair(Key::interest, &ReturnEntry::interest_and_fine),
        std::pair(Key::discount, &ReturnEntry::discount),
        std::pair(Key::rebate, &ReturnEntry::rebate), std::pair(Key::iof, &ReturnEntry::iof),
        std::pair(Key::fee, &ReturnEntry::fee),
        std::pair(Key::other_expenses, &ReturnEntry::other_expenses),
        std::pair(Key::other_credits, &ReturnEntry::other_credits),
        std::pair(Key::net_credit, &ReturnEntry::net_credit)})
    if (lost(key)) entry.*member = Money();
  if (lost(Key::credited)) entry.credited.reset();
  if (lost(Key::due)) entry.due.reset();
  if (lost(Key::paying_bank)) entry.paying_bank.clear();
  if (lost(Key::paying_agency)) entry.paying_agency.clear();
  if (lost(Key::payer_document)) entry.payer_document.clear();
  if (lost(Key::payer_name)) entry.payer_name.clear();
  if (lost(Key::reasons) && lost(Key::reason_text)) entry.reasons.clear();
  return entry;
}

// Terms that this layout has no columns for, which a remittance refuses.
inline void drop_terms_without_columns(const Layout& layout, RemittanceItem& item) {
  if (!layout.charges.fine_amount && !layout.charges.fine_percent) item.fine = {};
  if (!layout.charges.per_day && !layout.charges.monthly) item.interest = {};
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

// The same with a seu número that this layout takes: Vórtx's holds digits alone.
inline RemittanceItem registration(const Layout& layout) {
  auto item = registration();
  const auto* record = find_record(layout.remittance, Part::detail, Key::your_number);
  if (record && record->find(Key::your_number)->type == Type::num) item.your_number = "1001";
  return item;
}

// A CPF of these 9 digits, or a CNPJ of these 12, with the check digits that hold.
inline std::string with_check_digits(std::string first) {
  if (first.size() == 12) {
    const auto digits = cnpj_check_digits(first);
    return first + digits[0] + digits[1];
  }
  for (int weight_max : {10, 11}) {
    int sum = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
      sum += (first[i] - '0') * (weight_max - static_cast<int>(i));
    first += static_cast<char>('0' + sum * 10 % 11 % 10);
  }
  return first;
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

// The five banks that the tests name column by column.
inline constexpr std::string_view banks[] = {"001", "033", "104", "237", "341"};
inline constexpr Format formats[] = {Format::cnab240, Format::cnab400};

}  // namespace quita::cnab::testing
