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


def filters(name, value):
    return "filters=" + urllib.parse.quote(json.dumps({name: [value]}))


signal.alarm(9)
mark = sys.argv[1]
marked = filters("label", "gangway.mark=" + mark)


def used_by_others(image):
    users = call("GET", "/containers/json?all=1&" + filters("ancestor", image["Id"]))
    return any(user["Labels"].get("gangway.mark") != mark for user in users)


for service in call("GET", "/services?" + marked):
    call("DELETE", "/services/" + service["ID"])
# Docker refuses the image for as long as it is still taking the last container of it apart.
for _ in range(50):
    containers = call("GET", "/containers/json?all=1&" + marked)
    for container in containers:
        call("DELETE", "/containers/" + container["Id"] + "?force=1")
    images = call("GET", "/images/json?" + filters("label", "gangway.image=1"))
    images = [image for image in images if not used_by_others(image)]
    for image in images:
        call("DELETE", "/images/" + image["Id"])
    if not containers and not images:
        break
    time.sleep(0.1)
