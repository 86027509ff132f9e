// The régua de cobrança: what a title gets, how many days before or after its due date. Pure;
// policy_store.h keeps it in the database, schedule.h tells its days.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "dunning/payer_profile.h"
#include "messaging/channel.h"
#include "messaging/wording.h"

namespace quita::dunning {

enum class DayCount { calendar, business };  // business: the banks' days

// Messages and tasks go side by side: a call does not wait for a letter, nor the other way round.
enum class Track { message, task };

// What a person is to do about a customer. Steps make those up to list_negative.
enum class TaskKind {
  call,
  visit,
  letter,
  hand_over,       // propose to hand the debt over to an agency or a lawyer
  write_off,       // propose to give it up as a loss
  block_credit,    // done by the régua itself: no new order fits (credit/credit.h)
  protest,         // propose to have the bank protest it (Lei 9.492/1997)
  list_negative,   // propose to have the debtor listed (CDC 43)
  verify_contact,  // our messages seem not to arrive
  dispute,         // the customer disputes a title
  answer,          // he wrote to us, and a person is to answer
};
std::string_view word(TaskKind);   // "hand_over"
std::string_view label(TaskKind);  // Portuguese: "Propor entrega a um escritório"
std::optional<TaskKind> parse_task_kind(std::string_view);
bool opened_by_step(TaskKind);  // the rest come of what happens
bool is_proposal(TaskKind);     // is approved or refused by a person (proposal.h)

// Between the written notice and the proposal to list: the days that bureaus give the debtor to
// answer or to pay (CDC 43 §2; STJ, Súmula 359).
inline constexpr int notice_days = 10;

struct Step {
  int offset = 0;             // days from the due date; negative: before it
  std::string template_name;  // of messaging/template.h; of a message
  std::string label;          // for people: "Lembrete 5 dias antes"
  DayCount count = DayCount::calendar;
  int repeat_every = 0;           // again every so many days of that count until paid; 0: once
  int repeat_times = 0;           // at most so many times more; 0: no limit
  std::vector<Profile> profiles;  // only for these payers; empty: for all
  Track track = Track::message;
  TaskKind task = TaskKind::call;  // of a task
  // Of a message: the channels in the order in which to try them. The next one has its turn when a
  // message fails, and when its proof is not there after so many hours (0: only when it fails).
  std::vector<messaging::Channel> channels = {messaging::Channel::email};
  int fallback_hours = 24;
  messaging::Proof proof = messaging::Proof::read;
  bool notice = false;  // a message that tells in writing that a listing may follow (CDC 43 §2)
  std::optional<messaging::Tone> tone;  // of its text; the company's when absent
  bool operator==(const Step&) const = default;

  bool meant_for(Profile) const;
};

struct Policy {
  PolicyId id;  // of this version
  std::string name;
  int version = 1;
  std::vector<Step> steps;  // rising by offset
};

// −10 for those who are used to pay late, then for all −5, −1, 0, +1, +3, +7, +15, +30, each with
// its default template.
std::vector<Step> default_steps();

// Sorts the steps and refuses what no régua may be. Errors: policy.empty, policy.too_many (more
// than 40), policy.offset (outside −60 … +1800 days), policy.repeated (two steps of one track, day
// and payer), policy.repeat (before the due date, or not of 1 to 365 days), policy.template,
// policy.channel (none, or one twice), policy.fallback (0 to 720 hours), policy.task, policy.label,
// policy.notice (a notice that is no message after the due date, or a listing without a notice
// notice_days before it).
Result<std::vector<Step>> check_steps(std::vector<Step>);

// The sign of an offset told in words, so that nobody reads it the wrong way round:
// "5 dias antes do vencimento", "no dia do vencimento", "1 dia depois do vencimento".
std::string step_words(int offset);
// "3 dias úteis depois do vencimento, e de 7 em 7 dias úteis até pagar"
std::string step_words(const Step&);

// "domingo" … "sábado"
std::string weekday_name(Date);

}  // namespace quita::dunning
