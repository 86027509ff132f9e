#include "document/nfse.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "brazil/document.h"
#include "document/fiscal_element.h"

namespace quita::document {

namespace {

constexpr std::size_t key_size = 50;

NfseAddress read_address(const FiscalElement& address, const FiscalElement& town) {
  return {.street = address.text("xLgr"),
          .number = address.text("nro"),
          .complement = address.text("xCpl"),
          .district = address.text("xBairro"),
          .city_code = town.text("cMun"),
          .state = town.text("UF"),
          .cep = town.text("CEP")};
}

NfseParty read_party(const FiscalElement& element, const NfseAddress& address,
                     std::vector<std::string>& warnings) {
  NfseParty party{.document = element.text("CNPJ"),
                  .foreign_id = element.text("NIF"),
                  .municipal_registration = element.text("IM"),
                  .name = element.text("xNome"),
                  .trade_name = element.text("xFant"),
                  .address = address,
                  .email = element.text("email"),
                  .phone = element.text("fone")};
  if (party.document.empty()) party.document = element.text("CPF");
  if (!party.document.empty() && !parse_document(party.document)) {
    warnings.push_back(fmt::format("{}: {} não é um CPF ou CNPJ válido.", element.path(),
                                   prefix_utf8(party.document, 20)));
  }
  return party;
}

// TSIdNFSe: town 7, generating environment 1, kind of registration 1, registration 14 (letters of
// an alphanumeric CNPJ), number 13, year and month 4, code 9, check digit 1, whose rule the layout
// does not publish.
Status check_key(const std::string& key, const std::string& path) {
  constexpr std::size_t registration_first = 9, registration_end = 23;
  bool well_formed = key.size() == key_size;
  for (std::size_t i = 0; well_formed && i < key.size(); ++i) {
    const bool letter = key[i] >= 'A' && key[i] <= 'Z';
    well_formed = (key[i] >= '0' && key[i] <= '9') ||
                  (letter && i >= registration_first && i < registration_end);
  }
  if (well_formed) return {};
  return invalid("nfse.key", fmt::format("“{}” não é uma chave de NFS-e.", prefix_utf8(key, 60)),
                 path, "NFS e os 50 caracteres da chave de acesso");
}

// tribMun and tribFed: a tax counts when the note says that it is retained.
Status read_retentions(const FiscalElement& taxes, const FiscalElement& totals, Nfse& nfse) {
  auto& retained = nfse.retentions;
  const auto who_retains = taxes["tribMun"].text("tpRetISSQN");
  if (who_retains == "2" || who_retains == "3") {
    retained.issqn = TRY(optional_money(totals, "vISSQN"));
  }
  const auto federal = taxes["tribFed"];
  const auto contributions = federal["piscofins"];
  if (contributions.text("tpRetPisCofins") == "1") {
    retained.pis = TRY(optional_money(contributions, "vPis"));
    retained.cofins = TRY(optional_money(contributions, "vCofins"));
  }
  retained.inss = TRY(optional_money(federal, "vRetCP"));
  retained.irrf = TRY(optional_money(federal, "vRetIRRF"));
  retained.csll = TRY(optional_money(federal, "vRetCSLL"));
  retained.total = TRY(optional_money(totals, "vTotalRet"));
  return {};
}

// The declaration (DPS) that the note carries: what was served, to whom, for how much.
Status read_declaration(const FiscalElement& declaration, const FiscalElement& totals, Nfse& nfse) {
  nfse.homologation = declaration.text("tpAmb") == "2";
  nfse.dps_series = declaration.text("serie");
  nfse.dps_number = declaration.text("nDPS");
  if (const auto issued = declaration["dhEmi"]; !issued.text().empty()) {
    nfse.issue_date = TRY(read_local_instant(issued)).date;
  }
  if (const auto competence = declaration["dCompet"]; !competence.text().empty()) {
    nfse.competence = TRY(read_date(competence));
  }
  if (const auto customer = declaration["toma"]) {
    const auto address = customer["end"];
    nfse.customer = read_party(customer, read_address(address, address["endNac"]), nfse.warnings);
  }
  const auto service = declaration["serv"]["cServ"];
  nfse.service_code = service.text("cTribNac");
  nfse.description = service.text("xDescServ");
  const auto values = declaration["valores"];
  nfse.service = TRY(required_money(values["vServPrest"], "vServ"));
  const auto discounts = values["vDescCondIncond"];
  nfse.unconditional_discount = TRY(optional_money(discounts, "vDescIncond")).value_or(Money());
  nfse.conditional_discount = TRY(optional_money(discounts, "vDescCond")).value_or(Money());
  return read_retentions(values["trib"], totals, nfse);
}

void check_sum(Nfse& nfse) {
  const auto& retained = nfse.retentions;
  Money sum;
  for (const auto& part : {retained.issqn, retained.inss, retained.irrf, retained.csll,
                           retained.pis, retained.cofins}) {
    sum += part.value_or(Money());
  }
  const Money total = retained.total.value_or(sum);
  const Money expected =
      nfse.service - nfse.unconditional_discount - nfse.conditional_discount - total;
  if (expected == nfse.net) return;
  nfse.warnings.push_back(
      fmt::format("O valor líquido da nota é {}; serviço, descontos e retenções dão {}.",
                  format_brl(nfse.net), format_brl(expected)));
}

tl::unexpected<Error> refuse_root(const FiscalElement& root) {
  const auto& name = root.path();
  std::string_view what = "O arquivo não é uma NFS-e nacional";
  if (name == "DPS") {
    what = "O arquivo é a declaração (DPS) que pede a nota, e não a NFS-e";
  } else if (name == "CompNfse" || name == "ConsultarNfseResposta" || name == "Nfse") {
    what = "O arquivo é uma NFS-e municipal (ABRASF), não a nacional";
  } else if (name == "nfeProc" || name == "NFe") {
    what = "O arquivo é uma NF-e, nota de mercadoria";
  } else if (name == "evento" || name == "pedRegEvento") {
    what = "O arquivo é um evento de NFS-e, não a nota";
  }
  return root.refused("root",
                      fmt::format("{}: o elemento raiz é “{}”.", what,
                                  fold_ascii(std::string_view(name).substr(0, 40))),
                      "o elemento raiz NFSe");
}

}  // namespace

Result<Nfse> read_nfse(std::string_view bytes) {
  pugi::xml_document document;
  TRY_STATUS(load_xml(bytes, {}, "nfse", document));
  const auto root = FiscalElement::root(document, "nfse");
  if (root.path() != "NFSe") return refuse_root(root);
  const auto information = root["infNFSe"];
  Nfse nfse;
  const auto id = information.attribute("Id");
  nfse.key = id.starts_with("NFS") ? id.substr(3) : id;
  TRY_STATUS(check_key(nfse.key, information.path() + "/@Id"));
  nfse.number = TRY(required(information, "nNFSe"));
  nfse.status = information.text("cStat");
  TRY(required(information, "dhProc"));
  const auto processed = TRY(read_local_instant(information["dhProc"]));
  nfse.processed_at = processed.instant;
  nfse.issue_date = processed.date;
  const auto issuer = information["emit"];
  TRY(required(issuer, "xNome"));
  nfse.issuer =
      read_party(issuer, read_address(issuer["enderNac"], issuer["enderNac"]), nfse.warnings);
  const auto totals = information["valores"];
  nfse.net = TRY(required_money(totals, "vLiq"));
  TRY_STATUS(read_declaration(information["DPS"]["infDPS"], totals, nfse));
  check_sum(nfse);
  return nfse;
}

}  // namespace quita::document
