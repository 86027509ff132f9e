// Letters from the régua to the envelope, and back when the postman brings them, on both engines.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dunning/person_facts.h"
#include "dunning/task.h"
#include "dunning/testing_world.h"
#include "messaging/delivery_fact.h"
#include "messaging/outbox.h"
#include "messaging/paper_settings.h"
#include "messaging/paper_text.h"
#include "party/channel_standing.h"
#include "post/letter.h"
#include "post/posting_list.h"
#include "post/tracking_codes.h"
#include "testing/engines.h"

namespace quita::post {
namespace {

using dunning::World;
using messaging::MessageState;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

const Date today(2026, 12, 2);

class Post : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (IsSkipped()) return;
    key_.bytes.fill(7);
    links_ = {key_, "https://quita.exemplo"};
    world_ = std::make_unique<World>(db(), clock(), tenant());
    world_->at(Date(2026, 11, 1), 9 * 60);
    world_->found();
    world_->at(today, 9 * 60);
  }
  World& world() { return *world_; }
  template <class F>
  auto write(F&& f) {
    return world().write(std::forward<F>(f));
  }
  PartyId customer(const std::string& name, bool with_address = true) {
    const PartyId party = world().customer(name, "", {});
    if (with_address) {
      write([&](db::Tx& tx, const Act& act) {
        party::Patch patch;
        patch.addresses = {{{},
                            "billing",
                            "Avenida Conceição",
                            "88",
                            "Loja A",
                            "Centro",
                            "Campinas",
                            "SP",
                            "13010050"}};
        EXPECT_TRUE(party::patch_party(tx, act, party, patch));
      });
    }
    title_ = world().title(party, name + "/1", Money::centavos(100'00), today - 40, today - 15);
    return party;
  }
  MessageId letter_to(PartyId party, const std::string& cause) {
    return write([&](db::Tx& tx, const Act& act) {
      messaging::NewMessage row;
      row.cause = "dunning:" + cause;
      row.channel = messaging::Channel::letter;
      row.party = party;
      row.template_name = "atraso-15";
      row.business_date = act.today;
      row.not_before = act.now;
      row.titles = {title_};
      return messaging::enqueue(tx, row, act.now).value();
    });
  }
  MadeList make() {
    return write([&](db::Tx& tx, const Act& act) {
      return make_list(tx, act, world().gate, links_).value();
    });
  }
  messaging::OutboxRow row_of(MessageId id) {
    return write([&](db::Tx& tx, const Act&) { return messaging::load_message(tx, id).value(); });
  }
  Result<PostingList> posted(PostingListId id, Date on) {
    return write([&](db::Tx& tx, const Act& act) { return mark_posted(tx, act, id, on); });
  }

  SecretKey key_;
  messaging::LinkMaker links_;
  TitleId title_;

 private:
  std::unique_ptr<World> world_;
};
QUITA_EACH_ENGINE(Post);

TEST_P(Post, ALetterIsSentOnlyWhenSomebodySaysThatItWasPosted) {
  const MessageId id = letter_to(customer("Padaria"), "1");
  const MadeList made = make();
  ASSERT_TRUE(made.list);
  EXPECT_EQ(made.list->number, 1);
  ASSERT_THAT(made.list->items, SizeIs(1));
  EXPECT_EQ(made.list->items[0].postal_code, "13010-050");
  EXPECT_THAT(made.list->items[0].address, HasSubstr("13010-050 Campinas-SP"));
  EXPECT_EQ(row_of(id).state, MessageState::sending);
  EXPECT_THAT(row_of(id).text, HasSubstr("segue em aberto"));
  const auto pdf =
      write([&](db::Tx& tx, const Act&) { return letters_pdf(tx, made.list->id).value(); });
  EXPECT_THAT(pdf, StartsWith("%PDF-"));
  EXPECT_EQ(posted(made.list->id, today + 1).error().code, "posting.date");
  ASSERT_TRUE(posted(made.list->id, today));
  EXPECT_EQ(row_of(id).state, MessageState::sent);
  EXPECT_THAT(row_of(id).answer, HasSubstr("Postada em 02/12/2026"));
  EXPECT_EQ(posted(made.list->id, today).error().code, "posting.posted");
}

TEST_P(Post, WhatWaitsIsNotTakenByTheSenderNorByTheNextDay) {
  const MessageId id = letter_to(customer("Padaria"), "1");
  world().send();
  world().at(today + 1, 9 * 60);
  world().run();
  EXPECT_EQ(row_of(id).state, MessageState::queued);
  EXPECT_THAT(make().list->items, SizeIs(1));
}

TEST_P(Post, AListThatWasUndoneGivesItsLettersBack) {
  const MessageId id = letter_to(customer("Padaria"), "1");
  const auto list = make().list->id;
  write([&](db::Tx& tx, const Act& act) { EXPECT_TRUE(undo_list(tx, act, list)); });
  EXPECT_EQ(row_of(id).state, MessageState::queued);
  EXPECT_EQ(posted(list, today).error().code, "posting.undone");
  const MadeList again = make();
  EXPECT_EQ(again.list->number, 2);
  EXPECT_THAT(again.list->items, SizeIs(1));
}

TEST_P(Post, LettersOfAForgottenListWaitAgainAndItCannotSendThemAnyMore) {
  const MessageId id = letter_to(customer("Padaria"), "1");
  const auto forgotten = make().list->id;
  const auto waiting = [&] {
    return write([](db::Tx& tx, const Act& act) { return waiting_letters(tx, act.now, 10); });
  };
  world().at(today + 59, 9 * 60);
  EXPECT_THAT(waiting(), IsEmpty());
  world().at(today + 61, 9 * 60);
  EXPECT_THAT(waiting(), SizeIs(1));
  const MadeList again = make();
  ASSERT_TRUE(again.list);
  ASSERT_TRUE(posted(forgotten, today + 61));
  EXPECT_EQ(row_of(id).state, MessageState::sending) << "it lies in the second list";
  ASSERT_TRUE(posted(again.list->id, today + 61));
  EXPECT_EQ(row_of(id).state, MessageState::sent);
  EXPECT_THAT(row_of(id).answer, HasSubstr("lista 2"));
}

TEST_P(Post, OfAForgottenListNobodyKnowsWhetherItLeft) {
  const MessageId id = letter_to(customer("Padaria"), "1");
  make();
  world().pay(title_, Money::centavos(100'00), today);
  world().at(today + 61, 9 * 60);
  EXPECT_EQ(make().withdrawn, 1);
  EXPECT_EQ(row_of(id).state, MessageState::unsure) << "somebody may have posted it";
}

TEST_P(Post, WhoPaidMeanwhileGetsNoLetter) {
  const MessageId id = letter_to(customer("Padaria"), "1");
  world().pay(title_, Money::centavos(100'00), today);
  const MadeList made = make();
  EXPECT_FALSE(made.list);
  EXPECT_EQ(made.withdrawn, 1);
  EXPECT_EQ(row_of(id).state, MessageState::cancelled);
}

TEST_P(Post, WithoutAnAddressNothingIsPrintedAndItSaysWhy) {
  const MessageId id = letter_to(customer("Padaria", false), "1");
  EXPECT_EQ(make().withdrawn, 1);
  EXPECT_EQ(row_of(id).state, MessageState::failed);
  EXPECT_THAT(row_of(id).answer, HasSubstr("endereço completo"));
}

TEST_P(Post, OfTwoLettersToOneCustomerTheNewerLeaves) {
  const PartyId party = customer("Padaria");
  const MessageId old = letter_to(party, "1");
  const MessageId fresh = letter_to(party, "2");
  const MadeList made = make();
  ASSERT_THAT(made.list->items, SizeIs(1));
  EXPECT_EQ(made.list->items[0].message, fresh);
  EXPECT_EQ(row_of(old).state, MessageState::failed);
}

TEST_P(Post, CodesAreCheckedOneByOneAndImportedWhole) {
  letter_to(customer("Padaria"), "1");
  letter_to(customer("Mercado"), "2");
  const auto list = make().list->id;
  const auto import = [&](std::string_view csv) {
    return write([&](db::Tx& tx, const Act& act) -> Result<PostingList> {
      return import_tracking_codes(tx, act, list, csv);
    });
  };
  const auto wrong = import("Nº;Código\n1;BR123456785BR\n2;BR123456789BR\n");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, "tracking_code.check_digit");
  EXPECT_THAT(wrong.error().message, HasSubstr("Linha 3"));
  EXPECT_EQ(import("1;BR123456785BR\n2;BR123456785BR").error().code, "posting.tracking_code");
  EXPECT_EQ(import("1;BR123456785BR\n7;RB473124829US").error().code, "posting.item");
  const auto done = import("Nº;Código\r\n1;br 123456785 br\r\n2;RB473124829US\r\n");
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->items[0].tracking_code, "BR123456785BR");
  EXPECT_EQ(done->items[1].tracking_code, "RB473124829US");
  EXPECT_THAT(list_csv(*done), HasSubstr("RB473124829US"));
}

TEST(LetterCodes, AreReadAsASpreadsheetWritesThem) {
  const auto read = [](std::string_view csv) {
    std::string told;
    const auto codes = read_letter_codes(csv);
    if (!codes) return codes.error().field + " " + codes.error().code;
    for (const LetterCode& each : *codes) told += fmt::format("{}={} ", each.place, each.code);
    return told;
  };
  EXPECT_EQ(read("1;BR123456785BR\n2,RB473124829US\r\n"), "1=BR123456785BR 2=RB473124829US ");
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "1;BR123456785BR"),
            "1=BR123456785BR ")
      << "no heading is lost";
  EXPECT_EQ(read("Nº;Destinatário;Endereço;CEP;Referência;Código de rastreio\r\n"
                 "1;\"Padaria; e mais\";\"Rua Um, 2\";\"13010-050\";msg_1;\"br 123456785 br\"\r\n"
                 "2;\"Mercado\";\"Rua Dois\";\"13010-050\";msg_2;\r\n"),
            "1=BR123456785BR ")
      << "the list's own CSV, filled in as far as it is known";
  EXPECT_EQ(read("x;y\n3\n"), "2 posting.line");
  EXPECT_EQ(read("1;BR123456785BR\n0;BR123456785BR"), "2 posting.line");
  EXPECT_EQ(read("1;BR123456789BR"), "1 tracking_code.check_digit");
  EXPECT_EQ(read("Nº;Código"), "");
}

TEST_P(Post, AReturnedLetterMarksTheAddressAndAsksForAPerson) {
  const PartyId party = customer("Padaria");
  const MessageId id = letter_to(party, "1");
  const auto list = make().list->id;
  const auto returned = [&](Date on, const char* reason) {
    return write([&](db::Tx& tx, const Act& act) {
      return mark_returned(tx, act, world().gate, list, 1, on, reason);
    });
  };
  EXPECT_EQ(returned(today, "mudou-se").error().code, "posting.not_posted");
  ASSERT_TRUE(posted(list, today));
  world().at(today + 9, 10 * 60);
  EXPECT_EQ(returned(today + 9, "  ").error().code, "posting.reason");
  ASSERT_TRUE(returned(today + 9, "Mudou-se"));
  ASSERT_TRUE(returned(today + 9, "Mudou-se")) << "told twice, nothing more";
  EXPECT_EQ(row_of(id).state, MessageState::failed);
  const auto standings =
      write([&](db::Tx& tx, const Act&) { return party::channel_standings(tx, party); });
  ASSERT_THAT(standings, SizeIs(1));
  EXPECT_EQ(standings[0].channel, "letter");
  EXPECT_EQ(standings[0].state, party::ContactState::bounced);
  const auto tasks =
      write([&](db::Tx& tx, const Act&) { return dunning::open_tasks(tx, party, 10); });
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].label, "Carta devolvida: Mudou-se");
}

TEST_P(Post, NoLetterIsWrittenToAReturnedAddressUntilItIsMended) {
  const PartyId party = customer("Padaria");
  letter_to(party, "1");
  const auto list = make().list->id;
  ASSERT_TRUE(posted(list, today));
  ASSERT_TRUE(write([&](db::Tx& tx, const Act& act) {
    return mark_returned(tx, act, world().gate, list, 1, today, "Mudou-se");
  }));
  const auto has_address = [&] {
    return write([&](db::Tx& tx, const Act& act) {
      return dunning::load_person(tx, party, act.today, World::zone)->facts.postal_address;
    });
  };
  EXPECT_FALSE(has_address()) << "the régua takes the next channel";
  const MessageId waiting = letter_to(party, "2");
  EXPECT_EQ(make().withdrawn, 1);
  EXPECT_THAT(row_of(waiting).answer, HasSubstr("A última carta voltou"));
  write([&](db::Tx& tx, const Act& act) {
    party::Patch patch;
    patch.addresses = {
        {{}, "billing", "Rua Nova", "5", "", "Centro", "Campinas", "SP", "13010050"}};
    EXPECT_TRUE(party::patch_party(tx, act, party, patch));
  });
  EXPECT_TRUE(has_address());
  letter_to(party, "3");
  EXPECT_TRUE(make().list);
}

TEST_P(Post, ALetterThatWasSignedForHasArrived) {
  const MessageId id = letter_to(customer("Padaria"), "1");
  const auto list = make().list->id;
  ASSERT_TRUE(posted(list, today));
  world().at(today + 3, 10 * 60);
  write([&](db::Tx& tx, const Act& act) {
    EXPECT_TRUE(mark_arrived(tx, act, world().gate, list, 1, today + 3));
  });
  EXPECT_TRUE(row_of(id).delivered_at);
}

TEST(PaperText, PutsTheTableWhereTheTextSaysSo) {
  const messaging::Creditor creditor{"Aurora", "Aurora Ltda", "CNPJ 1", "Rua Um", "", ""};
  const auto facts = messaging::sample_facts(creditor, today);
  const auto text = messaging::render_paper(*messaging::default_paper_text("atraso-30"), facts);
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_THAT(text->opening.front(), HasSubstr("Prezado cliente Padaria Pão Quente Ltda"));
  EXPECT_EQ(text->closing.back(), "Aurora");
  EXPECT_THAT(messaging::render_paper("Um.\n\nDois.", facts)->closing, IsEmpty());
}

TEST(PlaceAndDate, IsWrittenOut) {
  EXPECT_EQ(place_and_date("São Paulo", Date(2026, 3, 1)), "São Paulo, 1 de março de 2026");
  EXPECT_EQ(place_and_date("", Date(2026, 12, 22)), "22 de dezembro de 2026");
}

}  // namespace
}  // namespace quita::post
