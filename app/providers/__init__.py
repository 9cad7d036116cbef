"""The five companies Acuse knows; a sixth is one more file and one more line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.provider import Provider
from app.providers.bitso import PROVIDER as BITSO
from app.providers.juicyway import PROVIDER as JUICYWAY
from app.providers.juno import PROVIDER as JUNO
from app.providers.just_wallet import PROVIDER as JUST_WALLET
from app.providers.yuno import PROVIDER as YUNO

PROVIDERS: Mapping[str, Provider] = MappingProxyType(
    {provider.name: provider for provider in (JUNO, BITSO, YUNO, JUICYWAY, JUST_WALLET)}
)
