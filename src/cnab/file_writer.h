// A file being written: its parts in their order, their sequence numbers and counts, the same for
// remittances and returns.
#pragma once

#include <string>
#include <vector>

#include "cnab/file_values.h"
#include "cnab/record.h"

namespace quita::cnab {

// The layout that writes this covenant's files. Error: cnab.bank.
Result<const Layout*> layout_to_write(const Covenant&, Direction);

class FileWriter {
 public:
  FileWriter(const Layout&, const Covenant&, const FileStamp&, Direction);
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  RecordWriter& records() { return records_; }

  // Header of the file and of the lot. `titles`: how many will follow, for the memory.
  void begin(std::size_t titles);
  // The detail records of one title that `needs` asks for, filled with `values`; `value` counts in
  // the trailers.
  template <class Values, class Needs>
  void title(Place place, Money value, const Values& values, const Needs& needs) {
    ++totals_.titles;
    totals_.value += value;
    for (const auto& form : forms_) {
      if (!needs(*form.record)) continue;
      ++in_lot_;
      records_.write(form, place, [&](Key key) -> Value {
        if (key == Key::sequence) return sequence();
        return values(key);
      });
    }
    // The first title tells how long all will be.
    if (totals_.titles == 1) records_.reserve(static_cast<std::size_t>(in_lot_) * titles_);
  }
  // The trailers.
  tl::expected<std::string, std::vector<Error>> finish() &&;

 private:
  std::int64_t sequence() const {
    return layout_.format == Format::cnab240 ? in_lot_ : records_.records() + 1;
  }
  Value of_file(Key) const;
  void write_part(Part);

  const Layout& layout_;
  const Covenant& covenant_;
  const FileStamp& stamp_;
  Direction direction_;
  RecordWriter records_;
  std::vector<RecordForm> forms_;  // of the detail records
  Totals totals_;
  std::size_t titles_ = 0;
  int in_lot_ = 0;
};

}  // namespace quita::cnab
