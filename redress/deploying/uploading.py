"""The package on its way to CloudFormation: built, and laid into a bucket under digests, so that the same code lies there once."""

import hashlib
import json
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from redress.package import Package
from redress.template import Template

MISSING = frozenset({"404", "NoSuchBucket", "NoSuchKey", "NotFound"})
FIRST_REGION = "us-east-1"  # the one region that buckets are not told of
DIGITS = 32


def bucket_name(stack: str, account: str, region: str) -> str:
    """The bucket that a stack's deployments are uploaded to: no other account has one of that name."""
    return f"{stack.lower()}-code-{account}-{region}"


def uploaded(s3: Any, bucket: str, region: str, built: Package) -> str:
    """Lays code and template into the bucket, which is made if it is missing; the template's address."""
    if not _found(s3.head_bucket, Bucket=bucket):
        _make(s3, bucket, region)
    zipped = built.code.read_bytes()
    code = f"{_digest(zipped)}.zip"
    if not _found(s3.head_object, Bucket=bucket, Key=code):
        s3.put_object(Bucket=bucket, Key=code, Body=zipped)
    template = json.dumps(with_code(json.loads(built.template.read_text("utf-8")), bucket, code), indent=1).encode()
    key = f"{_digest(template)}.json"
    s3.put_object(Bucket=bucket, Key=key, Body=template, ContentType="application/json")
    return f"{s3.meta.endpoint_url.rstrip('/')}/{bucket}/{key}"


def with_code(template: Template, bucket: str, key: str) -> Template:
    """The template whose functions find their code in a bucket instead of beside the template."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return template


def _make(s3: Any, bucket: str, region: str) -> None:
    where = {} if region == FIRST_REGION else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=bucket, **where)
    nobody = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=nobody)


def _found(look: Any, **what: str) -> bool:
    try:
        look(**what)
    except ClientError as error:
        if error.response["Error"]["Code"] not in MISSING:
            raise
        return False
    return True


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def application() -> Path:
    """Where the application lies that is packaged: this very clone."""
    return Path(__file__).resolve().parents[2]
