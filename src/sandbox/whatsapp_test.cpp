// WhatsApp from the outbox to the customer's telephone and back, through the twin of Meta's API,
// on both engines.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "banking/testing_desk.h"
#include "company/company.h"
#include "conversation/answers.h"
#include "conversation/carrier.h"
#include "conversation/form.h"
#include "conversation/intake.h"
#include "conversation/suggested.h"
#include "conversation/template_list.h"
#include "dunning/gate.h"
#include "dunning/hold_store.h"
#include "dunning/policy_store.h"
#include "dunning/task.h"
#include "messaging/delivery_fact.h"
#include "messaging/sender.h"
#include "messaging/template_store.h"
#include "party/channel_standing.h"
#include "party/conversation.h"
#include "party/party_service.h"
#include "pix/br_code.h"
#include "receivable/offer_store.h"
#include "receivable/receivable_service.h"
#include "sandbox/whatsapp_twin.h"
#include "testing/engines.h"
#include "whatsapp/webhook_signature.h"

namespace quita::sandbox {
namespace {

using messaging::MessageState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* number = "+5511987654321";
constexpr const char* wa_id = "5511987654321";

class WhatsApp : public quita::testing::EachEngine {
 protected:
  Act act() {
    const Instant now = clock().now();
    return {"Ana Souza", now, business_date(now, "America/Sao_Paulo")};
  }
  template <class F>
  auto write(F&& f) {
    return db().write(tenant(), [&](db::Tx& tx) { return f(tx, act()); });
  }

  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    key_.bytes.fill(7);
    auto account = banking::testing::account_at("341", cnab::Format::cnab400);
    account.pix_key = "11222333000181";
    desk_ = std::make_unique<banking::testing::Desk>(db(), tenant(), clock());
    desk_->found(account);
    late_ = desk_->sell("NF 77", Money::centavos(100'000), Date(2026, 11, 10));
    twin_ = std::make_unique<WhatsAppTwin>(
        TwinAccount{"100000000000001", "200000000000001", "token", "app-secret"}, clock(),
        [this](const std::string& body, const std::string& signature) {
          return take(body, signature);
        });
    write([&](db::Tx& tx, const Act& act) {
      company::CompanyDraft whole;  // CDC 42-A: a demand says where the creditor is
      whole.legal_name = "Parafusos Bandeirante Ltda";
      whole.document = "11222333000181";
      whole.street = "Rua das Flores";
      whole.number = "100";
      whole.city = "São Paulo";
      whole.state = "SP";
      EXPECT_TRUE(company::patch_company(tx, actor_of(act), whole));
      dunning::install_default_policy(tx, act.now);
      messaging::install_default_templates(tx, act.now);
      const auto added = party::add_contact(tx, act, desk_->customer(),
                                            {party::Channel::phone, number, "billing"});
      contact_ = added.value().id;
      const messaging::WhatsAppAccountIn in{
          {"100000000000001", "200000000000001", true}, "token", "app-secret"};
      EXPECT_TRUE(messaging::save_whatsapp_account(tx, act.now, in, key_));
    });
    links_ = {key_, "https://quita.exemplo"};
    set_up_templates();
    carrier_ = std::make_unique<conversation::WhatsAppCarrier>(
        conversation::CarrierDeps{db(), clock(), links_, key_, {{twin_->url(), ""}, std::nullopt}});
  }

  // Meta's webhook, as the route takes it.
  bool take(const std::string& body, const std::string& signature) {
    if (deaf_) return false;
    EXPECT_TRUE(whatsapp::signed_by("app-secret", signature, body));
    const auto changes = whatsapp::read_webhook(body);
    EXPECT_TRUE(changes.has_value());
    taken_ = write([&](db::Tx& tx, const Act& act) {
      return conversation::take_webhook(tx, act.now, {links_, gate_}, *changes);
    });
    last_body_ = body;
    return true;
  }

  // Ours are handed in, Meta approves them, the list is pulled, each message gets its form.
  void set_up_templates() {
    conversation::Graph graph({twin_->url(), ""}, {"100000000000001", "200000000000001", true},
                              "token");
    const auto creditor =
        write([](db::Tx& tx, const Act&) { return messaging::load_letter_head(tx).creditor; });
    for (const auto& each : conversation::suggested_templates()) {
      const auto made = graph.create_template(conversation::write_suggested(
          each, creditor, Date(2026, 11, 23), "https://quita.exemplo"));
      ASSERT_TRUE(std::holds_alternative<std::string>(made));
      twin_->set_template_status(std::string(each.name), "APPROVED");
    }
    const auto listed = graph.templates();
    using List = std::vector<whatsapp::ApprovedTemplate>;
    ASSERT_TRUE(std::holds_alternative<List>(listed));
    write([&](db::Tx& tx, const Act& act) {
      conversation::replace_templates(tx, std::get<List>(listed), act.now);
      for (const auto& each : conversation::suggested_templates()) {
        for (const auto name : each.for_templates) {
          const auto saved =
              conversation::save_form(tx, act.now, name, conversation::form_of(each));
          EXPECT_TRUE(saved) << (saved ? "" : saved.error().message);
        }
      }
    });
  }

  MessageId demand(const std::string& to = number, const std::string& cause = "1") {
    return write([&](db::Tx& tx, const Act& act) {
      messaging::NewMessage row;
      row.cause = "manual:" + cause;
      row.channel = messaging::Channel::whatsapp;
      row.party = desk_->customer();
      row.contact = contact_;
      row.recipient = to;
      row.template_name = "atraso-7";
      row.business_date = act.today;
      row.not_before = act.now;
      row.titles = {late_};
      return messaging::enqueue(tx, row, act.now).value();
    });
  }

  messaging::SendReport send() {
    SecretKey key;
    messaging::SenderDeps deps{db(), clock(), mail_, gate_, links_, "teste"};
    return messaging::send_due(deps, tenant(), *carrier_, [] { return true; });
  }
  messaging::OutboxRow row_of(MessageId id) {
    return db().read(tenant(), [&](db::Tx& tx) { return messaging::load_message(tx, id).value(); });
  }
  std::string wamid_of(std::size_t i = 0) { return twin_->messages().at(i).wamid; }
  std::vector<conversation::Incoming> incoming() {
    return db().read(tenant(), [&](db::Tx& tx) {
      return conversation::incoming_of(tx, desk_->customer(), std::nullopt, 50);
    });
  }
  std::vector<dunning::Task> tasks() {
    return db().read(tenant(), [&](db::Tx& tx) { return dunning::open_tasks(tx, {}, 50); });
  }
  messaging::WhatsAppStanding standing() {
    return db().read(tenant(), [](db::Tx& tx) { return messaging::load_whatsapp_standing(tx); });
  }

  class NoMail final : public messaging::Transport {
   public:
    messaging::Delivery send(TenantId, const messaging::Mail&) override {
      return {messaging::Outcome::later, "sem e-mail neste teste", ""};
    }
  };

  SecretKey key_;
  NoMail mail_;
  dunning::ContactGate gate_;
  messaging::LinkMaker links_;
  std::unique_ptr<banking::testing::Desk> desk_;
  TitleId late_;
  ContactId contact_;
  std::unique_ptr<WhatsAppTwin> twin_;
  std::unique_ptr<conversation::WhatsAppCarrier> carrier_;
  conversation::Taken taken_;
  std::string last_body_;
  bool deaf_ = false;
};
QUITA_EACH_ENGINE(WhatsApp);

TEST_P(WhatsApp, ADemandLeavesAsAnApprovedTemplateAndItsFactsComeBack) {
  const MessageId id = demand();
  EXPECT_EQ(send().sent, 1) << row_of(id).answer;
  ASSERT_THAT(twin_->messages(), SizeIs(1));
  const TwinMessage seen = twin_->messages().front();
  EXPECT_EQ(seen.to, wa_id);
  EXPECT_EQ(seen.template_name, "quita_em_atraso");
  EXPECT_EQ(seen.tracker, id.text());
  EXPECT_THAT(seen.text, HasSubstr("o título NF 77, de "));
  EXPECT_THAT(seen.text, HasSubstr("venceu há 13 dias"));
  EXPECT_THAT(seen.text, HasSubstr("CNPJ 11.222.333/0001-81"));
  ASSERT_THAT(seen.payloads, SizeIs(5));
  EXPECT_EQ(seen.payloads[0], "quita:slip");
  EXPECT_EQ(seen.payloads[4].size(), 76u) << "the portal's token";
  EXPECT_EQ(row_of(id).state, MessageState::sent);
  EXPECT_EQ(row_of(id).carrier_id, seen.wamid);
  EXPECT_THAT(row_of(id).text, HasSubstr("[Já paguei]"));
  EXPECT_FALSE(row_of(id).delivered_at);
  twin_->step();  // sent
  twin_->step();  // delivered
  EXPECT_TRUE(row_of(id).delivered_at);
  EXPECT_FALSE(row_of(id).read_at);
  twin_->step();  // read
  EXPECT_TRUE(row_of(id).read_at);
}

TEST_P(WhatsApp, AWebhookToldAgainChangesNothing) {
  const MessageId id = demand();
  send();
  twin_->presses(wamid_of(), 2);
  EXPECT_EQ(taken_.messages, 1);
  const std::string body = last_body_;
  take(body, whatsapp::signature_header("app-secret", body));
  EXPECT_EQ(taken_.messages, 0);
  EXPECT_THAT(incoming(), SizeIs(1));
  EXPECT_EQ(row_of(id).state, MessageState::sent);
}

TEST_P(WhatsApp, AWebhookThatWasNotTakenIsToldAgain) {
  const MessageId id = demand();
  send();
  deaf_ = true;
  twin_->step();
  twin_->step();
  deaf_ = false;
  EXPECT_FALSE(row_of(id).delivered_at);
  twin_->step();
  EXPECT_TRUE(row_of(id).delivered_at);
}

TEST_P(WhatsApp, ANumberWithoutWhatsAppIsMarkedForThisChannelAlone) {
  const MessageId id = demand();
  send();
  twin_->fail(wamid_of(), 131026, "Message undeliverable");
  EXPECT_EQ(row_of(id).state, MessageState::failed);
  EXPECT_THAT(row_of(id).answer, HasSubstr("não recebe mensagens pelo WhatsApp"));
  const auto standings = db().read(
      tenant(), [&](db::Tx& tx) { return party::channel_standings(tx, desk_->customer()); });
  ASSERT_THAT(standings, SizeIs(1));
  EXPECT_EQ(standings[0].channel, "whatsapp");
  EXPECT_EQ(standings[0].state, party::ContactState::bounced);
  const auto contacts = db().read(tenant(), [&](db::Tx& tx) {
    return party::load_party(tx, desk_->customer()).value().contacts;
  });
  for (const auto& contact : contacts) {
    EXPECT_NE(contact.state, party::ContactState::bounced) << "the telephone itself still works";
  }
}

TEST_P(WhatsApp, TheSecondCopyComesAsADocumentOnce) {
  demand();
  send();
  twin_->presses(wamid_of(), 0);
  EXPECT_EQ(send().sent, 1);
  ASSERT_THAT(twin_->messages(), SizeIs(2));
  const TwinMessage answer = twin_->messages().back();
  EXPECT_EQ(answer.document, "boleto-NF-77.pdf");
  EXPECT_THAT(answer.reply_to, StartsWith("wamid.PERSON"));
  EXPECT_THAT(incoming().front().follow, HasSubstr("segunda via"));
  EXPECT_EQ(send().sent, 0);
}

TEST_P(WhatsApp, ThePixCodeStandsAloneInItsMessage) {
  demand();
  send();
  twin_->presses(wamid_of(), 1);
  EXPECT_EQ(send().sent, 2);
  ASSERT_THAT(twin_->messages(), SizeIs(3));
  EXPECT_THAT(twin_->messages()[1].text, HasSubstr("Pix do título NF 77"));
  EXPECT_THAT(twin_->messages()[2].text, StartsWith("000201"));
  EXPECT_THAT(twin_->messages()[2].text, Not(HasSubstr("Pix do")));
}

// One sum everywhere: the portal, the slip and this answer ask for what the campaign offers.
TEST_P(WhatsApp, ThePixCodeAsksForWhatAnOfferAsksFor) {
  write([&](db::Tx& tx, const Act& act) {
    const receivable::Offer offer{receivable::OfferId::make(act.now),
                                  late_,
                                  "Campanha Natal",
                                  act.today,
                                  act.today + 5,
                                  Money::centavos(900'00),
                                  Money::centavos(100'00),
                                  1};
    receivable::insert_offers(tx, make_uuid_v7(act.now), std::span(&offer, 1));
  });
  demand();
  send();
  twin_->presses(wamid_of(), 1);
  EXPECT_EQ(send().sent, 2);
  ASSERT_THAT(twin_->messages(), SizeIs(3));
  EXPECT_THAT(twin_->messages()[1].text, HasSubstr("com o desconto de “Campanha Natal”"));
  const auto code = pix::read_br_code(twin_->messages()[2].text);
  ASSERT_TRUE(code);
  EXPECT_EQ(code->amount, Money::centavos(900'00));
}

TEST_P(WhatsApp, IHavePaidUnderAPaidMessageSpeaksOfWhatIsLate) {
  demand();
  send();
  write([&](db::Tx& tx, const Act& act) {
    receivable::Payment payment;
    payment.amount = Money::centavos(1'100'00);
    payment.on = act.today;
    payment.cause = {"receipt", "1"};
    EXPECT_TRUE(receivable::receive_payment(
        tx, act, late_, payment, [](db::Tx&, const Act&, const receivable::Settled&) {}));
  });
  const auto late = desk_->sell("NF 78", Money::centavos(50'000), act().today - 4);
  desk_->sell("NF 79", Money::centavos(50'000), act().today + 20);
  twin_->presses(wamid_of(), 2);
  const auto holds = db().read(
      tenant(), [&](db::Tx& tx) { return dunning::holds_of(tx, desk_->customer(), false); });
  ASSERT_THAT(holds, SizeIs(1)) << "not next month's title";
  EXPECT_EQ(holds[0].title, late);
}

TEST_P(WhatsApp, IHavePaidHoldsTheTitle) {
  demand();
  send();
  twin_->presses(wamid_of(), 2);
  const auto holds = db().read(
      tenant(), [&](db::Tx& tx) { return dunning::holds_of(tx, desk_->customer(), false); });
  ASSERT_THAT(holds, SizeIs(1));
  EXPECT_EQ(holds[0].kind, dunning::HoldKind::money_in_flight);
  EXPECT_EQ(holds[0].title, late_);
  EXPECT_EQ(send().sent, 1);
  EXPECT_THAT(twin_->messages().back().text, HasSubstr("Obrigado por avisar"));
}

TEST_P(WhatsApp, NegotiateAndWordsOpenATaskAndMakeMachinesQuiet) {
  demand();
  send();
  twin_->presses(wamid_of(), 3);
  twin_->says(wa_id, "Posso pagar em duas vezes?\nObrigada");
  twin_->says(wa_id, "Alô?");
  const auto open = tasks();
  ASSERT_THAT(open, SizeIs(2)) << "one to negotiate, one to answer, however much he writes";
  EXPECT_EQ(open[0].kind, dunning::TaskKind::answer);
  const auto talked = db().read(
      tenant(), [&](db::Tx& tx) { return party::last_conversation(tx, desk_->customer()); });
  EXPECT_EQ(talked, clock().now());
  EXPECT_THAT(incoming(), SizeIs(3));
  EXPECT_EQ(incoming().front().text, "Alô?");
}

TEST_P(WhatsApp, SairEndsTheChannelAndOnlyTheChannel) {
  demand();
  send();
  twin_->says(wa_id, "  Sair. ");
  const auto standings = db().read(
      tenant(), [&](db::Tx& tx) { return party::channel_standings(tx, desk_->customer()); });
  ASSERT_THAT(standings, SizeIs(1));
  EXPECT_EQ(standings[0].state, party::ContactState::opted_out);
  EXPECT_FALSE(standings[0].contact) << "the person, at whatever number";
  EXPECT_THAT(tasks(), IsEmpty());
}

TEST_P(WhatsApp, AnOldNumberWithoutItsNineIsTheSamePerson) {
  twin_->says("551187654321", "Bom dia");
  ASSERT_THAT(incoming(), SizeIs(1));
  EXPECT_EQ(incoming().front().number, number);
}

// Two customers with one telephone: nobody is told of the other's debt.
TEST_P(WhatsApp, ANumberOfTwoCustomersIsNobodysUntilOneWasWrittenTo) {
  const PartyId other = write([&](db::Tx& tx, const Act& act) {
    party::Draft draft;
    draft.name = "Outra Pessoa";
    draft.document = "11144477735";
    draft.contacts.push_back({party::Channel::phone, number, "billing"});
    return party::create_party(tx, act, draft).value();
  });
  twin_->says(wa_id, "quem é?");
  EXPECT_EQ(taken_.messages, 1);
  EXPECT_THAT(incoming(), IsEmpty());
  demand();
  send();
  twin_->says(wa_id, "quem é?");
  ASSERT_THAT(incoming(), SizeIs(1));
  EXPECT_NE(incoming().front().party, other);
}

TEST_P(WhatsApp, AnAnswerAfterADayDoesNotLeave) {
  demand();
  send();
  twin_->says(wa_id, "oi");
  const auto wamid = incoming().front().wamid;
  clock().advance(std::chrono::hours(25));
  const auto id = write([&](db::Tx& tx, const Act& act) {
    messaging::NewMessage row;
    row.cause = fmt::format("{}{}:9", conversation::reply_cause, wamid);
    row.channel = messaging::Channel::whatsapp;
    row.party = desk_->customer();
    row.recipient = number;
    row.template_name = conversation::reply_text;
    row.business_date = act.today;
    row.not_before = act.now;
    row.text = "Bom dia!";
    return messaging::enqueue(tx, row, act.now).value();
  });
  EXPECT_EQ(send().failed, 1);
  EXPECT_THAT(row_of(id).answer, HasSubstr("24 horas"));
  EXPECT_THAT(twin_->messages(), SizeIs(1));
}

TEST_P(WhatsApp, APausedTemplateIsNotSentAndTheNextChannelHasItsTurn) {
  twin_->set_template_status("quita_em_atraso", "PAUSED");
  EXPECT_EQ(taken_.templates, 1);
  const MessageId id = demand();
  EXPECT_EQ(send().failed, 1);
  EXPECT_THAT(row_of(id).answer, HasSubstr("pausado pela baixa qualidade"));
  EXPECT_THAT(twin_->messages(), IsEmpty());
}

TEST_P(WhatsApp, ALimitedNumberRestsWithoutLosingTheMessage) {
  const MessageId id = demand();
  twin_->refuse_next(131048);
  EXPECT_EQ(send().postponed, 1);
  EXPECT_EQ(row_of(id).state, MessageState::queued);
  EXPECT_THAT(standing().problem, HasSubstr("limitou o número"));
  clock().advance(std::chrono::hours(1));
  EXPECT_EQ(send().sent, 0) << "it rests";
  clock().advance(std::chrono::hours(5) + std::chrono::minutes(1));
  EXPECT_EQ(send().sent, 1);
}

TEST_P(WhatsApp, AWrongTokenIsTheAccountsTroubleAndNotTheMessages) {
  write([&](db::Tx& tx, const Act& act) {
    const messaging::WhatsAppAccountIn in{
        {"100000000000001", "200000000000001", true}, "vencido", std::nullopt};
    EXPECT_TRUE(messaging::save_whatsapp_account(tx, act.now, in, key_));
  });
  const MessageId id = demand();
  EXPECT_EQ(send().postponed, 1);
  EXPECT_EQ(row_of(id).state, MessageState::queued);
  EXPECT_THAT(standing().problem, HasSubstr("token de acesso"));
}

TEST_P(WhatsApp, ThePeopleOfADayAreCounted) {
  write([&](db::Tx& tx, const Act& act) {
    messaging::WhatsAppStanding standing;
    standing.messaging_limit = "TIER_1";
    messaging::save_whatsapp_standing(tx, act.now, standing);
  });
  demand();
  EXPECT_EQ(send().sent, 1);
  const MessageId second = demand(number, "2");
  clock().advance(std::chrono::minutes(2));
  EXPECT_EQ(send().sent, 0);
  EXPECT_EQ(row_of(second).state, MessageState::queued);
  clock().advance(std::chrono::hours(24));
  EXPECT_EQ(send().sent, 1);
}

TEST_P(WhatsApp, AMovedNumberIsLearned) {
  demand();
  send();
  const std::string body = fmt::format(
      R"({{"object":"whatsapp_business_account","entry":[{{"id":"200000000000001","changes":[{{"field":"messages","value":{{"metadata":{{"phone_number_id":"100000000000001"}},"messages":[{{"from":"{}","id":"wamid.S","timestamp":"1795435200","type":"system","system":{{"body":"mudou","wa_id":"5511911112222","type":"user_changed_number"}}}}]}}}}]}}]}})",
      wa_id);
  take(body, whatsapp::signature_header("app-secret", body));
  const auto contacts = db().read(tenant(), [&](db::Tx& tx) {
    return party::load_party(tx, desk_->customer()).value().contacts;
  });
  EXPECT_THAT(contacts,
              ::testing::Contains(::testing::Field(&party::Contact::value, "+5511911112222")));
}

TEST_P(WhatsApp, AnotherNumbersWebhookIsNotOurs) {
  const std::string body =
      R"({"object":"whatsapp_business_account","entry":[{"id":"999","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"from":"5511987654321","id":"wamid.Z","type":"text","text":{"body":"SAIR"}}]}}]}]})";
  take(body, whatsapp::signature_header("app-secret", body));
  EXPECT_EQ(taken_.messages, 0);
  EXPECT_EQ(taken_.other, 1);
}

// check_form: what Meta would refuse, or the law.
TEST(WhatsAppForm, IsCheckedWhenItIsSaved) {
  const messaging::Creditor creditor{
      "Aurora", "Aurora Ltda", "CNPJ 11.222.333/0001-81", "Rua Um, 1", "", ""};
  whatsapp::ApprovedTemplate approved;
  approved.name = "x";
  approved.body = "Olá, {{1}}. Deve {{2}}. CNPJ 11.222.333/0001-81.";
  approved.variables = {"1", "2"};
  approved.buttons = {{"QUICK_REPLY", "2ª via", ""}, {"URL", "Pagar", "https://a.b/p/{{1}}"}};
  conversation::WhatsAppForm form = conversation::guess_form(approved);
  ASSERT_THAT(form.buttons, SizeIs(2));
  EXPECT_EQ(form.buttons[0].action, "slip");
  EXPECT_EQ(form.buttons[1].action, "portal");
  EXPECT_EQ(check_form(form, approved, creditor).error().code, "whatsapp.variables");
  form.variables[0].value = "{{saudacao}}";
  form.variables[1].value = "{{inventada}}";
  EXPECT_EQ(check_form(form, approved, creditor).error().code, "whatsapp.variables");
  form.variables[1].value = "{{total}}";
  EXPECT_TRUE(check_form(form, approved, creditor));
  auto other = form;
  other.buttons[0].action = "dance";
  EXPECT_EQ(check_form(other, approved, creditor).error().code, "whatsapp.button");
  auto away = approved;
  away.buttons[1].url = "https://outro.site/{{1}}";
  EXPECT_EQ(check_form(form, away, creditor).error().code, "whatsapp.button");
  auto nameless = approved;
  nameless.body = "Olá, {{1}}. Deve {{2}}.";
  EXPECT_EQ(check_form(form, nameless, creditor).error().code, "whatsapp.creditor");
  form.variables[1].value = "{{total}} a {{empresa_documento}}";
  EXPECT_TRUE(check_form(form, nameless, creditor));
  auto coercive = approved;
  coercive.body += " Esta é a sua última chance.";
  EXPECT_EQ(check_form(form, coercive, creditor).error().code, "conduct.false_urgency");
  form.variables[0].value = "caloteiro {{saudacao}}";
  const auto shamed = check_form(form, approved, creditor);
  EXPECT_EQ(shamed.error().code, "conduct.shame");
  EXPECT_EQ(shamed.error().field, "variables.1");
  form.variables[0].value = "{{saudacao}}";
  auto video = approved;
  video.header_format = "VIDEO";
  EXPECT_EQ(check_form(form, video, creditor).error().code, "whatsapp.header");
}

TEST(Wishes, OnlyPlainWordsStop) {
  const auto text = [](const char* words) {
    whatsapp::IncomingMessage message;
    message.kind = whatsapp::MessageKind::text;
    message.text = words;
    return conversation::wish_of(message);
  };
  for (const char* words : {"SAIR", "sair.", " Parar! ", "PARE", "Não quero mais receber"}) {
    EXPECT_EQ(text(words), conversation::Wish::stop) << words;
  }
  for (const char* words : {"vou sair agora e pago amanhã", "Cancelar o boleto",
                            "pode parar de cobrar juros?", "2 via", "já paguei", ""}) {
    EXPECT_EQ(text(words), conversation::Wish::talk) << words;
  }
}

}  // namespace
}  // namespace quita::sandbox
