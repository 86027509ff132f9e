#include "cnab_bench.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "cnab/remittance.h"
#include "cnab/return.h"
#include "figure.h"
#include "stopwatch.h"

namespace quita::bench {
namespace {

constexpr int titles = 20'000;

cnab::Covenant itau(cnab::Format format) {
  cnab::Covenant covenant;
  covenant.bank = "341";
  covenant.format = format;
  covenant.company_name = "PADARIA PAO QUENTE LTDA";
  covenant.company_document = "11222333000181";
  covenant.agency = "1234";
  covenant.account = "56789";
  covenant.account_digit = "0";
  covenant.wallet = "109";
  return covenant;
}

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

}  // namespace

void cnab_figures() {
  reading(cnab::Format::cnab400,
          {"return_400", 0, "details/s", 1'500'000, true, "", 97'000, "node-boleto (few fields)"});
  reading(cnab::Format::cnab240,
          {"return_240", 0, "T+U pairs/s", 700'000, true, "", 22'000, "brcobranca"});
  writing(cnab::Format::cnab400,
          {"remittance_400", 0, "titles/s", 1'000'000, true, "", 7'382, "brcobranca"});
  writing(cnab::Format::cnab240,
          {"remittance_240", 0, "titles/s", 1'000'000, true, "", 5'442, "brcobranca"});
}

}  // namespace quita::bench
