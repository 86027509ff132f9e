// The routes of texts: what may not be said (templates, campaigns and free texts alike), the
// company's tone, and how a template of the library reads on each channel.
#include "base/text.h"
#include "company/audit.h"
#include "conduct/conduct.h"
#include "http/route.h"
#include "json/bind.h"
#include "messaging/identification.h"
#include "messaging/library.h"
#include "messaging/messaging_api.h"
#include "messaging/paper_text.h"
#include "messaging/short_link.h"
#include "messaging/template_store.h"
#include "messaging/template_text.h"
#include "party/party_api.h"
#include "sms/gsm7.h"

namespace quita::conduct {
BOOST_DESCRIBE_ENUM(Severity, hard, soft)
}

namespace quita::messaging {

using conduct::Severity;
BOOST_DESCRIBE_ENUM(Tone, light, neutral, firm)

namespace {

using http::Context;
using http::Method;

struct TextsIn {
  std::optional<std::string> subject;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(TextsIn, (), (subject, body))

struct FindingView {
  std::string field;  // "subject", "body"
  int line = 1;
  int from = 0, to = 0;  // code points of the field's text
  std::string excerpt, rule;
  Severity severity = Severity::hard;
  std::string law, why, suggestion;
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (field, line, from, to, excerpt, rule, severity, law, why, suggestion))

struct TextsView {
  std::vector<FindingView> findings;
  bool may_be_saved = true;  // no hard finding
};
BOOST_DESCRIBE_STRUCT(TextsView, (), (findings, may_be_saved))

constexpr std::size_t text_bytes_max = 20'000;

void add_findings(TextsView& view, std::string_view field, std::string_view text) {
  for (const conduct::ConductFinding& each : conduct::check_conduct(text)) {
    const auto from = static_cast<int>(length_utf8(text.substr(0, each.offset)));
    const auto length = static_cast<int>(length_utf8(each.excerpt));
    view.findings.push_back({std::string(field), each.line, from, from + length, each.excerpt,
                             std::string(conduct::rule_word(each.rule)), each.severity,
                             std::string(each.law), std::string(each.why),
                             std::string(each.suggestion)});
    if (each.severity == Severity::hard) view.may_be_saved = false;
  }
}

struct TextSettings {
  Tone tone = Tone::neutral;
};
BOOST_DESCRIBE_STRUCT(TextSettings, (), (tone))

struct SampleView {
  std::string channel, subject, text;
  std::optional<std::string> html;  // of an e-mail
  std::optional<int> segments;      // of an SMS
  std::optional<int> letters;       // of an SMS: units of its alphabet
  bool own = false;                 // the company's own text
};
BOOST_DESCRIBE_STRUCT(SampleView, (), (channel, subject, text, html, segments, letters, own))

struct SampleViews {
  Tone tone = Tone::neutral;
  std::string profile;
  std::vector<SampleView> items;
};
BOOST_DESCRIBE_STRUCT(SampleViews, (), (tone, profile, items))

// As it reads on paper, without its frame.
std::string paper_as_text(const PaperText& paper, const LetterFacts& facts) {
  std::string text;
  for (const std::string& paragraph : paper.opening) text += paragraph + "\n\n";
  for (const LetterTitle& title : facts.titles) {
    text += "- " + title.number + ", " + due_words(title.due_date, facts.today) + ": " +
            format_brl(title.owed) + "\n";
  }
  for (const std::string& paragraph : paper.closing) text += "\n" + paragraph + "\n";
  return text;
}

// What the text says on that channel today; nothing when there is none.
Result<std::optional<SampleView>> sample_of(db::Tx& tx, const Template& form, Channel channel,
                                            const Wording& wording, const LetterFacts& facts,
                                            const LinkMaker& links) {
  SampleView view;
  view.channel = word(channel);
  if (channel == Channel::email) {
    Letter letter = TRY(render(form.subject, form.body, facts));
    view.subject = std::move(letter.subject);
    view.text = std::move(letter.text);
    view.html = std::move(letter.html);
    view.own = is_own(form);
    return view;
  }
  if (channel == Channel::sms) {
    const auto text = load_text(tx, form.name, channel, wording);
    if (!text) return std::optional<SampleView>();
    // It leaves with a short link, and is told with one as long.
    LetterFacts with_short_link = facts;
    with_short_link.portal_url = short_url(links, std::string(16, 'x'));
    view.text = TRY(render_short(text->body, with_short_link));
    const sms::Segments segments = sms::segments_of(sms::plain_letters(view.text));
    view.segments = segments.count;
    view.letters = segments.units;
    view.own = text->version > 0;
    return view;
  }
  if (channel == Channel::letter) {
    const auto text = load_text(tx, form.name, channel, wording);
    if (!text) return std::optional<SampleView>();
    view.text = paper_as_text(TRY(render_paper(text->body, facts)), facts);
    view.own = text->version > 0;
    return view;
  }
  const auto ours = library_text(form.name, channel, wording);
  if (!ours) return std::optional<SampleView>();
  view.text = identified(channel, TRY(render_lines(ours->body, facts)), facts.creditor);
  return view;
}

}  // namespace

void add_text_routes(http::Routes& routes, const ApiDeps& deps) {
  db::Db& db = deps.db;
  const Clock& clock = deps.clock;

  routes.get<TextSettings>("/v1/settings/texts", "Shows the tone of the company's messages",
                           "settings:read", [&db](Context& c) -> Result<TextSettings> {
                             return db.read(c.caller.tenant,
                                            [](db::Tx& tx) { return TextSettings{load_tone(tx)}; });
                           });

  routes.add<TextSettings, TextSettings>(
      Method::put, "/v1/settings/texts", "Sets the tone of the company's messages",
      "settings:write", [&db, &clock](Context& c, const TextSettings& in) -> Result<TextSettings> {
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TextSettings> {
          const Act act = party::act_of(tx, c, clock.now());
          const TextSettings before{load_tone(tx)};
          save_tone(tx, act.now, in.tone);
          company::audit(tx, actor_of(act), "settings.texts", {"setting", std::nullopt},
                         json::write(before), json::write(in));
          return in;
        });
      });

  routes
      .get<SampleViews>(
          "/v1/templates/{name}/samples",
          "How a template reads today on each channel, for a customer or an invented one",
          "templates:read",
          [&db, &clock, links = deps.links](Context& c) -> Result<SampleViews> {
            const auto party = TRY(c.query_as<PartyId>("party_id"));
            const auto tone = TRY(c.query_as<Tone>("tone"));
            const auto profile = TRY(c.query_as<std::string>("profile"));
            return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<SampleViews> {
              SampleViews views;
              views.tone = tone.value_or(load_tone(tx));
              views.profile = profile.value_or("");
              const Wording wording{views.tone, views.profile};
              const Template form = TRY(load_template(tx, c.param("name"), wording));
              const LetterHead head = load_letter_head(tx);
              const Date today = business_date(clock.now(), head.time_zone);
              const LetterFacts facts = preview_facts(tx, head, party, today, links);
              for (const Channel channel : all_channels) {
                auto sample = TRY(sample_of(tx, form, channel, wording, facts, links));
                if (sample) views.items.push_back(*std::move(sample));
              }
              return views;
            });
          })
      .query<PartyId>("party_id", "Cliente")
      .query<Tone>("tone", "Tom; o da empresa quando falta")
      .query<std::string>("profile", "Perfil de pagador");

  routes.add<TextsIn, TextsView>(
      Method::post, "/v1/texts/check", "Tells what a text to a debtor may not say, and why",
      "templates:read", [](Context&, const TextsIn& in) -> Result<TextsView> {
        const std::string subject = in.subject.value_or("");
        if (subject.size() + in.body.size() > text_bytes_max) {
          return invalid("text.too_long", "O texto passa de 20.000 letras.", "body");
        }
        TextsView view;
        add_findings(view, "subject", subject);
        add_findings(view, "body", in.body);
        return view;
      });
}

}  // namespace quita::messaging
