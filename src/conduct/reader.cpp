#include "conduct/reader.h"

#include <array>
#include <cstdint>

#include "base/text.h"

namespace quita::conduct {
namespace {

struct Sign {
  std::size_t begin = 0, end = 0;
  char letter = 0;   // a-z, 0-9; 0: none
  char meaning = 0;  // what it may stand for within a word: '@' for 'a'; 0: nothing
  bool blank = false;
  bool stop = false;     // ends a sentence, or a {{variable}} stands here
  bool dropped = false;  // invisible, an accent of its own, markup
};

// One code point, which the caller knows to begin at `at`; a broken byte is taken alone.
char32_t code_at(std::string_view text, std::size_t at, std::size_t& length) {
  const auto lead = static_cast<unsigned char>(text[at]);
  length = lead < 0x80 ? 1 : lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > text.size()) length = 1;
  if (length == 1) return lead;
  char32_t code = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  }
  return code;
}

// Unicode's confusables, as far as they look like the letters of Portuguese (UTS 39).
char look_alike(char32_t code) {
  struct Pair {
    char32_t code;
    char letter;
  };
  static constexpr std::array<Pair, 36> pairs = {{
      {0x0430, 'a'}, {0x0410, 'a'}, {0x0435, 'e'}, {0x0415, 'e'}, {0x043E, 'o'}, {0x041E, 'o'},
      {0x0440, 'p'}, {0x0420, 'p'}, {0x0441, 'c'}, {0x0421, 'c'}, {0x0445, 'x'}, {0x0425, 'x'},
      {0x0443, 'y'}, {0x0423, 'y'}, {0x0456, 'i'}, {0x0406, 'i'}, {0x0455, 's'}, {0x0405, 's'},
      {0x0458, 'j'}, {0x041C, 'm'}, {0x0422, 't'}, {0x041D, 'h'}, {0x0412, 'b'}, {0x041A, 'k'},
      {0x03B1, 'a'}, {0x0391, 'a'}, {0x03BF, 'o'}, {0x039F, 'o'}, {0x03B5, 'e'}, {0x0395, 'e'},
      {0x03B9, 'i'}, {0x0399, 'i'}, {0x03C1, 'p'}, {0x03A1, 'p'}, {0x03A4, 't'}, {0x039D, 'n'},
  }};
  for (const Pair& pair : pairs) {
    if (pair.code == code) return pair.letter;
  }
  if (code >= 0xFF21 && code <= 0xFF3A) return static_cast<char>('a' + (code - 0xFF21));
  if (code >= 0xFF41 && code <= 0xFF5A) return static_cast<char>('a' + (code - 0xFF41));
  if (code >= 0x1D400 && code <= 0x1D433) return static_cast<char>('a' + (code - 0x1D400) % 26);
  return 0;
}

bool invisible(char32_t code) {
  return code == 0xAD || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x2064) || code == 0xFEFF || (code >= 0x300 && code <= 0x36F) ||
         (code >= 0xFE00 && code <= 0xFE0F);
}

char meaning_of(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
    case '!':
    case '|':
      return 'i';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '7':
      return 't';
    default:
      return 0;
  }
}

Sign sign_of(std::string_view text, std::size_t at, std::size_t length, char32_t code) {
  Sign sign;
  sign.begin = at;
  sign.end = at + length;
  if (invisible(code) || code == '*' || code == '_' || code == '~' || code == '`') {
    sign.dropped = true;
    return sign;
  }
  char c = look_alike(code);
  if (c == 0) {
    const std::string folded = fold_ascii(text.substr(at, length));
    c = folded.empty() ? ' ' : folded[0];
  }
  if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  const bool alnum = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  if (alnum) sign.letter = c;
  sign.meaning = c >= 'a' && c <= 'z' ? c : meaning_of(c);
  sign.blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
  sign.stop = c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || text[at] == '\n';
  return sign;
}

std::vector<Sign> signs_of(std::string_view text) {
  std::vector<Sign> signs;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at, 2) == "{{") {
      // A variable says something of the customer, which is none of the author's words.
      const std::size_t end = text.find("}}", at);
      Sign sign;
      sign.begin = at;
      sign.end = end == std::string_view::npos ? text.size() : end + 2;
      sign.blank = true;
      // Sections ({{#um_so}}) only part the text; a value stands for words.
      const char kind = at + 2 < text.size() ? text[at + 2] : ' ';
      sign.stop = kind != '#' && kind != '/' && kind != '^';
      at = sign.end;
      signs.push_back(sign);
      continue;
    }
    std::size_t length = 1;
    const char32_t code = code_at(text, at, length);
    const Sign sign = sign_of(text, at, length, code);
    if (!sign.dropped) signs.push_back(sign);
    at += length;
  }
  return signs;
}

// Signs read as letters only between letters: "pris@o", but "olá!" keeps its end.
bool stands_for_letter(const std::vector<Sign>& signs, std::size_t at) {
  const auto letter = [&](std::size_t i) {
    return i < signs.size() && signs[i].letter >= 'a' && signs[i].letter <= 'z';
  };
  return signs[at].letter == 0 && signs[at].meaning != 0 && at > 0 && letter(at - 1) &&
         letter(at + 1);
}

// A sign within a word that does not part it when words are joined.
bool within_word(const std::vector<Sign>& signs, std::size_t at) {
  return !signs[at].blank && at > 0 && at + 1 < signs.size() && signs[at - 1].letter != 0 &&
         signs[at + 1].letter != 0;
}

// "p r i s ã o", "s.p.c": three or more letters that stand alone are one word.
std::vector<ConductToken> join_spelled(std::vector<ConductToken> tokens) {
  std::vector<ConductToken> joined;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t end = i;
    while (end < tokens.size() && tokens[end].word.size() == 1) ++end;
    if (end - i < 3) {
      joined.push_back(std::move(tokens[i++]));
      continue;
    }
    ConductToken word = tokens[i];
    for (std::size_t k = i + 1; k < end; ++k) {
      word.word += tokens[k].word;
      word.letters += tokens[k].letters;
    }
    word.end = tokens[end - 1].end;
    word.spelled = true;
    joined.push_back(std::move(word));
    i = end;
  }
  return joined;
}

constexpr std::size_t drawn_out_min = 3;  // the same letter so often in a row

// "prisaaao" -> "prisao"; nothing when no letter is drawn out.
std::string without_drawn_out(std::string_view word) {
  std::string shorter;
  bool any = false;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t end = i;
    while (end < word.size() && word[end] == word[i]) ++end;
    any = any || end - i >= drawn_out_min;
    shorter.append(end - i >= drawn_out_min ? 1 : end - i, word[i]);
    i = end;
  }
  return any ? shorter : std::string();
}

std::vector<ConductToken> read(std::string_view text, bool joining) {
  const std::vector<Sign> signs = signs_of(text);
  std::vector<ConductToken> tokens;
  bool open = false;
  bool stopped = true;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const Sign& sign = signs[i];
    const bool as_letter = stands_for_letter(signs, i);
    if (sign.letter != 0 || as_letter) {
      if (!open) {
        tokens.push_back({"", "", "", sign.begin, sign.end, stopped, false});
        open = true;
        stopped = false;
      }
      ConductToken& token = tokens.back();
      if (sign.letter != 0) token.word += sign.letter;
      token.letters += sign.meaning != 0 ? sign.meaning : sign.letter;
      token.end = sign.end;
      continue;
    }
    if (open && joining && within_word(signs, i)) continue;
    open = false;
    stopped = stopped || (sign.stop && !within_word(signs, i));
  }
  for (ConductToken& token : tokens) token.shortened = without_drawn_out(token.letters);
  return join_spelled(std::move(tokens));
}

}  // namespace

std::vector<ConductToken> read_words(std::string_view text) { return read(text, false); }
std::vector<ConductToken> read_joined_words(std::string_view text) { return read(text, true); }

}  // namespace quita::conduct
