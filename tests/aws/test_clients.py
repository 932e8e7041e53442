"""What our clients know of AWS: all that is asked of it, as the SDK itself knows it, and no more than that to be read by a new process."""

import re
import subprocess
import sys
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

from chalicelib.aws import clients
from chalicelib.aws.clients import MODELS, OPERATIONS
from redress import service_models

APP = Path(__file__).parents[2]
READ = """
import os, sys
from botocore.loaders import JSONFileLoader

read, load = [], JSONFileLoader.load_file
def noted(loader, path):
    found = load(loader, path)
    if found is not None:
        read.append(path + ".json")
    return found
JSONFileLoader.load_file = noted
from chalicelib.aws.clients import client
for service in ("dynamodb", "s3", "ssm", "sesv2"):
    client(service, "us-east-1")
print(sum(map(os.path.getsize, read)), *read, "boto3" in sys.modules)
"""


def test_the_models_are_what_the_locked_sdk_has_of_the_operations_that_we_ask():
    made = {MODELS / path: service_models.written(model) for path, model in service_models.models()}
    kept = {path: path.read_text(encoding="utf-8") for path in MODELS.rglob("*.json")}
    assert kept == made, "python -m redress.service_models makes them anew"


def test_every_operation_that_the_functions_call_is_one_that_their_clients_know():
    whole = botocore.session.Session()
    all_of_them = {
        xform_name(operation)
        for service in OPERATIONS
        for operation in whole.get_service_model(service).operation_names
    }
    ours = {xform_name(operation) for operations in OPERATIONS.values() for operation in operations}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (APP / "chalicelib").rglob("*.py"))
    called = {*re.findall(r"client\.(\w+)\(", code), *re.findall(r"get_paginator\(\"(\w+)\"\)", code)}
    assert called & all_of_them <= ours
    assert {"transact_write_items", "query", "list_objects_v2"} <= called & ours


def test_our_clients_find_the_same_places_as_the_sdk_does_by_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    clients.forget()
    whole = botocore.session.Session()
    for region in ("eu-west-1", "cn-north-1", "us-gov-west-1", "ap-east-1"):
        for service in OPERATIONS:
            theirs = whole.create_client(service, region_name=region).meta
            ours = clients.client(service, region).meta
            assert (ours.endpoint_url, ours.partition) == (theirs.endpoint_url, theirs.partition)
    clients.forget()


def test_a_new_process_reads_little_to_make_the_clients_of_its_first_mail():
    told = subprocess.run([sys.executable, "-c", READ], capture_output=True, check=True, text=True, cwd=APP).stdout
    size, *read, whole = told.split()
    assert int(size) < 300_000
    assert all(Path(each).is_relative_to(MODELS) for each in read)
    assert whole == "False"
