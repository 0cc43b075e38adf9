"""Checks the signatures of a recorded exchange with nothing but hashlib.

Usage: verify_recorded_exchange.py exchange.json
The file holds {"callbot": {secretKey, messages}, "nxlink": {accessSecret, messages}}; a message has its headers
(lower-case names) and its body bytes in base64. Exit status 1 and a line for every message that does not fit.
"""
import base64
import hashlib
import json
import sys


def digest(algorithm, raw):
    return hashlib.new("sha256" if algorithm.lower() == "sha256" else "md5", raw).hexdigest()


def callbot(secret, headers, body):
    raw = secret.encode() + b"&body=" + body
    for key, name in (("createTs", "createts"), ("requestID", "requestid"), ("uuid", "uuid")):
        raw += b"&" + key.encode() + b"=" + headers[name].encode()
    return digest(headers.get("algorithm") or "MD5", raw).upper()


def nxlink(secret, headers, body):
    raw = "&".join(f"{key}={headers[key.lower()]}" for key in ("accessKey", "action", "bizType", "ts")).encode()
    if body:
        raw += b"&body=" + body
    return digest(headers.get("algorithm") or "md5", raw + b"&accessSecret=" + secret.encode())


def main(path):
    with open(path, encoding="utf-8") as file:
        recorded = json.load(file)
    checked = wrong = 0
    for name, rule, secret in (("callbot", callbot, "secretKey"), ("nxlink", nxlink, "accessSecret")):
        for message in recorded[name]["messages"]:
            checked += 1
            expected = rule(recorded[name][secret], message["headers"], base64.b64decode(message["body"]))
            if expected != message["headers"].get("sign"):
                wrong += 1
                print(f"{name} {message['what']}: expected {expected}, got {message['headers'].get('sign')}")
    print(f"{checked} checked, {wrong} wrong")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
