#!/usr/bin/env python3
"""Tries a running stld with clients that we did not write.

    clients.py SOCKET

The clients are the PyPI packages `varlink` and `asyncvarlink` and the program `socat`. Prints `ok NAME` or
`FAIL NAME why` for each check, then `N passed, N failed`; the exit status is 1 after any failure.

Nothing here knows the fields of a reply: the text of the interface that the daemon gives is parsed by `varlink`, made
into types of `asyncvarlink`, and every reply must convert to its type, which refuses missing and unknown fields.
"""

import asyncio
import json
import logging
import subprocess
import sys
import threading

PLANNER = "org.stlctl.Planner"
SERVICE = "org.varlink.service"
METHODS = ["Status", "Sync", "Findings", "List", "Get", "Neighbours", "CheckText", "Report", "ListReports", "Explain",
           "Rules", "Changes", "Reload", "Rescan"]
UNKNOWN_REF = "initiative/no-such-initiative"
SECONDS_MAX = 20

passed = 0
failed = 0


def check(name, body):
    """Runs one check: it fails when `body` raises or takes longer than SECONDS_MAX."""
    global passed, failed
    outcome = []

    def run():
        try:
            body()
            outcome.append(None)
        except BaseException as error:  # whatever a client library raises
            outcome.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(SECONDS_MAX)
    why = outcome[0] if outcome else f"no answer within {SECONDS_MAX} s"
    if why is None:
        passed += 1
        print(f"ok {name}", flush=True)
    else:
        failed += 1
        print(f"FAIL {name} {' '.join(why.split())}", flush=True)


def expect(condition, why):
    if not condition:
        raise AssertionError(why)


# The interface as the daemon describes it


def planner_interface(path):
    """The daemon's own interface, parsed by `varlink`."""
    import varlink
    with varlink.Client.new_with_address("unix:" + path) as client:
        return client.get_interface(PLANNER)


def strict_type(interface, parsed):
    """The type of `asyncvarlink` for a type that `varlink` has parsed."""
    from asyncvarlink import conversion
    from varlink import scanner
    if isinstance(parsed, scanner._Maybe):
        return conversion.OptionalVarlinkType(strict_type(interface, parsed.element_type))
    if isinstance(parsed, scanner._Array):
        return conversion.ListVarlinkType(strict_type(interface, parsed.element_type))
    if isinstance(parsed, scanner._Dict):
        return conversion.DictVarlinkType(strict_type(interface, parsed.element_type))
    if isinstance(parsed, scanner._Enum):
        return conversion.LiteralVarlinkType(tuple(parsed.fields))
    if isinstance(parsed, scanner._Struct):
        return conversion.ObjectVarlinkType(
            {name: strict_type(interface, field) for name, field in parsed.fields.items()})
    if isinstance(parsed, scanner._CustomType):
        return strict_type(interface, interface.members[parsed.name].type)
    if isinstance(parsed, scanner._Object):
        return conversion.ForeignVarlinkType()
    if isinstance(parsed, set):
        return conversion.SetVarlinkType()
    return conversion.VarlinkType.from_type_annotation(type(parsed))


def conform(interface, method, parameters):
    """Raises when `parameters` are not exactly a reply of `method`."""
    strict_type(interface, interface.get_method(method).out_type).fromjson(parameters)
    expect("revision" in parameters, f"reply of {method} without a revision")


def conform_error(interface, name, parameters):
    """Raises when `parameters` are not exactly those of the error `name`."""
    strict_type(interface, interface.members[name].type).fromjson(parameters)


# PyPI varlink


def varlink_checks(path):
    import varlink
    address = "unix:" + path

    def get_info():
        with varlink.Client.new_with_address(address) as client:
            interfaces = client.get_interfaces()
            expect(PLANNER in interfaces and SERVICE in interfaces, f"interfaces {interfaces}")
            expect(all(client.info[key] for key in ("vendor", "product", "version", "url")), f"info {client.info}")

    def descriptions():
        with varlink.Client.new_with_address(address) as client:
            planner = client.get_interface(PLANNER)
            missing = [name for name in METHODS if name not in planner.members]
            expect(not missing, f"methods missing {missing}")
            expect(client.get_interface(SERVICE).name == SERVICE, "another name")

    def status():
        with varlink.Client.new_with_address(address) as client, client.open(PLANNER) as planner:
            expect(planner.Status()["state"], "no state")
            expect(planner.Status()["instance"] == planner.Status()["instance"], "another instance")

    def stream():
        with varlink.Client.new_with_address(address) as client, client.open(PLANNER) as planner:
            replies = list(planner.Findings(_more=True))
            expect(replies and all("revision" in reply for reply in replies), f"replies {replies}")
            expect(planner.Status()["state"], "no call after a stream")

    def first_change():
        with varlink.Client.new_with_address(address) as client, client.open(PLANNER) as planner:
            first = next(planner.Changes(_more=True))
            expect("revision" in first, f"reply {first}")

    def fails(error, parameters, call):
        try:
            reply = call()
        except varlink.VarlinkError as raised:
            expect(raised.error() == error, f"error {raised.error()}, not {error}")
            for key, value in parameters.items():
                expect(raised.parameters().get(key) == value, f"parameters {raised.parameters()}")
            return
        raise AssertionError(f"reply {reply}, not {error}")

    def unknown_ref():
        with varlink.Client.new_with_address(address) as client, client.open(PLANNER) as planner:
            try:
                planner.Get(UNKNOWN_REF)
            except varlink.VarlinkError as raised:
                expect(raised.error() == PLANNER + ".NotFound", f"error {raised.error()}")
                conform_error(client.get_interface(PLANNER), "NotFound", raised.parameters())
                return
            raise AssertionError("a reply")

    def unknown_method():
        invented = varlink.Interface(f"interface {PLANNER}\nmethod NoSuchMethod() -> ()\n")
        with varlink.Client.new_with_address(address) as client:
            client.add_interface(invented)
            with client.open(PLANNER) as planner:
                fails(SERVICE + ".MethodNotFound", {"method": PLANNER + ".NoSuchMethod"}, planner.NoSuchMethod)

    def unknown_interface():
        with varlink.Client.new_with_address(address) as client:
            fails(SERVICE + ".InterfaceNotFound", {"interface": "org.example.None"},
                  lambda: client.open("org.example.None"))

    def invalid_parameter():
        invented = varlink.Interface(f"interface {PLANNER}\nmethod Get(ref: int) -> ()\n")
        with varlink.Client.new_with_address(address) as client:
            client.add_interface(invented)
            with client.open(PLANNER) as planner:
                fails(SERVICE + ".InvalidParameter", {"parameter": "ref"}, lambda: planner.Get(7))

    def expected_more():
        with varlink.Client.new_with_address(address) as client, client.open(PLANNER) as planner:
            fails(SERVICE + ".ExpectedMore", {}, planner.Changes)

    check("varlink-get-info", get_info)
    check("varlink-descriptions", descriptions)
    check("varlink-status", status)
    check("varlink-stream", stream)
    check("varlink-first-change", first_change)
    check("varlink-unknown-ref", unknown_ref)
    check("varlink-unknown-method", unknown_method)
    check("varlink-unknown-interface", unknown_interface)
    check("varlink-invalid-parameter", invalid_parameter)
    check("varlink-expected-more", expected_more)


# PyPI asyncvarlink


def asyncvarlink_checks(path):
    import asyncvarlink
    logging.disable(logging.CRITICAL)
    from asyncvarlink.serviceinterface import InterfaceNotFound, VarlinkServiceInterface

    def connected(body):
        async def run():
            # What a check has to say, it says itself.
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
            transport, protocol = await asyncvarlink.connect_unix_varlink(asyncvarlink.VarlinkClientProtocol, path)
            try:
                await body(protocol)
            finally:
                transport.close()
                await asyncio.sleep(0)
        return lambda: asyncio.run(run())

    async def call(protocol, method, parameters=None):
        reply, _ = await protocol.call(asyncvarlink.VarlinkMethodCall(method, parameters or {}))
        expect(not reply.extensions, f"members {reply.extensions}")
        return reply

    async def get_info(protocol):
        info = await protocol.make_proxy(VarlinkServiceInterface).GetInfo()
        expect(PLANNER in info["interfaces"], f"interfaces {info['interfaces']}")

    async def description(protocol):
        service = protocol.make_proxy(VarlinkServiceInterface)
        expect(f"interface {PLANNER}\n" in (await service.GetInterfaceDescription(interface=PLANNER))["description"],
               "another text")
        try:
            await service.GetInterfaceDescription(interface="org.example.None")
        except InterfaceNotFound as raised:
            expect(raised.p_interface == "org.example.None", f"parameters {raised.parameters}")
            return
        raise AssertionError("a description of an unknown interface")

    async def status(protocol):
        reply = await call(protocol, PLANNER + ".Status")
        expect(reply.error is None, f"error {reply.error}")
        conform(planner_interface(path), "Status", reply.parameters)

    async def pipelined(protocol):
        replies = await asyncio.gather(*(call(protocol, PLANNER + ".Status") for _ in range(20)))
        expect(all(reply.error is None for reply in replies), "an error")

    async def stream(protocol):
        interface = planner_interface(path)
        more = asyncvarlink.VarlinkMethodCall(PLANNER + ".Findings", {}, more=True)
        continues = []
        async for reply, _ in protocol.call_more(more):
            expect(reply.error is None, f"error {reply.error}")
            expect(not reply.extensions, f"members {reply.extensions}")
            conform(interface, "Findings", reply.parameters)
            continues.append(reply.continues)
        expect(continues and not continues[-1] and all(continues[:-1]), f"continues {continues}")

    async def first_change(protocol):
        more = asyncvarlink.VarlinkMethodCall(PLANNER + ".Changes", {}, more=True)
        replies = protocol.call_more(more)
        reply, _ = await anext(replies)
        expect(reply.error is None, f"error {reply.error}")
        expect(reply.continues, "the stream ends with its first reply")
        conform(planner_interface(path), "Changes", reply.parameters)

    async def unknown_ref(protocol):
        reply = await call(protocol, PLANNER + ".Get", {"ref": UNKNOWN_REF})
        expect(reply.error == PLANNER + ".NotFound", f"error {reply.error}")
        conform_error(planner_interface(path), "NotFound", reply.parameters)

    async def unknown_method(protocol):
        reply = await call(protocol, PLANNER + ".NoSuchMethod")
        expect(reply.error == SERVICE + ".MethodNotFound", f"error {reply.error}")
        expect(reply.parameters == {"method": PLANNER + ".NoSuchMethod"}, f"parameters {reply.parameters}")

    async def unknown_interface(protocol):
        reply = await call(protocol, "org.example.None.Method")
        expect(reply.error == SERVICE + ".InterfaceNotFound", f"error {reply.error}")
        expect(reply.parameters == {"interface": "org.example.None"}, f"parameters {reply.parameters}")

    async def null_parameter(protocol):
        reply = await call(protocol, PLANNER + ".Findings", {"cursor": None})
        expect(reply.error is None, f"error {reply.error}")

    check("asyncvarlink-get-info", connected(get_info))
    check("asyncvarlink-description", connected(description))
    check("asyncvarlink-status", connected(status))
    check("asyncvarlink-pipelined", connected(pipelined))
    check("asyncvarlink-stream", connected(stream))
    check("asyncvarlink-first-change", connected(first_change))
    check("asyncvarlink-unknown-ref", connected(unknown_ref))
    check("asyncvarlink-unknown-method", connected(unknown_method))
    check("asyncvarlink-unknown-interface", connected(unknown_interface))
    check("asyncvarlink-null-parameter", connected(null_parameter))


# socat


def socat_checks(path):
    command = ["socat", "-t", "10", "-", "UNIX-CONNECT:" + path]

    def envelopes(raw):
        """The replies in `raw`, each with exactly the members that the strictest client takes."""
        expect(raw == b"" or raw.endswith(b"\0"), f"an incomplete reply {raw[-80:]!r}")
        replies = [json.loads(message) for message in raw.split(b"\0")[:-1]]
        for reply in replies:
            expect(isinstance(reply.get("parameters"), dict), f"parameters of {reply}")
            expect(set(reply) <= {"parameters", "continues", "error"}, f"members {sorted(reply)}")
            expect(reply.get("continues", True) is True, "continues that is not true")
            expect(isinstance(reply.get("error", ""), str), "error that is not a string")
        return replies

    def ask(sent):
        result = subprocess.run(command, input=sent, capture_output=True, timeout=SECONDS_MAX)
        return envelopes(result.stdout)

    def message(method, **members):
        return json.dumps({"method": method, **members}).encode() + b"\0"

    def get_info():
        replies = ask(b'{"method":"org.varlink.service.GetInfo"}\0')
        expect(len(replies) == 1 and PLANNER in replies[0]["parameters"]["interfaces"], f"replies {replies}")

    def description():
        replies = ask(message(SERVICE + ".GetInterfaceDescription", parameters={"interface": PLANNER}))
        expect(f"interface {PLANNER}\n" in replies[0]["parameters"]["description"], "another text")

    def in_order():
        replies = ask(message(PLANNER + ".Status") + message(PLANNER + ".NoSuchMethod") + message(SERVICE + ".GetInfo"))
        expect(len(replies) == 3, f"{len(replies)} replies")
        expect("state" in replies[0]["parameters"], f"first {replies[0]}")
        expect(replies[1].get("error") == SERVICE + ".MethodNotFound", f"second {replies[1]}")
        expect("vendor" in replies[2]["parameters"], f"third {replies[2]}")

    def tolerant():
        replies = ask(message(PLANNER + ".Status", parameters=None, more=False, oneway=False, upgrade=False, unknown=1))
        expect(len(replies) == 1 and "error" not in replies[0], f"replies {replies}")

    def oneway():
        replies = ask(message(PLANNER + ".Status", oneway=True) + message(SERVICE + ".GetInfo"))
        expect(len(replies) == 1 and "vendor" in replies[0]["parameters"], f"replies {replies}")

    def stream():
        replies = ask(message(PLANNER + ".Findings", more=True))
        continues = [reply.get("continues", False) for reply in replies]
        expect(continues and not continues[-1] and all(continues[:-1]), f"continues {continues}")

    def first_change():
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            process.stdin.write(message(PLANNER + ".Changes", more=True))
            process.stdin.flush()
            raw = b""
            while not raw.endswith(b"\0"):
                byte = process.stdout.read(1)
                expect(byte, "the connection ended")
                raw += byte
            reply = envelopes(raw)[0]
            expect(reply.get("continues") is True and "error" not in reply, f"reply {reply}")
        finally:
            process.kill()
            process.wait()

    def unknown_ref():
        replies = ask(message(PLANNER + ".Get", parameters={"ref": UNKNOWN_REF}))
        expect(replies[0].get("error") == PLANNER + ".NotFound", f"replies {replies}")

    def upgrade():
        replies = ask(message(PLANNER + ".Status", upgrade=True))
        expect(replies[0].get("error") == SERVICE + ".MethodNotImplemented", f"replies {replies}")

    def broken():
        replies = ask(message(SERVICE + ".GetInfo") + b"{broken\0" + message(SERVICE + ".GetInfo"))
        expect(len(replies) == 1, f"{len(replies)} replies around a broken message")
        get_info()

    check("socat-get-info", get_info)
    check("socat-description", description)
    check("socat-in-order", in_order)
    check("socat-tolerant", tolerant)
    check("socat-oneway", oneway)
    check("socat-stream", stream)
    check("socat-first-change", first_change)
    check("socat-unknown-ref", unknown_ref)
    check("socat-upgrade", upgrade)
    check("socat-broken-message", broken)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    path = sys.argv[1]
    for name, checks in [("varlink", varlink_checks), ("asyncvarlink", asyncvarlink_checks), ("socat", socat_checks)]:
        try:
            checks(path)
        except ImportError as error:
            check(name, lambda: expect(False, f"not installed: {error}"))
    print(f"{passed} passed, {failed} failed")
    sys.stdout.flush()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
