"""Sends webhooks signed with nothing but hashlib, and prints what each was answered.

Usage: send_signed.py < plan.json
The plan holds {url, secretKey, uuid, deliveries: [{name, algorithm, body, ageSeconds, change}]}; `change` is what happens to a delivery
after it was signed: "", "bit" (one bit of the body), "signBit" (one digit of the signature), "reserialise", "twice".
"""
import hashlib
import http.client
import json
import sys
import time
import uuid as ids
from urllib.parse import urlsplit


def sign(algorithm, secret, body, create_ts, request_id, uuid):
    raw = secret.encode() + b"&body=" + body + f"&createTs={create_ts}&requestID={request_id}&uuid={uuid}".encode()
    return hashlib.new({"MD5": "md5", "SHA256": "sha256"}[algorithm], raw).hexdigest().upper()


def post(url, body, headers):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
    connection.request("POST", parts.path, body, headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    return [answer.status, told["retCode"]]


def changed(change, body, signature):
    if change == "bit":
        at = body.index(b'"userName":"') + len(b'"userName":"')
        body = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
    if change == "signBit":
        signature = ("0" if signature[0] != "0" else "1") + signature[1:]
    if change == "reserialise":
        body = json.dumps(json.loads(body)).encode()
    return body, signature


plan = json.load(sys.stdin)
answers = {}
for delivery in plan["deliveries"]:
    body = delivery["body"].encode()
    create_ts = str(int(time.time()) - delivery["ageSeconds"])
    request_id = ids.uuid4().hex
    signature = sign(delivery["algorithm"], plan["secretKey"], body, create_ts, request_id, plan["uuid"])
    sent, signature = changed(delivery["change"], body, signature)
    headers = {"Content-Type": "application/json", "requestID": request_id, "uuid": plan["uuid"], "createTs": create_ts, "sign": signature}
    answer = post(plan["url"], sent, headers)
    if delivery["change"] == "twice":
        answer += post(plan["url"], sent, headers)
    answers[delivery["name"]] = answer
print(json.dumps(answers))
