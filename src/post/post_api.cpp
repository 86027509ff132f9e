#include "post/post_api.h"

#include <fmt/format.h>

#include "company/audit.h"
#include "messaging/paper_settings.h"
#include "messaging/template_store.h"
#include "party/party_api.h"
#include "post/posting_list.h"

namespace quita::post {

namespace {

using http::Context;
using http::Method;

constexpr int shown_max = 500;

struct WaitingView {
  MessageId id;
  PartyId party_id;
  std::string party_name, message;
  Date since;
};
BOOST_DESCRIBE_STRUCT(WaitingView, (), (id, party_id, party_name, message, since))

struct PostingItemView {
  int place = 0;
  MessageId message_id;
  PartyId party_id;
  std::string name, address, postal_code, tracking_code;
  std::optional<Date> arrived_on, returned_on;
  std::string return_reason;
};
BOOST_DESCRIBE_STRUCT(PostingItemView, (),
                      (place, message_id, party_id, name, address, postal_code, tracking_code,
                       arrived_on, returned_on, return_reason))

struct PostingListView {
  PostingListId id;
  int number = 0;
  Date made_on;
  std::string made_by;
  std::optional<Date> posted_on;
  std::string posted_by, state;  // "listed", "posted", "undone"
  int letters = 0;
  std::vector<PostingItemView> items;
};
BOOST_DESCRIBE_STRUCT(PostingListView, (),
                      (id, number, made_on, made_by, posted_on, posted_by, state, letters, items))

struct LettersView {
  bool on = false;  // the régua may use the channel
  std::vector<WaitingView> waiting;
  std::vector<PostingListView> lists;
};
BOOST_DESCRIBE_STRUCT(LettersView, (), (on, waiting, lists))

struct LettersIn {
  bool on = false;
};
BOOST_DESCRIBE_STRUCT(LettersIn, (), (on))

struct MadeListView {
  std::optional<PostingListView> list;
  int withdrawn = 0;
};
BOOST_DESCRIBE_STRUCT(MadeListView, (), (list, withdrawn))

struct OnIn {
  Date on;
};
BOOST_DESCRIBE_STRUCT(OnIn, (), (on))

struct ReturnedIn {
  Date on;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnedIn, (), (on, reason))

struct TrackingIn {
  std::string tracking_code;
};
BOOST_DESCRIBE_STRUCT(TrackingIn, (), (tracking_code))

PostingListView view_of(const PostingList& list) {
  PostingListView view{list.id,
                       list.number,
                       list.made_on,
                       list.made_by,
                       list.posted_on,
                       list.posted_by,
                       list.undone      ? "undone"
                       : list.posted_on ? "posted"
                                        : "listed",
                       list.letters,
                       {}};
  for (const PostingItem& item : list.items) {
    view.items.push_back({item.place, item.message, item.party, item.name, item.address,
                          item.postal_code, item.tracking_code, item.arrived_on, item.returned_on,
                          item.return_reason});
  }
  return view;
}

LettersView letters_view(db::Tx& tx, Instant now) {
  LettersView view;
  view.on = messaging::letters_are_on(tx);
  for (const WaitingLetter& one : waiting_letters(tx, now, shown_max)) {
    const auto form = messaging::load_template(tx, one.template_name);
    view.waiting.push_back({one.message, one.party, one.party_name,
                            form ? form->label : one.template_name, one.since});
  }
  for (const PostingList& list : posting_lists(tx, shown_max)) {
    view.lists.push_back(view_of(list));
  }
  return view;
}

// What a verb does with a list, audited under its word.
template <class F>
Result<PostingListView> change(const ApiDeps& deps, Context& c, std::string_view word, F act_on) {
  const auto id = TRY(c.param_as<PostingListId>("id"));
  return deps.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<PostingListView> {
    const Act act = party::act_of(tx, c, deps.clock.now());
    const PostingListView before = view_of(TRY(load_posting_list(tx, id)));
    PostingListView after = view_of(TRY(act_on(tx, act, id)));
    company::audit(tx, actor_of(act), word, {"posting_list", id.uuid}, json::write(before),
                   json::write(after));
    return after;
  });
}

void add_reading(http::Routes& routes, const ApiDeps& deps) {
  routes.get<LettersView>("/v1/letters", "Letters that wait, and the posting lists",
                          "messages:read", [deps](Context& c) -> Result<LettersView> {
                            return deps.db.read(c.caller.tenant, [&](db::Tx& tx) {
                              return letters_view(tx, deps.clock.now());
                            });
                          });

  routes.get<PostingListView>("/v1/posting-lists/{id}", "A posting list with its letters",
                              "messages:read", [deps](Context& c) -> Result<PostingListView> {
                                const auto id = TRY(c.param_as<PostingListId>("id"));
                                return deps.db.read(
                                    c.caller.tenant, [&](db::Tx& tx) -> Result<PostingListView> {
                                      return view_of(TRY(load_posting_list(tx, id)));
                                    });
                              });

  const auto file = [&](const char* path, const char* summary, const char* type, auto bytes) {
    routes
        .raw(Method::get, path, summary, "messages:read",
             [deps, type, bytes](Context& c) -> Result<http::Response> {
               const auto id = TRY(c.param_as<PostingListId>("id"));
               return deps.db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Response> {
                 const PostingList list = TRY(load_posting_list(tx, id));
                 return bytes(tx, list, type);
               });
             })
        .produces(type);
  };
  file("/v1/posting-lists/{id}/letters.pdf", "All letters of a list, ready to print",
       "application/pdf",
       [](db::Tx& tx, const PostingList& list, const char* type) -> Result<http::Response> {
         return http::Response::file(type, fmt::format("cartas-{}.pdf", list.number),
                                     TRY(letters_pdf(tx, list.id)));
       });
  file("/v1/posting-lists/{id}/list.pdf", "The list for the post office's counter",
       "application/pdf",
       [](db::Tx& tx, const PostingList& list, const char* type) -> Result<http::Response> {
         return http::Response::file(type, fmt::format("lista-de-postagem-{}.pdf", list.number),
                                     list_pdf(tx, list));
       });
  file("/v1/posting-lists/{id}/list.csv", "The list as a spreadsheet", "text/csv",
       [](db::Tx&, const PostingList& list, const char* type) -> Result<http::Response> {
         return http::Response::file(type, fmt::format("lista-de-postagem-{}.csv", list.number),
                                     list_csv(list));
       });
}

void add_list_verbs(http::Routes& routes, const ApiDeps& deps) {
  routes.add<LettersIn, LettersView>(
      Method::put, "/v1/settings/letters", "Switches letters on paper on or off for the régua",
      "settings:write", [deps](Context& c, const LettersIn& in) -> Result<LettersView> {
        return deps.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<LettersView> {
          const Act act = party::act_of(tx, c, deps.clock.now());
          const LettersIn before{messaging::letters_are_on(tx)};
          messaging::switch_letters(tx, act.now, in.on);
          company::audit(tx, actor_of(act), "settings.letters", {"setting", std::nullopt},
                         json::write(before), json::write(in));
          return letters_view(tx, act.now);
        });
      });

  routes
      .add<void, MadeListView>(
          Method::post, "/v1/posting-lists", "Prints and lists all letters that wait",
          "messages:write",
          [deps](Context& c) -> Result<MadeListView> {
            return deps.db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<MadeListView> {
              const Act act = party::act_of(tx, c, deps.clock.now());
              const MadeList made = TRY(make_list(tx, act, deps.gate, deps.links));
              MadeListView view{std::nullopt, made.withdrawn};
              if (made.list) view.list = view_of(*made.list);
              company::audit(
                  tx, actor_of(act), "posting.make",
                  {"posting_list", made.list ? std::optional(made.list->id.uuid) : std::nullopt},
                  {}, json::write(view));
              return view;
            });
          })
      .created();

  routes.add<OnIn, PostingListView>(
      Method::post, "/v1/posting-lists/{id}/posted", "The list was taken to the post",
      "messages:write", [deps](Context& c, const OnIn& in) -> Result<PostingListView> {
        return change(deps, c, "posting.posted", [&](db::Tx& tx, const Act& act, auto id) {
          return mark_posted(tx, act, id, in.on);
        });
      });

  routes.add<void, PostingListView>(
      Method::post, "/v1/posting-lists/{id}/undo",
      "The list was not posted: its letters wait again", "messages:write",
      [deps](Context& c) -> Result<PostingListView> {
        return change(deps, c, "posting.undo",
                      [&](db::Tx& tx, const Act& act, auto id) { return undo_list(tx, act, id); });
      });
}

void add_item_verbs(http::Routes& routes, const ApiDeps& deps) {
  routes.add<TrackingIn, PostingListView>(
      Method::put, "/v1/posting-lists/{id}/letters/{place}/tracking-code",
      "Sets a letter's tracking code; an empty one takes it away", "messages:write",
      [deps](Context& c, const TrackingIn& in) -> Result<PostingListView> {
        const int place = TRY(c.param_as<int>("place"));
        return change(deps, c, "posting.tracking", [&](db::Tx& tx, const Act& act, auto id) {
          return set_tracking_code(tx, act, id, place, in.tracking_code);
        });
      });

  routes
      .raw(Method::post, "/v1/posting-lists/{id}/tracking-codes",
           "Imports tracking codes: lines of place;code", "messages:write",
           [deps](Context& c) -> Result<http::Response> {
             const auto view =
                 TRY(change(deps, c, "posting.tracking", [&](db::Tx& tx, const Act& act, auto id) {
                   return import_tracking_codes(tx, act, id, c.request.body);
                 }));
             return http::Response::json(json::write(view));
           })
      .upload("text/csv")
      .returns<PostingListView>();

  routes.add<OnIn, PostingListView>(
      Method::post, "/v1/posting-lists/{id}/letters/{place}/arrived", "A letter was signed for",
      "messages:write", [deps](Context& c, const OnIn& in) -> Result<PostingListView> {
        const int place = TRY(c.param_as<int>("place"));
        return change(deps, c, "posting.arrived", [&](db::Tx& tx, const Act& act, auto id) {
          return mark_arrived(tx, act, deps.gate, id, place, in.on);
        });
      });

  routes.add<ReturnedIn, PostingListView>(
      Method::post, "/v1/posting-lists/{id}/letters/{place}/returned",
      "A letter came back, with the postman's reason", "messages:write",
      [deps](Context& c, const ReturnedIn& in) -> Result<PostingListView> {
        const int place = TRY(c.param_as<int>("place"));
        return change(deps, c, "posting.returned", [&](db::Tx& tx, const Act& act, auto id) {
          return mark_returned(tx, act, deps.gate, id, place, in.on, in.reason);
        });
      });
}

}  // namespace

void add_routes(http::Routes& routes, const ApiDeps& deps) {
  add_reading(routes, deps);
  add_list_verbs(routes, deps);
  add_item_verbs(routes, deps);
}

}  // namespace quita::post
