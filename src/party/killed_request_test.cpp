// A request with an Idempotency-Key, killed before its Nth statement or commit, for every N, on
// both engines, and sent again: what it asks for is done once, and the answer is one answer (DESIGN
// laws 2 and 4). A note has no cause of its own that would hide a second one.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "company/company.h"
#include "company/idempotency.h"
#include "http/dispatcher.h"
#include "party/acting.h"
#include "party/party_api.h"
#include "party/party_service.h"
#include "testing/engines.h"

namespace quita::party {
namespace {

// The routes of this room over one opened database, as one process has them.
struct Process {
  Process(db::Db& db, const Clock& clock, TenantId tenant) : store(db, clock) {
    add_routes(routes, db, clock);
    http::Gate gate;
    gate.authenticate = [tenant](const http::Request&) -> Result<http::Caller> {
      http::Caller caller;
      caller.tenant = tenant;
      caller.subject = "usr_1";
      caller.name = "Ana Souza";
      return caller;
    };
    gate.allows = [](const http::Caller&, std::string_view) { return true; };
    gate.idempotency = &store;
    dispatcher = std::make_unique<http::Dispatcher>(routes, std::vector<http::StaticSite>{}, gate);
  }
  http::Response note(PartyId party, const std::string& key) {
    http::Request request;
    request.method = http::Method::post;
    EXPECT_TRUE(http::parse_target("/v1/parties/" + party.text() + "/notes", request));
    request.headers.set("Content-Type", "application/json");
    request.headers.set("Idempotency-Key", key);
    request.body = R"({"text":"ligou e vai pagar"})";
    return dispatcher->handle(request);
  }

  company::DbIdempotencyStore store;
  http::Routes routes;
  std::unique_ptr<http::Dispatcher> dispatcher;
};

class KilledRequest : public testing::EachEngine {
 protected:
  PartyId customer() {
    return db()
        .write(tenant(),
               [&](db::Tx& tx) -> Result<PartyId> {
                 const Act act{"teste", clock().now(), Date(2026, 11, 23)};
                 company::CompanyDraft company;
                 company.legal_name = "Aurora Ltda";
                 company.document = "11222333000181";
                 company.state = "SP";
                 TRY(company::create_company(tx, actor_of(act), company));
                 Draft draft;
                 draft.name = "Padaria";
                 draft.document = "52998224725";
                 return create_party(tx, act, draft);
               })
        .value();
  }

  // In another process, which dies before its Nth step; false: it came to its end.
  bool note_and_die(PartyId party, const std::string& key, int nth) {
    const pid_t child = ::fork();
    if (child == 0) {
      std::atomic<int> steps{0};
      db::Options options;
      options.durable = false;
      options.before_step = [&](std::string_view) {
        if (++steps == nth) ::_exit(9);
      };
      const auto mine = db::Db::open(url(), options);
      steps = 0;
      Process process(*mine, clock(), tenant());
      ::_exit(process.note(party, key).status == 201 ? 0 : 2);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_NE(WEXITSTATUS(status), 2) << "the request itself failed";
    return WEXITSTATUS(status) == 9;
  }
};
QUITA_EACH_ENGINE(KilledRequest);

TEST_P(KilledRequest, SentAgainIsDoneOnceAndAnsweredTheSame) {
  const PartyId party = customer();
  int deaths = 0;
  for (int nth = 1;; ++nth) {
    SCOPED_TRACE(nth);
    const std::string key = "nota-" + std::to_string(nth);
    const bool died = note_and_die(party, key, nth);
    reopen();
    clock().advance(std::chrono::minutes(3));  // the dead one's claim runs out
    Process again(db(), clock(), tenant());
    const auto second = again.note(party, key);
    ASSERT_EQ(second.status, 201) << second.body;
    EXPECT_EQ(again.note(party, key).body, second.body);
    const auto notes = db().read(tenant(), [&](db::Tx& tx) { return notes_of(tx, party); });
    ASSERT_EQ(notes.size(), static_cast<std::size_t>(nth)) << "one note a key";
    if (!died) break;
    ++deaths;
  }
  EXPECT_GT(deaths, 5);
}

// Two processes may think that the key is theirs when the first one's claim ran out: one is done.
TEST_P(KilledRequest, AClaimThatRanOutDoesNotDoItTwice) {
  const PartyId party = customer();
  http::Caller caller;
  caller.tenant = tenant();
  caller.subject = "usr_1";
  const http::Request request;
  const http::PathParams params;
  http::Context slow(request, caller, params);
  slow.claimed = {"k", 201, false};
  Process other(db(), clock(), tenant());
  ASSERT_TRUE(other.store.claim(caller, "k", "f"));
  clock().advance(std::chrono::minutes(3));
  ASSERT_EQ(other.store.claim(caller, "k", "f").value(), std::nullopt);
  other.store.keep(caller, "k", http::Response::json("{}", 201));
  const auto done = company::write_once<int>(db(), slow, [&](db::Tx& tx) -> Result<int> {
    TRY(add_note(tx, act_of(tx, "teste", clock()), party, "de novo"));
    return 1;
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "idempotency.running");
  EXPECT_TRUE(db().read(tenant(), [&](db::Tx& tx) { return notes_of(tx, party); }).empty());
}

}  // namespace
}  // namespace quita::party
