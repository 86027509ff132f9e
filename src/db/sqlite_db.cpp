// SQLite: one writer thread with group commit, and readers on their own connections.
#include <deque>
#include <thread>

#include "base/waiting.h"
#include "db/engine.h"
#include "db/pool.h"
#include "db/sqlite_connection.h"

namespace quita::db {

namespace {

class SqliteDb final : public Db {
 public:
  SqliteDb(const std::string& path, const Options& options)
      : options_(options),
        writer_(path, SqliteConnection::Use::write, options),
        readers_(options.connections_max, options.wait_ms_max,
                 [path, options] {
                   return std::make_unique<SqliteConnection>(path, SqliteConnection::Use::read,
                                                             options);
                 }),
        thread_([this] { write_batches(); }) {}

  ~SqliteDb() override {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    waiting_.notify_one();
    thread_.join();
  }

  Engine engine() const override { return Engine::sqlite; }
  Counters counters() const override { return counters_.now(); }
  std::vector<std::string> warnings() override { return {}; }

 protected:
  void do_read(TenantId tenant, FunctionRef<void(Tx&)> body) override {
    const InsideTransaction inside(*this);
    auto connection = readers_.take();
    connection->control("BEGIN");
    try {
      SqliteTx tx(*connection, tenant);
      body(tx);
    } catch (...) {
      connection->control("ROLLBACK");
      throw;
    }
    connection->control("ROLLBACK");  // nothing was changed; this only lets the snapshot go
    ++counters_.reads;
  }

  void do_write(TenantId tenant, FunctionRef<bool(Tx&)> body) override {
    const InsideTransaction inside(*this);
    Job job{tenant, body};
    const Waiting for_the_disk;
    std::unique_lock lock(mutex_);
    if (queue_.size() >= static_cast<std::size_t>(options_.write_queue_max)) {
      throw Failure("too many write transactions are waiting", true);
    }
    queue_.push_back(&job);
    waiting_.notify_one();
    job.answered.wait(lock, [&] { return job.done; });
    if (job.error) std::rethrow_exception(job.error);
  }

 private:
  struct Job {
    Job(TenantId tenant, FunctionRef<bool(Tx&)> body) : tenant(tenant), body(body) {}
    const TenantId tenant;
    const FunctionRef<bool(Tx&)> body;
    bool keep = false;  // its savepoint was released
    std::exception_ptr error;
    bool done = false;  // under mutex_
    std::condition_variable answered;
  };

  void write_batches() {
    for (;;) {
      std::vector<Job*> batch;
      {
        std::unique_lock lock(mutex_);
        waiting_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        while (!queue_.empty() && batch.size() < static_cast<std::size_t>(options_.batch_max)) {
          batch.push_back(queue_.front());
          queue_.pop_front();
        }
      }
      write_batch(batch);
      // Notified under the lock: the waiting thread destroys the job as soon as it may go on.
      std::lock_guard lock(mutex_);
      for (auto* job : batch) {
        job->done = true;
        job->answered.notify_one();
      }
    }
  }

  void write_batch(const std::vector<Job*>& batch) {
    try {
      writer_.control("BEGIN IMMEDIATE");
      bool any = false;
      for (auto* job : batch) {
        run_in_savepoint(*job);
        any = any || job->keep;
      }
      writer_.control(any ? "COMMIT" : "ROLLBACK");
      if (any) ++counters_.commits;
      for (const auto* job : batch) ++(job->keep ? counters_.writes : counters_.rollbacks);
    } catch (...) {
      // The batch as a whole is lost: nothing of it was committed, and every job hears of it.
      if (writer_.in_transaction()) writer_.control("ROLLBACK");
      for (auto* job : batch) {
        if (!job->error) job->error = std::current_exception();
        ++counters_.rollbacks;
      }
    }
  }

  // An exception of the body stays with its job; one of the savepoint itself ends the batch.
  void run_in_savepoint(Job& job) {
    writer_.control("SAVEPOINT job");
    try {
      const InsideTransaction inside(*this);
      SqliteTx tx(writer_, job.tenant);
      job.keep = job.body(tx);
    } catch (...) {
      job.error = std::current_exception();
      // A full disk or a failed write makes SQLite undo the whole transaction.
      if (!writer_.in_transaction()) {
        throw Failure("the batch was rolled back by SQLite", true);
      }
    }
    if (!job.keep) writer_.control("ROLLBACK TO job");
    writer_.control("RELEASE job");
  }

  const Options options_;
  SqliteConnection writer_;
  Pool<SqliteConnection> readers_;
  AtomicCounters counters_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace

std::unique_ptr<Db> open_sqlite(const std::string& path, Options options) {
  return std::make_unique<SqliteDb>(path, options);
}

}  // namespace quita::db
