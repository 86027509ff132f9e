// The commands of whoever runs an installation: companies, people, keys, imports, exports, checks.
// Each prints what it did, in Portuguese, and returns the exit status: 0 done, 1 a violation was
// found, 2 the input was refused, or there is no installation at that place: only migrate and
// add_company make one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/system.h"

namespace quita::app {

int migrate(const Location&);

struct NewCompany {
  std::string name, document, state, email, person, password;  // empty password: one is made
};
// A company with its first owner.
int add_company(const Location&, const NewCompany&);
int list_companies(const Location&);

struct NewPerson {
  std::string company;  // id, or empty where there is only one
  std::string email, name, role, password;
};
int add_user(const Location&, const NewPerson&);
int list_users(const Location&, const std::string& company);
// Prints the token, once.
int add_key(const Location&, const std::string& company, const std::string& name,
            const std::vector<std::string>& scopes);

// Runs the dunning day of one company or of all; `date` empty: each company's own today.
int run_day(const Location&, const std::string& company, std::optional<std::string> date, bool send,
            const std::string& public_url);

// `what`: nfe, clientes, retorno.
int import_files(const Location&, const std::string& company, const std::string& what,
                 const std::vector<std::string>& paths);
// `what`: titulos, clientes, recebimentos; CSV on standard output.
int export_sheet(const Location&, const std::string& company, const std::string& what);

// Rehearsal: prints the return file that the bank would send if these titles (by number) were paid
// today with their charges. Nothing is imported and nothing changes.
int simulate_return(const Location&, const std::string& company,
                    const std::vector<std::string>& numbers);

// Proves the laws over what is stored; each violation is named on its own line.
int check(const Location&, const std::string& company);

}  // namespace quita::app
