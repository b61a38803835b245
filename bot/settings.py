"""Settings, from the environment (POLICYBOT_LIBRARY, POLICYBOT_ENCODER, ...) or a `.env` file."""

from ipaddress import ip_network
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

RATE = r"^none$|^[1-9]\d{0,5}/(second|minute|hour|day)$"
"""How often: 120/minute; none: without limit."""


class Settings(BaseSettings):
    """What can be set without touching code; the command line's options go before these."""

    model_config = SettingsConfigDict(env_prefix="POLICYBOT_", env_file=".env", env_ignore_empty=True, extra="ignore")

    library: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("policybot", appauthor=False)) / "library",
        description="Folder of the library.",
    )
    encoder: str | None = Field(default=None, description="Name or path of the encoder; none: the library's own.")
    vectors: str | None = Field(
        default=None, description="Address of the vector store, a folder or http://host:port; none: inside the library."
    )
    reranker: str | None = Field(
        default=None, description="Name or path of a cross-encoder that orders the passages found; none: none."
    )
    min_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Confidence below which the bot refuses; none: the operating point that was fitted.",
    )
    llm: str | None = Field(
        default=None,
        description="Language model that phrases answers, provider:model as LangChain names it (openai:qwen-plus); none: rules.",
    )
    llm_base_url: str | None = Field(default=None, description="Address of the model's server.")
    llm_api_key: SecretStr | None = Field(
        default=None, description="Key for it; none: what the provider's package reads."
    )
    llm_timeout: float = Field(default=60, gt=0, le=600, description="Seconds for an answer of the model.")
    accounts: Path | None = Field(
        default=None, description="File of accounts; none: beside the library, named after it."
    )
    session_hours: float = Field(default=12, gt=0, le=24 * 30, description="Hours after which one signs in again.")
    hosts: str = Field(default="", description="Names by which browsers reach the server, with commas between.")
    trusted_proxies: str = Field(
        default="", description="Addresses or networks of reverse proxies whose X-Forwarded-For is believed."
    )
    rate_account: str = Field(default="300/minute", pattern=RATE, description="Requests of an account or token.")
    rate_address: str = Field(default="600/minute", pattern=RATE, description="Requests from an address.")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        for each in listed(value):
            ip_network(each)
        return value

    @property
    def accounts_file(self) -> Path:
        """Where the accounts stand, if there are any."""
        return (self.accounts or self.library.with_name(f"{self.library.name}-accounts.yaml")).expanduser()


def listed(value: str) -> tuple[str, ...]:
    """The parts of a setting that are written with commas between."""
    return tuple(part.strip() for part in value.split(",") if part.strip())
