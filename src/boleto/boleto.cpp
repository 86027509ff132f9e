#include "boleto/boleto.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "boleto/due_factor.h"

namespace quita::boleto {

// One entry a bank, each in its own file.
extern const BoletoBank bank_001;
extern const BoletoBank bank_003;
extern const BoletoBank bank_004;
extern const BoletoBank bank_021;
extern const BoletoBank bank_025;
extern const BoletoBank bank_033;
extern const BoletoBank bank_041;
extern const BoletoBank bank_047;
extern const BoletoBank bank_070;
extern const BoletoBank bank_077;
extern const BoletoBank bank_084;
extern const BoletoBank bank_085;
extern const BoletoBank bank_089;
extern const BoletoBank bank_091;
extern const BoletoBank bank_097;
extern const BoletoBank bank_099;
extern const BoletoBank bank_104;
extern const BoletoBank bank_107;
extern const BoletoBank bank_133;
extern const BoletoBank bank_136;
extern const BoletoBank bank_174;
extern const BoletoBank bank_208;
extern const BoletoBank bank_212;
extern const BoletoBank bank_218;
extern const BoletoBank bank_224;
extern const BoletoBank bank_237;
extern const BoletoBank bank_246;
extern const BoletoBank bank_274;
extern const BoletoBank bank_310;
extern const BoletoBank bank_322;
extern const BoletoBank bank_329;
extern const BoletoBank bank_336;
extern const BoletoBank bank_341;
extern const BoletoBank bank_347;
extern const BoletoBank bank_356;
extern const BoletoBank bank_389;
extern const BoletoBank bank_399;
extern const BoletoBank bank_403;
extern const BoletoBank bank_409;
extern const BoletoBank bank_422;
extern const BoletoBank bank_453;
extern const BoletoBank bank_457;
extern const BoletoBank bank_461;
extern const BoletoBank bank_530;
extern const BoletoBank bank_604;
extern const BoletoBank bank_633;
extern const BoletoBank bank_637;
extern const BoletoBank bank_643;
extern const BoletoBank bank_655;
extern const BoletoBank bank_707;
extern const BoletoBank bank_712;
extern const BoletoBank bank_743;
extern const BoletoBank bank_745;
extern const BoletoBank bank_748;
extern const BoletoBank bank_756;

namespace {

constexpr std::array<const BoletoBank*, 55> table = {
    &bank_001, &bank_003, &bank_004, &bank_021, &bank_025, &bank_033, &bank_041, &bank_047,
    &bank_070, &bank_077, &bank_084, &bank_085, &bank_089, &bank_091, &bank_097, &bank_099,
    &bank_104, &bank_107, &bank_133, &bank_136, &bank_174, &bank_208, &bank_212, &bank_218,
    &bank_224, &bank_237, &bank_246, &bank_274, &bank_310, &bank_322, &bank_329, &bank_336,
    &bank_341, &bank_347, &bank_356, &bank_389, &bank_399, &bank_403, &bank_409, &bank_422,
    &bank_453, &bank_457, &bank_461, &bank_530, &bank_604, &bank_633, &bank_637, &bank_643,
    &bank_655, &bank_707, &bank_712, &bank_743, &bank_745, &bank_748, &bank_756};

}  // namespace

std::span<const BoletoBank* const> boleto_banks() { return table; }

const BoletoBank* find_boleto_bank(std::string_view code) {
  for (const auto* bank : table) {
    if (bank->code == code) return bank;
  }
  return nullptr;
}

Result<Boleto> make_boleto(const BoletoBank& bank, const Agreement& agreement, const Order& order) {
  if (order.amount.negative() || order.amount.centavos() > barcode_centavos_max) {
    return invalid("boleto.amount",
                   fmt::format("valor: {} não cabe em um boleto", format_brl(order.amount)),
                   "valor", "de R$ 0,00 a R$ 99.999.999,99");
  }
  if (order.due && *order.due < due_date_min) {
    return invalid("boleto.due",
                   fmt::format("vencimento: {} é anterior a {}, o primeiro que um código de barras "
                               "representa",
                               format_br(*order.due), format_br(due_date_min)),
                   "vencimento", fmt::format("{} ou depois", format_br(due_date_min)));
  }
  for (const auto& input : bank.inputs) {
    const std::string& value = agreement.*input.member;
    if (input.required && value.empty()) {
      return invalid("boleto.input.missing", fmt::format("{}: falta informar", input.field),
                     std::string(input.field), std::string(input.label));
    }
    if (value.size() > static_cast<std::size_t>(input.size_max)) {
      return invalid("boleto.input.length",
                     fmt::format("{}: \"{}\" tem {} caracteres, e cabem no máximo {}", input.field,
                                 prefix_utf8(value, 40), value.size(), input.size_max),
                     std::string(input.field), std::string(input.label));
    }
  }
  BankPart part;
  TRY_STATUS(bank.compose(agreement, order, part));
  const int factor = order.due ? due_factor(*order.due) : 0;
  return Boleto{make_barcode(bank.barcode_code(), factor, order.amount.centavos(), part.free_field),
                part.our_number, part.beneficiary};
}

Result<Boleto> make_boleto(std::string_view bank, const Agreement& agreement, const Order& order) {
  if (const auto* found = find_boleto_bank(bank)) return make_boleto(*found, agreement, order);
  std::string known;
  for (const auto* entry : table) known += (known.empty() ? "" : ", ") + std::string(entry->code);
  return invalid("boleto.bank",
                 fmt::format("banco: não há boleto para o banco \"{}\"", prefix_utf8(bank, 20)),
                 "banco", "um destes códigos: " + known);
}

}  // namespace quita::boleto
