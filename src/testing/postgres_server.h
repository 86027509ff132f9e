// A PostgreSQL server for the length of a test program.
#pragma once

#include <optional>
#include <string>

namespace quita::testing {

struct PostgresServer {
  std::string admin_url;  // a superuser's, to the database "postgres"
  // The URL of an ordinary role to another database of the same server.
  std::string url_of(const std::string& role, const std::string& database) const;
};

// QUITA_TEST_POSTGRES, or a server started now, once; nothing where PostgreSQL is not installed.
// Throws std::runtime_error with the server's own words when it does not start.
std::optional<PostgresServer> postgres_server();
// Another one that syncs every commit.
std::optional<PostgresServer> durable_postgres_server();

}  // namespace quita::testing
