"""One small scenario without fault, to read as it is and to break in one place."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

GOOD: dict[str, str] = {
    "scenario.toml": """\
name = "kecil"
country = "negeri"
as_of = 2021-07-10T05:00:00Z
title_id = "Skenario kecil"
title_en = "A small scenario"
level = "region"
horizon_days = 2
quantile = 0.7
seed = 11
basis = "measured"

[parameters]
"tanks.heel_share" = 0.15
""",
    "negeri/country.toml": """\
code = "neg"
name = "Negeri"
code_system = "N 2020"
languages = ["id", "en"]
time_zone = "Asia/Jakarta"
reporting_cut_h = 24
gas_reference_temperature_c = 15
planning_level = "region"
levels = [
  { depth = 0, key = "nation", name = "Negeri" },
  { depth = 1, key = "region", name = "Daerah" },
  { depth = 2, key = "town", name = "Kota" },
]
currencies = [{ code = "IDR", decimals = 2 }]
restriction_levels = [{ code = "ketat", name = "Ketat", rank = 1 }]

[[policies]]
name = "biasa"
objectives = ["unmet_critical", "evenness"]
target_reserve_h = 24
valid_from = 2020-01-01
authority = "invented"
source = "invented"
""",
    "negeri/territories.csv": """\
code,name,level,parent,latitude_deg,longitude_deg,landmass,time_zone,population
0,Negeri,0,,,,,,
1,Barat,1,0,-6.0,106.0,barat,,500
2,Timur,1,0,-8.0,112.0,timur,Asia/Makassar,700
""",
    "negeri/cylinder_types.csv": """\
code,name,water_l,pressure_bar,purity
besar,Tabung besar,40,150,0.995
""",
    "negeri/agencies.csv": """\
code,name,kind
dinas,Dinas,office
""",
    "negeri/duties.csv": """\
task,agency,territory
supply,dinas,0
""",
    "negeri/procurement_rules.csv": """\
code,summary,valid_from,valid_to
r1,Beli cepat,2020-01-01,2021-12-31
""",
    "negeri/links.csv": """\
code,mode,origin,target,distance_km,origin_latitude_deg,origin_longitude_deg,\
target_latitude_deg,target_longitude_deg,travel_h,waiting_h,origin_landmass,\
target_landmass
feri,ferry,Pelabuhan Barat,Pelabuhan Timur,30,-6.1,106.1,-7.9,111.9,2,1,barat,timur
""",
    "territories.csv": """\
code,name,level,parent,latitude_deg,longitude_deg,landmass,time_zone
11,Kota Barat,2,1,-6.1,106.1,,
""",
    "places.csv": """\
territory,need_t_per_day,need_source,need_note,occupied_beds,bed_occupancy_share,\
active_cases,last_share,restriction
1,30.5,reported,menteri,200,0.8,900,0.6,ketat
2,20,estimate,11 kg,,,,0.4,
11,30.5,reported,,,,,,
""",
    "plants.csv": """\
code,name,company,territory,latitude_deg,longitude_deg,offered_t_per_day,\
design_t_per_day,convertible_t_per_day,stock_t,store_t,imports
P1,Pabrik Satu,Udara,1,-6.0,106.0,40,50,5,100,200,false
P2,Pabrik Dua,Udara,2,-8.0,112.0,10,,,,,false
""",
    "facilities.csv": """\
code,name,territory,kind,latitude_deg,longitude_deg,beds,pipeline_l_per_min,\
filling_t_per_day,receiving_h_per_day,synthetic
H1,RS Satu,11,hospital,-6.1,106.1,120,1500,0,12,false
H2,RS Dua,2,hospital,-8.0,112.1,80,,0,24,true
""",
    "tanks.csv": """\
facility,code,capacity_t,heel_t,owner,open_to_others
H1,T1,10,2,Udara,false
H1,T2,5,1,,true
""",
    "cylinders.csv": """\
facility,type_code,full,empty
H1,besar,20,5
H2,besar,30,0
""",
    "own_sources.csv": """\
facility,kind,pieces,nameplate_l_per_min,working_share
H2,psa,1,500,0.9
""",
    "census.csv": """\
facility,as_of,occupied_beds,reported_need_t_per_day
H1,2021-07-10T03:00:00Z,100,2.5
H2,2021-07-10T03:00:00Z,70,
""",
    "patients.csv": """\
facility,device,group,patients
H1,cannula,adult,40
H1,imv,adult,3
H2,mask,child,10
""",
    "stocks.csv": """\
holder,form,tank,mass_t,as_of,state,source
H1,liquid,T1,6.5,2021-07-10T04:00:00Z,known,laporan
H1,liquid,T2,,,unknown,
H2,cylinder,,0.3,2021-07-10T02:00:00Z,,laporan
P1,liquid,,100,2021-07-10T02:00:00Z,known,laporan
""",
    "reports.csv": """\
facility,form,what,value,unit,as_of,known_at,channel,source,synthetic
H1,liquid,use,0.4,t/day,2021-07-09T03:00:00Z,2021-07-09T03:10:00Z,WA,laporan,false
H1,liquid,use,0.42,t,2021-07-10T03:00:00Z,,form,laporan,
H2,cylinder,empty,10,tabung,2021-07-10T03:00:00Z,,,,
""",
    "vehicles.csv": """\
code,kind,payload_t,base,owner,latitude_deg,longitude_deg,load_t,free_at,synthetic
V1,isotank,20,P1,Angkut,,,0,,true
V2,tanker,10,2,Angkut,-8.0,112.0,4,2021-07-10T09:00:00Z,true
""",
    "links.csv": """\
code,mode,origin,target,distance_km
jalan,road,P1,H1,25
""",
    "claims.csv": """\
code,kind,metric,value,low,high,unit,scope,as_of,known_at,source,status,part_of
jumlah,total,supply,50,,,t/day,0,2021-07-09T00:00:00Z,2021-07-09T02:00:00Z,m,chosen,
janji,pledge,imports,10,8,12,t/day,0,2021-07-09T00:00:00Z,2021-07-09T02:00:00Z,m,chosen,jumlah
bagian,policy,medical_share,0.6,,,share,0,2021-07-09T00:00:00Z,2021-07-09T02:00:00Z,m,kept,
uang,budget,budget,1000,,,IDR,0,2021-07-09T00:00:00Z,2021-07-09T02:00:00Z,m,kept,
""",
    "events.csv": """\
code,kind,subject,begins,ends,restart_h,lost_t,mass_t
E1,plant_outage,P1,2021-07-10T06:00:00Z,2021-07-10T12:00:00Z,10,60,
E2,crossing_closed,feri,2021-07-11T00:00:00Z,,0,,
""",
    "orders.csv": """\
code,supplier,facility,form,mass_t,due,status,arrives_at,vehicle
O1,P1,H1,liquid,8,2021-07-10T20:00:00Z,loaded,2021-07-10T10:00:00Z,V1
""",
    "crews.csv": """\
code,base,hours_per_day
K1,P1,16
""",
}


@pytest.fixture
def good() -> dict[str, str]:
    return dict(GOOD)


@pytest.fixture
def lay(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write files below a fresh folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "skenario"
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            raw = content if isinstance(content, bytes) else content.encode()
            file.write_bytes(raw)
        return folder

    return write


@pytest.fixture
def folder(
    good: dict[str, str], lay: Callable[[Mapping[str, str | bytes]], Path]
) -> Path:
    return lay(good)
