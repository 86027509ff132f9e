#include "mail/bounce.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "base/text.h"

namespace quita::mail {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter_or_digit(char c) {
  return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
  std::string copy(text);
  for (char& c : copy) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return copy;
}

// Blanks of any kind become one; what is no UTF-8 becomes '?'; at most `bytes_max` bytes.
std::string one_line(std::string_view text, std::size_t bytes_max) {
  std::string line;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() == bytes_max) break;
  }
  while (!line.empty() && (line.back() == ' ' || (line.back() & 0xC0) == 0x80)) {
    if (line.back() != ' ' && valid_utf8(line)) break;
    line.pop_back();
  }
  if (!valid_utf8(line)) {
    for (char& c : line) {
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
    }
  }
  return line;
}

bool any_of(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](auto word) { return text.find(word) != text.npos; });
}

bool address_letter(char c) {
  return letter_or_digit(c) || std::string_view("._%+=-/!#&'*~").find(c) != std::string_view::npos;
}

// The next address of `text` from `at` on, which moves behind it; nothing when there is none.
std::optional<std::string> next_address(std::string_view text, std::size_t& at) {
  for (std::size_t sign = text.find('@', at); sign != text.npos; sign = text.find('@', sign + 1)) {
    std::size_t begin = sign;
    while (begin > at && address_letter(text[begin - 1])) --begin;
    std::size_t end = sign + 1;
    while (end < text.size() &&
           (letter_or_digit(text[end]) || text[end] == '-' || text[end] == '.'))
      ++end;
    while (end > sign + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    if (begin == sign || text.substr(sign, end - sign).find('.') == text.npos) continue;
    at = end;
    return lower(text.substr(begin, end - begin));
  }
  at = text.size();
  return std::nullopt;
}

std::string first_address(std::string_view text) {
  std::size_t at = 0;
  return next_address(text, at).value_or("");
}

// RFC 3463: class 4 or 5, then two numbers of at most three digits.
std::optional<std::string_view> status_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != '4' && text[at] != '5')) return std::nullopt;
  std::size_t end = at + 1;
  for (int part = 0; part < 2; ++part) {
    if (end >= text.size() || text[end] != '.') return std::nullopt;
    const std::size_t begin = ++end;
    while (end < text.size() && digit(text[end])) ++end;
    if (end == begin || end - begin > 3) return std::nullopt;
  }
  const bool longer =
      end < text.size() && (letter_or_digit(text[end]) ||
                            (text[end] == '.' && end + 1 < text.size() && digit(text[end + 1])));
  if (longer) return std::nullopt;  // an IP address, a version
  return text.substr(at, end - at);
}

bool starts_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  return !letter_or_digit(before) && before != '.' && before != '-' && before != '=';
}

bool unspecific(std::string_view status) { return status.ends_with(".0.0"); }

struct Codes {
  int reply = 0;
  std::string status;
};

// "550 5.1.1 …", "550-'5.7.1 …", "#550 5.1.1", "(#5.1.1 …)". The status that stands right behind a
// reply is the server's own; another one may be the reporter's.
Codes codes_in(std::string_view text) {
  Codes codes;
  for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
    if (!starts_word(text, i)) continue;
    if (const auto status = status_at(text, i)) {
      if (codes.status.empty() || (unspecific(codes.status) && !unspecific(*status))) {
        codes.status = *status;
      }
      continue;
    }
    const bool reply = (text[i] == '4' || text[i] == '5') && text[i + 1] <= '5' &&
                       digit(text[i + 1]) && digit(text[i + 2]) &&
                       (i + 3 == text.size() ||
                        std::string_view(" -:,'\r\n").find(text[i + 3]) != std::string_view::npos);
    if (!reply || codes.reply != 0) continue;
    std::from_chars(text.data() + i, text.data() + i + 3, codes.reply);
    std::size_t behind = i + 3;
    while (behind < text.size() &&
           std::string_view(" -'#").find(text[behind]) != std::string_view::npos) {
      ++behind;
    }
    if (const auto status = status_at(text, behind); status && !unspecific(*status)) {
      codes.status = *status;
      return codes;
    }
  }
  return codes;
}

// ---- the parts of a mail ------------------------------------------------------------------------

struct Field {
  std::string name;  // lower case
  std::string value;
};

struct Mail {
  std::string content_type;  // of the whole, lower case
  std::string from, to, subject, return_path, auto_submitted, failed_recipients;
  bool automatic = false;                   // says so in a header
  std::string notice;                       // what was written for people, without the original
  std::vector<std::vector<Field>> reports;  // of message/delivery-status: one group a recipient
  std::vector<Field> feedback;              // of message/feedback-report
  std::string original;                     // headers of the mail that came back
  std::optional<std::string> inner;         // a whole mail within, as it stands
};

std::string header(GMimeObject* object, const char* name) {
  const char* value = g_mime_object_get_header(object, name);
  return value != nullptr ? value : "";
}

std::string media_type(GMimeObject* object) {
  auto* type = g_mime_object_get_content_type(object);
  if (type == nullptr) return "";
  char* text = g_mime_content_type_get_mime_type(type);
  std::string copy = lower(text);
  g_free(text);
  return copy;
}

std::string memory_text(GMimeStream* memory) {
  auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string content(GMimePart* part) {
  auto* wrapper = g_mime_part_get_content(part);
  if (wrapper == nullptr) return "";
  auto* memory = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(wrapper, memory);
  std::string copy = memory_text(memory);
  g_object_unref(memory);
  return copy;
}

// In UTF-8 where the charset is known. GMime's text ends at the first NUL, the part does not.
std::string text_of(GMimePart* part) {
  std::string bytes = content(part);
  if (bytes.find('\0') != bytes.npos) {
    std::replace(bytes.begin(), bytes.end(), '\0', ' ');
    return bytes;
  }
  if (!GMIME_IS_TEXT_PART(part)) return bytes;
  char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
  if (text == nullptr) return bytes;
  bytes = text;
  g_free(text);
  return bytes;
}

std::string written(GMimeObject* object) {
  auto* memory = g_mime_stream_mem_new();
  g_mime_object_write_to_stream(object, nullptr, memory);
  std::string copy = memory_text(memory);
  g_object_unref(memory);
  return copy;
}

// Texts between < and > go; entities stay, as no code or address needs them.
std::string without_tags(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>' && inside) {
      inside = false;
      text += ' ';
    }
  }
  return text;
}

std::vector<Field> fields_of(std::string_view text) {
  std::vector<Field> fields;
  for (auto line : split(text, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      fields.back().value += ' ';
      fields.back().value += trim(line);
      continue;
    }
    const auto colon = line.find(':');
    if (colon == line.npos || colon == 0) continue;
    fields.push_back(
        {lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
  }
  return fields;
}

std::string value_of(const std::vector<Field>& fields, std::string_view name) {
  for (const Field& field : fields) {
    if (field.name == name) return field.value;
  }
  return "";
}

// Groups are parted by empty lines; those without a recipient speak of the whole mail.
void add_reports(Mail& mail, std::string_view text) {
  std::string group;
  const auto close = [&] {
    auto fields = fields_of(group);
    group.clear();
    const bool of_recipient = !value_of(fields, "final-recipient").empty() ||
                              !value_of(fields, "original-recipient").empty();
    if (of_recipient) mail.reports.push_back(std::move(fields));
  };
  for (const auto line : split(text, '\n')) {
    if (trim(line).empty()) {
      close();
    } else {
      group += line;
      group += '\n';
    }
  }
  close();
}

// Where the mail that came back begins, in notices that hold it in their own text.
constexpr std::array<std::string_view, 9> original_marks{
    "below this line is a copy", "original message", "returned message",  "unsent message",
    "message headers follow",    "copy of the",      "the header of the", "message header:",
    "mensagem original",
};

bool begins_original(std::string_view line) {
  const std::string text = lower(trim(line));
  if (text.starts_with("received:") || text.starts_with("return-path:")) return true;
  if (text.size() > 80 || text.find("was received") != text.npos ||
      text.find("attached") != text.npos) {
    return false;
  }
  return any_of(text, original_marks);
}

void add_notice(Mail& mail, std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = text.find('\n', at);
    if (end == text.npos) end = text.size();
    const auto line = text.substr(at, end - at);
    if (begins_original(line)) {
      if (mail.original.empty()) mail.original = text.substr(at);
      return;
    }
    mail.notice += line;
    mail.notice += '\n';
    at = end + 1;
  }
}

void read_part(Mail& mail, GMimeObject* object) {
  if (GMIME_IS_MULTIPART(object)) {
    const int count = g_mime_multipart_get_count(GMIME_MULTIPART(object));
    for (int i = 0; i < count; ++i) {
      read_part(mail, g_mime_multipart_get_part(GMIME_MULTIPART(object), i));
    }
    return;
  }
  if (GMIME_IS_MESSAGE_PART(object)) {
    auto* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    if (inner == nullptr || mail.inner) return;
    mail.inner = written(GMIME_OBJECT(inner));
    mail.original = *mail.inner;
    return;
  }
  if (!GMIME_IS_PART(object)) return;
  const std::string type = media_type(object);
  if (type == "message/delivery-status" || type == "message/global-delivery-status") {
    add_reports(mail, content(GMIME_PART(object)));
  } else if (type == "message/feedback-report") {
    mail.feedback = fields_of(content(GMIME_PART(object)));
  } else if (type == "text/rfc822-headers" || type == "message/rfc822-headers") {
    if (!mail.inner) mail.original = content(GMIME_PART(object));
  } else if (type == "text/html") {
    if (trim(mail.notice).empty()) add_notice(mail, without_tags(text_of(GMIME_PART(object))));
  } else if (type.starts_with("text/") || type.empty()) {
    add_notice(mail, text_of(GMIME_PART(object)));
  }
}

Mail parse(std::string_view bytes) {
  static const bool ready = (g_mime_init(), true);
  static_cast<void>(ready);
  Mail mail;
  bytes = bytes.substr(0, returned_mail_bytes_max);
  auto* stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
  auto* parser = g_mime_parser_new_with_stream(stream);
  auto* message = g_mime_parser_construct_message(parser, nullptr);
  g_object_unref(parser);
  g_object_unref(stream);
  if (message == nullptr) return mail;
  auto* whole = GMIME_OBJECT(message);
  mail.from = lower(header(whole, "From"));
  mail.to = lower(header(whole, "To"));
  mail.subject = lower(header(whole, "Subject"));
  mail.return_path = trim(header(whole, "Return-Path"));
  mail.auto_submitted = lower(header(whole, "Auto-Submitted"));
  mail.failed_recipients = header(whole, "X-Failed-Recipients");
  mail.automatic = mail.auto_submitted.starts_with("auto-") ||
                   !header(whole, "X-Autoreply").empty() ||
                   !header(whole, "X-Auto-Response-Suppress").empty();
  if (auto* root = g_mime_message_get_mime_part(message)) {
    mail.content_type = media_type(root);
    read_part(mail, root);
    if (trim(mail.notice).empty() && mail.reports.empty() && mail.original.empty()) {
      // Parts that are told wrongly are none for GMime; what stands in them can still be read.
      const auto body = bytes.find("\n\n");
      if (body != bytes.npos) add_notice(mail, bytes.substr(body));
    }
  }
  g_object_unref(message);
  return mail;
}

// ---- what they say ------------------------------------------------------------------------------

constexpr std::array<std::string_view, 12> full_words{
    "mailbox full",     "mailbox is full",    "mailfolder is full", "over quota",
    "quota exceeded",   "over its quota",     "disk space",         "exceeded the local limit",
    "exceeded storage", "caixa postal cheia", "caixa cheia",        "cota excedida",
};
constexpr std::array<std::string_view, 18> refused_words{
    "spam",
    "message content rejected",
    "blocked",
    "blacklist",
    "block list",
    "banned",
    "policy",
    "dmarc",
    "unauthenticated",
    "access denied",
    "not allowed",
    "not permitted",
    "relay",
    "sender rejected",
    "frequency limited",
    "rate limit",
    "too many connections",
    "too many messages",
};
constexpr std::array<std::string_view, 22> unknown_words{
    "user unknown",         "unknown user",
    "unknown recipient",    "no such user",
    "does not exist",       "doesn't have a",
    "not listed in",        "no mailbox here",
    "not recognized",       "invalid address",
    "invalid user",         "no valid recipients",
    "recipnotfound",        "not found",
    "user not found",       "no such recipient",
    "address rejected",     "no such mailbox",
    "mailbox not found",    "não existe",
    "usuário desconhecido", "destinatário desconhecido",
};
constexpr std::array<std::string_view, 6> disabled_words{
    "disabled", "suspended", "account inactive", "is inactive", "no longer", "conta desativada"};
constexpr std::array<std::string_view, 10> network_words{
    "timed out", "host not found", "name service error", "too many hops",  "mail loop",
    "deferred",  "no route",       "connection refused", "upstream error", "expired"};
constexpr std::array<std::string_view, 3> mail_server_words{"x-unix;",
                                                            "command output:", "child status"};
constexpr std::array<std::string_view, 3> filtered_words{"rejected by a remote mail server",
                                                         "domain filter", "recipient filter"};

BounceReason reason_of_status(std::string_view status) {
  if (status.size() < 5) return BounceReason::none;
  const auto detail = status.substr(2);
  if (detail == "2.2") return BounceReason::mailbox_full;
  if (detail == "2.1") return BounceReason::disabled;
  if (detail == "1.1" || detail == "1.10" || detail == "1.2" || detail == "1.3") {
    return BounceReason::unknown_user;
  }
  if (detail.starts_with("7.")) return BounceReason::refused;
  if (detail.starts_with("4.")) return BounceReason::network;
  return BounceReason::none;
}

// `words`: the server's, lower case; `notice`: all that was written for people, lower case.
BounceReason reason_of(std::string_view words, std::string_view notice, const Codes& codes) {
  const bool full = any_of(words, full_words) || any_of(notice, full_words);
  // "is full" stands as well where the report's own code says that nobody lives there.
  if (full) return BounceReason::mailbox_full;
  if (any_of(words, mail_server_words)) return BounceReason::mail_server;
  if (any_of(words, network_words)) return BounceReason::network;
  const BounceReason told = reason_of_status(codes.status);
  if (told == BounceReason::refused || any_of(words, refused_words)) {
    // "Recipient address rejected: User unknown" is a policy only in its first words.
    if (told != BounceReason::unknown_user) return BounceReason::refused;
  }
  if (told == BounceReason::network || told == BounceReason::mailbox_full) return told;
  if (any_of(words, unknown_words)) {
    // Who lets a mail in and refuses it after its text has looked at it; that the user is unknown
    // is then what some filters answer to those whom they do not want.
    const bool after_text =
        notice.find(">>> data") != notice.npos || notice.find("smtp command\ndata") != notice.npos;
    return after_text && told != BounceReason::unknown_user ? BounceReason::filtered
                                                            : BounceReason::unknown_user;
  }
  if (any_of(words, disabled_words)) return BounceReason::disabled;
  if (told != BounceReason::none) return told;
  if (any_of(words, filtered_words)) return BounceReason::filtered;
  return BounceReason::unexplained;
}

bool from_a_machine(const Mail& mail) {
  static constexpr std::array<std::string_view, 6> names{
      "mailer-daemon", "postmaster", "post_master", "mail delivery", "mail.delivery", "no-reply"};
  return mail.content_type == "multipart/report" || mail.return_path == "<>" ||
         mail.return_path.starts_with("<MAILER-DAEMON") || !mail.failed_recipients.empty() ||
         mail.automatic || any_of(mail.from, names);
}

bool tells_of_delay(const Mail& mail) {
  static constexpr std::array<std::string_view, 4> words{"delayed", "delay)", "warning: could not",
                                                         "still being retried"};
  return any_of(mail.subject, words);
}

// The first address of the notice that is neither the reader's nor the reporter's.
std::string recipient_of(const Mail& mail) {
  if (!mail.failed_recipients.empty()) return first_address(mail.failed_recipients);
  const std::string reader = first_address(mail.to);
  std::size_t at = 0;
  while (const auto found = next_address(mail.notice, at)) {
    if (*found != reader && mail.from.find(*found) == mail.from.npos) return *found;
  }
  return first_address(value_of(fields_of(mail.original), "to"));
}

std::string message_id_of(const Mail& mail) {
  std::string id = value_of(fields_of(mail.original), "message-id");
  const auto open = id.find('<');
  const auto close = id.find('>', open == id.npos ? 0 : open);
  if (open != id.npos && close != id.npos) id = id.substr(open + 1, close - open - 1);
  return id.size() <= 998 && valid_utf8(id) ? id : "";
}

ReturnedMail read_report(const Mail& mail, const std::vector<Field>& report,
                         std::string_view notice) {
  ReturnedMail one;
  // Final is where the mail came to after redirections; original is the address that we wrote to.
  one.recipient = first_address(value_of(report, "original-recipient"));
  if (one.recipient.empty()) one.recipient = first_address(value_of(report, "final-recipient"));
  const std::string words = value_of(report, "diagnostic-code");
  Codes codes = codes_in(words);
  const Codes stated = codes_in(value_of(report, "status"));
  if (codes.status.empty() || (unspecific(codes.status) && !stated.status.empty())) {
    codes.status = stated.status;
  }
  const std::string action = lower(value_of(report, "action"));
  one.kind = action.starts_with("delayed")                    ? ReturnKind::delayed
             : action.empty() || action.starts_with("failed") ? ReturnKind::failed
                                                              : ReturnKind::other;
  one.status = codes.status;
  one.reply_code = codes.reply;
  one.words = one_line(words.empty() ? mail.notice : words, 500);
  if (one.kind != ReturnKind::other) {
    one.reason = reason_of(lower(words.empty() ? one.words : words), notice, codes);
  }
  return one;
}

// No report for machines: all that there is stands in prose.
std::optional<ReturnedMail> read_prose(const Mail& mail, std::string_view notice) {
  if (!from_a_machine(mail)) return std::nullopt;
  const auto report = fields_of(mail.notice);
  if (!value_of(report, "final-recipient").empty()) return read_report(mail, report, notice);
  ReturnedMail one;
  const Codes codes = codes_in(mail.notice);
  const BounceReason reason = reason_of(notice, notice, codes);
  static constexpr std::array<std::string_view, 9> failures{
      "fail",         "undeliver",     "returned mail", "delivery status", "error",
      "não entregue", "not delivered", "could not be",  "blocked"};
  const bool failure = codes.reply != 0 || !codes.status.empty() ||
                       !mail.failed_recipients.empty() || any_of(mail.subject, failures) ||
                       any_of(notice, std::span(failures).subspan(6)) ||
                       (reason != BounceReason::unexplained && !mail.automatic);
  if (!failure) return std::nullopt;
  one.kind = tells_of_delay(mail) ? ReturnKind::delayed : ReturnKind::failed;
  one.recipient = recipient_of(mail);
  one.status = codes.status;
  one.reply_code = codes.reply;
  one.reason = reason;
  one.words = one_line(mail.notice, 500);
  return one;
}

std::vector<ReturnedMail> read(const Mail& mail) {
  const std::string notice = lower(mail.notice);
  std::vector<ReturnedMail> all;
  if (!mail.feedback.empty()) {  // RFC 5965
    ReturnedMail one;
    one.kind = ReturnKind::complaint;
    one.recipient = first_address(value_of(mail.feedback, "original-rcpt-to"));
    if (one.recipient.empty())
      one.recipient = first_address(value_of(fields_of(mail.original), "to"));
    one.words = one_line(value_of(mail.feedback, "feedback-type"), 500);
    all.push_back(std::move(one));
  } else if (!mail.reports.empty()) {
    for (const auto& report : mail.reports) all.push_back(read_report(mail, report, notice));
  } else if (auto told = read_prose(mail, notice)) {
    all.push_back(*std::move(told));
  } else if (mail.automatic) {
    ReturnedMail one;
    one.kind = ReturnKind::absence;
    one.recipient = first_address(mail.from);
    one.words = one_line(mail.notice, 500);
    all.push_back(std::move(one));
  } else {
    all.emplace_back();
  }
  const std::string id = message_id_of(mail);
  for (ReturnedMail& one : all) one.message_id = id;
  return all;
}

constexpr std::array<std::pair<ReturnKind, std::string_view>, 5> kinds{{
    {ReturnKind::failed, "failed"},
    {ReturnKind::delayed, "delayed"},
    {ReturnKind::complaint, "complaint"},
    {ReturnKind::absence, "absence"},
    {ReturnKind::other, "other"},
}};
constexpr std::array<std::pair<BounceReason, std::string_view>, 9> reasons{{
    {BounceReason::none, "none"},
    {BounceReason::unknown_user, "unknown_user"},
    {BounceReason::disabled, "disabled"},
    {BounceReason::mailbox_full, "mailbox_full"},
    {BounceReason::filtered, "filtered"},
    {BounceReason::refused, "refused"},
    {BounceReason::network, "network"},
    {BounceReason::mail_server, "mail_server"},
    {BounceReason::unexplained, "unexplained"},
}};

}  // namespace

std::vector<ReturnedMail> read_returned_mail(std::string_view message) {
  const Mail mail = parse(message);
  auto all = read(mail);
  // A gateway that wraps the report of another server, and says nothing itself.
  const bool mute =
      all.size() == 1 && all[0].kind != ReturnKind::complaint &&
      (all[0].kind == ReturnKind::other || all[0].reason == BounceReason::unexplained);
  if (mute && mail.inner) {
    auto within = read(parse(*mail.inner));
    if (within[0].kind == ReturnKind::failed || within[0].kind == ReturnKind::delayed)
      return within;
  }
  return all;
}

std::string_view name(ReturnKind kind) { return kinds[static_cast<std::size_t>(kind)].second; }
std::string_view name(BounceReason reason) {
  return reasons[static_cast<std::size_t>(reason)].second;
}

}  // namespace quita::mail
