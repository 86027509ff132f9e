#include "insight/insight_api.h"

#include "company/audit.h"
#include "document/csv.h"
#include "http/route.h"
#include "insight/dashboard.h"
#include "insight/export.h"
#include "party/acting.h"
#include "party/party_api.h"
#include "receivable/delay_bands.h"
#include "receivable/title_query.h"

namespace quita::insight {

namespace {

// `change_ppm`: against 30 days ago, in millionths; absent when there was nothing then.
struct FigureView {
  Money amount;
  std::int64_t count = 0;
  Money before;
  std::optional<std::int64_t> change_ppm;
};
BOOST_DESCRIBE_STRUCT(FigureView, (), (amount, count, before, change_ppm))

struct MonthView {
  Money amount;
  std::int64_t count = 0;
  Money previous_amount;
  Money previous_full;
  std::optional<std::int64_t> change_ppm;
};
BOOST_DESCRIBE_STRUCT(MonthView, (), (amount, count, previous_amount, previous_full, change_ppm))

struct DelinquencyView {
  Rate ppm;
  Rate previous_ppm;
};
BOOST_DESCRIBE_STRUCT(DelinquencyView, (), (ppm, previous_ppm))

struct BandView {
  std::string name;
  int from = 0;
  int to = 0;
  Money amount;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(BandView, (), (name, from, to, amount, count))

struct DayView {
  Date date;
  Money expected;
  Money received;
};
BOOST_DESCRIBE_STRUCT(DayView, (), (date, expected, received))

struct AttentionView {
  std::string kind;
  std::int64_t count = 0;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(AttentionView, (), (kind, count, text))

struct DashboardView {
  Date business_date;
  FigureView to_receive;
  FigureView overdue;
  MonthView received_month;
  DelinquencyView delinquency;
  std::vector<BandView> bands;
  std::vector<DayView> daily;
  std::vector<AttentionView> attention;
};
BOOST_DESCRIBE_STRUCT(DashboardView, (),
                      (business_date, to_receive, overdue, received_month, delinquency, bands,
                       daily, attention))

struct DelayBandView {
  std::string name;
  int from = 1;
  int to = 0;  // 0: no end
};
BOOST_DESCRIBE_STRUCT(DelayBandView, (), (name, from, to))

struct DelayBandsView {
  std::vector<int> ends;
  std::vector<DelayBandView> items;
};
BOOST_DESCRIBE_STRUCT(DelayBandsView, (), (ends, items))

struct DelayBandsIn {
  std::vector<int> ends;  // rising last days of all but the last band
};
BOOST_DESCRIBE_STRUCT(DelayBandsIn, (), (ends))

DelayBandsView delay_bands_of(db::Tx& tx) {
  DelayBandsView view;
  for (const auto& band : receivable::load_delay_bands(tx)) {
    if (band.to != 0) view.ends.push_back(band.to);
    view.items.push_back({receivable::label(band), band.from, band.to});
  }
  return view;
}

struct AgingView {
  Date business_date;
  std::vector<BandView> bands;
};
BOOST_DESCRIBE_STRUCT(AgingView, (), (business_date, bands))

std::optional<std::int64_t> change(Money now, Money before) {
  if (before.centavos() <= 0) return std::nullopt;
  return multiply_divide(now - before, 1'000'000, before.centavos(), Rounding::half_up).centavos();
}

std::vector<BandView> view(const std::vector<Band>& bands) {
  std::vector<BandView> views;
  for (const auto& band : bands) {
    views.push_back({band.name, band.from, band.to, band.amount, band.count});
  }
  return views;
}

AttentionView view(const Attention& attention) {
  struct Words {
    std::string_view kind, one, many;
  };
  static constexpr Words table[] = {
      {"contacts_bounced", "cliente com e-mail que não funciona",
       "clientes com e-mail que não funciona"},
      {"messages_failed", "mensagem que não saiu", "mensagens que não saíram"},
      {"return_lines_unmatched", "linha de retorno a resolver", "linhas de retorno a resolver"},
      {"stray_credits", "pagamento que entrou e falta identificar",
       "pagamentos que entraram e falta identificar"},
      {"returns_late", "conta sem o retorno do banco", "contas sem o retorno do banco"},
      {"boletos_rejected", "boleto rejeitado pelo banco", "boletos rejeitados pelo banco"},
      {"boletos_to_send", "boleto ainda não enviado ao banco",
       "boletos ainda não enviados ao banco"},
      {"write_offs_to_send", "boleto a baixar no banco", "boletos a baixar no banco"},
      {"payments_told", "pagamento informado por cliente, à espera do banco",
       "pagamentos informados por clientes, à espera do banco"},
      {"tasks_due", "tarefa para hoje ou atrasada", "tarefas para hoje ou atrasadas"},
  };
  for (const auto& words : table) {
    if (words.kind == attention.kind) {
      return {attention.kind, attention.count,
              std::string(attention.count == 1 ? words.one : words.many)};
    }
  }
  return {attention.kind, attention.count, attention.kind};
}

DashboardView view(const Dashboard& board) {
  DashboardView view_of;
  view_of.business_date = board.on;
  view_of.to_receive = {board.to_receive.amount, board.to_receive.count, board.to_receive.before,
                        change(board.to_receive.amount, board.to_receive.before)};
  view_of.overdue = {board.overdue.amount, board.overdue.count, board.overdue.before,
                     change(board.overdue.amount, board.overdue.before)};
  view_of.received_month = {board.received_month, board.payments_month, board.received_before,
                            board.received_before_full,
                            change(board.received_month, board.received_before)};
  view_of.delinquency = {board.delinquency, board.delinquency_before};
  view_of.bands = view(board.bands);
  for (const auto& day : board.days) {
    view_of.daily.push_back({day.date, day.expected, day.received});
  }
  for (const auto& attention : board.attention) view_of.attention.push_back(view(attention));
  return view_of;
}

}  // namespace

void add_insight_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  using http::Context, http::Method;

  routes.get<DelayBandsView>("/v1/settings/delay-bands",
                             "The company's bands of days late, without gap or overlap",
                             "settings:read", [&](Context& c) -> Result<DelayBandsView> {
                               return db.read(c.caller.tenant, delay_bands_of);
                             });

  routes.add<DelayBandsIn, DelayBandsView>(
      Method::put, "/v1/settings/delay-bands", "Sets the company's bands of days late",
      "settings:write", [&](Context& c, const DelayBandsIn& in) -> Result<DelayBandsView> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<DelayBandsView> {
          const Act act = party::act_of(tx, c, clock.now());
          const DelayBandsView before = delay_bands_of(tx);
          TRY_STATUS(receivable::save_delay_bands(tx, act, in.ends));
          const DelayBandsView after = delay_bands_of(tx);
          company::audit(tx, actor_of(act), "settings.delay_bands", {"setting", std::nullopt},
                         json::write(before), json::write(after));
          return after;
        });
      });

  routes.get<DashboardView>(
      "/v1/dashboard", "The figures of the first screen", "reports:read",
      [&](Context& c) -> Result<DashboardView> {
        return db.read(c.caller.tenant, [&](db::Tx& tx) {
          return view(dashboard(tx, business_date(clock.now(), time_zone_of(tx))));
        });
      });

  routes.get<AgingView>("/v1/reports/aging", "What is overdue, by days late", "reports:read",
                        [&](Context& c) -> Result<AgingView> {
                          return db.read(c.caller.tenant, [&](db::Tx& tx) {
                            const Date today = business_date(clock.now(), time_zone_of(tx));
                            return AgingView{today, view(aging(tx, today))};
                          });
                        });

  receivable::with_title_filters(
      routes.raw(Method::get, "/v1/export/titles.csv", "The titles of a filtered list as CSV",
                 "reports:read",
                 [&db, &clock](Context& c) -> Result<http::Response> {
                   auto filter = TRY(receivable::title_filter_of(c));
                   auto csv = db.read(c.caller.tenant, [&](db::Tx& tx) {
                     return export_titles(tx, filter, business_date(clock.now(), time_zone_of(tx)));
                   });
                   return http::Response::file("text/csv; charset=utf-8", "titles.csv",
                                               std::move(csv));
                 }))
      .produces("text/csv");

  struct Sheet {
    Export what;
    std::string_view file;
    std::string_view summary;
  };
  static constexpr Sheet sheets[] = {
      {Export::parties, "parties.csv", "Customers and suppliers as CSV"},
      {Export::payments, "payments.csv", "What came in, as CSV"},
  };
  for (const auto& sheet : sheets) {
    routes
        .raw(Method::get, "/v1/export/" + std::string(sheet.file), std::string(sheet.summary),
             "reports:read",
             [&db, sheet](Context& c) -> Result<http::Response> {
               const auto from = TRY(c.query_as<Date>("from"));
               const auto to = TRY(c.query_as<Date>("to"));
               auto csv = db.read(c.caller.tenant,
                                  [&](db::Tx& tx) { return export_csv(tx, sheet.what, from, to); });
               return http::Response::file("text/csv; charset=utf-8", std::string(sheet.file),
                                           std::move(csv));
             })
        .query<Date>("from", "Recebido a partir desta data")
        .query<Date>("to", "Até esta data")
        .produces("text/csv");
  }
}

}  // namespace quita::insight
