"""Pure knowledge of the payment providers, one file each."""
