#include "document/nfe.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "brazil/document.h"
#include "document/fiscal_element.h"
#include "document/nfe_key.h"

namespace quita::document {

namespace {

Result<std::string> checked_document(const FiscalElement& element, bool company) {
  const auto text = element.text();
  const auto document = company ? parse_cnpj(text) : parse_cpf(text);
  if (!document) {
    return invalid("nfe.document", document.error().message, element.path(),
                   company ? "um CNPJ de 14 caracteres com dígitos verificadores corretos"
                           : "um CPF de 11 dígitos com dígitos verificadores corretos");
  }
  return std::string(document->digits());
}

Result<NfeParty> read_party(const FiscalElement& element, std::string_view address_name) {
  NfeParty party;
  if (const auto cnpj = element["CNPJ"]; !cnpj.text().empty()) {
    party.document = TRY(checked_document(cnpj, true));
  } else if (const auto cpf = element["CPF"]; !cpf.text().empty()) {
    party.document = TRY(checked_document(cpf, false));
  } else if (const auto foreign = element["idEstrangeiro"]) {
    party.foreign_id = foreign.text();  // may be empty: a foreigner without a document
  } else {
    return invalid("nfe.missing", "A parte não traz CNPJ, CPF nem identificação de estrangeiro.",
                   element.path(), "CNPJ, CPF ou idEstrangeiro");
  }
  party.name = TRY(required(element, "xNome"));
  party.trade_name = element.text("xFant");
  const auto address = element[address_name];
  party.address = {.street = address.text("xLgr"),
                   .number = address.text("nro"),
                   .complement = address.text("xCpl"),
                   .district = address.text("xBairro"),
                   .city = address.text("xMun"),
                   .city_code = address.text("cMun"),
                   .state = address.text("UF"),
                   .cep = address.text("CEP"),
                   .country = address.text("xPais")};
  party.phone = address.text("fone");
  party.emails = split_emails(element.text("email"));
  return party;
}

Status read_collection(const FiscalElement& collection, Nfe& nfe) {
  if (const auto fat = collection["fat"]) {
    NfeInvoice invoice;
    invoice.number = fat.text("nFat");
    invoice.original = TRY(optional_money(fat, "vOrig"));
    invoice.discount = TRY(optional_money(fat, "vDesc"));
    invoice.net = TRY(optional_money(fat, "vLiq"));
    nfe.invoice = std::move(invoice);
  }
  for (const auto& dup : collection.all("dup")) {
    NfeInstalment instalment;
    instalment.number = dup.text("nDup");
    if (instalment.number.empty()) {
      instalment.number = fmt::format("{:03}", nfe.instalments.size() + 1);
    }
    TRY(required(dup, "dVenc"));
    instalment.due = TRY(read_date(dup["dVenc"]));
    instalment.value = TRY(required_money(dup, "vDup"));
    nfe.instalments.push_back(std::move(instalment));
  }
  return {};
}

Status read_heading(const FiscalElement& ide, Nfe& nfe) {
  const auto model = TRY(required(ide, "mod"));
  if (model != "55") {
    return invalid("nfe.model", fmt::format("O documento é do modelo {}.", prefix_utf8(model, 10)),
                   ide["mod"].path(), "uma NF-e, modelo 55");
  }
  nfe.series = TRY(required(ide, "serie"));
  nfe.number = TRY(required(ide, "nNF"));
  nfe.operation = ide.text("natOp");
  nfe.incoming = ide.text("tpNF") == "0";
  nfe.returned_goods = ide.text("finNFe") == "4";
  nfe.homologation = ide.text("tpAmb") == "2";
  TRY(required(ide, "dhEmi"));
  const auto issued = TRY(read_local_instant(ide["dhEmi"]));
  nfe.issued_at = issued.instant;
  nfe.issue_date = issued.date;
  return {};
}

Status read_protocol(const FiscalElement& root, Nfe& nfe) {
  const auto information = root["protNFe"]["infProt"];
  if (!information) return {};
  const auto key = information.text("chNFe");
  if (!key.empty() && key != nfe.key) {
    return invalid("nfe.key_mismatch", "O protocolo de autorização é de outra nota.",
                   information["chNFe"].path(), "a chave " + nfe.key);
  }
  auto status = TRY(required(information, "cStat"));
  nfe.protocol =
      NfeProtocol{std::move(status), information.text("xMotivo"), information.text("nProt")};
  return {};
}

tl::unexpected<Error> refuse_root(const FiscalElement& root) {
  const std::string_view name = root.path();
  std::string_view what = "O arquivo não é uma NF-e";
  if (name == "procEventoNFe" || name == "envEvento" || name == "evento") {
    what = "O arquivo é um evento de NF-e (cancelamento, carta de correção…), não a nota";
  } else if (name == "CompNfse" || name == "NFSe" || name == "ConsultarNfseResposta") {
    what = "O arquivo é uma NFS-e, nota de serviço";
  } else if (name == "cteProc" || name == "CTe") {
    what = "O arquivo é um CT-e, conhecimento de transporte";
  }
  return root.refused(
      "root", fmt::format("{}: o elemento raiz é “{}”.", what, fold_ascii(name.substr(0, 40))),
      "o elemento raiz nfeProc ou NFe");
}

}  // namespace

Result<Nfe> read_nfe(std::string_view bytes) {
  pugi::xml_document document;
  TRY_STATUS(load_xml(bytes, {nfe_bytes_max, nfe_depth_max}, "nfe", document));
  const auto root = FiscalElement::root(document, "nfe");
  if (root.path() != "nfeProc" && root.path() != "NFe") {
    return refuse_root(root);
  }
  const auto note = root.path() == "NFe" ? root : root["NFe"];
  const auto information = note["infNFe"];
  if (!information) {
    return invalid("nfe.missing", "Falta o grupo infNFe da nota.", information.path(),
                   "o grupo infNFe");
  }

  Nfe nfe;
  const auto id = information.attribute("Id");
  nfe.key = id.starts_with("NFe") ? id.substr(3) : id;
  TRY_STATUS(check_nfe_key(nfe.key, information.path() + "/@Id"));
  TRY_STATUS(read_heading(information["ide"], nfe));
  nfe.issuer = TRY(read_party(information["emit"], "enderEmit"));
  nfe.recipient = TRY(read_party(information["dest"], "enderDest"));
  for (const auto& item : information.all("det")) {
    const auto product = item["prod"];
    auto description = TRY(required(product, "xProd"));
    const auto value = TRY(required_money(product, "vProd"));
    nfe.items.push_back({std::move(description), value});
  }
  nfe.total = TRY(required_money(information["total"]["ICMSTot"], "vNF"));
  TRY_STATUS(read_collection(information["cobr"], nfe));
  for (const auto& payment : information["pag"].all("detPag")) {
    const auto value = TRY(required_money(payment, "vPag"));
    nfe.payments.push_back({payment.text("tPag"), payment.text("indPag") == "1", value});
  }
  TRY_STATUS(read_protocol(root, nfe));
  return nfe;
}

Status collectable(const Nfe& nfe) {
  if (nfe.protocol && !nfe.authorised()) {
    return invalid("nfe.not_authorised",
                   fmt::format("A nota {} não está autorizada: {} {}.", nfe.number,
                               nfe.protocol->status, nfe.protocol->reason),
                   "nfeProc/protNFe/infProt/cStat", "uma nota autorizada (cStat 100 ou 150)");
  }
  if (nfe.incoming) {
    return invalid("nfe.incoming",
                   fmt::format("A nota {} é de entrada: a mercadoria veio para quem a emitiu, e "
                               "não há o que receber.",
                               nfe.number),
                   "infNFe/ide/tpNF", "uma nota de saída (tpNF 1)");
  }
  if (nfe.returned_goods) {
    return invalid(
        "nfe.returned_goods",
        fmt::format("A nota {} é de devolução, e não gera título a receber.", nfe.number),
        "infNFe/ide/finNFe", "uma nota de venda");
  }
  return {};
}

std::vector<NfeReceivable> receivables_of(const Nfe& nfe) {
  std::vector<NfeReceivable> receivables;
  for (const auto& instalment : nfe.instalments) {
    if (instalment.value.zero()) continue;
    receivables.push_back({nfe.number + "-" + instalment.number, instalment.due, instalment.value});
  }
  if (!nfe.instalments.empty()) return receivables;
  const Money value = nfe.invoice && nfe.invoice->net ? *nfe.invoice->net : nfe.total;
  if (!value.zero()) receivables.push_back({nfe.number, nfe.issue_date, value});
  return receivables;
}

std::string description_of(const Nfe& nfe) {
  std::string text = "NF-e " + nfe.number;
  if (nfe.items.empty()) return text + (nfe.operation.empty() ? "" : ": " + nfe.operation);
  text += ": " + nfe.items.front().description;
  const auto others = nfe.items.size() - 1;
  if (others == 1) text += " e mais 1 item";
  if (others > 1) text += fmt::format(" e mais {} itens", others);
  return text;
}

}  // namespace quita::document
