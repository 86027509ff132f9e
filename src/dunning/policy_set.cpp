#include "dunning/policy_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace quita::dunning {
namespace {

constexpr std::size_t names_max = 20;

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool shares_one(const std::vector<std::string>& wanted, const std::vector<std::string>& has) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& name) { return contains(has, name); });
}

// "clientes com a etiqueta “a” ou “b”"
std::string named(std::string_view what, const std::vector<std::string>& names) {
  std::string words;
  for (const std::string& name : names) {
    words += fmt::format("{}“{}”", words.empty() ? "" : " ou ", name);
  }
  return fmt::format("{} {}", what, words);
}

std::string score_words(const Segment& segment) {
  if (segment.score_min && segment.score_max)
    return fmt::format("pontuação de {} a {}", *segment.score_min, *segment.score_max);
  if (segment.score_min) return fmt::format("pontuação de {} ou mais", *segment.score_min);
  return fmt::format("pontuação até {}", *segment.score_max);
}

// Names trimmed, each once.
Result<std::vector<std::string>> checked_names(const std::vector<std::string>& names,
                                               std::string_view what, std::string_view field) {
  std::vector<std::string> checked;
  for (const std::string& name : names) {
    const std::string text(trim(name));
    if (!text.empty() && !contains(checked, text)) checked.push_back(text);
  }
  if (checked.size() > names_max) {
    return invalid("policy.segment",
                   fmt::format("Uma régua escolhe por até {} {}.", names_max, what),
                   fmt::format("segment.{}", field));
  }
  return checked;
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
  if (!segment.tags.empty() && !shares_one(segment.tags, facts.tags)) return false;
  if (segment.kind && *segment.kind != facts.kind) return false;
  if (segment.amount_min && facts.amount < *segment.amount_min) return false;
  if (segment.amount_max && facts.amount > *segment.amount_max) return false;
  if (!segment.products.empty() && !shares_one(segment.products, facts.labels.products))
    return false;
  if (!segment.sellers.empty() && !contains(segment.sellers, facts.labels.seller)) return false;
  if ((segment.score_min || segment.score_max) && !facts.score) return false;
  if (segment.score_min && *facts.score < *segment.score_min) return false;
  if (segment.score_max && *facts.score > *segment.score_max) return false;
  return true;
}

std::string segment_words(const Segment& segment) {
  std::vector<std::string> parts;
  if (!segment.tags.empty()) parts.push_back(named("clientes com a etiqueta", segment.tags));
  if (segment.kind) {
    parts.emplace_back(*segment.kind == PartyKind::person ? "pessoas físicas" : "empresas");
  }
  if (segment.amount_min || segment.amount_max) parts.push_back(amount_words(segment));
  if (!segment.products.empty()) parts.push_back(named("vendas de", segment.products));
  if (!segment.sellers.empty()) parts.push_back(named("vendedor", segment.sellers));
  if (segment.score_min || segment.score_max) parts.push_back(score_words(segment));
  if (parts.empty()) return "todos";
  std::string words = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) words += ", " + parts[i];
  return words;
}

Result<Segment> check_segment(Segment segment) {
  auto tags = TRY(checked_names(segment.tags, "etiquetas", "tags"));
  auto products = TRY(checked_names(segment.products, "produtos", "products"));
  auto sellers = TRY(checked_names(segment.sellers, "vendedores", "sellers"));
  segment.tags = std::move(tags);
  segment.products = std::move(products);
  segment.sellers = std::move(sellers);
  if (segment.amount_min && segment.amount_max && *segment.amount_min > *segment.amount_max) {
    return invalid("policy.segment", "O menor valor do título passa do maior.",
                   "segment.amount_min");
  }
  if (segment.score_min && segment.score_max && *segment.score_min > *segment.score_max) {
    return invalid("policy.segment", "A menor pontuação passa da maior.", "segment.score_min");
  }
  if (segment.empty()) {
    return invalid("policy.segment",
                   "Diga de quem é esta régua: etiqueta, pessoa ou empresa, valor do título, "
                   "produto, vendedor ou pontuação.",
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

bool asks_for_labels(const PolicySet& set) {
  return std::any_of(set.lines.begin(), set.lines.end(), [](const PolicyLine& line) {
    const Segment& segment = line.current().segment;
    return !segment.products.empty() || !segment.sellers.empty() || segment.score_min ||
           segment.score_max;
  });
}

bool asks_for_tags(const PolicySet& set) {
  return std::any_of(set.lines.begin(), set.lines.end(),
                     [](const PolicyLine& line) { return !line.current().segment.tags.empty(); });
}

PolicySet only_policy(Policy policy) {
  PolicyLine line;
  line.versions.push_back({std::move(policy), {}, AppliesTo::all, {}, {}});
  return {{std::move(line)}};
}

}  // namespace quita::dunning
