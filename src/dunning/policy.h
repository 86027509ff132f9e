// The régua de cobrança: which message a title gets, how many days before or after its due date.
// Pure; policy_store.h keeps it in the database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"

namespace quita::dunning {

struct Step {
  int offset = 0;             // days from the due date; negative: before it
  std::string template_name;  // of messaging/template.h
  std::string label;          // for people: "Lembrete 5 dias antes"
  bool operator==(const Step&) const = default;
};

struct Policy {
  PolicyId id;
  std::string name;
  int version = 1;
  std::vector<Step> steps;  // rising by offset, each offset once
};

// −5, −1, 0, +1, +3, +7, +15, +30, each with its default template.
std::vector<Step> default_steps();

// Sorts the steps and refuses what no régua may be. Errors: policy.empty, policy.too_many (more
// than 40), policy.offset (outside −60 … +1800 days), policy.repeated, policy.template,
// policy.label.
Result<std::vector<Step>> check_steps(std::vector<Step>);

// The sign of an offset told in words, so that nobody reads it the wrong way round:
// "5 dias antes do vencimento", "no dia do vencimento", "1 dia depois do vencimento".
std::string step_words(int offset);

// The day on which a step fires. Steps up to the due date count from the date written on the
// title. Later ones count from the last day on which it can be paid without charges: a title due on
// a Saturday is not late on Sunday (Lei 7.089/1983).
Date step_date(Date due_date, int offset);
// The last day without charges: the due date, or the next day with public service at the banks.
Date last_day_on_time(Date due_date);

// What a régua does to a title of that due date, as real dates.
struct StepPreview {
  int offset = 0;
  std::string words;
  Date date;
  std::string weekday;  // "segunda-feira"
};
std::vector<StepPreview> preview(const std::vector<Step>&, Date due_date);

// "domingo" … "sábado"
std::string weekday_name(Date);

}  // namespace quita::dunning
