"""A server of Spark Connect on a free port of this machine.

    cluster.py sail
    cluster.py spark [MASTER]      with the token SPARK_CONNECT_AUTHENTICATE_TOKEN of the environment

Its port is printed once it answers. It goes when its input ends, so that it never outlives its test.
What it says goes to the file `--log`, if one is named.
"""

import argparse
import ctypes
import importlib.util
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

SECONDS = 120
PR_SET_PDEATHSIG = 1


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sail(port):
    command = [sys.prefix + "/bin/sail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    return command, {"SAIL_MODE": "local"}


def spark(port, master):
    home = pathlib.Path(importlib.util.find_spec("pyspark").origin).parent
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": tempfile.mkdtemp(),
        # The server ends every stream after a second: an answer that takes longer has to be taken up again.
        "spark.connect.execute.reattachable.senderMaxStreamDuration": "1s",
    }
    if token := os.environ.get("SPARK_CONNECT_AUTHENTICATE_TOKEN"):
        settings["spark.connect.authenticate.token"] = token
    command = [str(home / "bin/spark-submit"), "--master", master, "--driver-memory", "1g"]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    environment = {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_CONNECT_MODE": "0",
        "PYSPARK_PYTHON": sys.executable,
    }
    return command + ["spark-internal"], environment


def go_with_us():
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("kind", choices=["sail", "spark"])
    arguments.add_argument("master", nargs="?", default="local[2]")
    arguments.add_argument("--log", default=os.devnull)
    asked = arguments.parse_args()
    port = free_port()
    command, environment = sail(port) if asked.kind == "sail" else spark(port, asked.master)
    with open(asked.log, "wb") as log, tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            command,
            env=os.environ | environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=go_with_us,
        )
        try:
            patience = time.monotonic() + SECONDS
            while not answers(port):
                if server.poll() is not None or patience < time.monotonic():
                    sys.exit(f"{asked.kind} did not start; see {asked.log}")
                time.sleep(0.1)
            print(port, flush=True)
            sys.stdin.read()
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


if __name__ == "__main__":
    main()
