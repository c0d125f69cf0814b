#!/usr/bin/env python3
"""Whether bulk runs stay inside their memory: one table of megapixels, heap, CPU and resident memory.

    "$(interop/venv)" bench/memory.py SCENES WORK [--jobs first,median] [--heaps 1g,512m]

SCENES is a folder that ../shared/bench/make_scenes.py has made. WORK gets 30 dates of those scenes, as hard links of other
names, so that no cache takes two dates for one, and the outputs, each deleted after its run. Resident memory is read from
/proc once a second. The heap is had as a whole from the start (-Xms, AlwaysPreTouch), as Flink's TaskManagers have theirs,
so that whatever grows is something else. Fails on an OutOfMemoryError, and when more is resident after the first minute
than at its end.
"""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
DATES = 30
DIRECT = "64m"
MINUTE = 60
#: How much more may be resident after the first minute: code that is compiled late, for the most part.
FLAT = 1.05
AREA = "-1020000,1910000,-999520,1930480"
WIDE = "-1040000,1900000,-995000,1950000"
JOBS = {
    # Twelve dates of 0.6 Gpx each from enlarged scenes: the output is what costs.
    "first": ["--resolution", "0.65", "--bbox=" + AREA, "--datetime", "2025-06-01/2025-06-12"],
    # 30 dates in every chunk, small windows of each; 1.7 Gpx.
    "median": ["--resolution", "0.5", "--bbox=" + AREA, "--time-period", "P1M", "--mosaic", "median"],
    # Chunks far larger than the memory is made for.
    "first-4096": ["--resolution", "2.5", "--bbox=" + WIDE, "--datetime", "2025-06-01/2025-06-03", "--chunk-size", "4096"],
    # 30 dates in every chunk at the scenes' own resolution: the largest windows, chunk by chunk.
    "median-native": ["--resolution", "10", "--bbox=" + WIDE, "--time-period", "P1M", "--mosaic", "median"],
}


def dates_of(scenes: Path, work: Path) -> Path:
    """An item file of 30 dates in June 2025, each with every scene of the first date under a name of its own."""
    items = work / "items.parquet"
    if items.exists():
        return items
    import rustac

    links = work / "cogs"
    links.mkdir(parents=True, exist_ok=True)
    features = json.loads((scenes / "items.json").read_text())["features"]
    first = min(item["properties"]["datetime"][:10] for item in features)
    dated = []
    for day in range(1, DATES + 1):
        for item in features:
            if not item["properties"]["datetime"].startswith(first):
                continue
            name = f"{item['id']}_{day:02}"
            link = links / f"{name}_red.tif"
            link.unlink(missing_ok=True)
            os.link(item["assets"]["red"]["href"], link)
            asset = dict(item["assets"]["red"], href=f"cogs/{link.name}")
            properties = dict(item["properties"], datetime=f"2025-06-{day:02}T17:50:10Z")
            dated.append(dict(item, id=name, assets={"red": asset}, properties=properties))

    async def write() -> None:
        await rustac.write(str(items), dated)

    asyncio.run(write())
    return items


@dataclass
class Run:
    job: str
    heap: str
    exit: int
    wall: float
    cpu: float
    rss: list[tuple[float, int]]
    summary: dict
    stderr: str

    def resident(self, second: float) -> str:
        """MiB at the last sample that is no later."""
        return str([size for at, size in self.rss if at <= second][-1] >> 20) if self.wall > second else "–"

    def is_flat(self) -> bool:
        early = [size for at, size in self.rss if at <= MINUTE]
        late = [size for at, size in self.rss if at > MINUTE]
        return not late or max(late) <= FLAT * early[-1]

    def row(self) -> list[str]:
        kinds: dict[str, int] = {}
        for failure in self.summary.get("failures", []):
            kinds[failure["kind"]] = kinds.get(failure["kind"], 0) + 1
        chunks = self.summary.get("chunks", {})
        late = [size for at, size in self.rss if at >= MINUTE]
        return [
            self.job,
            self.heap,
            str(self.exit),
            f"{self.summary.get('pixels', 0) / 1e6:.0f}",
            f"{chunks.get('written', 0)}/{chunks.get('failed', 0)}",
            f"{self.wall:.0f}",
            f"{self.cpu:.0f}",
            str(max(size for _, size in self.rss) >> 20),
            self.resident(MINUTE),
            str(max(late) >> 20) if late else "–",
            str(self.rss[-1][1] >> 20),
            ", ".join(f"{count} {kind}" for kind, count in kinds.items())
            + (" OutOfMemoryError" if "OutOfMemoryError" in self.stderr else ""),
        ]


def resident_bytes(process: int) -> int:
    with open(f"/proc/{process}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def run(job: str, heap: str, items: Path, work: Path) -> Run:
    output = work / "out"
    shutil.rmtree(output, ignore_errors=True)
    command = [str(HOME / "cogstream"), "materialize", str(items), "--crs", "EPSG:5070", "--bands", "red",
               "--parallelism", "2", "--output", str(output), "--json", *JOBS[job]]
    options = f"-Xms{heap} -Xmx{heap} -XX:+AlwaysPreTouch -XX:MaxDirectMemorySize={DIRECT}"
    logs = work / f"{job}-{heap}"
    with open(f"{logs}.json", "w+") as out, open(f"{logs}.err", "w+") as err:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=os.environ | {"JAVA_OPTS": options})
        samples = []
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            samples.append((time.monotonic() - start, resident_bytes(process.pid)))
            time.sleep(1)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        out.seek(0), err.seek(0)
        text = out.read()
        # The last sample may be of a process that was half gone.
        samples = [sample for sample in samples if sample[1] > 0]
        result = Run(job, heap, process.returncode, wall, usage.ru_utime + usage.ru_stime, samples,
                     json.loads(text) if text else {}, err.read())
    shutil.rmtree(output, ignore_errors=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scenes", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--jobs", default=",".join(JOBS))
    parser.add_argument("--heaps", default="1g,512m")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    items = dates_of(arguments.scenes.resolve(), arguments.work.resolve())
    head = ["job", "heap", "exit", "Mpx", "chunks made / failed", "wall s", "CPU s", "peak RSS MiB", "at 60 s", "most after",
            "last", "failures"]
    print("| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|", flush=True)
    bad = False
    for job in arguments.jobs.split(","):
        for heap in arguments.heaps.split(","):
            result = run(job, heap, items, arguments.work.resolve())
            bad |= "OutOfMemoryError" in result.stderr or result.exit not in (0, 1) or not result.is_flat()
            print("| " + " | ".join(result.row()) + " |", flush=True)
    sys.exit(bad)


if __name__ == "__main__":
    main()
