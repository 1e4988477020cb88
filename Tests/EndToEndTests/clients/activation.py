#!/usr/bin/env python3
"""Starts stld as a service manager does: with a listening socket, with a connected one, with a socket to notify.

    activation.py STLD ROOT PATH
"""

import json
import os
import socket
import sys

SECONDS_MAX = 20


def spawn(program, root, passed, environment):
    """Runs stld with `passed` as descriptor 3."""
    process = os.fork()
    if process == 0:
        os.dup2(passed.fileno(), 3)
        os.set_inheritable(3, True)
        variables = {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid()), "LISTEN_FDNAMES": "varlink", **environment}
        os.execve(program, [program, "--root", root, "--socket", "/nowhere/at/all", "--log-level", "error"], variables)
    return process


def ask(connection):
    """The reply to Status."""
    connection.settimeout(SECONDS_MAX)
    connection.sendall(b'{"method":"org.stlctl.Planner.Status"}\0')
    raw = b""
    while not raw.endswith(b"\0"):
        piece = connection.recv(65536)
        if not piece:
            raise AssertionError("the connection ended")
        raw += piece
    return json.loads(raw[:-1])["parameters"]


def expect_exit(process):
    """Waits for the end, which must be a good one."""
    _, status = os.waitpid(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise AssertionError(f"exit status {os.waitstatus_to_exitcode(status)}")


def listening(program, root, path):
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(path + ".notify")
    manager.settimeout(SECONDS_MAX)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen()
    process = spawn(program, root, listener, {"NOTIFY_SOCKET": path + ".notify", "WATCHDOG_USEC": "200000"})
    listener.close()
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    client.connect(path)
    assert ask(client)["root"] == root
    told = set()
    while not {"READY=1", "WATCHDOG=1"} <= told:
        told |= set(manager.recv(4096).decode().split("\n"))
    os.kill(process, 15)
    expect_exit(process)
    assert os.path.exists(path), "a socket file of another one's making is gone"
    print("ok listening", flush=True)
    while "STOPPING=1" not in told:
        told |= set(manager.recv(4096).decode().split("\n"))
    return told


def connected(program, root):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    process = spawn(program, root, theirs, {})
    theirs.close()
    assert ask(ours)["root"] == root
    ours.close()
    expect_exit(process)
    print("ok connected", flush=True)


def main():
    program, root, path = sys.argv[1:]
    told = listening(program, root, path)
    connected(program, root)
    print("ok notified" if told else "not told")


if __name__ == "__main__":
    main()
