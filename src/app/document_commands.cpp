#include "app/document_commands.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <string>

#include "document/nfe.h"

namespace quita::app {

namespace {

namespace bj = boost::json;

bj::object party_json(const document::NfeParty& party) {
  bj::array emails;
  for (const auto& email : party.emails) emails.emplace_back(email);
  const auto& address = party.address;
  bj::object out{{"documento", party.document},
                 {"nome", party.name},
                 {"endereco", bj::object{{"logradouro", address.street},
                                         {"numero", address.number},
                                         {"complemento", address.complement},
                                         {"bairro", address.district},
                                         {"cidade", address.city},
                                         {"uf", address.state},
                                         {"cep", address.cep}}},
                 {"telefone", party.phone},
                 {"emails", std::move(emails)}};
  if (!party.foreign_id.empty()) out["id_estrangeiro"] = party.foreign_id;
  if (!party.trade_name.empty()) out["nome_fantasia"] = party.trade_name;
  return out;
}

bj::object nfe_json(const document::Nfe& nfe) {
  bj::array instalments;
  for (const auto& instalment : nfe.instalments) {
    instalments.push_back(bj::object{{"numero", instalment.number},
                                     {"vencimento", format_iso(instalment.due)},
                                     {"valor", instalment.value.centavos()}});
  }
  bj::object out{{"chave", nfe.key},
                 {"serie", nfe.series},
                 {"numero", nfe.number},
                 {"emissao", format_iso(nfe.issue_date)},
                 {"natureza", nfe.operation},
                 {"emitente", party_json(nfe.issuer)},
                 {"destinatario", party_json(nfe.recipient)},
                 {"valor", nfe.total.centavos()},
                 {"duplicatas", std::move(instalments)},
                 {"autorizada", nfe.authorised()},
                 {"homologacao", nfe.homologation}};
  if (nfe.invoice && nfe.invoice->net) {
    out["fatura"] = bj::object{{"numero", nfe.invoice->number},
                               {"valor_liquido", nfe.invoice->net->centavos()}};
  }
  return out;
}

bj::object error_json(const Error& error) {
  return {{"erro", bj::object{{"lugar", error.field},
                              {"regra", error.code},
                              {"esperado", error.hint},
                              {"mensagem", error.message}}}};
}

// Never more than the reader takes plus one byte, by which the reader sees that it was too much.
std::string read_bounded(std::istream& in, std::size_t bytes_max) {
  std::string bytes(bytes_max + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

}  // namespace

int nfe_read(std::istream& in, std::ostream& out) {
  const auto nfe = document::read_nfe(read_bounded(in, document::nfe_bytes_max));
  out << bj::serialize(nfe ? nfe_json(*nfe) : error_json(nfe.error())) << '\n';
  return nfe ? 0 : 2;
}

}  // namespace quita::app
