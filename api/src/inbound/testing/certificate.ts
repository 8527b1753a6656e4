/** A certificate of nobody's for in.acme.test, good for a hundred years: it proves nothing and protects nothing but tests. */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUNhdsrMd9JccYfdam7RTK3XmbvgYwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMaW4uYWNtZS50ZXN0MCAXDTI2MTEyMjA4NDAyMloYDzIxMjYx
MDI5MDg0MDIyWjAXMRUwEwYDVQQDDAxpbi5hY21lLnRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAATSyQ9ZmmAI8gkubFX7CkjaWH0Nr1PkULBgWYACjBcuDmdv
ZMn9FX9s6BhpqLPjyBymP5YfIKTfxZErmSZHPEpFo1MwUTAdBgNVHQ4EFgQUgOZd
QTKYayzOyXLrnVIrUHnbhhswHwYDVR0jBBgwFoAUgOZdQTKYayzOyXLrnVIrUHnb
hhswDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAhdZLTyzkYeozZ
RDdXWeCMlTOp+zmuHRdkh8giZaCbRQIhAKZaK5MBesoEFJReTS0mxdhOHZKkrGvm
EU7EvRR+Xp9q
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiDMt6RccgmjWIG5O
qZTsADpIntVoBNIqc0wwvySHAW+hRANCAATSyQ9ZmmAI8gkubFX7CkjaWH0Nr1Pk
ULBgWYACjBcuDmdvZMn9FX9s6BhpqLPjyBymP5YfIKTfxZErmSZHPEpF
-----END PRIVATE KEY-----`
}
