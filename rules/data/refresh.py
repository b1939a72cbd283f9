#!/usr/bin/env python3
"""Rebuild accounts.json and partitions.json from the reference tables (../shared/data beside the project).

Run by hand when AWS publishes new regions or accounts; the build itself only reads the checked-in results.
usage: refresh.py FOLDER_WITH_REFERENCE_TABLES
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
# Hosts of ECR's private registries that are no partition's plain DNS suffix.
EXTRA_ECR_SUFFIXES = ["on.aws", "on.amazonwebservices.com.cn", "on.amazonwebservices.eu"]


def write(name, lists):
    """One row of a list per line, so that a change reads as a change of rows."""
    parts = []
    for key, rows in lists.items():
        body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f' "{key}": [\n{body}\n ]')
    (HERE / name).write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def ids(group):
    return group.get("accounts") or sorted(set(group["by_region"].values()))


def accounts(reference):
    groups = {}
    seen = set()

    def add(account, kind, group):
        assert re.fullmatch(r"\d{12}", account), account
        if account not in seen:
            seen.add(account)
            groups.setdefault((kind, group), []).append(account)

    # The first group of an id wins: an AWS registry is more telling than a vendor list that also names it.
    for account in ids(reference["ecr_registries"]["aws-marketplace"]):
        add(account, "marketplace", "aws-marketplace")
    for part in reference["documentation_accounts"].values():
        for account in part:
            add(account, "documentation", "documentation")
    for digit in "0123456789":
        add(digit * 12, "documentation", "documentation")
    for section in ("ecr_registries", "lambda_layers"):
        for group, entry in reference[section].items():
            for account in ids(entry):
                add(account, "aws_owned", group)
    for account in ids(reference["elb_log_delivery"]):
        add(account, "aws_owned", "elb-log-delivery")
    for vendor in reference["known_accounts_list"]:
        for account in vendor["accounts"]:
            add(account, "aws_owned", vendor["name"])
    return [{"group": group, "class": kind, "accounts": sorted(rows)} for (kind, group), rows in groups.items()]


def partitions(reference):
    result = []
    for partition in reference["partitions"]:
        # The regex is ^(a|b)\-\w+\-\d+$ or ^a\-b\-\w+\-\d+$: what stands before \-\w+ are the prefixes.
        head = partition["regionRegex"].removeprefix("^").split(r"\-\w+")[0].replace("\\", "")
        choice = re.fullmatch(r"([^(]*)\(([^)]*)\)", head)
        prefixes = [choice[1] + name for name in choice[2].split("|")] if choice else [head]
        result.append({
            "id": partition["id"],
            "dns_suffix": partition["outputs"]["dnsSuffix"],
            "dual_stack_dns_suffix": partition["outputs"]["dualStackDnsSuffix"],
            "region_prefixes": prefixes,
            "regions": [name for name in partition["regions"] if not name.endswith("-global")],
        })
    return {"partitions": result, "extra_ecr_suffixes": EXTRA_ECR_SUFFIXES}


def main():
    folder = pathlib.Path(sys.argv[1])
    write("accounts.json", {"groups": accounts(json.loads((folder / "aws-owned-accounts.json").read_text()))})
    write("partitions.json", partitions(json.loads((folder / "aws-partitions.json").read_text())))


if __name__ == "__main__":
    main()
