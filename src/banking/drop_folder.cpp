#include "banking/drop_folder.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "banking/return_import.h"
#include "party/acting.h"

namespace quita::banking {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t file_bytes_max = 64 * 1024 * 1024;

// Files whose last change is `quiet` old: one that is still being copied is left for later, and so
// is one that its writer hides until it is whole (".CN221101.RET.part").
std::vector<fs::path> settled_files(const fs::path& folder, std::chrono::seconds quiet) {
  std::vector<fs::path> files;
  std::error_code failed;
  const auto now = fs::file_time_type::clock::now();
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().filename().native().starts_with('.')) continue;
    if (entry.is_regular_file(failed) && now - entry.last_write_time(failed) >= quiet) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Where a file goes: never over one of the same name that came before.
fs::path place_in(const fs::path& folder, const fs::path& file) {
  fs::create_directories(folder);
  auto target = folder / file.filename();
  for (int copy = 2; fs::exists(target); ++copy) {
    target =
        folder / (file.stem().string() + "-" + std::to_string(copy) + file.extension().string());
  }
  return target;
}

void refuse(const fs::path& file, const fs::path& folder, const Error& why) {
  const auto target = place_in(folder, file);
  std::ofstream reason(target.string() + ".txt");
  reason << why.message << "\n";
  if (!why.hint.empty()) reason << why.hint << "\n";
  reason.close();
  fs::rename(file, target);
}

Status import_file(db::Db& db, TenantId tenant, const Clock& clock, const fs::path& file,
                   const receivable::OnSettled& on_settled) {
  if (fs::file_size(file) > file_bytes_max) {
    return invalid("return.size", "o arquivo passa de 64 MB", file.filename().string());
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
  auto import = db.write(tenant, [&](db::Tx& tx) -> Result<ReturnImport> {
    return import_return(tx, act_of(tx, "pasta de entrada", clock), file.filename().string(), bytes,
                         on_settled);
  });
  if (!import) return tl::make_unexpected(std::move(import).error());
  return {};
}

}  // namespace

DropReport take_drop_folder(db::Db& db, TenantId tenant, const Clock& clock, const fs::path& folder,
                            std::chrono::seconds quiet, const receivable::OnSettled& on_settled) {
  DropReport report;
  for (const auto& file : settled_files(folder, quiet)) {
    const auto done = import_file(db, tenant, clock, file, on_settled);
    if (done) {
      ++report.imported;
      fs::rename(file, place_in(folder / "importados", file));
    } else {
      ++report.refused;
      refuse(file, folder / "recusados", done.error());
    }
  }
  return report;
}

}  // namespace quita::banking
