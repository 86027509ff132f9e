#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "json/bind.h"

namespace quita::json {
namespace {

enum class Colour { red, dark_blue };
BOOST_DESCRIBE_ENUM(Colour, red, dark_blue)

struct Item {
  std::string name;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(Item, (), (name, amount))

struct Order {
  TitleId id;
  Date due;
  Instant at;
  Rate fine;
  bool urgent = false;
  int count = 0;
  Colour colour = Colour::red;
  std::optional<std::string> note;
  std::vector<Item> items;
};
BOOST_DESCRIBE_STRUCT(Order, (), (id, due, at, fine, urgent, count, colour, note, items))

template <class T>
struct Box {
  std::vector<T> items;
  BOOST_DESCRIBE_CLASS(Box, (), (items), (), ())
};

struct Base {
  int kept = 0;
};
BOOST_DESCRIBE_STRUCT(Base, (), (kept))
struct Derived : Base {
  std::optional<double> share;
  boost::json::value extra;
};
BOOST_DESCRIBE_STRUCT(Derived, (Base), (share, extra))

struct Tree {
  std::vector<Tree> branches;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (branches))

const std::string order_text =
    R"({"id":"rec_01h455vb4pex5vsknk084sn02q","due":"2026-11-22","at":"2026-11-22T13:05:09.123Z",)"
    R"("fine":20000,"urgent":true,"count":-3,"colour":"dark_blue","note":"olá",)"
    R"("items":[{"name":"a","amount":129990},{"name":"b","amount":-1}]})";

namespace twins {
struct Item {
  std::vector<Tree> trees;
};
BOOST_DESCRIBE_STRUCT(Item, (), (trees))
}  // namespace twins

std::string code_of(std::string_view text) {
  auto value = parse(text);
  return value ? "" : value.error().code;
}
template <class T>
std::string told(std::string_view text) {
  auto value = read<T>(text);
  return value ? "" : value.error().code + " @" + value.error().field;
}

TEST(Bind, ReadsAndWritesEveryType) {
  auto order = read<Order>(order_text);
  ASSERT_TRUE(order) << order.error().message;
  EXPECT_EQ(order->items.at(0).amount, Money::centavos(129'990));
  EXPECT_EQ(order->fine, Rate::percent(2));
  EXPECT_EQ(order->due, Date(2026, 11, 22));
  EXPECT_EQ(order->colour, Colour::dark_blue);
  EXPECT_EQ(write(*order), order_text);
}

TEST(Bind, AbsentOptionalMayBeMissingOrNullAndIsNotWritten) {
  auto derived = read<Derived>(R"({"kept":1,"share":null,"extra":{"any":[1]}})");
  ASSERT_TRUE(derived);
  EXPECT_FALSE(derived->share);
  EXPECT_EQ(write(*derived), R"({"kept":1,"extra":{"any":[1]}})");
  EXPECT_EQ(read<Derived>(R"({"kept":1,"share":5,"extra":null})")->share, 5.0);
}

TEST(Bind, NamesThePlaceOfTheError) {
  const auto with = [](std::string_view from, std::string_view to) {
    auto text = order_text;
    return told<Order>(text.replace(text.find(from), from.size(), to));
  };
  EXPECT_EQ(with("129990", "1299.90"), "json.type @items.0.amount");
  EXPECT_EQ(with("129990", "1e2"), "json.type @items.0.amount");
  EXPECT_EQ(with("129990", "1.0"), "json.type @items.0.amount");
  EXPECT_EQ(with("129990", "\"1299,90\""), "json.type @items.0.amount");
  EXPECT_EQ(with("129990", "1000000000000"), "json.range @items.0.amount");
  EXPECT_EQ(with("129990", "18446744073709551615"), "json.range @items.0.amount");
  EXPECT_EQ(with("\"amount\":-1", "\"valor\":-1"), "json.missing @items.1.amount");
  EXPECT_EQ(with("\"amount\":-1", "\"amount\":-1,\"valor\":1"),
            "json.unknown_field @items.1.valor");
  EXPECT_EQ(with("2026-11-22\"", "2026-02-30\""), "date.format @due");
  EXPECT_EQ(with("rec_01", "pty_01"), "id.format @id");
  EXPECT_EQ(with("dark_blue", "green"), "json.enum @colour");
  EXPECT_EQ(with("-3", "3000000000"), "json.range @count");
  EXPECT_EQ(with("20000", "-1"), "json.range @fine");
  EXPECT_EQ(with("true", "1"), "json.type @urgent");
  EXPECT_EQ(with("\"at\":\"2026-11-22T13:05:09.123Z\"", "\"at\":\"22/11/2026\""),
            "instant.format @at");
  EXPECT_EQ(told<Order>("[]"), "json.type @");
  EXPECT_EQ(told<Item>("{}"), "json.missing @name");
}

// A text with a NUL cannot be stored by PostgreSQL: it is the sender's mistake, not ours.
TEST(Bind, RefusesNulInATextButNotInAValueKeptAsItIs) {
  EXPECT_EQ(read<std::string>(R"("a\u0000b")").error().code, "json.character");
  EXPECT_TRUE(read<boost::json::value>(R"("a\u0000b")"));
}

TEST(Bind, ErrorsSpeakPortuguese) {
  auto item = read<Item>(R"({"name":"x","amount":12.9})");
  EXPECT_EQ(item.error().message,
            "veio um número com fração ou expoente; esperado um inteiro em centavos");
  EXPECT_EQ(item.error().hint, "R$ 12,90 escreve-se 1290.");
}

TEST(Bind, ReadsQueryTextByType) {
  EXPECT_EQ(*from_text<int>("12"), 12);
  EXPECT_EQ(*from_text<bool>("true"), true);
  EXPECT_EQ(*from_text<Date>("2026-11-22"), Date(2026, 11, 22));
  EXPECT_EQ(*from_text<Colour>("red"), Colour::red);
  EXPECT_EQ(*from_text<std::string>("12"), "12");
  EXPECT_EQ(from_text<int>("1.5").error().code, "json.type");
  EXPECT_EQ(from_text<int>("nan").error().code, "json.type");
  EXPECT_EQ(from_text<Money>("12,90").error().code, "json.type");
}

TEST(Schema, NamesEachTypeOnce) {
  Schemas schemas;
  EXPECT_EQ(serialize(schema_of<Box<Item>>(schemas)), R"({"$ref":"#/components/schemas/BoxItem"})");
  schema_of<Order>(schemas);
  EXPECT_EQ(serialize(schemas.all().at("Item")),
            R"({"type":"object","properties":{"name":{"type":"string"},"amount":{"type":"integer",)"
            R"("format":"int64","description":"centavos"}},"required":["name","amount"],)"
            R"("additionalProperties":false})");
  EXPECT_EQ(schemas.all().size(), 3u);
  const auto& properties = schemas.all().at("Order").at("properties");
  EXPECT_EQ(serialize(properties.at("colour")), R"({"type":"string","enum":["red","dark_blue"]})");
  EXPECT_EQ(serialize(properties.at("items").at("items")),
            R"({"$ref":"#/components/schemas/Item"})");
  for (const auto& name : schemas.all().at("Order").at("required").as_array()) {
    EXPECT_NE(name.as_string(), "note");
  }
}

TEST(Schema, TakesTypesThatHoldThemselvesAndTwinsOfOneName) {
  Schemas schemas;
  schema_of<Item>(schemas);
  schema_of<twins::Item>(schemas);
  EXPECT_TRUE(schemas.all().contains("Item2"));
  schema_of<Tree>(schemas);
  EXPECT_EQ(serialize(schemas.all().at("Tree").at("properties").at("branches").at("items")),
            R"({"$ref":"#/components/schemas/Tree"})");
}

TEST(Parse, RefusesWhatIsNotStrictJson) {
  EXPECT_EQ(code_of(R"({"a":1,"b":{"a":1},"c":[{"a":2}]})"), "");
  EXPECT_EQ(code_of(" 1 \n"), "");
  EXPECT_EQ(code_of(R"({"a":1,"a":1})"), "json.duplicate_key");
  EXPECT_EQ(code_of(R"([{"x":{"a":1,"b":2,"\u0061":3}}])"), "json.duplicate_key");
  EXPECT_EQ(code_of(R"({"":1,"":1})"), "json.duplicate_key");
  EXPECT_EQ(code_of("1e400"), "json.number");
  EXPECT_EQ(code_of("[-1e400]"), "json.number");
  EXPECT_EQ(code_of(""), "json.syntax");
  EXPECT_EQ(code_of("  "), "json.syntax");
  EXPECT_EQ(code_of("{} x"), "json.syntax");
  EXPECT_EQ(code_of("NaN"), "json.syntax");
  EXPECT_EQ(code_of("\"\xff\""), "json.syntax");
  EXPECT_EQ(code_of("\"\xc0\xaf\""), "json.syntax");
  EXPECT_EQ(code_of("\"\xed\xa0\x80\""), "json.syntax");
  EXPECT_EQ(code_of(std::string("\"a\0b\"", 5)), "json.syntax");
  EXPECT_EQ(code_of("\xef\xbb\xbf{}"), "json.syntax");
  EXPECT_EQ(code_of(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_EQ(code_of(std::string(33, '[') + std::string(33, ']')), "json.depth");
  EXPECT_EQ(code_of(std::string(1'000'000, '[')), "json.depth");
  EXPECT_EQ(code_of('"' + std::string(string_bytes_max, 'x') + '"'), "");
  EXPECT_EQ(code_of('"' + std::string(string_bytes_max + 1, 'x') + '"'), "json.too_long");
  EXPECT_EQ(code_of("{\"" + std::string(string_bytes_max + 1, 'x') + "\":1}"), "json.too_long");
}

TEST(Parse, ReadsTheNearestDouble) {
  for (const auto* text :
       {"-1231231231231223123123123123", "0.1", "5e-324", "1.7976931348623157e308",
        "123456789012345678901234567890", "2.2250738585072011e-308"}) {
    EXPECT_EQ(parse(text)->get_double(), std::strtod(text, nullptr)) << text;
  }
  EXPECT_EQ(parse("1e-400")->get_double(), 0.0);
  EXPECT_EQ(write(-0.0), "0") << "what is written reads back to the same text";
  EXPECT_EQ(serialize(*parse("[1.5,2,18446744073709551615,-3]")),
            "[1.5E0,2,18446744073709551615,-3]");
}

// What an outbox message has: "template" is no name for a member in C++.
struct NamedByKeyword {
  std::string template_;
  std::optional<int> class_;
};
BOOST_DESCRIBE_STRUCT(NamedByKeyword, (), (template_, class_))

TEST(Bind, AKeywordIsWrittenWithoutItsUnderscore) {
  EXPECT_EQ(write(NamedByKeyword{"a", 1}), R"({"template":"a","class":1})");
  EXPECT_EQ(read<NamedByKeyword>(R"({"template":"b"})")->template_, "b");
  EXPECT_EQ(read<NamedByKeyword>("{}").error().field, "template");
  EXPECT_EQ(read<NamedByKeyword>(R"({"template_":"b"})").error().code, "json.missing");
  Schemas schemas;
  schema_of<NamedByKeyword>(schemas);
  EXPECT_THAT(serialize(schemas.all()), testing::HasSubstr(R"("required":["template"])"));
}

TEST(Parse, TellsWhereTheSyntaxBreaks) {
  EXPECT_EQ(parse(R"({"a":1,})").error().field, "byte 7");
  EXPECT_THAT(parse(R"({"a":)").error().message, testing::HasSubstr("termina antes da hora"));
}

// The public corpus of hostile JSON: y_ must be accepted, n_ refused, i_ must only not break.
TEST(Parse, AgreesWithTheHostileCorpus) {
  const std::filesystem::path folder = QUITA_SHARED_DIR "/data/hostile/json/test_parsing";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is absent";
  int judged = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto name = entry.path().filename().string();
    const auto code = code_of(text);
    if (name.starts_with("n_")) {
      EXPECT_NE(code, "") << name;
    } else if (name.starts_with("y_object_duplicated_key")) {
      EXPECT_EQ(code, "json.duplicate_key") << name;
    } else if (name.starts_with("y_")) {
      EXPECT_EQ(code, "") << name;
    }
    ++judged;
  }
  EXPECT_GT(judged, 300);
}

TEST(JsonWrite, EscapesWhatRfc8259Says) {
  const std::string hard = "a\"b\\c\n\r\t\x01\x1f/é😀\x7f";
  EXPECT_EQ(write(hard), "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f/é😀\x7f\"");
  EXPECT_EQ(read<std::string>(write(hard)).value(), hard);
  EXPECT_EQ(write(std::vector<std::string>()), "[]");
  EXPECT_EQ(write(std::optional<std::string>()), "null");
}

}  // namespace
}  // namespace quita::json
