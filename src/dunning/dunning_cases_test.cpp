// The readable cases of tests/cases/dunning, run on both engines through the real use cases, by one
// worker and by two at once. A case tells what happens, line by line, and under each `dia` what the
// régua does; its README.md tells the words.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>

#include "banking/return_calendar.h"
#include "credit/credit_service.h"
#include "dunning/day_view.h"
#include "dunning/dispute.h"
#include "dunning/dunning_check.h"
#include "dunning/promise.h"
#include "dunning/proposal.h"
#include "dunning/send_now.h"
#include "dunning/task.h"
#include "dunning/testing_world.h"
#include "messaging/delivery_fact.h"
#include "messaging/returned_mail.h"
#include "party/channel_standing.h"
#include "party/conversation.h"
#include "party/legal_basis.h"
#include "party/party_store.h"
#include "testing/engines.h"

namespace quita::dunning {
namespace {

namespace fs = std::filesystem;
using messaging::Channel;

constexpr int morning_minute = 9 * 60;

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(QUITA_SOURCE_DIR "/tests/cases/dunning")) {
    if (entry.path().extension() == ".case") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Date date_of(const std::string& text) {
  return make_date(std::stoi(text.substr(6)), std::stoi(text.substr(3, 2)),
                   std::stoi(text.substr(0, 2)))
      .value();
}

// One case: what it says is done, what comes of it is written down in its own words.
class Player {
 public:
  // `workers`: databases of those who run the day and send the mail at the same time.
  Player(db::Db& db, std::vector<db::Db*> workers, ManualClock& clock, TenantId tenant)
      : db_(db),
        workers_(std::move(workers)),
        clock_(clock),
        tenant_(tenant),
        world_(db, clock, tenant) {}

  // The case with the lines that begin with two blanks replaced by what happened.
  std::string play(const std::string& text) {
    clock_.set(instant_of({Date(2026, 11, 1), morning_minute}, World::zone));
    world_.found();
    std::string played;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("  ")) continue;
      played += line + "\n";
      if (line.empty() || line[0] == '#') continue;
      played += act(line);
    }
    return played;
  }

  std::vector<receivable::Violation> violations() {
    return db_.read(tenant_, [](db::Tx& tx) { return check(tx); });
  }

 private:
  using Match = std::smatch;

  // What the line does; what is to be shown under it.
  std::string act(const std::string& line) {
    static const std::regex policy(R"(régua( só de títulos novos)? ([+-]?\d.*))");
    static const std::regex own_policy(R"(régua de “(.+)”: (.*))");
    static const std::regex tags(R"(cliente (\S+) tem a etiqueta “(.+)”)");
    static const std::regex promised(R"(promete (\S+) até (\S+))");
    static const std::regex disputed(R"(contesta (\S+): (.*))");
    static const std::regex answered(R"(responde à contestação de (\S+): (.*))");
    static const std::regex decided(R"((aprova|recusa) a proposta a (\S+?)(?:, só (.*))?)");
    static const std::regex credit(R"(crédito de (\S+))");
    static const std::regex limits(R"(limites (\d+) por dia, (\d+) em sete dias)");
    static const std::regex hours(R"(e-mail nas horas (do dia|de ligar))");
    static const std::regex customer(R"(cliente (\S+) em (\S+)(?:, (.*))?)");
    static const std::regex title(
        R"(título (\S+) de (\S+): R\$ (\S+), emitido (\S+), vence (\S+)(, multa 2% e juros 1% ao mês)?)");
    static const std::regex day(R"(dia (\S+?)(?: às (\d\d):(\d\d))?)");
    static const std::regex pay(R"(paga (\S+): R\$ (\S+) em (\S+))");
    static const std::regex move(R"(muda vencimento (\S+) para (\S+))");
    static const std::regex hold(R"(suspende (\S+) até (\S+))");
    static const std::regex told(R"(avisa que pagou (\S+))");
    static const std::regex down(R"(servidor de e-mail (cai|volta))");
    static const std::regex bounce(R"(endereço (\S+) deixa de existir)");
    static const std::regex returned(R"(volta de (\S+): (.*))");
    static const std::regex out(R"(pede para sair (\S+))");
    static const std::regex mend(R"(cliente (\S+) ganha o e-mail (\S+))");
    static const std::regex fragile(R"(cliente (\S+) é vulnerável)");
    static const std::regex hour(R"(passam (\d+) minutos)");
    static const std::regex talk(R"(conversa com (\S+)(?:: (.*))?)");
    static const std::regex quiet(R"(silêncio de (\d+) dias depois de uma conversa)");
    static const std::regex with_channel(R"(empresa com (SMS|WhatsApp))");
    static const std::regex provider_down(R"(provedor de (SMS|WhatsApp) (cai|volta|emudece))");
    static const std::regex dead(R"(número (\S+) (deixa de existir|não tem WhatsApp))");
    static const std::regex seen(R"(lê o e-mail de (\S+))");
    static const std::regex arrived(R"((SMS|WhatsApp) a (\S+) (chega|é lido|não chega: .*))");
    static const std::regex no_more(R"(cliente (\S+) não quer mais (SMS|WhatsApp))");
    static const std::regex bank(R"(conta em banco que manda retorno todo dia útil)");
    static const std::regex returned_file(R"(retorno de (\S+) chega(?:: (.*))?)");
    static const std::regex go_on(R"(segue sem o retorno)");
    static const std::regex scheduled(R"(avisa que agendou (\S+) para (\S+))");
    static const std::regex pix(R"(Pix de (\S+) em processamento, esperado em (\S+))");
    static const std::regex pix_failed(R"(Pix de (\S+) não foi concluído)");
    static const std::regex unlawful(R"(contato (\S+) (é de outra pessoa|volta a ser do cliente))");
    static const std::regex preview(R"(prévia (\S+))");
    Match m;
    if (std::regex_match(line, m, policy))
      return set_policy(m[2], m[1].matched ? AppliesTo::fresh : AppliesTo::all);
    if (std::regex_match(line, m, own_policy)) return add_policy(m[1], m[2]);
    if (std::regex_match(line, m, tags)) return tag(m[1], m[2]);
    if (std::regex_match(line, m, promised)) return promises(m[1], date_of(m[2]));
    if (std::regex_match(line, m, disputed)) return dispute(m[1], m[2]);
    if (std::regex_match(line, m, answered)) return answer(m[1], m[2]);
    if (std::regex_match(line, m, decided)) return decide(m[1], m[2], m[3]);
    if (std::regex_match(line, m, credit)) return credit_of(m[1]);
    if (std::regex_match(line, m, limits)) return set_limits(std::stoi(m[1]), std::stoi(m[2]));
    if (std::regex_match(line, m, hours)) {
      hours_ = m[1] == "de ligar" ? EmailHours::calls : EmailHours::day;
      return set_limits(1, 3);
    }
    if (std::regex_match(line, m, mend)) return add_email(m[1], m[2]);
    if (std::regex_match(line, m, fragile)) return set_vulnerable(m[1]);
    if (std::regex_match(line, m, customer)) return add_customer(m[1], m[2], m[3]);
    if (std::regex_match(line, m, title)) return add_title(m);
    if (std::regex_match(line, m, day)) {
      world_.at(date_of(m[1]),
                m[2].matched ? std::stoi(m[2]) * 60 + std::stoi(m[3]) : morning_minute);
      return run();
    }
    if (std::regex_match(line, m, pay)) {
      world_.pay(titles_.at(m[1]), money(m[2]), date_of(m[3]));
      return "";
    }
    if (std::regex_match(line, m, move)) return change_due_date(m[1], date_of(m[2]));
    if (std::regex_match(line, m, hold)) return suspend(m[1], date_of(m[2]));
    if (std::regex_match(line, m, told)) return tell(m[1]);
    if (std::regex_match(line, m, down)) {
      world_.carrier.down = m[1] == "cai";
      return "";
    }
    if (std::regex_match(line, m, bounce)) {
      world_.carrier.bouncing[m[1]] = true;
      return "";
    }
    if (std::regex_match(line, m, with_channel)) {
      m[1] == "SMS" ? world_.open_sms() : world_.open_whatsapp();
      return "";
    }
    if (std::regex_match(line, m, provider_down)) {
      FakeTelephone& provider = m[1] == "SMS" ? world_.sms : world_.whatsapp;
      provider.down = m[2] == "cai";
      provider.silent = m[2] == "emudece";
      return "";
    }
    if (std::regex_match(line, m, dead)) {
      if (m[2] == "deixa de existir") world_.sms.dead.insert(m[1]);
      world_.whatsapp.dead.insert(m[1]);
      return "";
    }
    if (std::regex_match(line, m, seen))
      return fact(m[1], Channel::email, messaging::Fact::read, "abriu");
    if (std::regex_match(line, m, arrived)) {
      const Channel channel = channel_of(m[1]);
      const std::string how = m[3];
      if (how == "chega") return fact(m[2], channel, messaging::Fact::delivered, "DELIVRD");
      if (how == "é lido") return fact(m[2], channel, messaging::Fact::read, "lida");
      return fact(m[2], channel, messaging::Fact::undelivered, how.substr(how.find(": ") + 2));
    }
    if (std::regex_match(line, m, no_more)) return opt_out_of(m[1], channel_of(m[2]));
    if (std::regex_match(line, m, returned)) return come_back(m[1], m[2]);
    if (std::regex_match(line, m, out)) return opt_out(m[1]);
    if (std::regex_match(line, m, talk)) return talk_with(m[1], m[2]);
    if (std::regex_match(line, m, quiet)) return be_quiet(std::stoi(m[1]));
    if (std::regex_match(line, m, hour)) {
      clock_.advance(std::chrono::minutes(std::stoi(m[1])));
      return run();
    }
    if (std::regex_match(line, bank)) {
      world_.open_bank();
      return "";
    }
    if (std::regex_match(line, m, returned_file)) return return_comes(date_of(m[1]), m[2]);
    if (std::regex_match(line, go_on)) {
      return expect(world_.write([&](db::Tx& tx, const Act& a) {
        return banking::go_on_without_return(tx, a, world_.account().id);
      }));
    }
    if (std::regex_match(line, m, scheduled)) return tell(m[1], date_of(m[2]));
    if (std::regex_match(line, m, pix)) {
      const TitleId title = titles_.at(m[1]);
      const Date expected = date_of(m[2]);
      return expect(world_.write([&](db::Tx& tx, const Act& a) {
        return announce_pix(tx, a, {title, "E" + title.text(), std::nullopt, expected});
      }));
    }
    if (std::regex_match(line, m, pix_failed)) {
      const TitleId title = titles_.at(m[1]);
      return expect(world_.write([&](db::Tx& tx, const Act& a) {
        return release_hold(tx, a, hold_of_reference(tx, title, "E" + title.text())->id);
      }));
    }
    if (std::regex_match(line, m, unlawful)) return set_law(m[1], m[2] == "é de outra pessoa");
    if (std::regex_match(line, m, preview)) return show_preview(date_of(m[1]));
    ADD_FAILURE() << "nobody understands: " << line;
    return "";
  }

  static Money money(const std::string& text) { return parse_money(text).value(); }

  template <class R>
  static std::string expect(const R& result) {
    if (!result) return "  recusado: " + result.error().message + "\n";
    return "";
  }

  // "+1 atraso-1, +7 atraso-7 a cada 7 dias, +20 tarefa call, -10 lembrete a habitual"
  static std::vector<Step> steps_of(const std::string& text) {
    std::vector<Step> steps;
    for (const auto each : split(text, ',')) {
      std::istringstream words{std::string(each)};
      Step step;
      words >> step.offset >> step.template_name;
      for (std::string word; words >> word;) {
        if (word == "cada") words >> step.repeat_every;
        if (word == "por") step.channels.clear();
        if (const auto channel = messaging::parse_channel(word)) step.channels.push_back(*channel);
        if (word == "esperando") words >> step.fallback_hours;
        if (word == "entregue") step.proof = messaging::Proof::delivered;
        if (word == "úteis") step.count = DayCount::business;
        if (word == "aviso-prévio") step.notice = true;
        if (const auto profile = parse_profile(word)) step.profiles.push_back(*profile);
        if (const auto task = parse_task_kind(word)) step.task = *task;
      }
      if (step.template_name == "tarefa") {
        step.track = Track::task;
        step.template_name.clear();
      }
      step.label = step_words(step);
      steps.push_back(step);
    }
    return steps;
  }

  std::string set_policy(const std::string& text, AppliesTo applies_to) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      return save_policy(tx, a, PolicyId(), {"Régua do caso", {}, steps_of(text), applies_to});
    }));
  }

  std::string add_policy(const std::string& tag, const std::string& text) {
    Segment segment;
    segment.tags = {tag};
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      return create_policy(tx, a, {"Régua de " + tag, segment, steps_of(text), AppliesTo::all});
    }));
  }

  std::string tag(const std::string& name, const std::string& text) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      return party::set_tags(tx, a, parties_.at(name), {text});
    }));
  }

  // The oldest proposal to act against that customer, approved or refused.
  std::string decide(const std::string& verb, const std::string& name, const std::string& numbers) {
    std::vector<TitleId> only;
    for (const auto each : split(numbers, ' ')) {
      if (!each.empty()) only.push_back(titles_.at(std::string(each)));
    }
    return expect(world_.write([&](db::Tx& tx, const Act& a) -> Result<Task> {
      for (const Task& task : open_tasks(tx, parties_.at(name), 100)) {
        if (!is_proposal(task.kind)) continue;
        return verb == "aprova" ? approve(tx, a, task.id, only, "") : refuse(tx, a, task.id, "");
      }
      return fail(ErrorKind::not_found, "task.not_found", "Não há proposta.");
    }));
  }

  std::string credit_of(const std::string& name) {
    const auto account = world_.write([&](db::Tx& tx, const Act& a) {
      return credit::account_of(tx, parties_.at(name), a.today);
    });
    const auto& block = account->standing.block;
    return "  crédito " + (block ? "bloqueado: " + block->why : std::string("livre")) + "\n";
  }

  std::string promises(const std::string& number, Date on) {
    const TitleId title = titles_.at(number);
    const PartyId party = party_of(title);
    return expect(world_.write(
        [&](db::Tx& tx, const Act& a) { return promise_by_customer(tx, a, party, title, on); }));
  }

  std::string dispute(const std::string& number, const std::string& text) {
    const TitleId title = titles_.at(number);
    const PartyId party = party_of(title);
    return expect(world_.write(
        [&](db::Tx& tx, const Act& a) { return open_dispute(tx, a, party, title, text); }));
  }

  std::string answer(const std::string& number, const std::string& text) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      const auto holds = holds_of_title(tx, titles_.at(number), HoldKind::dispute);
      return answer_dispute(tx, a, holds.back().id, false, text);
    }));
  }

  std::string set_limits(int day, int week) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      return save_limits(tx, a, {day, week, hours_});
    }));
  }

  std::string add_customer(const std::string& name, const std::string& state,
                           const std::string& emails) {
    std::vector<std::string> addresses;
    std::vector<std::string> phones;
    for (const auto each : split(emails, ' ')) {
      if (!each.empty()) (each[0] == '+' ? phones : addresses).emplace_back(each);
    }
    parties_[name] = world_.customer(name, state, addresses, phones);
    return "";
  }

  std::string add_title(const Match& m) {
    receivable::Terms terms = World::none();
    if (m[6].matched) {
      terms.fine = Rate::percent(2);
      terms.interest_mode = receivable::InterestMode::monthly;
      terms.interest = Rate::percent(1);
    }
    titles_[m[1]] =
        world_.title(parties_.at(m[2]), m[1], money(m[3]), date_of(m[4]), date_of(m[5]), terms);
    return "";
  }

  std::string change_due_date(const std::string& number, Date to) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      return receivable::patch_title(tx, a, titles_.at(number), {to, std::nullopt},
                                     {"user", "vencimento:" + number});
    }));
  }

  std::string suspend(const std::string& what, Date until) {
    NewHold hold;
    hold.reason = "combinado com o cliente";
    hold.ends_on = until;
    if (parties_.contains(what)) {
      hold.party = parties_.at(what);
    } else {
      hold.title = titles_.at(what);
      hold.party = party_of(*hold.title);
    }
    return expect(world_.write([&](db::Tx& tx, const Act& a) { return set_hold(tx, a, hold); }));
  }

  // "paga 1/1 R$ 100,00", or "paga R$ 100,00 por um boleto desconhecido de Padaria"
  std::string return_comes(Date about, const std::string& what) {
    static const std::regex known(R"(paga (\S+) R\$ (\S+))");
    static const std::regex stray(R"(paga R\$ (\S+) por um boleto desconhecido de (\S+))");
    std::vector<cnab::ReturnEntry> entries;
    Match m;
    if (std::regex_match(what, m, known))
      entries.push_back(world_.settled(titles_.at(m[1]), money(m[2])));
    if (std::regex_match(what, m, stray)) {
      cnab::ReturnEntry entry;
      entry.our_number = "87654321";
      entry.your_number = db_.read(tenant_, [&](db::Tx& tx) {
        for (const auto& [number, title] : titles_) {
          if (receivable::find_title(tx, title)->title.party == parties_.at(m[2])) return number;
        }
        return std::string();
      });
      entry.event = cnab::Event::settled;
      entry.title_value = entry.paid = money(m[1]);
      entries.push_back(entry);
    }
    world_.return_comes(about, entries);
    return "";
  }

  std::string tell(const std::string& number, std::optional<Date> on = {}) {
    const TitleId title = titles_.at(number);
    const PartyId party = party_of(title);
    return expect(world_.write(
        [&](db::Tx& tx, const Act& a) { return tell_paid(tx, a, party, title, on, ""); }));
  }

  PartyId party_of(TitleId title) {
    return db_.read(tenant_,
                    [&](db::Tx& tx) { return receivable::find_title(tx, title)->title.party; });
  }

  // The last mail that left for that address, as its server sends it back (RFC 3464).
  std::string come_back(const std::string& email, const std::string& words) {
    const std::string mail = fmt::format(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.exemplo\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.exemplo\n\n"
        "Final-Recipient: rfc822; {}\nAction: failed\nDiagnostic-Code: smtp; {}\n\n"
        "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{}>\n\n--b--\n",
        email, words, message_ids_.at(email));
    world_.write([&](db::Tx& tx, const Act& a) {
      return messaging::take_returned_mail(tx, a, world_.gate, mail);
    });
    return "";
  }

  static Channel channel_of(const std::string& text) {
    return text == "SMS" ? Channel::sms : Channel::whatsapp;
  }

  // What the outside says of the last message to that address on that channel.
  std::string fact(const std::string& address, Channel channel, messaging::Fact fact,
                   const std::string& words) {
    const bool new_one = world_.write([&](db::Tx& tx, const Act& a) {
      return messaging::apply_fact(tx, a, world_.gate, last_to(tx, address, channel),
                                   {fact, a.now, words});
    });
    return new_one ? "" : "  nada de novo\n";
  }

  static MessageId last_to(db::Tx& tx, const std::string& address, Channel channel) {
    return tx
        .one(
            "SELECT id FROM outbox WHERE tenant_id = $1 AND recipient = $2 AND channel = $3 "
            "ORDER BY id DESC LIMIT 1",
            [](db::Row& row) { return row.id<MessageId>(0); }, tx.tenant(), address, word(channel))
        .value();
  }

  std::string set_law(const std::string& value, bool of_another) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) -> Result<party::ContactLaw> {
      for (const auto& [name, party] : parties_) {
        for (const auto& law : party::laws_of(tx, party)) {
          if (law.value != value) continue;
          look_again(tx, party, a.today);
          return party::set_law(tx, a, party, law.contact,
                                of_another ? party::Basis::none : party::Basis::contract,
                                law.consent, "conferido por telefone");
        }
      }
      return fail(ErrorKind::not_found, "contact.not_found", "Este contato não existe.");
    }));
  }

  std::string opt_out_of(const std::string& name, Channel channel) {
    world_.write([&](db::Tx& tx, const Act& a) {
      return party::mark_channel(tx, a, parties_.at(name), std::nullopt, word(channel),
                                 party::ContactState::opted_out, label(channel), "SAIR",
                                 "caso:" + std::string(word(channel)));
    });
    return "";
  }

  std::string opt_out(const std::string& email) {
    world_.write([&](db::Tx& tx, const Act& a) {
      for (const auto& [name, party] : parties_) {
        for (const auto& contact : party::contacts_of(tx, party)) {
          if (contact.value != email) continue;
          party::mark_contact(tx, a, party, contact.channel, email, party::ContactState::opted_out,
                              "pediu no portal", "caso:" + email);
        }
      }
    });
    return "";
  }

  std::string talk_with(const std::string& name, const std::string& summary) {
    world_.write([&](db::Tx& tx, const Act& a) {
      party::Conversation talk;
      talk.party = parties_.at(name);
      talk.at = a.now;
      talk.summary = summary;
      talk.cause = "caso:" + name + ":" + format_iso(a.now);
      return party::record_conversation(tx, a, talk);
    });
    return "";
  }

  std::string be_quiet(int days) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      ContactLimits limits = load_limits(tx);
      limits.quiet_days = days;
      return save_limits(tx, a, limits);
    }));
  }

  std::string add_email(const std::string& name, const std::string& email) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      look_again(tx, parties_.at(name), a.today);
      return party::add_contact(tx, a, parties_.at(name),
                                {party::Channel::email, email, "billing"});
    }));
  }

  std::string set_vulnerable(const std::string& name) {
    return expect(world_.write([&](db::Tx& tx, const Act& a) {
      party::Patch patch;
      patch.vulnerable = true;
      return party::patch_party(tx, a, parties_.at(name), patch);
    }));
  }

  // The régua, then the sender, then the régua for what came back; as each minute in real life.
  std::string run() {
    const Instant start = clock_.now();
    world_.carrier.mails.clear();
    world_.sms.sent.clear();
    world_.whatsapp.sent.clear();
    std::string shown;
    for (int turn = 0; turn < 2; ++turn) {
      world_.run_and_send_by(workers_);
    }
    // Two workers hand over in any order; their ids keep that of the decision.
    std::sort(world_.carrier.mails.begin(), world_.carrier.mails.end(),
              [](const auto& a, const auto& b) { return a.message_id < b.message_id; });
    for (const DecisionItem& item : decided_since(start)) {
      shown += fmt::format("  {} {}: {} {}\n", item.title_number, item.step_words,
                           item.action == "message" ? "cobra " + format_brl(item.amount) + "."
                           : item.action == "task"  ? "abre uma tarefa."
                           : item.track == "task"   ? "não abre a tarefa."
                                                    : "não cobra.",
                           item.reason_text);
    }
    for (const messaging::Mail& mail : world_.carrier.mails) {
      message_ids_[mail.to_address] = mail.message_id;
      shown += show(mail);
    }
    for (FakeTelephone* provider : {&world_.sms, &world_.whatsapp}) shown += show(*provider);
    shown += tasks_since(start);
    shown += undelivered(start);
    if (shown.empty()) shown = "  nada\n";
    // A no-break space looks like a blank, and nobody can type it.
    return std::regex_replace(shown, std::regex("\u00a0"), " ");
  }

  std::vector<DecisionItem> decided_since(Instant start) {
    return db_.read(tenant_, [&](db::Tx& tx) {
      std::vector<DecisionItem> items = show_day(tx, world_.act().today).items;
      std::erase_if(items, [&](const DecisionItem& item) {
        return !tx.one(
            "SELECT 1 FROM decision WHERE tenant_id = $1 AND business_date = $2 "
            "AND title_id = $3 AND at >= $4",
            [](db::Row&) { return true; }, tx.tenant(), item.date, item.title_id, start);
      });
      return items;
    });
  }

  std::string tasks_since(Instant start) {
    std::string shown;
    for (const Task& task :
         db_.read(tenant_, [](db::Tx& tx) { return open_tasks(tx, std::nullopt, 100); })) {
      if (task.created_at < start) continue;
      std::string titles;
      for (const std::string& number : task.title_numbers) titles += " " + number;
      shown += fmt::format("  tarefa: {} a {}{}\n", label(task.kind), task.party_name, titles);
    }
    return shown;
  }

  static std::string show(FakeTelephone& provider) {
    // One that falls back at once is queued while others are handed over: ids keep no order here.
    std::stable_sort(provider.sent.begin(), provider.sent.end(),
                     [](const auto& a, const auto& b) { return a.to < b.to; });
    std::string shown;
    for (const FakeTelephone::Sent& sent : provider.sent) {
      shown += fmt::format("  {} a {}: {}\n", label(provider.channel()), sent.to,
                           std::regex_replace(sent.text, std::regex("https://\\S+"), "(link)"));
    }
    return shown;
  }

  static std::string show(const messaging::Mail& mail) {
    std::string shown = "  e-mail a " + mail.to_address + ": " + mail.subject + "\n";
    std::istringstream lines(mail.text);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("- Título") || line.starts_with("Total")) shown += "    " + line + "\n";
    }
    return shown;
  }

  std::string undelivered(Instant start) {
    std::string shown;
    db_.read(tenant_, [&](db::Tx& tx) {
      tx.each(
          "SELECT recipient, state, answer FROM outbox WHERE tenant_id = $1 AND "
          "((state IN ('failed', 'cancelled') AND finished_at >= $2) "
          "OR (state = 'queued' AND answer <> '')) ORDER BY id",
          [&](db::Row& row) {
            const std::string_view state = row.view(1);
            shown += fmt::format("  a {} {}: {}\n", row.view(0),
                                 state == "failed"      ? "falhou"
                                 : state == "cancelled" ? "retirada"
                                                        : "espera",
                                 row.view(2));
          },
          tx.tenant(), start);
    });
    return shown;
  }

  std::string show_preview(Date due) {
    std::string shown;
    const PolicySet set = db_.read(tenant_, [](db::Tx& tx) { return load_policies(tx); });
    for (const StepPreview& line : preview(set.lines.back().current().policy.steps, due)) {
      shown += fmt::format("  {}: {}, {}\n", line.words, line.weekday, format_br(line.date));
    }
    return shown;
  }

  db::Db& db_;
  const std::vector<db::Db*> workers_;
  ManualClock& clock_;
  TenantId tenant_;
  World world_;
  EmailHours hours_ = EmailHours::day;
  std::map<std::string, PartyId> parties_;
  std::map<std::string, TitleId> titles_;
  std::map<std::string, std::string> message_ids_;  // of the last mail to each address
};

class DunningCase : public ::testing::TestWithParam<std::tuple<db::Engine, std::string>> {};

TEST_P(DunningCase, GoesAsWritten) {
  const auto& [engine, name] = GetParam();
  const auto scratch = testing::make_scratch_db(engine);
  if (!scratch) GTEST_SKIP() << "PostgreSQL is not installed";
  db::Options options;
  options.durable = false;
  const auto db = db::Db::open(scratch->url(), options);
  const auto other = db::Db::open(scratch->url(), options);
  const fs::path path =
      fs::path(QUITA_SOURCE_DIR "/tests/cases/dunning") / (std::string(name) + ".case");
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const auto& workers : {std::vector{db.get()}, std::vector{db.get(), other.get()}}) {
    SCOPED_TRACE(fmt::format("workers: {}", workers.size()));
    ManualClock clock{Instant{0}};
    Player player(*db, workers, clock, TenantId::make(Instant{1}));
    const std::string played = player.play(text);
    if (std::getenv("QUITA_WRITE_CASES") != nullptr) std::ofstream(path) << played;
    EXPECT_EQ(played, text);
    for (const auto& violation : player.violations()) {
      ADD_FAILURE() << violation.law << " " << violation.subject << " " << violation.message;
    }
  }
}

std::string case_name(const ::testing::TestParamInfo<DunningCase::ParamType>& info) {
  std::string name = std::get<1>(info.param);
  std::replace(name.begin(), name.end(), '-', '_');
  return name + (std::get<0>(info.param) == db::Engine::sqlite ? "_sqlite" : "_postgres");
}

INSTANTIATE_TEST_SUITE_P(Cases, DunningCase,
                         ::testing::Combine(::testing::Values(db::Engine::sqlite,
                                                              db::Engine::postgres),
                                            ::testing::ValuesIn(case_names())),
                         case_name);

}  // namespace
}  // namespace quita::dunning
