#include "reading/bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "reading/encoding.h"

namespace dragoman {
namespace {

constexpr std::size_t kChunk = 1 << 16;

bool is_gzip(std::string_view s) {
  return s.size() >= 2 && s[0] == '\x1f' && s[1] == '\x8b';
}

}  // namespace

struct ByteStream::State {
  std::string name;
  int descriptor = -1;
  std::string memory;  // input where there is no descriptor
  std::size_t memory_used = 0;
  bool started = false, raw_end = false, gzip = false, member_open = false;
  z_stream inflater{};
  bool inflater_ready = false;
  std::string raw;  // compressed bytes not yet inflated
  std::optional<Utf16Decoder> utf16;
  std::string window;    // bytes ready to be handed out
  std::size_t used = 0;  // of the window
  std::size_t handed = 0;
  bool end = false;
  std::optional<Error> failure;

  ~State() {
    if (inflater_ready) inflateEnd(&inflater);
    if (descriptor > 0) ::close(descriptor);
  }

  void fail(std::string code, std::string message, std::string hint) {
    if (!failure)
      failure = Error{std::move(code), std::move(message), name,
                      static_cast<std::int64_t>(handed + window.size() - used), std::move(hint)};
    end = true;
  }

  // Appends the next chunk of the file itself; false at its end.
  bool read_raw(std::string& out) {
    if (raw_end) return false;
    if (descriptor < 0) {
      const std::size_t n = std::min(kChunk, memory.size() - memory_used);
      out.append(memory, memory_used, n);
      memory_used += n;
      raw_end = n == 0;
      return n > 0;
    }
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    ssize_t n;
    do n = ::read(descriptor, out.data() + before, kChunk);
    while (n < 0 && errno == EINTR);
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    if (n < 0)
      fail("E103-unreadable", fmt::format("cannot read: {}", std::strerror(errno)),
           "check the disk and the permissions of the file");
    raw_end = n <= 0;
    return n > 0;
  }

  // Inflates what is in raw; false when there is nothing more to come.
  bool inflate_some(std::string& out) {
    if (raw.empty() && !read_raw(raw)) {
      if (member_open && !failure)
        fail("E105-truncated-gzip", "the gzip data ends in the middle",
             "fetch the file again; the complete documents before the break were read");
      return false;
    }
    if (!member_open) {
      while (raw.size() < 2 && read_raw(raw)) {
      }
      if (!is_gzip(raw)) return false;  // padding after the last member
      if (inflater_ready)
        inflateReset(&inflater);
      else if (inflateInit2(&inflater, 15 + 16) != Z_OK)
        return false;
      inflater_ready = member_open = true;
    }
    const std::size_t before = out.size();
    out.resize(before + 4 * kChunk);
    inflater.next_in = reinterpret_cast<Bytef*>(raw.data());
    inflater.avail_in = static_cast<uInt>(raw.size());
    inflater.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    inflater.avail_out = 4 * kChunk;
    const int status = inflate(&inflater, Z_NO_FLUSH);
    out.resize(out.size() - inflater.avail_out);
    raw.erase(0, raw.size() - inflater.avail_in);
    if (status == Z_STREAM_END) {
      member_open = false;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      fail("E106-damaged-gzip", "the gzip data is damaged",
           "fetch the file again; the complete documents before the damage were read");
      return out.size() > before;
    }
    return true;
  }

  bool more(std::string& out) { return gzip ? inflate_some(out) : read_raw(out); }

  void start() {
    started = true;
    while (raw.size() < 4 && read_raw(raw)) {
    }
    gzip = is_gzip(raw);
    std::string head;
    if (gzip) {
      while (head.size() < 4 && inflate_some(head)) {
      }
    } else {
      head.swap(raw);
    }
    if (auto decoder = Utf16Decoder::for_mark(head)) {
      utf16 = *decoder;
      utf16->decode(std::string_view(head).substr(2), window);
    } else {
      window = std::move(head);
      if (window.compare(0, 3, "\xEF\xBB\xBF") == 0) window.erase(0, 3);
    }
  }
};

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

Result<ByteStream> ByteStream::open(const std::string& file) {
  auto state = std::make_unique<State>();
  state->name = file;
  if (file == "-") {
    state->descriptor = STDIN_FILENO;
    return ByteStream(std::move(state));
  }
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return Error{"E100-missing-file", "no such file", file, -1, "check the name of the file"};
    return Error{"E103-unreadable", fmt::format("cannot open: {}", std::strerror(errno)), file, -1,
                 "check the permissions of the file"};
  }
  if (S_ISDIR(info.st_mode))
    return Error{"E102-directory", "this is a directory, not a file", file, -1,
                 "name the files in it, for example with " + file + "/*"};
  state->descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->descriptor < 0)
    return Error{"E103-unreadable", fmt::format("cannot open: {}", std::strerror(errno)), file, -1,
                 "check the permissions of the file"};
  return ByteStream(std::move(state));
}

ByteStream ByteStream::from_memory(std::string bytes, std::string name) {
  auto state = std::make_unique<State>();
  state->name = std::move(name);
  state->memory = std::move(bytes);
  return ByteStream(std::move(state));
}

bool ByteStream::fill() {
  State& s = *state_;
  if (!s.started) {
    s.start();
    if (s.used < s.window.size()) return true;
  }
  while (!s.end) {
    if (s.used > 0) {
      s.window.erase(0, s.used);
      s.used = 0;
    }
    const std::size_t before = s.window.size();
    if (s.utf16) {
      std::string chunk;
      if (!s.more(chunk)) {
        if (!s.utf16->complete() && !s.failure)
          s.fail("E118-bad-encoding", "the UTF-16 text ends in the middle of a character",
                 "save the file again as UTF-8");
        s.end = true;
      }
      if (!s.utf16->decode(chunk, s.window))
        s.fail("E118-bad-encoding", "the text is not valid UTF-16 although it begins as such",
               "save the file again as UTF-8");
    } else if (!s.more(s.window)) {
      s.end = true;
    }
    if (s.window.size() > before) return true;
  }
  return false;
}

std::string_view ByteStream::peek(std::size_t n) {
  State& s = *state_;
  while (s.window.size() - s.used < n && fill()) {
  }
  return std::string_view(s.window).substr(s.used, n);
}

std::size_t ByteStream::read(std::string& out, std::size_t n) {
  State& s = *state_;
  std::size_t taken = 0;
  while (taken < n) {
    if (s.used == s.window.size() && !fill()) break;
    const std::size_t k = std::min(n - taken, s.window.size() - s.used);
    out.append(s.window, s.used, k);
    s.used += k;
    s.handed += k;
    taken += k;
  }
  return taken;
}

void ByteStream::skip(std::size_t n) {
  State& s = *state_;
  while (n > 0) {
    if (s.used == s.window.size() && !fill()) break;
    const std::size_t k = std::min(n, s.window.size() - s.used);
    s.used += k;
    s.handed += k;
    n -= k;
  }
}

bool ByteStream::at_end() {
  return peek(1).empty();
}

ByteStream::Part ByteStream::read_until(char delimiter, std::string& out, std::size_t limit) {
  State& s = *state_;
  out.clear();
  bool any = false, too_long = false;
  for (;;) {
    if (s.used == s.window.size() && !fill()) {
      if (!any || s.failure) return Part::End;
      return too_long ? Part::TooLong : Part::Whole;
    }
    any = true;
    const std::string_view rest(s.window.data() + s.used, s.window.size() - s.used);
    const std::size_t hit = rest.find(delimiter), k = std::min(hit, rest.size());
    const bool ended = hit != std::string_view::npos;
    if (!too_long && out.size() + k > limit) {
      too_long = true;
      out.clear();
      out.shrink_to_fit();
    }
    if (!too_long) out.append(rest.substr(0, k));
    s.used += k + (ended ? 1 : 0);
    s.handed += k + (ended ? 1 : 0);
    if (ended) return too_long ? Part::TooLong : Part::Whole;
  }
}

std::size_t ByteStream::offset() const {
  return state_->handed;
}
const std::string& ByteStream::name() const {
  return state_->name;
}
const std::optional<Error>& ByteStream::failure() const {
  return state_->failure;
}

Result<std::string> inflate_all(std::string_view bytes, std::size_t limit) {
  z_stream z{};
  if (inflateInit2(&z, 15 + 32) != Z_OK)
    return Error{"E106-damaged-gzip", "cannot inflate the data", "", -1, ""};
  std::string out;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  int status = Z_OK;
  while (status == Z_OK && out.size() <= limit) {
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    z.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    z.avail_out = kChunk;
    status = inflate(&z, Z_NO_FLUSH);
    out.resize(out.size() - z.avail_out);
    if (status == Z_OK && z.avail_in == 0 && out.size() == before) break;
  }
  inflateEnd(&z);
  if (out.size() > limit)
    return Error{"E108-too-large", fmt::format("more than {} bytes once inflated", limit), "", -1,
                 "raise the limit or split the document"};
  if (status != Z_STREAM_END)
    return Error{"E106-damaged-gzip", "the compressed body is damaged or cut short", "", -1,
                 "fetch the page again"};
  return out;
}

}  // namespace dragoman
