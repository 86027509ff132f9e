// Every text of the library, in every tone, for every kind of payer, on every channel: it renders,
// names its creditor, threatens nobody, and an SMS costs what it should.
#include "messaging/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "conduct/conduct.h"
#include "messaging/identification.h"
#include "messaging/template.h"
#include "messaging/template_text.h"
#include "sms/gsm7.h"

namespace quita::messaging {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Creditor aurora{"Distribuidora Aurora",
                      "Distribuidora Aurora Ltda",
                      "CNPJ 11.222.333/0001-81",
                      "Rua das Flores, 100, São Paulo/SP",
                      "",
                      ""};

std::vector<Wording> wordings() {
  std::vector<Wording> all;
  std::vector<std::string_view> profiles = library_profiles_known();
  profiles.push_back("");
  for (const Tone tone : all_tones) {
    for (const std::string_view profile : profiles) all.push_back({tone, std::string(profile)});
  }
  return all;
}

LetterFacts facts_of(std::size_t titles) {
  LetterFacts facts = sample_facts(aurora, Date(2026, 11, 23));
  facts.titles.resize(titles);
  facts.portal_url = "https://q.exemplo.com.br/abc123";
  return facts;
}

TEST(Library, HasEveryStepToneAndProfile) {
  const auto names = library_names();
  EXPECT_THAT(names, ::testing::UnorderedElementsAre(
                         "lembrete", "vespera", "vencimento", "atraso-1", "atraso-3", "atraso-7",
                         "atraso-15", "atraso-30", "emissao", "agradecimento", "campanha"));
  EXPECT_THAT(library_profiles_known(),
              ::testing::UnorderedElementsAre("punctual", "habitual", "did_not_receive", "hardship",
                                              "unwilling", "new"));
  for (const auto name : names) {
    for (const Wording& wording : wordings()) {
      for (const Channel channel : all_channels)
        EXPECT_TRUE(library_text(name, channel, wording)) << name << " " << to_text(wording);
    }
  }
  EXPECT_FALSE(library_text("outro", Channel::email, {}));
  EXPECT_FALSE(library_text("molduras", Channel::email, {}));
}

TEST(Library, EveryTextRendersNamesTheCreditorAndThreatensNobody) {
  int texts = 0;
  std::set<std::string> different;
  for (const auto name : library_names()) {
    for (const Wording& wording : wordings()) {
      for (const Channel channel : all_channels) {
        SCOPED_TRACE(std::string(name) + " " + to_text(wording) + " " + std::string(word(channel)));
        const LibraryText text = *library_text(name, channel, wording);
        ++texts;
        different.insert(text.body);
        EXPECT_THAT(text.body, Not(HasSubstr("<"))) << "a place was not filled";
        EXPECT_THAT(text.body, Not(HasSubstr("\n\n\n")));
        EXPECT_THAT(conduct::check_conduct(text.subject), IsEmpty());
        EXPECT_THAT(conduct::check_conduct(text.body), IsEmpty());
        for (const std::size_t titles : {1U, 2U}) {
          const LetterFacts facts = facts_of(titles);
          std::string told;
          if (channel == Channel::sms) {
            const auto short_text = render_short(text.body, facts);
            ASSERT_TRUE(short_text) << short_text.error().message;
            told = *short_text;
            EXPECT_TRUE(told.starts_with("Distribuidora Aurora"));
            EXPECT_THAT(told, Not(HasSubstr("  ")));
          } else if (channel == Channel::whatsapp) {
            const auto lines = render_lines(text.body, facts);
            ASSERT_TRUE(lines) << lines.error().message;
            told = identified(channel, *lines, aurora);
            EXPECT_THAT(told, Not(HasSubstr("**")));
          } else {
            const auto letter = render(text.subject, text.body, facts);
            ASSERT_TRUE(letter) << letter.error().message;
            told = letter->text;
          }
          if (channel != Channel::sms) {
            EXPECT_THAT(told, HasSubstr("11.222.333/0001-81"));
            EXPECT_THAT(told, HasSubstr("Rua das Flores, 100"));
          }
          EXPECT_THAT(told, Not(HasSubstr("{{")));
        }
      }
    }
  }
  EXPECT_EQ(texts, 11 * 3 * 7 * 4);
  EXPECT_GT(different.size(), 400U) << "tones, profiles and channels make a difference";
}

// One segment of 160 for names of usual length; the firm first day, which says most, may take two.
TEST(Library, AnSmsIsOneSegment) {
  for (const auto name : library_names()) {
    for (const Tone tone : all_tones) {
      const auto text = library_text(name, Channel::sms, {tone, ""});
      const auto told = render_short(text->body, facts_of(1));
      const auto segments = sms::segments_of(sms::plain_letters(*told));
      EXPECT_EQ(segments.count, 1)
          << name << " " << word(tone) << ": " << segments.units << " " << *told;
    }
  }
}

TEST(Library, SaysItAsTheToneAndTheChannelWantIt) {
  const auto light = *library_text("atraso-7", Channel::email, {Tone::light, "hardship"});
  EXPECT_TRUE(light.body.starts_with("Oi, {{saudacao}},"));
  EXPECT_THAT(light.body, HasSubstr("nem sempre o mês fecha"));
  EXPECT_THAT(light.body, HasSubstr("Um abraço,"));
  const auto firm = *library_text("atraso-7", Channel::email, {Tone::firm, "unwilling"});
  EXPECT_TRUE(firm.body.starts_with("Prezado cliente {{cliente}},"));
  EXPECT_THAT(firm.body, HasSubstr("Se discorda da cobrança"));
  const auto chat = *library_text("atraso-1", Channel::whatsapp, {});
  EXPECT_THAT(chat.body, HasSubstr("*{{numero}}*"));
  EXPECT_THAT(chat.body, HasSubstr("responda “já paguei”"));
  EXPECT_THAT(chat.body, HasSubstr("{{link}}"));
  const auto letter = *library_text("atraso-1", Channel::letter, {Tone::light, ""});
  EXPECT_TRUE(letter.body.starts_with("Prezado cliente {{cliente}},"));
  EXPECT_THAT(letter.body, Not(HasSubstr("anexo")));
}

TEST(Wording, IsKeptAsText) {
  const Wording wording{Tone::firm, "hardship"};
  EXPECT_EQ(to_text(wording), "firm/hardship");
  EXPECT_EQ(wording_of("firm/hardship"), wording);
  EXPECT_EQ(wording_of(""), Wording());
  EXPECT_EQ(wording_of("loud/x"), Wording());
}

}  // namespace
}  // namespace quita::messaging
