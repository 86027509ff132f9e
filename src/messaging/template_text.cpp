#include "messaging/template_text.h"

#include <algorithm>
#include <array>
#include <utility>

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

// Each fits one segment of 160 letters with names of usual length, once its accents have become
// plain letters (sms/gsm7.h; GSM 03.38 has neither í nor ã, and 70 letters are all that leaves).
// The creditor is named first (CDC 42-A); the link leads to what is owed today, to the boleto, the
// Pix, and to the way out.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> short_texts = {{
    {"lembrete",
     "{{empresa}}: o título {{numero}}, de {{total}}, {{situacao}}. Boleto e Pix: {{link}}"},
    {"vespera",
     "{{empresa}}: o título {{numero}}, de {{total}}, {{situacao}}. Boleto e Pix: {{link}}"},
    {"vencimento",
     "{{empresa}}: o título {{numero}}, de {{total}}, {{situacao}}. Boleto e Pix: {{link}}"},
    {"atraso-1",
     "{{empresa}}: o título {{numero}} {{situacao}}. Valor hoje: {{total}}. Boleto e "
     "Pix: {{link}}"},
    {"atraso-3",
     "{{empresa}}: o título {{numero}} {{situacao}}. Valor hoje: {{total}}. Algo errado? "
     "Conte-nos: {{link}}"},
    {"atraso-7",
     "{{empresa}}: {{#um_so}}o título {{numero}} {{situacao}}{{/um_so}}{{#varios}}há "
     "{{quantidade}} títulos em aberto{{/varios}}. Valor hoje: {{total}}. Pague ou combine: "
     "{{link}}"},
    {"atraso-15",
     "{{empresa}}: {{#um_so}}o título {{numero}} {{situacao}}{{/um_so}}{{#varios}}há "
     "{{quantidade}} títulos em aberto{{/varios}}. Valor hoje: {{total}}. Podemos combinar um "
     "prazo: {{link}}"},
    {"atraso-30",
     "{{empresa}}: {{#um_so}}o título {{numero}} {{situacao}}{{/um_so}}{{#varios}}há "
     "{{quantidade}} títulos em aberto{{/varios}}. Valor hoje: {{total}}. Fale conosco: {{link}}"},
    {"agradecimento",
     "{{empresa}}: recebemos {{pagamento_valor}} do título {{pagamento_numero}}. Obrigado!"},
}};

}  // namespace

std::optional<std::string_view> default_short_text(std::string_view template_name) {
  for (const auto& [name, text] : short_texts) {
    if (name == template_name) return text;
  }
  return std::nullopt;
}

std::optional<TemplateText> load_text(db::Tx& tx, std::string_view name, Channel channel) {
  if (auto own = tx.one(select_text, read_text, tx.tenant(), name, word(channel))) return own;
  const auto ours = channel == Channel::sms      ? default_short_text(name)
                    : channel == Channel::letter ? default_paper_text(name)
                                                 : std::nullopt;
  if (!ours) return std::nullopt;
  return TemplateText{channel, std::string(*ours), "{}", 0};
}

std::vector<TemplateText> load_texts(db::Tx& tx, std::string_view name) {
  std::vector<TemplateText> texts = tx.all(select_texts, read_text, tx.tenant(), name);
  const bool sms = std::any_of(texts.begin(), texts.end(), [](const TemplateText& text) {
    return text.channel == Channel::sms;
  });
  const auto ours = default_short_text(name);
  if (!sms && ours) texts.push_back({Channel::sms, std::string(*ours), "{}", 0});
  return texts;
}

bool has_text(db::Tx& tx, std::string_view name, Channel channel) {
  return channel == Channel::email || load_text(tx, name, channel).has_value();
}

Result<TemplateText> save_text(db::Tx& tx, std::string_view name, const TemplateText& text,
                               Instant now) {
  TRY(load_template(tx, name));
  tx.execute(upsert_text, tx.tenant(), name, word(text.channel), text.body, text.form, now);
  return *load_text(tx, name, text.channel);
}

}  // namespace quita::messaging
