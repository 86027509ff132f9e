#include "mail/dkim.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "mail/mime.h"

namespace quita::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr Instant now{1795352709123};

const std::string& key() {
  static const std::string pem = make_dkim_key();
  return pem;
}

std::string signed_mail(std::string_view mail) {
  return DkimSigner::make("empresa.com.br", "quita", key()).value().sign(mail, now);
}

// What dkimpy, a verifier that is not ours, says: "True" or "False"; nothing where it is not
// installed. The DNS that it asks is the record that we would publish.
std::string verdict(std::string_view mail) {
  const auto folder =
      std::filesystem::temp_directory_path() / fmt::format("quita-dkim-{}", getpid());
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "mail", std::ios::binary) << mail;
  std::ofstream(folder / "name") << dkim_record_name("empresa.com.br", "quita") << ".";
  std::ofstream(folder / "record") << dkim_record(key()).value();
  std::ofstream(folder / "verify.py") << R"(
import sys
folder = sys.argv[1]
try:
    import dkim
except ImportError:
    sys.exit(3)
read = lambda name: open(folder + "/" + name, "rb").read()
def txt(name, timeout=5):
    return read("record") if name == read("name") else None
print(dkim.verify(read("mail"), dnsfunc=txt, minkey=1024))
)";
  const auto command = fmt::format("/usr/bin/python3 {0}/verify.py {0} 2>&1", folder.string());
  std::string said;
  FILE* pipe = popen(command.c_str(), "r");
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) said += static_cast<char>(c);
  const int status = pclose(pipe);
  std::filesystem::remove_all(folder);
  return WEXITSTATUS(status) == 3 ? "" : std::string(trim(said));
}

Message message() {
  Message message;
  message.from = {"Cobrança Açaí", "cobranca@empresa.com.br"};
  message.to = {"José da Silva", "jose@cliente.com.br"};
  message.subject =
      "Seu boleto de R$ 1.299,90 vence amanhã, e aqui está como pagar sem sair de casa";
  message.text = "Olá, José!\n\nO boleto  vence \t amanhã.   \n\n\n\n";
  message.html = "<p>Olá, José!</p>";
  message.attachments = {{"boleto.pdf", "application/pdf", "%PDF-1.4\r\n\xff"}};
  message.date = now;
  message.message_id = "msg_01h455vb4pex5vsknk084sn02q@empresa.com.br";
  message.unsubscribe_url = "https://empresa.com.br/portal/descadastro/abc";
  return message;
}

#define NEEDS_VERIFIER \
  if (verdict("").empty()) GTEST_SKIP() << "python3-dkim is not installed"

TEST(Dkim, AnotherProgramVerifiesWhatWeSign) {
  NEEDS_VERIFIER;
  EXPECT_EQ(verdict(signed_mail(write_mime(message()).value())), "True");
  for (const std::string_view body : {"", "\r\n", "\r\n\r\n\r\n", "a\r\n\r\n\r\n", " a  \t b \r\n",
                                      "sem fim de linha", "\r\na\r\n \r\n"}) {
    SCOPED_TRACE(body);
    EXPECT_EQ(verdict(signed_mail("From: a@empresa.com.br\r\nSubject:  dobrado\r\n\t em  duas \r\n"
                                  "X-Other: 1\r\n\r\n" +
                                  std::string(body))),
              "True");
  }
}

TEST(Dkim, AChangeShows) {
  NEEDS_VERIFIER;
  const std::string mail = signed_mail(write_mime(message()).value());
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string copy = mail;
    const auto at = copy.rfind(from);
    EXPECT_NE(at, std::string::npos) << from;
    copy.replace(at, from.size(), to);
    return verdict(copy);
  };
  EXPECT_EQ(changed("Ol=C3=A1", "Oi"), "False");
  EXPECT_EQ(changed("descadastro/abc", "descadastro/abd"), "False");
  EXPECT_EQ(changed("Subject: ", "From: <outro@empresa.com.br>\r\nSubject: "), "False")
      << "From is signed twice, so that none can be added";
}

TEST(Dkim, TheSignatureNamesItsDomainAndItsLinesAreShort) {
  const std::string mail = signed_mail(write_mime(message()).value());
  EXPECT_THAT(mail, StartsWith("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; "
                               "d=empresa.com.br; s=quita;\r\n\tt=1795352709; h=from:from:to:"));
  for (const auto line : split(mail.substr(0, mail.find("\r\nDate:")), '\n')) {
    EXPECT_LE(line.size(), 100U) << line;
  }
  EXPECT_THAT(dkim_record(key()).value(), StartsWith("v=DKIM1; k=rsa; p=MIIBIjAN"));
}

TEST(Dkim, WhatCannotSignIsRefused) {
  const auto code = [](const auto& made) { return made ? "" : made.error().code; };
  EXPECT_EQ(code(DkimSigner::make("empresa", "quita", key())), "dkim.domain");
  EXPECT_EQ(code(DkimSigner::make("empresa.com.br; x=1", "quita", key())), "dkim.domain");
  EXPECT_EQ(code(DkimSigner::make("empresa.com.br", "a b", key())), "dkim.selector");
  EXPECT_EQ(code(DkimSigner::make("empresa.com.br", "quita", "")), "dkim.key");
  EXPECT_EQ(code(dkim_record("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")),
            "dkim.key");
  EXPECT_THROW(signed_mail("no headers"), std::invalid_argument);
}

}  // namespace
}  // namespace quita::mail
