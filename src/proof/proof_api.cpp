#include "proof/proof_api.h"

#include "company/audit.h"
#include "http/route.h"
#include "json/bind.h"
#include "party/party_api.h"
#include "party/party_store.h"
#include "proof/entry.h"
#include "proof/pack_store.h"
#include "proof/seal.h"

namespace quita::proof {
namespace {

using http::Context;
using http::Method;

struct ProofPackView {
  PackId id;
  PartyId party_id;
  Instant made_at;
  std::string made_by;
  int entries = 0;
  std::string head, json_sha256, pdf_sha256;
};
BOOST_DESCRIBE_STRUCT(ProofPackView, (),
                      (id, party_id, made_at, made_by, entries, head, json_sha256, pdf_sha256))

struct ProofView {
  int entries = 0;
  int unsealed = 0;  // facts that wait for the next sealing
  std::string head;
  std::vector<std::string> problems;  // empty: all is as it was sealed
  std::vector<ProofPackView> packs;
};
BOOST_DESCRIBE_STRUCT(ProofView, (), (entries, unsealed, head, problems, packs))

struct ProofVerdictView {
  bool known = false, good = false;
  std::vector<std::string> problems;
  std::string customer;
  int entries = 0;
  std::string head;
  std::optional<Instant> made_at;
  std::optional<PartyId> party_id;
};
BOOST_DESCRIBE_STRUCT(ProofVerdictView, (),
                      (known, good, problems, customer, entries, head, made_at, party_id))

constexpr std::size_t file_bytes_max = 20 * 1024 * 1024;

ProofPackView view_of(const PackRow& pack) {
  return {pack.id,      pack.party, pack.made_at,     pack.made_by,
          pack.entries, pack.head,  pack.json_sha256, pack.pdf_sha256};
}

Result<ProofView> proof_of(db::Tx& tx, PartyId party, const SecretKey& key) {
  if (!party::find_name(tx, party)) {
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  }
  const Head head = head_of(tx, party);
  ProofView view;
  view.entries = head.entries;
  view.head = head.hash;
  view.unsealed = static_cast<int>(unsealed_facts(tx, party).size());
  view.problems = problems_of(tx, party);
  for (std::string& problem : problems_of_days(tx, key))
    view.problems.push_back(std::move(problem));
  for (const PackRow& pack : packs_of(tx, party)) view.packs.push_back(view_of(pack));
  return view;
}

ProofVerdictView view_of(db::Tx& tx, const Verdict& verdict) {
  ProofVerdictView view;
  view.known = verdict.known;
  view.good = verdict.known && verdict.problems.empty();
  view.problems = verdict.problems;
  if (verdict.pack) {
    view.party_id = verdict.pack->party;
    if (const auto party = party::find_name(tx, verdict.pack->party)) view.customer = party->name;
    view.entries = verdict.pack->entries;
    view.head = verdict.pack->head;
    view.made_at = verdict.pack->made_at;
  } else {
    view.customer = verdict.file.customer_name;
    view.entries = verdict.file.entries;
    view.head = verdict.file.head;
    if (const auto at = parse_iso_instant(verdict.file.made_at)) view.made_at = *at;
  }
  return view;
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock, const SecretKey& key) {
  routes.get<ProofView>("/v1/parties/{id}/proof", "How a customer's chain of proof stands",
                        "messages:read", [&db, key](Context& c) -> Result<ProofView> {
                          const auto id = TRY(c.param_as<PartyId>("id"));
                          return db.read(c.caller.tenant,
                                         [&](db::Tx& tx) { return proof_of(tx, id, key); });
                        });

  routes.add<void, ProofPackView>(
      Method::post, "/v1/parties/{id}/proof", "Makes a pack of proof: JSON and PDF",
      "messages:write", [&db, &clock](Context& c) -> Result<ProofPackView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ProofPackView> {
          const Act act = party::act_of(tx, c, clock.now());
          const ProofPackView made = view_of(TRY(make_pack(tx, act, id)));
          company::audit(tx, actor_of(act), "proof.pack", {"party", id.uuid}, {},
                         json::write(made));
          return made;
        });
      });

  const auto file = [&db](PackForm form, const char* type) {
    return [&db, form, type](Context& c) -> Result<http::Response> {
      const auto id = TRY(c.param_as<PackId>("id"));
      auto found = db.read(c.caller.tenant, [&](db::Tx& tx) { return pack_file(tx, id, form); });
      if (!found) return tl::make_unexpected(std::move(found).error());
      return http::Response::file(type, found->name, std::move(found->bytes));
    };
  };
  routes
      .raw(Method::get, "/v1/proof/{id}/pack.json", "A pack of proof, for programs",
           "messages:read", file(PackForm::json, "application/json"))
      .produces("application/json");
  routes
      .raw(Method::get, "/v1/proof/{id}/pack.pdf", "A pack of proof, for people", "messages:read",
           file(PackForm::pdf, "application/pdf"))
      .produces("application/pdf");

  routes
      .raw(Method::post, "/v1/proof/verify",
           "Tells whether a pack of proof, JSON or PDF, is as it was made, and still the truth",
           "messages:read",
           [&db](Context& c) -> Result<http::Response> {
             auto view = db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<ProofVerdictView> {
               return view_of(tx, TRY(verify(tx, c.request.body)));
             });
             if (!view) return tl::make_unexpected(std::move(view).error());
             return http::Response::json(json::write(*view));
           })
      .upload("application/octet-stream", file_bytes_max)
      .returns<ProofVerdictView>();
}

}  // namespace quita::proof
