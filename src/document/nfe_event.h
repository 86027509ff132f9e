// An event of an NF-e as SEFAZ registered it (procEventoNFe): above all the cancellation, after
// which the invoice's titles are owed no more.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"

namespace quita::document {

struct NfeEvent {
  std::string key;  // of the invoice, check digit verified
  std::string
      type;  // tpEvento: "110111" cancellation, "110112" by replacement, "110110" correction
  int sequence = 1;         // nSeqEvento
  std::string description;  // descEvento
  Instant at;               // dhEvento
  std::string author;       // CNPJ or CPF
  bool homologation = false;
  std::string authorisation;  // detEvento/nProt: the invoice's own protocol
  std::string reason;         // xJust, or xCorrecao
  // What SEFAZ answered; empty when the file has no answer.
  std::string status, status_reason, protocol;

  bool cancellation() const { return type == "110111" || type == "110112"; }
  // 135 and 136: registered; 155: a cancellation after its time, registered.
  bool registered() const { return status == "135" || status == "136" || status == "155"; }
};

// Errors, each with the element's path as field: nfe.size, .encoding, .xml, .doctype, .depth,
// .root, .missing, .key, .key_digit, .key_mismatch, .date.
Result<NfeEvent> read_nfe_event(std::string_view bytes);

}  // namespace quita::document
