#include "company/company_api.h"

#include "company/company_view.h"

namespace quita::company {

namespace {

struct AuditView {
  AuditId id;
  Instant at;
  std::string actor_kind;  // user, api_key, system
  std::optional<std::string> actor_id;
  std::string actor_name;
  std::string ip;
  std::string action;
  std::string subject_kind;
  std::optional<std::string> subject_id;
  std::optional<boost::json::value> before;
  std::optional<boost::json::value> after;
};
BOOST_DESCRIBE_STRUCT(AuditView, (),
                      (id, at, actor_kind, actor_id, actor_name, ip, action, subject_kind,
                       subject_id, before, after))

struct After {
  AuditId id;
};
BOOST_DESCRIBE_STRUCT(After, (), (id))

// A subject's id as the rest of the API writes it.
std::string subject_text(std::string_view kind, const Uuid& id) {
  constexpr std::pair<std::string_view, std::string_view> prefixes[] = {
      {"user", UserIdTag::prefix},         {"session", SessionIdTag::prefix},
      {"api_key", ApiKeyIdTag::prefix},    {"company", TenantIdTag::prefix},
      {"party", PartyIdTag::prefix},       {"title", TitleIdTag::prefix},
      {"account", AccountIdTag::prefix},   {"remittance", RemittanceIdTag::prefix},
      {"return", ReturnFileIdTag::prefix}, {"policy", PolicyIdTag::prefix},
      {"hold", HoldIdTag::prefix},         {"template", TemplateIdTag::prefix}};
  for (const auto& [known, prefix] : prefixes) {
    if (known == kind) return format_type_id(prefix, id);
  }
  return format_uuid(id);
}

std::optional<boost::json::value> json_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  auto value = json::parse(*text);
  return value ? std::optional(*std::move(value)) : std::nullopt;
}

AuditView view_of(const AuditEntry& entry) {
  AuditView view{entry.id,
                 entry.at,
                 entry.actor_kind,
                 std::nullopt,
                 entry.actor_name,
                 entry.ip,
                 entry.action,
                 entry.subject_kind,
                 std::nullopt,
                 json_of(entry.before),
                 json_of(entry.after)};
  if (entry.actor_id) view.actor_id = subject_text(entry.actor_kind, *entry.actor_id);
  if (entry.subject_id) view.subject_id = subject_text(entry.subject_kind, *entry.subject_id);
  return view;
}

// "rec_01h…" of whatever kind.
Result<std::optional<Uuid>> subject_of(const http::Context& c) {
  const auto text = c.query("subject");
  if (!text) return std::optional<Uuid>();
  auto id = parse_type_id(text->substr(0, text->rfind('_')), *text);
  if (!id) return tl::make_unexpected(std::move(id).error().at("subject"));
  return std::optional(*id);
}

}  // namespace

void add_routes(http::Routes& routes, const Installation& installation) {
  using http::Context, http::Method, http::Page;
  add_login_routes(routes, installation);
  add_user_routes(routes, installation);
  add_logo_routes(routes, installation);

  routes.get<CompanyView>(
      "/v1/company", "Shows the company", "company:read", [&](Context& c) -> Result<CompanyView> {
        const auto company = TRY(installation.db.read(c.caller.tenant, read_company));
        return view_of(company, installation.clock.now());
      });

  routes.add<CompanyDraft, CompanyView>(
      Method::patch, "/v1/company", "Changes the company's data", "company:write",
      [&](Context& c, const CompanyDraft& draft) -> Result<CompanyView> {
        const auto now = installation.clock.now();
        const auto company = TRY(installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
          return patch_company(tx, actor_of(c, now), draft);
        }));
        return view_of(company, now);
      });

  routes.add<void, void>(Method::post, "/v1/company/renew-links",
                         "Takes back every portal link sent so far", "company:write",
                         [&](Context& c) -> Status {
                           installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
                             renew_links(tx, actor_of(c, installation.clock.now()));
                           });
                           return {};
                         });

  routes
      .get<Page<AuditView>>(
          "/v1/audit", "Who did what, newest first", "audit:read",
          [&](Context& c) -> Result<Page<AuditView>> {
            const auto after = TRY(c.cursor<After>());
            const auto subject = TRY(subject_of(c));
            const int limit = TRY(c.limit());
            const auto entries = installation.db.read(c.caller.tenant, [&](db::Tx& tx) {
              return read_audit(tx, after ? std::optional(after->id) : std::nullopt, subject,
                                limit + 1);
            });
            std::vector<AuditView> views;
            for (const auto& entry : entries) views.push_back(view_of(entry));
            return http::page_of(std::move(views), limit,
                                 [](const AuditView& last) { return After{last.id}; });
          })
      .query("subject", "Só o que foi feito a esta coisa: um identificador, como usr_… ou rec_…")
      .paged();
}

}  // namespace quita::company
