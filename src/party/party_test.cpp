// Parties: what is checked, stored, found and imported.
#include "party/party.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "party/channel_standing.h"
#include "party/party_import.h"
#include "party/party_service.h"
#include "party/timeline.h"
#include "testing/engines.h"

namespace quita::party {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Draft draft(std::string document, std::string name) {
  Draft made;
  made.document = std::move(document);
  made.name = std::move(name);
  return made;
}

TEST(Draft, IsBroughtToStoredForm) {
  Draft in = draft(" 529.982.247-25 ", "  João da Conceição ");
  in.contacts = {{Channel::email, " Joao@Exemplo.COM.br", "billing"},
                 {Channel::email, "joao@exemplo.com.br", "billing"},
                 {Channel::phone, "(11) 98765-4321", "personal"}};
  in.addresses = {{{}, "", "Rua A", "1", "", "", "Manaus", "am", "69005-010"}};
  in.tags = {"vip", " atacado ", "vip", ""};
  const CheckedDraft checked = check_draft(in);
  EXPECT_THAT(checked.problems, IsEmpty());
  EXPECT_EQ(checked.kind, Kind::person);
  EXPECT_EQ(checked.draft.document, "52998224725");
  EXPECT_EQ(checked.draft.name, "João da Conceição");
  ASSERT_EQ(checked.draft.contacts.size(), 2u);
  EXPECT_EQ(checked.draft.contacts[0].value, "joao@exemplo.com.br");
  EXPECT_EQ(checked.draft.contacts[1].value, "+5511987654321");
  EXPECT_EQ(checked.draft.addresses[0].state, "AM");
  EXPECT_EQ(checked.draft.addresses[0].postal_code, "69005010");
  EXPECT_EQ(checked.draft.addresses[0].purpose, "billing");
  EXPECT_THAT(checked.draft.tags, ElementsAre("atacado", "vip"));
}

TEST(Draft, NamesEveryProblemWithItsPlace) {
  Draft in = draft("111.111.111-11", " ");
  in.contacts = {{Channel::email, "sem arroba", "billing"}, {Channel::phone, "123", "billing"}};
  in.addresses = {{{}, "", "", "", "", "", "", "XX", "12"}};
  std::vector<std::string> fields;
  for (const Error& error : check_draft(in).problems) {
    fields.push_back(error.field);
    EXPECT_FALSE(error.message.empty());
    EXPECT_FALSE(error.code.empty());
  }
  EXPECT_THAT(fields,
              ElementsAre("name", "document", "addresses.0.state", "addresses.0.postal_code",
                          "contacts.0.value", "contacts.1.value"));
}

TEST(Email, IsWhatAMailServerUnderstands) {
  for (const char* good : {"a@b.co", "ana.souza+nf@sub.exemplo.com.br", "x_y-z@a-b.com"}) {
    EXPECT_TRUE(parse_email(good)) << good;
  }
  for (const char* bad : {"", "@", "a@", "@b.com", "a b@c.com", "a..b@c.com", ".a@c.com", "a@b",
                          "a@-b.com", "a@b..com", "a@b.123", "a@b.com\r\nBcc: x@y.com", "á@b.com",
                          "<a@b.com>", "a@b.com,c@d.com"}) {
    EXPECT_FALSE(parse_email(bad)) << bad;
  }
}

TEST(Words, AreFoldedAndCountedOnce) {
  EXPECT_THAT(words_of("São João & Cia. Ltda-ME São"),
              ElementsAre("sao", "joao", "cia", "ltda", "me"));
  EXPECT_EQ(search_text("Construtora Aurora S.A.", "Aurora"), "construtora aurora s a");
}

TEST(Timeline, TellsInPortuguese) {
  EXPECT_EQ(
      event_text("title.partly_paid", R"({"amount":50000,"on":"2026-11-20","balance":52333})"),
      "Pagamento parcial de R$\u00a0500,00 em 20/11/2026; restam R$\u00a0523,33");
  EXPECT_EQ(event_text("title.partly_paid", "{}"), "Pagamento parcial");
  EXPECT_EQ(event_text("party.contact_bounced", R"({"value":"a@b.com","reason":"caixa cheia"})"),
            "Não chega a a@b.com: caixa cheia");
  EXPECT_EQ(event_text("title.cancelled", R"({"reason":""})"), "Título cancelado");
  EXPECT_EQ(event_text("title.paid", "not json"), "Pago");
  for (const EventKind& kind : event_kinds()) {
    EXPECT_FALSE(event_text(kind.name, "{}").empty()) << kind.name;
    EXPECT_THAT(event_text(kind.name, "{}"), ::testing::Not(HasSubstr("{"))) << kind.name;
  }
}

class Parties : public quita::testing::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    act_ = {"Ana Souza", clock().now(), Date(2026, 11, 23)};
  }
  PartyId make(db::Tx& tx, std::string document, std::string name) {
    const auto made = create_party(tx, act_, draft(std::move(document), std::move(name)));
    EXPECT_TRUE(made) << (made ? "" : made.error().message);
    return *made;
  }
  std::vector<std::string> found(db::Tx& tx, std::string_view typed) {
    std::vector<std::string> names;
    for (const Found& one : search_parties(tx, typed, 10)) names.push_back(one.name);
    return names;
  }
  Act act_;
};
QUITA_EACH_ENGINE(Parties);

TEST_P(Parties, AreKeptOnceByDocument) {
  db().write(tenant(), [&](db::Tx& tx) {
    const PartyId id = make(tx, "529.982.247-25", "João");
    const auto again = create_party(tx, act_, draft("52998224725", "Outro"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "party.exists");
    EXPECT_EQ(again.error().hint, id.text());
    EXPECT_EQ(create_party(tx, act_, draft("1", "")).error().code, "party.name");
    EXPECT_THAT(create_party(tx, act_, draft("1", "")).error().hint, HasSubstr("mais um"));
  });
  // Another company knows nothing of him.
  db().write(other_tenant(), [&](db::Tx& tx) {
    EXPECT_FALSE(find_by_document(tx, "52998224725"));
    make(tx, "529.982.247-25", "João de outra empresa");
  });
}

TEST_P(Parties, UpsertAddsWhatIsNewAndKeepsWhatIsKnown) {
  db().write(tenant(), [&](db::Tx& tx) {
    Draft first = draft("11.444.777/0001-61", "Construtora Aurora");
    first.contacts = {{Channel::email, "a@aurora.com.br", "billing"}};
    first.addresses = {{{}, "billing", "Rua A", "1", "", "", "Campinas", "SP", ""}};
    const auto made = upsert_party(tx, act_, first);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->created);
    const PartyId id = made->id;
    EXPECT_TRUE(mark_contact(tx, act_, id, Channel::email, "a@aurora.com.br", ContactState::bounced,
                             "caixa não existe", "outbox:1"));
    EXPECT_FALSE(upsert_party(tx, act_, first)->changed);

    Draft second = draft("11444777000161", "Construtora Aurora S.A.");
    second.contacts = {{Channel::email, "A@Aurora.com.br", "billing"},
                       {Channel::phone, "19 3233-4455", "billing"}};
    second.addresses = {{{}, "billing", "Rua B", "2", "", "", "Campinas", "SP", ""}};
    const auto again = upsert_party(tx, act_, second);
    EXPECT_FALSE(again->created);
    EXPECT_TRUE(again->changed);
    EXPECT_EQ(again->id, id);
    const Party party = *load_party(tx, id);
    EXPECT_EQ(party.name, "Construtora Aurora S.A.");
    ASSERT_THAT(party.addresses, SizeIs(1));
    EXPECT_EQ(party.addresses[0].street, "Rua B");
    ASSERT_THAT(party.contacts, SizeIs(2));
    // OCA credit-control #343: a bounced address stays marked.
    EXPECT_EQ(party.contacts[1].state, ContactState::bounced);
    EXPECT_EQ(party.contacts[1].state_reason, "caixa não existe");
    EXPECT_THAT(found(tx, "s.a"), ElementsAre("Construtora Aurora S.A."));
  });
}

TEST_P(Parties, ContactsHaveTheirLife) {
  db().write(tenant(), [&](db::Tx& tx) {
    const PartyId id = make(tx, "529.982.247-25", "João");
    const auto contact = add_contact(tx, act_, id, {Channel::email, "J@x.com.br", "billing"});
    ASSERT_TRUE(contact);
    EXPECT_EQ(add_contact(tx, act_, id, {Channel::email, "j@x.com.br", "billing"}).error().code,
              "contact.exists");
    EXPECT_EQ(add_contact(tx, act_, id, {Channel::email, "x", "billing"}).error().field, "value");
    EXPECT_EQ(
        add_contact(tx, act_, PartyId(), {Channel::email, "j@x.com.br", "billing"}).error().code,
        "party.not_found");

    EXPECT_TRUE(mark_contact(tx, act_, id, Channel::email, "j@x.com.br", ContactState::bounced,
                             "550", "msg:1"));
    EXPECT_FALSE(mark_contact(tx, act_, id, Channel::email, "j@x.com.br", ContactState::bounced,
                              "550", "msg:2"));
    ContactPatch patch;
    patch.value = "novo@x.com.br";
    EXPECT_EQ(patch_contact(tx, act_, id, contact->id, patch)->state, ContactState::unknown);
    EXPECT_TRUE(mark_contact(tx, act_, id, Channel::email, "novo@x.com.br", ContactState::opted_out,
                             "", "portal:1"));
    // A carrier's word does not take back what the owner said.
    EXPECT_FALSE(mark_contact(tx, act_, id, Channel::email, "novo@x.com.br", ContactState::works,
                              "", "msg:3"));
    EXPECT_TRUE(remove_contact(tx, act_, id, contact->id));
    EXPECT_EQ(remove_contact(tx, act_, id, contact->id).error().code, "contact.not_found");

    std::vector<std::string> kinds;
    for (const Event& event : party_timeline(tx, id, std::nullopt, 20)) kinds.push_back(event.kind);
    EXPECT_THAT(kinds,
                ElementsAre("party.contact_removed", "party.opted_out", "party.contact_changed",
                            "party.contact_bounced", "party.contact_added", "party.created"));
    const auto newest = party_timeline(tx, id, std::nullopt, 2);
    const auto rest = party_timeline(tx, id, newest.back().id, 20);
    EXPECT_THAT(rest, SizeIs(4));
  });
}

// A corrected digit is another telephone; a no to SMS is the person's, whatever his number.
TEST_P(Parties, ANumberThatWasMendedIsTriedAgain) {
  db().write(tenant(), [&](db::Tx& tx) {
    const PartyId id = make(tx, "529.982.247-25", "João");
    const auto phone = add_contact(tx, act_, id, {Channel::phone, "11987654321", "billing"});
    ASSERT_TRUE(phone);
    mark_channel(tx, act_, id, phone->id, "sms", ContactState::bounced, "", "número morto", "1");
    mark_channel(tx, act_, id, std::nullopt, "whatsapp", ContactState::opted_out, "", "SAIR", "2");
    ContactPatch patch;
    patch.purpose = "personal";
    EXPECT_TRUE(patch_contact(tx, act_, id, phone->id, patch));
    EXPECT_THAT(channel_standings(tx, id), SizeIs(2)) << "the same number";
    patch.value = "11987654322";
    EXPECT_TRUE(patch_contact(tx, act_, id, phone->id, patch));
    const auto left = channel_standings(tx, id);
    ASSERT_THAT(left, SizeIs(1));
    EXPECT_EQ(left[0].channel, "whatsapp");
  });
}

// Tidied away, or mended and mended back by the next night's import: he said no, and that stands.
TEST_P(Parties, ANoOutlivesTheAddressItWasSaidOf) {
  db().write(tenant(), [&](db::Tx& tx) {
    const PartyId id = make(tx, "529.982.247-25", "João");
    const auto state_of = [&](std::string_view value) {
      for (const Contact& contact : contacts_of(tx, id))
        if (contact.value == value) return contact.state;
      return ContactState::bounced;
    };
    const auto import = [&] {
      Draft draft;
      draft.document = "529.982.247-25";
      draft.name = "João";
      draft.contacts = {{Channel::email, "j@x.com.br", "billing"},
                        {Channel::email, "k@x.com.br", "billing"}};
      EXPECT_TRUE(upsert_party(tx, act_, draft));
    };
    const auto first = add_contact(tx, act_, id, {Channel::email, "j@x.com.br", "billing"});
    mark_contact(tx, act_, id, Channel::email, "j@x.com.br", ContactState::opted_out,
                 "pedido do próprio cliente", "portal:1");
    ASSERT_TRUE(remove_contact(tx, act_, id, first->id));
    import();
    EXPECT_EQ(state_of("j@x.com.br"), ContactState::opted_out);
    EXPECT_EQ(state_of("k@x.com.br"), ContactState::unknown);

    ContactPatch mended;
    mended.value = "l@x.com.br";
    const auto of = [&](std::string_view value) {
      for (const Contact& contact : contacts_of(tx, id))
        if (contact.value == value) return contact.id;
      return ContactId();
    };
    EXPECT_EQ(patch_contact(tx, act_, id, of("j@x.com.br"), mended)->state, ContactState::unknown);
    const auto again = add_contact(tx, act_, id, {Channel::email, "j@x.com.br", "billing"});
    EXPECT_EQ(again->state, ContactState::opted_out);
    EXPECT_EQ(again->state_reason, "pedido do próprio cliente");

    // He wants them again, and told a person so.
    ContactPatch wants;
    wants.state = ContactState::unknown;
    EXPECT_TRUE(patch_contact(tx, act_, id, again->id, wants));
    ASSERT_TRUE(remove_contact(tx, act_, id, again->id));
    import();
    EXPECT_EQ(state_of("j@x.com.br"), ContactState::unknown);
  });
}

TEST_P(Parties, NotesTagsAndChanges) {
  db().write(tenant(), [&](db::Tx& tx) {
    const PartyId id = make(tx, "529.982.247-25", "João");
    EXPECT_EQ(add_note(tx, act_, id, "  ").error().code, "party.note");
    ASSERT_TRUE(add_note(tx, act_, id, "Prefere ligação de manhã"));
    ASSERT_TRUE(add_note(tx, act_, id, "Mudou de endereço"));
    const auto notes = notes_of(tx, id);
    ASSERT_THAT(notes, SizeIs(2));
    EXPECT_EQ(notes[0].text, "Mudou de endereço");
    EXPECT_EQ(notes[0].author, "Ana Souza");
    EXPECT_THAT(*set_tags(tx, act_, id, {"vip", "atacado"}), ElementsAre("atacado", "vip"));
    EXPECT_THAT(*set_tags(tx, act_, id, {}), IsEmpty());

    Patch patch;
    patch.name = "João Conceição";
    patch.vulnerable = true;
    const auto changed = patch_party(tx, act_, id, patch);
    ASSERT_TRUE(changed);
    EXPECT_TRUE(changed->vulnerable);
    EXPECT_THAT(found(tx, "concei"), ElementsAre("João Conceição"));
    EXPECT_EQ(party_timeline(tx, id, std::nullopt, 1)[0].text,
              "Cadastro alterado: nome, situação de vulnerabilidade");
    const auto audit = company::read_audit(tx, std::nullopt, id.uuid, 10);
    ASSERT_THAT(audit, SizeIs(1));
    EXPECT_THAT(*audit[0].before, HasSubstr("\"João\""));
    patch.name = " ";
    EXPECT_EQ(patch_party(tx, act_, id, patch).error().code, "party.name");
  });
}

TEST_P(Parties, AreFoundAsSomebodyTypes) {
  db().write(tenant(), [&](db::Tx& tx) {
    const PartyId joao = make(tx, "529.982.247-25", "João da Conceição");
    make(tx, "11.444.777/0001-61", "Construtora Aurora S.A.");
    make(tx, "12.ABC.345/01DE-35", "Aurora Boreal Ltda");
    ASSERT_TRUE(add_contact(tx, act_, joao, {Channel::phone, "11 98765-4321", "billing"}));
    ASSERT_TRUE(add_contact(tx, act_, joao, {Channel::email, "joao@x.com.br", "billing"}));
  });
  db().read(tenant(), [&](db::Tx& tx) {
    EXPECT_THAT(found(tx, "jo"), ElementsAre("João da Conceição"));
    EXPECT_THAT(found(tx, "JOÃO CONC"), ElementsAre("João da Conceição"));
    EXPECT_THAT(found(tx, "conceicao joao"), ElementsAre("João da Conceição"));
    // Those whose name begins so stand first.
    EXPECT_THAT(found(tx, "aurora"), ElementsAre("Aurora Boreal Ltda", "Construtora Aurora S.A."));
    EXPECT_THAT(found(tx, "529.982"), ElementsAre("João da Conceição"));
    EXPECT_THAT(found(tx, "12.abc.345"), Contains("Aurora Boreal Ltda"));
    EXPECT_THAT(found(tx, "(11) 98765"), ElementsAre("João da Conceição"));
    EXPECT_THAT(found(tx, "joao@x"), ElementsAre("João da Conceição"));
    EXPECT_THAT(found(tx, "aurora joao"), IsEmpty());
    EXPECT_THAT(found(tx, ""), IsEmpty());
    EXPECT_THAT(found(tx, "%"), IsEmpty());
    EXPECT_THAT(found(tx, "xyz"), IsEmpty());
  });
}

TEST(PartyImport, ListsEveryProblemByLine) {
  const auto import = read_party_import(
      "Nome;CPF/CNPJ;E-mail;Telefone;CEP;UF\r\n"
      "João da Conceição;52998224725;joao@x.com.br;(11) 98765-4321;01310-100;SP\r\n"
      ";11.444.777/0001-61;sem arroba;;;\r\n"
      "Repetido;529.982.247-25;;;;\r\n"
      "Errado;123;;99;1;ZZ\r\n");
  ASSERT_TRUE(import) << import.error().message;
  EXPECT_EQ(import->rows, 4);
  EXPECT_EQ(import->valid, 1);
  ASSERT_THAT(import->accepted, SizeIs(1));
  EXPECT_EQ(import->accepted[0].draft.contacts[1].value, "+5511987654321");
  std::vector<std::pair<int, std::string>> where;
  for (const ImportProblem& one : import->problems) {
    where.emplace_back(one.line, one.code);
    EXPECT_FALSE(one.message.empty());
  }
  EXPECT_THAT(where, Contains(std::pair(3, std::string("party.name"))));
  EXPECT_THAT(where, Contains(std::pair(3, std::string("party.email"))));
  EXPECT_THAT(where, Contains(std::pair(4, std::string("party.repeated"))));
  EXPECT_THAT(where, Contains(std::pair(5, std::string("party.state"))));
  for (const ImportProblem& one : import->problems) {
    if (one.code == "party.email") {
      EXPECT_EQ(one.column, "E-mail");
      EXPECT_EQ(one.found, "sem arroba");
    }
  }
  EXPECT_FALSE(read_party_import(""));
  const auto headless = read_party_import("a;b\n1;2\n");
  ASSERT_TRUE(headless);
  EXPECT_FALSE(headless->problems.empty());
  EXPECT_EQ(headless->valid, 0);
}

TEST(PartyImport, LeadingZerosThatASpreadsheetDroppedComeBack) {
  // 012.345.678-90 as a number.
  const auto import = read_party_import("nome;documento\nMaria;1234567890\n");
  ASSERT_TRUE(import);
  ASSERT_THAT(import->accepted, SizeIs(1)) << import->problems.at(0).message;
  EXPECT_EQ(import->accepted[0].draft.document, "01234567890");
}

TEST_P(Parties, ASpreadsheetIsTakenWholeOrNotAtAll) {
  const auto good = read_party_import(
      "nome;cnpj;email;observação\nAurora;11444777000161;a@aurora.com.br;cliente antigo\n"
      "João;52998224725;;\n");
  const auto bad = read_party_import("nome;cnpj\nBoa;12ABC34501DE35\nErrada;1\n");
  ASSERT_TRUE(good);
  ASSERT_TRUE(bad);
  const auto take = [&](const PartyImport& import) {
    return db().write(tenant(), [&](db::Tx& tx) { return import_parties(tx, act_, import); });
  };
  EXPECT_EQ(take(*bad).error().code, "import.refused");
  auto done = take(*good);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->created, 2);
  done = take(*good);
  EXPECT_EQ(done->created, 0);
  EXPECT_EQ(done->updated, 2);
  db().read(tenant(), [&](db::Tx& tx) {
    EXPECT_FALSE(find_by_document(tx, "12ABC34501DE35"));
    const auto aurora = find_by_document(tx, "11444777000161");
    ASSERT_TRUE(aurora);
    EXPECT_THAT(notes_of(tx, *aurora), SizeIs(1));
  });
}

TEST_P(Parties, AFactIsWrittenOnceACause) {
  db().write(tenant(), [&](db::Tx& tx) {
    const PartyId id = make(tx, "529.982.247-25", "João");
    EXPECT_TRUE(record_event(tx, act_.now, "portal",
                             {"party.link_opened", id, std::nullopt, "link:1", "{}"}));
    EXPECT_FALSE(record_event(tx, act_.now, "portal",
                              {"party.link_opened", id, std::nullopt, "link:1", "{}"}));
    EXPECT_THROW(record_event(tx, act_.now, "x", {"no.such", id, std::nullopt, "y", "{}"}),
                 std::logic_error);
  });
}

}  // namespace
}  // namespace quita::party
