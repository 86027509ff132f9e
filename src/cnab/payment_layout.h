// The tables of payment files (CNAB 240: segments A, B, J, J-52, O and Z), one entry a bank, and
// what besides the columns is a bank's own.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "cnab/layout.h"
#include "cnab/payment.h"

namespace quita::cnab {

// A code in columns 231 to 240 of a return: what it says, and what became of the payment.
struct PaymentCode {
  std::string_view code;
  PaymentStatus status;
  std::string_view words;
};

// A method of payment as one bank wants it: the lot's form (FEBRABAN's note G029) and the version
// of its layout; without a form the bank's files are not known to carry it.
struct PaymentForm {
  std::string_view form = {};
  std::string_view version = {};
  std::string_view clearing = "000";  // of segment A: note P001
};

struct PaymentLayout {
  Layout layout;
  // By PaymentMethod. A slip of the bank itself has a form of its own, `own_slip`.
  std::array<PaymentForm, payment_method_count> forms;
  std::string_view own_slip = "30";
  // Itaú: the form tells who is paid, by the segment (second digit) of the bill's barcode.
  std::span<const KindCode> utility_forms = {};
  std::span<const PaymentCode> codes;
  std::string_view currency = "BRL";
  bool pix_apart = false;             // no other payment beside Pix in one file
  bool document_in_segment_b = true;  // else in A, and B is only of Pix by key
  // Codes of the kinds of Pix keys in segment B, by pix::KeyKind: FEBRABAN's note G100.
  std::array<std::string_view, 5> pix_kinds = {"03", "03", "02", "01", "04"};
  boleto::Sureness sureness = boleto::Sureness::one_source;

  const PaymentForm& form_of(PaymentMethod method) const {
    return forms[static_cast<std::size_t>(method)];
  }
};

std::span<const PaymentLayout* const> payment_layouts();  // the banks', without the common one
// The bank's, or FEBRABAN's common one, whose layout names no bank.
const PaymentLayout& payment_layout(std::string_view bank);
const PaymentCode* find_payment_code(const PaymentLayout&, std::string_view code);

}  // namespace quita::cnab
