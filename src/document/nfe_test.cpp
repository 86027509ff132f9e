#include "document/nfe.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "document/testing.h"

namespace quita::document {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

std::string sample(const std::string& name) { return test_data("nfe/" + name); }

// The error of a document, or "" when it was read.
Error refusal(const std::string& bytes) {
  const auto nfe = read_nfe(bytes);
  if (nfe) return {};
  EXPECT_FALSE(nfe.error().message.empty());
  EXPECT_FALSE(nfe.error().hint.empty()) << nfe.error().code;
  EXPECT_FALSE(nfe.error().field.empty()) << nfe.error().code;
  return nfe.error();
}

TEST(Nfe, ReadsWhatACollectionNeeds) {
  const auto nfe = read_nfe(sample("com_duplicatas.xml"));
  ASSERT_TRUE(nfe) << nfe.error().message;
  EXPECT_EQ(nfe->key, "35261148317265000144550010000104511314159267");
  EXPECT_EQ(nfe->series, "1");
  EXPECT_EQ(nfe->number, "10451");
  EXPECT_EQ(nfe->operation, "Venda de mercadoria");
  EXPECT_EQ(nfe->issue_date, Date(2026, 11, 10));
  EXPECT_EQ(format_iso(nfe->issued_at), "2026-11-10T12:30:00.000Z");
  EXPECT_EQ(nfe->total, Money::centavos(189990));
  EXPECT_EQ(nfe->issuer.document, "48317265000144");
  EXPECT_EQ(nfe->issuer.trade_name, "Serra Azul");
  EXPECT_EQ(nfe->recipient.document, "20745631000147");
  EXPECT_EQ(nfe->recipient.name, "Mercearia São João & Filhos Ltda");
  EXPECT_EQ(nfe->recipient.emails,
            (std::vector<std::string>{"financeiro@saojoao.example", "compras@saojoao.example"}));
  EXPECT_EQ(nfe->recipient.phone, "19998765432");
  EXPECT_EQ(nfe->recipient.address.street, "Avenida Conceição");
  EXPECT_EQ(nfe->recipient.address.city_code, "3509502");
  EXPECT_EQ(nfe->recipient.address.state, "SP");
  EXPECT_EQ(nfe->recipient.address.cep, "13010050");
  ASSERT_EQ(nfe->payments.size(), 1u);
  EXPECT_EQ(nfe->payments[0].method, "15");
  EXPECT_TRUE(nfe->payments[0].on_term);
  EXPECT_TRUE(nfe->authorised());
  EXPECT_TRUE(collectable(*nfe));
  EXPECT_EQ(description_of(*nfe), "NF-e 10451: Café torrado em grãos 1 kg e mais 2 itens");
}

TEST(Nfe, EachDuplicataIsAReceivable) {
  const auto nfe = read_nfe(sample("com_duplicatas.xml"));
  ASSERT_TRUE(nfe);
  const auto receivables = receivables_of(*nfe);
  ASSERT_EQ(receivables.size(), 3u);
  EXPECT_EQ(receivables[0].number, "10451-001");
  EXPECT_EQ(receivables[2].due, Date(2027, 2, 10));
  Money sum;
  for (const auto& receivable : receivables) sum += receivable.value;
  EXPECT_EQ(sum, nfe->total);
}

TEST(Nfe, WithoutDuplicatasTheNetValueIsDueOnTheIssueDate) {
  const auto nfe = read_nfe(sample("so_fatura.xml"));
  ASSERT_TRUE(nfe) << nfe.error().message;
  EXPECT_EQ(nfe->recipient.document, "52998224725");
  const auto receivables = receivables_of(*nfe);
  ASSERT_EQ(receivables.size(), 1u);
  EXPECT_EQ(receivables[0].number, "10452");
  EXPECT_EQ(receivables[0].value, Money::centavos(129990));
  // 23:45 in São Paulo is the next day in UTC: the invoice's own clock decides.
  EXPECT_EQ(receivables[0].due, Date(2026, 11, 12));
  EXPECT_EQ(format_iso(nfe->issued_at), "2026-11-13T02:45:10.000Z");
}

TEST(Nfe, WithoutCollectionGroupTheTotalIsDue) {
  auto text = sample("so_fatura.xml");
  const auto first = text.find("<cobr>"), last = text.find("</cobr>");
  text.erase(first, last + 7 - first);
  const auto nfe = read_nfe(text);
  ASSERT_TRUE(nfe);
  const auto receivables = receivables_of(*nfe);
  ASSERT_EQ(receivables.size(), 1u);
  EXPECT_EQ(receivables[0].value, nfe->total);
}

TEST(Nfe, TaxReformGroupsAndAlphanumericCnpj) {
  const auto nfe = read_nfe(sample("reforma_tributaria.xml"));
  ASSERT_TRUE(nfe) << nfe.error().message;
  EXPECT_EQ(nfe->key, "35261112ABC34501DE35550070000008801161803395");
  EXPECT_EQ(nfe->issuer.document, "12ABC34501DE35");
  EXPECT_EQ(nfe->recipient.document, "A1B2C3D4000193");
  EXPECT_EQ(receivables_of(*nfe).size(), 2u);
  EXPECT_EQ(description_of(*nfe), "NF-e 880: Furadeira de bancada 1/2 HP");
}

TEST(Nfe, ABareInvoiceWithoutProtocolIsRead) {
  auto text = sample("so_fatura.xml");
  const auto first = text.find("<NFe>"), last = text.find("</NFe>");
  const auto nfe = read_nfe(text.substr(first, last + 6 - first));
  ASSERT_TRUE(nfe) << nfe.error().message;
  EXPECT_FALSE(nfe->protocol);
  EXPECT_FALSE(nfe->authorised());
  EXPECT_TRUE(collectable(*nfe));
}

TEST(Nfe, OnlyAnAuthorisedSaleIsCollectable) {
  const auto text = sample("so_fatura.xml");
  const auto code = [](const std::string& bytes) {
    const auto nfe = read_nfe(bytes);
    EXPECT_TRUE(nfe);
    const auto status = collectable(*nfe);
    return status ? "" : status.error().code;
  };
  EXPECT_EQ(code(with(text, "<cStat>100<", "<cStat>150<")), "");
  EXPECT_EQ(code(with(text, "<cStat>100<", "<cStat>110<")), "nfe.not_authorised");
  EXPECT_EQ(code(with(text, "<tpNF>1<", "<tpNF>0<")), "nfe.incoming");
  EXPECT_EQ(code(with(text, "<finNFe>1<", "<finNFe>4<")), "nfe.returned_goods");
}

TEST(Nfe, ADoctypeIsRefused) {
  const auto text = sample("so_fatura.xml");
  const std::string bomb =
      "?>\n<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>";
  EXPECT_EQ(refusal(with(text, "?>", bomb)).code, "nfe.doctype");
  EXPECT_EQ(refusal(with(text, "?>", "?><!DOCTYPE NFe SYSTEM \"file:///etc/passwd\">")).code,
            "nfe.doctype");
  EXPECT_EQ(refusal("<!DOCTYPE x><NFe/>").code, "nfe.doctype");
  EXPECT_EQ(refusal("<NFe><!DOCTYPE x></NFe>").code, "nfe.doctype");
  EXPECT_EQ(refusal("<!DOCTYPE x").code, "nfe.doctype");
}

TEST(Nfe, AnUnknownEntityIsNotExpanded) {
  const auto nfe = read_nfe(with(sample("so_fatura.xml"), "Maria Aparecida", "&xxe;"));
  ASSERT_TRUE(nfe);
  EXPECT_EQ(nfe->recipient.name, "&xxe; de Souza");
}

TEST(Nfe, CharacterReferencesCannotSmuggleBadText) {
  const auto nfe =
      read_nfe(with(sample("so_fatura.xml"), "Maria Aparecida", "A&#xD800;&#1;&#10;B"));
  ASSERT_TRUE(nfe);
  EXPECT_EQ(nfe->recipient.name, "A???  B de Souza");
}

TEST(Nfe, MalformedXmlNamesLineAndColumn) {
  const auto error = refusal(with(sample("so_fatura.xml"), "</ide>", "</idee>"));
  EXPECT_EQ(error.code, "nfe.xml");
  EXPECT_EQ(error.field.rfind("linha 2", 0), 0u) << error.field;
  EXPECT_EQ(refusal("").code, "nfe.xml");
  EXPECT_EQ(refusal("not xml at all").code, "nfe.xml");
}

TEST(Nfe, LimitsOfSizeAndDepth) {
  EXPECT_EQ(refusal(std::string(nfe_bytes_max + 1, ' ')).code, "nfe.size");
  std::string deep = "<NFe>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  EXPECT_EQ(refusal(deep + "</NFe>").code, "nfe.depth");
}

TEST(Nfe, TheDeclaredEncodingIsRespected) {
  const auto text = sample("com_duplicatas.xml");
  std::string latin1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xC3) {
      latin1 += static_cast<char>(static_cast<unsigned char>(text[++i]) + 0x40);
    } else if (byte == 0xC2) {
      latin1 += text[++i];
    } else {
      latin1 += text[i];
    }
  }
  EXPECT_EQ(refusal(latin1).code, "nfe.encoding");
  for (const char* name : {"ISO-8859-1", "iso-8859-1", "windows-1252"}) {
    const auto nfe = read_nfe(with(latin1, "UTF-8", name));
    ASSERT_TRUE(nfe) << name;
    EXPECT_EQ(nfe->recipient.name, "Mercearia São João & Filhos Ltda");
  }
  EXPECT_EQ(refusal(with(text, "UTF-8", "EBCDIC")).code, "nfe.encoding");
  const auto odd = refusal("<?xml version=\"1.0\" encoding=\"\xBAh\"?><NFe/>");
  EXPECT_EQ(odd.code, "nfe.encoding");
  EXPECT_TRUE(valid_utf8(odd.message));
  EXPECT_TRUE(read_nfe("\xEF\xBB\xBF" + text));

  std::u16string wide = u"\uFEFF";
  for (const char c : with(with(sample("so_fatura.xml"), "UTF-8", "UTF-16"), "Máquina de café",
                           "Maquina de cafe")) {
    wide += static_cast<char16_t>(c);
  }
  std::string utf16(reinterpret_cast<const char*>(wide.data()), wide.size() * 2);
  const auto nfe = read_nfe(utf16);
  ASSERT_TRUE(nfe) << nfe.error().message;
  EXPECT_EQ(nfe->number, "10452");

  // A surrogate without its twin, and UTF-32, which may hold what is no character at all.
  std::string half = utf16;
  half.replace(half.size() - 20, 2, "\x00\xD8", 2);
  EXPECT_EQ(refusal(half).code, "nfe.encoding");
  const std::string utf32("<\0\0\0N\0\0\0F\0\0\x65/\0\0\0>\0\0\0", 20);
  const auto refused = refusal(utf32);
  EXPECT_EQ(refused.code, "nfe.encoding");
  EXPECT_TRUE(valid_utf8(refused.field));
}

TEST(Nfe, TheKeyIsChecked) {
  const auto text = sample("com_duplicatas.xml");
  const std::string id = "Id=\"NFe35261148317265000144550010000104511314159267\"";
  EXPECT_EQ(refusal(with(text, id, "Id=\"NFe35261148317265000144550010000104511314159266\"")).code,
            "nfe.key_digit");
  EXPECT_EQ(refusal(with(text, id, "Id=\"NFe3526114831726500014455001000010451131415926\"")).code,
            "nfe.key");
  EXPECT_EQ(refusal(with(text, id, "Id=\"NFeA5261148317265000144550010000104511314159267\"")).code,
            "nfe.key");
  EXPECT_EQ(refusal(with(text, id, "")).code, "nfe.key");
  const std::string protocol = "<chNFe>35261148317265000144550010000104511314159267<";
  EXPECT_EQ(
      refusal(with(text, protocol, "<chNFe>35261148317265000144550010000104521271828186<")).code,
      "nfe.key_mismatch");
}

TEST(Nfe, EachBrokenFieldIsNamed) {
  const auto text = sample("com_duplicatas.xml");
  const auto broken = [&](const std::string& from, const std::string& to) {
    const auto error = refusal(with(text, from, to));
    return error.code + " " + error.field;
  };
  EXPECT_EQ(broken("<vDup>633.30<", "<vDup>633,30<"),
            "nfe.money nfeProc/NFe/infNFe/cobr/dup[1]/vDup");
  EXPECT_EQ(broken("<vDup>633.30<", "<vDup>-633.30<"),
            "nfe.money nfeProc/NFe/infNFe/cobr/dup[1]/vDup");
  EXPECT_EQ(broken("<vDup>633.30<", "<vDup>6e400<"),
            "nfe.money nfeProc/NFe/infNFe/cobr/dup[1]/vDup");
  EXPECT_EQ(broken("<vDup>633.30<", "<vDup>9999999999999.99<"),
            "nfe.money nfeProc/NFe/infNFe/cobr/dup[1]/vDup");
  EXPECT_EQ(broken("<dVenc>2027-01-10<", "<dVenc>2027-02-30<"),
            "nfe.date nfeProc/NFe/infNFe/cobr/dup[2]/dVenc");
  EXPECT_EQ(broken("<dVenc>2027-01-10</dVenc>", ""),
            "nfe.missing nfeProc/NFe/infNFe/cobr/dup[2]/dVenc");
  EXPECT_EQ(broken("<dhEmi>2026-11-10T09:30:00-03:00<", "<dhEmi>2026-11-10<"),
            "nfe.date nfeProc/NFe/infNFe/ide/dhEmi");
  EXPECT_EQ(broken("<CNPJ>20745631000147<", "<CNPJ>20745631000148<"),
            "nfe.document nfeProc/NFe/infNFe/dest/CNPJ");
  EXPECT_EQ(broken("<CNPJ>20745631000147</CNPJ>", ""), "nfe.missing nfeProc/NFe/infNFe/dest");
  EXPECT_EQ(broken("<vNF>1899.90</vNF>", ""), "nfe.missing nfeProc/NFe/infNFe/total/ICMSTot/vNF");
  EXPECT_EQ(broken("<mod>55<", "<mod>65<"), "nfe.model nfeProc/NFe/infNFe/ide/mod");
}

TEST(Nfe, AnotherDocumentIsNamedForWhatItIs) {
  const auto event = refusal("<procEventoNFe/>");
  EXPECT_EQ(event.code, "nfe.root");
  EXPECT_NE(event.message.find("evento"), std::string::npos);
  EXPECT_NE(refusal("<CompNfse/>").message.find("NFS-e"), std::string::npos);
  EXPECT_EQ(refusal("<html/>").code, "nfe.root");
  EXPECT_EQ(refusal("<nfe:/>").code, "nfe.root");
  EXPECT_NE(refusal("<\xCC\xBC/>").field, "") << "a name that has no ASCII letter is still a place";
}

// Truncated anywhere, a document is refused or read, and nothing else happens.
TEST(Nfe, EveryPrefixIsRefusedCalmly) {
  const auto text = sample("so_fatura.xml");
  for (std::size_t size = 0; size < text.size() - 12; size += 7) {
    EXPECT_FALSE(read_nfe(text.substr(0, size))) << size;
  }
}

TEST(NfeSamples, ReadWithTheFactsOfTheirIndex) {
  const std::filesystem::path folder = QUITA_SHARED_DIR "/data/samples/nfe";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "shared samples are not on this machine";
  const auto index = boost::json::parse(bytes_of(folder / "INDEX.json"));
  const auto centavos = [](const boost::json::value& value) {
    return parse_money(value.as_string().c_str()).value();
  };
  int read = 0;
  for (const auto& entry : index.as_array()) {
    const auto name = std::string(entry.at("file").as_string());
    SCOPED_TRACE(name);
    const auto& facts = entry.at("facts");
    const auto nfe = read_nfe(bytes_of(folder / name));
    ASSERT_TRUE(nfe) << nfe.error().code << ": " << nfe.error().message;
    EXPECT_EQ(nfe->key, facts.at("chave").as_string().c_str());
    EXPECT_EQ(nfe->number, facts.at("nNF").as_string().c_str());
    EXPECT_EQ(nfe->series, facts.at("serie").as_string().c_str());
    EXPECT_EQ(nfe->total, centavos(facts.at("vNF")));
    EXPECT_EQ(nfe->homologation, facts.at("tpAmb").as_string() == "2");
    EXPECT_EQ(nfe->items.size(), facts.at("items").to_number<std::size_t>());
    EXPECT_EQ(format_iso(nfe->issue_date),
              std::string(facts.at("dhEmi").as_string()).substr(0, 10));
    const auto& dups = facts.at("dup").as_array();
    ASSERT_EQ(nfe->instalments.size(), dups.size());
    for (std::size_t i = 0; i < dups.size(); ++i) {
      EXPECT_EQ(nfe->instalments[i].number, dups[i].at("nDup").as_string().c_str());
      EXPECT_EQ(format_iso(nfe->instalments[i].due), dups[i].at("dVenc").as_string().c_str());
      EXPECT_EQ(nfe->instalments[i].value, centavos(dups[i].at("vDup")));
    }
    EXPECT_EQ(nfe->invoice.has_value(), !facts.at("fat").is_null());
    if (nfe->invoice) {
      EXPECT_EQ(nfe->invoice->net, centavos(facts.at("fat").at("vLiq")));
    }
    EXPECT_EQ(nfe->payments.size(), facts.at("detPag").as_array().size());
    EXPECT_EQ(nfe->protocol.has_value(), facts.at("has_protNFe").as_bool());
    EXPECT_TRUE(nfe->authorised());
    const auto kind = facts.at("dest_doc_kind").as_string();
    EXPECT_EQ(nfe->recipient.document.size(), kind == "CNPJ" ? 14u : kind == "CPF" ? 11u : 0u);
    ++read;
  }
  EXPECT_GE(read, 5);
}

// A comment is not signed: it may not shorten what is read of a signed document.
TEST(Nfe, ACommentWithinATextDoesNotEndIt) {
  const auto text = with(sample("com_duplicatas.xml"), "<vNF>1899.90<", "<vNF>1<!-- -->899.90<");
  const auto nfe = read_nfe(text);
  ASSERT_TRUE(nfe);
  EXPECT_EQ(nfe->total, Money::centavos(189'990));
}

}  // namespace
}  // namespace quita::document
