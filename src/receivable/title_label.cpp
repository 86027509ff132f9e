#include "receivable/title_label.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace quita::receivable {
namespace {

constexpr std::size_t products_max = 20;
constexpr std::size_t letters_max = 60;

constexpr auto insert_label =
    "INSERT INTO title_label (tenant_id, title_id, kind, value) VALUES ($1, $2, $3, $4)";
constexpr auto select_labels =
    "SELECT kind, value FROM title_label WHERE tenant_id = $1 AND title_id = $2 "
    "ORDER BY kind, value";

}  // namespace

Result<TitleLabels> check_labels(TitleLabels labels) {
  TitleLabels checked;
  for (const std::string& product : labels.products) {
    const std::string name(trim(product));
    if (length_utf8(name) > letters_max) {
      return invalid("title.products",
                     fmt::format("O nome de um produto vai até {} letras.", letters_max),
                     "products");
    }
    if (!name.empty()) checked.products.push_back(name);
  }
  std::sort(checked.products.begin(), checked.products.end());
  checked.products.erase(std::unique(checked.products.begin(), checked.products.end()),
                         checked.products.end());
  if (checked.products.size() > products_max) {
    return invalid("title.products", fmt::format("Um título tem até {} produtos.", products_max),
                   "products");
  }
  checked.seller = trim(labels.seller);
  if (length_utf8(checked.seller) > letters_max) {
    return invalid("title.seller",
                   fmt::format("O nome do vendedor vai até {} letras.", letters_max), "seller");
  }
  return checked;
}

void insert_labels(db::Tx& tx, TitleId title, const TitleLabels& labels) {
  for (const std::string& product : labels.products)
    tx.execute(insert_label, tx.tenant(), title, "product", product);
  if (!labels.seller.empty()) tx.execute(insert_label, tx.tenant(), title, "seller", labels.seller);
}

TitleLabels labels_of(db::Tx& tx, TitleId title) {
  TitleLabels labels;
  tx.each(
      select_labels,
      [&](db::Row& row) {
        if (row.view(0) == "seller") {
          labels.seller = row.text(1);
        } else {
          labels.products.push_back(row.text(1));
        }
      },
      tx.tenant(), title);
  return labels;
}

}  // namespace quita::receivable
