#include "mail/bounce.h"

#include <array>
#include <optional>
#include <span>
#include <utility>

#include "base/text.h"
#include "mail/returned_parts.h"
#include "mail/returned_words.h"

namespace quita::mail {
namespace {

using namespace returned;

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

bool from_a_machine(const Parts& mail) {
  static constexpr std::array<std::string_view, 6> names{
      "mailer-daemon", "postmaster", "post_master", "mail delivery", "mail.delivery", "no-reply"};
  return mail.content_type == "multipart/report" || mail.return_path == "<>" ||
         mail.return_path.starts_with("<MAILER-DAEMON") || !mail.failed_recipients.empty() ||
         mail.automatic || any_of(mail.from, names);
}

bool tells_of_delay(const Parts& mail) {
  static constexpr std::array<std::string_view, 4> words{"delayed", "delay)", "warning: could not",
                                                         "still being retried"};
  return any_of(mail.subject, words);
}

// The first address of the notice that is neither the reader's nor the reporter's.
std::string recipient_of(const Parts& mail) {
  if (!mail.failed_recipients.empty()) return first_address(mail.failed_recipients);
  const std::string reader = first_address(mail.to);
  std::size_t at = 0;
  while (const auto found = next_address(mail.notice, at)) {
    if (*found != reader && mail.from.find(*found) == mail.from.npos) return *found;
  }
  return first_address(value_of(fields_of(mail.original), "to"));
}

std::string message_id_of(const Parts& mail) {
  std::string id = value_of(fields_of(mail.original), "message-id");
  const auto open = id.find('<');
  const auto close = id.find('>', open == id.npos ? 0 : open);
  if (open != id.npos && close != id.npos) id = id.substr(open + 1, close - open - 1);
  return id.size() <= 998 && valid_utf8(id) ? id : "";
}

ReturnedMail read_report(const Parts& mail, const std::vector<Field>& report,
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
std::optional<ReturnedMail> read_prose(const Parts& mail, std::string_view notice) {
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

std::vector<ReturnedMail> read(const Parts& mail) {
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
  const Parts mail = parse(message);
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
