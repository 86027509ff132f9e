#include <fmt/format.h>

#include "base/text.h"
#include "boleto/barcode.h"
#include "cnab/dda.h"
#include "cnab/service_reader.h"

namespace quita::cnab {
namespace {

class DdaReader {
 public:
  explicit DdaReader(LineReader& lines) : lines_(lines) {}

  Result<DdaFile> run() {
    const auto file = TRY(open_file(lines_, Direction::returned, Service::dda));
    layout_ = file.layout;
    out_.bank = file.identity.bank;
    out_.bank_name = bank_name(out_.bank);
    out_.covenant.bank = out_.bank;
    out_.covenant.format = Format::cnab240;
    TRY_STATUS(walk(lines_, file, [this](const RecordView& view) { return take(view); }));
    lines_.warnings().add(by_common_columns(file));
    out_.warnings = lines_.warnings().take();
    return std::move(out_);
  }

 private:
  Status take(const RecordView& view) {
    const auto& record = view.record();
    if (record.part == Part::header) out_.made = view.date(Key::made_date);
    if (record.part == Part::header || record.part == Part::lot_header)
      read_covenant(view, *layout_, out_.covenant);
    if (record.part == Part::lot_header) open_ = false;
    if (record.part != Part::detail) return {};
    if (record.has(Key::drawer_name)) {
      slip(view, out_.slips.emplace_back());
      open_ = true;
      return {};
    }
    if (!open_)
      return tl::make_unexpected(without_first(view.line_number(), "segmento H", "o segmento G"));
    complete(view, out_.slips.back());
    return {};
  }

  void slip(const RecordView& view, DdaSlip& slip) {
    slip.line = view.line_number();
    slip.movement = view.text(Key::pay_order);
    slip.barcode = view.text(Key::barcode);
    // A bank whose columns were others would show itself here.
    if (const auto barcode = boleto::parse_barcode(slip.barcode); !barcode)
      lines_.warnings().add("cnab.barcode", [&] {
        return line_warning(slip.line, "cnab.barcode",
                            fmt::format("Linha {}, colunas 18 a 61: o código de barras não confere "
                                        "({}).",
                                        slip.line, barcode.error().message));
      });
    slip.drawer_document = document_of(view, Key::drawer_document_kind, Key::drawer_document);
    slip.drawer_name = view.text(Key::drawer_name);
    slip.due = view.date(Key::due);
    slip.value = view.money(Key::amount);
    slip.document = view.text(Key::your_number);
    slip.wallet = view.text(Key::wallet);
    slip.kind = view.text(Key::kind);
    for (const auto& known : layout_->kinds)
      if (known.code == slip.kind) {
        slip.kind = known.kind;
        break;
      }
    slip.issued = view.date(Key::issued);
    slip.interest_per_day = view.money(Key::interest);
    slip.pay_until = view.date(Key::pay_until);
    discount(view, Key::discount_code, Key::discount_date, Key::discount, slip.discounts);
  }

  static void complete(const RecordView& view, DdaSlip& slip) {
    slip.guarantor_document =
        document_of(view, Key::guarantor_document_kind, Key::guarantor_document);
    slip.guarantor_name = view.text(Key::guarantor_name);
    discount(view, Key::discount2_code, Key::discount2_date, Key::discount2, slip.discounts);
    discount(view, Key::discount3_code, Key::discount3_date, Key::discount3, slip.discounts);
    if (const auto fine = view.money(Key::fine); fine.positive())
      slip.fine = DdaCharge{view.text(Key::fine_code), view.date(Key::fine_date), fine};
    slip.rebate = view.money(Key::rebate);
    for (const auto key : {Key::message, Key::message2})
      if (auto text = view.text(key); !text.empty()) slip.messages.push_back(std::move(text));
  }

  static void discount(const RecordView& view, Key code, Key date, Key value,
                       std::vector<DdaCharge>& into) {
    if (const auto given = view.money(value); given.positive())
      into.push_back({view.text(code), view.date(date), given});
  }

  LineReader& lines_;
  const Layout* layout_ = nullptr;
  DdaFile out_;
  bool open_ = false;
};

}  // namespace

Result<DdaFile> read_dda(std::string_view bytes) {
  LineReader lines(bytes);
  return DdaReader(lines).run();
}

}  // namespace quita::cnab
