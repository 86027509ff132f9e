#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "brazil/bank.h"
#include "brazil/contact_window.h"
#include "brazil/document.h"
#include "brazil/phone.h"
#include "brazil/postal_code.h"
#include "brazil/state.h"

namespace quita {
namespace {

TEST(Document, ReadsCpfAsPeopleTypeIt) {
  const auto document = parse_document(" 529.982.247-25 ");
  ASSERT_TRUE(document.has_value());
  EXPECT_TRUE(document->person());
  EXPECT_EQ(document->digits(), "52998224725");
  EXPECT_EQ(document->formatted(), "529.982.247-25");
  EXPECT_EQ(*parse_cpf("11144477735"), *parse_document("111.444.777-35"));
}

TEST(Document, NamesTheRuleThatACpfBreaks) {
  EXPECT_EQ(parse_cpf("529.982.247-26").error().code, "cpf.check_digit");
  EXPECT_NE(parse_cpf("529.982.247-26").error().message.find("deveriam ser 25"), std::string::npos);
  EXPECT_EQ(parse_cpf("111.111.111-11").error().code, "cpf.repeated");
  EXPECT_EQ(parse_cpf("5299822472").error().code, "cpf.length");
  EXPECT_EQ(parse_cpf("5299822472A").error().code, "cpf.character");
  EXPECT_EQ(parse_document("").error().code, "document.length");
  EXPECT_EQ(parse_document("529982247251").error().code, "document.length");
}

TEST(Document, ReadsNumericCnpj) {
  const auto document = parse_document("11.222.333/0001-81");
  ASSERT_TRUE(document.has_value());
  EXPECT_TRUE(document->company());
  EXPECT_FALSE(document->has_letters());
  EXPECT_EQ(document->formatted(), "11.222.333/0001-81");
}

// BoletoNetCore #401 drops the letters of an alphanumeric CNPJ.
TEST(Document, BoletoNetCore401_AlphanumericCnpjKeepsItsLetters) {
  for (const auto* text :
       {"12ABC34501DE35", "A1B2C3D4000193", "ZZ99YY88000160", "00ABCDEF000157", "9X8Y7Z6W0AB113"}) {
    const auto document = parse_document(text);
    ASSERT_TRUE(document.has_value()) << text;
    EXPECT_EQ(document->digits(), text);
    EXPECT_TRUE(document->has_letters());
  }
  EXPECT_EQ(parse_cnpj("12.abc.345/01de-35")->formatted(), "12.ABC.345/01DE-35");
}

TEST(Document, NamesTheRuleThatACnpjBreaks) {
  EXPECT_EQ(parse_cnpj("12ABC34501DE36").error().code, "cnpj.check_digit");
  EXPECT_EQ(parse_cnpj("12ABC34501DE3A").error().code, "cnpj.character");
  EXPECT_EQ(parse_cnpj("12ABÇ34501DE35").error().code, "cnpj.length");  // Ç is two bytes
  EXPECT_EQ(parse_cnpj("12AB*34501DE35").error().code, "cnpj.character");
  EXPECT_EQ(parse_cnpj("00000000000000").error().code, "cnpj.repeated");
  EXPECT_EQ(parse_cnpj("1122233300018").error().code, "cnpj.length");
}

TEST(Document, EveryWrongDigitOfADocumentIsFound) {
  for (const std::string good : {"52998224725", "11222333000181", "12345678000195"}) {
    for (std::size_t i = 0; i < good.size(); ++i) {
      for (char c = '0'; c <= '9'; ++c) {
        std::string changed = good;
        changed[i] = c;
        // A remainder of 0 and of 1 both give the digit 0, so a few changes in the body stay
        // hidden from one sum; the second check digit must find them.
        EXPECT_EQ(parse_document(changed).has_value(), changed == good) << changed;
      }
    }
  }
}

TEST(Phone, ReadsWhatPeopleWrite) {
  for (const auto* text : {"+55 (11) 98765-4321", "(11) 98765-4321", "11987654321", "011987654321",
                           "0 15 11 98765-4321", "5511987654321", "0055 11 98765 4321"}) {
    const auto phone = parse_phone(text);
    ASSERT_TRUE(phone.has_value()) << text;
    EXPECT_EQ(phone->e164(), "+5511987654321") << text;
    EXPECT_TRUE(phone->mobile());
    EXPECT_EQ(phone->formatted(), "(11) 98765-4321");
  }
  const auto landline = parse_phone("(85) 3333.4444");
  ASSERT_TRUE(landline.has_value());
  EXPECT_FALSE(landline->mobile());
  EXPECT_EQ(landline->e164(), "+558533334444");
  EXPECT_EQ(landline->formatted(), "(85) 3333-4444");
  EXPECT_EQ(parse_phone("55 99123-4567")->e164(), "+5555991234567");  // area 55, not the country
}

TEST(Phone, NamesTheRuleThatIsBroken) {
  EXPECT_EQ(parse_phone("(20) 98765-4321").error().code, "phone.area");
  EXPECT_EQ(parse_phone("0800 123 4567").error().code, "phone.area");
  EXPECT_EQ(parse_phone("98765-4321").error().code, "phone.length");
  EXPECT_EQ(parse_phone("(11) 8765-4321").error().hint, "Seria (11) 98765-4321?");
  EXPECT_EQ(parse_phone("(11) 88765-4321").error().code, "phone.subscriber");
  EXPECT_EQ(parse_phone("(11) 1333-4444").error().code, "phone.subscriber");
  EXPECT_EQ(parse_phone("+1 212 555 0100").error().code, "phone.country");
  EXPECT_EQ(parse_phone("11 98765-4321 ramal 2").error().code, "phone.character");
  EXPECT_EQ(parse_phone("11+987654321").error().code, "phone.character");
  EXPECT_EQ(parse_phone("").error().code, "phone.length");
}

TEST(Phone, KnowsTheSixtySevenAreaCodes) {
  int count = 0;
  for (int code = 0; code < 100; ++code) {
    const std::string text = {static_cast<char>('0' + code / 10),
                              static_cast<char>('0' + code % 10)};
    count += valid_area_code(text) ? 1 : 0;
  }
  EXPECT_EQ(count, 67);
  EXPECT_FALSE(valid_area_code("1"));
  EXPECT_FALSE(valid_area_code("1A"));
}

TEST(Phone, AreaCodesAreThoseOfTheMunicipalities) {
  std::ifstream file(std::filesystem::path(QUITA_SHARED_DIR) / "data/reference/municipalities.csv");
  if (!file) GTEST_SKIP() << "the shared reference data is not here";
  std::set<std::string> used;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto end = line.rfind(',');
    const auto start = line.rfind(',', end - 1) + 1;
    used.insert(line.substr(start, end - start));
  }
  EXPECT_EQ(used.size(), 67u);
  for (const auto& ddd : used) EXPECT_TRUE(valid_area_code(ddd)) << ddd;
}

TEST(PostalCode, ReadsAndPrints) {
  EXPECT_EQ(parse_postal_code("01310-100")->formatted(), "01310-100");
  EXPECT_EQ(parse_postal_code(" 01.310-100")->digits(), "01310100");
  EXPECT_EQ(parse_postal_code("1310100").error().code, "postal_code.length");
  EXPECT_EQ(parse_postal_code("0131O-100").error().code, "postal_code.character");
  EXPECT_EQ(parse_postal_code("00999-999").error().code, "postal_code.unassigned");
}

TEST(State, HasTwentySevenWithTheirTimeZones) {
  ASSERT_EQ(states().size(), 27u);
  for (std::size_t i = 1; i < states().size(); ++i)
    EXPECT_LT(states()[i - 1].code, states()[i].code);
  EXPECT_EQ(find_state("sp")->name, "São Paulo");
  EXPECT_EQ(find_state("AM")->time_zone, "America/Manaus");
  EXPECT_EQ(find_state("XX"), nullptr);
  EXPECT_EQ(find_state(""), nullptr);
  const Instant noon{1'795'348'800'000};  // 2026-11-22T12:00Z
  for (const auto& state : states()) {
    const int offset = local_time(noon, std::string(state.time_zone)).minute - 12 * 60;
    EXPECT_GE(offset, -5 * 60) << state.code;
    EXPECT_LE(offset, -3 * 60) << state.code;
  }
}

struct WindowCase {
  const char* state;
  Date date;
  int from_hour, to_hour;  // both 0: no contact
};

TEST(ContactWindow, FollowsTheLawOfTheDebtorsState) {
  const Date friday(2026, 11, 27), saturday(2026, 11, 28), sunday(2026, 11, 29);
  const WindowCase cases[] = {
      {"SP", friday, 8, 20},   {"SP", saturday, 8, 14}, {"SP", sunday, 0, 0},
      {"AL", friday, 8, 20},   {"AL", saturday, 8, 14}, {"RJ", friday, 9, 19},
      {"RJ", saturday, 0, 0},  {"ES", friday, 8, 19},   {"ES", saturday, 0, 0},
      {"AM", friday, 8, 19},   {"AM", saturday, 0, 0},  {"MG", friday, 8, 20},
      {"MG", saturday, 8, 14}, {"MG", sunday, 0, 0},    {"", friday, 8, 20},
      {"rj", friday, 9, 19},
  };
  for (const auto& c : cases) {
    const auto window = contact_window(c.state, c.date, false);
    ASSERT_EQ(window.has_value(), c.to_hour != 0) << c.state << " " << format_iso(c.date);
    if (!window) continue;
    EXPECT_EQ(window->from_minute, c.from_hour * 60) << c.state;
    EXPECT_EQ(window->to_minute, c.to_hour * 60) << c.state;
    EXPECT_FALSE(window->law.empty());
  }
  EXPECT_FALSE(contact_window("SP", friday, true).has_value());
  EXPECT_EQ(contact_window("SP", friday, false)->law, "Lei 15.426/2014 (SP)");
}

TEST(Bank, KnowsTheFiveAndTheirHeadDigits) {
  const std::pair<const char*, char> heads[] = {{"001", '9'}, {"033", '7'}, {"104", '0'},
                                                {"237", '2'}, {"341", '7'}, {"748", 'X'}};
  for (const auto& [code, digit] : heads) {
    ASSERT_NE(find_bank(code), nullptr) << code;
    EXPECT_EQ(bank_code_digit(code), digit) << code;
  }
  EXPECT_EQ(find_bank("341")->name, "Itaú");
  EXPECT_EQ(find_bank("999"), nullptr);
  EXPECT_EQ(find_bank(""), nullptr);
  for (const auto& bank : banks()) EXPECT_EQ(find_bank(bank.code), &bank);
}

TEST(Bank, CodesAreThoseOfTheListOfParticipants) {
  std::ifstream file(std::filesystem::path(QUITA_SHARED_DIR) / "data/reference/banks.csv");
  if (!file) GTEST_SKIP() << "the shared reference data is not here";
  std::set<std::string> pairs;
  for (std::string line; std::getline(file, line);) pairs.insert(line.substr(0, 12));
  const std::set<std::string_view> gone = {"347", "356", "399", "409", "453"};
  for (const auto& bank : banks()) {
    if (gone.contains(bank.code)) continue;
    EXPECT_TRUE(pairs.contains(std::string(bank.code) + "," + std::string(bank.ispb))) << bank.code;
  }
}

}  // namespace
}  // namespace quita
