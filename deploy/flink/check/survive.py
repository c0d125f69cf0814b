"""A job of about 700 chunks that is hit in the middle, each time another way: is the array complete and identical, and what
was made twice?

    python3 deploy/flink/check/survive.py FLINK_HOME [WORK [HIT …]]

Sources come over HTTP from this program, slowly, so that there is a middle. Made twice are the objects that were in the store
before the hit and were written again after it; they may be at most those written since the last checkpoint was triggered.
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
from pathlib import Path

from cluster import JAR, ROOT, Cluster

SCENES = ROOT / "examples" / "demo"
ARRAY = ["--crs", "EPSG:5070", "--resolution", "20", "--chunk-size", "256",
         "--bbox", "-1049000,1811000,-1008000,1856000", "--bands", "red,green,blue"]
DELAY = 0.6


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


class Check:
    def __init__(self, cluster, sources):
        self.cluster, self.work = cluster, cluster.work
        self.arguments = ["materialize", SCENES / "items.parquet", *ARRAY, "--href-map", f"{SCENES}/={sources}/"]
        self.expected = self.work / "expected.zarr"
        self.launch(self.expected).wait()
        self.total = len(self.chunks(self.expected))
        print(f"{self.total} chunks, {Ranges.requests} requests undisturbed")
        print("| hit | chunks before | since checkpoint | made twice | requests | array |\n|---|---:|---:|---:|---:|---|")

    def launch(self, output, *options):
        return subprocess.Popen([ROOT / "cogstream", *self.arguments, "--output", output, *options],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def submit(self, output, *options):
        done = self.cluster.flink("run", "-d", "-Dexecution.checkpointing.interval=2s", "-Dexecution.checkpointing.min-pause=1s",
                                  *options, JAR, *self.arguments, "--output", output)
        job = re.search(r"JobID ([0-9a-f]{32})", done.stdout)
        if not job:
            sys.exit(done.stdout + done.stderr)
        return job[1]

    @staticmethod
    def chunks(store):
        return {str(path.relative_to(store)): path.stat().st_mtime_ns for path in (store / "data" / "c").rglob("*") if path.is_file()}

    def await_part(self, store, job=None):
        """Until a good third is there, and the job has a checkpoint."""
        while (not (store / "data" / "c").exists() or len(self.chunks(store)) < self.total * 0.4
               or (job and not self.last_checkpoint(job))):
            time.sleep(0.05)

    def await_end(self, job, seconds=180):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            state = self.cluster.get(f"/jobs/{job}")["state"]
            if state == "FINISHED":
                return
            if state in ("FAILED", "CANCELED"):
                sys.exit(f"job {job} is {state}")
            time.sleep(0.5)
        sys.exit(f"job {job} has not ended")

    def last_checkpoint(self, job, kind="completed"):
        completed = self.cluster.get(f"/jobs/{job}/checkpoints")["latest"][kind]
        return completed["trigger_timestamp"] * 1_000_000 if completed else 0

    def row(self, name, store, before, checkpoint, requests):
        after = self.chunks(store)
        since = sum(written >= checkpoint for written in before.values())
        twice = [chunk for chunk, written in before.items() if after.get(chunk) != written]
        late = [chunk for chunk in twice if before[chunk] < checkpoint]
        same = subprocess.run(["diff", "-rq", self.expected, store], capture_output=True, text=True)
        verdict = "identical" if same.returncode == 0 else "DIFFERENT"
        print(f"| {name} | {len(before)} | {since} | {len(twice)} | {Ranges.requests - requests} | {verdict} |", flush=True)
        if same.returncode or late:
            sys.exit(f"{same.stdout}\nmade again though checkpointed: {late}")

    def taskmanager(self):
        store, requests = self.work / "taskmanager.zarr", Ranges.requests
        job = self.submit(store, "-p", "2")
        self.await_part(store, job)
        self.cluster.taskmanager.kill()
        self.cluster.taskmanager.wait()
        before, checkpoint = self.chunks(store), self.last_checkpoint(job)
        self.cluster.taskmanager = self.cluster.start("taskmanager")
        self.await_end(job)
        self.row("`kill -9` TaskManager", store, before, checkpoint, requests)
        self.cluster.await_idle()

    def jobmanager(self):
        store, requests = self.work / "jobmanager.zarr", Ranges.requests
        job = self.submit(store, "-p", "2")
        self.await_part(store, job)
        checkpoint = self.last_checkpoint(job)
        self.cluster.jobmanager.kill()
        self.cluster.jobmanager.wait()
        self.cluster.taskmanager.kill()
        self.cluster.taskmanager.wait()
        before = self.chunks(store)
        kept = max((self.work / "checkpoints" / job).glob("chk-*/_metadata"), key=lambda path: int(path.parent.name[4:])).parent
        self.cluster.jobmanager = self.cluster.start("jobmanager")
        self.cluster.taskmanager = self.cluster.start("taskmanager")
        self.cluster.await_slots(2)
        self.await_end(self.submit(store, "-p", "2", "-s", kept))
        self.row("`kill -9` JobManager, `run -s`", store, before, checkpoint, requests)
        self.cluster.await_idle()

    def embedded(self):
        store, requests = self.work / "embedded.zarr", Ranges.requests
        # The launcher becomes the JVM by exec, so this is its process.
        run = self.launch(store)
        self.await_part(store)
        run.kill()
        run.wait()
        before = self.chunks(store)
        self.launch(store).wait()
        self.row("`kill -9` embedded, rerun", store, before, max(before.values()) + 1, requests)

    def client(self):
        store, requests = self.work / "client.zarr", Ranges.requests
        run = subprocess.Popen([ROOT / "cogstream", *self.arguments, "--output", store, "--cluster", self.cluster.address],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.await_part(store)
        run.send_signal(signal.SIGINT)
        told = run.communicate(timeout=60)[1]
        job = re.search(r"job ([0-9a-f]{32}) goes on", told)
        if not job:
            sys.exit(told)
        before = self.chunks(store)
        self.await_end(job[1])
        self.row("Ctrl-C of `--cluster`, no terminal", store, before, max(before.values()) + 1, requests)
        self.cluster.await_idle()

    def savepoint(self):
        store, requests = self.work / "savepoint.zarr", Ranges.requests
        job = self.submit(store, "-p", "2")
        self.await_part(store)
        stopped = self.cluster.flink("stop", "--savepointPath", self.work / "savepoints", job)
        path = re.search(r"Path: (\S+)", stopped.stdout)
        if not path:
            sys.exit(stopped.stdout + stopped.stderr)
        before, checkpoint = self.chunks(store), self.last_checkpoint(job, "savepoint")
        self.cluster.await_idle()
        self.await_end(self.submit(store, "-p", "1", "-s", path[1]))
        self.row("stop with savepoint, 2 → 1", store, before, checkpoint, requests)


def main():
    work = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="cogstream-cluster")).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    server = Sources(("localhost", 0), Ranges)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with Cluster(sys.argv[1], work) as cluster:
        check = Check(cluster, f"http://localhost:{server.server_port}")
        for hit in sys.argv[3:] or ("client", "taskmanager", "savepoint", "embedded", "jobmanager"):
            getattr(check, hit)()


if __name__ == "__main__":
    main()
