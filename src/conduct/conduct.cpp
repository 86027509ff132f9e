#include "conduct/conduct.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"
#include "conduct/reader.h"

namespace quita::conduct {
namespace {

struct RuleText {
  ConductRule rule;
  std::string_view word, law, why;
};
constexpr std::string_view cdc = "CDC, arts. 42 e 71";
constexpr std::array rules = {
    RuleText{ConductRule::threat, "threat", cdc, "soa como ameaça"},
    RuleText{ConductRule::prison, "prison", "CF, art. 5º, LXVII; CDC, arts. 42 e 71",
             "ninguém é preso por dívida civil"},
    RuleText{ConductRule::shame, "shame", "CDC, arts. 42 e 71", "expõe o cliente ao ridículo"},
    RuleText{ConductRule::third_party, "third_party", "CDC, arts. 42 e 71; LGPD, art. 6º",
             "envolve outras pessoas na cobrança"},
    RuleText{ConductRule::false_consequence, "false_consequence", "CDC, arts. 37 e 71",
             "anuncia o que uma carta de cobrança não pode causar"},
    RuleText{ConductRule::court_simulation, "court_simulation", cdc,
             "faz a cobrança parecer um ato da Justiça"},
    RuleText{ConductRule::false_urgency, "false_urgency", "CDC, arts. 37 e 71",
             "cria uma urgência que não existe"},
    RuleText{ConductRule::lawful_consequence, "lawful_consequence", "CDC, arts. 43 e 71",
             "só pode ser dito se for verdade e já estiver decidido"},
    RuleText{ConductRule::pressure, "pressure", cdc, "pressiona mais do que informa"},
    RuleText{ConductRule::shouting, "shouting", "CDC, art. 42", "lê-se como um grito"},
};

const RuleText& text_of(ConductRule rule) { return rules[static_cast<std::size_t>(rule)]; }

// ── patterns ────────────────────────────────────────────────────────────────────────────────────

constexpr std::size_t gap_words_max = 3;
constexpr std::size_t spelled_within_min = 5;  // letters of a word found within spelled-out ones

struct Alternative {
  std::string_view word;
  bool beginning = false;
};
struct Element {
  bool gap = false;
  std::vector<Alternative> any;
};
using Pattern = std::vector<Element>;

Element element_of(std::string_view text) {
  Element element;
  if (text == "...") {
    element.gap = true;
    return element;
  }
  for (std::string_view word : split(text, '|')) {
    const bool beginning = word.ends_with('*');
    if (beginning) word.remove_suffix(1);
    element.any.push_back({word, beginning});
  }
  return element;
}

std::vector<Pattern> patterns_of(std::string_view text) {
  std::vector<Pattern> patterns;
  for (const std::string_view alternative : split(text, ';')) {
    Pattern pattern;
    for (const std::string_view word : split(trim(alternative), ' ')) {
      if (!word.empty()) pattern.push_back(element_of(word));
    }
    if (!pattern.empty()) patterns.push_back(std::move(pattern));
  }
  return patterns;
}

struct Entry {
  Pattern pattern;
  const ConductWords* words;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = [] {
    std::vector<Entry> list;
    for (const ConductWords& words : conduct_words()) {
      for (Pattern& pattern : patterns_of(words.patterns)) {
        list.push_back({std::move(pattern), &words});
      }
    }
    return list;
  }();
  return all;
}

const std::vector<Pattern>& innocents() {
  static const std::vector<Pattern> all = patterns_of(innocent_phrases());
  return all;
}

bool equals(std::string_view word, const Alternative& wanted) {
  return wanted.beginning ? word.starts_with(wanted.word) : word == wanted.word;
}

bool says(const ConductToken& token, const Alternative& wanted) {
  if (equals(token.word, wanted) || equals(token.letters, wanted)) return true;
  if (token.spelled && wanted.word.size() >= spelled_within_min &&
      token.letters.find(wanted.word) != std::string::npos)
    return true;
  return !token.shortened.empty() && equals(token.shortened, wanted);
}

bool says(const ConductToken& token, const Element& element) {
  return std::any_of(element.any.begin(), element.any.end(),
                     [&](const Alternative& each) { return says(token, each); });
}

constexpr std::size_t no_match = std::numeric_limits<std::size_t>::max();

// Where the pattern's rest ends when it begins at that token; a sentence's end is never crossed.
std::size_t match(const std::vector<ConductToken>& tokens, std::size_t at, const Pattern& pattern,
                  std::size_t element, bool first) {
  if (element == pattern.size()) return at;
  const Element& wanted = pattern[element];
  const bool there = at < tokens.size() && (first || !tokens[at].after_stop);
  if (!there) return no_match;
  if (wanted.gap) {
    for (std::size_t skipped = 0; skipped <= gap_words_max; ++skipped) {
      const std::size_t end = match(tokens, at + skipped, pattern, element + 1, false);
      if (end != no_match) return end;
      if (at + skipped >= tokens.size() || tokens[at + skipped].after_stop) return no_match;
    }
    return no_match;
  }
  if (!says(tokens[at], wanted)) return no_match;
  return match(tokens, at + 1, pattern, element + 1, false);
}

// ── findings ────────────────────────────────────────────────────────────────────────────────────

ConductFinding finding_of(std::string_view text, std::size_t begin, std::size_t end,
                          ConductRule rule, Severity severity, std::string_view suggestion) {
  ConductFinding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.offset = begin;
  finding.length = end - begin;
  finding.line =
      1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(begin), '\n'));
  finding.excerpt = text.substr(begin, end - begin);
  finding.law = text_of(rule).law;
  finding.why = text_of(rule).why;
  finding.suggestion = suggestion;
  return finding;
}

void find_words(std::string_view text, const std::vector<ConductToken>& tokens,
                std::vector<ConductFinding>& findings) {
  std::size_t innocent_until = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (const Pattern& pattern : innocents()) {
      const std::size_t end = match(tokens, at, pattern, 0, true);
      if (end != no_match) innocent_until = std::max(innocent_until, end);
    }
    for (const Entry& entry : entries()) {
      const std::size_t end = match(tokens, at, entry.pattern, 0, true);
      if (end == no_match || end <= innocent_until) continue;
      findings.push_back(finding_of(text, tokens[at].begin, tokens[end - 1].end, entry.words->rule,
                                    entry.words->severity, entry.words->suggestion));
    }
  }
}

constexpr std::size_t shouted_letters_min = 12;

// Rows of capitals and of exclamation marks. Short ones are names: CNPJ, LTDA, PIX.
void find_shouting(std::string_view text, std::vector<ConductFinding>& findings) {
  std::size_t begin = 0, end = 0, letters = 0, marks = 0, words = 0;
  bool in_word = false;
  const auto told = [&](std::size_t until) {
    if (letters >= shouted_letters_min && words >= 2) {
      findings.push_back(finding_of(text, begin, end, ConductRule::shouting, Severity::soft,
                                    "Escreva em letras comuns."));
    }
    begin = until;
    letters = words = 0;
    in_word = false;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "{{") {
      told(at);
      const std::size_t close = text.find("}}", at);
      if (close == std::string_view::npos) break;
      at = close + 1;
      marks = 0;
      continue;
    }
    const auto c = static_cast<unsigned char>(text[at]);
    // Accented capitals of Latin-1 are C3 80 to C3 9E in UTF-8.
    const bool accented = c == 0xC3 && at + 1 < text.size();
    const auto second = accented ? static_cast<unsigned char>(text[at + 1]) : 0U;
    const bool capital = (c >= 'A' && c <= 'Z') || (accented && second >= 0x80 && second <= 0x9E);
    const bool small = (c >= 'a' && c <= 'z') || (accented && second > 0x9E);
    if (small || c == '\n') told(at + 1);
    if (capital) {
      if (letters == 0) begin = at;
      if (!in_word) ++words;
      in_word = true;
      ++letters;
      end = at + (accented ? 2 : 1);
    } else if (!accented) {
      in_word = false;
    }
    if (accented) ++at;
    marks = c == '!' ? marks + 1 : 0;
    if (marks == 2) {
      findings.push_back(finding_of(text, at - 1, at + 1, ConductRule::shouting, Severity::soft,
                                    "Um ponto basta."));
    }
  }
  told(text.size());
}

bool within(const ConductFinding& inner, const ConductFinding& outer) {
  return inner.offset >= outer.offset &&
         inner.offset + inner.length <= outer.offset + outer.length &&
         (outer.severity == Severity::hard || inner.severity == Severity::soft);
}

}  // namespace

std::string_view rule_word(ConductRule rule) { return text_of(rule).word; }

std::vector<ConductFinding> check_conduct(std::string_view text) {
  std::vector<ConductFinding> all;
  find_words(text, read_words(text), all);
  find_words(text, read_joined_words(text), all);
  find_shouting(text, all);
  std::stable_sort(all.begin(), all.end(), [](const ConductFinding& a, const ConductFinding& b) {
    if (a.offset != b.offset) return a.offset < b.offset;
    if (a.severity != b.severity) return a.severity == Severity::hard;
    return a.length > b.length;
  });
  std::vector<ConductFinding> findings;
  for (ConductFinding& each : all) {
    const bool told = std::any_of(findings.begin(), findings.end(),
                                  [&](const auto& known) { return within(each, known); });
    if (!told) findings.push_back(std::move(each));
  }
  return findings;
}

Status refuse_coercion(std::string_view text, std::string_view field) {
  for (const ConductFinding& finding : check_conduct(text)) {
    if (finding.severity != Severity::hard) continue;
    return invalid(fmt::format("conduct.{}", rule_word(finding.rule)),
                   fmt::format("Linha {}: “{}” {} ({}).", finding.line, finding.excerpt,
                               finding.why, finding.law),
                   std::string(field), std::string(finding.suggestion));
  }
  return {};
}

}  // namespace quita::conduct
