// One record of a return turned into the members of a ReturnEntry. What stands where is looked up
// in the layout once, when a file is opened; a line then costs only its own columns.
#pragma once

#include <vector>

#include "cnab/code_book.h"
#include "cnab/lines.h"
#include "cnab/record.h"

namespace quita::cnab {

// Carries what a bank returns of a hybrid slip's Pix.
inline bool carries_pix(const Record& record) {
  return record.has(Key::pix_location) || record.has(Key::pix_code);
}

class EntryReader {
 public:
  EntryReader(const Layout&, const Record&);

  const Record& record() const { return *record_; }
  // Carries nosso número and occurrence: begins an entry (segment T, any detail of CNAB 400).
  bool begins() const { return our_number_ != nullptr; }
  // Carries what was paid: ends it (segment U, any detail of CNAB 400).
  bool ends() const { return ends_; }
  // Carries the Pix of the title that stands before it.
  bool adds_pix() const { return !begins() && !ends() && carries_pix_; }

  // What this record carries, into the entry; the rest of it is left. An entry that is used again
  // was cleared by `clear`.
  void read(const Line&, ReturnEntry&, std::vector<Finding>& problems) const;
  static void clear(ReturnEntry&);

 private:
  template <class Member>
  struct Step {
    const Field* field;
    Member ReturnEntry::*member;
  };

  void read_identity(const Line&, ReturnEntry&) const;
  void read_our_number(const Line&, ReturnEntry&) const;
  void read_wallet(const Line&, ReturnEntry&) const;
  void read_payer(const Line&, ReturnEntry&) const;
  void read_reasons(const Line&, ReturnEntry&, const CodeBook::Entry*) const;
  void read_pix(const Line&, ReturnedPix&) const;

  const Layout* layout_;
  const CodeBook* codes_;
  const Record* record_;
  bool ends_;
  bool carries_pix_;
  const Field* our_number_;
  const Field* our_number_digit_;
  const Field* our_number_again_;
  const Field* movement_;
  const Field* movement_origin_;
  const Field* wallet_;
  const Field* wallet_code_;
  const Field* paying_bank_;
  const Field* paying_agency_;
  const Field* payer_document_kind_;
  const Field* payer_document_;
  const Field* reasons_;
  const Field* reason_text_;
  const Field* pix_location_;
  const Field* pix_txid_;
  const Field* pix_code_;
  const Field* pix_refusal_;
  std::vector<Step<Money>> money_;
  std::vector<Step<std::optional<Date>>> dates_;
  std::vector<Step<std::string>> texts_;
};

}  // namespace quita::cnab
