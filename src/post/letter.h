// A customer's letter as pages: addressee, titles with today's charges, text, code, slip.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "db/db.h"
#include "messaging/creditor.h"
#include "messaging/letter_facts.h"
#include "messaging/outbox.h"
#include "pdf/writer.h"

namespace quita::post {

struct Envelope {
  std::string name;
  std::string address;      // lines, as in the window
  std::string postal_code;  // "13010-050"
};
struct ComposedLetter {
  Envelope envelope;
  std::string subject;
  std::string text;  // what it says, for the proof
  std::vector<pdf::Page> pages;
};

// Errors: post.address (the customer has none that the post could find), post.text (the message has
// no letter), those of messaging::render_paper and render_line.
Result<ComposedLetter> compose_letter(db::Tx&, const messaging::OutboxRow&,
                                      std::span<const TitleId>, Date today,
                                      const messaging::LinkMaker&);

// "São Paulo, 22 de novembro de 2026".
std::string place_and_date(std::string_view city, Date);

}  // namespace quita::post
