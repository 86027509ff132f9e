#include "app/slip_commands.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include "base/text.h"
#include "boleto/barcode.h"
#include "boleto/utility_slip.h"
#include "json/parse.h"
#include "library/members.h"
#include "pdf/codes.h"
#include "pix/br_code.h"

namespace quita::app {

namespace {

constexpr int exit_good = 0;
constexpr int exit_refused = 2;

void tell(std::ostream& problems, const Error& error, std::string_view place) {
  problems << json::serialize(library::refusal(error, place)) << '\n';
}

Result<library::SlipLayout> layout_of(const std::string& name) {
  if (name == "pagina") return library::SlipLayout::page;
  if (name == "fatura") return library::SlipLayout::invoice;
  if (name == "carne") return library::SlipLayout::booklet;
  if (name == "bobina") return library::SlipLayout::thermal;
  return invalid("slip.layout", "Não há o modelo " + name, "modelo",
                 "pagina, fatura, carne ou bobina");
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
  const auto layout = layout_of(options.layout);
  if (!layout) {
    tell(problems, layout.error(), "");
    return exit_refused;
  }
  library::SlipBatch batch;
  batch.layout = *layout;
  batch.zip = options.zip;
  batch.threads = options.threads;
  const auto count = library::write_slips(
      in, batch,
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
