#include "messaging/paper_settings.h"

#include "company/setting.h"

namespace quita::messaging {

namespace {
constexpr std::string_view setting = "letters";
constexpr std::string_view on_word = "on";
}  // namespace

bool letters_are_on(db::Tx& tx) { return company::read_setting(tx, setting) == on_word; }

void switch_letters(db::Tx& tx, Instant now, bool on) {
  company::write_setting(tx, now, setting, on ? on_word : "off");
}

}  // namespace quita::messaging
