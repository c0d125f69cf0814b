"""A job of about 700 chunks that is hit in the middle, each time another way: is the array complete and identical, and what
was made twice?

    python3 deploy/flink/check/survive.py FLINK_HOME [WORK [HIT …]]

Sources come over HTTP from this program, slowly, so that there is a middle. Made twice are the objects that were in the store
before the hit and were written again after it; they may be at most those written since the last checkpoint was triggered. What
is read after the hit may be little more than what a fresh run reads that has just those chunks to make which the checkpoint did
not know: the last two columns. The slowest checkpoint had to complete within 5 s, with every place of the fetch stage taken.
"""

import http.server
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from cluster import DIRECT, JAR, ROOT, Cluster, job_id

SCENES = ROOT / "examples" / "demo"
ARRAY = ["--crs", "EPSG:5070", "--resolution", "20", "--chunk-size", "256",
         "--bbox", "-1049000,1811000,-1008000,1856000", "--bands", "red,green,blue"]
DELAY = 0.6
#: Two runs of the same work differ by what their slots happen to read at the same time.
SLACK = 1.25
SLOWEST_CHECKPOINT = 5.0
METRICS = ["fetchesInFlight", "chunksMade", "tileCacheHits", "sourceBytes", "fetchMicros", "warpMicros", "encodeMicros", "writeMicros",
           "bytesWritten"]


class Ranges(http.server.BaseHTTPRequestHandler):
    """Answers one byte range after a while."""

    protocol_version = "HTTP/1.1"
    requests = 0

    def do_GET(self):
        Ranges.requests += 1
        time.sleep(DELAY)
        content = (SCENES / self.path.lstrip("/")).read_bytes()
        first, last = map(int, re.match(r"bytes=(\d+)-(\d+)", self.headers["Range"]).groups())
        part = content[first:last + 1]
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, *ignored):
        pass


class Sources(http.server.ThreadingHTTPServer):
    def handle_error(self, *ignored):
        """A client that was killed hangs up; the table tells what that means."""


@dataclass
class Hit:
    store: Path
    known: Path | None
    before: dict
    checkpoint: int
    requests: int


class Check:
    def __init__(self, cluster, sources):
        self.cluster, self.work = cluster, cluster.work
        self.arguments = ["materialize", SCENES / "items.parquet", *ARRAY, "--href-map", f"{SCENES}/={sources}/"]
        self.expected = self.work / "expected.zarr"
        self.launch(self.expected).wait()
        self.total = len(self.chunks(self.expected))
        if self.total < 500:
            sys.exit(f"{self.total} chunks are too few")
        print(f"{self.total} chunks, {Ranges.requests} requests undisturbed")
        print("| hit | chunks before | since checkpoint | made twice | slowest checkpoint s | array | requests after | fresh run |\n"
              "|---|---:|---:|---:|---:|---|---:|---:|")

    def launch(self, output, *options):
        return subprocess.Popen([ROOT / "cogstream", *self.arguments, "--output", output, *options],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def submit(self, output, *options):
        done = self.cluster.flink("run", "-d", "-Dexecution.checkpointing.interval=2s", "-Dexecution.checkpointing.min-pause=1s",
                                  *options, JAR, *self.arguments, "--output", output)
        return job_id(done)

    @staticmethod
    def chunks(store):
        return {str(path.relative_to(store)): path.stat().st_mtime_ns for path in (store / "data" / "c").rglob("*") if path.is_file()}

    def await_part(self, store, job=None):
        """Until a good third is there, and the job has a checkpoint."""
        while (not (store / "data" / "c").exists() or len(self.chunks(store)) < self.total * 0.4
               or (job and not self.last_checkpoint(job))):
            time.sleep(0.05)

    def last_checkpoint(self, job, kind="completed"):
        completed = self.cluster.get(f"/jobs/{job}/checkpoints")["latest"][kind]
        return completed["trigger_timestamp"] * 1_000_000 if completed else 0

    def slowest_checkpoint(self, job):
        """Seconds from trigger to completion, savepoints included."""
        return self.cluster.get(f"/jobs/{job}/checkpoints")["summary"]["end_to_end_duration"]["max"] / 1000

    def hit(self, store, checkpoint):
        """What is there while nobody writes, and a copy of the array as the checkpoint knew it."""
        before = self.chunks(store)
        known = store.with_suffix(".known")
        subprocess.run(["cp", "-al", store, known], check=True)
        for chunk, written in before.items():
            if written >= checkpoint:
                (known / chunk).unlink()
        return Hit(store, known, before, checkpoint, Ranges.requests)

    def row(self, name, hit, slowest):
        again = Ranges.requests - hit.requests
        if hit.known:
            self.launch(hit.known).wait()
        fresh = Ranges.requests - hit.requests - again if hit.known else None
        after = self.chunks(hit.store)
        since = sum(written >= hit.checkpoint for written in hit.before.values())
        twice = [chunk for chunk, written in hit.before.items() if after.get(chunk) != written]
        late = [chunk for chunk in twice if hit.before[chunk] < hit.checkpoint]
        same = subprocess.run(["diff", "-rq", self.expected, hit.store], capture_output=True, text=True)
        verdict = "identical" if same.returncode == 0 else "DIFFERENT"
        print(f"| {name} | {len(hit.before)} | {since} | {len(twice)} | {slowest or '–'} | {verdict} | {again} | {fresh or '–'} |", flush=True)
        if same.returncode or late:
            sys.exit(f"{same.stdout}\nmade again though checkpointed: {late}")
        if fresh is not None and again > SLACK * fresh + 5:
            sys.exit(f"{again} requests after the hit, a fresh run of the same chunks makes {fresh}")
        if slowest and slowest > SLOWEST_CHECKPOINT:
            sys.exit(f"a checkpoint took {slowest} s")

    def check_metrics(self):
        """Prometheus finds what MetricNames promises, quantiles of the histograms among it."""
        first, last = map(int, self.cluster.settings["metrics.reporter.prom.port"].split("-"))
        text = ""
        for port in range(first, last + 1):
            try:
                with DIRECT.open(f"http://localhost:{port}/metrics", timeout=10) as answer:
                    text += answer.read().decode()
            except OSError:
                break
        missing = [name for name in METRICS if not re.search(rf"^flink_taskmanager_job_task_operator_{name}\{{.* \d", text, re.M)]
        if missing or 'quantile="0.99"' not in text:
            sys.exit(f"Prometheus lacks {missing or 'quantiles'}")

    def taskmanager(self):
        store = self.work / "taskmanager.zarr"
        job = self.submit(store, "-p", "2")
        self.await_part(store, job)
        self.check_metrics()
        slowest = self.slowest_checkpoint(job)
        self.cluster.taskmanager.kill()
        self.cluster.taskmanager.wait()
        hit = self.hit(store, self.last_checkpoint(job))
        self.cluster.taskmanager = self.cluster.start("taskmanager")
        self.cluster.await_end(job)
        self.cluster.await_idle()
        self.row("`kill -9` TaskManager", hit, slowest)

    def jobmanager(self):
        store = self.work / "jobmanager.zarr"
        job = self.submit(store, "-p", "2")
        self.await_part(store, job)
        checkpoint, slowest = self.last_checkpoint(job), self.slowest_checkpoint(job)
        self.cluster.jobmanager.kill()
        self.cluster.jobmanager.wait()
        self.cluster.taskmanager.kill()
        self.cluster.taskmanager.wait()
        hit = self.hit(store, checkpoint)
        kept = max((self.work / "checkpoints" / job).glob("chk-*/_metadata"), key=lambda path: int(path.parent.name[4:])).parent
        self.cluster.jobmanager = self.cluster.start("jobmanager")
        self.cluster.taskmanager = self.cluster.start("taskmanager")
        self.cluster.await_slots(2)
        self.cluster.await_end(self.submit(store, "-p", "2", "-s", kept))
        self.cluster.await_idle()
        self.row("`kill -9` JobManager, `run -s`", hit, slowest)

    def embedded(self):
        store = self.work / "embedded.zarr"
        # The launcher becomes the JVM by exec, so this is its process.
        run = self.launch(store)
        self.await_part(store)
        run.kill()
        run.wait()
        hit = self.hit(store, time.time_ns())
        self.launch(store).wait()
        self.row("`kill -9` embedded, rerun", hit, None)

    def client(self):
        store = self.work / "client.zarr"
        run = subprocess.Popen([ROOT / "cogstream", *self.arguments, "--output", store, "--cluster", self.cluster.address],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.await_part(store)
        # The job goes on and loses nothing.
        hit = Hit(store, None, self.chunks(store), time.time_ns(), Ranges.requests)
        run.send_signal(signal.SIGINT)
        told = run.communicate(timeout=60)[1]
        job = re.search(r"job ([0-9a-f]{32}) goes on", told)
        if not job:
            sys.exit(told)
        self.cluster.await_end(job[1])
        self.cluster.await_idle()
        self.row("Ctrl-C of `--cluster`, no terminal", hit, None)

    def savepoint(self):
        store = self.work / "savepoint.zarr"
        job = self.submit(store, "-p", "2")
        self.await_part(store)
        stopped = self.cluster.flink("stop", "--savepointPath", self.work / "savepoints", job)
        path = re.search(r"Path: (\S+)", stopped.stdout)
        if not path:
            sys.exit(stopped.stdout + stopped.stderr)
        self.cluster.await_idle()
        hit, slowest = self.hit(store, self.last_checkpoint(job, "savepoint")), self.slowest_checkpoint(job)
        self.cluster.await_end(self.submit(store, "-p", "1", "-s", path[1]))
        self.cluster.await_idle()
        self.row("stop with savepoint, 2 → 1", hit, slowest)


def main():
    work = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="cogstream-cluster")).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    # A shell that starts this in the background has Ctrl-C ignored, and what is ignored stays so in child processes.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    server = Sources(("localhost", 0), Ranges)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with Cluster(sys.argv[1], work) as cluster:
        check = Check(cluster, f"http://localhost:{server.server_port}")
        for hit in sys.argv[3:] or ("client", "taskmanager", "savepoint", "embedded", "jobmanager"):
            getattr(check, hit)()


if __name__ == "__main__":
    main()
