"""PHP's words. Its functions are those that Pygments lists, but for the ones that came after Rouge 3.30."""

from __future__ import annotations

from typing import Final

from pygments.lexers._php_builtins import MODULES
from pygments.token import _TokenType

from .actions import table
from .tokens import KC, KN, K

__all__ = ["FUNCTIONS", "WORDS"]

WORDS: Final[dict[str, _TokenType]] = table(
    {
        K: """
            __class__ __dir__ __file__ __function__ __halt_compiler __line__ __method__
            __namespace__ __trait__ abstract and array as break case catch cfunction clone const
            continue declare default die do echo else elseif empty enddeclare endfor endforeach
            endif endswitch endwhile eval exit extends final finally fn for foreach function global
            goto if implements include include_once instanceof isset list match new old_function or
            parent print private protected public readonly require require_once return self static
            switch throw try unset var while xor yield
        """,
        KC: "false null true",
        KN: "use",
    }
)
_LATER = """
    apcu_key_info array_is_list enchant_dict_add enchant_dict_is_added enum_exists fann_get_mse
    fann_reset_mse fdatasync fdiv fsync get_debug_type get_mangled_object_vars get_resource_id
    getsession gnupg_getengineinfo gnupg_geterrorinfo igbinary_serialize igbinary_unserialize
    imageavif imagecreatefromavif imagecreatefromtga imagegetinterpolation ldap_count_references
    net_get_interfaces oci_set_prefetch_lob openssl_cms_decrypt openssl_cms_encrypt openssl_cms_read
    openssl_cms_sign openssl_cms_verify openssl_pkey_derive password_algos preg_last_error_msg
    ssh2_forward_accept ssh2_forward_listen ssh2_poll ssh2_send_eof str_contains str_ends_with
    str_starts_with swoole_clear_error swoole_error_log var_representation
"""
FUNCTIONS: Final = frozenset(name.lower() for names in MODULES.values() for name in names).difference(
    _LATER.split()
) | {"delete", "main", "split"}
