#include "app/cnab_commands.h"

#include <boost/json/serialize.hpp>
#include <istream>
#include <ostream>

#include "cnab/check.h"
#include "cnab/explain.h"
#include "library/cnab_read_json.h"
#include "library/cnab_write_json.h"
#include "library/whole_input.h"

namespace quita::app {
namespace {

int refuse(std::ostream& out, const Error& error) {
  out << boost::json::serialize(library::refusal(error)) << '\n';
  return 2;
}

int print(std::istream& in, std::ostream& out, library::CnabShape shape) {
  const auto printed = library::print_cnab(in, out, shape);
  return printed ? 0 : refuse(out, printed.error());
}

}  // namespace

int cnab_read(std::istream& in, std::ostream& out) {
  return print(in, out, library::CnabShape::document);
}

int cnab_read_lines(std::istream& in, std::ostream& out) {
  return print(in, out, library::CnabShape::lines);
}

int cnab_check(std::istream& in, std::ostream& out) {
  const auto report = cnab::check(in);
  if (!report) return refuse(out, report.error());
  const auto json = library::check_json(*report);
  out << boost::json::serialize(json) << '\n';
  return json.at("erros").as_int64() == 0 ? 0 : 1;
}

int cnab_explain(std::istream& in, std::ostream& out) {
  const auto explained = cnab::explain(in, out);
  return explained ? 0 : refuse(out, explained.error());
}

int cnab_write(std::istream& in, std::ostream& out) {
  const auto document = library::read_whole(in);
  if (!document) return refuse(out, document.error());
  const auto file = library::write_cnab(*document);
  if (file) {
    out << *file;
    return 0;
  }
  out << boost::json::serialize(library::refusals(file.error())) << '\n';
  return 2;
}

}  // namespace quita::app
