#include "app/serve.h"

#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>

#include "app/api.h"
#include "app/background.h"
#include "app/work.h"
#include "app/worker.h"
#include "dunning/gate.h"
#include "http/server.h"
#include "messaging/portal_link.h"
#include "messaging/whatsapp_account.h"

namespace quita::app {

namespace {

// Two heaps a core instead of one a thread: 64 workers would otherwise keep 64 heaps of freed
// memory.
constexpr int heaps_max = 8;

// Waits for one of the signals that end a service; all threads made before it have them blocked.
int wait_for_end() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  int signal = 0;
  sigwait(&ending, &signal);
  return signal;
}

void block_ending_signals() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
}

http::ServerConfig server_config(const ServeOptions& options, db::Engine engine) {
  http::ServerConfig config;
  config.address = options.host;
  config.port = options.port;
  config.workers = options.workers;
  if (engine == db::Engine::postgres) config.working_max = db::Options().connections_max;
  config.trusted_proxies = options.trusted_proxies;
  config.behind_tls = options.behind_tls;
  return config;
}

void tell_about(System& system) {
  for (const auto& warning : system.db().warnings()) spdlog::warn("{}", warning);
  if (!system.private_hosts()) {
    spdlog::info(
        "servidores de e-mail e de SMS em rede interna são recusados (--private-hosts allow os "
        "permite)");
  }
}

// The first demo company's; most installations have none.
std::unique_ptr<sandbox::DemoWhatsApp> demo_whatsapp_of(System& system, const Clock& clock,
                                                        const std::string& public_url,
                                                        messaging::Gate& gate) {
  for (const CompanyRow& company : companies(system.db())) {
    if (!company.demo) continue;
    return std::make_unique<sandbox::DemoWhatsApp>(
        system.db(), clock, company.id, messaging::whatsapp_key(system.key()),
        messaging::LinkMaker{messaging::portal_link_key(system.key()), public_url}, gate);
  }
  return nullptr;
}

}  // namespace

int serve(const ServeOptions& options) {
  mallopt(M_ARENA_MAX, heaps_max);
  block_ending_signals();
  const SystemClock clock;
  System system(options.location);
  tell_about(system);

  auto public_url = options.public_url;
  if (public_url.empty()) public_url = fmt::format("http://{}:{}", options.host, options.port);
  dunning::ContactGate gate;
  const auto demo_whatsapp = demo_whatsapp_of(system, clock, public_url, gate);
  Api api(
      system, clock,
      {public_url, options.behind_tls, options.public_requests_per_second, demo_whatsapp.get()});
  http::Server server(server_config(options, system.db().engine()), api.handler(), clock);
  std::printf("%s\n", fmt::format("Quita em http://{}:{}", options.host, server.port()).c_str());
  std::fflush(stdout);

  Background background;
  if (options.background) {
    start_work(background, system, clock, public_url,
               fmt::format("http://127.0.0.1:{}", server.port()), demo_whatsapp.get());
  }
  const int signal = wait_for_end();
  spdlog::info("sinal {}: encerrando", signal);
  background.stop();
  server.stop();
  return 0;
}

int worker(const Location& location, const std::string& public_url) {
  mallopt(M_ARENA_MAX, heaps_max);
  block_ending_signals();
  const SystemClock clock;
  System system(location);
  if (system.db().engine() == db::Engine::sqlite) {
    std::fputs(
        "quita worker precisa de PostgreSQL (--database postgres://…): com o banco embutido, o "
        "próprio quita serve faz todo o trabalho.\n",
        stderr);
    return 2;
  }
  tell_about(system);
  Background background;
  start_work(background, system, clock, public_url, "");
  std::puts("Quita: trabalhando");
  std::fflush(stdout);
  const int signal = wait_for_end();
  spdlog::info("sinal {}: encerrando", signal);
  background.stop();
  return 0;
}

}  // namespace quita::app
