"""The desk's settings: the one place that reads the environment, and the one that writes Prefect's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)

QUIET = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    # a first start makes the database: longer than Prefect's 20 seconds on a small machine
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # a server that is started anew is back within 14 seconds; of one that is gone a run should say so in minutes
    "PREFECT_CLIENT_MAX_RETRIES": "3",
    # a run's inputs are its parameters, and a first watch may have 100,000 pages due: 10 MB of addresses
    "PREFECT_SERVER_API_MAX_PARAMETER_SIZE": str(64 * 2**20),
    # a person who has answered, or started a run by hand, waits for the worker to ask
    "PREFECT_WORKER_QUERY_SECONDS": "2",
}


PREFECT_SCHEMA = "prefect"
"""Prefect's tables beside ours on PostgreSQL: both have a table `alembic_version`."""

OVER_REDIS = {
    "PREFECT_MESSAGING_BROKER": "prefect_redis.messaging",
    "PREFECT_MESSAGING_CACHE": "prefect_redis.messaging",
    "PREFECT_SERVER_EVENTS_CAUSAL_ORDERING": "prefect_redis.ordering",
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect_redis.lease_storage",
}
"""What Prefect's server must keep outside its own memory as soon as it runs more than once."""

JUDGING = ("bar", "second_reviewer", "review_days", "max_bytes", "total_timeout", "host_delay", "desk")
"""Settings that decide what is flagged, who decides, and what could be fetched at all."""

Verdict = Literal["corroborated", "contradicted", "unresolved", "false alarm"]


class Settings(BaseSettings):
    """Everything that a desk can set, each as a `SECOND_SOURCE_*` environment variable."""

    model_config = SettingsConfigDict(env_prefix="SECOND_SOURCE_", frozen=True, extra="ignore")

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("second-source", appauthor=False),
        description="Where captures, the SQLite database and Prefect's own state are kept.",
    )
    database: SecretStr | None = Field(
        default=None,
        description="Database URL, for example `postgresql://user@host/name`. Unset: SQLite in the data directory.",
    )
    secrets: Path | None = Field(
        default=None,
        description="Folder with a file a secret, such as `second_source_database`: read where its variable is not set.",
    )
    captures: SecretStr | None = Field(
        default=None,
        description="Where captures are kept: any address that fsspec knows, for example `s3://bucket/folder`. "
        "Unset: the data directory.",
    )
    redis: SecretStr | None = Field(
        default=None,
        description="Redis URL, for example `redis://host:6379/0`: then Prefect's server may run several times.",
    )
    dask: str = Field(
        default="",
        description="Address of a Dask scheduler, for example `tcp://host:8786`, whose workers extract and read. "
        "Unset: processes of this machine.",
    )
    runs: int = Field(
        default=1, ge=1, le=1000, description="Runs of `check-articles` at a time, on all workers together."
    )
    login: SecretStr | None = Field(
        default=None,
        description="`user:password` that Prefect's server asks of everybody; needed to bind another address than loopback.",
    )
    watchlist: Path | None = Field(
        default=None,
        description="File with one feed, page, file or folder a line, watched by scheduled runs. "
        "Unset: `watchlist.txt` in the data directory.",
    )
    outlets: Path | None = Field(
        default=None,
        description="CSV or YAML file of outlets, read at the start of every run. Unset: the registry in the database alone.",
    )
    bar: int = Field(default=2, ge=1, le=20, description="How many independent origins a claim needs.")
    second_reviewer: Annotated[tuple[Verdict, ...], NoDecode] = Field(
        default=("contradicted",),
        description="Comma-separated verdicts that count once a second reviewer gives them too.",
    )
    review_days: int = Field(
        default=30, ge=1, le=3650, description="Days that a review waits in the inbox before it is put up anew."
    )
    desk: str = Field(
        default="", description="The newsroom's name, as it shall stand beside its reviewers' in claim reviews."
    )
    timestamp_url: str = Field(
        default="",
        description="Address of a time-stamp authority (RFC 3161) that `second-source timestamp` asks. Unset: none.",
    )
    timestamp_roots: Path | None = Field(
        default=None,
        description="PEM file of the root certificates that time stamps are checked against. "
        "Unset: what they prove is `unverifiable`.",
    )
    batch_size: int = Field(
        default=500,
        ge=1,
        le=1000,
        description="Articles per batch: one transaction, one validation. The first of a run is of 100 at most.",
    )
    watch_pages: int = Field(
        default=500,
        ge=1,
        le=100_000,
        description="Pages that one run of the watch checks; the rest follow in the next.",
    )
    processes: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        le=256,
        description="Processes that extract and read large batches. Default: one a core.",
    )
    contact: str = Field(
        default="",
        description="Address or URL put into the user agent, so that an outlet can reach whoever fetches.",
    )
    allow_private_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Comma-separated `host:port` that may be fetched although their address is private or loopback.",
    )
    resolve: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Comma-separated `host:port=address:port`: where to connect instead of asking the name service.",
    )
    connect_timeout: float = Field(default=10.0, gt=0, description="Seconds to wait for a connection.")
    read_timeout: float = Field(default=20.0, gt=0, description="Seconds to wait for the next bytes of an answer.")
    total_timeout: float = Field(
        default=60.0, gt=0, description="Seconds that one answer may take in all, from connecting to its last byte."
    )
    max_bytes: int = Field(
        default=10_000_000, ge=1_000, description="Largest answer kept, before and after decompression."
    )
    host_delay: float = Field(default=1.0, ge=0, description="Seconds between two requests to one host.")
    log_format: Literal["text", "json"] = Field(
        default="text",
        description="`json`: logs as JSON lines on standard error, one for each input with its outcome among them.",
    )
    metrics_file: Path | None = Field(
        default=None,
        description="File for Prometheus metrics, written anew after each run; node_exporter reads it from its textfile "
        "folder (the name must end in `.prom`).",
    )
    server_host: str = Field(default="127.0.0.1", description="Address that `second-source serve` binds.")
    server_port: int = Field(default=4200, ge=1, le=65535, description="Port that `second-source serve` binds.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  pydantic names it
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment first, then the folder of secrets where there is one."""
        folder = Path(os.environ.get("SECOND_SOURCE_SECRETS") or os.devnull)
        secrets = SecretsSettingsSource(settings_cls, secrets_dir=folder) if folder.is_dir() else file_secret_settings
        return init_settings, env_settings, secrets

    @field_validator("allow_private_hosts", "resolve", "second_reviewer", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("resolve")
    @classmethod
    def _addressed(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for entry in value:
            _address(entry)
        return value

    @field_validator("secrets")
    @classmethod
    def _readable(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"{value} is not a folder")
        return value

    @field_validator("dask")
    @classmethod
    def _scheduler(cls, value: str) -> str:
        if value and not value.startswith(("tcp://", "tls://", "ws://", "wss://", "ucx://")):
            raise ValueError(f"{value!r} is not the address of a Dask scheduler; write tcp://host:8786")
        return value

    def judging(self) -> dict[str, object]:
        """Return what shapes the desk's answers: what the audit log notes. No address, path or secret is among it."""
        return self.model_dump(mode="json", include=set(JUDGING))

    @property
    def captures_dir(self) -> Path:
        """Where the WARC files lie."""
        return self.data_dir / "captures"

    @property
    def prefect_home(self) -> Path:
        """Prefect's database and logs: beside ours, so that runs made without a server show up in `serve`."""
        return self.data_dir / "prefect"

    @property
    def server_file(self) -> Path:
        """Where `serve` notes its address for `check` to find."""
        return self.data_dir / "server.json"

    @property
    def login_file(self) -> Path:
        """Where the login of a server that others can reach is kept, for its owner to read."""
        return self.data_dir / "login"

    @property
    def watchlist_file(self) -> Path:
        """What scheduled runs watch, beside the feeds of the registry."""
        return self.watchlist or self.data_dir / "watchlist.txt"

    def resolved_addresses(self) -> dict[str, tuple[str, int]]:
        """Return `resolve` as a mapping from `host:port` to address and port."""
        return dict(_address(entry) for entry in self.resolve)


def _address(entry: str) -> tuple[str, tuple[str, int]]:
    name, equals, target = entry.partition("=")
    address, colon, port = target.rpartition(":")
    if not (equals and colon and port.isdecimal() and ":" in name):
        raise ValueError(f"{entry!r} is not host:port=address:port")
    return name.strip().lower(), (address.strip("[] "), int(port))


def load_settings() -> Settings:
    """Read the environment, and what it does not say from the folder of secrets where there is one."""
    return Settings()


def override(**values: str | int | Path | None) -> None:
    """Let command-line options stand above the environment, for this process and those that it starts."""
    for name, value in values.items():
        if value is not None:
            os.environ[f"SECOND_SOURCE_{name.upper()}"] = str(value)


def prepare_prefect(settings: Settings, *, api_url: str | None, verbose: bool = False) -> None:
    """Point Prefect at this desk's home, and at its server where one runs. Call before Prefect is imported."""
    settings.prefect_home.mkdir(parents=True, exist_ok=True)
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    os.environ["PREFECT_HOME"] = str(settings.prefect_home)
    if settings.login:
        os.environ.setdefault("PREFECT_SERVER_API_AUTH_STRING", settings.login.get_secret_value())
    if login := server_login(settings) or (_kept_login(settings) if api_url else None):
        os.environ.setdefault("PREFECT_API_AUTH_STRING", login)  # else our own server would turn us away
    if settings.log_format == "json":
        os.environ["PREFECT_LOGGING_FORMATTERS_JSON_CLASS"] = "flows.logs.JsonLines"
        os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_CLASS"] = "flows.logs.Lines"
        os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER"] = "json"
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "INFO")
    # the terminal has our own words for what goes wrong; the UI keeps the whole log
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "INFO" if verbose else "CRITICAL")
    if not verbose:  # its queues complain of each event that finds no server
        os.environ.setdefault("PREFECT_LOGGING_INTERNAL_LEVEL", "CRITICAL")
    if api_url:
        os.environ["PREFECT_API_URL"] = api_url
    else:  # a server for this one run: its tables need no types of blocks, which take seconds to write
        os.environ.setdefault("PREFECT_SERVER_REGISTER_BLOCKS_ON_START", "false")


def prepare_server(settings: Settings, database: str | None) -> None:
    """Say where Prefect's server keeps its tables and, with Redis, how its replicas talk; what is set already stays."""
    said: dict[str, str] = {}
    if database:
        said["PREFECT_API_DATABASE_CONNECTION_URL"] = database
        said["PREFECT_SERVER_DATABASE_SQLALCHEMY_CONNECT_ARGS_SEARCH_PATH"] = PREFECT_SCHEMA
    if settings.redis:
        redis = settings.redis.get_secret_value()
        said |= OVER_REDIS | {"PREFECT_REDIS_MESSAGING_URL": redis, "PREFECT_SERVER_DOCKET_URL": redis}
    for name, value in said.items():
        os.environ.setdefault(name, value)


def server_elsewhere() -> str | None:
    """Return the API address that the environment names, where Prefect's server runs on another machine."""
    return os.environ.get("PREFECT_API_URL")


def server_login(settings: Settings) -> str | None:
    """Return the `user:password` that the environment or a setting has for the server."""
    set_here = settings.login.get_secret_value() if settings.login else None
    return os.environ.get("PREFECT_SERVER_API_AUTH_STRING") or set_here


def set_server_login(login: str) -> None:
    """Let the server ask for a login, and its pages find the API wherever a browser found them."""
    os.environ["PREFECT_SERVER_API_AUTH_STRING"] = login
    os.environ.setdefault("PREFECT_UI_API_URL", "/api")


def _kept_login(settings: Settings) -> str | None:
    try:
        return settings.login_file.read_text(encoding="utf-8").strip() or None
    except OSError:
        return None


def process_environment() -> dict[str, str]:
    """Return this process's environment, for the processes that `serve` starts."""
    return dict(os.environ)
