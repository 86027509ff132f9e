// Return files against both databases: what cannot be told in a case of tests/cases/returns.
#include "banking/return_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "banking/drop_folder.h"
#include "banking/testing_desk.h"
#include "party/timeline.h"
#include "pix/br_code.h"
#include "testing/engines.h"

namespace quita::banking {
namespace {

using testing::account_at;
using testing::Desk;
using ::testing::HasSubstr;

const Date paid_on(2026, 12, 10);

class Returns : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    desk_ = std::make_unique<Desk>(db(), tenant(), clock());
    desk_->found(account_at("341", cnab::Format::cnab400));
  }
  std::unique_ptr<Desk> desk_;
};
QUITA_EACH_ENGINE(Returns);

TEST_P(Returns, ARejectionSaysWhyInWords) {
  const auto title = desk_->sell("1");
  auto entry = desk_->told(title, cnab::Event::rejected, Date(2026, 12, 2));
  entry.reasons = {{"03", ""}, {"08", ""}};
  const auto import = desk_->import(desk_->file({entry}));
  ASSERT_TRUE(import) << import.error().message;
  const auto lines = desk_->lines(import->id);
  EXPECT_THAT(lines[0].reasons, HasSubstr("CEP"));
  EXPECT_THAT(lines[0].reasons, HasSubstr("; Nome do pagador"));
  EXPECT_THAT(desk_->boleto(title).state_reason, HasSubstr("CEP"));
  EXPECT_EQ(lines[0].event_label, "Entrada rejeitada");
  EXPECT_EQ(lines[0].title, title);
  EXPECT_EQ(lines[0].title_number, "1");
  db().read(tenant(), [&](db::Tx& tx) {
    const auto events = party::title_timeline(tx, title, std::nullopt, 10);
    EXPECT_THAT(events[0].text, HasSubstr("CEP"));
  });
}

TEST_P(Returns, AnotherCompanysFileIsRefused) {
  const auto title = desk_->sell("1");
  auto neighbour = account_at("341", cnab::Format::cnab400);
  neighbour.account = "11111";
  Desk other(db(), other_tenant(), clock());
  other.found(neighbour);
  const auto theirs = other.sell("1");
  const auto file =
      other.file({other.told(theirs, cnab::Event::settled, paid_on, Money::centavos(100'000))});
  const auto before = desk_->rows();
  const auto refused = desk_->import(file);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "return.account");
  EXPECT_THAT(refused.error().message, HasSubstr("11111"));
  EXPECT_FALSE(refused.error().hint.empty());
  EXPECT_EQ(desk_->rows(), before);
  EXPECT_EQ(desk_->title(title).state, receivable::TitleState::open);
  EXPECT_TRUE(other.import(file));
}

// Santander gives where the charge stands, Itaú the code itself.
TEST_P(Returns, TheBanksPixCodeStaysWithTheSlip) {
  Desk santander(db(), other_tenant(), clock());
  santander.found(account_at("033", cnab::Format::cnab400));
  const auto title = santander.sell("1");
  auto entry = santander.told(title, cnab::Event::registered, Date(2026, 12, 2));
  entry.pix.location = "pix.santander.com.br/qr/v2/cobv/9d36b84f";
  entry.pix.txid = "9d36b84f";
  const auto import = santander.import(santander.file({entry}));
  ASSERT_TRUE(import) << import.error().message;
  const auto code = pix::read_br_code(santander.boleto(title).br_code);
  ASSERT_TRUE(code) << code.error().message;
  EXPECT_EQ(code->location, "pix.santander.com.br/qr/v2/cobv/9d36b84f");
  EXPECT_EQ(code->merchant_city, "Sao Paulo");
  EXPECT_EQ(santander.boleto(title).state, receivable::InstrumentState::registered);
  // Told once more, it changes nothing.
  const auto again = santander.import(santander.file({entry}, 2));
  ASSERT_TRUE(again);
  EXPECT_EQ(santander.lines(again->id)[0].outcome, "repeated");

  const auto itaus = desk_->sell("1");
  auto of_itau = desk_->told(itaus, cnab::Event::registered, Date(2026, 12, 2));
  pix::DynamicCode made{.location = "qr.itau.com.br/v2/cobv/1",
                        .merchant_name = "PARAFUSOS",
                        .merchant_city = "SAO PAULO"};
  of_itau.pix.br_code = pix::make_br_code(made).value();
  ASSERT_TRUE(desk_->import(desk_->file({of_itau})));
  EXPECT_EQ(desk_->boleto(itaus).br_code, of_itau.pix.br_code);
}

TEST_P(Returns, ABrokenOrRefusedPixIsSaidAndNotKept) {
  const auto first = desk_->sell("1");
  const auto second = desk_->sell("2");
  auto refused = desk_->told(first, cnab::Event::registered, Date(2026, 12, 2));
  refused.pix.refusal.code = "004";
  auto broken = desk_->told(second, cnab::Event::registered, Date(2026, 12, 2));
  broken.pix.br_code = "00020101021226";
  const auto import = desk_->import(desk_->file({refused, broken}));
  ASSERT_TRUE(import) << import.error().message;
  const auto lines = desk_->lines(import->id);
  EXPECT_THAT(lines[0].problem, HasSubstr("Chave sem cadastro no DICT"));
  EXPECT_THAT(lines[1].problem, HasSubstr("não serve"));
  EXPECT_EQ(desk_->boleto(first).br_code, "");
  EXPECT_EQ(desk_->boleto(second).br_code, "");
  EXPECT_EQ(desk_->boleto(second).state, receivable::InstrumentState::registered);
}

// One account at the bank with two wallets: one file tells of the boletos of both.
TEST_P(Returns, TwoWalletsOfOneAccountComeInOneFile) {
  auto second = account_at("341", cnab::Format::cnab400);
  second.name = "Escritural";
  second.wallet = "112";
  const auto other =
      db().write(tenant(), [&](db::Tx& tx) { return add_account(tx, desk_->act(), second); });
  ASSERT_TRUE(other) << other.error().message;
  const auto title = desk_->sell("1");
  auto wanted = desk_->sale("2", Money::centavos(20'000), Date(2026, 12, 10));
  wanted.account = other->id;
  const auto of_second = desk_->sell(wanted);
  wanted = desk_->sale("3", Money::centavos(30'000), Date(2026, 12, 10));
  wanted.account = other->id;
  const auto only_there = desk_->sell(wanted);
  ASSERT_EQ(desk_->boleto(title).our_number, desk_->boleto(of_second).our_number);

  auto first_line = desk_->told(title, cnab::Event::settled, paid_on, Money::centavos(100'000));
  first_line.wallet = "109";
  auto second_line = desk_->told(of_second, cnab::Event::settled, paid_on, Money::centavos(20'000));
  second_line.wallet = "112";
  auto third_line = desk_->told(only_there, cnab::Event::settled, paid_on, Money::centavos(30'000));
  third_line.wallet = "112";
  const auto import = desk_->import(desk_->file({first_line, second_line, third_line}));
  ASSERT_TRUE(import) << import.error().message;
  EXPECT_EQ(import->settled, 3);
  EXPECT_EQ(import->problems, 0);
  for (const auto& id : {title, of_second, only_there}) {
    EXPECT_EQ(desk_->title(id).state, receivable::TitleState::paid);
  }
  desk_->expect_sound();
}

// Where the file names the agreement, the accounts of another one have nothing to do with it.
TEST_P(Returns, TheAgreementTellsTheAccount) {
  Desk desk(db(), other_tenant(), clock());
  const auto first = account_at("237", cnab::Format::cnab400);
  desk.found(first);
  auto second = first;
  second.covenant = "7654321";
  second.name = "Outro convênio";
  db().write(other_tenant(), [&](db::Tx& tx) {
    const auto added = add_account(tx, desk.act(), second);
    ASSERT_TRUE(added) << added.error().message;
  });
  const auto title = desk.sell("1");
  const auto import = desk.import(
      desk.file({desk.told(title, cnab::Event::settled, paid_on, Money::centavos(100'000))}));
  ASSERT_TRUE(import) << import.error().message;
  EXPECT_EQ(desk.title(title).state, receivable::TitleState::paid);
}

TEST_P(Returns, AFileOfABankWithoutAccountOrOfNoBankIsRefused) {
  Desk other(db(), other_tenant(), clock());
  other.found(account_at("237", cnab::Format::cnab240));
  const auto file = other.file(
      {other.told(other.sell("1"), cnab::Event::settled, paid_on, Money::centavos(100'000))});
  const auto before = desk_->rows();
  EXPECT_EQ(desk_->import(file).error().code, "return.account");
  EXPECT_EQ(desk_->import("isto não é um retorno").error().code, "cnab.not_cnab");
  EXPECT_EQ(desk_->import("").error().code, "cnab.empty");
  EXPECT_EQ(desk_->rows(), before);
}

TEST_P(Returns, OneCompanysImportIsUnknownToAnother) {
  const auto title = desk_->sell("1");
  const auto import = desk_->import(
      desk_->file({desk_->told(title, cnab::Event::settled, paid_on, Money::centavos(100'000))}));
  ASSERT_TRUE(import);
  db().read(other_tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(find_return(tx, import->id).error().code, "return.not_found");
    EXPECT_TRUE(return_lines(tx, import->id).empty());
    EXPECT_TRUE(return_imports(tx, 10).empty());
  });
  db().read(tenant(), [&](db::Tx& tx) {
    const auto listed = return_imports(tx, 10);
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].settled_total, Money::centavos(100'000));
    EXPECT_EQ(listed[0].imported_by, "Ana Souza");
  });
}

TEST_P(Returns, EachPaymentTellsTheOtherRoomsOnce) {
  const auto title = desk_->sell("1");
  const auto file =
      desk_->file({desk_->told(title, cnab::Event::settled, paid_on, Money::centavos(100'000))});
  int told = 0;
  for (int i = 0; i < 2; ++i) {
    db().write(tenant(), [&](db::Tx& tx) {
      ASSERT_TRUE(import_return(tx, desk_->act(), "R.RET", file,
                                [&](db::Tx&, const Act&, const receivable::Settled& settled) {
                                  ++told;
                                  EXPECT_EQ(settled.title.state, receivable::TitleState::paid);
                                }));
    });
  }
  EXPECT_EQ(told, 1);
}

// ---- The folder --------------------------------------------------------------------------------

class DropFolder : public Returns {
 protected:
  void SetUp() override {
    Returns::SetUp();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              fmt::format("quita-entrada-{}-{}", ::getpid(), static_cast<int>(GetParam()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    EachEngine::TearDown();
  }
  void put(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  static std::string text_of(const std::filesystem::path& path) {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  DropReport take(std::chrono::seconds quiet = std::chrono::seconds(0)) {
    return take_drop_folder(db(), tenant(), clock(), folder_, quiet, {});
  }
  std::filesystem::path folder_;
};
QUITA_EACH_ENGINE(DropFolder);

TEST_P(DropFolder, TakesGoodFilesAndSaysWhyOthersAreRefused) {
  const auto title = desk_->sell("1");
  const auto file =
      desk_->file({desk_->told(title, cnab::Event::settled, paid_on, Money::centavos(100'000))});
  put("CN101201.RET", file);
  put("foto.jpg", "\xFF\xD8\xFF");
  put(".CN101202.RET.part", file.substr(0, 500));
  auto report = take();
  EXPECT_EQ(report.imported, 1);
  EXPECT_EQ(report.refused, 1);
  EXPECT_EQ(desk_->title(title).state, receivable::TitleState::paid);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "importados" / "CN101201.RET"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "recusados" / "foto.jpg"));
  EXPECT_GT(text_of(folder_ / "recusados" / "foto.jpg.txt").size(), 10u);
  EXPECT_TRUE(std::filesystem::exists(folder_ / ".CN101202.RET.part"));

  // The same names again: nothing is lost, nothing is paid twice.
  put("CN101201.RET", file);
  put("foto.jpg", "outra coisa");
  report = take();
  EXPECT_EQ(report.imported, 1);
  EXPECT_EQ(report.refused, 1);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "importados" / "CN101201-2.RET"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "recusados" / "foto-2.jpg.txt"));
  EXPECT_EQ(desk_->journal(title).size(), 2u);
}

TEST_P(DropFolder, LeavesAFileThatIsStillBeingCopiedAndAMissingFolder) {
  put("CN101201.RET", "ainda");
  EXPECT_EQ(take(std::chrono::seconds(60)).refused, 0);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "CN101201.RET"));
  std::filesystem::remove_all(folder_);
  EXPECT_EQ(take().imported, 0);
}

// ---- Killed ------------------------------------------------------------------------------------

class KilledImport : public quita::testing::EachEngine {
 protected:
  std::string prepare(Desk& desk) {
    desk.found(account_at("237", cnab::Format::cnab240));
    const auto full = desk.sell("1");
    const auto part = desk.sell("2");
    const auto twice = desk.sell("3");
    const auto refused = desk.sell("4");
    return desk.file({
        desk.told(full, cnab::Event::registered, Date(2026, 12, 2), {}, Money::centavos(350)),
        desk.told(refused, cnab::Event::rejected, Date(2026, 12, 2)),
        desk.told(full, cnab::Event::settled, paid_on, Money::centavos(100'000),
                  Money::centavos(199)),
        desk.told(part, cnab::Event::settled, paid_on, Money::centavos(40'000)),
        desk.told(twice, cnab::Event::settled, paid_on, Money::centavos(100'000)),
        desk.told(twice, cnab::Event::settled, paid_on, Money::centavos(100'000)),
    });
  }

  // The import in another process, which dies before its Nth step. Returns whether it died.
  bool import_and_die(TenantId tenant, const std::string& bytes, int nth) {
    const pid_t child = ::fork();
    if (child == 0) {
      // Nothing of the parent's connections is used, and nothing is cleaned up.
      std::atomic<int> steps{0};
      std::atomic<bool> counting{false};
      db::Options options;
      options.durable = false;
      options.before_step = [&](std::string_view) {
        if (counting && ++steps == nth) ::_exit(9);
      };
      try {
        const auto mine = db::Db::open(url(), options);
        counting = true;
        Desk desk(*mine, tenant, clock());
        ::_exit(desk.import(bytes) ? 0 : 3);
      } catch (...) {
        ::_exit(2);
      }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_TRUE(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 9) << WEXITSTATUS(status);
    return WEXITSTATUS(status) == 9;
  }
};
QUITA_EACH_ENGINE(KilledImport);

TEST_P(KilledImport, StartedAgainComesToTheSame) {
  Desk whole(db(), tenant(), clock());
  const auto whole_file = prepare(whole);
  ASSERT_TRUE(whole.import(whole_file));
  whole.expect_sound();
  const auto expected_book = whole.book();
  const auto expected_rows = whole.rows();

  int deaths = 0;
  for (int nth = 1;; nth += nth < 30 ? 1 : 3) {
    SCOPED_TRACE(nth);
    const auto tenant = TenantId::make(clock().now());
    Desk desk(db(), tenant, clock());
    const auto file = prepare(desk);
    const auto before = desk.rows();
    const bool died = import_and_die(tenant, file, nth);
    const auto after = desk.rows();
    EXPECT_TRUE(after == (died ? before : expected_rows)) << "half of the file stayed:\n" << after;
    const auto again = desk.import(file);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->repeated, !died);
    ASSERT_EQ(desk.book(), expected_book);
    EXPECT_EQ(desk.rows(), expected_rows);
    desk.expect_sound();
    if (!died) break;
    ++deaths;
  }
  EXPECT_GT(deaths, 30);
}

}  // namespace
}  // namespace quita::banking
