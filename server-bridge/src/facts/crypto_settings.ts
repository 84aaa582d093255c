/** Variables that steer OpenSSL, Go's FIPS mode or the loader. Names only. */
export const CRYPTO_VARIABLES = [
    'OPENSSL_CONF',
    'OPENSSL_CONF_INCLUDE',
    'OPENSSL_MODULES',
    'OPENSSL_ENGINES',
    'GODEBUG',
    'GOFIPS',
    'GOLANG_FIPS',
    'GO_OPENSSL_VERSION_OVERRIDE',
    'LD_LIBRARY_PATH',
    'LD_PRELOAD',
];

/** Certificates may be mounted; configuration and libraries of OpenSSL may not. */
export const CRYPTO_MOUNTS = /^\/(?:etc\/ssl(?!\/certs)|usr\/lib|usr\/lib64|lib|lib64|usr\/local\/ssl)(?:\/|$)/;
