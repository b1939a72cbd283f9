#include "session/missing_objects.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace paritylint::session {

void join_missing_objects(const input::Root& root, std::vector<ReadFailure>& failures) {
  const auto is_missing = [](const ReadFailure& failure) { return failure.code == base::ErrorCode::missing_object; };
  std::set<std::string> objects;  // copies of a file are one object
  std::size_t files = 0;
  std::size_t places = 0;
  for (const ReadFailure& failure : failures) {
    if (!is_missing(failure)) continue;
    objects.insert(failure.object);
    ++places;
    files += failure.path.empty() ? 0 : 1;
  }
  if (places == 0) return;
  std::erase_if(failures, is_missing);
  std::string message;
  base::append_number(message, places);
  message +=
      files == places ? (places == 1 ? " manifest" : " manifests") : (places == 1 ? " folder" : " files and folders");
  message += places == 1 ? " of this partial clone is not here; fetch it with: "
                         : " of this partial clone are not here; fetch them with: ";
  message += root.fetch_command;
  for (const std::string& object : objects) message.append(" ").append(object);
  failures.push_back({{}, std::move(message), base::ErrorCode::missing_object, {}});
}

}  // namespace paritylint::session
