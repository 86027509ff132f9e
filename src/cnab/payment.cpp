#include "cnab/payment.h"

#include <fmt/format.h>

#include <array>

namespace quita::cnab {
namespace {

constexpr std::array method_names = {std::string_view("credito_em_conta"),
                                     std::string_view("credito_em_poupanca"),
                                     std::string_view("ted"),
                                     std::string_view("ted_mesma_titularidade"),
                                     std::string_view("boleto"),
                                     std::string_view("conta_de_consumo"),
                                     std::string_view("pix_chave"),
                                     std::string_view("pix_qr"),
                                     std::string_view("outra")};
static_assert(method_names.size() == payment_method_count + 1);

}  // namespace

std::string_view payment_method_name(PaymentMethod method) {
  return method_names[static_cast<std::size_t>(method)];
}

Result<PaymentMethod> parse_payment_method(std::string_view text) {
  for (std::size_t i = 0; i < payment_method_count; ++i)
    if (method_names[i] == text) return static_cast<PaymentMethod>(i);
  const auto known = std::span(method_names).first(payment_method_count);
  return invalid("cnab.payment_method", fmt::format("Forma de pagamento \"{}\"; esperada {}.", text,
                                                    fmt::join(known, ", ")));
}

std::string_view payment_order_name(PaymentOrder order) {
  return order == PaymentOrder::include ? "incluir" : "excluir";
}

Result<PaymentOrder> parse_payment_order(std::string_view text) {
  for (const auto order : {PaymentOrder::include, PaymentOrder::exclude})
    if (payment_order_name(order) == text) return order;
  return invalid("cnab.order", fmt::format("Ordem \"{}\"; esperado incluir ou excluir.", text));
}

std::string_view payment_status_name(PaymentStatus status) {
  switch (status) {
    case PaymentStatus::unknown:
      return "desconhecido";
    case PaymentStatus::scheduled:
      return "agendado";
    case PaymentStatus::paid:
      return "pago";
    case PaymentStatus::rejected:
      return "rejeitado";
    case PaymentStatus::cancelled:
      return "cancelado";
  }
  return {};
}

}  // namespace quita::cnab
