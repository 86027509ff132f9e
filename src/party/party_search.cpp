// Search as somebody types. Every way in is a range of an index, so that it costs the same in a
// book of a million.
#include <algorithm>
#include <cstddef>

#include "base/text.h"
#include "party/party_service.h"

namespace quita::party {
namespace {

// Behind every text that begins with `prefix`, in byte order.
std::string after_prefix(std::string_view prefix) {
  return std::string(prefix) + "\xF4\x8F\xBF\xBF";
}

// The longest word finds, the others must be in the name too. Bounded before sorting: a single
// letter matches half the book.
constexpr std::string_view by_word = R"(
SELECT p.id, p.name, p.document FROM (
  SELECT w.party_id FROM party_word w JOIN party q
    ON q.tenant_id = w.tenant_id AND q.id = w.party_id
  WHERE w.tenant_id = $1 AND w.word >= $2 AND w.word < $3
    AND (' ' || q.search) LIKE $4 AND (' ' || q.search) LIKE $5 AND (' ' || q.search) LIKE $6
  LIMIT 400) AS hit
JOIN party p ON p.tenant_id = $1 AND p.id = hit.party_id
GROUP BY p.id, p.name, p.document, p.search
ORDER BY CASE WHEN p.search LIKE $7 THEN 0 ELSE 1 END, p.search, p.id LIMIT $8)";

constexpr std::string_view by_document = R"(
SELECT id, name, document FROM party WHERE tenant_id = $1 AND document >= $2 AND document < $3
ORDER BY document LIMIT $4)";

constexpr std::string_view by_contact = R"(
SELECT DISTINCT p.id, p.name, p.document FROM party_contact c JOIN party p
  ON p.tenant_id = c.tenant_id AND p.id = c.party_id
WHERE c.tenant_id = $1 AND c.value >= $2 AND c.value < $3 LIMIT $4)";

class Hits {
 public:
  explicit Hits(int limit) : limit_(static_cast<std::size_t>(limit)) {}
  void add(db::Row& row) {
    const auto id = row.id<PartyId>(0);
    if (found_.size() >= limit_) return;
    for (const Found& one : found_) {
      if (one.id == id) return;
    }
    found_.push_back({id, row.text(1), row.text(2)});
  }
  std::vector<Found> take() { return std::move(found_); }

 private:
  std::size_t limit_;
  std::vector<Found> found_;
};

// An upper-case CNPJ may hold letters; what people type between them falls.
std::string document_prefix(std::string_view typed) {
  std::string text;
  for (char c : upper_ascii(typed)) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) text += c;
  }
  return text;
}

}  // namespace

std::vector<Found> search_parties(db::Tx& tx, std::string_view typed, int limit) {
  Hits hits(limit);
  const auto add = [&](db::Row& row) { hits.add(row); };
  const std::string digits = digits_only(typed);
  const std::string document = document_prefix(typed);
  // Only figures and the signs people put between them.
  const bool figures =
      !digits.empty() && typed.find_first_not_of("0123456789.-/() +") == std::string_view::npos;
  const bool cnpj_like = !digits.empty() && digits.size() * 2 >= document.size();
  if (document.size() >= 3 && (figures || cnpj_like)) {
    tx.each(by_document, add, tx.tenant(), document, after_prefix(document), limit);
  }
  if (figures && digits.size() >= 4) {
    const std::string phone =
        "+" + (digits.starts_with("55") && digits.size() > 11 ? "" : std::string("55")) + digits;
    tx.each(by_contact, add, tx.tenant(), phone, after_prefix(phone), limit);
  }
  if (typed.find('@') != std::string_view::npos) {
    const std::string email = lower_ascii(trim(typed));
    tx.each(by_contact, add, tx.tenant(), email, after_prefix(email), limit);
  }
  std::vector<std::string> words = words_of(typed);
  if (!words.empty() && !figures) {
    const std::string start = search_text(typed, "") + "%";
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    const auto like = [&](std::size_t i) {
      return words.size() > i ? "% " + words[i] + "%" : std::string("%");
    };
    tx.each(by_word, add, tx.tenant(), words[0], after_prefix(words[0]), like(1), like(2), like(3),
            start, limit);
  }
  return hits.take();
}

}  // namespace quita::party
