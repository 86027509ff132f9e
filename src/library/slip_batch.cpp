#include "library/slip_batch.h"

#include <fmt/format.h>

#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "base/text.h"
#include "library/slip_json.h"
#include "pdf/slip.h"
#include "pdf/zip.h"

namespace quita::library {

namespace {

// Large enough to keep the threads busy, small enough to keep memory low.
constexpr std::size_t batch_lines = 512;

// fn(i) for each i below `count`, on that many threads. The first exception comes through.
template <class Function>
void for_each(std::size_t count, unsigned threads, const Function& fn) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failing;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) fn(i);
    } catch (...) {
      const std::lock_guard lock(failing);
      failure = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

struct Line {
  std::size_t number;
  std::string text;
};

// The next lines that are not blank; fewer than a batch at the end.
std::vector<Line> read_batch(std::istream& in, std::size_t& number) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  std::vector<Line> batch;
  for (std::string line; batch.size() < batch_lines && std::getline(in, line);) {
    ++number;
    std::string_view text = line;
    if (number == 1 && text.starts_with(byte_order_mark)) {
      text.remove_prefix(byte_order_mark.size());
    }
    text = trim(text);
    if (!text.empty()) batch.push_back({number, std::string(text)});
  }
  return batch;
}

// What becomes one page or, of booklets and invoices, some pages.
using Piece = std::vector<SlipInput>;

std::vector<pdf::Page> pages_of(const Piece& piece, SlipLayout layout) {
  const pdf::Slip& first = piece.front().slip;
  std::vector<pdf::Page> pages;
  switch (layout) {
    case SlipLayout::page:
      pages.push_back(pdf::slip_page(first));
      return pages;
    case SlipLayout::invoice:
      return pdf::invoice_pages(first);
    case SlipLayout::thermal:
      pages.push_back(pdf::thermal_page(first));
      return pages;
    case SlipLayout::booklet:
      break;
  }
  Money total;
  std::vector<pdf::Slip> slips;
  for (const auto& input : piece) {
    slips.push_back(input.slip);
    total += input.amount;
  }
  return pdf::booklet_pages(slips, format_brl(total));
}

// "boleto-000001-10451-001.pdf": the order first, so that no two are the same.
std::string member_name(std::size_t number, const std::string& document) {
  std::string name = fmt::format("boleto-{:06}", number);
  if (!document.empty()) name += '-';
  for (const char c : prefix_utf8(document, 60)) {
    const bool ordinary =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    name += ordinary ? c : '-';
  }
  return name + ".pdf";
}

// A piece made ready on any thread, to be written in its turn.
struct Ready {
  std::vector<pdf::Page> pages;
  std::string file;  // for a ZIP
};

class Writer {
 public:
  Writer(const SlipBatch& batch, const pdf::Sink& sink) : batch_(batch), sink_(sink) {}

  void write(const std::vector<Piece>& pieces) {
    std::vector<Ready> ready(pieces.size());
    for_each(pieces.size(), batch_.threads, [&](std::size_t i) {
      ready[i].pages = pages_of(pieces[i], batch_.layout);
      if (batch_.zip) ready[i].file = whole_file(pieces[i], ready[i].pages);
    });
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      count_.slips += pieces[i].size();
      if (batch_.zip) {
        if (!zip_) zip_.emplace(sink_);
        zip_->add(member_name(++count_.files, pieces[i].front().slip.document_number),
                  ready[i].file);
        continue;
      }
      if (!document_)
        document_.emplace(pdf::Metadata{"Boletos", beneficiary(pieces[i]), ""}, sink_);
      for (const auto& page : ready[i].pages) document_->add_page(page);
    }
  }

  SlipCount finish() && {
    if (zip_) std::move(*zip_).finish();
    if (document_) std::move(*document_).finish();
    return count_;
  }

 private:
  static std::string beneficiary(const Piece& piece) { return piece.front().slip.beneficiary.name; }

  static std::string whole_file(const Piece& piece, const std::vector<pdf::Page>& pages) {
    std::string file;
    pdf::Document document(pdf::slip_metadata(piece.front().slip),
                           [&](std::string_view bytes) { file += bytes; });
    for (const auto& page : pages) document.add_page(page);
    std::move(document).finish();
    return file;
  }

  const SlipBatch& batch_;
  const pdf::Sink& sink_;
  std::optional<pdf::ZipFile> zip_;
  std::optional<pdf::Document> document_;
  SlipCount count_;
};

// Slips in their order, cut into pieces. A booklet stays open until another payer comes.
class Pieces {
 public:
  explicit Pieces(SlipLayout layout) : booklets_(layout == SlipLayout::booklet) {}

  void add(SlipInput input) {
    const std::string key = booklets_ ? booklet_of(input.slip) : std::string();
    const bool same =
        booklets_ && !open_.empty() && key == key_ && open_.size() < booklet_slips_max;
    if (!same) close();
    key_ = key;
    open_.push_back(std::move(input));
  }
  void close() {
    if (!open_.empty()) closed_.push_back(std::move(open_));
    open_.clear();
  }
  std::vector<Piece> take() { return std::exchange(closed_, {}); }

 private:
  bool booklets_;
  std::string key_;
  Piece open_;
  std::vector<Piece> closed_;
};

void set_logos(const SlipBatch& batch, pdf::Slip& slip) {
  slip.beneficiary_logo = batch.beneficiary_logo;
  const auto found = batch.bank_logos.find(slip.bank_code.substr(0, 3));
  if (found != batch.bank_logos.end()) slip.bank_logo = found->second;
}

Result<SlipInput> read_slip(const std::string& line) { return slip_of(TRY(parse_object(line))); }

}  // namespace

SlipCount write_slips(std::istream& in, const SlipBatch& batch, const pdf::Sink& sink,
                      const Refused& refused) {
  Writer writer(batch, sink);
  Pieces pieces(batch.layout);
  std::size_t line_number = 0, refusals = 0;
  for (auto lines = read_batch(in, line_number); !lines.empty();
       lines = read_batch(in, line_number)) {
    std::vector<std::optional<Result<SlipInput>>> read(lines.size());
    for_each(lines.size(), batch.threads,
             [&](std::size_t i) { read[i] = read_slip(lines[i].text); });
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!*read[i]) {
        refused(lines[i].number, read[i]->error());
        ++refusals;
        continue;
      }
      set_logos(batch, (*read[i])->slip);
      pieces.add(std::move(**read[i]));
    }
    const auto ready = pieces.take();
    if (refusals == 0) writer.write(ready);
  }
  pieces.close();
  if (refusals > 0) return {.refused = refusals};
  writer.write(pieces.take());
  return std::move(writer).finish();
}

Result<SlipLayout> slip_layout(std::string_view name) {
  if (name == "pagina") return SlipLayout::page;
  if (name == "fatura") return SlipLayout::invoice;
  if (name == "carne") return SlipLayout::booklet;
  if (name == "bobina") return SlipLayout::thermal;
  return invalid("slip.layout", "Não há o modelo " + std::string(name.substr(0, 40)), "modelo",
                 "pagina, fatura, carne ou bobina");
}

}  // namespace quita::library
