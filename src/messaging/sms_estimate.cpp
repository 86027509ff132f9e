#include "messaging/sms_estimate.h"

#include "messaging/creditor.h"
#include "messaging/sms_settings.h"
#include "messaging/template_text.h"
#include "sms/gsm7.h"

namespace quita::messaging {

int typical_segments(db::Tx& tx, std::string_view template_name, Date today) {
  const auto text = load_text(tx, template_name, Channel::sms);
  if (!text) return 0;
  LetterFacts facts = sample_facts(load_letter_head(tx).creditor, today);
  facts.portal_url = "https://cobranca.empresa.com.br/s/0123456789abcdef";
  auto written = render_short(text->body, facts);
  if (!written) return 0;
  if (load_sms_settings(tx).plain_letters) *written = sms::plain_letters(*written);
  return sms::segments_of(*written).count;
}

}  // namespace quita::messaging
