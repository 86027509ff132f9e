// Lines as files really have them: read from memory and as a stream they are the same.
#include "cnab/lines.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/resource.h>

#include <sstream>

#include "cnab/check.h"
#include "cnab/return.h"
#include "cnab/testing.h"

namespace quita::cnab {
namespace {

struct Told {
  std::vector<std::pair<int, std::string>> lines;
  std::vector<std::string> warnings;
  bool crlf = true;
  bool operator==(const Told&) const = default;
};

Told all(LineReader& reader) {
  Told told;
  reader.set_width(240);
  for (Line line; reader.next(line);) {
    EXPECT_EQ(line.text.size(), 240U);
    told.lines.emplace_back(line.number, line.text);
  }
  for (const auto& finding : reader.warnings().take())
    told.warnings.push_back(finding.rule + " " + std::to_string(finding.line) + finding.message);
  told.crlf = reader.crlf();
  return told;
}
Told in_memory(const std::string& bytes) {
  LineReader reader{std::string_view(bytes)};
  return all(reader);
}
Told streamed(const std::string& bytes) {
  std::istringstream in(bytes);
  LineReader reader(in);
  return all(reader);
}

// 1,500 numbered lines are more than the reader's window holds, so that lines stand across blocks.
std::string numbered(int count, std::string_view end) {
  std::string out;
  for (int i = 1; i <= count; ++i) {
    auto line = std::to_string(i);
    line.resize(240, static_cast<char>('A' + i % 26));
    out += line;
    out += end;
  }
  return out;
}

std::string utf16(const std::string& bytes, bool big_endian) {
  std::string out;
  for (const char c : bytes) {
    if (big_endian) out += '\0';
    out += c;
    if (!big_endian) out += '\0';
  }
  return out;
}

TEST(CnabLines, AcrossBlocksNothingIsLost) {
  const auto plain = in_memory(numbered(1500, "\r\n"));
  ASSERT_EQ(plain.lines.size(), 1500U);
  EXPECT_EQ(plain.lines[1499].second.substr(0, 4), "1500");
  EXPECT_TRUE(plain.warnings.empty());
  EXPECT_EQ(streamed(numbered(1500, "\r\n")), plain);
  for (const auto* end : {"\n", "\r", "", "\r\r\n"}) {
    const auto told = in_memory(numbered(1500, end));
    EXPECT_EQ(told.lines, plain.lines) << end;
    EXPECT_EQ(streamed(numbered(1500, end)), told);
  }
  EXPECT_EQ(streamed(utf16(numbered(1500, "\r\n"), false)).lines, plain.lines);
  EXPECT_EQ(streamed("\xFE\xFF" + utf16(numbered(1500, "\r\n"), true)).lines, plain.lines);
  EXPECT_EQ(streamed("\xEF\xBB\xBF" + numbered(1500, "\r\n")).lines, plain.lines);
}

// A file that never ends its line is no reason to keep it.
TEST(CnabLines, ALineLongerThanTheWindowIsCutAndCounted) {
  auto file = numbered(2, "\r\n");
  file += std::string(700'000, 'x') + "\r\n" + numbered(1, "\r\n");
  const auto told = streamed(file);
  ASSERT_EQ(told.lines.size(), 4U);
  EXPECT_EQ(told.lines[3].first, 4);
  ASSERT_EQ(told.warnings.size(), 1U);
  EXPECT_NE(told.warnings[0].find("700000 colunas"), std::string::npos) << told.warnings[0];
  EXPECT_EQ(in_memory(file), told);
}

// What a file's first foreign letter is written in holds for the whole file.
TEST(CnabLines, Latin1StaysLatin1) {
  auto latin1 = numbered(3, "\r\n");
  latin1[10] = '\xC3';
  latin1[242 + 10] = '\xC3';  // these two would also be an A with a tilde in UTF-8
  latin1[242 + 11] = '\x83';
  const auto told = in_memory(latin1);
  EXPECT_TRUE(told.warnings.empty());
  EXPECT_EQ(told.lines[1].second.substr(10, 2), "\xC3\x83");
}

RC_GTEST_PROP(CnabLines, AnyBytesReadTheSameFromMemoryAndAsAStream, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "0", "341", " ", "\r", "\n", "\r\n", "\x1A", std::string(1, '\0'), "\xEF\xBB\xBF", "\xFF\xFE",
      "\xC3\xA7", "\xE7", std::string(240, '7'), std::string(480, '8'), std::string(300, 'x')));
  std::string bytes;
  for (const auto& piece : pieces) bytes += piece;
  const auto told = streamed(bytes);
  RC_ASSERT(told == in_memory(bytes));
}

// ---- Memory -----------------------------------------------------------------------------------

// A return of so many titles that nobody holds: made while it is read.
class EndlessReturn : public std::streambuf {
 public:
  EndlessReturn(Format format, int titles) : titles_(titles) {
    const auto covenant = testing::covenant_of("341", format);
    ReturnEntry entry;
    entry.event = Event::settled;
    entry.our_number = "223352";
    entry.paid = entry.title_value = Money::centavos(129'990);
    entry.payer_name = "JOSE DA SILVA";
    const auto lines = testing::lines_of(write_return(covenant, {}, {&entry, 1}).value());
    const bool wide = format == Format::cnab400;
    const std::size_t first = wide ? 1 : 2;
    for (std::size_t i = 0; i < first; ++i) head_ += lines[i] + "\r\n";
    for (std::size_t i = first; i < first + (wide ? 1 : 2); ++i) title_ += lines[i] + "\r\n";
    for (std::size_t i = first + (wide ? 1 : 2); i < lines.size(); ++i) tail_ += lines[i] + "\r\n";
  }
  std::size_t title_size() const { return title_.size(); }

 private:
  int_type underflow() override {
    auto& piece = next_ == 0 ? head_ : next_ <= titles_ ? title_ : tail_;
    if (next_++ > titles_ + 1) return traits_type::eof();
    setg(piece.data(), piece.data(), piece.data() + piece.size());
    return traits_type::to_int_type(piece[0]);
  }

  std::string head_, title_, tail_;
  int titles_;
  int next_ = 0;
};

class Counting : public ReturnVisitor {
 public:
  Status title(const ReturnEntry& entry) override {
    ++count;
    total += entry.paid;
    return {};
  }
  int count = 0;
  Money total;
};

long peak_kilobytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;
}

// 24 MB go through at least; the process may grow by 8. Every line has a wrong sequence number
// besides.
TEST(CnabMemory, ALargeReturnIsReadInConstantMemory) {
  for (const auto format : {Format::cnab240, Format::cnab400}) {
    EXPECT_EXIT(
        {
          constexpr int titles = 60'000;
          EndlessReturn file(format, titles);
          if (file.title_size() * titles < 24'000'000) std::exit(3);
          std::istream in(&file);
          const auto before = peak_kilobytes();
          Counting counting;
          const auto warnings = visit_return(in, counting);
          if (!warnings || counting.count != titles) std::exit(4);
          if (counting.total.centavos() != std::int64_t{titles} * 129'990) std::exit(5);
          if (warnings->size() > 250) std::exit(6);
          std::exit(peak_kilobytes() - before < 8 * 1024 ? 0 : 7);
        },
        ::testing::ExitedWithCode(0), "");
    EXPECT_EXIT(
        {
          EndlessReturn file(format, 20'000);
          std::istream in(&file);
          const auto before = peak_kilobytes();
          const auto report = check(in);
          if (!report || report->titles != 20'000) std::exit(4);
          std::exit(peak_kilobytes() - before < 8 * 1024 ? 0 : 7);
        },
        ::testing::ExitedWithCode(0), "");
  }
}

}  // namespace
}  // namespace quita::cnab
