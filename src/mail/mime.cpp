#include "mail/mime.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "mail/base64.h"

namespace quita::mail {
namespace {

constexpr std::size_t line_max = 76;

bool alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
// RFC 5322 atext.
bool atom_character(char c) {
  return alphanumeric(c) ||
         (c != '\0' && std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos);
}
bool printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

// One line of header text: no control characters, so that no header can be smuggled in.
Status check_line(std::string_view text, std::string_view field, bool ascii) {
  const bool clean = std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == 0x7f;
  });
  if (!clean || (ascii && !printable_ascii(text))) {
    return invalid("mail.header", "quebra de linha ou caractere não permitido no cabeçalho",
                   std::string(field));
  }
  if (!valid_utf8(text)) return invalid("mail.encoding", "texto fora do UTF-8", std::string(field));
  return {};
}

// RFC 2047: =?UTF-8?B?…?=, cut between code points, one a line, no line longer than 76 characters.
// `column` is where the first one begins.
std::string encoded_words(std::string_view text, std::size_t column) {
  constexpr std::size_t frame = 12;  // =?UTF-8?B? and ?=
  std::string words;
  while (!text.empty()) {
    std::size_t take = std::min((line_max - column - frame) / 4 * 3, text.size());
    while (take < text.size() && (static_cast<unsigned char>(text[take]) & 0xC0) == 0x80) --take;
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + base64(text.substr(0, take)) + "?=";
    text.remove_prefix(take);
    column = 1;
  }
  return words;
}

bool stands_as_written(std::string_view text) {
  return printable_ascii(text) && text.size() <= 60 && text.find("=?") == std::string_view::npos;
}

std::string unstructured(std::string_view text, std::size_t column) {
  return stands_as_written(text) ? std::string(text) : encoded_words(text, column);
}

std::string mailbox(const Mailbox& box, std::size_t column) {
  if (box.name.empty()) return "<" + box.address + ">";
  if (!stands_as_written(box.name)) {
    return encoded_words(box.name, column) + "\r\n <" + box.address + ">";
  }
  std::string quoted = "\"";
  for (const char c : box.name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"\r\n <" + box.address + ">";
}

// RFC 5322 3.3, in UTC.
std::string date_text(Instant at) {
  constexpr std::string_view days = "SunMonTueWedThuFriSat";
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto seconds = at.ms / 1000;
  const auto date = Date::from_days(static_cast<std::int32_t>(seconds / 86'400));
  return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} +0000", days.substr(date.weekday() * 3, 3),
                     date.day(), months.substr((date.month() - 1) * 3, 3), date.year(),
                     seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
}

// RFC 2045 6.7. Line ends of any kind become CRLF.
std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\n';
    if (c == '\r' && next == '\n') continue;
    if (c == '\n' || c == '\r') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool blank = c == ' ' || c == '\t';
    const bool plain = (c > ' ' && c < 0x7f && c != '=') || (blank && next != '\n' && next != '\r');
    const std::size_t width = plain ? 1 : 3;
    if (column + width > line_max - 1) {
      out += "=\r\n";
      column = 0;
    }
    if (plain) {
      out += c;
    } else {
      out += fmt::format("={:02X}", static_cast<unsigned char>(c));
    }
    column += width;
  }
  return out + "\r\n";
}

std::string base64_lines(std::string_view bytes) {
  const auto text = base64(bytes);
  std::string out;
  out.reserve(text.size() + text.size() / line_max * 2 + 2);
  for (std::size_t at = 0; at < text.size(); at += line_max) {
    out.append(text, at, line_max).append("\r\n");
  }
  return out;
}

std::string text_part(std::string_view subtype, std::string_view text) {
  return fmt::format(
             "Content-Type: text/{}; charset=utf-8\r\n"
             "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
             subtype) +
         quoted_printable(text);
}

std::string ascii_name(std::string_view name) {
  auto ascii = fold_ascii(name);
  std::erase_if(ascii, [](char c) { return c < ' ' || c == 0x7f || c == '"' || c == '\\'; });
  return ascii.substr(0, 60);
}

// RFC 2231: percent-encoded, and cut into numbered pieces so that no line grows too long.
std::string file_name_parameters(std::string_view name) {
  if (name == ascii_name(name)) return fmt::format(";\r\n filename=\"{}\"", name);
  std::string out;
  std::string piece = "UTF-8''";
  int count = 0;
  const auto flush = [&] { out += fmt::format(";\r\n filename*{}*={}", count++, piece); };
  for (const char c : name) {
    if (piece.size() > 50) {
      flush();
      piece.clear();
    }
    if (alphanumeric(c) || c == '.' || c == '-' || c == '_') {
      piece += c;
    } else {
      piece += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  flush();
  return out;
}

// The ASCII name in Content-Type is for readers that do not know RFC 2231.
std::string attachment_part(const Attachment& attachment) {
  return fmt::format(
             "Content-Type: {};\r\n name=\"{}\"\r\nContent-Transfer-Encoding: base64\r\n"
             "Content-Disposition: attachment{}\r\n\r\n",
             attachment.content_type, ascii_name(attachment.file_name),
             file_name_parameters(attachment.file_name)) +
         base64_lines(attachment.bytes);
}

// A part of parts. "=_" occurs neither in quoted-printable nor in base64, so the boundary cannot.
std::string multipart(std::string_view subtype, const std::string& boundary,
                      const std::vector<std::string>& parts) {
  std::string out =
      fmt::format("Content-Type: multipart/{};\r\n boundary=\"{}\"\r\n\r\n", subtype, boundary);
  for (const auto& part : parts) out += "--" + boundary + "\r\n" + part + "\r\n";
  return out + "--" + boundary + "--\r\n";
}

Status check(const Mailbox& box, std::string_view field) {
  if (auto status = check_address(box.address); !status) {
    return tl::make_unexpected(std::move(status).error().at(std::string(field)));
  }
  return check_line(box.name, field, false);
}

bool media_type(std::string_view text) {
  const auto slash = text.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < text.size() &&
         text.size() <= 100 && std::all_of(text.begin(), text.end(), [](char c) {
           return alphanumeric(c) || c == '/' || c == '.' || c == '-' || c == '+';
         });
}

Status check(const Message& message) {
  TRY_STATUS(check(message.from, "from"));
  TRY_STATUS(check(message.to, "to"));
  if (message.reply_to) TRY_STATUS(check(*message.reply_to, "reply_to"));
  TRY_STATUS(check_line(message.subject, "subject", false));
  TRY_STATUS(check_address(message.message_id));
  if (message.unsubscribe_url) {
    TRY_STATUS(check_line(*message.unsubscribe_url, "unsubscribe_url", true));
    if (!message.unsubscribe_url->starts_with("https://") ||
        message.unsubscribe_url->find_first_of(" <>") != std::string::npos ||
        message.unsubscribe_url->size() > 900) {
      return invalid("mail.header", "o endereço de descadastro deve ser https (RFC 8058)",
                     "unsubscribe_url");
    }
  }
  for (const auto& [name, value] : message.headers) {
    const bool good_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return alphanumeric(c) || c == '-';
    });
    if (!good_name || name.size() + value.size() > 900) {
      return invalid("mail.header", "nome de cabeçalho inválido ou valor longo demais", name);
    }
    TRY_STATUS(check_line(value, name, true));
  }
  if (!valid_utf8(message.text)) return invalid("mail.encoding", "texto fora do UTF-8", "text");
  if (!valid_utf8(message.html)) return invalid("mail.encoding", "texto fora do UTF-8", "html");
  for (const auto& attachment : message.attachments) {
    TRY_STATUS(check_line(attachment.file_name, "attachments", false));
    if (!media_type(attachment.content_type)) {
      return invalid("mail.attachment", "tipo de conteúdo do anexo inválido", "attachments");
    }
  }
  return {};
}

}  // namespace

Status check_address(std::string_view address) {
  const auto wrong = [&] {
    return invalid("mail.address",
                   fmt::format("\"{}\" não é um endereço de e-mail; esperado nome@dominio, sem "
                               "acentos nem espaços",
                               prefix_utf8(address, 60)));
  };
  const auto at = address.rfind('@');
  if (at == std::string_view::npos || address.size() > 254) return wrong();
  const auto local = address.substr(0, at);
  const auto domain = address.substr(at + 1);
  if (local.empty() || local.size() > 64 || domain.empty()) return wrong();
  for (const auto& atom : split(local, '.')) {
    if (atom.empty() || !std::all_of(atom.begin(), atom.end(), atom_character)) return wrong();
  }
  for (const auto& label : split(domain, '.')) {
    const bool good =
        !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
        std::all_of(label.begin(), label.end(), [](char c) { return alphanumeric(c) || c == '-'; });
    if (!good) return wrong();
  }
  return {};
}

Result<std::string> write_mime(const Message& message) {
  TRY_STATUS(check(message));
  std::string out;
  const auto header = [&](std::string_view name, std::string_view value) {
    out += fmt::format("{}: {}\r\n", name, value);
  };
  header("Date", date_text(message.date));
  const auto after = [](std::string_view name) { return name.size() + 2; };
  header("From", mailbox(message.from, after("From")));
  header("To", mailbox(message.to, after("To")));
  if (message.reply_to) header("Reply-To", mailbox(*message.reply_to, after("Reply-To")));
  header("Subject", unstructured(message.subject, after("Subject")));
  header("Message-ID", "<" + message.message_id + ">");
  header("Auto-Submitted", "auto-generated");
  if (message.unsubscribe_url) {
    header("List-Unsubscribe", "<" + *message.unsubscribe_url + ">");
    header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }
  for (const auto& [name, value] : message.headers) header(name, value);
  header("MIME-Version", "1.0");

  const auto seed = hex(sha256(message.message_id)).substr(0, 24);
  std::string body = text_part("plain", message.text);
  if (!message.html.empty()) {
    body = multipart("alternative", "=_a" + seed, {body, text_part("html", message.html)});
  }
  if (!message.attachments.empty()) {
    std::vector<std::string> parts = {std::move(body)};
    for (const auto& attachment : message.attachments) {
      parts.push_back(attachment_part(attachment));
    }
    body = multipart("mixed", "=_m" + seed, parts);
  }
  return out + body;
}

}  // namespace quita::mail
