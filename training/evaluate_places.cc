// evaluate_places SHARE CORPUS.xml... [--errors]: accuracy at 161 km (100 miles) of the ranking of
// places on given names, as the toponym resolution literature measures it (TR-News, LGL). Names
// that the corpus gives no coordinates for are left out.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/text.h"
#include "coding/toponyms.h"
#include "knowledge/knowledge.h"

using namespace dragoman;

int main(int argc, char** argv) {
  std::vector<std::string> files(argv + 1, argv + argc);
  const bool errors = std::erase(files, "--errors") > 0;
  auto knowledge = Knowledge::load(files.at(0) + "/knowledge.bin");
  if (!knowledge) {
    fmt::print(stderr, "{}: {}\n", knowledge.error().file, knowledge.error().message);
    return 1;
  }
  for (std::size_t f = 1; f < files.size(); ++f) {
    pugi::xml_document xml;
    if (!xml.load_file(files[f].c_str())) return 1;
    int total = 0, near = 0, unknown = 0;
    double median_sum = 0;
    for (const auto& article : xml.document_element().children("article")) {
      const std::string text = article.child("text").text().get();
      const CodePointIndex index(text);
      std::vector<Span> spans;
      std::vector<pugi::xml_node> gold;
      const auto toponyms = article.child("toponyms");
      for (const auto& t : toponyms.children("toponym")) {
        const auto start = static_cast<std::uint32_t>(t.child("start").text().as_int()),
                   end = static_cast<std::uint32_t>(t.child("end").text().as_int());
        Span s{index.byte_offset(start), index.byte_offset(end)};
        const std::string phrase = t.child("phrase").text().get();
        if (s.end > text.size() || s.begin > s.end || text.substr(s.begin, s.size()) != phrase) {
          const auto at =
              text.find(phrase, s.begin > 30 && s.begin < text.size() ? s.begin - 30 : 0);
          if (at == std::string::npos) continue;
          s = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + phrase.size())};
        }
        spans.push_back(s);
        gold.push_back(t);
      }
      const auto places = rank_places(*knowledge, text, spans, {});
      for (std::size_t i = 0; i < places.size(); ++i) {
        auto point = gold[i].child("gaztag");
        if (!point || !point.child("lat")) point = gold[i];
        if (!point.child("lat")) continue;
        const double latitude = std::atof(point.child("lat").text().get()),
                     longitude = std::atof(point.child("lon").text().get());
        ++total;
        unknown += !places[i].has_coordinates;
        const double km =
            places[i].has_coordinates
                ? distance_km(latitude, longitude, places[i].latitude, places[i].longitude)
                : 20000;
        near += km <= 161;
        median_sum += km;
        if (errors && km > 161)
          fmt::print("{}\t{}\t{}\t{:.0f} km\twant {} {} {} ({:.2f} {:.2f})\tgot {} {} {} [{}]\n",
                     article.attribute("docid").value(), places[i].extracted_place,
                     places[i].has_coordinates ? "far" : "unknown", km,
                     point.child("name").text().get(), point.child("admin1").text().get(),
                     point.child("country").text().get(), latitude, longitude,
                     places[i].resolved_place, places[i].province, places[i].country_code,
                     places[i].basis);
      }
    }
    fmt::print(
        "{}: accuracy at 161 km {:.3f} ({} of {}), without coordinates {}, mean error {:.0f} km\n",
        files[f].substr(files[f].rfind('/') + 1), total ? static_cast<double>(near) / total : 0.0,
        near, total, unknown, total ? median_sum / total : 0.0);
  }
}
