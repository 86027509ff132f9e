// One record read by its table, and one record written by its table.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cnab/layout.h"
#include "cnab/lines.h"

namespace quita::cnab {

inline std::string_view columns(const Field& field, std::string_view line) {
  const auto first = static_cast<std::size_t>(field.first - 1);
  if (first >= line.size()) return {};
  return line.substr(first, static_cast<std::size_t>(field.length()));
}

// A line seen through its record's table. Readers of typed values put what is wrong with a field
// into `problems`, which stays empty for a sound record.
class RecordView {
 public:
  RecordView(const Record& record, const Line& line, std::vector<Finding>& problems)
      : record_(&record),
        line_(line.text),
        stood_(line.stood),
        number_(line.number),
        problems_(&problems) {}

  const Record& record() const { return *record_; }
  int line_number() const { return number_; }
  bool has(Key key) const { return record_->has(key); }
  std::string_view raw(Key) const;  // the columns as they stand; empty without such a field
  std::string text(Key) const;      // UTF-8, blanks trimmed at both ends
  std::string digits(Key) const;    // without leading zeros; "" for zeros or blanks
  // Zero for blanks and without such a field. Problem cnab.field when it is not a number: an error,
  // except that zeros followed by blanks are zero however one reads them, which is only a warning.
  // A line that ended in the middle of the field leaves its value open: an error.
  std::int64_t number(Key key) const {
    const auto* field = record_->find(key);
    return field ? number(*field) : 0;
  }
  std::int64_t number(const Field&) const;
  Money money(Key key) const { return Money::centavos(number(key)); }
  // Absent for zeros and blanks. Problem cnab.date when it names no day.
  std::optional<Date> date(Key key) const {
    const auto* field = record_->find(key);
    return field ? date(*field) : std::nullopt;
  }
  std::optional<Date> date(const Field&) const;

 private:
  void report(const Field&, std::string_view rule, Finding::Severity,
              std::string_view expected) const;

  const Record* record_;
  std::string_view line_;
  std::size_t stood_;
  int number_;
  std::vector<Finding>* problems_;
};

// A finding about one field of one line.
Finding field_finding(const Record&, const Field&, std::string_view line, int number,
                      Finding::Severity, std::string_view rule, std::string_view expected);

// The date in a field's columns, in the order of its type. Absent when they name no day.
std::optional<Date> parse_field_date(const Field&, std::string_view columns);

// What a field is filled with; monostate leaves it as it is: zeros or blanks, or what the file has
// in all its records. A view stands until the field is written.
using Value = std::variant<std::monostate, std::int64_t, Date, std::string_view, std::string>;
using ValueOf = std::function<Value(Key)>;

// Where a problem stands: "itens.3"; the file's own data without a list.
struct Place {
  std::string_view list = {};
  std::size_t index = 0;
};

// A record with everything in it that is the same for a whole file. Only the open fields differ
// from line to line.
struct RecordForm {
  const Record* record = nullptr;
  std::string line;
  std::vector<const Field*> open;
};

// Writes records by their tables and collects what does not fit.
class RecordWriter {
 public:
  explicit RecordWriter(const Layout& layout) : layout_(&layout) {}

  void reserve(std::size_t records) { out_.reserve(records * (width() + 2)); }
  // The form of a record, filled with what `value_of` knows.
  RecordForm make_form(const Record&, const ValueOf& value_of);
  // A line of its own: header or trailer.
  void write(const Record& record, const ValueOf& value_of) {
    write(make_form(record, value_of), {}, [](Key) { return Value(); });
  }
  // One more line of this form. `values` fills what it knows, the rest stays as in the form.
  template <class Values>
  void write(const RecordForm& form, Place place, const Values& values) {
    const auto begin = out_.size();
    out_ += form.line;
    out_ += "\r\n";
    for (const auto* field : form.open) {
      const Value value = values(field->key);
      if (value.index() != 0) put(*field, value, out_.data() + begin + field->first - 1, place);
    }
    ++records_;
  }
  void problem(std::string code, Place, std::string_view path, std::string message,
               std::string hint = {});

  int records() const { return records_; }
  tl::expected<std::string, std::vector<Error>> take() &&;

 private:
  std::size_t width() const { return static_cast<std::size_t>(layout_->width()); }
  // `at` is where the field's columns stand.
  void put(const Field&, const Value&, char* at, Place);
  void put_date(const Field&, Date, char* at, Place);
  void put_digits(const Field&, std::string_view digits, char* at, Place);
  void put_text(const Field&, std::string_view text, char* at, Place);

  const Layout* layout_;
  std::string out_;
  std::string folded_;
  std::vector<Error> problems_;
  std::set<std::string> told_;
  int records_ = 0;
};

}  // namespace quita::cnab
