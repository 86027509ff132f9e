#include "whatsapp/webhook.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "json/parse.h"
#include "whatsapp/members.h"

namespace quita::whatsapp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Invented, in the shape of Meta's reference.
std::string webhook(std::string_view field, std::string_view value) {
  return fmt::format(
      R"({{"object":"whatsapp_business_account","entry":[{{"id":"900","changes":[{{"field":"{}","value":{}}}]}}]}})",
      field, value);
}
std::string message_webhook(std::string_view message) {
  return webhook(
      "messages",
      fmt::format(
          R"({{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"551130000000","phone_number_id":"701"}},"contacts":[{{"profile":{{"name":"Maria"}},"wa_id":"5511987654321"}}],"messages":[{}]}})",
          message));
}
std::string status_webhook(std::string_view status) {
  return webhook(
      "messages",
      fmt::format(R"({{"metadata":{{"phone_number_id":"701"}},"statuses":[{}]}})", status));
}

Change only(const std::string& body) {
  auto changes = read_webhook(body);
  EXPECT_TRUE(changes.has_value());
  EXPECT_EQ(changes->size(), 1u);
  return changes->at(0);
}
IncomingMessage message_of(std::string_view source) {
  const Change change = only(message_webhook(source));
  EXPECT_EQ(change.messages.size(), 1u);
  return change.messages.at(0);
}

TEST(Webhook, TellsWhoWroteWhatToWhichNumber) {
  const Change change = only(message_webhook(
      R"({"from":"5511987654321","id":"wamid.A","timestamp":"1700000000","type":"text","text":{"body":"Já paguei ontem"},"context":{"from":"551130000000","id":"wamid.OURS"}})"));
  EXPECT_TRUE(change.known);
  EXPECT_EQ(change.account_id, "900");
  EXPECT_EQ(change.phone_number_id, "701");
  const IncomingMessage& message = change.messages.at(0);
  EXPECT_EQ(message.id, "wamid.A");
  EXPECT_EQ(message.from, "5511987654321");
  EXPECT_EQ(message.profile_name, "Maria");
  EXPECT_EQ(message.kind, MessageKind::text);
  EXPECT_EQ(message.text, "Já paguei ontem");
  EXPECT_EQ(message.in_reply_to, "wamid.OURS");
  EXPECT_EQ(message.at, Instant{1'700'000'000'000});
}

TEST(Webhook, ReadsButtonsOfTemplatesOfMessagesAndRowsOfLists) {
  const auto quick = message_of(
      R"({"from":"1","id":"b","type":"button","button":{"payload":"quita:slip","text":"2ª via"},"context":{"id":"wamid.OURS"}})");
  EXPECT_EQ(quick.kind, MessageKind::button);
  EXPECT_EQ(quick.payload, "quita:slip");
  EXPECT_EQ(quick.text, "2ª via");
  EXPECT_EQ(quick.in_reply_to, "wamid.OURS");
  const auto inner = message_of(
      R"({"from":"1","id":"b","type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"quita:pix","title":"Copiar Pix"}}})");
  EXPECT_EQ(inner.kind, MessageKind::button);
  EXPECT_EQ(inner.payload, "quita:pix");
  const auto row = message_of(
      R"({"from":"1","id":"b","type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"rec_1","title":"Fatura 10","description":"R$ 10,00"}}})");
  EXPECT_EQ(row.kind, MessageKind::choice);
  EXPECT_EQ(row.payload, "rec_1");
}

TEST(Webhook, ReadsWhatIsNotText) {
  const auto document = message_of(
      R"({"from":"1","id":"m","type":"document","document":{"caption":"comprovante","filename":"pix.pdf","mime_type":"application/pdf","id":"77","sha256":"x"}})");
  EXPECT_EQ(document.kind, MessageKind::media);
  EXPECT_EQ(document.text, "comprovante");
  EXPECT_EQ(document.file_name, "pix.pdf");
  EXPECT_EQ(document.media_id, "77");
  EXPECT_EQ(message_of(R"({"id":"m","type":"reaction","reaction":{"message_id":"w","emoji":"👍"}})")
                .in_reply_to,
            "w");
  const auto moved = message_of(
      R"({"id":"m","from":"5511987654321","type":"system","system":{"body":"mudou","wa_id":"5511911112222","type":"user_changed_number"}})");
  EXPECT_EQ(moved.kind, MessageKind::system);
  EXPECT_EQ(moved.new_number, "5511911112222");
  const auto edited = message_of(
      R"({"id":"m","type":"edit","edit":{"original_message_id":"w","message":{"type":"text","text":{"body":"amanhã"}}}})");
  EXPECT_EQ(edited.kind, MessageKind::edit);
  EXPECT_EQ(edited.text, "amanhã");
  EXPECT_EQ(edited.in_reply_to, "w");
  EXPECT_EQ(message_of(R"({"id":"m","type":"revoke","revoke":{"original_message_id":"w"}})").kind,
            MessageKind::revoke);
}

TEST(Webhook, KeepsTheWordOfWhatItDoesNotKnow) {
  const auto hologram = message_of(R"({"id":"m","type":"hologram","hologram":{"x":1}})");
  EXPECT_EQ(hologram.kind, MessageKind::other);
  EXPECT_EQ(hologram.type, "hologram");
  const Change change = only(webhook("field_of_next_year", R"({"a":[1,2]})"));
  EXPECT_FALSE(change.known);
  EXPECT_EQ(change.field, "field_of_next_year");
  const auto status = only(status_webhook(R"({"id":"w","status":"teleported"})")).statuses.at(0);
  EXPECT_EQ(status.status, DeliveryStatus::unknown);
  EXPECT_EQ(status.word, "teleported");
}

TEST(Webhook, ReadsStatusesWithOurTracker) {
  const auto read = only(status_webhook(
      R"({"id":"w","status":"read","timestamp":"1700000000","recipient_id":"5511987654321","biz_opaque_callback_data":"msg_1","pricing":{"billable":true,"pricing_model":"PMP","category":"utility"}})"));
  const StatusUpdate& update = read.statuses.at(0);
  EXPECT_EQ(update.status, DeliveryStatus::read);
  EXPECT_EQ(update.tracker, "msg_1");
  EXPECT_EQ(update.category, "utility");
  EXPECT_EQ(update.billable, true);
  const auto failed = only(status_webhook(
      R"({"id":"w","status":"failed","errors":[{"code":131026,"title":"Message undeliverable","error_data":{"details":"no account"}}]})"));
  const auto& error = failed.statuses.at(0).error;
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, 131026);
  EXPECT_EQ(error->details, "no account");
}

TEST(Webhook, ATimeThatIsNoneIsNone) {
  for (const char* time : {"\"-1\"", "\"99999999999999999999\"", "\"1e9\"", "\"\"", "null", "[]"}) {
    const auto body = fmt::format(R"({{"id":"w","status":"sent","timestamp":{}}})", time);
    EXPECT_EQ(only(status_webhook(body)).statuses.at(0).at, std::nullopt) << time;
  }
}

TEST(Webhook, ReadsTemplatesAndTheAccount) {
  const auto rejected = only(webhook(
      "message_template_status_update",
      R"({"event":"REJECTED","message_template_id":1689,"message_template_name":"quita_atraso","message_template_language":"pt_BR","reason":"INVALID_FORMAT","rejection_info":{"reason":"two variables in a row"}})"));
  ASSERT_TRUE(rejected.template_update.has_value());
  EXPECT_EQ(rejected.template_update->id, "1689");
  EXPECT_EQ(rejected.template_update->status, "REJECTED");
  EXPECT_EQ(rejected.template_update->reason, "two variables in a row");
  const auto quality = only(webhook(
      "message_template_quality_update",
      R"({"previous_quality_score":"GREEN","new_quality_score":"RED","message_template_name":"x"})"));
  EXPECT_EQ(quality.template_update->quality, "RED");
  const auto restricted = only(webhook(
      "account_update",
      R"({"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING"}]})"));
  EXPECT_EQ(restricted.account_update->event, "ACCOUNT_RESTRICTION");
  EXPECT_THAT(restricted.account_update->details,
              ElementsAre("RESTRICTED_BIZ_INITIATED_MESSAGING"));
  const auto limit = only(webhook(
      "phone_number_quality_update",
      R"({"display_phone_number":"551130000000","event":"DOWNGRADE","current_limit":"TIER_250"})"));
  EXPECT_EQ(limit.account_update->messaging_limit, "TIER_250");
}

TEST(Webhook, RefusesWhatIsNoWebhookOfThisAccountKind) {
  EXPECT_EQ(read_webhook("not json").error().code, "json.syntax");
  EXPECT_EQ(read_webhook("[]").error().code, "whatsapp.object");
  EXPECT_EQ(read_webhook(R"({"object":"page","entry":[]})").error().code, "whatsapp.object");
  EXPECT_THAT(*read_webhook(R"({"object":"whatsapp_business_account"})"), IsEmpty());
  EXPECT_THAT(
      *read_webhook(R"({"object":"whatsapp_business_account","entry":[1,{"changes":"x"}]})"),
      IsEmpty());
}

TEST(Webhook, NamesTheNumbersThatItSpeaksOf) {
  auto changes = *read_webhook(message_webhook(R"({"id":"1","type":"text"})"));
  changes.push_back(changes.front());
  EXPECT_THAT(phone_number_ids(changes), ElementsAre("701"));
}

// The samples of a public client library (MIT), each file with what it holds in INDEX.json.
std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}
using Counts = std::map<std::string, int>;
Counts counts_of(const boost::json::object& facts, std::string_view name) {
  Counts counts;
  for (const auto& each : object_in(facts, name)) {
    counts[each.key()] = static_cast<int>(each.value().as_int64());
  }
  return counts;
}

// Every webhook in a file: one of them holds a second one in a member of its own.
void collect_webhooks(const boost::json::value& value, std::vector<std::string>& found) {
  const auto* object = value.if_object();
  if (object == nullptr) return;
  if (object->contains("entry")) found.push_back(json::serialize(value));
  for (const auto& member : *object) collect_webhooks(member.value(), found);
}

TEST(Webhook, ReadsTheSharedSamplesAsTheirIndexSays) {
  const std::filesystem::path folder = QUITA_SHARED_DIR "/data/samples/whatsapp";
  if (!std::filesystem::exists(folder / "INDEX.json")) {
    GTEST_SKIP() << "no shared samples in " << folder;
  }
  const auto index = json::parse(file_text(folder / "INDEX.json"));
  ASSERT_TRUE(index.has_value());
  for (const auto& each : index->as_array()) {
    const auto& entry = as_object(each);
    const std::string file = text_in(entry, "file");
    const auto samples = json::parse(file_text(folder / file));
    ASSERT_TRUE(samples.has_value()) << file;
    Counts fields, statuses, types;
    std::vector<std::string> webhooks;
    collect_webhooks(*samples, webhooks);
    for (const std::string& body : webhooks) {
      const auto changes = read_webhook(body);
      ASSERT_TRUE(changes.has_value()) << file;
      for (const Change& change : *changes) {
        ++fields[change.field];
        EXPECT_TRUE(change.known) << file << " " << change.field;
        for (const auto& status : change.statuses) ++statuses[status.word];
        for (const auto& message : change.messages) ++types[message.type];
      }
    }
    const auto& facts = object_in(entry, "facts");
    EXPECT_EQ(fields, counts_of(facts, "fields")) << file;
    EXPECT_EQ(statuses, counts_of(facts, "statuses")) << file;
    EXPECT_EQ(types, counts_of(facts, "message_types")) << file;
  }
}

}  // namespace
}  // namespace quita::whatsapp
