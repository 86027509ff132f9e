#include "dunning/policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "brazil/bank_calendar.h"

namespace quita::dunning {
namespace {

constexpr int offset_min = -60;
constexpr int offset_max = 1800;  // the last step before prescription (CC 206 §5 I: five years)
constexpr std::size_t steps_max = 40;
constexpr std::size_t label_max = 80;

}  // namespace

std::vector<Step> default_steps() {
  return {
      {-5, "lembrete", "Lembrete 5 dias antes"},
      {-1, "vespera", "Lembrete na véspera"},
      {0, "vencimento", "Aviso no dia do vencimento"},
      {1, "atraso-1", "1 dia depois do vencimento"},
      {3, "atraso-3", "3 dias depois do vencimento"},
      {7, "atraso-7", "7 dias depois do vencimento"},
      {15, "atraso-15", "15 dias depois do vencimento"},
      {30, "atraso-30", "Aviso prévio aos 30 dias"},
  };
}

Result<std::vector<Step>> check_steps(std::vector<Step> steps) {
  if (steps.empty()) {
    return invalid("policy.empty", "A régua precisa de pelo menos um passo.", "steps");
  }
  if (steps.size() > steps_max) {
    return invalid("policy.too_many",
                   fmt::format("A régua tem {} passos; o máximo é {}.", steps.size(), steps_max),
                   "steps");
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    const std::string place = fmt::format("steps.{}", i);
    if (step.offset < offset_min || step.offset > offset_max) {
      return invalid("policy.offset",
                     fmt::format("O passo {} está a {} dias do vencimento; vale de {} dias antes a "
                                 "{} dias depois.",
                                 i + 1, step.offset, -offset_min, offset_max),
                     place + ".offset");
    }
    if (trim(step.template_name).empty()) {
      return invalid("policy.template",
                     fmt::format("Falta o modelo de mensagem do passo {}.", i + 1),
                     place + ".template");
    }
    if (trim(step.label).empty() || length_utf8(step.label) > label_max) {
      return invalid("policy.label",
                     fmt::format("O nome do passo {} deve ter de 1 a {} letras.", i + 1, label_max),
                     place + ".label");
    }
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& a, const Step& b) { return a.offset < b.offset; });
  const auto twice =
      std::adjacent_find(steps.begin(), steps.end(),
                         [](const Step& a, const Step& b) { return a.offset == b.offset; });
  if (twice != steps.end()) {
    return invalid("policy.repeated",
                   "Há dois passos " + step_words(twice->offset) + "; cada dia leva um só.",
                   "steps");
  }
  return steps;
}

std::string step_words(int offset) {
  if (offset == 0) return "no dia do vencimento";
  const int days = offset < 0 ? -offset : offset;
  return fmt::format("{} {} {} do vencimento", days, days == 1 ? "dia" : "dias",
                     offset < 0 ? "antes" : "depois");
}

Date last_day_on_time(Date due_date) { return next_public_service_day(due_date); }

Date step_date(Date due_date, int offset) {
  return offset <= 0 ? due_date + offset : last_day_on_time(due_date) + offset;
}

std::vector<StepPreview> preview(const std::vector<Step>& steps, Date due_date) {
  std::vector<StepPreview> lines;
  lines.reserve(steps.size());
  for (const Step& step : steps) {
    const Date date = step_date(due_date, step.offset);
    lines.push_back({step.offset, step_words(step.offset), date, weekday_name(date)});
  }
  return lines;
}

std::string weekday_name(Date date) {
  static constexpr std::array<std::string_view, 7> names = {
      "domingo",      "segunda-feira", "terça-feira", "quarta-feira",
      "quinta-feira", "sexta-feira",   "sábado"};
  return std::string(names[date.weekday()]);
}

}  // namespace quita::dunning
