#include "sandbox/synthetic_company.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>
#include <vector>

#include "banking/account.h"
#include "banking/remittance.h"
#include "banking/return_import.h"
#include "brazil/bank_calendar.h"
#include "company/company.h"
#include "company/user.h"
#include "dunning/experiment_store.h"
#include "dunning/policy_store.h"
#include "messaging/sms_settings.h"
#include "messaging/template_store.h"
#include "party/party_service.h"
#include "sandbox/simulated_bank.h"
#include "sandbox/story_desk.h"
#include "sandbox/story_mail.h"
#include "sandbox/story_team.h"
#include "sandbox/synthetic_people.h"

namespace quita::sandbox {

namespace {

constexpr const char* time_zone = "America/Sao_Paulo";
constexpr int experiment_months = 6;  // before the last day

constexpr std::string_view sold[] = {"Mensalidade de manutenção", "Material de escritório",
                                     "Serviço de instalação",     "Licença de uso de software",
                                     "Peças de reposição",        "Consultoria técnica",
                                     "Aluguel de equipamento",    "Treinamento de equipe",
                                     "Insumos de limpeza",        "Frete e entrega"};

struct Customer {
  PartyId id;
  SyntheticCustomer person;
};

// A title that somebody will pay on a day of the story.
struct Promise {
  TitleId title;
  bool half = false;  // hardship: a part first
};

class Story {
 public:
  Story(const SyntheticDeps& deps, const SyntheticPlan& plan)
      : deps_(deps),
        plan_(plan),
        dice_(plan.seed),
        first_(plan.today.add_months(-plan.months)),
        clock_(instant_of({first_, 8 * 60}, time_zone)),
        tenant_(TenantId::make(clock_.now())),
        desk_(deps.db, tenant_, Dice(plan.seed + 1), pace_of(plan)),
        team_(deps.db, tenant_, clock_, plan.today, Dice(plan.seed + 2), deps.on_settled),
        weather_(plan.seed + 3) {
    for (Date date = first_; date <= plan_.today; ++date) all_weight_ += weight_of(date);
  }

  Result<SyntheticCompany> tell() {
    TRY_STATUS(found_company());
    TRY_STATUS(win_customers());
    const int all = plan_.today - first_;
    const auto mailbox_until = plan_.mailbox ? std::optional(plan_.today) : std::nullopt;
    StoryMail mail(deps_.db, tenant_, clock_, mailbox_until, bounced_addresses_);
    for (Date date = first_; date <= plan_.today; ++date) {
      TRY_STATUS(live(date, mail));
      if (deps_.progress) deps_.progress(date - first_, all);
    }
    told_.tenant = tenant_;
    told_.customers = static_cast<int>(customers_.size());
    told_.messages = mail.taken();
    told_.received += team_.received();
    TRY_STATUS(choose_showcase());
    return told_;
  }

 private:
  Act act(const char* actor) const { return {actor, clock_.now(), today_}; }

  Status found_company() {
    const auto hash = deps_.passwords.hash(demo_password);
    return deps_.db.write(tenant_, [&](db::Tx& tx) -> Status {
      const company::Actor founder{"system", std::nullopt, "demonstração", "", clock_.now()};
      company::CompanyDraft draft;
      draft.legal_name = "Ipê Distribuidora e Serviços Ltda.";
      draft.trade_name = "Ipê Distribuidora";
      draft.document = "11222333000181";
      draft.street = "Avenida Paulista";
      draft.number = "1374";
      draft.complement = "conjunto 42";
      draft.district = "Bela Vista";
      draft.city = "São Paulo";
      draft.state = "SP";
      draft.postal_code = "01310100";
      draft.email = "cobranca@ipe-distribuidora.example";
      draft.phone = "+551130045500";
      TRY_STATUS(company::create_company(tx, founder, draft, true));
      struct Person {
        const char* name;
        const char* address;
        company::Role role;
      };
      const Person people[] = {{"Ana Souza", nullptr, company::Role::owner},
                               {"Bruno Lima", "manager", company::Role::manager},
                               {"Carla Nunes", "analyst", company::Role::analyst},
                               {"Elisa Prado", "elisa", company::Role::analyst},
                               {"Diego Rocha", "viewer", company::Role::viewer}};
      std::map<std::string, UserId> ids;
      for (const Person& person : people) {
        const auto email = person.address == nullptr
                               ? std::string(demo_email)
                               : fmt::format("{}@quita.example", person.address);
        ids[person.name] =
            TRY(company::create_user(tx, founder, {email, person.name, person.role}, hash)).id;
      }
      team_.hire(ids["Carla Nunes"], ids["Elisa Prado"], ids["Bruno Lima"]);
      account_ = TRY(open_account(tx));
      receivable::Terms terms;
      terms.fine = Rate::percent(2);
      terms.interest_mode = receivable::InterestMode::monthly;
      terms.interest = Rate::percent(1);
      TRY_STATUS(receivable::store_standard_terms(tx, act("demonstração"), terms));
      messaging::install_default_templates(tx, clock_.now());
      dunning::install_default_policy(tx, clock_.now());
      TRY_STATUS(let_sms_follow(tx));
      return {};
    });
  }

  // Demands whose mail comes back go on by SMS.
  Status let_sms_follow(db::Tx& tx) {
    messaging::SmsSettings sms;
    sms.url = "http://127.0.0.1/cgi-bin/sendsms";  // not switched on: the sandbox's carries them
    sms.user = "demo";
    sms.price_per_thousand = Money::centavos(65'00);
    TRY_STATUS(messaging::save_sms_settings(tx, clock_.now(), sms, std::nullopt, {}));
    dunning::PolicyDraft draft;
    draft.name = "Régua padrão";
    draft.steps = dunning::default_steps();
    for (dunning::Step& step : draft.steps) {
      if (step.offset < 3) continue;
      step.channels.push_back(messaging::Channel::sms);
      step.fallback_hours = 0;
    }
    TRY(dunning::save_policy(tx, act("demonstração"), PolicyId(), std::move(draft)));
    return {};
  }

  Result<AccountId> open_account(db::Tx& tx) {
    banking::Account account;
    account.bank = "341";
    account.name = "Itaú cobrança";
    account.agency = "0810";
    account.account = "53678";
    account.account_digit = "9";
    account.wallet = "109";
    account.layout = cnab::Format::cnab400;
    account.pix_key = "cobranca@ipe-distribuidora.example";
    return TRY(banking::add_account(tx, act("demonstração"), account)).id;
  }

  Status win_customers() {
    std::unordered_set<std::string> documents;
    return deps_.db.write(tenant_, [&](db::Tx& tx) -> Status {
      while (static_cast<int>(customers_.size()) < plan_.customers) {
        auto person = make_customer(dice_, static_cast<int>(customers_.size()) + 1);
        if (!documents.insert(person.draft.document).second) continue;
        const auto id = TRY(party::create_party(tx, act("demonstração"), person.draft));
        if (person.mail_bounces) bounced_addresses_.insert(person.draft.contacts.front().value);
        customers_.push_back({id, std::move(person)});
      }
      return {};
    });
  }

  // Half of the customers get two messages less for each title.
  Status begin_experiment() {
    return deps_.db.write(tenant_, [&](db::Tx& tx) -> Status {
      std::vector<dunning::Step> steps;
      for (dunning::Step& step : dunning::default_steps()) {
        if (step.offset == -5 || step.offset == 3) continue;
        steps.push_back(std::move(step));
      }
      const auto trial = TRY(dunning::ask_trial(tx, act("Bruno Lima"), PolicyId(), steps, 6));
      TRY_STATUS(dunning::begin_experiment(tx, act("Bruno Lima"), trial.id,
                                           "Menos mensagens, mesma recuperação?", 50));
      return {};
    });
  }

  Status live(Date date, StoryMail& mail) {
    today_ = date;
    if (date == plan_.today.add_months(-experiment_months)) {
      clock_.set(instant_of({date, 6 * 60}, time_zone));
      TRY_STATUS(begin_experiment());
    }
    if (is_business_day(date)) {
      clock_.set(instant_of({date, 7 * 60}, time_zone));
      TRY_STATUS(bank_opens());
      clock_.set(instant_of({date, 8 * 60 + 30}, time_zone));
      TRY_STATUS(sell());
      clock_.set(instant_of({date, 8 * 60 + 50}, time_zone));
      TRY_STATUS(desk_.work(act("Bruno Lima")));
      for (const auto& given : desk_.promises_meant())
        promises_.emplace(last_business_day(given.on), Promise{given.title});
      clock_.set(instant_of({date, 9 * 60 - 5}, time_zone));
      TRY_STATUS(team_.work(date));
    }
    if (weather_.chance(plan_.outages)) {
      ++told_.outages;
      return {};
    }
    clock_.set(instant_of({date, 9 * 60}, time_zone));
    mail.dunning_day(deps_, date);
    return {};
  }

  static Date last_business_day(Date by) {
    while (!is_business_day(by)) by = by - 1;
    return by;
  }

  // Against the demo's 250 sales a month.
  static double pace_of(const SyntheticPlan& plan) {
    constexpr double sales_a_month = 250;
    return std::max(1.0, plan.titles / (plan.months * sales_a_month));
  }

  // What was paid, and what the bank registered, in one return file.
  Status bank_opens() {
    std::vector<Promise> promised;
    for (auto it = promises_.begin(); it != promises_.end() && it->first <= today_;) {
      promised.push_back(it->second);
      it = promises_.erase(it);
    }
    return deps_.db.write(tenant_, [&](db::Tx& tx) -> Status {
      std::vector<cnab::ReturnEntry> entries;
      for (const auto& boleto : sent_yesterday_) {
        const bool refused = dice_.chance(0.003);
        entries.push_back(refused ? rejected(boleto, today_) : registered(boleto, today_));
      }
      sent_yesterday_.clear();
      if (dice_.chance(0.006)) {
        const auto paid = Money::centavos(dice_.between(5'000, 90'000));
        entries.push_back(
            strange_payment(fmt::format("9{:07}", dice_.between(1, 9'999'999)), paid, today_));
      }
      for (const auto& promise : promised) {
        const auto record = receivable::find_title(tx, promise.title);
        if (!record || !receivable::collectable(record->state)) continue;
        std::optional<Money> part;
        if (promise.half) part = Money::centavos(record->balance.centavos() / 2 + 1);
        auto paid = pay(tx, promise.title, part, today_);
        if (!paid || dice_.chance(0.03)) {
          TRY_STATUS(take_transfer(tx, *record, part));
        } else {
          // Now and then somebody rounds up.
          if (dice_.chance(0.004)) paid->entry.paid += Money::centavos(1'000);
          told_.received += paid->entry.paid;
          entries.push_back(std::move(paid->entry));
        }
        if (promise.half) promises_.emplace(today_ + dice_.between(10, 40), Promise{promise.title});
      }
      if (entries.empty()) return {};
      const auto file = TRY(return_file(tx, act("banco simulado"), account_, entries));
      TRY_STATUS(banking::import_return(
          tx, act("banco simulado"),
          fmt::format("CN{:02}{:02}{:02}.RET", today_.day(), today_.month(), today_.year() % 100),
          file, deps_.on_settled));
      return {};
    });
  }

  // Sales grow by a half over the story, and swell before Christmas.
  double weight_of(Date date) const {
    if (!is_business_day(date)) return 0;
    const double age = static_cast<double>(date - first_) / (plan_.today - first_);
    return (0.8 + 0.4 * age) * (date.month() >= 11 ? 1.25 : 1.0);
  }

  // He pays into the account by himself: Carla finds it on the statement and notes it.
  Status take_transfer(db::Tx& tx, const receivable::TitleRecord& record,
                       std::optional<Money> part) {
    receivable::Payment payment;
    payment.amount = part.value_or(receivable::charges_of(tx, record, today_).total);
    payment.on = today_;
    payment.cause = {"receipt", fmt::format("{}:{}", record.title.id.text(), format_iso(today_))};
    payment.note = "Transferência vista no extrato";
    TRY_STATUS(receivable::receive_payment(tx, act("Carla Nunes"), record.title.id, payment,
                                           deps_.on_settled));
    told_.received += payment.amount;
    return {};
  }

  // The day's sales become titles, and a remittance tells the bank.
  Status sell() {
    sold_weight_ += weight_of(today_);
    const int count =
        static_cast<int>(plan_.titles * sold_weight_ / all_weight_ + 0.5) - told_.titles;
    std::vector<receivable::NewTitle> sales;
    std::vector<const Customer*> buyers;
    while (static_cast<int>(sales.size()) < count) {
      const auto& buyer = customers_[static_cast<std::size_t>(
          dice_.between(0, static_cast<int>(customers_.size()) - 1))];
      const int wanted = dice_.chance(0.2) ? dice_.between(2, 3) : 1;
      const int parts = std::min(wanted, count - static_cast<int>(sales.size()));
      const auto amount = static_cast<std::int64_t>(
          100 *
          std::clamp(buyer.person.company ? dice_.lognormal(900, 1.2) : dice_.lognormal(350, 0.8),
                     25.0, 90'000.0));
      const int sale = ++sales_;
      const auto what = dice_.pick(sold);
      const int terms = 15 + 15 * dice_.between(0, 2);
      for (int part = 1; part <= parts; ++part) {
        receivable::NewTitle title;
        title.party = buyer.id;
        title.number =
            parts == 1 ? fmt::format("{:06}", sale) : fmt::format("{:06}/{}", sale, part);
        title.description =
            parts == 1 ? std::string(what) : fmt::format("{}, parcela {} de {}", what, part, parts);
        title.due_date = today_ + terms + 30 * (part - 1);
        title.amount = Money::centavos(amount / parts + (part == 1 ? amount % parts : 0));
        title.origin_kind = receivable::OriginKind::order;
        title.origin_key = fmt::format("pedido-{:06}/{}", sale, part);
        sales.push_back(std::move(title));
        buyers.push_back(&buyer);
      }
    }
    if (sales.empty()) return {};
    return deps_.db.write(tenant_, [&](db::Tx& tx) -> Status {
      const auto created = TRY(receivable::create_titles(tx, act("Carla Nunes"), sales));
      for (std::size_t i = 0; i < created.size(); ++i) {
        ++told_.titles;
        desk_.sold(created[i].record.title.id);
        team_.sold(created[i].record.title.id);
        promise(created[i].record.title, buyers[i]->person.kind);
        for (const auto& instrument : created[i].instruments) {
          if (instrument.kind == receivable::InstrumentKind::boleto) {
            sent_yesterday_.push_back(instrument);
          }
        }
      }
      // Today's sales wait for somebody to send the remittance: the screen has something to do.
      if (today_ < plan_.today) {
        TRY_STATUS(banking::make_remittance(tx, act("Carla Nunes"), account_, false));
      }
      return {};
    });
  }

  void promise(const receivable::Title& title, PayerKind kind) {
    const auto days = days_to_pay(dice_, kind);
    if (!days) return;
    const Date on = next_business_day(std::max(title.due_date + *days, today_ + 1));
    promises_.emplace(on, Promise{title.id, kind == PayerKind::hardship && dice_.chance(0.15)});
  }

  // A customer with one title overdue and another to come.
  Status choose_showcase() {
    return deps_.db.read(tenant_, [&](db::Tx& tx) -> Status {
      std::size_t best = 0;
      for (const auto& customer : customers_) {
        const auto open = receivable::open_titles_of(tx, customer.id);
        const bool late = std::any_of(open.begin(), open.end(), [&](const auto& record) {
          const int days = receivable::days_late(record.title.due_date, plan_.today);
          return days > 0 && days < 60;
        });
        if (late && open.size() > best && open.size() <= 4 && !customer.person.mail_bounces) {
          best = open.size();
          told_.showcase = customer.id;
        }
      }
      return {};
    });
  }

  const SyntheticDeps& deps_;
  const SyntheticPlan& plan_;
  Dice dice_;
  Date first_;
  Date today_;
  ManualClock clock_;
  TenantId tenant_;
  StoryDesk desk_;
  StoryTeam team_;
  Dice weather_;  // of its own, so that outages change nothing else
  AccountId account_;
  std::vector<Customer> customers_;
  std::unordered_set<std::string> bounced_addresses_;
  std::multimap<Date, Promise> promises_;
  std::vector<receivable::Instrument> sent_yesterday_;
  int sales_ = 0;
  double all_weight_ = 0, sold_weight_ = 0;
  SyntheticCompany told_;
};

}  // namespace

Result<SyntheticCompany> tell_story(const SyntheticDeps& deps, const SyntheticPlan& plan) {
  return Story(deps, plan).tell();
}

}  // namespace quita::sandbox
