#include "mail/mime.h"

#include <gmime/gmime.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "mail/base64.h"

namespace quita::mail {
namespace {

using testing::HasSubstr;

Message sample() {
  Message message;
  message.from = {"Cobrança Açaí \"Ltda.\"", "cobranca@empresa.com.br"};
  message.to = {"José da Silva", "jose@cliente.com.br"};
  message.reply_to = Mailbox{"", "financeiro@empresa.com.br"};
  message.subject =
      "Seu boleto de R$ 1.299,90 vence amanhã — veja como pagar sem sair de casa 🙂";
  message.text = "Olá, José!\nO boleto vence amanhã.\r\n.\nFrom agora = melhor. \n" +
                 std::string(2000, 'x') + "\n";
  message.html = "<p style=\"color:red\">Olá, José!</p>";
  message.attachments = {{"boleto nº 1 – ação.pdf", "application/pdf", "%PDF-1.4\r\n\0\xff.\r\n"}};
  message.attachments[0].bytes.append(500, '\x80');
  message.date = Instant{1795352709123};
  message.message_id = "msg_01h455vb4pex5vsknk084sn02q@empresa.com.br";
  message.unsubscribe_url = "https://empresa.com.br/portal/descadastro/abc";
  return message;
}

// What GMime, a reader that is not ours, finds in a message.
class Parsed {
 public:
  explicit Parsed(const std::string& text) {
    g_mime_init();
    auto* stream = g_mime_stream_mem_new_with_buffer(text.data(), text.size());
    auto* parser = g_mime_parser_new_with_stream(stream);
    message_ = g_mime_parser_construct_message(parser, nullptr);
    g_object_unref(parser);
    g_object_unref(stream);
  }
  ~Parsed() { g_object_unref(message_); }
  Parsed(const Parsed&) = delete;

  std::string subject() const { return g_mime_message_get_subject(message_); }
  std::string id() const { return g_mime_message_get_message_id(message_); }
  std::int64_t unix_seconds() const {
    return g_date_time_to_unix(g_mime_message_get_date(message_));
  }
  std::string header(const char* name) const {
    const char* value = g_mime_object_get_header(GMIME_OBJECT(message_), name);
    return value != nullptr ? value : "";
  }
  Mailbox from() const {
    auto* list = g_mime_message_get_from(message_);
    auto* address = internet_address_list_get_address(list, 0);
    return {internet_address_get_name(address),
            internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))};
  }
  GMimeObject* root() const { return g_mime_message_get_mime_part(message_); }
  static GMimeObject* part(GMimeObject* of, int index) {
    return g_mime_multipart_get_part(GMIME_MULTIPART(of), index);
  }
  static int parts(GMimeObject* of) { return g_mime_multipart_get_count(GMIME_MULTIPART(of)); }
  static std::string type(GMimeObject* object) {
    char* text = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
    std::string copy = text;
    g_free(text);
    return copy;
  }
  static std::string content(GMimeObject* part) {
    auto* memory = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), memory);
    auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
    std::string copy(reinterpret_cast<const char*>(bytes->data), bytes->len);
    g_object_unref(memory);
    return copy;
  }
  static std::string file_name(GMimeObject* part) {
    const char* name = g_mime_part_get_filename(GMIME_PART(part));
    return name != nullptr ? name : "";
  }

 private:
  GMimeMessage* message_;
};

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    out += c == '\n' ? "\r\n" : std::string(1, c);
  }
  return out;
}

TEST(Mime, AnotherReaderFindsEverything) {
  const auto message = sample();
  const auto text = write_mime(message);
  ASSERT_TRUE(text) << text.error().message;
  const Parsed parsed(*text);
  EXPECT_EQ(parsed.subject(), message.subject);
  EXPECT_EQ(parsed.id(), message.message_id);
  EXPECT_EQ(parsed.unix_seconds(), message.date.ms / 1000);
  EXPECT_EQ(parsed.from().name, message.from.name);
  EXPECT_EQ(parsed.from().address, message.from.address);
  EXPECT_EQ(parsed.header("List-Unsubscribe"), "<" + *message.unsubscribe_url + ">");
  EXPECT_EQ(parsed.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
  EXPECT_EQ(parsed.header("Auto-Submitted"), "auto-generated");
  auto* mixed = parsed.root();
  ASSERT_EQ(Parsed::type(mixed), "multipart/mixed");
  ASSERT_EQ(Parsed::parts(mixed), 2);
  auto* alternative = Parsed::part(mixed, 0);
  ASSERT_EQ(Parsed::type(alternative), "multipart/alternative");
  EXPECT_EQ(Parsed::type(Parsed::part(alternative, 0)), "text/plain");
  EXPECT_EQ(with_crlf(trim(Parsed::content(Parsed::part(alternative, 0)))),
            with_crlf(trim(message.text)));
  EXPECT_EQ(trim(Parsed::content(Parsed::part(alternative, 1))), message.html);
  auto* file = Parsed::part(mixed, 1);
  EXPECT_EQ(Parsed::type(file), "application/pdf");
  EXPECT_EQ(Parsed::content(file), message.attachments[0].bytes);
  EXPECT_EQ(Parsed::file_name(file), message.attachments[0].file_name);
}

TEST(Mime, IsSevenBitWithShortLines) {
  const auto text = *write_mime(sample());
  for (const auto& line : split(text, '\n')) {
    EXPECT_LE(line.size(), 76u + 1) << line;
    EXPECT_TRUE(line.empty() || line.back() == '\r') << line;
  }
  for (const char c : text)
    EXPECT_TRUE((c >= ' ' && c < 0x7f) || c == '\r' || c == '\n' || c == '\t');
}

TEST(Mime, UsesNoMoreLevelsThanNeeded) {
  auto message = sample();
  message.attachments.clear();
  EXPECT_EQ(Parsed::type(Parsed(*write_mime(message)).root()), "multipart/alternative");
  message.html.clear();
  EXPECT_EQ(Parsed::type(Parsed(*write_mime(message)).root()), "text/plain");
}

TEST(Mime, KeepsPlainHeadersPlain) {
  auto message = sample();
  message.subject = "Boleto 123";
  message.from.name = "Empresa \"A\" \\ B";
  const auto text = *write_mime(message);
  EXPECT_THAT(text, HasSubstr("\r\nSubject: Boleto 123\r\n"));
  EXPECT_THAT(
      text, HasSubstr("\r\nFrom: \"Empresa \\\"A\\\" \\\\ B\"\r\n <cobranca@empresa.com.br>\r\n"));
  EXPECT_THAT(text, HasSubstr("Date: Sun, 22 Nov 2026 13:05:09 +0000\r\n"));
  message.subject = "=?UTF-8?B?xxx?=";  // must arrive as written, not be decoded
  EXPECT_EQ(Parsed(*write_mime(message)).subject(), message.subject);
}

TEST(Mime, LetsNoHeaderIn) {
  const auto told = [](auto change) {
    auto message = sample();
    change(message);
    const auto text = write_mime(message);
    return text ? "" : text.error().code + " @" + text.error().field;
  };
  EXPECT_EQ(told([](Message& m) { m.subject = "a\r\nBcc: x@y.z"; }), "mail.header @subject");
  EXPECT_EQ(told([](Message& m) { m.subject = "a\nb"; }), "mail.header @subject");
  EXPECT_EQ(told([](Message& m) { m.to.name = "a\rb"; }), "mail.header @to");
  EXPECT_EQ(told([](Message& m) { m.to.address = "a@b.c>\r\nBcc: <x@y.z"; }), "mail.address @to");
  EXPECT_EQ(told([](Message& m) { m.from.address = "a b@c.d"; }), "mail.address @from");
  EXPECT_EQ(told([](Message& m) { m.reply_to->address = ""; }), "mail.address @reply_to");
  EXPECT_EQ(told([](Message& m) { m.message_id = "a@b>\n"; }), "mail.address @");
  EXPECT_EQ(told([](Message& m) { m.unsubscribe_url = "https://x/\r\nA: b"; }),
            "mail.header @unsubscribe_url");
  EXPECT_EQ(told([](Message& m) { m.unsubscribe_url = "http://x/"; }),
            "mail.header @unsubscribe_url");
  EXPECT_EQ(told([](Message& m) { m.headers = {{"X-A", "b\r\nBcc: c"}}; }), "mail.header @X-A");
  EXPECT_EQ(told([](Message& m) { m.headers = {{"X-A: b", "c"}}; }), "mail.header @X-A: b");
  EXPECT_EQ(told([](Message& m) { m.attachments[0].file_name = "a\r\nb"; }),
            "mail.header @attachments");
  EXPECT_EQ(told([](Message& m) { m.attachments[0].content_type = "a/b\r\nX: y"; }),
            "mail.attachment @attachments");
  EXPECT_EQ(told([](Message& m) { m.text = "\xff"; }), "mail.encoding @text");
}

TEST(Address, IsJudgedByRfc5321) {
  for (const auto* good : {"a@b.co", "nome.sobrenome+tag@sub.empresa.com.br", "x_y-z@1.example",
                           "o'brien@example.com", "a@localhost"}) {
    EXPECT_TRUE(check_address(good)) << good;
  }
  for (const auto* bad : {"", "a", "@b.c", "a@", "a@b..c", ".a@b.c", "a.@b.c", "a..b@c.d",
                          "a b@c.d", "a@-b.c", "a@b-.c", "<a@b.c>", "a@b.c ", "josé@b.c",
                          "a@açaí.com", "\"a b\"@c.d", "a@b.c\n", "a@[1.2.3.4]", "a@b_c.d"}) {
    EXPECT_FALSE(check_address(bad)) << bad;
  }
  EXPECT_FALSE(check_address(std::string(65, 'a') + "@b.c"));
}

TEST(Base64, IsItsOwnInverse) {
  EXPECT_EQ(base64("Olá"), "T2zDoQ==");
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(from_base64("T2zD\r\noQ==\r\n"), "Olá");
  EXPECT_FALSE(from_base64("T2z*"));
  EXPECT_FALSE(from_base64("T2zDo"));
}

}  // namespace
}  // namespace quita::mail
