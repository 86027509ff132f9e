#include "pdf/paper_letter.h"

#include <algorithm>
#include <array>

#include "pdf/codes.h"
#include "pdf/slip_parts.h"

namespace quita::pdf {
namespace {

using namespace parts;

constexpr double left = 22, right = 188, top = 12;
constexpr double head_height = 24, logo_width = 40;
constexpr double body_top = 100, next_page_top = 20, bottom = 278, foot = 289;
constexpr double text_size = 10.5, paragraph_gap = 2.6;
constexpr double row_size = 8, row_gap = 1.4;
constexpr double code_side = 26;

struct Column {
  const char* title;
  double left, right;
  Align align;
  std::string PaperLetterRow::*member;
};
constexpr Column columns[] = {
    {"Título", left, 46, Align::left, &PaperLetterRow::number},
    {"Descrição", 48, 94, Align::left, &PaperLetterRow::description},
    {"Vencimento", 96, 114, Align::right, &PaperLetterRow::due_date},
    {"Dias", 116, 125, Align::right, &PaperLetterRow::days_late},
    {"Valor", 127, 146, Align::right, &PaperLetterRow::amount},
    {"Encargos", 148, 166, Align::right, &PaperLetterRow::charges},
    {"Total hoje", 168, right, Align::right, &PaperLetterRow::total},
};

// Pages are filled from the top; what does not fit begins the next one.
class Sheets {
 public:
  Sheets(std::string reference, double first_top)
      : reference_(std::move(reference)), y_(first_top) {}

  Canvas& canvas() { return canvas_; }
  double y() const { return y_; }
  void down(double by) { y_ += by; }
  // Makes room for so much; true when a new page was begun.
  bool need(double height) {
    if (y_ + height <= bottom || y_ <= next_page_top) return false;
    end_page();
    y_ = next_page_top;
    return true;
  }
  std::vector<Page> finish() && {
    end_page();
    return std::move(pages_);
  }

 private:
  void end_page() {
    canvas_.grey(0.4);
    canvas_.text(left, foot, Font::regular, 7, reference_);
    canvas_.text(right, foot, Font::regular, 7, "Página " + std::to_string(pages_.size() + 1),
                 Align::right);
    canvas_.grey(0);
    pages_.push_back(make_page(std::move(canvas_)));
    canvas_ = Canvas();
  }

  std::string reference_;
  double y_;
  Canvas canvas_;
  std::vector<Page> pages_;
};

void draw_head(Canvas& canvas, const PaperLetter& letter) {
  double x = left;
  if (letter.logo) {
    letter.logo.draw(canvas, {left, top, logo_width, head_height - 4});
    x += logo_width + 5;
  }
  const SlipParty& creditor = letter.creditor;
  draw_text(canvas, {x, top, right - x, 6}, Font::bold, 12, 8, creditor.name);
  std::vector<std::string> lines = {labelled_document(creditor), creditor.street, creditor.city};
  if (!letter.creditor_reach.empty()) lines.push_back(letter.creditor_reach);
  canvas.text_box({x, top + 6, right - x, head_height - 8}, Font::regular, 8.5, 6, lines);
  canvas.line(left, top + head_height, right, top + head_height, thin);
}

// Correios: capital letters are read best by machines; the name keeps its own.
void draw_address(Canvas& canvas, const std::vector<std::string>& lines) {
  canvas.text_box(address_place, Font::regular, 9.5, 5, lines);
}

void draw_fold_marks(Canvas& canvas) {
  canvas.grey(0.6);
  for (const double y : {99.0, 198.0}) canvas.line(0, y, 4, y, 0.3);
  canvas.grey(0);
}

void draw_paragraph(Sheets& sheets, const std::string& text, Font font = Font::regular) {
  const double height = text_height(font, text_size, right - left, text);
  sheets.need(height);
  draw_text(sheets.canvas(), {left, sheets.y(), right - left, height + 1}, font, text_size,
            text_size, text);
  sheets.down(height + paragraph_gap);
}

void draw_table_head(Sheets& sheets) {
  Canvas& canvas = sheets.canvas();
  canvas.grey(0.92);
  canvas.fill({left, sheets.y(), right - left, 5.5});
  canvas.grey(0);
  for (const Column& column : columns) {
    canvas.text(column.align == Align::left ? column.left + padding : column.right - padding,
                sheets.y() + 4, Font::bold, 7.5, column.title, column.align);
  }
  sheets.down(6.5);
}

double row_height(const PaperLetterRow& row) {
  double height = 0;
  for (const Column& column : columns) {
    height =
        std::max(height, text_height(Font::regular, row_size, column.right - column.left - padding,
                                     row.*column.member));
  }
  return height + row_gap;
}

void draw_row(Sheets& sheets, const PaperLetterRow& row, double height) {
  for (const Column& column : columns) {
    const double inset = column.align == Align::left ? padding : 0;
    draw_text(sheets.canvas(),
              {column.left + inset, sheets.y(), column.right - column.left - padding, height},
              Font::regular, row_size, row_size, row.*column.member, column.align);
  }
  sheets.down(height);
  sheets.canvas().line(left, sheets.y() - 0.4, right, sheets.y() - 0.4, 0.15);
}

void draw_table(Sheets& sheets, const PaperLetter& letter) {
  if (letter.rows.empty()) return;
  constexpr double head = 6.5;
  sheets.need(head + row_height(letter.rows.front()));
  draw_table_head(sheets);
  for (const PaperLetterRow& row : letter.rows) {
    const double height = row_height(row);
    if (sheets.need(height)) draw_table_head(sheets);
    draw_row(sheets, row, height);
  }
  if (!letter.total.empty()) {
    sheets.need(6);
    sheets.canvas().text(160, sheets.y() + 4, Font::bold, 9, "Total hoje", Align::right);
    sheets.canvas().text(right - padding, sheets.y() + 4, Font::bold, 10, letter.total,
                         Align::right);
    sheets.down(6);
  }
  sheets.down(4);
}

void draw_page_code(Sheets& sheets, const std::string& url) {
  if (url.empty()) return;
  sheets.need(code_side + 2);
  draw_qr(sheets.canvas(), left, sheets.y(), code_side, url);
  const std::array<std::string, 2> words = {
      "Aponte a câmera do celular para este código:",
      "nele você vê os títulos, o valor do dia, o boleto e o Pix, e pode falar conosco."};
  sheets.canvas().text_box({left + code_side + 4, sheets.y() + 7, 100, 14}, Font::regular, 9, 7,
                           words);
  sheets.down(code_side + 4);
}

struct ListColumn {
  const char* title;
  double left, right;
  std::string PostingLine::*member;
};
constexpr ListColumn list_columns[] = {
    {"Nº", left, 30, &PostingLine::place},
    {"Destinatário", 31, 76, &PostingLine::name},
    {"Endereço", 77, 122, &PostingLine::address},
    {"CEP", 123, 140, &PostingLine::postal_code},
    {"Referência", 141, 163, &PostingLine::reference},
    {"Código de rastreio", 164, right, &PostingLine::tracking_code},
};

void draw_list_head(Sheets& sheets) {
  Canvas& canvas = sheets.canvas();
  canvas.grey(0.92);
  canvas.fill({left, sheets.y(), right - left, 5.5});
  canvas.grey(0);
  for (const ListColumn& column : list_columns) {
    canvas.text(column.left + 0.5, sheets.y() + 4, Font::bold, 7.5, column.title);
  }
  sheets.down(6.5);
}

void draw_list_line(Sheets& sheets, const PostingLine& line) {
  constexpr double size = 7.5, blank_line = 6;
  double height = blank_line;  // room to stick or write a code by hand
  for (const ListColumn& column : list_columns) {
    height = std::max(height, text_height(Font::regular, size, column.right - column.left - 1,
                                          line.*column.member) +
                                  row_gap);
  }
  if (sheets.need(height)) draw_list_head(sheets);
  for (const ListColumn& column : list_columns) {
    draw_text(sheets.canvas(),
              {column.left + 0.5, sheets.y(), column.right - column.left - 1, height},
              Font::regular, size, size, line.*column.member);
  }
  sheets.down(height);
  sheets.canvas().line(left, sheets.y() - 0.4, right, sheets.y() - 0.4, 0.15);
}

}  // namespace

std::vector<Page> letter_pages(const PaperLetter& letter) {
  Sheets sheets(letter.reference, body_top);
  draw_head(sheets.canvas(), letter);
  draw_address(sheets.canvas(), letter.address);
  draw_fold_marks(sheets.canvas());
  draw_text(sheets.canvas(), {112, 88, right - 112, 6}, Font::regular, 9.5, 6,
            letter.place_and_date, Align::right);
  draw_paragraph(sheets, letter.subject, Font::bold);
  for (const std::string& paragraph : letter.opening) draw_paragraph(sheets, paragraph);
  draw_table(sheets, letter);
  for (const std::string& paragraph : letter.closing) draw_paragraph(sheets, paragraph);
  draw_page_code(sheets, letter.page_url);
  return std::move(sheets).finish();
}

std::vector<Page> posting_pages(const PostingSheet& sheet) {
  Sheets sheets(sheet.title, top);
  Canvas& canvas = sheets.canvas();
  draw_text(canvas, {left, top, 110, 7}, Font::bold, 13, 9, sheet.title);
  canvas.text(right, top + 5, Font::regular, 9, sheet.made_on, Align::right);
  const std::array<std::string, 3> sender = {"Remetente: " + name_and_document(sheet.sender),
                                             sheet.sender.street, sheet.sender.city};
  canvas.text_box({left, top + 9, right - left, 14}, Font::regular, 9, 7, sender);
  sheets.down(26);
  draw_list_head(sheets);
  for (const PostingLine& line : sheet.lines) draw_list_line(sheets, line);
  sheets.need(30);
  sheets.canvas().text(left, sheets.y() + 6, Font::bold, 9,
                       "Total de objetos: " + std::to_string(sheet.lines.size()));
  const double signature = sheets.y() + 24;
  sheets.canvas().line(left, signature, 100, signature, thin);
  sheets.canvas().text(left, signature + 4, Font::regular, 7.5,
                       "Data, carimbo e assinatura dos Correios");
  return std::move(sheets).finish();
}

}  // namespace quita::pdf
