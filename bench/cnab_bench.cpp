#include "cnab_bench.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cnab/lines.h"
#include "cnab/remittance.h"
#include "cnab/return.h"
#include "cnab/testing.h"
#include "figure.h"
#include "stopwatch.h"

namespace quita::bench {
namespace {

constexpr int titles = 20'000;
constexpr const char* parse_limit =
    "some 25 fields a title: trimming texts, checking digits; finding lines takes a tenth";
constexpr const char* write_limit = "some 25 fields a title: folding texts to capitals";

cnab::Covenant itau(cnab::Format format) { return cnab::testing::covenant_of("341", format); }

std::vector<cnab::ReturnEntry> entries() {
  std::vector<cnab::ReturnEntry> all;
  for (int i = 0; i < titles; ++i) {
    auto& entry = all.emplace_back();
    entry.event = i % 4 == 0 ? cnab::Event::registered : cnab::Event::settled;
    entry.our_number = fmt::format("{:08}", 10'000'000 + i);
    entry.your_number = fmt::format("NF{:07}", i);
    entry.company_use = fmt::format("REC01H455VB4PEX5V{:07}", i);
    entry.title_value = Money::centavos(129'990 + i);
    entry.due = Date(2026, 11, 3) + i % 90;
    entry.occurred = *entry.due;
    entry.fee = Money::centavos(250);
    entry.paying_bank = "001";
    entry.paying_agency = "1234";
    if (entry.event == cnab::Event::settled) {
      entry.paid = entry.title_value + Money::centavos(1'234);
      entry.interest_and_fine = Money::centavos(1'234);
      entry.credited = *entry.due + 1;
      entry.net_credit = entry.paid;
    }
    entry.payer_document = "12345678909";
    entry.payer_name = "JOSE DA SILVA";
  }
  return all;
}

std::vector<cnab::RemittanceItem> items() {
  std::vector<cnab::RemittanceItem> all;
  for (int i = 0; i < titles; ++i) {
    auto& item = all.emplace_back();
    item.our_number = fmt::format("{:08}", 10'000'000 + i);
    item.your_number = fmt::format("NF{:07}", i);
    item.company_use = fmt::format("REC01H455VB4PEX5V{:07}", i);
    item.issued = Date(2026, 11, 3);
    item.due = Date(2026, 12, 10) + i % 90;
    item.amount = Money::centavos(129'990 + i);
    item.payer = {"José da Silva", "12345678909", "Rua das Flores 12 ap 3",
                  "Centro",        "São Paulo",   "SP",
                  "01310100"};
  }
  return all;
}

std::string must(tl::expected<std::string, std::vector<Error>> file) {
  if (file) return *std::move(file);
  fmt::print(stderr, "bench: {}\n", file.error().front().message);
  std::abort();
}

void reading(cnab::Format format, Figure figure) {
  const auto file = must(cnab::write_return(itau(format), {}, entries()));
  figure.value = rate_of(titles, [&] {
    const auto read = cnab::read_return(file);
    if (!read || read->entries.size() != titles || !read->warnings.empty()) std::abort();
    keep(read->entries.data());
  });
  print(figure);
}

void writing(cnab::Format format, Figure figure) {
  const auto covenant = itau(format);
  const auto orders = items();
  figure.value = rate_of(titles, [&] {
    const auto file = must(cnab::write_remittance(covenant, {}, orders));
    keep(file.data());
  });
  print(figure);
}

class Counting : public cnab::ReturnVisitor {
 public:
  Status title(const cnab::ReturnEntry& entry) override {
    ++count;
    paid += entry.paid;
    return {};
  }
  int count = 0;
  Money paid;
};

// What cannot be undercut: the same bytes with their lines found and nothing read of them, and the
// same bytes copied once.
void floors() {
  const auto file = must(cnab::write_return(itau(cnab::Format::cnab400), {}, entries()));
  Figure lines{"return_400_lines_only", 0, "lines/s", 0, true, "finding line ends"};
  lines.value = rate_of(titles, [&] {
    cnab::LineReader reader{std::string_view(file)};
    reader.set_width(400);
    for (cnab::Line line; reader.next(line);) keep(line.text.data());
  });
  print(lines);
  Figure copied{"return_400_copied_once", 0, "lines/s", 0, true, "memory bandwidth"};
  copied.value = rate_of(titles, [&] {
    const std::string copy(file);
    keep(copy.data());
  });
  print(copied);
}

// The same details without keeping them.
void visiting() {
  const auto file = must(cnab::write_return(itau(cnab::Format::cnab400), {}, entries()));
  Figure figure{"return_400_visited",      0, "details/s", 1'500'000, true, parse_limit, 97'000,
                "node-boleto (few fields)"};
  figure.value = rate_of(titles, [&] {
    Counting counting;
    if (!cnab::visit_return(std::string_view(file), counting) || counting.count != titles)
      std::abort();
    keep(counting.paid);
  });
  print(figure);
}

// A file of 1 GB on the disk, read in a process of its own, whose memory is what it took at most.
void one_gigabyte() {
  const auto path = std::filesystem::temp_directory_path() /
                    fmt::format("quita-bench-{}.ret", static_cast<int>(getpid()));
  const auto file = must(cnab::write_return(itau(cnab::Format::cnab400), {}, entries()));
  constexpr std::size_t line = 402;
  const auto details = file.substr(line, file.size() - 2 * line);
  std::int64_t count = 0;
  {
    std::ofstream out(path, std::ios::binary);
    out << file.substr(0, line);
    for (; count * static_cast<std::int64_t>(line) < 1'000'000'000; count += titles) out << details;
    out << file.substr(file.size() - line);
  }
  int answer[2];
  if (pipe(answer) != 0) std::abort();
  const auto child = fork();
  if (child == 0) {
    std::ifstream in(path, std::ios::binary);
    Counting counting;
    const double begin = cpu_seconds();
    const bool read = cnab::visit_return(in, counting).has_value() && counting.count == count;
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const double told[] = {read ? cpu_seconds() - begin : 0,
                           static_cast<double>(used.ru_maxrss) / 1024};
    _exit(write(answer[1], told, sizeof told) == sizeof told ? 0 : 1);
  }
  double told[2] = {};
  if (read(answer[0], told, sizeof told) != sizeof told || told[0] == 0) std::abort();
  waitpid(child, nullptr, 0);
  std::filesystem::remove(path);
  print({"return_1gb_time", told[0], "s", 2.5e6 / 1'500'000, false, parse_limit});
  print({"return_1gb_peak_memory", told[1], "MB", 64, false,
         "the program itself: the window is 256 KiB"});
}

}  // namespace

void cnab_figures() {
  reading(cnab::Format::cnab400, {"return_400", 0, "details/s", 1'500'000, true, parse_limit,
                                  97'000, "node-boleto (few fields)"});
  reading(cnab::Format::cnab240,
          {"return_240", 0, "T+U pairs/s", 700'000, true, parse_limit, 22'000, "brcobranca"});
  writing(cnab::Format::cnab400,
          {"remittance_400", 0, "titles/s", 1'000'000, true, write_limit, 7'382, "brcobranca"});
  writing(cnab::Format::cnab240,
          {"remittance_240", 0, "titles/s", 1'000'000, true, write_limit, 5'442, "brcobranca"});
  visiting();
  floors();
  one_gigabyte();
}

}  // namespace quita::bench
