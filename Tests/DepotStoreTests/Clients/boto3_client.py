"""Does to a store what a client of S3 does, and ends with 1 at the first answer that is not Amazon's.

    boto3_client.py PORT
"""

import hashlib
import io
import random
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = "from-boto3"
KEY = "a folder/b ü&<>.txt"


def client(port):
    return boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        region_name="us-east-1",
        config=Config(retries={"max_attempts": 1}),
    )


def expect(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        expect(error.response["Error"]["Code"] == code, f"{error} is {code}")
        return
    sys.exit(f"not refused: {code}")


def objects(s3, body):
    put = s3.put_object(
        Bucket=BUCKET, Key=KEY, Body=body, ContentType="text/x", Metadata={"maker": "me"}
    )
    expect(put["ETag"] == f'"{hashlib.md5(body).hexdigest()}"', "the ETag is the MD5")
    got = s3.get_object(Bucket=BUCKET, Key=KEY, ChecksumMode="ENABLED")
    expect(got["Body"].read() == body, "the bytes come back")
    expect(got["ContentType"] == "text/x", "the type comes back")
    expect(got["Metadata"] == {"maker": "me"}, "the metadata comes back")
    part = s3.get_object(Bucket=BUCKET, Key=KEY, Range="bytes=10-19")
    expect(part["Body"].read() == body[10:20], "a range is a part")
    head = s3.head_object(Bucket=BUCKET, Key=KEY)
    expect(head["ContentLength"] == len(body), "the length is told")
    s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": KEY})
    expect(s3.get_object(Bucket=BUCKET, Key="copy")["Body"].read() == body, "a copy is the same")
    # Streams are sent in chunks, with their checksum after them.
    s3.upload_fileobj(io.BytesIO(body), BUCKET, "stream")
    expect(s3.get_object(Bucket=BUCKET, Key="stream")["Body"].read() == body, "a stream too")
    s3.put_object(Bucket=BUCKET, Key="empty", Body=b"")
    expect(s3.get_object(Bucket=BUCKET, Key="empty")["Body"].read() == b"", "nothing is kept too")


def lists(s3):
    for number in range(25):
        s3.put_object(Bucket=BUCKET, Key=f"list/{number:03}", Body=b"x" * number)
    for version in ("list_objects_v2", "list_objects"):
        pages = s3.get_paginator(version).paginate(
            Bucket=BUCKET, Prefix="list/", PaginationConfig={"PageSize": 7}
        )
        found = [(item["Key"], item["Size"]) for page in pages for item in page["Contents"]]
        expect(found == [(f"list/{n:03}", n) for n in range(25)], f"{version} gives all in order")
        pages = s3.get_paginator(version).paginate(
            Bucket=BUCKET, Delimiter="/", PaginationConfig={"PageSize": 2}
        )
        found = [item["Prefix"] for page in pages for item in page.get("CommonPrefixes", [])]
        expect(found == ["a folder/", "list/"], f"{version} puts folders together")


def refusals(s3):
    refused("NoSuchKey", s3.get_object, Bucket=BUCKET, Key="none")
    refused("NoSuchBucket", s3.get_object, Bucket="no-such-bucket", Key="none")
    refused("404", s3.head_object, Bucket=BUCKET, Key="none")
    refused("404", s3.head_bucket, Bucket="no-such-bucket")
    refused("BucketNotEmpty", s3.delete_bucket, Bucket=BUCKET)
    refused("InvalidRange", s3.get_object, Bucket=BUCKET, Key="list/005", Range="bytes=9-")
    refused("EntityTooLarge", s3.put_object, Bucket=BUCKET, Key="large", Body=bytes(17 << 20))


def deletions(s3):
    s3.delete_object(Bucket=BUCKET, Key="copy")
    refused("NoSuchKey", s3.get_object, Bucket=BUCKET, Key="copy")
    keys = [item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET)["Contents"]]
    answer = s3.delete_objects(
        Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in keys + ["never there"]]}
    )
    expect(len(answer["Deleted"]) == len(keys) + 1, "all deletions are told")
    expect("Contents" not in s3.list_objects_v2(Bucket=BUCKET), "the bucket is empty")


def main():
    s3 = client(sys.argv[1])
    s3.create_bucket(Bucket=BUCKET)
    s3.head_bucket(Bucket=BUCKET)
    expect(BUCKET in [item["Name"] for item in s3.list_buckets()["Buckets"]], "it is listed")
    # The largest object that these clients send in one piece is just below 8 MiB.
    objects(s3, random.Random(1).randbytes((8 << 20) - 1))
    lists(s3)
    refusals(s3)
    deletions(s3)
    s3.delete_bucket(Bucket=BUCKET)
    refused("404", s3.head_bucket, Bucket=BUCKET)


main()
