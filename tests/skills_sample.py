"""A small folder of skills tables, as a region keeps them: three educations, three groups of occupations."""
# ruff: noqa: E501 (tables are wide)

from pathlib import Path

BASIS = """\
county,basis,advertisements_county,advertisements,within,counted,pace,commuting_in,commuting_out,commuting_year
18,00,2,69,0.003,1.4,0.02,0.08,0.07,2023
"""
EDUCATIONS = """id,name,name_en,form,group_system,group,group_name,places
yh-1,Tandsköterska,,yh,sun2020,724ea,tandsköterska,25
yh-2,Drifttekniker,,yh,sun2020,489zd,drift,30
gy-vo,Vård- och omsorgsprogrammet,Health and social care programme,gy,gy,VO,Vård och omsorg,
"""
WORKFORCE = """occupation,name_sv,name_en,employed_2016,employed_2017,older_50,older_55,older_60,spread_50,spread_55,spread_60
535,Tandsköterskor,Dental nurses,359,375,0.16,0.17,0.17,0.01,0.02,0.03
532,Undersköterskor,Personal care workers,6427,6426,0.13,0.13,0.12,0.01,0.01,0.01
351,Drifttekniker m.fl.,ICT technicians,1044,967,0.11,0.09,0.07,0.01,0.01,0.01
"""
LINKS = """from_system,from_code,from_name,to_system,to_code,to_name,kind,source,version,confidence,review
sun2020,724ea,tandsköterska,ssyk2012,5350,Tandsköterskor,close,malbild linker,1,0.72,proposed
sun2020,724ea,tandsköterska,ssyk2012,2226,Ambulanssjuksköterskor,close,malbild linker,1,0.03,proposed
sun2020,489zd,drift,ssyk2012,3511,"Drifttekniker, IT",close,malbild linker,1,0.4,proposed
ssyk2012,5350,Tandsköterskor,ssyk2012-3,535,Tandsköterskor,exact,SCB SSYK 2012,2012,,official
ssyk2012,3511,"Drifttekniker, IT",ssyk2012-3,351,Drifttekniker m.fl.,broad,SCB SSYK 2012,2012,,official
gy,VO,Vård och omsorg,ssyk2012-3,532,Undersköterskor,close,SCB matchningskarta,2024,,official
"""
REVIEWS = """at,by,from_system,from_code,to_system,to_code,review,kind,why
2026-11-23T18:00:00+00:00,anna,sun2020,724ea,ssyk2012,5350,accepted,exact,just det yrket
"""
GAPS = """concept,label,type,kind,advertisements,asking,share,low,high,taught,named_by
jobtech:a_1,Svenska,skill,asked_and_taught,69,25,0.36,0.2,0.36,88,SVA01|SVE01
jobtech:b_2,Primärvård,skill,asked_not_taught,69,6,0.09,0.03,0.11,0,
jobtech:c_3,Latin,skill,taught_not_asked,69,,,,,4,LAT01
"""
DEMAND = """occupation,name,advertisements,concept,asking,share,low,high
,alla yrken,69,jobtech:a_1,25,0.36,0.2,0.36
,alla yrken,69,jobtech:b_2,6,0.09,0.03,0.11
5,Service,24,jobtech:a_1,9,0.38,0.2,0.5
5,Service,24,jobtech:b_2,5,0.2,0.1,0.4
"""
RANKINGS = """ranked_for,id,name,fit,concepts
ssyk2012:5,SVE,Svenska,0.5,jobtech:a_1
"""
INPUTS = """name,records,licence
Arbetsförmedlingen: platsannonser,69,öppna data
"""


def write_skills(region: Path, **changed: str) -> Path:
    """Write the tables to a region's folder; `changed` replaces or (empty) leaves out a file by its stem."""
    files = {
        "basis": BASIS, "educations": EDUCATIONS, "workforce": WORKFORCE, "links": LINKS, "reviews": REVIEWS,
        "gaps": GAPS, "demand": DEMAND, "rankings": RANKINGS, "inputs": INPUTS,
    }  # fmt: skip
    folder = region / "skills"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**files, **changed}.items():
        stem, _, suffix = name.partition(".")
        if text:
            (folder / f"{stem}.{suffix or 'csv'}").write_text(text, encoding="utf-8")
    return folder
