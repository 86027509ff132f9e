#include "library/pix_json.h"

#include "pix/br_code.h"
#include "pix/pix_key.h"

namespace quita::library {

Result<object> make_pix(const object& members) {
  const std::string location = TRY(text_of(members, "url"));
  const std::string key = TRY(text_of(members, "chave"));
  const std::string recurrence = TRY(text_of(members, "url_recorrencia"));
  const std::string name = TRY(text_of(members, "nome"));
  const std::string city = TRY(text_of(members, "cidade"));
  const std::string postal_code = TRY(text_of(members, "cep"));
  if (!location.empty() || (key.empty() && !recurrence.empty())) {
    pix::DynamicCode wanted{.location = location,
                            .merchant_name = name,
                            .merchant_city = city,
                            .postal_code = postal_code,
                            .recurrence = recurrence};
    if (const auto single_use = TRY(flag_of(members, "uso_unico"))) wanted.single_use = *single_use;
    return object{{"tipo", location.empty() ? "recorrencia" : "dinamico"},
                  {"br_code", TRY(pix::make_br_code(wanted))}};
  }
  pix::StaticCode wanted{.key = key,
                         .amount = TRY(amount_of(members)),
                         .merchant_name = name,
                         .merchant_city = city,
                         .description = TRY(text_of(members, "descricao")),
                         .postal_code = postal_code,
                         .recurrence = recurrence};
  if (const auto txid = TRY(text_of(members, "txid")); !txid.empty()) wanted.txid = txid;
  return object{{"tipo", "estatico"}, {"br_code", TRY(pix::make_br_code(wanted))}};
}

Result<object> read_pix(std::string_view text) {
  const auto code = TRY(pix::read_br_code(text));
  const auto key = pix::parse_key(code.key);
  boost::json::array warnings;
  for (const auto& warning : code.warnings) warnings.emplace_back(warning);
  return object{
      {"tipo", code.dynamic()     ? "dinamico"
               : code.key.empty() ? "recorrencia"
                                  : "estatico"},
      {"chave", text_or_null(code.key)},
      {"tipo_chave", key ? boost::json::value(pix::name(key->kind)) : boost::json::value(nullptr)},
      {"descricao", text_or_null(code.description)},
      {"url", text_or_null(code.location)},
      {"url_recorrencia", text_or_null(code.recurrence)},
      {"uso_unico", code.point_of_initiation == "12"},
      {"valor", centavos_or_null(code.amount)},
      {"nome", code.merchant_name},
      {"cidade", code.merchant_city},
      {"cep", text_or_null(code.postal_code)},
      {"txid", code.txid},
      {"facilitador_saque", text_or_null(code.withdrawal_provider)},
      {"crc", code.crc},
      {"avisos", std::move(warnings)}};
}

}  // namespace quita::library
