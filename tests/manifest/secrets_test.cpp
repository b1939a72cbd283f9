#include "manifest/secrets.h"

#include <gtest/gtest.h>

#include <string>

#include "manifest/parsed.h"
#include "manifest/secret_names.h"
#include "manifest/secret_values.h"

namespace paritylint::manifest {
namespace {

std::string masked(std::string_view source, const std::vector<base::Span>& spans) {
  std::string text(source);
  for (const base::Span span : spans) {
    for (std::uint32_t i = span.begin; i < span.end; ++i) text[i] = '*';
  }
  return text;
}

std::string masked_tree(std::string_view path, std::string_view source) {
  const test::Parsed parsed(path, source);
  EXPECT_TRUE(parsed.complete()) << source;
  return masked(source, secret_spans(parsed.tree(), Recognition{}));
}

std::string masked_text(std::string_view source) { return masked(source, secret_spans(source)); }

TEST(SecretNames, TellSecretsFromTalkAboutSecrets) {
  for (const std::string_view name : {"DB_PASSWORD",
                                      "dbPassword",
                                      "JWT_SECRET",
                                      "API_KEY",
                                      "apiKey",
                                      "api-key",
                                      "APIKEY",
                                      "GITHUB_TOKEN",
                                      "splunk-token",
                                      "SECRET_KEY_BASE",
                                      "AWS_SECRET_ACCESS_KEY",
                                      "AWS_ACCESS_KEY_ID",
                                      "password",
                                      "SIGNING_KEY",
                                      "DB_PASS",
                                      "DD_API_KEY",
                                      "clientSecret",
                                      "ConnectionStrings__Password",
                                      "MYSQL_PWD",
                                      "PGPASSWORD",
                                      "MYSQLPASSWORD",
                                      "SECRETKEYBASE",
                                      "rootpass",
                                      "DB_PASS1",
                                      "dbpwd",
                                      "AUTHORIZATION",
                                      "X-Api-Key",
                                      "BASIC_AUTH",
                                      "HTPASSWD",
                                      "SESSION_COOKIE",
                                      "HASH_SALT",
                                      "AccountKey",
                                      "MYAPPLICATIONDATABASEPASSWORD",
                                      "TOTP"}) {
    EXPECT_TRUE(is_secret_name(name)) << name;
  }
  for (const std::string_view name : {"SECRET_ARN",
                                      "DB_PASSWORD_FILE",
                                      "TOKEN_TTL",
                                      "SECRET_NAME",
                                      "TOKEN_URL",
                                      "PASSWORD_MIN_LENGTH",
                                      "PATH",
                                      "KEY",
                                      "name",
                                      "key",
                                      "SECRETS_PATH",
                                      "CLIENT_ID",
                                      "TOKEN_ISSUER",
                                      "password-stdin",
                                      "HOSTNAME",
                                      "primaryKey",
                                      "keyboard",
                                      "",
                                      "credentialsParameter",
                                      "AWS_REGION",
                                      "COMPASS",
                                      "SECRET_ID",
                                      "BYPASS",
                                      "BYPASS_CACHE",
                                      "PASSIVE",
                                      "PASSPORT_COUNTRY",
                                      "SECRETARY",
                                      "TOKENIZER_MODEL",
                                      "OLDPWD",
                                      "PASSWORDFILE",
                                      "PASSWORDLESS",
                                      "SESSION_COOKIE_NAME",
                                      "AUTHOR",
                                      "secretsmanager"}) {
    EXPECT_FALSE(is_secret_name(name)) << name;
  }
}

TEST(SecretNames, ReferencesAndSwitchesAreNoValues) {
  for (const std::string_view value : {"hunter2", "123456", "p@ss w0rd", "/", "changeme", "abc${X}"}) {
    EXPECT_EQ(is_secret_value(value), value != "/") << value;
  }
  for (const std::string_view value :
       {"", " ", "true", "FALSE", "none", "12345", "<PASSWORD>", "${DB_PASSWORD}", "$X", "{{ x }}", "${A}:${B}",
        "arn:aws:secretsmanager:us-east-1:1:secret:x", "/app/prod/db-password", "$(cat /run/x)"}) {
    EXPECT_FALSE(is_secret_value(value)) << value;
  }
}

TEST(SecretNames, APasswordMayLookLikeAPlaceholder) {
  for (const std::string_view value : {"$Hunt3r", "<Hunt3r>", "${DB_PASSWORD:-hunter2}", "hunter2$(date)", "arn:Hunt3r",
                                       "${A:-${B:-hunter2}}", "Bearer abc123"}) {
    EXPECT_TRUE(is_secret_value(value)) << value;
  }
  for (const std::string_view value :
       {"$DB_PASSWORD", "$db_password", "<DB_PASSWORD>", "<your-password>", "{{ password }}", "%DB_PASSWORD%",
        "__DB_PASSWORD__", "@DB_PASSWORD@", "#{DbPassword}#", "${X:-}", "${AWS::Region}", "${{ secrets.X }}",
        "${db-password}", "Bearer $TOKEN", "`cat x`", "$(DB_PASSWORD)"}) {
    EXPECT_FALSE(is_secret_value(value)) << value;
  }
  EXPECT_TRUE(is_secret("Pwd", "hunter2"));
  EXPECT_FALSE(is_secret("PWD", "/app"));
}

struct MaskCase {
  std::string_view path;
  std::string_view source;
  std::string_view expected;
};

TEST(SecretSpans, MasksValuesByNameInATree) {
  const MaskCase kCases[] = {
      {"t.json", R"({"environment": [{"name": "DB_PASSWORD", "value": "hunter2"}, {"name": "LOG", "value": "debug"}]})",
       R"({"environment": [{"name": "DB_PASSWORD", "value": "*******"}, {"name": "LOG", "value": "debug"}]})"},
      {"t.json", R"({"Environment": [{"Value": "hunter2", "Name": "DB_PASSWORD"}]})",
       R"({"Environment": [{"Value": "*******", "Name": "DB_PASSWORD"}]})"},
      {"t.json", R"({"secrets": [{"name": "DB_PASSWORD", "valueFrom": "db-password"}]})",
       R"({"secrets": [{"name": "DB_PASSWORD", "valueFrom": "db-password"}]})"},
      {"t.json", R"({"options": {"splunk-token": "a1b2c3d4", "splunk-url": "https://x"}})",
       R"({"options": {"splunk-token": "********", "splunk-url": "https://x"}})"},
      {"t.json", R"({"a": "x API_TOKEN=abc123 y", "b": "login --password s3cr3t --user u"})",
       R"({"a": "x API_TOKEN=****** y", "b": "login --password ****** --user u"})"},
      {"t.json", R"({"a": "set -e\npassword=abc123\nls"})", R"({"a": "set -e\npassword=******\nls"})"},
      {"t.json", R"({"a": "docker login --username AWS --password-stdin 1.dkr.ecr.eu-west-1.amazonaws.com"})",
       R"({"a": "docker login --username AWS --password-stdin 1.dkr.ecr.eu-west-1.amazonaws.com"})"},
      {"t.json", R"({"a": "postgres://user:pa%40ss@host/db", "b": "https://${U}:${P}@host", "c": "http://h:80/@x"})",
       R"({"a": "postgres://user:*******@host/db", "b": "https://${U}:${P}@host", "c": "http://h:80/@x"})"},
  };
  for (const MaskCase& one : kCases) EXPECT_EQ(masked_tree(one.path, one.source), one.expected);
}

// Every one of these must hide the word `Hunt3rX`, in a tree and in a file that does not parse.
TEST(SecretSpans, MasksWhatCommandsAndTextsHold) {
  for (const std::string_view member : {
           R"("a": "docker run -e PGPASSWORD=Hunt3rX x")",
           R"("a": "curl -u admin:Hunt3rX https://x")",
           R"("a": ["curl", "-u", "admin:Hunt3rX"])",
           R"("a": "curl -H 'Authorization: Bearer Hunt3rX' x")",
           R"("a": "curl -H \"X-Api-Key: Hunt3rX\" x")",
           R"("a": "docker login -u AWS -p Hunt3rX x")",
           R"("a": "mysql -uroot -pHunt3rX")",
           R"("a": ["mysql", "-pHunt3rX"])",
           R"("a": "sshpass -p Hunt3rX ssh x")",
           R"("a": "echo Hunt3rX | docker login -u x --password-stdin y")",
           R"("a": "aws configure set aws_secret_access_key Hunt3rX")",
           R"("a": "aws ssm put-parameter --name x --value Hunt3rX")",
           R"("a": ["--password", "Hunt3rX"])",
           R"("a": "{\"password\":\"Hunt3rX\"}")",
           R"("a": "{\"a\": \"{\\\"password\\\": \\\"Hunt3rX\\\"}\"}")",
           R"("a": "{\"name\": \"DB_PASSWORD\", \"value\": \"Hunt3rX\"}")",
           R"("tags": [{"key": "DB_PASSWORD", "value": "Hunt3rX"}])",
           R"("passwords": ["Hunt3rX", {"a": "Hunt3rX"}])",
           R"("a": "postgres://u:a/Hunt3rX@h/db")",
           R"("a": "u:Hunt3rX@tcp(h:3306)/db")",
           R"("a": "Server=h;User Id=sa;Pwd = Hunt3rX;")",
           R"("a": "Server=h;Password=a&b,Hunt3rX;Encrypt=true")",
           R"("a": "https://x/?a=b&sig=Hunt3rX")",
           R"("a": "https://x/?X-Amz-Signature=Hunt3rX")",
           R"("a": "https://x.webhook.office.com/webhookb2/Hunt3rX")",
           R"("a": "export DB_PASSWORD=x\\\nHunt3rX")",
           R"("a": "export DB_PASSWORD='it'\\''s Hunt3rX'")",
           R"("DB_PASSWORD": "$Hunt3rX")",
       }) {
    const std::string source = "{" + std::string(member) + "}";
    EXPECT_EQ(masked_tree("t.json", source).find("Hunt3rX"), std::string::npos) << source;
    EXPECT_EQ(masked_text("{" + std::string(member) + ",]").find("Hunt3rX"), std::string::npos) << source;
  }
}

TEST(SecretSpans, MasksAliasesAnchorsAndBlocks) {
  for (const std::string_view source : {
           "DB_PASSWORD: *Hunt3rX\n",
           "a: &x Hunt3rX\nDB_PASSWORD: *x\n",
           "DB_PASSWORD: &Hunt3rX\n",
           "DB_PASSWORD: |\n  Hunt3rX\n  Hunt3rX\nb: 1\n",
           "DB_PASSWORD:\n  Hunt3rX\nb: 1\n",
           "# - name: DB_PASSWORD\n#   value: Hunt3rX\na: 1\n",
       }) {
    const test::Parsed parsed("t.yml", source);
    const auto spans = parsed.complete() ? secret_spans(parsed.tree(), Recognition{}) : secret_spans(source);
    EXPECT_EQ(masked(source, spans).find("Hunt3rX"), std::string::npos) << source;
    // Without a tree nobody follows the alias.
    if (source.find("&x") != std::string_view::npos) continue;
    EXPECT_EQ(masked_text(std::string(source) + "\t]").find("Hunt3rX"), std::string::npos) << source;
  }
}

TEST(SecretSpans, HarmlessTextsStayVisible) {
  for (
      const std::string_view source : {
          R"({"secrets": [{"name": "DB_PASSWORD", "valueFrom": "prod/db:password"}]})",
          R"({"name": "SECRET_ARN", "value": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a/token-AbCdEf:key::"})",
          R"({"a": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:docker/credentials-4tfe6U:password"})",
          R"({"TOKEN_TTL": "3600000", "DB_PASSWORD_FILE": "/run/secrets/db", "DB_PASSWORD": "/app/prod/db-password"})",
          R"({"a": "0123456789abcdef0123456789abcdef01234567", "b": "123e4567-e89b-12d3-a456-426614174000"})",
          R"({"image": "x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})",
          R"({"a": "docker run -p 8080:80 -u 1000:1000 x", "b": "mkdir -p /a/b", "c": "docker login -u AWS -p $TOKEN x"})",
          R"({"a": ["echo Logging in", "aws ecr get-login-password | docker login --password-stdin x"]})",
          R"x({"a": "TAG=$(echo $VERSION | head -c 8)", "b": "Basic authentication", "c": "https://h:80/a@b"})x",
          R"({"a": "/MyCompany/MyService/Production/DatabaseConnection/Name", "PWD": "/app", "BYPASS": "abcdef"})",
      }) {
    EXPECT_EQ(masked_tree("t.json", source), source);
  }
}

TEST(SecretSpans, MasksBuildspecVariablesAndCommentsButNoReferences) {
  const std::string_view source =
      "version: 0.2\n"
      "env:\n"
      "  variables:\n"
      "    DOCKER_TOKEN: abcdef123\n"
      "    # OLD_TOKEN: zyxwv987\n"
      "  secrets-manager:\n"
      "    DB_PASSWORD: prod/db:password\n"
      "  parameter-store:\n"
      "    API_KEY: my-api-key\n";
  const std::string_view expected =
      "version: 0.2\n"
      "env:\n"
      "  variables:\n"
      "    DOCKER_TOKEN: *********\n"
      "    # OLD_TOKEN: ********\n"
      "  secrets-manager:\n"
      "    DB_PASSWORD: prod/db:password\n"
      "  parameter-store:\n"
      "    API_KEY: my-api-key\n";
  EXPECT_EQ(masked_tree("buildspec.yml", source), expected);
}

// Joined from pieces, so that no scanner takes this file for a leak.
std::string joined(std::string_view a, std::string_view b) { return std::string(a) + std::string(b); }

TEST(SecretSpans, MasksKnownTokensAnywhere) {
  const std::string kTokens[] = {
      joined("AKIA", "IOSFODNN7EXAMPLE"),
      joined("ASIA", "IOSFODNN7EXAMPLE"),
      joined("ghp", "_0123456789abcdefghijABCDEFGHIJ012345"),
      joined("github_pat", "_0123456789abcdefghij_0123456789"),
      joined("glpat", "-0123456789abcdefghij"),
      joined("xoxb", "-0123456789-abcdefghij"),
      joined("sk_live", "_0123456789abcdefghij"),
      joined("AIza", "SyA0123456789abcdefghijklmnopqrstuv"),
      joined("eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijkl"),
      joined("hooks.slack.com", "/services/T00000000/B00000000/XXXXXXXX"),
      joined("-----BEGIN RSA PRIVATE", " KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----"),
  };
  for (const std::string& token : kTokens) {
    const std::string source = "{\"a\": \"x " + token + " y\"}";
    const std::string expected = "{\"a\": \"x " + std::string(token.size(), '*') + " y\"}";
    EXPECT_EQ(masked_tree("t.json", source), expected);
    EXPECT_EQ(masked_tree("t.json", "{\"a\": \"x\\n" + token + "\\ny\"}").find(token), std::string::npos)
        << "behind an escape";
    EXPECT_EQ(masked_text("# " + token + "\n"), "# " + std::string(token.size(), '*') + "\n");
  }
  for (const std::string_view text :
       {"AKIA", "xAKIAIOSFODNN7EXAMPLE", "task-definition", "sk-", "key-value", "eyJ.eyJ.x", "ghp_x"}) {
    EXPECT_EQ(masked_text(text), text);
  }
}

TEST(SecretSpans, ByTextErrsOnTheSideOfMasking) {
  const std::pair<std::string_view, std::string_view> kCases[] = {
      {R"({"name": "DB_PASSWORD", "value": "hunter2", })", R"({"name": "DB_PASSWORD", "value": "*******", })"},
      {R"({"value": "hunter2", "name": "DB_PASSWORD" )", R"({"value": "*******", "name": "DB_PASSWORD" )"},
      {"DB_PASSWORD: hunter2 words\nLOG: x\n", "DB_PASSWORD: *************\nLOG: x\n"},
      {"- name: DB_PASSWORD\n  value: hunter2\n", "- name: DB_PASSWORD\n  value: *******\n"},
      {"export DB_PASSWORD=hunter2; ls", "export DB_PASSWORD=*******; ls"},
      {R"("DB_PASSWORD": "hunter2)", R"("DB_PASSWORD": "*******)"},
      {"DB_PASSWORD: ${X}", "DB_PASSWORD: ${X}"},
      {"", ""},
  };
  for (const auto& [source, expected] : kCases) EXPECT_EQ(masked_text(source), expected);
}

TEST(SecretSpans, AreSortedAndDisjointOnAnyBytes) {
  std::string source = R"({"name": "API_KEY", "value": "a\"b://u:p@h", "TOKEN=x": 'y', -----BEGIN X PRIVATE KEY-----)";
  for (std::size_t i = 0; i < source.size(); ++i) {
    for (const char c : std::string("\0\\\"'\xff:=@{}\n", 11)) {
      std::string changed = source.substr(0, i) + c + source.substr(i);
      std::uint32_t end = 0;
      for (const base::Span span : secret_spans(changed)) {
        EXPECT_LT(span.begin, span.end);
        EXPECT_GE(span.begin, end);
        end = span.end;
      }
      EXPECT_LE(end, changed.size());
    }
  }
}

}  // namespace
}  // namespace paritylint::manifest
