// A letter to a debtor on A4, folded in three for a DL envelope with a window. Everything comes as
// ready text: this room computes nothing about money or dates.
//
// The window of a Brazilian DL envelope (110 × 220 mm) is 35 × 90 mm, 20 mm from the left edge and
// 15 to 20 mm from the lower one, by maker. A sheet folded to 99 × 210 mm slides 11 mm up and down
// and 10 mm sideways in it. `address_place` is what such a window shows wherever the sheet lies; in
// `window_reach`, all that it may ever show, stands nothing else, so that no word about a debt can
// be read from outside (CDC 42: the consumer is not exposed to ridicule).
//
// The address has the order of Correios' guide: name, street with number and complement, district,
// then CEP, city and state on the last line, without the word "CEP".
#pragma once

#include <string>
#include <vector>

#include "pdf/logo.h"
#include "pdf/slip.h"
#include "pdf/writer.h"

namespace quita::pdf {

inline constexpr Box address_place{22, 60, 76, 19};
inline constexpr Box window_reach{10, 44, 100, 51};

struct PaperLetterRow {
  std::string number, description, due_date, days_late;  // "1234/1", "…", "10/12/2026", "12"
  std::string amount, charges, total;                    // "1.299,90"
};

struct PaperLetter {
  Logo logo;
  SlipParty creditor;                // CDC 42-A: name, address and CPF or CNPJ on every demand
  std::string creditor_reach;        // "Telefone (11) 3000-0000 · financeiro@empresa.com.br"
  std::vector<std::string> address;  // of the addressee, at most five lines
  std::string place_and_date;        // "São Paulo, 22 de novembro de 2026"
  std::string subject;
  std::vector<std::string> opening;  // paragraphs before the table
  std::vector<PaperLetterRow> rows;
  std::string total;                 // "R$ 2.598,20"; empty: no line of the total
  std::vector<std::string> closing;  // paragraphs after it
  std::string page_url;              // as a code to be read by a telephone; empty: none
  std::string reference;             // at the foot, to find the letter again
};

// As many pages as the rows and paragraphs need; texts are never cut.
std::vector<Page> letter_pages(const PaperLetter&);

// One line of a posting list: what the counter's clerk counts and stamps.
struct PostingLine {
  std::string place;  // "12"
  std::string name, address, postal_code, reference, tracking_code;
};
struct PostingSheet {
  SlipParty sender;
  std::string title;  // "Lista de postagem 7"
  std::string made_on;
  std::vector<PostingLine> lines;
};
std::vector<Page> posting_pages(const PostingSheet&);

}  // namespace quita::pdf
