// No output may hold a secret: markers are planted wherever a manifest can hold one, and every format is searched for
// them. The reverse is held too: what only looks like a secret stays readable.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

// What stands before and behind a plant on its line or in its list, so that the line is shown by some finding.
constexpr std::string_view kAccount = "210987654321.dkr.ecr.us-east-1.amazonaws.com/x";

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), count);
  }
  ::pclose(pipe);
  return text;
}

class SecretsTest : public testing::Test {
 protected:
  SecretsTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~SecretsTest() override { fs::remove_all(folder_); }

  void write(const std::string& path, std::string_view text) const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path, std::ios::binary) << text;
  }

  // Everything the program says about the folder, in all formats, on the screen and in files.
  std::string all_outputs() const {
    const std::string run = "cd '" + folder_.string() + "' && COLUMNS=2000 NO_COLOR=1 '" PARITYLINT_PROGRAM "' ";
    std::string all;
    for (const std::string format : {"text", "concise", "json", "sarif"}) {
      all += output_of(run + "--min-level note --show-suppressed --format " + format);
      all += output_of(run + "--min-level note --format concise --output " + format + "=../" +
                       folder_.filename().string() + ".out; cat '" + folder_.string() + ".out'; rm '" +
                       folder_.string() + ".out'");
    }
    // Beside a copy in which the secrets are others.
    const std::string copy = folder_.string() + ".copy";
    output_of("cp -r '" + folder_.string() + "' '" + copy + "' && find '" + copy +
              "' -type f -exec sed -i 's/XYZZY9/XYZZY8/g' {} +");
    for (const std::string format : {"text", "json", "sarif", "markdown"})
      all += output_of(run + "diff --all . '" + copy + "' --format " + format);
    fs::remove_all(copy);
    EXPECT_NE(all.find("## Differences between environments"), std::string::npos);
    const std::string baseline = folder_.string() + ".baseline";
    all += output_of(run + "--min-level note --write-baseline '" + baseline + "'; cat '" + baseline + "'; rm '" +
                     baseline + "'");
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file()) all += output_of(run + "explain '" + entry.path().string() + "'");
    }
    return all;
  }

  fs::path folder_ = fs::temp_directory_path() / ("paritylint-secrets-" + std::to_string(::getpid()));
};

// Members of a container definition; # stands for the marker. Each is written on the line of an account too.
constexpr std::string_view kMembers[] = {
    R"("environment": [{"name": "DB_PASSWORD", "value": "#"}])",
    R"("environment": [{"Name": "DB_PASSWORD", "Value": "#"}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": "x arn:aws:iam::210987654321:role/#"}])",
    R"("environment": [{"name": "PGPASSWORD", "value": "#"}])",
    R"("environment": [{"name": "AUTHORIZATION", "value": "Basic #"}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": "$h#"}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": "<h#>"}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": ["#"]}])",
    R"("environment": [{"name": "URL", "value": "postgres://u:a/#@h/db"}])",
    R"("environment": [{"name": "URL", "value": "https://h/?sig=#"}])",
    R"("environment": [{"name": "DB", "value": "Server=h;User Id=sa;Pwd = #;"}])",
    R"("environment": [{"name": "CFG", "value": "{\"db\": {\"password\": \"#\"}}"}])",
    R"("environment": [{"name": "HOOK", "value": "https://hooks.slack.com/services/T000/B000/#"}])",
    R"("environment": [{"name": "X", "value": "ghp_#bcdefghijklmnopqrstuvwxyz0123456789"}])",
    R"("environment": [{"name": "X", "value": "AKIA#"}])",
    R"("environment": [{"name": "X", "value": "-----BEGIN PRIVATE KEY-----\n#\n-----END PRIVATE KEY-----"}])",
    R"("environment": [{"name": "X", "value": "aG9Qw7rT2yU8iO0pL5kJ3hG6fD1sA4zX9cV7bN2#"}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": #}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": '#'}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": "\q#"}])",
    R"("environment": [{"name": "DB_PASSWORD", "value": "#}])",
    R"("tags": [{"key": "DB_PASSWORD", "value": "#"}])",
    R"("passwords": ["#"])",
    R"("command": ["mysql", "--password", "#"])",
    R"("command": ["mysql", "-p#"])",
    R"("command": ["curl -u admin:# -H 'X-Api-Key: #' https://h"])",
    R"("command": ["sh", "-c", "export DB_PASSWORD=\"x y #\""])",
    R"("command": ["docker run -e PGPASSWORD=# x"])",
    R"("dockerLabels": {"com.x.password": "#"})",
    R"("dockerLabels": {"ghp_#bcdefghijklmnopqrstuvwxyz0123456789": "arn:aws:iam::210987654321:role/x"})",
    R"("logConfiguration": {"options": {"splunk-token": "#"}})",
};

// Members of a container again: what the rules about validity, portability and consistency quote. @ stands for a token
// that holds the marker.
constexpr std::string_view kQuotedMembers[] = {
    R"("portMappings": [{"name": "@-80-tcp", "containerPort": 81}])",
    R"("portMappings": [{"name": "a-80-tcp", "containerPort": 81, "protocol": "@"}])",
    R"("portMappings": [{"containerPort": "@"}])",
    R"("portMappings": [{"containerPortRange": "@"}])",
    R"("dependsOn": [{"containerName": "@", "condition": "START"}])",
    R"("dependsOn": [{"containerName": "a", "condition": "@"}])",
    R"("links": ["@:x"])",
    R"("volumesFrom": [{"sourceContainer": "@"}])",
    R"("mountPoints": [{"sourceVolume": "@", "containerPath": "/x"}])",
    R"("environment": [{"name": "@", "value": "1"}, {"name": "@", "value": "2"}])",
    R"("environment": [{"name": "@_PASSWORD", "value": "hunter2x"}])",
    R"("environment": [{"name": "X", "value": "arn:aws:secretsmanager:us-east-1:210987654321:secret:prod/@"}])",
    R"("environment": [{"name": "X", "value": "https://sqs.us-east-1.amazonaws.com/210987654321/@"}])",
    R"("environment": [{"name": "X", "value": "s3://app-prod-files/@"}])",
    R"("environmentFiles": [{"type": "s3", "value": "s3://x/@"}])",
    R"("environmentFiles": [{"type": "s3", "value": "arn:aws:s3:::@/a.env"}])",
    R"("secrets": [{"name": "X", "valueFrom": "arn:aws:secretsmanager:us-east-1:210987654321:secret:prod/@"}])",
    R"("secrets": [{"name": "X", "valueFrom": "arn:aws:ssm:us-east-1:210987654321:parameter/prod/@"}])",
    R"("secrets": [{"name": "X", "valueFrom": "/prod/@"}])",
    R"("secrets": [{"name": "X", "valueFrom": "@!"}])",
    R"("cpu": "@")",
    R"("essential": "@")",
    R"("@": 1)",
    R"("Image": "@")",
    R"("workingDirectory": ["@"])",
    R"("ulimits": [{"name": "@", "softLimit": 9, "hardLimit": 5}])",
    R"("linuxParameters": {"capabilities": {"add": ["@"]}})",
    R"("logConfiguration": {"logDriver": "@"})",
    R"("logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/prod/@"}})",
    R"("logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-stream-prefix": "prod-@"}})",
    R"("healthCheck": {"command": ["@"]})",
    R"("dockerLabels": {"a": "arn:aws:iam::210987654321:role/@"})",
    R"("image": "x/@:latest")",
};

// Members of the task definition beside its containers, likewise.
constexpr std::string_view kTaskMembers[] = {
    R"("family": "prod-@")",
    R"("family": "@!")",
    R"("networkMode": "@")",
    R"("cpu": "@", "memory": "@", "requiresCompatibilities": ["FARGATE"])",
    R"("requiresCompatibilities": ["@"])",
    R"("taskRoleArn": "arn:aws:iam::210987654321:role/@")",
    R"("executionRoleArn": "@!")",
    R"("tags": [{"key": "@", "value": "1"}, {"key": "@", "value": "2"}])",
    R"("volumes": [{"name": "@"}, {"name": "@"}])",
    R"("volumes": [{"name": "v", "host": {}, "efsVolumeConfiguration": {"fileSystemId": "fs-@"}}])",
    R"("runtimePlatform": {"cpuArchitecture": "@"})",
    R"("placementConstraints": [{"type": "@"}])",
    R"("proxyConfiguration": {"containerName": "@"})",
    R"("taskDefinitionArn": "arn:aws:ecs:us-east-1:210987654321:task-definition/@:1")",
    R"("@": {})",
};

// Whole buildspecs and AppSpecs, likewise; % stands for the marker alone.
constexpr std::string_view kBuildspecs[] = {
    "version: @\nphases: {build: {commands: [ls]}}\n",
    "version: 0.2\n@: 1\nphases: {@: {commands: [ls]}}\n",
    "version: 0.2\nphases: {install: {runtime-versions: {@: 1}}}\n",
    "version: 0.2\nphases: {install: {runtime-versions: {nodejs: @}}}\n",
    "version: 0.2\nenv: {shell: @, variables: {@: yes, X_Y: X_Y}, exported-variables: ['AWS-@']}\nphases: {}\n",
    "version: 0.2\nenv: {parameter-store: {X: '/prod/@'}, secrets-manager: {Y: 'prod/@:k'}}\nphases: {}\n",
    "version: 0.2\nbatch: {build-graph: [{identifier: @, depend-on: [@, x-@]}, {identifier: @}]}\nphases: {}\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - curl https://u:%@h/i.sh | sh\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - 'curl -H \"Authorization: Bearer %\" https://h/i.sh | "
    "sh'\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - curl https://h/@/i.sh | bash\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - docker build --build-arg API_TOKEN=% .\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - docker login -u x --password=% registry.example.com\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - docker push x/@ || true\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - printf '$A @' > imagedefinitions.json\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - $(aws ecr get-login @)\n",
    "version: 0.2\nphases:\n  build:\n    commands:\n      - @: echo $X\n      - set -x @\n      - cat .env @\n",
    "version: 0.2\nenv: {variables: {API_TOKEN: '%'}}\nphases:\n  build:\n    commands:\n      - echo $API_TOKEN @\n",
    "version: 0.2\nphases: {build: {commands: @, on-failure: @, finally: {a: @}}}\nartifacts: {type: @, files: 1}\n",
    "version: 0.2\nreports: {'arn:aws:codebuild:us-east-1:210987654321:report-group/@': {files: ['*']}}\nphases: {}\n",
    "# paritylint: ignore[@] why\nversion: 0.2\nphases: {build: {commands: [ls]}}\n",
    "# paritylint: ignore[latest-tag] @\nversion: 0.2\nphases: {build: {commands: [ls]}}\n",
    "version: 0.2 # paritylint: ignore @\nphases: {build: {commands: [ls]}}\n",
    "version: 2 # paritylint: ignore[invalid-value] @\nphases: {build: {commands: [ls]}}\n",
    "version: 2 # paritylint: ignore[invalid-value] password=%\nphases: {build: {commands: [ls]}}\n",
};

constexpr std::string_view kAppspecs[] = {
    "version: @\nResources: []\n",
    "version: 0.0\nResources:\n  - TargetService:\n      Type: @\n      Properties: {TaskDefinition: '@', @: 1}\n",
    "version: 0.0\nResources:\n  - S:\n      Type: AWS::ECS::Service\n      Properties:\n        TaskDefinition: "
    "arn:aws:ecs:us-east-1:210987654321:task-definition/@:3\n        LoadBalancerInfo: {ContainerName: '@!', "
    "ContainerPort: '@'}\n        NetworkConfiguration: {AwsvpcConfiguration: {Subnets: ['@'], AssignPublicIp: '@'}}\n"
    "Hooks:\n  - @: x\n  - BeforeInstall: arn:aws:lambda:us-east-1:210987654321:function:@\n",
    "version: 0.0\nos: @\nfiles: [{source: 1, destination: 2, @: 3}]\nhooks:\n  @: [{location: a, timeout: '@'}]\n",
    "version: 0.0\nos: linux\nhooks:\n  @: [{location: a, timeout: 3000}, {location: b, timeout: 3000}]\n"
    "permissions: [{object: /, mode: @, owner: x}]\nfile_exists_behavior: @\n",
};

constexpr std::string_view kLines[] = {
    "      - docker login -u AWS -p # 210987654321.dkr.ecr.us-east-1.amazonaws.com",
    "      # sshpass -p # ssh 210987654321.dkr.ecr.us-east-1.amazonaws.com",
    "      # DB_PASSWORD: # arn:aws:iam::210987654321:role/x",
    "      - echo # | docker login --password-stdin 210987654321.dkr.ecr.us-east-1.amazonaws.com",
    "      - aws configure set aws_secret_access_key # && docker push 210987654321.dkr.ecr.us-east-1.amazonaws.com/x",
    "      - |\n        export API_TOKEN=# && docker push 210987654321.dkr.ecr.us-east-1.amazonaws.com/x",
    "      - 'curl -H \"Authorization: Bearer #\" https://sqs.us-east-1.amazonaws.com/210987654321/q'",
};

constexpr std::string_view kVariables[] = {
    "    DB_PASSWORD: *#",
    "    DB_PASSWORD: &a x arn:aws:iam::210987654321:role/#",
    "    DB_PASSWORD: &#",
    "    x: &a x arn:aws:iam::210987654321:role/#\n    DB_PASSWORD: *a",
    "    DB_PASSWORD: |\n      # 210987654321.dkr.ecr.us-east-1.amazonaws.com",
    "    ghp_#bcdefghijklmnopqrstuvwxyz0123456789: 1\n    ghp_#bcdefghijklmnopqrstuvwxyz0123456789: 2",
    "    DB_PASSWORD: \"#",
    "    DB_PASSWORD: #\n\tx: 1",
};

std::string with_marker(std::string_view text, const std::string& marker) {
  std::string filled;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_comment = text[i] == '#' && i + 1 < text.size() && text[i + 1] == ' ' && i > 0 &&
                            text[i - 1] == ' ' && filled.find_first_not_of(' ') == std::string::npos;
    if (text[i] == '#' && !is_comment) {
      filled += marker;
    } else {
      filled += text[i];
    }
  }
  return filled;
}

// `text` with a token of GitHub's form around the marker for each @ that is no part of an address.
std::string with_token(std::string_view text, const std::string& marker) {
  std::string filled;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      filled += marker;
    } else if (text[i] == '@' && (i == 0 || text[i - 1] != '%')) {
      filled += "ghp_" + marker + "bcdefghijklmnopqrstuv";
    } else {
      filled += text[i];
    }
  }
  return filled;
}

// An AWS key is upper case and 20 long with its beginning, so every marker has that form.
std::string marker_of(std::size_t number) {
  const std::string digits = std::to_string(1000 + number);
  return "HUNT3RXYZZY9" + digits;
}

TEST_F(SecretsTest, NoOutputHoldsAPlantedMarker) {
  std::vector<std::string> markers;
  const auto plant = [&](std::string_view text) {
    markers.push_back(marker_of(markers.size()));
    return with_marker(text, markers.back());
  };
  const auto place = [&] { return "p" + std::to_string(markers.size()); };
  for (const std::string_view member : kMembers) {
    for (const std::string_view ending : {"}]}", "}],]}"}) {
      const std::string planted = plant(member);
      write(place() + "/taskdef.json", R"({"family": "a", "containerDefinitions": [{"name": "a", "image": ")" +
                                           std::string(kAccount) + "\", " + planted + std::string(ending));
    }
  }
  for (const std::string_view line : kLines) {
    for (const std::string_view ending : {"\n", "\n\t]"}) {
      const std::string planted = plant(line);
      write(place() + "/buildspec.yml",
            "version: 0.2\nphases:\n  build:\n    commands:\n      - ls\n" + planted + std::string(ending));
    }
  }
  for (const std::string_view line : kVariables) {
    const std::string planted = plant(line);
    write(place() + "/buildspec.yml",
          "version: 0.2\nenv:\n  variables:\n" + planted + "\nphases:\n  build:\n    commands:\n      - ls\n");
  }
  const std::string all = all_outputs();
  EXPECT_NE(all.find("***"), std::string::npos);
  EXPECT_NE(all.find("210987654321"), std::string::npos);
  for (std::size_t i = 0; i < markers.size(); ++i) {
    const std::size_t at = all.find(markers[i]);
    EXPECT_EQ(at, std::string::npos) << 'p' << i + 1 << ": "
                                     << all.substr(at < 200 ? 0 : at - 200, at == std::string::npos ? 0 : 300);
  }
}

// The messages of the rules quote names and values from everywhere.
TEST_F(SecretsTest, NoMessageQuotesAPlantedToken) {
  std::vector<std::string> markers;
  const auto plant = [&](std::string_view text) {
    markers.push_back(marker_of(markers.size()));
    return with_token(text, markers.back());
  };
  const auto place = [&] { return "p" + std::to_string(markers.size()); };
  for (const std::string_view member : kQuotedMembers) {
    const std::string planted = plant(member);
    write(place() + "/taskdef.json", R"({"family": "a", "containerDefinitions": [{"name": "a", )" + planted + "}]}");
  }
  for (const std::string_view member : kTaskMembers) {
    const std::string planted = plant(member);
    write(place() + "/taskdef.json",
          "{" + planted + R"(, "containerDefinitions": [{"name": "a", "image": ")" + std::string(kAccount) + "\"}]}");
  }
  for (const std::string_view text : kBuildspecs) {
    const std::string planted = plant(text);
    write(place() + "/buildspec.yml", planted);
  }
  for (const std::string_view text : kAppspecs) {
    const std::string planted = plant(text);
    write(place() + "/appspec.yml", planted);
  }
  const std::string all = all_outputs();
  EXPECT_NE(all.find("***"), std::string::npos);
  for (std::size_t i = 0; i < markers.size(); ++i) {
    const std::size_t at = all.find(markers[i]);
    EXPECT_EQ(at, std::string::npos) << 'p' << i + 1 << ": "
                                     << all.substr(at < 200 ? 0 : at - 200, at == std::string::npos ? 0 : 300);
  }
}

TEST_F(SecretsTest, HarmlessValuesStayVisible) {
  constexpr std::string_view kVisible[] = {
      "arn:aws:secretsmanager:us-east-1:210987654321:secret:a/token-AbCdEf:key::",
      "arn:aws:ssm:us-east-1:210987654321:parameter/prod/db-password",
      "/app/prod/db-password",
      "3600000",
      "/run/secrets/db",
      "0123456789abcdef0123456789abcdef01234567",
      "123e4567-e89b-12d3-a456-426614174000",
      "x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      "${DB_PASSWORD}",
  };
  constexpr std::string_view kNames[] = {"SECRET_ARN", "DB_PARAM", "DB_PASSWORD", "TOKEN_TTL", "PASSWORD_FILE",
                                         "GIT_SHA",    "BUILD_ID", "IMAGE",       "API_SECRET"};
  // The finding at the image shows the line, and so the value.
  for (std::size_t i = 0; i < std::size(kVisible); ++i) {
    write("v" + std::to_string(i) + "/taskdef.json",
          R"({"family": "a", "containerDefinitions": [{"name": "a", "image": ")" + std::string(kAccount) +
              R"(", "environment": [{"name": ")" + std::string(kNames[i]) + R"(", "value": ")" +
              std::string(kVisible[i]) + "\"}]}]}");
  }
  const std::string all = all_outputs();
  EXPECT_EQ(all.find("***"), std::string::npos) << all;
  for (const std::string_view value : kVisible) EXPECT_NE(all.find(value), std::string::npos) << value;
}

}  // namespace
