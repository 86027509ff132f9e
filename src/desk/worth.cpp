#include "desk/worth.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quita::desk {
namespace {

using dunning::HoldKind;
using dunning::Profile;

constexpr int look_days_max = 7;  // nobody's place is older than that

struct SectionWord {
  Section section;
  std::string_view word, label;
};
constexpr std::array sections{
    SectionWord{Section::open, "open", "Promessa ou contestação aberta"},
    SectionWord{Section::easy, "easy", "Fáceis"},
    SectionWord{Section::at_risk, "at_risk", "Em risco"},
};

struct Gain {
  int days_from, percent;
  std::string_view label;
};
// From the days late on.
constexpr std::array gains{
    Gain{1, 8, "1 a 5 dias de atraso"},       Gain{6, 15, "6 a 15 dias de atraso"},
    Gain{16, 20, "16 a 30 dias de atraso"},   Gain{31, 18, "31 a 60 dias de atraso"},
    Gain{61, 12, "61 a 90 dias de atraso"},   Gain{91, 7, "91 a 180 dias de atraso"},
    Gain{181, 4, "181 a 360 dias de atraso"}, Gain{361, 2, "mais de 360 dias de atraso"},
};

struct Talk {
  int days_to, percent;
  std::string_view label;
};
// Up to so many days after the last conversation.
constexpr std::array talks{
    Talk{2, 20, "conversa há no máximo 2 dias"},
    Talk{7, 60, "conversa na última semana"},
};

constexpr std::array profiles{
    std::pair{Profile::punctual, 60},         std::pair{Profile::habitual, 100},
    std::pair{Profile::did_not_receive, 150}, std::pair{Profile::hardship, 90},
    std::pair{Profile::unwilling, 50},        std::pair{Profile::fresh, 100},
};

constexpr int broken_once = 80, broken_more = 50;
constexpr int message_percent = 50;
constexpr int no_telephone_percent = 30;
constexpr int promise_due_percent = 50, waiting_percent = 10;

int profile_percent(Profile profile) {
  for (const auto& [one, percent] : profiles) {
    if (one == profile) return percent;
  }
  return 100;
}

// The parts of the formula, multiplied one after the other; the days on which they change.
class Formula {
 public:
  Formula(const WorkFacts& facts, Date today) : facts_(facts), today_(today) {
    worth_.expected = facts.owed;
    worth_.changes_on = today + look_days_max;
  }

  Worth run() {
    gain();
    factor("perfil: " + std::string(label(facts_.profile)), profile_percent(facts_.profile));
    if (facts_.broken_promises == 1) factor("quebrou uma promessa", broken_once);
    if (facts_.broken_promises > 1)
      factor(fmt::format("quebrou {} promessas", facts_.broken_promises), broken_more);
    conversation();
    if (facts_.message_today) {
      factor("uma mensagem sai hoje de qualquer jeito", message_percent);
      changes(today_ + 1);
    }
    if (!facts_.telephone) factor("sem telefone que funcione", no_telephone_percent);
    waiting();
    agreed();
    worth_.section = section();
    return std::move(worth_);
  }

 private:
  void factor(std::string label, int percent) {
    worth_.expected = multiply_divide(worth_.expected, percent, 100, Rounding::down);
    if (percent != 100) worth_.factors.push_back({std::move(label), percent});
  }
  void changes(Date on) {
    if (on > today_) worth_.changes_on = std::min(worth_.changes_on, on);
  }

  void gain() {
    const Gain* held = &gains.front();
    for (const Gain& each : gains) {
      if (facts_.days_late >= each.days_from) {
        held = &each;
      } else {
        changes(today_ + (each.days_from - facts_.days_late));
      }
    }
    factor(std::string(held->label), held->percent);
  }

  void conversation() {
    if (!facts_.talked_on) return;
    const int days = today_ - *facts_.talked_on;
    for (const Talk& each : talks) {
      if (days > each.days_to) continue;
      factor(std::string(each.label), each.percent);
      changes(*facts_.talked_on + each.days_to + 1);
      return;
    }
  }

  void waiting() {
    if (!facts_.waits) return;
    if (facts_.waits_until) changes(*facts_.waits_until + 1);
    switch (*facts_.waits) {
      case HoldKind::dispute:
        return;  // it waits for us: worth the whole
      case HoldKind::promise:
        if (facts_.waits_until && *facts_.waits_until <= today_) {
          factor("a promessa é para hoje", promise_due_percent);
        } else {
          factor("promessa correndo", waiting_percent);
          if (facts_.waits_until) changes(*facts_.waits_until);
        }
        return;
      default:
        factor("pagamento a caminho", waiting_percent);
    }
  }

  void agreed() {
    if (!facts_.next_call_on) return;
    worth_.agreed = *facts_.next_call_on <= today_;
    changes(*facts_.next_call_on);
  }

  Section section() const {
    if (facts_.waits) return Section::open;
    const bool unsure = facts_.profile == Profile::hardship ||
                        facts_.profile == Profile::unwilling || facts_.vulnerable ||
                        facts_.days_late > easy_days_late_max ||
                        facts_.broken_promises > easy_broken_promises_max;
    return unsure ? Section::at_risk : Section::easy;
  }

  const WorkFacts& facts_;
  Date today_;
  Worth worth_;
};

}  // namespace

std::string_view word(Section section) { return sections[static_cast<std::size_t>(section)].word; }
std::string_view label(Section section) {
  return sections[static_cast<std::size_t>(section)].label;
}
std::optional<Section> parse_section(std::string_view text) {
  for (const SectionWord& each : sections) {
    if (each.word == text) return each.section;
  }
  return std::nullopt;
}

std::optional<Worth> worth_of(const WorkFacts& facts, Date today) {
  if (!facts.owed.positive() || facts.days_late <= 0 || facts.out_of_reach) return std::nullopt;
  return Formula(facts, today).run();
}

std::vector<FactorTable> worth_tables() {
  std::vector<FactorTable> tables;
  FactorTable& gain = tables.emplace_back(FactorTable{"Quanto uma conversa aumenta a chance", {}});
  for (const Gain& each : gains) gain.cases.push_back({std::string(each.label), each.percent});
  FactorTable& profile = tables.emplace_back(FactorTable{"Perfil de pagador", {}});
  for (const auto& [each, percent] : profiles)
    profile.cases.push_back({std::string(label(each)), percent});
  tables.push_back(
      {"Promessas quebradas em doze meses", {{"uma", broken_once}, {"duas ou mais", broken_more}}});
  FactorTable& talk = tables.emplace_back(FactorTable{"Última conversa", {}});
  for (const Talk& each : talks) talk.cases.push_back({std::string(each.label), each.percent});
  tables.push_back({"O resto",
                    {{"uma mensagem sai hoje de qualquer jeito", message_percent},
                     {"sem telefone que funcione", no_telephone_percent},
                     {"a promessa é para hoje", promise_due_percent},
                     {"promessa correndo ou pagamento a caminho", waiting_percent}}});
  return tables;
}

}  // namespace quita::desk
