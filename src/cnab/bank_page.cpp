#include "cnab/bank_page.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "cnab/layout.h"
#include "cnab/payment_layout.h"

namespace quita::cnab {

namespace {

struct LeftOut {
  std::string_view code, why;
};
// Banks that public programs know, and why the table does not.
constexpr LeftOut left_out[] = {
    {"435",
     "Delbank: só o laravel-boleto o traz, e ele se contradiz: corta a carteira de 3 dígitos em 2 "
     "no campo livre e leva nele um número de 11, mas calcula o dígito sobre a carteira inteira e "
     "um número de 10"},
    {"479",
     "BankBoston (extinto): o boletonet traz a remessa, mas nenhum programa compõe o boleto"},
};

std::string inputs_of(const boleto::BoletoBank& bank) {
  std::string text;
  for (const auto& input : bank.inputs) {
    text +=
        fmt::format("{}`{}`{}", text.empty() ? "" : ", ", input.field, input.required ? "" : "?");
  }
  return text;
}

std::string wallets_of(const boleto::BoletoBank& bank) {
  std::string text;
  for (const auto& wallet : bank.wallets) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", wallet.code, wallet.name);
  }
  return text;
}

// Files that public programs know and the tables do not: which, and who knows them (not compared
// field by field yet) or why not.
constexpr LeftOut files_left_out[] = {
    {"003",
     "remessa 400: nenhum programa, o ACBr a recusa; retorno 400 (ACBr): o leitor é o do Banco do "
     "Brasil, com um nosso número de 11 dígitos que este banco não tem; remessa 240, retorno 240 "
     "(ACBr): o nosso número vai sem os zeros à esquerda e os nomes alinhados à direita, o que o "
     "leiaute não sabe dizer"},
    {"004",
     "remessa 240: o que o BoletoNetCore escreve não é cobrança, é débito automático (segmento A)"},
    {"047",
     "remessa 400 (ACBr): a carteira é um dígito que nenhuma fonte diz da carteira CS dos boletos; "
     "remessa 240, retorno 240: a classe do ACBr é a da Caixa com outro nome, corta os dois "
     "primeiros dígitos do nosso número e espera o banco 104"},
    {"077", "retorno 240: nenhum programa, o ACBr o recusa"},
    {"089", "retorno 240: nenhum programa, o ACBr o recusa"},
    {"091", "remessa 240 (ACBr): não diz a versão do leiaute"},
    {"097",
     "remessa 400, retorno 400: o manual do banco (1.1, junho de 2017) mudou o leiaute inteiro, "
     "os programas têm o anterior (brcobranca) ou o da Ailos (BoletoNetCore), e o manual se "
     "contradiz nas decimais do desconto e dos juros; remessa 240, retorno 240 (manual do "
     "banco, ACBr, BoletoNetCore): valores com quatro decimais, que o leiaute ainda não sabe "
     "dizer"},
    {"107",
     "remessa 400 (ACBr): é a do Bradesco, com 237 no header, e se escreve como dele; retorno 240: "
     "nenhum programa, o ACBr o recusa"},
    {"136", "retorno 240: o manual de 2012 e o ACBr dão aos mesmos códigos sentidos diferentes"},
    {"174",
     "retorno 400 (ACBr): lê o nosso número e a carteira em colunas (71 e 22) em que a remessa "
     "dele não os escreve (63 e 107)"},
    {"208", "retorno 400: nenhum programa, o ACBr o recusa"},
    {"218", "retorno 240: nenhum programa, o ACBr o recusa"},
    {"246",
     "remessa 400 (ACBr): traz o Santander (033) como banco; retorno 400: nenhum programa, o "
     "leitor do ACBr está vazio"},
    {"310", "retorno 240: nenhum programa, o ACBr o recusa"},
    {"322",
     "retorno 240 (ACBr): lê o nosso número em 42 a 52, mas a remessa dele o escreve em 38 a 57"},
    {"336", "retorno 240: nenhum programa, o ACBr o recusa"},
    {"389",
     "retorno 400 (boletonet): valores de 11 colunas onde o pago tem 13, e nenhuma ocorrência "
     "dita"},
    {"399",
     "remessa 400 (ACBr, boletonet, laravel-boleto): o banco acabou em 2016, e não há a quem "
     "remeter; retorno 240 (ACBr): leitor inacabado, e o manual do banco ainda não foi lido "
     "campo a campo"},
    {"403", "retorno 400, retorno 240: nenhum programa, o ACBr os recusa"},
    {"422",
     "remessa 240, retorno 240: ACBr e BoletoNetCore põem o nosso número em colunas diferentes (38 "
     "a 46 e 46 a 57), e não há arquivo nem manual que decida"},
    {"461", "retorno 400, retorno 240: nenhum programa, o ACBr os recusa"},
    {"479", "remessa 400 (boletonet): o banco acabou em 2006, e não há boleto dele a registrar"},
    {"530", "remessa 400: nenhum programa, o boletonet a recusa"},
    {"655",
     "retorno 240 (OpenCnabPHP): as versões dele são cópias do ABC Brasil e se contradizem nas "
     "colunas do nosso número (47 a 57 e 48 a 57); o ACBr o recusa"},
};

struct Note {
  std::string_view bank;
  Format format;
  std::string_view text;
};
// Our remittance beside the example file that a public program carries for its own tests: read
// field by field with our tables. What differs, and what decided.
constexpr Note notes[] = {
    {"001", Format::cnab240,
     "versões 083/042 no exemplo, 084/043 aqui (manual de 2023); quem emite e distribui o boleto, "
     "que "
     "aqui é sempre a empresa"},
    {"001", Format::cnab400, "102-106, em branco aqui"},
    {"004", Format::cnab400, "igual"},
    {"033", Format::cnab240, "zeros onde aqui há brancos, em campos reservados"},
    {"033", Format::cnab400, "392-394, versão da remessa, opcional"},
    {"041", Format::cnab400,
     "sem juros, brancos no exemplo e zeros aqui, como em laravel-boleto e BoletoNetCore"},
    {"070", Format::cnab400,
     "dígitos do nosso número só da carteira e do número no exemplo, da chave inteira aqui, como "
     "no "
     "boleto e no ACBr"},
    {"085", Format::cnab240,
     "forma de cadastramento 0 no exemplo, 1 aqui, como nas outras duas fontes"},
    {"104", Format::cnab240,
     "versões 050/030 no exemplo, 101/060 aqui (beneficiário de 7 dígitos)"},
    {"136", Format::cnab400, "o exemplo não traz o número do arquivo, que laravel-boleto exige"},
    {"237", Format::cnab400, "igual"},
    {"336", Format::cnab400,
     "carteira 10, sem nosso número, no exemplo; conta de cobrança direta (109-120) com o código "
     "do "
     "beneficiário e prazo de cartório em branco, zeros aqui, como no manual"},
    {"341", Format::cnab400, "igual"},
    {"341", Format::cnab444,
     "multa com o código 1 e a partir do vencimento no exemplo; 2 (percentual) e a partir do dia "
     "seguinte aqui"},
    {"748", Format::cnab240, "igual"},
    {"756", Format::cnab240, "igual"},
    {"756", Format::cnab400, "código da moeda em 193: 9 aqui, como nas outras duas fontes"},
    {"745", Format::cnab400,
     "01600BPI no fim do header do exemplo, em 101 a 108 aqui, como no manual; espécie 01 e nosso "
     "número sem dígito no exemplo, que o manual não tem"},
};

std::string cell(std::string_view bank, Format format, Direction direction) {
  const auto sure = sureness_of(bank, format, direction);
  return sure ? std::string(sureness_name(*sure)) : std::string("—");
}

std::string returned_pix_section() {
  std::string page =
      "\nO que o retorno desses boletos traz do Pix (`pix_url`, `pix_chave`, `pix_br_code`, "
      "`pix_txid`, `pix_recusa`), atrás do título a que pertence. Do Sicredi não se achou fonte "
      "do que o retorno traz.\n\n| Banco | Leiaute | Traz | Fonte |\n|---|---|---|---|\n";
  for (const auto* layout : all_layouts())
    for (const auto& record : layout->returned) {
      std::string carried;
      for (const auto key : {Key::pix_location, Key::pix_code, Key::pix_txid, Key::pix_refusal})
        if (record.has(key))
          carried += fmt::format("{}{}", carried.empty() ? "" : ", ", key_label(key));
      if (!carried.empty())
        page += fmt::format("| {} | {} | {} | {} |\n", layout->bank, format_name(layout->format),
                            carried, record.source);
    }
  return page;
}

std::string pix_section() {
  std::string page =
      "\n### Boleto com Pix\n\n"
      "Os leiautes cuja remessa leva a chave Pix (`pix_chave`) e o `pix_txid` do boleto híbrido, "
      "só "
      "no registro. Nos outros a remessa os recusa.\n\n"
      "| Banco | Leiaute | Chaves | txid | Quanto se sabe | Fonte |\n|---|---|---|---|---|---|\n";
  for (const auto* layout : all_layouts()) {
    const auto* record = find_record(layout->remittance, Part::detail, Key::pix_key);
    if (!record) continue;
    std::string kinds;
    for (std::size_t i = 0; i < layout->pix_kinds.size(); ++i)
      if (!layout->pix_kinds[i].empty())
        kinds +=
            fmt::format("{}{}", kinds.empty() ? "" : ", ", pix::name(static_cast<pix::KeyKind>(i)));
    page +=
        fmt::format("| {} | {} | {} | {} | {} | {} |\n", layout->bank, format_name(layout->format),
                    kinds, record->has(Key::pix_txid) ? "sim" : "não",
                    sureness_name(layout->sure.pix), record->source);
  }
  return page + returned_pix_section();
}

// What the payment files of a bank are not known to carry, and why.
constexpr std::array<LeftOut, 5> payments_left_out = {{
    {"001", "Pix: o segmento B do ACBr não tem a chave, e outro programa só o faz pela API"},
    {"033", "Pix por QR Code: nenhuma fonte mostra o J-52 dele"},
    {"104",
     "contas, TED e Pix: o segmento A tem parcelamento e bloqueio, cujo domínio nenhuma fonte dá"},
    {"748", "Pix por QR Code: só uma fonte o mostra, e discorda da outra na marca do J-52"},
    {"756", "Pix: o segmento B do ACBr não tem a chave"},
}};

std::string payments_section() {
  std::string page =
      "\n### Pagamentos, extrato e DDA (CNAB 240)\n\n"
      "Arquivos de pagamentos (`tipo: \"pagamentos\"`), com a forma de lançamento que cada banco "
      "pede; o retorno é lido pelas mesmas tabelas, com as ocorrências por extenso. Um banco que "
      "não "
      "está aqui é escrito e lido pelas posições comuns da FEBRABAN. O extrato (segmento E) e o "
      "DDA "
      "(segmentos G e H) são lidos, de qualquer banco, pelas posições da FEBRABAN (V09.10); as do "
      "extrato são as mesmas em Bradesco, Sicoob e Sicredi (python-cnab). Onde nenhuma fonte "
      "mostra "
      "os registros do banco, o aviso `cnab.generic` o diz.\n\n"
      "| Banco | Nome | Formas | Quanto se sabe | Fonte |\n|---|---|---|---|---|\n";
  std::vector<const PaymentLayout*> all(payment_layouts().begin(), payment_layouts().end());
  all.push_back(&payment_layout(""));
  for (const auto* one : all) {
    std::string forms;
    for (std::size_t i = 0; i < payment_method_count; ++i) {
      const auto method = static_cast<PaymentMethod>(i);
      const auto form = one->forms[i].form;
      if (form.empty()) continue;
      std::string codes(form);
      if (method == PaymentMethod::slip) codes = fmt::format("{} ou {}", one->own_slip, form);
      forms +=
          fmt::format("{}`{}` {}", forms.empty() ? "" : ", ", payment_method_name(method), codes);
    }
    page +=
        fmt::format("| {} | {} | {} | {} | {} |\n",
                    one->layout.bank.empty() ? "outros" : one->layout.bank, one->layout.bank_name,
                    forms, sureness_name(one->sureness), one->layout.returned.front().source);
  }
  page += "\nFora da tabela:\n\n| Banco | O que, e por quê |\n|---|---|\n";
  for (const auto& one : payments_left_out) page += fmt::format("| {} | {} |\n", one.code, one.why);
  return page;
}

std::string files_section() {
  std::string page =
      "\n## Arquivos CNAB\n\n"
      "Remessa e retorno de cada banco, com o mesmo \"quanto se sabe\" por célula; **conferido por "
      "casos** quer dizer aqui que um arquivo do banco, ou o exemplo com que um programa público "
      "se "
      "testa, é lido campo a campo com os nossos leiautes. Um traço: não há. CNPJ com letras: em "
      "todos eles o campo é numérico, e a remessa o recusa com o nome do campo.\n\n"
      "| Banco | Nome | Remessa 400 | Remessa 444 | Remessa 240 | Retorno 400 | Retorno 240 | "
      "Fontes "
      "|\n|---|---|---|---|---|---|---|---|\n";
  std::map<std::string_view, std::set<std::string_view>> sources;
  std::map<std::string_view, std::string_view> names;
  for (const auto* layout : all_layouts()) {
    names[layout->bank] = layout->bank_name;
    for (const auto direction : {Direction::remittance, Direction::returned})
      if (!layout->records(direction).empty())
        sources[layout->bank].insert(layout->records(direction).front().source);
  }
  for (const auto& [bank, texts] : sources) {
    std::string source;
    for (const auto text : texts) source += fmt::format("{}{}", source.empty() ? "" : "; ", text);
    page += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", bank, names[bank],
                        cell(bank, Format::cnab400, Direction::remittance),
                        cell(bank, Format::cnab444, Direction::remittance),
                        cell(bank, Format::cnab240, Direction::remittance),
                        cell(bank, Format::cnab400, Direction::returned),
                        cell(bank, Format::cnab240, Direction::returned), source);
  }
  page +=
      "\n### O que a remessa pede ao banco\n\n"
      "As ordens de cada leiaute, com o código do banco.\n\n| Banco | Leiaute | Ordens "
      "|\n|---|---|---|\n";
  for (const auto* layout : all_layouts()) {
    if (layout->remittance.empty()) continue;
    std::string orders;
    for (std::size_t i = 0; i < order_count; ++i) {
      const auto order = static_cast<Order>(i);
      if (const auto code = layout->code_of(order); !code.empty())
        orders += fmt::format("{}`{}` {}", orders.empty() ? "" : ", ", order_name(order), code);
    }
    page += fmt::format("| {} | {} | {} |\n", layout->bank, format_name(layout->format), orders);
  }
  page += pix_section();
  page += payments_section();
  page +=
      "\n### Ao lado dos exemplos do brcobranca\n\n"
      "| Banco | Leiaute | Diferença |\n|---|---|---|\n";
  for (const auto& note : notes)
    page += fmt::format("| {} | {} | {} |\n", note.bank, format_name(note.format), note.text);
  page +=
      "\n### Arquivos fora da tabela\n\nQue algum programa público conhece e que aqui não são "
      "lidos "
      "nem escritos (um retorno 240 é lido pelas posições comuns da FEBRABAN, com aviso). Onde só "
      "estão os nomes dos programas, ainda não foram comparados campo a campo.\n\n| Banco | Quais, "
      "e "
      "quem os conhece ou por quê |\n|---|---|\n";
  for (const auto& one : files_left_out) page += fmt::format("| {} | {} |\n", one.code, one.why);
  return page;
}

}  // namespace

std::string_view sureness_name(boleto::Sureness sureness) {
  switch (sureness) {
    case boleto::Sureness::cases:
      return "conferido por casos";
    case boleto::Sureness::two_sources:
      return "duas fontes independentes";
    case boleto::Sureness::one_source:
      return "uma fonte";
  }
  return "";
}

std::optional<boleto::Sureness> sureness_of(std::string_view bank, Format format,
                                            Direction direction) {
  const auto* layout = find_layout(bank, format);
  if (!layout || layout->records(direction).empty()) return std::nullopt;
  return direction == Direction::remittance ? layout->sure.remittance : layout->sure.returned;
}

std::string bank_page() {
  std::string page =
      "# Bancos\n\n"
      "Os bancos cujos boletos o Quita faz: nosso número com o dígito e a forma impressa, campo "
      "livre, código de barras e linha digitável. Esta página é gerada da tabela do programa com "
      "`quita bank page`, e um teste a mantém igual; `quita bank list` mostra a tabela em linhas "
      "JSON.\n\n"
      "Quanto se sabe de cada um: **conferido por casos**, quando boletos de coleções públicas de "
      "testes, ou boletos de verdade que um programa público cita, saem iguais; **duas fontes "
      "independentes**, quando dois programas públicos aplicam a "
      "mesma regra; **uma fonte**, quando um só a aplica, o que se diz com o nome dele. "
      "Nada disso é a homologação do banco: antes do primeiro envio, valide um "
      "boleto com ele. Onde as fontes divergem, `docs/decisions/` diz o que se decidiu e por "
      "quê.\n\n"
      "Uma entrada com `?` pode faltar. As carteiras listadas são as que têm nome conhecido; um "
      "banco aceita outras do mesmo formato, se o seu contrato as usa.\n\n"
      "| Banco | Nome | Carteiras | Entradas | Quanto se sabe | Fontes |\n"
      "|---|---|---|---|---|---|\n";
  for (const auto* bank : boleto::boleto_banks()) {
    page +=
        fmt::format("| {} | {} | {} | {} | {} | {} |\n", bank->code, bank->name, wallets_of(*bank),
                    inputs_of(*bank), sureness_name(bank->sureness), bank->source);
  }
  page += files_section();
  page +=
      "\n## O que cada entrada é\n\n"
      "Além delas, cada boleto traz `nosso_numero`, `valor`, `vencimento` e, onde servem, "
      "`seu_numero`, `parcela` (Sicoob) e `data_documento` (Sicredi).\n";
  for (const auto* bank : boleto::boleto_banks()) {
    page += fmt::format("\n### {} {}\n\n", bank->code, bank->name);
    for (const auto& input : bank->inputs) {
      page += fmt::format("- `{}`: {}; até {} {}{}\n", input.field, input.label, input.size_max,
                          input.size_max == 1 ? "caractere" : "caracteres",
                          input.required ? "; obrigatória" : "");
    }
    page += fmt::format("- `nosso_numero`: até {} dígitos\n", bank->our_number_digits_max);
  }
  page +=
      "\n## Fora da tabela\n\n"
      "Bancos que algum programa público conhece e cuja regra de boleto nenhum deles diz sem se "
      "contradizer. Um "
      "boleto deles pode ser lido, mas não feito.\n\n"
      "| Banco | Por quê |\n|---|---|\n";
  for (const auto& one : left_out) page += fmt::format("| {} | {} |\n", one.code, one.why);
  return page;
}

}  // namespace quita::cnab
