#include "app/work.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "agreement/agreement.h"
#include "app/reactions.h"
#include "banking/drop_folder.h"
#include "campaign/launch.h"
#include "desk/worklist.h"
#include "dunning/day.h"
#include "dunning/fallback.h"
#include "dunning/gate.h"
#include "dunning/policy_trial.h"
#include "messaging/demo_mail.h"
#include "messaging/dkim_settings.h"
#include "messaging/mail_carrier.h"
#include "messaging/portal_link.h"
#include "messaging/returns_mailbox.h"
#include "messaging/rota.h"
#include "messaging/sender.h"
#include "messaging/sms_carrier.h"
#include "messaging/whatsapp_account.h"
#include "proof/seal.h"
#include "sandbox/simulated_sms.h"

namespace quita::app {

namespace {

using namespace std::chrono_literals;

// Whose e-mails this process sends at the same time.
constexpr int companies_at_once = 4;

std::string worker_name() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return fmt::format("{}:{}", host.data(), ::getpid());
}

// The sender with all that it holds on to.
struct Sender {
  Sender(System& system, const Clock& clock, const std::string& public_url,
         const std::string& own_url = "", const std::stop_token& stop = {})
      : demo(system.db(), clock),
        smtp(system.db(), clock, messaging::smtp_password_key(system.key()),
             messaging::dkim_sealing_key(system.key()), smtp_house(system, stop)),
        transport(system.db(), demo, smtp),
        deps{system.db(), clock,        transport, gate, messaging::portal_link_key(system.key()),
             public_url,  worker_name()},
        demo_sms(has_demo(system) && !own_url.empty()
                     ? std::make_unique<sandbox::SimulatedSms>(clock)
                     : nullptr),
        sms(system.db(), clock, messaging::sms_secret_key(system.key()), deps.links,
            sms_house(system, public_url, own_url), deps.worker, stop) {}

  static bool has_demo(System& system) {
    const auto all = companies(system.db());
    return std::any_of(all.begin(), all.end(), [](const CompanyRow& each) { return each.demo; });
  }
  messaging::SmsHouse sms_house(const System& system, const std::string& public_url,
                                const std::string& own_url) const {
    const auto house = smtp_house(system);
    return {house.ca_file, public_url, demo_sms ? demo_sms->kannel_url() : "", own_url,
            house.public_only};
  }

  messaging::DemoTransport demo;
  messaging::SmtpTransport smtp;
  messaging::CompanyTransport transport;
  dunning::ContactGate gate;
  messaging::SenderDeps deps;
  std::unique_ptr<sandbox::SimulatedSms> demo_sms;
  messaging::SmsCarrier sms;
};

}  // namespace

messaging::SmtpHouse smtp_house(const System& system, std::stop_token stop) {
  messaging::SmtpHouse house;
  house.public_only = !system.private_hosts();
  house.stop = std::move(stop);
  if (const char* authorities = std::getenv("SSL_CERT_FILE")) house.ca_file = authorities;
  return house;
}

conversation::WhatsAppHouse whatsapp_house(const sandbox::DemoWhatsApp* demo) {
  conversation::WhatsAppHouse house;
  if (const char* url = std::getenv("QUITA_WHATSAPP_URL")) house.meta.url = url;
  if (const char* authorities = std::getenv("SSL_CERT_FILE")) house.meta.ca_file = authorities;
  if (demo != nullptr) house.twin = demo->house();
  return house;
}

void start_work(Background& background, System& system, const Clock& clock,
                const std::string& public_url, const std::string& own_url,
                sandbox::DemoWhatsApp* demo_whatsapp) {
  auto keep_going = [&background] { return background.running(); };
  background.every("dia", 60s, [&system, &clock, keep_going, worker = worker_name()] {
    dunning::run_due_days(system.db(), clock, worker, keep_going);
  });
  background.every("acordos", 60s, [&system, &clock, keep_going] {
    agreement::watch_all(system.db(), clock, keep_going);
  });
  background.every("campanhas", 5s, [&system, &clock, keep_going] {
    campaign::run_all_campaigns(system.db(), clock, keep_going);
  });
  background.every("lista de trabalho", 30s, [&system, &clock, keep_going, worker = worker_name()] {
    desk::follow_all(system.db(), clock, worker, keep_going);
  });
  background.every("testes de régua", 2s, [&system, &clock, keep_going, worker = worker_name()] {
    dunning::make_trials(system.db(), clock, worker, keep_going);
  });
  auto sender = std::make_shared<Sender>(system, clock, public_url, own_url, background.stopping());
  auto rota = std::make_shared<messaging::Rota>(system.db(), clock);
  for (int i = 1; i <= companies_at_once; ++i) {
    auto mail = std::make_shared<messaging::MailCarrier>(sender->transport, sender->deps.links);
    background.every(fmt::format("envio {}", i), 250ms, [sender, rota, mail, keep_going] {
      messaging::take_turns(sender->deps, *mail, *rota, keep_going);
    });
  }
  auto whatsapp = std::make_shared<conversation::WhatsAppCarrier>(conversation::CarrierDeps{
      system.db(), clock, sender->deps.links, messaging::whatsapp_key(system.key()),
      whatsapp_house(demo_whatsapp)});
  // A lane of its own for each: a slow provider holds up nobody's mail.
  const auto lane = [&](auto carrier) {
    background.every(
        "envio por " + std::string(label(carrier->channel())), 1s,
        [sender, carrier, keep_going] { messaging::send_due(sender->deps, *carrier, keep_going); });
  };
  lane(&sender->sms);
  lane(whatsapp);
  if (demo_whatsapp != nullptr) {
    background.every("WhatsApp simulado", 2s, [demo_whatsapp] { demo_whatsapp->twin().step(); });
  }
  background.every("próximo canal", 30s, [&system, &clock, keep_going] {
    dunning::fall_back_due(system.db(), clock, keep_going);
  });
  background.every("caixa de devoluções", 20s, [&system, &clock, sender, keep_going] {
    const messaging::MailboxDeps deps{system.db(), clock, sender->gate,
                                      messaging::returns_mailbox_key(system.key()),
                                      smtp_house(system)};
    messaging::look_into_mailboxes(deps, keep_going);
  });
  background.every("provas", 5min, [&system, &clock, keep_going, worker = worker_name()] {
    proof::seal_due(system.db(), clock, proof::sealing_key(system.key()), worker, keep_going);
  });
  background.every("pasta de retornos", 5s, [&system, &clock, on_settled = reactions()] {
    for (const auto& company : companies(system.db())) {
      banking::take_drop_folder(system.db(), company.id, clock, system.drop_folder(company.id), 2s,
                                on_settled);
    }
  });
}

messaging::SendReport send_now(System& system, const Clock& clock, const std::string& public_url) {
  Sender sender(system, clock, public_url);
  return messaging::send_due(sender.deps);
}

}  // namespace quita::app
