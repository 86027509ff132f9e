#include "pix/pix_key.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "brazil/document.h"
#include "brazil/phone.h"

namespace quita::pix {

namespace {

constexpr std::size_t email_size_max = 77;  // DICT
constexpr std::size_t random_size = 36;

bool alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool good_domain(std::string_view domain) {
  const auto labels = split(domain, '.');
  return labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), [](auto label) {
           return !label.empty() && label.size() <= 63 && label.front() != '-' &&
                  label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
                    return alphanumeric(c) || c == '-';
                  });
         });
}

Result<Key> parse_email(std::string_view text) {
  const auto at = text.find('@');
  const auto local = text.substr(0, at);
  const bool good_local = !local.empty() && std::all_of(local.begin(), local.end(), [](char c) {
    return alphanumeric(c) ||
           std::string_view(".!#$&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
  });
  if (text.size() > email_size_max || !good_local || !good_domain(text.substr(at + 1))) {
    return invalid(
        "pix_key.email", "Chave Pix: não é um endereço de e-mail válido", {},
        fmt::format("um e-mail como nome@empresa.com.br, com até {} caracteres", email_size_max));
  }
  return Key{KeyKind::email, lower_ascii(text)};
}

bool has_dashes_of_random(std::string_view text) {
  return text.size() == random_size && text[8] == '-' && text[13] == '-' && text[18] == '-' &&
         text[23] == '-';
}

Result<Key> parse_random(std::string_view text) {
  Key key{KeyKind::random, std::string(text)};
  for (std::size_t i = 0; i < key.text.size(); ++i) {
    if (i == 8 || i == 13 || i == 18 || i == 23) continue;  // the dashes
    char& c = key.text[i];
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c + ('a' - 'A'));
    if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
      return invalid("pix_key.random", "Chave Pix: a chave aleatória tem algo além de 0–9 e a–f",
                     {}, "32 dígitos hexadecimais em grupos de 8-4-4-4-12");
    }
  }
  return key;
}

Result<Key> parse_mobile(std::string_view text) {
  const auto phone = TRY(parse_phone(text));
  if (!phone.mobile()) {
    return invalid("pix_key.phone", "Chave Pix: um telefone fixo não pode ser chave", {},
                   "um celular, como +5511987654321");
  }
  return Key{KeyKind::phone, phone.e164()};
}

}  // namespace

std::string_view name(KeyKind kind) {
  switch (kind) {
    case KeyKind::cpf:
      return "CPF";
    case KeyKind::cnpj:
      return "CNPJ";
    case KeyKind::email:
      return "e-mail";
    case KeyKind::phone:
      return "telefone";
    case KeyKind::random:
      break;
  }
  return "chave aleatória";
}

Result<Key> parse_key(std::string_view text) {
  text = trim(text);
  if (text.empty()) return invalid("pix_key.empty", "Chave Pix: falta informar");
  if (text.find('@') != std::string_view::npos) return parse_email(text);
  if (has_dashes_of_random(text)) return parse_random(text);
  if (text.front() == '+' || text.find('(') != std::string_view::npos) return parse_mobile(text);

  std::string bare;
  std::copy_if(text.begin(), text.end(), std::back_inserter(bare), alphanumeric);
  if (bare.size() == 11 && all_digits(bare)) {
    auto cpf = parse_cpf(bare);
    if (cpf) return Key{KeyKind::cpf, std::string(cpf->digits())};
    if (auto mobile = parse_mobile(bare)) return mobile;
    return tl::make_unexpected(std::move(cpf).error());
  }
  if (bare.size() == 14) {
    const auto cnpj = TRY(parse_cnpj(text));
    return Key{KeyKind::cnpj, std::string(cnpj.digits())};
  }
  if (all_digits(bare) && (bare.size() == 10 || bare.size() == 13)) return parse_mobile(bare);
  return invalid(
      "pix_key.unknown",
      fmt::format("Chave Pix: \"{}\" não tem a forma de nenhum tipo de chave", text.substr(0, 80)),
      {}, "CPF, CNPJ, e-mail, celular com DDD ou chave aleatória");
}

Status check_charge_txid(std::string_view txid) {
  if (txid.size() >= 26 && txid.size() <= 35 &&
      std::all_of(txid.begin(), txid.end(), alphanumeric)) {
    return {};
  }
  return invalid("pix_txid.format", "txid: não serve para identificar uma cobrança Pix", "txid",
                 "de 26 a 35 letras sem acento ou dígitos");
}

Status check_static_txid(std::string_view txid) {
  if (txid == "***") return {};
  if (!txid.empty() && txid.size() <= 25 && std::all_of(txid.begin(), txid.end(), alphanumeric)) {
    return {};
  }
  return invalid("pix_txid.format", "txid: não serve para um código Pix estático", "txid",
                 "de 1 a 25 letras sem acento ou dígitos, ou ***");
}

}  // namespace quita::pix
