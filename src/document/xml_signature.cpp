#include "document/xml_signature.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <openssl/x509.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/x509.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

#include <ctime>
#include <memory>
#include <new>
#include <stdexcept>

#include "base/text.h"
#include "document/nfe.h"
#include "document/xml.h"

namespace quita::document {

namespace {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* held) const {
    release(held);
  }
};
using Document = std::unique_ptr<xmlDoc, Release<xmlFreeDoc>>;
using Parser = std::unique_ptr<xmlParserCtxt, Release<xmlFreeParserCtxt>>;
using Keys = std::unique_ptr<xmlSecKeysMngr, Release<xmlSecKeysMngrDestroy>>;
using Verifier = std::unique_ptr<xmlSecDSigCtx, Release<xmlSecDSigCtxDestroy>>;

// Once a process. What is wrong is told by our own errors, not on the terminal.
void start_libraries() {
  static const bool started = [] {
    xmlInitParser();
    const bool good =
        xmlSecInit() >= 0 && xmlSecOpenSSLAppInit(nullptr) >= 0 && xmlSecOpenSSLInit() >= 0;
    xmlSecErrorsDefaultCallbackEnableOutput(0);
    return good;
  }();
  if (!started) throw std::runtime_error("libxmlsec did not start");
}

std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

bool is(const xmlNode* node, std::string_view name) { return text_of(node->name) == name; }

xmlNode* child(const xmlNode* parent, std::string_view name) {
  for (xmlNode* node = parent->children; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE && is(node, name)) return node;
  }
  return nullptr;
}

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string text(text_of(value));
  xmlFree(value);
  return text;
}

tl::unexpected<Error> refused(std::string_view rule, std::string message, std::string path,
                              std::string expected) {
  return invalid(fmt::format("signature.{}", rule), std::move(message), std::move(path),
                 std::move(expected));
}

// What is signed and its signature, siblings within the document that has both.
struct Signed {
  xmlNode* content = nullptr;
  xmlNode* signature = nullptr;
  std::string path;
};

Result<Signed> find_signed(xmlNode* root) {
  xmlNode* holder = root;
  std::string path(text_of(root->name));
  const auto into = [&](std::string_view name) {
    holder = child(root, name);
    path += fmt::format("/{}", name);
  };
  if (is(root, "nfeProc")) into("NFe");
  if (is(root, "procEventoNFe")) into("evento");
  const std::string_view content = path.ends_with("NFe")      ? "infNFe"
                                   : path.ends_with("evento") ? "infEvento"
                                   : path == "NFSe"           ? "infNFSe"
                                                              : "";
  if (holder == nullptr || content.empty() || child(holder, content) == nullptr) {
    return refused("root", "O arquivo não é uma NF-e, um evento dela, nem uma NFS-e nacional.",
                   std::string(prefix_utf8(path, 60)), "infNFe, infEvento ou infNFSe");
  }
  Signed found{child(holder, content), child(holder, "Signature"), path};
  if (found.signature == nullptr) {
    return refused("missing", "O documento não está assinado.", path + "/Signature",
                   "o grupo Signature que o emissor acrescenta");
  }
  return found;
}

// Only one element may bear the Id, and only that one may be referred to: otherwise another
// element could be signed, and this one read ("signature wrapping").
Status check_reference(const Signed& found, const std::string& id) {
  const auto path = found.path + "/Signature/SignedInfo/Reference";
  const xmlNode* information = child(found.signature, "SignedInfo");
  const xmlNode* reference = information ? child(information, "Reference") : nullptr;
  const bool only_one = reference != nullptr && [&] {
    for (const xmlNode* next = reference->next; next != nullptr; next = next->next) {
      if (next->type == XML_ELEMENT_NODE) return false;
    }
    return true;
  }();
  if (id.empty() || !only_one || attribute(reference, "URI") != "#" + id) {
    return refused("reference", "A assinatura não é do conteúdo deste documento.", path,
                   "uma só referência, ao Id do conteúdo");
  }
  return {};
}

bool allow_what_the_layouts_allow(xmlSecDSigCtx& context) {
  const auto reference = [&](xmlSecTransformId transform) {
    return xmlSecDSigCtxEnableReferenceTransform(&context, transform) >= 0;
  };
  const auto signature = [&](xmlSecTransformId transform) {
    return xmlSecDSigCtxEnableSignatureTransform(&context, transform) >= 0;
  };
  context.enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
  context.keyInfoReadCtx.flags |= XMLSEC_KEYINFO_FLAGS_X509DATA_DONT_VERIFY_CERTS;
  return reference(xmlSecTransformEnvelopedId) && reference(xmlSecTransformInclC14NId) &&
         reference(xmlSecOpenSSLTransformSha1GetKlass()) &&
         reference(xmlSecOpenSSLTransformSha256GetKlass()) &&
         signature(xmlSecTransformInclC14NId) &&
         signature(xmlSecOpenSSLTransformRsaSha1GetKlass()) &&
         signature(xmlSecOpenSSLTransformRsaSha256GetKlass()) &&
         xmlSecPtrListAdd(
             &context.keyInfoReadCtx.enabledKeyData,
             const_cast<void*>(static_cast<const void*>(xmlSecOpenSSLKeyDataX509GetKlass()))) >= 0;
}

Instant instant_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return {static_cast<std::int64_t>(timegm(&parts)) * 1000};
}

std::string common_name(const X509_NAME* name) {
  const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* text = nullptr;
  const int size =
      ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return {};
  std::string found(reinterpret_cast<char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return valid_utf8(found) ? found : std::string();
}

// The certificate whose key verified the signature.
Status read_certificate(const xmlSecDSigCtx& context, const std::string& path,
                        XmlSignature& signature) {
  const auto data = context.signKey == nullptr
                        ? nullptr
                        : xmlSecKeyGetData(context.signKey, xmlSecOpenSSLKeyDataX509GetKlass());
  const X509* certificate = data == nullptr ? nullptr : xmlSecOpenSSLKeyDataX509GetKeyCert(data);
  if (certificate == nullptr) {
    return refused("certificate", "A assinatura não traz o certificado de quem assinou.",
                   path + "/Signature/KeyInfo", "um X509Certificate");
  }
  signature.signer = common_name(X509_get_subject_name(certificate));
  if (const auto colon = signature.signer.rfind(':'); colon != std::string::npos) {
    signature.signer_document = signature.signer.substr(colon + 1);
  }
  signature.certificate_issuer = common_name(X509_get_issuer_name(certificate));
  signature.valid_from = instant_of(X509_get0_notBefore(certificate));
  signature.valid_until = instant_of(X509_get0_notAfter(certificate));
  return {};
}

bool content_changed(xmlSecDSigCtx& context) {
  if (xmlSecPtrListGetSize(&context.signedInfoReferences) == 0) return false;
  const auto* reference =
      static_cast<xmlSecDSigReferenceCtx*>(xmlSecPtrListGetItem(&context.signedInfoReferences, 0));
  return reference != nullptr && reference->status == xmlSecDSigStatusInvalid;
}

}  // namespace

Result<XmlSignature> verify_xml_signature(std::string_view bytes) {
  pugi::xml_document checked;  // size, depth, no DOCTYPE
  TRY_STATUS(load_xml(bytes, {nfe_bytes_max, nfe_depth_max}, "signature", checked));
  start_libraries();
  const Parser parser(xmlNewParserCtxt());
  if (!parser) throw std::bad_alloc();
  const Document document(
      xmlCtxtReadMemory(parser.get(), bytes.data(), static_cast<int>(bytes.size()), nullptr,
                        nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) {
    return refused("xml", "O arquivo não é um XML bem formado.", "arquivo",
                   "o XML inteiro, como foi assinado");
  }
  const auto found = TRY(find_signed(root));
  XmlSignature signature;
  signature.signed_id = attribute(found.content, "Id");
  TRY_STATUS(check_reference(found, signature.signed_id));
  xmlAttr* id = xmlHasProp(found.content, reinterpret_cast<const xmlChar*>("Id"));
  xmlAddID(nullptr, document.get(), reinterpret_cast<const xmlChar*>(signature.signed_id.c_str()),
           id);

  // Without any key of its own: the only one is that of KeyInfo.
  const Keys keys(xmlSecKeysMngrCreate());
  if (!keys || xmlSecOpenSSLAppDefaultKeysMngrInit(keys.get()) < 0) throw std::bad_alloc();
  const Verifier context(xmlSecDSigCtxCreate(keys.get()));
  if (!context || !allow_what_the_layouts_allow(*context)) throw std::bad_alloc();
  const auto path = found.path + "/Signature";
  if (xmlSecDSigCtxVerify(context.get(), found.signature) < 0) {
    return refused("algorithm",
                   "A assinatura não pôde ser conferida: usa um método que estes documentos não "
                   "têm, ou está mal escrita.",
                   path, "RSA com SHA-1 ou SHA-256, C14N 1.0 e o certificado em KeyInfo");
  }
  if (context->status != xmlSecDSigStatusSucceeded) {
    if (content_changed(*context)) {
      return refused("content", "O conteúdo foi mudado depois de assinado.",
                     path + "/SignedInfo/Reference/DigestValue", "o documento como foi assinado");
    }
    return refused("value", "A assinatura não foi feita com a chave do certificado.",
                   path + "/SignatureValue", "a assinatura do emissor");
  }
  const bool sha1 = context->signMethod != nullptr &&
                    context->signMethod->id == xmlSecOpenSSLTransformRsaSha1GetKlass();
  signature.algorithm = sha1 ? "RSA-SHA1" : "RSA-SHA256";
  TRY_STATUS(read_certificate(*context, found.path, signature));
  return signature;
}

}  // namespace quita::document
