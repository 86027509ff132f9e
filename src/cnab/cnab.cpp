#include "cnab/cnab.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace quita::cnab {
namespace {

constexpr std::array order_names = {
    std::string_view("registrar"),           std::string_view("baixar"),
    std::string_view("conceder_abatimento"), std::string_view("cancelar_abatimento"),
    std::string_view("alterar_vencimento"),  std::string_view("conceder_desconto"),
    std::string_view("cancelar_desconto"),   std::string_view("protestar"),
    std::string_view("sustar_protesto"),     std::string_view("sustar_protesto_e_baixar"),
    std::string_view("alterar_dados"),       std::string_view("negativar"),
    std::string_view("sustar_negativacao")};
static_assert(order_names.size() == order_count);

constexpr std::array event_names = {std::string_view("desconhecido"),
                                    std::string_view("registrado"),
                                    std::string_view("rejeitado"),
                                    std::string_view("em_carteira"),
                                    std::string_view("liquidado"),
                                    std::string_view("liquidado_sem_registro"),
                                    std::string_view("liquidado_em_cartorio"),
                                    std::string_view("baixado"),
                                    std::string_view("abatimento_concedido"),
                                    std::string_view("abatimento_cancelado"),
                                    std::string_view("vencimento_alterado"),
                                    std::string_view("alterado"),
                                    std::string_view("protesto_pedido"),
                                    std::string_view("protesto_sustado"),
                                    std::string_view("enviado_a_cartorio"),
                                    std::string_view("retirado_de_cartorio"),
                                    std::string_view("protestado"),
                                    std::string_view("instrucao_rejeitada"),
                                    std::string_view("tarifa"),
                                    std::string_view("alegacao_do_pagador"),
                                    std::string_view("pagamento_devolvido"),
                                    std::string_view("informacao")};
static_assert(event_names.size() == static_cast<std::size_t>(Event::information) + 1);

template <class Enum, std::size_t count>
Result<Enum> find_name(const std::array<std::string_view, count>& names, std::string_view text,
                       std::string code, std::string_view what) {
  for (std::size_t i = 0; i < count; ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return invalid(std::move(code), fmt::format("{}: \"{}\" não existe; esperado {}.", what, text,
                                              fmt::join(names, ", ")));
}

}  // namespace

std::string_view format_name(Format format) {
  switch (format) {
    case Format::cnab240:
      return "CNAB240";
    case Format::cnab400:
      return "CNAB400";
    case Format::cnab444:
      return "CNAB444";
  }
  return {};
}

Result<Format> parse_format(std::string_view text) {
  if (text == "CNAB240" || text == "240") return Format::cnab240;
  if (text == "CNAB400" || text == "400") return Format::cnab400;
  if (text == "CNAB444" || text == "444") return Format::cnab444;
  return invalid("cnab.format",
                 fmt::format("Layout \"{}\"; esperado CNAB240, CNAB400 ou CNAB444.", text));
}

std::string_view order_name(Order order) { return order_names[static_cast<std::size_t>(order)]; }

Result<Order> parse_order(std::string_view text) {
  return find_name<Order>(order_names, text, "cnab.order", "Ordem");
}

std::string_view event_name(Event event) { return event_names[static_cast<std::size_t>(event)]; }

Result<Event> parse_event(std::string_view text) {
  return find_name<Event>(event_names, text, "cnab.event", "Evento");
}

bool is_settlement(Event event) {
  return event == Event::settled || event == Event::settled_unregistered ||
         event == Event::settled_at_notary;
}

std::string normalise_our_number(std::string_view digits) {
  digits = trim(digits);
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string() : std::string(digits.substr(first));
}

}  // namespace quita::cnab
