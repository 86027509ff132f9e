// A living demo company: two years of invented sales, payments, messages and troubles, made day by
// day through the same use cases as real life, with a clock that is set forward. Deterministic: the
// same seed and last day give the same story (only ids and tokens differ).
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/date.h"
#include "base/secret.h"
#include "company/password.h"
#include "db/db.h"
#include "receivable/receivable_service.h"

namespace quita::sandbox {

struct SyntheticPlan {
  std::uint64_t seed = 20261122;
  Date today;  // the last day of the story
  int months = 24;
  int customers = 400;
  int titles = 6000;
  // Of the days: the server stands still, and the next one catches up.
  double outages = 0;
  // The letters of the last days stay in the demo's mailbox, slips and all.
  bool mailbox = true;
};

struct SyntheticDeps {
  db::Db& db;
  SecretKey key;  // of the installation
  const company::PasswordHasher& passwords;
  std::string public_url;
  receivable::OnSettled on_settled;
  std::function<void(int done, int all)> progress;  // days told
};

inline constexpr std::string_view demo_email = "demo@quita.example";
inline constexpr std::string_view demo_password = "demonstracao";

struct SyntheticCompany {
  TenantId tenant;
  PartyId showcase;  // a customer with something open, for the portal's link
  int customers = 0;
  int titles = 0;
  int messages = 0;
  int outages = 0;  // days
  Money received;
};

// Into an empty tenant of its own. Errors are the use cases' and mean a bug of the story.
Result<SyntheticCompany> tell_story(const SyntheticDeps&, const SyntheticPlan&);

}  // namespace quita::sandbox
