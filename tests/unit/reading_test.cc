// Readers on good and bad input. Every error code E1xx that a stream can give is met here.
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "reading/date_text.h"
#include "reading/encoding.h"
#include "reading/main_text.h"
#include "reading/reader.h"

namespace dragoman {
namespace {

struct Outcome {
  std::vector<Source> sources;
  std::vector<Error> errors;
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const auto& e : errors) out.push_back(e.code);
    return out;
  }
};

using Codes = std::vector<std::string>;

Outcome drain(DocumentStream stream) {
  Outcome out;
  for (int guard = 0; guard < 100000; ++guard) {
    auto next = stream.next();
    if (!next)
      out.errors.push_back(next.error());
    else if (!*next)
      return out;
    else
      out.sources.push_back(std::move(**next));
  }
  ADD_FAILURE() << "the stream does not end";
  return out;
}

Outcome read(std::string bytes, std::string name = "in.jsonl", ReadOptions options = {}) {
  return drain(DocumentStream::from_memory(std::move(bytes), std::move(name), options));
}

std::string gzip(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

// ------------------------------------------------------------------ JSON Lines

TEST(JsonLines, ReadsAllKeys) {
  const auto r = read(
      R"({"id":"a","text":"Erdo\u011fan met Putin.","title":"T","published":"2016-08-16T14:33:00+04:00","url":"http://x","publication":"P","language":"en","more":[1]})");
  ASSERT_EQ(r.sources.size(), 1u);
  const Source& s = r.sources[0];
  EXPECT_EQ(s.id, "a");
  EXPECT_EQ(s.text, "Erdoğan met Putin.");
  EXPECT_EQ(s.title, "T");
  EXPECT_EQ(s.published->iso(), "2016-08-16");
  EXPECT_EQ(s.published_basis, "metadata");
  EXPECT_EQ(s.url, "http://x");
  EXPECT_EQ(s.publication, "P");
  EXPECT_EQ(s.language, "en");
  EXPECT_EQ(s.offset, 1);
}

TEST(JsonLines, BadLinesDoNotStopTheOthers) {
  const auto r = read(
      "{\"text\":\"one\"}\n"
      "{\"text\": broken\n"
      "\n"
      "[1,2]\n"
      "{\"id\":\"x\"}\n"
      "{\"text\":7}\n"
      "{\"text\":\"  \"}\n"
      "{\"text\":\"a\\u0000b\"}\n"
      "{\"text\":\"day\",\"published\":\"2016-02-31\"}\n"
      "{\"text\":\"bad \xff\"}\n"
      "{\"text\":\"ten\",\"id\":10,\"published\":null,\"title\":null}\n");
  EXPECT_EQ(r.codes(),
            (Codes{"E110-bad-json", "E111-not-an-object", "E112-missing-text", "E113-wrong-type",
                   "E116-empty-text", "E109-nul-byte", "E114-bad-date", "E101-bad-utf8"}));
  EXPECT_EQ(r.errors[0].offset, 2);
  EXPECT_EQ(r.errors[7].offset, 10);
  ASSERT_EQ(r.sources.size(), 2u);
  EXPECT_EQ(r.sources[0].id, "in:1");
  EXPECT_EQ(r.sources[1].id, "10");
}

TEST(JsonLines, DuplicateIdIsAnErrorAcrossFiles) {
  SeenIds seen;
  ReadOptions options;
  options.seen = &seen;
  EXPECT_EQ(read("{\"text\":\"a\",\"id\":\"1\"}\n", "a.jsonl", options).errors.size(), 0u);
  const auto r =
      read("{\"text\":\"b\",\"id\":\"1\"}\n{\"text\":\"c\",\"id\":\"2\"}\n", "b.jsonl", options);
  EXPECT_EQ(r.codes(), Codes{"E115-duplicate-id"});
  EXPECT_EQ(r.sources.size(), 1u);
}

TEST(JsonLines, FiftyMegabyteLineWorksAndALongerOneIsRefused) {
  std::string line = "{\"text\":\"" + std::string(50 << 20, 'a') + "\"}\n{\"text\":\"next\"}\n";
  auto r = read(line);
  ASSERT_EQ(r.sources.size(), 2u);
  EXPECT_EQ(r.sources[0].text.size(), std::size_t{50} << 20);
  ReadOptions small;
  small.document_limit = 1 << 20;
  r = read(line, "in.jsonl", small);
  EXPECT_EQ(r.codes(), Codes{"E108-too-large"});
  ASSERT_EQ(r.sources.size(), 1u);
  EXPECT_EQ(r.sources[0].text, "next");
}

// ------------------------------------------------------------------ bytes

TEST(Bytes, MissingFileDirectoryEmptyFile) {
  EXPECT_EQ(DocumentStream::open("/nowhere/at/all.jsonl").error().code, "E100-missing-file");
  EXPECT_EQ(DocumentStream::open("/tmp").error().code, "E102-directory");
  EXPECT_EQ(read("").codes(), Codes{"E104-empty-file"});
}

TEST(Bytes, UnreadableFile) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const auto path = std::filesystem::temp_directory_path() / "dragoman_unreadable.txt";
  std::ofstream(path) << "x";
  std::filesystem::permissions(path, std::filesystem::perms::none);
  EXPECT_EQ(DocumentStream::open(path).error().code, "E103-unreadable");
  std::filesystem::remove(path);
}

TEST(Bytes, GzipOfSeveralMembers) {
  const auto r = read(gzip("{\"text\":\"one\"}\n") + gzip("{\"text\":\"two\"}\n"), "in.jsonl.gz");
  EXPECT_TRUE(r.errors.empty());
  ASSERT_EQ(r.sources.size(), 2u);
  EXPECT_EQ(r.sources[1].text, "two");
}

TEST(Bytes, TruncatedGzipKeepsWhatCameBefore) {
  std::string lines;
  for (int i = 0; i < 5000; ++i)
    lines += "{\"text\":\"report number " + std::to_string(i * 7919) + "\"}\n";
  std::string packed = gzip(lines);
  packed.resize(packed.size() / 2);
  const auto r = read(packed, "in.jsonl.gz");
  EXPECT_EQ(r.codes(), Codes{"E105-truncated-gzip"});
  EXPECT_GT(r.sources.size(), 1000u);
  EXPECT_LT(r.sources.size(), 5000u);
}

TEST(Bytes, DamagedGzip) {
  std::string packed = gzip(std::string(100, 'a') + "\n{\"text\":\"x\"}\n");
  for (std::size_t i = 12; i < packed.size() - 10; ++i) packed[i] = '\x55';
  EXPECT_EQ(read(packed, "in.txt.gz").codes(), Codes{"E106-damaged-gzip"});
}

TEST(Bytes, Utf16WithMark) {
  std::string le = "\xFF\xFE", be = "\xFE\xFF";
  for (char c : std::string("{\"text\":\"Ankara\"}\n")) {
    le += c, le += '\0';
    be += '\0', be += c;
  }
  for (const auto& bytes : {le, be}) {
    const auto r = read(bytes);
    ASSERT_EQ(r.sources.size(), 1u);
    EXPECT_EQ(r.sources[0].text, "Ankara");
  }
  EXPECT_EQ(read(le + "x").codes(), Codes{"E118-bad-encoding"});
}

// ------------------------------------------------------------------ plain text

TEST(PlainText, OneStoryOrSeveral) {
  auto r = read("\xEF\xBB\xBFOne story.\n\nIts end.\n", "folder/story.txt");
  ASSERT_EQ(r.sources.size(), 1u);
  EXPECT_EQ(r.sources[0].id, "story");
  EXPECT_EQ(r.sources[0].text, "One story.\n\nIts end.\n");
  r = read("One.\n\f\nTwo \xE9 broken.\n\f\nThree.\n", "wire.txt");
  EXPECT_EQ(r.codes(), Codes{"E101-bad-utf8"});
  EXPECT_EQ(r.errors[0].offset, 11);
  ASSERT_EQ(r.sources.size(), 2u);
  EXPECT_EQ(r.sources[0].id, "wire:1");
  EXPECT_EQ(r.sources[1].id, "wire:3");
}

TEST(PlainText, NoText) {
  EXPECT_EQ(read(" \n\n", "a.txt").codes(), Codes{"E116-empty-text"});
  EXPECT_EQ(read(std::string("A text with a \0 in it, otherwise fine.", 38), "a.txt").codes(),
            Codes{"E109-nul-byte"});
  EXPECT_EQ(read("\x89PNG\r\n\x1a\n....", "a.txt").codes(), Codes{"E107-binary"});
  EXPECT_EQ(read("%PDF-1.4 ...", "-").codes(), Codes{"E107-binary"});
  ReadOptions small;
  small.document_limit = 10;
  EXPECT_EQ(read("A text that is too long.", "a.txt", small).codes(), Codes{"E108-too-large"});
}

// ------------------------------------------------------------------ CSV

TEST(Csv, QuotedFieldsOverLines) {
  const auto r = read(
      "url,date,title,text\r\n"
      "http://a,2019-01-04,\"One, two\",\"He said \"\"no\"\".\nAnd left.\"\r\n"
      "http://b,2019-01-05,Short row\r\n"
      "http://c,2019-13-05,T,Text\r\n"
      "http://d,,T,\r\n"
      "http://e,,T,Last",
      "in.csv");
  EXPECT_EQ(r.codes(), (Codes{"E150-bad-csv", "E114-bad-date", "E116-empty-text"}));
  EXPECT_EQ(r.errors[0].offset, 4);
  ASSERT_EQ(r.sources.size(), 2u);
  EXPECT_EQ(r.sources[0].text, "He said \"no\".\nAnd left.");
  EXPECT_EQ(r.sources[0].title, "One, two");
  EXPECT_EQ(r.sources[0].published->iso(), "2019-01-04");
  EXPECT_EQ(r.sources[1].text, "Last");
}

TEST(Csv, HeaderAndQuotes) {
  EXPECT_EQ(read("a,b\n1,2\n", "in.csv").codes(), Codes{"E151-missing-column"});
  EXPECT_EQ(read("text\n\"never closed\nmore\n", "in.csv").codes(), Codes{"E150-bad-csv"});
  const auto r = read("id\ttext\n7\tTabs, and a comma.\n", "in.tsv");
  ASSERT_EQ(r.sources.size(), 1u);
  EXPECT_EQ(r.sources[0].text, "Tabs, and a comma.");
}

// ------------------------------------------------------------------ HTML

constexpr const char* kParagraphs =
    "<p>The foreign ministers of both countries met in Ankara on Tuesday to discuss the border.</p>"
    "<p>They agreed to reopen two crossings before the end of the month, officials said.</p>";

TEST(Html, MainTextAndFacts) {
  const auto r = read(
      std::string("<!DOCTYPE html><html lang=en><head><title>Site</title>"
                  "<meta property='og:title' content='Ministers meet'>"
                  "<meta property='article:published_time' content='2018-04-03T08:00:00Z'>"
                  "<link rel=canonical href='http://news/1'></head><body>"
                  "<nav><a href=/>Home</a> <a href=/w>World news of today</a></nav>"
                  "<div class='story'><h1>Ministers meet</h1>") +
          kParagraphs +
          "<figure><figcaption>The ministers shake hands in front of the "
          "building.</figcaption></figure>"
          "<p>Follow us on Twitter</p></div>"
          "<div class='comments'><p>I do not believe a single word of what they say here.</p></div>"
          "<footer><p>Copyright 2018. All rights reserved by the "
          "company.</p></footer></body></html>",
      "page.html");
  ASSERT_EQ(r.sources.size(), 1u);
  const Source& s = r.sources[0];
  EXPECT_EQ(
      s.text,
      "The foreign ministers of both countries met in Ankara on Tuesday to discuss the border.\n\n"
      "They agreed to reopen two crossings before the end of the month, officials said.");
  EXPECT_EQ(s.title, "Ministers meet");
  EXPECT_EQ(s.published->iso(), "2018-04-03");
  EXPECT_EQ(s.published_basis, "meta tag");
  EXPECT_EQ(s.url, "http://news/1");
  EXPECT_EQ(s.language, "en");
}

TEST(Html, DeclaredLatinIsTranscodedUndeclaredIsRefused) {
  const std::string body =
      "<p>The minister visited Orl\xE9"
      "ans and Montr\xE9"
      "al and said \x93yes\x94 to it all.</p>";
  auto r = read("<html><head><meta charset=windows-1252></head><body>" + body, "p.html");
  ASSERT_EQ(r.sources.size(), 1u);
  EXPECT_EQ(r.sources[0].text,
            "The minister visited Orléans and Montréal and said “yes” to it all.");
  r = read("<html><body>" + body, "p.html");
  EXPECT_EQ(r.codes(), Codes{"E101-bad-utf8"});
  r = read("<html><head><meta charset=klingon></head><body>" + body, "p.html");
  EXPECT_EQ(r.codes(), Codes{"E117-unknown-charset"});
  r = read("<html><head><meta charset=shift_jis></head><body>" + std::string(500, '\xFD'),
           "p.html");
  EXPECT_EQ(r.codes(), Codes{"E118-bad-encoding"});
}

TEST(Html, SoupDepthAndNothing) {
  EXPECT_EQ(read("<html><head><title></title></head><body></body></html>", "p.html").codes(),
            Codes{"E120-no-text"});
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<div>";
  EXPECT_EQ(read(deep + "text", "p.html").codes(), Codes{"E121-nested-too-deep"});
  const auto r = read(
      "<p>Unclosed <b>soup <i>of </b> tags <div></p></p></table><td>that nobody closed properly.<p",
      "p.html");
  ASSERT_EQ(r.sources.size(), 1u);
  EXPECT_NE(r.sources[0].text.find("soup of tags"), std::string::npos);
  EXPECT_EQ(read("\x89PNG....", "p.html").codes(), Codes{"E107-binary"});
}

// ------------------------------------------------------------------ WARC and feeds

std::string record(const std::string& type, const std::string& media, const std::string& body) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: http://n/" +
         std::to_string(body.size()) + "\r\nContent-Type: " + media +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n\r\n";
}

TEST(Warc, ResponsesOfHtml) {
  const std::string html = std::string("<html><body>") + kParagraphs + "</body></html>";
  char size[16];
  std::snprintf(size, sizeof size, "%zx", html.size());
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
  const std::string file =
      gzip(record("warcinfo", "application/warc-fields", "software: x\r\n")) +
      gzip(record("response", "application/http; msgtype=response", http + "\r\n" + html)) +
      gzip(record("response", "application/http",
                  "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone")) +
      gzip(record("response", "application/http",
                  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG")) +
      gzip(record(
          "response", "application/http",
          http + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + html + "\r\n0\r\n\r\n")) +
      gzip(record("response", "application/http",
                  http + "Content-Encoding: gzip\r\n\r\n" + gzip(html)));
  const auto r = read(file, "crawl.warc.gz");
  EXPECT_TRUE(r.errors.empty());
  ASSERT_EQ(r.sources.size(), 3u);
  for (const auto& s : r.sources) EXPECT_EQ(s.text, r.sources[0].text);
  EXPECT_EQ(r.sources[0].text.substr(0, 21), "The foreign ministers");
  EXPECT_EQ(r.sources[0].url.substr(0, 9), "http://n/");
}

TEST(Warc, Broken) {
  EXPECT_EQ(
      read("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: none\r\n\r\n", "a.warc").codes(),
      Codes{"E130-bad-warc"});
  EXPECT_EQ(read("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: "
                 "application/http\r\nContent-Length: 999\r\n\r\nHTTP/1.1",
                 "a.warc")
                .codes(),
            Codes{"E130-bad-warc"});
}

TEST(Feed, RssAndAtom) {
  auto r = read(
      "<?xml version='1.0'?><rss version='2.0' xmlns:content='c'><channel><title>Wire</title>"
      "<language>en</language><item><title>A &amp; B</title><link>http://a</link><guid>g1</guid>"
      "<pubDate>Tue, 16 Aug 2016 10:33:00 GMT</pubDate><description>Short.</description>"
      "<content:encoded><![CDATA[<p>First part.</p><p>Second &amp; "
      "last.</p>]]></content:encoded></item>"
      "<item><title>Bad day</title><guid>g2</guid><pubDate>31 Feb 2016</pubDate></item>"
      "<item><guid>g3</guid></item></channel></rss>",
      "feed.xml");
  EXPECT_EQ(r.codes(), (Codes{"E114-bad-date", "E116-empty-text"}));
  ASSERT_EQ(r.sources.size(), 1u);
  EXPECT_EQ(r.sources[0].text, "First part.\n\nSecond & last.");
  EXPECT_EQ(r.sources[0].title, "A & B");
  EXPECT_EQ(r.sources[0].published->iso(), "2016-08-16");
  EXPECT_EQ(r.sources[0].publication, "Wire");
  r = read(
      "<feed "
      "xmlns='http://www.w3.org/2005/Atom'><title>Atom</title><entry><id>e1</id><title>T</title>"
      "<link rel='self' href='http://s'/><link "
      "href='http://e'/><published>2020-01-02T03:04:05Z</published>"
      "<content type='xhtml'><div><p>Body text.</p></div></content></entry></feed>",
      "feed.atom");
  ASSERT_EQ(r.sources.size(), 1u);
  EXPECT_EQ(r.sources[0].text, "Body text.");
  EXPECT_EQ(r.sources[0].url, "http://e");
}

TEST(Feed, Broken) {
  auto r = read("<rss><channel><item><title>One</title></item><item><title>Two</item>", "f.rss");
  EXPECT_EQ(r.codes(), Codes{"E140-bad-feed"});
  EXPECT_EQ(r.sources.size(), 1u);
  EXPECT_EQ(read("<rss><channel></channel></rss>", "f.rss").codes(), Codes{"E141-empty-feed"});
}

// ------------------------------------------------------------------ dates in text

TEST(DateText, Manners) {
  const struct {
    const char* text;
    const char* iso;
  } cases[] = {{"16 August 2016 14:33 (UTC+04:00)", "2016-08-16"},
               {"Tue, 16 Aug 2016 10:33:00 GMT", "2016-08-16"},
               {"August 16, 2016", "2016-08-16"},
               {"Aug. 16th, 2016", "2016-08-16"},
               {"16th of August, 2016", "2016-08-16"},
               {"2016/08/16", "2016-08-16"},
               {"20160816", "2016-08-16"},
               {"16.08.2016", "2016-08-16"},
               {"8/16/2016", "2016-08-16"},
               {"3 JAN 90", "1990-01-03"},
               {"2016-08-16T23:00:00-05:00", "2016-08-16"},
               {"Monday, 29 February 2016", "2016-02-29"},
               {"16-Aug-2016", "2016-08-16"}};
  for (const auto& c : cases) {
    const auto day = parse_published(c.text);
    ASSERT_TRUE(day) << c.text;
    EXPECT_EQ(day->iso(), c.iso) << c.text;
  }
  for (const char* text : {"31 February 2016", "2015-02-29", "03/04/2016", "yesterday", "", "2016"})
    EXPECT_FALSE(parse_published(text)) << text;
  const auto found = find_date("ANKARA, April 2 (Reuters)");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->year, 0);
  EXPECT_EQ(found->month, 4);
  EXPECT_EQ(found->day, 2);
}

TEST(Encoding, DeclaredCharset) {
  EXPECT_EQ(declared_charset("<?xml version='1.0' encoding='ISO-8859-1'?><rss/>"), "iso-8859-1");
  EXPECT_EQ(
      declared_charset("<html><meta http-equiv=Content-Type content=\"text/html; charset=GBK\">"),
      "gbk");
  EXPECT_EQ(declared_charset("<html><meta name=description content=none>"), "");
}

}  // namespace
}  // namespace dragoman
