#include "reading/encoding.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/text.h"

namespace dragoman {
namespace {

bool all_ascii(std::string_view s) {
  return std::none_of(s.begin(), s.end(), [](char c) { return c & 0x80; });
}

// The names that the web uses for what is in truth Windows-1252 (WHATWG Encoding, "names and
// labels").
std::string real_charset(std::string_view declared) {
  static constexpr std::array<std::string_view, 10> latin = {
      "iso-8859-1", "latin1", "latin-1",      "iso8859-1",  "us-ascii",
      "ascii",      "cp1252", "windows-1252", "iso_8859-1", "l1"};
  if (std::find(latin.begin(), latin.end(), declared) != latin.end()) return "CP1252";
  if (declared == "gb2312" || declared == "gbk") return "GB18030";
  if (declared == "shift_jis" || declared == "sjis" || declared == "x-sjis") return "CP932";
  if (declared == "euc-kr" || declared == "ks_c_5601-1987") return "CP949";
  if (declared == "x-mac-roman") return "MACINTOSH";
  return std::string(declared);
}

Error bad_utf8(std::size_t offset) {
  return Error{
      "E101-bad-utf8", fmt::format("not valid UTF-8 at byte {}", offset), "",
      static_cast<std::int64_t>(offset),
      "convert the text to UTF-8 (iconv -f WINDOWS-1252 -t UTF-8), or declare its encoding"};
}

}  // namespace

void append_utf8(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 63));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 63));
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}

std::optional<Utf16Decoder> Utf16Decoder::for_mark(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  Utf16Decoder d;
  if (bytes[0] == '\xFE' && bytes[1] == '\xFF')
    d.big_endian_ = true;
  else if (!(bytes[0] == '\xFF' && bytes[1] == '\xFE'))
    return std::nullopt;
  return d;
}

bool Utf16Decoder::decode(std::string_view bytes, std::string& out) {
  for (char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    if (!odd_) {
      first_ = b;
      odd_ = true;
      continue;
    }
    odd_ = false;
    const std::uint32_t unit = big_endian_ ? first_ << 8 | b : b << 8 | first_;
    if (unit >= 0xD800 && unit < 0xDC00) {
      if (high_) return false;
      high_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      if (!high_) return false;
      append_utf8(0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00), out);
      high_ = 0;
    } else {
      if (high_) return false;
      append_utf8(unit, out);
    }
  }
  return true;
}

Result<std::string> to_utf8(std::string_view bytes, std::string_view declared) {
  if (auto decoder = Utf16Decoder::for_mark(bytes)) {
    std::string out;
    if (!decoder->decode(bytes.substr(2), out) || !decoder->complete())
      return Error{"E118-bad-encoding", "the text is not valid UTF-16 although it begins as such",
                   "", -1, "save the file again as UTF-8"};
    return out;
  }
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  const std::size_t bad = find_invalid_utf8(bytes);
  if (bad == std::string_view::npos) {
    // ISO-2022 and UTF-7 are written in ASCII bytes; everything else that is UTF-8 is UTF-8.
    if (declared.substr(0, 8) != "iso-2022" || !all_ascii(bytes)) return std::string(bytes);
  }
  if (declared.empty() || declared == "utf-8" || declared == "utf8") return bad_utf8(bad);
  iconv_t converter = iconv_open("UTF-8", real_charset(declared).c_str());
  if (reinterpret_cast<std::intptr_t>(converter) == -1)  // as iconv_open says failure
    return Error{"E117-unknown-charset", fmt::format("unknown encoding \"{}\"", declared), "", -1,
                 "convert the text to UTF-8"};
  std::string out;
  std::array<char, 8192> buffer;
  char* in = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size(), replaced = 0;
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t status = iconv(converter, &in, &left, &to, &room);
    const int reason = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (status != static_cast<std::size_t>(-1) || reason == E2BIG) continue;
    if (left == 0) break;
    append_utf8(0xFFFD, out);  // a single wrong byte does not cost the page
    ++in, --left, ++replaced;
  }
  iconv_close(converter);
  if (replaced * 100 > bytes.size())
    return Error{"E118-bad-encoding",
                 fmt::format("the text is not in the encoding it declares, {}", declared), "", -1,
                 "convert the text to UTF-8"};
  return out;
}

std::string charset_of_content_type(std::string_view value) {
  const std::string lower = lower_case(value.substr(0, 1000));
  std::size_t at = lower.find("charset");
  if (at == std::string::npos) return "";
  at = lower.find_first_not_of(" \t\r\n=\"'", at + 7);
  if (at == std::string::npos) return "";
  return lower.substr(at, lower.find_first_of(" \t\r\n;\"'/>", at) - at);
}

std::string declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, 4096));
  for (char& c : head) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c & 0x80 ? '?' : c);
  if (head.compare(0, 5, "<?xml") == 0) {
    const std::size_t end = head.find("?>"), at = head.find("encoding");
    if (at != std::string::npos && at < end) {
      const std::size_t from = head.find_first_not_of(" =\"'", at + 8);
      if (from != std::string::npos && from < end)
        return head.substr(from, head.find_first_of(" \"'?", from) - from);
    }
  }
  for (std::size_t at = head.find("<meta"); at != std::string::npos;
       at = head.find("<meta", at + 5)) {
    const std::string tag = head.substr(at, head.find('>', at) - at);
    if (auto charset = charset_of_content_type(tag); !charset.empty()) return charset;
  }
  return "";
}

bool looks_binary(std::string_view head) {
  static constexpr std::array<std::string_view, 12> magics = {"\x89PNG",
                                                              "\xFF\xD8\xFF",
                                                              "GIF8",
                                                              "%PDF-",
                                                              "PK\x03\x04",
                                                              "\x7F"
                                                              "ELF",
                                                              "Rar!",
                                                              "\xFD"
                                                              "7zXZ",
                                                              "BZh",
                                                              "SQLite format 3",
                                                              "7z\xBC\xAF",
                                                              "\xD0\xCF\x11\xE0"};
  for (auto magic : magics)
    if (head.substr(0, magic.size()) == magic) return true;
  head = head.substr(0, 4096);
  std::size_t control = 0;
  for (char c : head) {
    const auto b = static_cast<unsigned char>(c);
    control += (b < 9 || (b > 13 && b < 32 && b != 27)) ? 1 : 0;
  }
  return control * 20 > head.size();
}

std::optional<Error> check_text(std::string_view bytes, const std::string& file, std::size_t base) {
  if (looks_binary(bytes))
    return Error{"E107-binary", "this is no text", file, static_cast<std::int64_t>(base),
                 "pass text, HTML, JSON Lines, CSV, WARC or feed files"};
  if (const std::size_t bad = find_invalid_utf8(bytes); bad != std::string_view::npos) {
    Error error = bad_utf8(base + bad);
    error.file = file;
    return error;
  }
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos)
    return Error{"E109-nul-byte", fmt::format("NUL byte at byte {}", base + nul), file,
                 static_cast<std::int64_t>(base + nul), "remove it, or convert the text to UTF-8"};
  return std::nullopt;
}

}  // namespace dragoman
