#include "app/slip_commands.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <fstream>

#include "base/text.h"
#include "boleto/barcode.h"
#include "boleto/utility_slip.h"
#include "json/parse.h"
#include "library/members.h"
#include "pdf/codes.h"
#include "pdf/logo_reader.h"
#include "pix/br_code.h"

namespace quita::app {

namespace {

constexpr int exit_good = 0;
constexpr int exit_refused = 2;

void tell(std::ostream& problems, const Error& error, std::string_view place) {
  problems << json::serialize(library::refusal(error, place)) << '\n';
}

Result<pdf::Logo> logo_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return invalid("logo.file", "Não consegui abrir " + path, path);
  std::string bytes(pdf::logo_bytes_max + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  auto logo = pdf::read_logo(bytes);
  if (!logo) return tl::make_unexpected(std::move(logo).error().at(path));
  return logo;
}

Result<library::SlipBatch> batch_of(const SlipOptions& options) {
  library::SlipBatch batch;
  batch.layout = TRY(library::slip_layout(options.layout));
  batch.zip = options.zip;
  batch.threads = options.threads;
  if (!options.logo.empty()) batch.beneficiary_logo = TRY(logo_of(options.logo));
  for (const auto& each : options.bank_logos) {
    const auto equals = each.find('=');
    if (equals != 3 || !all_digits(each.substr(0, equals))) {
      return invalid("logo.bank", "Não entendi o logotipo de banco " + each, "logo-banco",
                     "o código do banco e o arquivo, como 341=itau.svg");
    }
    auto logo = TRY(logo_of(each.substr(equals + 1)));
    batch.bank_logos.emplace(each.substr(0, equals), std::move(logo));
  }
  return batch;
}

// The first line that is not blank.
Result<std::string> only_line(std::istream& in) {
  for (std::string line; std::getline(in, line);) {
    if (const auto text = trim(line); !text.empty()) return std::string(text);
  }
  return invalid("input.empty", "A entrada está vazia", {}, "um código");
}

Result<std::string> barcode_digits(std::istream& in) {
  const auto line = TRY(only_line(in));
  const std::string digits = digits_only(line);
  if (digits.starts_with('8') && digits.size() != 47) {
    return std::string(TRY(boleto::read_utility_slip(line)).text());
  }
  if (digits.size() == 47) return std::string(TRY(boleto::parse_line(line)).text());
  return std::string(TRY(boleto::parse_barcode(line)).text());
}

Result<std::string> checked_br_code(std::istream& in) {
  auto line = TRY(only_line(in));
  TRY_STATUS(pix::read_br_code(line).map([](const auto&) {}));
  return line;
}

int write_picture(const Result<std::string>& code, std::ostream& out, std::ostream& problems,
                  const std::string& format, std::string (*svg)(std::string_view),
                  std::string (*png)(std::string_view, int), int pixels) {
  if (!code) {
    tell(problems, code.error(), "");
    return exit_refused;
  }
  out << (format == "svg" ? svg(*code) : png(*code, pixels));
  return exit_good;
}

}  // namespace

int boleto_pdf(std::istream& in, std::ostream& out, std::ostream& problems,
               const SlipOptions& options) {
  const auto batch = batch_of(options);
  if (!batch) {
    tell(problems, batch.error(), "");
    return exit_refused;
  }
  const auto count = library::write_slips(
      in, *batch,
      [&](std::string_view bytes) {
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      },
      [&](std::size_t line, const Error& error) {
        tell(problems, error, fmt::format("linha {}", line));
      });
  if (count.refused > 0) return exit_refused;
  if (count.slips == 0) {
    tell(problems,
         {ErrorKind::invalid, "input.empty", "A entrada está vazia", "", "um JSON por linha"}, "");
    return exit_refused;
  }
  return exit_good;
}

int boleto_barcode(std::istream& in, std::ostream& out, std::ostream& problems,
                   const std::string& format, int pixels) {
  return write_picture(barcode_digits(in), out, problems, format, pdf::barcode_svg,
                       pdf::barcode_png, pixels);
}

int pix_qr(std::istream& in, std::ostream& out, std::ostream& problems, const std::string& format,
           int pixels) {
  return write_picture(checked_br_code(in), out, problems, format, pdf::qr_svg, pdf::qr_png,
                       pixels);
}

}  // namespace quita::app
