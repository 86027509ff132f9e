// Words that a text to a debtor may not hold. Pure: text in, findings out. Whoever keeps or sends
// a text that a person wrote and a debtor may read asks refuse_coercion, where it is kept:
// templates on every channel, answers, campaigns, notes of the journal (they stand in his
// statement).
//
// The law, read in its own words (Lei 8.078/1990, CDC):
//   art. 42   the debtor is not exposed to ridicule nor put under any constraint or threat;
//   art. 71   threat, coercion, physical or moral constraint, statements that are false, incorrect
//             or misleading, and what interferes with his work, rest or leisure, are a crime;
//   art. 42-A each document of collection names the supplier, his address and his CPF or CNPJ.
// And of the Constitution art. 5 LXVII: nobody goes to prison for a civil debt.
//
// Hard findings say what is never true or never lawful in a demand, and are refused. Soft ones may
// be true (a listing, a lawsuit): they are shown to the author, who must know that they are.
//
// The reader is tolerant of accents, case, letters spaced out, dots and markup within a word,
// digits and look-alike letters for letters, invisible characters; and it keeps to whole words, so
// that "impressora", "cadeia de suprimentos" or "processo de compra" pass.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace quita::conduct {

enum class ConductRule {
  threat,              // violence, police, crime, "you will regret it"
  prison,              // a civil debt leads to no prison
  shame,               // ridicule, insult
  third_party,         // telling his work, family or neighbours
  false_consequence,   // CPF "blocked", bank account, benefit or house taken by a letter
  court_simulation,    // looks like a court, a notary's summons, an officer
  false_urgency,       // "last chance"
  lawful_consequence,  // soft: listing, protest, lawsuit, which must be real and announced
  pressure,            // soft: veiled threats and haste
  shouting,            // soft: capitals, rows of exclamation marks
};
enum class Severity { hard, soft };

struct ConductFinding {
  ConductRule rule = ConductRule::threat;
  Severity severity = Severity::hard;
  std::size_t offset = 0;  // bytes from the beginning of the text
  std::size_t length = 0;
  int line = 1;         // from 1
  std::string excerpt;  // as it stands in the text
  // Portuguese:
  std::string_view law;  // "CDC, arts. 42 e 71"
  std::string_view why;
  std::string_view suggestion;  // what to write instead
};
std::string_view rule_word(ConductRule);  // stable: "false_urgency"

// In the order of the text; what lies within another finding is told once.
std::vector<ConductFinding> check_conduct(std::string_view text);

// Refuses the first hard finding: conduct.<rule>, `field` as given, the message with the line, the
// words, the reason and the law; the hint is the suggestion.
Status refuse_coercion(std::string_view text, std::string_view field);

// The table of words.
struct ConductWords {
  ConductRule rule;
  Severity severity;
  // Alternatives parted by ';'. Each is a row of words, folded: "a|b" one of them, "word*" a
  // beginning, "..." up to three words between.
  std::string_view patterns;
  std::string_view suggestion;
};
std::span<const ConductWords> conduct_words();
// Phrases with such a word in them that mean something else: "saldo devedor". Patterns as above.
std::string_view innocent_phrases();

}  // namespace quita::conduct
