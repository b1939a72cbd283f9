#!/usr/bin/env python3
"""Measure how manifests are found, in one run on one machine, and print a Markdown table.

    bench/discovery.py BUILD [--repositories N] [--rounds N] [--keep FOLDER]

BUILD is a build folder with the targets paritylint and find_manifests. N git repositories are made from numbers, the
same everywhere, each as a work tree and as a bare mirror: 78 tracked files, six of them manifests. Every way to find
the manifests is run once to warm the caches, then in turn, round by round; the medians are printed. A way that finds
another number of files than there are ends the run. The last run of each is for its memory, with GNU time.

`git`, `rg` and `fd` are told to look at what paritylint looks at: hidden files too, .git never, ignore rules of the
repository only. Programs that are not installed are left out.
"""

import argparse
import collections
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

SOURCES = 71
GROWTH = 10  # the growth is from N / 10 to N repositories
WORDS = ("taskdef", "appspec", "buildspec")
PATHSPECS = [f"*{word}*" for word in WORDS]

# What one way took: seconds on the clock, seconds of processor time, the largest process in KiB (None when unknown),
# and the number of files that it found (None when it does not tell).
Sample = collections.namedtuple("Sample", "elapsed cpu memory found")


def environment(home):
    values = {"PATH": os.environ["PATH"], "HOME": home, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    for person in ("AUTHOR", "COMMITTER"):
        values[f"GIT_{person}_NAME"] = "A"
        values[f"GIT_{person}_EMAIL"] = "a@example.com"
        values[f"GIT_{person}_DATE"] = "2024-01-01T00:00:00Z"
    return values


# Making the organisation


def task_definition(number, environment_word):
    account = 200000000000 + number * 7919
    arn = f"arn:aws:iam::{account}:role/{environment_word}"
    return f"""{{
  "family": "service-{number}-{environment_word}",
  "executionRoleArn": "{arn}-execution-{number}",
  "taskRoleArn": "{arn}-task-{number}",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "{256 << number % 3}",
  "memory": "{1024 << number % 3}",
  "containerDefinitions": [{{
    "name": "app",
    "image": "<IMAGE1_NAME>",
    "essential": true,
    "portMappings": [{{"containerPort": {3000 + number % 5000}}}],
    "environment": [{{"name": "STAGE", "value": "{environment_word}"}}, {{"name": "NUMBER", "value": "{number}"}}],
    "secrets": [{{"name": "TOKEN", "valueFrom": "arn:aws:ssm:us-east-1:{account}:parameter/{environment_word}/token"}}],
    "logConfiguration": {{"logDriver": "awslogs", "options": {{
      "awslogs-group": "/ecs/{environment_word}/service-{number}",
      "awslogs-region": "us-east-1",
      "awslogs-stream-prefix": "app"}}}}
  }}]
}}
"""


def appspec(number):
    return f"""version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: <TASK_DEFINITION>
        LoadBalancerInfo:
          ContainerName: app
          ContainerPort: {3000 + number % 5000}
"""


def buildspec(number):
    return f"""version: 0.2
phases:
  build:
    commands:
      - docker build -t service-{number} .
artifacts:
  files:
    - deploy/taskdef-$STAGE.json
    - deploy/appspec.yaml
"""


def contents_of(number):
    """The files of a repository by path: 78."""
    contents = {".gitignore": f"/build/\n*.log\n# {number}\n", "buildspec.yml": buildspec(number),
                "deploy/appspec.yaml": appspec(number), "worker/taskdef.json": task_definition(number, "worker")}
    for word in ("dev", "stg", "prod"):
        contents[f"deploy/taskdef-{word}.json"] = task_definition(number, word)
    for index in range(SOURCES):
        folder = f"src/module{index % 7}" + ("/internal" if index % 3 == 0 else "")
        suffix = "json" if index % 5 == 0 else "ts"
        line = f"  const value{index} = compute({number}, {index});\n"
        contents[f"{folder}/file{index}.{suffix}"] = f"// {number} {index}\n" + line * (20 + (number + index) % 60)
    return contents


def fast_import(number):
    """A commit as `git fast-import` reads it: one process makes a whole repository."""
    parts = ["commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\ndata 1\nx\n"]
    for path, text in contents_of(number).items():
        parts.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n")
    return "".join(parts).encode()


class Organisation:
    """Repositories below `folder`, as work trees and as bare mirrors that share their packs."""

    def __init__(self, folder, count):
        self.folder = folder
        self.environment = environment(folder)
        self.trees_top = os.path.join(folder, "trees")
        self.skeleton = os.path.join(folder, "skeleton.git")
        self.trees = [os.path.join(self.trees_top, f"service-{number}") for number in range(count)]
        self.mirrors = [os.path.join(folder, "mirrors", f"service-{number}.git") for number in range(count)]
        self.git("init", "-q", "--bare", "-b", "main", self.skeleton)
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            list(threads.map(self.make, range(count)))

    def git(self, *arguments, **options):
        subprocess.run(["git", *arguments], env=self.environment, check=True, **options)

    def make(self, number):
        tree, mirror = self.trees[number], self.mirrors[number]
        git_dir = os.path.join(tree, ".git")
        shutil.copytree(self.skeleton, git_dir)
        self.git("-c", "core.bare=false", "--git-dir", git_dir, "-c", "fastimport.unpackLimit=0", "fast-import",
                 "--quiet", input=fast_import(number))
        # Hard links: a mirror differs from the repository only in what it says of itself.
        shutil.copytree(git_dir, mirror, copy_function=os.link)
        config = os.path.join(git_dir, "config")
        with open(config) as file:
            text = file.read().replace("bare = true", "bare = false")
        os.unlink(config)
        with open(config, "w") as file:
            file.write(text)
        self.git("-C", tree, "read-tree", "-u", "--reset", "HEAD")


# Running


class Meter:
    """Adds up what the processes of one way take."""

    def __init__(self, environment_variables, time_program=None):
        self.environment = environment_variables
        self.time_program = time_program
        self.begin = time.perf_counter()
        self.cpu = self.found = 0
        self.memory = None

    def run(self, *command, stdin=subprocess.DEVNULL):
        """The output of a command, which must end as paritylint does when it found something or nothing."""
        if self.time_program:
            return self.run_for_memory(command, stdin)
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, env=self.environment)
        output = process.stdout.read()
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{command[0]} failed with {process.returncode}")
        self.cpu += usage.ru_utime + usage.ru_stime
        return output

    def run_for_memory(self, command, stdin):
        """Through a small program: what the system tells of a child of ours includes the size of this script."""
        with tempfile.NamedTemporaryFile("r") as peak:
            timed = [self.time_program, "--quiet", "-f", "%M", "-o", peak.name, *command]
            output = subprocess.run(timed, stdin=stdin, stdout=subprocess.PIPE, env=self.environment).stdout
            self.memory = max(self.memory or 0, int(peak.read()))
        return output

    def sample(self):
        return Sample(time.perf_counter() - self.begin, self.cpu, self.memory, self.found)


def is_manifest(path):
    name = path.rsplit(b"/", 1)[-1]
    return any(word.encode() in name for word in WORDS)


class Ways:
    """The ways to find manifests. Each takes a meter and the repositories, by number below `count`."""

    def __init__(self, build, organisation):
        self.organisation = organisation
        self.paritylint = os.path.join(build, "src", "app", "paritylint")
        self.lister = os.path.join(build, "bench", "find_manifests")
        for program in (self.paritylint, self.lister):
            if not os.access(program, os.X_OK):
                sys.exit(f"there is no {program}: build the targets paritylint and find_manifests")
        self.rg = shutil.which("rg")
        self.fd = shutil.which("fd") or shutil.which("fdfind")
        self.time = shutil.which("time")  # GNU's

    def measure(self, way, count):
        meter = Meter(self.organisation.environment)
        way(meter, count)
        return meter.sample()

    def memory(self, way, count):
        """The largest process in KiB; None without GNU time."""
        if not self.time:
            return None
        meter = Meter(self.organisation.environment, self.time)
        way(meter, count)
        return meter.memory

    def one_process(self, command, places):
        """A command over all repositories that prints one line for each file."""

        def way(meter, count):
            meter.found = meter.run(*command, *places[:count]).count(b"\n")

        return way

    def checked(self, arguments, places):
        def way(meter, count):
            meter.run(self.paritylint, *arguments, "--format", "concise", "--fail-on", "never", *places[:count])
            meter.found = None  # it tells findings, not files

        return way

    def git_ls_files(self, *arguments):
        def way(meter, count):
            for tree in self.organisation.trees[:count]:
                output = meter.run("git", "-C", tree, "ls-files", "-z", *arguments, "--", *PATHSPECS)
                meter.found += output.count(b"\0")

        return way

    def git_objects(self, meter, count):
        """Two processes for each mirror: the names are filtered here."""
        for mirror in self.organisation.mirrors[:count]:
            lines = meter.run("git", "--git-dir", mirror, "ls-tree", "-r", "-z", "HEAD").split(b"\0")
            ids = [line.split(b"\t", 1)[0].split()[2] for line in lines if is_manifest(line)]
            with tempfile.TemporaryFile(dir=self.organisation.folder) as wanted:
                wanted.write(b"\n".join(ids) + b"\n")
                wanted.seek(0)
                meter.run("git", "--git-dir", mirror, "cat-file", "--batch", stdin=wanted)
            meter.found += len(ids)

    def each_mirror(self, meter, count):
        for mirror in self.organisation.mirrors[:count]:
            meter.run(self.paritylint, "--git-dir", mirror, "--jobs", "1", "--format", "concise", "--fail-on", "never")
        meter.found = None

    def each_mirror_listed(self, meter, count):
        for mirror in self.organisation.mirrors[:count]:
            meter.found += meter.run(self.lister, "--rev", "HEAD", "--read", "--jobs", "1", mirror).count(b"\n")

    def in_work_trees(self):
        """By name; the first is what the others are compared with."""
        trees = self.organisation.trees
        ways = {}
        if self.rg:
            command = [self.rg, "--files", "--hidden", "--no-ignore-global", "--no-ignore-parent"]
            names = [part for word in WORDS for part in ("--glob", f"*{word}*")]
            ways["rg --files, 1 thread"] = self.one_process([*command, "-j1", "--glob", "!.git"], trees)
            ways["rg --files"] = self.one_process([*command, "--glob", "!.git"], trees)
            ways["rg --files, manifest names"] = self.one_process([*command, *names, "--glob", "!.git"], trees)
        if self.fd:
            command = [self.fd, "--type", "f", "--hidden", "--exclude", ".git", "--no-global-ignore-file"]
            ways["fd, 1 thread"] = self.one_process([*command, "-j1", "."], trees)
            ways["fd"] = self.one_process([*command, "."], trees)
            ways["fd, manifest names"] = self.one_process([*command, "|".join(WORDS)], trees)
        ways["git ls-files"] = self.git_ls_files()
        ways["git ls-files, untracked too"] = self.git_ls_files("--cached", "--others", "--exclude-standard")
        for jobs, name in ((1, ", 1 thread"), (0, "")):
            command = [self.lister, "--jobs", str(jobs)]
            ways[f"find_manifests{name}"] = self.one_process(command, trees)
            ways[f"find_manifests --tracked-only{name}"] = self.one_process([*command, "--tracked-only"], trees)
        ways["paritylint check, everything"] = self.checked((), trees)
        return ways

    def in_mirrors(self):
        mirrors = self.organisation.mirrors
        read = [self.lister, "--rev", "HEAD", "--read"]
        return {
            "git ls-tree, git cat-file --batch": self.git_objects,
            "find_manifests --read, one process each": self.each_mirror_listed,
            "find_manifests --read, all in one, 1 thread": self.one_process([*read, "--jobs", "1"], mirrors),
            "find_manifests --read, all in one": self.one_process(read, mirrors),
            "paritylint --git-dir, one process each": self.each_mirror,
            "paritylint --rev HEAD, all in one": self.checked(("--rev", "HEAD"), mirrors),
        }

    def growing(self):
        organisation = self.organisation
        return {
            "find_manifests, 1 thread": self.one_process([self.lister, "--jobs", "1"], organisation.trees),
            "find_manifests --tracked-only, 1 thread":
                self.one_process([self.lister, "--jobs", "1", "--tracked-only"], organisation.trees),
            "paritylint check": self.checked((), organisation.trees),
            "paritylint --rev HEAD, mirrors": self.checked(("--rev", "HEAD"), organisation.mirrors),
        }


def in_turn(bench, ways, rounds, counts):
    """The medians of each way and number of repositories, by both. The first round only warms the caches."""
    cases = {(name, count): (way, count) for name, way in ways.items() for count in counts}
    samples = {key: [] for key in cases}
    for number in range(rounds + 1):
        for key, case in cases.items():
            sample = bench.measure(*case)
            if number > 0:
                samples[key].append(sample)
    medians = {}
    for key, of_case in samples.items():
        elapsed, cpu = (statistics.median(getattr(one, field) for one in of_case) for field in ("elapsed", "cpu"))
        medians[key] = Sample(elapsed, cpu, bench.memory(*cases[key]), of_case[0].found)
    return medians


def check_found(results, manifests, files):
    """Stop when a way overlooked something. A way that was not told the names of manifests finds all files."""
    for (name, count), one in results.items():
        lists_all = name.startswith(("rg", "fd")) and "manifest names" not in name
        wanted = count * (files if lists_all else manifests)
        if one.found not in (None, wanted):
            sys.exit(f"{name} found {one.found} files, not {wanted}: nothing can be compared")


def mebibytes(memory):
    return "" if memory is None else f"{memory / 1024:.1f}"


def print_table(title, results):
    """The first row is what the others are compared with."""
    base = next(iter(results.values()))
    print(f"\n| {title} | elapsed s | processor s | elapsed ratio | processor ratio | largest process MiB | files |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for (name, _), one in results.items():
        print(f"| {name} | {one.elapsed:.3f} | {one.cpu:.3f} | {one.elapsed / base.elapsed:.2f} "
              f"| {one.cpu / base.cpu:.2f} | {mebibytes(one.memory)} | {'' if one.found is None else one.found} |")


def print_growth(results, few, many):
    print(f"\n| {few} to {many} repositories | elapsed s | elapsed ratio | processor s | processor ratio "
          "| largest process MiB |\n|---|--:|--:|--:|--:|--:|")
    for name in dict.fromkeys(name for name, _ in results):
        a, b = results[name, few], results[name, many]
        print(f"| {name} | {a.elapsed:.3f} to {b.elapsed:.3f} | {b.elapsed / a.elapsed:.1f} "
              f"| {a.cpu:.3f} to {b.cpu:.3f} | {b.cpu / a.cpu:.1f} | {mebibytes(a.memory)} to {mebibytes(b.memory)} |")


def load():
    with open("/proc/loadavg") as file:
        return file.read().split()[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", help="a build folder")
    parser.add_argument("--repositories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", help="make the organisation in this new folder and leave it there")
    options = parser.parse_args()
    folder = options.keep or tempfile.mkdtemp(prefix="paritylint-discovery-")
    os.makedirs(folder, exist_ok=True)
    try:
        begin = time.perf_counter()
        organisation = Organisation(os.path.abspath(folder), options.repositories)
        made = time.perf_counter() - begin
        ways = Ways(os.path.abspath(options.build), organisation)
        count, fewer = options.repositories, max(1, options.repositories // GROWTH)
        load_before = load()
        trees = in_turn(ways, ways.in_work_trees(), options.rounds, [count])
        mirrors = in_turn(ways, ways.in_mirrors(), options.rounds, [count])
        growth = in_turn(ways, ways.growing(), options.rounds, [fewer, count])
        paths = list(contents_of(0))
        manifests = sum(is_manifest(path.encode()) for path in paths)
        for results in (trees, mirrors, growth):
            check_found(results, manifests, len(paths))
        print(f"{count} repositories of {len(paths)} files, {manifests} of them manifests, made in {made:.0f} s; "
              f"medians of {options.rounds} rounds, warm caches, {os.cpu_count()} cores, "
              f"load {load_before} before, {load()} after.")
        print_table("work trees", trees)
        print_table("bare mirrors", mirrors)
        print_growth(growth, fewer, count)
        sys.stdout.flush()  # taking the organisation away may take long
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
