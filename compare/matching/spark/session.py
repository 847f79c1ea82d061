"""The Spark session that matching runs in."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

from crosscable.corpora.errors import UsageError

__all__ = ["LOCAL", "kept", "session"]

LOCAL = "local[*]"
# Results leave through the rows alone, so there is nothing to watch; broadcasts are arrays that do not shrink twice.
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",
    "spark.log.level": "ERROR",
}
_ON_ONE_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def session(master: str = LOCAL) -> Any:
    """A session on the cluster `master`, such as local[2] or spark://host:7077; nothing is downloaded.

    Raises:
        UsageError: PySpark or Java is missing, or the cluster does not answer.
    """
    try:
        builder = import_module("pyspark.sql").SparkSession.builder
    except ImportError as error:
        raise UsageError(
            "the engine spark needs PySpark", why=str(error), remedy="pip install 'crosscable[spark]', and Java 17"
        ) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = builder.appName("crosscable").master(master)
    for key, value in {**_SETTINGS, **(_ON_ONE_MACHINE if master.startswith("local") else {})}.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # PySpark raises its own, py4j's and Java's errors here
        why = str(error).strip().split("\n", 1)[0] or type(error).__name__
        raise UsageError(
            "Spark did not start", where=master, why=why, remedy="see that Java 17 is installed and the master runs"
        ) from error


def kept(rows: Any) -> Any:
    """`rows` kept in memory, and on disk where memory is short: to make them anew costs a pass over the corpus."""
    return rows.persist(import_module("pyspark").StorageLevel.MEMORY_AND_DISK)
