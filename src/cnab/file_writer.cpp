#include "cnab/file_writer.h"

#include <fmt/format.h>

namespace quita::cnab {

Result<const Layout*> layout_to_write(const Covenant& covenant, Direction direction) {
  const auto* layout = find_layout(covenant.bank, covenant.format);
  if (layout && !layout->records(direction).empty()) return layout;
  return invalid("cnab.bank",
                 fmt::format("O banco \"{}\" não tem {} {} aqui; esperado {}.", covenant.bank,
                             direction == Direction::remittance ? "remessa" : "retorno",
                             format_name(covenant.format), banks_with(covenant.format, direction)),
                 "convenio.banco");
}

FileWriter::FileWriter(const Layout& layout, const Covenant& covenant, const FileStamp& stamp,
                       Direction direction)
    : layout_(layout),
      covenant_(covenant),
      stamp_(stamp),
      direction_(direction),
      records_(layout) {}

void FileWriter::begin(std::size_t titles) {
  titles_ = titles;
  write_part(Part::header);
  write_part(Part::lot_header);
  for (const auto& record : layout_.records(direction_))
    if (record.part == Part::detail)
      forms_.push_back(records_.make_form(record, [this](Key key) { return of_file(key); }));
}

tl::expected<std::string, std::vector<Error>> FileWriter::finish() && {
  write_part(Part::lot_trailer);
  write_part(Part::trailer);
  return std::move(records_).take();
}

Value FileWriter::of_file(Key key) const {
  if (key == Key::sequence) return sequence();
  if (key == Key::records_ahead) return static_cast<std::int64_t>(titles_ + 1);
  return file_value(layout_, covenant_, stamp_, direction_, totals_, key);
}

void FileWriter::write_part(Part part) {
  for (const auto& record : layout_.records(direction_)) {
    if (record.part != part) continue;
    if (part == Part::trailer) totals_.file_records = records_.records() + 1;
    if (part == Part::lot_trailer) totals_.lot_records = in_lot_ + 2;
    records_.write(record, [this](Key key) { return of_file(key); });
  }
}

}  // namespace quita::cnab
