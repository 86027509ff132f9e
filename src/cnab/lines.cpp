#include "cnab/lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace quita::cnab {
namespace {

constexpr int findings_per_rule_max = 100;

Finding warning(int line, std::string rule, std::string message) {
  Finding finding;
  finding.severity = Finding::Severity::warning;
  finding.line = line;
  finding.rule = std::move(rule);
  finding.message = std::move(message);
  return finding;
}

bool starts_with(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}

// UTF-16 without a mark shows itself by a zero in every second byte of the header.
bool looks_utf16(std::string_view bytes, std::size_t zero_at) {
  if (bytes.size() < 16) return false;
  for (std::size_t i = 0; i < 16; ++i)
    if ((bytes[i] == '\0') != (i % 2 == zero_at)) return false;
  return true;
}

// Units above U+00FF have no column of their own here and become '?'.
std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    const unsigned unit = big_endian ? first * 256U + second : second * 256U + first;
    out.push_back(unit < 256 ? static_cast<char>(unit) : '?');
  }
  return out;
}

// One byte for each code point, so that an accented letter takes the one column it was meant for.
// The bytes are valid UTF-8.
std::string from_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size == 1) {
      out.push_back(bytes[i]);
    } else {
      unsigned point = lead & (0xFFU >> (size + 1));
      for (std::size_t k = 1; k < size; ++k)
        point = point << 6 | (static_cast<unsigned char>(bytes[i + k]) & 0x3FU);
      out.push_back(point < 256 ? static_cast<char>(point) : '?');
    }
    i += size;
  }
  return out;
}

bool has_high_byte(std::string_view bytes) {
  return std::ranges::any_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string decode(std::string_view bytes, Findings& warnings) {
  if (starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF")) {
    warnings.add(
        warning(1, "cnab.utf16", "O arquivo está em UTF-16; bancos usam um byte por letra."));
    return from_utf16(bytes.substr(2), bytes[0] == '\xFE');
  }
  if (looks_utf16(bytes, 1) || looks_utf16(bytes, 0)) {
    warnings.add(
        warning(1, "cnab.utf16", "O arquivo está em UTF-16; bancos usam um byte por letra."));
    return from_utf16(bytes, bytes[0] == '\0');
  }
  if (starts_with(bytes, "\xEF\xBB\xBF")) {
    warnings.add(warning(1, "cnab.bom", "O arquivo começa com a marca de UTF-8 (BOM)."));
    bytes.remove_prefix(3);
  }
  if (has_high_byte(bytes) && valid_utf8(bytes)) {
    warnings.add(warning(1, "cnab.utf8", "O arquivo tem letras em UTF-8, de mais de um byte."));
    return from_utf8(bytes);
  }
  return std::string(bytes);
}

bool only_blanks(std::string_view line) {
  return std::ranges::all_of(line, [](char c) { return c == ' ' || c == '\t' || c == '\0'; });
}

}  // namespace

void Findings::add(Finding finding) {
  if (++counts_[finding.rule] <= findings_per_rule_max) kept_.push_back(std::move(finding));
}

std::vector<Finding> Findings::take() {
  std::ranges::stable_sort(kept_, [](const Finding& a, const Finding& b) {
    return std::pair(a.line, a.first_column) < std::pair(b.line, b.first_column);
  });
  for (const auto& [rule, count] : counts_) {
    if (count <= findings_per_rule_max) continue;
    auto last = std::ranges::find_if(
        kept_.rbegin(), kept_.rend(),
        [&rule = rule](const Finding& finding) { return finding.rule == rule; });
    auto more = warning(last->line, rule,
                        fmt::format("E mais {} ocorrências desta regra no arquivo.",
                                    count - findings_per_rule_max));
    more.severity = last->severity;
    kept_.push_back(std::move(more));
  }
  counts_.clear();
  return std::move(kept_);
}

Text read_text(std::string_view bytes) {
  Text text;
  auto content = decode(bytes, text.warnings);
  const auto line_count = static_cast<int>(std::ranges::count(content, '\n')) + 1;
  const auto last = content.find_last_not_of("\r\n \t");
  if (last != std::string::npos && content[last] == '\x1A') {
    text.warnings.add(warning(line_count, "cnab.eof_mark",
                              "O arquivo termina com o caractere 0x1A (fim do DOS)."));
    content.erase(last, 1);
  }
  const char end = content.find('\n') != std::string::npos ? '\n' : '\r';
  int number = 0;
  std::size_t at = 0;
  while (at < content.size()) {
    ++number;
    auto stop = content.find(end, at);
    const bool ended = stop != std::string::npos;
    if (!ended) stop = content.size();
    auto line = std::string_view(content).substr(at, stop - at);
    at = stop + 1;
    const bool carriage = end == '\n' && !line.empty() && line.back() == '\r';
    while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (only_blanks(line)) {
      if (at < content.size())
        text.warnings.add(warning(number, "cnab.blank_line", "Linha em branco."));
      continue;
    }
    if (!carriage) text.crlf = false;
    text.lines.push_back({number, std::string(line), line.size()});
  }
  return text;
}

Result<Identity> identify(const Text& text) {
  if (text.lines.empty())
    return invalid("cnab.empty", "O arquivo está vazio; esperado um arquivo CNAB.", "arquivo",
                   "um arquivo CNAB 240 ou 400");
  const std::string_view first = text.lines.front().text;
  const auto where = fmt::format("linha {}", text.lines.front().number);
  const auto at = [&](std::size_t from, std::size_t length) {
    return first.size() > from ? first.substr(from, length) : std::string_view();
  };
  const bool four_hundred = at(2, 7) == "REMESSA" || at(2, 7) == "RETORNO";
  if (!first.empty() && first[0] == '0' && four_hundred) {
    Identity identity{Format::cnab400, Direction::returned, std::string(at(76, 3))};
    if (at(2, 7) == "REMESSA") identity.direction = Direction::remittance;
    if (at(1, 1) != (identity.direction == Direction::remittance ? "1" : "2"))
      return invalid("cnab.direction",
                     fmt::format("Linha {}, coluna 2: o código da operação é \"{}\", mas o literal "
                                 "das colunas 3 a 9 é {}.",
                                 text.lines.front().number, latin1_to_utf8(at(1, 1)), at(2, 7)),
                     where, "1 com REMESSA, 2 com RETORNO");
    if (!all_digits(identity.bank) || identity.bank.size() != 3)
      return invalid("cnab.bank",
                     fmt::format("Linha {}, colunas 77 a 79: código do banco \"{}\"; esperados 3 "
                                 "dígitos.",
                                 text.lines.front().number, latin1_to_utf8(identity.bank)),
                     where, "os 3 dígitos do código do banco");
    return identity;
  }
  if (all_digits(at(0, 3)) && at(0, 3).size() == 3 && at(3, 5) == "00000") {
    Identity identity{Format::cnab240, Direction::returned, std::string(at(0, 3))};
    const auto code = at(142, 1);
    if (code == "1") {
      identity.direction = Direction::remittance;
    } else if (code != "2") {
      return invalid("cnab.direction",
                     fmt::format("Linha {}, coluna 143: código remessa/retorno \"{}\"; esperado 1 "
                                 "(remessa) ou 2 (retorno).",
                                 text.lines.front().number, latin1_to_utf8(code)),
                     where, "1 (remessa) ou 2 (retorno) na coluna 143");
    }
    return identity;
  }
  return invalid("cnab.not_cnab",
                 fmt::format("Linha {}: não é o header de um arquivo CNAB. Esperado \"02RETORNO\" "
                             "ou \"01REMESSA\" (CNAB 400), ou o código do banco seguido de "
                             "\"00000\" (CNAB 240).",
                             text.lines.front().number),
                 where, "o header de um arquivo CNAB 240 ou 400");
}

void fit_lines(Text& text, int width) {
  const auto size = static_cast<std::size_t>(width);
  if (text.lines.size() == 1 && text.lines[0].text.size() >= 2 * size &&
      text.lines[0].text.size() % size == 0) {
    text.warnings.add(warning(text.lines[0].number, "cnab.line_end",
                              "O arquivo não tem quebras de linha entre os registros."));
    const auto all = std::move(text.lines[0].text);
    text.lines.clear();
    text.crlf = false;
    for (std::size_t at = 0; at < all.size(); at += size)
      text.lines.push_back({static_cast<int>(at / size) + 1, all.substr(at, size), size});
  }
  for (auto& line : text.lines) {
    if (line.text.size() == size) continue;
    auto finding = warning(line.number, "cnab.line_length", {});
    finding.found = std::to_string(line.text.size());
    finding.expected = std::to_string(width);
    finding.message =
        fmt::format("Linha {}: {} colunas em vez de {}; {}", line.number, line.text.size(), width,
                    line.text.size() < size ? "lida como se terminasse em brancos."
                                            : "o excesso foi ignorado.");
    text.warnings.add(std::move(finding));
    line.text.resize(size, ' ');
  }
}

}  // namespace quita::cnab
