#include "document/nfse.h"

#include <gtest/gtest.h>

#include "document/nfe_event.h"
#include "document/testing.h"

namespace quita::document {
namespace {

template <class T>
std::string code_of(const Result<T>& read) {
  if (read) return "read";
  EXPECT_FALSE(read.error().field.empty()) << read.error().code;
  EXPECT_FALSE(read.error().hint.empty()) << read.error().code;
  return read.error().code;
}

const std::string note = test_data("nfse/com_retencoes.xml");

TEST(Nfse, ReadsPartiesServiceAndWhatIsOwed) {
  const auto nfse = read_nfse(note);
  ASSERT_TRUE(nfse) << nfse.error().message << nfse.error().field;
  EXPECT_EQ(nfse->key, "35503082248317265000144000000000012326110000451278");
  EXPECT_EQ(nfse->number, "123");
  EXPECT_EQ(nfse->status, "100");
  EXPECT_FALSE(nfse->homologation);
  EXPECT_EQ(nfse->issue_date, Date(2026, 11, 19));  // the note itself was made after midnight
  EXPECT_EQ(format_iso(nfse->processed_at), "2026-11-20T03:10:05.000Z");
  EXPECT_EQ(nfse->competence, Date(2026, 11, 19));
  EXPECT_EQ(nfse->dps_number, "45");
  EXPECT_EQ(nfse->issuer.document, "48317265000144");
  EXPECT_EQ(nfse->issuer.address.state, "SP");
  ASSERT_TRUE(nfse->customer);
  EXPECT_EQ(nfse->customer->name, "Mercearia São João & Filhos Ltda");
  EXPECT_EQ(nfse->customer->address.city_code, "3509502");
  EXPECT_EQ(nfse->customer->email, "contas@mercearia.example");
  EXPECT_EQ(nfse->description, "Suporte mensal de novembro");
  EXPECT_EQ(nfse->service, Money::centavos(100'000));
  EXPECT_EQ(nfse->unconditional_discount, Money::centavos(1'000));
  EXPECT_EQ(nfse->retentions.issqn, Money::centavos(5'000));
  EXPECT_EQ(nfse->retentions.pis, Money::centavos(650));
  EXPECT_EQ(nfse->retentions.cofins, Money::centavos(3'000));
  EXPECT_EQ(nfse->retentions.irrf, Money::centavos(1'500));
  EXPECT_EQ(nfse->retentions.csll, Money::centavos(1'000));
  EXPECT_FALSE(nfse->retentions.inss);
  EXPECT_EQ(nfse->net, Money::centavos(87'850));
  EXPECT_TRUE(nfse->warnings.empty());
}

TEST(Nfse, ATaxThatTheIssuerPaysIsNoRetention) {
  auto text = with(note, "<tpRetISSQN>2<", "<tpRetISSQN>1<");
  text = with(text, "<tpRetPisCofins>1<", "<tpRetPisCofins>2<");
  const auto nfse = read_nfse(text);
  ASSERT_TRUE(nfse);
  EXPECT_FALSE(nfse->retentions.issqn);
  EXPECT_FALSE(nfse->retentions.pis);
  EXPECT_TRUE(nfse->warnings.empty());  // vTotalRet, which the note states, still fits
}

TEST(Nfse, OddFiguresAndDocumentsAreWarnedOf) {
  const auto sums = read_nfse(with(note, "<vLiq>878.50<", "<vLiq>900.00<"));
  ASSERT_TRUE(sums);
  EXPECT_EQ(sums->net, Money::centavos(90'000));
  EXPECT_EQ(sums->warnings.size(), 1u);
  const auto document = read_nfse(with(note, "<CNPJ>20745631000147<", "<CNPJ>20745631000148<"));
  ASSERT_TRUE(document);
  ASSERT_EQ(document->warnings.size(), 1u);
  EXPECT_NE(document->warnings[0].find("toma"), std::string::npos);
}

TEST(Nfse, WithoutACustomer) {
  const auto begin = note.find("<toma>"), end = note.find("</toma>") + 7;
  const auto nfse = read_nfse(std::string(note).erase(begin, end - begin));
  ASSERT_TRUE(nfse);
  EXPECT_FALSE(nfse->customer);
}

TEST(Nfse, AnAlphanumericCnpjInTheKey) {
  const auto nfse = read_nfse(with(note, "4831726500014400000", "12ABC34501DE3500000"));
  ASSERT_TRUE(nfse) << nfse.error().message;
  EXPECT_EQ(nfse->key.substr(9, 14), "12ABC34501DE35");
}

TEST(Nfse, RefusalsNameTheElement) {
  EXPECT_EQ(code_of(read_nfse("")), "nfse.xml");
  EXPECT_EQ(code_of(read_nfse("<DPS/>")), "nfse.root");
  EXPECT_EQ(code_of(read_nfse("<CompNfse/>")), "nfse.root");
  EXPECT_EQ(code_of(read_nfse("<NFSe/>")), "nfse.key");
  EXPECT_EQ(code_of(read_nfse(with(note, "NFS355", "NFS35"))), "nfse.key");
  EXPECT_EQ(code_of(read_nfse(with(note, "<vLiq>878.50</vLiq>", ""))), "nfse.missing");
  EXPECT_EQ(code_of(read_nfse(with(note, "<vServ>1000.00<", "<vServ>1.000,00<"))), "nfse.money");
  EXPECT_EQ(code_of(read_nfse(with(note, "<dCompet>2026-11-19", "<dCompet>2026-13-19"))),
            "nfse.date");
  EXPECT_EQ(read_nfse(with(note, "<vLiq>878.50</vLiq>", "")).error().field,
            "NFSe/infNFSe/valores/vLiq");
}

TEST(NfeEvent, ACancellationAndItsAnswer) {
  const auto event = read_nfe_event(test_data("nfe/cancelamento.xml"));
  ASSERT_TRUE(event) << event.error().message << event.error().field;
  EXPECT_TRUE(event->cancellation());
  EXPECT_TRUE(event->registered());
  EXPECT_EQ(event->key, "35261148317265000144550010000104511314159267");
  EXPECT_EQ(event->sequence, 1);
  EXPECT_EQ(event->authorisation, "135260000000001");
  EXPECT_EQ(event->protocol, "135260000000099");
  EXPECT_EQ(event->author, "48317265000144");
  EXPECT_EQ(format_iso(event->at), "2026-11-12T12:30:00.000Z");
  EXPECT_FALSE(event->reason.empty());
}

TEST(NfeEvent, ARefusedOrUnansweredCancellationCancelsNothing) {
  const auto text = test_data("nfe/cancelamento.xml");
  const auto refused = read_nfe_event(with(text, "<cStat>135<", "<cStat>501<"));
  ASSERT_TRUE(refused);
  EXPECT_FALSE(refused->registered());
  const auto begin = text.find("<retEvento"), end = text.find("</retEvento>") + 12;
  const auto alone = read_nfe_event(std::string(text).erase(begin, end - begin));
  ASSERT_TRUE(alone);
  EXPECT_FALSE(alone->registered());
}

TEST(NfeEvent, RefusalsNameTheElement) {
  const auto text = test_data("nfe/cancelamento.xml");
  EXPECT_EQ(code_of(read_nfe_event("<nfeProc/>")), "nfe.root");
  EXPECT_EQ(code_of(read_nfe_event("<evento/>")), "nfe.missing");
  EXPECT_EQ(code_of(read_nfe_event(with(text, "<chNFe>352", "<chNFe>353"))), "nfe.key_digit");
  const auto answer = text.find("<retEvento");
  auto other = text;
  other.replace(other.find("<chNFe>352", answer), 10, "<chNFe>353");
  EXPECT_EQ(code_of(read_nfe_event(other)), "nfe.key_mismatch");
  EXPECT_EQ(code_of(read_nfe_event(with(text, "2026-11-12T09:30:00-03:00", "ontem"))), "nfe.date");
}

}  // namespace
}  // namespace quita::document
