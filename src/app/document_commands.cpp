#include "app/document_commands.h"

#include <boost/json/serialize.hpp>
#include <string>

#include "library/document_json.h"

namespace quita::app {

namespace {

using library::object;

// Never more than the reader takes plus one byte, by which the reader sees that it was too much.
std::string read_bounded(std::istream& in, std::size_t bytes_max) {
  std::string bytes(bytes_max + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

int print(std::ostream& out, const Result<object>& read) {
  out << boost::json::serialize(read ? *read : library::refusal(read.error())) << '\n';
  return read ? 0 : 2;
}

}  // namespace

int nfe_read(std::istream& in, std::ostream& out) {
  return print(out, library::read_nfe_file(read_bounded(in, document::nfe_bytes_max)));
}

int ofx_read(std::istream& in, std::ostream& out) {
  return print(
      out, document::read_ofx(read_bounded(in, document::ofx_bytes_max)).map(library::ofx_json));
}

int nfse_read(std::istream& in, std::ostream& out) {
  return print(
      out, document::read_nfse(read_bounded(in, document::nfe_bytes_max)).map(library::nfse_json));
}

int xml_verify(std::istream& in, std::ostream& out) {
  return print(out, document::verify_xml_signature(read_bounded(in, document::nfe_bytes_max))
                        .map(library::xml_signature_json));
}

}  // namespace quita::app
