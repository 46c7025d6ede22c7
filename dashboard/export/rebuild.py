"""Checks the files of this bundle against their hashes and draws its chart anew, without a network: `python rebuild.py [FOLDER]`."""

import hashlib
import json
import sys
from pathlib import Path


def main(folder: Path) -> int:
    """Says what was changed, and writes the picture as rebuilt.svg. Returns 0, or 1 where a file is not as it was packed."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    changed = [resource["path"] for resource in package["resources"] if not _is_as_packed(folder, resource)]
    for path in changed:
        print(f"{path} is not as it was packed")
    try:
        import vl_convert
    except ImportError:
        print("To draw the chart: pip install vl-convert-python")
        return 1
    specification = json.loads((folder / f"{package['panmunjom']['chart']}.vl.json").read_text(encoding="utf-8"))
    # No address is allowed, so that nothing is fetched.
    picture = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    (folder / "rebuilt.svg").write_text(picture, encoding="utf-8")
    print(f"Drew {package['title']} as rebuilt.svg from {package['panmunjom']['chart']}.vl.json")
    return 1 if changed else 0


def _is_as_packed(folder: Path, resource: dict) -> bool:  # type: ignore[type-arg]
    file = folder / Path(resource["path"]).name
    if not file.is_file():
        return False
    content = file.read_bytes()
    return bool("sha256:" + hashlib.sha256(content).hexdigest() == resource["hash"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent))
