// Companies, users, roles, settings, leases and the audit log, on both engines.
#include "company/company.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "company/lease.h"
#include "company/logo.h"
#include "company/password.h"
#include "company/role.h"
#include "company/session.h"
#include "company/setting.h"
#include "company/user.h"
#include "testing/engines.h"

namespace quita::company {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Roles, EachMayWhatTheTableSays) {
  EXPECT_TRUE(allows(Role::viewer, "titles:read"));
  EXPECT_FALSE(allows(Role::viewer, "titles:write"));
  EXPECT_FALSE(allows(Role::viewer, "settings:read"));
  EXPECT_TRUE(allows(Role::analyst, "titles:write"));
  EXPECT_TRUE(allows(Role::analyst, "holds:write"));
  EXPECT_FALSE(allows(Role::analyst, "dunning:write"));
  EXPECT_FALSE(allows(Role::analyst, "users:read"));
  EXPECT_TRUE(allows(Role::manager, "company:write"));
  EXPECT_TRUE(allows(Role::manager, "users:read"));
  EXPECT_FALSE(allows(Role::manager, "users:write"));
  EXPECT_TRUE(allows(Role::owner, "users:write"));
}

TEST(Roles, AMistypedPermissionIsNobodys) {
  for (const auto* wrong : {"title:read", "titles:delete", "titles", "", "audit:write"}) {
    EXPECT_FALSE(known_permission(wrong)) << wrong;
    EXPECT_FALSE(allows(Role::owner, wrong)) << wrong;
  }
  for (const auto permission : permissions_of(Role::owner)) {
    EXPECT_TRUE(known_permission(permission)) << permission;
  }
}

// Each role may all that the next lower one may.
TEST(Roles, RiseStepByStep) {
  const Role rising[] = {Role::viewer, Role::analyst, Role::manager, Role::owner};
  for (int i = 0; i + 1 < 4; ++i) {
    for (const auto permission : permissions_of(rising[i])) {
      EXPECT_TRUE(allows(rising[i + 1], permission)) << permission;
    }
    EXPECT_LT(permissions_of(rising[i]).size(), permissions_of(rising[i + 1]).size());
  }
}

TEST(Email, IsBroughtToOneForm) {
  EXPECT_EQ(*parse_email(" Ana.Souza@Exemplo.COM.br "), "ana.souza@exemplo.com.br");
  for (const auto* wrong :
       {"", "ana", "@x.br", "ana@", "ana@x", "ana@@x.br", "ana@x..br", "ana@.br", "ana@x.",
        "a na@x.br", "ana@x.br,b@x.br", "<ana@x.br>", "ação@x.br"}) {
    EXPECT_FALSE(parse_email(wrong)) << wrong;
  }
}

TEST(Tokens, CarryTheirCompanyAndAreOfOneKind) {
  const auto tenant = TenantId::make({1'795'435'200'000});
  const auto text = make_token(TokenKind::api_key, tenant);
  const auto token = parse_token(text);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->tenant, tenant);
  EXPECT_EQ(token->kind, TokenKind::api_key);
  EXPECT_EQ(token->hash, hash_token(text));
  EXPECT_NE(make_token(TokenKind::api_key, tenant), text);
  EXPECT_FALSE(parse_token(text.substr(1)));
  EXPECT_FALSE(parse_token("qx" + text.substr(2)));
  EXPECT_FALSE(parse_token(text + "x"));
  EXPECT_FALSE(parse_token("qk_!!" + text.substr(5)));
  // The nil tenant means "across tenants" to the database.
  EXPECT_FALSE(parse_token(make_token(TokenKind::session, TenantId{})));
}

class CompanyTest : public quita::testing::EachEngine {
 protected:
  Actor actor() { return {"system", std::nullopt, "teste", "192.0.2.1", clock().now()}; }
  CompanyDraft draft() {
    CompanyDraft draft;
    draft.legal_name = " Padaria Estrela Ltda ";
    draft.document = "11.222.333/0001-81";
    draft.state = "am";
    return draft;
  }
  Result<Company> create(const CompanyDraft& draft) {
    return db().write(tenant(), [&](db::Tx& tx) { return create_company(tx, actor(), draft); });
  }
  Result<Company> patch(const CompanyDraft& draft) {
    return db().write(tenant(), [&](db::Tx& tx) { return patch_company(tx, actor(), draft); });
  }
  Result<User> add_user(std::string email, Role role) {
    return db().write(tenant(), [&](db::Tx& tx) {
      return create_user(tx, actor(), {email, "Ana Souza", role}, no_password);
    });
  }
  Result<User> change(UserId id, const UserPatch& patch) {
    return db().write(tenant(), [&](db::Tx& tx) { return patch_user(tx, actor(), id, patch); });
  }
  std::vector<AuditEntry> log() {
    return db().read(tenant(),
                     [](db::Tx& tx) { return read_audit(tx, std::nullopt, std::nullopt, 100); });
  }
};
QUITA_EACH_ENGINE(CompanyTest);

TEST_P(CompanyTest, IsMadeWithWhatItNeedsAndFillsTheRest) {
  const auto company = create(draft());
  ASSERT_TRUE(company) << company.error().message;
  EXPECT_EQ(company->legal_name, "Padaria Estrela Ltda");
  EXPECT_EQ(company->trade_name, "Padaria Estrela Ltda");
  EXPECT_EQ(company->document, "11222333000181");
  EXPECT_EQ(company->state, "AM");
  EXPECT_EQ(company->time_zone, "America/Manaus");
  const auto read = db().read(tenant(), read_company);
  EXPECT_EQ(read->time_zone, "America/Manaus");
  EXPECT_EQ(read->created_at, clock().now());
  EXPECT_EQ(read->link_generation, 1);
  EXPECT_EQ(db().read_system(all_companies).size(), 1u);
  EXPECT_EQ(db().read(other_tenant(), read_company).error().code, "company.not_found");
}

TEST_P(CompanyTest, NamesTheFieldThatIsWrong) {
  const auto wrong = [&](auto CompanyDraft::*member, const char* value) {
    auto bad = draft();
    bad.*member = value;
    const auto made = create(bad);
    return made ? "" : made.error().code + " @" + made.error().field;
  };
  EXPECT_EQ(wrong(&CompanyDraft::document, "11.222.333/0001-82"), "cnpj.check_digit @document");
  EXPECT_EQ(wrong(&CompanyDraft::state, "XX"), "company.state @state");
  EXPECT_EQ(wrong(&CompanyDraft::time_zone, "Europe/Lisbon"), "company.time_zone @time_zone");
  EXPECT_EQ(wrong(&CompanyDraft::email, "ana"), "email.format @email");
  EXPECT_EQ(wrong(&CompanyDraft::phone, "123"), "phone.length @phone");
  EXPECT_EQ(wrong(&CompanyDraft::postal_code, "1"), "postal_code.length @postal_code");
  EXPECT_EQ(wrong(&CompanyDraft::legal_name, " "), "company.required @legal_name");
  EXPECT_EQ(wrong(&CompanyDraft::city, std::string(61, 'x').c_str()), "company.too_long @city");
  auto incomplete = draft();
  incomplete.document.reset();
  EXPECT_EQ(create(incomplete).error().field, "document");
  EXPECT_THAT(db().read_system(all_companies), ElementsAre());
}

TEST_P(CompanyTest, AChangeIsAuditedWithBeforeAndAfter) {
  ASSERT_TRUE(create(draft()));
  CompanyDraft change;
  change.trade_name = "Estrela";
  change.phone = "(92) 3333-4444";
  const auto changed = patch(change);
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_EQ(changed->phone, "+559233334444");
  EXPECT_EQ(changed->document, "11222333000181");
  change.phone = "";
  EXPECT_EQ(patch(change)->phone, "");
  EXPECT_TRUE(patch(change));  // nothing changed: nothing to log
  const auto entries = log();
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[1].action, "company.change");
  EXPECT_EQ(entries[1].actor_name, "teste");
  EXPECT_EQ(entries[1].ip, "192.0.2.1");
  EXPECT_EQ(entries[1].subject_id, tenant().uuid);
  EXPECT_THAT(*entries[1].before, HasSubstr("\"trade_name\":\"Padaria Estrela Ltda\""));
  EXPECT_THAT(*entries[1].after, HasSubstr("\"trade_name\":\"Estrela\""));
  EXPECT_EQ(entries[2].action, "company.create");
  EXPECT_EQ(entries[2].before, std::nullopt);
}

TEST_P(CompanyTest, AuditIsReadPageByPageAndBySubject) {
  const Uuid thing = make_uuid_v7(clock().now());
  db().write(tenant(), [&](db::Tx& tx) {
    for (int i = 0; i < 5; ++i) {
      audit(tx, actor(), "step." + std::to_string(i),
            {"thing", i % 2 == 0 ? std::optional(thing) : std::nullopt});
    }
  });
  db().read(tenant(), [&](db::Tx& tx) {
    const auto first = read_audit(tx, std::nullopt, std::nullopt, 2);
    ASSERT_EQ(first.size(), 2u);
    EXPECT_EQ(first[0].action, "step.4");
    const auto rest = read_audit(tx, first[1].id, std::nullopt, 10);
    ASSERT_EQ(rest.size(), 3u);
    EXPECT_EQ(rest[0].action, "step.2");
    EXPECT_EQ(read_audit(tx, std::nullopt, thing, 10).size(), 3u);
    EXPECT_EQ(read_audit(tx, std::nullopt, tenant().uuid, 10).size(), 0u);
  });
  EXPECT_TRUE(db().read(other_tenant(),
                        [](db::Tx& tx) { return read_audit(tx, std::nullopt, std::nullopt, 10); })
                  .empty());
}

TEST_P(CompanyTest, RenewedLinksRaiseTheGeneration) {
  ASSERT_TRUE(create(draft()));
  db().write(tenant(), [&](db::Tx& tx) { renew_links(tx, actor()); });
  EXPECT_EQ(db().read(tenant(), read_company)->link_generation, 2);
}

TEST_P(CompanyTest, UsersAreUniqueByEmailWithinACompany) {
  const auto ana = add_user("Ana@Exemplo.com.br", Role::owner);
  ASSERT_TRUE(ana) << ana.error().message;
  EXPECT_EQ(ana->email, "ana@exemplo.com.br");
  EXPECT_EQ(add_user("ana@exemplo.com.br", Role::viewer).error().code, "user.exists");
  EXPECT_EQ(add_user("ana", Role::viewer).error().field, "email");
  EXPECT_TRUE(db().write(other_tenant(), [&](db::Tx& tx) {
    return create_user(tx, actor(), {"ana@exemplo.com.br", "Ana", Role::owner}, no_password);
  }));
  db().read(tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(list_users(tx).size(), 1u);
    EXPECT_EQ(find_user_by_email(tx, "ana@exemplo.com.br")->id, ana->id);
    EXPECT_EQ(find_user(tx, UserId::make(clock().now())), std::nullopt);
  });
}

TEST_P(CompanyTest, TheLastActiveOwnerStays) {
  const auto ana = add_user("ana@exemplo.com.br", Role::owner);
  UserPatch demote;
  demote.role = Role::manager;
  UserPatch disable;
  disable.disabled = true;
  EXPECT_EQ(change(ana->id, demote).error().code, "user.last_owner");
  EXPECT_EQ(change(ana->id, disable).error().code, "user.last_owner");
  const auto bia = add_user("bia@exemplo.com.br", Role::owner);
  EXPECT_TRUE(change(bia->id, disable)->disabled_at);
  EXPECT_EQ(change(ana->id, demote).error().code, "user.last_owner");
  UserPatch enable;
  enable.disabled = false;
  EXPECT_FALSE(change(bia->id, enable)->disabled_at);
  EXPECT_EQ(change(ana->id, demote)->role, Role::manager);
  EXPECT_EQ(change(UserId::make(clock().now()), demote).error().code, "user.not_found");
}

// Two owners who take each other's role at the same moment: one of them stays.
TEST_P(CompanyTest, TwoOwnersCannotDemoteEachOtherAtOnce) {
  const auto ana = add_user("ana@exemplo.com.br", Role::owner);
  const auto bia = add_user("bia@exemplo.com.br", Role::owner);
  UserPatch demote;
  demote.role = Role::viewer;
  std::thread one([&] { (void)change(ana->id, demote); });
  std::thread two([&] { (void)change(bia->id, demote); });
  one.join();
  two.join();
  const auto users = db().read(tenant(), list_users);
  EXPECT_EQ(std::count_if(users.begin(), users.end(),
                          [](const User& user) { return user.role == Role::owner; }),
            1);
}

TEST_P(CompanyTest, ItsLogoIsKeptOrRefused) {
  const std::string logo = "<svg viewBox='0 0 2 1'><rect width='2' height='1' fill='#0a0'/></svg>";
  db().write(tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(read_logo(tx), std::nullopt);
    ASSERT_TRUE(set_logo(tx, actor(), logo));
    EXPECT_EQ(read_logo(tx), logo);
    EXPECT_EQ(set_logo(tx, actor(), "GIF89a").error().code, "logo.format");
    EXPECT_EQ(set_logo(tx, actor(), std::string(70'000, 'x')).error().code, "logo.size");
    EXPECT_EQ(set_logo(tx, actor(), "<svg viewBox='0 0 1 1'><script/></svg>").error().code,
              "logo.svg");
    EXPECT_EQ(read_logo(tx), logo) << "a refused one changes nothing";
    clear_logo(tx, actor());
    EXPECT_EQ(read_logo(tx), std::nullopt);
    EXPECT_EQ(read_audit(tx, std::nullopt, std::nullopt, 10).front().action, "company.logo");
  });
  EXPECT_EQ(db().read(other_tenant(), read_logo), std::nullopt);
}

TEST_P(CompanyTest, SettingsAreKeptAndSecretsSealed) {
  const SecretKey key = derive_key({}, "smtp");
  db().write(tenant(), [&](db::Tx& tx) {
    EXPECT_EQ(read_setting(tx, "smtp"), std::nullopt);
    write_setting(tx, clock().now(), "smtp", R"({"host":"a"})");
    write_setting(tx, clock().now(), "smtp", R"({"host":"b"})");
    write_secret_setting(tx, clock().now(), key, "smtp.password", "segredo");
    EXPECT_EQ(read_setting(tx, "smtp"), R"({"host":"b"})");
    EXPECT_EQ(read_setting(tx, "smtp.password"), std::nullopt);
    EXPECT_EQ(read_secret_setting(tx, key, "smtp.password"), "segredo");
    EXPECT_THROW(read_secret_setting(tx, derive_key({}, "other"), "smtp.password"),
                 std::runtime_error);
    const auto stored = tx.one("SELECT sealed FROM setting WHERE sealed IS NOT NULL",
                               [](db::Row& row) { return row.blob(0); });
    EXPECT_THAT(*stored, ::testing::Not(HasSubstr("segredo")));
    write_secret_setting(tx, clock().now(), key, "smtp.password", "");
    EXPECT_EQ(read_secret_setting(tx, key, "smtp.password"), std::nullopt);
  });
}

TEST_P(CompanyTest, ALeaseHasOneHolderAtATime) {
  const auto now = clock().now();
  const auto later = now + std::chrono::minutes(1);
  const auto take = [&](std::string_view holder, Instant at, Instant until) {
    return db().write(tenant(),
                      [&](db::Tx& tx) { return take_lease(tx, "day", holder, at, until); });
  };
  EXPECT_TRUE(take("a", now, later));
  EXPECT_FALSE(take("b", now, later));
  EXPECT_TRUE(take("a", now, later + std::chrono::minutes(1)));  // prolonged
  EXPECT_FALSE(take("b", later, later + std::chrono::minutes(5)));
  EXPECT_TRUE(take("b", later + std::chrono::minutes(1), later + std::chrono::minutes(5)));
  db().write(tenant(), [&](db::Tx& tx) {
    give_back_lease(tx, "day", "a");  // no longer a's to give
    EXPECT_FALSE(take_lease(tx, "day", "a", later, later));
    give_back_lease(tx, "day", "b");
    EXPECT_TRUE(take_lease(tx, "day", "a", later, later));
  });
}

}  // namespace
}  // namespace quita::company
