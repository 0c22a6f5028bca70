"""JobTech (Arbetsförmedlingen): job advertisements, the taxonomy, and the terms employers use.

Counts       one advertisement as it was published; one concept of the taxonomy; one term of a vocabulary
Address      https://data.arbetsformedlingen.se and https://jobtechdev.se; read here from files that somebody has
             fetched
Licence      CC0-1.0 for the taxonomy and for historical advertisements
Limits       personal data is left at the door: contacts are not read, addresses and numbers in the text are masked

Quirks

The formats JobStream, JobSearch and historical advertisements have the same fields, but occupation is an object in
some and a list in others, and what one leaves out another writes as null. The oldest form ("annonsId") has Swedish
field names and only the occupation's number, which legacy.py brings to SSYK 2012. Region codes are missing in six of
ten historical advertisements where the municipality's is there; the county is its first two digits. SSYK 2012 holds
from spring 2014.
"""
