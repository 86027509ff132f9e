#include "messaging/mail_trace.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "company/setting.h"
#include "messaging/delivery_fact.h"
#include "messaging/reach.h"
#include "messaging/sender_store.h"
#include "party/timeline.h"

namespace quita::messaging {
namespace {

constexpr char format_version = 1;
constexpr std::size_t payload_bytes = 1 + 16 + 16 + 1;
constexpr std::size_t mac_bytes = 16;
constexpr std::size_t links_max = 50;
constexpr std::string_view setting = "mail_trace";

constexpr auto insert_target =
    "INSERT INTO mail_link (tenant_id, outbox_id, number, target) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (tenant_id, outbox_id, number) DO UPDATE SET target = excluded.target";

constexpr auto select_target =
    "SELECT target FROM mail_link WHERE tenant_id = $1 AND outbox_id = $2 AND number = $3";

constexpr auto count_trace =
    "INSERT INTO mail_trace (tenant_id, outbox_id, clicked, machine, first_at, last_at, times) "
    "VALUES ($1, $2, $3, $4, $5, $5, 1) ON CONFLICT (tenant_id, outbox_id, clicked, machine) "
    "DO UPDATE SET last_at = excluded.last_at, times = mail_trace.times + 1 RETURNING times";

constexpr auto select_traces =
    "SELECT clicked, machine, first_at, last_at, times FROM mail_trace WHERE tenant_id = $1 "
    "AND outbox_id = $2 ORDER BY first_at, clicked, machine";

constexpr auto update_answered =
    "UPDATE outbox SET fallback_at = NULL WHERE tenant_id = $1 AND id = $2";

// What fetches for others or on its own: the proxies of Gmail and Yahoo, filters that try links
// before the letter is shown, and programs that are no mail reader's.
constexpr std::array<std::string_view, 19> machines = {
    "googleimageproxy", "yahoomailproxy", "bot",        "crawler", "spider", "preview",
    "barracuda",        "mimecast",       "proofpoint", "scanner", "curl/",  "wget/",
    "python",           "go-http-client", "headless",   "libwww",  "java/",  "trendmicro",
    "symantec"};
// Apple's Mail Privacy Protection loads every image when the letter arrives, and says only this.
constexpr std::string_view nameless = "Mozilla/5.0";
// Nobody opens a letter in the moment in which its server takes it; a filter does.
constexpr std::chrono::seconds soonest{5};

bool web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

void put_uuid(std::string& out, const Uuid& id) {
  out.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

Uuid get_uuid(std::string_view bytes) {
  Uuid id;
  std::memcpy(id.bytes.data(), bytes.data(), id.bytes.size());
  return id;
}

SecretKey trace_key(const SecretKey& link_key) { return derive_key(link_key, "mail-trace"); }

// It has left, or may have: an address of it is known outside.
bool may_be_out(const OutboxRow& row) {
  return row.state != MessageState::cancelled &&
         (row.state != MessageState::queued || row.attempts > 0);
}

std::string_view kind_of(bool clicked, bool machine) {
  if (machine) return "message.fetched";
  return clicked ? "message.clicked" : "message.opened";
}

void tell(db::Tx& tx, const Act& act, const OutboxRow& row, bool clicked, bool machine) {
  if (!row.party) return;
  const std::string_view kind = kind_of(clicked, machine);
  const std::string cause = "outbox:" + row.id.text() + ":" + std::string(kind.substr(8)) +
                            (machine && clicked ? "-link" : "");
  const std::string_view what = clicked ? "seguiu um link" : "carregou a imagem";
  party::record_event(tx, act.now, act.actor,
                      {kind, row.party, std::nullopt, cause,
                       event_data(shown(row.channel, row.recipient), row.subject, what)});
}

}  // namespace

std::string sign_trace(const SecretKey& link_key, const TraceMark& mark) {
  std::string bytes(1, format_version);
  put_uuid(bytes, mark.tenant.uuid);
  put_uuid(bytes, mark.message.uuid);
  bytes.push_back(static_cast<char>(mark.link));
  bytes += hmac_sha256(trace_key(link_key), bytes).substr(0, mac_bytes);
  return base64url(bytes);
}

Result<TraceMark> verify_trace(const SecretKey& link_key, std::string_view token) {
  const auto invalid_link = fail(ErrorKind::not_found, "link.invalid", "Este link não existe.");
  std::string bytes;
  if (token.size() > 2 * (payload_bytes + mac_bytes) || !from_base64url(token, bytes) ||
      bytes.size() != payload_bytes + mac_bytes)
    return invalid_link;
  const std::string_view payload = std::string_view(bytes).substr(0, payload_bytes);
  const std::string_view mac = std::string_view(bytes).substr(payload_bytes);
  if (!equal_constant_time(hmac_sha256(trace_key(link_key), payload).substr(0, mac_bytes), mac) ||
      payload[0] != format_version)
    return invalid_link;
  TraceMark mark;
  mark.tenant.uuid = get_uuid(payload.substr(1));
  mark.message.uuid = get_uuid(payload.substr(17));
  mark.link = static_cast<std::uint8_t>(payload[33]);
  return mark;
}

std::string LetterTracer::link(const std::string& address) {
  if (!web_address(address)) return address;
  auto known = std::find(targets_.begin(), targets_.end(), address);
  if (known == targets_.end()) {
    if (targets_.size() == links_max) return address;
    targets_.push_back(address);
    known = targets_.end() - 1;
  }
  const auto number = static_cast<std::uint8_t>(known - targets_.begin() + 1);
  return links_.public_url + "/l/" + sign_trace(links_.key, {tenant_, message_, number});
}

std::string LetterTracer::pixel() const {
  return links_.public_url + "/o/" + sign_trace(links_.key, {tenant_, message_, 0});
}

void store_targets(db::Tx& tx, MessageId message, const std::vector<std::string>& targets) {
  int number = 0;
  for (const std::string& target : targets)
    tx.execute(insert_target, tx.tenant(), message, ++number, target);
}

std::optional<std::string> find_target(db::Tx& tx, const TraceMark& mark) {
  return tx.one(
      select_target, [](db::Row& row) { return row.text(0); }, tx.tenant(), mark.message,
      static_cast<int>(mark.link));
}

bool mail_trace_on(db::Tx& tx) { return company::read_setting(tx, setting) == "on"; }

void save_mail_trace(db::Tx& tx, Instant now, bool on) {
  company::write_setting(tx, now, setting, on ? "on" : "off");
}

bool by_machine(const Visit& visit) {
  if (visit.prefetch || visit.since_sent < soonest) return true;
  const std::string_view agent = trim(visit.user_agent);
  if (agent.empty() || agent == nameless) return true;
  const std::string lower = lower_ascii(agent);
  return std::any_of(machines.begin(), machines.end(),
                     [&](std::string_view name) { return lower.find(name) != std::string::npos; });
}

bool record_trace(db::Tx& tx, const Act& act, Gate& gate, const TraceMark& mark,
                  std::string_view user_agent, bool prefetch) {
  if (!mail_trace_on(tx)) return false;
  const auto row = load_message(tx, mark.message);
  if (!row || row->channel != Channel::email || !may_be_out(*row)) return false;
  const Instant left_at = row->finished_at.value_or(act.now);
  const bool machine = by_machine({user_agent, prefetch, act.now - left_at});
  const bool clicked = mark.link != 0;
  const auto times = tx.one(
      count_trace, [](db::Row& counted) { return counted.integer(0); }, tx.tenant(), mark.message,
      clicked, machine, act.now);
  if (times != 1) return true;
  confirm_taken(tx, act, mark.message);
  tell(tx, act, *row, clicked, machine);
  if (machine) return true;
  const std::string words = clicked ? "o link foi seguido" : "foi aberta";
  apply_fact(tx, act, gate, mark.message, {Fact::delivered, act.now, words, false});
  tx.execute(update_answered, tx.tenant(), mark.message);
  return true;
}

std::vector<MailTrace> traces_of(db::Tx& tx, MessageId message) {
  return tx.all(
      select_traces,
      [](db::Row& row) {
        return MailTrace{row.boolean(0), row.boolean(1), row.instant(2), row.instant(3),
                         static_cast<int>(row.integer(4))};
      },
      tx.tenant(), message);
}

}  // namespace quita::messaging
