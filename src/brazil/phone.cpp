#include "brazil/phone.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace quita {

namespace {

// Anatel's 67 area codes (Res. 709/2019), a row for each first digit.
constexpr std::array<std::string_view, 10> second_digits = {
    "",           // 0x
    "123456789",  // 11–19
    "12478",      // 21, 22, 24, 27, 28
    "1234578",    // 31–35, 37, 38
    "123456789",  // 41–49
    "1345",       // 51, 53–55
    "123456789",  // 61–69
    "134579",     // 71, 73–75, 77, 79
    "123456789",  // 81–89
    "123456789",  // 91–99
};

// The digits from the area code on: the country, trunk and carrier prefixes fall.
std::string_view national(std::string_view digits) {
  const auto size = digits.size();
  if ((size == 12 || size == 13) && digits.substr(0, 2) == "55") return digits.substr(2);
  if ((size == 11 || size == 12) && digits.front() == '0') return digits.substr(1);
  if ((size == 13 || size == 14) && digits.front() == '0') return digits.substr(3);
  return digits;
}

}  // namespace

bool valid_area_code(std::string_view ddd) {
  return ddd.size() == 2 && all_digits(ddd) &&
         second_digits[static_cast<std::size_t>(ddd[0] - '0')].find(ddd[1]) !=
             std::string_view::npos;
}

std::string Phone::formatted() const {
  const auto number = subscriber();
  return fmt::format("({}) {}-{}", area(), number.substr(0, number.size() - 4),
                     number.substr(number.size() - 4));
}

Result<Phone> parse_phone(std::string_view text) {
  text = trim(text);
  const bool known = text.find_first_not_of("0123456789 ()-./+") == std::string_view::npos;
  if (!known || text.find('+', 1) != std::string_view::npos) {
    return invalid("phone.character",
                   "Telefone: use só dígitos, espaços, parênteses e traços, com o + apenas no "
                   "início");
  }
  std::string digits = digits_only(text);
  const bool international = text.substr(0, 1) == "+" || digits.substr(0, 2) == "00";
  if (international) {
    const std::string_view after =
        std::string_view(digits).substr(digits.substr(0, 2) == "00" ? 2 : 0);
    if (after.substr(0, 2) != "55") {
      return invalid("phone.country",
                     "Telefone: só números do Brasil (+55) podem ser usados para cobrança");
    }
    digits = std::string(after.substr(2));
  }
  const std::string_view number = international ? std::string_view(digits) : national(digits);
  if (number.size() < 10 || number.size() > 11) {
    return invalid("phone.length",
                   fmt::format("Telefone: com o DDD são {} dígitos, e um fixo tem 10 e um celular "
                               "tem 11",
                               number.size()),
                   {}, number.size() < 10 ? "Informe o DDD antes do número" : "");
  }
  const auto area = number.substr(0, 2);
  const auto subscriber = number.substr(2);
  if (!valid_area_code(area)) {
    return invalid("phone.area", fmt::format("Telefone: o DDD {} não existe", area));
  }
  if (subscriber.size() == 8 && subscriber[0] >= '6') {
    return invalid(
        "phone.length", "Telefone: um celular tem nove dígitos depois do DDD, e este tem oito", {},
        fmt::format("Seria ({}) 9{}-{}?", area, subscriber.substr(0, 4), subscriber.substr(4)));
  }
  const bool good = subscriber.size() == 9 ? subscriber[0] == '9' && subscriber[1] != '0'
                                           : subscriber[0] >= '2' && subscriber[0] <= '5';
  if (!good) {
    return invalid("phone.subscriber",
                   "Telefone: depois do DDD, um celular começa com 9 e um fixo com 2, 3, 4 ou 5");
  }
  return Phone("+55" + std::string(number));
}

}  // namespace quita
