"""Puts the demo's pictures side by side: python -m pip install pillow; ./cogstream demo; python docs/images/demo.py out"""

import sys
from pathlib import Path

from PIL import Image

pictures = [Image.open(path).convert("RGBA") for path in sorted(Path(sys.argv[1]).glob("*.png"))]
width, height = (side * 2 // 5 for side in pictures[0].size)
strip = Image.new("RGBA", (len(pictures) * (width + 12) - 12, height), "white")
for index, picture in enumerate(pictures):
    small = picture.resize((width, height), Image.Resampling.BOX)
    strip.alpha_composite(small, (index * (width + 12), 0))
strip.convert("RGB").quantize(192, dither=Image.Dither.NONE).save(Path(__file__).with_name("demo.png"), optimize=True)
