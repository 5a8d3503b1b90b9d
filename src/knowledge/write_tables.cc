// Rows back into tables that read_tables() reads: one file a table, sorted, with its header.

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "knowledge/tables.h"

namespace dragoman {
namespace {

std::string cell(const PartialDate& date) {
  if (!date.range) return "";
  const auto [first, last] = *date.range;
  std::string iso = first.iso();
  if (first == last) return iso;
  return *date.range == DateRange::year(first.year()) ? iso.substr(0, 4) : iso.substr(0, 7);
}

std::string cell(const Life& life) {
  return cell(life.start) + '\t' + cell(life.end);
}

std::string cell(SectorSet set) {
  std::string out;
  for (Sector s : set.list()) out += (out.empty() ? "" : ";") + std::string(name_of(s));
  return out;
}

std::string cell(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ";") + item;
  return out;
}

}  // namespace

Result<void> write_tables(const SourceTables& t, const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  const auto write = [&](const char* name, std::string header, std::vector<std::string> lines) {
    if (failed) return;
    const std::string file = folder + "/" + name + ".tsv";
    if (lines.empty()) {  // of an earlier run
      std::filesystem::remove(file, failed);
      return;
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    std::replace(header.begin(), header.end(), ' ', '\t');
    std::ofstream out(file, std::ios::binary);
    out << header << '\n';
    for (const auto& line : lines) out << line << '\n';
    out.close();
    if (!out) failed = std::make_error_code(std::errc::io_error);
  };
  std::vector<std::string> lines;
  for (const auto& r : t.country_names)
    lines.push_back(r.code + '\t' + r.form + '\t' + r.kind + '\t' + cell(r.sector) + '\t' +
                    cell(r.life));
  write("country_names", "code form kind sector start end", std::move(lines));
  lines.clear();
  for (const auto& r : t.organisations)
    lines.push_back(r.id + '\t' + r.name + '\t' + cell(r.aliases) + '\t' + r.kind + '\t' + r.code +
                    '\t' + cell(r.sector) + '\t' + r.country + '\t' + cell(r.life) + '\t' +
                    r.wikidata);
  write("organisations", "organisation name aliases kind code sector country start end wikidata",
        std::move(lines));
  lines.clear();
  for (const auto& r : t.people)
    lines.push_back(r.id + '\t' + r.name + '\t' + cell(r.aliases) + '\t' + r.country + '\t' +
                    cell(r.sector) + '\t' + cell(r.life) + '\t' + r.wikidata);
  write("people", "person name aliases country sector start end wikidata", std::move(lines));
  lines.clear();
  for (const auto& r : t.spells)
    lines.push_back(r.person + '\t' + r.role + '\t' + r.body + '\t' + cell(r.life));
  write("spells", "person role body start end", std::move(lines));
  lines.clear();
  for (const auto& r : t.roles)
    lines.push_back(r.role + '\t' + r.plural + '\t' + r.kind + '\t' + cell(r.sector) + '\t' +
                    r.code);
  write("roles", "role plural kind sector code", std::move(lines));
  if (failed)
    return Error{"E242-cannot-write-tables", "cannot write the tables: " + failed.message(), folder,
                 -1, "check the folder's permissions and the space left"};
  return {};
}

}  // namespace dragoman
