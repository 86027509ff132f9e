// The company's réguas, and which version of which one a title follows. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "dunning/experiment.h"
#include "dunning/policy.h"
#include "receivable/title_label.h"

namespace quita::dunning {

enum class PartyKind { person, company };

// Whom a régua is for. What is left out asks for nothing; all that is given must hold.
struct Segment {
  std::vector<std::string> tags;  // at least one of them
  std::optional<PartyKind> kind;
  std::optional<Money> amount_min, amount_max;  // of the title's face, both included
  std::vector<std::string> products;            // at least one of them was sold
  std::vector<std::string> sellers;             // by one of them
  std::optional<int> score_min, score_max;      // of the customer, both included; without one: no
  bool operator==(const Segment&) const = default;
  bool empty() const { return *this == Segment(); }
};

// What a segment looks at.
struct SegmentFacts {
  PartyKind kind = PartyKind::company;
  const std::vector<std::string>& tags;
  Money amount;
  const receivable::TitleLabels& labels;
  std::optional<int> score;
};
bool belongs(const Segment&, const SegmentFacts&);
// "clientes com a etiqueta “vip”, empresas, títulos de R$ 1.000,00 ou mais"; "todos" when empty.
std::string segment_words(const Segment&);
// Names trimmed and each once. Errors: policy.segment (empty for a régua that is not the default,
// or amounts or scores the wrong way round).
Result<Segment> check_segment(Segment);

// Which titles follow a version: all that follow the régua, or those made after it; the others keep
// the version before it.
enum class AppliesTo { all, fresh };

struct PolicyVersion {
  Policy policy;
  Segment segment;
  AppliesTo applies_to = AppliesTo::all;
  Instant created_at;
  std::string created_by;
};

// A régua with the versions that titles follow, newest first: the last of them applies to all.
struct PolicyLine {
  PolicyId id;  // nil: the default one
  int position = 0;
  std::vector<PolicyVersion> versions;
  std::optional<Experiment> experiment;  // that runs

  const PolicyVersion& current() const { return versions.front(); }
  bool is_default() const { return id.uuid.nil(); }
};

// In the order in which they are asked; the default one is the last and takes every title.
struct PolicySet {
  std::vector<PolicyLine> lines;
};

// The first régua whose current segment the title belongs to.
const PolicyLine& line_for(const PolicySet&, const SegmentFacts&);
// The version that a title made at that instant follows.
const Policy& version_for(const PolicyLine&, Instant title_made_at);

// Whether a régua asks for what was sold, by whom, or for the score: only then are they read.
bool asks_for_labels(const PolicySet&);
bool asks_for_tags(const PolicySet&);

// For tests and companies that never saved one.
PolicySet only_policy(Policy);

}  // namespace quita::dunning
