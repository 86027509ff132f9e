#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "pix/br_code.h"
#include "pix/pix_key.h"

namespace quita::pix {
namespace {

StaticCode sample() {
  return {.key = "financeiro@padaria.com.br",
          .amount = Money::centavos(129'990),
          .merchant_name = "Padaria São José do Rio Preto Ltda",
          .merchant_city = "São José do Rio Preto",
          .txid = "NF1234",
          .description = "Nota 1234, parcela 1/3",
          .postal_code = "15010-000"};
}

// A payload closed with its right CRC, for breaking one rule at a time.
std::string closed(std::string body) {
  body += "6304";
  return body + fmt::format("{:04X}", crc16(body));
}
const std::string head = "000201";
const std::string account = "26400014br.gov.bcb.pix0118pagar@empresa.comm";
const std::string tail = "52040000530398654041.005802BR5905Fulan6004CITY62070503***";

TEST(PixKey, KindIsToldByTheForm) {
  const std::tuple<const char*, KeyKind, const char*> keys[] = {
      {"529.982.247-25", KeyKind::cpf, "52998224725"},
      {"11.222.333/0001-81", KeyKind::cnpj, "11222333000181"},
      {"12.abc.345/01de-35", KeyKind::cnpj, "12ABC34501DE35"},
      {" Nome.Sobrenome+pix@Empresa.com.BR ", KeyKind::email, "nome.sobrenome+pix@empresa.com.br"},
      {"+55 11 98765-4321", KeyKind::phone, "+5511987654321"},
      {"(11) 98765-4321", KeyKind::phone, "+5511987654321"},
      {"11987654321", KeyKind::phone, "+5511987654321"},
      {"5511987654321", KeyKind::phone, "+5511987654321"},
      {"4004901D-bd85-4769-8e52-cb4c42c506dc", KeyKind::random,
       "4004901d-bd85-4769-8e52-cb4c42c506dc"},
  };
  for (const auto& [text, kind, canonical] : keys) {
    const auto key = parse_key(text);
    ASSERT_TRUE(key.has_value()) << text << ": " << key.error().message;
    EXPECT_EQ(key->kind, kind) << text;
    EXPECT_EQ(key->text, canonical);
    EXPECT_EQ(*parse_key(key->text), *key) << "canonical text is a key itself";
  }
}

TEST(PixKey, RefusalsNameTheRule) {
  const std::pair<const char*, const char*> keys[] = {
      {"", "pix_key.empty"},
      {"529.982.247-26", "cpf.check_digit"},
      {"11.222.333/0001-82", "cnpj.check_digit"},
      {"a@b", "pix_key.email"},
      {"@empresa.com", "pix_key.email"},
      {"a b@empresa.com", "pix_key.email"},
      {"a@b@empresa.com", "pix_key.email"},
      {"4004901g-bd85-4769-8e52-cb4c42c506dc", "pix_key.random"},
      {"4004901d-bd85-4769-8e52-cb4c42c506--", "pix_key.random"},
      {"(11) 3333-4444", "pix_key.phone"},
      {"+1 212 555 0100", "phone.country"},
      {"padaria", "pix_key.unknown"},
  };
  for (const auto& [text, code] : keys) EXPECT_EQ(parse_key(text).error().code, code) << text;
  EXPECT_EQ(parse_key(std::string(78, 'a') + "@b.com").error().code, "pix_key.email");
}

TEST(PixTxid, SizesOfChargesAndStaticCodes) {
  EXPECT_TRUE(check_charge_txid(std::string(26, 'a')).has_value());
  EXPECT_TRUE(check_charge_txid(std::string(35, 'Z')).has_value());
  for (const auto& bad : {std::string(25, 'a'), std::string(36, 'a'), std::string(26, '-')}) {
    EXPECT_FALSE(check_charge_txid(bad).has_value()) << bad;
  }
  EXPECT_TRUE(check_static_txid("***").has_value());
  EXPECT_TRUE(check_static_txid("A1").has_value());
  for (const auto& bad :
       {std::string(), std::string(26, 'a'), std::string("**"), std::string("é")}) {
    EXPECT_FALSE(check_static_txid(bad).has_value()) << bad;
  }
}

TEST(BrCode, CrcOfTheStandard) { EXPECT_EQ(crc16("123456789"), 0x29B1); }

// The definition, a bit at a time, against the tables.
TEST(BrCode, CrcOfAnyLength) {
  std::mt19937 random(16);
  std::string bytes;
  for (int size = 0; size < 200; ++size) {
    unsigned crc = 0xFFFF;
    for (const char c : bytes) {
      crc ^= static_cast<unsigned>(static_cast<unsigned char>(c)) << 8;
      for (int bit = 0; bit < 8; ++bit) crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xFFFF;
    }
    EXPECT_EQ(crc16(bytes), crc) << size;
    bytes += static_cast<char>(random());
  }
}

TEST(BrCode, StaticCodeByteByByte) {
  const auto code = make_br_code(StaticCode{.key = "thalesog@me.com",
                                            .amount = Money::centavos(1000),
                                            .merchant_name = "THALES OGLIARI",
                                            .merchant_city = "SAO MIGUEL DO O",
                                            .description = "Pedido 123"});
  EXPECT_EQ(*code,
            "00020126510014br.gov.bcb.pix0115thalesog@me.com0210Pedido 123520400005303986540510.00"
            "5802BR5914THALES OGLIARI6015SAO MIGUEL DO O62070503***63040DC6");
}

TEST(BrCode, DynamicCodeByteByByte) {
  DynamicCode wanted{.location = "payload.psp.com/3ec9d2f9-5f03-4e0e-820d-63a81e769e87",
                     .merchant_name = "THALES OGLIARI",
                     .merchant_city = "SAO MIGUEL DO O"};
  EXPECT_EQ(*make_br_code(wanted),
            "00020101021226740014br.gov.bcb.pix2552payload.psp.com/"
            "3ec9d2f9-5f03-4e0e-820d-63a81e769e875204000053039865802BR5914THALES OGLIARI6015SAO "
            "MIGUEL DO O62070503***63042895");
  wanted.single_use = false;
  EXPECT_EQ(make_br_code(wanted)->substr(make_br_code(wanted)->size() - 4), "42C5");
}

TEST(BrCode, WhatIsMadeIsReadBack) {
  const auto code = make_br_code(sample());
  ASSERT_TRUE(code.has_value()) << code.error().message;
  const auto read = read_br_code(*code);
  ASSERT_TRUE(read.has_value()) << read.error().field << read.error().message;
  EXPECT_EQ(read->key, "financeiro@padaria.com.br");
  EXPECT_EQ(read->amount, Money::centavos(129'990));
  EXPECT_EQ(read->merchant_name, "Padaria Sao Jose do Rio P");
  EXPECT_EQ(read->merchant_city, "Sao Jose do Rio");
  EXPECT_EQ(read->description, "Nota 1234, parcela 1/3");
  EXPECT_EQ(read->postal_code, "15010000");
  EXPECT_EQ(read->txid, "NF1234");
  EXPECT_FALSE(read->dynamic());
  EXPECT_TRUE(read->warnings.empty());

  const auto composite =
      make_br_code(DynamicCode{.location = "pix.example.com/qr/v2/cobv/1e6c54d3",
                               .merchant_name = "Fulano",
                               .merchant_city = "Brasília",
                               .recurrence = "pix.example.com/qr/v2/rec/3ffa64"});
  const auto both = read_br_code(*composite);
  ASSERT_TRUE(both.has_value()) << both.error().message;
  EXPECT_EQ(both->location, "pix.example.com/qr/v2/cobv/1e6c54d3");
  EXPECT_EQ(both->recurrence, "pix.example.com/qr/v2/rec/3ffa64");
  EXPECT_EQ(both->point_of_initiation, "12");
  EXPECT_EQ(both->merchant_city, "Brasilia");
}

TEST(BrCode, CodesOfPixAutomatico) {
  // Journey 2: nothing but the authorisation; byte by byte as in the collection of pix-utils.
  const auto alone = make_br_code(
      DynamicCode{.merchant_name = "Fulano de Tal",
                  .merchant_city = "BRASILIA",
                  .recurrence = "pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002"});
  ASSERT_TRUE(alone.has_value()) << alone.error().message;
  EXPECT_EQ(*alone,
            "00020126180014br.gov.bcb.pix5204000053039865802BR5913Fulano de Tal6008BRASILIA"
            "62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/"
            "2353c790eefb11eaadc10242ac120002630462C9");
  // A static code that also asks for it.
  StaticCode wanted = sample();
  wanted.recurrence = "pix.example.com/qr/v2/rec/3ffa64";
  const auto both = make_br_code(wanted);
  ASSERT_TRUE(both.has_value()) << both.error().message;
  const auto read = read_br_code(*both);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->key, "financeiro@padaria.com.br");
  EXPECT_EQ(read->recurrence, wanted.recurrence);
  wanted.recurrence = "https://x.com/rec";
  EXPECT_EQ(make_br_code(wanted).error().field, "url_recorrencia");
}

// The longest of everything: no code comes near the 512 characters.
TEST(BrCode, TheLongestCodeFits) {
  const std::string host = "pix.example.com/";
  const StaticCode longest{.key = std::string(65, 'a') + "@example.com",
                           .amount = Money::centavos(Money::outside_max),
                           .merchant_name = std::string(40, 'N'),
                           .merchant_city = std::string(40, 'C'),
                           .txid = std::string(25, 'T'),
                           .postal_code = "15010-000",
                           .recurrence = host + std::string(77 - host.size(), 'r')};
  const auto code = make_br_code(longest);
  ASSERT_TRUE(code.has_value()) << code.error().message;
  EXPECT_LT(code->size(), br_code_size_max);
  const auto read = read_br_code(*code);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->amount, longest.amount);
  EXPECT_EQ(read->key, longest.key);
}

TEST(BrCode, RandomStaticCodesComeBack) {
  std::mt19937 random(99);
  const char* keys[] = {"52998224725", "12ABC34501DE35", "+5511987654321", "a@b.co",
                        "4004901d-bd85-4769-8e52-cb4c42c506dc"};
  for (int round = 0; round < 3000; ++round) {
    StaticCode wanted;
    wanted.key = keys[random() % std::size(keys)];
    if (random() % 2) wanted.amount = Money::centavos(1 + random() % 99'999'999);
    wanted.merchant_name = std::string(1 + random() % 40, static_cast<char>('A' + random() % 26));
    wanted.merchant_city = std::string(1 + random() % 40, static_cast<char>('a' + random() % 26));
    if (random() % 2) wanted.txid = std::string(1 + random() % 25, '7');
    wanted.description = std::string(random() % 30, 'd');
    const auto code = make_br_code(wanted);
    ASSERT_TRUE(code.has_value()) << code.error().message;
    const auto read = read_br_code(*code);
    ASSERT_TRUE(read.has_value()) << *code << read.error().message;
    EXPECT_EQ(read->key, wanted.key);
    EXPECT_EQ(read->amount, wanted.amount);
    EXPECT_EQ(read->txid, wanted.txid);
    EXPECT_EQ(read->description, wanted.description);
    EXPECT_EQ(read->merchant_name, wanted.merchant_name.substr(0, 25));
  }
}

TEST(BrCode, AnyChangedCharacterIsFound) {
  const std::string code = *make_br_code(sample());
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (int c = 0; c < 256; ++c) {
      if (static_cast<char>(c) == code[i]) continue;
      std::string changed = code;
      changed[i] = static_cast<char>(c);
      const auto read = read_br_code(changed);
      // Small letters in the CRC mean the same number.
      if (read) {
        EXPECT_GE(i, code.size() - 4) << changed;
      }
    }
  }
}

TEST(BrCode, AStaticCodeForOnePaymentIsWarnedOf) {
  const auto once = read_br_code(closed(head + "010212" + account + tail));
  ASSERT_TRUE(once.has_value()) << once.error().message;
  EXPECT_EQ(once->warnings.size(), 1u);
  EXPECT_TRUE(read_br_code(closed(head + "010211" + account + tail))->warnings.empty());
}

TEST(BrCode, EveryPrefixIsRefused) {
  const std::string code = *make_br_code(sample());
  for (std::size_t size = 0; size < code.size(); ++size) {
    EXPECT_FALSE(read_br_code(code.substr(0, size)).has_value()) << size;
  }
}

TEST(BrCode, FaultsAreNamedWithTheirPlace) {
  struct Fault {
    std::string payload;
    const char* code;
    const char* place;
  };
  const auto with = [](std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
  };
  const std::string body = head + account + tail;
  ASSERT_TRUE(read_br_code(closed(body)).has_value()) << read_br_code(closed(body)).error().message;
  const Fault faults[] = {
      {"", "br_code.length", "posição 1, campo 00"},
      {std::string(513, '0'), "br_code.length", "posição 1, campo 00"},
      {"0002", "br_code.truncated", "posição 5, campo 00"},
      {"hello", "br_code.tag", "posição 1, campo ?"},
      {"000201xx", "br_code.tag", "posição 7, campo ?"},
      {"00020126", "br_code.tag", "posição 9, campo 26"},
      {closed(body) + "\n", "br_code.charset", "posição 116, campo ?"},
      {closed(account + head + tail), "br_code.order", "posição 1, campo 00"},
      {closed(head + account +
              "58"
              "02BR" +
              tail),
       "br_code.repeated", "posição 80, campo 58"},
      {body, "br_code.missing", "posição 108, campo 63"},
      {with(closed(body), "CITY", "CITI"), "br_code.crc", "posição 112, campo 63"},
      {closed(with(body, "000201", "000202")), "br_code.version", "posição 5, campo 00"},
      {closed(head + "010213" + account + tail), "br_code.point_of_initiation",
       "posição 11, campo 01"},
      {closed(with(body, "br.gov.bcb.pix", "br.gov.bcb.pox")), "br_code.gui",
       "posição 1, campo 26.00"},
      {closed(head + "26180014br.gov.bcb.pix" + tail), "br_code.empty_account",
       "posição 11, campo 26"},
      {closed(with(body, "pagar@empresa.comm", "pagar_empresa_comm")), "br_code.key",
       "posição 33, campo 26.01"},
      {closed(with(body, "52040000", "5204ABCD")), "br_code.category", "posição 55, campo 52"},
      {closed(with(body, "5303986", "5303840")), "br_code.currency", "posição 63, campo 53"},
      {closed(with(body, "54041.00", "54041,00")), "br_code.amount", "posição 70, campo 54"},
      {closed(with(body, "5802BR", "5802US")), "br_code.country", "posição 78, campo 58"},
      {closed(with(body, "5905Fulan", "5926" + std::string(26, 'F'))), "br_code.name",
       "posição 84, campo 59"},
      {closed(with(body, "6004CITY", "6000")), "br_code.city", "posição 93, campo 60"},
      {closed(with(body, "6004CITY", "")), "br_code.missing", "posição 108, campo 60"},
      {closed(with(body, "0503***", "0503a-b")), "br_code.txid", "posição 105, campo 62.05"},
      {closed(with(body, "62070503***", "62070403***")), "br_code.missing",
       "posição 101, campo 62.05"},
      {closed(with(body, "0503***", "0599***")), "br_code.truncated", "posição 105, campo 62.05"},
  };
  for (const auto& fault : faults) {
    const auto read = read_br_code(fault.payload);
    ASSERT_FALSE(read.has_value()) << fault.payload;
    EXPECT_EQ(read.error().code, fault.code) << fault.payload << "\n" << read.error().message;
    EXPECT_EQ(read.error().field, fault.place) << fault.payload;
    EXPECT_FALSE(read.error().hint.empty()) << fault.code;
  }
}

TEST(BrCode, RefusesWhatCannotBeMade) {
  const auto code_of = [](auto change) {
    StaticCode wanted = sample();
    change(wanted);
    const auto made = make_br_code(wanted);
    return made ? std::string("made") : made.error().code;
  };
  EXPECT_EQ(code_of([](auto& w) { w.key = "x"; }), "pix_key.unknown");
  EXPECT_EQ(code_of([](auto& w) { w.amount = Money(); }), "br_code.amount");
  EXPECT_EQ(code_of([](auto& w) { w.amount = Money::centavos(-1); }), "br_code.amount");
  EXPECT_EQ(code_of([](auto& w) { w.merchant_name = " \t"; }), "br_code.name");
  EXPECT_EQ(code_of([](auto& w) { w.merchant_city = ""; }), "br_code.city");
  EXPECT_EQ(code_of([](auto& w) { w.txid = "nota 1"; }), "pix_txid.format");
  EXPECT_EQ(code_of([](auto& w) { w.description = std::string(80, 'x'); }), "br_code.description");
  EXPECT_EQ(code_of([](auto& w) { w.postal_code = "1"; }), "br_code.postal_code");
  for (const auto* location : {"https://pix.com/x", "pix.com", "/x", "pix .com/x", "pix/x", ""}) {
    const auto made =
        make_br_code(DynamicCode{.location = location, .merchant_name = "A", .merchant_city = "B"});
    EXPECT_EQ(made.error().code, "br_code.location") << location;
  }
}

TEST(BrCode, EverySampleOfTheSharedCollection) {
  std::ifstream file(std::filesystem::path(QUITA_SHARED_DIR) / "data/samples/pix/brcodes.json");
  if (!file) GTEST_SKIP() << "the shared Pix samples are not here";
  std::ostringstream text;
  text << file.rdbuf();
  const auto samples = boost::json::parse(text.str());
  for (const auto& value : samples.as_array()) {
    const std::string payload(value.at("payload").as_string());
    SCOPED_TRACE(payload);
    const auto read = read_br_code(payload);
    ASSERT_TRUE(read.has_value()) << read.error().field << ": " << read.error().message;
    const auto& decoded = value.at("decoded").as_object();
    const auto check = [&](const char* name, const std::string& found) {
      const auto* expected = decoded.if_contains(name);
      if (expected == nullptr) return;
      EXPECT_EQ(expected->is_null() ? std::string() : std::string(expected->as_string()), found)
          << name;
    };
    check("key", read->key);
    check("info", read->description);
    check("fss", read->withdrawal_provider);
    check("url", read->location);
    check("rec_url_tag80", read->recurrence);
    check("point_of_init", read->point_of_initiation);
    check("mcc", read->category);
    check("amount", read->amount ? format_decimal(*read->amount) : "");
    check("name", read->merchant_name);
    check("city", read->merchant_city);
    check("postal", read->postal_code);
    check("txid", read->txid);
    check("crc", read->crc);
  }
}

}  // namespace
}  // namespace quita::pix
