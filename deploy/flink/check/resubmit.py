"""Twenty jobs, one after another, on one session cluster: what its TaskManager keeps of each.

    python3 deploy/flink/check/resubmit.py FLINK_HOME [WORK] [--jobs 20]

Each job comes with its own class loader. Metaspace is what is in use after two collections, so what is counted is held by
something. Compilers keep profiles of Flink's and the JDK's own methods there, which grow for hundreds of jobs and have nothing
to do with ours; so the TaskManager runs with the one compiler that keeps none (--all-compilers: with all of them). Fails if the
last five jobs leave more than the five after the third.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cluster import CONFIG, ROOT, Cluster

ITEMS = ROOT / "examples" / "demo" / "items.parquet"
ARRAY = ["--crs", "EPSG:5070", "--resolution", "100", "--chunk-size", "128",
         "--bbox", "-1049000,1811000,-1008000,1856000", "--bands", "red,green"]
#: How much more the later jobs may leave than the earlier. One job's classes would be some 10,000 KiB. Direct memory is pooled
#: by Flink's network layer, which takes what its busiest moment needs in steps of 512 KiB; a buffer that each job forgets
#: would be 256 KiB fifteen times.
TOLERANCE = {"metaspace KiB": 400, "classes": 150, "loaders": 1, "threads": 3, "files": 3, "temp files": 2, "direct KiB": 2048}


def jcmd(pid, *command):
    return subprocess.run(["jcmd", str(pid), *command], capture_output=True, text=True, check=True).stdout


def measure(cluster, pid):
    for _ in range(2):
        jcmd(pid, "GC.run")
        time.sleep(1)
    metaspace = re.search(r"Metaspace\s+used (\d+)K", jcmd(pid, "GC.heap_info"))
    loaders = sum("FlinkUserCodeClassLoader" in line or "ChildFirstClassLoader" in line
                  for line in jcmd(pid, "VM.classloader_stats").splitlines())
    counters = jcmd(pid, "PerfCounter.print")
    loaded, unloaded = (int(re.search(rf"java.cls.{kind}Classes=(\d+)", counters)[1]) for kind in ("loaded", "unloaded"))
    status = Path(f"/proc/{pid}/status").read_text()
    manager = cluster.get("/taskmanagers")["taskmanagers"][0]["id"]
    direct = cluster.get(f"/taskmanagers/{manager}/metrics?get=Status.JVM.Memory.Direct.MemoryUsed")
    return {
        "metaspace KiB": int(metaspace[1]),
        "classes": loaded - unloaded,
        "loaders": loaders,
        "threads": int(re.search(r"Threads:\s+(\d+)", status)[1]),
        "files": len(list(Path(f"/proc/{pid}/fd").iterdir())),
        "temp files": sum(path.is_file() for path in (cluster.work / "tmp-taskmanager").rglob("*")),
        "direct KiB": int(direct[0]["value"]) // 1024 if direct else 0,
        "RSS MiB": int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024,
    }


def main():
    options = argparse.ArgumentParser()
    options.add_argument("home", type=Path)
    options.add_argument("work", type=Path, nargs="?", default=tempfile.mkdtemp(prefix="cogstream-cluster"))
    options.add_argument("--jobs", type=int, default=20)
    options.add_argument("--all-compilers", action="store_true")
    options = options.parse_args()
    work = options.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    rows = []
    jvm = re.search(r"^env\.java\.opts\.taskmanager: (.*)$", CONFIG.read_text(), re.M)[1]
    if not options.all_compilers:
        jvm += " -XX:TieredStopAtLevel=1"
    with Cluster(options.home, work, **{"env.java.opts.taskmanager": jvm}) as cluster:
        pid = cluster.taskmanager.pid
        for job in range(options.jobs):
            output = work / "arrays" / f"{job}.zarr"
            subprocess.run([ROOT / "cogstream", "materialize", ITEMS, "--output", output, *ARRAY, "--cluster", cluster.address],
                           check=True, capture_output=True)
            cluster.await_idle()
            rows.append(measure(cluster, pid))
            if job == 0:
                print("| job | " + " | ".join(rows[0]) + " |")
                print("|" + "---:|" * (len(rows[0]) + 1))
            print(f"| {job + 1} | " + " | ".join(map(str, rows[-1].values())) + " |", flush=True)
        jcmd_threads = jcmd(pid, "Thread.print")
        (work / "threads.txt").write_text(jcmd_threads)
    grown = {}
    for name, tolerance in TOLERANCE.items():
        early = max(row[name] for row in rows[2:7])
        late = min(row[name] for row in rows[-5:])
        if late - early > tolerance:
            grown[name] = (early, late)
    if grown:
        sys.exit(f"grows with every job: {grown}")


if __name__ == "__main__":
    main()
