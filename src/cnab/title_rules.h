// What a bank refuses in a remittance although every column holds what its picture allows: the
// part of the validator that looks at values beside one another.
#pragma once

#include <cstdint>
#include <unordered_set>

#include "cnab/reader.h"
#include "cnab/record.h"

namespace quita::cnab {

// Takes a remittance's records in their order. Rules, each a finding with its field: cnab.required
// (name, address, number of the document, dates), cnab.document (CPF/CNPJ and its kind),
// cnab.state, cnab.postal_code, cnab.amount, cnab.issued (after the due date), cnab.kind,
// cnab.our_number_digit, cnab.our_number_repeated, cnab.charge (a code without its value or date,
// or the reverse), cnab.discount (after the due date, or not below the title), cnab.total (the
// trailer's count and sum). Keeps eight bytes for each title registered, to see one that comes
// twice.
class TitleRules {
 public:
  TitleRules(const OpenFile& file, Findings& findings) : file_(file), findings_(findings) {}
  void take(const Record&, const Line&);

 private:
  struct Charge {
    Key code, value, rate;
    std::string_view none, of_amount, of_rate;
  };

  void header();
  void title();
  void identity();
  void payer();
  void dates();
  void charges();
  void charge(const Charge&);
  void discount(Key date_key, Key value_key, Key code_key);
  void totals();
  void document(Key kind, Key document);
  void require_text(Key);
  bool has(Key key) const { return record_->has(key); }
  // Without a finding: what is no number or no date, the columns' own check has said.
  std::string_view text(Key) const;
  std::int64_t number(Key) const;
  std::optional<Date> date(Key) const;
  bool registering() const { return registering_; }
  void add(Key, Finding::Severity, std::string_view rule, std::string_view expected);

  const OpenFile& file_;
  Findings& findings_;
  const Record* record_ = nullptr;
  const Line* line_ = nullptr;
  Covenant covenant_;
  bool registering_ = false;  // the title that the records now tell
  std::optional<Date> due_;
  std::int64_t amount_ = 0;
  std::int64_t titles_ = 0;  // of the lot
  std::uint64_t total_ = 0;  // wraps, as no file does
  std::unordered_set<std::uint64_t> numbers_;
};

}  // namespace quita::cnab
