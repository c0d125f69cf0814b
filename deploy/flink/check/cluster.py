"""A standalone Flink cluster of this machine, on free ports, that ends with the program."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
JAR = ROOT / "job" / "target" / "cogstream-job.jar"
NATIVE_CODECS = ROOT / "job" / "target" / "flink-lib"
CONFIG = ROOT / "deploy" / "flink" / "config.yaml"


def free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


class Cluster:
    """JobManager and TaskManagers from a Flink home, with deploy's configuration and a work folder of their own."""

    def __init__(self, home, work, slots=2, **settings):
        self.home, self.work = Path(home).resolve(), Path(work).resolve()
        self.rest = free_port()
        metrics = free_port()
        self.settings = {
            "rest.port": self.rest,
            "jobmanager.rpc.port": free_port(),
            "taskmanager.numberOfTaskSlots": slots,
            "execution.checkpointing.dir": f"file://{self.work}/checkpoints",
            "execution.checkpointing.savepoint-dir": f"file://{self.work}/savepoints",
            "metrics.reporter.prom.port": f"{metrics}-{min(65535, metrics + 20)}",
            "restart-strategy.exponential-delay.attempts-before-reset-backoff": 8,
            "blob.service.cleanup.interval": 2,
            "heartbeat.interval": "1s",
            "heartbeat.timeout": "5s",
            **{name.replace("__", "-").replace("_", "."): value for name, value in settings.items()},
        }
        self.processes = []

    def __enter__(self):
        # Whoever ends this program ends the cluster too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
        for jar in NATIVE_CODECS.glob("*.jar"):
            # Another cluster of this home may have it open.
            if not (self.home / "lib" / jar.name).exists():
                shutil.copy(jar, self.home / "lib")
        shutil.copytree(self.home / "conf", self.work / "conf", dirs_exist_ok=True)
        lines = [line for line in CONFIG.read_text().splitlines() if line.split(":")[0] not in self.settings]
        lines += [f"{name}: {value}" for name, value in self.settings.items()]
        (self.work / "conf" / "config.yaml").write_text("\n".join(lines) + "\n")
        try:
            self.jobmanager = self.start("jobmanager")
            self.taskmanager = self.start("taskmanager")
            self.await_slots()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self, kind):
        """Starts one process in the foreground, so that it is this program's child and no other's."""
        environment = dict(os.environ, FLINK_CONF_DIR=str(self.work / "conf"), FLINK_LOG_DIR=str(self.work / "log"))
        folder = self.work / f"tmp-{kind}"
        folder.mkdir(exist_ok=True)
        with open(self.work / f"{kind}-{len(self.processes)}.out", "w") as log:
            process = subprocess.Popen([str(self.home / "bin" / f"{kind}.sh"), "start-foreground", "-D", f"io.tmp.dirs={folder}"],
                                       env=environment, stdout=log, stderr=subprocess.STDOUT)
        self.processes.append(process)
        return process

    def __exit__(self, *problem):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    @property
    def address(self):
        return f"localhost:{self.rest}"

    def get(self, path):
        with urllib.request.urlopen(f"http://{self.address}{path}", timeout=10) as answer:
            return json.load(answer)

    def await_slots(self, count=1, seconds=90):
        deadline = time.monotonic() + seconds
        while True:
            try:
                if self.get("/overview")["slots-available"] >= count:
                    return
            except OSError:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError(f"no {count} free slots within {seconds} s; logs are in {self.work}")
            time.sleep(0.3)

    def await_idle(self, seconds=60):
        """Until every slot is free, as a job's end and that of its tasks differ a little."""
        self.await_slots(self.get("/overview")["slots-total"], seconds)

    def flink(self, *arguments, **options):
        """Runs Flink's own command line against this cluster."""
        environment = dict(os.environ, FLINK_CONF_DIR=str(self.work / "conf"), FLINK_LOG_DIR=str(self.work / "log"))
        return subprocess.run([str(self.home / "bin" / "flink"), *map(str, arguments)],
                              env=environment, capture_output=True, text=True, **options)
