// The samples were signed with a key made for them; its certificate names a company that does not
// exist.
#include "document/xml_signature.h"

#include <gtest/gtest.h>

#include "document/testing.h"

namespace quita::document {
namespace {

std::string code_of(const std::string& bytes) {
  const auto verified = verify_xml_signature(bytes);
  if (verified) return "verified";
  EXPECT_FALSE(verified.error().field.empty()) << verified.error().code;
  EXPECT_FALSE(verified.error().hint.empty()) << verified.error().code;
  return verified.error().code;
}

TEST(XmlSignature, OfAnInvoiceAnEventAndAServiceNote) {
  const auto invoice = verify_xml_signature(test_data("nfe/assinada.xml"));
  ASSERT_TRUE(invoice) << invoice.error().message << " " << invoice.error().field;
  EXPECT_EQ(invoice->signed_id, "NFe35261148317265000144550010000104511314159267");
  EXPECT_EQ(invoice->algorithm, "RSA-SHA1");
  EXPECT_EQ(invoice->signer, "DISTRIBUIDORA SERRA AZUL LTDA:48317265000144");
  EXPECT_EQ(invoice->signer_document, "48317265000144");
  EXPECT_LT(invoice->valid_from, invoice->valid_until);

  const auto event = verify_xml_signature(test_data("nfe/cancelamento_assinado.xml"));
  ASSERT_TRUE(event) << event.error().message;
  EXPECT_TRUE(event->signed_id.starts_with("ID110111"));

  const auto note = verify_xml_signature(test_data("nfse/assinada.xml"));
  ASSERT_TRUE(note) << note.error().message;
  EXPECT_EQ(note->algorithm, "RSA-SHA256");
}

TEST(XmlSignature, AnyChangeOfTheContentIsFound) {
  const auto text = test_data("nfe/assinada.xml");
  EXPECT_EQ(code_of(with(text, "<vNF>1899.90<", "<vNF>1999.90<")), "signature.content");
  EXPECT_EQ(code_of(with(text, "<natOp>", "<natOp> ")), "signature.content");
  EXPECT_EQ(code_of(with(text, "<natOp>Venda", "<natOp><!-- x -->Venda")), "verified");
}

TEST(XmlSignature, WhatAnotherKeySignedIsRefused) {
  const auto text = test_data("nfe/assinada.xml");
  const auto at = text.find("<SignatureValue>") + 20;
  auto other = text;
  other[at] = other[at] == 'A' ? 'B' : 'A';
  EXPECT_EQ(code_of(other), "signature.value");
  auto digest = text;
  const auto begin = digest.find("<DigestValue>") + 13;
  digest[begin] = digest[begin] == 'A' ? 'B' : 'A';
  EXPECT_NE(code_of(digest), "verified");
}

TEST(XmlSignature, ASignatureOfSomethingElseIsRefused) {
  const auto text = test_data("nfe/assinada.xml");
  EXPECT_EQ(code_of(with(text, "URI=\"#NFe", "URI=\"#NFf")), "signature.reference");
  EXPECT_EQ(
      code_of(with(text, "URI=\"#NFe35261148317265000144550010000104511314159267\"", "URI=\"\"")),
      "signature.reference");
  // The signed invoice hidden beside a false one of the same Id.
  const auto begin = text.find("<infNFe "), end = text.find("</infNFe>") + 9;
  const auto honest = text.substr(begin, end - begin);
  auto wrapped = text;
  wrapped.insert(end, "<outro>" + honest + "</outro>");
  wrapped = with(wrapped, "<vNF>1899.90<", "<vNF>9999.90<");
  EXPECT_NE(code_of(wrapped), "verified");
}

TEST(XmlSignature, OtherMethodsAreRefused) {
  const auto text = test_data("nfe/assinada.xml");
  EXPECT_EQ(code_of(with(text, "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                         "http://www.w3.org/2000/09/xmldsig#hmac-sha1")),
            "signature.algorithm");
  EXPECT_EQ(code_of(with(text, "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                         "http://www.w3.org/TR/1999/REC-xslt-19991116")),
            "signature.algorithm");
  const auto begin = text.find("<KeyInfo>"), end = text.find("</KeyInfo>") + 10;
  EXPECT_NE(code_of(std::string(text).erase(begin, end - begin)), "verified");
}

TEST(XmlSignature, RefusalsOfWhatIsNotSigned) {
  EXPECT_EQ(code_of(test_data("nfe/com_duplicatas.xml")), "signature.missing");
  EXPECT_EQ(code_of(""), "signature.xml");
  EXPECT_EQ(code_of("<a/>"), "signature.root");
  EXPECT_EQ(code_of("<nfeProc/>"), "signature.root");
  EXPECT_EQ(code_of("<NFe><infNFe/></NFe>"), "signature.missing");
  EXPECT_EQ(code_of("<NFe><infNFe/><Signature/></NFe>"), "signature.reference");
  EXPECT_EQ(code_of("<!DOCTYPE a [<!ENTITY b 'c'>]><NFe/>"), "signature.doctype");
}

}  // namespace
}  // namespace quita::document
