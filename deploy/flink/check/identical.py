"""Every oracle case, embedded and on a standalone cluster of 2 slots: the same objects, byte for byte.

    python3 deploy/flink/check/identical.py FLINK_HOME TESTDATA [WORK]

Needs a build with test classes: ./mvnw -Dquick -DskipTests package
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cluster import JAR, ROOT, Cluster, job_id

DEMO = [ROOT / "examples" / "demo" / "items.parquet", "--crs", "EPSG:5070", "--resolution", "100", "--chunk-size", "128",
        "--bbox", "-1049000,1811000,-1008000,1856000", "--bands", "red,green"]


def same_through_flink_run(cluster, work):
    """The jar takes the command line's flags, attached and detached, and tells of errors by its exit code."""
    expected = work / "launcher.zarr"
    subprocess.run([ROOT / "cogstream", "materialize", *DEMO, "--output", expected], check=True, capture_output=True)
    for name, options in {"attached": [], "detached": ["-d", "-p", "2"]}.items():
        output = work / f"{name}.zarr"
        done = cluster.flink("run", *options, JAR, "materialize", *DEMO, "--output", output)
        cluster.await_end(job_id(done))
        same = subprocess.run(["diff", "-rq", expected, output], capture_output=True, text=True)
        print(f"flink run, {name}: exit {done.returncode}, {'identical' if same.returncode == 0 else 'DIFFERENT'}")
        if done.returncode or same.returncode:
            sys.exit(done.stdout + done.stderr + same.stdout)
    refused = cluster.flink("run", JAR, "materialize", *DEMO, "--output", work / "refused.zarr", "--mosaic", "none")
    print(f"flink run, wrong mosaic: exit {refused.returncode}")
    if refused.returncode != 1 or "ended with code 2" not in refused.stdout + refused.stderr:
        sys.exit(refused.stdout + refused.stderr)


def main():
    home, testdata = map(Path, sys.argv[1:3])
    work = Path(sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp(prefix="cogstream-cluster")).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    path = ":".join(str(ROOT / "job" / "target" / part) for part in ("test-classes", "classes", "lib/*"))
    with Cluster(home, work) as cluster:
        code = subprocess.run(["java", f"-Dcogstream.testdata={testdata.resolve()}", "-cp", path,
                               "io.cogstream.job.ClusterComparison", "localhost", str(cluster.rest), JAR, work / "arrays"]).returncode
        same_through_flink_run(cluster, work)
    sys.exit(code)


if __name__ == "__main__":
    main()
