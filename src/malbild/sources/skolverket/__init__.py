"""Skolverket and Myndigheten för yrkeshögskolan: what courses and programmes say that they teach.

Counts       one course or programme
Address      https://www.skolverket.se and https://www.myh.se; read here from files that somebody has fetched
Licence      public documents of authorities

Quirks

An upper-secondary course is the same in the whole country; which schools give it stands elsewhere. A vocational
college's programme is known by its name and the county it is given in; its content is in no open file.
"""
