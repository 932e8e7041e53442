"""The bucket: raw mails as SES wrote them, reports, published policies."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

LINK_SECONDS = 300
GONE = frozenset({"NoSuchKey", "404"})
OVERTAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})
UNLISTED = GONE | {"AccessDenied"}  # what S3 says of a missing object to whoever may not list the bucket


class Objects:
    """One bucket. `client` speaks S3."""

    def __init__(self, bucket: str, client: "S3Client") -> None:
        self.bucket = bucket
        self.client = client

    def get(self, key: str, gone: frozenset[str] = GONE) -> bytes | None:
        """What lies under a key; None if nothing does. `gone`: the answers that say so."""
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in gone:
                return None
            raise
        return answer["Body"].read()

    def link(self, key: str, name: str, content_type: str) -> str:
        """An address at which anybody may fetch an object for five minutes, to be saved under that name."""
        what = {
            "Bucket": self.bucket,
            "Key": key,
            "ResponseContentDisposition": f'attachment; filename="{name}"',
            "ResponseContentType": content_type,
        }
        return self.client.generate_presigned_url("get_object", Params=what, ExpiresIn=LINK_SECONDS)

    def put(self, key: str, content: bytes | IO[bytes], content_type: str = "application/octet-stream") -> None:
        """Store under a key: bytes, or what a file holds from where it stands."""
        self.client.put_object(Bucket=self.bucket, Key=key, Body=content, ContentType=content_type)

    def replace(self, key: str, was: bytes, content: bytes, content_type: str = "application/octet-stream") -> bool:
        """Store under a key in place of `was`; False if something else lies there, or comes to lie there meanwhile."""
        found = self.client.get_object(Bucket=self.bucket, Key=key)
        if found["Body"].read() != was:
            return False
        try:
            self.client.put_object(
                Bucket=self.bucket, Key=key, Body=content, ContentType=content_type, IfMatch=found["ETag"]
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in OVERTAKEN:
                return False
            raise
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys that begin so, in order."""
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
            yield from (found["Key"] for found in page.get("Contents", ()))

    def erase(self, key: str) -> None:
        """Delete an object with all its versions, so that nothing of it can be brought back."""
        for page in self.client.get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=key):
            for version in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                if version["Key"] == key:
                    self.client.delete_object(Bucket=self.bucket, Key=key, VersionId=version["VersionId"])
