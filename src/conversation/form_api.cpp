// Approved templates and what each message of ours says on WhatsApp, over HTTP.
#include <fmt/format.h>

#include "company/audit.h"
#include "company/company.h"
#include "conversation/conversation_api.h"
#include "conversation/form.h"
#include "conversation/suggested.h"
#include "conversation/template_list.h"
#include "messaging/creditor.h"
#include "messaging/template_store.h"
#include "party/party_api.h"

namespace quita::conversation {

BOOST_DESCRIBE_STRUCT(FormVariable, (), (name, value))
BOOST_DESCRIBE_STRUCT(FormButton, (), (index, action))

namespace {

using http::Context;
using http::Method;
using whatsapp::ApprovedTemplate;

struct ButtonView {
  std::string type, text;
  bool takes_value = false;
};
BOOST_DESCRIBE_STRUCT(ButtonView, (), (type, text, takes_value))

struct FormIn {
  std::string name, language;
  std::vector<FormVariable> variables;
  std::vector<FormButton> buttons;
};
BOOST_DESCRIBE_STRUCT(FormIn, (), (name, language, variables, buttons))

struct ApprovedView {
  std::string name, language, status, status_words, category, quality, reason, header, body, footer;
  bool may_be_sent = false;
  std::vector<std::string> variables;
  std::vector<ButtonView> buttons;
  FormIn guess;  // to begin with
};
BOOST_DESCRIBE_STRUCT(ApprovedView, (),
                      (name, language, status, status_words, category, quality, reason, header,
                       body, footer, may_be_sent, variables, buttons, guess))

struct FormView {
  std::string template_, label;
  std::optional<FormIn> form;
  std::string problem;  // why it does not leave on WhatsApp; empty: it does
  std::string preview;  // of an invented customer
};
BOOST_DESCRIBE_STRUCT(FormView, (), (template_, label, form, problem, preview))

struct WhatsAppTemplates {
  std::vector<ApprovedView> approved;
  std::vector<FormView> forms;         // one for each message of ours
  std::vector<std::string> suggested;  // those of ours that Meta does not have yet
};
BOOST_DESCRIBE_STRUCT(WhatsAppTemplates, (), (approved, forms, suggested))

// Goes to our own people, by e-mail alone.
constexpr std::string_view no_customers_message = "redefinir-senha";

FormIn shown(const WhatsAppForm& form) {
  return {form.name, form.language, form.variables, form.buttons};
}

ApprovedView view_of(const ApprovedTemplate& form) {
  ApprovedView view{form.name,
                    form.language,
                    form.status,
                    status_words(form.status),
                    form.category,
                    form.quality,
                    form.reason,
                    form.header_format,
                    form.body,
                    form.footer,
                    may_be_sent(form),
                    form.variables,
                    {},
                    shown(guess_form(form))};
  for (const auto& button : form.buttons) {
    view.buttons.push_back({button.type, button.text, button.takes_value()});
  }
  return view;
}

const ApprovedTemplate* find(const std::vector<ApprovedTemplate>& all, const WhatsAppForm& form) {
  for (const ApprovedTemplate& each : all) {
    if (each.name == form.name && each.language == form.language) return &each;
  }
  return nullptr;
}

FormView view_of(const messaging::Template& ours, const WhatsAppForm* form,
                 const std::vector<ApprovedTemplate>& all, const messaging::LetterFacts& sample) {
  FormView view{ours.name, ours.label, std::nullopt, "", ""};
  if (form == nullptr) {
    view.problem = "sem modelo: esta mensagem não sai pelo WhatsApp";
    return view;
  }
  view.form = shown(*form);
  const ApprovedTemplate* approved = find(all, *form);
  if (approved == nullptr) {
    view.problem = "o modelo não está mais na lista da Meta";
    return view;
  }
  // Meta's side may have changed since it was saved.
  const auto fits = check_form(*form, *approved, sample.creditor);
  if (!fits) {
    view.problem = fits.error().message;
  } else if (!may_be_sent(*approved)) {
    view.problem = "o modelo está " + status_words(approved->status);
  }
  if (const auto filled = fill_form(*form, *approved, sample, "exemplo")) {
    view.preview = filled->text;
  }
  return view;
}

WhatsAppTemplates view_all(db::Tx& tx, Instant now) {
  WhatsAppTemplates view;
  const auto all = load_templates(tx);
  const auto forms = load_forms(tx);
  const auto head = messaging::load_letter_head(tx);
  const auto sample = messaging::sample_facts(head.creditor, business_date(now, head.time_zone));
  for (const ApprovedTemplate& each : all) view.approved.push_back(view_of(each));
  for (const messaging::Template& ours : messaging::load_templates(tx)) {
    if (ours.name == no_customers_message) continue;
    const WhatsAppForm* form = nullptr;
    for (const NamedForm& named : forms) {
      if (named.template_name == ours.name) form = &named.form;
    }
    view.forms.push_back(view_of(ours, form, all, sample));
  }
  for (const SuggestedTemplate& each : suggested_templates()) {
    if (find(all, form_of(each)) == nullptr) view.suggested.emplace_back(each.name);
  }
  return view;
}

// Those that Meta does not have are handed in for approval; messages of ours without a form get
// theirs, which begins to work once Meta has approved it.
Result<WhatsAppTemplates> hand_in(const ApiDeps& deps, const Context& c) {
  struct Work {
    messaging::WhatsAppAccount account;
    std::string token;
    bool demo = false;
    messaging::Creditor creditor;
    Date today;
    std::vector<ApprovedTemplate> known;
  };
  const TenantId tenant = c.caller.tenant;
  const Work work = deps.db.read(tenant, [&](db::Tx& tx) {
    const auto head = messaging::load_letter_head(tx);
    const auto company = company::read_company(tx);
    return Work{messaging::load_whatsapp_account(tx),
                messaging::load_whatsapp_secrets(tx, deps.key).access_token,
                company && company->demo,
                head.creditor,
                business_date(deps.clock.now(), head.time_zone),
                load_templates(tx)};
  });
  if (work.account.phone_number_id.empty() || (work.demo && !deps.house.twin)) {
    return fail(ErrorKind::conflict, "whatsapp.missing",
                "Salve primeiro os dados da conta do WhatsApp.");
  }
  Graph graph(work.demo ? *deps.house.twin : deps.house.meta, work.account, work.token);
  for (const SuggestedTemplate& each : suggested_templates()) {
    if (find(work.known, form_of(each)) != nullptr) continue;
    const auto made = graph.create_template(
        write_suggested(each, work.creditor, work.today, deps.links.public_url));
    if (const auto* error = std::get_if<whatsapp::GraphError>(&made)) {
      return fail(ErrorKind::conflict, "whatsapp.refused", explain(*error));
    }
    if (const auto* none = std::get_if<NoAnswer>(&made)) {
      return fail(ErrorKind::conflict, "whatsapp.no_answer", none->words);
    }
  }
  const auto listed = graph.templates();
  return deps.db.write(tenant, [&](db::Tx& tx) -> Result<WhatsAppTemplates> {
    const Act act = party::act_of(tx, c, deps.clock.now());
    if (const auto* all = std::get_if<std::vector<ApprovedTemplate>>(&listed)) {
      replace_templates(tx, *all, act.now);
    }
    for (const SuggestedTemplate& each : suggested_templates()) {
      for (const std::string_view name : each.for_templates) {
        if (load_form(tx, name)) continue;  // the company chose another
        TRY_STATUS(save_form(tx, act.now, name, form_of(each)));
      }
    }
    company::audit(tx, actor_of(act), "whatsapp.templates", {"setting", std::nullopt}, {}, {});
    return view_all(tx, act.now);
  });
}

}  // namespace

void add_form_routes(http::Routes& routes, const ApiDeps& deps) {
  routes.get<WhatsAppTemplates>(
      "/v1/whatsapp/templates", "Lists Meta's templates and which message of ours each one says",
      "settings:read", [deps](Context& c) -> Result<WhatsAppTemplates> {
        return deps.db.read(c.caller.tenant,
                            [&](db::Tx& tx) { return view_all(tx, deps.clock.now()); });
      });

  routes.add<void, WhatsAppTemplates>(Method::post, "/v1/whatsapp/templates/suggested",
                                      "Hands the suggested templates in for Meta's approval",
                                      "settings:write",
                                      [deps](Context& c) { return hand_in(deps, c); });

  routes.add<FormIn, WhatsAppTemplates>(
      Method::put, "/v1/templates/{name}/whatsapp",
      "Sets how a message of ours is said on WhatsApp", "settings:write",
      [deps](Context& c, const FormIn& in) -> Result<WhatsAppTemplates> {
        return deps.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<WhatsAppTemplates> {
          const Act act = party::act_of(tx, c, deps.clock.now());
          const std::string& name = c.param("name");
          const auto before = load_form(tx, name);
          TRY_STATUS(
              save_form(tx, act.now, name, {in.name, in.language, in.variables, in.buttons}));
          company::audit(tx, actor_of(act), "template.whatsapp", {"template", std::nullopt},
                         before ? json::write(shown(*before)) : std::string(), json::write(in));
          return view_all(tx, act.now);
        });
      });

  routes.add<void, WhatsAppTemplates>(
      Method::del, "/v1/templates/{name}/whatsapp",
      "A message of ours is no longer said on WhatsApp", "settings:write",
      [deps](Context& c) -> Result<WhatsAppTemplates> {
        return deps.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<WhatsAppTemplates> {
          const Act act = party::act_of(tx, c, deps.clock.now());
          const std::string& name = c.param("name");
          const auto before = load_form(tx, name);
          remove_form(tx, name);
          company::audit(tx, actor_of(act), "template.whatsapp", {"template", std::nullopt},
                         before ? json::write(shown(*before)) : std::string(), {});
          return view_all(tx, act.now);
        });
      });
}

}  // namespace quita::conversation
