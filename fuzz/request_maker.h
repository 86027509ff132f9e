// Requests of any line of a route table, made of the line itself: the path's parameters, the
// declared queries, and a body as the schema says. What the answers told (ids, names, cursors,
// files) is put into later requests, so that a title that was made is also paid, and a new route
// needs no word here.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "choices.h"
#include "http/message.h"
#include "http/route.h"

namespace quita::fuzz {

class RequestMaker {
 public:
  // `routes` must stand still and outlive it.
  explicit RequestMaker(const http::Routes& routes);

  // Without credentials. False: a target that no server would hand on.
  bool make(const http::Route&, Choices&, http::Request&) const;

  // Remembers what a good answer of that route held.
  void learn(const http::Route&, const http::Response&);
  // The values of the path's parameters in an address of ours.
  void learn_link(std::string_view url);
  // A file that may be sent where its media type is taken.
  void learn_file(const std::string& media_type, std::string bytes);

 private:
  using Seen = std::deque<std::string>;  // the latest last

  template <class T>
  static void keep(std::deque<T>&, T value);
  static std::string_view prefix_of(std::string_view text);
  void learn_value(const boost::json::value&, const std::string& place, std::string_view member);
  bool learn_parameters(std::string_view pattern, std::string_view path);

  std::string parameter(std::string_view pattern, std::size_t open, Choices&) const;
  std::string target(const http::Route&, Choices&) const;
  std::string body(const http::Route&, Choices&) const;
  std::string file(const std::string& media_type, Choices&) const;
  boost::json::value value(const boost::json::value& schema, std::string_view member, int depth,
                           Choices&) const;
  boost::json::value object(const boost::json::object& schema, int depth, Choices&) const;
  boost::json::array array(const boost::json::object& schema, std::string_view member, int depth,
                           Choices&) const;
  std::string text(const boost::json::object& schema, std::string_view member, Choices&) const;
  std::string word(std::string_view member, Choices&) const;

  const http::Routes& routes_;
  json::Schemas schemas_;
  std::map<const http::Route*, boost::json::value> bodies_;  // their schemas
  std::map<const http::Route*, std::vector<boost::json::value>> queries_;

  std::map<std::string, Seen, std::less<>> ids_;         // by TypeID prefix
  std::map<std::string, Seen, std::less<>> parameters_;  // by the path that ends in them
  std::map<std::string, Seen, std::less<>> members_;     // texts, by the member's name
  std::map<std::string, std::deque<std::int64_t>, std::less<>> numbers_;  // by the member's name
  std::map<std::string, Seen, std::less<>> files_;                        // by media type
};

}  // namespace quita::fuzz
