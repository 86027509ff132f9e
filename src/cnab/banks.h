// The banks' tables. A new bank is a file of them for each format and a line in layout.cpp.
#pragma once

#include "cnab/layout.h"

namespace quita::cnab {

extern const Layout bb_240, bb_400;                // 001 Banco do Brasil, convênio of 7 digits
extern const Layout santander_240, santander_400;  // 033
extern const Layout caixa_240, caixa_400;          // 104, SIGCB
extern const Layout bradesco_240, bradesco_400;    // 237
extern const Layout itau_240, itau_400, itau_444;  // 341
extern const Layout nordeste_240, nordeste_400;    // 004
extern const Layout banestes_240, banestes_400;    // 021
extern const Layout banrisul_240, banrisul_400;    // 041
extern const Layout brb_400;                       // 070
extern const Layout inter_400;                     // 077
extern const Layout sisprime_400;                  // 084
extern const Layout ailos_240, ailos_400;          // 085
extern const Layout cresol_240, cresol_400;        // 133
extern const Layout unicred_240, unicred_400;      // 136
extern const Layout btg_240;                       // 208
extern const Layout fibra_400;                     // 224
extern const Layout c6_400;                        // 336
extern const Layout hsbc_400;                      // 399, return
extern const Layout safra_400;                     // 422
extern const Layout delbank_400;                   // 435
extern const Layout pine_400;                      // 643
extern const Layout rendimento_400;                // 633
extern const Layout daycoval_400;                  // 707
extern const Layout original_400;                  // 212
extern const Layout citibank_240, citibank_400;    // 745, in 240 remittance
extern const Layout ourinvest_400;                 // 712
extern const Layout sofisa_400;                    // 637
extern const Layout votorantim_240;                // 655, remittance
extern const Layout votorantim_400;                // 655
extern const Layout mercantil_400;                 // 389
extern const Layout ser_finance_240;               // 530
extern const Layout abc_brasil_240;                // 246
extern const Layout sicredi_240, sicredi_400;      // 748
extern const Layout sicoob_240, sicoob_400;        // 756

// Known of one source, ACBr.
extern const Layout alfa_400;                        // 025
extern const Layout banese_400;                      // 047, return
extern const Layout credisan_400;                    // 089
extern const Layout unicred_rs_400;                  // 091, remittance
extern const Layout uniprime_240, uniprime_400;      // 099, in 240 the return
extern const Layout bocom_400;                       // 107, return
extern const Layout pefisa_400;                      // 174, remittance
extern const Layout bs2_400;                         // 218
extern const Layout money_plus_240, money_plus_400;  // 274, remittance
extern const Layout sulcredi_240;                    // 322, remittance
extern const Layout vortx_400;                       // 310
extern const Layout industrial_400;                  // 604

}  // namespace quita::cnab
