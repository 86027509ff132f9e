// A folder into which a bank's program, or a person, puts return files.
#pragma once

#include <filesystem>

#include "base/date.h"
#include "db/db.h"
#include "receivable/receivable_service.h"

namespace quita::banking {

struct DropReport {
  int imported = 0;
  int refused = 0;
};

// Imports every file of `folder` that has stood still for `quiet`: taken ones move to
// `folder`/importados, refused ones to `folder`/recusados beside a text that says why. A process
// that dies in between imports the file again, which changes nothing. A missing folder is empty.
DropReport take_drop_folder(db::Db&, TenantId, const Clock&, const std::filesystem::path& folder,
                            std::chrono::seconds quiet, const receivable::OnSettled&);

}  // namespace quita::banking
