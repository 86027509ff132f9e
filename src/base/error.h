// Errors as values. A rule that a caller broke comes back as an Error; a machine that broke
// (disk, network, bug) throws an exception. A program reads `code`, a person reads `message`.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace quita {

// What a program may do about it; the HTTP face turns it into a status.
enum class ErrorKind {
  invalid,       // the input breaks a rule                          422
  not_found,     // no such thing in this tenant                     404
  conflict,      // the thing is in a state that forbids this        409
  unauthorised,  // not logged in, or wrong secret                   401
  forbidden,     // logged in, but may not                           403
  limited,       // too many, too large, try later                   429
};

struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::string code;     // stable, for programs: "cpf.check_digit"
  std::string message;  // Portuguese, for people; names place, rule and what was expected
  std::string field;    // the input member, line or column it stands in; may be empty
  std::string hint;     // what to do about it, Portuguese; may be empty

  // The same error, told from further up: `outer` names the place within the larger input.
  Error at(std::string outer) && {
    field = field.empty() ? std::move(outer) : std::move(outer) + "." + field;
    return std::move(*this);
  }
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> invalid(std::string code, std::string message, std::string field = {},
                                     std::string hint = {}) {
  return tl::make_unexpected(Error{ErrorKind::invalid, std::move(code), std::move(message),
                                   std::move(field), std::move(hint)});
}
inline tl::unexpected<Error> fail(ErrorKind kind, std::string code, std::string message,
                                  std::string field = {}, std::string hint = {}) {
  return tl::make_unexpected(Error{kind, std::move(code), std::move(message), std::move(field),
                                   std::move(hint)});
}

}  // namespace quita

// TRY(expr): the value of a Result, or return its Error from the enclosing function.
// Let it be the first thing that its statement evaluates: temporaries made before it in the same
// expression are not destroyed by the early return (GCC and clang), f(std::string(a), TRY(b)) leaks.
#define TRY(...)                                                                \
  ({                                                                            \
    auto&& quita_try_ = (__VA_ARGS__);                                          \
    if (!quita_try_) return tl::make_unexpected(std::move(quita_try_).error()); \
    *std::move(quita_try_);                                                     \
  })

// TRY_STATUS(expr): the same for a Result<void>.
#define TRY_STATUS(...)                                                         \
  do {                                                                          \
    auto&& quita_try_ = (__VA_ARGS__);                                          \
    if (!quita_try_) return tl::make_unexpected(std::move(quita_try_).error()); \
  } while (false)
