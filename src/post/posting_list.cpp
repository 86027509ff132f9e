#include "post/posting_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "brazil/tracking_code.h"
#include "company/audit.h"
#include "dunning/task.h"
#include "messaging/creditor.h"
#include "messaging/delivery_fact.h"
#include "messaging/outbox.h"
#include "messaging/sender_store.h"
#include "messaging/withdrawal.h"
#include "party/channel_standing.h"
#include "pdf/paper_letter.h"
#include "post/letter.h"
#include "post/tracking_codes.h"

namespace quita::post {
namespace {

constexpr std::string_view letter_word = "letter";
constexpr std::size_t reason_max = 200;

constexpr auto select_waiting =
    "SELECT o.id, o.party_id, p.name, o.template, o.business_date FROM outbox o JOIN party p ON "
    "p.tenant_id = o.tenant_id AND p.id = o.party_id WHERE o.tenant_id = $1 "
    "AND o.channel = 'letter' AND o.state IN ('queued', 'sending') "
    "AND (o.state = 'queued' OR o.not_before <= $2) ORDER BY o.id LIMIT $3";

#define QUITA_LIST_SELECT                                                              \
  "SELECT l.id, l.number, l.made_at, l.made_on, l.made_by, l.posted_on, l.posted_by, " \
  "l.undone_at IS NOT NULL, (SELECT count(*) FROM posting_item i WHERE i.tenant_id = " \
  "l.tenant_id AND i.list_id = l.id) FROM posting_list l WHERE l.tenant_id = $1 "
constexpr auto select_lists = QUITA_LIST_SELECT "ORDER BY l.number DESC LIMIT $2";
constexpr auto select_list = QUITA_LIST_SELECT "AND l.id = $2";
constexpr auto select_letters = "SELECT letters FROM posting_list WHERE tenant_id = $1 AND id = $2";
constexpr auto select_last_number =
    "SELECT coalesce(max(number), 0) FROM posting_list WHERE tenant_id = $1";

constexpr auto select_items =
    "SELECT place, outbox_id, party_id, name, address, postal_code, tracking_code, arrived_on, "
    "returned_on, return_reason FROM posting_item WHERE tenant_id = $1 AND list_id = $2 "
    "ORDER BY place";

constexpr auto insert_list =
    "INSERT INTO posting_list (tenant_id, id, number, made_at, made_on, made_by, letters) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr auto insert_item =
    "INSERT INTO posting_item (tenant_id, list_id, place, outbox_id, party_id, name, address, "
    "postal_code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr auto update_posted =
    "UPDATE posting_list SET posted_on = $3, posted_by = $4 WHERE tenant_id = $1 AND id = $2";
constexpr auto update_undone =
    "UPDATE posting_list SET undone_at = $3 WHERE tenant_id = $1 AND id = $2";
constexpr auto update_code =
    "UPDATE posting_item SET tracking_code = $4 WHERE tenant_id = $1 AND list_id = $2 "
    "AND place = $3";
constexpr auto update_arrived =
    "UPDATE posting_item SET arrived_on = $4 WHERE tenant_id = $1 AND list_id = $2 AND place = $3";
constexpr auto update_returned =
    "UPDATE posting_item SET returned_on = $4, return_reason = $5 WHERE tenant_id = $1 "
    "AND list_id = $2 AND place = $3";

PostingList read_list(db::Row& row) {
  PostingList list;
  list.id = row.id<PostingListId>(0);
  list.number = static_cast<int>(row.integer(1));
  list.made_at = row.instant(2);
  list.made_on = row.date(3);
  list.made_by = row.text(4);
  list.posted_on = row.optional_date(5);
  list.posted_by = row.text(6);
  list.undone = row.boolean(7);
  list.letters = static_cast<int>(row.integer(8));
  return list;
}

PostingItem read_item(db::Row& row) {
  PostingItem item;
  item.place = static_cast<int>(row.integer(0));
  item.message = row.id<MessageId>(1);
  item.party = row.id<PartyId>(2);
  item.name = row.text(3);
  item.address = row.text(4);
  item.postal_code = row.text(5);
  item.tracking_code = row.text(6);
  item.arrived_on = row.optional_date(7);
  item.returned_on = row.optional_date(8);
  item.return_reason = row.text(9);
  return item;
}

tl::unexpected<Error> not_found() {
  return fail(ErrorKind::not_found, "posting.not_found", "Esta lista de postagem não existe.",
              "id");
}

// The claim's name: only this list can mark its letters.
std::string worker_of(PostingListId id) { return "posting:" + id.text(); }

Result<PostingList> open_list(db::Tx& tx, PostingListId id) {
  PostingList list = TRY(load_posting_list(tx, id));
  if (list.undone) {
    return fail(ErrorKind::conflict, "posting.undone", "Esta lista foi desfeita.", "id");
  }
  if (list.posted_on) {
    return fail(ErrorKind::conflict, "posting.posted",
                "Esta lista já foi postada em " + format_br(*list.posted_on) + ".", "id");
  }
  return list;
}

struct Posted {
  PostingList list;
  PostingItem item;
};
Result<Posted> posted_item(db::Tx& tx, const Act& act, PostingListId id, int place, Date on) {
  Posted found;
  found.list = TRY(load_posting_list(tx, id));
  if (!found.list.posted_on) {
    return fail(ErrorKind::conflict, "posting.not_posted", "Esta lista ainda não foi postada.",
                "id");
  }
  if (on < *found.list.posted_on || on > act.today) {
    return invalid("posting.date",
                   fmt::format("A data vai de {}, o dia da postagem, até hoje.",
                               format_br(*found.list.posted_on)),
                   "on");
  }
  for (const PostingItem& item : found.list.items) {
    if (item.place != place) continue;
    found.item = item;
    return found;
  }
  return fail(ErrorKind::not_found, "posting.item",
              fmt::format("A lista não tem a carta {}.", place), "place");
}

struct Prepared {
  messaging::OutboxRow row;
  std::vector<TitleId> titles;
  ComposedLetter letter;
};

class Maker {
 public:
  Maker(db::Tx& tx, const Act& act, messaging::Gate& gate, const messaging::LinkMaker& links)
      : tx_(tx), act_(act), gate_(gate), links_(links) {}

  void prepare() {
    std::map<PartyId, MessageId> newest;
    const auto waiting = waiting_letters(tx_, act_.now, letters_max);
    for (const WaitingLetter& each : waiting) newest[each.party] = each.message;
    for (const WaitingLetter& each : waiting) {
      const messaging::OutboxRow row = messaging::load_message(tx_, each.message).value();
      if (newest[each.party] != each.message) {
        withdraw(row, "Há uma carta mais nova para este cliente.");
      } else {
        take(row);
      }
    }
  }

  std::optional<PostingListId> write() {
    if (prepared_.empty()) return std::nullopt;
    const PostingListId id = PostingListId::make(act_.now);
    const auto last = tx_.one(
        select_last_number, [](db::Row& row) { return row.integer(0); }, tx_.tenant());
    const std::string pdf = printed(static_cast<int>(last.value_or(0)) + 1);
    tx_.execute(insert_list, tx_.tenant(), id, last.value_or(0) + 1, act_.now, act_.today,
                act_.actor, db::Blob{pdf});
    int place = 0;
    for (const Prepared& each : prepared_) {
      const Envelope& envelope = each.letter.envelope;
      tx_.execute(insert_item, tx_.tenant(), id, ++place, each.row.id, *each.row.party,
                  envelope.name, envelope.address, envelope.postal_code);
      messaging::Rendering rendering;
      rendering.subject = each.letter.subject;
      rendering.text = each.letter.text;
      const messaging::Claim claim{&each.row, &rendering};
      messaging::claim_messages(tx_, std::span(&claim, 1), worker_of(id), act_.now + list_time);
    }
    return id;
  }

  int withdrawn() const { return withdrawn_; }

 private:
  void take(const messaging::OutboxRow& row) {
    messaging::GateAnswer answer = gate_.may_leave(tx_, row, act_.now);
    if (answer.verdict == messaging::GateAnswer::Verdict::wait) return;
    if (answer.verdict == messaging::GateAnswer::Verdict::cancel) {
      messaging::withdraw(tx_, row, messaging::MessageState::cancelled, answer.why, act_.now);
      ++withdrawn_;
      return;
    }
    auto letter = compose_letter(tx_, row, answer.titles, act_.today, links_);
    if (!letter) {
      withdraw(row, letter.error().message);
      return;
    }
    prepared_.push_back({row, std::move(answer.titles), *std::move(letter)});
  }

  void withdraw(const messaging::OutboxRow& row, const std::string& why) {
    const auto failed = messaging::MessageState::failed;
    if (messaging::withdraw(tx_, row, failed, why, act_.now) == failed)
      gate_.on_failed(tx_, row, false, act_.now);
    ++withdrawn_;
  }

  std::string printed(int number) const {
    std::string bytes;
    pdf::Document document({fmt::format("Cartas da lista {}", number), "", ""},
                           [&](std::string_view more) { bytes += more; });
    for (const Prepared& each : prepared_) {
      for (const pdf::Page& page : each.letter.pages) document.add_page(page);
    }
    std::move(document).finish();
    return bytes;
  }

  db::Tx& tx_;
  const Act& act_;
  messaging::Gate& gate_;
  const messaging::LinkMaker& links_;
  std::vector<Prepared> prepared_;
  int withdrawn_ = 0;
};

}  // namespace

std::vector<WaitingLetter> waiting_letters(db::Tx& tx, Instant now, int limit) {
  return tx.all(
      select_waiting,
      [](db::Row& row) {
        return WaitingLetter{row.id<MessageId>(0), row.id<PartyId>(1), row.text(2), row.text(3),
                             row.date(4)};
      },
      tx.tenant(), now, limit);
}

std::vector<PostingList> posting_lists(db::Tx& tx, int limit) {
  return tx.all(select_lists, read_list, tx.tenant(), limit);
}

Result<PostingList> load_posting_list(db::Tx& tx, PostingListId id) {
  auto list = tx.one(select_list, read_list, tx.tenant(), id);
  if (!list) return not_found();
  list->items = tx.all(select_items, read_item, tx.tenant(), id);
  return *std::move(list);
}

Result<std::string> letters_pdf(db::Tx& tx, PostingListId id) {
  auto bytes = tx.one(
      select_letters, [](db::Row& row) { return row.optional_blob(0).value_or(""); }, tx.tenant(),
      id);
  if (!bytes) return not_found();
  return *std::move(bytes);
}

Result<MadeList> make_list(db::Tx& tx, const Act& act, messaging::Gate& gate,
                           const messaging::LinkMaker& links) {
  if (waiting_letters(tx, act.now, 1).empty()) {
    return fail(ErrorKind::conflict, "posting.nothing_waits",
                "Nenhuma carta espera para ser postada.");
  }
  Maker maker(tx, act, gate, links);
  maker.prepare();
  MadeList made;
  if (const auto id = maker.write()) made.list = TRY(load_posting_list(tx, *id));
  made.withdrawn = maker.withdrawn();
  return made;
}

Result<PostingList> mark_posted(db::Tx& tx, const Act& act, PostingListId id, Date on) {
  const PostingList list = TRY(open_list(tx, id));
  if (on < list.made_on || on > act.today) {
    return invalid("posting.date",
                   fmt::format("A data da postagem vai de {}, o dia da lista, até hoje.",
                               format_br(list.made_on)),
                   "on");
  }
  tx.execute(update_posted, tx.tenant(), id, on, act.actor);
  const std::string answer = fmt::format("Postada em {}, lista {}.", format_br(on), list.number);
  for (const PostingItem& item : list.items) {
    const auto row = messaging::load_message(tx, item.message).value();
    if (!messaging::mark_sent(tx, row, worker_of(id), answer, act.now)) continue;
    messaging::record_sent(tx, row, row.titles, answer, act.now);
    if (!item.tracking_code.empty()) {
      messaging::keep_carrier_id(tx, item.message, item.tracking_code);
    }
  }
  return load_posting_list(tx, id);
}

Result<PostingList> undo_list(db::Tx& tx, const Act& act, PostingListId id) {
  const PostingList list = TRY(open_list(tx, id));
  tx.execute(update_undone, tx.tenant(), id, act.now);
  for (const PostingItem& item : list.items) {
    messaging::mark_later(tx, item.message, worker_of(id),
                          fmt::format("A lista {} foi desfeita.", list.number), act.now);
  }
  return load_posting_list(tx, id);
}

Result<PostingList> set_tracking_code(db::Tx& tx, const Act&, PostingListId id, int place,
                                      std::string_view code) {
  const PostingList list = TRY(load_posting_list(tx, id));
  const bool clear = trim(code).empty();
  const std::string stored = clear ? std::string() : TRY(parse_tracking_code(code));
  const PostingItem* found = nullptr;
  for (const PostingItem& item : list.items) {
    if (item.place == place) found = &item;
    if (!clear && item.place != place && item.tracking_code == stored) {
      return fail(ErrorKind::conflict, "posting.tracking_code",
                  fmt::format("O código {} já é da carta {}.", stored, item.place),
                  "tracking_code");
    }
  }
  if (found == nullptr) {
    return fail(ErrorKind::not_found, "posting.item",
                fmt::format("A lista não tem a carta {}.", place), "place");
  }
  tx.execute(update_code, tx.tenant(), id, place, stored);
  if (!clear && list.posted_on) messaging::keep_carrier_id(tx, found->message, stored);
  return load_posting_list(tx, id);
}

Result<PostingList> import_tracking_codes(db::Tx& tx, const Act& act, PostingListId id,
                                          std::string_view csv) {
  for (const LetterCode& each : TRY(read_letter_codes(csv))) {
    auto set = set_tracking_code(tx, act, id, each.place, each.code);
    if (set) continue;
    Error told = std::move(set).error();
    told.message = fmt::format("Linha {}: {}", each.line, told.message);
    told.field = std::to_string(each.line);
    return tl::make_unexpected(std::move(told));
  }
  return load_posting_list(tx, id);
}

Result<PostingList> mark_arrived(db::Tx& tx, const Act& act, messaging::Gate& gate,
                                 PostingListId id, int place, Date on) {
  const Posted posted = TRY(posted_item(tx, act, id, place, on));
  tx.execute(update_arrived, tx.tenant(), id, place, on);
  messaging::apply_fact(
      tx, act, gate, posted.item.message,
      {messaging::Fact::delivered, act.now, "Aviso de recebimento de " + format_br(on), false});
  return load_posting_list(tx, id);
}

Result<PostingList> mark_returned(db::Tx& tx, const Act& act, messaging::Gate& gate,
                                  PostingListId id, int place, Date on, std::string_view reason) {
  const std::string why(trim(reason));
  if (why.empty() || length_utf8(why) > reason_max) {
    return invalid("posting.reason",
                   fmt::format("Diga o motivo que veio no envelope, em até {} letras.", reason_max),
                   "reason");
  }
  const Posted posted = TRY(posted_item(tx, act, id, place, on));
  tx.execute(update_returned, tx.tenant(), id, place, on, why);
  const std::string cause = fmt::format("posting:{}:{}:returned", id.text(), place);
  messaging::apply_fact(tx, act, gate, posted.item.message,
                        {messaging::Fact::undelivered, act.now,
                         "Carta devolvida em " + format_br(on) + ": " + why, false});
  party::mark_channel(tx, act, posted.item.party, std::nullopt, letter_word,
                      party::ContactState::bounced, posted.item.postal_code,
                      "carta devolvida: " + why, cause);
  dunning::NewTask task;
  task.cause = cause;
  task.kind = dunning::TaskKind::verify_contact;
  task.party = posted.item.party;
  task.label = "Carta devolvida: " + why;
  task.due_on = act.today;
  dunning::open_task(tx, act, task);
  return load_posting_list(tx, id);
}

std::string list_csv(const PostingList& list) {
  const auto quoted = [](std::string_view text) {
    std::string cell = "\"";
    for (const char c : text) {
      if (c == '"') cell += '"';
      cell += c == '\n' ? ' ' : c;
    }
    // A cell that begins like a formula must not be run by a spreadsheet.
    if (cell.size() > 1 && std::string_view("=+-@").find(cell[1]) != std::string_view::npos) {
      cell.insert(1, "'");
    }
    return cell + "\"";
  };
  std::string csv =
      "\xEF\xBB\xBF"
      "Nº;Destinatário;Endereço;CEP;Referência;Código de rastreio\r\n";
  for (const PostingItem& item : list.items) {
    csv += fmt::format("{};{};{};{};{};{}\r\n", item.place, quoted(item.name), quoted(item.address),
                       quoted(item.postal_code), item.message.text(), item.tracking_code);
  }
  return csv;
}

std::string list_pdf(db::Tx& tx, const PostingList& list) {
  pdf::PostingSheet sheet;
  sheet.sender = messaging::load_letter_head(tx).on_slip;
  sheet.title = fmt::format("Lista de postagem {}", list.number);
  sheet.made_on = format_br(list.made_on);
  for (const PostingItem& item : list.items) {
    std::string address = item.address;
    std::replace(address.begin(), address.end(), '\n', ',');
    const std::string reference = item.message.text();
    sheet.lines.push_back({std::to_string(item.place), item.name, address, item.postal_code,
                           reference.substr(reference.size() - 10), item.tracking_code});
  }
  std::string bytes;
  pdf::Document document({sheet.title, "", ""}, [&](std::string_view more) { bytes += more; });
  for (const pdf::Page& page : pdf::posting_pages(sheet)) document.add_page(page);
  std::move(document).finish();
  return bytes;
}

}  // namespace quita::post
