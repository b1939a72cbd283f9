#include "report/difference.h"

namespace paritylint::report {

void write_difference(base::JsonWriter& json, const check::Difference& difference) {
  json.member("class", difference.drift_class);
  json.member("evidence", difference.evidence);
  json.key("places");
  json.begin_array();
  for (const check::Difference::Place& place : difference.places) {
    json.begin_object();
    json.member("place", place.place);
    json.key("environments");
    json.begin_array();
    for (const check::EnvironmentValue& one : place.values) {
      json.begin_object();
      json.member("name", one.environment);
      json.member("path", one.path);
      if (!one.revision.empty()) json.member("revision", one.revision);
      json.member("present", one.is_present);
      json.member("value", one.value);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.member("more_places", std::uint64_t{difference.more_places});
}

}  // namespace paritylint::report
