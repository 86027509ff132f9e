#include "messaging/template_store.h"

#include <algorithm>

#include "conduct/conduct.h"
#include "messaging/library.h"

namespace quita::messaging {
namespace {

constexpr auto insert_template =
    "INSERT INTO template (tenant_id, id, name, label, subject, body, version, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, name) DO NOTHING";

constexpr auto select_templates =
    "SELECT name, label, subject, body, version FROM template WHERE tenant_id = $1 ORDER BY name";

constexpr auto select_template =
    "SELECT name, label, subject, body, version FROM template WHERE tenant_id = $1 AND name = $2";

constexpr auto update_template =
    "UPDATE template SET subject = $3, body = $4, version = version + 1, updated_at = $5 "
    "WHERE tenant_id = $1 AND name = $2";

constexpr auto update_restored =
    "UPDATE template SET subject = $3, body = $4, version = 1, updated_at = $5 "
    "WHERE tenant_id = $1 AND name = $2";

Template read_template(db::Row& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), static_cast<int>(row.integer(4))};
}

void insert(db::Tx& tx, const Template& each, Instant now) {
  tx.execute(insert_template, tx.tenant(), TemplateId::make(now), each.name, each.label,
             each.subject, each.body, each.version, now);
}

}  // namespace

void install_default_templates(db::Tx& tx, Instant now) {
  for (const Template& each : default_templates()) insert(tx, each, now);
}

namespace {

// What was installed and never changed follows the library.
Template worded(Template form, const Wording& wording) {
  if (is_own(form)) return form;
  if (auto text = library_text(form.name, Channel::email, wording)) {
    form.subject = std::move(text->subject);
    form.body = std::move(text->body);
  }
  return form;
}

}  // namespace

bool is_own(const Template& form) { return form.version > 1; }

std::vector<Template> load_templates(db::Tx& tx) {
  const Wording wording{load_tone(tx), ""};
  std::vector<Template> all = tx.all(select_templates, read_template, tx.tenant());
  for (const Template& each : default_templates()) {
    const bool stored = std::any_of(all.begin(), all.end(),
                                    [&](const Template& own) { return own.name == each.name; });
    if (!stored) all.push_back(each);
  }
  for (Template& each : all) each = worded(std::move(each), wording);
  return all;
}

Result<Template> load_template(db::Tx& tx, std::string_view name, const Wording& wording) {
  if (auto own = tx.one(select_template, read_template, tx.tenant(), name))
    return worded(*std::move(own), wording);
  if (const Template* standard = find_default_template(name)) return worded(*standard, wording);
  return fail(ErrorKind::not_found, "template.not_found",
              "Não há modelo de mensagem com o nome “" + std::string(name) + "”.", "template");
}

Result<Template> restore_template(db::Tx& tx, std::string_view name, Instant now) {
  const Template* standard = find_default_template(name);
  if (standard == nullptr) {
    return fail(ErrorKind::not_found, "template.not_found",
                "Não há modelo de mensagem com o nome “" + std::string(name) + "”.", "template");
  }
  tx.execute(update_restored, tx.tenant(), name, standard->subject, standard->body, now);
  return load_template(tx, name, {load_tone(tx), ""});
}

Result<Template> save_template(db::Tx& tx, std::string_view name, std::string_view subject,
                               std::string_view body, Instant now) {
  TRY_STATUS(check_template(subject, body));
  TRY_STATUS(conduct::refuse_coercion(subject, "subject"));
  TRY_STATUS(conduct::refuse_coercion(body, "body"));
  insert(tx, TRY(load_template(tx, name)), now);
  tx.execute(update_template, tx.tenant(), name, subject, body, now);
  return load_template(tx, name);
}

}  // namespace quita::messaging
