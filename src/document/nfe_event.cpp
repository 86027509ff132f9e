#include "document/nfe_event.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "document/fiscal_element.h"
#include "document/nfe.h"
#include "document/nfe_key.h"

namespace quita::document {

namespace {

Status read_answer(const FiscalElement& answer, NfeEvent& event) {
  if (!answer) return {};
  const auto key = answer.text("chNFe");
  if (!key.empty() && key != event.key) {
    return answer["chNFe"].refused("key_mismatch", "A resposta da SEFAZ é de outra nota.",
                                   "a chave " + event.key);
  }
  event.status = TRY(required(answer, "cStat"));
  event.status_reason = answer.text("xMotivo");
  event.protocol = answer.text("nProt");
  return {};
}

}  // namespace

Result<NfeEvent> read_nfe_event(std::string_view bytes) {
  pugi::xml_document document;
  TRY_STATUS(load_xml(bytes, {nfe_bytes_max, nfe_depth_max}, "nfe", document));
  const auto root = FiscalElement::root(document, "nfe");
  if (root.path() != "procEventoNFe" && root.path() != "evento") {
    return root.refused("root",
                        fmt::format("O arquivo não é um evento de NF-e: o elemento raiz é “{}”.",
                                    fold_ascii(std::string_view(root.path()).substr(0, 40))),
                        "o elemento raiz procEventoNFe");
  }
  const auto information = (root.path() == "evento" ? root : root["evento"])["infEvento"];
  const auto detail = information["detEvento"];
  NfeEvent event;
  event.key = TRY(required(information, "chNFe"));
  TRY_STATUS(check_nfe_key(event.key, information["chNFe"].path()));
  event.type = TRY(required(information, "tpEvento"));
  const auto sequence = information.text("nSeqEvento");
  if (all_digits(sequence) && sequence.size() <= 3) event.sequence = std::stoi(sequence);
  TRY(required(information, "dhEvento"));
  event.at = TRY(read_local_instant(information["dhEvento"])).instant;
  event.author = information.text("CNPJ");
  if (event.author.empty()) event.author = information.text("CPF");
  event.homologation = information.text("tpAmb") == "2";
  event.description = detail.text("descEvento");
  event.authorisation = detail.text("nProt");
  event.reason = detail.text("xJust");
  if (event.reason.empty()) event.reason = detail.text("xCorrecao");
  TRY_STATUS(read_answer(root["retEvento"]["infEvento"], event));
  return event;
}

}  // namespace quita::document
