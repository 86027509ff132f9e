// What leaves as a spreadsheet: titles, customers and payments, for people and for other systems.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "db/db.h"
#include "receivable/title_list.h"

namespace quita::insight {

enum class Export { titles, parties, payments };

// CSV for Excel in Portuguese (see document/csv.h). Dates DD/MM/AAAA, money 1299,90. `from` and
// `to` limit the due date of titles and the date of payments; they mean nothing for customers.
std::string export_csv(db::Tx&, Export, std::optional<Date> from, std::optional<Date> to);
// The titles of a list as somebody filtered it.
std::string export_titles(db::Tx&, const receivable::TitleFilter&, Date today);

}  // namespace quita::insight
