#include "dunning/policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"

namespace quita::dunning {
namespace {

constexpr int offset_min = -60;
constexpr int offset_max = 1800;  // the last step before prescription (CC 206 §5 I: five years)
constexpr int repeat_days_max = 365;
constexpr int fallback_hours_max = 30 * 24;
constexpr std::size_t steps_max = 40;
constexpr std::size_t label_max = 80;

struct TaskWords {
  TaskKind kind;
  std::string_view word, label;
};
constexpr std::array task_words{
    TaskWords{TaskKind::call, "call", "Ligar"},
    TaskWords{TaskKind::visit, "visit", "Visitar"},
    TaskWords{TaskKind::letter, "letter", "Mandar carta"},
    TaskWords{TaskKind::hand_over, "hand_over", "Propor entrega a um escritório"},
    TaskWords{TaskKind::write_off, "write_off", "Propor baixa como perda"},
    TaskWords{TaskKind::block_credit, "block_credit", "Bloquear o crédito"},
    TaskWords{TaskKind::protest, "protest", "Propor protesto"},
    TaskWords{TaskKind::list_negative, "list_negative", "Propor negativação"},
    TaskWords{TaskKind::verify_contact, "verify_contact", "Verificar contato"},
    TaskWords{TaskKind::dispute, "dispute", "Responder à contestação"},
    TaskWords{TaskKind::answer, "answer", "Responder ao cliente"},
};
static_assert(task_words.size() == static_cast<std::size_t>(TaskKind::answer) + 1);

Step message(int offset, std::string template_name, std::string label) {
  Step step;
  step.offset = offset;
  step.template_name = std::move(template_name);
  step.label = std::move(label);
  return step;
}

// Steps on one day and track: one for all, and one for each profile at most.
bool clash(const Step& a, const Step& b) {
  if (std::tie(a.offset, a.count, a.track) != std::tie(b.offset, b.count, b.track)) return false;
  if (a.profiles.empty() || b.profiles.empty()) return a.profiles.empty() && b.profiles.empty();
  return std::any_of(a.profiles.begin(), a.profiles.end(),
                     [&](Profile profile) { return b.meant_for(profile); });
}

// One step, whose place in the list is `at`.
bool repeats(std::vector<messaging::Channel> channels) {
  std::sort(channels.begin(), channels.end());
  return std::adjacent_find(channels.begin(), channels.end()) != channels.end();
}

Status check_step(const Step& step, std::size_t at) {
  const std::string place = fmt::format("steps.{}", at);
  if (step.offset < offset_min || step.offset > offset_max) {
    return invalid("policy.offset",
                   fmt::format("O passo {} está a {} dias do vencimento; vale de {} dias antes a "
                               "{} dias depois.",
                               at + 1, step.offset, -offset_min, offset_max),
                   place + ".offset");
  }
  if (step.repeat_every < 0 || step.repeat_every > repeat_days_max || step.repeat_times < 0 ||
      (step.repeat_every == 0 && step.repeat_times > 0)) {
    return invalid("policy.repeat",
                   fmt::format("O passo {} se repete a cada 1 a {} dias, ou não se repete.", at + 1,
                               repeat_days_max),
                   place + ".repeat_every");
  }
  if (step.repeat_every > 0 && step.offset <= 0) {
    return invalid("policy.repeat",
                   fmt::format("O passo {} vem até o vencimento, e só passos depois dele se "
                               "repetem.",
                               at + 1),
                   place + ".repeat_every");
  }
  if (step.track == Track::message) {
    if (trim(step.template_name).empty()) {
      return invalid("policy.template",
                     fmt::format("Falta o modelo de mensagem do passo {}.", at + 1),
                     place + ".template");
    }
    if (step.channels.empty() || repeats(step.channels)) {
      return invalid(
          "policy.channel",
          fmt::format("O passo {} precisa de um canal, e cada canal vem uma vez só.", at + 1),
          place + ".channels");
    }
    if (step.fallback_hours < 0 || step.fallback_hours > fallback_hours_max) {
      return invalid("policy.fallback",
                     fmt::format("O passo {} espera de 0 a {} horas pelo próximo canal.", at + 1,
                                 fallback_hours_max),
                     place + ".fallback_hours");
    }
  } else if (!opened_by_step(step.task)) {
    return invalid("policy.task",
                   fmt::format("A tarefa do passo {} não é das que uma régua abre.", at + 1),
                   place + ".task");
  }
  if (trim(step.label).empty() || length_utf8(step.label) > label_max) {
    return invalid("policy.label",
                   fmt::format("O nome do passo {} deve ter de 1 a {} letras.", at + 1, label_max),
                   place + ".label");
  }
  return {};
}

// Nobody is listed who was not told in writing before (CDC 43 §2).
Status check_notice(const std::vector<Step>& steps, std::size_t at) {
  const Step& step = steps[at];
  const std::string place = fmt::format("steps.{}", at);
  if (step.notice && (step.track != Track::message || step.offset <= 0)) {
    return invalid(
        "policy.notice",
        fmt::format("O aviso prévio do passo {} é uma mensagem depois do vencimento.", at + 1),
        place + ".notice");
  }
  if (step.track != Track::task || step.task != TaskKind::list_negative) return {};
  const auto gives_notice = [&](const Step& earlier) {
    return earlier.notice && earlier.offset + notice_days <= step.offset &&
           (earlier.profiles.empty() || earlier.profiles == step.profiles);
  };
  if (std::any_of(steps.begin(), steps.end(), gives_notice)) return {};
  return invalid(
      "policy.notice",
      fmt::format("O passo {} propõe negativar: antes dele, por pelo menos {} dias, a "
                  "régua precisa de um aviso prévio por escrito ao mesmo cliente.",
                  at + 1, notice_days),
      place + ".task",
      "Marque um passo de mensagem como aviso prévio de negativação (CDC, art. 43, § 2º).");
}

}  // namespace

std::string_view word(TaskKind kind) { return task_words[static_cast<std::size_t>(kind)].word; }
std::string_view label(TaskKind kind) { return task_words[static_cast<std::size_t>(kind)].label; }
std::optional<TaskKind> parse_task_kind(std::string_view text) {
  for (const TaskWords& each : task_words) {
    if (each.word == text) return each.kind;
  }
  return std::nullopt;
}

bool opened_by_step(TaskKind kind) { return kind <= TaskKind::list_negative; }
bool is_proposal(TaskKind kind) {
  return kind == TaskKind::hand_over || kind == TaskKind::write_off || kind == TaskKind::protest ||
         kind == TaskKind::list_negative;
}

bool Step::meant_for(Profile profile) const {
  return profiles.empty() || std::find(profiles.begin(), profiles.end(), profile) != profiles.end();
}

std::vector<Step> default_steps() {
  std::vector<Step> steps = {
      message(-10, "lembrete", "Lembrete antecipado"),
      message(-5, "lembrete", "Lembrete 5 dias antes"),
      message(-1, "vespera", "Lembrete na véspera"),
      message(0, "vencimento", "Aviso no dia do vencimento"),
      message(1, "atraso-1", "1 dia depois do vencimento"),
      message(3, "atraso-3", "3 dias depois do vencimento"),
      message(7, "atraso-7", "7 dias depois do vencimento"),
      message(15, "atraso-15", "15 dias depois do vencimento"),
      message(30, "atraso-30", "Aviso prévio aos 30 dias"),
  };
  steps.front().profiles = {Profile::habitual};
  return steps;
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
    TRY_STATUS(check_step(steps[i], i));
    TRY_STATUS(check_notice(steps, i));
  }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return std::tie(a.offset, a.count, a.track) < std::tie(b.offset, b.count, b.track);
  });
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t j = i + 1; j < steps.size(); ++j) {
      if (!clash(steps[i], steps[j])) continue;
      return invalid("policy.repeated",
                     "Há dois passos " + step_words(steps[i]) +
                         " para o mesmo pagador; cada dia leva uma mensagem e uma tarefa só.",
                     "steps");
    }
  }
  return steps;
}

std::string step_words(int offset) {
  if (offset == 0) return "no dia do vencimento";
  const int days = offset < 0 ? -offset : offset;
  return fmt::format("{} {} {} do vencimento", days, days == 1 ? "dia" : "dias",
                     offset < 0 ? "antes" : "depois");
}

std::string step_words(const Step& step) {
  std::string words = step_words(step.offset);
  const bool business = step.count == DayCount::business && step.offset != 0;
  if (business) {
    const int days = step.offset < 0 ? -step.offset : step.offset;
    words = fmt::format("{} {} {} do vencimento", days, days == 1 ? "dia útil" : "dias úteis",
                        step.offset < 0 ? "antes" : "depois");
  }
  if (step.repeat_every == 0) return words;
  words += fmt::format(", e de {0} em {0} {1}", step.repeat_every,
                       business ? (step.repeat_every == 1 ? "dia útil" : "dias úteis")
                                : (step.repeat_every == 1 ? "dia" : "dias"));
  if (step.repeat_times == 0) return words + " até pagar";
  return words +
         fmt::format(", mais {} {}", step.repeat_times, step.repeat_times == 1 ? "vez" : "vezes");
}

std::string weekday_name(Date date) {
  static constexpr std::array<std::string_view, 7> names = {
      "domingo",      "segunda-feira", "terça-feira", "quarta-feira",
      "quinta-feira", "sexta-feira",   "sábado"};
  return std::string(names[date.weekday()]);
}

}  // namespace quita::dunning
