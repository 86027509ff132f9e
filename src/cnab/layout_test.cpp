// The tables themselves: every record tiles its line, every code stands once.
#include "cnab/layout.h"

#include <gtest/gtest.h>

#include <set>

#include "cnab/payment_layout.h"

namespace quita::cnab {
namespace {

std::vector<const Layout*> every_layout() {
  std::vector<const Layout*> all(all_layouts().begin(), all_layouts().end());
  all.push_back(&generic_240());
  return all;
}

std::string place(const Layout& layout, const Record& record, const Field& field) {
  return std::string(layout.bank_name) + " " + std::string(format_name(layout.format)) + " " +
         std::string(record.name) + " coluna " + std::to_string(field.first);
}

template <class Visit>
void each_record(Visit visit) {
  for (const auto* layout : every_layout()) {
    for (const auto& record : layout->remittance) visit(*layout, record);
    for (const auto& record : layout->returned) visit(*layout, record);
  }
}

// Those of payments, statements and DDA too.
template <class Visit>
void each_record_of_any_service(Visit visit) {
  each_record(visit);
  std::vector<const Layout*> others = {find_service_layout(Service::statement, "237"),
                                       find_service_layout(Service::dda, "237"),
                                       find_service_layout(Service::payments, "")};
  for (const auto* payments : payment_layouts()) others.push_back(&payments->layout);
  for (const auto* layout : others)
    for (const auto& record : layout->returned) visit(*layout, record);
}

TEST(CnabLayout, FieldsTileEveryRecordWithoutGapOrOverlap) {
  int records = 0;
  each_record_of_any_service([&](const Layout& layout, const Record& record) {
    ++records;
    int next = 1;
    for (const auto& field : record.fields) {
      EXPECT_EQ(field.first, next) << place(layout, record, field);
      EXPECT_GE(field.last, field.first) << place(layout, record, field);
      next = field.last + 1;
    }
    // Of 444 columns only the title itself is so long; BRB's header has 39.
    const int width = record.has(Key::records_ahead) ? 39
                      : layout.format == Format::cnab444 && !record.has(Key::our_number)
                          ? 400
                          : layout.width();
    EXPECT_EQ(record.width(), width) << layout.bank_name << " " << record.name;
    EXPECT_EQ(next, record.width() + 1) << layout.bank_name << " " << record.name;
    EXPECT_FALSE(record.source.empty());
  });
  EXPECT_GT(records, 5 * static_cast<int>(all_layouts().size()));
}

TEST(CnabLayout, FixedTextsFitAndTypesHaveTheirLength) {
  each_record_of_any_service([](const Layout& layout, const Record& record) {
    for (const auto& field : record.fields) {
      const bool fixed = field.key == Key::constant || field.key == Key::version;
      EXPECT_EQ(fixed, !field.fixed.empty()) << place(layout, record, field);
      EXPECT_LE(field.fixed.size(), static_cast<std::size_t>(field.length()))
          << place(layout, record, field);
      if (field.type == Type::num) {
        EXPECT_TRUE(field.fixed.empty() ||
                    field.fixed.size() == static_cast<std::size_t>(field.length()))
            << place(layout, record, field);
      }
      if (field.type == Type::date6 || field.type == Type::time6) {
        EXPECT_EQ(field.length(), 6) << place(layout, record, field);
      } else if (field.type == Type::date8) {
        EXPECT_EQ(field.length(), 8) << place(layout, record, field);
      }
    }
  });
}

// What makes a record known must stand in its own fixed columns, and in no other record's.
TEST(CnabLayout, MarksTellRecordsApart) {
  each_record([](const Layout& layout, const Record& record) {
    for (const auto& mark : record.marks) {
      if (mark.text.empty()) continue;
      std::string line(static_cast<std::size_t>(layout.width()), ' ');
      for (const auto& field : record.fields)
        if (field.key == Key::constant)
          line.replace(field.first - 1, field.fixed.size(), field.fixed);
      EXPECT_TRUE(record.matches(line)) << layout.bank_name << " " << record.name;
      for (const auto records : {layout.remittance, layout.returned})
        for (const auto& other : records)
          EXPECT_TRUE(other.name == record.name || !other.matches(line))
              << layout.bank_name << ": " << record.name << " looks like " << other.name;
    }
  });
}

TEST(CnabLayout, EveryReturnCarriesWhatSettlesATitle) {
  for (const auto* layout : every_layout()) {
    if (layout->returned.empty()) continue;
    for (const Key key : {Key::our_number, Key::movement, Key::your_number, Key::amount, Key::paid,
                          Key::occurred, Key::due})
      EXPECT_TRUE(find_record(layout->returned, Part::detail, key))
          << layout->bank_name << " " << key_label(key);
  }
}

TEST(CnabLayout, CodesStandOnceAndHaveWords) {
  for (const auto* layout : every_layout()) {
    std::set<std::string_view> codes;
    for (const auto& occurrence : layout->occurrences) {
      EXPECT_TRUE(codes.insert(occurrence.code).second) << layout->bank_name << occurrence.code;
      EXPECT_FALSE(occurrence.words.empty());
      EXPECT_NE(occurrence.event, Event::unknown) << layout->bank_name << occurrence.code;
    }
    for (const auto& table : layout->reasons) {
      std::set<std::string_view> reasons;
      for (const auto& reason : table.reasons) {
        EXPECT_TRUE(reasons.insert(reason.code).second) << layout->bank_name << reason.code;
        EXPECT_EQ(reason.code.size(), static_cast<std::size_t>(layout->reason_length));
      }
    }
    std::set<std::string_view> kinds;
    for (const auto& kind : layout->kinds)
      EXPECT_TRUE(kinds.insert(kind.kind).second) << layout->bank_name << kind.kind;
    std::set<std::string_view> orders;
    for (const auto code : layout->orders)
      EXPECT_TRUE(code.empty() || orders.insert(code).second) << layout->bank_name << code;
  }
}

TEST(CnabLayout, FiveBanksTwoFormats) {
  for (const auto* bank : {"001", "033", "104", "237", "341"})
    for (const auto format : {Format::cnab240, Format::cnab400})
      ASSERT_TRUE(find_layout(bank, format)) << bank;
  EXPECT_FALSE(find_layout("999", Format::cnab400));
}

// Check digits that the banks' own manuals and slips print.
TEST(CnabLayout, CheckDigitsOfNossoNumero) {
  Covenant itau;
  itau.agency = "0057";
  itau.account = "12345";
  itau.wallet = "110";
  // The bank's example.
  EXPECT_EQ(check_digit_of(*find_layout("745", Format::cnab400), {}, "66660000003"), "7");
  // boletonet's case; the ninth digit weighs 10.
  EXPECT_EQ(check_digit_of(*find_layout("021", Format::cnab400), {}, "21487805"), "81");
  EXPECT_EQ(check_digit_of(*find_layout("341", Format::cnab400), itau, "12345678"), "8");
  Covenant bradesco;
  bradesco.wallet = "19";
  const auto& layout = *find_layout("237", Format::cnab400);
  EXPECT_EQ(check_digit_of(layout, bradesco, "00000000002"), "8");
  EXPECT_EQ(check_digit_of(layout, bradesco, "00000000001"), "P");
  EXPECT_EQ(check_digit_of(layout, bradesco, "00000000006"), "0");
  EXPECT_EQ(check_digit_of(*find_layout("033", Format::cnab240), {}, "566612457800"), "2");
  EXPECT_EQ(check_digit_of(*find_layout("104", Format::cnab240), {}, "14000000000000019"), "");
}

}  // namespace
}  // namespace quita::cnab
