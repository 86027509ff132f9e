// E-mails a second through the real outbox, gate, sender and SMTP over real sockets, handed to a
// server on this machine, with the slip as PDF and without. The server is a process of its own.
#include <fmt/format.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "brazil/document.h"
#include "company/company.h"
#include "dunning/day.h"
#include "dunning/gate.h"
#include "dunning/policy_store.h"
#include "engine_alone.h"
#include "figure.h"
#include "mail/smtp_sink.h"
#include "messaging/mail_carrier.h"
#include "messaging/sender.h"
#include "messaging/slip_of.h"
#include "messaging/smtp_settings.h"
#include "messaging/smtp_transport.h"
#include "messaging/template_store.h"
#include "party/party_service.h"
#include "pdf/slip.h"
#include "receivable/receivable_service.h"
#include "schema/schema.h"
#include "testing/engines.h"

using namespace quita;
using namespace quita::bench;

namespace {

constexpr Date today(2026, 12, 2);  // a Wednesday
const Instant morning = instant_of({today, 10 * 60}, "America/Sao_Paulo");
const TenantId tenant{uuid_of("the bench's company")};

// Takes every mail and keeps none, until it is killed.
class MailServer {
 public:
  MailServer() {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      mail::SmtpSinkConfig config;
      config.on_mail = [](const mail::ReceivedMail&) {};
      const mail::SmtpSink sink(std::move(config));
      const std::uint16_t port = sink.port();
      if (::write(ends[1], &port, sizeof port) != sizeof port) ::_exit(1);
      for (;;) ::pause();
    }
    ::close(ends[1]);
    const bool told = ::read(ends[0], &port_, sizeof port_) == sizeof port_;
    ::close(ends[0]);
    if (!told) throw std::runtime_error("the mail server does not start");
  }
  ~MailServer() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;
  std::uint16_t port() const { return port_; }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

SecretKey bench_key() {
  SecretKey key;
  key.bytes.fill(7);
  return key;
}

void found_company(db::Db& db, std::uint16_t port, bool with_account) {
  db.write(tenant, [&](db::Tx& tx) {
    company::CompanyDraft draft;
    draft.legal_name = "Distribuidora Aurora Ltda";
    draft.document = "11222333000181";
    draft.street = "Rua das Flores";
    draft.number = "100";
    draft.city = "São Paulo";
    draft.state = "SP";
    draft.postal_code = "01310100";
    draft.email = "contato@aurora.com.br";
    const company::Actor actor{"system", std::nullopt, "bench", "", morning};
    if (const auto made = company::create_company(tx, actor, draft, false); !made)
      throw std::runtime_error(made.error().message);
    dunning::install_default_policy(tx, morning);
    messaging::install_default_templates(tx, morning);
    messaging::SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = port;
    settings.security = messaging::Security::none;
    settings.from_address = "financeiro@aurora.com.br";
    if (const auto saved =
            messaging::save_smtp_settings(tx, morning, settings, std::nullopt, bench_key());
        !saved)
      throw std::runtime_error(saved.error().message);
    if (!with_account) return;
    tx.execute(
        "INSERT INTO bank_account (tenant_id, id, bank, name, agency, account, account_digit, "
        "wallet, layout, pix_key, standard, created_at) VALUES ($1, $2, '341', 'Itaú', '1234', "
        "'56789', '0', '109', 'CNAB240', '11222333000181', 1, 0)",
        tx.tenant(), AccountId::make(morning));
  });
}

// Customers, each with a title that is late since yesterday.
void add_customers(db::Db& db, int first, int count) {
  db.write(tenant, [&](db::Tx& tx) {
    const Act act{"bench", morning, today};
    for (int i = first; i < first + count; ++i) {
      party::Draft draft;
      const std::string twelve = fmt::format("{:08}0001", 10'000'000 + i);
      const auto digits = cnpj_check_digits(twelve);
      draft.document = twelve + std::string(digits.begin(), digits.end());
      draft.name = fmt::format("Comercial {} Ltda", i);
      draft.contacts.push_back(
          {party::Channel::email, fmt::format("c{}@exemplo.com.br", i), "billing"});
      const auto party = party::create_party(tx, act, draft);
      if (!party) throw std::runtime_error(party.error().message);
      receivable::NewTitle title;
      title.party = *party;
      title.number = fmt::format("{}/1", i);
      title.description = "Farinha";
      title.issue_date = today - 31;
      title.due_date = today - 1;
      title.amount = Money::centavos(100'000 + i);
      const auto made = receivable::create_title(tx, act, title);
      if (!made) throw std::runtime_error(made.error().message);
    }
  });
}

// A letter as it left, and its slip already drawn.
messaging::Mail letter_that_left(db::Tx& tx, bool pdf) {
  messaging::Mail mail;
  TitleId title;
  tx.each(
      "SELECT o.recipient, o.subject, o.body_html, o.body_text, o.message_id, t.title_id "
      "FROM outbox o JOIN outbox_title t ON t.tenant_id = o.tenant_id AND t.outbox_id = o.id "
      "WHERE o.tenant_id = $1 AND o.state = 'sent' ORDER BY o.id LIMIT 1",
      [&](db::Row& row) {
        mail.to_address = row.text(0);
        mail.subject = row.text(1);
        mail.html = row.text(2);
        mail.text = row.text(3);
        mail.message_id = row.text(4);
        title = row.id<TitleId>(5);
      },
      tx.tenant());
  mail.from_address = "financeiro@aurora.com.br";
  if (!pdf) return mail;
  const pdf::Slip slip = messaging::compose_slip(tx, title, today).value();
  mail.attachment =
      messaging::Attachment{"boleto.pdf", "application/pdf",
                            [file = pdf::render_slips(std::span(&slip, 1))] { return file; }};
  return mail;
}

// Mails a second of the transport and the mail server by themselves: one letter, again and again.
double handed_over_alone(messaging::SmtpTransport& transport, const messaging::Mail& mail,
                         int mails) {
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::thread> hands;
  for (int hand = 0; hand < transport.hands(); ++hand) {
    hands.emplace_back([&, hand] {
      for (int i = hand; i < mails; i += transport.hands()) transport.send(tenant, mail);
    });
  }
  for (std::thread& hand : hands) hand.join();
  return mails / std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void measure(const std::string& engine, const std::string& url, bool pdf, int mails, double aim) {
  const MailServer server;  // before this process has threads
  const auto db = db::Db::open(url);
  if (const auto done = schema::migrate(*db, morning); !done)
    throw std::runtime_error(done.error().message);
  found_company(*db, server.port(), pdf);
  constexpr int at_once = 250;
  for (int i = 0; i < mails; i += at_once) add_customers(*db, i, std::min(at_once, mails - i));
  if (db->engine() == db::Engine::postgres)
    db->write_system([](db::Tx& tx) {
      tx.execute(
          "ANALYZE title, title_look, party, party_contact, party_address, instrument, journal, "
          "event");
    });
  const ManualClock clock(morning);
  if (dunning::run_day(*db, tenant, today, clock).messages != mails)
    throw std::runtime_error("the day did not decide what it should");
  messaging::SmtpTransport transport(*db, clock, bench_key(), bench_key());
  dunning::ContactGate gate;
  messaging::SenderDeps deps{*db,    clock, transport, gate, {bench_key(), "https://quita.exemplo"},
                             "bench"};
  const double processor_before = processor_seconds(*db);
  const auto begin = std::chrono::steady_clock::now();
  const auto report = messaging::send_due(deps, tenant);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (report.sent != mails)
    throw std::runtime_error(fmt::format("{} of {} mails were sent", report.sent, mails));
  const double processor = processor_seconds(*db) - processor_before;
  const auto letter = db->read(tenant, [&](db::Tx& tx) { return letter_that_left(tx, pdf); });
  const std::string name = fmt::format("mails_{}_pdf_{}", pdf ? "with" : "without", engine);
  print({name, mails / seconds, "mails/s", aim, true,
         fmt::format("SMTP alone takes {:.0f} mails/s, the engine alone {:.0f} synced commits/s; "
                     "all share the cores",
                     handed_over_alone(transport, letter, mails),
                     synced_commits_a_second(*db, tenant))});
  print({name + "_processor_time", processor / mails * 1e3, "ms/mail", 0, false,
         "ours and the engine's, without the mail server's"});
}

void measure(const std::string& engine, bool pdf, int mails, double aim) {
  if (engine == "postgres") {
    const auto scratch = quita::testing::make_durable_postgres();
    if (!scratch) throw std::runtime_error("PostgreSQL is not installed");
    measure(engine, scratch->url(), pdf, mails, aim);
    return;
  }
  std::string folder = (std::filesystem::temp_directory_path() / "quita-bench-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  measure(engine, "sqlite:" + folder + "/quita.db", pdf, mails, aim);
  std::filesystem::remove_all(folder);
}

}  // namespace

// mail_bench [sqlite|postgres]
int main(int argc, char** argv) {
  try {
    std::vector<std::string> engines(argv + 1, argv + argc);
    if (engines.empty()) engines = {"sqlite", "postgres"};
    for (const std::string& engine : engines) {
      measure(engine, true, 2'000, 500);
      measure(engine, false, 5'000, 2'000);
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
