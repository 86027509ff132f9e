// BR Codes as JSON: the names that the commands, the C interface and their users share.
#pragma once

#include "library/members.h"

namespace quita::library {

// {"chave", "nome", "cidade", "valor", "txid", "descricao", "cep"} makes a static code,
// {"url", "nome", "cidade", "uso_unico", "cep", "url_recorrencia"} a dynamic one. Gives {"tipo",
// "br_code"}. Errors: those of pix::make_br_code and of the members.
Result<object> make_pix(const object&);

// A BR Code. Gives {"tipo": "estatico"|"dinamico"|"recorrencia", "chave", "url", …, "avisos"}.
// Errors: those of pix::read_br_code.
Result<object> read_pix(std::string_view code);

}  // namespace quita::library
