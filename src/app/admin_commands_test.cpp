// The operator's commands on a place where there is no installation: refused, and nothing is made.
#include "app/admin_commands.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

namespace quita::app {
namespace {

namespace fs = std::filesystem;

constexpr int refused = 2;

class AdminCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("quita_admin_" + std::to_string(::getpid()) + "_" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Location there() const { return {folder_, "", false}; }
  // Each command that works on an installation which is there.
  void each(const std::function<void(const char* name, int status)>& look) const {
    look("check", check(there(), ""));
    look("day", run_day(there(), "", std::nullopt, false, "http://q.exemplo"));
    look("export", export_sheet(there(), "", "titulos"));
    look("import", import_files(there(), "", "nfe", {"nada.xml"}));
    look("simulate", simulate_return(there(), "", {"1"}));
    look("company list", list_companies(there()));
    look("user list", list_users(there(), ""));
    look("user add", add_user(there(), {"", "a@b.example", "Ana", "viewer", "senha bem comprida"}));
    look("key add", add_key(there(), "", "ERP", {"titles:read"}));
  }
  NewCompany company() const {
    return {"Padaria Sol Ltda", "11222333000181", "SP",
            "dona@sol.example", "Dona Sol",       "senha bem comprida"};
  }
  fs::path folder_;
};

TEST_F(AdminCommands, RefuseAFolderThatIsNotThereAndDoNotMakeIt) {
  each([&](const char* name, int status) {
    EXPECT_EQ(status, refused) << name;
    EXPECT_FALSE(fs::exists(folder_)) << name;
  });
}

TEST_F(AdminCommands, RefuseAFolderWithoutADatabaseAndLeaveItEmpty) {
  fs::create_directories(folder_);
  each([&](const char* name, int status) {
    EXPECT_EQ(status, refused) << name;
    EXPECT_TRUE(fs::is_empty(folder_)) << name;
  });
}

TEST_F(AdminCommands, RefuseADatabaseWithoutItsKeyOrWithNothingInIt) {
  ASSERT_EQ(add_company(there(), company()), 0);
  const auto key = folder_ / "quita.key";
  fs::rename(key, folder_ / "guardada");
  EXPECT_EQ(check(there(), ""), refused) << "a new key would find every seal broken";
  EXPECT_FALSE(fs::exists(key));
  fs::rename(folder_ / "guardada", key);
  EXPECT_EQ(check(there(), ""), 0);
  for (const char* tail : {"", "-wal", "-shm"})
    fs::remove(folder_ / (std::string("quita.db") + tail));
  std::ofstream(folder_ / "quita.db").close();
  EXPECT_EQ(check(there(), ""), refused);
}

// With the second company there are strangers (decision 0047).
TEST_F(AdminCommands, PrivateHostsAreForAnInstallationOfOneCompany) {
  EXPECT_TRUE(System(there()).private_hosts());
  ASSERT_EQ(add_company(there(), company()), 0);
  EXPECT_TRUE(System(there()).private_hosts());
  NewCompany second = company();
  second.document = "11444777000161";
  second.email = "outra@lua.example";
  ASSERT_EQ(add_company(there(), second), 0);
  EXPECT_FALSE(System(there()).private_hosts());
  Location open = there();
  open.private_hosts = true;
  EXPECT_TRUE(System(open).private_hosts());
}

TEST_F(AdminCommands, WorkOnAnInstallationThatIsThere) {
  ASSERT_EQ(add_company(there(), company()), 0);
  EXPECT_EQ(check(there(), ""), 0);
  EXPECT_EQ(run_day(there(), "", std::nullopt, false, "http://q.exemplo"), 0);
  EXPECT_EQ(export_sheet(there(), "", "titulos"), 0);
  EXPECT_EQ(list_companies(there()), 0);
  EXPECT_EQ(list_users(there(), ""), 0);
}

}  // namespace
}  // namespace quita::app
