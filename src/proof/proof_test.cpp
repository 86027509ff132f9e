// The chain of proof on both engines: what is sealed, that a pack can be verified, and that a
// change of any byte of a file or of any stored row is found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "company/company.h"
#include "json/parse.h"
#include "messaging/delivery_fact.h"
#include "messaging/outbox_view.h"
#include "messaging/sender.h"
#include "party/conversation.h"
#include "party/party_service.h"
#include "party/timeline.h"
#include "proof/chain.h"
#include "proof/entry.h"
#include "proof/pack_store.h"
#include "proof/seal.h"
#include "testing/engines.h"

namespace quita::proof {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class TakesAll final : public messaging::Transport {
 public:
  messaging::Delivery send(TenantId, const messaging::Mail&) override {
    return {messaging::Outcome::taken, "250 2.0.0 Ok: queued as 4F1", ""};
  }
};

class OpenGate final : public messaging::Gate {
 public:
  messaging::GateAnswer may_leave(db::Tx&, const messaging::OutboxRow& row, Instant) override {
    return {messaging::GateAnswer::Verdict::go, "", {}, row.titles};
  }
  void on_failed(db::Tx&, const messaging::OutboxRow&, bool, Instant) override {}
};

class Proof : public testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    key_.bytes.fill(5);
    party_ = db().write(tenant(), [&](db::Tx& tx) {
      company::CompanyDraft company;
      company.legal_name = "Distribuidora Aurora Ltda";
      company.document = "11222333000181";
      company.street = "Rua das Flores";
      company.number = "100";
      company.city = "São Paulo";
      company.state = "SP";
      EXPECT_TRUE(company::create_company(tx, actor_of(act()), company));
      party::Draft draft;
      draft.document = "529.982.247-25";
      draft.name = "João da Conceição";
      draft.contacts.push_back({party::Channel::email, "joao@exemplo.com.br", "billing"});
      return *party::create_party(tx, act(), draft);
    });
  }
  Act act() { return {"Ana Souza", clock().now(), business_date(clock().now(), zone)}; }
  template <class F>
  auto write(F&& f) {
    return db().write(tenant(), [&](db::Tx& tx) { return f(tx); });
  }
  template <class F>
  auto read(F&& f) {
    return db().read(tenant(), [&](db::Tx& tx) { return f(tx); });
  }

  // A letter that left, arrived, and was answered by telephone.
  MessageId story() {
    const auto id = write([&](db::Tx& tx) {
      messaging::NewMessage message;
      message.cause = "test:" + std::to_string(++letters_);
      message.party = party_;
      message.recipient = "joao@exemplo.com.br";
      message.template_name = "atraso-1";
      message.business_date = act().today;
      message.not_before = act().now;
      return *messaging::enqueue(tx, message, act().now);
    });
    messaging::SenderDeps deps{db(),   clock(), transport_, gate_, {key_, "https://quita.exemplo"},
                               "teste"};
    EXPECT_EQ(messaging::send_due(deps, tenant()).sent, 1);
    clock().advance(std::chrono::hours(1));
    write([&](db::Tx& tx) {
      messaging::apply_fact(tx, act(), gate_, id,
                            {messaging::Fact::delivered, act().now, "250 caixa de entrada"});
      party::Conversation talk;
      talk.party = party_;
      talk.at = act().now;
      talk.summary = "Vai pagar na sexta";
      talk.cause = "call:" + std::to_string(letters_);
      party::record_conversation(tx, act(), talk);
    });
    return id;
  }
  void seal() { seal_due(db(), clock(), key_, "teste"); }
  std::vector<std::string> problems() {
    auto found = read([&](db::Tx& tx) { return problems_of(tx, party_); });
    for (auto& more : read([&](db::Tx& tx) { return problems_of_days(tx, key_); }))
      found.push_back(std::move(more));
    return found;
  }

  static constexpr const char* zone = "America/Sao_Paulo";
  SecretKey key_;
  PartyId party_;
  int letters_ = 0;
  TakesAll transport_;
  OpenGate gate_;
};
QUITA_EACH_ENGINE(Proof);

TEST_P(Proof, SealsWhatWasSaidOnceAndInOrder) {
  story();
  seal();
  seal();
  EXPECT_EQ(read([&](db::Tx& tx) { return head_of(tx, party_).entries; }), 4)
      << "sent, delivered, the address works, the conversation";
  EXPECT_THAT(problems(), IsEmpty());
  clock().advance(std::chrono::hours(1));
  story();
  seal();
  EXPECT_GE(read([&](db::Tx& tx) { return head_of(tx, party_).entries; }), 7);
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_P(Proof, ThePackTellsTheTextAsSentAndTheCarriersAnswer) {
  const MessageId id = story();
  const auto made = write([&](db::Tx& tx) { return make_pack(tx, act(), party_); });
  ASSERT_TRUE(made);
  const auto json = read([&](db::Tx& tx) { return pack_file(tx, made->id, PackForm::json); });
  const auto pdf = read([&](db::Tx& tx) { return pack_file(tx, made->id, PackForm::pdf); });
  EXPECT_THAT(json->bytes, HasSubstr("queued as 4F1"));
  EXPECT_THAT(json->bytes, HasSubstr("Ainda não localizamos o pagamento"));
  EXPECT_THAT(json->bytes, HasSubstr("caixa de entrada"));
  EXPECT_THAT(json->bytes, HasSubstr(id.text()));
  EXPECT_TRUE(pdf->bytes.starts_with("%PDF-"));
  const auto verdict = verify_file(json->bytes);
  ASSERT_TRUE(verdict);
  EXPECT_THAT(verdict->problems, IsEmpty());
  EXPECT_EQ(verdict->head, made->head);
  for (const auto& file : {*json, *pdf}) {
    const auto known = read([&](db::Tx& tx) { return verify(tx, file.bytes); });
    ASSERT_TRUE(known);
    EXPECT_TRUE(known->known);
    EXPECT_THAT(known->problems, IsEmpty()) << file.name;
  }
}

TEST_P(Proof, WhatHeWroteStandsInTheChainWholeAndOnce) {
  const std::string words = "Recebi duas vezes.\nPaguei na sexta, segue o comprovante";
  const auto tell = [&] {
    write([&](db::Tx& tx) {
      party::record_received(tx, act(),
                             {party_, "whatsapp", "WhatsApp", "+5511987654321", "wamid.HBgN1",
                              act().now, words, "comprovante.pdf", "wamid.HBgN1"});
    });
  };
  tell();
  tell();  // Meta tells webhooks more than once
  seal();
  const Pack pack = read([&](db::Tx& tx) { return *gather_pack(tx, party_, act().now, "Ana"); });
  ASSERT_EQ(pack.entries.size(), 1);
  const auto content = json::parse(pack.entries[0].content)->as_object();
  const auto data = json::parse(std::string_view(content.at("data").as_string()))->as_object();
  EXPECT_EQ(std::string_view(data.at("text").as_string()), words);
  EXPECT_EQ(std::string_view(data.at("id").as_string()), "wamid.HBgN1");
  EXPECT_THAT(problems(), IsEmpty());
  write([&](db::Tx& tx) {
    tx.execute("UPDATE event SET data = $2 WHERE tenant_id = $1 AND kind = 'message.received'",
               tx.tenant(), R"({"text":"Não recebi"})");
  });
  EXPECT_THAT(problems(), Not(IsEmpty()));
}

// Every single byte of the file, changed in turn.
TEST_P(Proof, AChangedByteOfTheFileIsFound) {
  story();
  const auto made = write([&](db::Tx& tx) { return make_pack(tx, act(), party_); });
  std::string bytes =
      read([&](db::Tx& tx) { return *pack_file(tx, made->id, PackForm::json); }).bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char kept = bytes[i];
    bytes[i] = static_cast<char>(kept ^ 1);
    const auto verdict = verify_file(bytes);
    ASSERT_TRUE(!verdict || !verdict->problems.empty()) << "byte " << i << " of " << bytes.size();
    bytes[i] = kept;
  }
  EXPECT_FALSE(verify_file(bytes.substr(0, bytes.size() - 1))->problems.empty());
  EXPECT_FALSE(verify_file("")) << "no pack";
  EXPECT_FALSE(verify_file("{}"));
  std::string pdf = read([&](db::Tx& tx) { return *pack_file(tx, made->id, PackForm::pdf); }).bytes;
  pdf[pdf.size() / 2] = static_cast<char>(pdf[pdf.size() / 2] ^ 1);
  const auto verdict = read([&](db::Tx& tx) { return verify(tx, pdf); });
  EXPECT_FALSE(verdict->known);
  EXPECT_THAT(verdict->problems, Not(IsEmpty()));
}

// Who rewrites a pack and all of its hashes makes a file that fits in itself, and not to the house.
TEST_P(Proof, AForgedPackDoesNotFitTheHouse) {
  story();
  const auto made = write([&](db::Tx& tx) { return make_pack(tx, act(), party_); });
  Pack pack =
      *read([&](db::Tx& tx) { return gather_pack(tx, party_, made->made_at, "Ana Souza"); });
  std::string link = first_link(pack.company, pack.party);
  for (PackEntry& entry : pack.entries) {
    const auto at = entry.content.find("Vai pagar na sexta");
    if (at != std::string::npos) entry.content.replace(at, 18, "Reconhece a dívida");
    link = entry.hash = next_link(link, entry.content);
  }
  const std::string forged = to_json(pack);
  EXPECT_THAT(verify_file(forged)->problems, IsEmpty());
  const auto verdict = read([&](db::Tx& tx) { return verify(tx, forged); });
  EXPECT_FALSE(verdict->known);
  EXPECT_THAT(verdict->problems, Not(IsEmpty()));
}

// Each change, made in the database behind the program's back, is undone before the next.
TEST_P(Proof, AChangedRowIsFound) {
  story();
  clock().advance(std::chrono::hours(24));
  story();
  seal();
  clock().advance(std::chrono::hours(24));
  seal();  // the days before are closed
  ASSERT_THAT(problems(), IsEmpty());
  const char* const changes[] = {
      "UPDATE outbox SET body_text = body_text || ' ' WHERE tenant_id = $1",
      "UPDATE outbox SET body_html = '' WHERE tenant_id = $1",
      "UPDATE outbox SET subject = 'Outro' WHERE tenant_id = $1",
      "UPDATE outbox SET recipient = 'outro@exemplo.com.br' WHERE tenant_id = $1",
      "UPDATE outbox SET channel = 'sms' WHERE tenant_id = $1",
      "UPDATE outbox SET message_id = 'x' WHERE tenant_id = $1",
      "UPDATE outbox SET attachment_name = 'x.pdf' WHERE tenant_id = $1",
      "UPDATE event SET data = '{}' WHERE tenant_id = $1 AND kind = 'message.sent'",
      "UPDATE event SET data = '{}' WHERE tenant_id = $1 AND kind = 'party.conversation'",
      "UPDATE event SET at = at + 60000 WHERE tenant_id = $1 AND kind = 'message.sent'",
      "UPDATE event SET actor = 'outro' WHERE tenant_id = $1 AND kind = 'party.conversation'",
      "UPDATE event SET kind = 'message.read' WHERE tenant_id = $1 AND kind = 'message.delivered'",
      "DELETE FROM event WHERE tenant_id = $1 AND kind = 'party.conversation'",
      "UPDATE delivery_fact SET words = 'lida' WHERE tenant_id = $1",
      "UPDATE delivery_fact SET at = at - 60000 WHERE tenant_id = $1",
      "DELETE FROM delivery_fact WHERE tenant_id = $1",
      "UPDATE proof_entry SET content = content || ' ' WHERE tenant_id = $1 AND seq = 1",
      "UPDATE proof_entry SET hash = content WHERE tenant_id = $1 AND seq = 2",
      "UPDATE proof_entry SET sealed_at = sealed_at + 1 WHERE tenant_id = $1 AND seq = 1",
      "DELETE FROM proof_entry WHERE tenant_id = $1 AND seq = 1",
      "DELETE FROM proof_entry WHERE tenant_id = $1 AND seq = 2",
      "DELETE FROM proof_entry WHERE tenant_id = $1 AND seq = 7",
      "DELETE FROM proof_entry WHERE tenant_id = $1",
      "UPDATE proof_day SET entries = entries + 1 WHERE tenant_id = $1",
      "UPDATE proof_day SET hash = 'x' WHERE tenant_id = $1",
      "UPDATE proof_day SET mac = hash WHERE tenant_id = $1",
  };
  struct Undo {};
  for (const char* const sql : changes) {
    std::vector<std::string> found;
    std::int64_t rows = 0;
    try {
      write([&](db::Tx& tx) {
        rows = tx.execute(sql, tx.tenant());
        found = problems_of(tx, party_);
        for (auto& more : problems_of_days(tx, key_)) found.push_back(std::move(more));
        throw Undo{};
      });
    } catch (const Undo&) {
    }
    EXPECT_GT(rows, 0) << sql;
    EXPECT_THAT(found, Not(IsEmpty())) << sql;
  }
  EXPECT_THAT(problems(), IsEmpty()) << "each change was undone";
}

// PostgreSQL: a transaction that sealed at 23:59 commits when the next day has begun.
TEST_P(Proof, ADayIsClosedWhenNothingOfItCanStillCommit) {
  const Date day = act().today;
  clock().set(instant_of({day, 22 * 60 + 58}, zone));
  story();
  seal();
  const Instant before_midnight = clock().now();
  clock().set(instant_of({day + 1, 5}, zone));
  seal();
  write([&](db::Tx& tx) {
    party::Conversation talk;
    talk.party = party_;
    talk.at = before_midnight;
    talk.summary = "Ligou de volta";
    talk.cause = "call:late";
    party::record_conversation(tx, {"Ana Souza", before_midnight, day}, talk);
    EXPECT_EQ(seal_party(tx, party_, before_midnight), 1);
  });
  EXPECT_THAT(problems(), IsEmpty());
  clock().set(instant_of({day + 1, 15}, zone));
  seal();
  EXPECT_THAT(problems(), IsEmpty());
  const auto closed = read([&](db::Tx& tx) {
    return tx.all(
        "SELECT entries FROM proof_day WHERE tenant_id = $1 AND on_date = $2",
        [](db::Row& row) { return row.integer(0); }, tx.tenant(), day);
  });
  EXPECT_THAT(closed, SizeIs(1));
}

// Somebody with the database alone cannot close a day anew.
TEST_P(Proof, ADayIsClosedUnderTheInstallationsKey) {
  story();
  seal();
  clock().advance(std::chrono::hours(24));
  seal();
  SecretKey other;
  other.bytes.fill(6);
  EXPECT_THAT(read([&](db::Tx& tx) { return problems_of_days(tx, other); }), Not(IsEmpty()));
  EXPECT_THAT(read([&](db::Tx& tx) { return check(tx, key_); }), IsEmpty());
  EXPECT_THAT(read([&](db::Tx& tx) { return check(tx, other); }), Not(IsEmpty()));
}

// A call that is logged a day late is sealed when it is logged, and says both times.
TEST_P(Proof, WhatIsToldLateIsSealedWhenItIsTold) {
  story();
  seal();
  const Instant then = clock().now();
  clock().advance(std::chrono::hours(30));
  write([&](db::Tx& tx) {
    party::Conversation talk;
    talk.party = party_;
    talk.at = then;
    talk.summary = "Ligou ontem";
    talk.cause = "call:late";
    return party::record_conversation(tx, act(), talk);
  });
  const auto made = write([&](db::Tx& tx) { return make_pack(tx, act(), party_); });
  const auto json =
      read([&](db::Tx& tx) { return *pack_file(tx, made->id, PackForm::json); }).bytes;
  EXPECT_THAT(json, HasSubstr("Ligou ontem"));
  EXPECT_THAT(json, HasSubstr("sealed_at\\\":\\\"" + format_iso(clock().now())));
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_P(Proof, AMessageThatLeftIsNotWrittenAnew) {
  const MessageId id = story();
  write([&](db::Tx& tx) {
    tx.execute("UPDATE outbox SET state = 'failed' WHERE tenant_id = $1", tx.tenant());
  });
  const auto again = write([&](db::Tx& tx) { return messaging::retry_message(tx, act(), id); });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "message.finished");
}

TEST_P(Proof, AnotherCompanySeesNothing) {
  story();
  const auto made = write([&](db::Tx& tx) { return make_pack(tx, act(), party_); });
  const auto json =
      read([&](db::Tx& tx) { return *pack_file(tx, made->id, PackForm::json); }).bytes;
  db().read(other_tenant(), [&](db::Tx& tx) {
    EXPECT_FALSE(pack_file(tx, made->id, PackForm::json));
    EXPECT_FALSE(verify(tx, json)->known);
    EXPECT_THAT(verify(tx, json)->problems, Not(IsEmpty()));
  });
}

}  // namespace
}  // namespace quita::proof
