// A place in a fiscal document (NF-e, NFS-e and their events) that knows its own path and the
// document's error prefix, so that every error can name both; and the readers of the types that
// those layouts share. Inner header of this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "document/xml.h"

namespace quita::document {

class FiscalElement {
 public:
  // `prefix` begins the error codes and must outlive the element: "nfe".
  FiscalElement(pugi::xml_node node, std::string path, std::string_view prefix)
      : node_(node), path_(std::move(path)), prefix_(prefix) {}
  static FiscalElement root(const pugi::xml_document& document, std::string_view prefix) {
    const auto node = document.document_element();
    return {node, std::string(local_name(node)), prefix};
  }

  explicit operator bool() const { return !node_.empty(); }
  const std::string& path() const { return path_; }
  FiscalElement operator[](std::string_view name) const;
  std::string text() const { return text_of(node_); }
  std::string text(std::string_view name) const { return text_of(child_of(node_, name)); }
  std::string attribute(const char* name) const { return attribute_of(node_, name); }
  // The children of that name, numbered from 1 in their paths.
  std::vector<FiscalElement> all(std::string_view name) const;

  // An error about this place: code "<prefix>.<rule>".
  tl::unexpected<Error> refused(std::string_view rule, std::string message,
                                std::string expected) const;

 private:
  pugi::xml_node node_;
  std::string path_;
  std::string_view prefix_;
};

// The text of the child, which must not be empty. Error: .missing.
Result<std::string> required(const FiscalElement& parent, std::string_view name);
// TDec_1302 and its kin: digits, a point, at most two decimals; never a sign. Error: .money.
Result<Money> read_money(const FiscalElement&);
Result<Money> required_money(const FiscalElement& parent, std::string_view name);
Result<std::optional<Money>> optional_money(const FiscalElement& parent, std::string_view name);
// AAAA-MM-DD. Error: .date.
Result<Date> read_date(const FiscalElement&);

struct LocalInstant {
  Instant instant;
  Date date;  // at the writer's own clock
};
// TDateTimeUTC: "2026-11-22T13:05:09-03:00", or Z for the offset. Error: .date.
Result<LocalInstant> read_local_instant(const FiscalElement&);

// "a@b.com; c@d.com" -> both.
std::vector<std::string> split_emails(std::string text);

}  // namespace quita::document
