"""`lab status [--json]`: looks at a lab from outside and changes nothing.

The JSON's shape is described in lab/README.md; tests and the demo rely on it.
"""
import http.client
import json
import os
import re
import socket
import subprocess
import sys

WAN_PREFIX_LENGTH = 24
DENY_ELEVATION = "/run/gangway-lab/deny-elevation"
KEYS = (  # name, authorised on the gateways, passphrase
    ("id_ed25519", True, None),
    ("id_encrypted", True, "gangplank"),
    ("id_stranger", False, None),
)


def first_line(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.readline().strip()
    except OSError:
        return ""


def read_table(path):
    """[(name, role, address, swarm)] from etc/hosts.table (less the spare ones), or from what `lab add` made."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.split("#")[0].split() for line in file]
    except FileNotFoundError:
        return []
    return [(*words[:3], None if words[3] == "-" else words[3]) for words in lines if words and words[1] != "spare"]


def init_pid(state, host):
    """PID of a living host's init, as the machine sees it, else None."""
    words = first_line(f"{state}/{host}/pid").split()
    if len(words) != 2:
        return None
    after_name = first_line(f"/proc/{words[0]}/stat").rpartition(")")[2].split()
    alive = len(after_name) > 19 and after_name[0] != "Z" and after_name[19] == words[1]
    return int(words[0]) if alive else None


def daemon_runs(pid, pidfile):
    inner = first_line(f"/proc/{pid}/root{pidfile}")
    return inner.isdigit() and os.path.exists(f"/proc/{pid}/root/proc/{inner}/stat")


def users_of(pid, docker):
    """root and the lab's own users, of a host that lives."""
    with open(f"/proc/{pid}/root/etc/passwd", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split(":") for line in file]
    with open(f"/proc/{pid}/root/etc/group", encoding="utf-8") as file:
        groups = {row.split(":")[0]: row.rstrip("\n").split(":")[3] for row in file}
    members = groups.get("docker", "").split(",")
    users = []
    for name, _, uid, _, _, home, _ in rows:
        if name == "root" or (home == f"/home/{name}" and 1500 <= int(uid) < 1600):
            user = {"name": name, "uid": int(uid), "home": home}
            if docker:
                user["docker"] = name == "root" or name in members
            users.append(user)
    return users


def fingerprint(public_key):
    """SHA256:... of a public key file, else None."""
    listing = subprocess.run(["ssh-keygen", "-lf", public_key], capture_output=True, text=True, check=False)
    return listing.stdout.split()[1] if listing.returncode == 0 else None


class Docker(http.client.HTTPConnection):
    """The Engine's API on a Unix socket."""

    def __init__(self, path):
        super().__init__("docker", timeout=5)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)

    def fetch(self, path):
        """What is at the path; None if nothing is, any more."""
        self.request("GET", path)
        response = self.getresponse()
        body = json.load(response)
        return None if response.status == 404 else body


def container_status(inspected):
    state, config = inspected["State"], inspected["Config"]
    ports = [
        {"container": int(port.split("/")[0]), "protocol": port.split("/")[1], "host": int(bindings[0]["HostPort"])}
        for port, bindings in (inspected["NetworkSettings"]["Ports"] or {}).items()
        if bindings
    ]
    networks = [
        {
            "name": network,
            "address": endpoint["IPAddress"] or None,
            "prefixLength": endpoint["IPPrefixLen"] or None,
            "address6": endpoint["GlobalIPv6Address"] or None,
        }
        for network, endpoint in inspected["NetworkSettings"]["Networks"].items()
    ]
    return {
        "name": inspected["Name"].lstrip("/"),
        "id": inspected["Id"],
        "image": config["Image"],
        "state": state["Status"],
        "health": state.get("Health", {}).get("Status"),
        "exitCode": None if state["Running"] else state["ExitCode"],
        "hostname": config["Hostname"],
        "networks": networks,
        "published": ports,
        "labels": config["Labels"] or {},
    }


def network_status(network):
    return {
        "name": network["Name"],
        "driver": network["Driver"],
        "scope": network["Scope"],
        "internal": network["Internal"],
        "attachable": network["Attachable"],
        "subnets": [pool["Subnet"] for pool in network["IPAM"]["Config"] or []],
    }


def docker_status(pid):
    nothing = {"version": None, "apiVersion": None, "socket": "/var/run/docker.sock", "swarm": None, "networks": [], "containers": []}
    down = {"up": False, **nothing}
    try:
        engine = Docker(f"/proc/{pid}/root/run/docker.sock")
        version = engine.fetch("/version")
        swarm = engine.fetch("/info")["Swarm"]
        networks = sorted(engine.fetch("/networks"), key=lambda network: network["Name"])
        listed = [engine.fetch(f"/containers/{entry['Id']}/json") for entry in engine.fetch("/containers/json?all=1")]
        containers = [container_status(inspected) for inspected in listed if inspected]
        return {
            **down,
            "up": True,
            "version": version["Version"].partition("+")[0],
            "apiVersion": version["ApiVersion"],
            "swarm": {"state": swarm["LocalNodeState"], "manager": swarm["ControlAvailable"]},
            "networks": [network_status(network) for network in networks],
            "containers": sorted(containers, key=lambda container: container["name"]),
        }
    except (OSError, http.client.HTTPException, KeyError, ValueError):
        return down


def ssh_status(pid, ssh_version):
    public_key = f"/proc/{pid}/root/etc/ssh/ssh_host_ed25519_key.pub"
    words = first_line(public_key).split()
    return {
        "up": daemon_runs(pid, "/run/sshd.pid"),
        "version": ssh_version,
        "port": 22,
        "portWithoutTunnel": 2222,
        "hostKey": {"type": words[0], "publicKey": words[1], "fingerprint": fingerprint(public_key)} if words else None,
    }


def gateway_status(pid, name, ssh_version):
    ssh, docker = ssh_status(pid, ssh_version), docker_status(pid)
    return {"up": ssh["up"] and docker["up"], "names": [name, f"{name}.lab"], "user": "root", "users": users_of(pid, True), "ssh": ssh, "docker": docker}


def laptop_status(pid, state):
    keys = [
        {
            "path": f"/home/dev/.ssh/{key}",
            "authorized": authorized,
            "passphrase": passphrase,
            "fingerprint": fingerprint(f"{state}/keys/{key}.pub"),
        }
        for key, authorized, passphrase in KEYS
    ]
    return {
        "up": daemon_runs(pid, "/run/dbus/pid"),
        "user": "dev",
        "users": users_of(pid, False),
        "project": "/opt/gangway",
        "keys": keys,
        "denyElevation": os.path.exists(f"/proc/{pid}/root{DENY_ELEVATION}"),
        "denyElevationFile": DENY_ELEVATION,
        "resolved": daemon_runs(pid, "/run/laptop-resolved/pid"),
    }


def lab_status(lab_dir, name, state):
    ssh_version = re.search(r"OpenSSH_[^ ,]+", subprocess.run(["ssh", "-V"], capture_output=True, text=True, check=False).stderr)
    hosts = []
    added = read_table(f"{state}/added")
    for row in [*read_table(f"{lab_dir}/etc/hosts.table"), *added]:
        host, role, address, swarm = row
        pid = init_pid(state, host)
        entry = {"name": host, "role": role, "address": address, "up": pid is not None, "pid": pid}
        if pid and role == "gateway":
            entry.update(gateway_status(pid, host, ssh_version and ssh_version[0]), swarm=swarm, added=row in added)
        elif pid and role == "laptop":
            entry.update(laptop_status(pid, state))
        elif pid:
            entry.update(up=daemon_runs(pid, "/run/public-dns.pid"))
        hosts.append(entry)
    wan = next(host for host in hosts if host["role"] == "wan")
    return {
        "schema": 1,
        "name": name,
        "up": all(host["up"] for host in hosts),
        "network": {"prefix": f"{wan['address'].rpartition('.')[0]}.0/{WAN_PREFIX_LENGTH}", "gateway": wan["address"]},
        "hosts": hosts,
    }


def in_words(status):
    if status["up"]:
        yield f"lab {status['name']} is up"
    elif any(host["pid"] for host in status["hosts"]):
        yield f"lab {status['name']} is not whole: lab/lab up repairs it"
    else:
        yield f"lab {status['name']} is down"
    for host in status["hosts"]:
        mark = "●" if host["up"] else "○"
        yield f"{mark} {host['name']:<8}{host['address']:<15}{host['role']}" + (f", pid {host['pid']}" if host["pid"] else "")
        if "ssh" in host:
            ssh, docker = host["ssh"], host["docker"]
            key = ssh["hostKey"]["fingerprint"] if ssh["hostKey"] else "no host key"
            yield f"    sshd {ssh['version'] if ssh['up'] else 'is down'}, {key}"
            yield f"    dockerd {docker['version'] or 'is down'}"
            for container in docker["containers"]:
                where = ", ".join(f"{network['address'] or '-'} on {network['name']}" for network in container["networks"])
                state = container["health"] or container["state"]
                # A task's name is long: service, slot, id.
                yield f"      {container['name'][:18]:<19}{container['image']:<16}{state:<9}{where}"
        for key in host.get("keys", []):
            kind = "authorised" if key["authorized"] else "a stranger's"
            yield f"    key {key['path']} ({kind}" + (f", passphrase {key['passphrase']})" if key["passphrase"] else ")")


def main():
    lab_dir, name, state, *options = sys.argv[1:]
    status = lab_status(lab_dir, name, state)
    if options:
        print(json.dumps(status, indent=2))
    else:
        print("\n".join(in_words(status)))


main()
