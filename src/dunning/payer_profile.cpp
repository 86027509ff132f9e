#include "dunning/payer_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace quita::dunning {
namespace {

using Rules = ProfileRules;

struct Words {
  Profile profile;
  std::string_view word, label;
};
constexpr std::array words{
    Words{Profile::punctual, "punctual", "Pontual"},
    Words{Profile::habitual, "habitual", "Costuma atrasar"},
    Words{Profile::did_not_receive, "did_not_receive", "Não recebeu"},
    Words{Profile::hardship, "hardship", "Em dificuldade"},
    Words{Profile::unwilling, "unwilling", "Não quer pagar"},
    Words{Profile::fresh, "new", "Novo"},
};
static_assert(words.size() == static_cast<std::size_t>(Profile::fresh) + 1);

using MaybeWhy = std::optional<std::string>;

int demands_without_answer(const PayerHistory& history, Date on) {
  return static_cast<int>(
      std::count_if(history.demands.begin(), history.demands.end(), [&](Date made) {
        return made <= on && made > on - Rules::silence_days &&
               (!history.sign_of_life || *history.sign_of_life < made);
      }));
}

MaybeWhy did_not_receive(const PayerHistory& history, Date on) {
  if (history.open_days_late.empty()) return std::nullopt;
  if (history.out_of_reach) {
    return fmt::format("Deve um título vencido, e nenhuma mensagem chega a ele: {}.",
                       *history.out_of_reach);
  }
  const int silent = demands_without_answer(history, on);
  if (silent < Rules::silent_demands_min) return std::nullopt;
  return fmt::format(
      "Recebeu {} cobranças em {} dias sem abrir o link, responder nem pagar: talvez não cheguem.",
      silent, Rules::silence_days);
}

MaybeWhy unwilling(const PayerHistory& history, Date on) {
  if (history.broken_promises >= Rules::broken_promises_min) {
    return fmt::format("Quebrou {} promessas de pagamento nos últimos doze meses.",
                       history.broken_promises);
  }
  if (history.open_days_late.empty() || !history.sign_of_life) return std::nullopt;
  const int worst = *std::max_element(history.open_days_late.begin(), history.open_days_late.end());
  const bool knows = *history.sign_of_life > on - worst;
  if (worst < Rules::unwilling_days_late || !knows) return std::nullopt;
  return fmt::format("Deve há {} dias e sabe disso: deu sinal de vida em {}.", worst,
                     format_br(*history.sign_of_life));
}

struct Lateness {
  int titles = 0;
  int late = 0;
  int percent() const { return titles == 0 ? 0 : late * 100 / titles; }
};

// An open title is late already when it is; how it ends nobody knows.
Lateness lateness_of(const PayerHistory& history) {
  const auto late = [](int days) { return days > Rules::late_days_tolerated; };
  const auto open =
      std::count_if(history.open_days_late.begin(), history.open_days_late.end(), late);
  const auto settled =
      std::count_if(history.settled_days_late.begin(), history.settled_days_late.end(), late);
  return {static_cast<int>(history.settled_days_late.size()) + static_cast<int>(open),
          static_cast<int>(settled + open)};
}

}  // namespace

std::string_view word(Profile profile) { return words[static_cast<std::size_t>(profile)].word; }
std::string_view label(Profile profile) { return words[static_cast<std::size_t>(profile)].label; }

std::optional<Profile> parse_profile(std::string_view text) {
  for (const Words& each : words) {
    if (each.word == text) return each.profile;
  }
  return std::nullopt;
}

ProfileVerdict judge_payer(const PayerHistory& history, Date on) {
  if (auto why = did_not_receive(history, on)) return {Profile::did_not_receive, *std::move(why)};
  if (auto why = unwilling(history, on)) return {Profile::unwilling, *std::move(why)};
  const Lateness lateness = lateness_of(history);
  if (static_cast<int>(history.settled_days_late.size()) < Rules::history_titles_min) {
    return {Profile::fresh,
            fmt::format("Títulos pagos nos últimos doze meses: {}; são precisos {} para dizer como "
                        "paga.",
                        history.settled_days_late.size(), Rules::history_titles_min)};
  }
  const auto figures =
      fmt::format("Dos {} títulos dos últimos doze meses, {} com mais de {} dias de atraso ({}%).",
                  lateness.titles, lateness.late, Rules::late_days_tolerated, lateness.percent());
  const bool habitual = lateness.percent() >= Rules::habitual_percent_min;
  return {habitual ? Profile::habitual : Profile::punctual, figures};
}

std::vector<ProfileRule> profile_rules() {
  return {
      {Profile::hardship, "Só uma pessoa diz, na página do cliente."},
      {Profile::did_not_receive,
       fmt::format("Deve um título vencido e não é alcançado por nenhum canal da empresa (e-mail, "
                   "WhatsApp, SMS), ou recebeu {} cobranças em {} dias sem abrir o link, "
                   "responder nem pagar.",
                   Rules::silent_demands_min, Rules::silence_days)},
      {Profile::unwilling,
       fmt::format("Quebrou {} promessas em doze meses, ou deve há {} dias e deu sinal de vida.",
                   Rules::broken_promises_min, Rules::unwilling_days_late)},
      {Profile::fresh,
       fmt::format("Pagou menos de {} títulos em doze meses.", Rules::history_titles_min)},
      {Profile::habitual,
       fmt::format("Pelo menos {}% dos títulos dos últimos doze meses foram pagos, ou estão, com "
                   "mais de {} dias de atraso.",
                   Rules::habitual_percent_min, Rules::late_days_tolerated)},
      {Profile::punctual, "Os demais."},
  };
}

}  // namespace quita::dunning
