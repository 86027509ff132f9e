// The national NFS-e (nota fiscal de serviço eletrônica, layouts 1.00 and 1.01): what a collection
// needs of it. What the customer owes is vLiq, the service less discounts and what he must retain
// for the tax office. The document has no due date. Groups that this does not name (those of the
// tax reform among them) are skipped.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"

namespace quita::document {

struct NfseAddress {
  std::string street, number, complement, district;
  std::string city_code;  // IBGE's 7 digits
  std::string state;      // of the issuer only
  std::string cep;
};

struct NfseParty {
  std::string document;    // CNPJ or CPF as written; empty for a foreigner
  std::string foreign_id;  // NIF
  std::string municipal_registration;
  std::string name, trade_name;
  NfseAddress address;
  std::string email, phone;
};

// What the customer keeps back and pays to the tax office in the issuer's place.
struct NfseRetentions {
  std::optional<Money> issqn;       // when tpRetISSQN says that customer or intermediary retains it
  std::optional<Money> inss;        // vRetCP
  std::optional<Money> irrf, csll;  // vRetIRRF, vRetCSLL
  std::optional<Money> pis, cofins;  // when retained
  std::optional<Money> total;        // vTotalRet, as the note says
};

struct Nfse {
  std::string key;            // 50 characters: the Id without "NFS"
  std::string number;         // nNFSe
  std::string status;         // cStat: "100" issued
  bool homologation = false;  // tpAmb 2
  Instant processed_at;
  Date issue_date;  // of the DPS, at the issuer's own clock; of the note when it has no DPS
  std::optional<Date> competence;
  std::string dps_series, dps_number;
  NfseParty issuer;
  std::optional<NfseParty> customer;      // tomador: absent when he did not identify himself
  std::string service_code, description;  // cTribNac, xDescServ
  Money service;                          // vServ
  Money unconditional_discount, conditional_discount;
  NfseRetentions retentions;
  Money net;  // vLiq
  // Portuguese: what is odd, and does not keep the note from being read.
  std::vector<std::string> warnings;
};

// Errors, each with the element's path as field: nfse.size, .encoding, .xml, .doctype, .depth,
// .root (another document, named), .missing, .key, .date, .money.
Result<Nfse> read_nfse(std::string_view bytes);

}  // namespace quita::document
