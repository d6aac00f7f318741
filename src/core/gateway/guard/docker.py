"""Removes from Docker what carries a guard's mark: services, containers, and the image unless others use it."""

import http.client
import json
import signal
import socket
import sys
import time
import urllib.parse


class Engine(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(3)
        self.sock.connect("/var/run/docker.sock")


def call(method, path):
    engine = Engine("docker")
    engine.request(method, path)
    answer = engine.getresponse()
    body = answer.read()
    return json.loads(body.decode()) if method == "GET" and answer.status == 200 else []


def filters(label):
    return "filters=" + urllib.parse.quote(json.dumps({"label": [label]}))


signal.alarm(9)
marked = filters("gangway.mark=" + sys.argv[1])
for service in call("GET", "/services?" + marked):
    call("DELETE", "/services/" + service["ID"])
for _ in range(30):
    containers = call("GET", "/containers/json?all=1&" + marked)
    if not containers:
        break
    for container in containers:
        call("DELETE", "/containers/" + container["Id"] + "?force=1")
    time.sleep(0.1)
for image in call("GET", "/images/json?" + filters("gangway.image=1")):
    call("DELETE", "/images/" + image["Id"])
