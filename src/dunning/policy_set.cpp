#include "dunning/policy_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace quita::dunning {
namespace {

constexpr std::size_t tags_max = 20;

bool shares_tag(const std::vector<std::string>& wanted, const std::vector<std::string>& has) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& tag) {
    return std::find(has.begin(), has.end(), tag) != has.end();
  });
}

std::string amount_words(const Segment& segment) {
  if (segment.amount_min && segment.amount_max) {
    return fmt::format("títulos de {} a {}", format_brl(*segment.amount_min),
                       format_brl(*segment.amount_max));
  }
  if (segment.amount_min)
    return fmt::format("títulos de {} ou mais", format_brl(*segment.amount_min));
  return fmt::format("títulos de até {}", format_brl(*segment.amount_max));
}

}  // namespace

bool belongs(const Segment& segment, const SegmentFacts& facts) {
  if (!segment.tags.empty() && !shares_tag(segment.tags, facts.tags)) return false;
  if (segment.kind && *segment.kind != facts.kind) return false;
  if (segment.amount_min && facts.amount < *segment.amount_min) return false;
  if (segment.amount_max && facts.amount > *segment.amount_max) return false;
  return true;
}

std::string segment_words(const Segment& segment) {
  std::vector<std::string> parts;
  if (!segment.tags.empty()) {
    std::string tags;
    for (const std::string& tag : segment.tags) {
      tags += fmt::format("{}“{}”", tags.empty() ? "" : " ou ", tag);
    }
    parts.push_back("clientes com a etiqueta " + tags);
  }
  if (segment.kind) {
    parts.emplace_back(*segment.kind == PartyKind::person ? "pessoas físicas" : "empresas");
  }
  if (segment.amount_min || segment.amount_max) parts.push_back(amount_words(segment));
  if (parts.empty()) return "todos";
  std::string words = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) words += ", " + parts[i];
  return words;
}

Result<Segment> check_segment(Segment segment) {
  std::vector<std::string> tags;
  for (const std::string& tag : segment.tags) {
    const std::string text(trim(tag));
    if (text.empty() || std::find(tags.begin(), tags.end(), text) != tags.end()) continue;
    tags.push_back(text);
  }
  segment.tags = std::move(tags);
  if (segment.tags.size() > tags_max) {
    return invalid("policy.segment",
                   fmt::format("Uma régua escolhe por até {} etiquetas.", tags_max),
                   "segment.tags");
  }
  if (segment.amount_min && segment.amount_max && *segment.amount_min > *segment.amount_max) {
    return invalid("policy.segment", "O menor valor do título passa do maior.",
                   "segment.amount_min");
  }
  if (segment.empty()) {
    return invalid("policy.segment",
                   "Diga de quem é esta régua: etiqueta, pessoa ou empresa, ou "
                   "valor do título.",
                   "segment", "Para todos os demais já vale a régua padrão.");
  }
  return segment;
}

const PolicyLine& line_for(const PolicySet& set, const SegmentFacts& facts) {
  for (const PolicyLine& line : set.lines) {
    if (line.is_default() || belongs(line.current().segment, facts)) return line;
  }
  return set.lines.back();
}

const Policy& version_for(const PolicyLine& line, Instant title_made_at) {
  for (const PolicyVersion& version : line.versions) {
    if (version.applies_to == AppliesTo::all || title_made_at >= version.created_at)
      return version.policy;
  }
  return line.versions.back().policy;
}

PolicySet only_policy(Policy policy) {
  PolicyLine line;
  line.versions.push_back({std::move(policy), {}, AppliesTo::all, {}, {}});
  return {{std::move(line)}};
}

}  // namespace quita::dunning
