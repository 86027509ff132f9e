#include "agreement/agreement_check.h"

#include <fmt/format.h>

#include <limits>

#include "agreement/agreement.h"
#include "receivable/receivable_store.h"

namespace quita::agreement {
namespace {

using receivable::Entry;
using receivable::EntryKind;

class Check {
 public:
  explicit Check(db::Tx& tx) : tx_(tx) {}

  std::vector<receivable::Violation> run() {
    for (const Agreement& each : agreements(tx_, std::nullopt, std::numeric_limits<int>::max())) {
      agreement_ = *load(tx_, each.id);
      subject_ = fmt::format("{} (acordo {})", each.id.text(), each.number);
      taken_ = placed_ = Money();
      sums();
      for (const RenegotiatedTitle& title : agreement_.titles) old_title(title);
      for (const Instalment& instalment : agreement_.instalments) new_title(instalment);
      if (taken_ != placed_) {
        add("agreement.money",
            fmt::format("ao ser desfeito tirou {} das parcelas e pôs {} nos títulos",
                        format_brl(taken_), format_brl(placed_)));
      }
    }
    return std::move(found_);
  }

 private:
  void add(std::string_view law, std::string message) {
    found_.push_back({std::string(law), subject_, std::move(message)});
  }
  void equal(std::string_view law, std::string_view what, Money stored, Money derived) {
    if (stored == derived) return;
    add(law,
        fmt::format("{}: gravado {}, somado {}", what, format_brl(stored), format_brl(derived)));
  }

  void sums() {
    Money owed, agreed, instalments;
    for (const RenegotiatedTitle& title : agreement_.titles) {
      owed += title.owed;
      agreed += title.agreed;
    }
    for (const Instalment& instalment : agreement_.instalments) instalments += instalment.amount;
    equal("agreement.sum", "total", agreement_.total, agreement_.agreed + agreement_.interest);
    equal("agreement.sum", "dívida", agreement_.owed, owed);
    equal("agreement.sum", "valor acordado", agreement_.agreed, agreed);
    equal("agreement.sum", "parcelas", agreement_.total, instalments);
    if (static_cast<int>(agreement_.instalments.size()) != agreement_.count) {
      add("agreement.sum", fmt::format("{} parcelas gravadas, {} títulos", agreement_.count,
                                       agreement_.instalments.size()));
    }
  }

  bool broken() const { return agreement_.state == State::broken; }

  bool of_break(const Entry& entry) const {
    return entry.cause.kind == receivable::agreement_cause &&
           entry.cause.key.starts_with(agreement_.id.text() + "!");
  }

  void old_title(const RenegotiatedTitle& title) {
    const auto journal = receivable::journal_of(tx_, title.title);
    Money left;
    bool undone = false;
    for (const Entry& entry : journal) {
      if (of_break(entry) && receivable::moves_money(entry.kind)) placed_ += entry.amount;
      if (entry.kind != EntryKind::renegotiated || entry.cause.key != agreement_.id.text())
        continue;
      left += entry.reduction;
      undone = receivable::reversed(journal, entry.seq);
    }
    equal("agreement.title", "título " + title.number, title.agreed, left);
    if (undone != broken()) {
      add("agreement.state", fmt::format("o título {} {}", title.number,
                                         undone ? "voltou a dever com o acordo em curso"
                                                : "não voltou com o acordo desfeito"));
    }
  }

  void new_title(const Instalment& instalment) {
    const auto record = receivable::find_title(tx_, instalment.title);
    const auto journal = receivable::journal_of(tx_, instalment.title);
    if (!record || journal.empty() || record->title.party != agreement_.party ||
        journal.front().cause.key != agreement_.id.text()) {
      return add("agreement.instalment",
                 fmt::format("a parcela {} não é um título deste acordo", instalment.place));
    }
    equal("agreement.instalment", fmt::format("parcela {}", instalment.place), instalment.amount,
          record->title.amount);
    if (broken() && receivable::collectable(record->state)) {
      add("agreement.state",
          fmt::format("a parcela {} ainda é cobrada com o acordo desfeito", instalment.place));
    }
    for (const Entry& entry : journal) {
      if (of_break(entry) && entry.kind == EntryKind::reversal) taken_ -= entry.amount;
    }
  }

  db::Tx& tx_;
  Agreement agreement_;
  std::string subject_;
  Money taken_, placed_;
  std::vector<receivable::Violation> found_;
};

}  // namespace

std::vector<receivable::Violation> check(db::Tx& tx) { return Check(tx).run(); }

}  // namespace quita::agreement
