// What a mail that came back does here (mail/bounce.h reads it):
//
//   failed, the address does not exist   the message failed; the contact is marked as not working;
//                                        the régua may try another address at once
//   failed, for any other reason         the message failed and the régua tries again tomorrow; the
//                                        third return in a row marks the contact, whatever the
//                                        reason
//   complaint ("this is spam")           the address gets no further message
//   delayed, absence                     nothing: the mail is on its way, or has arrived
//
// A message is known by our Message-ID in the text that came back, which only its receiver and the
// servers on its way have seen. The same return again changes nothing.
#pragma once

#include <string_view>

#include "db/db.h"
#include "messaging/sender.h"
#include "party/act.h"

namespace quita::messaging {

struct ReturnsTaken {
  int taken = 0;      // returns of our messages, now or before
  int unmatched = 0;  // returns of mails that are not ours
  // Neither return, complaint nor absence: a person wrote, and a person must read it.
  bool for_people = false;
};

ReturnsTaken take_returned_mail(db::Tx&, const Act&, Gate&, std::string_view mail);

}  // namespace quita::messaging
