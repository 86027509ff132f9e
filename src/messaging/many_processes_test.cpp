// Several sender processes over one PostgreSQL and one real SMTP server, killed at any moment and
// replaced: every message arrives; one arrives twice only when the process that had it died between
// the server's "taken" and the mark, and then under the same Message-ID (sender.h).
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "company/company.h"
#include "mail/smtp_sink.h"
#include "messaging/mail_carrier.h"
#include "messaging/rota.h"
#include "messaging/smtp_settings.h"
#include "messaging/smtp_transport.h"
#include "messaging/template_store.h"
#include "party/party_service.h"
#include "testing/engines.h"

namespace quita::messaging {
namespace {

using namespace std::chrono_literals;

constexpr int messages = 600;
constexpr int workers = 3;
// All may fall on the same rows, which are given up after one more.
constexpr int kills = 5;
constexpr const char* url_variable = "QUITA_SENDER_PROCESS_OF";

// Runs thirty times as fast as time itself: the claim of a dead process runs out after ten seconds.
class FastClock final : public Clock {
 public:
  Instant now() const override {
    const Instant real = SystemClock().now();
    return start + (real - start) * 30;
  }
  static constexpr Instant start{1'795'000'000'000};
};

SecretKey test_key() {
  SecretKey key;
  key.bytes.fill(3);
  return key;
}

class OpenGate final : public Gate {
 public:
  GateAnswer may_leave(db::Tx&, const OutboxRow& row, Instant) override {
    return {GateAnswer::Verdict::go, "", {}, row.titles};
  }
  void on_failed(db::Tx&, const OutboxRow&, bool, Instant) override {}
};

// What `quita worker` does with e-mail, until it is killed.
[[noreturn]] void be_a_sender(const std::string& url) {
  const FastClock clock;
  const auto db = db::Db::open(url);
  SmtpTransport transport(*db, clock, test_key(), test_key());
  OpenGate gate;
  SenderDeps deps{*db,
                  clock,
                  transport,
                  gate,
                  {test_key(), "https://quita.exemplo"},
                  std::to_string(::getpid())};
  Rota rota(*db, clock);
  MailCarrier mail(transport, deps.links);
  for (;;) {
    try {
      take_turns(deps, mail, rota, [] { return true; });
    } catch (const std::exception& trouble) {
      // As the background's loop does: it is told, and the next round comes all the same.
      std::cerr << trouble.what() << "\n";
    }
    std::this_thread::sleep_for(10ms);
  }
}

// No test, but what the test starts this program for.
TEST(SenderProcess, DISABLED_SendsUntilItIsKilled) {
  const char* url = std::getenv(url_variable);
  ASSERT_NE(url, nullptr);
  be_a_sender(url);
}

pid_t start_sender(const std::string& url) {
  const std::string variable = std::string(url_variable) + "=" + url;
  const pid_t child = ::fork();
  if (child != 0) return child;
  // Between fork and exec only what is safe beside the parent's threads.
  const char* const arguments[] = {"messaging_test", "--gtest_also_run_disabled_tests",
                                   "--gtest_filter=SenderProcess.*", "--gtest_brief=1", nullptr};
  const char* const environment[] = {variable.c_str(), nullptr};
  ::execve("/proc/self/exe", const_cast<char* const*>(arguments),
           const_cast<char* const*>(environment));
  ::_exit(127);
}

void end(pid_t process) {
  ::kill(process, SIGKILL);
  ::waitpid(process, nullptr, 0);
}

class ManyProcesses : public testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    const Instant now = FastClock().now();
    db().write(tenant(), [&](db::Tx& tx) {
      const Act act{"teste", now, business_date(now, "America/Sao_Paulo")};
      company::CompanyDraft company;
      company.legal_name = "Distribuidora Aurora Ltda";
      company.document = "11222333000181";
      company.city = "São Paulo";
      company.state = "SP";
      ASSERT_TRUE(company::create_company(tx, actor_of(act), company));
      install_default_templates(tx, now);
      party::Draft draft;
      draft.document = "529.982.247-25";
      draft.name = "João da Conceição";
      draft.contacts.push_back({party::Channel::email, "joao@exemplo.com.br", "billing"});
      const PartyId customer = party::create_party(tx, act, draft).value();
      SmtpSettings settings;
      settings.host = "127.0.0.1";
      settings.port = sink_.port();
      settings.security = Security::none;
      settings.from_address = "financeiro@aurora.com.br";
      ASSERT_TRUE(save_smtp_settings(tx, now, settings, "", test_key()));
      for (int i = 0; i < messages; ++i) {
        NewMessage message;
        message.cause = "teste:" + std::to_string(i);
        message.party = customer;
        message.recipient = "joao@exemplo.com.br";
        message.template_name = "agradecimento";
        message.business_date = act.today;
        message.not_before = now;
        ASSERT_TRUE(enqueue(tx, message, now));
      }
    });
  }

  int count(const std::string& sql) {
    return db().read(tenant(), [&](db::Tx& tx) {
      return static_cast<int>(tx.one(
                                    sql, [](db::Row& row) { return row.integer(0); }, tx.tenant())
                                  .value());
    });
  }

  // The process that has claimed a row just now; 0: none.
  pid_t claimer() {
    return db().read(tenant(), [&](db::Tx& tx) {
      pid_t process = 0;
      tx.each(
          "SELECT claimed_by FROM outbox WHERE tenant_id = $1 AND state = 'sending' LIMIT 1",
          [&](db::Row& row) { process = std::stoi(row.text(0)); }, tx.tenant());
      return process;
    });
  }

  // As the server got them: how often each Message-ID.
  std::map<std::string, int> arrivals() {
    const std::lock_guard lock(mutex_);
    return arrivals_;
  }

  std::mutex mutex_;
  std::map<std::string, int> arrivals_;
  mail::SmtpSink sink_{[this] {
    mail::SmtpSinkConfig config;
    config.on_mail = [this](const mail::ReceivedMail& mail) {
      std::this_thread::sleep_for(5ms);  // as servers that look at what they take
      const auto at = mail.data.find("Message-ID: <") + 13;
      const std::lock_guard lock(mutex_);
      ++arrivals_[mail.data.substr(at, mail.data.find('>', at) - at)];
    };
    return config;
  }()};
};
INSTANTIATE_TEST_SUITE_P(Engines, ManyProcesses, ::testing::Values(db::Engine::postgres),
                         testing::engine_name);

TEST_P(ManyProcesses, KilledAtAnyMomentLoseNothingAndRepeatOnlyUnderTheSameMessageId) {
  std::vector<pid_t> senders;
  for (int i = 0; i < workers; ++i) senders.push_back(start_sender(url()));
  std::minstd_rand random(20261202);
  // Who has rows in his hands dies with them, at some moment of the work.
  for (int i = 0; i < kills; ++i) {
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::uniform_int_distribution<int>(0, 60)(random)));
    for (int tries = 0; tries < 1000; ++tries) {
      const auto victim = std::find(senders.begin(), senders.end(), claimer());
      if (victim != senders.end()) {
        end(*victim);
        *victim = start_sender(url());
        break;
      }
      std::this_thread::sleep_for(5ms);
    }
  }
  const char* left = "SELECT COUNT(*) FROM outbox WHERE tenant_id = $1 AND state <> 'sent'";
  for (int tries = 0; tries < 1200 && count(left) > 0; ++tries) std::this_thread::sleep_for(100ms);
  for (const pid_t sender : senders) end(sender);

  EXPECT_EQ(count(left), 0) << "nothing is lost";
  EXPECT_EQ(count("SELECT COUNT(*) FROM event WHERE tenant_id = $1 AND kind = 'message.sent'"),
            messages)
      << "each counts as sent once";
  const auto arrived = arrivals();
  EXPECT_EQ(arrived.size(), static_cast<std::size_t>(messages)) << "one Message-ID a message";
  std::set<std::string> tried_again;
  db().read(tenant(), [&](db::Tx& tx) {
    tx.each(
        "SELECT message_id FROM outbox WHERE tenant_id = $1 AND attempts > 1",
        [&](db::Row& row) { tried_again.insert(row.text(0)); }, tx.tenant());
  });
  EXPECT_FALSE(tried_again.empty()) << "somebody was killed with a claim";
  int repeated = 0;
  for (const auto& [id, times] : arrived) {
    if (times == 1) continue;
    ++repeated;
    EXPECT_TRUE(tried_again.contains(id)) << id << " left twice, and nobody died with it";
  }
  RecordProperty("repeated", repeated);
}

}  // namespace
}  // namespace quita::messaging
