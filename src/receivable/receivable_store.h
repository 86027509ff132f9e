// The SQL of titles, their journal and instruments.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "receivable/charges.h"
#include "receivable/instruments.h"
#include "receivable/journal.h"
#include "receivable/title.h"

namespace quita::receivable {

// A title with its projection, as the table holds it.
struct TitleRecord {
  Title title;
  TitleState state = TitleState::open;
  Money balance, paid;
  std::optional<Date> paid_on;
  int entries = 0;
};

std::optional<TitleRecord> find_title(db::Tx&, TitleId);
// The same, and nobody else changes it until this transaction ends.
std::optional<TitleRecord> lock_title(db::Tx&, TitleId);
std::vector<TitleRecord> find_titles(db::Tx&, std::span<const TitleId>);  // in the order asked
std::optional<TitleId> find_by_origin(db::Tx&, OriginKind, std::string_view key);
// All titles of one origin, an invoice's key, by due date.
std::vector<TitleId> find_by_origin_prefix(db::Tx&, OriginKind, std::string_view prefix);
// Open and partly paid ones, by due date.
std::vector<TitleRecord> open_titles_of(db::Tx&, PartyId);
std::vector<TitleRecord> titles_of(db::Tx&, PartyId, int limit);  // newest due date first

std::vector<Entry> journal_of(db::Tx&, TitleId);
std::map<TitleId, std::vector<Entry>> journals_of(db::Tx&, PartyId);  // of all his titles

// What the day costs, reading the journal only of titles that have been touched.
Charges charges_of(db::Tx&, const TitleRecord&, Date on);
std::vector<Charges> charges_of(db::Tx&, std::span<const TitleRecord>, Date on,
                                Explained = Explained::yes);
// With legal rates that are known already; null: they are read if one of them needs them.
std::vector<Charges> charges_of(db::Tx&, std::span<const TitleRecord* const>, Date on, Explained,
                                const LegalRates*);

// Rows to their tables; the caller has checked them. False when the origin is known already.
bool insert_title_row(db::Tx&, const TitleRecord&, Instant now);
// For an origin of its own, which cannot be known: nobody waits for the answer.
void insert_new_title_row(db::Tx&, const TitleRecord&, Instant now);
void append_entries(db::Tx&, TitleId, std::span<const Entry>);
void update_projection(db::Tx&, TitleId, const Standing&, Instant now);

void update_due_date_of(db::Tx&, TitleId, Date, Instant now);
void update_description_of(db::Tx&, TitleId, std::string_view, Instant now);

// The columns of a TitleRecord in the order in which title_record_of reads them, for the lists of
// this room.
std::string_view title_columns_sql();
inline constexpr int title_columns_count = 22;
TitleRecord title_record_of(db::Row&);
// The first of them, without the key of its origin, its account and when it was made: no list shows
// these.
std::string_view listed_columns_sql();
inline constexpr int listed_columns_count = 19;
TitleRecord listed_record_of(db::Row&);

// Legal rates: the published ones and the company's additions (setting "legal_rates").
LegalRates load_legal_rates(db::Tx&);
// The setting as a column of another statement, whose $1 is the tenant; what is not NULL there is
// read by legal_rates_of.
std::string_view legal_rates_sql();
LegalRates legal_rates_of(std::string_view setting);
void store_legal_rates(db::Tx&, Instant now, const std::vector<LegalRate>& more);

}  // namespace quita::receivable
