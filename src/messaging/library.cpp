#include "messaging/library.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "messaging/library_files.h"

namespace quita::messaging {
namespace {

using Sections = std::map<std::string, std::string, std::less<>>;  // "atraso-7/email firme" -> text

// A file is read once: "= name" begins a group, "[key]" a text, which goes on to the next sign.
void read_file(std::string_view file, Sections& sections) {
  std::string group;
  std::string* text = nullptr;
  for (const std::string_view line : split(file, '\n')) {
    if (line.starts_with("//")) continue;
    if (line.starts_with("= ")) {
      group = line.substr(2);
      text = nullptr;
    } else if (line.starts_with('[') && line.ends_with(']')) {
      text = &sections[group + "/" + std::string(line.substr(1, line.size() - 2))];
    } else if (text != nullptr) {
      *text += line;
      *text += '\n';
    }
  }
}

const Sections& sections() {
  static const Sections all = [] {
    Sections read;
    for (const std::string_view file : {library_frames, library_profiles, library_texts})
      read_file(file, read);
    for (auto& [key, text] : read) text = trim(text);
    return read;
  }();
  return all;
}

const std::string* find(const std::string& key) {
  const auto found = sections().find(key);
  return found == sections().end() ? nullptr : &found->second;
}

constexpr std::array<std::string_view, 3> tones = {"leve", "neutro", "firme"};
std::string tone_of(const Wording& wording) {
  return std::string(tones[static_cast<std::size_t>(wording.tone)]);
}

// Where the title stands when this template is sent.
std::string_view phase_of(std::string_view name) {
  if (name == "atraso-30") return "aviso";
  return name.starts_with("atraso-") || name == "campanha" ? "atraso" : "antes";
}

std::string profile_sentence(std::string_view name, const Wording& wording) {
  if (wording.profile.empty()) return {};
  const auto* text = find("perfis/" + wording.profile + " " + std::string(phase_of(name)));
  return text == nullptr ? std::string() : *text;
}

// The frame of the channel, in its tone where it has one.
std::string frame(std::string_view part, Channel channel, const Wording& wording) {
  const std::string key = "molduras/" + std::string(part) + " " + std::string(word(channel));
  if (const auto* text = find(key + " " + tone_of(wording))) return *text;
  const auto* text = find(key);
  return text == nullptr ? std::string() : *text;
}

// An empty part takes its paragraph with it.
void put(std::string& text, std::string_view part, const std::string& with) {
  const std::string place = "<" + std::string(part) + ">";
  for (std::size_t at = text.find(place); at != std::string::npos;
       at = text.find(place, at + with.size())) {
    std::size_t length = place.size();
    while (with.empty() && at + length < text.size() && text[at + length] == '\n') ++length;
    text.replace(at, length, with);
  }
}

// WhatsApp's bold is one star, and it has no links with words of their own.
std::string as_chat(std::string text) {
  for (std::size_t at = text.find("**"); at != std::string::npos; at = text.find("**", at))
    text.erase(at, 1);
  return text;
}

}  // namespace

std::optional<LibraryText> library_text(std::string_view name, Channel channel,
                                        const Wording& wording) {
  const std::string of(name);
  const std::string tone = tone_of(wording);
  if (channel == Channel::sms) {
    const auto* text = find(of + "/sms " + tone);
    return text == nullptr ? std::nullopt : std::optional(LibraryText{"", *text});
  }
  const auto* subject = find(of + "/assunto " + tone);
  const auto* long_text = find(of + "/email " + tone);
  if (subject == nullptr || long_text == nullptr) return std::nullopt;
  LibraryText text{*subject, *long_text};
  put(text.body, "perfil", profile_sentence(name, wording));
  for (const char* part : {"saudacao", "titulos", "como-pagar", "avise", "responda", "despedida"})
    put(text.body, part, frame(part, channel, wording));
  if (channel == Channel::whatsapp) text.body = as_chat(std::move(text.body));
  return text;
}

std::vector<std::string_view> library_names() {
  std::vector<std::string_view> names;
  for (const auto& [key, text] : sections()) {
    const std::string_view name = std::string_view(key).substr(0, key.find('/'));
    if (name == "molduras" || name == "perfis") continue;
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

std::vector<std::string_view> library_profiles_known() {
  std::vector<std::string_view> names;
  for (const auto& [key, text] : sections()) {
    if (!key.starts_with("perfis/")) continue;
    const std::string_view rest = std::string_view(key).substr(7);
    const std::string_view name = rest.substr(0, rest.find(' '));
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

}  // namespace quita::messaging
