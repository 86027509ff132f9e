// The script of a call, over HTTP.
#include "desk/routes.h"
#include "desk/script_facts.h"
#include "party/party_api.h"

namespace quita::desk {
namespace {

using http::Context;

struct ScriptSectionView {
  std::string id, title, kind;
  std::vector<std::string> lines;
};
BOOST_DESCRIBE_STRUCT(ScriptSectionView, (), (id, title, kind, lines))

struct CallScriptView {
  std::vector<ScriptSectionView> sections;
};
BOOST_DESCRIBE_STRUCT(CallScriptView, (), (sections))

CallScriptView view_of(const ScriptFacts& facts) {
  CallScriptView view;
  for (const ScriptSection& section : call_script(facts)) {
    view.sections.push_back(
        {section.id, section.title, std::string(word(section.kind)), section.lines});
  }
  return view;
}

}  // namespace

void add_script_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<CallScriptView>(
      "/v1/parties/{id}/call-script", "What to say in a call to this customer, and what not",
      "dunning:read", [&db, &clock](Context& c) -> Result<CallScriptView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<CallScriptView> {
          const Act act = party::act_of(tx, c, clock.now());
          const ScriptFacts facts = TRY(script_facts(tx, act, id));
          return view_of(facts);
        });
      });
}

}  // namespace quita::desk
