// Messages on their way, on both engines: a real conversation over SMTP, what comes of each answer,
// and what stands in the database after it.
#include "messaging/sender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>
#include <vector>

#include "brazil/document.h"
#include "company/logo.h"
#include "mail/base64.h"
#include "mail/smtp_sink.h"
#include "messaging/delivery_fact.h"
#include "messaging/demo_mail.h"
#include "messaging/dkim_settings.h"
#include "messaging/outbox_view.h"
#include "messaging/portal_link.h"
#include "messaging/slip_of.h"
#include "messaging/smtp_settings.h"
#include "messaging/smtp_transport.h"
#include "messaging/template_store.h"
#include "messaging/testing_aurora.h"
#include "messaging/thanks.h"
#include "party/party_store.h"

namespace quita::messaging {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Lets everything pass until told otherwise, and remembers what failed.
class Sender : public Aurora {
 protected:
  void SetUp() override {
    Aurora::SetUp();
    if (IsSkipped()) return;
    db().write(tenant(), [&](db::Tx& tx) {
      tx.execute(
          "INSERT INTO bank_account (tenant_id, id, bank, name, agency, account, account_digit, "
          "wallet, layout, pix_key, standard, created_at) VALUES ($1, $2, '341', 'Itaú', '1234', "
          "'56789', '0', '109', 'CNAB240', '11222333000181', 1, 0)",
          tx.tenant(), AccountId::make(clock().now()));
      receivable::NewTitle title = owed();
      receivable::Terms terms;
      terms.fine = Rate::percent(2);
      terms.interest_mode = receivable::InterestMode::monthly;
      terms.interest = Rate::percent(1);
      title.terms = terms;
      const auto made = receivable::create_title(tx, act(), title);
      ASSERT_TRUE(made) << made.error().message;
      title_ = made->record.title.id;
    });
  }

  MessageId queue(const std::string& cause = "teste:1") {
    NewMessage message = letter(cause);
    message.titles = {title_};
    return Aurora::queue(message);
  }

  void use(const mail::SmtpSink& sink, const std::string& user = "",
           const std::string& password = "") {
    SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = sink.port();
    settings.security = Security::none;
    settings.user = user;
    settings.from_address = "financeiro@aurora.com.br";
    settings.reply_to = "ana@aurora.com.br";
    db().write(tenant(), [&](db::Tx& tx) {
      ASSERT_TRUE(save_smtp_settings(tx, clock().now(), settings, password, key_));
    });
  }

  SendReport send(Transport& transport) {
    SenderDeps deps{db(), clock(), transport, gate_, {key_, "https://quita.exemplo"}, "teste"};
    return send_due(deps, tenant());
  }
  SendReport send() {
    SmtpTransport transport(db(), clock(), key_, key_);
    return send(transport);
  }

  TitleId title_;
};
QUITA_EACH_ENGINE(Sender);

TEST_P(Sender, LettersAreSignedWithTheCompanysDomainWhereItSaysSo) {
  mail::SmtpSink sink;
  use(sink);
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_dkim_settings(tx, clock().now(), {"aurora.com.br", "quita", true}, key_));
  });
  queue();
  EXPECT_EQ(send().sent, 1);
  EXPECT_THAT(sink.mails().at(0).data,
              ::testing::StartsWith("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; "
                                    "d=aurora.com.br; s=quita;"));
  const auto key = [&] {
    return db().read(tenant(), [&](db::Tx& tx) { return *load_dkim_private_key(tx, key_); });
  };
  const auto save = [&](const std::string& selector, bool enabled) {
    db().write(tenant(), [&](db::Tx& tx) {
      ASSERT_TRUE(
          save_dkim_settings(tx, clock().now(), {"aurora.com.br", selector, enabled}, key_));
    });
  };
  const auto first = key();
  save("quita", false);
  EXPECT_EQ(key(), first) << "switching it off keeps what the DNS publishes";
  queue("teste:2");
  EXPECT_EQ(send().sent, 1);
  EXPECT_THAT(sink.mails().at(1).data, Not(HasSubstr("DKIM-Signature")));
  save("quita2027", true);
  EXPECT_NE(key(), first);
}

TEST_P(Sender, NothingLeavesUnsignedWhereLettersAreToBeSigned) {
  mail::SmtpSink sink;
  use(sink);
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_dkim_settings(tx, clock().now(), {"aurora.com.br", "quita", true}, key_));
    const std::string no_key = seal(key_, "no key at all");
    tx.execute("UPDATE smtp_account SET dkim_key = $2 WHERE tenant_id = $1", tx.tenant(),
               db::Blob{no_key});
  });
  const auto id = queue();
  EXPECT_EQ(send().postponed, 1);
  EXPECT_TRUE(sink.mails().empty());
  const auto answer = db().read(tenant(), [&](db::Tx& tx) { return load_message(tx, id)->answer; });
  EXPECT_THAT(answer, HasSubstr("A assinatura DKIM está ligada, e a sua chave não pode ser lida"));
}

TEST_P(Sender, ARealServerTakesTheLetterWithItsSlip) {
  mail::SmtpSink sink;
  use(sink);
  const MessageId id = queue();
  EXPECT_EQ(send().sent, 1);
  ASSERT_EQ(sink.mails().size(), 1U);
  const auto mail = sink.mails()[0];
  EXPECT_EQ(mail.from, "financeiro@aurora.com.br");
  EXPECT_EQ(mail.to, std::vector<std::string>{"joao@exemplo.com.br"});
  EXPECT_THAT(mail.data, HasSubstr("Message-ID: <" + id.text() + "@aurora.com.br>"));
  EXPECT_THAT(mail.data, HasSubstr("List-Unsubscribe: <https://quita.exemplo/p/"));
  EXPECT_THAT(mail.data, HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
  EXPECT_THAT(mail.data, HasSubstr("ana@aurora.com.br"));
  EXPECT_THAT(mail.data, HasSubstr("boleto-1234-1.pdf"));
  EXPECT_THAT(mail.data, HasSubstr(mail::base64("%PDF-1.").substr(0, 8)));
  const OutboxRow sent = row(id);
  EXPECT_EQ(sent.state, MessageState::sent);
  EXPECT_THAT(sent.answer, HasSubstr("250"));
  EXPECT_EQ(sent.attachment_name, "boleto-1234-1.pdf");
  EXPECT_THAT(sent.text, HasSubstr("CNPJ 11.222.333/0001-81"));
  EXPECT_EQ(send().sent, 0) << "nothing is left";
}

// Fine 2 % and 7 days of 1 % a month on R$ 1.000,00: the text, the Pix code and the slip agree.
TEST_P(Sender, TellsWhatIsOwedOnTheDayOnWhichItLeaves) {
  mail::SmtpSink sink;
  use(sink);
  const MessageId id = queue();
  send();
  const std::string owed = format_brl(Money::centavos(1'022'33));
  EXPECT_THAT(row(id).text, HasSubstr(owed));
  EXPECT_THAT(row(id).text, HasSubstr("54071022.33")) << "the Pix code's amount";
  db().read(tenant(), [&](db::Tx& tx) {
    const auto slip = compose_slip(tx, title_, Date(2026, 11, 23));
    ASSERT_TRUE(slip) << slip.error().message;
    EXPECT_EQ(slip->charges_total, owed);
    EXPECT_EQ(slip->amount, "1.000,00");
    EXPECT_EQ(slip->charged_amount, "1.022,33");
    EXPECT_EQ(slip->bank_code, "341-7");
    EXPECT_EQ(slip->barcode.size(), 44U);
    EXPECT_THAT(slip->pix_code, HasSubstr("54071022.33"));
    EXPECT_EQ(slip->beneficiary.document, "11.222.333/0001-81");
    EXPECT_FALSE(slip->beneficiary_logo);
    EXPECT_EQ(compose_slip(tx, TitleId::make(clock().now()), Date(2026, 11, 23)).error().code,
              "title.not_found");
  });
  db().write(tenant(), [&](db::Tx& tx) {
    company::Actor actor;
    actor.now = clock().now();
    ASSERT_TRUE(company::set_logo(tx, actor, "<svg viewBox='0 0 2 1'><path d='M0 0h2v1z'/></svg>"));
    EXPECT_EQ(compose_slip(tx, title_, Date(2026, 11, 23))->beneficiary_logo.aspect, 2);
  });
}

TEST_P(Sender, PausesGrowUntilItGivesUp) {
  mail::SmtpSink sink;
  use(sink);
  sink.fail_next("RCPT", "451 4.3.0 tente depois", 100);
  const MessageId id = queue();
  for (const int minutes : {0, 1, 5, 15, 60, 240}) {
    clock().advance(std::chrono::minutes(minutes) - std::chrono::seconds(minutes > 0 ? 1 : 0));
    if (minutes > 0) {
      EXPECT_EQ(send().postponed + send().failed, 0) << "not before the pause is over";
      clock().advance(std::chrono::seconds(1));
    }
    send();
  }
  EXPECT_EQ(row(id).state, MessageState::failed);
  EXPECT_EQ(row(id).attempts, 6);
  EXPECT_THAT(row(id).answer, HasSubstr("451 4.3.0"));
  ASSERT_EQ(gate_.failed.size(), 1U);
  EXPECT_FALSE(gate_.failed[0].second) << "that says nothing of the address";
}

TEST_P(Sender, ARefusedAddressIsMarkedOnTheContact) {
  mail::SmtpSink sink;
  use(sink);
  sink.fail_recipient("joao@exemplo.com.br", "550 5.1.1 no such user");
  const MessageId id = queue();
  EXPECT_EQ(send().failed, 1);
  EXPECT_THAT(row(id).answer, HasSubstr("550 5.1.1"));
  EXPECT_TRUE(gate_.failed.at(0).second);
  db().read(tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(party::contacts_of(tx, customer_)[0].state, party::ContactState::bounced);
  });
}

TEST_P(Sender, APolicyRefusalSaysNothingOfTheAddress) {
  mail::SmtpSink sink;
  use(sink);
  sink.fail_recipient("joao@exemplo.com.br", "554 5.7.1 relay access denied");
  queue();
  EXPECT_EQ(send().failed, 1);
  db().read(tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(party::contacts_of(tx, customer_)[0].state, party::ContactState::unknown);
  });
}

TEST_P(Sender, WrongPasswordWaitsForAPerson) {
  mail::SmtpSinkConfig config;
  config.user = "aurora";
  config.password = "certa";
  mail::SmtpSink sink(config);
  use(sink, "aurora", "errada");
  const MessageId id = queue();
  EXPECT_EQ(send().postponed, 1);
  EXPECT_EQ(row(id).state, MessageState::queued);
  use(sink, "aurora", "certa");
  clock().advance(std::chrono::minutes(1));
  EXPECT_EQ(send().sent, 1);
  EXPECT_EQ(sink.mails()[0].user, "aurora");
}

TEST_P(Sender, OneConnectionForManyLetters) {
  mail::SmtpSink sink;
  use(sink);
  for (int i = 0; i < 5; ++i) queue("teste:" + std::to_string(i));
  EXPECT_EQ(send().sent, 5);
  EXPECT_EQ(sink.connections(), 1U);
}

// Many leave at once over a few connections, each once.
TEST_P(Sender, ManyLettersLeaveByManyHands) {
  mail::SmtpSink sink;
  use(sink);
  constexpr int letters = 70;  // more than one round of claims
  for (int i = 0; i < letters; ++i) queue("teste:" + std::to_string(i));
  EXPECT_EQ(send().sent, letters);
  EXPECT_GT(sink.connections(), 1U);
  EXPECT_LE(sink.connections(), 4U);
  std::set<std::string> ids;
  for (const auto& mail : sink.mails()) {
    const auto at = mail.data.find("Message-ID:");
    ids.insert(mail.data.substr(at, mail.data.find("\r\n", at) - at));
  }
  EXPECT_EQ(sink.mails().size(), letters);
  EXPECT_EQ(ids.size(), letters);
}

// The server's trouble is not the messages': one of them found it out, and only that one waits.
TEST_P(Sender, AServerThatIsDownCostsTheOtherLettersNoAttempt) {
  {
    mail::SmtpSink gone;
    use(gone);
  }
  std::vector<MessageId> ids;
  for (int i = 0; i < 6; ++i) ids.push_back(queue("teste:" + std::to_string(i)));
  SmtpTransport transport(db(), clock(), key_, key_);
  EXPECT_EQ(send(transport).postponed, 1);
  EXPECT_EQ(send(transport).postponed, 0) << "the server is left alone for a minute";
  EXPECT_EQ(row(ids[0]).attempts, 1);
  for (std::size_t i = 1; i < ids.size(); ++i) {
    EXPECT_EQ(row(ids[i]).state, MessageState::queued);
    EXPECT_EQ(row(ids[i]).attempts, 0);
    EXPECT_LE(row(ids[i]).not_before, clock().now());
  }
  mail::SmtpSink back;
  use(back);
  clock().advance(std::chrono::minutes(1));
  EXPECT_EQ(send(transport).sent, 6);
}

// Told to stop in the middle of a round: what was claimed and not handed over is anybody's again.
TEST_P(Sender, WhatIsNotHandedOverIsGivenBack) {
  mail::SmtpSink sink;
  use(sink);
  std::vector<MessageId> ids;
  for (int i = 0; i < 6; ++i) ids.push_back(queue("teste:" + std::to_string(i)));
  SmtpTransport transport(db(), clock(), key_, key_);
  SenderDeps deps{db(), clock(), transport, gate_, {key_, "https://quita.exemplo"}, "teste"};
  std::atomic<int> asked{0};
  const int sent = send_due(deps, tenant(), [&] { return ++asked <= 3; }).sent;
  EXPECT_LE(sent, 2);
  for (auto i = static_cast<std::size_t>(sent); i < ids.size(); ++i) {
    EXPECT_EQ(row(ids[i]).state, MessageState::queued);
    EXPECT_EQ(row(ids[i]).attempts, 0);
  }
  EXPECT_EQ(send().sent, 6 - sent) << "no claim stands in the way";
}

TEST_P(Sender, WithoutSettingsItWaitsAndSaysSo) {
  const MessageId id = queue();
  EXPECT_EQ(send().postponed, 1);
  EXPECT_THAT(row(id).answer, HasSubstr("não foi configurado"));
}

// A process that died with a claim: the row is taken again when the claim has run out.
TEST_P(Sender, AClaimOfADeadProcessRunsOut) {
  class Dying final : public Transport {
   public:
    Delivery send(TenantId, const Mail&) override { throw std::runtime_error("died"); }
  } dying;
  mail::SmtpSink sink;
  use(sink);
  const MessageId id = queue();
  EXPECT_THROW(send(dying), std::runtime_error);
  EXPECT_EQ(row(id).state, MessageState::sending);
  EXPECT_EQ(send().sent, 0) << "still claimed";
  clock().advance(claim_time);
  EXPECT_EQ(send().sent, 1);
  EXPECT_EQ(row(id).attempts, 2);
}

// Dead after the carrier took it, and withdrawn before anybody went on: neither said nor unsaid.
TEST_P(Sender, WhatMayHaveLeftIsUnsureWhenItIsWithdrawn) {
  class Dying final : public Transport {
   public:
    Delivery send(TenantId, const Mail&) override { throw std::runtime_error("died"); }
  } dying;
  const MessageId id = queue();
  EXPECT_THROW(send(dying), std::runtime_error);
  clock().advance(claim_time);
  gate_.shut = true;
  EXPECT_EQ(send(dying).cancelled, 1);
  EXPECT_EQ(row(id).state, MessageState::unsure);
  EXPECT_EQ(row(id).answer, "Não se sabe se saiu, e conta como dita. Retirada.");
  EXPECT_EQ(send(dying).cancelled, 0) << "it is over";
  const auto told = db().read(tenant(), [&](db::Tx& tx) {
    return tx.one(
        "SELECT COUNT(*) FROM event WHERE tenant_id = $1 AND kind = 'message.unsure'",
        [](db::Row& row) { return row.integer(0); }, tx.tenant());
  });
  EXPECT_EQ(told, 1);
  // It comes back: it had left, and did not arrive.
  db().write(tenant(), [&](db::Tx& tx) {
    EXPECT_TRUE(apply_fact(tx, act(), gate_, id,
                           {Fact::undelivered, clock().now(), "550 Usuário desconhecido", true}));
  });
  EXPECT_EQ(row(id).state, MessageState::failed);
  EXPECT_THAT(gate_.failed, ElementsAre(std::pair(std::string("joao@exemplo.com.br"), true)));
}

// A later attempt that was answered "not now" says nothing of the one that nobody answered.
TEST_P(Sender, AnAnswerToALaterAttemptDoesNotSettleTheEarlierOne) {
  class Server final : public Transport {
   public:
    Delivery send(TenantId, const Mail&) override { return answer; }
    Delivery answer;
  } server;
  const MessageId id = queue();
  server.answer = {Outcome::unsure, "A conexão caiu depois do texto."};
  EXPECT_EQ(send(server).postponed, 1);
  EXPECT_EQ(row(id).state, MessageState::queued) << "the same letter may go again";
  server.answer = {Outcome::later, "451 Tente mais tarde"};
  clock().advance(std::chrono::minutes(1));
  EXPECT_EQ(send(server).postponed, 1);
  gate_.shut = true;
  clock().advance(std::chrono::minutes(5));
  EXPECT_EQ(send(server).cancelled, 1);
  EXPECT_EQ(row(id).state, MessageState::unsure);
  EXPECT_EQ(row(id).unanswered, 1);
}

// Every attempt was answered, so it is known that it did not leave.
TEST_P(Sender, WhatWasAnsweredIsCancelledWhenItIsWithdrawn) {
  class Busy final : public Transport {
   public:
    Delivery send(TenantId, const Mail&) override { return {Outcome::later, "451 Mais tarde"}; }
  } busy;
  const MessageId id = queue();
  EXPECT_EQ(send(busy).postponed, 1);
  gate_.shut = true;
  clock().advance(std::chrono::minutes(1));
  EXPECT_EQ(send(busy).cancelled, 1);
  EXPECT_EQ(row(id).state, MessageState::cancelled);
}

// A person takes back what may have left already: his wish is kept, and it counts.
TEST_P(Sender, TakenBackAfterAnAttemptThatNobodyAnswered) {
  class Silent final : public Transport {
   public:
    Delivery send(TenantId, const Mail&) override { return {Outcome::unsure, "Sem resposta."}; }
  } silent;
  const MessageId id = queue();
  EXPECT_EQ(send(silent).postponed, 1);
  db().write(tenant(), [&](db::Tx& tx) { EXPECT_TRUE(cancel_message(tx, act(), id)); });
  EXPECT_EQ(row(id).state, MessageState::unsure);
}

TEST_P(Sender, TheSameCauseIsOneMessage) {
  queue("teste:x");
  NewMessage again;
  again.cause = "teste:x";
  again.recipient = "outro@exemplo.com.br";
  again.template_name = "emissao";
  again.not_before = clock().now();
  EXPECT_FALSE(db().write(tenant(), [&](db::Tx& tx) { return enqueue(tx, again, clock().now()); }));
}

TEST_P(Sender, PasswordLinkIsWipedWhenItHasLeft) {
  mail::SmtpSink sink;
  use(sink);
  const std::string url = "https://quita.exemplo/reset-password?token=segredo";
  const auto id = db().write(tenant(), [&](db::Tx& tx) {
    return enqueue_password_mail(tx, act(), "Ana Souza", "ana@aurora.com.br", url, "t1")
        .value()
        .value();
  });
  EXPECT_EQ(send().sent, 1);
  EXPECT_THAT(sink.mails()[0].data, Not(HasSubstr("List-Unsubscribe")));
  EXPECT_EQ(row(id).text, "");
  EXPECT_EQ(row(id).html, "");
  EXPECT_EQ(row(id).state, MessageState::sent);
}

TEST_P(Sender, ThanksNamesThePaymentAndDemandsNothing) {
  DemoTransport demo(db(), clock());
  db().write(tenant(), [&](db::Tx& tx) {
    receivable::Payment payment;
    payment.amount = Money::centavos(1'022'33);
    payment.on = Date(2026, 11, 23);
    payment.cause = {"receipt", "r1"};
    ASSERT_TRUE(receivable::receive_payment(tx, act(), title_, payment, {}));
    ASSERT_TRUE(enqueue_thanks(tx, act(), customer_, title_, "r1"));
    ASSERT_FALSE(enqueue_thanks(tx, act(), customer_, title_, "r1")) << "once";
  });
  EXPECT_EQ(send(demo).sent, 1);
  const auto mails = db().read(tenant(), [](db::Tx& tx) { return demo_mails(tx, {}, 10); });
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].subject, "Recebemos o pagamento do título 1234/1");
  const auto mail =
      db().read(tenant(), [&](db::Tx& tx) { return find_demo_mail(tx, mails[0].id).value(); });
  EXPECT_THAT(mail.text, HasSubstr(format_brl(Money::centavos(1'022'33))));
  EXPECT_EQ(mail.attachment, "");
  EXPECT_THAT(mail.text, Not(HasSubstr("Linha digitável")));
}

TEST_P(Sender, LinkOfTheLetterOpensTheCustomersPage) {
  DemoTransport demo(db(), clock());
  const MessageId id = queue();
  send(demo);
  const std::string text = row(id).text;
  const std::string start = "Ver e pagar: https://quita.exemplo/p/";
  const std::size_t at = text.find(start);
  ASSERT_NE(at, std::string::npos);
  const auto link =
      verify_portal_link(key_, text.substr(at + start.size(), 76), Date(2026, 11, 23));
  ASSERT_TRUE(link);
  EXPECT_EQ(link->party, customer_);
  EXPECT_EQ(link->tenant, tenant());
}

TEST_P(Sender, OwnWordingIsUsedAndChecked) {
  db().write(tenant(), [&](db::Tx& tx) {
    install_default_templates(tx, clock().now());
    EXPECT_EQ(save_template(tx, "atraso-7", "Oi", "{{nada}}", clock().now()).error().code,
              "template.variable");
    EXPECT_EQ(save_template(tx, "outro", "Oi", "Olá", clock().now()).error().code,
              "template.not_found");
    const auto saved =
        save_template(tx, "atraso-7", "Nosso jeito", "Olá, {{saudacao}}!", clock().now());
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->version, 2);
    EXPECT_EQ(load_templates(tx).size(), default_templates().size());
  });
  DemoTransport demo(db(), clock());
  const MessageId id = queue();
  send(demo);
  EXPECT_EQ(row(id).subject, "Nosso jeito");
  EXPECT_THAT(row(id).text, HasSubstr("Olá, João!"));
}

TEST_P(Sender, SmtpSettingsAreCheckedAndThePasswordSealed) {
  SmtpSettings settings;
  settings.host = "smtp exemplo";
  settings.from_address = "a@b.com.br";
  EXPECT_EQ(check_smtp_settings(settings).error().code, "smtp.host");
  settings.host = "smtp.exemplo.com.br";
  settings.port = 0;
  EXPECT_EQ(check_smtp_settings(settings).error().code, "smtp.port");
  settings.port = 587;
  settings.from_name = "a\r\nBcc: x@y";
  EXPECT_EQ(check_smtp_settings(settings).error().code, "smtp.from_name");
  settings.from_name = "Aurora";
  settings.from_address = "nada";
  EXPECT_EQ(check_smtp_settings(settings).error().code, "smtp.from_address");
  settings.from_address = "a@b.com.br";
  db().write(tenant(), [&](db::Tx& tx) {
    ASSERT_TRUE(save_smtp_settings(tx, clock().now(), settings, "segredo", key_));
    ASSERT_TRUE(save_smtp_settings(tx, clock().now(), settings, std::nullopt, key_));
    EXPECT_EQ(load_smtp_password(tx, key_), "segredo") << "absent keeps it";
    EXPECT_EQ(load_smtp_settings(tx).security, Security::starttls);
    tx.each(
        "SELECT value FROM setting WHERE tenant_id = $1",
        [](db::Row& row) { EXPECT_THAT(row.text(0), Not(HasSubstr("segredo"))); }, tx.tenant());
  });
}

}  // namespace
}  // namespace quita::messaging
