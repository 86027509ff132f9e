#include "service.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "banking/account.h"
#include "company/company.h"
#include "company/session.h"
#include "messaging/portal_link.h"
#include "party/party_service.h"
#include "receivable/receivable_service.h"
#include "testing/server_process.h"

namespace quita::bench {

namespace {

using Clock = std::chrono::steady_clock;

bool answers(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bool good = false;
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    constexpr std::string_view request = "GET /healthz HTTP/1.1\r\nHost: bench\r\n\r\n";
    char answer[16] = {};
    good = ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0 &&
           ::recv(socket, answer, sizeof answer - 1, 0) > 12 &&
           std::string_view(answer).substr(9, 3) == "200";
  }
  ::close(socket);
  return good;
}

}  // namespace

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "quita-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp: " + name);
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Tenant make_tenant(app::System& system) {
  const SystemClock clock;
  const auto now = clock.now();
  Tenant tenant;
  tenant.id = TenantId::make(now);
  const company::Actor actor{"system", std::nullopt, "bench", "", now};
  const Act act{"bench", now, business_date(now, "America/Sao_Paulo")};
  PartyId debtor;
  system.db().write(tenant.id, [&](db::Tx& tx) {
    company::CompanyDraft draft;
    draft.legal_name = "Empresa de Medição Ltda.";
    draft.document = "11222333000181";
    draft.street = "Avenida Paulista";
    draft.number = "1";
    draft.city = "São Paulo";
    draft.state = "SP";
    draft.postal_code = "01310100";
    company::create_company(tx, actor, draft).value();
    banking::Account account;
    account.bank = "341";
    account.name = "Itaú";
    account.agency = "0810";
    account.account = "53678";
    account.account_digit = "9";
    account.wallet = "109";
    account.layout = cnab::Format::cnab400;
    account.pix_key = "medicao@empresa.example";
    tenant.account = banking::add_account(tx, act, account).value().id;
    party::Draft customer;
    customer.name = "Cliente de Medição";
    customer.document = "52998224725";
    party::Address address;
    address.street = "Rua das Flores";
    address.number = "100";
    address.city = "Campinas";
    address.state = "SP";
    address.postal_code = "13010000";
    customer.addresses.push_back(address);
    customer.contacts.push_back({party::Channel::email, "cliente@correio.example", "billing"});
    tenant.party = party::create_party(tx, act, customer).value();
    tenant.token = company::create_api_key(tx, actor, company::Role::owner, "bench",
                                           {"titles:read", "titles:write", "parties:read",
                                            "parties:write", "reports:read"})
                       .value()
                       .token;
    customer.document = "11144477735";
    customer.contacts.clear();
    debtor = party::create_party(tx, act, customer).value();
    for (const int days : {-40, -3, 12}) {
      receivable::NewTitle title;
      title.party = debtor;
      title.number = fmt::format("D{}", days);
      title.issue_date = act.today - 60;
      title.due_date = act.today + days;
      title.amount = Money::centavos(129'990);
      receivable::create_title(tx, act, title).value();
    }
  });
  tenant.portal_token = messaging::sign_portal_link(messaging::portal_link_key(system.key()),
                                                    {tenant.id, debtor, 1, act.today + 30});
  return tenant;
}

Service::Service(const std::string& program, const app::Location& location)
    : port_(testing::free_port()) {
  const auto port = std::to_string(port_);
  const auto begin = Clock::now();
  process_ = ::fork();
  if (process_ == 0) {
    const int null = ::open("/dev/null", O_WRONLY);
    ::dup2(null, STDOUT_FILENO);
    ::dup2(null, STDERR_FILENO);
    std::vector<std::string> words = {
        program, "serve", "--port", port, "--data", location.folder.string(), "--public-rate", "0"};
    if (!location.database.empty()) {
      words.push_back("--database");
      words.push_back(location.database);
    }
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
  }
  while (!answers(port_)) {
    if (Clock::now() - begin > std::chrono::seconds(30)) {
      throw std::runtime_error("quita serve did not answer within 30 s");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  start_seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
}

Service::~Service() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

Service::CpuSeconds Service::cpu_seconds() const {
  std::ifstream stat(fmt::format("/proc/{}/stat", process_));
  std::string word;
  for (int field = 1; field <= 13; ++field) stat >> word;  // the program's name has no blank
  double user = 0;
  double kernel = 0;
  stat >> user >> kernel;
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  return {user / ticks, kernel / ticks};
}

double Service::resident_megabytes() const {
  std::ifstream status(fmt::format("/proc/{}/status", process_));
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

}  // namespace quita::bench
