"""A standalone Flink cluster of this machine, on free ports, that ends with the program."""

import json
import os
import re
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


#: Loopback is asked directly, whatever proxy the environment names.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def job_id(submitted):
    """The job that `flink run` has told of, or the end of this program with what it told instead."""
    told = re.search(r"JobID ([0-9a-f]{32})", submitted.stdout)
    return told[1] if told else sys.exit(submitted.stdout + submitted.stderr)


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
        folder = self.work / f"tmp-{kind}"
        folder.mkdir(exist_ok=True)
        # Without an id of its own a TaskManager asks what address the machine's name has, and not every machine's has one.
        settings = [f"io.tmp.dirs={folder}", f"{kind}.resource-id={kind}-{len(self.processes)}"]
        with open(self.output(kind, len(self.processes)), "w") as log:
            process = subprocess.Popen([str(self.home / "bin" / f"{kind}.sh"), "start-foreground", "-D", settings[0], "-D", settings[1]],
                                       env=self.environment, stdout=log, stderr=subprocess.STDOUT)
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
    def environment(self):
        return dict(os.environ, FLINK_CONF_DIR=str(self.work / "conf"), FLINK_LOG_DIR=str(self.work / "log"),
                    FLINK_PID_DIR=str(self.work))

    def output(self, kind, number):
        return self.work / f"{kind}-{number}.out"

    def told(self):
        """The last of what every process wrote, for whoever has only this program's output."""
        return "\n".join(f"{path.name} ends with\n" + "\n".join(path.read_text(errors="replace").splitlines()[-25:])
                         for path in sorted(self.work.glob("*.out")))

    @property
    def address(self):
        return f"localhost:{self.rest}"

    def get(self, path):
        with DIRECT.open(f"http://{self.address}{path}", timeout=10) as answer:
            return json.load(answer)

    def await_slots(self, count=1, seconds=90):
        deadline = time.monotonic() + seconds
        while True:
            try:
                if self.get("/overview")["slots-available"] >= count:
                    return
            except OSError:
                pass
            if time.monotonic() > deadline or (self.jobmanager.poll() is not None) or (self.taskmanager.poll() is not None):
                sys.exit(f"{self.told()}\nno {count} free slots within {seconds} s, or a process ended")
            time.sleep(0.3)

    def await_idle(self, seconds=60):
        """Until every slot is free, as a job's end and that of its tasks differ a little."""
        self.await_slots(self.get("/overview")["slots-total"], seconds)

    def await_end(self, job, seconds=180):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            state = self.get(f"/jobs/{job}")["state"]
            if state == "FINISHED":
                return
            if state in ("FAILED", "CANCELED"):
                sys.exit(f"job {job} is {state}")
            time.sleep(0.5)
        sys.exit(f"job {job} has not ended")

    def flink(self, *arguments, **options):
        """Runs Flink's own command line against this cluster."""
        return subprocess.run([str(self.home / "bin" / "flink"), *map(str, arguments)],
                              env=self.environment, capture_output=True, text=True, **options)
