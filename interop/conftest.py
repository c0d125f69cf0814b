"""Which arrays to open: folders of arrays that exist, or else arrays that the command line makes from the demo's scenes."""

import subprocess
from pathlib import Path

import pytest
from rasterio.warp import transform_bounds

ROOT = Path(__file__).parent.parent
ITEMS = ROOT / "examples" / "demo" / "items.parquet"
UTM_BOX = (741_400, 4_294_520, 779_000, 4_333_600)


def box(crs):
    edges = transform_bounds("EPSG:32612", crs, *UTM_BOX)
    return ["--crs", crs, "--bbox", ",".join(f"{edge:.4f}" for edge in edges)]


UTM = ["--crs", "EPSG:32612", "--bbox", ",".join(map(str, UTM_BOX))]
SINUSOIDAL = "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs"
CASES = {
    "utm": [*UTM, "--resolution", "80"],
    "albers": [*box("EPSG:5070"), "--resolution", "100"],
    "degrees": [*box("EPSG:4326"), "--resolution", "0.001"],
    "no-code": [*box(SINUSOIDAL), "--resolution", "120"],
    "mean": [*UTM, "--resolution", "120", "--mosaic", "mean", "--time-period", "P1M"],
    "exact-times": [*UTM, "--resolution", "200", "--time-period", "none", "--bands", "red"],
    "other-nodata": [*UTM, "--resolution", "160", "--dtype", "int32", "--nodata", "-9999"],
}

#: Runs a script that writes with rustac. 0.9.17 often crashes while the interpreter shuts down, long after the files are written:
#: leaves without that.
RUN_AND_LEAVE = "import os, runpy, sys; sys.argv.pop(0); runpy.run_path(sys.argv[0], run_name='__main__'); os._exit(0)"


def pytest_addoption(parser):
    parser.addoption("--cubes", action="append", default=[], help="folder of arrays NAME.zarr; repeatable")
    parser.addoption("--cogstream", default=str(ROOT / "cogstream"), help="the launcher")


def pytest_generate_tests(metafunc):
    if "cube" in metafunc.fixturenames:
        cubes = [path for folder in metafunc.config.getoption("cubes") for path in sorted(Path(folder).glob("*.zarr"))]
        if metafunc.config.getoption("cubes") and not cubes:
            raise pytest.UsageError("no NAME.zarr in --cubes")
        names = cubes or list(CASES)
        metafunc.parametrize("cube", names, ids=[getattr(name, "stem", name) for name in names], indirect=True, scope="session")


@pytest.fixture(scope="session")
def materialize(request, tmp_path_factory):
    """Runs the command line on the demo's scenes and returns the array's path."""
    folder = tmp_path_factory.mktemp("arrays")

    def run(name, arguments, command="materialize"):
        output = folder / f"{name}.zarr"
        command = [request.config.getoption("cogstream"), command, str(ITEMS), "--output", str(output),
                   "--chunk-size", "128", *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return output

    return run


@pytest.fixture(scope="session")
def cube(request):
    """Path of one array."""
    if isinstance(request.param, Path):
        return request.param
    return request.getfixturevalue("materialize")(request.param, CASES[request.param])
