// The parts of a returned mail: what a machine reports, what is told to people, and the mail that
// came back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quita::mail::returned {

struct Field {
  std::string name;  // lower case
  std::string value;
};

struct Parts {
  std::string content_type;  // of the whole, lower case
  std::string from, to, subject, return_path, auto_submitted, failed_recipients;
  bool automatic = false;                   // says so in a header
  std::string notice;                       // what was written for people, without the original
  std::vector<std::vector<Field>> reports;  // of message/delivery-status: one group a recipient
  std::vector<Field> feedback;              // of message/feedback-report
  std::string original;                     // headers of the mail that came back
  std::optional<std::string> inner;         // a whole mail within, as it stands
};

// Reads at most returned_mail_bytes_max bytes (bounce.h); never fails: of a mail that makes no
// sense most parts are empty.
Parts parse(std::string_view bytes);

// Lines "Name: value", with their continuations.
std::vector<Field> fields_of(std::string_view text);
std::string value_of(const std::vector<Field>&, std::string_view name);  // the first; empty: none

}  // namespace quita::mail::returned
