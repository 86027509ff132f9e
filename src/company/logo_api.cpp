#include "company/company_api.h"
#include "company/company_view.h"
#include "company/logo.h"
#include "pdf/logo_reader.h"

namespace quita::company {

Result<http::Response> logo_response(std::optional<std::string> bytes) {
  if (!bytes) {
    return fail(ErrorKind::not_found, "logo.not_found", "A empresa não tem logotipo.");
  }
  std::string type(pdf::logo_type(*bytes));
  auto response = http::Response::bytes(std::move(type), *std::move(bytes));
  response.headers.add("Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return response;
}

void add_logo_routes(http::Routes& routes, const Installation& installation) {
  using http::Context, http::Method;

  routes
      .raw(Method::get, "/v1/company/logo", "The company's logo; 204 when it has none",
           "company:read",
           [&](Context& c) -> Result<http::Response> {
             auto logo = installation.db.read(c.caller.tenant, read_logo);
             if (!logo) return http::Response::empty();
             return logo_response(std::move(logo));
           })
      .produces("image/*");

  routes
      .raw(Method::put, "/v1/company/logo",
           "Takes the company's logo: PNG, JPEG or SVG, at most 64 KB", "company:write",
           [&](Context& c) -> Result<http::Response> {
             TRY_STATUS(installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
               return set_logo(tx, actor_of(c, installation.clock.now()), c.request.body);
             }));
             return http::Response::empty();
           })
      .upload("image/*", 2 * logo_bytes_max)
      .status(204);

  routes.add<void, void>(Method::del, "/v1/company/logo", "Takes the company's logo away",
                         "company:write", [&](Context& c) -> Status {
                           installation.db.write(c.caller.tenant, [&](db::Tx& tx) {
                             clear_logo(tx, actor_of(c, installation.clock.now()));
                           });
                           return {};
                         });
}

}  // namespace quita::company
