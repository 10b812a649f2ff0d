# Nothing: without a seal stanza the seal is Shamir's. A node that starts stays sealed until enough people have each given their
# share, on every node: bao operator unseal.
