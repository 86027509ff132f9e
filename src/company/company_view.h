// How users and companies look in JSON; for this folder's *_api.cpp only.
#pragma once

#include "company/company.h"
#include "company/installation.h"
#include "company/user.h"
#include "http/route.h"

namespace quita::company {

BOOST_DESCRIBE_ENUM(Role, owner, manager, analyst, viewer)

struct UserView {
  std::string id;  // usr_…, or key_… when a program asks who it is
  std::string name;
  std::string email;
  std::string role;
  bool totp = false;  // a second factor is in force
};
BOOST_DESCRIBE_STRUCT(UserView, (), (id, name, email, role, totp))

struct CompanyView {
  TenantId id;
  std::string legal_name, trade_name, document, street, number, complement, district, city, state,
      postal_code, email, phone, time_zone;
  bool demo = false;
  Date business_date;  // today, in the company's time zone
};
BOOST_DESCRIBE_STRUCT(CompanyView, (),
                      (id, legal_name, trade_name, document, street, number, complement, district,
                       city, state, postal_code, email, phone, time_zone, demo, business_date))

BOOST_DESCRIBE_STRUCT(CompanyDraft, (),
                      (legal_name, trade_name, document, street, number, complement, district, city,
                       state, postal_code, email, phone, time_zone))

inline UserView view_of(const User& user) {
  return {user.id.text(), user.name, user.email, std::string(name(user.role)), user.totp};
}

inline CompanyView view_of(const Company& company, Instant now) {
  return {company.id,     company.legal_name, company.trade_name,  company.document,
          company.street, company.number,     company.complement,  company.district,
          company.city,   company.state,      company.postal_code, company.email,
          company.phone,  company.time_zone,  company.demo,        business_date(company, now)};
}

// The groups of routes, one file each.
void add_login_routes(http::Routes&, const Installation&);
void add_user_routes(http::Routes&, const Installation&);
void add_logo_routes(http::Routes&, const Installation&);

}  // namespace quita::company
