// The telephone of a demo company's customers, over HTTP.
#include "brazil/phone.h"
#include "http/route.h"
#include "sandbox/demo_whatsapp.h"
#include "whatsapp/wa_id.h"

namespace quita::sandbox {

namespace {

using http::Context, http::Method;

struct PhoneMessage {
  std::string id, number, text, document, status;
  bool ours = true;  // the company's; otherwise the customer's
  Instant at;
  std::vector<std::string> buttons;  // their actions, by index; empty where there is none
};
BOOST_DESCRIBE_STRUCT(PhoneMessage, (), (id, number, text, document, status, ours, at, buttons))

struct PhoneView {
  std::vector<PhoneMessage> items;  // newest last
};
BOOST_DESCRIBE_STRUCT(PhoneView, (), (items))

struct PressIn {
  std::string id;
  int button = 0;
};
BOOST_DESCRIBE_STRUCT(PressIn, (), (id, button))

struct SayIn {
  std::string number, text;
};
BOOST_DESCRIBE_STRUCT(SayIn, (), (number, text))

Result<WhatsAppTwin*> twin_of(const Context& c, DemoWhatsApp* demo) {
  if (demo != nullptr && demo->tenant() == c.caller.tenant) return &demo->twin();
  return fail(ErrorKind::forbidden, "demo.only",
              "O telefone simulado só atende a empresa de demonstração.");
}

PhoneView view_of(const WhatsAppTwin& twin) {
  PhoneView view;
  for (const TwinMessage& each : twin.talk()) {
    const std::string number = whatsapp::phone_of(each.to).value_or(each.to);
    view.items.push_back({each.wamid, number, each.text, each.document, each.status,
                          each.status != "heard", each.at, each.payloads});
  }
  return view;
}

}  // namespace

void add_whatsapp_routes(http::Routes& routes, db::Db&, DemoWhatsApp* demo) {
  routes.get<PhoneView>("/v1/demo/whatsapp", "Demo: what the customers' telephones show",
                        "messages:read", [demo](Context& c) -> Result<PhoneView> {
                          const WhatsAppTwin* twin = TRY(twin_of(c, demo));
                          return view_of(*twin);
                        });

  routes.add<PressIn, PhoneView>(
      Method::post, "/v1/demo/whatsapp/press", "Demo: the customer presses a message's button",
      "messages:write", [demo](Context& c, const PressIn& in) -> Result<PhoneView> {
        WhatsAppTwin* twin = TRY(twin_of(c, demo));
        if (in.button < 0 || twin->presses(in.id, static_cast<std::size_t>(in.button)).empty()) {
          return invalid("demo.button", "Esta mensagem não tem esse botão.", "button");
        }
        return view_of(*twin);
      });

  routes.add<SayIn, PhoneView>(Method::post, "/v1/demo/whatsapp/say", "Demo: the customer writes",
                               "messages:write",
                               [demo](Context& c, const SayIn& in) -> Result<PhoneView> {
                                 WhatsAppTwin* twin = TRY(twin_of(c, demo));
                                 const Phone phone = TRY(parse_phone(in.number));
                                 if (in.text.empty())
                                   return invalid("demo.text", "Escreva a mensagem.", "text");
                                 twin->says(whatsapp::wa_id_of(phone), in.text);
                                 return view_of(*twin);
                               });
}

}  // namespace quita::sandbox
