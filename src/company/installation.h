// What the installation gives to this room, put together in the composition root.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/date.h"
#include "base/id.h"
#include "base/secret.h"
#include "company/password.h"
#include "db/db.h"

namespace quita::company {

class KnownKeys;

// A mail that lets a person choose a password: forgotten, or the first one of an invited user.
struct PasswordMail {
  TenantId tenant;
  std::string company;  // trade name
  std::string name;
  std::string email;
  std::string token;  // goes into the link, to POST /v1/password-reset/confirm
  bool invitation = false;
  Instant valid_until;
};

struct Installation {
  db::Db& db;
  const Clock& clock;
  const PasswordHasher& passwords;
  SecretKey secret;  // of the installation; each use derives its own
  // Takes the mail over and returns at once; it is called after the token was committed.
  std::function<void(const PasswordMail&)> send_password_mail;
  bool secure_cookies = false;                 // true behind TLS
  std::shared_ptr<KnownKeys> known_keys = {};  // none: each request reads its key
};

}  // namespace quita::company
