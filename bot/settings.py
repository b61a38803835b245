"""Settings, from the environment (POLICYBOT_LIBRARY, POLICYBOT_ENCODER, ...) or a `.env` file."""

from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


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
