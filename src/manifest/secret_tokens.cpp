// The shapes are the issuers' documented ones: a fixed beginning and a run of characters of a known minimum length.
// A beginning counts only where no letter, digit or underscore stands before it. Every search is bounded by the run
// that it reads, and each byte of a run is read by at most the few shapes that begin in it.
#include "manifest/secret_tokens.h"

#include <array>
#include <cstdint>
#include <iterator>

#include "manifest/characters.h"
#include "manifest/secret_urls.h"

namespace paritylint::manifest {
namespace {

enum class Run : unsigned char { alnum, upper_digit, hex, word, dashed, dotted, base64, url };

struct Form {
  std::string_view beginning;
  Run run;
  std::size_t shortest;  // length of the run after the beginning
  std::string_view title;
  TokenShape shape = TokenShape::issued;
};

constexpr Form kForms[] = {
    {"AKIA", Run::upper_digit, 16, "an AWS access key"},  // AWS access keys
    {"ASIA", Run::upper_digit, 16, "an AWS session key"},
    {"ABIA", Run::upper_digit, 16, "an AWS bearer token"},
    {"ACCA", Run::upper_digit, 16, "an AWS credential"},
    {"ghp_", Run::alnum, 30, "a GitHub token"},  // GitHub
    {"gho_", Run::alnum, 30, "a GitHub token"},
    {"ghu_", Run::alnum, 30, "a GitHub token"},
    {"ghs_", Run::alnum, 30, "a GitHub token"},
    {"ghr_", Run::alnum, 30, "a GitHub token"},
    {"github_pat_", Run::word, 22, "a GitHub token"},
    {"glpat-", Run::dashed, 20, "a GitLab token"},  // GitLab
    {"xoxb-", Run::dashed, 10, "a Slack token"},    // Slack
    {"xoxp-", Run::dashed, 10, "a Slack token"},
    {"xoxa-", Run::dashed, 10, "a Slack token"},
    {"xoxr-", Run::dashed, 10, "a Slack token"},
    {"xoxs-", Run::dashed, 10, "a Slack token"},
    {"xapp-", Run::dashed, 10, "a Slack token"},
    {"sk_live_", Run::alnum, 16, "a Stripe key"},  // Stripe
    {"sk_test_", Run::alnum, 16, "a Stripe test key", TokenShape::limited},
    {"rk_live_", Run::alnum, 16, "a Stripe key"},
    {"rk_test_", Run::alnum, 16, "a Stripe test key", TokenShape::limited},
    {"whsec_", Run::alnum, 16, "a webhook's signing secret"},
    {"AIza", Run::dashed, 35, "a Google API key", TokenShape::limited},  // Google
    {"GOCSPX-", Run::dashed, 20, "a Google client secret"},
    {"ya29.", Run::dashed, 20, "a Google access token"},
    {"npm_", Run::alnum, 36, "an npm token"},
    {"pypi-", Run::dashed, 50, "a PyPI token"},
    {"dckr_pat_", Run::dashed, 20, "a Docker Hub token"},
    {"SG.", Run::dotted, 40, "a SendGrid key"},                         // SendGrid
    {"key-", Run::hex, 32, "a Mailgun key"},                            // Mailgun
    {"SK", Run::hex, 32, "a Twilio key's id", TokenShape::identifier},  // Twilio
    {"sk-ant-", Run::dashed, 20, "an Anthropic key"},
    {"sk-proj-", Run::dashed, 20, "an OpenAI key"},
    {"sk-", Run::alnum, 32, "an OpenAI key"},      // OpenAI
    {"NRAK-", Run::alnum, 20, "a New Relic key"},  // New Relic
    {"shpat_", Run::hex, 32, "a Shopify token"},   // Shopify
    {"shpss_", Run::hex, 32, "a Shopify secret"},
    {"squ_", Run::hex, 40, "a SonarQube token"},  // SonarQube
    {"sqp_", Run::hex, 40, "a SonarQube token"},
    {"sqa_", Run::hex, 40, "a SonarQube token"},
    {"dop_v1_", Run::hex, 64, "a DigitalOcean token"},  // DigitalOcean
    {"hf_", Run::alnum, 30, "a Hugging Face token"},    // Hugging Face
    {"lin_api_", Run::alnum, 30, "a Linear key"},
    {"sntrys_", Run::dashed, 30, "a Sentry token"},          // Sentry
    {"dp.st.", Run::dotted, 30, "a Doppler token"},          // Doppler
    {"hvs.", Run::dashed, 24, "a Vault token"},              // Vault
    {"EAACEdEose0cBA", Run::alnum, 10, "a Facebook token"},  // Facebook
    {"hooks.slack.com/services/", Run::dotted, 12, "a Slack web hook", TokenShape::limited},
    {"hooks.slack.com/workflows/", Run::dotted, 12, "a Slack web hook", TokenShape::limited},
    {"hooks.slack.com/triggers/", Run::dotted, 12, "a Slack web hook", TokenShape::limited},
    {"webhook.office.com/webhookb2/", Run::url, 6, "a Teams web hook", TokenShape::limited},
    {"outlook.office.com/webhook/", Run::url, 8, "a Teams web hook", TokenShape::limited},
    {"hooks.zapier.com/hooks/catch/", Run::dotted, 8, "a Zapier web hook", TokenShape::limited},
    {"api.telegram.org/bot", Run::url, 20, "a Telegram bot's token"},
    {"discord.com/api/webhooks/", Run::dotted, 20, "a Discord web hook", TokenShape::limited},
    {"discordapp.com/api/webhooks/", Run::dotted, 20, "a Discord web hook", TokenShape::limited},
};

// Indices into kForms by the first byte of the beginning, each list ended by kNoForm.
constexpr std::uint8_t kNoForm = 0xff;
constexpr std::size_t kMostFormsPerByte = 16;
constexpr auto kFormsByFirst = [] {
  std::array<std::array<std::uint8_t, kMostFormsPerByte>, 128> table{};
  for (auto& forms : table) forms.fill(kNoForm);
  for (std::size_t i = 0; i < std::size(kForms); ++i) {
    auto& forms = table[static_cast<unsigned char>(kForms[i].beginning[0])];
    std::size_t free = 0;
    while (forms[free] != kNoForm) ++free;
    forms.at(free + 1);  // fails to compile when the list is full
    forms[free] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

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

base::Span span_of(std::size_t begin, std::size_t end) { return {base::offset32(begin), base::offset32(end)}; }

void shaped_token(std::string_view text, std::size_t begin, Runs& runs, std::vector<SecretToken>& tokens) {
  const std::string_view rest = text.substr(begin);
  for (const std::uint8_t index : kFormsByFirst[static_cast<unsigned char>(rest[0])]) {
    if (index == kNoForm) return;
    const Form& form = kForms[index];
    if (!rest.starts_with(form.beginning)) continue;
    const std::size_t run = begin + form.beginning.size();
    const std::size_t end = runs.end(run, form.run);
    if (end - run >= form.shortest) tokens.push_back({span_of(begin, end), form.shape, form.title});
  }
}

// header.payload.signature of a JSON Web Token; the first two begin with `{"` in base64.
void web_token(std::string_view text, std::size_t begin, Runs& runs, std::vector<SecretToken>& tokens) {
  if (!text.substr(begin).starts_with("eyJ")) return;
  const std::size_t header = runs.end(begin, Run::dashed);
  if (!text.substr(header).starts_with(".eyJ")) return;
  const std::size_t payload = runs.end(header + 1, Run::dashed);
  const std::size_t end = at_or_nul(text, payload) == '.' ? runs.end(payload + 1, Run::dashed) : payload;
  if (end - begin >= 40) tokens.push_back({span_of(begin, end), TokenShape::limited, "a signed web token"});
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

void random_token(std::string_view text, std::size_t begin, Runs& runs, std::vector<SecretToken>& tokens) {
  const std::size_t end = runs.end(begin, Run::base64);
  if (is_random(text.substr(begin, end - begin)) && !is_digest(text, begin)) {
    tokens.push_back({span_of(begin, end), TokenShape::random, {}});
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

void find_secret_tokens(std::string_view text, std::vector<SecretToken>& tokens) {
  Runs runs(text);
  std::vector<base::Span> logins;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') {
      append_login_span(text, i, logins);
    } else if (c == '-' && (i == 0 || text[i - 1] != '-')) {
      const std::size_t end = private_key_end(text, i);
      if (end == 0) continue;
      tokens.push_back({span_of(i, end), TokenShape::private_key, "a private key"});
      i = end - 1;
    } else if (c == '@') {
      append_source_name_span(text, i, logins);
    }
    for (const base::Span login : logins) tokens.push_back({login, TokenShape::login, {}});
    logins.clear();
    if ((base::is_alnum(c) || c == '/' || c == '+') && begins_run(text, i)) random_token(text, i, runs, tokens);
    if (base::is_alpha(c) && begins_token(text, i)) {
      shaped_token(text, i, runs, tokens);
      web_token(text, i, runs, tokens);
    }
  }
}

void append_token_spans(std::string_view text, std::vector<base::Span>& spans) {
  std::vector<SecretToken> tokens;
  find_secret_tokens(text, tokens);
  for (const SecretToken& token : tokens) spans.push_back(token.span);
}

}  // namespace paritylint::manifest
