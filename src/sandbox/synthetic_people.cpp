#include "sandbox/synthetic_people.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "brazil/document.h"

namespace quita::sandbox {

namespace {

constexpr std::string_view given_names[] = {
    "Ana",    "Antônio", "Beatriz",  "Bruno",  "Camila",   "Carlos",   "Cláudia", "Daniel",
    "Débora", "Eduardo", "Fernanda", "Felipe", "Gabriela", "Gustavo",  "Helena",  "Henrique",
    "Isabel", "João",    "Juliana",  "José",   "Larissa",  "Lucas",    "Luciana", "Marcelo",
    "Maria",  "Mateus",  "Natália",  "Paulo",  "Patrícia", "Rafael",   "Renata",  "Ricardo",
    "Sandra", "Sérgio",  "Tatiana",  "Thiago", "Valéria",  "Vinícius", "Vitória", "Wagner"};
constexpr std::string_view family_names[] = {
    "Almeida", "Alves",   "Araújo",    "Barbosa",    "Barros",  "Batista",  "Borges",    "Campos",
    "Cardoso", "Castro",  "Conceição", "Costa",      "Cunha",   "Dias",     "Fernandes", "Ferreira",
    "Freitas", "Gomes",   "Gonçalves", "Lima",       "Lopes",   "Machado",  "Martins",   "Melo",
    "Mendes",  "Moraes",  "Moreira",   "Nascimento", "Nunes",   "Oliveira", "Pereira",   "Pinto",
    "Ramos",   "Ribeiro", "Rocha",     "Rodrigues",  "Santana", "Santos",   "Silva",     "Souza"};
constexpr std::string_view trades[] = {"Padaria",     "Mercado",       "Farmácia",
                                       "Oficina",     "Clínica",       "Papelaria",
                                       "Restaurante", "Confecções",    "Materiais de Construção",
                                       "Autopeças",   "Livraria",      "Ótica",
                                       "Academia",    "Distribuidora", "Transportadora",
                                       "Lavanderia",  "Gráfica",       "Pousada",
                                       "Escola",      "Serralheria"};
constexpr std::string_view trade_names[] = {
    "Estrela",       "Central",     "São Jorge", "Bela Vista", "do Porto",
    "Primavera",     "Santa Rita",  "Aurora",    "Horizonte",  "Ipê Amarelo",
    "Boa Esperança", "Três Irmãos", "Nova Era",  "Girassol",   "Rio Claro",
    "Vale Verde",    "Progresso",   "União",     "Cruzeiro",   "Sol Nascente"};
constexpr std::string_view company_forms[] = {"Ltda.", "Ltda. ME", "S.A.", "EPP Ltda."};
constexpr std::string_view streets[] = {
    "Rua das Flores",       "Rua XV de Novembro",        "Avenida Brasil",
    "Rua Sete de Setembro", "Avenida Getúlio Vargas",    "Rua São José",
    "Rua Tiradentes",       "Avenida Santos Dumont",     "Rua Marechal Deodoro",
    "Rua Dom Pedro II",     "Avenida Presidente Vargas", "Rua da Paz"};
constexpr std::string_view districts[] = {"Centro",    "Jardim América", "Vila Nova",
                                          "Boa Vista", "Santo Antônio",  "São Francisco",
                                          "Industrial"};

struct City {
  std::string_view name, state, area_code, postal_prefix;
};
constexpr City cities[] = {
    {"São Paulo", "SP", "11", "013"},      {"Campinas", "SP", "19", "130"},
    {"Santos", "SP", "13", "110"},         {"Ribeirão Preto", "SP", "16", "140"},
    {"Rio de Janeiro", "RJ", "21", "200"}, {"Niterói", "RJ", "21", "240"},
    {"Belo Horizonte", "MG", "31", "301"}, {"Uberlândia", "MG", "34", "384"},
    {"Vitória", "ES", "27", "290"},        {"Curitiba", "PR", "41", "800"},
    {"Londrina", "PR", "43", "860"},       {"Florianópolis", "SC", "48", "880"},
    {"Joinville", "SC", "47", "892"},      {"Porto Alegre", "RS", "51", "900"},
    {"Caxias do Sul", "RS", "54", "950"},  {"Brasília", "DF", "61", "700"},
    {"Goiânia", "GO", "62", "740"},        {"Cuiabá", "MT", "65", "780"},
    {"Campo Grande", "MS", "67", "790"},   {"Salvador", "BA", "71", "400"},
    {"Recife", "PE", "81", "500"},         {"Fortaleza", "CE", "85", "600"},
    {"Maceió", "AL", "82", "570"},         {"Natal", "RN", "84", "590"},
    {"Belém", "PA", "91", "660"},          {"Manaus", "AM", "92", "690"},
};

int cpf_digit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    sum += (digits[i] - '0') * static_cast<int>(digits.size() + 1 - i);
  }
  const int rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

std::string mail_name(std::string_view text) {
  std::string out;
  for (const char c : fold_search(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

PayerKind draw_kind(Dice& dice) {
  const double throw_of = dice.unit();
  return throw_of < 0.70   ? PayerKind::punctual
         : throw_of < 0.88 ? PayerKind::habitual
         : throw_of < 0.96 ? PayerKind::hardship
                           : PayerKind::unwilling;
}

}  // namespace

std::string make_cnpj(Dice& dice, bool alphanumeric) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string cnpj;
  for (int i = 0; i < 8; ++i) {
    cnpj += alphabet[static_cast<std::size_t>(dice.between(0, alphanumeric ? 35 : 9))];
  }
  cnpj += "0001";
  const auto check = cnpj_check_digits(cnpj);
  return cnpj.append(check.begin(), check.end());
}

std::string make_cpf(Dice& dice) {
  std::string cpf;
  for (int i = 0; i < 9; ++i) cpf += static_cast<char>('0' + dice.between(0, 9));
  cpf += static_cast<char>('0' + cpf_digit(cpf));
  cpf += static_cast<char>('0' + cpf_digit(cpf));
  return cpf;
}

SyntheticCustomer make_customer(Dice& dice, int nth) {
  SyntheticCustomer customer;
  customer.company = dice.chance(0.6);
  customer.kind = draw_kind(dice);
  customer.mail_bounces = dice.chance(0.06);
  auto& draft = customer.draft;
  std::string mailbox;
  if (customer.company) {
    const auto trade = fmt::format("{} {}", dice.pick(trades), dice.pick(trade_names));
    const auto family = dice.pick(family_names);
    draft.document = make_cnpj(dice, false);
    draft.name = fmt::format("{} {} {}", trade, family, dice.pick(company_forms));
    draft.trade_name = trade;
    mailbox = fmt::format("financeiro@{}-{}.example", mail_name(trade), nth);
  } else {
    draft.name = fmt::format("{} {} {}", dice.pick(given_names), dice.pick(family_names),
                             dice.pick(family_names));
    draft.document = make_cpf(dice);
    mailbox = fmt::format("{}.{}@correio.example", mail_name(draft.name), nth);
  }
  const auto& city = dice.pick(cities);
  party::Address address;
  address.street = dice.pick(streets);
  address.number = std::to_string(dice.between(1, 2999));
  if (dice.chance(0.25)) address.complement = fmt::format("sala {}", dice.between(1, 120));
  address.district = dice.pick(districts);
  address.city = city.name;
  address.state = city.state;
  address.postal_code = fmt::format("{}{:05}", city.postal_prefix, dice.between(0, 99999));
  draft.addresses.push_back(address);
  draft.contacts.push_back({party::Channel::email, mailbox, "billing"});
  draft.contacts.push_back({party::Channel::phone,
                            fmt::format("+55{}9{:04}{:04}", city.area_code,
                                        dice.between(6000, 9999), dice.between(0, 9999)),
                            "billing"});
  if (customer.company && dice.chance(0.15)) draft.tags.push_back("atacado");
  return customer;
}

std::optional<int> days_to_pay(Dice& dice, PayerKind kind) {
  auto late = [&](double median) {
    return std::clamp(static_cast<int>(dice.lognormal(median, 0.9)), 1, 400);
  };
  switch (kind) {
    case PayerKind::punctual:
      return dice.chance(0.04) ? late(3) : -dice.between(0, 4);
    case PayerKind::habitual:
      return dice.chance(0.6) ? late(6) : -dice.between(0, 2);
    case PayerKind::hardship:
      if (dice.chance(0.12)) return std::nullopt;
      return dice.chance(0.55) ? late(35) : 0;
    case PayerKind::unwilling:
      if (dice.chance(0.35)) return std::nullopt;
      return late(70);
  }
  return 0;
}

}  // namespace quita::sandbox
