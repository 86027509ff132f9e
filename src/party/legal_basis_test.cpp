// On what law a contact may be used: where it came from, what was said of it, and that nothing of
// that is lost.
#include "party/legal_basis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "company/company.h"
#include "party/party_service.h"
#include "party/timeline.h"
#include "testing/engines.h"

namespace quita::party {
namespace {

TEST(LegalBasis, CollectingNeedsNoConsentAndMarketingNothingElse) {
  for (const Basis basis :
       {Basis::contract, Basis::credit_protection, Basis::legitimate_interest}) {
    for (const Consent consent : {Consent::unasked, Consent::given, Consent::withdrawn}) {
      EXPECT_TRUE(allows(basis, consent, Purpose::collecting));
      EXPECT_EQ(allows(basis, consent, Purpose::marketing), consent == Consent::given);
    }
  }
  EXPECT_FALSE(allows(Basis::none, Consent::given, Purpose::collecting));
  EXPECT_FALSE(allows(Basis::none, Consent::given, Purpose::marketing));
}

class ContactLaws : public testing::EachEngine {
 protected:
  template <class F>
  auto write(F&& f) {
    return db().write(tenant(), [&](db::Tx& tx) { return f(tx); });
  }
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    party_ = write([&](db::Tx& tx) {
      Draft draft;
      draft.document = "52998224725";
      draft.name = "João da Conceição";
      draft.contacts = {{Channel::email, "joao@exemplo.com.br", "billing"}};
      return create_party(tx, act("user"), draft).value();
    });
  }
  Act act(std::string kind) {
    return {"Ana Souza", clock().now(), Date(2026, 11, 23), std::move(kind), {}, ""};
  }
  std::vector<ContactLaw> laws() {
    return write([&](db::Tx& tx) { return laws_of(tx, party_); });
  }
  PartyId party_;
};
QUITA_EACH_ENGINE(ContactLaws);

TEST_P(ContactLaws, KnowWhereEachContactCameFrom) {
  write([&](db::Tx& tx) {
    Draft note;
    note.document = "52998224725";
    note.name = "João da Conceição";
    note.contacts = {{Channel::email, "JOAO@exemplo.com.br", "billing"},
                     {Channel::phone, "11987654321", "billing"}};
    EXPECT_TRUE(upsert_party(tx, act("user"), note, Origin::invoice));
    EXPECT_TRUE(add_contact(tx, act("customer"), party_,
                            {Channel::email, "novo@exemplo.com.br", "billing"}));
  });
  const auto now = laws();
  ASSERT_EQ(now.size(), 3);
  std::map<std::string, Origin> origins;
  for (const auto& law : now) {
    origins[law.value] = law.origin;
    EXPECT_EQ(law.basis, Basis::contract);
    EXPECT_EQ(law.consent, Consent::unasked);
  }
  EXPECT_EQ(origins["joao@exemplo.com.br"], Origin::typed);  // the invoice told nothing new
  EXPECT_EQ(origins["+5511987654321"], Origin::invoice);
  EXPECT_EQ(origins["novo@exemplo.com.br"], Origin::customer);
}

TEST_P(ContactLaws, KeepWhatWasSaidOfThemAndWhoSaidIt) {
  const ContactId contact = laws().front().contact;
  const auto set = [&](Basis basis, Consent consent, std::string_view how) {
    return write(
        [&](db::Tx& tx) { return set_law(tx, act("user"), party_, contact, basis, consent, how); });
  };
  EXPECT_EQ(set(Basis::contract, Consent::given, " ").error().code, "contact.law.how");
  EXPECT_TRUE(set(Basis::contract, Consent::given, "termo assinado em 12/03/2026"));
  EXPECT_TRUE(
      write([&](db::Tx& tx) { return allows_marketing(tx, party_, "joao@exemplo.com.br"); }));
  EXPECT_EQ(set(Basis::contract, Consent::given, "de novo").error().code, "contact.law.same");
  EXPECT_EQ(set(Basis::contract, Consent::unasked, "nunca").error().code, "contact.law.consent");
  EXPECT_EQ(set(Basis::none, Consent::given, "x").error().code, "contact.law.consent");
  clock().advance(std::chrono::hours(1));
  EXPECT_TRUE(set(Basis::none, Consent::withdrawn, "disse que não é o devedor"));
  EXPECT_FALSE(
      write([&](db::Tx& tx) { return allows_marketing(tx, party_, "joao@exemplo.com.br"); }));
  write([&](db::Tx& tx) { EXPECT_TRUE(remove_contact(tx, act("user"), party_, contact)); });
  const auto history = write([&](db::Tx& tx) { return law_history(tx, party_); });
  ASSERT_EQ(history.size(), 2);  // of a contact that is gone
  EXPECT_EQ(history[0].basis, Basis::none);
  EXPECT_EQ(history[1].how, "termo assinado em 12/03/2026");
  EXPECT_EQ(history[1].actor, "Ana Souza");
  const auto told = write([&](db::Tx& tx) { return party_timeline(tx, party_, {}, 10); });
  EXPECT_TRUE(std::any_of(told.begin(), told.end(), [](const Event& event) {
    return event.text.find("aceita receber ofertas (termo assinado em 12/03/2026)") !=
           std::string::npos;
  }));
}

TEST_P(ContactLaws, DoNotHoldForAnotherAddressInTheSamePlace) {
  const ContactId contact = laws().front().contact;
  write([&](db::Tx& tx) {
    EXPECT_TRUE(set_law(tx, act("user"), party_, contact, Basis::none, Consent::unasked, "errado"));
    ContactPatch patch;
    patch.value = "certo@exemplo.com.br";
    EXPECT_TRUE(patch_contact(tx, act("user"), party_, contact, patch));
  });
  EXPECT_EQ(laws().front().basis, Basis::contract);
  EXPECT_EQ(laws().front().value, "certo@exemplo.com.br");
}

// Tidied away and brought back by the next night's import: he opposed, and that stands.
TEST_P(ContactLaws, OutliveTheContactTheyWereSaidOf) {
  const ContactId contact = laws().front().contact;
  write([&](db::Tx& tx) {
    EXPECT_TRUE(set_law(tx, act("user"), party_, contact, Basis::none, Consent::unasked, "errado"));
    EXPECT_TRUE(remove_contact(tx, act("user"), party_, contact));
    Draft again;
    again.document = "52998224725";
    again.name = "João da Conceição";
    again.contacts = {{Channel::email, "joao@exemplo.com.br", "billing"},
                      {Channel::email, "novo@exemplo.com.br", "billing"}};
    EXPECT_TRUE(upsert_party(tx, act("api_key"), again));
  });
  std::map<std::string, Basis> bases;
  for (const auto& law : laws()) bases[law.value] = law.basis;
  EXPECT_EQ(bases["joao@exemplo.com.br"], Basis::none);
  EXPECT_EQ(bases["novo@exemplo.com.br"], Basis::contract);
  write([&](db::Tx& tx) {
    ContactPatch patch;
    patch.value = "outro@exemplo.com.br";
    EXPECT_TRUE(patch_contact(tx, act("user"), party_, laws_of(tx, party_).back().contact, patch));
  });
  EXPECT_EQ(write([&](db::Tx& tx) { return law_history(tx, party_); }).size(), 1U);
}

}  // namespace
}  // namespace quita::party
