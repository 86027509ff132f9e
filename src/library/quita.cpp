#include "library/quita.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <sstream>
#include <string>

#include "json/parse.h"
#include "library/boleto_json.h"
#include "library/cnab_read_json.h"
#include "library/cnab_write_json.h"
#include "library/document_json.h"
#include "library/members.h"
#include "library/pix_charge_json.h"
#include "library/pix_json.h"
#include "library/slip_batch.h"

namespace {

using quita::Error;
using quita::Result;
using quita::library::object;

struct Answer {
  int code = QUITA_DONE;
  std::string bytes;
};

Answer refuse(const object& refusal) { return {QUITA_REFUSED, boost::json::serialize(refusal)}; }
Answer refuse(const Error& error) { return refuse(quita::library::refusal(error)); }

Answer json_answer(const Result<object>& made) {
  if (!made) return refuse(made.error());
  return {QUITA_DONE, boost::json::serialize(*made)};
}

// The caller's copy, which free() takes back.
bool hand_over(const std::string& bytes, char** output, size_t* output_size) {
  *output = static_cast<char*>(std::malloc(bytes.size() + 1));
  if (*output == nullptr) return false;
  std::memcpy(*output, bytes.c_str(), bytes.size() + 1);
  if (output_size != nullptr) *output_size = bytes.size();
  return true;
}

// The border: what `work` answers, or what it threw, as a code.
template <class Work>
int answer(const char* input, size_t input_size, char** output, size_t* output_size,
           Work work) noexcept {
  if (output == nullptr) return QUITA_BROKEN;
  *output = nullptr;
  if (output_size != nullptr) *output_size = 0;
  try {
    Answer made;
    try {
      made = work(input == nullptr ? std::string_view() : std::string_view(input, input_size));
    } catch (const std::exception& broken) {
      made = refuse(Error{quita::ErrorKind::invalid, "internal", broken.what(), "", ""});
      made.code = QUITA_BROKEN;
    }
    return hand_over(made.bytes, output, output_size) ? made.code : QUITA_BROKEN;
  } catch (...) {
    return QUITA_BROKEN;
  }
}

// For what takes one JSON object and gives one.
template <class Make>
int answer_object(const char* input, size_t input_size, char** output, size_t* output_size,
                  Make make) noexcept {
  return answer(input, input_size, output, output_size, [&](std::string_view text) {
    const auto members = quita::library::parse_object(text);
    return members ? json_answer(make(*members)) : refuse(members.error());
  });
}

Result<std::string> required_text(const object& members, const char* name) {
  auto text = TRY(quita::library::text_of(members, name));
  if (text.empty()) {
    return quita::invalid("json.missing", std::string(name) + ": falta informar", name, "um texto");
  }
  return text;
}

Result<object> read_boleto(const object& members) {
  const auto code = TRY(required_text(members, "codigo"));
  const auto today = TRY(quita::library::date_of(members, "hoje"));
  if (!today) {
    return quita::invalid("json.missing", "hoje: falta informar", "hoje", "uma data AAAA-MM-DD");
  }
  return quita::library::read_boleto(code, *today);
}

Answer print_slips(const object& members) {
  quita::library::SlipBatch batch;
  const auto layout = quita::library::text_of(members, "modelo");
  if (!layout) return refuse(layout.error());
  if (!layout->empty()) {
    const auto named = quita::library::slip_layout(*layout);
    if (!named) return refuse(named.error());
    batch.layout = *named;
  }
  const auto* slips = members.if_contains("boletos");
  if (slips == nullptr || !slips->is_array() || slips->as_array().empty()) {
    return refuse(Error{quita::ErrorKind::invalid, "json.missing", "boletos: falta informar",
                        "boletos", "uma lista com pelo menos um boleto"});
  }
  std::stringstream lines;
  for (const auto& slip : slips->as_array()) lines << boost::json::serialize(slip) << '\n';
  Answer made;
  std::string refused;
  quita::library::write_slips(
      lines, batch, [&](std::string_view bytes) { made.bytes += bytes; },
      [&](std::size_t line, const Error& error) {
        if (!refused.empty()) return;
        refused = boost::json::serialize(
            quita::library::refusal(error, "boletos." + std::to_string(line - 1)));
      });
  return refused.empty() ? made : Answer{QUITA_REFUSED, refused};
}

Answer read_cnab(std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  std::ostringstream out;
  const auto printed = quita::library::print_cnab(in, out, quita::library::CnabShape::document);
  if (!printed) return refuse(printed.error());
  return {QUITA_DONE, std::move(out).str()};
}

Answer check_cnab(std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  const auto report = quita::cnab::check(in);
  if (!report) return refuse(report.error());
  const auto json = quita::library::check_json(*report);
  return {json.at("erros").as_int64() == 0 ? QUITA_DONE : QUITA_FOUND,
          boost::json::serialize(json)};
}

Answer write_cnab(std::string_view text) {
  auto file = quita::library::write_cnab(text);
  if (!file) return refuse(quita::library::refusals(file.error()));
  return {QUITA_DONE, *std::move(file)};
}

}  // namespace

extern "C" {

int quita_boleto_make(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer_object(input, input_size, output, output_size, quita::library::make_boleto);
}

int quita_boleto_read(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer_object(input, input_size, output, output_size, read_boleto);
}

int quita_boleto_pdf(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, [](std::string_view text) {
    const auto members = quita::library::parse_object(text);
    return members ? print_slips(*members) : refuse(members.error());
  });
}

int quita_pix_make(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer_object(input, input_size, output, output_size, quita::library::make_pix);
}

int quita_pix_read(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer_object(input, input_size, output, output_size,
                       [](const object& members) -> Result<object> {
                         return quita::library::read_pix(TRY(required_text(members, "br_code")));
                       });
}

int quita_pix_charges(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer_object(input, input_size, output, output_size, quita::library::price_pix_charge);
}

int quita_cnab_read(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, read_cnab);
}

int quita_cnab_check(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, check_cnab);
}

int quita_cnab_write(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, write_cnab);
}

int quita_ofx_read(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, [](std::string_view bytes) {
    return json_answer(quita::document::read_ofx(bytes).map(quita::library::ofx_json));
  });
}

int quita_nfe_read(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, [](std::string_view bytes) {
    return json_answer(quita::library::read_nfe_file(bytes));
  });
}

int quita_nfse_read(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, [](std::string_view bytes) {
    return json_answer(quita::document::read_nfse(bytes).map(quita::library::nfse_json));
  });
}

int quita_xml_verify(const char* input, size_t input_size, char** output, size_t* output_size) {
  return answer(input, input_size, output, output_size, [](std::string_view bytes) {
    return json_answer(
        quita::document::verify_xml_signature(bytes).map(quita::library::xml_signature_json));
  });
}

void quita_free(char* output) { std::free(output); }

const char* quita_version(void) { return QUITA_VERSION; }

}  // extern "C"
