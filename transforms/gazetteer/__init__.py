"""The gazetteer: reads transforms/gazetteers/ into one frozen Gazetteer.

`load_gazetteer` gives names, places, country names and demonyms; `geo_precision` the
precision of a resolved mention. Toponyms of articles are resolved in resolve/toponyms.py.
"""

from transforms.gazetteer.loading import load_gazetteer
from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.precision import geo_precision
from transforms.gazetteer.store import Gazetteer

__all__ = ["Gazetteer", "geo_precision", "load_gazetteer", "normal_form"]
