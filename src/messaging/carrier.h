// What a channel needs to take part: a carrier that writes an outbox row in its own form and hands
// it over. The sender (sender.h) does the rest: whose turn it is, claims, retries, what became of
// it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/db.h"
#include "messaging/channel.h"
#include "messaging/outbox.h"
#include "messaging/transport.h"

namespace quita::messaging {

// The message as it leaves: what the outbox keeps, and the proof pack shows.
struct Rendering {
  std::string subject;          // of an e-mail; otherwise the template's label
  std::string html;             // of an e-mail
  std::string text;             // what the person reads
  std::string attachment_name;  // may be empty
  std::string message_id;       // of an e-mail
  int segments = 0;             // of an SMS: what is paid for
  Money price_per_thousand;     // of segments
};

// A message ready to leave.
class Parcel {
 public:
  virtual ~Parcel() = default;
  // In the transaction that stores the rendering, before it is handed over.
  virtual void store(db::Tx&) {}
  // Outside any transaction; may take as long as the carrier's time-out.
  virtual Delivery hand_over() = 0;

  Rendering rendering;
};

// A row that may leave now, and the titles that it is still about.
struct Outgoing {
  OutboxRow row;
  std::vector<TitleId> titles;
};

// Used by one thread at a time, but for the handing over: with more than one hand, that many
// threads hand over at once while another writes the next round.
class Carrier {
 public:
  virtual ~Carrier() = default;
  virtual Channel channel() const = 0;
  // Whether a second handing over of the same row is known as a repeat by the receiver. Where it is
  // not, a row whose fate is unknown is never handed over again (sender.h).
  virtual bool repeats_are_known() const = 0;
  // Whether one more message of this company may be handed over now: its throttle, its provider
  // that rests after it did not answer. Asked before each claim; false leaves the row where it is.
  virtual bool takes_one(TenantId) { return true; }
  // How many rows may be claimed, written and handed over together; 0: none now.
  virtual int room(TenantId tenant) { return takes_one(tenant) ? 1 : 0; }
  virtual int hands() const { return 1; }
  // Writes the row, about these of its titles, from one snapshot. Error: it cannot be written (no
  // text for this channel, a recipient that cannot be); then the next channel is tried.
  virtual Result<std::unique_ptr<Parcel>> prepare(db::Tx&, const OutboxRow&,
                                                  std::span<const TitleId>, Instant now) = 0;
  // The same for rows that leave together, in their order: what they share is read once.
  virtual std::vector<Result<std::unique_ptr<Parcel>>> prepare_all(db::Tx& tx,
                                                                   std::span<const Outgoing> rows,
                                                                   Instant now) {
    std::vector<Result<std::unique_ptr<Parcel>>> parcels;
    for (const Outgoing& each : rows) parcels.push_back(prepare(tx, each.row, each.titles, now));
    return parcels;
  }
  // Nothing more is due for now.
  virtual void rest() {}
};

}  // namespace quita::messaging
