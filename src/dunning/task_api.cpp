// Tasks for people, and the profiles of payers, over HTTP.
#include "company/audit.h"
#include "dunning/payer_history.h"
#include "dunning/proposal.h"
#include "dunning/routes.h"
#include "dunning/task.h"
#include "party/party_api.h"

namespace quita::dunning {

namespace {

using http::Context;
using http::Method;

struct TaskView {
  TaskId id;
  std::string kind, kind_label;
  PartyId party_id;
  std::string party_name, label;
  bool proposal = false;            // is approved or refused, not done
  std::vector<std::string> titles;  // their numbers
  Date due_on;
  Instant created_at;
  std::optional<Instant> done_at;
  std::string done_by, note;
  std::string decision;  // about a proposal: "approved", "refused"
};
BOOST_DESCRIBE_STRUCT(TaskView, (),
                      (id, kind, kind_label, party_id, party_name, label, proposal, titles, due_on,
                       created_at, done_at, done_by, note, decision))

struct Tasks {
  std::vector<TaskView> items;
};
BOOST_DESCRIBE_STRUCT(Tasks, (), (items))

struct DoneIn {
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(DoneIn, (), (note))

struct ApprovalIn {
  std::optional<std::vector<TitleId>> titles;  // absent: all of the proposal
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ApprovalIn, (), (titles, note))

struct ProfileIn {
  std::string profile, reason;
};
BOOST_DESCRIBE_STRUCT(ProfileIn, (), (profile, reason))

struct ProfileSetView {
  std::string profile, label, reason, set_by;
  Instant set_at;
};
BOOST_DESCRIBE_STRUCT(ProfileSetView, (), (profile, label, reason, set_by, set_at))

struct ProfileView {
  std::string profile, label;  // what counts
  std::string computed, computed_label, computed_why;
  std::optional<ProfileSetView> by_hand;
};
BOOST_DESCRIBE_STRUCT(ProfileView, (),
                      (profile, label, computed, computed_label, computed_why, by_hand))

constexpr int tasks_max = 500;

TaskView view_of(const Task& task) {
  return {task.id,
          std::string(word(task.kind)),
          std::string(label(task.kind)),
          task.party,
          task.party_name,
          task.label,
          is_proposal(task.kind),
          task.title_numbers,
          task.due_on,
          task.created_at,
          task.done_at,
          task.done_by,
          task.note,
          task.decision};
}

ProfileView view_of(const PayerProfile& profile) {
  ProfileView view;
  view.profile = word(profile.profile);
  view.label = label(profile.profile);
  view.computed = word(profile.computed.profile);
  view.computed_label = label(profile.computed.profile);
  view.computed_why = profile.computed.why;
  if (profile.by_hand) {
    const ProfileByHand& set = *profile.by_hand;
    view.by_hand = ProfileSetView{std::string(word(set.profile)), std::string(label(set.profile)),
                                  set.reason, set.set_by, set.set_at};
  }
  return view;
}

void add_profile_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.get<ProfileView>("/v1/parties/{id}/profile", "How a customer pays, and by which rule",
                          "dunning:read", [&db, &clock](Context& c) -> Result<ProfileView> {
                            const auto id = TRY(c.param_as<PartyId>("id"));
                            return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<ProfileView> {
                              const Act act = party::act_of(tx, c, clock.now());
                              return view_of(TRY(profile_of(tx, id, act.today)));
                            });
                          });

  routes.add<ProfileIn, ProfileView>(
      Method::put, "/v1/parties/{id}/profile", "Sets a customer's profile by hand", "holds:write",
      [&db, &clock](Context& c, const ProfileIn& in) -> Result<ProfileView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        const auto profile = parse_profile(in.profile);
        if (!profile) {
          return invalid("profile.word", "Não há o perfil “" + in.profile + "”.", "profile");
        }
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ProfileView> {
          const Act act = party::act_of(tx, c, clock.now());
          const ProfileView before = view_of(TRY(profile_of(tx, id, act.today)));
          const ProfileView after = view_of(TRY(set_profile(tx, act, id, *profile, in.reason)));
          company::audit(tx, actor_of(act), "party.profile", {"party", id.uuid},
                         json::write(before), json::write(after));
          return after;
        });
      });

  routes.add<void, ProfileView>(
      Method::del, "/v1/parties/{id}/profile", "Lets the history tell a customer's profile again",
      "holds:write", [&db, &clock](Context& c) -> Result<ProfileView> {
        const auto id = TRY(c.param_as<PartyId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<ProfileView> {
          const Act act = party::act_of(tx, c, clock.now());
          const ProfileView before = view_of(TRY(profile_of(tx, id, act.today)));
          const ProfileView after = view_of(TRY(clear_profile(tx, act, id)));
          company::audit(tx, actor_of(act), "party.profile", {"party", id.uuid},
                         json::write(before), json::write(after));
          return after;
        });
      });
}

void add_proposal_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  routes.add<ApprovalIn, TaskView>(
      Method::post, "/v1/tasks/{id}/approve",
      "Approves what the régua proposed, for all its titles or those named", "dunning:write",
      [&db, &clock](Context& c, const ApprovalIn& in) -> Result<TaskView> {
        const auto id = TRY(c.param_as<TaskId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TaskView> {
          const Act act = party::act_of(tx, c, clock.now());
          const TaskView view = view_of(TRY(approve(
              tx, act, id, in.titles.value_or(std::vector<TitleId>()), in.note.value_or(""))));
          company::audit(tx, actor_of(act), "task.approve", {"task", id.uuid}, {},
                         json::write(view));
          return view;
        });
      });

  routes.add<DoneIn, TaskView>(
      Method::post, "/v1/tasks/{id}/refuse", "Refuses what the régua proposed", "dunning:write",
      [&db, &clock](Context& c, const DoneIn& in) -> Result<TaskView> {
        const auto id = TRY(c.param_as<TaskId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TaskView> {
          const Act act = party::act_of(tx, c, clock.now());
          const TaskView view = view_of(TRY(refuse(tx, act, id, in.note.value_or(""))));
          company::audit(tx, actor_of(act), "task.refuse", {"task", id.uuid}, {},
                         json::write(view));
          return view;
        });
      });
}

}  // namespace

void add_task_routes(http::Routes& routes, db::Db& db, const Clock& clock) {
  add_profile_routes(routes, db, clock);
  add_proposal_routes(routes, db, clock);

  routes
      .get<Tasks>("/v1/tasks", "Lists what people are to do, oldest first", "dunning:read",
                  [&db](Context& c) -> Result<Tasks> {
                    const auto party = TRY(c.query_as<PartyId>("party_id"));
                    return db.read(c.caller.tenant, [&](db::Tx& tx) -> Result<Tasks> {
                      Tasks tasks;
                      for (const Task& task : open_tasks(tx, party, tasks_max)) {
                        tasks.items.push_back(view_of(task));
                      }
                      return tasks;
                    });
                  })
      .query<PartyId>("party_id", "Cliente");

  routes.add<DoneIn, TaskView>(
      Method::post, "/v1/tasks/{id}/done", "A task was done", "holds:write",
      [&db, &clock](Context& c, const DoneIn& in) -> Result<TaskView> {
        const auto id = TRY(c.param_as<TaskId>("id"));
        return db.write(c.caller.tenant, [&](db::Tx& tx) -> Result<TaskView> {
          const Act act = party::act_of(tx, c, clock.now());
          const TaskView view = view_of(TRY(finish_task(tx, act, id, in.note.value_or(""))));
          company::audit(tx, actor_of(act), "task.done", {"task", id.uuid}, {}, json::write(view));
          return view;
        });
      });
}

}  // namespace quita::dunning
