#include "cnab/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.h"

namespace quita::cnab {
namespace {

constexpr int findings_per_rule_max = 100;
// Of a line that does not end within the window so much is kept: more than any record has.
constexpr std::size_t endless_kept = 1024;
// A first line longer than this is no line of CNAB but a file without line ends.
constexpr std::size_t line_length_max = 64 * 1024;
constexpr char end_mark = '\x1A';

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

bool has_high_byte(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    all |= eight;
  }
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & 0x8080808080808080U) != 0;
}

bool only_blanks(std::string_view line) {
  return std::ranges::all_of(line, [](char c) { return c == ' ' || c == '\t' || c == '\0'; });
}

}  // namespace

Finding line_warning(int line, std::string rule, std::string message) {
  Finding finding;
  finding.severity = Finding::Severity::warning;
  finding.line = line;
  finding.rule = std::move(rule);
  finding.message = std::move(message);
  return finding;
}

bool Findings::room_for(std::string_view rule) {
  auto at = counts_.find(rule);
  if (at == counts_.end()) at = counts_.emplace(rule, 0).first;
  return ++at->second <= findings_per_rule_max;
}

void Findings::add(Finding finding) {
  if (room_for(finding.rule)) kept_.push_back(std::move(finding));
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
    auto more = line_warning(last->line, rule,
                             fmt::format("E mais {} ocorrências desta regra no arquivo.",
                                         count - findings_per_rule_max));
    more.severity = last->severity;
    kept_.push_back(std::move(more));
  }
  counts_.clear();
  return std::move(kept_);
}

LineReader::LineReader(std::string_view whole) : window_(whole) { begin(); }
LineReader::LineReader(std::istream& in) : window_(in) { begin(); }

void LineReader::begin() {
  if (window_.was_utf16())
    warnings_.add(
        line_warning(1, "cnab.utf16", "O arquivo está em UTF-16; bancos usam um byte por letra."));
  if (window_.had_utf8_mark())
    warnings_.add(line_warning(1, "cnab.bom", "O arquivo começa com a marca de UTF-8 (BOM)."));
  if (window_.unread().find('\n') == std::string_view::npos) end_ = '\r';
}

Line LineReader::first() {
  auto rest = window_.unread();
  Line line;
  for (int number = 1; !rest.empty(); ++number) {
    const auto stop = std::min(rest.find(end_), rest.size());
    auto text = rest.substr(0, stop);
    ended_ = stop < rest.size();
    rest.remove_prefix(std::min(stop + 1, rest.size()));
    while (!text.empty() && (text.back() == '\r' || text.back() == end_mark)) text.remove_suffix(1);
    if (only_blanks(text)) continue;
    first_length_ = text.size();
    text = text.substr(0, endless_kept);
    first_ = has_high_byte(text) && valid_utf8(text) ? from_utf8(text) : std::string(text);
    line.number = number;
    line.text = first_;
    return line;
  }
  return line;
}

std::string LineReader::second() {
  auto rest = window_.unread();
  bool found_first = false;
  while (!rest.empty()) {
    auto text = rest.substr(0, rest.find(end_));
    rest.remove_prefix(std::min(text.size() + 1, rest.size()));
    while (!text.empty() && (text.back() == '\r' || text.back() == end_mark)) text.remove_suffix(1);
    if (only_blanks(text)) continue;
    constexpr std::size_t width = 240;
    if (found_first) return std::string(text.substr(0, endless_kept));
    if (text.size() >= 2 * width) return std::string(text.substr(width, width));
    found_first = true;
  }
  return {};
}

void LineReader::set_width(int width, int width_min) {
  width_ = static_cast<std::size_t>(width);
  width_min_ = static_cast<std::size_t>(width_min);
  const auto line = first();
  const bool several = first_length_ >= 2 * width_ && first_length_ % width_ == 0;
  if (line.number == 0 || (!several && (ended_ || first_length_ < line_length_max))) return;
  joined_ = true;
  crlf_ = false;
  warnings_.add(line_warning(line.number, "cnab.line_end",
                             "O arquivo não tem quebras de linha entre os registros."));
}

bool LineReader::next(Line& line) {
  std::string_view text;
  while (joined_ ? take_record(text) : take_line(text)) {
    ++number_;
    const bool carriage = end_ == '\n' && !text.empty() && text.back() == '\r';
    while (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    const bool marked = drop_end_mark(text);
    if (only_blanks(text)) {
      if (!marked) ++blanks_;
      continue;
    }
    for (; blanks_ > 0; --blanks_)
      warnings_.add("cnab.blank_line", [&] {
        return line_warning(number_ - blanks_, "cnab.blank_line", "Linha em branco.");
      });
    if (!carriage) crlf_ = false;
    if (!ended_ && !joined_ && !marked)
      warnings_.add(
          line_warning(number_, "cnab.no_line_end",
                       fmt::format("Linha {}: a última linha não termina com CR LF.", number_)));
    line.number = number_;
    line.text = text;
    decode(line);
    fit(line);
    return true;
  }
  return false;
}

bool LineReader::take_line(std::string_view& text) {
  for (std::size_t looked = 0;;) {
    const auto unread = window_.unread();
    const auto stop = unread.find(end_, looked);
    if (stop != std::string_view::npos) {
      text = unread.substr(0, stop);
      beyond_ = 0;
      ended_ = true;
      window_.skip(stop + 1);
      return true;
    }
    looked = unread.size();
    if (window_.more()) continue;
    if (looked == 0) return false;
    ended_ = false;
    if (window_.full()) {
      text = take_endless_line();
    } else {
      text = window_.unread();
      beyond_ = 0;
      window_.skip(looked);
    }
    return true;
  }
}

// A line longer than the window: its beginning is kept, the rest only counted.
std::string_view LineReader::take_endless_line() {
  decoded_.assign(window_.unread().substr(0, endless_kept));
  std::size_t length = 0;
  char last = '\0';
  do {
    const auto unread = window_.unread();
    const auto stop = std::min(unread.find(end_), unread.size());
    length += stop;
    if (stop > 0) last = unread[stop - 1];
    ended_ = stop < unread.size();
    window_.skip(std::min(stop + 1, unread.size()));
  } while (!ended_ && window_.more());
  beyond_ = length - decoded_.size();
  if (last == '\r') {
    decoded_ += last;  // as in a line that is kept whole
    --beyond_;
  }
  return decoded_;
}

bool LineReader::take_record(std::string_view& text) {
  const auto is_end = [](char c) { return c == '\r' || c == '\n'; };
  while (window_.unread().size() < width_ + 2 && window_.more()) {
  }
  const auto unread = window_.unread();
  if (unread.empty()) return false;
  text = unread.substr(0, width_);
  text = text.substr(0, text.find_first_of("\r\n"));
  auto after = text.size();
  while (after < unread.size() && after < text.size() + 2 && is_end(unread[after])) ++after;
  window_.skip(after);
  return true;
}

// A 0x1A ends a file as DOS writes it; some portals add several.
bool LineReader::drop_end_mark(std::string_view& text) {
  const auto last = text.find_last_not_of(" \t\r");
  if (last == std::string_view::npos || text[last] != end_mark) return false;
  while (!text.empty() && text.back() != end_mark) text.remove_suffix(1);
  while (!text.empty() && text.back() == end_mark) text.remove_suffix(1);
  warnings_.add("cnab.eof_mark", [this] {
    return line_warning(
        number_, "cnab.eof_mark",
        fmt::format("Linha {}: termina com o caractere 0x1A (fim de arquivo do DOS).", number_));
  });
  return true;
}

// The first line with a letter beyond ASCII tells how the file writes them.
void LineReader::decode(Line& line) {
  line.ascii = !has_high_byte(line.text);
  if (line.ascii || letters_ == Letters::latin1) return;
  const bool utf8 = valid_utf8(line.text);
  if (letters_ == Letters::unknown) {
    letters_ = utf8 ? Letters::utf8 : Letters::latin1;
    if (utf8)
      warnings_.add(line_warning(
          line.number, "cnab.utf8",
          fmt::format("Linha {}: há letras em UTF-8, de mais de um byte.", line.number)));
  }
  if (!utf8) return;
  decoded_ = from_utf8(line.text);
  line.text = decoded_;
  line.ascii = !has_high_byte(line.text);
}

void LineReader::fit(Line& line) {
  line.stood = line.text.size() + beyond_;
  if (line.text.size() == width_) return;
  if (line.stood < width_min_ || line.stood > width_)
    warnings_.add("cnab.line_length", [&] {
      auto finding = line_warning(
          line.number, "cnab.line_length",
          fmt::format("Linha {}: {} colunas em vez de {}; {}", line.number, line.stood, width_,
                      line.stood < width_ ? "lida como se terminasse em brancos."
                                          : "o excesso foi ignorado."));
      finding.found = std::to_string(line.stood);
      finding.expected = std::to_string(width_);
      return finding;
    });
  if (line.text.size() > width_) {
    line.text = line.text.substr(0, width_);
  } else {
    padded_.assign(line.text);
    padded_.resize(width_, ' ');
    line.text = padded_;
  }
}

namespace {

// FEBRABAN's notes G025 and G028: type of operation (column 9) and of service (10-11) in the header
// of the first lot.
Service service_of(std::string_view lot) {
  if (lot.size() < 11 || lot[7] != '1') return Service::collection;
  const auto service = lot.substr(9, 2);
  if (lot[8] == 'E' && service == "04") return Service::statement;
  if (service == "03") return Service::dda;
  if (lot[8] == 'C' && service != "01") return Service::payments;
  return Service::collection;
}

}  // namespace

Result<Identity> identify(LineReader& lines) {
  const auto line = lines.first();
  if (line.number == 0)
    return invalid("cnab.empty", "O arquivo está vazio; esperado um arquivo CNAB.", "arquivo",
                   "um arquivo CNAB 240 ou 400");
  const auto first = line.text;
  const auto where = fmt::format("linha {}", line.number);
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
                                 line.number, latin1_to_utf8(at(1, 1)), at(2, 7)),
                     where, "1 com REMESSA, 2 com RETORNO");
    if (!all_digits(identity.bank) || identity.bank.size() != 3)
      return invalid("cnab.bank",
                     fmt::format("Linha {}, colunas 77 a 79: código do banco \"{}\"; esperados 3 "
                                 "dígitos.",
                                 line.number, latin1_to_utf8(identity.bank)),
                     where, "os 3 dígitos do código do banco");
    return identity;
  }
  // BRB alone begins its remittances so.
  if (first.starts_with("DCB")) return Identity{Format::cnab400, Direction::remittance, "070"};
  if (all_digits(at(0, 3)) && at(0, 3).size() == 3 && at(3, 5) == "00000") {
    Identity identity{Format::cnab240, Direction::returned, std::string(at(0, 3))};
    const auto code = at(142, 1);
    if (code == "1") {
      identity.direction = Direction::remittance;
    } else if (code != "2") {
      return invalid("cnab.direction",
                     fmt::format("Linha {}, coluna 143: código remessa/retorno \"{}\"; esperado 1 "
                                 "(remessa) ou 2 (retorno).",
                                 line.number, latin1_to_utf8(code)),
                     where, "1 (remessa) ou 2 (retorno) na coluna 143");
    }
    identity.service = service_of(lines.second());
    return identity;
  }
  return invalid("cnab.not_cnab",
                 fmt::format("Linha {}: não é o header de um arquivo CNAB. Esperado \"02RETORNO\" "
                             "ou \"01REMESSA\" (CNAB 400), ou o código do banco seguido de "
                             "\"00000\" (CNAB 240).",
                             line.number),
                 where, "o header de um arquivo CNAB 240 ou 400");
}

}  // namespace quita::cnab
