#include "conversation/template_list.h"

#include <array>
#include <string>
#include <utility>

#include "json/bind.h"

namespace quita::whatsapp {
BOOST_DESCRIBE_STRUCT(ApprovedButton, (), (type, text, url))
}  // namespace quita::whatsapp

namespace quita::conversation {
namespace {

using whatsapp::ApprovedTemplate;

// The column `content`.
struct Content {
  bool named = false;
  std::string header_format, header_text, body, footer;
  std::vector<whatsapp::ApprovedButton> buttons;
};
BOOST_DESCRIBE_STRUCT(Content, (), (named, header_format, header_text, body, footer, buttons))

#define QUITA_TEMPLATE_SELECT                                                   \
  "SELECT name, language, meta_id, status, category, quality, reason, content " \
  "FROM whatsapp_template WHERE tenant_id = $1 "

constexpr auto select_all = QUITA_TEMPLATE_SELECT "ORDER BY name, language";
constexpr auto select_one = QUITA_TEMPLATE_SELECT "AND name = $2 AND language = $3";
constexpr auto delete_all = "DELETE FROM whatsapp_template WHERE tenant_id = $1";
constexpr auto insert_one =
    "INSERT INTO whatsapp_template (tenant_id, name, language, meta_id, status, category, quality, "
    "reason, content, pulled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
    "ON CONFLICT (tenant_id, name, language) DO NOTHING";
constexpr auto update_one =
    "UPDATE whatsapp_template SET status = $4, category = $5, quality = $6, reason = $7 "
    "WHERE tenant_id = $1 AND name = $2 AND language = $3";

ApprovedTemplate read_template(db::Row& row) {
  ApprovedTemplate form;
  form.name = row.text(0);
  form.language = row.text(1);
  form.id = row.text(2);
  form.status = row.text(3);
  form.category = row.text(4);
  form.quality = row.text(5);
  form.reason = row.text(6);
  Content content = json::read<Content>(row.view(7)).value_or(Content());
  form.named = content.named;
  form.header_format = std::move(content.header_format);
  form.header_text = std::move(content.header_text);
  form.header_variables = whatsapp::variables_in(form.header_text);
  form.body = std::move(content.body);
  form.variables = whatsapp::variables_in(form.body);
  form.footer = std::move(content.footer);
  form.buttons = std::move(content.buttons);
  return form;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> statuses = {{
    {"APPROVED", "aprovado"},
    {"PENDING", "em análise na Meta"},
    {"IN_APPEAL", "em recurso na Meta"},
    {"REJECTED", "recusado pela Meta"},
    {"PAUSED", "pausado pela baixa qualidade"},
    {"FLAGGED", "sob aviso de baixa qualidade"},
    {"DISABLED", "desativado pela baixa qualidade"},
    {"PENDING_DELETION", "em exclusão"},
    {"DELETED", "excluído"},
    {"LIMIT_EXCEEDED", "além do limite de modelos da conta"},
}};

}  // namespace

std::vector<ApprovedTemplate> load_templates(db::Tx& tx) {
  return tx.all(select_all, read_template, tx.tenant());
}

std::optional<ApprovedTemplate> find_template(db::Tx& tx, std::string_view name,
                                              std::string_view language) {
  return tx.one(select_one, read_template, tx.tenant(), name, language);
}

void replace_templates(db::Tx& tx, const std::vector<ApprovedTemplate>& all, Instant now) {
  tx.execute(delete_all, tx.tenant());
  for (const ApprovedTemplate& form : all) {
    const Content content{form.named, form.header_format, form.header_text,
                          form.body,  form.footer,        form.buttons};
    tx.execute(insert_one, tx.tenant(), form.name, form.language, form.id, form.status,
               form.category, form.quality, form.reason, json::write(content), now);
  }
}

bool apply_template_update(db::Tx& tx, const whatsapp::TemplateUpdate& update) {
  auto form = find_template(tx, update.name, update.language);
  if (!form) return false;
  const auto before = std::tie(form->status, form->category, form->quality, form->reason);
  const auto copy = std::tuple<std::string, std::string, std::string, std::string>(before);
  if (!update.status.empty()) {
    form->status = update.status;
    form->reason = update.reason;
  }
  if (!update.category.empty()) form->category = update.category;
  if (!update.quality.empty()) form->quality = update.quality;
  if (before == copy) return false;
  tx.execute(update_one, tx.tenant(), form->name, form->language, form->status, form->category,
             form->quality, form->reason);
  return true;
}

std::string status_words(std::string_view status) {
  for (const auto& [word, words] : statuses) {
    if (word == status) return std::string(words);
  }
  return std::string(status);
}

bool may_be_sent(const ApprovedTemplate& form) {
  // FLAGGED is a warning that Meta lets pass; everything else but APPROVED is refused (132001,
  // 132015, 132016).
  return form.status == "APPROVED" || form.status == "FLAGGED";
}

}  // namespace quita::conversation
