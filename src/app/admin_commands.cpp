#include "app/admin_commands.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "agreement/agreement_check.h"
#include "app/reactions.h"
#include "app/work.h"
#include "banking/return_import.h"
#include "base/text.h"
#include "company/company.h"
#include "company/password.h"
#include "company/session.h"
#include "company/user.h"
#include "document/nfe.h"
#include "dunning/day.h"
#include "dunning/dunning_check.h"
#include "insight/export.h"
#include "party/acting.h"
#include "party/party_import.h"
#include "proof/seal.h"
#include "receivable/receivable_check.h"
#include "receivable/receivable_service.h"
#include "sandbox/simulated_bank.h"
#include "schema/schema.h"

namespace quita::app {

namespace {

constexpr int refused = 2;

int tell(const Error& error, std::string_view where = {}) {
  std::cerr << "quita: " << where << (where.empty() ? "" : ": ") << error.message << " ["
            << error.code << (error.field.empty() ? "" : " em " + error.field) << "]\n";
  if (!error.hint.empty()) std::cerr << "       " << error.hint << "\n";
  return refused;
}

company::Actor operator_at(const Clock& clock) {
  return {"system", std::nullopt, "linha de comando", "", clock.now()};
}
constexpr const char* operator_name = "linha de comando";

// The company meant: by id, or the only one.
Result<TenantId> choose_company(db::Db& db, const std::string& text) {
  if (!text.empty()) return TenantId::parse(text);
  const auto all = companies(db);
  if (all.size() == 1) return all.front().id;
  return invalid("company.choose",
                 all.empty() ? "não há empresa ainda; crie uma com: quita company add"
                             : "há mais de uma empresa: escolha com --company",
                 "--company", all.empty() ? "" : "veja-as com: quita company list");
}

constexpr std::string_view select_by_number =
    "SELECT id FROM title WHERE tenant_id = $1 AND number = $2 ORDER BY id LIMIT 2";

Result<TitleId> title_of_number(db::Tx& tx, const std::string& number) {
  const auto found = tx.all(
      select_by_number, [](db::Row& row) { return row.id<TitleId>(0); }, tx.tenant(), number);
  if (found.size() == 1) return found.front();
  return fail(ErrorKind::not_found, "title.number",
              found.empty() ? fmt::format("não há título {}", number)
                            : fmt::format("há mais de um título {}", number));
}

std::string made_password() { return random_token().substr(0, 16); }

}  // namespace

int migrate(const Location& location) {
  System system(location);
  fmt::print("{}: esquema na versão {}\n", system.database_url(), schema::version(system.db()));
  return 0;
}

int add_company(const Location& location, const NewCompany& wanted) {
  System system(location);
  const SystemClock clock;
  const company::PasswordHasher passwords;
  const auto password = wanted.password.empty() ? made_password() : wanted.password;
  if (auto good = company::check_new_password(password, wanted.email); !good) {
    return tell(good.error());
  }
  const auto hash = passwords.hash(password);
  const auto tenant = TenantId::make(clock.now());
  auto made = system.db().write(tenant, [&](db::Tx& tx) -> Status {
    company::CompanyDraft draft;
    draft.legal_name = wanted.name;
    draft.document = wanted.document;
    draft.state = wanted.state;
    TRY_STATUS(company::create_company(tx, operator_at(clock), draft));
    TRY_STATUS(company::create_user(tx, operator_at(clock),
                                    {wanted.email, wanted.person, company::Role::owner}, hash));
    return {};
  });
  if (!made) return tell(made.error());
  fmt::print("{}\t{}\nusuário {}\n", tenant.text(), wanted.name, wanted.email);
  if (system.private_hosts() && !System(location).private_hosts()) {
    std::cerr
        << "Agora há mais de uma empresa: ao ser reiniciado, quita serve recusa servidores de "
           "e-mail e de SMS em rede interna (--private-hosts allow os permite).\n";
  }
  if (wanted.password.empty()) fmt::print("senha {}\n", password);
  return 0;
}

int list_companies(const Location& location) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  for (const auto& one : companies(system.db())) {
    fmt::print("{}\t{}{}\n", one.id.text(), one.name, one.demo ? "\tdemonstração" : "");
  }
  return 0;
}

int add_user(const Location& location, const NewPerson& wanted) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  const SystemClock clock;
  const auto tenant = choose_company(system.db(), wanted.company);
  if (!tenant) return tell(tenant.error());
  const auto role = company::parse_role(wanted.role);
  if (!role) {
    std::cerr << "quita: o papel é owner, manager, analyst ou viewer\n";
    return refused;
  }
  const auto password = wanted.password.empty() ? made_password() : wanted.password;
  if (auto good = company::check_new_password(password, wanted.email); !good) {
    return tell(good.error());
  }
  const auto hash = company::PasswordHasher().hash(password);
  auto made = system.db().write(*tenant, [&](db::Tx& tx) {
    return company::create_user(tx, operator_at(clock), {wanted.email, wanted.name, *role}, hash);
  });
  if (!made) return tell(made.error());
  fmt::print("{}\t{}\t{}\n", made->id.text(), made->email, company::label(made->role));
  if (wanted.password.empty()) fmt::print("senha {}\n", password);
  return 0;
}

int list_users(const Location& location, const std::string& text) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  const auto tenant = choose_company(system.db(), text);
  if (!tenant) return tell(tenant.error());
  for (const auto& user :
       system.db().read(*tenant, [](db::Tx& tx) { return company::list_users(tx); })) {
    fmt::print("{}\t{}\t{}\t{}{}\n", user.id.text(), user.email, user.name,
               company::label(user.role), user.disabled_at ? "\tdesativado" : "");
  }
  return 0;
}

int add_key(const Location& location, const std::string& text, const std::string& name,
            const std::vector<std::string>& scopes) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  const SystemClock clock;
  const auto tenant = choose_company(system.db(), text);
  if (!tenant) return tell(tenant.error());
  auto made = system.db().write(*tenant, [&](db::Tx& tx) {
    return company::create_api_key(tx, operator_at(clock), company::Role::owner, name, scopes);
  });
  if (!made) return tell(made.error());
  fmt::print("{}\n", made->token);
  return 0;
}

int import_files(const Location& location, const std::string& text, const std::string& what,
                 const std::vector<std::string>& paths) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  const SystemClock clock;
  const auto tenant = choose_company(system.db(), text);
  if (!tenant) return tell(tenant.error());
  const auto on_settled = reactions();
  int status = 0;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      std::cerr << "quita: não consegui abrir " << path << "\n";
      return refused;
    }
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    auto done = system.db().write(*tenant, [&](db::Tx& tx) -> Result<std::string> {
      const auto act = act_of(tx, operator_name, clock);
      if (what == "nfe") {
        const auto nfe = TRY(document::read_nfe(bytes));
        const auto import = TRY(receivable::import_invoice(tx, act, nfe));
        return fmt::format("NF-e {}: {} título(s){}", import.key, import.titles.size(),
                           import.created ? "" : ", já importada antes");
      }
      if (what == "clientes") {
        const auto read = TRY(party::read_party_import(bytes));
        for (const auto& problem : read.problems) {
          std::cerr << fmt::format("linha {}, {}: {}\n", problem.line, problem.column,
                                   problem.message);
        }
        const auto import = TRY(party::import_parties(tx, act, read));
        return fmt::format("{} cliente(s) novo(s), {} atualizado(s)", import.created,
                           import.updated);
      }
      const auto import = TRY(banking::import_return(tx, act, path, bytes, on_settled));
      return fmt::format("retorno {}: {} título(s), {} liquidado(s), {} problema(s){}", import.name,
                         import.lines, import.settled, import.problems,
                         import.repeated ? ", já importado antes" : "");
    });
    if (done) {
      fmt::print("{}\n", *done);
    } else {
      status = tell(done.error(), path);
    }
  }
  return status;
}

int export_sheet(const Location& location, const std::string& text, const std::string& what) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  const auto tenant = choose_company(system.db(), text);
  if (!tenant) return tell(tenant.error());
  const auto sheet = what == "titulos"    ? insight::Export::titles
                     : what == "clientes" ? insight::Export::parties
                                          : insight::Export::payments;
  std::cout << system.db().read(*tenant, [&](db::Tx& tx) {
    return insight::export_csv(tx, sheet, std::nullopt, std::nullopt);
  });
  return 0;
}

int run_day(const Location& location, const std::string& text, std::optional<std::string> date,
            bool send, const std::string& public_url) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  const SystemClock clock;
  std::vector<TenantId> tenants;
  if (text.empty()) {
    for (const auto& one : companies(system.db())) tenants.push_back(one.id);
  } else {
    const auto tenant = TenantId::parse(text);
    if (!tenant) return tell(tenant.error(), "--company");
    tenants.push_back(*tenant);
  }
  std::optional<Date> wanted;
  if (date) {
    const auto parsed = parse_iso_date(*date);
    if (!parsed) return tell(parsed.error(), "--date");
    wanted = *parsed;
  }
  for (const auto tenant : tenants) {
    const auto day = wanted.value_or(system.db().read(
        tenant, [&](db::Tx& tx) { return act_of(tx, operator_name, clock).today; }));
    const auto report = dunning::run_day(system.db(), tenant, day, clock);
    fmt::print("{}\t{}\t{} título(s) olhado(s), {} mensagem(ns), {} retido(s)\n", tenant.text(),
               format_iso(report.date), report.titles, report.messages, report.blocked);
  }
  if (send) {
    const auto sent = send_now(system, clock, public_url);
    fmt::print("{} enviada(s), {} adiada(s), {} sem entrega, {} cancelada(s)\n", sent.sent,
               sent.postponed, sent.failed, sent.cancelled);
  }
  return 0;
}

int simulate_return(const Location& location, const std::string& text,
                    const std::vector<std::string>& numbers) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  const SystemClock clock;
  const auto tenant = choose_company(system.db(), text);
  if (!tenant) return tell(tenant.error());
  const auto file = system.db().read(*tenant, [&](db::Tx& tx) -> Result<std::string> {
    const auto act = act_of(tx, operator_name, clock);
    std::vector<cnab::ReturnEntry> entries;
    std::optional<AccountId> account;
    for (const auto& number : numbers) {
      auto paid = TRY(sandbox::pay(tx, TRY(title_of_number(tx, number)), std::nullopt, act.today));
      if (account.value_or(paid.account) != paid.account) {
        return invalid("title.account", fmt::format("o título {} é de outra conta", number));
      }
      account = paid.account;
      entries.push_back(std::move(paid.entry));
    }
    return sandbox::return_file(tx, act, *account, entries);
  });
  if (!file) return tell(file.error());
  std::cout << *file;
  return 0;
}

int check(const Location& location, const std::string& text) {
  const auto opened = open_existing(location);
  if (!opened) return tell(opened.error());
  System& system = **opened;
  int violations = 0;
  int checked = 0;
  for (const auto& one : companies(system.db())) {
    if (!text.empty() && one.id.text() != text) continue;
    ++checked;
    auto found = system.db().read(one.id, [](db::Tx& tx) { return receivable::check_ledger(tx); });
    for (auto& more : system.db().read(one.id, [](db::Tx& tx) { return agreement::check(tx); })) {
      found.push_back(std::move(more));
    }
    for (auto& more : system.db().read(one.id, [](db::Tx& tx) { return dunning::check(tx); })) {
      found.push_back(std::move(more));
    }
    for (auto& more : system.db().read(one.id, [&](db::Tx& tx) {
           return proof::check(tx, proof::sealing_key(system.key()));
         })) {
      found.push_back(std::move(more));
    }
    for (const auto& violation : found) {
      fmt::print("{}\t{}\t{}\t{}\n", one.id.text(), violation.law, violation.subject,
                 violation.message);
    }
    violations += static_cast<int>(found.size());
  }
  if (!text.empty() && checked == 0) {
    std::cerr << "quita: não há empresa " << text << "\n";
    return refused;
  }
  fmt::print("{} empresa(s) conferida(s), {} violação(ões)\n", checked, violations);
  return violations == 0 ? 0 : 1;
}

}  // namespace quita::app
