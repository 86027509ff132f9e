#include "party/party_api.h"

#include <fmt/format.h>

#include "company/company_api.h"
#include "company/idempotency.h"
#include "party/acting.h"
#include "party/party_import.h"
#include "party/party_json.h"
#include "party/party_service.h"

namespace quita::party {

BOOST_DESCRIBE_STRUCT(Note, (), (id, at, author, text))
BOOST_DESCRIBE_STRUCT(Imported, (), (created, updated))

Act act_of(db::Tx& tx, const http::Context& context, Instant now) {
  const std::string& known = context.caller.time_zone;
  return quita::act_of(company::actor_of(context, now),
                       business_date(now, known.empty() ? time_zone_of(tx) : known));
}

std::vector<Address> addresses_of(const std::vector<AddressIn>& in) {
  std::vector<Address> addresses;
  for (const AddressIn& one : in) {
    addresses.push_back({AddressId(), one.purpose.value_or("billing"), one.street,
                         one.number.value_or(""), one.complement.value_or(""),
                         one.district.value_or(""), one.city, one.state,
                         one.postal_code.value_or("")});
  }
  return addresses;
}

Draft draft_of(const PartyIn& in) {
  Draft draft;
  draft.document = in.document;
  draft.name = in.name;
  draft.trade_name = in.trade_name.value_or("");
  draft.customer = in.customer.value_or(true);
  draft.supplier = in.supplier.value_or(false);
  draft.vulnerable = in.vulnerable.value_or(false);
  if (in.addresses) draft.addresses = addresses_of(*in.addresses);
  if (in.contacts) {
    for (const ContactIn& one : *in.contacts) {
      draft.contacts.push_back({one.channel, one.value, one.purpose.value_or("billing")});
    }
  }
  if (in.tags) draft.tags = *in.tags;
  return draft;
}

std::string_view encoding_name(document::CsvEncoding encoding) {
  switch (encoding) {
    case document::CsvEncoding::utf8:
      return "UTF-8";
    case document::CsvEncoding::utf16le:
      return "UTF-16LE";
    case document::CsvEncoding::utf16be:
      return "UTF-16BE";
    case document::CsvEncoding::windows1252:
      return "Windows-1252";
  }
  return "";
}

std::vector<ColumnView> columns_of(const std::vector<PartyImport::Column>& columns) {
  std::vector<ColumnView> views;
  for (const auto& column : columns) {
    views.push_back(
        {column.header, column.field.empty() ? std::nullopt : std::optional(column.field)});
  }
  return views;
}

TimelineEvent view_of(const Event& event) {
  TimelineEvent view{event.id, event.at, event.kind, event.text, event.title, {}, event.actor, {}};
  if (!event.title_number.empty()) view.title_number = event.title_number;
  if (auto data = json::parse(event.data)) view.data = *std::move(data);
  return view;
}

namespace {

struct PartyPatchIn {
  std::optional<std::string> name, trade_name;
  std::optional<bool> customer, supplier, vulnerable;
  std::optional<std::vector<AddressIn>> addresses;
};
BOOST_DESCRIBE_STRUCT(PartyPatchIn, (),
                      (name, trade_name, customer, supplier, vulnerable, addresses))

struct ContactPatchIn {
  std::optional<std::string> value, purpose, state_reason;
  std::optional<ContactState> state;
};
BOOST_DESCRIBE_STRUCT(ContactPatchIn, (), (value, purpose, state, state_reason))

struct NoteIn {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NoteIn, (), (text))

struct Notes {
  std::vector<Note> items;
};
BOOST_DESCRIBE_STRUCT(Notes, (), (items))

struct Tags {
  std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Tags, (), (tags))

struct After {
  EventId id;
};
BOOST_DESCRIBE_STRUCT(After, (), (id))

struct ImportSample {
  int line = 0;
  std::string document, name, trade_name, city, state;
  std::vector<std::string> contacts;
};
BOOST_DESCRIBE_STRUCT(ImportSample, (), (line, document, name, trade_name, city, state, contacts))

struct ImportPreview {
  std::string separator, encoding;
  std::vector<ColumnView> columns;
  int rows = 0, valid = 0;
  std::vector<ImportProblem> problems;
  std::vector<ImportSample> sample;
};
BOOST_DESCRIBE_STRUCT(ImportPreview, (),
                      (separator, encoding, columns, rows, valid, problems, sample))

constexpr std::size_t sample_rows = 10;

ImportPreview preview_of(const PartyImport& import) {
  ImportPreview view;
  view.separator = std::string(1, import.separator);
  view.encoding = encoding_name(import.encoding);
  view.columns = columns_of(import.columns);
  view.rows = import.rows;
  view.valid = import.valid;
  view.problems = import.problems;
  for (const ImportRow& row : import.accepted) {
    if (view.sample.size() == sample_rows) break;
    ImportSample sample{row.line, row.draft.document, row.draft.name, row.draft.trade_name, {}, {},
                        {}};
    if (!row.draft.addresses.empty()) {
      sample.city = row.draft.addresses.front().city;
      sample.state = row.draft.addresses.front().state;
    }
    for (const ContactDraft& contact : row.draft.contacts) {
      sample.contacts.push_back(contact.value);
    }
    view.sample.push_back(std::move(sample));
  }
  return view;
}

}  // namespace

void add_routes(http::Routes& routes, db::Db& db, const Clock& clock, OnChanged changed) {
  using http::Context;
  using http::Method;
  // A change of one party, and what follows from it.
  const auto follow = [changed = std::move(changed)](db::Tx& tx, const Act& act, PartyId id) {
    if (changed) changed(tx, act, id);
  };
  add_legal_basis_routes(routes, db, clock, follow);

  routes
      .add<PartyIn, Party>(
          Method::post, "/v1/parties", "Registers a customer or supplier", "parties:write",
          [&db, &clock](Context& c, const PartyIn& in) -> Result<Party> {
            return company::write_once<Party>(db, c, [&](db::Tx& tx) -> Result<Party> {
              const Act act = act_of(tx, c, clock.now());
              return load_party(tx, TRY(create_party(tx, act, draft_of(in))));
            });
          })
      .created()
      .idempotent();

  routes.add<PartyPatchIn, Party>(
      Method::patch, "/v1/parties/{id}", "Changes a customer or supplier", "parties:write",
      [&db, &clock, follow](Context& c, const PartyPatchIn& in) -> Result<Party> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        Patch patch{in.name, in.trade_name, in.customer, in.supplier, in.vulnerable, {}};
        if (in.addresses) patch.addresses = addresses_of(*in.addresses);
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<Party> {
          const Act act = act_of(tx, c, clock.now());
          auto party = TRY(patch_party(tx, act, id, patch));
          follow(tx, act, id);
          return party;
        });
      });

  routes
      .add<ContactIn, Contact>(
          Method::post, "/v1/parties/{id}/contacts", "Adds a contact", "parties:write",
          [&db, &clock, follow](Context& c, const ContactIn& in) -> Result<Contact> {
            const auto id = TRY(c.param_as<PartyId>("id"));
            return company::write_once<Contact>(db, c, [&](db::Tx& tx) -> Result<Contact> {
              const Act act = act_of(tx, c, clock.now());
              auto contact = TRY(
                  add_contact(tx, act, id, {in.channel, in.value, in.purpose.value_or("billing")}));
              follow(tx, act, id);
              return contact;
            });
          })
      .created()
      .idempotent();

  routes.add<ContactPatchIn, Contact>(
      Method::patch, "/v1/parties/{id}/contacts/{contact_id}", "Changes a contact", "parties:write",
      [&db, &clock, follow](Context& c, const ContactPatchIn& in) -> Result<Contact> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        const auto contact = TRY(c.param_as<ContactId>("contact_id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<Contact> {
          const Act act = act_of(tx, c, clock.now());
          auto changed = TRY(patch_contact(tx, act, id, contact,
                                           {in.value, in.purpose, in.state, in.state_reason}));
          follow(tx, act, id);
          return changed;
        });
      });

  routes.add<void, void>(Method::del, "/v1/parties/{id}/contacts/{contact_id}", "Removes a contact",
                         "parties:write", [&db, &clock, follow](Context& c) -> Status {
                           const auto id = TRY(c.param_as<PartyId>("id"));
                           const auto contact = TRY(c.param_as<ContactId>("contact_id"));
                           return db.write(c.caller.tenant, [&](db::Tx& tx) -> Status {
                             const Act act = act_of(tx, c, clock.now());
                             TRY_STATUS(remove_contact(tx, act, id, contact));
                             follow(tx, act, id);
                             return {};
                           });
                         });

  routes
      .add<NoteIn, Note>(Method::post, "/v1/parties/{id}/notes", "Writes a note", "parties:write",
                         [&db, &clock](Context& c, const NoteIn& in) -> Result<Note> {
                           const auto id = TRY(c.param_as<PartyId>("id"));
                           return company::write_once<Note>(db, c, [&](db::Tx& tx) -> Result<Note> {
                             const Act act = act_of(tx, c, clock.now());
                             return add_note(tx, act, id, in.text);
                           });
                         })
      .created()
      .idempotent();

  routes.get<Notes>("/v1/parties/{id}/notes", "Lists the notes, newest first", "parties:read",
                    [&db](Context& c) -> Result<Notes> {
                      const auto id = TRY(c.param_as<PartyId>("id"));
                      return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Notes> {
                        TRY(load_party(tx, id));
                        return Notes{notes_of(tx, id)};
                      });
                    });

  routes.add<Tags, Tags>(Method::put, "/v1/parties/{id}/tags", "Sets the tags", "parties:write",
                         [&db, &clock](Context& c, const Tags& in) -> Result<Tags> {
                           const auto id = TRY(c.param_as<PartyId>("id"));
                           return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<Tags> {
                             const Act act = act_of(tx, c, clock.now());
                             return Tags{TRY(set_tags(tx, act, id, in.tags))};
                           });
                         });

  routes
      .get<http::Page<TimelineEvent>>(
          "/v1/parties/{id}/timeline", "What happened, newest first", "parties:read",
          [&db](Context& c) -> Result<http::Page<TimelineEvent>> {
            const auto id = TRY(c.param_as<PartyId>("id"));
            const int limit = TRY(c.limit());
            const auto after = TRY(c.cursor<After>());
            return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<http::Page<TimelineEvent>> {
              TRY(load_party(tx, id));
              std::vector<TimelineEvent> items;
              for (const Event& event : party_timeline(
                       tx, id, after ? std::optional(after->id) : std::nullopt, limit + 1)) {
                items.push_back(view_of(event));
              }
              return http::page_of(std::move(items), limit,
                                   [](const TimelineEvent& last) { return After{last.id}; });
            });
          })
      .paged();

  routes
      .raw(Method::post, "/v1/imports/parties/preview",
           "Reads a spreadsheet of customers and lists every problem", "parties:write",
           [](Context& c) -> Result<http::Response> {
             const PartyImport import = TRY(read_party_import(c.request.body));
             return http::Response::json(json::write(preview_of(import)));
           })
      .upload("text/csv")
      .returns<ImportPreview>();

  // Whole or nothing: with any problem, 422 with the same list as the preview.
  routes
      .raw(Method::post, "/v1/imports/parties", "Takes a spreadsheet of customers, whole or not",
           "parties:write",
           [&db, &clock, follow](Context& c) -> Result<http::Response> {
             const PartyImport import = TRY(read_party_import(c.request.body));
             if (!import.problems.empty()) {
               http::Response refused = http::Response::json(json::write(preview_of(import)));
               refused.status = 422;
               return refused;
             }
             const Imported done =
                 TRY(db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<Imported> {
                   const Act act = act_of(tx, c, clock.now());
                   return import_parties(tx, act, import, follow);
                 }));
             return http::Response::json(json::write(done));
           })
      .upload("text/csv")
      .returns<Imported>();
}

}  // namespace quita::party
