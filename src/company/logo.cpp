#include "company/logo.h"

#include "base/secret.h"
#include "base/text.h"
#include "company/setting.h"
#include "pdf/logo_reader.h"

namespace quita::company {

namespace {

constexpr std::string_view setting_name = "logo";  // in base64url; empty: none

// What the audit log keeps of a logo: that it is another one.
std::string digest_json(const std::optional<std::string>& bytes) {
  return bytes ? "{\"sha256\":\"" + hex(sha256(*bytes)) + "\"}" : "{\"sha256\":null}";
}

}  // namespace

std::optional<std::string> read_logo(db::Tx& tx) {
  const auto text = read_setting(tx, setting_name);
  std::string bytes;
  if (!text || text->empty() || !from_base64url(*text, bytes)) return std::nullopt;
  return bytes;
}

Status set_logo(db::Tx& tx, const Actor& actor, std::string_view bytes) {
  if (bytes.size() > logo_bytes_max) {
    return invalid("logo.size", "O arquivo do logotipo passa de 64 KB", "",
                   "um arquivo de até 64 KB");
  }
  TRY_STATUS(pdf::read_logo(bytes).map([](const pdf::Logo&) {}));
  const auto before = read_logo(tx);
  write_setting(tx, actor.now, setting_name, base64url(bytes));
  audit(tx, actor, "company.logo", {"company", tx.tenant().uuid}, digest_json(before),
        digest_json(std::string(bytes)));
  return {};
}

void clear_logo(db::Tx& tx, const Actor& actor) {
  const auto before = read_logo(tx);
  write_setting(tx, actor.now, setting_name, "");
  audit(tx, actor, "company.logo", {"company", tx.tenant().uuid}, digest_json(before),
        digest_json(std::nullopt));
}

}  // namespace quita::company
