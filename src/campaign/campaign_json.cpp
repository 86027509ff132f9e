#include "campaign/campaign_json.h"

#include "json/bind.h"

namespace quita::campaign {

namespace {

struct StoredFilter {
  int days_from = 1, days_to = 0;
  std::optional<Money> owed_from, owed_to;
  std::vector<std::string> tags, profiles, states;
};
BOOST_DESCRIBE_STRUCT(StoredFilter, (),
                      (days_from, days_to, owed_from, owed_to, tags, profiles, states))

struct StoredLimit {
  Rate charges, principal;
  std::optional<int> instalments;  // absent in what was stored before there were any
};
BOOST_DESCRIBE_STRUCT(StoredLimit, (), (charges, principal, instalments))
struct StoredLimits {
  StoredLimit manager, owner;
};
BOOST_DESCRIBE_STRUCT(StoredLimits, (), (manager, owner))

StoredLimit stored(const Limit& limit) {
  return {limit.reduction.charges, limit.reduction.principal, limit.instalments};
}

void read(const StoredLimit& stored, Limit& limit) {
  limit.reduction = {stored.charges, stored.principal};
  limit.instalments = stored.instalments.value_or(limit.instalments);
}

}  // namespace

std::string write_filter(const Filter& filter) {
  StoredFilter stored{filter.days_from, filter.days_to, filter.owed_from,
                      filter.owed_to,   filter.tags,    {},
                      filter.states};
  for (const auto profile : filter.profiles) stored.profiles.emplace_back(dunning::word(profile));
  return json::write(stored);
}

Filter read_filter(std::string_view text) {
  const auto stored = json::read<StoredFilter>(text);
  if (!stored) return {};
  Filter filter{stored->days_from, stored->days_to, stored->owed_from,
                stored->owed_to,   stored->tags,    {},
                stored->states};
  for (const auto& word : stored->profiles) {
    if (const auto profile = dunning::parse_profile(word)) filter.profiles.push_back(*profile);
  }
  return filter;
}

std::string write_limits(const DiscountLimits& limits) {
  return json::write(StoredLimits{stored(limits.manager), stored(limits.owner)});
}

DiscountLimits read_limits(std::string_view text) {
  const auto stored = json::read<StoredLimits>(text);
  DiscountLimits limits;
  if (!stored) return limits;
  read(stored->manager, limits.manager);
  read(stored->owner, limits.owner);
  return limits;
}

}  // namespace quita::campaign
