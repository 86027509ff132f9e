#include "proof/pack.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "json/parse.h"
#include "messaging/creditor.h"
#include "party/party_store.h"
#include "proof/chain.h"
#include "proof/entry.h"

namespace quita::proof {
namespace {

using boost::json::object;

constexpr std::string_view format_name = "quita-proof-1";
constexpr std::string_view file_mark = ",\"file_sha256\":\"";
constexpr std::size_t digest_length = 64;

constexpr auto select_entries =
    "SELECT content, hash FROM proof_entry WHERE tenant_id = $1 AND party_id = $2 ORDER BY seq";

constexpr auto select_bodies =
    "SELECT body_html, body_text FROM outbox WHERE tenant_id = $1 AND id = $2";

// The message whose text belongs beside an entry: of the fact that it left, or may have.
std::optional<MessageId> message_sent(const object& content) {
  const auto* kind = content.if_contains("kind");
  const auto* message = content.if_contains("message");
  if (kind == nullptr || !kind->is_string() ||
      (kind->get_string() != "message.sent" && kind->get_string() != "message.unsure"))
    return std::nullopt;
  if (message == nullptr || !message->is_object()) return std::nullopt;
  const auto* id = message->get_object().if_contains("id");
  if (id == nullptr || !id->is_string()) return std::nullopt;
  const auto read = MessageId::parse(std::string_view(id->get_string()));
  return read ? std::optional(*read) : std::nullopt;
}

std::string_view text_of(const object& from, std::string_view member) {
  const auto* value = from.if_contains(member);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

const object* object_of(const object& from, std::string_view member) {
  const auto* value = from.if_contains(member);
  return value != nullptr && value->is_object() ? &value->get_object() : nullptr;
}

// The whole file, byte by byte: its last member is the digest of all that stands before it.
bool whole(std::string_view bytes) {
  const std::size_t mark = bytes.rfind(file_mark);
  if (mark == std::string_view::npos) return false;
  const std::string_view rest = bytes.substr(mark + file_mark.size());
  return rest.size() == digest_length + 3 && rest.substr(digest_length) == "\"}\n" &&
         rest.substr(0, digest_length) == digest(bytes.substr(0, mark));
}

// One entry against the chain so far; gives the hash that the next one stands on.
std::string verify_entry(const object& entry, int number, const std::string& previous,
                         const FileVerdict& file, std::vector<std::string>& problems) {
  const std::string_view content = text_of(entry, "content");
  const std::string hash = next_link(previous, content);
  if (hash != text_of(entry, "hash"))
    problems.push_back(fmt::format("O registro {} não é o que foi selado.", number));
  const auto parsed = json::parse(content);
  if (!parsed || !parsed->is_object()) {
    problems.push_back(fmt::format("O registro {} não pode ser lido.", number));
    return hash;
  }
  const object& told = parsed->get_object();
  if (text_of(told, "party") != file.party_id)
    problems.push_back(fmt::format("O registro {} é de outro cliente.", number));
  const object* message = object_of(told, "message");
  if (message != nullptr && message_sent(told)) {
    if (digest(text_of(entry, "html")) != text_of(*message, "html_sha256") ||
        digest(text_of(entry, "text")) != text_of(*message, "text_sha256"))
      problems.push_back(
          fmt::format("O texto da mensagem do registro {} não é o que foi enviado.", number));
  }
  return hash;
}

}  // namespace

std::string Pack::head() const {
  return entries.empty() ? first_link(company, party) : entries.back().hash;
}

Result<Pack> gather_pack(db::Tx& tx, PartyId id, Instant made_at, std::string made_by) {
  const auto party = party::find_party(tx, id);
  if (!party)
    return fail(ErrorKind::not_found, "party.not_found", "Este cliente não existe.", "id");
  const messaging::LetterHead head = messaging::load_letter_head(tx);
  Pack pack;
  pack.company = tx.tenant();
  pack.party = id;
  pack.creditor = head.creditor;
  pack.customer_name = party->name;
  pack.customer_document = messaging::document_words(party->document);
  pack.time_zone = head.time_zone;
  pack.made_at = made_at;
  pack.made_by = std::move(made_by);
  tx.each(
      select_entries,
      [&](db::Row& row) {
        pack.entries.push_back({row.text(0), row.text(1), "", ""});
      },
      tx.tenant(), id);
  for (PackEntry& entry : pack.entries) {
    const auto content = json::parse(entry.content);
    const auto message = content && content->is_object() ? message_sent(content->get_object())
                                                         : std::optional<MessageId>();
    if (!message) continue;
    tx.each(
        select_bodies,
        [&](db::Row& row) {
          entry.html = row.text(0);
          entry.text = row.text(1);
        },
        tx.tenant(), *message);
  }
  return pack;
}

std::string to_json(const Pack& pack) {
  boost::json::array entries;
  for (const PackEntry& entry : pack.entries) {
    object one{{"content", entry.content}, {"hash", entry.hash}};
    if (!entry.html.empty()) one["html"] = entry.html;
    if (!entry.text.empty()) one["text"] = entry.text;
    entries.push_back(std::move(one));
  }
  const object document{{"format", format_name},
                        {"company_id", pack.company.text()},
                        {"creditor", object{{"name", pack.creditor.legal_name},
                                            {"document", pack.creditor.document},
                                            {"address", pack.creditor.address}}},
                        {"customer", object{{"id", pack.party.text()},
                                            {"name", pack.customer_name},
                                            {"document", pack.customer_document}}},
                        {"made_at", format_iso(pack.made_at)},
                        {"made_by", pack.made_by},
                        {"first", first_link(pack.company, pack.party)},
                        {"entries", std::move(entries)},
                        {"head", pack.head()}};
  std::string bytes = json::serialize(document);
  bytes.pop_back();
  return bytes + std::string(file_mark) + digest(bytes) + "\"}\n";
}

Result<FileVerdict> verify_file(std::string_view bytes) {
  const auto parsed = json::parse(bytes);
  if (!parsed || !parsed->is_object() || text_of(parsed->get_object(), "format") != format_name) {
    return invalid("proof.file", "Este arquivo não é um dossiê de provas do Quita em JSON.", "file",
                   "Envie o arquivo .json que acompanha o PDF.");
  }
  const object& document = parsed->get_object();
  const object* customer = object_of(document, "customer");
  const auto* entries = document.if_contains("entries");
  if (customer == nullptr || entries == nullptr || !entries->is_array()) {
    return invalid("proof.file", "O dossiê está incompleto: faltam o cliente ou os registros.",
                   "file");
  }
  FileVerdict verdict;
  verdict.company_id = text_of(document, "company_id");
  verdict.party_id = text_of(*customer, "id");
  verdict.customer_name = text_of(*customer, "name");
  verdict.made_at = text_of(document, "made_at");
  verdict.head = text_of(document, "head");
  const auto company = TenantId::parse(verdict.company_id);
  const auto party = PartyId::parse(verdict.party_id);
  std::string link = company && party ? first_link(*company, *party) : std::string();
  if (link != text_of(document, "first"))
    verdict.problems.push_back("O começo da cadeia não é o deste cliente.");
  for (const auto& each : entries->get_array()) {
    ++verdict.entries;
    if (!each.is_object()) {
      verdict.problems.push_back(fmt::format("O registro {} não pode ser lido.", verdict.entries));
      continue;
    }
    link = verify_entry(each.get_object(), verdict.entries, link, verdict, verdict.problems);
  }
  if (link != verdict.head) verdict.problems.push_back("O fim da cadeia não é o que o dossiê diz.");
  if (!whole(bytes)) verdict.problems.push_back("Algum byte do arquivo foi alterado.");
  return verdict;
}

}  // namespace quita::proof
