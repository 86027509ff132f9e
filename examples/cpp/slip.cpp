// A slip's two codes: Itaú, wallet 109.
#include <boleto/boleto.h>

#include <iostream>

int main() {
  const quita::boleto::Agreement ours{
      .agency = "0057", .account = "12345", .account_digit = "7", .wallet = "109"};
  const auto slip = quita::boleto::make_boleto("341", ours,
                                               {.our_number = "12345678",
                                                .amount = quita::Money::centavos(129'990),
                                                .due = quita::Date(2026, 12, 10)});
  std::cout << (slip ? slip->line().formatted() : slip.error().message) << '\n';
  return slip ? 0 : 1;
}
