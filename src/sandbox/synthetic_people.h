// Invented customers: names, valid documents, addresses in real cities, addresses of mail under
// the reserved domain .example (RFC 2606), and a hidden way of paying.
#pragma once

#include "party/party.h"
#include "sandbox/dice.h"

namespace quita::sandbox {

// Shares of customers: 70, 18, 8 and 4 % (derived, not published statistics).
enum class PayerKind { punctual, habitual, hardship, unwilling };

struct SyntheticCustomer {
  party::Draft draft;
  bool company = true;
  PayerKind kind = PayerKind::punctual;
  bool mail_bounces = false;  // 6 %: what is sent to him comes back
};
// `nth` keeps documents and addresses apart.
SyntheticCustomer make_customer(Dice&, int nth);

std::string make_cnpj(Dice&, bool alphanumeric);
std::string make_cpf(Dice&);

// How many days after (or before) its due date a title is paid; nothing: not yet, maybe never.
std::optional<int> days_to_pay(Dice&, PayerKind);

}  // namespace quita::sandbox
