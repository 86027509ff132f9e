// /v1/imports/titles: a spreadsheet of titles, looked at and taken.
#include "party/party_api.h"
#include "party/party_json.h"
#include "receivable/receivable_routes.h"
#include "receivable/title_import.h"
#include "receivable/title_json.h"

namespace quita::receivable {

BOOST_DESCRIBE_STRUCT(TitlesImported, (), (created, repeated, payers_created))

namespace {

struct TitleSample {
  int line = 0;
  std::string document, name, number, description;
  Date due_date;
  Money amount;
};
BOOST_DESCRIBE_STRUCT(TitleSample, (),
                      (line, document, name, number, description, due_date, amount))

struct TitlePreview {
  std::string separator, encoding;
  std::vector<party::ColumnView> columns;
  int rows = 0, valid = 0;
  std::vector<party::ImportProblem> problems;
  std::vector<TitleSample> sample;
};
BOOST_DESCRIBE_STRUCT(TitlePreview, (),
                      (separator, encoding, columns, rows, valid, problems, sample))

constexpr std::size_t sample_rows = 10;

TitlePreview preview_of(const TitleImport& import) {
  TitlePreview view;
  view.separator = std::string(1, import.separator);
  view.encoding = party::encoding_name(import.encoding);
  view.columns = party::columns_of(import.columns);
  view.rows = import.rows;
  view.valid = import.valid;
  view.problems = import.problems;
  for (const TitleImportRow& row : import.accepted) {
    if (view.sample.size() == sample_rows) break;
    view.sample.push_back({row.line, row.payer.document, row.payer.name, row.title.number,
                           row.title.description, row.title.due_date, row.title.amount});
  }
  return view;
}

}  // namespace

void add_title_import_routes(http::Routes& routes, const Desk& desk) {
  using http::Context;
  using http::Method;

  routes
      .raw(Method::post, "/v1/imports/titles/preview",
           "Reads a spreadsheet of titles and lists every problem", "titles:write",
           [desk](Context& c) -> Result<http::Response> {
             return desk.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Response> {
               const Act act = party::act_of(tx, c, desk.clock.now());
               const TitleImport import = TRY(read_title_import(tx, act, c.request.body));
               return http::Response::json(json::write(preview_of(import)));
             });
           })
      .upload("text/csv")
      .returns<TitlePreview>();

  // Whole or nothing: with any problem, 422 with the same list as the preview.
  routes
      .raw(Method::post, "/v1/imports/titles", "Takes a spreadsheet of titles, whole or not",
           "titles:write",
           [desk](Context& c) -> Result<http::Response> {
             return desk.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Response> {
               const Act act = party::act_of(tx, c, desk.clock.now());
               const TitleImport import = TRY(read_title_import(tx, act, c.request.body));
               if (!import.problems.empty()) {
                 return http::Response::json(json::write(preview_of(import)), 422);
               }
               return http::Response::json(json::write(TRY(import_titles(tx, act, import))));
             });
           })
      .upload("text/csv")
      .returns<TitlesImported>();
}

}  // namespace quita::receivable
