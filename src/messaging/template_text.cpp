#include "messaging/template_text.h"

#include <algorithm>
#include <utility>

#include "conduct/conduct.h"
#include "messaging/library.h"
#include "messaging/paper_text.h"
#include "messaging/template_store.h"

namespace quita::messaging {
namespace {

constexpr auto select_text =
    "SELECT channel, body, form, version FROM template_text WHERE tenant_id = $1 "
    "AND template = $2 AND channel = $3";

constexpr auto select_texts =
    "SELECT channel, body, form, version FROM template_text WHERE tenant_id = $1 "
    "AND template = $2 ORDER BY channel";

constexpr auto upsert_text =
    "INSERT INTO template_text (tenant_id, template, channel, body, form, version, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT (tenant_id, template, channel) "
    "DO UPDATE SET body = excluded.body, form = excluded.form, "
    "version = template_text.version + 1, updated_at = excluded.updated_at";

TemplateText read_text(db::Row& row) {
  return {parse_channel(row.view(0)).value(), row.text(1), row.text(2),
          static_cast<int>(row.integer(3))};
}

}  // namespace

std::optional<TemplateText> load_text(db::Tx& tx, std::string_view name, Channel channel,
                                      const Wording& wording) {
  if (auto own = tx.one(select_text, read_text, tx.tenant(), name, word(channel))) return own;
  // Reminders need no stamp, and WhatsApp sends what its owner approved.
  const bool on_paper = channel == Channel::letter && default_paper_text(name).has_value();
  if (channel != Channel::sms && !on_paper) return std::nullopt;
  const auto ours = library_text(name, channel, wording);
  if (!ours) return std::nullopt;
  return TemplateText{channel, ours->body, "{}", 0};
}

std::vector<TemplateText> load_texts(db::Tx& tx, std::string_view name) {
  std::vector<TemplateText> texts = tx.all(select_texts, read_text, tx.tenant(), name);
  const bool sms = std::any_of(texts.begin(), texts.end(), [](const TemplateText& text) {
    return text.channel == Channel::sms;
  });
  const auto ours = library_text(name, Channel::sms, {load_tone(tx), ""});
  if (!sms && ours) texts.push_back({Channel::sms, ours->body, "{}", 0});
  return texts;
}

bool has_text(db::Tx& tx, std::string_view name, Channel channel) {
  return channel == Channel::email || load_text(tx, name, channel).has_value();
}

Result<TemplateText> save_text(db::Tx& tx, std::string_view name, const TemplateText& text,
                               Instant now) {
  TRY(load_template(tx, name));
  TRY_STATUS(conduct::refuse_coercion(text.body, word(text.channel)));
  tx.execute(upsert_text, tx.tenant(), name, word(text.channel), text.body, text.form, now);
  return *load_text(tx, name, text.channel);
}

}  // namespace quita::messaging
