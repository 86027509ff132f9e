#include "bare_postgres.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/id.h"
#include "receivable/receivable_store.h"

namespace quita::bench {

namespace {

constexpr int connections = 8;
constexpr int binary = 1;
constexpr const char* name = "title_list";

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

Answer checked(PGconn* connection, PGresult* got) {
  Answer answer(got, PQclear);
  const auto status = PQresultStatus(got);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error(std::string("bare PostgreSQL: ") + PQerrorMessage(connection));
  }
  return answer;
}

Connection connect(const std::string& url, const std::string& tenant) {
  Connection connection(PQconnectdb(url.c_str()), PQfinish);
  const auto wall = fmt::format("SET quita.tenant = '{}'", tenant);
  checked(connection.get(), PQexec(connection.get(), wall.c_str()));
  const auto list = fmt::format(
      "SELECT {}, payer_name FROM title LEFT JOIN (SELECT tenant_id AS payer_tenant, id AS "
      "payer_id, name AS payer_name FROM party) AS payer ON payer_tenant = tenant_id AND payer_id "
      "= party_id WHERE tenant_id = '{}' ORDER BY due_date, id LIMIT 21",
      receivable::listed_columns_sql(), tenant);
  checked(connection.get(), PQprepare(connection.get(), name, list.c_str(), 0, nullptr));
  return connection;
}

}  // namespace

double bare_title_list(const std::string& url, TenantId tenant, double seconds) {
  using Clock = std::chrono::steady_clock;
  std::vector<Connection> all;
  for (int i = 0; i < connections; ++i) all.push_back(connect(url, format_uuid(tenant.uuid)));
  std::atomic<std::int64_t> answers = 0;
  std::atomic<bool> refused = false;
  const auto begin = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (const Connection& connection : all) {
      threads.emplace_back([&, asked = connection.get()] {
        while (!refused && std::chrono::duration<double>(Clock::now() - begin).count() < seconds) {
          const Answer answer(PQexecPrepared(asked, name, 0, nullptr, nullptr, nullptr, binary),
                              PQclear);
          if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) refused = true;
          ++answers;
        }
      });
    }
  }
  if (refused) throw std::runtime_error("bare PostgreSQL refused the title list");
  return static_cast<double>(answers) / std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace quita::bench
