#include "cnab/code_book.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>

namespace quita::cnab {
namespace {

// Codes longer than this stand in no table.
constexpr std::size_t code_length_max = sizeof(CodeBook::Code);

CodeBook::Code code_of(std::string_view text) {
  CodeBook::Code code = 0;
  if (!text.empty() && text.size() <= code_length_max) std::memcpy(&code, text.data(), text.size());
  return code;
}

}  // namespace

CodeBook::CodeBook(const Layout& layout) : layout_(&layout) {
  for (const auto& occurrence : layout.occurrences) {
    auto& entry = entries_.emplace_back(Entry{code_of(occurrence.code), &occurrence, {}});
    for (const auto& table : layout.reasons) {
      if (!table.speaks_of(occurrence.code)) continue;
      for (const auto& reason : table.reasons)
        entry.reasons.emplace_back(code_of(reason.code), &reason);
    }
    // Stable: of two tables that know a code, the first has it.
    std::ranges::stable_sort(entry.reasons, {}, &std::pair<Code, const ReasonWords*>::first);
  }
  std::ranges::stable_sort(entries_, {}, &Entry::code);
}

const CodeBook::Entry* CodeBook::find(std::string_view occurrence) const {
  const auto code = code_of(occurrence);
  const auto at = std::ranges::lower_bound(entries_, code, {}, &Entry::code);
  return at != entries_.end() && at->occurrence->code == occurrence ? &*at : nullptr;
}

std::string_view CodeBook::reason_words(const Entry* entry, std::string_view occurrence,
                                        std::string_view reason) const {
  if (!entry) return cnab::reason_words(*layout_, occurrence, reason);
  const auto code = code_of(reason);
  const auto at = std::ranges::lower_bound(entry->reasons, code, {},
                                           &std::pair<Code, const ReasonWords*>::first);
  return at != entry->reasons.end() && at->second->code == reason ? at->second->words
                                                                  : std::string_view();
}

const CodeBook& code_book(const Layout& layout) {
  static std::mutex mutex;
  static std::map<const Layout*, std::unique_ptr<const CodeBook>> books;
  const std::lock_guard lock(mutex);
  auto& book = books[&layout];
  if (!book) book = std::make_unique<const CodeBook>(layout);
  return *book;
}

}  // namespace quita::cnab
