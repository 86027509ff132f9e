// What to say in a call about a debt, and what not: written for the person who calls, with the
// facts of this customer. Pure; script_facts.h gathers them. Whether to call at all, and on which
// number, tells call_sheet.h.
//
// The order is the law's. Who answers may be anybody: nothing of a debt is told before it is sure
// that it is the debtor, and never to a third person, be it family or colleague (CDC 42: no
// ridicule, no constraint; LGPD 6 III and 46: no more data than needed, to nobody else). Then the
// creditor's name, address and CNPJ or CPF (CDC 42-A). Then the facts, then listening. CDC 71 makes
// threat, false statement and interference with work or rest a crime.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "dunning/payer_profile.h"
#include "messaging/template.h"

namespace quita::desk {

struct ScriptFacts {
  messaging::Creditor creditor;
  std::string caller;         // who calls: "Ana Souza"
  std::string customer_name;  // as on the register
  bool person = false;
  std::string document;  // formatted, for the check of identity: only a part of it is shown
  Date today;
  int minute = 0;  // of the customer's local day
  dunning::Profile profile = dunning::Profile::punctual;
  std::vector<messaging::LetterTitle> titles;  // oldest first, those that are owed
  int promise_days_max = 0;                    // how far ahead a promise may be noted
};

enum class ScriptKind {
  note,    // for the caller alone
  say,     // words to say
  ask,     // what to ask, and what to expect
  choice,  // if he says this, do that
  never    // what may not be said or done
};
std::string_view word(ScriptKind);

struct ScriptSection {
  std::string id;     // stable: "opening"
  std::string title;  // Portuguese
  ScriptKind kind = ScriptKind::note;
  std::vector<std::string> lines;
};

// Sections in the order of the call. Without titles: there is nothing to collect, and it says so.
std::vector<ScriptSection> call_script(const ScriptFacts&);

// "Bom dia" before noon, "Boa tarde" until 18:00, "Boa noite" after.
std::string_view greeting(int minute);
// What the person is asked for, and what must come: of a CPF its first three digits, which are his
// to tell and not ours to read out.
struct IdentityCheck {
  std::string question;
  std::string expected;  // for the caller's eyes
};
IdentityCheck identity_check(const ScriptFacts&);

}  // namespace quita::desk
