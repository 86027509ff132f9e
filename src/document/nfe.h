// NF-e (nota fiscal eletrônica, model 55, layout 4.00) as the XML that SEFAZ authorised: what a
// collection needs of it. Groups that this does not name (those of the tax reform among them) are
// skipped, so that a newer layout stays readable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

namespace quita::document {

struct NfeAddress {
  std::string street, number, complement, district;
  std::string city, city_code;  // IBGE's 7 digits
  std::string state;            // "SP"; "EX" abroad
  std::string cep;              // 8 digits, or empty
  std::string country;          // empty: Brasil
};

struct NfeParty {
  std::string document;    // CNPJ (14 [0-9A-Z]) or CPF (11 digits); empty for a foreigner
  std::string foreign_id;  // idEstrangeiro
  std::string name, trade_name;
  NfeAddress address;
  std::vector<std::string> emails;
  std::string phone;  // as written
};

struct NfeInstalment {  // cobr/dup
  std::string number;   // "001"
  Date due;
  Money value;
};

struct NfeInvoice {  // cobr/fat
  std::string number;
  std::optional<Money> original, discount, net;
};

struct NfePayment {      // pag/detPag
  std::string method;    // tPag: "15" boleto, "90" none …
  bool on_term = false;  // indPag 1
  Money value;
};

struct NfeItem {
  std::string description;  // xProd
  Money value;              // vProd
};

struct NfeProtocol {   // protNFe/infProt
  std::string status;  // cStat
  std::string reason;  // xMotivo
  std::string number;  // nProt
};

struct Nfe {
  std::string key;  // 44 characters, check digit verified
  std::string series, number;
  std::string operation;        // natOp, "Venda de mercadoria"
  bool incoming = false;        // tpNF 0: the issuer received the goods
  bool returned_goods = false;  // finNFe 4
  bool homologation = false;    // tpAmb 2: issued for trying, has no fiscal value
  Instant issued_at;
  Date issue_date;  // at the issuer's own clock, as dhEmi writes it
  NfeParty issuer, recipient;
  Money total;  // vNF
  std::vector<NfeItem> items;
  std::optional<NfeInvoice> invoice;
  std::vector<NfeInstalment> instalments;
  std::vector<NfePayment> payments;
  std::optional<NfeProtocol> protocol;

  // SEFAZ authorised it: cStat 100, or 150 (authorised late).
  bool authorised() const {
    return protocol && (protocol->status == "100" || protocol->status == "150");
  }
};

inline constexpr std::size_t nfe_bytes_max = 5 * 1024 * 1024;
inline constexpr int nfe_depth_max = 64;

// Errors, each with the element's path as field: nfe.size, nfe.encoding, nfe.xml (line and column),
// nfe.doctype, nfe.depth, nfe.root, nfe.missing, nfe.key, nfe.key_digit, nfe.key_mismatch,
// nfe.model, nfe.document, nfe.date, nfe.money.
Result<Nfe> read_nfe(std::string_view bytes);

// May titles be made of it? Errors: nfe.not_authorised (a protocol with another status),
// nfe.incoming, nfe.returned_goods. A file without a protocol passes: many systems export the bare
// signed invoice.
Status collectable(const Nfe&);

// What the buyer owes: one per duplicata; without duplicatas the invoice's net value, or else the
// total, due on the issue date. Duplicatas of zero are left out. `number` is "46320-001", the
// invoice's number and the duplicata's.
struct NfeReceivable {
  std::string number;
  Date due;
  Money value;
};
std::vector<NfeReceivable> receivables_of(const Nfe&);

// What was sold, for the payer: "NF-e 46320: Parafuso sextavado e mais 2 itens".
std::string description_of(const Nfe&);

}  // namespace quita::document
