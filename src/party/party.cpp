#include "party/party.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "brazil/document.h"
#include "brazil/phone.h"
#include "brazil/postal_code.h"
#include "brazil/state.h"

namespace quita::party {
namespace {

constexpr std::size_t name_size_max = 120;
constexpr std::size_t line_size_max = 120;
constexpr std::size_t words_max = 10;
constexpr std::size_t tags_max = 20;
constexpr std::size_t tag_size_max = 40;
constexpr std::array contact_purposes{std::string_view("billing"), std::string_view("financial"),
                                      std::string_view("personal")};
constexpr std::array address_purposes{std::string_view("billing"), std::string_view("delivery"),
                                      std::string_view("home")};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string tidy(std::string_view text) { return std::string(trim(text)); }

Error problem(std::string code, std::string message, std::string field) {
  return {ErrorKind::invalid, std::move(code), std::move(message), std::move(field), {}};
}

// RFC 5321 4.5.3.1 and RFC 5322's dot-atom.
bool local_part(std::string_view text) {
  if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(static_cast<char>(c)) !=
               std::string_view::npos;
  });
}

bool domain(std::string_view text) {
  if (text.empty() || text.size() > 255) return false;
  const auto labels = split(text, '.');
  if (labels.size() < 2) return false;
  for (std::string_view part : labels) {
    if (part.empty() || part.size() > 63 || part.front() == '-' || part.back() == '-') return false;
    if (!std::all_of(part.begin(), part.end(), [](unsigned char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        })) {
      return false;
    }
  }
  return !all_digits(labels.back());
}

void check_address(Address& address, std::size_t index, std::vector<Error>& problems) {
  const std::string place = fmt::format("addresses.{}", index);
  for (std::string* line :
       {&address.street, &address.number, &address.complement, &address.district, &address.city,
        &address.state, &address.postal_code, &address.purpose}) {
    *line = tidy(*line);
    if (length_utf8(*line) > line_size_max) {
      problems.push_back(problem(
          "party.address",
          fmt::format("Uma linha do endereço passa de {} caracteres.", line_size_max), place));
    }
  }
  if (address.purpose.empty()) address.purpose = "billing";
  if (!among(address_purposes, address.purpose)) {
    problems.push_back(problem("party.purpose",
                               "O endereço é de cobrança (billing), entrega (delivery) ou "
                               "residência (home).",
                               place + ".purpose"));
  }
  if (!address.state.empty()) {
    const State* state = find_state(address.state);
    if (state == nullptr) {
      problems.push_back(problem("party.state",
                                 fmt::format("\"{}\" não é a sigla de um estado.", address.state),
                                 place + ".state"));
    } else {
      address.state = state->code;
    }
  }
  if (!address.postal_code.empty()) {
    auto code = parse_postal_code(address.postal_code);
    if (code) {
      address.postal_code = code->digits();
    } else {
      problems.push_back(std::move(code).error().at(place + ".postal_code"));
    }
  }
}

}  // namespace

std::string_view name(Kind kind) { return kind == Kind::person ? "person" : "company"; }
std::string_view name(Channel channel) { return channel == Channel::email ? "email" : "phone"; }
std::string_view name(ContactState state) {
  switch (state) {
    case ContactState::unknown:
      return "unknown";
    case ContactState::works:
      return "works";
    case ContactState::bounced:
      return "bounced";
    case ContactState::opted_out:
      return "opted_out";
  }
  return "";
}
std::optional<Channel> parse_channel(std::string_view text) {
  if (text == "email") return Channel::email;
  if (text == "phone") return Channel::phone;
  return std::nullopt;
}
std::optional<ContactState> parse_contact_state(std::string_view text) {
  for (ContactState state : {ContactState::unknown, ContactState::works, ContactState::bounced,
                             ContactState::opted_out}) {
    if (name(state) == text) return state;
  }
  return std::nullopt;
}

Result<std::string> parse_email(std::string_view text) {
  const std::string email = lower_ascii(trim(text));
  const std::size_t at = email.rfind('@');
  if (at == std::string::npos || email.size() > 254 ||
      !local_part(std::string_view(email).substr(0, at)) ||
      !domain(std::string_view(email).substr(at + 1))) {
    return invalid("party.email",
                   fmt::format("\"{}\" não é um endereço de e-mail; esperado nome@dominio.com.br.",
                               std::string(prefix_utf8(trim(text), 80))),
                   "email");
  }
  return email;
}

Result<std::string> contact_value(Channel channel, std::string_view text) {
  if (channel == Channel::email) return parse_email(text);
  return TRY(parse_phone(text)).e164();
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && words.size() < words_max &&
        std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(word);
    }
    word.clear();
  };
  for (char c : fold_search(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else {
      close();
    }
  }
  close();
  return words;
}

std::string search_text(std::string_view name, std::string_view trade_name) {
  std::string text;
  for (const std::string& word : words_of(std::string(name) + " " + std::string(trade_name))) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

CheckedDraft check_draft(Draft draft) {
  CheckedDraft checked;
  auto& problems = checked.problems;
  draft.name = tidy(draft.name);
  draft.trade_name = tidy(draft.trade_name);
  if (draft.name.empty()) {
    problems.push_back(problem("party.name", "Informe o nome ou a razão social.", "name"));
  }
  for (const auto& [text, field] :
       {std::pair(&draft.name, "name"), std::pair(&draft.trade_name, "trade_name")}) {
    if (length_utf8(*text) > name_size_max) {
      problems.push_back(problem(
          "party.name", fmt::format("O nome passa de {} caracteres.", name_size_max), field));
    }
  }
  if (trim(draft.document).empty()) {
    problems.push_back(problem("party.document", "Informe o CPF ou o CNPJ.", "document"));
  } else {
    auto document = parse_document(draft.document);
    if (document) {
      draft.document = document->digits();
      checked.kind = document->person() ? Kind::person : Kind::company;
    } else {
      problems.push_back(std::move(document).error().at("document"));
    }
  }
  for (std::size_t i = 0; i < draft.addresses.size(); ++i) {
    check_address(draft.addresses[i], i, problems);
  }
  std::vector<ContactDraft> contacts;
  for (std::size_t i = 0; i < draft.contacts.size(); ++i) {
    ContactDraft& contact = draft.contacts[i];
    const std::string place = fmt::format("contacts.{}", i);
    auto value = contact_value(contact.channel, contact.value);
    if (!value) {
      Error error = std::move(value).error();
      error.field.clear();
      problems.push_back(std::move(error).at(place + ".value"));
      continue;
    }
    contact.value = *value;
    if (!among(contact_purposes, contact.purpose)) {
      problems.push_back(problem("party.purpose",
                                 "O contato é de cobrança (billing), financeiro (financial) ou "
                                 "pessoal (personal).",
                                 place + ".purpose"));
      continue;
    }
    const bool known = std::any_of(contacts.begin(), contacts.end(), [&](const ContactDraft& c) {
      return c.channel == contact.channel && c.value == contact.value;
    });
    if (!known) contacts.push_back(contact);
  }
  draft.contacts = std::move(contacts);
  std::vector<std::string> tags;
  for (const std::string& raw : draft.tags) {
    const std::string tag = tidy(raw);
    if (tag.empty()) continue;
    if (length_utf8(tag) > tag_size_max) {
      problems.push_back(problem(
          "party.tag", fmt::format("A etiqueta passa de {} caracteres.", tag_size_max), "tags"));
      continue;
    }
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
  }
  if (tags.size() > tags_max) {
    problems.push_back(
        problem("party.tag", fmt::format("São aceitas até {} etiquetas.", tags_max), "tags"));
  }
  std::sort(tags.begin(), tags.end());
  draft.tags = std::move(tags);
  checked.draft = std::move(draft);
  return checked;
}

}  // namespace quita::party
