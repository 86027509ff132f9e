#include "pix/br_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "brazil/postal_code.h"
#include "pix/pix_key.h"

namespace quita::pix {

namespace {

constexpr std::string_view pix_gui = "br.gov.bcb.pix";
constexpr std::size_t value_size_max = 99;
constexpr std::size_t location_size_max = 77;

// Grows in place; what stands in a code, all fields at their largest, never reaches 512.
class Writer {
 public:
  std::string_view view() const { return {text_.data(), size_}; }
  void put(std::string_view raw) {
    std::memcpy(text_.data() + size_, raw.data(), raw.size());
    size_ += raw.size();
  }
  void put(std::string_view tag, std::string_view value) {
    put(tag);
    put_size(value.size());
    put(value);
  }
  // A field made of fields: what is put until close() is its value.
  std::size_t open(std::string_view tag) {
    put(tag);
    size_ += 2;
    return size_;
  }
  void close(std::size_t begin) {
    const std::size_t end = size_;
    size_ = begin - 2;
    put_size(end - begin);
    size_ = end;
  }
  // "1299.90"
  void put_amount(std::string_view tag, Money amount) {
    std::array<char, 24> digits;
    std::size_t at = digits.size();
    auto left = static_cast<std::uint64_t>(amount.centavos());
    for (int place = 0; place < 3 || left > 0; ++place) {
      if (place == 2) digits[--at] = '.';
      digits[--at] = static_cast<char>('0' + left % 10);
      left /= 10;
    }
    put(tag, {digits.data() + at, digits.size() - at});
  }
  void put_crc() {
    put("6304");
    constexpr std::string_view figures = "0123456789ABCDEF";
    const unsigned crc = crc16(view());
    for (const int shift : {12, 8, 4, 0}) text_[size_++] = figures[crc >> shift & 15];
  }

 private:
  void put_size(std::size_t size) {
    text_[size_++] = static_cast<char>('0' + size / 10);
    text_[size_++] = static_cast<char>('0' + size % 10);
  }

  std::array<char, br_code_size_max> text_;
  std::size_t size_ = 0;
};

// What fits a line: ASCII, single blanks, cut to `size_max`. `whole` is how long it would be.
struct Line {
  std::array<char, value_size_max> text;
  std::size_t size = 0;
  std::size_t whole = 0;

  std::string_view view() const { return {text.data(), size}; }
  bool empty() const { return size == 0; }
  void add(char c, std::size_t size_max) {
    if (c < ' ' || c > '~' || (c == ' ' && (whole == 0 || last_ == ' '))) return;
    last_ = c;
    ++whole;
    if (size < size_max) text[size++] = c;
  }
  void trim_end() {
    if (last_ == ' ' && whole > 0) --whole;
    while (size > 0 && text[size - 1] == ' ') --size;
  }

 private:
  char last_ = ' ';
};

Line line_of(std::string_view text, std::size_t size_max) {
  Line line;
  while (!text.empty()) {
    if (text.front() >= ' ' && text.front() <= '~') {
      line.add(text.front(), size_max);
      text.remove_prefix(1);
      continue;
    }
    const auto letter = prefix_utf8(text, 1);
    for (const char c : fold_ascii(letter)) line.add(c, size_max);
    text.remove_prefix(letter.size());
  }
  line.trim_end();
  return line;
}

struct Merchant {
  Line name, city;
  std::string postal_code;
};

Result<Merchant> merchant_of(std::string_view name, std::string_view city,
                             std::string_view postal_code) {
  Merchant merchant{line_of(name, merchant_name_max), line_of(city, merchant_city_max), {}};
  if (merchant.name.empty()) {
    return invalid("br_code.name", "nome: falta o nome de quem recebe", "nome",
                   "de 1 a 25 caracteres");
  }
  if (merchant.city.empty()) {
    return invalid("br_code.city", "cidade: falta a cidade de quem recebe", "cidade",
                   "de 1 a 15 caracteres");
  }
  if (!postal_code.empty()) {
    const auto code = parse_postal_code(postal_code);
    if (!code) return invalid("br_code.postal_code", code.error().message, "cep", "oito dígitos");
    merchant.postal_code = code->digits();
  }
  return merchant;
}

// "pix.banco.com.br/qr/v2/…": a host and a path, and no scheme.
Status check_location(std::string_view location, std::string_view field) {
  const auto slash = location.find('/');
  const bool printable =
      std::all_of(location.begin(), location.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (!printable || location.size() > location_size_max || slash == std::string_view::npos ||
      slash == 0 || location.find("://") != std::string_view::npos ||
      location.substr(0, slash).find('.') == std::string_view::npos) {
    return invalid(
        "br_code.location",
        fmt::format("{}: \"{}\" não é o endereço de uma cobrança", field, location.substr(0, 80)),
        std::string(field),
        "servidor e caminho, sem https://, com até 77 caracteres, como "
        "pix.banco.com.br/qr/v2/…");
  }
  return {};
}

void put_account(Writer& code, std::string_view tag, std::string_view location) {
  const auto account = code.open(tag);
  code.put("00", pix_gui);
  if (!location.empty()) code.put("25", location);
  code.close(account);
}

// From the account on, what static and dynamic codes have in common.
std::string finish(Writer& code, const std::optional<Money>& amount, const Merchant& merchant,
                   std::string_view txid, std::string_view recurrence) {
  code.put("520400005303986");
  if (amount) code.put_amount("54", *amount);
  code.put("5802BR");
  code.put("59", merchant.name.view());
  code.put("60", merchant.city.view());
  if (!merchant.postal_code.empty()) code.put("61", merchant.postal_code);
  const auto additional = code.open("62");
  code.put("05", txid);
  code.close(additional);
  if (!recurrence.empty()) put_account(code, "80", recurrence);
  code.put_crc();
  return std::string(code.view());
}

Status check_recurrence(std::string_view recurrence) {
  return recurrence.empty() ? Status() : check_location(recurrence, "url_recorrencia");
}

}  // namespace

Result<std::string> make_br_code(const StaticCode& wanted) {
  auto key = parse_key(wanted.key);
  if (!key) {
    key.error().field = "chave";
    return tl::make_unexpected(std::move(key).error());
  }
  TRY_STATUS(check_static_txid(wanted.txid));
  TRY_STATUS(check_recurrence(wanted.recurrence));
  if (wanted.amount &&
      (!wanted.amount->positive() || wanted.amount->centavos() > Money::outside_max)) {
    return invalid(
        "br_code.amount",
        fmt::format("valor: {} não pode ser cobrado por Pix", format_brl(*wanted.amount)), "valor",
        "de R$ 0,01 a R$ 9.999.999.999,99, ou nenhum valor");
  }
  const auto merchant =
      TRY(merchant_of(wanted.merchant_name, wanted.merchant_city, wanted.postal_code));
  Writer code;
  code.put("000201");
  const auto account = code.open("26");
  code.put("00", pix_gui);
  code.put("01", key->text);
  if (!wanted.description.empty()) {
    const std::size_t used = code.view().size() - account + 4;  // with its own tag and length
    const std::size_t room = used < value_size_max ? value_size_max - used : 0;
    const Line description = line_of(wanted.description, room);
    if (description.whole > room) {
      return invalid("br_code.description",
                     fmt::format("descricao: tem {} caracteres, e não cabe ao lado da chave",
                                 description.whole),
                     "descricao", fmt::format("no máximo {} caracteres", room));
    }
    if (!description.empty()) code.put("02", description.view());
  }
  code.close(account);
  return finish(code, wanted.amount, merchant, wanted.txid, wanted.recurrence);
}

Result<std::string> make_br_code(const DynamicCode& wanted) {
  if (!wanted.location.empty() || wanted.recurrence.empty()) {
    TRY_STATUS(check_location(wanted.location, "url"));
  }
  TRY_STATUS(check_recurrence(wanted.recurrence));
  const auto merchant =
      TRY(merchant_of(wanted.merchant_name, wanted.merchant_city, wanted.postal_code));
  Writer code;
  code.put("000201");
  if (wanted.single_use && !wanted.location.empty()) code.put("01", "12");
  put_account(code, "26", wanted.location);
  return finish(code, std::nullopt, merchant, "***", wanted.recurrence);
}

}  // namespace quita::pix
