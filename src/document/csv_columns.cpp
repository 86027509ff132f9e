#include "document/csv_columns.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace quita::document {

namespace {

Result<Date> refused_date(std::string_view cell) {
  return invalid("csv.date", fmt::format("“{}” não é uma data.", prefix_utf8(cell, 40)), {},
                 "uma data como 10/12/2026");
}

}  // namespace

std::span<const CsvColumn> party_columns() {
  // In the order of PartyColumn.
  static const std::array<CsvColumn, 15> columns = {{
      {"nome",
       true,
       {"razão social", "cliente", "nome / razão social", "nome completo", "pagador", "sacado",
        "name"}},
      {"nome fantasia", false, {"fantasia", "apelido"}},
      {"cpf/cnpj",
       true,
       {"cnpj/cpf", "documento", "cpf", "cnpj", "cpf ou cnpj", "cnpj ou cpf", "nº do documento",
        "document"}},
      {"e-mail", false, {"email", "e-mails", "correio eletrônico", "e-mail de cobrança"}},
      {"telefone", false, {"fone", "tel", "telefone fixo", "telefone 1", "phone"}},
      {"celular", false, {"whatsapp", "telefone celular", "móvel", "telefone 2"}},
      {"cep", false, {"código postal"}},
      {"endereço", false, {"logradouro", "rua"}},
      {"número", false, {"nº", "nro", "num", "número do endereço"}},
      {"complemento", false, {"compl"}},
      {"bairro", false, {"distrito"}},
      {"cidade", false, {"município", "localidade"}},
      {"uf", false, {"estado"}},
      {"etiquetas", false, {"tags", "marcadores", "grupo"}},
      {"observação", false, {"observações", "obs", "nota", "notas"}},
  }};
  return columns;
}

std::span<const CsvColumn> title_columns() {
  // In the order of TitleColumn.
  static const std::array<CsvColumn, 13> columns = {{
      {"cpf/cnpj",
       true,
       {"cnpj/cpf", "cpf", "cnpj", "cpf ou cnpj", "cnpj ou cpf", "cpf/cnpj do pagador",
        "documento do pagador", "documento do cliente"}},
      {"nome",
       false,
       {"razão social", "cliente", "pagador", "sacado", "nome do pagador", "nome do cliente"}},
      {"e-mail", false, {"email", "e-mail do pagador", "e-mail do cliente"}},
      {"telefone", false, {"celular", "whatsapp", "fone", "telefone do pagador"}},
      {"número do título",
       true,
       {"título", "nº do título", "número", "nº", "documento", "número do documento",
        "nº do documento", "seu número", "nota fiscal", "duplicata", "fatura"}},
      {"descrição", false, {"histórico", "produto", "serviço", "referente a", "referência"}},
      {"emissão", false, {"data de emissão", "data da emissão", "data do documento"}},
      {"vencimento",
       true,
       {"data de vencimento", "data do vencimento", "vence em", "dt vencimento", "venc"}},
      {"valor",
       true,
       {"valor do título", "valor original", "valor do documento", "valor total", "valor (R$)",
        "total"}},
      {"multa", false, {"multa %", "percentual de multa"}},
      {"juros", false, {"juros % ao mês", "juros ao mês", "juros de mora"}},
      {"categoria", false, {"linha de produto", "família de produto", "grupo de produto"}},
      {"vendedor", false, {"vendedora", "representante", "consultor"}},
  }};
  return columns;
}

Result<Date> parse_cell_date(std::string_view cell) {
  const auto text = trim(cell);
  if (text.size() == 10 && text[4] == '-') {
    const auto date = parse_iso_date(text);
    return date ? date : refused_date(cell);
  }
  const auto separator = text.find_first_of("/-.");
  if (separator == std::string_view::npos) return refused_date(cell);
  const auto parts = split(text, text[separator]);
  if (parts.size() != 3) return refused_date(cell);
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < 3; ++i) {
    const bool sized = i < 2 ? parts[i].size() <= 2 : parts[i].size() == 2 || parts[i].size() == 4;
    if (!all_digits(parts[i]) || !sized) return refused_date(cell);
    for (const char c : parts[i]) numbers[i] = numbers[i] * 10 + (c - '0');
  }
  const int year = parts[2].size() == 2 ? 2000 + numbers[2] : numbers[2];
  const auto date = make_date(year, numbers[1], numbers[0]);
  return date ? date : refused_date(cell);
}

Result<Money> parse_cell_money(std::string_view cell, bool decimal_comma) {
  const auto refused = [&] {
    return invalid("csv.money", fmt::format("“{}” não é um valor.", prefix_utf8(cell, 40)), {},
                   decimal_comma ? "um valor como 1.299,90" : "um valor como 1,299.90");
  };
  const auto text = trim(cell);
  // Three digits after the decimal sign are no centavos, and no thousands either.
  const auto decimal = text.rfind(decimal_comma ? ',' : '.');
  if (decimal != std::string_view::npos && text.size() - decimal - 1 > 2) return refused();
  auto money = parse_money(text);
  if (money) return money;
  if (money.error().code == "money.range") {
    return invalid("csv.money_range", money.error().message, {}, money.error().hint);
  }
  return refused();
}

}  // namespace quita::document
