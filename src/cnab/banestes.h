// What both of Banestes' files return besides the occurrence: FEBRABAN's reasons (the manuals'
// tables A, B and C) and the bank's own.
#pragma once

#include "cnab/febraban_240.h"

namespace quita::cnab::banestes {

inline constexpr ReasonWords own_reasons[] = {
    {"92", "Pagador eletrônico (DDA)"},
    {"98", "Erro na formação do carnê"},
};
// Of the whole remittance: table D.
inline constexpr ReasonWords file_rejections[] = {
    {"01", "Remessa em duplicidade"},
    {"02", "Erro na sequência dos registros"},
    {"03", "Código do banco inválido"},
    {"04", "Beneficiário não cadastrado"},
    {"05", "O primeiro registro não é header"},
    {"06", "O arquivo não é remessa"},
    {"07", "O serviço não é cobrança"},
    {"08", "Conta corrente diferente da do header"},
    {"09", "Código de ocorrência inválido"},
    {"10", "Erro na sequência dos lotes"},
    {"11", "Lote do detalhe diferente do do header"},
    {"12", "Falta o trailer do arquivo"},
    {"13", "Lote do trailer diferente do do header"},
    {"14", "Quantidade de registros do lote errada"},
    {"15", "Lote do trailer inválido"},
    {"16", "Quantidade de lotes do arquivo errada"},
    {"17", "Segmento fora de ordem"},
    {"18", "Registro fora de ordem"},
    {"19", "Registro inválido"},
    {"99", "Outros motivos"},
};
inline const ReasonTable reason_tables[] = {
    {"02 03 26 30", own_reasons},    {"03 26 30", febraban::febraban_rejections},
    {"28", febraban::febraban_fees}, {"06 09 17", febraban::febraban_settlements},
    {"99", file_rejections},
};

inline constexpr KindCode wallets[] = {{"11", "1"}};

}  // namespace quita::cnab::banestes
