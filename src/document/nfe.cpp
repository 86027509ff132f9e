#include "document/nfe.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "brazil/document.h"
#include "document/xml.h"

namespace quita::document {

namespace {

// A place in the invoice that knows its own path, so that every error can name it.
class Element {
 public:
  Element(pugi::xml_node node, std::string path) : node_(node), path_(std::move(path)) {}

  explicit operator bool() const { return !node_.empty(); }
  const std::string& path() const { return path_; }
  Element operator[](std::string_view name) const {
    return {child_of(node_, name), fmt::format("{}/{}", path_, name)};
  }
  std::string text() const { return text_of(node_); }
  std::string text(std::string_view name) const { return text_of(child_of(node_, name)); }
  std::string attribute(const char* name) const { return attribute_of(node_, name); }
  // The children of that name, numbered from 1 in their paths.
  std::vector<Element> all(std::string_view name) const {
    std::vector<Element> found;
    for (const auto child : node_.children()) {
      if (child.type() != pugi::node_element || local_name(child) != name) continue;
      found.emplace_back(child, fmt::format("{}/{}[{}]", path_, name, found.size() + 1));
    }
    return found;
  }

 private:
  pugi::xml_node node_;
  std::string path_;
};

Result<std::string> required(const Element& parent, std::string_view name) {
  const auto element = parent[name];
  auto text = element.text();
  if (text.empty()) {
    return invalid("nfe.missing", fmt::format("Falta o campo {} da nota.", name), element.path(),
                   fmt::format("o campo {} preenchido", name));
  }
  return text;
}

// TDec_1302 and its kin: digits, a point, at most two decimals; never a sign or an exponent.
Result<Money> read_money(const Element& element) {
  const auto text = element.text();
  const auto point = text.find('.');
  const auto whole = std::string_view(text).substr(0, point);
  const auto decimals =
      point == std::string::npos ? std::string_view("0") : std::string_view(text).substr(point + 1);
  if (!all_digits(whole) || !all_digits(decimals) || decimals.size() > 2 || whole.size() > 13) {
    return invalid("nfe.money", fmt::format("“{}” não é um valor.", prefix_utf8(text, 40)),
                   element.path(), "um valor como 1299.90, com ponto e até duas casas decimais");
  }
  std::int64_t centavos = 0;
  for (const char c : whole) centavos = centavos * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) {
    centavos = centavos * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  }
  if (centavos > Money::outside_max) {
    return invalid("nfe.money", fmt::format("O valor {} é maior do que o sistema aceita.", text),
                   element.path(), "um valor de até 9999999999.99");
  }
  return Money::centavos(centavos);
}

Result<Money> required_money(const Element& parent, std::string_view name) {
  TRY(required(parent, name));
  return read_money(parent[name]);
}

Result<std::optional<Money>> optional_money(const Element& parent, std::string_view name) {
  if (parent.text(name).empty()) return std::nullopt;
  return TRY(read_money(parent[name]));
}

Result<Date> read_date(const Element& element) {
  const auto text = element.text();
  auto date = parse_iso_date(text);
  if (!date) {
    return invalid("nfe.date", fmt::format("“{}” não é uma data.", prefix_utf8(text, 40)),
                   element.path(), "uma data como 2026-12-10");
  }
  return *date;
}

struct LocalInstant {
  Instant instant;
  Date date;
};

// TDateTimeUTC: "2026-11-22T13:05:09-03:00", or Z for the offset.
Result<LocalInstant> read_local_instant(const Element& element) {
  const auto text = element.text();
  const auto number = [&](std::size_t at) {
    const auto digits = std::string_view(text).substr(at, 2);
    return all_digits(digits) ? (digits[0] - '0') * 10 + (digits[1] - '0') : 100;
  };
  const auto refused = [&] {
    return invalid("nfe.date", fmt::format("“{}” não é um instante.", prefix_utf8(text, 40)),
                   element.path(), "data, hora e fuso como 2026-11-22T13:05:09-03:00");
  };
  const bool zulu = text.size() == 20 && text[19] == 'Z';
  if (!zulu && (text.size() != 25 || (text[19] != '-' && text[19] != '+') || text[22] != ':')) {
    return refused();
  }
  const auto date = parse_iso_date(std::string_view(text).substr(0, 10));
  const int hour = number(11), minute = number(14), second = number(17);
  const int offset_hours = zulu ? 0 : number(20), offset_minutes = zulu ? 0 : number(23);
  if (!date || text[10] != 'T' || text[13] != ':' || text[16] != ':' || hour > 23 || minute > 59 ||
      second > 59 || offset_hours > 14 || offset_minutes > 59) {
    return refused();
  }
  const std::int64_t offset = (offset_hours * 60 + offset_minutes) * (text[19] == '-' ? -1 : 1);
  const std::int64_t seconds =
      date->days() * std::int64_t{86'400} + hour * 3'600 + minute * 60 + second - offset * 60;
  return LocalInstant{{seconds * 1000}, *date};
}

// Manual de Orientação do Contribuinte, "chave de acesso": cUF 2, AAMM 4, CNPJ 14, model 2, series
// 3, number 9, tpEmis 1, cNF 8, digit 1. Modulus 11, weights 2 to 9 from the right; a letter of an
// alphanumeric CNPJ counts as its ASCII code − 48, as in the CNPJ's own digits.
Status check_key(const std::string& key, const std::string& path) {
  constexpr std::size_t cnpj_first = 6, letters_end = 18;
  bool well_formed = key.size() == 44;
  for (std::size_t i = 0; well_formed && i < key.size(); ++i) {
    const bool digit = key[i] >= '0' && key[i] <= '9';
    const bool letter = key[i] >= 'A' && key[i] <= 'Z' && i >= cnpj_first && i < letters_end;
    well_formed = digit || letter;
  }
  if (!well_formed) {
    return invalid("nfe.key", fmt::format("“{}” não é uma chave de acesso.", prefix_utf8(key, 60)),
                   path, "NFe e os 44 caracteres da chave de acesso");
  }
  int sum = 0;
  for (std::size_t i = 0; i < 43; ++i) sum += (key[42 - i] - '0') * static_cast<int>(2 + i % 8);
  const int rest = sum % 11;
  const char digit = static_cast<char>('0' + (rest < 2 ? 0 : 11 - rest));
  if (key[43] != digit) {
    return invalid("nfe.key_digit",
                   fmt::format("O dígito verificador da chave de acesso é {}, e deveria ser {}.",
                               key[43], digit),
                   path, fmt::format("o dígito {} no fim da chave", digit));
  }
  return {};
}

std::vector<std::string> split_emails(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == ';' || c == ',' || c == ' '; }, '\n');
  std::vector<std::string> emails;
  for (const auto part : split(text, '\n')) {
    if (!part.empty()) emails.emplace_back(part);
  }
  return emails;
}

Result<std::string> checked_document(const Element& element, bool company) {
  const auto text = element.text();
  const auto document = company ? parse_cnpj(text) : parse_cpf(text);
  if (!document) {
    return invalid("nfe.document", document.error().message, element.path(),
                   company ? "um CNPJ de 14 caracteres com dígitos verificadores corretos"
                           : "um CPF de 11 dígitos com dígitos verificadores corretos");
  }
  return std::string(document->digits());
}

Result<NfeParty> read_party(const Element& element, std::string_view address_name) {
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

Status read_collection(const Element& collection, Nfe& nfe) {
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

Status read_heading(const Element& ide, Nfe& nfe) {
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

Status read_protocol(const Element& root, Nfe& nfe) {
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

Status refuse_root(std::string_view name) {
  const auto shown = fold_ascii(name.substr(0, 40));
  std::string_view what = "O arquivo não é uma NF-e";
  if (name == "procEventoNFe" || name == "envEvento" || name == "evento") {
    what = "O arquivo é um evento de NF-e (cancelamento, carta de correção…), não a nota";
  } else if (name == "CompNfse" || name == "NFSe" || name == "ConsultarNfseResposta") {
    what = "O arquivo é uma NFS-e, nota de serviço";
  } else if (name == "cteProc" || name == "CTe") {
    what = "O arquivo é um CT-e, conhecimento de transporte";
  }
  return invalid("nfe.root", fmt::format("{}: o elemento raiz é “{}”.", what, shown), shown,
                 "o elemento raiz nfeProc ou NFe");
}

}  // namespace

Result<Nfe> read_nfe(std::string_view bytes) {
  pugi::xml_document document;
  TRY_STATUS(load_xml(bytes, {nfe_bytes_max, nfe_depth_max}, "nfe", document));
  const Element root(document.document_element(),
                     std::string(local_name(document.document_element())));
  if (root.path() != "nfeProc" && root.path() != "NFe") {
    return tl::make_unexpected(std::move(refuse_root(root.path())).error());
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
  TRY_STATUS(check_key(nfe.key, information.path() + "/@Id"));
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
