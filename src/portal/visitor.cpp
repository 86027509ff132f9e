#include "portal/visitor.h"

#include "company/company.h"

namespace quita::portal {

Result<Visitor> Visitor::from(const http::Context& c, const PortalDeps& deps) {
  const auto today = business_date(deps.clock.now(), "UTC");
  return Visitor(TRY(messaging::verify_portal_link(deps.link_key, c.param("token"), today)));
}

Status Visitor::check(db::Tx& tx) const {
  const auto company = company::read_company(tx);
  if (!company || company->link_generation != link_.generation) {
    return fail(ErrorKind::not_found, "link.invalid",
                "este endereço não vale mais; peça um novo a quem lhe cobra");
  }
  return {};
}

Result<receivable::TitleRecord> Visitor::title(db::Tx& tx, TitleId id) const {
  auto record = receivable::find_title(tx, id);
  if (!record || record->title.party != link_.party) {
    return fail(ErrorKind::not_found, "title.not_found", "este título não existe");
  }
  return *std::move(record);
}

Act Visitor::act(db::Tx& tx, const http::Context& c, const Clock& clock) const {
  Act act = act_of(tx, "cliente, no portal", clock);
  act.kind = "customer";
  act.id = link_.party.uuid;
  act.ip = c.request.remote_address;
  return act;
}

}  // namespace quita::portal
