#include "messaging/sms_writing.h"

#include "brazil/phone.h"
#include "messaging/creditor.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"
#include "sms/gsm7.h"

namespace quita::messaging {

Result<WrittenSms> write_sms(db::Tx& tx, const OutboxRow& row, std::span<const TitleId> titles,
                             Instant now, const LinkMaker& links, const SmsSettings& settings) {
  const auto phone = TRY(parse_phone(row.recipient));
  if (!phone.mobile()) return invalid("phone.landline", "Um telefone fixo não recebe SMS.");
  const LetterHead head = load_letter_head(tx);
  const Date today = business_date(now, head.time_zone);
  LetterFacts facts = gather_facts(tx, head, row.party, titles, today, links);
  const Template form = TRY(load_template(tx, row.template_name));
  const auto text = load_text(tx, row.template_name, Channel::sms, row.wording);
  if (!text) return invalid("template.no_text", "O modelo não tem texto para SMS.", "template");
  WrittenSms message;
  message.to = phone.e164();
  if (row.party) {
    message.link = ShortLink{short_code(links.key, tx.tenant(), row.id),
                             row.id,
                             {tx.tenant(), *row.party, head.link_generation, today + link_days}};
    facts.portal_url = short_url(links, message.link->code);
  }
  std::string written = TRY(render_short(text->body, facts));
  if (settings.plain_letters) written = sms::plain_letters(written);
  message.rendering.subject = form.label;
  message.rendering.segments = sms::segments_of(written).count;
  message.rendering.price_per_thousand = settings.price_per_thousand;
  message.rendering.text = std::move(written);
  return message;
}

}  // namespace quita::messaging
