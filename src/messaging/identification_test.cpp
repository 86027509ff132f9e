#include "messaging/identification.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quita::messaging {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Creditor aurora{"Aurora",
                      "Distribuição Aurora Ltda",
                      "CNPJ 11.222.333/0001-81",
                      "Rua das Flores, 100, São Paulo/SP",
                      "",
                      ""};

// CDC 42-A, whatever the author wrote.
TEST(Identification, StandsOnWhatGoesOutByEachChannel) {
  EXPECT_EQ(identified(Channel::whatsapp, "Olá, Ana.\n", aurora),
            "Olá, Ana.\n\nDistribuição Aurora Ltda, CNPJ 11.222.333/0001-81, Rua das Flores, 100, "
            "São Paulo/SP");
  EXPECT_EQ(identified(Channel::sms, "Ola, Ana.", aurora),
            "Ola, Ana. Distribuicao Aurora Ltda CNPJ 11.222.333/0001-81, Rua das Flores, 100, Sao "
            "Paulo/SP");
  const std::string once = identified(Channel::letter, "Prezada Ana,", aurora);
  EXPECT_EQ(identified(Channel::letter, once, aurora), once) << "said once is enough";
  for (const Channel channel : all_channels) {
    EXPECT_NE(identified(channel, "x", aurora).find("11.222.333/0001-81"), std::string::npos);
  }
}

TEST(Identification, TellsWhatTheCompanyHasNotFilledIn) {
  EXPECT_THAT(missing_identification(aurora), IsEmpty());
  Creditor bare = aurora;
  bare.address = "SP";
  EXPECT_THAT(missing_identification(bare), ElementsAre("o endereço"));
  bare.document.clear();
  EXPECT_THAT(missing_identification(bare), ElementsAre("o CNPJ ou CPF", "o endereço"));
}

}  // namespace
}  // namespace quita::messaging
