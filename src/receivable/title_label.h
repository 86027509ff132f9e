// What a title's sale was about: its products or product lines, and who sold. Names of the
// company's own; réguas are chosen by them.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "db/db.h"

namespace quita::receivable {

struct TitleLabels {
  std::vector<std::string> products;
  std::string seller;

  bool empty() const { return products.empty() && seller.empty(); }
  bool operator==(const TitleLabels&) const = default;
};

// Trimmed, each product once, in the order of their names. Errors: title.products (more than 20, or
// one above 60 letters), title.seller (above 60 letters).
Result<TitleLabels> check_labels(TitleLabels);

void insert_labels(db::Tx&, TitleId, const TitleLabels&);
TitleLabels labels_of(db::Tx&, TitleId);

}  // namespace quita::receivable
