// The shapes are the issuers' documented ones: a fixed beginning and a run of characters of a known minimum length.
// A beginning counts only where no letter, digit or underscore stands before it. Every search is bounded by the run
// that it reads, and each byte of a run is read by at most the few shapes that begin in it.
#include "manifest/secret_tokens.h"

#include <array>

#include "manifest/characters.h"
#include "manifest/secret_urls.h"

namespace paritylint::manifest {
namespace {

enum class Run : unsigned char { alnum, upper_digit, hex, word, dashed, dotted, base64, url };

struct TokenShape {
  std::string_view beginning;
  Run run;
  std::size_t shortest;  // length of the run after the beginning
};

constexpr TokenShape kShapes[] = {
    {"AKIA", Run::upper_digit, 16},  // AWS access keys
    {"ASIA", Run::upper_digit, 16},
    {"ABIA", Run::upper_digit, 16},
    {"ACCA", Run::upper_digit, 16},
    {"ghp_", Run::alnum, 30},  // GitHub
    {"gho_", Run::alnum, 30},
    {"ghu_", Run::alnum, 30},
    {"ghs_", Run::alnum, 30},
    {"ghr_", Run::alnum, 30},
    {"github_pat_", Run::word, 22},
    {"glpat-", Run::dashed, 20},  // GitLab
    {"xoxb-", Run::dashed, 10},   // Slack
    {"xoxp-", Run::dashed, 10},
    {"xoxa-", Run::dashed, 10},
    {"xoxr-", Run::dashed, 10},
    {"xoxs-", Run::dashed, 10},
    {"xapp-", Run::dashed, 10},
    {"sk_live_", Run::alnum, 16},  // Stripe
    {"sk_test_", Run::alnum, 16},
    {"rk_live_", Run::alnum, 16},
    {"rk_test_", Run::alnum, 16},
    {"whsec_", Run::alnum, 16},
    {"AIza", Run::dashed, 35},  // Google
    {"GOCSPX-", Run::dashed, 20},
    {"ya29.", Run::dashed, 20},
    {"npm_", Run::alnum, 36},
    {"pypi-", Run::dashed, 50},
    {"dckr_pat_", Run::dashed, 20},
    {"SG.", Run::dotted, 40},  // SendGrid
    {"key-", Run::hex, 32},    // Mailgun
    {"SK", Run::hex, 32},      // Twilio
    {"sk-ant-", Run::dashed, 20},
    {"sk-proj-", Run::dashed, 20},
    {"sk-", Run::alnum, 32},    // OpenAI
    {"NRAK-", Run::alnum, 20},  // New Relic
    {"shpat_", Run::hex, 32},   // Shopify
    {"shpss_", Run::hex, 32},
    {"squ_", Run::hex, 40},  // SonarQube
    {"sqp_", Run::hex, 40},
    {"sqa_", Run::hex, 40},
    {"dop_v1_", Run::hex, 64},  // DigitalOcean
    {"hf_", Run::alnum, 30},    // Hugging Face
    {"lin_api_", Run::alnum, 30},
    {"sntrys_", Run::dashed, 30},        // Sentry
    {"dp.st.", Run::dotted, 30},         // Doppler
    {"hvs.", Run::dashed, 24},           // Vault
    {"EAACEdEose0cBA", Run::alnum, 10},  // Facebook
    {"hooks.slack.com/services/", Run::dotted, 12},
    {"hooks.slack.com/workflows/", Run::dotted, 12},
    {"hooks.slack.com/triggers/", Run::dotted, 12},
    {"webhook.office.com/webhookb2/", Run::url, 6},
    {"outlook.office.com/webhook/", Run::url, 8},
    {"hooks.zapier.com/hooks/catch/", Run::dotted, 8},
    {"api.telegram.org/bot", Run::url, 20},
    {"discord.com/api/webhooks/", Run::dotted, 20},
    {"discordapp.com/api/webhooks/", Run::dotted, 20},
};

bool in_run(Run run, char c) {
  switch (run) {
    case Run::alnum:
      return base::is_alnum(c);
    case Run::upper_digit:
      return base::is_upper(c) || base::is_digit(c);
    case Run::hex:
      return base::is_hex_digit(c);
    case Run::word:
      return base::is_alnum(c) || c == '_';
    case Run::dashed:
      return base::is_alnum(c) || c == '_' || c == '-';
    case Run::dotted:
      return base::is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/';
    case Run::base64:
      return base::is_alnum(c) || c == '+' || c == '/';
    case Run::url:
      return base::is_alnum(c) || std::string_view("_-./@:%+~=").find(c) != std::string_view::npos;
  }
  return false;
}

// Ends of runs, remembering the last run of each sort, so that shapes that begin inside one run do not read it again.
class Runs {
 public:
  explicit Runs(std::string_view text) : text_(text) {}

  std::size_t end(std::size_t begin, Run run) {
    base::Span& last = last_[static_cast<std::size_t>(run)];
    if (last.begin <= begin && begin < last.end) return last.end;
    std::size_t end = begin;
    while (end < text_.size() && in_run(run, text_[end])) ++end;
    last = {base::offset32(begin), base::offset32(end)};
    return end;
  }

 private:
  std::string_view text_;
  std::array<base::Span, 8> last_{};
};

void shaped_token(std::string_view text, std::size_t begin, Runs& runs, std::vector<base::Span>& spans) {
  const std::string_view rest = text.substr(begin);
  for (const TokenShape& shape : kShapes) {
    if (rest[0] != shape.beginning[0] || !rest.starts_with(shape.beginning)) continue;
    const std::size_t run = begin + shape.beginning.size();
    const std::size_t end = runs.end(run, shape.run);
    if (end - run >= shape.shortest) spans.push_back({base::offset32(begin), base::offset32(end)});
  }
}

// header.payload.signature of a JSON Web Token; the first two begin with `{"` in base64.
void web_token(std::string_view text, std::size_t begin, Runs& runs, std::vector<base::Span>& spans) {
  if (!text.substr(begin).starts_with("eyJ")) return;
  const std::size_t header = runs.end(begin, Run::dashed);
  if (!text.substr(header).starts_with(".eyJ")) return;
  const std::size_t payload = runs.end(header + 1, Run::dashed);
  const std::size_t end = at_or_nul(text, payload) == '.' ? runs.end(payload + 1, Run::dashed) : payload;
  if (end - begin >= 40) spans.push_back({base::offset32(begin), base::offset32(end)});
}

// The end of the block -----BEGIN ... PRIVATE KEY----- that begins at `begin`: its end line, or the end of the text
// when there is none. 0 when no such block begins here.
std::size_t private_key_end(std::string_view text, std::size_t begin) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  if (!text.substr(begin).starts_with(kBegin)) return 0;
  const std::string_view title = text.substr(begin + kBegin.size(), 48);
  const std::size_t title_end = title.find("-----");
  if (title_end == std::string_view::npos || title.substr(0, title_end).find("PRIVATE KEY") == std::string_view::npos)
    return 0;
  const std::size_t close = text.find("-----END ", begin);
  if (close == std::string_view::npos) return text.size();
  const std::size_t dashes = text.substr(0, close + 80).find("-----", close + 9);
  return dashes == std::string_view::npos ? close + 9 : dashes + 5;
}

// Base64 of 30 bytes or more that looks random: upper case, lower case and digits change places all the time, unlike
// in paths and names in camel case. Hexadecimal digests have no upper case.
bool is_random(std::string_view run) {
  constexpr std::size_t kShortest = 40;
  constexpr std::size_t kEnough = 45;  // per cent of neighbours that differ in sort
  if (run.size() < kShortest) return false;
  std::size_t counts[4] = {};
  std::size_t changes = 0;
  std::size_t before = 4;
  for (const char c : run) {
    const std::size_t sort = base::is_upper(c) ? 0 : base::is_lower(c) ? 1 : base::is_digit(c) ? 2 : 3;
    ++counts[sort];
    changes += sort != before ? 1 : 0;
    before = sort;
  }
  return counts[0] > 3 && counts[1] > 3 && counts[2] > 0 && changes * 100 >= run.size() * kEnough;
}

// Digests are written algorithm-base64 or algorithm:base64.
bool is_digest(std::string_view text, std::size_t begin) {
  if (begin == 0 || (text[begin - 1] != '-' && text[begin - 1] != ':')) return false;
  const std::string_view before = text.substr(0, begin - 1);
  return before.ends_with("sha256") || before.ends_with("sha384") || before.ends_with("sha512");
}

void random_token(std::string_view text, std::size_t begin, Runs& runs, std::vector<base::Span>& spans) {
  const std::size_t end = runs.end(begin, Run::base64);
  if (is_random(text.substr(begin, end - begin)) && !is_digest(text, begin)) {
    spans.push_back({base::offset32(begin), base::offset32(end)});
  }
}

// True where a token may begin: not inside a longer name, but behind an escape of a JSON string (\nAKIA...).
bool begins_token(std::string_view text, std::size_t index) {
  if (index == 0) return true;
  const char before = text[index - 1];
  if (!base::is_alnum(before) && before != '_') return true;
  return index > 1 && text[index - 2] == '\\' && (before == 'n' || before == 't' || before == 'r');
}

// True where a run of base64 may begin.
bool begins_run(std::string_view text, std::size_t index) {
  if (index == 0 || !in_run(Run::base64, text[index - 1])) return true;
  const char before = text[index - 1];
  return index > 1 && text[index - 2] == '\\' && (before == 'n' || before == 't' || before == 'r');
}

}  // namespace

void append_token_spans(std::string_view text, std::vector<base::Span>& spans) {
  Runs runs(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') {
      append_login_span(text, i, spans);
    } else if (c == '-' && (i == 0 || text[i - 1] != '-')) {
      const std::size_t end = private_key_end(text, i);
      if (end == 0) continue;
      spans.push_back({base::offset32(i), base::offset32(end)});
      i = end - 1;
    } else if (c == '@') {
      append_source_name_span(text, i, spans);
    }
    if ((base::is_alnum(c) || c == '/' || c == '+') && begins_run(text, i)) random_token(text, i, runs, spans);
    if (base::is_alpha(c) && begins_token(text, i)) {
      shaped_token(text, i, runs, spans);
      web_token(text, i, runs, spans);
    }
  }
}

}  // namespace paritylint::manifest
