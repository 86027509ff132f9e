// A company and its whole API, for the tests that walk over every route (audit_test.cpp), and how
// each changing route is asked.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "agreement/agreement.h"
#include "app/api.h"
#include "company/audit.h"
#include "dunning/gate.h"
#include "json/parse.h"
#include "sandbox/demo_whatsapp.h"
#include "testing/engines.h"

namespace quita::app {

using http::Method;

struct Ask {
  std::string target, body = {};
  std::string type = "application/json";
  std::string actor = "Ana Souza";  // who must stand in the log
};

class AuditWalk : public testing::EachEngine {
 protected:
  void SetUp() override;
  void TearDown() override;

  void found();

  http::Response call(Method method, const Ask& ask);
  static std::string member(const http::Response& answer, std::string_view name);
  std::string made(const std::string& target, const std::string& body);

  static constexpr std::string_view smtp_account =
      R"({"name":"Cobrança","host":"smtp.exemplo.com.br","port":587,"security":"starttls",)"
      R"("from_address":"a@b.com.br"})";
  std::string new_smtp_account();

  // What the cases need, each made anew.
  std::string title();
  // Of a draft that was tried on that régua.
  std::string experiment(const std::string& policy);
  std::string order();
  // A title whose slip the bank has registered.
  std::string registered_title();
  std::string protest();
  // The régua's proposal to protest such a title.
  std::string proposal();
  // A payment that fits no boleto and seems to be the customer's.
  void stray_credit();
  std::string title_path(const std::string& verb) { return "/v1/titles/" + title() + verb; }
  std::string contact();
  std::string of_party(const std::string& rest) { return "/v1/parties/" + party_.text() + rest; }
  std::string hold();
  std::string message();
  Date local_today() { return business_date(clock().now(), "America/Sao_Paulo"); }
  std::string on_today() { return R"({"on":")" + format_iso(local_today()) + R"("})"; }
  // A letter of a new title that waits for a posting list.
  void letter();
  std::string posting_list();
  std::string posted_list();
  std::string campaign_body();
  std::string drafted_campaign();
  // Somebody who is late and is offered instalments.
  struct Offered {
    PartyId party;
    agreement::InstalmentOfferId offer;
  };
  Offered offered_instalments();
  std::string signed_agreement();
  std::string portal(const std::string& rest) { return portal_of(party_, rest); }
  std::string portal_of(PartyId party, const std::string& rest);
  std::string login_body() const;
  Ask by_customer(std::string target, std::string body) const;
  std::string set_up_totp();
  std::string totp_now();
  std::string reset_token();
  std::string other_session();

  // How each changing route is asked.
  using Cases = std::map<std::string, std::function<Ask()>>;
  Cases cases();

  struct Line {
    std::int64_t count = 0;
    std::optional<company::AuditEntry> newest;
  };
  Line log();

  static constexpr const char* password = "uma senha bem comprida";
  static constexpr const char* changed_company =
      R"({"legal_name":"Parafusos Bandeirante Ltda","document":"11222333000181",)"
      R"("city":"Campinas","state":"SP"})";
  std::filesystem::path folder_;
  std::unique_ptr<System> system_;
  dunning::ContactGate gate_;
  std::unique_ptr<sandbox::DemoWhatsApp> demo_whatsapp_;
  std::unique_ptr<Api> api_;
  std::string account_, token_, totp_secret_;
  PartyId party_;
  UserId user_;
  std::uint32_t link_generation_ = 1;
  int titles_ = 0, contacts_ = 0, offers_ = 0;

 private:
  // By their noun, a file each (audit_*_cases_test.cpp).
  void add_company_cases(Cases&);
  void add_party_cases(Cases&);
  void add_title_cases(Cases&);
  void add_dunning_cases(Cases&);
  void add_portal_cases(Cases&);
  void add_message_cases(Cases&);
};

}  // namespace quita::app
