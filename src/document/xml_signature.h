// The signature of a fiscal document (XMLDSig, enveloped): NF-e, NFS-e and their events are signed
// by who issues them, with a certificate of ICP-Brasil.
//
// What is proved: that the content is, byte for byte after canonicalisation (C14N 1.0), what the
// holder of the certificate's key signed. What is not: that the certificate is one of ICP-Brasil
// and was not revoked. Chains and lists of revocation need the network and the time of day; SEFAZ
// checked both when it authorised the document.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"

namespace quita::document {

struct XmlSignature {
  std::string signed_id;        // the Id of the element that it covers: "NFe3526…"
  std::string algorithm;        // "RSA-SHA1" or "RSA-SHA256"
  std::string signer;           // the certificate's common name, "SERRA AZUL LTDA:48317265000144"
  std::string signer_document;  // CNPJ or CPF behind its colon; may be empty
  std::string certificate_issuer;
  Instant valid_from, valid_until;  // of the certificate
};

// Of an NF-e (bare or authorised), an event of one, or a national NFS-e: the signature beside its
// infNFe, infEvento or infNFSe, which must cover exactly that element. Errors, with the element's
// path as field: those of load_xml, signature.root, .missing, .reference (it covers something
// else), .algorithm (a method or transform that these documents may not use), .content (changed
// after it was signed), .value (not made with the certificate's key), .certificate.
Result<XmlSignature> verify_xml_signature(std::string_view bytes);

}  // namespace quita::document
