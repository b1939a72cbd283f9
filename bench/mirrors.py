#!/usr/bin/env python3
"""Compare reading bare mirrors through libgit2 with git's own programs, in one run on one machine.

    bench/mirrors.py PROGRAM [--repositories N] [--rounds N] [--keep FOLDER]

PROGRAM is a paritylint binary. Per mirror three ways to get at the manifests of HEAD are timed, alternating, and the
median of the rounds is printed for all mirrors together:

  paritylint   `PROGRAM --rev HEAD --format concise`, one process per mirror
  paritylint*  the same program once over all mirrors
  git          `git ls-tree -r -z HEAD`, the names filtered here, `git cat-file --batch`: two processes per mirror

git only prints the bytes; paritylint also reads and judges them.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

FILES_PER_REPOSITORY = 78
MANIFESTS = ("deploy/taskdef-dev.json", "deploy/taskdef-stg.json", "deploy/taskdef-prod.json",
             "deploy/appspec.yaml", "buildspec.yml", "worker/taskdef.json")


def environment():
    values = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    for person in ("AUTHOR", "COMMITTER"):
        values[f"GIT_{person}_NAME"] = "A"
        values[f"GIT_{person}_EMAIL"] = "a@example.com"
        values[f"GIT_{person}_DATE"] = "2024-01-01T00:00:00Z"
    return values


def manifest(path, number):
    account = 200000000000 + number * 7919
    if path.endswith("taskdef.json") or "taskdef-" in path:
        return (f'{{"family": "service-{number}", "executionRoleArn": "arn:aws:iam::{account}:role/execution-{number}",\n'
                f' "containerDefinitions": [{{"name": "app", "image": "<IMAGE1_NAME>", "logConfiguration": {{"logDriver":\n'
                f' "awslogs", "options": {{"awslogs-group": "/ecs/stg/service-{number}"}}}}}}]}}\n')
    if path.endswith("appspec.yaml"):
        return ("version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n"
                f"        TaskDefinition: <TASK_DEFINITION>\n        LoadBalancerInfo: {{ContainerName: app-{number}, ContainerPort: 80}}\n")
    return f"version: 0.2\nphases:\n  build:\n    commands:\n      - make service-{number}\n"


def fast_import(number):
    """A commit as `git fast-import` reads it: one process makes a whole repository."""
    lines = ["commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\ndata 1\nx\n"]
    contents = {path: manifest(path, number) for path in MANIFESTS}
    for index in range(FILES_PER_REPOSITORY - len(MANIFESTS)):
        contents[f"src/package_{index % 9}/file_{index}.py"] = f"# {number} {index}\n" + f"value_{index} = {number}\n" * 60
    for path, text in contents.items():
        lines.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n")
    return "".join(lines).encode()


def make_mirrors(folder, count):
    mirrors = []
    for number in range(count):
        mirror = os.path.join(folder, f"service-{number}.git")
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", mirror], env=environment(), check=True)
        subprocess.run(["git", "fast-import", "--quiet"], cwd=mirror, input=fast_import(number), env=environment(), check=True)
        mirrors.append(mirror)
    return mirrors


def is_manifest(path):
    name = path.rsplit(b"/", 1)[-1]
    return name.startswith((b"taskdef", b"appspec", b"buildspec"))


def run_git(mirrors):
    found = 0
    for mirror in mirrors:
        tree = subprocess.run(["git", "ls-tree", "-r", "-z", "HEAD"], cwd=mirror, env=environment(), capture_output=True, check=True).stdout
        ids = [line.split(b"\t")[0].split()[2] for line in tree.split(b"\0") if line and is_manifest(line.split(b"\t", 1)[1])]
        subprocess.run(["git", "cat-file", "--batch"], cwd=mirror, env=environment(), input=b"\n".join(ids) + b"\n", capture_output=True, check=True)
        found += len(ids)
    return found


def run_each(program, mirrors):
    for mirror in mirrors:
        check([program, "--git-dir", mirror, "--format", "concise", "--jobs", "1"])


def run_all(program, mirrors):
    check([program, "--rev", "HEAD", "--format", "concise"] + mirrors)


def check(command):
    result = subprocess.run(command, env=environment(), capture_output=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed: {result.stderr.decode()}")


def timed(function, *arguments):
    """Seconds on the clock, and seconds of processor time of the programs that were started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    function(*arguments)
    elapsed = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--repositories", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", help="make the mirrors here and leave them")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    folder = options.keep or tempfile.mkdtemp(prefix="paritylint-mirrors-")
    os.makedirs(folder, exist_ok=True)
    try:
        mirrors = make_mirrors(folder, options.repositories)
        ways = {
            "git": lambda: run_git(mirrors),
            "paritylint": lambda: run_each(program, mirrors),
            "paritylint*": lambda: run_all(program, mirrors),
        }
        times = {name: [] for name in ways}
        for round_number in range(options.rounds + 1):
            for name, way in ways.items():
                measured = timed(way)
                if round_number > 0:  # the first one warms the caches
                    times[name].append(measured)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    base = statistics.median(cpu for _, cpu in times["git"])
    print(f"{options.repositories} mirrors, {FILES_PER_REPOSITORY} files, {len(MANIFESTS)} manifests each; median of {options.rounds}")
    for name, values in times.items():
        elapsed = statistics.median(value for value, _ in values)
        cpu = statistics.median(value for _, value in values)
        print(f"{name:12} {elapsed:8.3f} s elapsed {cpu:8.3f} s processor {cpu / base:6.2f} of git")


if __name__ == "__main__":
    main()
