// Distribuidora Aurora and the customer who owes her a title, for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "company/company.h"
#include "messaging/sender.h"
#include "party/party_service.h"
#include "receivable/receivable_service.h"
#include "testing/engines.h"

namespace quita::messaging {

inline constexpr const char* joaos_email = "joao@exemplo.com.br";
inline constexpr const char* joaos_mobile = "+5511987654321";

inline void found_aurora(db::Tx& tx, const Act& act) {
  company::CompanyDraft company;
  company.legal_name = "Distribuidora Aurora Ltda";
  company.trade_name = "Aurora";
  company.document = "11222333000181";
  company.street = "Rua das Flores";
  company.number = "100";
  company.city = "São Paulo";
  company.state = "SP";
  company.time_zone = "America/Sao_Paulo";
  ASSERT_TRUE(company::create_company(tx, actor_of(act), company));
}

inline PartyId add_joao(db::Tx& tx, const Act& act, party::Channel channel) {
  party::Draft draft;
  draft.document = "529.982.247-25";
  draft.name = "João da Conceição";
  const bool email = channel == party::Channel::email;
  draft.contacts.push_back({channel, email ? joaos_email : joaos_mobile, "billing"});
  return party::create_party(tx, act, draft).value();
}

// Lets everything pass, until it is shut, and keeps who was not reached.
class OpenGate final : public Gate {
 public:
  GateAnswer may_leave(db::Tx&, const OutboxRow& row, Instant) override {
    if (shut) return {GateAnswer::Verdict::cancel, "Retirada.", {}, {}};
    return {GateAnswer::Verdict::go, "", {}, row.titles};
  }
  void on_failed(db::Tx&, const OutboxRow& row, bool bounced, Instant) override {
    failed.emplace_back(row.recipient, bounced);
  }
  bool shut = false;
  std::vector<std::pair<std::string, bool>> failed;
};

// On 23 November 2026. `channel`: by which João is reached.
class Aurora : public testing::EachEngine {
 protected:
  explicit Aurora(party::Channel channel = party::Channel::email) : channel_(channel) {
    key_.bytes.fill(3);
  }
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    db().write(tenant(), [&](db::Tx& tx) {
      found_aurora(tx, act());
      customer_ = add_joao(tx, act(), channel_);
    });
  }

  Act act() { return {"teste", clock().now(), Date(2026, 11, 23)}; }

  // His title of R$ 1.000,00, a week late.
  receivable::NewTitle owed() const {
    receivable::NewTitle title;
    title.party = customer_;
    title.number = "1234/1";
    title.description = "Farinha";
    title.issue_date = Date(2026, 10, 1);
    title.due_date = Date(2026, 11, 16);
    title.amount = Money::centavos(1'000'00);
    return title;
  }
  // An e-mail to him, for now.
  NewMessage letter(const std::string& cause, const std::string& template_name = "atraso-7") {
    NewMessage message;
    message.cause = cause;
    message.party = customer_;
    message.recipient = joaos_email;
    message.template_name = template_name;
    message.business_date = Date(2026, 11, 23);
    message.not_before = clock().now();
    return message;
  }
  MessageId queue(const NewMessage& message) {
    return db()
        .write(tenant(), [&](db::Tx& tx) { return enqueue(tx, message, clock().now()); })
        .value();
  }
  OutboxRow row(MessageId id) {
    return db().read(tenant(), [&](db::Tx& tx) { return load_message(tx, id).value(); });
  }

  const party::Channel channel_;
  SecretKey key_;
  OpenGate gate_;
  PartyId customer_;
};

}  // namespace quita::messaging
